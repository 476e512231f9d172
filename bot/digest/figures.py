"""The figures of a week: from what was counted to what a digest tells. Pure, but for the one function that asks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy.ext.asyncio import AsyncSession

from bot.digest.records import NOBODY_PRACTISED, Places, Practised, Records, TakenUp, WeekCount, count_records
from bot.digest.week import Week
from bot.knowledge import Knowledge
from bot.knowledge.signal import ACT_TODAY
from bot.store.reports import Outcome

WEEKS = 8
"""So many weeks the trend shows."""

SHOWN = ("answer", "button")
"""What is counted when an article is shown; a thumb under it is no second showing."""

ASKED = ("answer", "clarify", "fallback")
NOT_SOUGHT = "not_what_i_sought"
UNKNOWN = "unknown"
NONE = "none"
"""The dimension of a signal that by itself points to no kind of loneliness."""


@dataclass(frozen=True)
class TakingUp:
    """Cases that were taken up in a week: so many in time and late, and the working days that half of them took."""

    in_time: int = 0
    late: int = 0
    median: int | None = None

    @property
    def total(self) -> int:
        return self.in_time + self.late


@dataclass(frozen=True)
class Figures:
    """What happened in a week. Mappings are from code to count, the highest count first.

    `areas` are ids, empty for the whole municipality; `reasons` are those of refused visits, `age_bands` and `wishes`
    those of visits that took place, each with UNKNOWN for the rest; `places` counts all visits by area, None where
    nobody said where. `noticed` counts visits at which something was noticed, `signals` and `dimensions` the signals.
    `opened` counts new cases, `urgent` those of them that ask for action today. `topics` are the articles shown,
    `not_sought` those that somebody did not seek. `trend` is the oldest first and ends with the week itself.
    `practised` is of the whole municipality.
    """

    week: Week
    areas: tuple[str, ...] = ()
    visits: Mapping[str, int] = field(default_factory=dict)
    reasons: Mapping[str, int] = field(default_factory=dict)
    age_bands: Mapping[str, int] = field(default_factory=dict)
    wishes: Mapping[str, int] = field(default_factory=dict)
    places: Mapping[str | None, int] = field(default_factory=dict)
    noticed: int = 0
    signals: Mapping[str, int] = field(default_factory=dict)
    dimensions: Mapping[str, int] = field(default_factory=dict)
    opened: int = 0
    urgent: int = 0
    urgent_in_time: int = 0
    taken_up: TakingUp = TakingUp()
    ended: Mapping[str, int] = field(default_factory=dict)
    questions: int = 0
    topics: Mapping[str, int] = field(default_factory=dict)
    not_sought: Mapping[str, int] = field(default_factory=dict)
    trend: Sequence[tuple[Week, WeekCount]] = ()
    last_year: WeekCount | None = None
    practised: Practised = NOBODY_PRACTISED

    @property
    def visits_total(self) -> int:
        return sum(self.visits.values())

    @property
    def ended_total(self) -> int:
        return sum(self.ended.values())

    @property
    def before(self) -> WeekCount:
        """The week before."""
        return self.trend[-2][1] if len(self.trend) > 1 else WeekCount(0, 0)


def figures_of(week: Week, areas: tuple[str, ...], records: Records, knowledge: Knowledge) -> Figures:
    """The figures of a week's records."""
    told = _told(records)
    visits = {str(outcome): count for outcome in Outcome if (count := told["outcome"][outcome])}
    signals = _sorted(Counter(dict(records.signals)) + told["signal"])
    asked = Counter({action: 0 for action in ASKED})
    topics: Counter[str] = Counter()
    not_sought: Counter[str] = Counter()
    for (action, topic), count in records.asked.items():
        asked[action] += count
        if topic is not None and action in SHOWN:
            topics[topic] += count
        if topic is not None and action == NOT_SOUGHT:
            not_sought[topic] += count
    nobody = WeekCount(0, 0)
    before = week.a_year_before()
    return Figures(
        week=week,
        areas=areas,
        visits=visits,
        reasons=_with_rest(told["reason"], visits.get(Outcome.REFUSED, 0)),
        age_bands=_with_rest(told["age_band"], visits.get(Outcome.VISITED, 0)),
        wishes=_with_rest(told["wish"], visits.get(Outcome.VISITED, 0)),
        places=_places(records),
        noticed=sum(told["level"].values()),
        signals=signals,
        dimensions=_dimensions(signals, knowledge),
        opened=sum(records.opened.values()),
        urgent=records.opened.get(ACT_TODAY, 0),
        urgent_in_time=records.urgent_in_time,
        taken_up=taking_up(records.taken_up),
        ended=_sorted(Counter(dict(records.ended)) + told["ending"]),
        questions=sum(asked[action] for action in ASKED),
        topics=_sorted(topics),
        not_sought=_sorted(not_sought),
        trend=[(one, records.trend.get(one, nobody)) for one in week.before(WEEKS)],
        last_year=records.trend.get(before) if before else None,
        practised=records.practised,
    )


