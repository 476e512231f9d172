"""Which intent a text has: a linear classifier over n-grams and sentence vectors. Knows nothing of Rasa."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from joblib import Parallel, delayed
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from sklearn.svm import LinearSVC

from components.calibration import fit_sharpness, probabilities
from components.ngrams import Ngrams

WEIGHTS_FILE = "weights.npz"
SETTINGS_FILE = "classifier.json"
TOLERANCE = 0.3
"""Where the solver stops. On validation 0.1 was right no more often, and took a sixth longer."""
REST = -1
HELD_OUT_EACH = 5  # every fifth example of an intent measures how sure to be


@dataclass(frozen=True)
class IntentModel:
    """A trained classifier.

    `weights` has shape (features, intents), a row for each n-gram, each of the 512 dimensions, and last the constant
    term; in half precision, which gives the same answers. `vector_weight` says how heavily the sentence vector counts
    beside the n-grams, whose parts have length 1.
    """

    labels: tuple[str, ...]
    ngrams: Ngrams
    weights: NDArray[np.float16]
    vector_weight: float
    sharpness: float

    @classmethod
    def learn(
        cls,
        texts: Sequence[str],
        vectors: NDArray[np.float32],
        intents: Sequence[str],
        regularisation: float,
        vector_weight: float,
    ) -> IntentModel:
        """Learns from examples in order: a text, its row of `vectors` (texts, 512) and its intent.

        Learns twice: without a fifth of the examples, to see how sure it may be of what it never saw, and then from
        all. Raises ValueError with fewer than two intents, or when no intent has five examples.
        """
        labels, truth = np.unique(np.asarray(intents), return_inverse=True)
        if len(labels) < 2:
            raise ValueError("A classifier needs at least two intents to choose from.")
        held_out = every_fifth(truth)
        if not held_out.any():
            raise ValueError(f"No intent has {HELD_OUT_EACH} examples, too few to measure how sure the answers are.")
        ngrams, counts = Ngrams.learn(texts)
        features = _features(counts, vectors, vector_weight)
        everything, halves = np.ones(len(truth), dtype=bool), np.array_split(np.arange(len(labels)), 2)
        # In two processes: threads would share the solver's random numbers, and give another model each time.
        parts = Parallel(n_jobs=2)(
            delayed(_fit)(features[rows], truth[rows], half, regularisation)
            for rows in (everything, ~held_out)
            for half in halves
        )
        weights, trial = np.hstack(parts[:2]).astype(np.float16), np.hstack(parts[2:])
        sharpness = fit_sharpness(features[held_out] @ trial, truth[held_out])
        return cls(tuple(labels.tolist()), ngrams, weights, vector_weight, sharpness)

    def probabilities(self, texts: Sequence[str], vectors: NDArray[np.float32]) -> NDArray[np.float64]:
        """How likely each intent is, shape (texts, intents) in the order of `labels`; every row adds up to 1."""
        dense = self.weights[-1 - vectors.shape[1] :].astype(np.float32)
        scores = vectors @ dense[:-1] * self.vector_weight + dense[-1]
        for row, text in zip(scores, texts):
            ngrams = self.ngrams.weigh(text)
            # Some hundred rows of the weights: what the text does not have need not be multiplied, nor made wider.
            row += ngrams.weights @ self.weights[ngrams.columns].astype(np.float32)
        return probabilities(scores, self.sharpness)

    def save(self, folder: Path) -> None:
        """Writes JSON, tries and arrays, the weights packed."""
        self.ngrams.save(folder)
        np.savez_compressed(folder / WEIGHTS_FILE, weights=self.weights)
        settings = {"labels": self.labels, "vector_weight": self.vector_weight, "sharpness": self.sharpness}
        (folder / SETTINGS_FILE).write_text(json.dumps(settings), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> IntentModel:
        """The other half of `save`. Raises OSError or ValueError when the files are not there or not whole."""
        settings = json.loads((folder / SETTINGS_FILE).read_text(encoding="utf-8"))
        with np.load(folder / WEIGHTS_FILE, allow_pickle=False) as arrays:
            weights = arrays["weights"]
        return cls(
            labels=tuple(settings["labels"]),
            ngrams=Ngrams.load(folder),
            weights=weights,
            vector_weight=settings["vector_weight"],
            sharpness=settings["sharpness"],
        )


def every_fifth(truth: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Marks the fifth, tenth ... example of each intent: all intents and all kinds of question, no chance involved."""
    seen: dict[int, int] = {}
    marks = np.zeros(len(truth), dtype=bool)
    for row, label in enumerate(truth.tolist()):
        seen[label] = seen.get(label, 0) + 1
        marks[row] = seen[label] % HELD_OUT_EACH == 0
    return marks


def _features(counts: csr_matrix, vectors: NDArray[np.float32], vector_weight: float) -> csr_matrix:
    constant = np.ones((len(vectors), 1), dtype=np.float32)
    return hstack([counts, csr_matrix(vectors * vector_weight), csr_matrix(constant)], format="csr", dtype=np.float32)


def _fit(
    features: csr_matrix, truth: NDArray[np.int64], intents: NDArray[np.int64], regularisation: float
) -> NDArray[np.float32]:
    """Weights (features, intents) of one linear support vector machine for each of `intents`, against all others."""
    own = np.where(np.isin(truth, intents), truth, REST)
    # The last feature is the constant term, so the solver need not add its own.
    machine = LinearSVC(C=regularisation, tol=TOLERANCE, fit_intercept=False, random_state=0).fit(features, own)
    return np.ascontiguousarray(machine.coef_[-len(intents) :].T, dtype=np.float32)
