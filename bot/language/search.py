"""Plain search over the articles: BM25 over Dutch stems and pieces of words.

It is the second, independent opinion beside Rasa, and all there is while Rasa is away.
"""

from __future__ import annotations

import logging
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import bm25s
import numpy as np
import Stemmer

# It sets itself to DEBUG when it is imported, whatever was said before.
logging.getLogger("bm25s").setLevel(logging.WARNING)

TOKEN = re.compile(r"\w+")
PIECE = 4
"""Pieces of four letters beside the stems find compounds and forgive typos."""

STOPWORDS = frozenset(Path(__file__).with_name("stopwords.txt").read_text("utf-8").split())
"""Words that say nothing about the topic."""


@dataclass(frozen=True)
class Page:
    """What is searched of one article. `headings` are its title and the questions it answers."""

    id: str
    headings: Sequence[str]
    summary: str
    body: str


@dataclass(frozen=True)
class Hit:
    """`score` is BM25 per piece of the query, above 0: comparable between queries."""

    article_id: str
    score: float


class ArticleSearch:
    """An index over the articles, built once."""

    def __init__(self, pages: Iterable[Page]) -> None:
        self._stemmer = Stemmer.Stemmer("dutch")
        pages = list(pages)
        self._ids = [page.id for page in pages]
        corpus = [
            self._pieces(" ".join([*page.headings, *page.headings, page.summary, page.summary, page.body]))
            for page in pages
        ]
        self._known = frozenset(piece for pieces in corpus for piece in pieces)
        self._index = bm25s.BM25(k1=1.2, b=0.6)
        self._index.index(corpus, show_progress=False)
        self._headings: dict[frozenset[str], set[str]] = {}
        for page in pages:
            for heading in page.headings:
                if key := frozenset(self._stems(heading)):
                    self._headings.setdefault(key, set()).add(page.id)

    def find(self, query: str, limit: int = 10) -> tuple[Hit, ...]:
        """The articles that share words with the query, the best first."""
        pieces = list(dict.fromkeys(self._pieces(query)))
        known = [piece for piece in pieces if piece in self._known]
        if not known:
            return ()
        scores = self._index.get_scores(known) / max(len(pieces), PIECE)
        best = np.argsort(-scores, kind="stable")[:limit]
        return tuple(Hit(self._ids[n], float(scores[n])) for n in best if scores[n] > 0)

    def titled(self, query: str) -> str | None:
        """The one article that has this as its title or question, in whatever order and form of the words."""
        found = self._headings.get(frozenset(self._stems(query)), set())
        return next(iter(found)) if len(found) == 1 else None

    def _stems(self, text: str) -> list[str]:
        return [str(stem) for stem in self._stemmer.stemWords(_words(text))]

    def _pieces(self, text: str) -> list[str]:
        padded = [f"<{word}>" for word in _words(text)]
        return self._stems(text) + [word[n : n + PIECE] for word in padded for n in range(len(word) - PIECE + 1)]


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text.lower()).encode("ascii", "ignore").decode()
    return [word for word in TOKEN.findall(plain) if word not in STOPWORDS]
