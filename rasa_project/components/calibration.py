"""Scores into probabilities that mean what they say."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar
from scipy.special import log_softmax, softmax

SHARPEST = 50.0


def probabilities(scores: NDArray[np.float32], sharpness: float) -> NDArray[np.float64]:
    """A softmax over each row: (texts, intents) in, the same shape out, every row adding up to 1."""
    likely: NDArray[np.float64] = softmax(scores.astype(np.float64) * sharpness, axis=1)
    return likely


def fit_sharpness(scores: NDArray[np.float32], truth: NDArray[np.int64]) -> float:
    """The sharpness under which what was true is least surprising (temperature scaling, Guo et al. 2017, as 1 / T).

    `scores` (texts, intents) must come from texts that the classifier did not learn from: on those it knows, it is
    always sure. `truth` is the column that is right for each row.
    """

    def surprise(sharpness: float) -> float:
        right = log_softmax(scores * sharpness, axis=1)[np.arange(len(truth)), truth]
        return float(-right.mean())

    return float(minimize_scalar(surprise, bounds=(0.0, SHARPEST), method="bounded").x)
