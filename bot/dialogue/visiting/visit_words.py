"""A visit in words, and the list for the evening before it. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from bot.dates import full_day
from bot.dialogue.texts import visits as texts
from bot.dialogue.visiting.visit_plan import Visit
from bot.knowledge import Knowledge
from bot.knowledge.visit import Fitting, moments_of
from bot.markup import escape

OPENINGS, TAKEN_ALONG, NEAR = 3, 5, 2


def day_in_words(day: date, today: date, *, year: bool = False) -> str:
    """As in `vandaag`, `morgen`, or `donderdag 26 november`."""
    if day in (today, today + timedelta(days=1)):
        return texts.TODAY if day == today else texts.TOMORROW
    return full_day(day, year=year)


def visit_in_words(visit: Visit, knowledge: Knowledge) -> str:
    """As in `donderdag 26 november, 14:00, Heerlerheide`. Markdown."""
    area = [knowledge.areas.name(visit.area)] if visit.area is not None else []
    return escape(", ".join([full_day(visit.day), f"{visit.at:%H:%M}", *area]))


def checklist(visits: Sequence[tuple[int, Visit]], knowledge: Knowledge, today: date) -> str:
    """What to take along, and how one may begin; each visit has the number of its reminder. All are on one day."""
    first, visit = visits[0]
    when = texts.AND.join(_time_and_place(one, knowledge) for _, one in visits)
    head = texts.CHECKLIST if len(visits) == 1 else texts.CHECKLIST_MORE
    day = day_in_words(visit.day, today)
    take = [item for item in knowledge.visit.take_along if item.fits_at(moments_of(visit.at))][:TAKEN_ALONG]
    said = [texts.SAID.format(text=escape(one.text)) for one in openings(visit.at, first, knowledge)]
    parts = [
        head.format(day=day.capitalize(), when=escape(when)),
        texts.TAKE_ALONG + "\n" + _listed([escape(item.text) for item in take]),
        texts.OPENINGS + "\n" + _listed(said),
        *_near([one.area for _, one in visits], knowledge, today),
    ]
    return "\n\n".join(parts)


def openings(at: datetime, number: int, knowledge: Knowledge) -> list[Fitting]:
    """Three sentences to begin with: one that is of this moment where there is one, and each of another article.

    Drawn by the number of the reminder: the same visit has the same ones, also after a restart.
    """
    now = moments_of(at)
    drawn = sorted((one for one in knowledge.visit.openings if one.fits_at(now)), key=lambda one: _drawn(number, one))
    chosen = [one for one in drawn if one.fits][:1]
    for one in drawn:
        if len(chosen) < OPENINGS and one.article not in {other.article for other in chosen}:
            chosen.append(one)
    return chosen + [one for one in drawn if one not in chosen][: OPENINGS - len(chosen)]


def _drawn(number: int, one: Fitting) -> bytes:
    return hashlib.sha256(f"{number}:{one.text}".encode()).digest()


def _time_and_place(visit: Visit, knowledge: Knowledge) -> str:
    time = f"{visit.at:%H:%M}"
    return texts.IN_AREA.format(time=time, area=knowledge.areas.name(visit.area)) if visit.area else time


def _near(areas: Sequence[str | None], knowledge: Knowledge, today: date) -> list[str]:
    """What there is in these areas or around them, to tell of."""
    known = [area for area in areas if area in knowledge.areas.by_id]
    found = [
        one
        for area in dict.fromkeys(known)
        for one in knowledge.initiatives_in(area or "")
        if knowledge.areas.municipality not in one.areas
    ]
    shown = list(dict.fromkeys(found))[:NEAR]
    if not shown:
        return []
    text = texts.NEAR.format(names=escape(texts.AND.join(one.name for one in shown)))
    return [text if all(one.confirmed(today) for one in shown) else f"{text} {texts.NEAR_TO_CONFIRM}"]


def _listed(lines: Sequence[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)
