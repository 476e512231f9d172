"""Every write of every turn breaks once, with an error that has all fifty parts in its words: still nothing stays."""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError, OperationalError

from bot import curate
from bot.channels import postman
from bot.channels.outcome import Later, Outcome, Refused
from bot.dialogue import turns
from bot.dialogue.follow_up.reminders import send_reminders
from bot.dialogue.own_reminders import send_own_reminders
from bot.errors import StoreError, StoreUnavailable
from bot.knowledge.curated import FROZEN, LEARNED
from bot.language.reading import Reader
from bot.language.said import Reading
from bot.settings import ROOT
from bot.store.cases import Cases
from bot.store.chores import Chores
from bot.store.conversations import Conversations
from bot.store.deliveries import Deliveries
from bot.store.digests import Digests
from bot.store.duty import Duties
from bot.store.history import History
from bot.store.invitations import Invitations
from bot.store.outbox import Outbox
from bot.store.participation import Participation
from bot.store.people import People
from bot.store.personal import Personal
from bot.store.practice_groups import PracticeGroups
from bot.store.purge import purge_and_note
from bot.store.questions import Questions
from bot.store.reminders import Reminders
from bot.store.reports import Reports
from tests.journeys.town import Person, Town
from tests.privacy.planted import TEXTS, spotted
from tests.privacy.scene import Scene
from tests.privacy.sinks import Sinks, last_words

RAW = "\n".join(TEXTS)

Act = Callable[[Scene], Awaitable[None]]


@dataclass(frozen=True)
class Step:
    """One write of the store, what goes before it, and the turn in which it is made."""

    where: type
    write: str
    before: Act
    turn: Act

    def __str__(self) -> str:
        return f"{self.where.__name__}.{self.write} when {self.turn.__name__}"


