"""Words, numbers, marks and placeholders of a text."""

import re
from typing import NamedTuple

TOKEN = re.compile(
    r"\[[^\]\s]{3,14}\]|"
    r"(?:[^\W\d_][\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0900-\u0903\u093a-\u094f]*)+(?:['’´`\-](?:[^\W\d_][\u0300-\u036f\u064b-\u065f]*)+)*|"
    r"['’](?:tje|tjes|ns|[tsnkmr])(?![^\W\d_])|\d+|[^\w\s]|_+"
)
PLACEHOLDER = "[naam]"
CURLED = str.maketrans("’´`", "'''")


class Token(NamedTuple):
    """A word, a number, a mark or a placeholder, in lower case with straight apostrophes."""

    start: int
    end: int
    text: str
    is_word: bool


def lowered(text: str) -> str:
    """Lower case, letter by letter, so that offsets stay."""
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(small if len(small := letter.lower()) == 1 else letter for letter in text)


def tokens(low: str) -> list[Token]:
    """Splits `low` (lower case)."""
    return [
        Token(*match.span(), (text := _straight(match.group())), _begins_word(text)) for match in TOKEN.finditer(low)
    ]


def _begins_word(text: str) -> bool:
    return text[0].isalpha() or (text[0] == "'" and len(text) > 1)


def _straight(text: str) -> str:
    return text if text.isascii() and "`" not in text else text.translate(CURLED)
