"""A coordinator writes to all their volunteers at once: seen first as it will arrive, without what identifies."""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import ceil

from bot.dialogue.scheme import back_button, may, old_button
from bot.dialogue.texts import broadcast as texts
from bot.dialogue.texts import start as start_texts
from bot.dialogue.turn import Turn, rows
from bot.language.masks import without_masks
from bot.markup import escape
from bot.message import Button, Reply, Rows
from bot.store.outbox import BULK_PER_SECOND
from bot.store.people import Entry
from bot.store.role import Role

DIALOGUE = "broadcast"
WRITING, CHECKING = "writing", "checking"
LONGEST_MESSAGE = 1000
MINUTE = 60


def is_running(turn: Turn) -> bool:
    """Whether what is typed now goes to volunteers."""
    return turn.state is not None and turn.state.dialogue == DIALOGUE


async def tapped(turn: Turn, args: Sequence[str] = ()) -> None:
    """The buttons `broadcast`, `broadcast:resume`, `broadcast:send:TOKEN` and `broadcast:went:NAME`.

    The token is that of the conversation: a second tap, or one on an older message, sends nothing.
    """
    if not may(turn):
        return
    state = turn.state if is_running(turn) else None
    match list(args):
        case []:
            await _open(turn)
        case ["resume"] if state is not None and state.step == CHECKING:
            await _show(turn, state.data["text"], state.data["taken_out"])
        case ["resume"] if state is not None:
            await _open(turn)
        case ["send", token] if state is not None and (state.step, state.token) == (CHECKING, token):
            await _send(turn, state.data["text"])
        case ["send", _]:
            turn.notice = start_texts.OLD_BUTTON_NOTICE
        case ["went", name]:
            await _tell_how_it_went(turn, name)
        case _:
            old_button(turn)


async def heard(turn: Turn) -> None:
    """A typed message: shown as the volunteers will see it. Another one replaces it; only the button sends."""
    assert turn.state is not None and turn.reading is not None, "only what was read while writing gets here"
    if not may(turn):
        turn.end()
        return
    typed = turn.message.text.strip()
    said = re.sub(r"\W+", " ", typed.lower()).strip()
    shown, taken_out = turn.reading.anonymous.text, bool(turn.reading.anonymous.identifiers)
    if turn.state.step == CHECKING and said in texts.TYPED_SEND:
        turn.say(texts.TAP_TO_SEND)
        await _show(turn, turn.state.data["text"], turn.state.data["taken_out"])
    elif turn.state.step == CHECKING and said in texts.TYPED_OTHER:
        await _open(turn)
    elif len(typed) > LONGEST_MESSAGE:
        turn.say(texts.TOO_LONG.format(most=LONGEST_MESSAGE), rows(_stop()))
    elif not re.search(r"\w", without_masks(shown)):
        turn.say(texts.NOTHING_LEFT, rows(_stop()))
    else:
        text = "\n".join(escape(line) for line in shown.splitlines() if line.strip())
        await _show(turn, text, taken_out)


def cancel(turn: Turn) -> None:
    """Stops; nothing is sent."""
    turn.end()
    turn.say(texts.NOTHING_SENT, _way_on(turn))


async def _open(turn: Turn) -> None:
    there, _ = await _volunteers(turn)
    if not there:
        turn.end()
        turn.say(texts.NOBODY.format(where=_where(turn)), _way_on(turn))
        return
    turn.begin(DIALOGUE, WRITING, {})
    turn.say(texts.WRITE.format(to=_count(len(there)), where=_where(turn)), rows(_stop()))


