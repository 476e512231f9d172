"""Plain search over the articles: BM25 over Dutch stems and pieces of words.

It is the second, independent opinion beside Rasa, and all there is while Rasa is away.
"""

from __future__ import annotations

import logging
import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

import bm25s
import numpy as np
import Stemmer

# It sets itself to DEBUG when it is imported, whatever was said before.
logging.getLogger("bm25s").setLevel(logging.WARNING)

TOKEN = re.compile(r"\w+")
PIECE = 4
"""Pieces of four letters beside the stems find compounds and forgive typos."""

SPELLED_ALIKE = 0.85
"""The share of signs that two words have in common of which one is taken for a slip in the other (difflib's ratio)."""

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


@dataclass(frozen=True)
class _Written:
    """The stems of an article, each between spaces: those of its title, of title and questions, and all."""

    title: str
    headings: str
    everything: str

    @staticmethod
    def of(page: Page, stems: Callable[[str], list[str]]) -> _Written:
        headings = " ".join(page.headings)
        texts = (page.headings[0], headings, f"{headings} {page.summary} {page.body}")
        return _Written(*(f" {' '.join(stems(text))} " for text in texts))

    def rank(self, stems: Sequence[str]) -> tuple[int, int, int]:
        """How many of the stems stand in the whole, in the title, and in the headings."""
        title, headings, everything = (
            sum(_stands_in(stem, text) for stem in stems) for text in (self.title, self.headings, self.everything)
        )
        return everything, title, headings

    def has(self, stem: str) -> bool:
        """Whether it stands anywhere."""
        return _stands_in(stem, self.everything)


def _stands_in(stem: str, text: str) -> bool:
    """Whether a word begins so; a short one must be the whole word."""
    return (f" {stem}" if len(stem) >= PIECE else f" {stem} ") in text


class ArticleSearch:
    """An index over the articles, built once."""

    def __init__(self, pages: Iterable[Page]) -> None:
        self._stemmer = Stemmer.Stemmer("dutch")
        pages = list(pages)
        self._ids = [page.id for page in pages]
        self._written = {page.id: _Written.of(page, self._stems) for page in pages}
        corpus = [
            self._pieces(" ".join([*page.headings, *page.headings, page.summary, page.summary, page.body]))
            for page in pages
        ]
        stems = {stem for written in self._written.values() for stem in written.everything.split()}
        self._stems_known = sorted(stem for stem in stems if len(stem) >= PIECE)
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

    def look_up(self, words: str, limit: int = 10) -> tuple[str, ...]:
        """The articles in which these words stand, also as the beginning of a longer one: those that have them in their
        title come first, then those that answer a question with them. What stands nowhere is taken for the word that
        is spelled most like it, if there is one.
        """
        stems = sorted({self._known_stem(stem) for stem in self._stems(words)})
        hits = {hit.article_id: hit.score for hit in self.find(words, len(self._ids))}
        ranks = {one: rank for one, written in self._written.items() if (rank := written.rank(stems))[0]}
        best = sorted(ranks, key=lambda one: (ranks[one], hits.get(one, 0.0)), reverse=True)
        return tuple(best[:limit])

    def _known_stem(self, stem: str) -> str:
        if any(written.has(stem) for written in self._written.values()):
            return stem
        near = get_close_matches(stem, self._stems_known, 1, SPELLED_ALIKE)
        return near[0] if near else stem

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
