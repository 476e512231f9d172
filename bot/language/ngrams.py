"""Texts as weighted n-grams: TF-IDF with damped counts, in parts (words, letters) that count equally."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.preprocessing import normalize

Parts = Mapping[str, Mapping[str, Any]]
"""The name of a part, and how scikit-learn's CountVectorizer cuts its n-grams."""

Counts = Mapping[str, csr_matrix]
"""Of each part, the counts: shape (texts, n-grams of the part)."""

WORDS_AND_LETTERS: Parts = {
    "words": {"analyzer": "word", "token_pattern": r"\S+", "ngram_range": (1, 2)},
    "letters": {"analyzer": "char_wb", "ngram_range": (2, 5)},
}
IN_TEXTS = 2  # an n-gram that stands in one example alone says nothing about other texts


class NGrams:
    """The n-grams that were seen in the examples, and how rare each is. Texts are folded before they come here."""

    def __init__(
        self,
        parts: Parts,
        vocabularies: Mapping[str, Sequence[str]],
        rarities: Mapping[str, NDArray[np.float32]],
    ) -> None:
        self._vocabularies = vocabularies
        self._rarities = rarities
        self._counters = {
            part: CountVectorizer(lowercase=False, vocabulary=vocabularies[part], **how) for part, how in parts.items()
        }

    def size(self) -> int:
        """How many n-grams there are, in all parts together."""
        return sum(map(len, self._vocabularies.values()))

    def count(self, texts: Iterable[str]) -> Counts:
        """The counts of the known n-grams in each text."""
        rows = list(texts)
        return {part: counter.transform(rows) for part, counter in self._counters.items()}

    def weigh(self, counts: Counts) -> csr_matrix:
        """Shape (texts, n-grams of all parts); each part of a row has length 1."""
        parts = []
        for part, count in counts.items():
            weighted = count.astype(np.float32)
            weighted.data = (1 + np.log(weighted.data)) * self._rarities[part][weighted.indices]
            parts.append(normalize(weighted))
        return hstack(parts, format="csr", dtype=np.float32)

    def arrays(self) -> dict[str, Any]:
        """What `restored` needs, by name; a vocabulary as the bytes of its lines, which no n-gram has a line end in."""
        lines = {part: "\n".join(self._vocabularies[part]).encode() for part in self._counters}
        return {f"{part}_vocabulary": np.frombuffer(text, dtype=np.uint8) for part, text in lines.items()} | {
            f"{part}_rarity": self._rarities[part] for part in self._counters
        }


def learn_ngrams(
    texts: Iterable[str], parts: Parts = WORDS_AND_LETTERS, in_texts: int = IN_TEXTS
) -> tuple[NGrams, Counts]:
    """The n-grams that stand in at least so many of the texts, and the counts of these texts."""
    rows = list(texts)
    counts: dict[str, csr_matrix] = {}
    vocabularies, rarities = {}, {}
    for part, how in parts.items():
        counter = CountVectorizer(lowercase=False, min_df=in_texts, **how)
        counts[part] = counter.fit_transform(rows)
        vocabularies[part] = counter.get_feature_names_out().tolist()
        found_in = np.asarray((counts[part] > 0).sum(axis=0)).ravel()
        rarities[part] = (np.log((1 + len(rows)) / (1 + found_in)) + 1).astype(np.float32)
    return NGrams(parts, vocabularies, rarities), counts


def restored(arrays: Mapping[str, Any], parts: Parts = WORDS_AND_LETTERS) -> NGrams:
    """The n-grams that `arrays` was made of. Raises KeyError when one is missing."""
    return NGrams(
        parts,
        {part: arrays[f"{part}_vocabulary"].tobytes().decode().split("\n") for part in parts},
        {part: arrays[f"{part}_rarity"] for part in parts},
    )
