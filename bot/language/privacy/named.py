"""Clubs, shops, practices and homes with their name: "kapsalon Haarmonie", "serviceflat de Zilverling"."""

from collections.abc import Callable, Iterator

from .span import Span
from .tokens import Token
from .vocabulary import Endings, Vocabulary, listed

KINDS = (("place_detail", Endings("homes")), ("organisation_small", Endings("small_organisations")))
DETERMINERS = listed("determiners")
LINKS = frozenset(
    [
        "de",
        "het",
        "'t",
        "t",
        "la",
        "le",
        "da",
        "del",
        "den",
        "der",
        "ter",
        "ten",
        "sint",
        "st",
        "onze",
        "op",
        "bie",
        "bij",
        "aan",
        "au",
        "zur",
        "zum",
        "ap",
        "ut",
        "'n",
        "ons",
    ]
)
SAINTS = frozenset({"sint", "st", "onze", "lieve"})
WITH_AREA = listed("with_area")
FOUNDED = ("stichting", "vereniging", "club", "koor")
PLACING = frozenset({"van", "op", "in", "bij", "bie", "aan"})
LAST_WORDS = frozenset(
    {"zn", "zonen", "zoon", "co", "bv", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien"}
)
OPEN_QUOTES, CLOSE_QUOTES = "'\"‘“«", "'\"’”»"
LONGEST = 4
"""How many words a name between quotes may have."""


def find(row: list[Token], words: Vocabulary, protected: Callable[[int, int], bool]) -> Iterator[Span]:
    """Such a word together with its name; a word without a name gives nothing."""
    for kind, heads in KINDS:
        for at, token in enumerate(row):
            if token.is_word and heads.fit(token.text) and not protected(token.start, token.end):
                last = _last_of_name(row, at, words, protected)
                if last > at:
                    yield Span(token.start, row[last].end, kind)


def _last_of_name(row: list[Token], head: int, words: Vocabulary, protected: Callable[[int, int], bool]) -> int:
    """The place of the name's last word, or `head` when no name follows."""
    at = head + 1
    if at < len(row) and row[at].text in OPEN_QUOTES:
        return _quoted(row, head, at)
    first = at
    if at + 1 < len(row) and row[at].text == "van" and row[at + 1].text in ("de", "der", "den", "'t"):
        at += 1
    while at < len(row) and at - first < 3 and row[at].text in LINKS:
        at += 2 if row[at].text == "st" and at + 1 < len(row) and row[at + 1].text == "." else 1
    if at >= len(row) or not row[at].is_word:
        return head
    if protected(row[at].start, row[at].end):
        return at if at == head + 1 and row[head].text in WITH_AREA else head
    bare = head == 0 or not (row[head - 1].text in DETERMINERS or words.is_inflected_adjective(row[head - 1].text))
    return _known_name(row, head, first, at, bare, words, protected)


def _known_name(
    row: list[Token],
    head: int,
    first: int,
    at: int,
    bare: bool,
    words: Vocabulary,
    protected: Callable[[int, int], bool],
) -> int:
    """The same for a name of which the first word, at `at`, may be a known one; from `first` stand its small words.

    `bare`: no article stands before the head, as before a name ("bij kapsalon Knap").
    """
    word = row[at].text
    if not words.knows(word) or row[at - 1].text in SAINTS:
        return _second(row, at, words, protected)
    second = _second(row, at, words, protected)
    if at > first:
        placed = row[first].text in PLACING
        if bare and not placed:
            return second if not words.is_follower(word) else head
        possible = words.may_be_a_name(word) or (word in words.places and second > at)
        return (
            second
            if possible and (not placed or (bare and word in words.names)) and _ends(row, second + 1, words)
            else head
        )
    if bare and row[head].text.endswith(FOUNDED) and second > at:
        return second
    if not words.may_be_a_name(word):
        return head
    odd = not words.is_listed(word) and not word.endswith(("en", "s"))
    return second if bare or odd else head


def _second(row: list[Token], at: int, words: Vocabulary, protected: Callable[[int, int], bool]) -> int:
    """The name's last word: the next one too when it is unknown or a noun."""
    after = at + 1
    if after < len(row) and row[after].text in ("&", "+") and after + 1 < len(row):
        after += 1
    if after < len(row) and row[after].is_word and not protected(row[after].start, row[after].end):
        word = row[after].text
        if len(word) > 1 and (not words.knows(word) or words.may_be_a_name(word) or word in LAST_WORDS):
            return after
    return at


def _quoted(row: list[Token], head: int, start: int) -> int:
    for at in range(start + 2, min(len(row), start + LONGEST + 2)):
        if row[at].text in CLOSE_QUOTES:
            return at - 1
    return head


def _ends(row: list[Token], at: int, words: Vocabulary) -> bool:
    """Whether a name may end before the token at `at`: a sign, the end, or a small word."""
    return at >= len(row) or not row[at].is_word or words.is_follower(row[at].text)
