"""The letters and words of a text as weighted n-gram counts (TF-IDF)."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from marisa_trie import Trie
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer

VOCABULARY_FILE = "{part}.marisa"
COLUMNS_FILE = "{part}-columns.npy"
RARITIES_FILE = "{part}-rarities.npy"
IN_TEXTS = 2
"""Texts that an n-gram must stand in. One that stands in a single example says nothing about other texts, and more than
half of all n-grams are such."""


def fold(text: str) -> str:
    """Lower case without accents: people on a phone leave them out, or put them where they do not belong."""
    decomposed = unicodedata.normalize("NFKD", text.lower())
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def _vectorizers() -> dict[str, TfidfVectorizer]:
    """What learns the n-grams of each part. Cutting a text is theirs too, counting and weighing it is `Part.weigh`."""
    return {
        "words": TfidfVectorizer(
            preprocessor=fold,
            token_pattern=r"\b\w+\b",  # noqa: S106 - tokens of text
            ngram_range=(1, 2),
            sublinear_tf=True,
            min_df=IN_TEXTS,
        ),
        # Pieces of words survive a typo, and dialect spelled by ear.
        "letters": TfidfVectorizer(
            preprocessor=fold, analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True, min_df=IN_TEXTS
        ),
    }


CUTS = {part: vectorizer.build_analyzer() for part, vectorizer in _vectorizers().items()}


@dataclass(frozen=True)
class Row:
    """A text as a sparse row: columns, ascending, and the weight of each."""

    columns: NDArray[np.intp]
    weights: NDArray[np.float32]


@dataclass(frozen=True)
class Part:
    """The n-grams of one kind that are known.

    They are in a trie, which takes a thirtieth of the memory of a dictionary; `columns` has the column of each, by its
    number there, and `rarities` how heavily each column counts.
    """

    vocabulary: Trie
    columns: NDArray[np.int32]
    rarities: NDArray[np.float32]

    @classmethod
    def of(cls, vectorizer: TfidfVectorizer) -> Part:
        """What a vectorizer has learned."""
        learned = vectorizer.get_feature_names_out().tolist()
        vocabulary, places = Trie(learned), {ngram: place for place, ngram in enumerate(learned)}
        columns = np.empty(len(learned), dtype=np.int32)
        for ngram, number in vocabulary.items():
            columns[number] = places[ngram]
        return cls(vocabulary, columns, vectorizer.idf_.astype(np.float32))

    def weigh(self, ngrams: Sequence[str]) -> Row:
        """The n-grams of a text as the vectorizer weighs them: damped counts times rarity, scaled to length 1.

        Without its checks and copies, which take most of its time when there is one text.
        """
        number = self.vocabulary.get
        known = [at for ngram in ngrams if (at := number(ngram, -1)) >= 0]
        columns, counts = np.unique(self.columns[known], return_counts=True)
        weights = (1 + np.log(counts)) * self.rarities[columns]
        length = np.sqrt(np.square(weights).sum()) or 1.0
        return Row(columns, (weights / length).astype(np.float32))


class Ngrams:
    """Words and pairs of words, and runs of 3 to 5 letters within a word, each part scaled to length 1."""

    def __init__(self, parts: Mapping[str, Part]) -> None:
        self._parts = parts

    @classmethod
    def learn(cls, texts: Sequence[str]) -> tuple[Ngrams, csr_matrix]:
        """The n-grams that occur in more than one of these texts, and what `weigh` would give for the same texts, of
        shape (texts, n-grams). Raises ValueError when there is none.
        """
        vectorizers = _vectorizers()
        counted = [vectorizer.fit_transform(texts) for vectorizer in vectorizers.values()]
        ngrams = cls({part: Part.of(vectorizer) for part, vectorizer in vectorizers.items()})
        return ngrams, hstack(counted, format="csr", dtype=np.float32)

    def weigh(self, text: str) -> Row:
        """The known n-grams of a text, the columns of the parts side by side."""
        rows, before = [], 0
        for name, part in self._parts.items():
            row = part.weigh(CUTS[name](text))
            rows.append(Row(row.columns + before, row.weights))
            before += len(part.rarities)
        return Row(np.concatenate([row.columns for row in rows]), np.concatenate([row.weights for row in rows]))

    def save(self, folder: Path) -> None:
        """Tries and arrays: nothing in a model file can run code when it is opened."""
        for name, part in self._parts.items():
            part.vocabulary.save(str(folder / VOCABULARY_FILE.format(part=name)))
            np.save(folder / COLUMNS_FILE.format(part=name), part.columns, allow_pickle=False)
            np.save(folder / RARITIES_FILE.format(part=name), part.rarities, allow_pickle=False)

    @classmethod
    def load(cls, folder: Path) -> Ngrams:
        """The other half of `save`. Raises OSError or ValueError when the files are not there or not whole."""
        return cls(
            {
                name: Part(
                    Trie().load(str(folder / VOCABULARY_FILE.format(part=name))),
                    np.load(folder / COLUMNS_FILE.format(part=name), allow_pickle=False),
                    np.load(folder / RARITIES_FILE.format(part=name), allow_pickle=False),
                )
                for name in CUTS
            }
        )