STEPS = [
    Step(*row)
    for row in (
        (Conversations, "first_time", Scene.nothing, Scene.asks),
        (Conversations, "keep", Scene.nothing, Scene.asks),
        (Conversations, "keep", Scene.begins, Scene.tells),
        (Conversations, "keep", Scene.begins, Scene.is_in_distress),
        (People, "meet", Scene.nothing, Scene.comes_anew),
        (Questions, "count", Scene.nothing, Scene.asks),
        (Questions, "keep_unanswered", Scene.nothing, Scene.asks),
        (Outbox, "add", Scene.nothing, Scene.asks),
        (Outbox, "add", Scene.begins, Scene.tells),
        (Outbox, "add", Scene.nothing, Scene.is_in_distress),
        (Reports, "add", Scene.keeps_note, Scene.sends),
        (Cases, "follow", Scene.keeps_note, Scene.sends),
        (Cases, "open", Scene.keeps_note, Scene.sends),
        (History, "add", Scene.keeps_note, Scene.sends),
        (Outbox, "add", Scene.keeps_note, Scene.sends),
        (Reports, "correct", Scene.changes, Scene.sends),
        (History, "add", Scene.changes, Scene.sends),
        (Reports, "withdraw", Scene.shows_own, Scene.withdraws),
        (Cases, "move", Scene.shows_own, Scene.withdraws),
        (Cases, "asked", Scene.writes, Scene.passes_on),
        (History, "add", Scene.writes, Scene.passes_on),
        (Outbox, "add", Scene.writes, Scene.passes_on),
        (Cases, "answered", Scene.is_asked, Scene.answers),
        (Outbox, "add", Scene.is_asked, Scene.answers),
        (Cases, "move", Scene.opens_case, Scene.picks_up),
        (Outbox, "add", Scene.opens_case, Scene.picks_up),
        (Cases, "move", Scene.is_about_to_blank, Scene.blanks),
        (Reports, "blank", Scene.is_about_to_blank, Scene.blanks),
        (Invitations, "use", Scene.is_invited, Scene.uses_code),
        (People, "give_role", Scene.is_invited, Scene.uses_code),
        (People, "note_wrong_code", Scene.nothing, Scene.tries_code),
        (Questions, "tie", Scene.asked, Scene.ties),
        (Outbox, "add", Scene.asked, Scene.ties),
        (Questions, "untie", Scene.tied, Scene.unties),
        (Questions, "answer", Scene.is_about_to_answer, Scene.answers_askers),
        (Outbox, "add", Scene.is_about_to_answer, Scene.answers_askers),
        (Questions, "discard", Scene.is_about_to_discard, Scene.discards),
        (Digests, "choose", Scene.nothing, Scene.chooses),
        (People, "rename", Scene.asks, Scene.renames),
        (People, "make_guest", Scene.is_about_to_leave, Scene.leaves),
        (People, "erase", Scene.is_about_to_erase, Scene.erases),
        (Conversations, "keep", Scene.opens_broadcast, Scene.drafts),
        (Outbox, "add_bulk", Scene.drafted, Scene.broadcasts),
        (Outbox, "add", Scene.drafted, Scene.broadcasts),
        (Invitations, "add", Scene.nothing, Scene.invites),
        (Invitations, "withdraw", Scene.is_about_to_withdraw_invitations, Scene.withdraws_invitations),
        (People, "move", Scene.is_about_to_move, Scene.moves),
        (People, "dismiss", Scene.is_about_to_dismiss, Scene.dismisses),
        (Outbox, "add", Scene.is_about_to_dismiss, Scene.dismisses),
        (Duties, "put", Scene.is_about_to_be_on_duty, Scene.is_on_duty),
        (Personal, "keep", Scene.is_answered, Scene.votes),
        (Questions, "count", Scene.is_answered, Scene.votes),
        (Questions, "uncount", Scene.voted, Scene.takes_back),
        (Questions, "keep_unanswered", Scene.is_about_to_say_what_is_wrong, Scene.says_what_is_wrong),
        (Duties, "take_off", Scene.was_on_duty, Scene.goes_off_duty),
        (Personal, "keep", Scene.asks, Scene.begins_to_practise),
        (Personal, "keep", Scene.practises, Scene.finishes_practising),
        (Participation, "note", Scene.practises, Scene.finishes_practising),
        (Reminders, "add", Scene.practised, Scene.is_to_be_reminded),
        (PracticeGroups, "open", Scene.is_about_to_lead, Scene.leads),
        (PracticeGroups, "join", Scene.led, Scene.joins),
        (PracticeGroups, "answer", Scene.joined, Scene.answers_in_group),
        (PracticeGroups, "leave", Scene.joined, Scene.leaves_group),
        (PracticeGroups, "go_to", Scene.led, Scene.goes_on),
        (PracticeGroups, "close", Scene.is_asked_to_stop, Scene.stops_leading),
        (Reminders, "add", Scene.nothing, Scene.plans),
        (Reminders, "add", Scene.is_touched, Scene.says_so),
        (Reminders, "look_again", Scene.changes_visit, Scene.moves_visit),
        (Reminders, "drop", Scene.has_planned, Scene.takes_visit_off),
        (Reminders, "turn", Scene.asks, Scene.wants_no_reminders),
    )
]

ELSEWHERE = {
    (Deliveries, "claim"),
    (Deliveries, "delivered"),
    (Deliveries, "postpone"),
    (Deliveries, "given_up"),
    (Outbox, "give_up_all"),
    (Deliveries, "renew"),
    (Digests, "keep"),
    (People, "mark_unreachable"),
    (Cases, "look_again"),
    (Cases, "nudged"),
    (Questions, "mark_exported"),
    (Chores, "went_well"),
    (Chores, "failed"),
}
"""The writes of no turn, that break further down."""

OF_NO_WORDS = {(Deliveries, "release"), (Deliveries, "keep_number")}
"""Nothing that somebody typed is near: at the start of the program, and when a turn is stored and over."""

