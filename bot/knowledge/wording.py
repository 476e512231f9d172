"""Whether an article is easy to read: its length, its sentences, its words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.errors import KnowledgeError, Problem
from bot.knowledge.article import Article
from bot.knowledge.reading import load_yaml
from bot.markup import to_plain

MAXIMUM_WORDS = 250
MAXIMUM_SENTENCE = 12.0
"""Words that an article may have, summary and body together, and that its sentences may have on average (B1)."""

WORD = re.compile(r"\w[\w'-]*")
PERCENTAGE = re.compile(r"\d\s?(?:%|procent\b)")
YEAR_AND_SOURCE = re.compile(r"(?=.*\b20\d\d\b)(?=.*\([^)]*[A-Z])")
PROSE = re.compile(r"(title|summary): ")


@dataclass(frozen=True)
class Readability:
    """How an article reads. `sentence` is words a sentence on average.

    `ease` is the Dutch reading ease of Flesch and Douma: 0 is for scholars, 100 for children, B1 lies around 65 and up.
    """

    article: str
    words: int
    sentence: float
    ease: float


def readability(article: Article) -> Readability:
    """Measures the summary and the body. An item of a list counts as a sentence, also without a full stop."""
    # textstat takes a second to load, and nobody who chats needs it.
    import textstat

    lines = [line.lstrip("• ").rstrip() for line in to_plain(f"{article.summary}\n\n{article.body}").splitlines()]
    text = " ".join(line if line.endswith((".", "?", "!", '"')) else f"{line.rstrip(':;,')}." for line in lines if line)
    textstat.set_lang("nl")
    return Readability(
        article.id,
        len(WORD.findall(text)),
        float(textstat.words_per_sentence(text)),
        float(textstat.flesch_reading_ease(text)),
    )


def read_jargon(path: Path) -> Mapping[str, str]:
    """The words to avoid -> what to write instead. Raises KnowledgeError."""
    words = load_yaml(path)
    if not isinstance(words, Mapping) or not all(isinstance(better, str) for better in words.values()):
        raise KnowledgeError([Problem(path, 1, "expected lines such as `casus: wat iemand vertelde`")])
    return {str(word).lower(): str(better) for word, better in words.items()}


def hard_to_read(article: Article, path: Path, jargon: Mapping[str, str]) -> Iterator[Problem]:
    """What makes this article too long or too hard, with its line."""
    measured = readability(article)
    if measured.words > MAXIMUM_WORDS:
        yield Problem(path, 1, f"{measured.words} words, at most {MAXIMUM_WORDS}")
    if measured.sentence > MAXIMUM_SENTENCE:
        reason = f"{measured.sentence:.1f} words a sentence on average, at most {MAXIMUM_SENTENCE:.0f}"
        yield Problem(path, 1, f"{reason}: cut long sentences in two")
    for number, line in _prose(path):
        if PERCENTAGE.search(line) and not YEAR_AND_SOURCE.match(line):
            yield Problem(path, number, "a percentage needs its group, its year and, in brackets, its source beside it")
        for word in WORD.findall(line.lower()):
            if word in jargon:
                yield Problem(path, number, f"{word} is a hard word; write: {jargon[word]}")


def hard_words(path: Path, jargon: Mapping[str, str]) -> Iterator[Problem]:
    """The hard words anywhere in a case to practise on, of which readers see nearly everything."""
    for number, line in enumerate(path.read_text("utf-8-sig").splitlines(), 1):
        for word in WORD.findall(line.lower()):
            if word in jargon:
                yield Problem(path, number, f"{word} is a hard word; write: {jargon[word]}")


def _prose(path: Path) -> Iterator[tuple[int, str]]:
    """The lines that a reader sees: title, summary and body, with their numbers."""
    fences = 0
    for number, line in enumerate(path.read_text("utf-8-sig").splitlines(), 1):
        fences += line == "---"
        if fences >= 2 or PROSE.match(line):
            yield number, line
