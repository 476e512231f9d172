"""The week as the templates get it: numbers to draw, and everything that is written, finished."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from bot.dates import MONTHS, WEEKDAYS
from bot.digest import texts_shared as texts
from bot.digest.colours import COLOURS
from bot.digest.shared import Line, SharedWeek, Table, TrendWeek
from bot.typesetting.rendering import Sheet

FOLDED = 3
"""So many lines of a table without a count are told as one."""


def sheet(week: SharedWeek) -> Sheet:
    """All that the picture and the PDF show of a week."""
    title = texts.TITLE.format(number=week.week.number, area=week.area)
    return {
        "colours": COLOURS,
        "title": title,
        "file_title": file_title(week),
        "period": period(week.first_day, week.last_day),
        "quiet": texts.QUIET if is_quiet(week) else None,
        "trend": _trend(week),
        "dimensions": _dimensions(week),
        "headlines": _headlines(week.headlines),
        "sentences": list(week.sentences),
        "trend_table": _trend_table(week.trend),
        "tables": [_table(table) for table in week.tables],
        "what": texts.WHAT,
        "small": texts.SMALL.format(minimum=week.minimum),
        "foot": [texts.WHY_HIDDEN.format(minimum=week.minimum), texts.ASK],
        "about": texts.ABOUT,
        "page": texts.PAGE.format(title=title, day=_day(week.made_on)),
        "page_of": texts.PAGE_OF,
    }


def in_words(week: SharedWeek) -> str:
    """The picture, for who cannot see it."""
    made = sheet(week)
    if made["quiet"]:
        return f"{made['title']}. {made['quiet']}"
    return f"{made['title']}. {made['trend']['alt']} {made['dimensions']['alt']}"


def file_title(week: SharedWeek) -> str:
    return texts.FILE_TITLE.format(number=week.week.number, year=week.week.year, area=week.area)


def is_quiet(week: SharedWeek) -> bool:
    """Nothing of the week itself can be drawn: no visits and no signals, or too few."""
    visits = week.trend[-1].visits if week.trend else None
    return not visits and not any(line.count for line in week.dimensions)


def number(count: int) -> str:
    """As Dutch writes it: 12.345."""
    return f"{count:,}".replace(",", ".")


def period(first: date, last: date) -> str:
    """`maandag 16 tot en met zondag 22 november 2026`: what both days share is said once."""
    pattern = texts.DAY_MONTH_YEAR
    if first.year == last.year:
        pattern = texts.DAY if first.month == last.month else texts.DAY_MONTH
    return texts.PERIOD.format(first=_day(first, pattern), last=_day(last))


def _day(day: date, pattern: str = texts.DAY_MONTH_YEAR) -> str:
    weekday, month = WEEKDAYS[day.weekday()], MONTHS[day.month - 1]
    return pattern.format(weekday=weekday, day=day.day, month=month, year=day.year)


def _text(count: int | None) -> str:
    return texts.HIDDEN if count is None else number(count)


def _count(count: int | None) -> dict[str, Any] | None:
    return None if count is None else {"value": count, "text": number(count)}


def _headlines(lines: Sequence[Line]) -> list[dict[str, str]]:
    """None when not one is shown."""
    if all(line.count is None for line in lines):
        return []
    return [{"label": line.label, "text": _text(line.count)} for line in lines]


def _trend(week: SharedWeek) -> dict[str, Any]:
    weeks = [
        {
            "label": texts.WEEK.format(number=one.week.number),
            "visits": _count(one.visits),
            "noticed": _count(one.noticed),
            "last_year": _count(one.visits_last_year),
            "now": one.week == week.week,
        }
        for one in week.trend
    ]
    return {
        "title": texts.TREND,
        "weeks": weeks,
        "empty": _is_empty(week.trend),
        "legend": {
            "visits": texts.VISITS,
            "noticed": texts.NOTICED,
            "last_year": texts.LAST_YEAR,
            "not_shown": texts.NOT_SHOWN,
        },
        "alt": texts.CHART_ALT.format(weeks=" ".join(map(_week_in_words, week.trend))),
    }


def _week_in_words(one: TrendWeek) -> str:
    counts = {texts.VISITS: one.visits, texts.NOTICED: one.noticed, texts.LAST_YEAR: one.visits_last_year}
    what = ", ".join(_counted(label, count) for label, count in counts.items() if count is not None)
    return texts.CHART_WEEK.format(week=texts.WEEK.format(number=one.week.number), what=what or texts.NOT_SHOWN)


def _dimensions(week: SharedWeek) -> dict[str, Any]:
    lines = "; ".join(_counted(line.label, line.count) for line in week.dimensions)
    return {
        "title": texts.DIMENSIONS,
        "lines": [{"label": line.label, "count": _count(line.count)} for line in week.dimensions],
        "none": None if any(line.count for line in week.dimensions) else texts.DIMENSIONS_TOO_FEW,
        "not_shown": texts.NOT_SHOWN,
        "alt": texts.DIMENSIONS_ALT.format(lines=lines),
    }


def _counted(label: str, count: int | None) -> str:
    return texts.COUNTED.format(label=label, count=texts.NOT_SHOWN if count is None else number(count))


def _is_empty(trend: Sequence[TrendWeek]) -> bool:
    return all(one.visits is None and one.noticed is None and one.visits_last_year is None for one in trend)


def _trend_table(trend: Sequence[TrendWeek]) -> dict[str, Any] | None:
    """The numbers of the chart, and the ones of a year before that have no number there; None when there are none."""
    if _is_empty(trend):
        return None
    columns = {
        texts.VISITS: [one.visits for one in trend],
        texts.NOTICED: [one.noticed for one in trend],
        texts.LAST_YEAR: [one.visits_last_year for one in trend],
    }
    known = {name: counts for name, counts in columns.items() if any(count is not None for count in counts)}
    labels = [texts.WEEK.format(number=one.week.number) for one in trend]
    rows = [[label, *map(_text, counts)] for label, *counts in zip(labels, *known.values(), strict=True)]
    return {"title": texts.TREND_TABLE, "columns": list(known), "rows": rows, "total": None, "note": None}


def _table(table: Table) -> dict[str, Any]:
    return {
        "title": table.title,
        "columns": [texts.COUNT],
        "rows": _rows(table.lines),
        "total": _row(table.total) if table.total else None,
        "note": table.note,
    }


def _rows(lines: Sequence[Line]) -> list[list[str]]:
    """A row for each line. Many that are not shown become one, last: a page of dashes hides what there is to read."""
    shown = [line for line in lines if line.count is not None]
    hidden = len(lines) - len(shown)
    if hidden < FOLDED:
        return [_row(line) for line in lines]
    folded = (texts.OTHERS if shown else texts.ALL).format(count=hidden)
    return [*(_row(line) for line in shown), [folded, texts.HIDDEN]]


def _row(line: Line) -> list[str]:
    return [line.label, _text(line.count)]
