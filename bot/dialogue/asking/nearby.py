"""What is near: the neighbourhood team of an area, and the initiatives there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.dialogue.texts import ask as ask_texts
from bot.dialogue.texts import nearby as texts
from bot.dialogue.texts.start import BUTTON_MENU
from bot.dialogue.turn import Turn, rows
from bot.knowledge import Initiative, Knowledge
from bot.knowledge.checked import Checked
from bot.knowledge.route import Route
from bot.markup import escape
from bot.message import Button
from bot.settings import TIMEZONE

TEAM, INITIATIVES = "team", "initiatives"
AT_MOST = 4
"""Initiatives that one message names: the nearest."""


async def tapped(turn: Turn, args: Sequence[str]) -> None:
    """The buttons `near:KIND`, which asks where, and `near:KIND:AREA`."""
    areas = turn.knowledge.areas
    match list(args):
        case [("team" | "initiatives") as kind, area] if area in areas.by_id:
            text = block(turn.knowledge, kind, area, turn.now.astimezone(TIMEZONE).date())
            inside = areas.inside(area) if areas.by_id[area].level == "stadsdeel" else ()
            closer = [Button(wijk.name, f"near:{kind}:{wijk.id}") for wijk in inside]
            turn.say(f"{text}\n\n{texts.CLOSER}" if closer else text, (*rows(*closer), _away()), in_place=True)
        case [("team" | "initiatives") as kind]:
            parts = [Button(area.name, f"near:{kind}:{area.id}") for area in areas.stadsdelen()]
            turn.say(texts.WHICH_PART, (*rows(*parts), _away()))
        case _:
            turn.say(ask_texts.TOPICS, (_away(),))


def block(knowledge: Knowledge, kind: str, area_id: str, today: date) -> str:
    """The team of this area, or what there is to do, as a paragraph of a reply. Markdown."""
    if knowledge.areas.by_id[area_id].level == "outside":
        return texts.OUTSIDE
    return _team(knowledge, area_id, today) if kind == TEAM else _initiatives(knowledge, area_id, today)


def route_line(route: Route, today: date, *, briefly: bool = False) -> str:
    """One route on a line. Without a number there is nothing to confirm by ringing: the note says what to do."""
    if not route.phone:
        return escape(route.name) if briefly else f"{escape(route.name)}: {escape(route.note or '')}"
    line = ask_texts.ROUTE.format(name=escape(route.name), phone=route.phone)
    return _with_details(line, [route.hours, route.cost, to_confirm(route, today)])


def to_confirm(one: Checked, today: date) -> str | None:
    """That nobody checked this lately, and how old the source is; None when somebody did."""
    if one.confirmed(today):
        return None
    year = one.source.year
    return ask_texts.TO_CONFIRM.format(year=year) if year else ask_texts.TO_CONFIRM_UNDATED


def _team(knowledge: Knowledge, area_id: str, today: date) -> str:
    team, area = knowledge.team_in(area_id), escape(knowledge.areas.name(area_id))
    if team is None:
        return texts.TEAM_UNKNOWN.format(area=area)
    return texts.TEAM.format(area=area, team=route_line(team, today))


def _initiatives(knowledge: Knowledge, area_id: str, today: date) -> str:
    area = escape(knowledge.areas.name(area_id))
    found = knowledge.initiatives_in(area_id)[:AT_MOST]
    everywhere = [one for one in found if knowledge.areas.municipality in one.areas]
    here = [one for one in found if one not in everywhere]
    parts = [
        "\n".join([texts.INITIATIVES.format(area=area), *(_initiative(one, today) for one in here)])
        if here
        else texts.NO_INITIATIVES.format(area=area)
    ]
    if everywhere:
        parts.append("\n".join([texts.FURTHER, *(_initiative(one, today) for one in everywhere)]))
    if not all(one.confirmed(today) for one in found):
        parts.append(texts.CALL_FIRST)
    return "\n\n".join(parts)


def _initiative(one: Initiative, today: date) -> str:
    line = f"- **{escape(one.name)}**: {escape(one.what)}"
    return _with_details(line, [one.where, one.when, one.phone, to_confirm(one, today)])


def _with_details(line: str, details: Sequence[str | None]) -> str:
    return " · ".join([line, *(escape(detail) for detail in details if detail)])


def _away() -> tuple[Button, ...]:
    return (Button(ask_texts.BUTTON_TOPICS, "topics"), Button(BUTTON_MENU, "menu"))
