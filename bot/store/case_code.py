"""Case codes: two Dutch words and two check digits, as in `merel-fiets-42`. Easy to say over the phone.

The check digits are ISO 7064 MOD 97-10 (those of an IBAN) over the numbers of the two words. A wrong digit and a
word that is one slip away are always noticed, another wrong word or swapped words in 99 of 100.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from stdnum.iso7064 import mod_97_10

PLATE_LENGTHS = (3, 4)
"""Of the two parts in front of the digits, at most: three letters and four are taken for a plate."""

WORDS_FILE = Path(__file__).with_name("case_words.txt")


@cache
def words() -> tuple[str, ...]:
    """The words, in the order that the check digits count on: new ones are added at the end only."""
    return tuple(WORDS_FILE.read_text("utf-8").split())


def codes() -> Iterator[str]:
    """Random codes without end; none that looks like a number plate, which is masked in what people write about it."""
    while True:
        first, second = secrets.choice(words()), secrets.choice(words())
        if len(first) > PLATE_LENGTHS[0] or len(second) > PLATE_LENGTHS[1]:
            yield code_of(first, second)


def code_of(first: str, second: str) -> str:
    """The code of two words. Raises ValueError when one of them is not in the list."""
    number = f"{words().index(first):04}{words().index(second):04}"
    return f"{first}-{second}-{mod_97_10.calc_check_digits(number)}"


TYPED = re.compile(r"\s*([a-z]+)[\s,.-]+([a-z]+)[\s,.-]+(\d\d)\s*")


INSIDE = re.compile(r"(?<![^\W_])(?=(([a-z]+)[\s,.-]+([a-z]+)[\s,.-]+(\d\d))(?![^\W_]))", re.IGNORECASE)
"""Where a code may stand in a text; of "code merel fiets 42" both "code merel" and "merel fiets" are tried."""


@dataclass(frozen=True)
class CodeInside:
    """A case code in a longer text: what stands in front of it and behind it."""

    code: str
    before: str
    after: str


def code_inside(text: str) -> CodeInside | None:
    """The one case code that stands in a text, or is the text; None when there is none, or more than one."""
    found = [(code, match.span(1)) for match in INSIDE.finditer(text) if (code := read_code(match[1]))]
    if len(found) != 1:
        return None
    code, (start, end) = found[0]
    return CodeInside(code, text[:start], text[end:])


def codes_in(text: str) -> Iterator[tuple[int, int]]:
    """Where codes stand as the bot writes them, with hyphens."""
    for match in INSIDE.finditer(text):
        if match[1].count("-") == 2 and read_code(match[1]) is not None:
            yield match.span(1)


def has_mistyped(text: str) -> bool:
    """Whether a text has a code in it that is none: with hyphens, and with one word of the list."""
    meant = [match for match in INSIDE.finditer(text.lower()) if match[1].count("-") == 2]
    return any(read_code(match[1]) is None and not {match[2], match[3]}.isdisjoint(words()) for match in meant)


def is_mistyped(text: str) -> bool:
    """Whether somebody meant a code that is none: two words and digits, with hyphens or with one word of the list."""
    match = TYPED.fullmatch(text.lower())
    if match is None or read_code(text) is not None:
        return False
    return "-" in text or not {match[1], match[2]}.isdisjoint(words())


def read_code(text: str) -> str | None:
    """The case code that somebody typed, however they spaced it; None when it is none or mistyped."""
    match = TYPED.fullmatch(text.lower())
    if match is None:
        return None
    try:
        code = code_of(match[1], match[2])
    except ValueError:
        return None
    return code if code.endswith(match[3]) else None
