"""Weeks to draw, all invented: a full one, a quiet one, and one as long and as wide as a week can get."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from bot.dialogue.texts import cases, report
from bot.digest import texts_edition
from bot.digest.shared import Line, SharedWeek, Table, TrendWeek
from bot.digest.week import Week
from bot.knowledge import Knowledge

WEEK = Week(2026, 47)
MADE_ON = date(2026, 11, 23)
MINIMUM = 5
EVERYWHERE = "heel Heerlen"
VISITS = (38, 41, 35, 44, 29, 47, 52, 56)
NOTICED = (14, 17, 12, 19, 8, 21, 24, 26)
BEFORE = (22, None, 27, 31, 30, 28, 33, 36)
DIMENSIONS = ("sociaal", "emotioneel", "existentieel")
TOPICS = 10


def full_week(knowledge: Knowledge) -> SharedWeek:
    """A good week in autumn: most tables have something, some counts are too small."""
    return SharedWeek(
        week=WEEK,
        area=EVERYWHERE,
        headlines=(
            Line("visits", "bezoeken", 56),
            Line("noticed", "keer iets opgemerkt", 26),
            Line("opened", "nieuwe meldingen", 17),
            Line("finished", "meldingen afgerond", 12),
            Line("questions", "vragen aan de bot", 34),
        ),
        sentences=(
            "Er waren 56 bezoeken, 4 meer dan vorige week en 20 meer dan een jaar eerder.",
            "Bij 26 bezoeken is iets opgemerkt, 2 meer dan vorige week.",
            "Het meest gaat het om sociale eenzaamheid: 31 signalen, tegen 22 emotionele en 7 existentiële.",
            "Van de 17 nieuwe meldingen zijn er 15 binnen de termijn opgepakt, meestal binnen 2 werkdagen.",
        ),
        trend=trend(VISITS, NOTICED, BEFORE),
        dimensions=dimensions(31, 22, 7),
        tables=(
            table("outcome", "Hoe de bezoeken gingen", texts_edition.OUTCOMES, (41, 9, None, None), total=56),
            table("reason", "Waarom geen bezoek", report.REASONS, (None, 5)),
            table("signal", "Signalen", signals(knowledge), (14, 12, 11, 9, 8, 7, 6, 6, 5)),
            table("age", "Leeftijd", report.AGE_BANDS, (9, 17, 14, 8, 8), total=56),
            table("area", "Waar", areas(knowledge), (7, 6, None, 8, 5, None, None, 9, 6, 5)),
            table("wish", "Wat mensen zelf willen", report.WISHES, (9, 14, 11, None, 7)),
            table("ending", "Hoe meldingen eindigden", cases.ENDINGS, (None, None, 5)),
            table("topic", "Vragen aan de bot", topics(knowledge), (9, 6, 5, 5)),
        ),
        minimum=MINIMUM,
        made_on=MADE_ON,
    )


def quiet_week() -> SharedWeek:
    """Hardly anybody was visited, in no week: nothing can be shown."""
    return SharedWeek(
        week=WEEK,
        area=EVERYWHERE,
        headlines=(Line("visits", "bezoeken", None), Line("opened", "nieuwe meldingen", None)),
        sentences=("Een rustige week: er is te weinig gebeurd om te tonen.",),
        trend=trend((None,) * 8, (None,) * 8, (None,) * 8),
        dimensions=dimensions(None, None, None),
        tables=(),
        minimum=MINIMUM,
        made_on=MADE_ON,
    )


def longest_week(knowledge: Knowledge) -> SharedWeek:
    """Every line of every table, large counts, some hidden, and a year that changes."""
    many = tuple(None if at % 3 == 2 else 12345 - 311 * at for at in range(40))
    every: tuple[tuple[str, str, Mapping[str, str]], ...] = (
        ("outcome", "Hoe de bezoeken gingen", texts_edition.OUTCOMES),
        ("reason", "Waarom geen bezoek", report.REASONS),
        ("signal", "Signalen", signals(knowledge)),
        ("age", "Leeftijd", report.AGE_BANDS),
        ("area", "Waar", areas(knowledge)),
        ("wish", "Wat mensen zelf willen", report.WISHES),
        ("ending", "Hoe meldingen eindigden", cases.ENDINGS),
        ("topic", "Vragen aan de bot", topics(knowledge)),
    )
    return SharedWeek(
        week=Week(2027, 2),
        area=EVERYWHERE,
        headlines=tuple(
            Line(f"headline-{at}", label, count)
            for at, (label, count) in enumerate(
                {
                    "bezoeken": 98765,
                    "keer iets opgemerkt": 54321,
                    "nieuwe meldingen": 23456,
                    "meldingen afgerond": None,
                    "vragen aan de bot": 34567,
                }.items()
            )
        ),
        sentences=tuple(
            f"Zin {at} over de week: er waren 98.765 bezoeken, 12.345 meer dan vorige week en 23.456 meer dan een jaar"
            " eerder, en bij ruim de helft van de bezoeken is iets opgemerkt."
            for at in range(1, 7)
        ),
        trend=trend(
            (98765, None, 87654, 12345, 5, 76543, None, 98765),
            (54321, 43210, None, 12345, None, 5, None, 54321),
            (99999, 5, None, 23456, 99999, 65432, 99999, 76543),
            last=Week(2027, 2),
        ),
        dimensions=dimensions(98765, None, 5),
        tables=tuple(
            table(code, title, labels, many, total=99999, note="Een bezoek kan in meer regels meetellen.")
            for code, title, labels in every
        ),
        minimum=MINIMUM,
        made_on=MADE_ON,
    )


def trend(
    visits: tuple[int | None, ...],
    noticed: tuple[int | None, ...],
    before: tuple[int | None, ...],
    last: Week = WEEK,
) -> tuple[TrendWeek, ...]:
    weeks = [last]
    while len(weeks) < len(visits):
        weeks.append(weeks[-1].previous())
    return tuple(TrendWeek(*one) for one in zip(reversed(weeks), visits, noticed, before, strict=True))


def dimensions(*counts: int | None) -> tuple[Line, ...]:
    return tuple(Line(code, code, count) for code, count in zip(DIMENSIONS, counts, strict=True))


def table(
    code: str,
    title: str,
    labels: Mapping[str, str],
    counts: tuple[int | None, ...],
    total: int | None = None,
    note: str | None = None,
) -> Table:
    """The lines in the order of the labels; those beyond the counts are not shown."""
    filled = (*counts, *(None,) * (len(labels) - len(counts)))
    lines = tuple(Line(f"{code}-{key}", labels[key], count) for key, count in zip(labels, filled, strict=False))
    return Table(code, title, Line(f"{code}-total", "Samen", total) if total else None, lines, note)


def signals(knowledge: Knowledge) -> dict[str, str]:
    return {code: signal.label for code, signal in knowledge.signals.items()}


def areas(knowledge: Knowledge) -> dict[str, str]:
    return {area.id: area.name for area in knowledge.areas.by_id.values() if area.level in ("wijk", "outside")}


def topics(knowledge: Knowledge) -> dict[str, str]:
    longest = sorted(knowledge.articles.values(), key=lambda article: (-len(article.title), article.id))
    return {article.id: article.title for article in longest[:TOPICS]}
