"""A linear model of signals at work: how much each segment of an account shows each signal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from bot.language.folding import words_of
from bot.language.ngrams import NGrams, Parts, scores
from bot.language.signals.marks import marked
from bot.language.signals.segments import Kind, Segment
from bot.language.vectors import SentenceVectors

Matrix = NDArray[np.float32]

MARKS: Parts = {"marks": str.split}
SOFTNESS = 0.7


@dataclass(frozen=True)
class SignalModel:
    """What was learned: `weights` has shape (n-grams + marks, codes), `dense` (512 + kinds of segment, codes)."""

    codes: tuple[str, ...]
    ngrams: NGrams
    marks: NGrams
    weights: Matrix
    dense: Matrix

    def scores(self, found: Sequence[Segment], vectors: SentenceVectors) -> Matrix:
        """Shape (segments, codes): how much each shows each signal; above 0 it rather does."""
        words = self.ngrams.weigh(self.ngrams.count(" ".join(words_of(segment.text)) for segment in found))
        marks = self.marks.weigh(self.marks.count(marked(segment.text) for segment in found))
        rows = [row.beside(mark, self.ngrams.size()) for row, mark in zip(words, marks, strict=True)]
        return scores(rows, self.weights) + dense_features(found, vectors) @ self.dense


def soft_best(scores: Matrix, sizes: Sequence[int]) -> tuple[Matrix, Matrix]:
    """The soft maximum over the segments of each account, (accounts, codes), and each segment's share in it."""
    starts = [0, *accumulate(sizes)][:-1]
    highest = np.maximum.reduceat(scores, starts, axis=0)
    above = np.exp((scores - np.repeat(highest, sizes, axis=0)) / SOFTNESS)
    sums = np.add.reduceat(above, starts, axis=0)
    best: Matrix = np.asarray(highest + SOFTNESS * np.log(sums), dtype=np.float32)
    return best, above / np.repeat(sums, sizes, axis=0)


def dense_features(found: Sequence[Segment], vectors: SentenceVectors) -> Matrix:
    """Shape (segments, 512 + kinds): the vector of meaning, and which kind of segment it is."""
    kinds = np.eye(len(Kind), dtype=np.float32)[[segment.kind for segment in found]]
    return np.hstack([vectors.of([" ".join(words_of(segment.text)) for segment in found]), kinds])
