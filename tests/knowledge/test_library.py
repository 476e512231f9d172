"""The knowledge base: what is good loads, and whatever is wrong is told with file, line and reason."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.errors import KnowledgeError
from bot.knowledge import load_knowledge
from tests.knowledge.village import ARTICLE, BUS, FILES, PLEIN, build_village

NEEDS_VEILIG_THUIS = ["routes.yml:1: the route veilig-thuis and its number are needed on every help card"]

# What is wrong with a file of the village: (file, what stands there, what stands there instead, what is said).
BAD = {
    # articles
    "an article is no YAML": (BUS, "see_also: [", "see_also: [[", [f"{BUS}:10: "]),
    "quotes that do not end": (BUS, "title: Met", 'title: "Met', [f"{BUS}:13: "]),
    "a field is missing": (BUS, "title: Met de bus mee\n", "", [f"{BUS}:2: title: Field required"]),
    "a field that we do not know": (BUS, "checked:", "author: Jo\nchecked:", [f"{BUS}:13: author: Extra inputs"]),
    "a field is there twice": (BUS, "checked:", "title: Bus\nchecked:", [f'{BUS}:13: found duplicate key "title"']),
    "the id is not that of the file": (
        BUS,
        "id: de-bus",
        "id: de-trein",
        [f"{BUS}:2: the id is de-trein, so the file must be called de-trein.md"],
    ),
    "the id has a capital": (BUS, "id: de-bus", "id: De-bus", [f"{BUS}:2: id: String should match"]),
    "see_also leads nowhere": (
        BUS,
        "[het-plein]",
        "[het-plein, de-tram]",
        [f"{BUS}:9: see_also: there is no article de-tram"],
    ),
    "the route is not there": (
        BUS,
        "[veilig-thuis]",
        "[burgemeester]",
        [f"{BUS}:10: routes: there is no route burgemeester in routes.yml"],
    ),
    "no front matter": (BUS, "---\nid", "id", [f"{BUS}:1: an article begins with fields between two lines of ---"]),
    "a date that is none": (BUS, "checked: 2026-11-01", "checked: gisteren", [f"{BUS}:13: checked: "]),
    "too few questions": (BUS, "  - Rijdt er een bus?\n", "", [f"{BUS}:5: questions: "]),
    "a title that fits no button": (BUS, "Met de bus mee", "bus " * 12, [f"{BUS}:3: title: "]),
    "no sources": (
        BUS,
        "sources:\n  - {title: Dienstregeling, publisher: Gemeente Dorp, year: 2026}",
        "sources: []",
        [f"{BUS}:11: sources: "],
    ),
    "an address that is none": (BUS, "year: 2026}", "url: dorp.nl}", [f"{BUS}:12: sources.0.url: "]),
    "a phone number in the summary": (
        BUS,
        "elke dag",
        "elke dag (0800-2000)",
        [f"{BUS}:4: summary: the phone number 0800-2000 belongs in routes.yml, not in an article"],
    ),
    "an article that cannot be read is not missed elsewhere": (
        PLEIN,
        "checked: 2026-11-01",
        "checked: gisteren",
        [f"{PLEIN}:13: checked: "],
    ),
    "a date that does not exist": (BUS, "2026-11-01", "2026-21-11", [f"{BUS}:13: 2026-21-11 is no date; write year-"]),
    "a date of a route that does not exist": (
        "routes.yml",
        "what_for: nu gevaar",
        "what_for: nu gevaar\n  seen: 2026-11-31",
        ["routes.yml:5: 2026-11-31 is no date"],
    ),
    "a question with a colon": (
        BUS,
        "- Rijdt er een bus?",
        "- Vraag: rijdt er een bus?",
        [f"{BUS}:5: questions: one of"],
    ),
    "an empty question": (BUS, "- Rijdt er een bus?", "-", [f"{BUS}:5: questions: one of these is no text"]),
    # routes
    "a route with capitals": (
        "routes.yml",
        "coordinator:",
        "De Coordinator:",
        ["routes.yml:31: id: String should match"],
    ),
    "a number with a digit too few": (
        "routes.yml",
        "phone: 045-123 45 67",
        "phone: 045-123 45 6",
        ["routes.yml:55: phone: 045-123 45 6 has a digit too few or too many"],
    ),
    "the routes are no YAML": ("routes.yml", "name: Alarm", "name: [Alarm", ["routes.yml:3: "]),
    "a route is there twice": ("routes.yml", "coordinator:", '"113":', ['routes.yml:31: found duplicate key "113"']),
    "a route has a field that we do not know": (
        "routes.yml",
        "note: Bel",
        "noot: Bel",
        ["routes.yml:37: noot: Extra inputs"],
    ),
    "a route misses a field": (
        "routes.yml",
        "  for_whom: vrijwilligers\n",
        "",
        ["routes.yml:31: for_whom: Field required"],
    ),
    "a number with letters": (
        "routes.yml",
        "phone: 0800-2000",
        "phone: bel maar",
        ["routes.yml:25: phone: bel maar has a digit too few or too many"],
    ),
    "an urgency that we do not know": ("routes.yml", "urgency: soon", "urgency: ooit", ["routes.yml:36: urgency: "]),
    "a route with neither phone nor note": (
        "routes.yml",
        "  note: Bel of app je eigen coördinator.\n",
        "",
        ["routes.yml:31: coordinator: without a phone, a note must say what to do"],
    ),
    "a help route is missing": (
        "routes.yml",
        '"113":',
        '"114":',
        ["routes.yml:1: the route 113 and its number are needed on every help card"],
    ),
    "a help route without a number": (
        "routes.yml",
        "  phone: 0800-2000\n",
        "  note: Zoek het op.\n",
        NEEDS_VEILIG_THUIS,
    ),
    # signals
    "the signals are no YAML": ("signals.yml", "label: Zegt af}", "label: Zegt af", ["signals.yml:4: "]),
    "a signal is there twice": ("signals.yml", "zegt-af:", "vallen:", ['signals.yml:5: found duplicate key "vallen"']),
    "a level that we do not know": (
        "signals.yml",
        "level: 2, label: Gevallen",
        "level: 4, label: Gevallen",
        [
            "signals.yml:5: level: ",
            "signals.yml:1: no signal is in the group gezondheid",
        ],
    ),
    "a signal for today without a route": (
        "signals.yml",
        ", route: veilig-thuis",
        "",
        ["signals.yml:8: onveilig: a signal of level 3 needs a route: 112, 113 or veilig-thuis"],
    ),
    "a signal for today whose route has no card": (
        "signals.yml",
        "route: veilig-thuis",
        "route: coordinator",
        ["signals.yml:8: route: Input should be", "signals.yml:1: no signal is in the group veiligheid"],
    ),
    "a lighter signal whose route is not there": (
        "signals.yml",
        "label: Gevallen",
        "label: Gevallen, route: nergens",
        ["signals.yml:5: route: Input should be", "signals.yml:1: no signal is in the group gezondheid"],
    ),
    "a group without a signal": (
        "signals.yml",
        "group: geld,",
        "group: leven,",
        ["signals.yml:1: no signal is in the group geld"],
    ),
    "a signal that has no fields": (
        "signals.yml",
        "zegt-af: {group: gedrag, dimension: sociaal, level: 2, label: Zegt af}",
        "zegt-af: vaak",
        ["signals.yml:3: expected fields here", "signals.yml:1: no signal is in the group gedrag"],
    ),
    # areas
    "the areas are no YAML": ("area.yml", "{id: dorp", "{id: [dorp", ["area.yml:1: "]),
    "a wijk in no stadsdeel": (
        "area.yml",
        "stadsdeel: noord\n    residents_65_plus: 8",
        "stadsdeel: zuid\n    residents_65_plus: 8",
        ["area.yml:13: bos: there is no stadsdeel zuid"],
    ),
    "a wijk that is counted with nothing": (
        "area.yml",
        "counted_with: duinen",
        "counted_with: zee",
        ["area.yml:13: bos: there is no wijk zee to be counted with"],
    ),
    "an id of a buurt and a wijk": (
        "area.yml",
        "id: strand",
        "id: bos",
        ["area.yml:12: bos: this id is used more than once"],
    ),
    "an id of a stadsdeel and outside": (
        "area.yml",
        "id: elders",
        "id: noord",
        ["area.yml:2: noord: this id is used more than once"],
    ),
    "a code that is none": ("area.yml", "WK000101", "WK1", ["area.yml:8: wijken.0.code: "]),
    "an area has a field that we do not know": (
        "area.yml",
        "name: Bos",
        "name: Bos\n    inwoners: 8",
        ["area.yml:15: wijken.1.inwoners: Extra inputs"],
    ),
}


@pytest.fixture
def village(tmp_path: Path) -> Path:
    return build_village(tmp_path / "knowledge")


def problems_in(folder: Path) -> list[str]:
    with pytest.raises(KnowledgeError) as caught:
        load_knowledge(folder)
    assert str(caught.value) == "\n".join(map(str, caught.value.problems))
    return [str(problem).removeprefix(f"{folder}/") for problem in caught.value.problems]


BAD |= {
    "a visit without its article": (
        "visit.yml",
        "Hoe was het dorp vroeger?, article: het-plein",
        "Hoe was het dorp vroeger?, article: het-dorp",
        ["visit.yml:9: there is no article het-dorp"],
    ),
    "a visit to read for that is not there": (
        "visit.yml",
        "read: het-plein",
        "read: het-dorp",
        ["visit.yml:1: read: there is no article het-dorp"],
    ),
    "a moment that is none": (
        "visit.yml",
        "[middag, zomer]",
        "[middag, zomers]",
        ["visit.yml:7: openings.0.fits: zomers"],
    ),
    "a sentence twice": (
        "visit.yml",
        "Hoe was het dorp vroeger?",
        "Gaat u weleens met de bus?",
        ["visit.yml:8: this text"],
    ),
    "a number before a visit": (
        "visit.yml",
        "Je telefoon.",
        "Bel 0800-2000.",
        ["visit.yml:4: take_along.1.text: the phone"],
    ),
    "too few sentences": (
        "visit.yml",
        "  - {text: Gaat u weleens met de bus?, article: de-bus}\n",
        "",
        ["visit.yml:6: openings: Tuple should have at least 3 items"],
    ),
}


def change(folder: Path, file: str, old: str, new: str) -> None:
    text = (folder / file).read_text("utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
    (folder / file).write_text(text.replace(old, new), "utf-8")


def assert_all_begin(said: list[str], expected: list[str]) -> None:
    """Each line begins as expected, and no more and no fewer are said."""
    assert [line[: len(begin)] for line, begin in zip(said, expected, strict=False)] == expected, said
    assert len(said) == len(expected), said


def test_the_village_is_good(village: Path) -> None:
    assert list(load_knowledge(village).articles) == ["de-bus", "het-plein"]


@pytest.mark.parametrize("case", BAD)
def test_what_is_wrong_is_told_with_file_line_and_reason(village: Path, case: str) -> None:
    file, old, new, expected = BAD[case]
    change(village, file, old, new)
    assert_all_begin(problems_in(village), expected)


@pytest.mark.parametrize("file", FILES)
def test_a_file_that_is_not_utf_8_is_named(village: Path, file: str) -> None:
    path = village / file
    path.write_bytes(path.read_bytes().replace(b"Dorp", b"D\xf3rp") + b"# caf\xe9\n")
    assert f"{file}:1: this file is not UTF-8 text" in problems_in(village)


@pytest.mark.parametrize("file", FILES)
def test_an_empty_file_is_named(village: Path, file: str) -> None:
    (village / file).write_text("")
    assert [line for line in problems_in(village) if line.startswith(f"{file}:1: ")]


@pytest.mark.parametrize("file", ["routes.yml", "signals.yml", "area.yml", "initiatives.yml", "visit.yml"])
def test_a_file_that_is_not_there_is_named(village: Path, file: str) -> None:
    (village / file).unlink()
    assert f"{file}:1: cannot be read: No such file or directory" in problems_in(village)


def test_a_folder_without_articles_is_named(village: Path) -> None:
    for file in (BUS, PLEIN):
        (village / file).unlink()
    assert [str(line) for line in problems_in(village)] == [f"{village}:1: there are no articles here"]


def test_an_id_in_two_sections_names_both_files(village: Path) -> None:
    twin = village / "signalen" / "de-bus.md"
    twin.write_text(ARTICLE, "utf-8")
    assert problems_in(village) == [f"signalen/de-bus.md:2: the id de-bus is used by {village / BUS} too"]


def test_every_broken_file_is_told_at_once(village: Path) -> None:
    change(village, BUS, "title: Met de bus mee\n", "")
    change(village, "signals.yml", "group: geld,", "group: leven,")
    change(village, "area.yml", "WK000101", "WK1")
    assert [line.split(":")[0] for line in problems_in(village)] == [BUS, "area.yml", "signals.yml"]


PHONE_NUMBERS = [
    "(045) 571 22 38",
    "045.571.22.38",
    "045 – 571 22 38",
    "045-5712238",
    "045 571 22 38",
    "0455712238",
    "06-12345678",
    "06 1234 5678",
    "0612345678",
    "+31 6 12345678",
    "+31612345678",
    "0800-2000",
    "0900 8844",
    "0900-0767",
    "14 045",
    "045/571 22 38",
    "0031 45 571 22 38",
    "+31 (0)45-5712238",
    "0800/2000",
    "571 22 38",
    "116 117",
    "116123",
    "14045",
]
NO_PHONE_NUMBERS = [
    "112",
    "113",
    "144",
    "in 2022",
    "14,2 procent",
    "14 procent",
    "1 november 2026",
    "01-11-2026",
    "2026-11-01",
    "van 10.00 tot 17.00 uur",
    "85 tot 89 jaar",
    "10.000 mensen",
    "€ 1.250,50",
    "artikel 2.3.2",
    "75-plus",
    "0,5 procent",
    "14%",
]


@pytest.mark.parametrize("number", PHONE_NUMBERS)
def test_an_article_names_no_phone_number(village: Path, number: str) -> None:
    change(village, BUS, "dat doet hij graag", f"bel {number} of ga langs")
    said = problems_in(village)
    assert len(said) == 1
    assert f"body: the phone number {number} belongs in routes.yml" in said[0]


def test_a_number_that_goes_on_in_the_next_line_is_one_too(village: Path) -> None:
    change(village, BUS, "dat doet hij graag", "bel 045\n5712238 of ga langs")
    (said,) = problems_in(village)
    assert "body: the phone number 045 5712238 belongs in routes.yml" in said


@pytest.mark.parametrize("text", NO_PHONE_NUMBERS)
def test_what_only_looks_like_a_phone_number_may_stand_in_an_article(village: Path, text: str) -> None:
    change(village, BUS, "dat doet hij graag", f"hij weet van {text}, hoor")
    assert "de-bus" in load_knowledge(village).articles


@pytest.mark.parametrize("number", ["0900-0113", "0900 0767", "09006080100", "088-5067202", "0348466666"])
def test_a_dead_number_is_refused(village: Path, number: str) -> None:
    change(village, "routes.yml", "phone: 0800-2000", f'phone: "{number}"')
    said = problems_in(village)
    assert [line.partition(": ")[2] for line in said] == [f"veilig-thuis: {number} is an old number that is dead"]


def test_a_dead_number_is_refused_in_a_note_too(village: Path) -> None:
    change(village, "routes.yml", "note: Bel of app", "note: Bel 0900-0113 of app")
    assert_all_begin(problems_in(village), ["routes.yml:37: coordinator: 0900-0113 is an old number that is dead"])


def test_a_dead_number_is_told_with_its_line(village: Path) -> None:
    change(village, "routes.yml", "phone: 0800-2000", "phone: 0900-0113")
    assert_all_begin(problems_in(village), ["routes.yml:25: "])


def test_a_phone_number_in_the_body_is_told_with_its_line(village: Path) -> None:
    change(village, BUS, "dat doet hij graag", "bel 045-5712238 of ga langs")
    assert_all_begin(problems_in(village), [f"{BUS}:16: "])


def test_an_article_that_refers_to_itself_is_told_with_its_line(village: Path) -> None:
    change(village, BUS, "[het-plein]", "[de-bus]")
    assert_all_begin(problems_in(village), [f"{BUS}:9: "])


# The field and, where something else then misses it, what that says.
LISTS = {
    "see_also": (BUS, "see_also: [het-plein]", "see_also: het-plein", [f"{BUS}:9: see_also: write a list here"]),
    "names": (
        "area.yml",
        "names: [het noorden]",
        "names: noorden",
        ["area.yml:4: stadsdelen.0.names: write a list here"],
    ),
}


@pytest.mark.parametrize("field", LISTS)
def test_a_text_where_a_list_belongs_is_told_once(village: Path, field: str) -> None:
    file, old, new, expected = LISTS[field]
    change(village, file, old, new)
    assert_all_begin(problems_in(village), expected)


@pytest.mark.parametrize("file", ["routes.yml", "signals.yml", "area.yml", "initiatives.yml", BUS])
def test_a_character_that_yaml_refuses_is_told(village: Path, file: str) -> None:
    path = village / file
    path.write_text(path.read_text("utf-8").replace("name:", "name: \x07").replace("title:", "title: \x07"), "utf-8")
    path.write_text(path.read_text("utf-8").replace("label:", "label: \x07"), "utf-8")
    assert problems_in(village)[0].startswith(f"{file}:")


def test_an_article_that_cannot_be_read_is_told(village: Path) -> None:
    (village / BUS).unlink()
    (village / BUS).mkdir()
    assert problems_in(village)[0].startswith(f"{BUS}:1: cannot be read")


def test_the_oldest_routes_are_to_be_rung_first(village: Path) -> None:
    knowledge = load_knowledge(village)
    assert [route.id for route in knowledge.routes_to_check(date(2026, 12, 1))] == ["coordinator"]
    assert [route.id for route in knowledge.routes_to_check(date(2028, 1, 1))] == [
        "coordinator",
        "112",
        "113",
        "buurtteam",
        "team-noord",
        "veilig-thuis",
    ]


def test_the_areas_around_and_inside(village: Path) -> None:
    areas = load_knowledge(village).areas
    assert areas.around("strand") == ("strand", "duinen", "noord")
    assert areas.within("noord") == {"noord", "duinen", "strand", "bos"}
    assert [area.id for area in areas.inside("noord")] == ["duinen", "bos"]
    assert areas.within("elders") == {"elders"}


@pytest.mark.parametrize(("area", "name"), [("strand", "Strand"), ("mars", "onbekend"), (None, "onbekend")])
def test_the_name_of_an_area(village: Path, area: str | None, name: str) -> None:
    assert load_knowledge(village).areas.name(area) == name
