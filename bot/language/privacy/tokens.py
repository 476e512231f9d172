"""Words, numbers, marks and placeholders of a text."""

import re
from typing import NamedTuple

TOKEN = re.compile(
    r"\[[^\]\s]{3,14}\]|"
    r"(?:[^\W\d_][\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0900-\u0903\u093a-\u094f]*)+(?:['’´`\-](?:[^\W\d_][\u0300-\u036f\u064b-\u065f]*)+)*|"
    r"['’](?:tje|tjes|ns|[tsnkmr])(?![^\W\d_])|\d+|[^\w\s]|_+"
)
PLACEHOLDER = "[naam]"


class Token(NamedTuple):
    """A word, a number, a mark or a placeholder, in lower case with straight apostrophes."""

    start: int
    end: int
    text: str

    @property
    def is_word(self) -> bool:
        return self.text[0].isalpha() or (self.text[0] == "'" and len(self.text) > 1)


def tokens(low: str) -> list[Token]:
    """Splits `low` (lower case)."""
    return [Token(match.start(), match.end(), _straight(match.group())) for match in TOKEN.finditer(low)]


def _straight(text: str) -> str:
    return text.replace("’", "'").replace("´", "'").replace("`", "'")
