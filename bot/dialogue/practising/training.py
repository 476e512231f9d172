"""For coordinators: leading a group that practises, question by question, with the spread of answers on a screen."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import replace

from bot.dates import local_day
from bot.dialogue.practising import practice_group
from bot.dialogue.practising.practice_group import PREFIX, Standing, case_of, explanation, question_in, spread_of
from bot.dialogue.scheme import back_button, may
from bot.dialogue.texts import practice_group as texts
from bot.dialogue.texts import start as start_texts
from bot.dialogue.turn import Turn, row_number, rows
from bot.knowledge import PracticeCase
from bot.markup import escape
from bot.message import Button, File, Reply, Rows
from bot.practice.picture import picture
from bot.practice.progress import edition_of
from bot.practice.spread import Spread
from bot.qr import qr_picture
from bot.store.practice_groups import Group, new_code

log = logging.getLogger(__name__)


async def tapped(turn: Turn, args: Sequence[str] = ()) -> None:
    """The buttons `training`, `training:choose`, `training:level:LEVEL`, `training:case:CASE`, `training:begin:CASE`;
    of a group `training:(fresh|stop|stopped):ID`, and `training:(spread|explain|next):ID:QUESTION`.
    """
    if not may(turn):
        return
    cases = turn.knowledge.practice
    match list(args):
        case []:
            await _open(turn)
        case ["choose"]:
            _choose(turn)
        case ["level", level] if level in map(str, texts.LEVELS):
            _choose_case(turn, int(level))
        case ["case", name] if name in cases:
            _preview(turn, cases[name])
        case ["begin", name] if name in cases:
            await _begin(turn, cases[name])
        case [what, number, *question]:
            await _lead(turn, what, row_number(number), question)
        case _:
            await _old(turn)


async def _open(turn: Turn) -> None:
    group = await practice_group.group_of_trainer(turn.work, turn.person, turn.now)
    case = case_of(group, turn.knowledge) if group is not None else None
    if group is None or case is None:
        _choose(turn)
    else:
        await _control(turn, await _not_stopping(turn, group), case)


def _choose(turn: Turn) -> None:
    levels = (Button(label, f"training:level:{level}") for level, label in texts.LEVELS.items())
    in_a_browser = not turn.message.has_screen and turn.page
    page = [texts.IN_A_BROWSER.format(page=escape(f"{turn.page}/scherm"))] if in_a_browser else []
    turn.say("\n\n".join([texts.CHOOSE, *page]), rows(*levels, back_button()), in_place=True)


def _choose_case(turn: Turn, level: int) -> None:
    there = [case for case in turn.knowledge.practice.values() if case.level == level]
    text = texts.CHOOSE_CASE.format(level=texts.LEVELS[level]) if there else texts.NO_CASES
    buttons = (Button(case.title, f"training:case:{case.id}") for case in there)
    turn.say(text, rows(*buttons, Button(texts.BUTTON_BACK, "training:choose")), in_place=True)


def _preview(turn: Turn, case: PracticeCase) -> None:
    text = texts.PREVIEW.format(title=escape(case.title), story=escape(case.story), count=len(case.questions))
    parts = [text, *([texts.SERIOUS] if case.may_be_suicidal else [])]
    begin = Button(texts.BUTTON_BEGIN, f"training:begin:{case.id}")
    turn.say("\n\n".join(parts), rows(begin, Button(texts.BUTTON_OTHER, f"training:level:{case.level}")), in_place=True)


async def _begin(turn: Turn, case: PracticeCase) -> None:
    """The code is new each time; who is still in another group of this trainer is in none then."""
    group = None
    while group is None:
        standing = Standing(new_code(), case.id, edition_of(case))
        group = await turn.work.practice_groups.open(turn.person, standing.code, standing.as_data(), turn.now)
    code = standing.code.upper()
    opened = texts.OPENED.format(code=code)
    if turn.message.home:
        link = f"{turn.message.home}?start={PREFIX}{standing.code}"
        shown = File(texts.FILE_NAME, qr_picture(link), texts.QR_SHOWS.format(code=code))
        turn.hand_over(f"{opened}\n\n{texts.OPENED_LINK.format(link=escape(link))}", shown)
    else:
        turn.say(opened)
    await _control(turn, group, case)


async def _lead(turn: Turn, what: str, number: int, question: Sequence[str]) -> None:
    """What a trainer does with the group; a button of a question that is over only shows where the group is."""
    group = await practice_group.group_of_trainer(turn.work, turn.person, turn.now)
    case = case_of(group, turn.knowledge) if group is not None else None
    if group is None or case is None or group.id != number:
        await _old(turn)
        return
    standing = Standing.of(group)
    here = list(question) == [str(standing.question)]
    if what != "stopped":
        group = await _not_stopping(turn, group)
    match what:
        case "fresh":
            await _control(turn, group, case, in_place=True)
        case "spread" if here:
            await _show_spread(turn, group, case)
        case "explain" if here and not standing.is_explained:
            await _explain(turn, group, case)
        case "next" if here and standing.question + 1 < len(case.questions):
            await _go_on(turn, group, case)
        case "stop":
            await _ask_to_stop(turn, group, case)
        case "stopped":
            await _stop(turn, group)
        case _:
            turn.notice = start_texts.GOT_IT_ALREADY
            await _control(turn, group, case)


async def _not_stopping(turn: Turn, group: Group) -> Group:
    """The group of a trainer who went on where they were asked whether it ends for everybody."""
    standing = Standing.of(group)
    if not standing.asks_to_stop:
        return group
    return await turn.work.practice_groups.go_to(group, replace(standing, asks_to_stop=False).as_data())


async def _control(turn: Turn, group: Group, case: PracticeCase, *, in_place: bool = False) -> None:
    """The question until it is explained, how many take part and answered, and what the trainer can do."""
    seen = await spread_of(turn.work, group, turn.knowledge)
    assert seen is not None, "the case was found a moment ago"
    standing = Standing.of(group)
    question, _ = question_in(group, case, None, with_story=standing.question == 0)
    about = texts.EXPLAINED if standing.is_explained else question
    screen = [texts.SCREEN] if turn.message.has_screen else []
    turn.say("\n\n".join([about, _said(seen, standing), *screen]), _buttons(group, case), in_place=in_place)


def _said(seen: Spread, standing: Standing) -> str:
    members = _count(seen.members, texts.MEMBERS)
    return texts.STANDING.format(
        code=standing.code.upper(), members=members, answered=_count(seen.answered, texts.ANSWERED)
    )


async def _show_spread(turn: Turn, group: Group, case: PracticeCase) -> None:
    seen = await spread_of(turn.work, group, turn.knowledge)
    assert seen is not None, "the case was found a moment ago"
    if not seen.is_shown:
        turn.notice = texts.TOO_FEW_NOTICE
        turn.say(texts.TOO_FEW, _buttons(group, case))
        return
    now_at = replace(Standing.of(group), shown=seen.as_data())
    group = await turn.work.practice_groups.go_to(group, now_at.as_data())
    small = texts.SPREAD_SMALL.format(answered=seen.answered, members=seen.members)
    bars = [texts.BAR.format(letter=bar.letter, text=bar.text, count=bar.count) for bar in seen.bars]
    shows = texts.SPREAD_SHOWS.format(question=seen.question, bars="; ".join(bars), small=small)
    text = "\n".join([texts.SPREAD.format(question=escape(seen.question)), *map(escape, bars), escape(small)])
    buttons = _buttons(group, case, again=True)
    content = await _picture_if_possible(seen, small)
    if content is None:
        turn.say(text, buttons)
    else:
        turn.hand_over(text, File(texts.SPREAD_FILE, content, shows), buttons)


async def _picture_if_possible(seen: Spread, small: str) -> bytes | None:
    """A trainer before a group is to have the counts, whatever is wrong with drawing them."""
    try:
        return await asyncio.to_thread(picture, seen, small)
    except Exception as error:
        log.error("The picture of a spread could not be made: %s", type(error).__name__)
        return None


async def _explain(turn: Turn, group: Group, case: PracticeCase) -> None:
    now_at = replace(Standing.of(group), is_explained=True)
    group = await turn.work.practice_groups.go_to(group, now_at.as_data())
    text, buttons = explanation(case, group, turn.knowledge, local_day(turn.now))
    await _send(turn, group, "why", text, buttons)
    turn.say(text, buttons)
    await _control(turn, group, case)


async def _go_on(turn: Turn, group: Group, case: PracticeCase) -> None:
    standing = Standing.of(group)
    now_at = Standing(standing.code, standing.case, standing.edition, standing.question + 1)
    group = await turn.work.practice_groups.go_to(group, now_at.as_data())
    text, buttons = question_in(group, case, None, with_story=False)
    await _send(turn, group, "ask", text, buttons)
    await _control(turn, group, case)


async def _ask_to_stop(turn: Turn, group: Group, case: PracticeCase) -> None:
    """It ends for everybody, and what they answered is gone: a finger that slips must not do that."""
    now_at = replace(Standing.of(group), asks_to_stop=True)
    group = await turn.work.practice_groups.go_to(group, now_at.as_data())
    turn.notice = texts.STOP_SURELY
    turn.say(texts.STOP_SURELY, _buttons(group, case))


async def _stop(turn: Turn, group: Group) -> None:
    await _send(turn, group, "end", texts.ENDED, rows(Button(texts.BUTTON_ALONE, "practice")))
    await turn.work.practice_groups.close(group.id)
    turn.say(texts.STOPPED, rows(Button(texts.BUTTON_OTHER, "training:choose"), back_button()))


async def _send(turn: Turn, group: Group, what: str, text: str, buttons: Rows) -> None:
    """Once to everybody who takes part, in the lane that holds nobody up."""
    subject = f"practice-group:{group.id}:{Standing.of(group).question}:{what}"
    members = await turn.work.practice_groups.members(group)
    await turn.work.outbox.add_bulk(members, subject, Reply(text, buttons).payload(), turn.now)


async def _old(turn: Turn) -> None:
    turn.notice = start_texts.OLD_BUTTON_NOTICE
    turn.say(texts.NO_GROUP, rows(Button(texts.BUTTON_TRAINING, "training"), back_button()))


def leading(group: Group, case: PracticeCase, *, again: bool) -> list[Button]:
    """What a trainer can do at a question, the spread first; `again` says that this stands there already."""
    standing = Standing.of(group)
    if standing.asks_to_stop:
        return [
            Button(texts.BUTTON_STOP_SURELY, f"training:stopped:{group.id}"),
            Button(texts.BUTTON_STOP_NOT, f"training:fresh:{group.id}"),
        ]
    here = f"{group.id}:{standing.question}"
    explain = [] if standing.is_explained else [Button(texts.BUTTON_EXPLAIN, f"training:explain:{here}")]
    last = standing.question + 1 == len(case.questions)
    return [
        Button(texts.BUTTON_FRESH if again else texts.BUTTON_SPREAD, f"training:spread:{here}"),
        *explain,
        *([] if last else [Button(texts.BUTTON_NEXT, f"training:next:{here}")]),
        Button(texts.BUTTON_STOP, f"training:stop:{group.id}"),
    ]


def _buttons(group: Group, case: PracticeCase, *, again: bool = False) -> Rows:
    spread, *others = leading(group, case, again=again)
    if Standing.of(group).asks_to_stop:
        return rows(spread, *others)
    fresh = [] if again else [Button(texts.BUTTON_FRESH, f"training:fresh:{group.id}")]
    return rows(spread, *fresh, *others)


def _count(count: int, words: tuple[str, str]) -> str:
    return words[0] if count == 1 else words[1].format(count=count)
