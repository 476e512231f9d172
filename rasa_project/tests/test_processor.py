"""What OpenBLAS is told of the processor."""

from __future__ import annotations

from pathlib import Path

import pytest

from processor import openblas

OLD, COMMON, SERVER = "fpu sse2", "fpu sse2 fma avx2", "fpu fma avx2 avx512f avx512dq avx512bw avx512vl amx_tile"


@pytest.mark.parametrize(("flags", "core"), [(COMMON, "Haswell"), (SERVER, "SkylakeX")])
def test_the_best_kind_whose_all_it_has(tmp_path: Path, flags: str, core: str) -> None:
    told = tmp_path / "cpuinfo"
    told.write_text(f"processor\t: 0\nflags\t\t: {flags}\nbugs\t\t: avx2\n", encoding="utf-8")
    assert openblas(told) == {"OPENBLAS_CORETYPE": core}


@pytest.mark.parametrize("text", [f"flags : {OLD}\n", "Features : fp asimd\n", ""])
def test_nothing_is_told_of_another_processor(tmp_path: Path, text: str) -> None:
    told = tmp_path / "cpuinfo"
    told.write_text(text, encoding="utf-8")
    assert openblas(told) == {}


def test_nothing_is_told_where_nothing_is_known(tmp_path: Path) -> None:
    assert openblas(tmp_path / "missing") == {}
