"""What others may see of a week: made once, kept, and laid out from what was kept."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from bot.digest import texts_edition as texts
from bot.digest.cells import (
    ENDED,
    NOTHING_NOTICED,
    NOTICED,
    OPENED,
    OUTSIDE,
    QUESTIONS,
    REFUSED,
    REST,
    SHOWN,
    SIGNALS,
    TAKEN_UP,
    URGENT,
    VISITED,
    VISITS,
    Cells,
    cell,
    cells_of,
    places_in,
)
from bot.digest.disclosure import suppress
from bot.digest.figures import WEEKS, week_figures
from bot.digest.shared import Line, SharedWeek, Table, TrendWeek
from bot.digest.texts import AGE_BANDS, ENDINGS, REASONS, WISHES
from bot.digest.week import Week
from bot.knowledge import Knowledge
from bot.settings import TIMEZONE
from bot.store.database import Work
from bot.store.editions import Edition
from bot.store.lifecycle import Ending
from bot.store.reports import Outcome, Reason

NO_DIMENSION = cell("dimension", "none")

MEDIAN_OF = 4
"""So many times the smallest count that is shown a median needs."""

KEPT_FOR = 50
"""Weeks in which everything of a week can be counted; then the first cases are folded (see `bot.store.purge`)."""


def edition_of(week: Week, cells: Cells, median: int | None, minimum: int, now: datetime) -> Edition:
    """The week after disclosure control.

    Weeks are protected one by one: nothing that is shown ties one to another, but for numbers that are shown again.
    """
    hidden = suppress(cells.counts, cells.relations, cells.at_most, minimum, dear=(VISITS,)).hidden
    shown = {name: None if name in hidden else count for name, count in cells.counts.items()}
    return Edition(str(week), now, minimum, shown, median if _may_tell_median(shown, minimum) else None)


def _may_tell_median(shown: Mapping[str, int | None], minimum: int) -> bool:
    """A median says something of how many were late, and of few cases nearly how long each took."""
    parts = [shown[name] for name in (TAKEN_UP, cell("taken-up", "in-time"), cell("taken-up", "late"))]
    return None not in parts and (parts[0] or 0) >= MEDIAN_OF * minimum


def edition_of_long_ago(week: Week, visits: int, minimum: int, now: datetime) -> Edition:
    """All that can still be said of a week of which the follow-up is not kept any more."""
    return Edition(str(week), now, minimum, {VISITS: visits if visits >= minimum else None})


async def missing_editions(work: Work, week: Week, now: datetime, knowledge: Knowledge, minimum: int) -> list[Edition]:
    """The editions of a week, of those before it and of a year ago that are not there yet. Only reads."""
    trend = week.before(WEEKS)
    wanted = [*trend, *_years(trend)]
    there = await work.editions.of([str(one) for one in wanted])
    made = []
    for one in wanted:
        if str(one) not in there:
            figures = await week_figures(work.session, one, knowledge, weeks=1)
            if is_long_ago(one, now):
                made.append(edition_of_long_ago(one, figures.visits_total, minimum, now))
            else:
                cells = cells_of(figures, knowledge)
                # In another thread: it takes some tenths of a second, in which others are to be answered.
                made.append(await asyncio.to_thread(edition_of, one, cells, figures.taken_up.median, minimum, now))
    return made


async def shared_week(work: Work, week: Week, now: datetime, knowledge: Knowledge, minimum: int) -> SharedWeek:
    """What may be shown of a week that is over; the same, whoever asks and whenever."""
    for edition in await missing_editions(work, week, now, knowledge, minimum):
        await work.editions.add(edition)
    trend = week.before(WEEKS)
    kept = await work.editions.of([str(one) for one in (*trend, *_years(trend))])
    minimum = max([minimum, *(edition.minimum for edition in kept.values())])
    editions = {name: edition.but_under(minimum) for name, edition in kept.items()}
    points = [_trend_week(one, editions) for one in trend]
    return _laid_out(editions[str(week)], week, points, knowledge, minimum)


def is_long_ago(week: Week, now: datetime) -> bool:
    """Whether something of a week may be kept only as counts, or not at all."""
    return week < Week.of(now).before(KEPT_FOR)[0]


def _years(weeks: Sequence[Week]) -> list[Week]:
    return [before for week in weeks if (before := week.a_year_before())]


def _trend_week(week: Week, editions: Mapping[str, Edition]) -> TrendWeek:
    cells = editions[str(week)].cells
    last_year = editions.get(str(week.a_year_before()))
    return TrendWeek(week, cells[VISITS], cells.get(NOTICED), last_year.cells[VISITS] if last_year else None)


def _laid_out(
    edition: Edition, week: Week, trend: Sequence[TrendWeek], knowledge: Knowledge, minimum: int
) -> SharedWeek:
    cells = edition.cells
    dimensions = _lines(cells, "dimension", texts.DIMENSIONS)
    return SharedWeek(
        week=week,
        area=texts.AREA,
        headlines=tuple(Line(name, label, cells[name]) for name, label in texts.HEADLINES.items()),
        sentences=tuple(_sentences(cells, trend, dimensions)),
        trend=tuple(trend),
        dimensions=_lines(cells, "dimension", texts.DIMENSIONS_DRAWN, drawn=True),
        tables=tuple(_tables(edition, dimensions, knowledge)),
        minimum=minimum,
        made_on=edition.made_at.astimezone(TIMEZONE).date(),
    )


def _lines(
    cells: Mapping[str, int | None], kind: str, labels: Mapping[str, str], *, drawn: bool = False
) -> tuple[Line, ...]:
    return tuple(
        Line(name, label if drawn else _capital(label), cells[name])
        for code, label in labels.items()
        if (name := cell(kind, code)) in cells
    )


def _tables(edition: Edition, dimensions: tuple[Line, ...], knowledge: Knowledge) -> Iterable[Table]:
    cells = edition.cells

    def total(name: str) -> Line:
        return Line(name, texts.TOTALS[name], cells[name])

    def table(kind: str, name: str, lines: tuple[Line, ...], note: str | None = None) -> Table:
        return Table(kind, texts.TITLES[kind], total(name), lines, note)

    yield table("outcome", VISITS, _lines(cells, "outcome", {one: texts.OUTCOMES[one] for one in Outcome}))
    yield table("reason", REFUSED, _lines(cells, "reason", {one: REASONS[one] for one in Reason}))
    yield table("stadsdeel", VISITS, tuple(_places(cells, knowledge)), texts.WIJKEN_NOTE)
    yield table("age", VISITED, _lines(cells, "age", AGE_BANDS))
    yield table("wish", VISITED, _lines(cells, "wish", WISHES))
    noticed = {NOTICED: texts.NOTICED["noticed"], NOTHING_NOTICED: texts.NOTICED["nothing-noticed"]}
    yield table("noticed", VISITED, tuple(Line(name, label, cells[name]) for name, label in noticed.items()))
    yield table("dimension", SIGNALS, dimensions, texts.SIGNALS_NOTE)
    labels = {code: signal.label for code, signal in knowledge.signals.items()}
    yield Table("signal", texts.TITLES["signal"], None, _most_first(_lines(cells, "signal", labels)))
    follow_up = (
        OPENED,
        TAKEN_UP,
        cell("taken-up", "in-time"),
        cell("taken-up", "late"),
        URGENT,
        cell("urgent", "in-time"),
        cell("urgent", "late"),
    )
    lines = tuple(Line(name, texts.TOTALS[name], cells[name]) for name in follow_up)
    yield Table("follow-up", texts.TITLES["follow-up"], None, lines, _median(edition))
    yield table("ending", ENDED, _lines(cells, "ending", {one: ENDINGS[one] for one in Ending}))
    titles = {article.id: article.title for article in knowledge.articles.values()}
    # A line without a count would tell that an article was shown: where nobody asks for it, it is no cell at all.
    topics = (line for line in _lines(cells, "topic", titles) if line.count is not None)
    yield table("topic", SHOWN, _most_first(topics))


def _places(cells: Mapping[str, int | None], knowledge: Knowledge) -> Iterable[Line]:
    """The stadsdelen, each with its wijken behind it."""
    areas = knowledge.areas
    for stadsdeel in areas.stadsdelen():
        name = cell("stadsdeel", stadsdeel.id)
        yield Line(name, stadsdeel.name, cells.get(name))
        for place in places_in(areas, stadsdeel.id):
            wijk = place.partition(":")[2]
            rest = wijk == f"{stadsdeel.id}-{REST}"
            label = texts.REST.format(stadsdeel=stadsdeel.name) if rest else texts.WIJK.format(wijk=areas.name(wijk))
            yield Line(place, label, cells.get(place))
    yield Line(OUTSIDE, texts.ELSEWHERE, cells[OUTSIDE])


def _median(edition: Edition) -> str | None:
    if edition.median is None:
        return None
    if edition.median == 1:
        return texts.MEDIAN_ONE
    return texts.MEDIAN[edition.median > 0].format(count=edition.median)


def _sentences(
    cells: Mapping[str, int | None], trend: Sequence[TrendWeek], dimensions: Sequence[Line]
) -> Iterable[str]:
    """What happened and what changed, of what is shown only."""
    now, before = trend[-1], trend[-2]
    if now.visits is None:
        yield texts.VISITS_FEW
    else:
        yield texts.VISITS.format(count=now.visits, change=_change(now.visits, before))
    if now.visits is not None and now.visits_last_year is not None:
        yield texts.LAST_YEAR.format(count=now.visits_last_year)
    if (noticed := cells[NOTICED]) is not None:
        yield texts.NOTICED_SENTENCE.format(count=noticed)
    counted = [(line.count, line.label) for line in dimensions if line.count and line.code != NO_DIMENSION]
    if counted:
        count, label = max(counted)
        yield texts.DIMENSION_SENTENCE.format(dimension=label[0].lower() + label[1:], count=count)
    taken_up, in_time = cells[TAKEN_UP], cells[cell("taken-up", "in-time")]
    if taken_up is not None and in_time is not None:
        yield texts.TAKEN_UP_SENTENCE.format(count=taken_up, in_time=in_time)
    elif taken_up is not None:
        yield texts.TAKEN_UP_ONLY.format(count=taken_up)
    if (ended := cells[ENDED]) is not None:
        yield texts.ENDED_SENTENCE.format(count=ended)
    if (questions := cells[QUESTIONS]) is not None:
        yield texts.QUESTIONS_SENTENCE.format(count=questions)


def _change(count: int, before: TrendWeek) -> str:
    if before.visits is None:
        return ""
    more = count - before.visits
    return texts.CHANGES[(more >= 0) + (more > 0)].format(count=abs(more), week=before.week.number)


def _most_first(lines: Iterable[Line]) -> tuple[Line, ...]:
    return tuple(sorted(lines, key=lambda line: (-(line.count or 0), line.label)))


def _capital(label: str) -> str:
    return label[0].upper() + label[1:]
