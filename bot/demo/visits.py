"""The visits of the invented year: when, where, by whom, and what was noticed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from random import Random

from bot.demo import tables
from bot.demo.calendar import DAY, Calendar, busy
from bot.demo.draw import Draw
from bot.demo.places import Places
from bot.demo.tables import Theme
from bot.demo.team import Team, Volunteer
from bot.knowledge import Knowledge
from bot.store.reports import CHANGE_WITHIN, Consent, Outcome, Report, Wish

WINTER = (11, 12, 1, 2)
SUMMER = (7, 8)


@dataclass(frozen=True)
class Visit:
    """A visit and what was told of it; `withdrawn_at` is when that was taken back."""

    at: datetime
    volunteer: Volunteer
    report: Report
    withdrawn_at: datetime | None

    def until(self, now: datetime) -> Visit:
        """The visit as it is known now."""
        later = self.withdrawn_at is not None and self.withdrawn_at > now
        return replace(self, withdrawn_at=None) if later else self


def visits(
    knowledge: Knowledge, places: Places, team: Team, calendar: Calendar, total: int, chance: Random
) -> Iterator[Visit]:
    """So many visits in the whole weeks and those of this week to its end, the oldest first."""
    teams = [team.active(calendar.start(monday)) for monday in calendar.mondays]
    weights = [
        busy(monday) * sum(one.eager for one in active) * chance.uniform(*tables.WEEKS_DIFFER)
        for monday, active in zip(calendar.mondays, teams, strict=True)
    ]
    for monday, active, count in zip(calendar.mondays, teams, calendar.spread(total, weights), strict=True):
        told, near = _Told(knowledge, monday), _Near(team, active)
        for at in calendar.moments(monday, count, chance):
            wijk = places.wijk(chance)
            volunteer = near.somebody(wijk.id, chance)
            outcome = told.outcome(chance)
            visited = outcome is Outcome.VISITED
            area = places.told(wijk, chance) if visited else volunteer.person.area
            taken_back = at + chance.random() * CHANGE_WITHIN if chance.random() < tables.WITHDRAWN else None
            yield Visit(at, volunteer, told.report(outcome, area, chance), taken_back)


class _Near:
    """Who visits in an area: mostly those who are bound to it."""

    def __init__(self, team: Team, active: Sequence[Volunteer]) -> None:
        self._team = team
        self._active = active
        self._draws: dict[str, Draw[Volunteer]] = {}

    def somebody(self, wijk: str, chance: Random) -> Volunteer:
        if wijk not in self._draws:
            around = self._team.around[wijk]
            eager = {one: one.eager * (3 if one.person.area in around else 1) for one in self._active}
            near = {one: weight for one, weight in eager.items() if one.person.area in (None, *around)}
            self._draws[wijk] = Draw(near or eager)
        return self._draws[wijk](chance)


class _Told:
    """What is told of a visit in one week."""

    def __init__(self, knowledge: Knowledge, monday: date) -> None:
        month = (monday + 3 * DAY).month
        away = tables.AWAY_IN_SUMMER if month in SUMMER else 1
        self.outcome = Draw({**tables.OUTCOMES, Outcome.NOBODY_HOME: tables.OUTCOMES[Outcome.NOBODY_HOME] * away})
        self._levels = {code: signal.level for code, signal in knowledge.signals.items()}
        themes = [*_known(self._levels), *_other(self._levels)]
        self._themes = Draw(
            {n: theme.weight * (theme.winter if month in WINTER else 1) for n, theme in enumerate(themes)}
        )
        self._signals = [tuple(theme.signals.items()) for theme in themes]

    def report(self, outcome: Outcome, area: str | None, chance: Random) -> Report:
        if outcome is not Outcome.VISITED:
            return Report(outcome, area=area, reason=_reason(chance) if outcome is Outcome.REFUSED else None)
        signals = self._noticed(chance)
        wish, consent = _wish(chance), _consent(chance)
        asks = consent is Consent.YES and (signals or wish not in (None, Wish.NOTHING))
        return Report(
            outcome=outcome,
            signals=signals,
            level=max((self._levels[code] for code in signals), default=0),
            age_band=_age_band(chance),
            area=area,
            living=_living(chance),
            consent=consent,
            wish=wish,
            follow_up=_follow_up(chance) if asks else None,
        )

    def _noticed(self, chance: Random) -> tuple[str, ...]:
        """The signals of what is going on, and sometimes of a second thing."""
        parts = self._signals[self._themes(chance)]
        if parts and chance.random() < tables.SECOND_THEME:
            parts += self._signals[self._themes(chance)]
        return tuple(dict.fromkeys(code for code, likely in parts if chance.random() < likely))


_reason, _wish, _consent = Draw(tables.REASONS), Draw(tables.WISHES), Draw(tables.CONSENTS)
_age_band, _living, _follow_up = Draw(tables.AGE_BANDS), Draw(tables.LIVINGS), Draw(tables.FOLLOW_UPS)


def _known(levels: Mapping[str, int]) -> list[Theme]:
    """The themes with the signals that there are."""
    found = [
        replace(theme, signals={code: likely for code, likely in theme.signals.items() if code in levels})
        for theme in tables.THEMES
    ]
    return [tables.NOTHING, *(theme for theme in found if theme.signals)]


def _other(levels: Mapping[str, int]) -> list[Theme]:
    """A signal that is in no theme comes by itself."""
    seen = {code for theme in tables.THEMES for code in theme.signals}
    return [Theme(tables.BY_ITSELF[level], {code: 1}) for code, level in levels.items() if code not in seen]
