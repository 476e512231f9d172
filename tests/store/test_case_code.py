"""Case codes: said over the phone, typed on a phone, and every slip is noticed."""

from __future__ import annotations

import itertools
import random

import pytest

from bot.store.case_code import CodeInside, code_inside, code_of, codes, has_mistyped, is_mistyped, read_code, words

CODE = code_of("merel", "fiets")
CHECK = CODE[-2:]

GOOD = [
    f"merel-fiets-{CHECK}",
    f"Merel-Fiets-{CHECK}",
    f"MEREL FIETS {CHECK}",
    f"  merel   fiets   {CHECK}  ",
    f"merel - fiets - {CHECK}",
    f"merel, fiets, {CHECK}",
    f"merel.fiets.{CHECK}",
    f"merel fiets-{CHECK}",
    f"merel\nfiets\n{CHECK}\n",
]
BAD = [
    "",
    "merel",
    "merel-fiets",
    f"merel-{CHECK}",
    f"merelfiets{CHECK}",
    f"merel-fiets{CHECK}",
    f"merel-fiets-{CHECK[0]}",
    f"merel-fiets-{CHECK}0",
    f"merel-fiets-{CHECK[0]} {CHECK[1]}",
    f"fiets-merel-{CHECK}",
    f"merel-merel-{CHECK}",
    f"fiets-fiets-{CHECK}",
    f"merels-fiets-{CHECK}",
    f"merel-fiests-{CHECK}",
    f"merel-fiets-{CHECK[::-1]}",
    f"xyzzy-fiets-{CHECK}",
    f"de code is merel-fiets-{CHECK}",
    f"merel-fiets-{CHECK} en nog een",
    f"merel_fiets_{CHECK}",
    "merel-fiets-4x",
    "merel-fiets-٤٢",
]


@pytest.mark.parametrize("text", GOOD)
def test_a_code_is_read_however_it_is_spaced(text: str) -> None:
    assert read_code(text) == CODE


@pytest.mark.parametrize("text", BAD)
def test_what_is_no_code_is_noticed(text: str) -> None:
    assert read_code(text) is None


@pytest.mark.parametrize(
    "text", ["merel-fiets-00", "Merel fiets 01", "fiets-merel-02", "merels-fietz-42", "merel fietz 42"]
)
def test_a_slip_in_a_code_is_told_from_other_words(text: str) -> None:
    assert is_mistyped(text)


@pytest.mark.parametrize("text", [CODE, "mevrouw is 84", "ze wordt 90", "merel-fiets", "hoe herken ik eenzaamheid"])
def test_what_is_no_slip_in_a_code(text: str) -> None:
    assert not is_mistyped(text)


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        (f"merel-fiets-{CHECK} opgepakt", "", " opgepakt"),
        (f"pak Merel fiets {CHECK} op", "pak ", " op"),
        (f"zaak merel-fiets-{CHECK}: afronden", "zaak ", ": afronden"),
        (f"fiets merel fiets {CHECK}.", "fiets ", "."),
        (f"merel-fiets-{CHECK}", "", ""),
        (f"İİ MEREL, FIETS, {CHECK}!", "İİ ", "!"),
    ],
)
def test_the_code_in_a_text(text: str, before: str, after: str) -> None:
    assert code_inside(text) == CodeInside(CODE, before, after)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "merel-fiets-00 opgepakt",
        f"de merel-fiets-{CHECK}7 is weg",
        f"merels-fiets-{CHECK} opgepakt",
        f"merel-fiets-{CHECK} en {code_of('fiets', 'merel')} opgepakt",
        f"kamerel-fiets-{CHECK} opgepakt",
    ],
)
def test_no_code_in_a_text_or_more_than_one(text: str) -> None:
    assert code_inside(text) is None


@pytest.mark.parametrize("text", ["merel-fiets-00 opgepakt", "pak Merel-Fietz-42 op"])
def test_a_slip_in_a_code_among_words(text: str) -> None:
    assert has_mistyped(text)


@pytest.mark.parametrize(
    "text", [f"{CODE} opgepakt", "de merel fietst 42 keer", "lid-van-75 en kom-op-88", "merel-fiets"]
)
def test_no_slip_in_a_code_among_words(text: str) -> None:
    assert not has_mistyped(text)


def test_only_one_check_fits() -> None:
    assert [n for n in range(100) if read_code(f"merel-fiets-{n:02}")] == [int(CHECK)]


def slips(word: str) -> set[str]:
    """The other words of the list that are one letter or one swap of letters away."""
    return {other for other in words() if other != word and near(word, other)}


def near(one: str, other: str) -> bool:
    if len(one) == len(other):
        wrong = [n for n, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
        return len(wrong) == 1 or (len(wrong) == 2 and sorted(one) == sorted(other))
    short, long = sorted((one, other), key=len)
    return len(long) - len(short) == 1 and any(long[:n] + long[n + 1 :] == short for n in range(len(long)))


def test_a_word_that_looks_like_another_is_always_noticed() -> None:
    pairs = [(word, other) for word in words() for other in slips(word)]
    assert len(pairs) > 50
    first = [pair for pair in pairs if read_code(f"{pair[1]}-fiets-{code_of(pair[0], 'fiets')[-2:]}")]
    second = [pair for pair in pairs if read_code(f"fiets-{pair[1]}-{code_of('fiets', pair[0])[-2:]}")]
    assert (first, second) == ([], [])


# Two check digits cannot tell more than a hundred words apart: one in about a hundred slips by.
UNNOTICED = 0.02


def test_another_word_is_noticed_nearly_always() -> None:
    wrong = [word for word in words() if word != "merel" and read_code(f"{word}-fiets-{CHECK}")]
    wrong += [word for word in words() if word != "fiets" and read_code(f"merel-{word}-{CHECK}")]
    assert len(wrong) / (2 * len(words())) < UNNOTICED


def test_words_that_changed_places_are_noticed_nearly_always() -> None:
    chance = random.Random(1)
    pairs = [chance.sample(words(), 2) for _ in range(2000)]
    wrong = [pair for pair in pairs if read_code("-".join([pair[1], pair[0], code_of(*pair)[-2:]]))]
    assert len(wrong) / len(pairs) < UNNOTICED


def test_every_code_that_is_made_can_be_read() -> None:
    assert [code for code in itertools.islice(codes(), 200) if read_code(code) != code] == []


def test_codes_are_not_made_in_an_order() -> None:
    assert len(set(itertools.islice(codes(), 50))) > 40


def test_a_word_that_is_not_ours_makes_no_code() -> None:
    with pytest.raises(ValueError, match="not in tuple"):
        code_of("merel", "xyzzy")


def test_the_words_are_plain_and_each_stands_there_once() -> None:
    assert [word for word in words() if not (word.isascii() and word.islower() and word.isalpha())] == []
    assert len(set(words())) == len(words()) < 10_000


def test_a_code_fits_a_button_and_its_column() -> None:
    longest = max(words(), key=len)
    assert len(f"case:{code_of(longest, longest)}:in-hand") <= 64
