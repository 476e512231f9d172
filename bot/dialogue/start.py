"""The start, the menu, invitations, and everything that is no question and no answer."""

from __future__ import annotations

from collections.abc import Sequence

from bot.dialogue import first_minute, writing
from bot.dialogue.asking import deep_links
from bot.dialogue.menu import help_lines, menu_rows
from bot.dialogue.practising import practice_group
from bot.dialogue.reporting import report
from bot.dialogue.texts import start as texts
from bot.dialogue.turn import Turn, rows
from bot.markup import escape
from bot.message import Button, Rows
from bot.store.invitations import CODE


async def start(turn: Turn, args: Sequence[str] = ()) -> None:
    """The first words; `/start CODE` is how an invitation's link arrives, `/start artikel-ID` that of an article."""
    if args and (await deep_links.follow(turn, args[0]) or await use_invitation(turn, args[0])):
        return
    if await first_minute.is_new(turn):
        first_minute.welcome(turn)
    else:
        turn.say(texts.WELCOME_BACK, await _menu_with_questions(turn))
    _mention_report(turn)


async def menu(turn: Turn, args: Sequence[str] = ()) -> None:
    """The menu, with the report that waits."""
    turn.say(texts.MENU, await _menu_with_questions(turn))
    _mention_report(turn)


async def back(turn: Turn, args: Sequence[str] = ()) -> None:
    """To who comes back to a page on which nothing stands: the menu. What they were writing stays as it is."""
    if writing.running(turn) is not None:
        _still_writing(turn)
    else:
        await menu(turn)


async def help_text(turn: Turn, args: Sequence[str] = ()) -> None:
    lines = "\n".join(f"- {line}" for line in help_lines(turn.person.role))
    turn.say(texts.HELP.format(lines=lines), first_minute.help_buttons(turn))


async def ask(turn: Turn, args: Sequence[str] = ()) -> None:
    turn.say(texts.ASK)


async def greet(turn: Turn, args: Sequence[str] = ()) -> None:
    turn.say(texts.GREETING, await _menu_with_questions(turn))


async def thank(turn: Turn, args: Sequence[str] = ()) -> None:
    turn.say(texts.THANKS, menu_buttons(turn))


async def stop(turn: Turn, args: Sequence[str] = ()) -> None:
    """Ends whatever runs."""
    if report.is_running(turn):
        report.cancel(turn)
        return
    if (now := writing.running(turn)) is not None:
        now.cancel(turn)
        return
    turn.end()
    if await practice_group.leave(turn):
        return
    turn.say(texts.NOTHING_TO_STOP, menu_buttons(turn))


async def use_invitation(turn: Turn, code: str) -> bool:
    """Uses a code when it looks like one; False when it does not.

    Whether a code that does not work ever did is not told, and only a few are tried in a day.
    """
    if not CODE.fullmatch(code.strip().lower()):
        return False
    people, invitations = turn.work.people, turn.work.invitations
    if not await people.may_try_code(turn.person, turn.now):
        turn.say(texts.TOO_MANY_CODES, menu_buttons(turn))
        return True
    offered = await invitations.find(code, turn.now)
    if offered is not None and turn.person.role.outranks(offered.role):
        turn.say(texts.INVITATION_FOR_ANOTHER, menu_buttons(turn))
        return True
    invitation = await invitations.use(code, turn.now)
    if invitation is None:
        await people.note_wrong_code(turn.person, turn.now)
        turn.say(texts.INVITATION_UNKNOWN, menu_buttons(turn))
        return True
    turn.person = await people.give_role(turn.person, invitation.role, invitation.area, turn.now)
    text = texts.INVITED[invitation.role]
    if invitation.area:
        text += texts.INVITED_AREA.format(area=escape(turn.knowledge.areas.name(invitation.area)))
    known = texts.ALIAS_OF_COORDINATOR if turn.person.role.may_coordinate else texts.ALIAS
    alias = known.format(alias=(await people.entry(turn.person)).alias)
    first_minute.welcome(turn, f"{text}\n\n{alias}")
    return True


def not_understood(turn: Turn, what: str) -> None:
    """A short answer to something that cannot be read; what they were busy with goes on."""
    if report.is_running(turn):
        report.repeat(turn, texts.NOT_UNDERSTOOD[what])
    elif writing.running(turn) is not None:
        _still_writing(turn, *([texts.NOT_UNDERSTOOD[what]] if what in texts.SAID_WHILE_WRITING else []))
    else:
        turn.say(texts.NOT_UNDERSTOOD[what], menu_buttons(turn))


def _still_writing(turn: Turn, *why: str) -> None:
    now = writing.running(turn)
    assert now is not None, "asked of who is writing"
    buttons = rows(now.resume, Button(texts.BUTTON_STOP_WRITING, "stop"), columns=2)
    turn.say("\n".join([*why, texts.STILL_WRITING]), buttons)


def old_button(turn: Turn) -> None:
    """A button that leads nowhere any more."""
    turn.notice = texts.OLD_BUTTON_NOTICE
    turn.say(texts.OLD_BUTTON, menu_buttons(turn))


def menu_buttons(turn: Turn, questions: int = 0) -> Rows:
    """What this person can do, with the questions that wait for them. "Nu hulp nodig" is always there."""
    return menu_rows(turn.person.role, questions)


async def _menu_with_questions(turn: Turn) -> Rows:
    return menu_buttons(turn, await turn.work.questions.waiting() if turn.person.role.may_coordinate else 0)


def _mention_report(turn: Turn) -> None:
    if report.is_running(turn) or turn.paused is not None:
        turn.say(texts.UNFINISHED_REPORT, rows(Button(texts.BUTTON_RESUME, "report:resume")))
