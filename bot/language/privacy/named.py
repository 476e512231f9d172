"""Clubs, shops, practices and homes with their name: "kapsalon Haarmonie", "serviceflat de Zilverling"."""

from collections.abc import Callable, Iterator

from .span import Span
from .tokens import Token
from .vocabulary import Endings, Vocabulary, listed, phrases

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
        "d'r",
        "gen",
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
JOINING = frozenset({"&", "+", "en", "van", "voor", "door", "na", "om", "tot", "zonder", "der"})
NOT_A_NAME = listed("not_names")
NO_NAME = listed("verbs") | DETERMINERS | listed("after_van") | listed("kinship")
MOTTOES = frozenset(tuple(phrase.split()) for phrase in phrases("mottoes"))
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
                    described = at > 0 and row[at - 1].is_word and words.is_inflected_adjective(row[at - 1].text)
                    origin = at > 0 and row[at - 1].text.endswith("se")
                    yield Span(row[at - 1 if described or origin else at].start, row[last].end, kind)


def _last_of_name(row: list[Token], head: int, words: Vocabulary, protected: Callable[[int, int], bool]) -> int:
    """The place of the name's last word, or `head` when no name follows."""
    at = head + 1
    if at < len(row) and row[at].text in OPEN_QUOTES:
        return _quoted(row, head, at)
    motto = tuple(token.text for token in row[at : at + 3])
    if motto in MOTTOES:
        return head + 3
    first = at
    if at + 1 < len(row) and row[at].text in ("van", "in") and row[at + 1].text in ("de", "der", "den", "'t", "d'r"):
        at += 1
    while at < len(row) and at - first < 3 and row[at].text in LINKS:
        at += 2 if row[at].text == "st" and at + 1 < len(row) and row[at + 1].text == "." else 1
    if at >= len(row) or not row[at].is_word:
        return head
    if protected(row[at].start, row[at].end):
        return at if at == head + 1 and row[head].text in WITH_AREA else head
    bare = head == 0 or not (row[head - 1].text in DETERMINERS or words.is_inflected_adjective(row[head - 1].text))
    word = row[at].text
    if not words.knows(word) or row[at - 1].text in SAINTS:
        return _rest(row, at, words, protected)
    if at > first:
        return _with_article(row, head, first, at, bare, words, protected)
    rest = _rest(row, at, words, protected)
    if bare and row[head].text.endswith(FOUNDED) and rest > at:
        return rest
    if not words.may_be_a_name(word):
        return head
    odd = not words.is_listed(word) and not word.endswith(("en", "s"))
    return rest if bare or odd else head


def _with_article(
    row: list[Token],
    head: int,
    first: int,
    at: int,
    bare: bool,
    words: Vocabulary,
    protected: Callable[[int, int], bool],
) -> int:
    """The same for a name that begins with small words, from `first`, and a known word at `at`.

    `bare`: no article stands before the head, as before a name ("bij kapsalon de Krul").
    """
    word, placed = row[at].text, row[first].text in PLACING
    rest = _rest(row, at, words, protected)
    if placed:
        named = bare and (word in words.names or row[first + 1].text == "d'r") and words.may_be_a_name(word)
        return rest if named and _ends(row, rest + 1, words) else head
    if word in NOT_A_NAME or row[rest].text in NOT_A_NAME:
        return head
    if bare:
        described = rest == at and (words.is_inflected_adjective(word) or word.endswith("e"))
        if described and at + 1 < len(row) and row[at + 1].is_word:
            second = row[at + 1].text
            return head if second in NOT_A_NAME or second in NO_NAME or len(second) < 3 else at + 1
        return head if rest == at and word in NO_NAME else rest
    possible = words.may_be_a_name(word) or (word in words.places and rest > at)
    return rest if possible and _ends(row, rest + 1, words) else head


def _rest(row: list[Token], at: int, words: Vocabulary, protected: Callable[[int, int], bool]) -> int:
    """The name's last word: with the unknown words and the nouns after it, and a noun after "en" or "van"."""
    last = at
    while last - at < LONGEST:
        after = last + 1
        joined = after < len(row) and row[after].text in JOINING
        if joined:
            after += 1
        if after >= len(row) or not row[after].is_word:
            break
        if protected(row[after].start, row[after].end):
            return after if joined or not words.knows(row[last].text) else last
        word = row[after].text
        unknown = not words.knows(word)
        if not (len(word) > 1 and (unknown or words.may_be_a_name(word) or word in LAST_WORDS)):
            break
        if joined and not unknown and word in NOT_A_NAME:
            break
        last = after
    return last


def _quoted(row: list[Token], head: int, start: int) -> int:
    for at in range(start + 2, min(len(row), start + LONGEST + 2)):
        if row[at].text in CLOSE_QUOTES:
            return at - 1
    return head


def _ends(row: list[Token], at: int, words: Vocabulary) -> bool:
    """Whether a name may end before the token at `at`: a sign, the end, or a small word."""
    return at >= len(row) or not row[at].is_word or words.is_follower(row[at].text)
