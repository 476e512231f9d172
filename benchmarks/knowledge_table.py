"""Writes the figures about the knowledge base into docs/knowledge.md: `python -m benchmarks.knowledge_table`.

`--check` writes nothing and fails when the document does not say what is true now.
"""

from __future__ import annotations

import argparse
import statistics
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from benchmarks.frozen_sets import ACCOUNTS, QUESTIONS, accounts, frozen_texts, overlap, questions, training_texts
from benchmarks.marked import rewritten, write_or_check
from bot.errors import KnowledgeError
from bot.knowledge import Knowledge, load_knowledge
from bot.knowledge.examples import EXAMPLES, KINDS, Example, read_examples
from bot.knowledge.sentences import read_sentences
from bot.knowledge.wording import readability
from bot.language.ladder import COMMAND_INTENTS, OUT_OF_SCOPE
from bot.settings import ROOT

DOCUMENT = ROOT / "docs" / "knowledge.md"
BEGIN, END = "<!-- figures: written by benchmarks/knowledge_table.py -->", "<!-- end of figures -->"


def main() -> int:
    options = argparse.ArgumentParser(description="Writes the figures about the knowledge base.")
    options.add_argument("--check", action="store_true", help="only say whether the document is true")
    check = options.parse_args().check
    try:
        now = rewritten(DOCUMENT.read_text("utf-8"), BEGIN, END, figures())
    except KnowledgeError as error:
        print(f"Nothing was written: mend this first, and look with `make check`.\n{error}", file=sys.stderr)
        return 1
    return write_or_check(DOCUMENT, now, check=check)


def figures() -> str:
    """All tables, in Markdown."""
    folder = ROOT / "knowledge"
    knowledge = load_knowledge(folder)
    examples, _ = read_examples(ROOT / EXAMPLES, {*knowledge.articles, *COMMAND_INTENTS, OUT_OF_SCOPE})
    return "\n\n".join(
        [
            "\n".join(_articles(knowledge)),
            "\n".join(_examples(knowledge, examples)),
            "\n".join(_others(knowledge, examples, folder)),
            "\n".join(_frozen(knowledge, folder)),
        ]
    )


def _articles(knowledge: Knowledge) -> Iterator[str]:
    articles = list(knowledge.articles.values())
    measured = [readability(article) for article in articles]
    sources = [source for article in articles for source in article.sources]
    yield "| articles | |\n| --- | --- |"
    yield f"| articles | {len(articles)} |"
    yield f"| words, summary and body: total | {sum(one.words for one in measured)} |"
    yield f"| words an article: least, median, most | {_spread(one.words for one in measured)} |"
    yield f"| words a sentence, on average | {statistics.mean(one.sentence for one in measured):.1f} |"
    yield f"| reading ease (Flesch-Douma), on average | {statistics.mean(one.ease for one in measured):.0f} |"
    yield f"| sources: mentions, different ones | {len(sources)}, {len({(s.title, s.publisher) for s in sources})} |"
    yield f"| sources an article: least, median, most | {_spread(len(article.sources) for article in articles)} |"


def _examples(knowledge: Knowledge, examples: Sequence[Example]) -> Iterator[str]:
    counts = Counter((example.intent, example.kind) for example in examples)
    yield "| examples a topic, by kind | least | median | all topics |\n| --- | --- | --- | --- |"
    for kind, meaning in KINDS.items():
        own = [counts[article, kind] for article in knowledge.articles]
        yield f"| {kind} ({meaning}) | {min(own)} | {statistics.median(own):.0f} | {sum(own)} |"
    totals = [sum(counts[article, kind] for kind in KINDS) for article in knowledge.articles]
    yield f"| **all kinds** | {min(totals)} | {statistics.median(totals):.0f} | {sum(totals)} |"
    asked = [len(article.questions) for article in knowledge.articles.values()]
    yield f"| in the articles themselves | {min(asked)} | {statistics.median(asked):.0f} | {sum(asked)} |"


def _others(knowledge: Knowledge, examples: Sequence[Example], folder: Path) -> Iterator[str]:
    commands = Counter(example.intent for example in examples if example.intent in COMMAND_INTENTS)
    outside = Counter(example.file.stem for example in examples if example.intent == OUT_OF_SCOPE)
    sentences, _ = read_sentences(folder, knowledge.signals)
    holds = [len(each.holds) for each in sentences.values()]
    others = [len(each.all()) - len(each.holds) for each in sentences.values()]
    yield "| other examples | least | median | all |\n| --- | --- | --- | --- |"
    yield f"| commands and small talk, {len(commands)} intents | {_row(commands.values())} |"
    yield f"| out of scope, close to the field | | | {outside['close']} |"
    yield f"| out of scope, farther away | | | {outside['far']} |"
    yield f"| sentences in which a signal holds, {len(sentences)} signals | {_row(holds)} |"
    yield f"| sentences in which it is denied, past or another's | {_row(others)} |"


def _frozen(knowledge: Knowledge, folder: Path) -> Iterator[str]:
    training, frozen = training_texts(knowledge, folder), frozen_texts(knowledge)
    yield (
        "| frozen set | questions (least a topic) | out of scope | commands | accounts (signals) "
        "| the same as something learned from | nearly |\n| --- | --- | --- | --- | --- | --- | --- |"
    )
    for name in QUESTIONS:
        counts = Counter(example.intent for example in questions(name, knowledge))
        topics = [counts[article] for article in knowledge.articles]
        shared = overlap(frozen[name], training)
        commands = sum(counts[intent] for intent in COMMAND_INTENTS)
        yield (
            f"| {name} | {sum(topics)} ({min(topics)}) | {counts[OUT_OF_SCOPE]} | {commands} | | "
            f"{shared.same} | {shared.near} |"
        )
    for name in ACCOUNTS:
        shared = overlap(frozen[name], training)
        held = accounts(name)
        signals = sum(len(account.signals) for account in held)
        yield f"| {name} | | | | {len(held)} ({signals}) | {shared.same} | {shared.near} |"


def _spread(values: Iterable[int]) -> str:
    found = list(values)
    return f"{min(found)}, {statistics.median(found):.0f}, {max(found)}"


def _row(values: Iterable[int]) -> str:
    found = list(values)
    return f"{min(found)} | {statistics.median(found):.0f} | {sum(found)}"


if __name__ == "__main__":
    sys.exit(main())
