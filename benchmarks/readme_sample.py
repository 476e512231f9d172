"""Writes the conversation at the head of README.md as the bot has it today: `python -m benchmarks.readme_sample`.

`--check` writes nothing and fails when the document says something else. That the bot understands the question so is
asked of the real model, in tests/live/test_rasa.py.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from datetime import date

from benchmarks.marked import rewritten, write_or_check
from bot.dialogue.asking.article_card import article_buttons, short_card
from bot.knowledge import Knowledge, load_knowledge
from bot.settings import ROOT

DOCUMENT = ROOT / "README.md"
BEGIN, END = "<!-- conversation: written by benchmarks/readme_sample.py -->", "<!-- end of conversation -->"
QUESTION = "mevr zegt steeds dat er niks aan de hand is maar ze huilde wel toen ik wegging, wat moet ik daar nou mee"
ARTICLE = "weerstand"
LEFT_OUT = "[...]"
HARD_BREAK = "\\\n"


def main() -> int:
    options = argparse.ArgumentParser(description="Writes the conversation at the head of README.md.")
    options.add_argument("--check", action="store_true", help="only say whether the document is true")
    now = rewritten(DOCUMENT.read_text("utf-8"), BEGIN, END, conversation(load_knowledge(ROOT / "knowledge")))
    return write_or_check(DOCUMENT, now, check=options.parse_args().check)


def conversation(knowledge: Knowledge) -> str:
    """Question, the first and the last of the answer, and its buttons, in Markdown. Nothing in it knows the day."""
    return "\n".join(f"> {line}".rstrip() for part in _parts(knowledge) for line in part.splitlines())


def _parts(knowledge: Knowledge) -> Iterator[str]:
    article = knowledge.articles[ARTICLE]
    card, whole = short_card(article, knowledge, date.max)
    head, *_, sources = card.replace("\\.", ".").split("\n\n")
    buttons = article_buttons(article, knowledge.articles, whole=whole, thumbs=True)
    yield f"**Truus:** {QUESTION}\n\n"
    yield "**Bot:** " + head.replace("\n", HARD_BREAK)
    yield f"\n{LEFT_OUT}\n\n{sources}\n\n"
    yield HARD_BREAK.join(" ".join(f"`[{button.label}]`" for button in row) for row in buttons)


if __name__ == "__main__":
    sys.exit(main())
