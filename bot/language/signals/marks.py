"""Words with what stands around them: denied, of somebody else, of the volunteer, past, supposed, all well.

"Geen blauwe plekken" and "blauwe plekken" share their words; with the mark of their clause they do not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from bot.language.folding import words_of
from bot.language.signals.segments import clauses
from bot.language.stems import stem

_SOMEBODY_WORDS = """
buurvrouw buurman buren buur zus zuster zusje broer broertje vriendin vriend schoonzus zwager nicht neef tante oom
kleinzoon kleindochter schoondochter schoonzoon kennis collega overbuurman overbuurvrouw achterbuurvrouw dochter zoon
moeder vader ma pa man vrouw hulp thuishulp poetshulp verpleegkundige postbode bewoner bewoners kinderen kleinkinderen
familie mensen hond kat
"""
_SOMEBODY = "|".join(_SOMEBODY_WORDS.split())

_WHOSE: Mapping[str, re.Pattern[str]] = {
    "denied": re.compile(
        r"\b(?:niet|geen|nooit|nauwelijks|amper|zonder|niks|niets|nergens|niemand|nie|nit|neet|nee)\b"
    ),
    "other": re.compile(rf"\b(?:haar|zijn|zn|hun|de|mijn|een|dr|der|n|die) (?:\w+ ){{0,2}}?(?:{_SOMEBODY})\b"),
    "me": re.compile(r"\b(?:ik|mij|mijn|me|mn|wij|we|zelf)\b"),
}
_WHEN: Mapping[str, re.Pattern[str]] = {
    "past": re.compile(
        r"\b(?:vroeger|destijds|indertijd|toentertijd|ooit|geleden|oorlog|kind was|als kind|begin|tijd terug|vorige?|"
        r"verleden|eerst|toen|was|had|waren|hadden|werd|geworden|geweest|inmiddels)\b"
    ),
    "supposed": re.compile(r"\b(?:dacht|verwachtte|volgens|misschien|als|zou|stel|bang|vroeg of|leek|lijkt|schijnt)\b"),
    "well": re.compile(
        r"\b(?:gewoon|gelukkig|prima|netjes|keurig|goed|open|warm|schoon|vol|valt mee|viel mee|opgelost|hersteld|"
        r"weer|wel)\b"
    ),
}


def marked(text: str) -> str:
    """The stems of a text, each with the marks of its clause: "geen post" -> "denied:geen denied:post"."""
    return " ".join(_marked(text))


def _marked(text: str) -> Iterator[str]:
    for clause in clauses(text):
        words = words_of(clause)
        folded = " ".join(words)
        whose = "+".join(mark for mark, cue in _WHOSE.items() if cue.search(folded))
        when = "+".join(mark for mark, cue in _WHEN.items() if cue.search(folded))
        for word in words:
            root = stem(word)
            yield f"{whose}:{root}"
            if when:
                yield f"{when}={root}"
