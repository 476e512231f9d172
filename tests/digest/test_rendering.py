"""The picture, the PDF and the CSV, really made, and read back."""

from __future__ import annotations

import re
import struct
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from io import BytesIO
from itertools import combinations
from typing import Any

import pytest
from pypdf import PdfReader

from bot.digest import colours, texts_shared
from bot.digest.csv_file import csv, harmless
from bot.digest.pdf import pdf
from bot.digest.picture import TEMPLATE, picture
from bot.digest.shared import Line, SharedWeek, Table
from bot.digest.sheet import number, period, sheet
from bot.digest.week import Week
from bot.knowledge import Knowledge
from bot.settings import ROOT
from bot.typesetting import rendering
from tests.digest.weeks_to_draw import full_week, longest_week, quiet_week, table, trend

CODE = (
    "#panic()",
    "$x$",
    "*b*",
    "\\",
    '"',
    "=1+1",
    "#sys.inputs",
    "<a>",
    "@b",
    "`c`",
    "// d",
    "/* e */",
    "]",
    "~",
    "--",
)


@pytest.fixture(params=["full", "quiet", "longest"])
def week(request: pytest.FixtureRequest, knowledge: Knowledge) -> SharedWeek:
    made: dict[str, Callable[[], SharedWeek]] = {
        "full": lambda: full_week(knowledge),
        "quiet": quiet_week,
        "longest": lambda: longest_week(knowledge),
    }
    return made[request.param]()


def counts(week: SharedWeek) -> Iterator[int | None]:
    """Every count of the week, also of the ones that are not shown."""
    for line in (*week.headlines, *week.dimensions):
        yield line.count
    for one in week.trend:
        yield from (one.visits, one.noticed, one.visits_last_year)
    for each in week.tables:
        yield from (line.count for line in each.lines)
        if each.total:
            yield each.total.count


def text_of(made: bytes) -> str:
    return " ".join(page.extract_text() for page in PdfReader(BytesIO(made)).pages)


def numbers_in(text: str) -> set[str]:
    return set(re.findall(r"\d+(?:\.\d{3})*", text))


def picture_text(week: SharedWeek) -> str:
    """What is written in the picture: the same template, as a PDF."""
    return text_of(rendering.pdf(TEMPLATE, sheet(week), week.made_on))


