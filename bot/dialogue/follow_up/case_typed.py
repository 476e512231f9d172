"""A case moved by typing its code with a few words: "merel-fiets-42 opgepakt" does what the button does."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from bot.dates import local_day
from bot.dialogue.follow_up import case_seen, cases, my_case, relay
from bot.dialogue.follow_up.case_card import moves_made
from bot.dialogue.follow_up.case_words import MOST_WORDS, read_words
from bot.dialogue.texts import case_typed as texts
from bot.dialogue.texts import cases as case_texts
from bot.dialogue.turn import Turn
from bot.language.folding import words_of
from bot.store.case_code import CodeInside, code_inside
from bot.store.cases import Case
from bot.store.history import MOVED, Event, Step
from bot.store.lifecycle import UNTOUCHED, Actor, Status, may_move

JUST_NOW = timedelta(minutes=15)
"""Who types does not see the card: a move that another made so short ago is shown first, and nothing is done.

Once: who saw it, or moved the case after it, types and it is done."""

OPENED_AGAIN = frozenset({Status.DONE, Status.WAITING})


def about_a_case(text: str) -> CodeInside | None:
    """The code that a short text is about; None when there is none, or more words than a move needs."""
    found = code_inside(text)
    return found if found and len(words_of(found.before)) + len(words_of(found.after)) <= MOST_WORDS else None


async def typed(turn: Turn, args: Sequence[str]) -> None:
    """The code of a case, what stands in front of it, and what behind it."""
    code, before, after = args
    meant = read_words(before, after, local_day(turn.now))
    if turn.person.role.may_coordinate:
        await _as_coordinator(turn, code, meant)
    else:
        await _as_reporter(turn, code, meant)


async def _as_coordinator(turn: Turn, code: str, meant: Sequence[str] | None) -> None:
    case = await turn.work.cases.find(code)
    if case is None or meant == ("card",):
        await cases.tapped(turn, [code])
        return
    events = await turn.work.cases.history.of(code)
    match meant:
        case ["write"]:
            await relay.tapped(turn, [Actor.REPORTER, code])
        case ["erase"]:
            await cases.tapped(turn, [code, "erase"])
        case [*_] if _another_just_moved(turn, case, events):
            if not case_seen.is_running(turn):
                turn.end()  # so that what they now see is remembered: nothing is being written here
            await cases.show(turn, case, case_texts.CHANGED)
        case [verb, *detail] if (status := _status(verb, case)) is not None:
            await _move(turn, case, events, status, detail)
        case [Status.WAITING.value, *_] if case.status in UNTOUCHED:
            await cases.show(turn, case, texts.WAIT_UNTOUCHED)
        case [*_]:
            await cases.show(turn, case, texts.CANNOT)
        case _:
            await cases.show(turn, case, texts.UNCLEAR.format(code=code))


async def _move(turn: Turn, case: Case, events: Sequence[Event], status: Status, detail: Sequence[str]) -> None:
    """Moves the case as its button would; what is still to be chosen is asked."""
    chosen = [status.value, *detail]
    moves = str(moves_made(events))
    if status is not Status.IN_HAND and not detail:
        await cases.tapped(turn, [case.code, "which", status.value, moves])
    elif cases.read_move(chosen, local_day(turn.now)) is None:
        turn.say(texts.DAY_TOO_FAR)
        await cases.tapped(turn, [case.code, "which", status.value, moves])
    else:
        await cases.tapped(turn, [case.code, "go", moves, *chosen])


def _status(verb: str, case: Case) -> Status | None:
    """Where the case goes; None when it cannot go there now. Only who says so opens what was done once more."""
    if verb == "reopen":
        return Status.IN_HAND if case.status in OPENED_AGAIN else None
    if verb == Status.IN_HAND and case.status is Status.DONE:
        return None
    if verb not in list(Status):
        return None
    return Status(verb) if may_move(case.status, Status(verb), Actor.COORDINATOR, case.assigned_to) else None


def _another_just_moved(turn: Turn, case: Case, events: Sequence[Event]) -> bool:
    """Whether somebody else took a step in the follow-up that this coordinator may not have seen."""
    own = turn.work.cases.actor_key(case.code, turn.person.id)
    moves = [event for event in events if event.step in MOVED or event.step is Step.CORRECTED]
    own_last = max((number for number, event in enumerate(moves, 1) if event.actor_key == own), default=0)
    return any(
        event.actor_key != own and turn.now - event.at <= JUST_NOW
        for event in moves[max(own_last, case_seen.moves_seen(turn, case.code)) :]
        if event.step in (Step.IN_HAND, Step.WAITING, Step.DONE, Step.CORRECTED)
        or (event.step is Step.ASSIGNED and event.actor is Actor.COORDINATOR)
    )


async def _as_reporter(turn: Turn, code: str, meant: Sequence[str] | None) -> None:
    """What is theirs a volunteer picks up and ends; they can always write."""
    match meant:
        case ["write"]:
            await relay.tapped(turn, [Actor.COORDINATOR, code])
        case [Status.IN_HAND.value] | [Status.DONE.value] | [Status.DONE.value, _]:
            await my_case.tapped(turn, [code, *meant])
        case _:
            await my_case.show(turn, code)
