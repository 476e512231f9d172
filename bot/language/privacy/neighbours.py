"""Known words that their neighbours make a name: "mevrouw de wit", "buurman bakker", "ze heet roos"."""

from .calling import called_after, first_of_two, nicknamed, opens_clause, stands_bare
from .prefixes import bare_surname, is_prefix_sure, opens, prefix_start, skip_dot
from .tokens import PLACEHOLDER, Token
from .vocabulary import Vocabulary, listed

TITLES = listed("titles")
KIN = listed("kinship")
VERBS = listed("verbs")
PREFIXES = listed("prefixes")
NAMING = listed("naming")
NEARBY = listed("nearby")
AFTER_NAME = listed("after_name")
AFTER_VAN = listed("after_van")
POLITE = listed("polite")
PRONOUNS = frozenset({"ie", "hij", "ze", "zij", "'ie", "ik", "wij", "we"})
LINKS = frozenset(["en", "&", "met", "/", "+", "of", ","])
ADVERB_NAMES = frozenset(
    {"wil", "was", "over", "meer", "laat", "weg", "weer", "dan", "door", "ken", "es", "echt", "free", "best", "ben"}
)


def by_context(row: list[Token], at: int, named: list[bool], words: Vocabulary) -> None:
    """Marks `row[at]` and its prefixes when what stands before it says that it is a name."""
    word = row[at].text
    before = skip_dot(row, at - 1)
    parts = (word, word.removesuffix("'s"), *(word.split("-") if "-" in word else ()))
    name = any(part in words.names for part in parts)
    if (
        called_after(row, at, name)
        or stands_bare(row, at, word, words)
        or first_of_two(row, at, named, words)
        or nicknamed(row, at)
        or bare_surname(row, at, words)
    ):
        named[at] = True
        return
    if start_of_name := _titled(row, at, before, named, words):
        named[at] = start_of_name
        return
    if len(word) == 1:
        _initial(row, at, before, named, words)
        return
    start = prefix_start(row, at)
    if start < at and is_prefix_sure(row, start, at) and (name or opens(row, start, named)) and word not in VERBS:
        named[at] = True
        return
    if start == at - 1 and start > 0 and row[start].text == "van" and _origin(row, start, named, word, words):
        named[at] = True
        return
    if not name and not (word in words.places and before >= 0 and row[before].text in TITLES):
        return
    head = skip_dot(row, start - 1)
    if start < at and row[start].text == "van" and word in AFTER_VAN:
        return
    if (
        head >= 0
        and _introduces(row, head, named, words, word, prefixed=start < at)
        and _fits_after(row, at, words, prefixed=start < at)
    ) or (start == at and word in words.first_names and word not in words.things and _paired(row, at, named)):
        named[at] = True
    elif (
        start == at
        and word in words.first_names
        and word not in words.careful
        and before >= 0
        and row[before].text in NEARBY
        and word not in VERBS
    ):
        named[at] = row[at - 1].text not in ("de", "het", "een") and _fits_after(row, at, words, prefixed=False)
    elif (
        start == at
        and word in words.first_names
        and opens_clause(row, at)
        and at + 1 < len(row)
        and row[at + 1].text in VERBS
    ):
        named[at] = word not in VERBS or word == "wil"


def _calls(row: list[Token], at: int) -> bool:
    """Whether "heet" is a verb there ("ze heet"), not a word for hot."""
    return row[at].text not in ("heet", "naam") or (
        at > 0 and (row[at - 1].text in PRONOUNS or row[at - 1].text in KIN or row[at - 1].text in ("en", "die"))
    )


def _acts(word: str, words: Vocabulary) -> bool:
    """Whether `word` is a verb that somebody does, no participle."""
    return word in VERBS or (word.endswith("t") and words.is_finite(word))


