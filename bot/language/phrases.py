"""The notation in which a professional writes down how people say something, and the search for it.

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
from itertools import pairwise, product

from bot.language.folding import fold

_GAPS = {"..": 3, "...": 8}
_NEAR = 6  # other words for each &
_MOST_PARTS = 4

Span = tuple[int, int]


@dataclass(frozen=True)
class Slot:
    """One place in a phrase: the words, beginnings and endings of words that fit there."""

    words: frozenset[str]
    beginnings: frozenset[str]
    endings: frozenset[str]

    def size(self) -> int:
        """How many ways there are to fill it."""
        return len(self.words) + len(self.beginnings) + len(self.endings)


class Phrase:
    """One line of the notation: for each part between &, its places and how many words may come before each."""

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
            raise ValueError("er staat niets voor of na &, of alleen woorden die worden overgeslagen")
        if len(parts) > _MOST_PARTS:
            raise ValueError(f"meer dan {_MOST_PARTS} delen met & is te veel")
        if any(part[0] in _GAPS or part[-1] in _GAPS for part in parts):
            raise ValueError("een patroon begint en eindigt met een woord, niet met ..")
        self.parts = tuple(tuple(_steps(part, lists, spellings or {})) for part in parts)
        self.slots = tuple(slot for part in self.parts for _, slot in part)


class Phrasebook:
    """Many phrases, looked for at once: only those of which every word is there are tried on the sentence."""

    def __init__(self, phrases: Sequence[Phrase]) -> None:
        numbers: dict[Slot, int] = {}
        for phrase in phrases:
            for slot in phrase.slots:
                numbers.setdefault(slot, len(numbers))
        self._phrases = [_Numbered(phrase, numbers) for phrase in phrases]
        self._by_word: dict[str, list[int]] = {}
        self._by_beginning: dict[str, list[int]] = {}
        self._by_ending: dict[str, list[int]] = {}
        for slot, number in numbers.items():
            for index, words in (
                (self._by_word, slot.words),
                (self._by_beginning, slot.beginnings),
                (self._by_ending, slot.endings),
            ):
                for word in words:
                    index.setdefault(word, []).append(number)
        self._longest = max(map(len, [*self._by_beginning, *self._by_ending]), default=0)
        uses = Counter(number for phrase in self._phrases for number in phrase.needed)
        commonness = {number: uses[number] * slot.size() for slot, number in numbers.items()}
        self._by_rarest: dict[int, list[_Numbered]] = {}
        for numbered in self._phrases:
            rarest = min(numbered.needed, key=lambda number: (commonness[number], number))
            self._by_rarest.setdefault(rarest, []).append(numbered)

    def find(self, words: Sequence[str]) -> list[tuple[Phrase, int, int]]:
        """Every phrase that stands in the folded words of one sentence, from which word up to which."""
        places = self._places(words)
        return [
            (numbered.phrase, start, end)
            for number in sorted(places.keys() & self._by_rarest.keys())
            for numbered in self._by_rarest[number]
            if numbered.needed <= places.keys()
            for start, end in numbered.spans(places)
        ]

    def vocabulary(self) -> set[str]:
        """Every whole word that a phrase names."""
        return {word for numbered in self._phrases for slot in numbered.phrase.slots for word in slot.words}

    def _places(self, words: Sequence[str]) -> dict[int, list[int]]:
        """For each slot that some word fits: where."""
        fitting: dict[str, set[int]] = {}
        places: dict[int, list[int]] = {}
        for place, word in enumerate(words):
            if word not in fitting:
                found = set(self._by_word.get(word, ()))
                for size in range(2, min(len(word), self._longest) + 1):
                    found.update(self._by_beginning.get(word[:size], ()))
                    found.update(self._by_ending.get(word[-size:], ()))
                fitting[word] = found
            for number in fitting[word]:
                places.setdefault(number, []).append(place)
        return places


class _Numbered:
    """A phrase with its slots by number."""

    def __init__(self, phrase: Phrase, numbers: Mapping[Slot, int]) -> None:
        self.phrase = phrase
        self.needed = frozenset(numbers[slot] for slot in phrase.slots)
        self._parts = [[(gap, numbers[slot]) for gap, slot in part] for part in phrase.parts]

    def spans(self, places: Mapping[int, Sequence[int]]) -> list[Span]:
        """Where the phrase stands; of parts in any order, one stretch for each place of the first part."""
        found = [_in_order(part, places) for part in self._parts]
        if len(found) == 1 or not all(found):
            return found[0] if all(found) else []
        room = _NEAR * (len(found) - 1)
        stretches: list[Span] = []
        for first in found[0]:
            near = [[span for span in spans if _distance(first, span) <= room] for spans in found[1:]]
            for others in product(*near):
                stretch = sorted((first, *others))
                gaps = [after[0] - before[1] for before, after in pairwise(stretch)]
                if min(gaps) >= 0 and sum(gaps) <= room:
                    stretches.append((stretch[0][0], stretch[-1][1]))
                    break
        return stretches


def _in_order(part: Sequence[tuple[int, int]], places: Mapping[int, Sequence[int]]) -> list[Span]:
    """Where the places of one part follow each other within their gaps: for each start, the shortest."""
    spans = [(place, place + 1) for place in places[part[0][1]]]
    for gap, number in part[1:]:
        spans = [
            (start, following + 1)
            for start, end in spans
            for following in places[number]
            if end <= following <= end + gap
        ]
    return list(dict(reversed(spans)).items())[::-1]


def _distance(one: Span, other: Span) -> int:
    return max(one[0], other[0]) - min(one[1], other[1])


def _steps(
    part: Sequence[str], lists: Mapping[str, Sequence[str]], spellings: Mapping[str, str]
) -> list[tuple[int, Slot]]:
    steps: list[tuple[int, Slot]] = []
    gap = 0
    for item in part:
        if item in _GAPS:
            gap = _GAPS[item]
        else:
            steps.append((gap, _slot(item, lists, spellings)))
            gap = 0
    return steps


def _slot(item: str, lists: Mapping[str, Sequence[str]], spellings: Mapping[str, str]) -> Slot:
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
        frozenset(name[:-1] for name in names if name.endswith("*")),
        frozenset(name[1:] for name in names if name.startswith("*")),
    )
