"""Learning which n-grams there are and how rare each is. Texts are folded before they come here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from marisa_trie import Trie
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.preprocessing import normalize

from bot.language.ngrams import WORDS_AND_LETTERS, NGrams, Parts

IN_TEXTS = 2  # an n-gram that stands in one example alone says nothing about other texts


def learn_ngrams(
    texts: Iterable[str], parts: Parts = WORDS_AND_LETTERS, in_texts: int = IN_TEXTS
) -> tuple[NGrams, csr_matrix]:
    """The n-grams that stand in at least so many of the texts, and these texts as `NGrams.weigh` would weigh them:
    shape (texts, n-grams of all parts)."""
    rows = list(texts)
    vocabularies, columns, rarities, weighed = {}, {}, {}, []
    for part, cut in parts.items():
        counter = CountVectorizer(analyzer=cut, min_df=in_texts)
        counts = counter.fit_transform(rows)
        vocabularies[part], columns[part] = _in_trie(counter.get_feature_names_out().tolist())
        found_in = np.asarray((counts > 0).sum(axis=0)).ravel()
        rarities[part] = (np.log((1 + len(rows)) / (1 + found_in)) + 1).astype(np.float32)
        weighted = counts.astype(np.float32)
        weighted.data = (1 + np.log(weighted.data)) * rarities[part][weighted.indices]
        weighed.append(normalize(weighted))
    return NGrams(parts, vocabularies, columns, rarities), side_by_side(*weighed)


def side_by_side(*parts: csr_matrix | NDArray[np.float32]) -> csr_matrix:
    """Features of the same texts beside each other, in single precision."""
    return hstack([csr_matrix(part) for part in parts], format="csr", dtype=np.float32)


def _in_trie(ngrams: Sequence[str]) -> tuple[Trie, NDArray[np.int32]]:
    """The n-grams in a trie, and the place in the list of each, by its number there."""
    trie = Trie(ngrams)
    place: Mapping[str, int] = {ngram: at for at, ngram in enumerate(ngrams)}
    columns = np.empty(len(ngrams), dtype=np.int32)
    for ngram, number in trie.items():
        columns[number] = place[ngram]
    return trie, columns
