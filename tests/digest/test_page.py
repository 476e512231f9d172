"""The digest in words, as a coordinator reads it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.digest import texts
from bot.digest.figures import WEEKS, Figures, TakingUp
from bot.digest.needs import Needs
from bot.digest.page import Story, digest_buttons, digest_text, more_text
from bot.digest.records import Practised, WeekCount
from bot.digest.week import Week
from bot.knowledge import Knowledge
from bot.markup import to_html, to_plain
from bot.message import LONGEST_ACTION, LONGEST_CAPTION
from bot.store.lifecycle import Ending
from bot.store.reports import Outcome, Reason, Wish

WEEK = Week(2026, 47)


def weeks(*visits: int) -> list[tuple[Week, WeekCount]]:
    """A trend that ends with these."""
    counts = [*[0] * (WEEKS - len(visits)), *visits]
    return [(week, WeekCount(count, 0)) for week, count in zip(WEEK.before(WEEKS), counts, strict=True)]


QUIET = Figures(WEEK, trend=weeks(0))
FULL = Figures(
    WEEK,
    areas=("heerlerheide", "hoensbroek"),
    visits={"visited": 22, "nobody-home": 5, "refused": 4},
    reasons={"too-busy": 2, "unknown": 1, "not-for-me": 1},
    age_bands={"80-84": 12, "unknown": 10},
    wishes={"talk": 12, "unknown": 10},
    places={"heerlerheide-passart": 20, None: 11},
    noticed=19,
    signals={"krijgt-geen-bezoek": 8, "post-stapelt-op": 6, "gordijnen-dicht": 1},
    dimensions={"none": 9, "sociaal": 8, "emotioneel": 1},
    opened=16,
    urgent=2,
    urgent_in_time=1,
    taken_up=TakingUp(in_time=14, late=1, median=2),
    ended={"meeting-place": 2, "gp": 1},
    questions=12,
    topics={"rouw": 3},
    not_sought={"huisarts": 1},
    trend=weeks(25, 31),
    last_year=WeekCount(18, 9),
)
ALWAYS = ["Meer cijfers", "Week 46", "Waar komen we niet?", "Menu"]
WAITS = Needs(open=11, urgent=1, late=2, asked=1, questions=["een", "twee"], routes=3)


def lines(knowledge: Knowledge, story: Story) -> list[str]:
    return to_plain(digest_text(story, knowledge)).splitlines()


def test_a_quiet_week(knowledge: Knowledge) -> None:
    assert lines(knowledge, Story(QUIET, Needs())) == [
        "Week 47 · heel Heerlen",
        "Eerst dit: niets dat haast heeft.",
        "De week: er zijn geen bezoeken gemeld. Een rustige week.",
        "Signalen: er viel niets op.",
        "Opvolging: geen nieuwe meldingen.",
        "Kennis: er is niets gevraagd.",
    ]


def test_a_full_week(knowledge: Knowledge) -> None:
    story = Story(FULL, WAITS, [("mag ik de post voor haar openmaken?", 3), ("hoe leer ik hem bellen?", 1)])
    rouw, huisarts = knowledge.articles["rouw"].title, knowledge.articles["huisarts"].title
    assert lines(knowledge, story) == [
        "Week 47 · Heerlerheide, Hoensbroek",
        "Eerst dit: 1 melding die vandaag iets vraagt, 2 meldingen over de termijn, 1 melder wacht op antwoord "
        "en 2 vragen wachten op antwoord.",
        "De week: 31 bezoeken (6 meer dan de week ervoor, vorig jaar 18): 22 gesprekken, 5 keer niemand thuis, "
        "4 keer geen bezoek gewenst (“te druk”, “niets voor mij”).",
        "Signalen: bij 19 bezoeken viel iets op, vooral sociale eenzaamheid. "
        "Het vaakst: krijgt zelden bezoek of telefoon (8), ongeopende post (6).",
        "Opvolging: 16 nieuwe meldingen; 15 opgepakt, meestal binnen 2 werkdagen; 1 te laat; "
        "1 van de 2 met haast op tijd opgepakt; 3 afgerond, het vaakst naar ontmoeting of activiteit (2) "
        "en huisarts gaat verder (1).",
        f"Kennis: 12 vragen; meest gevraagd: {rouw}; niet wat iemand zocht: {huisarts}; "
        "3 nummers en adressen na te kijken.",
        "Niet beantwoord: “mag ik de post voor haar openmaken?” (3 keer), “hoe leer ik hem bellen?”.",
        "De grafiek gaat over heel Heerlen.",
    ]


def test_a_week_that_runs_is_not_held_against_whole_ones(knowledge: Knowledge) -> None:
    said = lines(knowledge, Story(FULL, Needs(), runs=True))
    assert said[2].startswith("De week: 31 bezoeken: 22 gesprekken")
    assert "De week: er zijn nog geen bezoeken gemeld." in lines(knowledge, Story(QUIET, Needs(), runs=True))


def test_a_week_that_runs_says_so_and_cannot_be_passed_on(knowledge: Knowledge) -> None:
    story = Story(QUIET, Needs(), runs=True)
    assert lines(knowledge, story)[0] == "Week 47 · heel Heerlen · tot nu toe"
    assert [b.label for row in digest_buttons(story) for b in row] == [
        "Meer cijfers",
        "Week 46",
        "Waar komen we niet?",
        "Menu",
    ]


CHANGES = [
    (1, 2, None, "1 bezoek (1 minder dan de week ervoor)"),
    (2, 2, None, "2 bezoeken (evenveel als de week ervoor)"),
    (31, 1, None, "31 bezoeken (30 meer dan de week ervoor)"),
    (31, 0, None, "31 bezoeken (de week ervoor geen)"),
    (31, 30, 12, "31 bezoeken (1 meer dan de week ervoor, vorig jaar 12)"),
]


@pytest.mark.parametrize(("now", "before", "last_year", "said"), CHANGES)
def test_visits_beside_those_of_before(
    knowledge: Knowledge, now: int, before: int, last_year: int | None, said: str
) -> None:
    then = WeekCount(last_year, 0) if last_year else None
    figures = replace(QUIET, visits={"visited": now}, trend=weeks(before, now), last_year=then)
    assert said in lines(knowledge, Story(figures, Needs()))[2]


TAKEN_UP = [
    (TakingUp(1, 0, 0), "1 opgepakt"),
    (TakingUp(2, 0, 0), "2 opgepakt, meestal dezelfde dag"),
    (TakingUp(5, 0, 1), "5 opgepakt, meestal binnen 1 werkdag"),
    (TakingUp(5, 4, 7), "9 opgepakt, meestal binnen 7 werkdagen; 4 te laat"),
]


@pytest.mark.parametrize(("taken_up", "said"), TAKEN_UP)
def test_how_soon_cases_are_taken_up(knowledge: Knowledge, taken_up: TakingUp, said: str) -> None:
    assert lines(knowledge, Story(replace(QUIET, taken_up=taken_up), Needs()))[4] == f"Opvolging: {said}."


FIRST = [
    (Needs(urgent=2), "2 meldingen die vandaag iets vragen"),
    (Needs(late=1), "1 melding over de termijn"),
    (Needs(asked=3), "3 melders wachten op antwoord"),
    (Needs(questions=["x"], more_questions=9), "10 vragen wachten op antwoord"),
    (Needs(routes=1, late=1), "1 melding over de termijn"),
]


@pytest.mark.parametrize(("waits", "said"), FIRST)
def test_what_comes_first(knowledge: Knowledge, waits: Needs, said: str) -> None:
    assert lines(knowledge, Story(QUIET, waits))[1] == f"Eerst dit: {said}."


def test_old_data_that_could_not_be_deleted_is_told_near_the_top(knowledge: Knowledge) -> None:
    waits = Needs(purge_trouble=datetime(2026, 11, 3, 23, 30, tzinfo=UTC))
    assert lines(knowledge, Story(QUIET, waits))[2] == (
        "Opruimen lukt niet sinds 04-11-2026: oude gegevens staan er nog. Vraag de beheerder om hulp."
    )


def test_what_is_gone_from_the_knowledge_base_is_left_out(knowledge: Knowledge) -> None:
    figures = replace(
        QUIET, questions=3, topics={"weg-artikel": 3}, not_sought={"weg-artikel": 1}, signals={"weg-signaal": 3}
    )
    text = lines(knowledge, Story(figures, Needs()))
    assert text[3] == "Signalen: er viel niets op." and text[5] == "Kennis: 3 vragen."
    more_text(replace(figures, areas=("weg-gebied",), places={"weg-gebied": 1}), knowledge)


@pytest.mark.parametrize("question", ["<b>*vet*_schuin_</b>", "- lijst", "a\n\n# b", "[naam] & [adres]", "`x`"])
def test_a_question_stands_there_as_it_was_typed(knowledge: Knowledge, question: str) -> None:
    story = Story(QUIET, Needs(), [(question, 1)])
    assert f"“{' '.join(question.split())}”" in to_plain(digest_text(story, knowledge))
    assert "<b>*vet" not in to_html(digest_text(story, knowledge))


def test_no_more_than_two_questions_and_how_many_are_left(knowledge: Knowledge) -> None:
    text = lines(knowledge, Story(QUIET, Needs(), [(f"vraag {n}", 1) for n in range(8)]))[-1]
    assert text == "Niet beantwoord: “vraag 0”, “vraag 1”, en nog 6."


BUTTONS = [
    (Needs(), ["PDF om te delen", "CSV", *ALWAYS]),
    (
        Needs(open=4),
        ["Alle open (4)", "PDF om te delen", "CSV", "Meer cijfers", "Week 46", "Waar komen we niet?", "Menu"],
    ),
    (
        WAITS,
        [
            *("Heeft haast (1)", "Over de termijn (2)", "Vragen (2)", "Alle open (11)", "Na te kijken (3)"),
            *("PDF om te delen", "CSV"),
            *ALWAYS,
        ],
    ),
]


@pytest.mark.parametrize(("waits", "labels"), BUTTONS)
def test_buttons_lead_to_what_waits(waits: Needs, labels: Sequence[str]) -> None:
    buttons = [button for row in digest_buttons(Story(FULL, waits)) for button in row]
    assert [button.label for button in buttons] == labels
    assert all(len(button.action.encode()) <= LONGEST_ACTION for button in buttons)


def everything(knowledge: Knowledge, count: int) -> dict[str, Any]:
    longest = sorted(knowledge.articles, key=lambda one: -len(knowledge.articles[one].title))
    return {
        "visits": dict.fromkeys(map(str, Outcome), count),
        "reasons": dict.fromkeys(map(str, Reason), count),
        "age_bands": dict.fromkeys(texts.AGE_BANDS, count),
        "wishes": dict.fromkeys(map(str, Wish), count),
        "places": dict.fromkeys([*knowledge.areas.by_id, None], count),
        "signals": dict.fromkeys(sorted(knowledge.signals, key=lambda one: -len(knowledge.signals[one].label)), count),
        "dimensions": {"existentieel": count},
        "taken_up": TakingUp(count, count, 99),
        "ended": dict.fromkeys(map(str, Ending), count),
        "questions": count,
        "topics": dict.fromkeys(longest, count),
        "not_sought": dict.fromkeys(longest, count),
        "opened": count,
        "urgent": count,
        "urgent_in_time": count,
        "noticed": count,
        "last_year": WeekCount(count, count),
    }


def practised(cases: int, people: int, areas: tuple[str, ...] = ()) -> Story:
    return Story(replace(QUIET, practised=Practised(cases, people), areas=areas), Needs())


@pytest.mark.parametrize(
    ("story", "line"),
    [
        (practised(1, 1), "Oefenen: minder dan 5 mensen, 1 voorbeeld."),
        (practised(31, 4), "Oefenen: minder dan 5 mensen, 31 voorbeelden."),
        (practised(31, 5), "Oefenen: 5 mensen, 31 voorbeelden."),
        (replace(practised(31, 9), minimum=10), "Oefenen: minder dan 10 mensen, 31 voorbeelden."),
        (practised(9, 8, ("hoensbroek",)), "Oefenen (heel Heerlen): 8 mensen, 9 voorbeelden."),
    ],
)
def test_how_much_was_practised_and_never_by_how_few(knowledge: Knowledge, story: Story, line: str) -> None:
    assert [one for one in lines(knowledge, story) if one.startswith("Oefenen")] == [line]


def test_how_much_was_practised_is_the_first_that_a_long_digest_does_without(knowledge: Knowledge) -> None:
    told = digest_text(Story(replace(FULL, practised=Practised(31, 9)), WAITS), knowledge)
    assert "Oefenen" in told
    longer = replace(FULL, practised=Practised(31, 9), opened=10**200)
    assert digest_text(Story(longer, WAITS), knowledge) == digest_text(
        Story(replace(longer, practised=Practised(0, 0)), WAITS), knowledge
    )


def test_the_longest_digest_fits_under_its_picture(knowledge: Knowledge) -> None:
    areas = tuple(knowledge.areas.by_id)
    waits = Needs(99_999, 99_999, 99_999, 99_999, 99_999, ["vraag " * 100] * 500, 9_999, 999, datetime.now(UTC))
    figures = Figures(WEEK, areas[:20], trend=weeks(1, 2), **everything(knowledge, 99_999))
    text = to_plain(digest_text(Story(figures, waits, [("🙂" * 2000, 99_999)] * 20), knowledge))
    # https://core.telegram.org/bots/api#sendphoto: a caption has 0-1024 characters after entities parsing
    assert len(text.encode("utf-16-le")) // 2 <= LONGEST_CAPTION
    assert text.splitlines()[1].startswith("Eerst dit: 99999 meldingen")


def test_a_usual_digest_loses_nothing(knowledge: Knowledge) -> None:
    story = Story(FULL, WAITS, [("mag ik de post voor haar openmaken?", 3)])
    assert lines(knowledge, story)[-2].startswith("Niet beantwoord")


def test_more_figures_have_every_count(knowledge: Knowledge) -> None:
    text = to_plain(more_text(FULL, knowledge))
    for part in (
        "Waar: Heerlerheide-Passart (20), plaats niet genoemd (11).",
        "Waarom geen bezoek: te druk (2), reden niet bekend (1), niets voor mij (1).",
        "Leeftijd: 80 tot en met 84 (12), leeftijd niet bekend (10).",
        "Wat iemand wil: nog een gesprek (12), niet bekend (10).",
        "Afgerond: naar ontmoeting of activiteit (2), huisarts gaat verder (1).",
        "week 46: 25, week 47: 31.",
    ):
        assert part in text
    assert "Signalen: krijgt zelden bezoek of telefoon (8), ongeopende post (6)" in text
