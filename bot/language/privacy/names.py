"""Names: every word that is not known, and known words that their neighbours make a name."""

import re
from collections.abc import Callable, Iterator

from .neighbours import by_context
from .prefixes import join_parts, take_prefixes
from .span import Span
from .tokens import PLACEHOLDER, Token
from .vocabulary import Vocabulary, listed

DOTTED = re.compile(r"(?<![\w.])(?:[^\W\d_]\.){2,}[^\W\d_]?(?!\w)")
HARMLESS_DOTTED = listed("dotted")
PETS = listed("pets")
DETERMINERS = listed("determiners")


def find(
    text: str,
    low: str,
    row: list[Token],
    words: Vocabulary,
    protected: Callable[[int, int], bool],
    taken: Callable[[int, int], bool],
) -> Iterator[Span]:
    """Spans of persons. `row` is `low` in words, `protected` knows the allowed names, `taken` what is claimed."""
    cased = _has_case(text, row)
    named = [False] * len(row)
    for at, token in enumerate(row):
        if token.text == PLACEHOLDER:
            named[at] = True
        elif token.is_word and not taken(token.start, token.end):
            named[at] = _unknown(row, at, words, protected) or (
                cased and not protected(token.start, token.end) and _capital(text, row, at, words)
            )
    for match in DOTTED.finditer(low):
        letters = match.group().replace(".", "")
        known = letters in HARMLESS_DOTTED or (len(letters) > 3 and words.knows(letters))
        if not known and not taken(*match.span()) and not protected(*match.span()):
            for at, token in enumerate(row):
                if match.start() <= token.start < match.end():
                    named[at] = True
    for _ in range(2):
        before = sum(named)
        for at, token in enumerate(row):
            if (
                not named[at]
                and token.is_word
                and not taken(token.start, token.end)
                and not protected(token.start, token.end)
            ):
                by_context(row, at, named, words)
        if sum(named) == before:
            break
    take_prefixes(row, named)
    join_parts(row, named, words)
    _take_articles(row, named, words)
    for at, token in enumerate(row):
        if named[at] and token.text != PLACEHOLDER:
            yield Span(token.start, token.end, "person")


def _take_articles(row: list[Token], named: list[bool], words: Vocabulary) -> None:
    """The article of an unknown name as well, after a preposition: "uit de Eikenhorst"."""
    for at in range(2, len(row)):
        article = row[at - 1].text in ("de", "het", "'t", "d'r", "gen") and row[at - 2].text in (
            "in",
            "uit",
            "van",
            "bij",
            "naar",
            "via",
            "aan",
            "op",
            "achter",
            "met",
            "of",
        )
        if named[at] and article and row[at].is_word and not words.knows(row[at].text):
            named[at - 1] = True


def _unknown(row: list[Token], at: int, words: Vocabulary, protected: Callable[[int, int], bool]) -> bool:
    """Deny by default: a word that nothing knows."""
    token = row[at]
    word = token.text.rstrip("'")
    if len(word) == 1 and word.isascii():
        return False
    if words.knows(word) or words.knows(token.text) or protected(token.start, token.end):
        return False
    return not (at > 0 and row[at - 1].text in PETS and word not in words.always)


def _has_case(text: str, row: list[Token]) -> bool:
    """Whether capitals mean something in `text`: most of its words begin small."""
    small = sum(1 for token in row if token.is_word and text[token.start].islower())
    return small * 2 > sum(1 for token in row if token.is_word)


def _capital(text: str, row: list[Token], at: int, words: Vocabulary) -> bool:
    """A possible name with a capital in the middle of a sentence."""
    token = row[at]
    written = text[token.start : token.end]
    if at == 0 or len(written) < 2 or not (written[0].isupper() and written[1:].islower()):
        return False
    before = row[at - 1]
    if not (before.is_word or before.text in ",-&") or "\n" in text[before.end : token.start]:
        return False
    if token.text in words.names and token.text not in words.things:
        return token.text != "frans"
    return before.text not in DETERMINERS and before.text not in "-&" and words.may_be_a_name(token.text)
