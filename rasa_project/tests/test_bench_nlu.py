"""The pure parts of `make bench-nlu`: what is read, counted, drawn and written."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from benchmarks.intervals import Share
from benchmarks.nlu import figures
from benchmarks.nlu.data import FEW, DataSet, Sentence, draws, few, read_conll, xsid
from benchmarks.nlu.figures import Answer, Figures, share, unknown_auroc
from benchmarks.nlu.page import page, verdict
from benchmarks.nlu.project import EXAMPLES, write_project
from rasa.shared.nlu.training_data.loading import load_data

CONLL = """# id = 1
# text-en = show all reminders
# text = laat alle herinneringen zien
# intent = reminder/show_reminders
1	laat	reminder/show_reminders	O

# text-en = is 1 = 1
# text = is 1 = 1?
# intent = weather/find
"""


def sentences(count: int, *intents: str) -> tuple[Sentence, ...]:
    return tuple(Sentence(f"{intent} {number}", intent) for number in range(count) for intent in intents)


LETTERS = sentences(6, *"abcdefgh")


def test_conll_gives_text_and_intent(tmp_path: Path) -> None:
    for name in ("nl.valid.conll", "nl.test.conll"):
        (tmp_path / name).write_text(CONLL, encoding="utf-8")
    expected = (
        Sentence("laat alle herinneringen zien", "reminder.show_reminders"),
        Sentence("is 1 = 1?", "weather.find"),
    )
    assert read_conll(tmp_path / "nl.test.conll") == expected
    assert xsid(tmp_path).questions == xsid(tmp_path).training == expected


def test_a_missing_data_set_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(OSError, match=r"nl\.valid\.conll"):
        xsid(tmp_path)


STRANGE = ['zo \'n "tekst"', "dit: dat # niets", "{a: b}", "- streepje", "[zo]", "👵🏽 één", "* ster", "%", "&a", "yes"]


def test_rasa_reads_back_every_example_as_it_was(tmp_path: Path) -> None:
    training = [Sentence(text, intent) for text in STRANGE for intent in ("rouw", "weather.find")]
    write_project(tmp_path / "project", [{"name": "WhitespaceTokenizer"}], training, training)
    read = load_data(str(tmp_path / "project" / EXAMPLES)).intent_examples
    assert {(one.get("text"), one.get("intent")) for one in read} == {(one.text, one.intent) for one in training}


def test_a_few_of_every_intent_in_their_order() -> None:
    drawn = few(LETTERS, 2, seed=0)
    assert [sum(one.intent == letter for one in drawn) for letter in "abcdefgh"] == [2] * 8
    assert list(drawn) == sorted(drawn, key=LETTERS.index)
    assert drawn == few(LETTERS, 2, seed=0) != few(LETTERS, 2, seed=1)
    assert few(LETTERS, 99, seed=0) == LETTERS


def test_a_draw_takes_a_quarter_of_the_intents_away() -> None:
    found = draws(DataSet("x", LETTERS, LETTERS, for_draws=LETTERS, each_in_a_draw=3))
    assert [len(draw.known) for draw in found] == [6] * 10
    assert all({one.intent for one in draw.training} == draw.known for draw in found)
    assert all(len(draw.training) == 6 * 3 for draw in found)
    assert len({draw.known for draw in found}) > 1
    assert found == draws(DataSet("x", LETTERS, LETTERS, for_draws=LETTERS, each_in_a_draw=3))


@pytest.mark.parametrize(("intents", "taken"), [("ab", 1), ("abc", 1), ("abcdefg", 1), ("abcdefgh", 2)])
def test_a_quarter_is_rounded_down_and_at_least_one(intents: str, taken: int) -> None:
    (draw,) = draws(DataSet("x", (), (), for_draws=sentences(1, *intents)), seeds=[0])
    assert len(intents) - len(draw.known) == taken


def test_the_fingerprint_changes_with_what_is_learned_or_asked() -> None:
    data = DataSet("x", LETTERS, LETTERS)
    changed = [
        replace(data, training=LETTERS[1:]),
        replace(data, questions=LETTERS[1:]),
        replace(data, outside=LETTERS),
    ]
    assert len({data.fingerprint(), *(one.fingerprint() for one in changed)}) == 4
    assert data.fingerprint() == replace(data, name="y").fingerprint()


# From the formula of Wilson (1927), as `statsmodels.stats.proportion.proportion_confint(method="wilson")` gives it.
WILSON = [
    (451, 500, 0.8728, 0.9251),
    (0, 10, 0.0, 0.2775),
    (10, 10, 0.7225, 1.0),
    (5, 10, 0.2366, 0.7634),
]


@pytest.mark.parametrize(("right", "of", "low", "high"), WILSON)
def test_wilson_s_interval(right: int, of: int, low: float, high: float) -> None:
    assert Share(right, of).interval() == pytest.approx((low, high), abs=1e-4)


ANSWERS = [Answer(("a", "b", "c", "d"), 0.9), Answer(("b", "a", "c", "d"), 0.6), Answer(("b", "c", "d", "a"), 0.3)]


def test_right_first_and_among_three() -> None:
    assert share(ANSWERS, ["a", "a", "a"]) == Share(1, 3)
    assert share(ANSWERS, ["a", "a", "a"], among=3) == Share(2, 3)
    assert share([], []) is None


UNKNOWN = [
    ("known ones are surer", ["a", "a", "x"], 1.0),
    ("unknown ones are surer", ["x", "x", "a"], 0.0),
    ("in between", ["a", "x", "a"], 0.5),
]


@pytest.mark.parametrize(("intents", "area"), [row[1:] for row in UNKNOWN], ids=[row[0] for row in UNKNOWN])
def test_unknown_intents_are_told_by_confidence(intents: list[str], area: float) -> None:
    assert unknown_auroc(ANSWERS, intents, known=frozenset("ab")) == area


MEASURED = Figures(
    date="2026-11-22",
    data="0123456789ab",
    threads=2,
    busy=False,
    versions={"rasa": "3.6.21"},
    examples=300,
    intents=15,
    first=Share(450, 500),
    three=Share(480, 500),
    commands=None,
    outside=Share(90, 100),
    training_s=12.3,
    model_mb=4.5,
    memory_mb=700.0,
    p50_ms=6.2,
    p95_ms=7.4,
    unknown=(0.9, 0.8),
)
BETTER = replace(MEASURED, first=Share(460, 500))


def test_figures_are_kept_and_read_back(tmp_path: Path) -> None:
    path = tmp_path / "figures.json"
    assert figures.read(path) == {}
    figures.keep("ours", "shipped", MEASURED, path)
    figures.keep("xsid-nl", "diet", MEASURED, path)
    figures.keep("ours", "shipped", BETTER, path)
    assert figures.read(path) == {"ours": {"shipped": BETTER}, "xsid-nl": {"diet": MEASURED}}


def test_a_row_has_everything_that_was_measured() -> None:
    document = page({"ours": {"shipped": MEASURED}}, {"ours": "0123456789ab"})
    row = "| shipped | 0.900 (0.871-0.923) | 0.960 (0.939-0.974) |  | 90 of 100 | 0.850 (0.80 to 0.90) | 12 | 4.5 |"
    assert f"{row} 700 | 6.2, 7.4 | 2026-11-22, 2 threads |\n" in document


def test_a_kept_row_says_when_the_data_has_changed_since() -> None:
    document = page({"ours-few": {"diet": MEASURED}, "xsid-nl": {"diet": MEASURED}}, {"ours-few": "ba9876543210"})
    assert f"| rasa default (DIET), {FEW} an intent | 0.900" in document
    assert document.count("2026-11-22, 2 threads, the data has changed since |") == 1


def test_a_row_says_when_its_times_say_little() -> None:
    document = page({"xsid-nl": {"diet": replace(MEASURED, threads=1, busy=True)}}, {})
    assert "| 2026-11-22, 1 thread, busy machine |" in document


VERDICTS = [
    ("best", {"shipped": BETTER, "tfidf": MEASURED}, "the shipped one is the best, with 0.920**; the next has 0.900"),
    ("alone", {"shipped": BETTER}, "the shipped one is the best, with 0.920**."),
    ("a draw", {"tfidf": MEASURED, "shipped": MEASURED}, "the shipped one is the best"),
    ("near", {"shipped": MEASURED, "tfidf": BETTER}, "that would be TF-IDF + linear, with 0.920**"),
    ("near", {"shipped": MEASURED, "tfidf": BETTER}, "is within its 95 % interval"),
    ("far", {"shipped": MEASURED, "tfidf": replace(BETTER, first=Share(490, 500))}, "is outside its 95 % interval"),
    ("not measured", {"tfidf": MEASURED}, "has not been measured"),
]


@pytest.mark.parametrize(("own", "said"), [row[1:] for row in VERDICTS], ids=[row[0] for row in VERDICTS])
def test_the_verdict_says_what_the_figures_say(own: dict[str, Figures], said: str) -> None:
    assert said in "\n".join(verdict({"ours": own}))