async def _show(turn: Turn, text: str, taken_out: bool) -> None:
    """A new conversation for each text, so that the buttons under another one send nothing."""
    there, _ = await _volunteers(turn)
    state = turn.begin(DIALOGUE, CHECKING, {"text": text, "taken_out": taken_out})
    check = texts.CHECK.format(to=_count(len(there)), where=_where(turn))
    turn.say(f"{texts.TAKEN_OUT}\n{check}" if taken_out else check)
    send, other = Button(texts.BUTTON_SEND, f"broadcast:send:{state.token}"), Button(texts.BUTTON_OTHER, "broadcast")
    first = (other, send) if taken_out else (send, other)
    turn.say(texts.ARRIVED.format(text=text), rows(*first, _stop()))


async def _send(turn: Turn, text: str) -> None:
    """Once for everybody: what it is called has the moment and the conversation in it, which ends here."""
    assert turn.state is not None, "what is sent was shown"
    there, blocked = await _volunteers(turn)
    name = f"{int(turn.now.timestamp())}-{turn.state.token}"
    turn.end()
    if not there:
        turn.say(texts.NOBODY.format(where=_where(turn)), _way_on(turn))
        return
    reply = Reply(texts.ARRIVED.format(text=text), rows(Button(start_texts.BUTTON_MENU, "menu")))
    ids = [entry.person.id for entry in there]
    await turn.work.outbox.add_bulk(ids, _subject(name), reply.payload(), turn.now)
    lines = [texts.SENT.format(to=_count(len(there))), *_slowly(len(there)), *_not_reached(len(blocked))]
    buttons = (*rows(Button(texts.BUTTON_WENT, f"broadcast:went:{name}")), *_way_on(turn))
    turn.say("\n".join([*lines, "", text]), buttons, in_place=True)


async def _tell_how_it_went(turn: Turn, name: str) -> None:
    people = [entry.person.id for entry in await turn.work.people.invited()]
    fate = await turn.work.outbox.fate(_subject(name), people)
    lines = [
        *([texts.WENT.format(to=_count(fate.delivered))] if fate.delivered else []),
        *([texts.UNDER_WAY.format(to=_count(fate.waiting))] if fate.waiting else []),
        *([texts.NOT_ARRIVED.format(to=_count(fate.failed))] if fate.failed else []),
    ]
    again = [Button(texts.BUTTON_WENT, f"broadcast:went:{name}")] if fate.waiting else []
    turn.say("\n".join(lines) or texts.WENT_UNKNOWN, rows(*again, back_button()))


async def _volunteers(turn: Turn) -> tuple[list[Entry], list[Entry]]:
    """The volunteers within this coordinator's area who can be reached, and those who blocked the bot."""
    own, areas = turn.person.area, turn.knowledge.areas
    theirs = [
        entry
        for entry in await turn.work.people.invited()
        if entry.person.role is Role.VOLUNTEER and (own is None or entry.person.area in areas.within(own))
    ]
    there = [entry for entry in theirs if entry.unreachable_since is None]
    return there, [entry for entry in theirs if entry.unreachable_since is not None]


def _slowly(count: int) -> list[str]:
    """How long it takes, when that is more than a minute."""
    minutes = ceil(count / BULK_PER_SECOND / MINUTE)
    return [texts.SENT_SLOWLY.format(minutes=minutes)] if minutes > 1 else []


def _not_reached(count: int) -> list[str]:
    if not count:
        return []
    return [texts.BLOCKED_ONE if count == 1 else texts.BLOCKED.format(count=count)]


def _count(people: int) -> str:
    return texts.ONE if people == 1 else texts.MORE.format(count=people)


def _where(turn: Turn) -> str:
    return texts.WHERE.format(area=escape(turn.knowledge.areas.name(turn.person.area))) if turn.person.area else ""


def _subject(name: str) -> str:
    return f"broadcast:{name}"


def _stop() -> Button:
    return Button(texts.BUTTON_STOP, "stop")


def _way_on(turn: Turn) -> Rows:
    if turn.paused is not None:
        return rows(Button(start_texts.BUTTON_RESUME, "report:resume"))
    return rows(back_button(), Button(start_texts.BUTTON_MENU, "menu"), columns=2)
