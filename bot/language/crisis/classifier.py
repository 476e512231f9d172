"""The crisis classifier: how much a text is like the examples of each route.

A linear support vector machine over n-grams and a sentence vector, like the one for intents. It sees words alone: no
capitals, no punctuation, no accents, so that it makes no difference how somebody types. A long text is read in
stretches that overlap, so that one clause counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.knowledge import Knowledge
from bot.language import ngrams
from bot.language.crisis import examples
from bot.language.crisis.examples import example_files, ordinary_topics, read_crisis_examples
from bot.language.crisis.rules import ROUTES, CrisisRoute
from bot.language.folding import words_of
from bot.language.models import fingerprint, keep_arrays, load_arrays
from bot.language.ngrams import NGrams, restored, scores, stretches
from bot.language.vectors import SentenceVectors

VECTOR_WEIGHT = 0.5
WHOLE = 50  # words; a longer text is read in stretches
BLOCK = 6  # words; what stretches are made of
LIKELIEST = 8  # stretches that get a sentence vector, which takes long


@dataclass(frozen=True)
class Stretch:
    """A stretch of a long text in blocks, how far on the next one begins, and what is taken off its margin.

    There are many stretches and the best one counts, so each must be somewhat surer than a whole text; most of all a
    short one, which misses what stands around it.
    """

    blocks: int
    step: int
    handicap: float


SHORT = 3  # words; a text this short is more often a search, a code or a slip than an alarm
STRETCHES = (Stretch(7, 3, 0.2), Stretch(4, 2, 0.4), Stretch(2, 1, 0.6))


@dataclass(frozen=True)
class Likeness:
    """The route whose examples a text is most like, and by which margin over what is no crisis (above 0: more).

    `short` says that the text has three words at most.
    """

    route: CrisisRoute
    margin: float
    short: bool = False


@dataclass(frozen=True)
class CrisisModel:
    """What was learned. `weights` has shape (n-grams + 512 + 1, routes + 1); the last column is no crisis."""

    ngrams: NGrams
    weights: NDArray[np.float32]


class CrisisClassifier:
    """Learned from the examples in a knowledge folder."""

    def __init__(self, model: CrisisModel, vectors: SentenceVectors) -> None:
        self._vectors = vectors
        self._ngrams = model.ngrams
        self._ngram_weights = model.weights[: model.ngrams.size()]
        self._vector_weights = model.weights[len(self._ngram_weights) :]

    def check(self, text: str) -> Likeness | None:
        """What the text, or the likeliest stretch of it, is most like; None for a text without words."""
        words = words_of(text)
        if not words:
            return None
        blocks = [words] if len(words) <= WHOLE else [words[at : at + BLOCK] for at in range(0, len(words), BLOCK)]
        spans = _spans(len(blocks))
        counts = self._ngrams.count(map(" ".join, blocks))
        if len(blocks) > 1:
            counts = stretches(counts, _inside(spans, len(blocks)))
        handicaps = np.array([handicap for _, _, handicap in spans], dtype=np.float32)
        found = scores(self._ngrams.weigh(counts), self._ngram_weights)
        likeliest = np.argsort(handicaps - _margins(found), kind="stable")[:LIKELIEST]
        texts = [" ".join(word for block in blocks[slice(*spans[row][:2])] for word in block) for row in likeliest]
        found = found[likeliest] + with_constant(self._vectors.of(texts)) @ self._vector_weights
        margins = _margins(found) - handicaps[likeliest]
        best = int(margins.argmax())
        return Likeness(ROUTES[int(found[best][:-1].argmax())], float(margins[best]), len(words) <= SHORT)


def open_classifier(knowledge: Knowledge, folder: Path, models: Path, vectors: SentenceVectors) -> CrisisClassifier:
    """The classifier of the present examples: from the folder with models, or learned now and kept there.

    Learning takes some twenty seconds. Where nothing can be kept it is learned at every start. Raises KnowledgeError.
    """
    code = (Path(module.__file__ or "") for module in (examples, ngrams))
    learning = (Path(__file__).with_name("learning.py"), Path(ngrams.__file__).with_name("ngram_learning.py"))
    files = (Path(__file__), *code, *learning, *example_files(folder))
    name = fingerprint(files, also=" ".join(ordinary_topics(knowledge)))
    file = models / f"crisis-{name}.npz"
    model = _load(file)
    if model is None:
        from bot.language.crisis.learning import learn  # here: scikit-learn is heavy, and rarely needed

        model = learn(read_crisis_examples(knowledge, folder), vectors)
        keep_arrays({"weights": model.weights, **model.ngrams.arrays()}, file)
    return CrisisClassifier(model, vectors)


def _load(file: Path) -> CrisisModel | None:
    arrays = load_arrays(file)
    try:
        return CrisisModel(restored(arrays), arrays["weights"]) if arrays else None
    except KeyError:
        return None


def _spans(blocks: int) -> list[tuple[int, int, float]]:
    """The stretches of a text of so many blocks: from, to, handicap."""
    if blocks == 1:
        return [(0, 1, 0.0)]
    return [
        (start, min(start + stretch.blocks, blocks), stretch.handicap)
        for stretch in STRETCHES
        for start in range(0, max(1, blocks - stretch.blocks + stretch.step), stretch.step)
    ]


def _inside(spans: Sequence[tuple[int, int, float]], blocks: int) -> NDArray[np.float32]:
    """Which blocks (columns) are in which stretch (rows)."""
    inside = np.zeros((len(spans), blocks), dtype=np.float32)
    for row, (start, end, _) in enumerate(spans):
        inside[row, start:end] = 1
    return inside


def with_constant(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """Sentence vectors (texts, 512) as features: weighed against the n-grams, and a constant term behind them."""
    return np.hstack([vectors * VECTOR_WEIGHT, np.ones((len(vectors), 1), dtype=np.float32)]).astype(np.float32)


def _margins(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    """How far the best route is above no crisis, for each row."""
    margins: NDArray[np.float32] = scores[..., :-1].max(axis=-1) - scores[..., -1]
    return margins
