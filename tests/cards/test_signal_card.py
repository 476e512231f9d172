"""The signal card: all signals once, what cannot wait apart, from the knowledge base and nothing else."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from bot.cards import colours, texts
from bot.cards.signals import DIMENSIONS, Group, Noticed, SignalCard, signal_card
from bot.cards.signals_drawn import PICTURE, page, pictures, sheet
from bot.cards.signals_told import told
from bot.cards.words import unbroken
from bot.knowledge import Knowledge, load_knowledge
from bot.knowledge.route import PHONE_NUMBER
from bot.knowledge.signal import ACT_TODAY, GROUPS
from bot.markup import to_plain
from bot.settings import ROOT
from bot.typesetting import rendering
from tests.cards.reading import flat, pages_of, size
from tests.digest.test_rendering import CODE, SHAPE, SIGHTS, TEXT, contrast
from tests.knowledge.village import build_village


@pytest.fixture(scope="module")
def card(knowledge: Knowledge) -> SignalCard:
    return signal_card(knowledge)


def sides(card: SignalCard) -> list[str]:
    """What is written in the pictures: the same template, as a PDF."""
    return pages_of(rendering.pdf(PICTURE, sheet(card), card.checked))


def in_page(card: SignalCard) -> str:
    (words,) = pages_of(page(card).content)
    return words


def in_pictures(card: SignalCard) -> str:
    front, back = sides(card)
    return f"{front} {back}"


def in_text(card: SignalCard) -> str:
    return flat(to_plain(told(card)))


FORMS: dict[str, Callable[[SignalCard], str]] = {"page": in_page, "pictures": in_pictures, "text": in_text}


@pytest.mark.parametrize("form", FORMS)
def test_every_signal_stands_on_it_once(form: str, card: SignalCard, knowledge: Knowledge) -> None:
    words = FORMS[form](card)
    assert {signal.label: words.count(signal.label) for signal in knowledge.signals.values()} == {
        signal.label: 1 for signal in knowledge.signals.values()
    }


@pytest.mark.parametrize("form", FORMS)
def test_its_numbers_are_those_of_the_routes(form: str, card: SignalCard, knowledge: Knowledge) -> None:
    words, numbers = FORMS[form](card), set(knowledge.help_numbers().values())
    assert set(PHONE_NUMBER.findall(words)) == numbers
    for number in numbers:
        assert f"Bel {number}" in words


@pytest.mark.parametrize("form", FORMS)
def test_it_says_what_a_signal_is_not_and_what_not_to_write(form: str, card: SignalCard) -> None:
    words = FORMS[form](card)
    for line in (texts.NO_PROOF, texts.DIMENSIONS_WHY, texts.NO_NAME, texts.AFTER, "Nagekeken: 21 november 2026."):
        assert flat(line) in words


def test_the_front_alone_has_every_number_with_its_purpose(card: SignalCard, knowledge: Knowledge) -> None:
    front, _ = sides(card)
    n112, n113, safe = knowledge.help_numbers().values()
    assert f"Nu gevaar? Bel {n112}. Wil iemand niet meer leven? Bel {n113}. Thuis niet veilig? Bel {safe}." in front


@pytest.mark.parametrize("form", FORMS)
def test_what_cannot_wait_stands_apart(form: str, card: SignalCard, knowledge: Knowledge) -> None:
    """Behind its own heading, and before or after all that can wait."""
    words = FORMS[form](card)
    urgent = [words.index(one.label) for one in knowledge.signals.values() if one.level == ACT_TODAY]
    calm = [words.index(one.label) for one in knowledge.signals.values() if one.level < ACT_TODAY]
    assert len(urgent) == 3 and min(urgent) > words.index(texts.URGENT)
    assert max(urgent) < min(calm) or min(urgent) > max(calm)
    for one in card.urgent:
        assert one.act in words and one.details in words


def test_the_word_of_the_dimension_stands_behind_each_signal_that_points_to_one(
    card: SignalCard, knowledge: Knowledge
) -> None:
    for words in (in_page(card), sides(card)[0], in_text(card).replace(": ", " ")):
        for signal in knowledge.signals.values():
            behind = words[words.index(signal.label) + len(signal.label) :].strip() if signal.level < ACT_TODAY else ""
            assert any(behind.startswith(word) for word in DIMENSIONS) == (signal.dimension != "none")
            assert signal.dimension == "none" or behind.startswith(signal.dimension)


def test_a_dimension_is_explained_in_the_words_of_its_article(card: SignalCard, knowledge: Knowledge) -> None:
    for one in card.dimensions:
        assert knowledge.articles[DIMENSIONS[one.word]].summary.startswith(one.line)
        assert one.line.endswith(".") and len(one.line) > 30
        assert all(one.line in flat(words) for words in (in_page(card), sides(card)[1], in_text(card)))


def test_the_text_is_said_by_group(card: SignalCard) -> None:
    parts = told(card).split("\n\n")
    assert {f"**{title}**" for code, title in GROUPS.items() if code != "veiligheid"} < set(parts)
    assert max(map(len, parts)) < 1000


def test_the_page_is_one_page_that_can_be_kept_and_read_aloud(card: SignalCard) -> None:
    file = page(card)
    made = PdfReader(BytesIO(file.content))
    assert (file.name, len(made.pages)) == ("signaalkaart.pdf", 1)
    assert [round(float(edge)) for edge in made.pages[0].mediabox[2:]] == [595, 842]
    catalog: Any = made.root_object
    xmp = catalog["/Metadata"].get_data().decode()
    assert re.search(r"pdfuaid:part>\s*1<", xmp) and re.search(r"pdfaid:part>\s*2<", xmp)
    assert made.metadata is not None and made.metadata.title == "Signaalkaart. Waar let je op bij een bezoek?"


def test_the_pictures_fill_a_phone_and_telegram_takes_them(card: SignalCard) -> None:
    for file in pictures(card):
        width, height = size(file.content)
        assert width == 1080 and 1280 < height <= 2 * width
        assert file.is_picture and file.shows and len(file.content) < 1_000_000
    assert pictures(card)[0].shows.startswith("Voorkant van de signaalkaart: 31 signalen")


def test_a_card_is_drawn_once_and_always_the_same(card: SignalCard, knowledge: Knowledge) -> None:
    again = signal_card(knowledge)
    assert pictures(again) is pictures(card) and page(again) is page(card)
    drawn = pictures(card), page(card)
    pictures.cache_clear()
    page.cache_clear()
    with ThreadPoolExecutor(4) as threads:
        assert {*threads.map(pictures, [card] * 4)} == {drawn[0]}
        assert {*threads.map(page, [card] * 4)} == {drawn[1]}


@pytest.mark.parametrize(("more", "pages"), [(20, 1), (80, 2)])
def test_many_more_signals_make_it_smaller_and_at_last_longer(more: int, pages: int, card: SignalCard) -> None:
    added = tuple(Noticed(f"Nog iets wat je kunt zien, nummer {number}", "existentieel") for number in range(more))
    made = pages_of(page(replace(card, groups=(*card.groups, Group("Nieuw", added)))).content)
    assert len(made) == pages
    words = " ".join(made)
    assert all(words.count(f"{one.label} existentieel") == 1 for one in added)
    assert texts.NO_NAME in words


def test_labels_are_text_and_never_typst(card: SignalCard) -> None:
    group = Group(CODE[0], tuple(Noticed(f"x {code} y", "sociaal") for code in CODE))
    urgent = tuple(replace(one, labels=(f"z {code} z",)) for one, code in zip(card.urgent, CODE, strict=False))
    hostile = replace(card, groups=(group,), urgent=urgent)
    for words in (in_page(hostile), in_pictures(hostile), in_text(hostile)):
        assert all(f"x {code} y" in words for code in CODE)


def test_other_signals_and_numbers_make_another_card(tmp_path: Path) -> None:
    folder = tmp_path / "knowledge"
    shutil.copytree(ROOT / "knowledge", folder)
    change(folder / "signals.yml", "label: Ongeopende post", "label: Volle brievenbus")
    change(folder / "signals.yml", "level: 2\n  label: Geldzorgen", "level: 3\n  route: '112'\n  label: Geld gestolen")
    change(folder / "routes.yml", 'phone: "0800-2000"', 'phone: "0800-2001"')
    change(folder / "dimensies" / "sociale-eenzaamheid.md", "mist iemand een kring:", "mist iemand een groep:")
    change(folder / "signalen" / "signalen-overzicht.md", "checked: 2026-11-21", "checked: 2026-10-09")
    card = signal_card(load_knowledge(folder))
    assert [group.title for group in card.groups] == list(GROUPS.values())[:6]
    assert card.urgent[0].labels == ("Geld gestolen", "Direct gevaar voor zichzelf of anderen")
    for words in (in_page(card), in_pictures(card), in_text(card)):
        for there in ("Volle brievenbus", "Geld gestolen · Direct gevaar", "Bel 0800-2001", "een groep:", "9 oktober"):
            assert there in words
        for gone in ("Ongeopende post", "0800-2000", "een kring:", "Geldzorgen"):
            assert gone not in words


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), "utf-8")


def test_where_no_article_explains_a_dimension_its_word_stands_alone(tmp_path: Path) -> None:
    card = signal_card(load_knowledge(build_village(tmp_path)))
    assert [one.line for one in card.dimensions] == ["", "", ""]
    assert "sociaal emotioneel existentieel" in in_page(card)


PAIRS = [
    (colours.INK, colours.WARM, TEXT),
    (colours.QUIET, colours.WARM, TEXT),
    (colours.BLUE, colours.WARM, TEXT),
    (colours.INK, colours.YELLOW, TEXT),
    (colours.PAPER, colours.BLUE, TEXT),
    (colours.INK, colours.WARM, SHAPE),
]


@pytest.mark.parametrize("sight", SIGHTS)
@pytest.mark.parametrize(("over", "under", "least"), PAIRS)
def test_colours_stay_apart_for_everybody_and_in_grey(over: str, under: str, least: float, sight: str) -> None:
    assert contrast(over, under, sight) >= least


TOGETHER = [
    ("leeft 's nachts", "leeft 's~nachts"),
    ("Bel 112 of bel 113.", "Bel~112 of bel~113."),
    ("045-560 40 04", "045-560~40~04"),
    ("op 21 november 2026", "op 21~november 2026"),
    ("een labels 3 maal", "een labels 3 maal"),
]


@pytest.mark.parametrize(("text", "kept"), TOGETHER)
def test_what_stays_on_one_line(text: str, kept: str) -> None:
    assert unbroken(text).replace("\u00a0", "~") == kept