READS = {
    Conversations: {"state"},
    Deliveries: {"due"},
    Outbox: {"has", "waiting_for", "is_anything_waiting_for", "fate", "standing", "overdue"},
    People: {
        *("by_alias", "entry", "invited", "count_guests", "may_try_code", "test_secret", "coordinators"),
        *(
            "can_be_reached",
            "by_reporter_key",
            "by_reporter_keys",
            "by_asker_keys",
            "find",
            "knows",
            "coordinators_on",
            "is_reached_at",
            "at",
        ),
    },
    Reports: {"own", "mine", "count_since"},
    Cases: {"find", "unfinished", "any_to_look_at", "to_look_at"},
    History: {"of", "reminders", "broken"},
    Questions: {"waiting", "open", "asked_by", "to_export", "still_open"},
    Invitations: {"find", "open"},
    Duties: {"all", "today", "of"},
    Chores: {"of"},
    Reminders: {"to_look_at", "of", "find", "are_wanted"},
    Personal: {"of"},
    Participation: set(),
    PracticeGroups: {
        *("find", "with_id", "of_trainer", "today", "of_member", "members", "chosen_by", "chosen", "count_of"),
    },
    Digests: {"sent", "newest", "kept_of", "choice", "choices"},
}


class Breaks:
    """A method that does what it should and breaks then, the first time."""

    def __init__(self, original: Callable[..., Awaitable[Any]], error: Exception) -> None:
        self.broke = False
        self._original, self._error = original, error

    def method(self) -> Callable[..., Awaitable[Any]]:
        async def breaks(*arguments: Any, **more: Any) -> Any:
            result = await self._original(*arguments, **more)
            if not self.broke:
                self.broke = True
                raise self._error
            return result

        return breaks


def refusal() -> OperationalError:
    """How a database that is away reports it: a line of its own, and the values of the statement behind it."""
    return OperationalError("INSERT", {"payload": RAW}, Exception(f"database is locked\nDETAIL: {RAW}"))


def break_at(patch: pytest.MonkeyPatch, where: type, write: str, error: Exception) -> Breaks:
    breaks = Breaks(getattr(where, write), error)
    patch.setattr(where, write, breaks.method())
    return breaks


@pytest.fixture
def scene(town: Town, truus: Person, bea: Person) -> Scene:
    return Scene(town, truus, bea)


def test_every_write_of_the_store_breaks_somewhere() -> None:
    known = {(step.where, step.write) for step in STEPS} | ELSEWHERE | OF_NO_WORDS
    known |= {(where, name) for where, names in READS.items() for name in names}
    there = {
        (where, name)
        for where in READS
        for name, method in inspect.getmembers(where, inspect.iscoroutinefunction)
        if not name.startswith("_")
    }
    assert there == known


@pytest.mark.parametrize("step", STEPS, ids=str)
async def test_at_a_write(scene: Scene, sinks: Sinks, monkeypatch: pytest.MonkeyPatch, step: Step) -> None:
    await step.before(scene)
    for error in (RuntimeError(RAW), IntegrityError("INSERT", {"payload": RAW}, Exception(f"UNIQUE\n{RAW}"))):
        with monkeypatch.context() as patch:
            breaks = break_at(patch, step.where, step.write, error)
            await step.turn(scene)
        assert breaks.broke and "A turn failed" in sinks.log.text
        await sinks.hold_nothing(last_words(scene.truus))
        sinks.log.clear()
    with monkeypatch.context() as patch:
        breaks = break_at(patch, step.where, step.write, refusal())
        with pytest.raises(StoreUnavailable) as caught:
            await step.turn(scene)
    assert breaks.broke and spotted(str(caught.value)) == set()
    await sinks.hold_nothing()
    await step.turn(scene)
    assert "A turn failed" not in sinks.log.text
    await sinks.hold_nothing(last_words(scene.truus))


# Where nothing is written yet.


async def _route_breaks(turn: Any) -> None:
    raise RuntimeError(f"cannot route {turn.message.text} {RAW}")


async def test_in_a_dialogue(scene: Scene, sinks: Sinks, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "route", _route_breaks)
    await scene.asks()
    scene.truus.sees("Er ging bij mij iets mis")
    await sinks.hold_nothing()


class BrokenReader:
    """A reader that cannot read, and says what."""

    def __init__(self, reader: Reader) -> None:
        self.question_groups = reader.question_groups

    async def read(self, text: str, *, crisis_first: bool = False) -> Reading:
        raise RuntimeError(f"cannot read {text} {RAW}")


