"""Learning what a crisis looks like, from the examples. The classifier does this when they changed."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from sklearn.svm import LinearSVC

from bot.language.crisis.classifier import CrisisModel, with_constant
from bot.language.crisis.examples import NO_CRISIS
from bot.language.crisis.rules import ROUTES
from bot.language.folding import words_of
from bot.language.ngram_learning import learn_ngrams, side_by_side
from bot.language.vectors import SentenceVectors

REGULARISATION = 0.5


def learn(examples: Sequence[tuple[str, str]], vectors: SentenceVectors) -> CrisisModel:
    """A model of these texts, each with its route or NO_CRISIS."""
    texts = [" ".join(words_of(text)) for text, _ in examples]
    truth = np.array([(*ROUTES, NO_CRISIS).index(label) for _, label in examples])
    learned, weighed = learn_ngrams(texts)
    features = side_by_side(weighed, with_constant(vectors.of(texts)))
    machine = LinearSVC(C=REGULARISATION, tol=0.01, fit_intercept=False, random_state=0).fit(features, truth)
    return CrisisModel(learned, np.ascontiguousarray(machine.coef_.T, dtype=np.float32))
