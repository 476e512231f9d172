"""What stands before a surname and belongs to it: "van der", "op den", "v/d"."""

from .tokens import PLACEHOLDER, Token
from .vocabulary import Vocabulary, listed

TITLES, KIN, PREFIXES = listed("titles"), listed("kinship"), listed("prefixes")
DETERMINERS = listed("determiners")
POLITE, VERBS, AFTER_VAN = listed("polite"), listed("verbs"), listed("after_van")
BEFORE_BARE_VAN = frozenset({"bij", "met", "door", "aan", "en", "voor", "naar", "namens", "tegen"})
PLACE_PREFIXES = frozenset({"op", "uit", "in", "aan", "onder", "over", "bij", "van", "voor"})
SURE_PREFIXES = (
    ("op", "den"),
    ("uit", "den"),
    ("in", "den"),
    ("aan", "den"),
    ("in", "'t"),
    ("op", "'t"),
    ("ten",),
    ("van", "der"),
    ("van", "den"),
    ("van", "'t"),
    ("v", "d"),
    ("v", "der"),
    ("vd",),
    ("ter",),
    ("vdh",),
)


def take_prefixes(row: list[Token], named: list[bool]) -> None:
    """Gives a name its prefixes, when a title, name or initial stands before them or only names have them."""
    for at in range(len(row)):
        if not named[at]:
            continue
        _take_place_prefix(row, at, named)
        start = prefix_start(row, at)
        if start == at or (not row[at].is_word and row[at].text != PLACEHOLDER):
            continue
        if opens(row, start, named) and not (at - start == 1 and _related(row, start, named)):
            for inside in range(start, at):
                named[inside] = True
        elif is_prefix_sure(row, start, at):
            sure = max(
                len(one)
                for one in SURE_PREFIXES
                if tuple(token.text for token in row[start:at] if token.text not in "./")[-len(one) :] == one
            )
            for inside in range(at - sure, at):
                named[inside] = True


def _take_place_prefix(row: list[Token], at: int, named: list[bool]) -> None:
    """ "mevrouw op den Camp", "meneer uit de Weerd": the preposition too, right after a title or a first name."""
    if at < 2:
        return
    start = (
        at - 2 if row[at - 1].text in ("de", "den", "der", "'t", "het") and row[at - 2].text in PLACE_PREFIXES else at
    )
    if start == at and row[at - 1].text in ("ten", "ter", "te", "do", "des"):
        start = at - 1
    head = skip_dot(row, start - 1)
    if start < at and head >= 0 and head >= start - 2 and (named[head] or row[head].text in POLITE):
        for inside in range(start, at):
            named[inside] = True


def join_parts(row: list[Token], named: list[bool], words: Vocabulary) -> None:
    """Marks what stands between the parts of a name ("Mark van Dongen", "tjon a fat") and a bare "van Dieren"."""
    for at, token in enumerate(row):
        if not named[at]:
            continue
        if at > 1 and named[at - 2] and len(row[at - 1].text) == 1 and row[at - 1].text.isalpha():
            named[at - 1] = True
        start = prefix_start(row, at)
        if start == at or start == 0:
            continue
        first = row[start - 1].text
        if first in words.first_names and first not in VERBS and not named[start - 1]:
            named[start - 1] = True
        bare = row[start].text == "van" and first in BEFORE_BARE_VAN and token.text not in words.first_names
        if named[start - 1] or bare:
            for inside in range(start, at):
                named[inside] = True


def bare_surname(row: list[Token], at: int, words: Vocabulary) -> bool:
    """Whether a known word is a surname after "mark van", or after two prepositions ("bij van dieren")."""
    start = prefix_start(row, at)
    first = row[start - 1].text if 0 < start < at else ""
    if first in words.first_names and first not in words.careful and first not in VERBS:
        after_article = start > 1 and row[start - 2].text in DETERMINERS
        if not (after_article or words.is_follower(row[at].text) or row[at].text in AFTER_VAN):
            return row[start].text != "de" or row[at].text not in words.things
    if at < 2 or row[at - 1].text != "van" or row[at - 2].text not in BEFORE_BARE_VAN - {"en"}:
        return False
    word = row[at].text
    return words.may_be_a_name(word) and word not in AFTER_VAN and word not in words.places


def skip_dot(row: list[Token], at: int) -> int:
    """The token before `at` that is no full stop, comma of a title or bracket."""
    while at >= 0 and row[at].text in (".", "(", '"', "'", "“", "‘", ":"):
        at -= 1
    return at


def prefix_start(row: list[Token], at: int) -> int:
    """Where the prefixes ("van de") right before `at` begin; `at` itself when there are none."""
    start = at
    while start > 0 and at - start < 6:
        previous = row[start - 1].text
        if previous in PREFIXES or (previous in "./" and start > 1 and row[start - 2].text in ("v", "d")):
            start -= 1
        else:
            break
    if start < at and start > 0 and row[start].text in ("den", "'t") and row[start - 1].text in PLACE_PREFIXES:
        start -= 1
    return start


def is_prefix_sure(row: list[Token], start: int, at: int) -> bool:
    given = tuple(token.text for token in row[start:at] if token.text not in "./")
    return any(given[-len(sure) :] == sure for sure in SURE_PREFIXES)


def opens(row: list[Token], start: int, named: list[bool]) -> bool:
    """Whether a title, an initial or a name stands before a prefix."""
    head = skip_dot(row, start - 1)
    return head >= 0 and (named[head] or row[head].text in TITLES or row[head].text in KIN)


def _related(row: list[Token], start: int, named: list[bool]) -> bool:
    """Whether only a kinship word stands before a prefix: "de zoon van Anja"."""
    head = skip_dot(row, start - 1)
    return head >= 0 and not named[head] and row[head].text not in TITLES