async def test_in_a_text_that_cannot_be_read(scene: Scene, sinks: Sinks) -> None:
    await scene.town.close()
    scene.town.reader = BrokenReader(scene.town.reader)  # type: ignore[assignment]
    await scene.town.open()
    await scene.asks()
    scene.truus.sees("Er ging bij mij iets mis")
    await sinks.hold_nothing()


# On the way to somebody.


@pytest.mark.parametrize("write", ["claim", "delivered"])
async def test_between_the_outbox_and_the_phone(
    scene: Scene, sinks: Sinks, monkeypatch: pytest.MonkeyPatch, write: str
) -> None:
    monkeypatch.setattr(postman, "POLL_SECONDS", 0)
    await scene.writes()
    with monkeypatch.context() as patch:
        breaks = break_at(patch, Deliveries, write, refusal())
        await scene.passes_on()
    assert breaks.broke and "noted" in sinks.log.text
    await sinks.hold_nothing()
    scene.town.clock.passes(minutes=2)
    await scene.town.postman.drain()
    scene.truus.sees("Een coördinator schrijft:", "[naam]")
    await sinks.hold_nothing()


@pytest.mark.parametrize(
    ("outcome", "write", "where"),
    [
        (Later(), "postpone", Deliveries),
        (Refused("blocked"), "given_up", Deliveries),
        (Refused("blocked"), "mark_unreachable", People),
    ],
)
async def test_when_it_does_not_arrive(
    scene: Scene,
    sinks: Sinks,
    monkeypatch: pytest.MonkeyPatch,
    outcome: Outcome,
    write: str,
    where: type,
) -> None:
    async def does_not_arrive(*_: object) -> Outcome:
        return outcome

    monkeypatch.setattr(postman, "POLL_SECONDS", 0)
    await scene.writes()
    with monkeypatch.context() as patch:
        patch.setattr(scene.town.postman, "_send", does_not_arrive)
        breaks = break_at(patch, where, write, refusal())
        await scene.passes_on()
        assert breaks.broke
        await sinks.hold_nothing()
        scene.town.clock.passes(minutes=2)
        await scene.town.postman.drain()
        await sinks.hold_nothing()  # also while messages lie in the outbox, sealed


async def test_when_the_channel_breaks(scene: Scene, sinks: Sinks, monkeypatch: pytest.MonkeyPatch) -> None:
    async def breaks(*_: object) -> Outcome:
        raise RuntimeError(RAW)

    await scene.writes()
    with monkeypatch.context() as patch:
        patch.setattr(scene.town.postman, "_send", breaks)
        await scene.passes_on()
    assert "A channel failed to send: RuntimeError" in sinks.log.text
    await sinks.hold_nothing()


# What the program does by itself.


@pytest.mark.parametrize(("where", "write"), [(Cases, "nudged"), (Cases, "look_again"), (Outbox, "add")])
async def test_in_a_reminder(
    scene: Scene, sinks: Sinks, monkeypatch: pytest.MonkeyPatch, where: type, write: str
) -> None:
    town = scene.town
    await scene.is_asked()
    await scene.answers()
    town.clock.passes(days=20)
    with monkeypatch.context() as patch:
        breaks = break_at(patch, where, write, refusal())
        with pytest.raises(StoreUnavailable) as caught:
            await send_reminders(town.store, town.knowledge.areas, town.clock)
    assert breaks.broke and spotted(str(caught.value)) == set()
    await sinks.hold_nothing()
    assert await send_reminders(town.store, town.knowledge.areas, town.clock)
    await town.postman.drain()
    await sinks.hold_nothing()


