"""The notation in which a professional writes down how people say something, and its spaCy patterns.

wil niet meer leven      these words, in this order
wil|wou                  one of these words
<wie>                    one word of the list with this name
dood*                    a word that begins so; *dood: a word that ends so
..                       up to three other words in between
...                      up to eight other words in between
pillen & spaart          both in one sentence, near each other, in any order
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations

from spacy.matcher import Matcher
from spacy.tokens import Doc
from spacy.vocab import Vocab

from bot.language.folding import fold

_GAPS = {"..": "{0,3}", "...": "{0,8}"}
_ANY_ORDER_GAP = "{0,6}"

TokenPattern = list[dict[str, object]]


@dataclass(frozen=True)
class Slot:
    """One place in a pattern: the words, beginnings and endings of words that fit there."""

    words: frozenset[str]
    beginnings: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()

    def token(self) -> dict[str, object]:
        """This place as one token of a spaCy pattern."""
        if not self.beginnings and not self.endings:
            return {"ORTH": next(iter(self.words))} if len(self.words) == 1 else {"ORTH": {"IN": sorted(self.words)}}
        parts = [*sorted(self.words), *(f"{b}.*" for b in self.beginnings), *(f".*{e}" for e in self.endings)]
        return {"ORTH": {"REGEX": f"^(?:{'|'.join(parts)})$"}}


class Phrase:
    """One line of the notation, ready to be looked for in folded words."""

    def __init__(
        self,
        line: str,
        lists: Mapping[str, Sequence[str]],
        spellings: Mapping[str, str] | None = None,
        fillers: Container[str] = (),
    ) -> None:
        """Reads the line; `spellings` and `fillers` are what the reader of texts respells and skips.

        Raises ValueError, in plain words, when the line makes no sense.
        """
        self.line = line
        parts = [[item for item in part.split() if fold(item) not in fillers] for part in line.split("&")]
        if not all(parts):
            raise ValueError("er staat niets voor of na &")
        if len(parts) > 4:
            raise ValueError("meer dan vier delen met & is te veel")
        self._parts = [[_slot(item, lists, spellings or {}) for item in part] for part in parts]
        self.slots = [slot for part in self._parts for slot in part if isinstance(slot, Slot)]
        if not self.slots:
            raise ValueError("er staat geen woord in")
        if any(isinstance(part[0], str) or isinstance(part[-1], str) for part in self._parts):
            raise ValueError("een patroon begint en eindigt met een woord, niet met ..")
        self._matcher: Matcher | None = None

    def find(self, doc: Doc) -> list[tuple[int, int]]:
        """Where the phrase stands in the words of one sentence, as (first, after last)."""
        if self._matcher is None:
            self._matcher = Matcher(doc.vocab, validate=False)
            self._matcher.add("phrase", self._patterns())
        return [(start, end) for _, start, end in self._matcher(doc)]

    def _patterns(self) -> list[TokenPattern]:
        patterns: list[TokenPattern] = []
        for order in permutations(self._parts):
            pattern: TokenPattern = []
            for part in order:
                if pattern:
                    pattern.append({"OP": _ANY_ORDER_GAP})
                pattern += [slot.token() if isinstance(slot, Slot) else {"OP": _GAPS[slot]} for slot in part]
            patterns.append(pattern)
        return patterns


class Phrasebook:
    """Many phrases, looked for at once: only those of which every word is there are tried on the sentence."""

    def __init__(self, phrases: Sequence[Phrase]) -> None:
        slots: dict[Slot, int] = {}
        self._needs = [
            (phrase, frozenset(slots.setdefault(slot, len(slots)) for slot in phrase.slots)) for phrase in phrases
        ]
        self._by_word: dict[str, list[int]] = {}
        self._by_beginning: dict[str, list[int]] = {}
        self._by_ending: dict[str, list[int]] = {}
        for slot, number in slots.items():
            for index, words in (
                (self._by_word, slot.words),
                (self._by_beginning, slot.beginnings),
                (self._by_ending, slot.endings),
            ):
                for word in words:
                    index.setdefault(word, []).append(number)
        self._longest = max(map(len, [*self._by_beginning, *self._by_ending]), default=0)
        self._by_rarest: dict[int, list[int]] = {}
        size = {number: (len(slot.words) + len(slot.beginnings) + len(slot.endings)) for slot, number in slots.items()}
        uses = Counter(number for _, needed in self._needs for number in needed)
        for place, (_, needed) in enumerate(self._needs):
            rarest = min(needed, key=lambda number: (uses[number] * size[number], number))
            self._by_rarest.setdefault(rarest, []).append(place)

    def find(self, words: Sequence[str], vocab: Vocab) -> list[tuple[Phrase, int, int]]:
        """Every phrase that stands in the folded words of one sentence, and where."""
        present = self._present(set(words))
        hits: list[tuple[Phrase, int, int]] = []
        doc: Doc | None = None
        for number in sorted(present & self._by_rarest.keys()):
            for place in self._by_rarest[number]:
                phrase, needed = self._needs[place]
                if needed <= present:
                    doc = doc or Doc(vocab, words=list(words))
                    hits += [(phrase, start, end) for start, end in phrase.find(doc)]
        return hits

    def _present(self, words: set[str]) -> set[int]:
        """The slots that some word fits."""
        present: set[int] = set()
        for word in words:
            present.update(self._by_word.get(word, ()))
            for size in range(2, min(len(word), self._longest) + 1):
                present.update(self._by_beginning.get(word[:size], ()))
                present.update(self._by_ending.get(word[-size:], ()))
        return present

    def vocabulary(self) -> set[str]:
        """Every whole word that a phrase names."""
        return {word for phrase, _ in self._needs for slot in phrase.slots for word in slot.words}


def _slot(item: str, lists: Mapping[str, Sequence[str]], spellings: Mapping[str, str]) -> Slot | str:
    if item in _GAPS:
        return item
    names: list[str] = []
    for choice in item.split("|"):
        if choice.startswith("<") and choice.endswith(">"):
            if choice[1:-1] not in lists:
                raise ValueError(f"de woordenlijst {choice} bestaat niet")
            names += [fold(word) for word in lists[choice[1:-1]]]
        else:
            names.append(fold(choice))
    for name in names:
        if not name.strip("*").isalnum():
            raise ValueError(f"{name!r} is geen woord")
    return Slot(
        frozenset(spellings.get(name, name) for name in names if "*" not in name),
        tuple(name[:-1] for name in names if name.endswith("*")),
        tuple(name[1:] for name in names if name.startswith("*")),
    )