def taking_up(counts: Mapping[TakenUp, int]) -> TakingUp:
    """How many cases were taken up in time, and the (lower) median of the working days that it took."""
    in_time = sum(count for taken, count in counts.items() if taken.in_time)
    total, median, passed = sum(counts.values()), None, 0
    for taken, count in sorted(counts.items()):
        passed += count
        if median is None and 2 * passed >= total:
            median = taken.working_days
    return TakingUp(in_time, total - in_time, median)


async def week_figures(
    session: AsyncSession, week: Week, knowledge: Knowledge, areas: Sequence[str] = (), *, weeks: int = WEEKS
) -> Figures:
    """The figures of a week, of these areas and everything in them, or of the whole municipality."""
    trend = [*week.before(weeks), *([before] if (before := week.a_year_before()) else [])]
    records = await count_records(session, week, trend, places_of(areas, knowledge))
    return figures_of(week, tuple(areas), records, knowledge)


def places_of(areas: Sequence[str], knowledge: Knowledge) -> Places:
    """These areas and everything in them; None for the whole municipality."""
    known = [area for area in areas if area in knowledge.areas.by_id]
    return frozenset().union(*map(knowledge.areas.within, known)) if areas else None


def _told(records: Records) -> dict[str, Counter[str]]:
    """What was said of visits, kind -> code -> how often: also of those of which only counts remained."""
    told: dict[str, Counter[str]] = {
        kind: Counter() for kind in ("outcome", "reason", "age_band", "wish", "level", "signal", "ending")
    }
    for group in records.reports:
        level = str(group.level) if group.level else None
        said = {"outcome": group.outcome, "age_band": group.age_band, "wish": group.wish, "level": level}
        if group.outcome == Outcome.REFUSED:
            said["reason"] = group.reason
        for kind, code in said.items():
            if code is not None:
                told[kind][code] += group.times
    for folded in records.folded:
        if folded.kind in told:
            told[folded.kind][folded.code] += folded.times
    return told


def _places(records: Records) -> dict[str | None, int]:
    found: Counter[str | None] = Counter()
    for group in records.reports:
        found[group.area] += group.times
    for folded in records.folded:
        if folded.kind == "outcome":
            found[folded.area if folded.area != "-" else None] += folded.times
    return dict(found.most_common())


def _with_rest(counts: Counter[str], total: int) -> dict[str, int]:
    """The counts, and the rest of the total as unknown: nobody said it, or it is not kept any more."""
    known = Counter({code: count for code, count in counts.items() if code != UNKNOWN})
    rest = total - sum(known.values())
    return {**_sorted(known), **({UNKNOWN: rest} if rest > 0 else {})}


def _dimensions(signals: Mapping[str, int], knowledge: Knowledge) -> dict[str, int]:
    counts: Counter[str] = Counter()
    for code, count in signals.items():
        if code in knowledge.signals:
            counts[knowledge.signals[code].dimension] += count
    return _sorted(counts)


def _sorted(counts: Mapping[str, int]) -> dict[str, int]:
    return dict(sorted(((c, n) for c, n in counts.items() if n), key=lambda item: (-item[1], item[0])))
