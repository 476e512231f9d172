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
    """Taps the newest button with this label."""

    label: str


Action = Says | Taps
Script = Generator[Action, str, None]
"""Gives an action, gets what the bot answered, for ever."""

DONE = "De code is"
SENDS = "Coördinator beslist"
QUESTIONS = (
    (DONE, None),
    ("Wie pakt het op", SENDS),
    ("Hoe ging het bezoek", "Bezoek gehad"),
    ("Dit haalde ik eruit", "Klopt, verder"),
    ("Hoe oud", "80 tot en met 84"),
    ("In welk deel", "Heerlerheide"),
    ("Waar in Heerlerheide", "Vrieheide-De Stack"),
    ("Hoe woont", "Woont alleen"),
    ("Wat wil", "Nog een gesprek"),
    ("Weet mevrouw", "Ja, is goed"),
)
"""What stands in the bot's question about a visit -> what is tapped. At `None` the report is stored."""

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
        while (label := _answer_to(answer)) is not None:
            answer = yield Taps(label)
            if TELL in answer:
                answer = yield Says(rng.choice(said.accounts))


def _answer_to(question: str) -> str | None:
    for part, label in QUESTIONS:
        if part in question:
            return label
    raise LostTheWay(question)


MIX = (asks, tells_of_visits, tells_of_visits, asks, taps_around)
"""Two fifths ask, two fifths report, one fifth taps. Of what they send about a third is free text that must be read."""
