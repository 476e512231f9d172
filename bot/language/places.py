"""Which part of the municipality a text speaks of, and where the visited person lives: the id of an area."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bot.language.folding import NearWords, fold, words_of

_WORD = re.compile(r"[^\W_]+|[.,;:!?\n]")
_CLAUSE_END = frozenset(".,;:!?\n") | {"en", "maar", "terwijl"}
_FUZZY_FROM = 7  # letters; in shorter names one other letter makes another word

_LIVES_WORDS = """
woont woon wonen wonend woonachtig woning huis flat appartement bezoek bezocht bezoekt adres thuis
aanleunwoning aanleunflat aanleunappartement flatje huisje kamer kamertje appartementje seniorenwoning woongroep
"""
_LIVES = frozenset(_LIVES_WORDS.split())
_OTHERS_WORDS = """
zoon dochter zoons dochters kind kinderen kleinkind kleinkinderen kleinzoon kleindochter zus zussen broer
broers nicht neef vriend vriendin vrienden schoonzoon schoondochter familie buren buurvrouw buurman ik wij we
"""
_OTHERS = frozenset(_OTHERS_WORDS.split())
_WITH = frozenset({"bij", "met", "naast", "tegenover"})
_BEFORE = frozenset(
    ["vroeger", "geboren", "opgegroeid", "gewerkt", "daarvoor", "gewoond", "oorspronkelijk", "afkomstig", "verhuisd"]
)
_NOW = frozenset({"nu", "naar"})  # "verhuisd van Hoensbroek naar Passart", "vroeger in de Dem, nu in Molenberg"
_ELSEWHERE_WORDS = """
markt winkel winkels soos kerk dagbesteding koffieochtend club huisarts scouting koor fanfare school fabriek
station trein verpleeghuis verpleegtehuis tehuis tehis rondje wandelen gelogeerd logeert gepind bericht
"""
_OUTINGS = frozenset(_ELSEWHERE_WORDS.split())
_ELSEWHERE = _OUTINGS | {"naar"}
_CAME_WORDS = """
verhuisd verhuisde gekomen kwam gehaald getrokken verplant verkast verhuizing gegaan verhuist teruggekomen hierheen
hiernaartoe gereden gefietst brengt bracht
"""
_CAME = frozenset(_CAME_WORDS.split())
"""With one of these "naar" leads to where somebody lives now; a volunteer drives to where they visit."""
_FROM = frozenset({"van", "vanuit", "uit"})
_ONCE = frozenset({"woonde", "woonden", "weg", "verkocht", "leeg"})
_SINCE = frozenset({"nu", "sinds", "tegenwoordig", "inmiddels", "hier", "nieuwe", "zit"})
_OUTSIDE = "buiten-heerlen"
"""Places outside are named for trips and family more often than because somebody lives there."""
_TITLES = frozenset(
    ["mevrouw", "mevr", "mw", "meneer", "mneer", "dhr", "heer", "mijnheer", "dokter", "dr", "zuster", "fam", "familie"]
)


_AROUND = frozenset(["in", "de", "het", "t", "n", "op", "bij", "uit", "wijk", "buurt", "omgeving"])

_AFTER, _SENTENCE = 4, 10
"""How many words after and before a name are looked at."""


@dataclass(frozen=True)
class _Mention:
    area: str
    start: int
    weight: int


class AreaFinder:
    """Finds the area that a text says somebody lives in.

    `names` maps each name and nickname, however spelled, to the id of its area.
    """

    def __init__(self, names: Mapping[str, str]) -> None:
        self._ids = {_key(name): area for name, area in names.items()}
        self._sizes = {(_key(name), len(_words(name))) for name in names}
        self._longest = max((len(_words(name)) for name in names), default=0)
        self._near = NearWords(self._ids, shortest=_FUZZY_FROM)

    def find(self, text: str) -> str | None:
        """The id of the area where the visited person lives now, or None when the text does not say.

        The longest name wins at each place. Of several areas the one that somebody is said to live in goes first,
        then the one named first. Where a child or friend lives, where somebody used to live, and where somebody
        only goes to, is left out.
        """
        mentions = [mention for mention in self._mentions(_words(text)) if mention.weight >= 0]
        if not mentions:
            return None
        return max(mentions, key=lambda mention: (mention.weight, -mention.start)).area

    def named(self, text: str) -> str | None:
        """The id of the area that a question names, wherever anybody lives: "waar kan ik heen in Hoensbroek?".

        One that somebody lives in goes before one that is only named, and then the first.
        """
        mentions = self._mentions(_words(text))
        return max(mentions, key=lambda mention: (mention.weight, -mention.start)).area if mentions else None

    def _mentions(self, words: list[str]) -> list[_Mention]:
        found: list[_Mention] = []
        start = 0
        while start < len(words):
            for size in range(min(self._longest, len(words) - start), 0, -1):
                area = self._look_up(words[start : start + size])
                if area and not (start and words[start - 1] in _TITLES):
                    found.append(_Mention(area, start, _weight(words, start, start + size, area)))
                    start += size
                    break
            else:
                start += 1
        return found

    def _look_up(self, words: list[str]) -> str | None:
        """The area of these words. A slip is forgiven only when the name has as many words: "zes weken" is none."""
        if not all(word[0].isalnum() for word in words):
            return None
        key = "".join(words)
        if key in self._ids:
            return self._ids[key]
        if words[-1] in _DUTCH_WORDS:
            return None
        areas = {self._ids[known] for known in self._near.find_all(key) if (known, len(words)) in self._sizes}
        return areas.pop() if len(areas) == 1 else None


# Dutch words that are one slip away from the name of an area.
_DUTCH_WORDS = frozenset({"passant", "passaat", "vrijheid", "centrums"})


def words_of_name(text: str) -> list[str]:
    """The words of an answer to where somebody lives that may be the name of an area: `de wijk Blauw` has one."""
    return [word for word in words_of(text) if word not in _AROUND]


def _weight(words: list[str], start: int, end: int, area: str) -> int:
    """How much the words around a name say that the visited person lives there; below nought: they do not."""
    before, after = words[_clause_start(words, start) : start], words[end : end + _AFTER]
    sentence = {*words[max(0, start - _SENTENCE) : start], *after}
    left = _FROM & set(before[-2:]) and ("naar" in after[:2] or _CAME & sentence)
    if left or _ONCE & {*before, *after} or ("hierheen" in after and _FROM & set(before)):
        return -1
    if "naar" in before[-2:] and area == _OUTSIDE:
        return -1
    if "naar" in before[-2:]:
        return 3 if (_CAME & sentence or _FROM & set(before)) and not _OUTINGS & set(before[-4:]) else -1
    if _BEFORE & set(before):
        return 3 if _NOW & set(before[-3:]) else -1
    lives = bool(_LIVES & set(before))
    if _speaks_of_another(before) or (_ELSEWHERE & set(before[-4:]) and not (lives and "naar" in before)):
        return -1
    if area == _OUTSIDE and (_OTHERS & sentence or (before and not lives)):
        return -1
    return 2 * lives + bool(_SINCE & set(before))


def _clause_start(words: list[str], at: int) -> int:
    while at and words[at - 1] not in _CLAUSE_END:
        at -= 1
    return at


def _speaks_of_another(before: list[str]) -> bool:
    lives = bool(_LIVES & set(before))
    for i, word in enumerate(before):
        with_them = lives and _WITH & set(before[max(0, i - 2) : i])
        if word in _OTHERS and not with_them and "bezoek" not in before[i:]:
            return bool(_LIVES & set(before[i:])) or word not in {"ik", "wij", "we"}
    return False


def _words(text: str) -> list[str]:
    return _WORD.findall(fold(text).replace("-", " "))


def _key(name: str) -> str:
    return "".join(_words(name)).replace(".", "")
