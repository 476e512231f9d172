"""Questions that were not answered well: which belong together, and which articles they may be about."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from bot.language.grouping import groups
from bot.language.masks import without_masks
from bot.language.search import STOPWORDS, ArticleSearch
from bot.language.vectors import SentenceVectors

REMEMBERED = 1000
"""Vectors kept at hand: the same questions are grouped anew at every tap."""

LIKELY = 3
READ = 20
"""Texts of a group that the search reads."""


class QuestionGroups:
    """Groups texts and names likely articles; built once."""

    def __init__(self, vectors: SentenceVectors, search: ArticleSearch) -> None:
        self._search = search
        self._vector = lru_cache(REMEMBERED)(lambda text: vectors.of([text])[0])

    def of(self, texts: Sequence[str]) -> list[tuple[int, ...]]:
        """Places in `texts` (oldest first) by group: the largest group first, then the oldest."""
        return groups(self._vectors(texts))

    def likely(self, texts: Sequence[str], refused: Collection[str] = ()) -> tuple[str, ...]:
        """The ids of the three articles that share most with these texts, without those that were refused."""
        scores: dict[str, float] = {}
        for text in texts[:READ]:
            for hit in self._search.find(without_masks(text)):
                scores[hit.article_id] = scores.get(hit.article_id, 0.0) + hit.score
        best = sorted((article for article in scores if article not in refused), key=lambda one: -scores[one])
        return tuple(best[:LIKELY])

    def _vectors(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return np.array([self._vector(_telling(text)) for text in texts])


def _telling(text: str) -> str:
    """The words that say something about the topic; all of them where none does."""
    plain = without_masks(text).lower()
    return " ".join(word for word in re.findall(r"\w+", plain) if word not in STOPWORDS) or plain
