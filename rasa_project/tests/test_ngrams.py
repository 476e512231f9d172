"""N-grams are weighed as those were from which the classifier learned."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from components.ngrams import Ngrams

TEXTS = [
    "Hij mist zijn vrouw, hij mist haar",
    "hij  mist\tzijn\nhond",
    "ze mist haar één vriendin",
    "Één vriendin is er nog",
    "a b a b",
    "b a",
    "",
    "zwxq",
]


@pytest.mark.parametrize("reloaded", [False, True])
def test_a_text_is_weighed_as_it_was_learned(tmp_path: Path, reloaded: bool) -> None:
    ngrams, counted = Ngrams.learn(TEXTS)
    if reloaded:
        ngrams.save(tmp_path)
        ngrams = Ngrams.load(tmp_path)
    for text, learned in zip(TEXTS, counted.toarray()):
        row = ngrams.weigh(text)
        weights = np.zeros_like(learned)
        weights[row.columns] = row.weights
        np.testing.assert_allclose(weights, learned, atol=1e-6)
        assert np.count_nonzero(weights) == len(row.columns)


def test_what_is_not_known_weighs_nothing() -> None:
    ngrams, _ = Ngrams.learn(TEXTS)
    assert len(ngrams.weigh("qqq www").columns) == 0
