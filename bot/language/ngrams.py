"""Texts as weighted n-grams: TF-IDF with damped counts, in parts (words, letters) that count equally.

Reading a text needs numpy alone; `ngram_learning` has what learns them, with scikit-learn, which takes seconds and
80 MB to load.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from marisa_trie import Trie
from numpy.typing import NDArray

Cut = Callable[[str], list[str]]
Parts = Mapping[str, Cut]
"""The name of a part, and how a text is cut into its n-grams."""


@dataclass(frozen=True)
class Count:
    """The known n-grams of a part in a text: their columns, ascending, and how often each stands there."""

    columns: NDArray[np.intp]
    times: NDArray[np.float32]


Counts = Mapping[str, Sequence[Count]]
"""Of each part, the counts of each text."""


@dataclass(frozen=True)
class Weighed:
    """A text as a sparse row: columns of all parts side by side, ascending, and the weight of each."""

    columns: NDArray[np.intp]
    weights: NDArray[np.float32]

    def times(self, matrix: NDArray[np.float32]) -> NDArray[np.float32]:
        """The row times a matrix of shape (n-grams of all parts, any)."""
        product: NDArray[np.float32] = (matrix[self.columns] * self.weights[:, np.newaxis]).sum(axis=0)
        return product

    def beside(self, other: Weighed, before: int) -> Weighed:
        """This row with another behind it, whose columns begin at `before`."""
        return Weighed(
            np.concatenate([self.columns, other.columns + before]), np.concatenate([self.weights, other.weights])
        )


def words_and_pairs(text: str) -> list[str]:
    """Each word, and each two words in a row."""
    words = text.split()
    return [*words, *map(" ".join, pairwise(words))]


def runs_of_letters(text: str) -> list[str]:
    """Two to five signs in a row, of each word with a space on both sides."""
    runs = []
    for word in text.split():
        padded = f" {word} "
        for size in range(2, min(5, len(padded)) + 1):
            runs += [padded[at : at + size] for at in range(len(padded) - size + 1)]
    return runs


WORDS_AND_LETTERS: Parts = {"words": words_and_pairs, "letters": runs_of_letters}


class NGrams:
    """The n-grams that were seen in the examples, and how rare each is. Texts are folded before they come here.

    `vocabularies` has for each part its n-grams in a trie, `columns` which column each of those has, by its number in
    the trie. A trie takes a thirtieth of the memory of a dictionary.
    """

    def __init__(
        self,
        parts: Parts,
        vocabularies: Mapping[str, Trie],
        columns: Mapping[str, NDArray[np.int32]],
        rarities: Mapping[str, NDArray[np.float32]],
    ) -> None:
        self._parts = parts
        self._vocabularies = vocabularies
        self._columns = columns
        self._rarities = rarities

    def size(self) -> int:
        """How many n-grams there are, in all parts together."""
        return sum(map(len, self._vocabularies.values()))

    def count(self, texts: Iterable[str]) -> Counts:
        """The counts of the known n-grams in each text."""
        rows = list(texts)
        return {part: [self._count(part, cut(text)) for text in rows] for part, cut in self._parts.items()}

    def weigh(self, counts: Counts) -> list[Weighed]:
        """A row for each text; each part of a row has length 1."""
        return [self._weigh(dict(zip(counts, row, strict=True))) for row in zip(*counts.values(), strict=True)]

    def arrays(self) -> dict[str, Any]:
        """What `restored` needs, by name."""
        found: dict[str, Any] = {}
        for part, trie in self._vocabularies.items():
            found[f"{part}_vocabulary"] = np.frombuffer(trie.tobytes(), dtype=np.uint8)
            found[f"{part}_columns"] = self._columns[part]
            found[f"{part}_rarity"] = self._rarities[part]
        return found

    def _count(self, part: str, found: Iterable[str]) -> Count:
        number = self._vocabularies[part].get
        known = [at for one in found if (at := number(one, -1)) >= 0]
        columns, times = np.unique(self._columns[part][np.array(known, dtype=np.intp)], return_counts=True)
        return Count(columns.astype(np.intp), times.astype(np.float32))

    def _weigh(self, counts: Mapping[str, Count]) -> Weighed:
        columns, weights, before = [], [], 0
        for part, count in counts.items():
            weighted = (1 + np.log(count.times)) * self._rarities[part][count.columns]
            length = np.sqrt(np.square(weighted).sum(dtype=np.float64)) or 1.0
            columns.append(count.columns + before)
            weights.append((weighted / length).astype(np.float32))
            before += len(self._rarities[part])
        return Weighed(np.concatenate(columns), np.concatenate(weights))


def scores(rows: Sequence[Weighed], matrix: NDArray[np.float32]) -> NDArray[np.float32]:
    """Weighed texts times a matrix of shape (n-grams of all parts, any): shape (texts, any)."""
    return np.array([row.times(matrix) for row in rows], dtype=np.float32).reshape(len(rows), matrix.shape[1])


def stretches(counts: Counts, inside: NDArray[np.float32]) -> Counts:
    """Counts of stretches of a text that was counted in blocks; `inside` (stretches, blocks) is 1 where one is in."""
    return {part: _stretches(blocks, inside) for part, blocks in counts.items()}


def _stretches(blocks: Sequence[Count], inside: NDArray[np.float32]) -> list[Count]:
    columns = np.unique(np.concatenate([block.columns for block in blocks]))
    table = np.zeros((len(blocks), len(columns)), dtype=np.float32)
    for row, block in enumerate(blocks):
        table[row, np.searchsorted(columns, block.columns)] = block.times
    return [Count(columns[times > 0], times[times > 0]) for times in inside @ table]


def restored(arrays: Mapping[str, Any], parts: Parts = WORDS_AND_LETTERS) -> NGrams:
    """The n-grams that `arrays` was made of. Raises KeyError when one is missing."""
    return NGrams(
        parts,
        {part: Trie().frombytes(arrays[f"{part}_vocabulary"].tobytes()) for part in parts},
        {part: arrays[f"{part}_columns"] for part in parts},
        {part: arrays[f"{part}_rarity"] for part in parts},
    )
