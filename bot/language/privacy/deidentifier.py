"""Replaces what identifies somebody by a placeholder."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from bot.language.masks import PLACEHOLDER, PLACEHOLDERS

from . import addresses, ages, dates, names, numbers
from .span import Span
from .tagger import Tagger
from .tokens import Token, lowered, tokens
from .vocabulary import Vocabulary, allowed_words, phrases

Finds = Callable[[str], Iterable[tuple[int, int]]]
"""Gives where something stands in a text."""


def _nowhere(text: str) -> Iterable[tuple[int, int]]:
    return ()


NOWHERE: Finds = _nowhere

BETWEEN = re.compile(r"[\s.\-]{0,3}|/")
ROUNDS = 12
WITH_NUMBER = ("place_detail", "address")
"""What a number may be part of that looks like a count ("kamer 5.08")."""

NAMED_AFTER = ("place_detail", "organisation_small")
"""What may bear a name: a person's name right after it is its own ("huize Sint Anna")."""

STREETLIKE = (
    "baan",
    "weg",
    "straat",
    "laan",
    "plein",
    "hof",
    "park",
    "berg",
    "nobel",
    "hei",
    "veld",
    "gracht",
    "steeg",
)
TITLED = re.compile(
    r"(?:\b(?:mevr|mevrouw|mvr|mw|meneer|mijnheer|mnr|dhr|heer|fam|familie|buurman|"
    r"buurvrouw)\b\.?\s(?:van\s|de\s|der\s|den\s)*)$"
)


@dataclass(frozen=True)
class Identifier:
    """An identifying part: Python string offsets in the text, and its kind (a key of `PLACEHOLDERS`)."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True)
class Anonymised:
    """The text with a placeholder for each identifier, and the identifiers in the order of that text."""

    text: str
    identifiers: tuple[Identifier, ...]


class Deidentifier:
    """Deny by default: what no list of harmless words knows is masked, in any letter case.

    `words` knows the harmless words, `tagger` what they may be the name of. `allowed` are names that never identify
    anybody: neighbourhoods, towns, institutions, and public phone numbers. `ours` finds what we made ourselves of
    ordinary words, some of which are names too, such as the code of a case: that stays as it is.
    """

    def __init__(self, words: Vocabulary, tagger: Tagger, allowed: Iterable[str] = (), ours: Finds = NOWHERE) -> None:
        given = list(allowed)
        self._words, self._tagger, self._ours = words, tagger, ours
        self._public = numbers.PublicNumbers(one for one in given if sum(map(str.isdigit, one)) >= 3)
        self._allowed = _phrase_index([*given, *phrases("organisations")])

    def anonymise(self, text: str) -> Anonymised:
        """The text without identifying parts. Anonymising the result again changes nothing."""
        found: list[Identifier] = []
        for _ in range(ROUNDS):
            masked, origin = _masked(text, found)
            new = self._spans(masked)
            if not new:
                break
            found = _merged(
                text, [*found, *(Identifier(origin[span.start], origin[span.end - 1] + 1, span.kind) for span in new)]
            )
        return Anonymised(_masked(text, found)[0], tuple(found))

    def _spans(self, text: str) -> list[Span]:
        """What is found in one reading, without overlaps."""
        low = lowered(text)
        claimed = bytearray(len(low))
        for match in PLACEHOLDER.finditer(low):
            claimed[match.start() : match.end()] = b"\1" * (match.end() - match.start())
        for start, end in self._ours(low):
            claimed[start:end] = b"\1" * (end - start)
        public = bytearray(len(low))
        for start, end in self._public.find(low):
            public[start:end] = b"\1" * (end - start)
        allowed = bytearray(public)
        row = tokens(low)
        for start, end in self._allowed_in(row):
            if not TITLED.search(low, max(0, start - 30), start):
                allowed[start:end] = b"\1" * (end - start)

        def taken(start: int, end: int) -> bool:
            return any(claimed[start:end])

        def protected(start: int, end: int) -> bool:
            return all(allowed[start:end]) or any(public[start:end])

        def stays(token: Token, kind: str) -> bool:
            counts = token.text.isdecimal() and kind not in WITH_NUMBER and ages.is_count(low, token.start, token.end)
            return counts or protected(token.start, token.end)

        spans: list[Span] = []

        def claim(candidates: Iterable[Span]) -> None:
            for span in candidates:
                if _digits_within(low, span, public):
                    continue
                for start, end in _free(claimed, span):
                    if any(letter.isalnum() for letter in low[start:end]):
                        claimed[start:end] = b"\1" * (end - start)
                        spans.append(Span(start, end, span.kind))

        claim(span for span in numbers.find(low) if not all(allowed[span.start : span.end]))
        claim(dates.find(low))
        claim(ages.find(low))
        claim(addresses.find(low, self._words, protected))
        claim(list(names.find(text, low, row, self._words, protected, taken)))
        claim(_house_after_name(low, spans, allowed))
        claim(self._tagger.find(row, stays))
        claim(span for span in numbers.find_loose(low) if not any(public[span.start : span.end]))
        claim(ages.find_loose(low, self._words.is_follower))
        return spans

    def _allowed_in(self, row: list[Token]) -> Iterable[tuple[int, int]]:
        """Where allowed names stand."""
        for at, token in enumerate(row):
            for phrase in self._allowed.get(token.text, ()):
                if at + len(phrase) <= len(row) and all(
                    row[at + step].text == part for step, part in enumerate(phrase)
                ):
                    yield token.start, row[at + len(phrase) - 1].end


def _phrase_index(given: Iterable[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Allowed names as tokens, by their first token."""
    index: dict[str, set[tuple[str, ...]]] = {}
    for words in allowed_words(given):
        phrase = tuple(token.text for token in tokens(" ".join(words)))
        if phrase:
            index.setdefault(phrase[0], set()).add(phrase)
    return {first: tuple(sorted(same, key=lambda one: (-len(one), one))) for first, same in index.items()}