def size(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def test_the_picture_is_what_telegram_takes_and_a_phone_shows(week: SharedWeek) -> None:
    made = picture(week)
    width, height = size(made)
    assert width == 1080
    assert 600 < height <= 1280
    assert len(made) < 200_000


def test_all_numbers_of_the_picture_are_in_the_text_of_the_page(week: SharedWeek) -> None:
    drawn = [count for line in week.dimensions if (count := line.count) is not None]
    drawn += [count for one in week.trend for count in (one.visits, one.noticed) if count is not None]
    in_picture = numbers_in(picture_text(week))
    assert {number(count) for count in drawn} <= in_picture
    assert in_picture <= numbers_in(text_of(pdf(week)))


def test_a_number_stands_also_at_a_bar_too_low_to_hold_it() -> None:
    visits, noticed = (112, 26, None, 19, 9, 2400), (40, 25, 17, None, 9, 6)
    week = replace(quiet_week(), trend=trend(visits, noticed, (101, 1330, 88, 19, None, 2050)))
    found = numbers_in(picture_text(week))
    assert {number(count) for count in (*visits, *noticed) if count is not None} <= found


def test_the_page_has_every_count_that_is_shown_and_no_other(week: SharedWeek) -> None:
    shown = {number(count) for count in counts(week) if count is not None}
    words = [
        *week.sentences,
        *(line.label for each in week.tables for line in each.lines),
        period(week.first_day, week.last_day),
    ]
    words += [texts_shared.WHAT, sheet(week)["page"], *(str(one.week.number) for one in week.trend)]
    folded = {str(sum(line.count is None for line in each.lines)) for each in week.tables}
    around = numbers_in(" ".join(words)) | folded | {str(week.minimum), "1", "2"}
    found = numbers_in(text_of(pdf(week)))
    assert shown <= found
    assert found <= shown | around


def test_what_is_not_shown_is_no_zero() -> None:
    hidden = Table("age", "Leeftijd", Line("t", "Samen", None), (Line("a", "een", None), Line("b", "twee", 7)))
    rows = sheet(replace(quiet_week(), tables=(hidden,)))["tables"][0]
    assert rows["rows"] == [["een", "–"], ["twee", "7"]]
    assert rows["total"] == ["Samen", "–"]
    assert "niet getoond" in picture_text(quiet_week())


def test_many_lines_that_are_not_shown_are_one_line() -> None:
    labels = {letter: letter for letter in "abcd"}
    some, none = table("x", "X", labels, (6,)), table("y", "Y", labels, ())
    made = sheet(replace(quiet_week(), tables=(some, none)))["tables"]
    assert made[0]["rows"] == [["a", "6"], ["3 andere regels", "–"]]
    assert made[1]["rows"] == [["alle 4 regels", "–"]]


@pytest.mark.parametrize("pages", [1, 2])
def test_one_or_two_pages(pages: int, knowledge: Knowledge) -> None:
    made = {1: [full_week(knowledge), quiet_week()], 2: [longest_week(knowledge), all_shown(longest_week(knowledge))]}
    assert [len(PdfReader(BytesIO(pdf(week))).pages) for week in made[pages]] == [pages, pages]


def test_far_too_many_tables_are_still_all_there(knowledge: Knowledge) -> None:
    week = all_shown(longest_week(knowledge))
    made = pdf(replace(week, tables=week.tables * 3))
    assert len(PdfReader(BytesIO(made)).pages) > 2
    assert text_of(made).count("Buiten Heerlen") == 3


def all_shown(week: SharedWeek) -> SharedWeek:
    def shown(each: Table) -> Table:
        lines = tuple(replace(line, count=10_000 + at) for at, line in enumerate(each.lines))
        return replace(each, lines=lines)

    return replace(week, tables=tuple(map(shown, week.tables)))


def test_the_page_conforms_to_what_can_be_kept_and_read_aloud(week: SharedWeek) -> None:
    made = PdfReader(BytesIO(pdf(week)))
    catalog: Any = made.root_object
    assert made.metadata is not None
    assert made.metadata.title == f"Opmerkzaam, week {week.week.number} van {week.week.year}, heel Heerlen"
    assert catalog["/Lang"] == "nl-NL"
    assert catalog["/MarkInfo"]["/Marked"]
    xmp = catalog["/Metadata"].get_data().decode()
    assert re.search(r"pdfuaid:part>\s*1<", xmp)
    assert re.search(r"pdfaid:part>\s*2<", xmp)
    spoken = [alt for alt in alternatives(catalog["/StructTreeRoot"]) if "Staafdiagram" in alt]
    assert sheet(week)["trend"]["alt"] in spoken


def alternatives(node: object) -> Iterator[str]:
    """The texts that stand for figures."""
    found = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(found, dict):
        if "/Alt" in found:
            yield str(found["/Alt"])
        yield from alternatives(found.get("/K"))
    elif isinstance(found, list):
        for child in found:
            yield from alternatives(child)


def test_the_chart_in_words(knowledge: Knowledge) -> None:
    assert sheet(full_week(knowledge))["trend"]["alt"].endswith(
        "wk 46: bezoeken 52, iets opgemerkt 24, vorig jaar 33. wk 47: bezoeken 56, iets opgemerkt 26, vorig jaar 36."
    )
    assert sheet(quiet_week())["trend"]["alt"].endswith("wk 47: niet getoond.")


def test_a_sign_that_no_font_has_does_not_keep_the_page_away() -> None:
    assert "Week 47" in text_of(pdf(replace(quiet_week(), sentences=("Een 🙂 en een \ue000.",))))


def test_a_quiet_week_says_so_and_has_no_empty_parts() -> None:
    words = picture_text(quiet_week())
    assert "Een rustige week: te weinig om te tonen." in words
    assert "Signalen" not in words
    assert "bezoeken" not in words.split("wk 40")[0].replace("Bezoeken per week", "")


def test_a_week_without_signals_is_not_a_quiet_one() -> None:
    week = replace(quiet_week(), trend=trend((None, 12), (None, None), (None, None)))
    words = picture_text(week)
    assert "rustige" not in words
    assert "Te weinig signalen om te tonen." in words


def test_a_week_without_a_past(knowledge: Knowledge) -> None:
    for weeks in ((), full_week(knowledge).trend[-1:]):
        young = replace(full_week(knowledge), trend=weeks)
        assert picture(young)
        assert "sociaal" in text_of(pdf(young))


def test_labels_are_text_and_never_typst(knowledge: Knowledge) -> None:
    full = full_week(knowledge)
    lines = tuple(Line(f"code-{at}", f"x {text} y", 100 + at) for at, text in enumerate(CODE))
    week = replace(
        full,
        headlines=lines[:5],
        dimensions=lines[:3],
        sentences=CODE,
        tables=(Table("t", " ".join(CODE), None, lines, note="#panic()"),),
        area="heel $Heerlen$ #panic()",
    )
    page, drawn = text_of(pdf(week)), picture_text(week)
    for line in lines:
        assert line.label in page
    for line in lines[:3]:
        assert line.label in drawn
    assert "heel $Heerlen$ #panic()" in page
    assert picture(week)


def test_the_same_week_gives_the_same_bytes_also_from_many_threads(knowledge: Knowledge) -> None:
    weeks = [full_week(knowledge), quiet_week()] * 4
    with ThreadPoolExecutor(4) as threads:
        pictures, pages = list(threads.map(picture, weeks)), list(threads.map(pdf, weeks))
    assert [len(set(made[at::2])) for made in (pictures, pages) for at in (0, 1)] == [1, 1, 1, 1]
    assert pictures[0] == picture(weeks[0])
    assert pages[0] == pdf(weeks[0])


def test_only_who_draws_loads_typst() -> None:
    code = "import sys, bot.digest.picture, bot.digest.pdf, bot.digest.csv_file; sys.exit('typst' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


@pytest.mark.parametrize(
    ("week", "words"),
    [
        (Week(2026, 47), "maandag 16 tot en met zondag 22 november 2026"),
        (Week(2026, 40), "maandag 28 september tot en met zondag 4 oktober 2026"),
        (Week(2026, 53), "maandag 28 december 2026 tot en met zondag 3 januari 2027"),
    ],
)
def test_the_days_of_a_week(week: Week, words: str) -> None:
    shared = replace(quiet_week(), week=week)
    assert period(shared.first_day, shared.last_day) == words


@pytest.mark.parametrize(("count", "text"), [(0, "0"), (999, "999"), (1000, "1.000"), (1234567, "1.234.567")])
def test_numbers_are_dutch(count: int, text: str) -> None:
    assert number(count) == text


# The pairs of colours that lie on each other, and the contrast that WCAG 2.2 asks: 4.5 for text, 3 for shapes.
TEXT, SHAPE = 4.5, 3.0
PAIRS = [
    (colours.INK, colours.PAPER, TEXT),
    (colours.QUIET, colours.PAPER, TEXT),
    (colours.PAPER, colours.NOTICED, TEXT),
    (colours.NOTICED, colours.VISITS, TEXT),
    (colours.NOTICED, colours.PAPER, SHAPE),
    (colours.INK, colours.VISITS, SHAPE),
    (colours.QUIET, colours.VISITS, SHAPE),
]
# Machado, Oliveira and Fernandes (2009), severity 1; rows make red, green and blue, in linear light.
SIGHTS = {
    "usual": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.01182, 0.04294, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.3039)),
}


