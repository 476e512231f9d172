"""Learning signals from accounts of which only the whole is labelled: which sentence showed it, nobody wrote down.

A linear model scores every segment of an account for every signal; an account has a signal as much as the best of its
segments has it. That maximum is a soft one (log-sum-exp), so the weights are learned through it: each segment is held
to account for its share (multiple-instance learning, https://doi.org/10.1016/S0004-3702(96)00034-3).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np
from scipy.sparse import csr_matrix

from bot.language.folding import words_of
from bot.language.ngram_learning import learn_ngrams, side_by_side
from bot.language.ngrams import NGrams
from bot.language.signals.examples import SignalExamples
from bot.language.signals.marks import marked
from bot.language.signals.model import MARKS, Matrix, SignalModel, dense_features, soft_best
from bot.language.signals.segments import Kind, Segment, segments
from bot.language.vectors import DIMENSIONS, SentenceVectors

IN_TEXTS = 3  # a clause, its sentence and its account are three texts
EPOCHS, BATCH, PACE, DECAY = 12, 48, 0.04, 3e-5
SENTENCES_WEIGH = 0.5  # beside accounts
FIRST_GUESS = -1.5  # most signals do not hold
KEEPS, KEEPS_SQUARE = 0.9, 0.99  # of the gradients so far (Adam, https://arxiv.org/abs/1412.6980)


@dataclass
class _Weights:
    """Weights that learn, each at its own pace (Adam)."""

    values: Matrix
    mean: Matrix
    square: Matrix

    @classmethod
    def of(cls, rows: int, codes: int) -> _Weights:
        return cls(*(np.zeros((rows, codes), dtype=np.float32) for _ in range(3)))

    def step(self, gradient: Matrix, number: int, pace: float) -> None:
        gradient += DECAY * self.values
        self.mean += (1 - KEEPS) * (gradient - self.mean)
        self.square += (1 - KEEPS_SQUARE) * (gradient * gradient - self.square)
        root = np.sqrt(self.square / (1 - KEEPS_SQUARE**number))
        root += 1e-6
        self.values -= pace / (1 - KEEPS**number) * self.mean / root


@dataclass(frozen=True)
class Features:
    """Accounts and sentences as numbers, made once; `starts` are the rows where the accounts begin, and the end."""

    codes: tuple[str, ...]
    ngrams: NGrams
    marks: NGrams
    sparse: csr_matrix
    dense: Matrix
    starts: tuple[int, ...]
    holds: Matrix
    lessons: Matrix
    lesson_weights: Matrix


def features_of(examples: SignalExamples, vectors: SentenceVectors) -> Features:
    """Everything that `learn` needs. The vectors take most of the time: a minute for the present examples."""
    bags = [segments(account.text) for account in examples.accounts]
    single = [Segment(one.text, one.text, Kind.SENTENCE) for one in examples.sentences]
    rows = [*(segment for bag in bags for segment in bag), *single]
    ngrams, weighed = learn_ngrams((" ".join(words_of(segment.text)) for segment in rows), in_texts=IN_TEXTS)
    marks, weighed_marks = learn_ngrams((marked(segment.text) for segment in rows), MARKS, IN_TEXTS)
    sparse = side_by_side(weighed, weighed_marks)
    taught = [[one.teaches.get(code, (False, 0.0)) for code in examples.codes] for one in examples.sentences]
    lessons = np.array(taught, dtype=np.float32).reshape(len(single), len(examples.codes), 2)
    return Features(
        examples.codes,
        ngrams,
        marks,
        sparse,
        dense_features(rows, vectors),
        tuple(accumulate(map(len, bags), initial=0)),
        np.array(
            [[code in account.signals for code in examples.codes] for account in examples.accounts], dtype=np.float32
        ).reshape(len(bags), len(examples.codes)),
        lessons[..., 0],
        lessons[..., 1] * SENTENCES_WEIGH,
    )


def learn(features: Features, accounts: Sequence[int], seed: int = 0) -> SignalModel:
    """The model of the accounts with these numbers (a cross-validation leaves some out) and of all sentences."""
    chance = np.random.default_rng(seed)
    codes, first = len(features.codes), features.starts[-1]
    weights, dense = _Weights.of(features.sparse.shape[1], codes), _Weights.of(features.dense.shape[1], codes)
    dense.values[DIMENSIONS:] = FIRST_GUESS
    batches = -(-len(accounts) // BATCH)
    for epoch in range(EPOCHS):
        shuffled = chance.permutation(np.asarray(accounts))
        lessons = chance.permutation(len(features.lessons))
        for batch in range(batches):
            chosen = shuffled[batch * BATCH : (batch + 1) * BATCH]
            taught = lessons[batch * len(lessons) // batches : (batch + 1) * len(lessons) // batches]
            spans = [(features.starts[number], features.starts[number + 1]) for number in chosen]
            rows = np.concatenate([*(np.arange(*span) for span in spans), first + taught])
            sparse, present = features.sparse[rows], features.dense[rows]
            scores = sparse @ weights.values + present @ dense.values
            sizes = [end - start for start, end in spans]
            inside = sum(sizes)
            best, shares = soft_best(scores[:inside], sizes)
            blame = np.repeat(_probability(best) - features.holds[chosen], sizes, axis=0) * shares
            wrong = (_probability(scores[inside:]) - features.lessons[taught]) * features.lesson_weights[taught]
            gradient = np.vstack([blame, wrong]).astype(np.float32) / len(chosen)
            number = epoch * batches + batch + 1
            pace = PACE * (1 - number / (EPOCHS * batches)) + PACE / 400
            weights.step(sparse.T @ gradient, number, pace)
            dense.step(present.T @ gradient, number, pace)
    return SignalModel(features.codes, features.ngrams, features.marks, weights.values, dense.values)


def _probability(scores: Matrix) -> Matrix:
    return np.asarray(1 / (1 + np.exp(-np.clip(scores, -30, 30))), dtype=np.float32)