def _digits_within(low: str, span: Span, public: bytearray) -> bool:
    """Whether `span` is nothing but a public number ("112"; not "Kerkstraat 112" and not "06-112 ...")."""
    return all(public[at] for at in range(span.start, span.end) if low[at].isalnum())


def _free(claimed: bytearray, span: Span) -> list[tuple[int, int]]:
    """The stretches of `span` that no earlier rule has claimed."""
    stretches = re.finditer(rb"\0+", claimed[span.start : span.end])
    return [(span.start + match.start(), span.start + match.end()) for match in stretches]


def _house_after_name(low: str, spans: list[Span], allowed: bytearray) -> list[Span]:
    """A number right after a name: an age when it can be one, else a house."""
    ends = {span.end for span in spans if span.kind in ("person", "address")}
    found = []
    for match in re.finditer(
        r"(?<=[\w\]])(,?\s\(?)(\d{1,3}[a-h]?)(?![\w:+]|[.,\-/]\d|\s(?:x|keer|uur|min\w*|euro|dagen|weken|"
        r"maanden|jaar|jr|kinderen|katten|mensen|plus)\b|%)",
        low,
    ):
        behind = match.start()
        after_place = behind in ends or low.startswith("[naam]", behind - 6) or low.startswith("[adres]", behind - 7)
        if not after_place and not (allowed[behind - 1] and not low[: match.start()].endswith(("112", "113"))):
            continue
        if not after_place and not low.endswith(STREETLIKE, 0, behind):
            continue
        number = match.group(2)
        age = number.isdigit() and 50 <= int(number) <= 110 and not low.startswith("[adres]", behind - 7)
        start = match.start(2) if after_place else _start_of_run(allowed, behind)
        found.append(Span(start, match.end(2), "exact_age" if age and after_place else "address"))
    return found


def _start_of_run(marks: bytearray, end: int) -> int:
    """Where the marked stretch before `end` begins."""
    return marks.rfind(b"\0", 0, end) + 1


def _merged(text: str, found: list[Identifier]) -> list[Identifier]:
    """In the order of the text; neighbours of one kind with only a space, hyphen or full stop between become one."""
    merged: list[Identifier] = []
    for one in sorted(found, key=lambda part: (part.start, part.end)):
        last = merged[-1] if merged else None
        if last and one.start < last.end:
            merged[-1] = Identifier(last.start, max(last.end, one.end), last.kind)
        elif (
            last
            and (last.kind == one.kind or (one.kind == "person" and last.kind in NAMED_AFTER))
            and BETWEEN.fullmatch(text, last.end, one.start)
            and not _sentence_between(text, last.end, one.start)
        ):
            merged[-1] = Identifier(last.start, one.end, last.kind)
        else:
            merged.append(one)
    return merged


def _sentence_between(text: str, start: int, end: int) -> bool:
    return "\n" in text[start:end]


def _masked(text: str, found: list[Identifier]) -> tuple[str, list[int]]:
    """The text with placeholders, and for each of its letters the offset in `text` it stands for."""
    parts: list[str] = []
    origin: list[int] = []
    at = 0
    for one in found:
        parts.append(text[at : one.start])
        origin.extend(range(at, one.start))
        placeholder = PLACEHOLDERS[one.kind]
        parts.append(placeholder)
        origin.extend([one.start] * (len(placeholder) - 1) + [one.end - 1])
        at = one.end
    parts.append(text[at:])
    origin.extend(range(at, len(text)))
    return "".join(parts), origin
