"""What was learned is read whole or not at all, however its file is damaged."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from bot.language.models import keep_arrays, load_arrays

ARRAYS = {"weights": np.arange(500, dtype=np.float32).reshape(50, 10), "names": np.array(["rouw", "armoede"] * 20)}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "crisis-abc.npz"
    keep_arrays(ARRAYS, file)
    return file


def flipped(whole: bytes, chance: random.Random) -> bytes:
    damaged = bytearray(whole)
    damaged[chance.randrange(len(whole))] = chance.randrange(256)
    return bytes(damaged)


def cut_off(whole: bytes, chance: random.Random) -> bytes:
    return whole[: chance.randrange(len(whole))]


def overwritten(whole: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(whole))
    return whole[:at] + chance.randbytes(chance.randrange(1, 50)) + whole[at + 30 :]


@pytest.mark.parametrize("damage", [flipped, cut_off, overwritten])
def test_a_damaged_file_is_whole_or_nothing(file: Path, damage: Callable[[bytes, random.Random], bytes]) -> None:
    whole, chance = file.read_bytes(), random.Random(1)
    for _ in range(500):
        file.write_bytes(damage(whole, chance))
        if (arrays := load_arrays(file)) is not None:
            # Damage in what nobody reads. That a name of an array is hurt is seen by who asks for it.
            assert all(np.array_equal(arrays[name], ARRAYS[name]) for name in arrays if name in ARRAYS)


@pytest.mark.parametrize("content", [b"", b"nothing", b"PK\x05\x06" + bytes(18), b"\x93NUMPY\x01\x00"])
def test_another_file_is_nothing(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    assert not load_arrays(file)


def test_no_file_is_nothing(tmp_path: Path) -> None:
    assert load_arrays(tmp_path / "crisis-none.npz") is None