@pytest.mark.parametrize(("where", "write"), [(Reminders, "drop"), (Outbox, "add")])
async def test_in_a_reminder_to_practise(
    scene: Scene, sinks: Sinks, monkeypatch: pytest.MonkeyPatch, where: type, write: str
) -> None:
    town = scene.town
    await scene.asks()
    await scene.was_to_be_reminded()
    town.clock.passes(days=7)
    with monkeypatch.context() as patch:
        breaks = break_at(patch, where, write, refusal())
        with pytest.raises(StoreUnavailable) as caught:
            await send_own_reminders(town.store, town.knowledge, town.clock)
    assert breaks.broke and spotted(str(caught.value)) == set()
    await sinks.hold_nothing()
    assert await send_own_reminders(town.store, town.knowledge, town.clock) == 1


@pytest.mark.parametrize(("where", "write"), [(Reminders, "look_again"), (Outbox, "add")])
async def test_in_a_reminder_of_a_visit(
    scene: Scene, sinks: Sinks, monkeypatch: pytest.MonkeyPatch, where: type, write: str
) -> None:
    town = scene.town
    await scene.plans()
    town.clock.passes(days=1, hours=5)
    with monkeypatch.context() as patch:
        breaks = break_at(patch, where, write, refusal())
        with pytest.raises(StoreUnavailable) as caught:
            await send_own_reminders(town.store, town.knowledge, town.clock)
    assert breaks.broke and spotted(str(caught.value)) == set()
    await sinks.hold_nothing()
    assert await send_own_reminders(town.store, town.knowledge, town.clock) == 1
    await town.postman.drain()
    await sinks.hold_nothing()


@pytest.mark.parametrize(("where", "write"), [(Digests, "keep"), (Outbox, "add")])
async def test_in_a_digest(
    scene: Scene, sinks: Sinks, monkeypatch: pytest.MonkeyPatch, where: type, write: str
) -> None:
    town = scene.town
    await scene.asks()
    await scene.keeps_note()
    await scene.sends()
    town.clock.passes(days=5)
    with monkeypatch.context() as patch:
        break_at(patch, where, write, refusal())
        with pytest.raises(StoreUnavailable) as caught:
            await town.makes_digests()
    assert spotted(str(caught.value)) == set()
    await sinks.hold_nothing()
    assert await town.makes_digests() == 1
    await town.postman.drain()
    scene.bea.sees("Week 47", "Niet beantwoord:", "[naam]")
    await sinks.hold_nothing()


@pytest.mark.parametrize(
    ("where", "write"), [(People, "erase"), (Chores, "went_well"), (Chores, "failed")], ids=lambda part: str(part)
)
async def test_in_a_purge(scene: Scene, sinks: Sinks, monkeypatch: pytest.MonkeyPatch, where: type, write: str) -> None:
    town = scene.town
    await scene.keeps_note()
    await scene.sends()
    await scene.comes_anew()
    town.clock.passes(days=100)
    with monkeypatch.context() as patch:
        if write == "failed":
            break_at(patch, People, "erase", RuntimeError(RAW))
        breaks = break_at(patch, where, write, refusal())
        with pytest.raises((StoreError, RuntimeError)):
            await purge_and_note(town.store, town.clock(), {})
    assert breaks.broke
    await sinks.hold_nothing()
    await purge_and_note(town.store, town.clock(), {})
    async with town.store.work(read_only=True) as work:
        assert [case.note for case in await work.cases.unfinished(town.clock())] == [None]
    await sinks.hold_nothing()


async def test_in_an_export(scene: Scene, sinks: Sinks, monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    for folder in (LEARNED, FROZEN):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "knowledge").symlink_to(ROOT / "knowledge")
    await scene.tied()
    town = scene.town

    async def export() -> str:
        return "\n".join(curate.exported(await curate.export(town.store, town.knowledge, folder, town.clock())))

    folder = tmp_path / "knowledge"
    with monkeypatch.context() as patch:
        breaks = break_at(patch, Questions, "mark_exported", refusal())
        with pytest.raises(StoreUnavailable) as caught:
            await export()
    assert breaks.broke and spotted(str(caught.value)) == set()
    printed = await export()
    assert "deed niet open" in printed
    written = [path.read_text("utf-8") for path in tmp_path.rglob("curated.yml")]
    assert "deed niet open" in "".join(written)
    await sinks.hold_nothing(printed, *written)
