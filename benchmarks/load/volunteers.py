"""What volunteers do under load: ask, tell of a visit, tap through menus. Each reads what the bot says first."""

from __future__ import annotations

import random
from collections.abc import Generator, Sequence
from dataclasses import dataclass

from bot.knowledge import Knowledge
from bot.knowledge.accounts import read_accounts
from bot.knowledge.signal import ACT_TODAY
from bot.language.crisis.rules import ROUTES
from bot.settings import ROOT


@dataclass(frozen=True)
class Says:
    """Types this."""

    text: str


@dataclass(frozen=True)
class Taps:
    """Taps the newest button with this label; where the last message has none, the one with the other label."""

    label: str
    otherwise: str | None = None


Action = Says | Taps
Script = Generator[Action, str, None]
"""Gives an action, gets what the bot answered, for ever."""

DONE = "De code is"
SENDS = "Coördinator beslist"
AGE = "80 tot en met 84"
QUESTIONS: Sequence[tuple[str, Taps | None]] = (
    (DONE, None),
    ("Wie pakt het op", Taps(SENDS)),
    ("Hoe ging het bezoek", Taps("Bezoek gehad")),
    ("Dit haalde ik eruit", Taps("Klopt, verder", otherwise=AGE)),
    ("Hoe oud", Taps(AGE)),
    ("In welk deel", Taps("Heerlerheide")),
    ("Waar in Heerlerheide", Taps("Vrieheide-De Stack")),
    ("Hoe woont", Taps("Woont alleen")),
    ("Wat wil", Taps("Nog een gesprek")),
    ("Weet mevrouw", Taps("Ja, is goed")),
    ("Dit klinkt", None),  # a crisis after all: whoever reads that, calls
)
"""What stands in the bot's question about a visit -> what is tapped. At `None` this visit is done with."""

TELL = "Vertel in je eigen woorden"
MENUS = ("Onderwerpen", "Menu")


class LostTheWay(Exception):
    """The bot said something to which this script has no answer."""


@dataclass(frozen=True)
class Texts:
    """What people type: questions, and accounts of visits at which nobody was in danger."""

    questions: Sequence[str]
    accounts: Sequence[str]


def texts(knowledge: Knowledge) -> Texts:
    """The questions of the articles, and the accounts from which the bot learns."""
    questions = [question for article in knowledge.articles.values() for question in article.questions]
    accounts, _ = read_accounts(ROOT / "knowledge", knowledge.signals, ROUTES)
    calm = [
        account.text
        for account in accounts
        if account.crisis is None
        and account.signals
        and all(knowledge.signals[code].level < ACT_TODAY for code in account.signals)
    ]
    return Texts(questions, calm)


def asks(said: Texts, rng: random.Random) -> Script:
    """One question after another."""
    while True:
        yield Says(rng.choice(said.questions))


def taps_around(_said: Texts, _rng: random.Random) -> Script:
    """Goes to the menu and from there to the topics, for ever."""
    yield Says("/menu")
    while True:
        for label in MENUS:
            yield Taps(label)


def tells_of_visits(said: Texts, rng: random.Random) -> Script:
    """One report after another, in free text and with a tap at each question that is left. Raises LostTheWay."""
    while True:
        answer = yield Says("melden")
        while (tap := _answer_to(answer)) is not None:
            answer = yield tap
            if TELL in answer:
                answer = yield Says(rng.choice(said.accounts))


def _answer_to(question: str) -> Taps | None:
    for part, tap in QUESTIONS:
        if part in question:
            return tap
    raise LostTheWay(question)


MIX = (asks, tells_of_visits, tells_of_visits, asks, taps_around)
"""Two fifths ask, two fifths report, one fifth taps. Of what they send about a third is free text that must be read."""
