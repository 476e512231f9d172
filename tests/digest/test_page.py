"""The digest in words: what a coordinator reads, and what may be passed on."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.digest import texts
from bot.digest.figures import Figures
from bot.digest.page import digest_buttons, digest_text, shared_text
from bot.digest.week import Week
from bot.knowledge import Knowledge
from bot.markup import to_html, to_plain
from bot.store.reports import Outcome

QUIET = Figures(
    week=Week(2026, 46),
    area=None,
    visits={},
    visits_before=0,
    signals={},
    dimensions={},
    open_cases={},
    finished_cases=0,
    questions=0,
    topics={},
    unanswered=[],
    routes_to_check=0,
)


def text_of(knowledge: Knowledge, **figures: Any) -> str:
    return to_plain(digest_text(replace(QUIET, **figures), knowledge))


def test_a_quiet_week(knowledge: Knowledge) -> None:
    assert text_of(knowledge).split("\n\n") == [
        "Week 46 · heel Heerlen",
        "Eerst dit: niets dat haast heeft.",
        "Er zijn geen bezoeken gemeld. Een rustige week.",
        "Signalen: geen.",
        "Opvolging: 0 nog niet opgepakt, 0 opgepakt, 0 afgerond in deze week.",
        "Kennis: er is niets gevraagd.",
    ]


def test_old_data_that_could_not_be_deleted_is_told_to_coordinators_only(knowledge: Knowledge) -> None:
    trouble = replace(QUIET, purge_trouble=datetime(2026, 11, 3, 23, 30, tzinfo=UTC))
    assert to_plain(digest_text(trouble, knowledge)).split("\n\n")[-1] == (
        "Opruimen lukt niet sinds 04-11-2026: oude gegevens staan er nog. Vraag de beheerder om hulp."
    )
    assert shared_text(trouble, knowledge, 5) == shared_text(QUIET, knowledge, 5)


def test_a_full_week(knowledge: Knowledge) -> None:
    text = text_of(
        knowledge,
        area="heerlerheide",
        visits={"visited": 7, "nobody-home": 2, "refused": 1, "cancelled": 1},
        visits_before=8,
        signals={"gordijnen-dicht": 4, "post-stapelt-op": 2},
        dimensions={"sociaal": 4},
        open_cases={("new", 3): 2, ("new", 1): 1, ("in-hand", 2): 4},
        finished_cases=5,
        questions=12,
        topics={"rouw": 3},
        unanswered=["een vraag"],
        routes_to_check=9,
    )
    assert text.split("\n\n") == [
        "Week 46 · Heerlerheide",
        "Eerst dit: 2 meldingen die vandaag iets vragen, 1 vraag wacht op een antwoord.",
        "De week: 11 bezoeken (3 meer dan vorige week): 7 keer een gesprek, 2 keer niemand thuis, "
        "1 keer geen bezoek gewenst, 1 keer ging het niet door.",
        "Signalen: vooral sociale eenzaamheid. Het vaakst: gordijnen overdag dicht (4), ongeopende post (2).",
        "Opvolging: 3 nog niet opgepakt, 4 opgepakt, 5 afgerond in deze week.",
        f"Kennis: 12 vragen. Meest gevraagd: {knowledge.articles['rouw'].title} (3).",
        "Niet beantwoord:",
        "• een vraag",
        "Telefoonnummers en adressen: 9 nog na te kijken.",
    ]


@pytest.mark.parametrize(
    ("now", "before", "said"),
    [
        (1, 0, "1 bezoek (1 meer dan vorige week)"),
        (1, 1, "1 bezoek (evenveel als vorige week)"),
        (1, 2, "1 bezoek (1 minder dan vorige week)"),
        (2, 1, "2 bezoeken (1 meer dan vorige week)"),
        (5, 5, "5 bezoeken (evenveel als vorige week)"),
        (5, 15, "5 bezoeken (10 minder dan vorige week)"),
        (0, 3, "Er zijn geen bezoeken gemeld."),
    ],
)
def test_visits_beside_those_of_the_week_before(knowledge: Knowledge, now: int, before: int, said: str) -> None:
    assert said in text_of(knowledge, visits={"visited": now} if now else {}, visits_before=before)


@pytest.mark.parametrize(
    ("urgent", "unanswered", "said"),
    [
        (0, 0, "Eerst dit: niets dat haast heeft."),
        (1, 0, "Eerst dit: 1 melding die vandaag iets vraagt."),
        (2, 0, "Eerst dit: 2 meldingen die vandaag iets vragen."),
        (0, 1, "Eerst dit: 1 vraag wacht op een antwoord."),
        (0, 3, "Eerst dit: 3 vragen wachten op een antwoord."),
        (1, 1, "Eerst dit: 1 melding die vandaag iets vraagt, 1 vraag wacht op een antwoord."),
    ],
)
def test_what_comes_first(knowledge: Knowledge, urgent: int, unanswered: int, said: str) -> None:
    cases = {("new", 3): urgent, ("in-hand", 3): 7} if urgent else {("in-hand", 3): 7}
    assert said in text_of(knowledge, open_cases=cases, unanswered=["vraag"] * unanswered)


def test_one_question_is_singular(knowledge: Knowledge) -> None:
    assert "Kennis: 1 vraag." in text_of(knowledge, questions=1, topics={"rouw": 1})


def test_questions_without_topics(knowledge: Knowledge) -> None:
    assert "Kennis: 3 vragen." in text_of(knowledge, questions=3)


def test_a_topic_that_is_gone_is_left_out(knowledge: Knowledge) -> None:
    assert text_of(knowledge, questions=3, topics={"weg-artikel": 3}).endswith("Kennis: 3 vragen.")


def test_a_signal_that_is_gone_is_left_out(knowledge: Knowledge) -> None:
    assert "weg-signaal" not in text_of(knowledge, signals={"weg-signaal": 3, "huis-verwaarloosd": 1})


def test_only_signals_that_are_gone_are_no_signals(knowledge: Knowledge) -> None:
    assert "Signalen: geen." in text_of(knowledge, signals={"weg-signaal": 3})


def test_signals_that_point_to_no_dimension(knowledge: Knowledge) -> None:
    assert "Signalen: het vaakst: ongeopende post (1)." in text_of(knowledge, signals={"post-stapelt-op": 1})


def test_no_more_than_three_signals(knowledge: Knowledge) -> None:
    codes = list(knowledge.signals)[:5]
    text = text_of(knowledge, signals=dict.fromkeys(codes, 2))
    assert text.count("(2)") == 3


def test_no_more_than_five_questions_and_how_many_are_left(knowledge: Knowledge) -> None:
    text = text_of(knowledge, unanswered=[f"vraag {n}" for n in range(8)])
    assert [f"vraag {n}" in text for n in range(8)] == [True] * 5 + [False] * 3
    assert "en nog 3" in text


def test_a_long_question_is_cut(knowledge: Knowledge) -> None:
    for question in ("vraag " * 600, "v" * 4000, "🙂" * 2000):
        line = next(line for line in text_of(knowledge, unanswered=[question]).splitlines() if line.startswith("• "))
        assert line.endswith("…")
        assert 140 < len(line) <= len("• ") + 150


def test_five_questions_leave_none(knowledge: Knowledge) -> None:
    assert "en nog" not in text_of(knowledge, unanswered=["vraag"] * 5)


@pytest.mark.parametrize("question", ["<b>*vet*_schuin_</b>", "- lijst", "a\n\n# b", "[naam] & [adres]", "`x`"])
def test_a_question_stands_there_as_it_was_typed(knowledge: Knowledge, question: str) -> None:
    figures = replace(QUIET, unanswered=[question])
    assert f"• {' '.join(question.split())}" in to_plain(digest_text(figures, knowledge))
    assert "<b>*vet" not in to_html(digest_text(figures, knowledge))


@pytest.mark.parametrize(
    ("cases", "labels"),
    [
        ({}, ["Menu"]),
        ({("new", 1): 1}, ["Open meldingen (1)", "Menu"]),
        ({("new", 1): 1, ("in-hand", 3): 2}, ["Open meldingen (3)", "Menu"]),
    ],
)
def test_buttons_lead_to_what_waits(cases: dict[tuple[str, int], int], labels: list[str]) -> None:
    rows = digest_buttons(replace(QUIET, open_cases=cases))
    assert [button.label for row in rows for button in row] == labels


def test_the_longest_digest_fits_a_telegram_message(knowledge: Knowledge) -> None:
    figures = replace(
        QUIET,
        visits=dict.fromkeys(Outcome, 99_999),
        signals=dict.fromkeys(knowledge.signals, 99_999),
        dimensions={"existentieel": 99_999},
        open_cases={("new", 3): 9_999, ("in-hand", 1): 9_999},
        questions=99_999,
        topics=dict.fromkeys(sorted(knowledge.articles, key=lambda id_: -len(knowledge.articles[id_].title))[:3], 9),
        unanswered=["vraag " * 100] * 20,
        routes_to_check=99,
    )
    # https://core.telegram.org/bots/api#sendmessage: 1-4096 characters after entities parsing
    assert len(to_plain(digest_text(figures, knowledge))) <= 4096


# What may be passed on.

MINIMUM = 5


def shared(knowledge: Knowledge, minimum: int = MINIMUM, **figures: Any) -> str:
    return shared_text(replace(QUIET, **figures), knowledge, minimum)


def test_a_week_to_pass_on(knowledge: Knowledge) -> None:
    text = shared(
        knowledge,
        visits={"visited": 9, "nobody-home": 5},
        signals={"gordijnen-dicht": 6, "huis-verwaarloosd": 5},
        finished_cases=7,
        questions=31,
    )
    assert text.splitlines() == [
        "Opmerkzaam, week 46 van 2026, heel Heerlen",
        "",
        "Bezoeken: 14 (een gesprek 9, niemand thuis 5)",
        f"Signalen: Gordijnen overdag dicht 6, {knowledge.signals['huis-verwaarloosd'].label} 5",
        "Opvolging: afgerond 7",
        "Vragen aan de bot: gesteld 31",
        "",
        "Aantallen onder 5 staan er niet in, zodat niemand te herkennen is.",
    ]


def test_a_quiet_week_to_pass_on(knowledge: Knowledge) -> None:
    assert shared(knowledge).splitlines()[2:6] == [
        "Bezoeken: 0",
        "Signalen: 0",
        "Opvolging: 0",
        "Vragen aan de bot: 0",
    ]


@pytest.mark.parametrize(
    ("visits", "said"),
    [
        ({"visited": 4}, "Bezoeken: te weinig om te tonen"),
        ({"visited": 5}, "Bezoeken: 5 (een gesprek 5)"),
        ({"visited": 20, "refused": 4}, "Bezoeken: te weinig om te tonen"),
        ({"visited": 20, "refused": 5}, "Bezoeken: 25 (een gesprek 20, geen bezoek gewenst 5)"),
    ],
)
def test_a_small_count_hides_the_whole_breakdown(knowledge: Knowledge, visits: dict[str, int], said: str) -> None:
    assert said in shared(knowledge, visits=visits).splitlines()


def test_no_case_code_no_question_and_no_urgency_is_passed_on(knowledge: Knowledge) -> None:
    text = shared(
        knowledge, unanswered=["de vraag van mevrouw"], open_cases={("new", 3): 77}, topics={"rouw": 66}, questions=88
    )
    assert not re.search(r"de vraag|77|66|rouw", text)


NUMBER = re.compile(r"\d+")
HEAD = "Opmerkzaam, week 46 van 2026, heel Heerlen"


@pytest.mark.parametrize("minimum", [2, 5, 10])
@pytest.mark.parametrize("seed", range(30))
def test_no_small_count_is_shown_or_can_be_computed(knowledge: Knowledge, seed: int, minimum: int) -> None:
    chance = random.Random(seed)

    def count() -> int:
        return chance.choice([0, 1, 2, minimum - 1, minimum, minimum + 1, chance.randint(0, 40)])

    visits = {outcome: n for outcome in Outcome if (n := count())}
    signals = {code: n for code in list(knowledge.signals)[: chance.randint(0, 6)] if (n := count())}
    one = {"finished_cases": count(), "questions": count()}
    lines = shared(knowledge, minimum, visits=visits, signals=signals, **one).splitlines()
    assert lines[0] == HEAD and lines[-1] == texts.SHARED_NOTE.format(minimum=minimum)
    shown = [[int(number) for number in NUMBER.findall(line)] for line in lines[2:6]]

    # A total beside all cells but one would give that one away: so there is a total only where no cell is hidden.
    whole = all(n >= minimum for n in visits.values())
    assert shown[0] == ([sum(visits.values()), *visits.values()] if whole and visits else [0] * (not visits))
    for numbers, cells in zip(shown[1:], (list(signals.values()), *([n] for n in one.values())), strict=True):
        assert numbers == ([n for n in cells if n >= minimum] if any(cells) else [0])
