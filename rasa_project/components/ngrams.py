"""The letters and words of a text as weighted n-gram counts (TF-IDF)."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer

VOCABULARY_FILE = "{part}-vocabulary.json"
WEIGHTS_FILE = "{part}-weights.npy"
IN_TEXTS = 2
"""Texts that an n-gram must stand in. One that stands in a single example says nothing about other texts, and more than
half of all n-grams are such."""


def fold(text: str) -> str:
    """Lower case without accents: people on a phone leave them out, or put them where they do not belong."""
    decomposed = unicodedata.normalize("NFKD", text.lower())
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def _vectorizers(vocabularies: dict[str, list[str]] | None = None, in_texts: int = 1) -> dict[str, TfidfVectorizer]:
    vocabularies = vocabularies or {}
    return {
        "words": TfidfVectorizer(
            preprocessor=fold,
            token_pattern=r"\b\w+\b",  # noqa: S106 - tokens of text
            ngram_range=(1, 2),
            sublinear_tf=True,
            min_df=in_texts,
            vocabulary=vocabularies.get("words"),
        ),
        # Pieces of words survive a typo, and dialect spelled by ear.
        "letters": TfidfVectorizer(
            preprocessor=fold,
            analyzer="char_wb",
            ngram_range=(3, 5),
            sublinear_tf=True,
            min_df=in_texts,
            vocabulary=vocabularies.get("letters"),
        ),
    }


class Ngrams:
    """Words and pairs of words, and runs of 3 to 5 letters within a word, each part scaled to length 1."""

    def __init__(self, vectorizers: dict[str, TfidfVectorizer]) -> None:
        self._vectorizers = vectorizers

    @classmethod
    def learn(cls, texts: Sequence[str]) -> tuple[Ngrams, csr_matrix]:
        """The n-grams that occur in more than one of these texts, and what `count` would give for the same texts.

        Raises ValueError when there is none.
        """
        vectorizers = _vectorizers(in_texts=IN_TEXTS)
        return cls(vectorizers), _side_by_side(vectorizer.fit_transform(texts) for vectorizer in vectorizers.values())

    def count(self, texts: Sequence[str]) -> csr_matrix:
        """Shape (texts, n-grams), single precision; a row of zeros where nothing is known."""
        return _side_by_side(vectorizer.transform(texts) for vectorizer in self._vectorizers.values())

    def save(self, folder: Path) -> None:
        """Plain JSON and arrays: nothing in a model file can run code when it is opened."""
        for part, vectorizer in self._vectorizers.items():
            vocabulary = vectorizer.get_feature_names_out().tolist()
            (folder / VOCABULARY_FILE.format(part=part)).write_text(json.dumps(vocabulary), encoding="utf-8")
            np.save(folder / WEIGHTS_FILE.format(part=part), vectorizer.idf_.astype(np.float32), allow_pickle=False)

    @classmethod
    def load(cls, folder: Path) -> Ngrams:
        """The other half of `save`. Raises OSError or ValueError when the files are not there or not whole."""
        vectorizers = _vectorizers(
            {
                part: json.loads((folder / VOCABULARY_FILE.format(part=part)).read_text(encoding="utf-8"))
                for part in _vectorizers()
            }
        )
        for part, vectorizer in vectorizers.items():
            vectorizer.idf_ = np.load(folder / WEIGHTS_FILE.format(part=part), allow_pickle=False)
        return cls(vectorizers)


def _side_by_side(parts: Iterable[csr_matrix]) -> csr_matrix:
    return hstack(list(parts), format="csr", dtype=np.float32)
