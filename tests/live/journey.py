"""A journey: who does what over Telegram, and what they must then see. And what came of it, to be compared."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sqlalchemy import select

from bot.dialogue.practising.practice_group import PREFIX
from bot.dialogue.texts.ask import ONLY_SEARCH
from bot.markup import to_plain
from bot.store.alias import names
from bot.store.case_code import read_code
from bot.store.database import Store
from bot.store.invitations import CODE
from bot.store.models import Base, ChannelRow
from bot.store.practice_groups import CODE as GROUP_CODE
from bot.store.role import Role
from tests.botapi import Shown

LOST, DOUBLED = "lost", "doubled"


@dataclass(frozen=True)
class Act:
    """What somebody does, and the letters that everybody must see after it. `{code}` stands for the newest case code,
    `{invitation}` for the newest invitation code and `{group}` for the newest code of a group that anybody was shown.
    """

    who: str
    does: str
    what: str
    seen: Mapping[str, str]


def says(who: str, text: str, sees: str = "", **others: str) -> Act:
    """Somebody types something."""
    return Act(who, "says", text, {who: sees, **others})


def taps(who: str, label: str, sees: str = "", **others: str) -> Act:
    """Somebody taps the newest button with this label."""
    return Act(who, "taps", label, {who: sees, **others})


def chooses(who: str, begins: str, sees: str = "", **others: str) -> Act:
    """Somebody taps the newest button that begins so: what stands behind it is not what the journey is about."""
    return Act(who, "chooses", begins, {who: sees, **others})


@dataclass(frozen=True)
class Journey:
    """A story of one visit to the bot, or of several people with it. `people` is everybody with a role; others are
    guests whom nobody invited.
    """

    name: str
    acts: Sequence[Act]
    people: Mapping[str, Role] = field(default_factory=dict)

    @property
    def everybody(self) -> Sequence[str]:
        """Who is in it, in a fixed order."""
        return list(dict.fromkeys([*self.people, *(name for act in self.acts for name in act.seen)]))


class Bubble(NamedTuple):
    """A message in a chat, without what chance decides."""

    sender: str
    text: str
    buttons: tuple[str, ...]
    file: str | None


@dataclass(frozen=True)
class Ending:
    """How a journey ended: the whole chat of everybody, and every row of every table without what chance decides."""

    chats: Mapping[str, Sequence[Bubble]]
    rows: Counter[tuple[Any, ...]]


def different(found: Ending, right: Ending) -> dict[str, list[str]]:
    """What is lost, and what is there twice or should not be there at all; nothing else when all is well.

    Messages in another order than they should be are among the lost.
    """
    lost, doubled = list((right.rows - found.rows).elements()), list((found.rows - right.rows).elements())
    for name, chat in right.chats.items():
        there, wanted = Counter(found.chats[name]), Counter(chat)
        lost += [(name, bubble) for bubble in (wanted - there).elements()]
        doubled += [(name, bubble) for bubble in (there - wanted).elements()]
        if there == wanted and list(found.chats[name]) != list(chat):
            lost.append((name, "the order of the messages"))
    return {what: [str(one) for one in some] for what, some in ((LOST, lost), (DOUBLED, doubled)) if some}


def bubble(shown: Shown) -> Bubble:
    """A message as it is compared."""
    labels = tuple(constant(label) for label in shown.labels)
    return Bubble(shown.sender, constant(shown.text), labels, shown.file.name if shown.file else None)


def constant(text: str) -> str:
    """A text without what another run has otherwise: codes, made-up names, and what a bot says once in its life.

    The answers of a group's question stand in an order that its number in the database makes, and that of a visit
    draws the sentences to begin with: on PostgreSQL a unit of work that was cut off leaves a number out.
    """
    text = ANSWER.sub(r"\1ANSWER", text.replace(to_plain(ONLY_SEARCH), "").strip())
    text = SENTENCE.sub("SENTENCE", text)
    return WORD.sub(lambda found: _kind_of(found[0]), text)


def newest_codes(texts: Sequence[str]) -> dict[str, str]:
    """The last code of each kind in these texts, by what stands for it in an act."""
    found = {"code": "", "invitation": "", "group": ""}
    for word in (word for text in texts for word in WORD.findall(text)):
        if (kind := _kind_of(word)) in ("CODE", "INVITATION", "GROUP") and kind != word:
            found[kind.lower()] = word.removeprefix(PREFIX)
    return found


WORD = re.compile(r"[\w-]+")
SENTENCE = re.compile(r'^• ".+"$', re.MULTILINE)
ANSWER = re.compile(r"^((?:[☐☑] )?[A-E]\. ).+$", re.MULTILINE)
ALIASES = frozenset(names())


def _kind_of(word: str) -> str:
    if word in ALIASES:
        return "ALIAS"
    if CODE.fullmatch(word):
        return "INVITATION"
    if (word.isupper() or word.startswith(PREFIX)) and GROUP_CODE.fullmatch(word.removeprefix(PREFIX).lower()):
        return "GROUP"
    return "CODE" if word.count("-") and read_code(word) else word


async def rows_of(store: Store) -> Counter[tuple[Any, ...]]:
    """Every row of every table, without what chance decides: numbers, pseudonyms, what is sealed, and moments."""
    found: Counter[tuple[Any, ...]] = Counter()
    async with store.work(read_only=True) as work:
        assert await work.cases.history.broken() == []
        for table in Base.metadata.sorted_tables:
            if table.name == ChannelRow.__tablename__:
                continue
            for row in (await work.session.execute(select(table))).mappings():
                values = (_fixed(table.name, column, value) for column, value in row.items())
                found[table.name, *values] += 1
    return found


BY_CHANCE = re.compile(r"(^|_)(id|key|code|alias|number|digest|with)$")
HOW_IT_WENT = {("outbox", "mark"), ("outbox", "attempts")}
"""What may be otherwise after a death: how often it was tried to say something."""

NO_CHANCE = {("report_signal", "code"), ("weekly_count", "code"), ("case_event", "number")}


def _fixed(table: str, column: str, value: object) -> object:
    if (table, column) in HOW_IT_WENT:
        return "whatever"
    by_chance = isinstance(value, bytes) or hasattr(value, "tzinfo") or BY_CHANCE.search(column)
    return "something" if value is not None and by_chance and (table, column) not in NO_CHANCE else value
