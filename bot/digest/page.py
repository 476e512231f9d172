"""The digest as a coordinator reads it in the chat: what needs them first, then what changed, then the rest. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.digest import texts
from bot.digest.figures import NONE, UNKNOWN, Figures
from bot.digest.needs import Needs
from bot.knowledge import Knowledge
from bot.markup import escape, to_plain
from bot.message import LONGEST_CAPTION, Button, Rows
from bot.settings import MINIMUM_CELL, TIMEZONE
from bot.store.reports import Outcome

TOP = 2
REASONS_SHOWN = 2
QUESTIONS_SHOWN = 5
LONGEST_QUESTION = 150
IN_DIGEST = 80
"""Characters of a question in the digest, which is read in a glance."""

Unanswered = Sequence[tuple[str, int]]
"""Questions that nobody could answer, each with how often it was asked, the most asked first."""


@dataclass(frozen=True)
class Story:
    """Everything that one coordinator's digest tells. `runs` says that the week is not over yet, `minimum` is the
    smallest number of people of whom it tells how many practised.
    """

    figures: Figures
    needs: Needs
    unanswered: Unanswered = ()
    runs: bool = False
    minimum: int = MINIMUM_CELL


def digest_text(story: Story, knowledge: Knowledge) -> str:
    """The week in at most LONGEST_CAPTION characters, so that it fits under its picture.

    Where it is too long, how much was practised is left out, then unanswered questions one by one, then the last
    paragraphs.
    """
    practised = _parts(story, knowledge, TOP, *_practised(story.figures, story.minimum))
    if _length(practised) <= LONGEST_CAPTION:
        return "\n".join(practised)
    for questions in range(TOP, -1, -1):
        parts = _parts(story, knowledge, questions)
        if _length(parts) <= LONGEST_CAPTION:
            return "\n".join(parts)
    while _length(parts) > LONGEST_CAPTION:
        parts.pop()
    return "\n".join(parts)


def digest_buttons(story: Story) -> Rows:
    """Straight to what waits, and to what can be passed on."""
    needs, week = story.needs, story.figures.week
    waits = [
        *([Button(texts.BUTTON_URGENT.format(count=needs.urgent), "cases:l3")] if needs.urgent else []),
        *([Button(texts.BUTTON_LATE.format(count=needs.late), "cases:late")] if needs.late else []),
        *(
            [Button(texts.BUTTON_QUESTIONS.format(count=needs.questions_total), "curate")]
            if needs.questions_total
            else []
        ),
        *([Button(texts.BUTTON_OPEN.format(count=needs.open), "cases")] if needs.open else []),
        *([Button(texts.BUTTON_ROUTES.format(count=needs.routes), "week:routes")] if needs.routes else []),
    ]
    to_share = [Button(texts.BUTTON_PDF, f"week:pdf:{week}"), Button(texts.BUTTON_CSV, f"week:csv:{week}")]
    before = week.previous()
    return (
        *_pairs(waits),
        *(() if story.runs else _pairs(to_share)),
        (
            Button(texts.BUTTON_MORE, f"week:more:{week}"),
            Button(texts.BUTTON_EARLIER.format(number=before.number), f"week:of:{before}"),
        ),
        (Button(texts.BUTTON_WIJKEN, "wijken"), Button(texts.BUTTON_MENU, "menu")),
    )


def more_text(figures: Figures, knowledge: Knowledge) -> str:
    """Every breakdown of the week, for who wants to know."""
    parts = [texts.MORE_TITLE.format(number=figures.week.number, area=area_names(figures.areas, knowledge))]
    labels = {code: signal.label.lower() for code, signal in knowledge.signals.items()}
    signals = {labels[code]: count for code, count in figures.signals.items() if code in labels}
    topics = {knowledge.articles[code].title: n for code, n in figures.topics.items() if code in knowledge.articles}
    told: Mapping[str, Mapping[str, int]] = {
        "places": {_place(area, knowledge): count for area, count in figures.places.items()},
        "reasons": _named(figures.reasons, texts.REASONS),
        "ages": _named(figures.age_bands, texts.AGE_BANDS),
        "wishes": _named(figures.wishes, texts.WISHES),
        "signals": signals,
        "ended": _named(figures.ended, texts.ENDINGS),
        "topics": dict(list(topics.items())[:10]),
    }
    for kind, counts in told.items():
        what = ", ".join(escape(texts.COUNTED.format(what=label, count=count)) for label, count in counts.items())
        parts.append(texts.MORE_LINE.format(title=texts.TITLES[kind], what=what or texts.MORE_NOTHING))
    weeks = ", ".join(texts.MORE_TREND_WEEK.format(number=w.number, count=count.visits) for w, count in figures.trend)
    return "\n\n".join([*parts, texts.MORE_TREND.format(weeks=weeks), texts.MORE_NOTE])


def area_names(areas: Sequence[str], knowledge: Knowledge) -> str:
    """The areas by name, or that it is everywhere."""
    names = [knowledge.areas.name(area) for area in areas if area in knowledge.areas.by_id]
    return escape(", ".join(names)) if names else texts.EVERYWHERE


def shorten(text: str, longest: int) -> str:
    """The text on one line, cut at `longest` characters."""
    line = " ".join(text.split())
    return line if len(line) <= longest else f"{line[: longest - 1].rstrip()}…"


def _parts(story: Story, knowledge: Knowledge, questions: int, *more: str) -> list[str]:
    figures = story.figures
    title = texts.TITLE_SO_FAR if story.runs else texts.TITLE
    return [
        title.format(number=figures.week.number, area=area_names(figures.areas, knowledge)),
        _first(story.needs),
        *_trouble(story.needs),
        _week(figures, runs=story.runs),
        _signals(figures, knowledge),
        _follow_up(figures),
        _knowledge(figures, story.needs.routes, knowledge),
        *_unanswered(story.unanswered, questions),
        *more,
        *([texts.PICTURE_IS_OF_ALL] if figures.areas and not story.runs else []),
    ]


def _first(needs: Needs) -> str:
    told = (
        (needs.urgent, texts.URGENT),
        (needs.late, texts.LATE),
        (needs.asked, texts.ASKED),
        (needs.questions_total, texts.QUESTIONS_WAIT),
    )
    what = [_count(count, words) for count, words in told if count]
    return texts.FIRST.format(what=_and(what)) if what else texts.FIRST_NOTHING


def _trouble(needs: Needs) -> list[str]:
    if needs.purge_trouble is None:
        return []
    return [texts.PURGE_TROUBLE.format(day=f"{needs.purge_trouble.astimezone(TIMEZONE):%d-%m-%Y}")]


def _week(figures: Figures, *, runs: bool) -> str:
    if not figures.visits_total:
        return texts.NOTHING_YET if runs else texts.QUIET
    outcomes = []
    for outcome, count in figures.visits.items():
        words = _count(count, texts.OUTCOMES[outcome])
        reasons = [f"“{texts.REASONS[code]}”" for code in figures.reasons if code not in (UNKNOWN, "other")]
        if outcome == Outcome.REFUSED and reasons:
            words = texts.WITH_REASONS.format(outcome=words, reasons=", ".join(reasons[:REASONS_SHOWN]))
        outcomes.append(words)
    visits = _count(figures.visits_total, texts.VISITS)
    if runs:
        return texts.WEEK_SO_FAR.format(visits=visits, outcomes=", ".join(outcomes))
    return texts.WEEK.format(visits=visits, change=_changes(figures), outcomes=", ".join(outcomes))


def _changes(figures: Figures) -> str:
    """Against the week before, and against the same week a year ago where that is known."""
    before = figures.before.visits
    more = figures.visits_total - before
    changes = [(texts.MORE if more > 0 else texts.FEWER).format(count=abs(more)) if more else texts.SAME]
    if not before:
        changes = [texts.FIRST_WEEK]
    if figures.last_year is not None:
        changes.append(texts.LAST_YEAR.format(count=figures.last_year.visits))
    return ", ".join(changes)


def _signals(figures: Figures, knowledge: Knowledge) -> str:
    labels = {code: knowledge.signals[code].label.lower() for code in figures.signals if code in knowledge.signals}
    if not labels:
        return texts.NO_SIGNALS
    top = [texts.COUNTED.format(what=labels[code], count=figures.signals[code]) for code in list(labels)[:TOP]]
    pointing = [dimension for dimension in figures.dimensions if dimension != NONE]
    dimension = texts.POINTS_TO.format(dimension=texts.DIMENSIONS[pointing[0]]) if pointing else ""
    return texts.SIGNALS.format(
        noticed=_count(figures.noticed, texts.NOTICED), dimension=dimension, signals=escape(", ".join(top))
    )


def _follow_up(figures: Figures) -> str:
    taken_up, ended = figures.taken_up, figures.ended_total
    what = [_count(figures.opened, texts.OPENED)] if figures.opened else []
    if taken_up.total:
        what.append(_taken_up(figures))
    if taken_up.late:
        what.append(texts.TOO_LATE.format(count=taken_up.late))
    if figures.urgent:
        what.append(texts.URGENT_IN_TIME.format(count=figures.urgent, in_time=figures.urgent_in_time))
    if ended:
        how = [texts.TIMES.format(count=count, what=texts.ENDINGS[code]) for code, count in figures.ended.items()][:TOP]
        what.append(texts.ENDED_HOW.format(count=ended, how=_and(how)) if how else texts.ENDED.format(count=ended))
    return texts.FOLLOW_UP.format(what="; ".join(what)) if what else texts.NO_FOLLOW_UP


def _taken_up(figures: Figures) -> str:
    taken_up = figures.taken_up
    days = taken_up.median
    if days is None or taken_up.total < 2:
        return texts.TAKEN_UP.format(count=taken_up.total)
    within = texts.WITHIN[min(days, len(texts.WITHIN) - 1)].format(count=days)
    return texts.TAKEN_UP_WITHIN.format(count=taken_up.total, within=within)


def _knowledge(figures: Figures, routes: int, knowledge: Knowledge) -> str:
    what = [_count(figures.questions, texts.QUESTIONS)] if figures.questions else [texts.NOTHING_ASKED]
    for topics, words in ((figures.topics, texts.MOST_ASKED), (figures.not_sought, texts.NOT_SOUGHT)):
        titles = [knowledge.articles[topic].title for topic in topics if topic in knowledge.articles]
        if titles and figures.questions:
            what.append(words.format(topics=escape(titles[0])))
    if routes:
        what.append(_count(routes, texts.ROUTES))
    return texts.KNOWLEDGE.format(what="; ".join(what))


def _unanswered(unanswered: Unanswered, most: int) -> list[str]:
    shown = []
    for question, count in unanswered[:most]:
        words = texts.UNANSWERED_ONE if count == 1 else texts.UNANSWERED_TIMES
        shown.append(words.format(question=escape(shorten(question, IN_DIGEST)), count=count))
    left = len(unanswered) - len(shown)
    if shown and left:
        shown.append(texts.UNANSWERED_MORE.format(count=left))
    return [texts.UNANSWERED.format(questions=", ".join(shown))] if shown else []


def _practised(figures: Figures, minimum: int) -> list[str]:
    """How many people practised, and on how many cases; never how few people, and nothing where nobody did."""
    practised = figures.practised
    if not practised.cases:
        return []
    people = texts.FEW_PEOPLE if practised.people < minimum else texts.PEOPLE
    return [
        texts.PRACTISED.format(
            people=people.format(count=practised.people, minimum=minimum),
            cases=_count(practised.cases, texts.CASES),
            where=texts.OF_ALL if figures.areas else "",
        )
    ]


def _place(area: str | None, knowledge: Knowledge) -> str:
    return knowledge.areas.name(area) if area is not None else texts.NO_PLACE


def _named(counts: Mapping[str, int], names: Mapping[str, str]) -> dict[str, int]:
    return {names.get(code, code): count for code, count in counts.items()}


def _count(count: int, words: tuple[str, str]) -> str:
    return words[0] if count == 1 else words[1].format(count=count)


def _and(parts: Sequence[str]) -> str:
    return f"{', '.join(parts[:-1])} en {parts[-1]}" if len(parts) > 1 else "".join(parts)


def _pairs(buttons: Sequence[Button]) -> Iterable[tuple[Button, ...]]:
    return (tuple(buttons[n : n + 2]) for n in range(0, len(buttons), 2))


def _length(parts: Sequence[str]) -> int:
    # Telegram counts UTF-16 units after the marks are read.
    return len(to_plain("\n".join(parts)).encode("utf-16-le")) // 2
