"""What people write when a life or somebody's safety is at stake, what only looks like it, and what is neither."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from bot.errors import KnowledgeError, Problem
from bot.knowledge import Knowledge
from bot.knowledge.accounts import FILE as ACCOUNTS
from bot.knowledge.accounts import read_accounts
from bot.knowledge.examples import EXAMPLES, read_examples
from bot.knowledge.reading import Record, Texts, load_yaml, problem_at, validate
from bot.knowledge.route import HELP_ROUTES
from bot.language.crisis.rules import ROUTES
from bot.language.folding import fold
from bot.language.ladder import COMMAND_INTENTS, OUT_OF_SCOPE

FOLDER = "crisis"
NO_CRISIS = "geen-crisis"
LABELS = (*ROUTES, NO_CRISIS)
"""The names of the files, and what their texts are examples of."""

SIGNALS = Path("signals")
SIGNAL_LABELS = {"mogelijk-suicidaal": "113", "mogelijk-mishandeling": "veilig-thuis", "acuut-onveilig": "112"}
NEAR_A_CRISIS = frozenset({"somber", "ziet-geen-zin", "vergeetachtig", "wantrouwig"})
"""Signals whose sentences may be a crisis or not: nothing is learned from those."""

HELP = frozenset(HELP_ROUTES.values())
ONE_IN = 5
"""Of the questions on other topics one in five is enough to know what an ordinary question is."""

ASKS_FOR_HELP = "help_nu"
"""The one command that somebody in a crisis may give."""


class CrisisExamples(Record):
    """One file of examples."""

    examples: Texts


def example_files(folder: Path) -> list[Path]:
    """All that is learned from: `crisis/<label>.yml`, accounts of visits, sentences of signals, the NLU's examples."""
    own = [folder / FOLDER / f"{label}.yml" for label in LABELS]
    return [
        *own,
        folder / ACCOUNTS,
        *sorted((folder / SIGNALS).glob("*.yml")),
        *sorted((folder.parent / EXAMPLES).rglob("*.yml")),
    ]


def ordinary_topics(knowledge: Knowledge) -> list[str]:
    """The articles that send nobody to a help number: who asks about those is in no crisis."""
    return sorted(article.id for article in knowledge.articles.values() if not HELP & set(article.routes))


def read_crisis_examples(knowledge: Knowledge, folder: Path) -> list[tuple[str, str]]:
    """Every text with its label. Raises KnowledgeError when a file cannot be read or contradicts another."""
    found = read_alarms(folder)
    for path in sorted((folder / SIGNALS).glob("*.yml")):
        if path.stem not in NEAR_A_CRISIS:
            found += _of_signal(path)
    accounts, problems = read_accounts(folder, knowledge.signals, ROUTES)
    if problems:
        raise KnowledgeError(problems)
    found += [(account.text, account.crisis or NO_CRISIS) for account in accounts]
    topics = {*ordinary_topics(knowledge), OUT_OF_SCOPE}
    commands = COMMAND_INTENTS - {ASKS_FOR_HELP}
    typed, _ = read_examples(folder.parent / EXAMPLES, {*knowledge.articles, *COMMAND_INTENTS, OUT_OF_SCOPE})
    questions = [one.text for one in typed if one.intent in topics]
    ordinary = [*questions[::ONE_IN], *(one.text for one in typed if one.intent in commands)]
    return [*found, *((text, NO_CRISIS) for text in ordinary)]


def read_alarms(folder: Path) -> list[tuple[str, str]]:
    """The texts of `crisis/` alone, with their label. Raises KnowledgeError."""
    found: list[tuple[str, str]] = []
    for label in LABELS:
        path = folder / FOLDER / f"{label}.yml"
        found += [(text, label) for text in validate(CrisisExamples, load_yaml(path), path).examples]
    if problems := list(_contradictions(folder, found)):
        raise KnowledgeError(problems)
    return found


def _of_signal(path: Path) -> Iterator[tuple[str, str]]:
    """In an account of a visit most sentences are no crisis; those of a signal that is one are, where it holds."""
    label = SIGNAL_LABELS.get(path.stem, NO_CRISIS)
    for key, texts in load_yaml(path).items():
        yield from ((str(text), label if key == "holds" else NO_CRISIS) for text in texts)


def _contradictions(folder: Path, found: Iterable[tuple[str, str]]) -> Iterator[Problem]:
    """Texts that stand in two files."""
    seen: dict[str, str] = {}
    for text, label in found:
        if (other := seen.setdefault(fold(text), label)) != label:
            yield problem_at(folder / FOLDER / f"{label}.yml", f"this text stands in {other}.yml too", text[:30])
