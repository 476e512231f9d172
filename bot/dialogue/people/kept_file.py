"""What the bot keeps of somebody, as data for the file that they may take with them. Pure."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from bot.dates import WEEKDAYS
from bot.dialogue.people import account
from bot.dialogue.people.kept_words import in_words, practice_days
from bot.dialogue.texts import kept as texts
from bot.dialogue.texts import practice as practice_texts
from bot.dialogue.texts import report as report_texts
from bot.dialogue.turn import Turn
from bot.dialogue.visiting import check_in_plan
from bot.dialogue.visiting.visit_book import visits_among
from bot.dialogue.weekly import weekdays
from bot.practice.progress import Progress
from bot.settings import TIMEZONE
from bot.store.digests import DigestChoice
from bot.store.duty import Duty
from bot.store.reports import KeptReport
from bot.store.rights import Kept


def as_data(turn: Turn, kept: Kept) -> dict[str, Any]:
    """Everything, with Dutch names: it is for who gets it, not for a program."""
    entry, areas = kept.entry, turn.knowledge.areas
    return {
        "jij": {
            "rol": texts.ROLES[entry.person.role],
            "rol sinds": _day(entry.role_since),
            "gebied": areas.name(entry.person.area) if entry.person.area else None,
            "naam in de lijst": entry.alias,
            "kanaal": turn.message.channel,
            "nummer van dit gesprek": turn.message.address,
            "laatst geschreven": _day(entry.last_seen),
            "codes die niet werkten": entry.wrong_codes,
            "codes geprobeerd op": _day(entry.wrong_codes_on) if entry.wrong_codes_on else None,
        },
        "meldingen": [_report_data(turn, report) for report in kept.reports],
        "vragen zonder antwoord": [
            {
                "gevraagd": _moment(question.asked_at),
                "vraag zonder namen": in_words(turn, question),
                "beantwoord door een coördinator op": _day(question.answered_on) if question.answered_on else None,
            }
            for question in kept.questions
        ],
        "stappen in meldingen": [
            {"code": step.code, "wanneer": _moment(step.at), "stap": step.step, "wat": step.detail}
            for step in kept.steps
        ],
        "berichten onderweg": [payload["text"] for payload in kept.waiting],
        "aantal bezorgde berichten": kept.delivered,
        "weekoverzichten": [
            {"week": sent.week, "gemaakt op": _day(sent.made_on), "tekst": payload["text"]}
            for sent, payload in kept.digests
        ],
        "keuze voor het weekoverzicht": _choice_data(kept.choice),
        "waar je mee bezig bent": kept.conversation,
        "hoe vaak, kort geleden": {
            texts.USED[what]: {"vanaf": _moment(window.since), "keer": window.times}
            for what, window in kept.usage.items()
        },
        "dienst": _duty_data(kept.duty) if kept.duty else None,
        "oefenen": _practice_data(turn, kept),
        "antwoorden in een groep": kept.group_answers,
        "bezoeken die je plande": [
            {"wanneer": _moment(visit.at), "buurt": areas.name(visit.area) if visit.area else None}
            for _, visit in visits_among(kept.reminders)
        ],
        "vragen hoe het met je gaat, op": [
            on.isoformat() for one in kept.reminders if (on := check_in_plan.read_plan(one.plan)) is not None
        ],
        "herinnering om te oefenen, op": [day.isoformat() for day in practice_days(kept)],
        "herinneringen": "aan" if kept.reminders_wanted else "uit",
        "duimen bij artikelen": {
            turn.knowledge.articles[one].title if one in turn.knowledge.articles else one: texts.VOTED.get(vote, vote)
            for one, vote in kept.votes.items()
        },
    }


def _practice_data(turn: Turn, kept: Kept) -> dict[str, Any] | None:
    if not kept.practice:
        return None
    progress, cases = Progress.from_data(kept.practice), turn.knowledge.practice
    return {
        "voorbeelden": [
            {
                "voorbeeld": cases[case].title if case in cases else case,
                "keer": seen.times,
                "hoe het ging": practice_texts.WENT[seen.rating.name.lower()],
                "laatst": seen.last.isoformat(),
                "komt terug": seen.due.isoformat(),
            }
            for case, seen in progress.seen.items()
        ],
        "waar je bent": kept.practice.get("place"),
        "laatst meegeteld in week": progress.week,
    }


def _duty_data(duty: Duty) -> dict[str, Any]:
    return {
        "dagen": weekdays.in_words(duty.weekdays),
        "tot en met": duty.last_day.isoformat() if duty.last_day else None,
    }


def _choice_data(choice: DigestChoice | None) -> dict[str, Any] | None:
    if choice is None:
        return None
    return {
        "dag": None if choice.weekday is None else WEEKDAYS[choice.weekday],
        "minuten na middernacht": choice.minute,
        "gebieden": None if choice.areas is None else list(choice.areas),
        "niet sturen tot": _moment(choice.paused_until) if choice.paused_until else None,
    }


def _report_data(turn: Turn, kept: KeptReport) -> dict[str, Any]:
    report, knowledge = kept.report, turn.knowledge
    return {
        "gemeld": _moment(kept.reported_at),
        "bezoek": account.outcome(kept),
        "code": kept.case_code,
        "stand": account.status(kept),
        "signalen": [knowledge.signals[code].label if code in knowledge.signals else code for code in report.signals],
        "leeftijd": report.age_band,
        "buurt": knowledge.areas.name(report.area) if report.area else None,
        "wonen": report_texts.LIVINGS.get(report.living or ""),
        "toestemming": report_texts.CONSENTS.get(report.consent or ""),
        "reden": report_texts.REASONS.get(report.reason or ""),
        "wens": report_texts.WISHES.get(report.wish or ""),
        "wie pakt het op": report_texts.FOLLOW_UPS.get(report.follow_up or ""),
        "notitie": report.note,
    }


def _day(day: datetime) -> str:
    return day.date().isoformat()


def _moment(moment: datetime) -> str:
    return moment.astimezone(TIMEZONE).isoformat(timespec="minutes")