def luminance(colour: str, sight: str = "usual") -> float:
    """How light it looks, 0 to 1 (WCAG 2.2, relative luminance); what a grey print keeps of it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    seen = [min(1.0, max(0.0, sum(a * b for a, b in zip(row, linear, strict=True)))) for row in SIGHTS[sight]]
    return 0.2126 * seen[0] + 0.7152 * seen[1] + 0.0722 * seen[2]


def contrast(one: str, other: str, sight: str) -> float:
    darker, lighter = sorted((luminance(one, sight), luminance(other, sight)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("sight", SIGHTS)
@pytest.mark.parametrize(("over", "under", "least"), PAIRS)
def test_colours_stay_apart_for_everybody_and_in_grey(over: str, under: str, least: float, sight: str) -> None:
    assert contrast(over, under, sight) >= least


def test_three_fills_are_three_greys() -> None:
    greys = [luminance(fill) for fill in (colours.NOTICED, colours.VISITS, colours.PAPER)]
    assert min(abs(one - other) for one, other in combinations(greys, 2)) > 0.2


def test_the_csv_of_a_small_week() -> None:
    week = replace(
        quiet_week(),
        headlines=(Line("visits", "bezoeken", 1234),),
        trend=trend((7,), (None,), (None,), last=Week(2026, 3)),
        tables=(Table("age", "Leeftijd", Line("age", "Samen", 12), (Line("age-90+", "90; of ouder", None),)),),
    )
    assert csv(week).encode().startswith(b"\xef\xbb\xbfcode;omschrijving;aantal\r\n")
    assert csv(week).split("\r\n")[1:] == [
        "visits;bezoeken;1234",
        "2026-W03-visits;wk 3: bezoeken;7",
        "2026-W03-noticed;wk 3: iets opgemerkt;",
        "2026-W03-visits-last-year;wk 3: vorig jaar;",
        "sociaal;sociaal;",
        "emotioneel;emotioneel;",
        "existentieel;existentieel;",
        "age;Samen;12",
        'age-90+;"90; of ouder";',
        "",
    ]


@pytest.mark.parametrize("bad", ["=1+1", "+31", "-1", "@SUM(A1)", "\t=1", "\rx", "\nx", " =1", "＝1", "-"])
def test_a_formula_becomes_text(bad: str) -> None:
    assert harmless(bad) == f"'{bad}"


@pytest.mark.parametrize("good", ["", "bezoeken", "90+", "1=1", "a@b", "wk 3: bezoeken", "– niets", "'s nachts"])
def test_other_cells_stay_as_they_are(good: str) -> None:
    assert harmless(good) == good


def test_the_csv_has_the_counts_that_are_shown(week: SharedWeek) -> None:
    cells = [row.rsplit(";", 1)[1] for row in csv(week).removesuffix("\r\n").split("\r\n")[1:]]
    assert sorted(cells) == sorted("" if count is None else str(count) for count in counts(week))
