"""One way of spelling for whatever people type: lower case, no accents, no apostrophes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_DROPPED = frozenset("'’‘`´")


def fold(text: str) -> str:
    """`text` in lower case without accents and apostrophes: "'t Loon" -> "t loon", "coördinator" -> "coordinator"."""
    if text.isascii():
        return text.lower().replace("'", "").replace("`", "")
    decomposed = unicodedata.normalize("NFKD", text.lower())
    return "".join(c for c in decomposed if not unicodedata.combining(c) and c not in _DROPPED)


def words_of(text: str) -> list[str]:
    """The folded words and numbers of a text, without any punctuation: "Zo'n 3-wieler?" -> zon, 3, wieler."""
    return re.findall(r"[^\W_]+", fold(text))


class NearWords:
    """Finds the known word that a word is one slip of the thumb away from.

    One slip is a letter too many, a letter missing, a wrong letter, or two letters swapped. Only known words of
    `shortest` letters or more are guessed at: in short words one letter makes another word.
    """

    def __init__(self, known: Iterable[str], *, shortest: int) -> None:
        self._shortest = shortest
        self._known = {word for word in known if len(word) >= shortest}
        self._by_gap: dict[str, list[str]] = {}
        for word in sorted(self._known):
            for rest in _gaps(word):
                self._by_gap.setdefault(rest, []).append(word)

    def find(self, word: str) -> str | None:
        """The known word, `word` itself included, or None when there is none or when there are several."""
        found = self.find_all(word)
        return found.pop() if len(found) == 1 else None

    def find_all(self, word: str) -> set[str]:
        """Every known word that it may be; `word` alone when it is one."""
        if word in self._known:
            return {word}
        if len(word) < self._shortest - 1:
            return set()
        return {
            known
            for rest in _gaps(word)
            for known in self._by_gap.get(rest, ())
            if known[0] == word[0] and is_one_slip(word, known)
        }


def _gaps(word: str) -> set[str]:
    """The word, and the word with each of its letters left out."""
    return {word, *(word[:i] + word[i + 1 :] for i in range(len(word)))}


def is_one_slip(typed: str, known: str) -> bool:
    """Whether these words are one slip of the thumb apart, as `NearWords` says it, or the same."""
    if abs(len(typed) - len(known)) > 1:
        return False
    start = 0
    while start < min(len(typed), len(known)) and typed[start] == known[start]:
        start += 1
    left, right = typed[start:], known[start:]
    swapped = len(left) > 1 and len(right) > 1 and left[:2] == right[1::-1] and left[2:] == right[2:]
    return left[1:] == right[1:] or left == right[1:] or left[1:] == right or swapped
