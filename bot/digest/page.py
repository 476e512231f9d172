"""The digest in words. Two faces: what a coordinator sees, and what may be passed on."""

from __future__ import annotations

from collections.abc import Mapping

from bot.digest import texts
from bot.digest.figures import TOP, Figures
from bot.knowledge import Knowledge
from bot.markup import escape
from bot.message import Button, Rows
from bot.settings import TIMEZONE
from bot.store.lifecycle import Status

QUESTIONS_SHOWN = 5
LONGEST_QUESTION = 150


def digest_text(figures: Figures, knowledge: Knowledge) -> str:
    """The week for one coordinator: what needs them first, then what happened, then the rest."""
    area = knowledge.areas.name(figures.area) if figures.area else texts.EVERYWHERE
    lines = [
        texts.TITLE.format(number=figures.week.number, area=escape(area)),
        _first(figures),
        _week(figures),
        _signals(figures, knowledge),
        texts.FOLLOW_UP.format(
            new=_status_total(figures, Status.NEW, Status.ASSIGNED),
            in_hand=_status_total(figures, Status.IN_HAND, Status.WAITING),
            done=figures.finished_cases,
        ),
        _knowledge(figures, knowledge),
    ]
    if figures.unanswered:
        shown = [
            f"- {escape(shorten(question, LONGEST_QUESTION))}" for question in figures.unanswered[:QUESTIONS_SHOWN]
        ]
        left = len(figures.unanswered) - len(shown)
        more = [f"- {texts.UNANSWERED_MORE.format(count=left)}"] if left else []
        lines.append("\n".join([texts.UNANSWERED, *shown, *more]))
    if figures.routes_to_check:
        lines.append(texts.ROUTES.format(count=figures.routes_to_check))
    if figures.purge_trouble:
        lines.append(texts.PURGE_TROUBLE.format(day=f"{figures.purge_trouble.astimezone(TIMEZONE):%d-%m-%Y}"))
    return "\n\n".join(lines)


def digest_buttons(figures: Figures) -> Rows:
    """Straight to what waits."""
    cases = Button(texts.BUTTON_OPEN.format(count=figures.open_total), "cases")
    questions = Button(texts.BUTTON_QUESTIONS.format(count=figures.questions_waiting), "curate")
    return (
        *(((cases,),) if figures.open_total else ()),
        *(((questions,),) if figures.questions_waiting else ()),
        (Button(texts.BUTTON_MENU, "menu"),),
    )


def shared_text(figures: Figures, knowledge: Knowledge, minimum: int) -> str:
    """The week to pass on: plain text without case codes, questions, or any small number.

    A small cell is left out. Where cells add up to a total that is told (the visits), the whole breakdown is left
    out, so that the cell cannot be computed from the others; signals have no total, for one report has several.
    """
    area = knowledge.areas.name(figures.area) if figures.area else texts.EVERYWHERE
    signals = {knowledge.signals[code].label: n for code, n in figures.signals.items() if code in knowledge.signals}
    visits = {texts.SHARED_OUTCOMES[code]: count for code, count in figures.visits.items()}
    return "\n".join(
        [
            texts.SHARED_TITLE.format(number=figures.week.number, year=figures.week.year, area=area),
            "",
            f"Bezoeken: {_shared(visits, minimum, total=True)}",
            f"Signalen: {_shared(signals, minimum, total=False)}",
            f"Opvolging: {_shared({'afgerond': figures.finished_cases}, minimum, total=False)}",
            f"Vragen aan de bot: {_shared({'gesteld': figures.questions}, minimum, total=False)}",
            "",
            texts.SHARED_NOTE.format(minimum=minimum),
        ]
    )


def _shared(cells: Mapping[str, int], minimum: int, *, total: bool) -> str:
    shown = {name: count for name, count in cells.items() if count >= minimum}
    hidden = any(0 < count < minimum for count in cells.values())
    if not shown or (total and hidden):
        return texts.SHARED_TOO_FEW if any(cells.values()) else "0"
    listed = ", ".join(f"{name} {count}" for name, count in shown.items())
    return f"{sum(cells.values())} ({listed})" if total else listed


def _first(figures: Figures) -> str:
    what = []
    if figures.urgent_waiting:
        what.append(_count(figures.urgent_waiting, texts.URGENT_ONE, texts.URGENT_MORE))
    if figures.unanswered:
        what.append(_count(len(figures.unanswered), texts.QUESTIONS_ONE, texts.QUESTIONS_MORE))
    return texts.FIRST.format(what=", ".join(what)) if what else texts.FIRST_NOTHING


def _week(figures: Figures) -> str:
    if not figures.visits_total:
        return texts.VISITS_NONE
    change = figures.visits_total - figures.visits_before
    outcomes = ", ".join(texts.OUTCOMES[outcome].format(count=count) for outcome, count in figures.visits.items())
    words = texts.SAME if not change else (texts.MORE if change > 0 else texts.FEWER).format(count=abs(change))
    visits = _count(figures.visits_total, texts.VISITS_ONE, texts.VISITS_MORE)
    return texts.WEEK.format(visits=visits, change=words, outcomes=outcomes)


def _signals(figures: Figures, knowledge: Knowledge) -> str:
    top = [
        (knowledge.signals[code].label.lower(), n) for code, n in figures.signals.items() if code in knowledge.signals
    ]
    if not top:
        return texts.NO_SIGNALS
    listed = escape(", ".join(texts.COUNTED.format(what=label, count=count) for label, count in top[:TOP]))
    if not figures.dimensions:
        return texts.SIGNALS_WITHOUT_DIMENSION.format(signals=listed)
    dimension = texts.DIMENSIONS[next(iter(figures.dimensions))]
    return texts.SIGNALS.format(dimension=dimension, signals=listed)


def _knowledge(figures: Figures, knowledge: Knowledge) -> str:
    if not figures.questions:
        return texts.KNOWLEDGE_NONE
    topics = [
        texts.COUNTED.format(what=knowledge.articles[topic].title, count=count)
        for topic, count in figures.topics.items()
        if topic in knowledge.articles
    ]
    questions = _count(figures.questions, texts.QUESTION_ONE, texts.QUESTION_MORE)
    if not topics:
        return texts.KNOWLEDGE_WITHOUT_TOPICS.format(questions=questions)
    return texts.KNOWLEDGE.format(questions=questions, topics=escape(", ".join(topics)))


def shorten(text: str, longest: int) -> str:
    """The text on one line, cut at `longest` characters."""
    line = " ".join(text.split())
    return line if len(line) <= longest else f"{line[: longest - 1].rstrip()}…"


def _count(count: int, one: str, more: str) -> str:
    return one if count == 1 else more.format(count=count)


def _status_total(figures: Figures, *statuses: Status) -> int:
    return sum(count for (at, _), count in figures.open_cases.items() if at in statuses)
