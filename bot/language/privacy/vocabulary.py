"""Which words are known to be harmless, and which of them may be a name when their neighbours say so."""

import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path

from .dictionary import Dictionary

OWN_WORDS = ("colloquial", "everyday", "abbreviations", "places", "foreign", "typed", "medicine")
LISTS = Path(__file__).parent / "lists"
ACCENTS = dict.fromkeys(map(ord, "\u0301\u0300"))
LONGEST_COMPOUND = 40
PARTICIPLES = ("ge", "be", "ver", "ont", "her", "op", "af", "uit", "aan", "in", "mee", "weg", "door", "over")
LONG_VOWEL = re.compile(r"([aeou])\1([^\W\d_aeiou])$")
DIALECT_STARTS = ("sjt", "sjl", "sjn", "sjp", "sjw", "sjm")
"""Beginnings of words in the dialects of Limburg that no name has."""
SOFT = {"f": "v", "s": "z"}
ADJECTIVE_ENDINGS = ("end", "ig", "lijk", "isch", "aam", "iem", "aal", "eerd", "icht")


def listed(name: str) -> frozenset[str]:
    """The words of `lists/NAME.txt`: separated by spaces, `#` starts a comment line."""
    lines = (LISTS / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def phrases(name: str) -> frozenset[str]:
    """The phrases of `lists/NAME.txt`: separated by commas, `#` starts a comment line."""
    lines = (LISTS / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    found = {phrase.strip() for line in lines if not line.startswith("#") for phrase in line.split(",")}
    return frozenset(found - {""})


NO_COMPOUNDS = ("oorzaak", "noodzaak", "hoofdzaak", "bijzaak", "rechtszaak", "strafzaak")
"""Words that end like the word for a shop."""


class Endings:
    """The words of `lists/NAME.txt`; there "-flat" stands for every word that ends so."""

    def __init__(self, name: str) -> None:
        forms = listed(name)
        self._whole = frozenset(form for form in forms if form[0] != "-")
        self._tails = tuple(sorted(form[1:] for form in forms if form[0] == "-"))

    def fit(self, word: str) -> bool:
        """Whether `word` (lower case) is one of them."""
        return word in self._whole or (word.endswith(self._tails) and not word.endswith(NO_COMPOUNDS))


SURNAME_ENDINGS = tuple(listed("surname_endings"))
HARMLESS_ENDINGS = tuple(listed("harmless_endings"))
PREFIXED = tuple(listed("first_parts"))


class Vocabulary:
    """Looks words up. Every word is asked for in lower case, with a straight apostrophe."""

    def __init__(self, dictionary: Dictionary) -> None:
        self._words = dictionary.words
        self._first = dictionary.first_parts
        self._last = dictionary.last_parts
        self._own = frozenset().union(*map(listed, OWN_WORDS))
        self.always = listed("names_always")
        self.first_names = listed("names_first") | self.always
        self.names = listed("names_surname") | self.first_names
        self.places = listed("places")
        self.bare = listed("names_bare")
        self.careful = listed("names_careful")
        self.things = listed("names_things") | self.careful
        self._followers = listed("followers") | listed("verbs") | listed("determiners")
        self.generic_streets = listed("streets_generic")
        self.named_streets = listed("streets_named")
        self._capitalised = dictionary.names

    def knows(self, word: str) -> bool:
        """Whether `word` is Dutch, or one of our own words, and not chiefly a name."""
        return self._knows(unicodedata.normalize("NFC", word))

    def in_dictionary(self, word: str) -> bool:
        """Whether `word` itself, no compound, is a lower-case entry."""
        return word in self._words

    def may_be_a_name(self, word: str) -> bool:
        """Whether a known word may be what somebody or something is called: no small word and no verb."""
        return (
            len(word) > 2 and word not in self._followers and word not in self._own and not self.looks_like_a_verb(word)
        )

    def is_follower(self, word: str) -> bool:
        """Whether `word` is a small word that may follow a title without being a name."""
        return word in self._followers

    def is_finite(self, word: str) -> bool:
        """Whether `word` may be the third person of a verb ("timmert")."""
        if not word.endswith("t"):
            return False
        return self._infinitive(word[:-1]) or (
            word.startswith(("be", "ver", "ont", "her")) and word + "en" in self._words
        )

    def is_adjective(self, word: str) -> bool:
        """Whether the dictionary has the superlative of `word`."""
        return word + "st" in self._words or word + "ste" in self._words or word.endswith(ADJECTIVE_ENDINGS)

    def is_inflected_adjective(self, word: str) -> bool:
        """Whether `word` is an adjective as it stands before a noun ("oude")."""
        return word.endswith("e") and (self.is_adjective(word[:-1]) or word[:-1] + "st" in self._words)

    def looks_like_a_verb(self, word: str) -> bool:
        """Whether `word` may be a finite verb or a participle: its stem has an infinitive in the dictionary."""
        if word.endswith("t") and self._infinitive(word[:-1]):
            return True
        if word.endswith(("de", "te")) and self._infinitive(word[:-2]):
            return True
        return word.startswith(PARTICIPLES) and word.endswith(("d", "t", "en"))

    def _infinitive(self, stem: str) -> bool:
        short = LONG_VOWEL.sub(r"\1\2", stem)
        soft = short[:-1] + SOFT.get(short[-1:], "")
        return any(form in self._words for form in (short + "en", stem + stem[-1:] + "en", stem + "n", soft + "en"))

    def is_listed(self, word: str) -> bool:
        """Whether `word` itself, no compound or form of it, stands in the dictionary or in our lists."""
        return self._plain(word)

    def _knows(self, word: str) -> bool:
        if word in self.always:
            return False
        if self._plain(word):
            return True
        bare = unicodedata.normalize("NFC", unicodedata.normalize("NFD", word).translate(ACCENTS))
        if bare != word and bare not in self.always and self._plain(bare):
            return True
        if word.startswith(("sint-", "st-")):
            return False
        if "-" in word:
            return all(not part or self._knows(part) for part in word.split("-"))
        if "'" in word:
            head, _, tail = word.rpartition("'")
            if tail in ("s", "tje", "tjes", "er", "ers", "en", "t", "ie", "k", "n", "m", "r", ""):
                return len(head) > 1 and self._knows(head)
        if word.startswith(DIALECT_STARTS) or (word.endswith("nr") and self._plain(word[:-2])):
            return True
        return self._inflected(word) or self._compound(word)

    def _plain(self, word: str) -> bool:
        return word in self._words or word in self._own

    def _is_never_compound(self, word: str) -> bool:
        return word in self._capitalised or word in self.names

    def _inflected(self, word: str) -> bool:
        """Forms that the list leaves out: a swallowed n ("prate"), plurals, diminutives."""
        if len(word) < 5 or self._is_never_compound(word):
            return False
        if word.endswith("e") and word + "n" in self._words:
            return True
        for ending in ("tjes", "tje", "jes", "je", "en", "s"):
            stem = word.removesuffix(ending)
            if (
                stem != word
                and len(stem) >= 4
                and stem in self._words
                and (ending != "s" or stem.endswith(ADJECTIVE_ENDINGS))
            ):
                return True
        return any(
            word.startswith(part) and len(word) >= len(part) + 4 and word[len(part) :] in self._words
            for part in PREFIXED
        )

    def _compound(self, word: str) -> bool:
        if not 6 <= len(word) <= LONGEST_COMPOUND or self._is_never_compound(word):
            return False
        if word.endswith("s") and self._is_never_compound(word[:-1]):
            return False
        if word.endswith(SURNAME_ENDINGS) and not word.endswith(HARMLESS_ENDINGS):
            return False
        return self._splits(word, parts=3)

    def _splits(self, word: str, parts: int) -> bool:
        for at in range(3, len(word) - 2):
            head, tail = word[:at], word[at:]
            if head in self.always or not (
                head in self._first or (len(head) >= 4 and (head in self._words or self._linked(head)))
            ):
                continue
            if tail in self._last or (len(tail) >= 4 and (tail in self._words or self._inflected(tail))):
                return True
            if parts > 2 and len(tail) >= 7 and self._splits(tail, parts - 1):
                return True
        return False

    def _linked(self, head: str) -> bool:
        """A first part with its linking s ("verjaardags-")."""
        return head.endswith("s") and len(head) >= 5 and head[:-1] in self._words


def allowed_words(names: Iterable[str]) -> list[list[str]]:
    """Each name as its words in lower case."""
    return [words for name in names if (words := name.lower().replace("’", "'").split())]
