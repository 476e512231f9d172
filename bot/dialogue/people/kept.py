"""What the bot keeps of somebody: told in plain words, and handed over as a file."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from bot.dates import WEEKDAYS, dutch_date, full_day
from bot.dialogue.follow_up.duty import until
from bot.dialogue.people import account
from bot.dialogue.practising import practice_plan
from bot.dialogue.texts import kept as texts
from bot.dialogue.texts import practice as practice_texts
from bot.dialogue.texts import report as report_texts
from bot.dialogue.texts.start import BUTTON_MENU
from bot.dialogue.turn import Turn, rows
from bot.dialogue.visiting import check_in_plan
from bot.dialogue.visiting.visit_book import visits_among
from bot.dialogue.visiting.visit_words import visit_in_words
from bot.dialogue.weekly import digest_choice, weekdays
from bot.markup import escape
from bot.message import Button, File
from bot.practice.progress import Progress
from bot.settings import TIMEZONE
from bot.store.digests import DigestChoice
from bot.store.duty import Duty
from bot.store.people import Entry
from bot.store.questions import AskedQuestion
from bot.store.reports import KeptReport
from bot.store.rights import Kept, kept_of
from bot.store.role import Role

REPORTS_SHOWN = 10


def asks_what_is_kept(text: str) -> bool:
    """Whether this whole text asks what is kept of the asker."""
    return re.fullmatch(texts.ASKED, re.sub(r"\W+", " ", text.lower()).strip()) is not None


async def show(turn: Turn, args: Sequence[str] = ()) -> None:
    """The buttons `kept` and `kept:file`."""
    kept = await kept_of(turn.work, turn.person)
    if list(args) == ["file"]:
        content = json.dumps(_as_data(turn, kept), ensure_ascii=False, indent=2) + "\n"
        turn.hand_over(texts.FILE, File(texts.FILE_NAME, content.encode()), rows(Button(BUTTON_MENU, "menu")))
        return
    parts = [texts.TITLE, _person(turn, kept), *_reports(kept), *_questions(turn, kept), _rest(turn, kept)]
    turn.say("\n\n".join(parts), _buttons(turn))


def _buttons(turn: Turn) -> tuple[tuple[Button, ...], ...]:
    role = turn.person.role
    invited = [
        Button(texts.BUTTON_ALIAS, "alias"),
        Button(texts.BUTTON_LEAVE.format(role=texts.ROLES[role]), "leave"),
    ]
    return rows(
        Button(texts.BUTTON_FILE, "kept:file"),
        *(invited if role is not Role.GUEST else []),
        Button(texts.BUTTON_ERASE, "erase:ask"),
        Button(BUTTON_MENU, "menu"),
    )


def _person(turn: Turn, kept: Kept) -> str:
    entry, person = kept.entry, turn.person
    guest = person.role is Role.GUEST
    area = texts.ROLE_AREA.format(area=escape(turn.knowledge.areas.name(person.area))) if person.area else ""
    since = dutch_date(entry.role_since.date())
    return _listed(
        texts.GUEST if guest else texts.ROLE.format(role=texts.ROLES[person.role], since=since, area=area),
        *([texts.ALIAS.format(alias=entry.alias)] if entry.alias else []),
        texts.ADDRESS,
        texts.LAST_SEEN.format(day=dutch_date(entry.last_seen.date())),
        texts.TERM_GUEST if guest else texts.TERM_INVITED,
    )


def _reports(kept: Kept) -> list[str]:
    if not kept.reports:
        return [texts.REPORTS.format(count=0)]
    lines = [f"{account.line(report)}{_said(report)}" for report in kept.reports[:REPORTS_SHOWN]]
    left = len(kept.reports) - len(lines)
    more = [texts.REPORTS_MORE.format(count=left)] if left else []
    return [texts.REPORTS.format(count=len(kept.reports)), _listed(*lines, *more), texts.REPORTS_TERM]


def _said(kept: KeptReport) -> str:
    report = kept.report
    count = len(report.signals)
    said = [
        *([texts.SIGNALS_ONE if count == 1 else texts.SIGNALS_MORE.format(count=count)] if count else []),
        *([report.age_band] if report.age_band else []),
        *([report_texts.REASONS[report.reason].lower()] if report.reason else []),
        *([report_texts.WISHES[report.wish].lower()] if report.wish else []),
        *([texts.NOTE] if report.note else []),
    ]
    return f". {texts.SAID.format(what=', '.join(said))}" if said else ""


def _questions(turn: Turn, kept: Kept) -> list[str]:
    if not kept.questions:
        return []
    listed = _listed(*(f"{escape(_in_words(turn, one))}{_answered(one)}" for one in kept.questions))
    return [texts.QUESTIONS.format(count=len(kept.questions)), listed, texts.QUESTIONS_TERM]


def _in_words(turn: Turn, question: AskedQuestion) -> str:
    """A kept question, or that an article is not right."""
    if question.wrong is None:
        return question.text
    article = turn.knowledge.articles.get(question.wrong)
    template = texts.WRONG_WORDS if question.text else texts.WRONG
    return template.format(title=article.title if article else question.wrong, text=question.text)


def _answered(question: AskedQuestion) -> str:
    return texts.ANSWERED.format(day=dutch_date(question.answered_on.date())) if question.answered_on else ""


def _rest(turn: Turn, kept: Kept) -> str:
    return f"{texts.REST}\n\n" + _listed(
        *([texts.CONVERSATION] if kept.conversation else []),
        *([texts.STEPS.format(count=len(kept.steps))] if kept.steps else []),
        *([texts.WAITING.format(count=len(kept.waiting))] if kept.waiting else []),
        *([texts.DELIVERED.format(count=kept.delivered)] if kept.delivered else []),
        *([_duty(kept.duty)] if kept.duty else []),
        *([texts.DIGESTS.format(count=len(kept.digests))] if kept.digests else []),
        *([_wrong_codes(kept.entry)] if kept.entry.wrong_codes_on else []),
        *([texts.USAGE] if kept.usage else []),
        *([texts.PRACTICE.format(count=len(kept.practice.get("seen", {})))] if kept.practice else []),
        *([texts.GROUP.format(count=kept.group_answers)] if kept.group_answers else []),
        *_reminders(turn, kept),
        *([_votes(kept)] if kept.votes else []),
        texts.CHOICE.format(choice=digest_choice.said(kept.choice, turn)) if kept.choice else texts.NO_SETTINGS,
        texts.NOTHING_ELSE,
    )


def _reminders(turn: Turn, kept: Kept) -> list[str]:
    """The visits that are planned, whether they are asked how they are or reminded to practise, and whether reminders
    are off.
    """
    visits = [visit_in_words(visit, turn.knowledge) for _, visit in visits_among(kept.reminders)]
    days = [on for one in kept.reminders if (on := check_in_plan.read_plan(one.plan)) is not None]
    return [
        *([texts.VISITS.format(visits="; ".join(visits))] if visits else []),
        *(texts.CHECK_IN.format(day=full_day(day)) for day in days),
        *(texts.PRACTICE_REMINDER.format(day=full_day(day)) for day in _practice_days(kept)),
        *([] if kept.reminders_wanted else [texts.REMINDERS_OFF]),
    ]


def _practice_days(kept: Kept) -> list[date]:
    """The days on which somebody is reminded to practise."""
    return [one.look_on for one in kept.reminders if practice_plan.is_ours(one.plan)]


def _duty(duty: Duty) -> str:
    return texts.DUTY.format(days=weekdays.in_words(duty.weekdays), until=until(duty.last_day))


def _votes(kept: Kept) -> str:
    votes = list(kept.votes.values())
    return texts.VOTES.format(helped=votes.count("helped"), not_sought=votes.count("not"))


def _wrong_codes(entry: Entry) -> str:
    assert entry.wrong_codes_on is not None, "asked of those who have some"
    return texts.WRONG_CODES.format(day=dutch_date(entry.wrong_codes_on.date()), count=entry.wrong_codes)


def _listed(*lines: str) -> str:
    return "\n".join(f"- {line}" for line in lines)


def _as_data(turn: Turn, kept: Kept) -> dict[str, Any]:
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
                "vraag zonder namen": _in_words(turn, question),
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
        "herinnering om te oefenen, op": [day.isoformat() for day in _practice_days(kept)],
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
