"""What the processor can do, for libraries that are older than it."""

from __future__ import annotations

from pathlib import Path

CORES = (
    ("SkylakeX", frozenset({"avx512f", "avx512bw", "avx512dq", "avx512vl"})),
    ("Haswell", frozenset({"avx2", "fma"})),
)
"""The names that OpenBLAS knows kinds of processors by, the best first, and what each asks for."""


def openblas(cpuinfo: Path = Path("/proc/cpuinfo")) -> dict[str, str]:
    """The environment in which OpenBLAS uses all that the processor has; empty where that cannot be told.

    Rasa pins a numpy whose OpenBLAS (0.3.20) takes a processor that is newer than itself for one of 2004, and then
    multiplies five times slower than it could. It must stand in the environment before numpy is loaded.
    """
    try:
        lines = cpuinfo.read_text(encoding="utf-8").splitlines()
    except OSError:  # there is no such file on a Mac
        return {}
    flags = next((frozenset(line.partition(":")[2].split()) for line in lines if line.startswith("flags")), frozenset())
    return next(({"OPENBLAS_CORETYPE": core} for core, needed in CORES if needed <= flags), {})
