"""What the bot keeps of somebody, in plain words. Pure."""

from __future__ import annotations

from datetime import date

from bot.dates import dutch_date, full_day
from bot.dialogue.follow_up.duty import until
from bot.dialogue.people import account
from bot.dialogue.practising import practice_plan
from bot.dialogue.texts import kept as texts
from bot.dialogue.texts import report as report_texts
from bot.dialogue.turn import Turn
from bot.dialogue.visiting import check_in_plan
from bot.dialogue.visiting.visit_book import visits_among
from bot.dialogue.visiting.visit_words import visit_in_words
from bot.dialogue.weekly import digest_choice, weekdays
from bot.markup import escape
from bot.store.duty import Duty
from bot.store.people import Entry
from bot.store.questions import AskedQuestion
from bot.store.reports import KeptReport
from bot.store.rights import Kept
from bot.store.role import Role

REPORTS_SHOWN = 10


def who(turn: Turn, kept: Kept) -> str:
    """Who they are here, and until when they are remembered. All of this is Markdown."""
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


def reports(kept: Kept) -> list[str]:
    """The visits that they reported."""
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


def questions(turn: Turn, kept: Kept) -> list[str]:
    """What they asked, and what they said of articles."""
    if not kept.questions:
        return []
    listed = _listed(*(f"{escape(in_words(turn, one))}{_answered(one)}" for one in kept.questions))
    return [texts.QUESTIONS.format(count=len(kept.questions)), listed, texts.QUESTIONS_TERM]


def in_words(turn: Turn, question: AskedQuestion) -> str:
    """A kept question, or that an article is not right."""
    if question.wrong is None:
        return question.text
    article = turn.knowledge.articles.get(question.wrong)
    template = texts.WRONG_WORDS if question.text else texts.WRONG
    return template.format(title=article.title if article else question.wrong, text=question.text)


def _answered(question: AskedQuestion) -> str:
    return texts.ANSWERED.format(day=dutch_date(question.answered_on.date())) if question.answered_on else ""


def rest(turn: Turn, kept: Kept) -> str:
    """Everything else."""
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
        *(texts.PRACTICE_REMINDER.format(day=full_day(day)) for day in practice_days(kept)),
        *([] if kept.reminders_wanted else [texts.REMINDERS_OFF]),
    ]


def practice_days(kept: Kept) -> list[date]:
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
