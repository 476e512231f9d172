"""Questions that ask the same thing come together, and what asks something else stays apart."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np
import pytest
from numpy.typing import NDArray

from bot.knowledge import Knowledge
from bot.language.grouping import groups
from bot.language.privacy import without_masks
from bot.language.question_groups import LIKELY, QuestionGroups
from bot.language.reading import Reader
from bot.language.vectors import SentenceVectors

PARAPHRASES = (
    (
        "mag ik de post voor haar openmaken",
        "mag je iemands brieven open doen als er een stapel ligt",
        "mevrouw vraagt of ik haar post wil lezen, mag dat",
        "er ligt een berg enveloppen, mag ik die opendoen voor hem",
    ),
    (
        "hoe zit het met een rijbewijs na een beroerte",
        "mag meneer nog autorijden na zijn herseninfarct",
        "hij heeft een tia gehad en rijdt gewoon, mag dat",
    ),
    (
        "waar kan mevrouw haar gebit laten nakijken",
        "tandarts die aan huis komt",
        "is er een tandarts voor mensen die niet meer naar buiten kunnen",
        "haar kunstgebit zit los, wie komt daarvoor thuis",
    ),
    (
        "kan ik een rolstoel lenen voor een dagje uit",
        "waar leen je een rolstoel",
        "[naam] wil graag naar de markt maar kan niet lopen, is er ergens een rolstoel te leen",
    ),
    (
        "wie helpt met de tuin van iemand van 80",
        "haar tuin staat vol onkruid, is er iemand die dat kan doen",
        "vrijwilligers voor tuinonderhoud",
    ),
    (
        "wat doe ik als mevrouw me geld wil geven",
        "ze stopt me elke keer een tientje toe, mag ik dat aannemen",
        "mag ik een cadeautje aannemen van iemand die ik bezoek",
        "hij wil mij betalen voor het bezoek",
    ),
    (
        "mijn hond is ziek kan ik dan het bezoek afzeggen",
        "ik ben ziek hoe meld ik dat voor het bezoek van morgen",
        "kan ik een bezoek verzetten",
    ),
    ("hoe maak je erwtensoep", "recept voor snert"),
    ("wat voor weer wordt het morgen", "gaat het regenen dit weekend"),
    (
        "ze wil naar de kerk maar kan er niet komen",
        "is er iemand die mevrouw op zondag naar de mis brengt",
        "vervoer naar de kerkdienst",
    ),
    ("wie regelt een testament", "hij wil zijn testament veranderen, waar moet hij heen", "notaris aan huis"),
    (
        "meneer ziet dingen die er niet zijn",
        "hij praat tegen mensen die er niet zijn",
        "ze denkt dat er kinderen in huis lopen maar er is niemand",
    ),
    (
        "kan iemand haar leren omgaan met een tablet",
        "tablet les voor ouderen",
        "waar leert meneer whatsappen met zijn kleinkinderen",
    ),
    ("hoe vraag ik een parkeerkaart aan voor gehandicapten", "invalidenparkeerkaart aanvragen"),
)
"""Questions that no article answers, two to four ways of asking each. The threshold was chosen on these."""


def test_nothing_is_no_group() -> None:
    assert groups(np.zeros((0, 512), dtype=np.float32)) == []


def test_one_is_a_group() -> None:
    assert groups(np.eye(1, 512, dtype=np.float32)) == [(0,)]


def test_the_largest_group_stands_first_and_then_the_oldest() -> None:
    directions = np.eye(4, 512, dtype=np.float32)
    assert groups(directions[[3, 0, 2, 1, 2, 1, 2]]) == [(2, 4, 6), (3, 5), (0,), (1,)]


def test_paraphrases_come_together_and_little_else(reader: Reader) -> None:
    texts = [text for asked in PARAPHRASES for text in asked]
    truth = [number for number, asked in enumerate(PARAPHRASES) for _ in asked]
    together = {pair for places in reader.question_groups.of(texts) for pair in combinations(places, 2)}
    same = {pair for pair in combinations(range(len(texts)), 2) if truth[pair[0]] == truth[pair[1]]}
    assert len(together & same) / len(together) >= 0.75
    assert len(together & same) / len(same) >= 0.5


def test_placeholders_and_small_words_do_not_bring_together(reader: Reader) -> None:
    texts = ["[naam] [adres] [telefoon]", "[naam]", "wat is dat", "mag [naam] een hond", "mag [naam] autorijden"]
    assert all(not {3, 4} <= set(places) for places in reader.question_groups.of(texts))


def test_the_same_text_is_one_group(reader: Reader) -> None:
    assert reader.question_groups.of(["mag dat zomaar?", "Mag dat zomaar", "mag dat zomaar"]) == [(0, 1, 2)]


def test_likely_articles_are_those_that_share_words_without_what_was_refused(
    reader: Reader, knowledge: Knowledge
) -> None:
    texts = ["haar man is dood en ze rouwt", "hoe lang duurt rouw"]
    likely = reader.question_groups.likely(texts)
    assert (len(likely), "rouw" in likely) == (LIKELY, True)
    assert set(likely) <= set(knowledge.articles)
    assert "rouw" not in reader.question_groups.likely(texts, {"rouw"})


def test_nothing_is_likely_where_no_word_is_known(reader: Reader) -> None:
    assert reader.question_groups.likely(["xyzzyq"]) == ()


MASKED = [
    ("mag [naam] mee", "mag mee"),
    ("Mevrouw [naam], [leeftijd], huilt.", "Mevrouw, huilt."),
    ("bij [naam] ([leeftijd]) in [adres]: wat nu?", "bij in: wat nu?"),
    ("[NAAM] vergeet alles", "vergeet alles"),
    ("wie helpt haar, [naam]", "wie helpt haar"),
    ("bel [telefoon]!", "bel!"),
    ('ze zei "[naam]" tegen mij', "ze zei tegen mij"),
    ("twee\nregels  [plek]", "twee regels"),
    ("[naam] [adres]", ""),
    ("niets te doen?", "niets te doen?"),
]


@pytest.mark.parametrize(("masked", "plain"), MASKED)
def test_a_text_without_placeholders_reads_as_typed(masked: str, plain: str) -> None:
    assert without_masks(masked) == plain


class Counting(SentenceVectors):
    """Counts the texts that it makes vectors of."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def of(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.asked += texts
        return np.eye(len(texts), 512, dtype=np.float32)


def test_a_vector_is_made_once(reader: Reader) -> None:
    vectors = Counting()
    found = QuestionGroups(vectors, reader.search)
    for _ in range(3):
        found.of(["een hond", "een kat"])
    assert vectors.asked == ["hond", "kat"]
