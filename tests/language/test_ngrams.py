"""The n-grams of a text, as scikit-learn cuts, weighs and multiplies them."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.feature_extraction.text import CountVectorizer

from bot.language.ngram_learning import learn_ngrams
from bot.language.ngrams import WORDS_AND_LETTERS, restored, scores, stretches

CUTS = {
    "words": {"analyzer": "word", "token_pattern": r"\S+", "ngram_range": (1, 2)},
    "letters": {"analyzer": "char_wb", "ngram_range": (2, 5)},
}
TEXTS = [
    "zij deed de gordijnen niet meer open",
    "de gordijnen waren open en de post lag op tafel",
    "hij wil niet meer",
    "a",
    "a bc def",
    "hij hij hij hij wil de gordijnen niet niet open",
    "84 3 zon",
    "",
    "qqqq",
]


@pytest.mark.parametrize("part", CUTS)
@pytest.mark.parametrize("text", TEXTS)
def test_cuts_as_scikit_learn_does(part: str, text: str) -> None:
    theirs = CountVectorizer(lowercase=False, **CUTS[part]).build_analyzer()(text)
    assert sorted(WORDS_AND_LETTERS[part](text)) == sorted(theirs)


def test_weighs_and_multiplies_as_in_learning() -> None:
    ngrams, weighed = learn_ngrams(TEXTS)
    matrix = np.random.default_rng(0).normal(size=(ngrams.size(), 3)).astype(np.float32)
    kept = restored(ngrams.arrays())
    assert kept.size() == weighed.shape[1]
    np.testing.assert_allclose(scores(kept.weigh(kept.count(TEXTS)), matrix), weighed @ matrix, atol=1e-9)


def test_counts_stretches_as_if_they_were_texts() -> None:
    ngrams, _ = learn_ngrams(TEXTS)
    blocks = ["de gordijnen", "niet open de", "post op tafel"]
    inside = np.array([[1, 0, 0], [0, 1, 1], [1, 1, 1]], dtype=np.float32)
    for part, found in stretches(ngrams.count(blocks), inside).items():
        apart = ngrams.count(blocks)[part]
        for rows, stretch in zip(inside, found, strict=True):
            table = np.zeros(ngrams.size())
            for block, counts in zip(rows, apart, strict=True):
                table[counts.columns] += block * counts.times
            np.testing.assert_array_equal(stretch.columns, np.flatnonzero(table))
            np.testing.assert_array_equal(stretch.times, table[table > 0])


def test_a_text_without_known_ngrams_scores_nothing() -> None:
    ngrams, _ = learn_ngrams(TEXTS)
    rows = ngrams.weigh(ngrams.count(["xyxyx", ""]))
    assert not scores(rows, np.ones((ngrams.size(), 2), dtype=np.float32)).any()
