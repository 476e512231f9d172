"""Signals in an account of a visit, read sentence by sentence against the example wordings of each signal."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from spacy.language import Language

from bot.language.folding import fold
from bot.language.pipeline import dutch
from bot.language.stems import content_stems, stem

_WORD = re.compile(r"[^\W_]+")
_CLAUSE = re.compile(
    r"[,;:()\n]|\b(?:maar|terwijl|want|omdat|en|doordat|hoewel|wel|sinds|sindsdien|nadat|daarom|dus)\b", re.IGNORECASE
)

_NEAR = 2  # words between a denial and what it denies
_ONE_CLAUSE = 0.9
_ONE_SENTENCE = 0.7

_NOT = frozenset({"niet", "geen", "nooit", "nauwelijks", "amper", "zonder", "nie", "nit", "neet"})
_NOBODY = frozenset({"niks", "niets", "nergens", "niemand"})
_ALL_WELL = re.compile(
    r"\b(?:gelukkig (?:niet|geen|wel|goed)|gewoon open|waren open|was open|stonden open|niet meer zo|helemaal niet|"
    r"valt mee|viel mee|viel reuze mee|gaat (?:weer )?(?:goed|beter)|keurig|prima|netjes|niets aan de hand|opgelost|"
    r"hersteld|geen last van|wel goed|weer normaal|nergens last van|zag er goed uit|goed verzorgd|geen sprake)\b"
)
_PAST = re.compile(
    r"\b(?:vroeger|destijds|indertijd|toentertijd|ooit|jaren geleden|jaar geleden|in de oorlog|als kind|in het begin|"
    r"was vroeger|een tijd terug|vorig jaar|eerst nog)\b"
)
_LONG_PAST_LOSS = re.compile(
    r"\b(?:al )?(?:\d+|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|twintig|dertig|veertig|tientallen) jaar "
    r"(?:geleden|dood|terug)\b"
    r"|\bjaren geleden\b|\blang geleden\b"
)
_OTHERS = (
    r"buurvrouw|buurman|buren|zus|zuster|broer|vriendin|vriend|schoonzus|zwager|nicht|neef|tante|oom|kleinzoon|"
    r"kleindochter|schoondochter|schoonzoon|kennis|collega|overbuurman|overbuurvrouw|dochter|zoon|moeder|vader|man|vrouw"
)
_ANOTHER = re.compile(rf"^\W*(?:maar |en |want |dat )?(?:haar|zijn|zn|hun|de|mijn|een|dr) (?:\w+ )?(?:{_OTHERS})\b")
_SELF_AGAIN = re.compile(r"\b(?:zij|ze|hij|mevrouw|mevr|meneer|mw|dhr|zijzelf|hijzelf)\b")
_VOLUNTEER = re.compile(
    r"^\W*(?:ik|wij|we|mijn)\b(?! (?:zag|hoorde|merk|merkte|vond|denk|trof|zie|rook|ruik|had|heb|moest|kreeg))"
)

_ABOUT_OTHERS = frozenset(
    {
        "partner-overleden",
        "kinderen-ver-weg",
        "zorgt-voor-naaste",
        "mogelijk-mishandeling",
        "krijgt-geen-bezoek",
        "mist-partner-of-vertrouweling",
        "mist-vrienden-of-buren",
        "acuut-onveilig",
    }
)
"""Signals of the visited person that speak of somebody else by nature."""

_NEVER_OVER = frozenset({"mogelijk-mishandeling", "mogelijk-suicidaal"})
"""A false one is a tap to take away, a missed one may cost a life: only a plain denial suppresses these."""


@dataclass(frozen=True)
class FoundSignal:
    """A signal, how sure the reading is (0 to 1), and the sentence in which it was read."""

    code: str
    confidence: float
    sentence: str


@dataclass(frozen=True)
class _Wording:
    code: str
    stems: frozenset[str]
    says_not: bool


class SignalReader:
    """Finds the signals of `phrases`: the wordings by signal code, as they stand in `knowledge/signals.yml`."""

    def __init__(self, phrases: Mapping[str, Sequence[str]], nlp: Language | None = None) -> None:
        self._nlp = nlp or dutch()
        self._order = {code: place for place, code in enumerate(phrases)}
        self._wordings = tuple(
            _Wording(code, stems, not (_NOT | _NOBODY).isdisjoint(_WORD.findall(fold(phrase))))
            for code, wordings in phrases.items()
            for phrase in wordings
            if (stems := content_stems(_WORD.findall(fold(phrase))))
        )

    def read(self, text: str) -> tuple[FoundSignal, ...]:
        """Each signal once, with the sentence that shows it best, in the order of the wordings given.

        Left out: what is denied, past, or about somebody else in the same sentence.
        """
        best: dict[str, FoundSignal] = {}
        for sentence in self._nlp(text).sents:
            for found in self._in_sentence(" ".join(sentence.text.split())):
                if found.code not in best or best[found.code].confidence < found.confidence:
                    best[found.code] = found
        return tuple(sorted(best.values(), key=lambda found: self._order[found.code]))

    def _in_sentence(self, sentence: str) -> Iterator[FoundSignal]:
        clauses = [_Clause(part) for part in _CLAUSE.split(sentence) if part.strip()]
        whole = _Clause(sentence)
        for wording in self._wordings:
            clause = next((clause for clause in clauses if wording.stems <= clause.stems), None)
            if clause is None and (len(wording.stems) < 2 or not wording.stems <= whole.stems):
                continue
            where = clause or whole
            if not _holds(wording, where, whole):
                continue
            yield FoundSignal(wording.code, _ONE_CLAUSE if clause else _ONE_SENTENCE, sentence)


class _Clause:
    """A part of a sentence: its folded text, its words and their stems."""

    def __init__(self, text: str) -> None:
        self.folded = fold(text).strip()
        self._words = _WORD.findall(self.folded)
        self._stems = [stem(word) for word in self._words]
        self.stems = frozenset(self._stems)

    def denies(self, stems: frozenset[str], by: frozenset[str]) -> bool:
        """Whether a word of denial stands among or next to the words with these stems."""
        places = [place for place, found in enumerate(self._stems) if found in stems]
        near = self._words[max(0, min(places) - _NEAR) : max(places) + _NEAR + 1]
        return not by.isdisjoint(near)


def _holds(wording: _Wording, clause: _Clause, whole: _Clause) -> bool:
    """Whether a wording that was found is meant: now, of the visited person, and not denied."""
    if wording.says_not != clause.denies(wording.stems, _NOT | _NOBODY if wording.says_not else _NOT):
        return False
    if _ALL_WELL.search(clause.folded) or "gelukkig" in clause.folded.split():
        return False
    if wording.code in _NEVER_OVER:
        return True
    if wording.code == "partner-overleden" and _LONG_PAST_LOSS.search(whole.folded):
        return False
    if _PAST.search(clause.folded) and wording.code not in {"mist-vrienden-of-buren", "uit-ziekenhuis"}:
        return False
    if _VOLUNTEER.match(clause.folded) and wording.code not in {"vraagt-veel-aandacht", "krijgt-geen-bezoek"}:
        return False
    return wording.code in _ABOUT_OTHERS or not _ANOTHER.match(clause.folded)
