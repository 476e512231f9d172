"""What signals are learned from: accounts of visits, sentences by signal, and texts about a crisis."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.errors import KnowledgeError
from bot.knowledge import Knowledge
from bot.knowledge.accounts import FILE as ACCOUNTS
from bot.knowledge.accounts import Account, read_accounts
from bot.knowledge.sentences import FOLDER as SENTENCES
from bot.knowledge.sentences import read_sentences
from bot.language.crisis.examples import FOLDER as ALARMS
from bot.language.crisis.examples import LABELS, NO_CRISIS, SIGNAL_LABELS, read_alarms
from bot.language.crisis.rules import ROUTES

_CERTAIN, _OTHER_SIGNAL, _ALARM = 1.0, 0.3, 0.3
"""How much a text weighs for what it was written for, for the signals that it was not written for, and a crisis."""

_SAFE = "veilig-thuis"
_MAY_BE_BOTH = {"112": ("113", _SAFE), "ggz-crisis": ("112",), _SAFE: ("112",), "113": ("112",)}
"""Of a text about the one route nothing is learned about the signal of the other."""


@dataclass(frozen=True)
class Sentence:
    """A short text: for each signal that it teaches about, whether it holds, and how much that weighs."""

    text: str
    teaches: Mapping[str, tuple[bool, float]]


@dataclass(frozen=True)
class SignalExamples:
    """All there is to learn from. `codes` are the signals, in their order."""

    codes: tuple[str, ...]
    accounts: tuple[Account, ...]
    sentences: tuple[Sentence, ...]


def signal_files(folder: Path) -> list[Path]:
    """The files that are learned from."""
    return [
        folder / ACCOUNTS,
        *sorted((folder / SENTENCES).glob("*.yml")),
        *(folder / ALARMS / f"{label}.yml" for label in LABELS),
    ]


def read_signal_examples(knowledge: Knowledge, folder: Path) -> SignalExamples:
    """Raises KnowledgeError when a file cannot be read."""
    codes = tuple(knowledge.signals)
    accounts, problems = read_accounts(folder, codes, ROUTES)
    by_signal, wrong = read_sentences(folder, knowledge.signals)
    if problems or wrong:
        raise KnowledgeError([*problems, *wrong])
    alarms = [Sentence(text, _of_alarm(label, codes)) for text, label in read_alarms(folder)]
    sentences = [
        Sentence(text, {other: (False, _OTHER_SIGNAL) for other in codes} | {code: (holds, _CERTAIN)})
        for code, found in by_signal.items()
        for text, holds in (*((text, True) for text in found.holds), *((text, False) for text in found.all()))
        if holds or text not in found.holds
    ]
    return SignalExamples(codes, accounts, (*sentences, *alarms))


def _of_alarm(label: str, codes: tuple[str, ...]) -> dict[str, tuple[bool, float]]:
    return {code: lesson for code, lesson in _lessons(label) if code in codes}


def _lessons(label: str) -> Iterator[tuple[str, tuple[bool, float]]]:
    """What a text about a crisis teaches about the three signals that are one."""
    for code, route in SIGNAL_LABELS.items():
        if route == label or label == NO_CRISIS or route not in _MAY_BE_BOTH[label]:
            yield code, (route == label, _ALARM)
