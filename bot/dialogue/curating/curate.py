"""For coordinators: the questions that were not answered well, a group at a time, tied to an article with one tap."""

from __future__ import annotations

from collections.abc import Sequence

from bot.dialogue.coordinate import may
from bot.dialogue.curating.waiting_questions import Group, find, groups_waiting
from bot.dialogue.texts import curate as texts
from bot.dialogue.texts.start import BUTTON_MENU
from bot.dialogue.turn import Turn, row_number, rows
from bot.digest.page import LONGEST_QUESTION, QUESTIONS_SHOWN, shorten
from bot.knowledge.article import SECTIONS
from bot.language.ladder import OUT_OF_SCOPE
from bot.markup import escape
from bot.message import Button, Rows
from bot.store.questions import KeptQuestion, Reason


async def show(turn: Turn, args: Sequence[str] = ()) -> None:
    """The command, the button `curate`, and on a card `curate:WHAT:GROUP` and `curate:in:GROUP:SECTION`."""
    if not await may(turn):
        return
    match list(args):
        case ["undo", first, intent] if first.isdecimal():
            await _untie(turn, row_number(first), intent)
        case [("card" | "skip" | "other" | "in" | "drop" | "gone") as what, name, *more]:
            await _on_card(turn, what, name, more)
        case _:
            _show_card(turn, await groups_waiting(turn), 0)


async def tie(turn: Turn, args: Sequence[str]) -> None:
    """The buttons `tie:GROUP:INTENT`: an article's id, or out of scope."""
    if not await may(turn):
        return
    name, intent = args if len(args) == 2 else ("", "")
    place, group = find(await groups_waiting(turn), name)
    article = turn.knowledge.articles.get(intent)
    if group is None or group.is_wrong:
        await say_changed(turn)
        return
    if article is None and intent != OUT_OF_SCOPE:
        turn.say(texts.NO_ARTICLE)
        _show_card(turn, await groups_waiting(turn), place)
        return
    tied = await turn.work.questions.tie(group.ids, intent, turn.now)
    title = escape(article.title) if article else ""
    said = (texts.TIED if article else texts.OUT_OF_SCOPE).format(title=title, count=in_words(len(tied)))
    turn.say(said, rows(Button(texts.BUTTON_UNDO, f"curate:undo:{group.ids[0]}:{intent}")), in_place=True)
    if article is not None:
        await _tell_askers(turn, [question for question in group.questions if question.id in tied], intent)
    _show_card(turn, await groups_waiting(turn), place)


async def _on_card(turn: Turn, what: str, name: str, more: Sequence[str]) -> None:
    """What the buttons of a card do, except tying."""
    groups = await groups_waiting(turn)
    place, group = find(groups, name)
    if group is None:
        await say_changed(turn)
    elif what == "skip":
        _show_card(turn, groups, place + 1, in_place=True)
    elif what in ("other", "in") and group.is_wrong:
        _show_card(turn, groups, place, in_place=True)
    elif what == "other":
        buttons = rows(*(Button(title, f"curate:in:{name}:{code}") for code, title in SECTIONS.items()))
        turn.say(texts.WHICH_SECTION, (*buttons, _back(name)), in_place=True)
    elif what == "in" and more and more[0] in SECTIONS:
        _show_section(turn, group, name, more[0])
    elif what == "drop":
        yes = Button(texts.BUTTON_DISCARD_YES, f"curate:gone:{name}")
        turn.say(texts.DISCARD.format(count=in_words(len(group.ids))), (*rows(yes), _back(name)), in_place=True)
    elif what == "gone":
        gone = await turn.work.questions.discard(group.ids)
        turn.say(texts.DISCARDED.format(count=in_words(gone)), in_place=True)
        _show_card(turn, await groups_waiting(turn), place)
    else:
        _show_card(turn, groups, place, in_place=True)


async def _untie(turn: Turn, first: int, intent: str) -> None:
    count = await turn.work.questions.untie(first, intent)
    turn.say(texts.UNTIED.format(count=in_words(count)) if count else texts.UNTIED_TOO_LATE, in_place=True)
    groups = await groups_waiting(turn)
    _show_card(turn, groups, next((n for n, group in enumerate(groups) if first in group.ids), 0))


async def say_changed(turn: Turn) -> None:
    """That somebody else was first, and what waits now."""
    turn.say(texts.CHANGED, in_place=True)
    _show_card(turn, await groups_waiting(turn), 0)


def _show_card(turn: Turn, groups: Sequence[Group], place: int, *, in_place: bool = False) -> None:
    """The group at this place, or that there are no more."""
    menu = Button(BUTTON_MENU, "menu")
    if not groups:
        turn.say(texts.NONE, rows(menu), in_place=in_place)
        return
    if place >= len(groups):
        left = texts.THE_END.format(count=in_words(sum(len(group.ids) for group in groups)))
        turn.say(left, rows(Button(texts.BUTTON_AGAIN, "curate"), menu), in_place=in_place)
        return
    group = groups[place]
    if group.is_wrong:
        _show_wrong(turn, group, place, len(groups), in_place=in_place)
        return
    text = texts.CARD.format(
        number=place + 1,
        total=len(groups),
        count=in_words(len(group.ids)),
        questions="\n".join(lines(turn, group.questions)),
        all=_all(group),
    )
    turn.say(text, (*_choices(turn, group), (menu,)), in_place=in_place)