def _titled(row: list[Token], at: int, before: int, named: list[bool], words: Vocabulary) -> bool:
    """Whether a word follows "mevrouw" or a name and is no word that does so in a sentence: nouns and odd compounds."""
    word = row[at].text
    if before < 0 or before < at - 2:
        return False
    if at + 1 < len(row) and row[at + 1].text in VERBS and row[before].text in TITLES and words.looks_like_a_verb(word):
        return len(word) > 2 and not words.is_follower(word) and word.endswith("t") and word not in VERBS
    if row[before].text in NAMING and _calls(row, before):
        return not (words.is_follower(word) or words.is_inflected_adjective(word) or word in words.places)
    if not words.may_be_a_name(word):
        return False
    if row[before].text in TITLES and at + 1 < len(row) and _acts(row[at + 1].text, words):
        return not (words.is_adjective(word) or words.is_inflected_adjective(word))
    odd = not words.is_listed(word)
    if row[before].text in POLITE:
        return odd or not (word.endswith("en") or words.is_adjective(word) or words.is_inflected_adjective(word))
    return (
        odd and before == at - 1 and (named[before] or row[before].text in TITLES) and row[before].text != PLACEHOLDER
    )


def _origin(row: list[Token], start: int, named: list[bool], word: str, words: Vocabulary) -> bool:
    """Whether "Corrie van WORD" or "mevrouw van WORD" is a surname and no place, time or owner ("van hiernaast")."""
    head = skip_dot(row, start - 1)
    if head < 0 or not (named[head] or row[head].text in POLITE):
        return False
    common = AFTER_VAN | VERBS | TITLES | KIN | PREFIXES
    return len(word) > 1 and word not in common and word not in words.places


def _paired(row: list[Token], at: int, named: list[bool]) -> bool:
    """Whether "and" and a name follow, and no article stands before: "an en wim"."""
    if at + 2 >= len(row) or row[at + 1].text not in ("en", "&") or not named[at + 2]:
        return False
    return at == 0 or row[at - 1].text not in ("de", "het", "een", "die", "dat", "haar", "zijn", "mijn", "geen")


def _introduces(row: list[Token], head: int, named: list[bool], words: Vocabulary, word: str, prefixed: bool) -> bool:
    """Whether the token at `head` announces that `word` is a name."""
    text = row[head].text
    if named[head] and text not in TITLES and word in ADVERB_NAMES:
        return False
    if named[head] or text in TITLES:
        initial = len(text) == 1 or text == PLACEHOLDER
        return text in TITLES or initial or not (prefixed and word in words.things)
    if len(text) == 1 and text.isalpha() and head + 1 < len(row) and row[head + 1].text == ".":
        return True
    if text in KIN or text in NAMING or (text == "is" and head > 0 and row[head - 1].text == "naam"):
        return (
            word in words.first_names
            or (prefixed and word in words.names and word not in words.things)
            or text in NAMING
        )
    if (
        text in LINKS
        and head > 0
        and (named[head - 1] or (row[head - 1].text in words.first_names and head > 1 and named[head - 1]))
    ):
        return word in words.first_names and word not in words.careful
    return False


def _fits_after(row: list[Token], at: int, words: Vocabulary, prefixed: bool) -> bool:
    """Whether what follows lets a common word be a name ("mevrouw wil naar huis": no; "oma wil is gevallen": yes)."""
    word = row[at].text
    following = row[at + 1].text if at + 1 < len(row) else ""
    if word in VERBS or word in ADVERB_NAMES:
        return (following in VERBS and following != word and not prefixed) or (following == "en")
    if word not in words.careful:
        return True
    if not following or not following[0].isalpha():
        return True
    return (
        following in VERBS
        or following in AFTER_NAME
        or (prefixed and words.is_finite(following))
        or (following in words.names and following not in words.careful)
    )


def _initial(row: list[Token], at: int, before: int, named: list[bool], words: Vocabulary) -> None:
    """One letter: an initial after a title or before a full stop and a name."""
    dotted = at + 1 < len(row) and row[at + 1].text == "."
    if row[at].text in "'t'n's" and not dotted:
        return
    titled = before >= 0 and (
        row[before].text in TITLES or row[before].text in KIN or (named[before] and before >= at - 2)
    )
    if titled and (dotted or row[at].text not in "u"):
        named[at] = True
        return
    if dotted and at + 2 < len(row):
        following = at + 2
        while (
            following < len(row)
            and (row[following].text in PREFIXES or row[following].text == ".")
            and following < at + 6
        ):
            following += 1
        if following < len(row) and (
            named[following] or (row[following].text in words.names and row[following].start <= row[at].end + 12)
        ):
            named[at] = not (at > 0 and row[at - 1].text.isdigit())