def _show_wrong(turn: Turn, group: Group, place: int, total: int, *, in_place: bool) -> None:
    """An article that is said to be wrong: to read, to answer, or to put aside. It is tied to nothing."""
    article = turn.knowledge.articles.get(group.questions[0].answered_with or "")
    count = len(group.ids)
    text = texts.CARD_WRONG.format(
        number=place + 1,
        total=total,
        who=texts.SAYS_ONE if count == 1 else texts.SAYS_MORE.format(count=count),
        title=title_of(turn, group.questions[0]),
        questions="\n".join(lines(turn, group.questions)),
    )
    read = rows(Button(texts.BUTTON_ARTICLE, f"ask:show:{article.id}")) if article else ()
    answer = rows(Button(texts.BUTTON_ANSWER, f"answer:write:{group.name}"))
    turn.say(text, (*read, *answer, *_aside(group), (Button(BUTTON_MENU, "menu"),)), in_place=in_place)


def _aside(group: Group) -> Rows:
    return rows(
        Button(texts.BUTTON_SKIP, f"curate:skip:{group.name}"),
        Button(texts.BUTTON_DISCARD, f"curate:drop:{group.name}"),
        columns=2,
    )


def title_of(turn: Turn, question: KeptQuestion) -> str:
    """The article that a question was answered with, or that is said to be wrong. Markdown."""
    article = turn.knowledge.articles.get(question.answered_with or "")
    return escape(article.title) if article else texts.GONE_ARTICLE


def _choices(turn: Turn, group: Group) -> Rows:
    refused = {question.answered_with for question in group.questions if question.answered_with}
    likely = turn.question_groups.likely([question.text for question in group.questions], refused)
    return (
        *rows(*(Button(turn.knowledge.articles[article].title, f"tie:{group.name}:{article}") for article in likely)),
        *rows(
            Button(texts.BUTTON_OTHER, f"curate:other:{group.name}"),
            Button(texts.BUTTON_ANSWER, f"answer:write:{group.name}"),
            Button(texts.BUTTON_OUT_OF_SCOPE, f"tie:{group.name}:{OUT_OF_SCOPE}"),
        ),
        *_aside(group),
    )


def _show_section(turn: Turn, group: Group, name: str, section: str) -> None:
    articles = turn.knowledge.section(section)
    buttons = rows(*(Button(article.title, f"tie:{name}:{article.id}") for article in articles))
    back = (Button(texts.BUTTON_BACK_TO_TOPICS, f"curate:other:{name}"),)
    text = texts.WHICH_ARTICLE.format(title=SECTIONS[section], all=_all(group))
    turn.say(text, (*buttons, back), in_place=True)


def lines(turn: Turn, questions: Sequence[KeptQuestion]) -> list[str]:
    """The oldest of the questions, and what they were answered with."""
    shown = []
    for question in questions[:QUESTIONS_SHOWN]:
        said = escape(shorten(question.text, LONGEST_QUESTION))
        if question.reason is Reason.WRONG:
            shown.append(texts.LINE_WRONG.format(question=said) if said else texts.LINE_WRONG_WORDLESS)
            continue
        wrong = turn.knowledge.articles.get(question.answered_with or "")
        line = texts.LINE_ANSWERED.format(question=said, title=escape(wrong.title)) if wrong else None
        shown.append(line or texts.LINE.format(question=said))
    left = len(questions) - len(shown)
    return [*shown, texts.MORE.format(count=left)] if left else shown


async def _tell_askers(turn: Turn, questions: Sequence[KeptQuestion], article: str) -> None:
    """Tells each who asked that there is an answer: nobody else, and once for each question."""
    people = await turn.work.people.by_asker_keys({question.asker_key or "" for question in questions})
    button = rows(Button(turn.knowledge.articles[article].title, f"ask:pick:{article}"))
    for question in questions:
        asker = people.get(question.asker_key or "")
        if asker is not None:
            text = texts.TOLD_ASKER.format(question=escape(shorten(question.text, LONGEST_QUESTION)))
            await turn.tell(asker, f"question:{question.id}:{article}", text, button)


def _back(name: str) -> tuple[Button, ...]:
    return (Button(texts.BUTTON_BACK, f"curate:card:{name}"),)


def _all(group: Group) -> str:
    return texts.ALL_ONE if len(group.ids) == 1 else texts.ALL_MORE.format(count=len(group.ids))


def in_words(count: int) -> str:
    """As in `3 vragen`."""
    return texts.QUESTION_ONE if count == 1 else texts.QUESTION_MORE.format(count=count)
