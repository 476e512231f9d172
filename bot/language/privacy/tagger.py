"""Learned from notes: which ordinary words are what somebody, a home or a club is called.

The rules know words; only the whole sentence shows that "de rode haan" is a home and "het hoekje" a pub. A linear-chain
conditional random field (https://repository.upenn.edu/cis_papers/159, made by CRFsuite) gives each word of a text its
chance to be part of what identifies somebody. It reads lower case alone, so letter case changes nothing.
"""

from __future__ import annotations

import random
import tempfile
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from threading import Lock

import numpy as np
import pycrfsuite

from bot.language.masks import PLACEHOLDERS
from bot.language.models import fingerprint, keep_arrays, load_arrays

from . import dictionary, notes, span, tokens, vocabulary
from .notes import Note, note_files, read_notes
from .span import Span
from .tokens import Token
from .vocabulary import LISTS, Endings, Vocabulary, listed

SURE, ALONG = 0.15, 0.06
"""From this chance a word goes, and from the second one when it stands beside a word that goes. Chosen by learning from
four fifths of the files and measuring on the others (`python -m benchmarks.deidentification --fit`): as much as can
go while of harmless notes no more than 3 % goes."""

SETTINGS = {"c1": 0.0, "c2": 0.3, "max_iterations": 120, "feature.minfreq": 2}
HARMLESS = "-"
TAKEN_AS = {
    **dict.fromkeys(("phone", "email", "url_or_handle", "iban", "car_plate"), "id_number"),
    "date_of_birth": "exact_date",
}
"""Kinds that the rules find: the few that they miss are learned as one of their kin."""

MASKS = frozenset(PLACEHOLDERS.values())
AGES = range(50, 111)
SMALL = frozenset({"de", "het", "een", "'t", "van", "der", "den", "en", "in", "op", "uit", "bij", "met", "aan", "naar"})
"""No name ends in these."""

PUNCTUATION = frozenset(".,:;!?()-/'\"&@+")
MASKED_SHARE = 0.6
"""Each note is learned from twice: as it is, and with so many of its parts masked, as the rules will have done."""

WORD_LISTS = (
    "after_van", "before_bare", "determiners", "kinship", "living", "medicine", "names_bare", "names_things", "naming",
    "nearby", "not_names", "ordinals", "pets", "prefixes", "streets_generic", "streets_named", "titles", "verbs",
    "verbs_of_being", "with_area",
)  # fmt: skip
ENDINGS = ("dwellings", "homes", "house_parts", "landmarks", "small_organisations")


class Features:
    """What the field sees of each word: the word, its neighbours, its ending, and which lists know it."""

    def __init__(self, words: Vocabulary) -> None:
        self._words = words
        self._lists = {name: listed(name) for name in WORD_LISTS}
        self._endings = {name: Endings(name) for name in ENDINGS}
        self._of_word = lru_cache(maxsize=20_000)(self._kinds)

    def of(self, row: Sequence[Token]) -> list[list[str]]:
        """The features of each token of a text."""
        said = ["^", "^", "^", *(_shape(token.text) for token in row), "$", "$", "$"]
        kinds = [(), (), *(self._of_word(token.text, token.is_word) for token in row), (), ()]
        return [self._of_token(token, said[at : at + 7], kinds[at : at + 5]) for at, token in enumerate(row)]

    def _of_token(self, token: Token, said: Sequence[str], kinds: Sequence[Sequence[str]]) -> list[str]:
        """`said` are the words from three before to three after, `kinds` their kinds from two before to two after."""
        before3, before2, before, own, after, after2, _ = said
        found = [
            f"w={own}", f"-3={before3}", f"-2={before2}", f"-1={before}", f"+1={after}", f"+2={after2}",
            f"-1,0={before}_{own}", f"0,+1={own}_{after}", f"-2,-1={before2}_{before}", f"+1,+2={after}_{after2}",
            f"-1,+1={before}_{after}",
        ]  # fmt: skip
        if token.is_word:
            found += [f"end={own[-size:]}" for size in (3, 4, 5) if len(own) > size]
            found += [f"begin={own[:size]}" for size in (3, 4) if len(own) > size]
        for place, of_one in zip("<[=]>", kinds, strict=True):
            found += [place + kind for kind in of_one]
        return found

    def _kinds(self, word: str, is_word: bool) -> tuple[str, ...]:
        if not is_word:
            return (("age",) if int(word) in AGES else ("number",)) if word.isdecimal() else ("sign",)
        words = self._words
        asked = {
            "unknown": not words.knows(word),
            "compound": words.knows(word) and not words.in_dictionary(word),
            "first name": word in words.first_names,
            "name": word in words.names,
            "place": word in words.places,
            "small": words.is_follower(word),
            "verb": words.looks_like_a_verb(word),
            "adjective": words.is_adjective(word),
            "inflected": words.is_inflected_adjective(word),
            **{name: word in of_it for name, of_it in self._lists.items()},
            **{f"-{name}": endings.fit(word) for name, endings in self._endings.items()},
        }
        return tuple(name for name, holds in asked.items() if holds)


def _shape(word: str) -> str:
    """A word as it is; of a number only how long it is, and of a sign that is no punctuation nothing."""
    if word.isdecimal():
        return "#" * len(word)
    return word if word[0].isalnum() or word in MASKS or word in PUNCTUATION or len(word) > 1 else "*"


class Tagger:
    """Finds what was learned. `model` are the bytes of a CRFsuite model; for `sure` and `along` see SURE and ALONG."""

    def __init__(self, model: bytes, words: Vocabulary, sure: float = SURE, along: float = ALONG) -> None:
        self._sure, self._along = sure, along
        self._model = model  # CRFsuite reads from it as long as it lives
        self._field = pycrfsuite.Tagger()
        self._one_at_a_time = Lock()  # the field remembers the text it was asked about; texts are read in threads
        self._field.open_inmemory(model)
        self._kinds: list[str] = [label for label in self._field.labels() if label != HARMLESS]
        self._features = Features(words)

    def find(self, row: Sequence[Token], stays: Callable[[Token, str], bool]) -> list[Span]:
        """The words of `row` that identify somebody, each as a span of its likeliest kind, unless it `stays` then."""
        read = self.read(row)
        found = {
            at: kind
            for at, goes in enumerate(going([chance for chance, _ in read], self._sure, self._along))
            if goes
            and row[at].text not in MASKS
            and not stays(row[at], kind := read[at][1])
            and not (row[at].is_word and kind == "id_number")
        }
        for at in sorted(found, reverse=True):
            if row[at].text in SMALL and at + 1 not in found:
                del found[at]
        for at in sorted(found):
            if at - 1 not in found:
                _set_first(row, at, found)
        return [Span(row[at].start, row[at].end, kind) for at, kind in sorted(found.items())]

    def read(self, row: Sequence[Token]) -> list[tuple[float, str]]:
        """Of each token the chance that it is part of what identifies somebody, and its likeliest kind if it may go."""
        if not row:
            return []
        features = self._features.of(row)
        with self._one_at_a_time:
            self._field.set(features)
            chances = [1 - self._field.marginal(HARMLESS, at) for at in range(len(row))]
            return [(chance, self._likeliest(at) if chance >= self._along else "") for at, chance in enumerate(chances)]

    def _likeliest(self, at: int) -> str:
        return max(self._kinds, key=lambda kind: self._field.marginal(kind, at))


def _set_first(row: Sequence[Token], at: int, found: dict[int, str]) -> None:
    """Where what begins at `at` begins: a place with the small words before it ("in de Wingerd"), most without."""
    if found[at] == "place_detail":
        while at > 0 and row[at - 1].text in SMALL - {"en", "met"}:
            at -= 1
            found[at] = "place_detail"
    elif row[at].text in SMALL and found[at + 1] != "organisation_small":
        del found[at]


def going(chances: Sequence[float], sure: float, along: float) -> list[bool]:
    """Which tokens go: what is sure, and what touches it and is likely enough to go along."""
    goes = [chance >= sure for chance in chances]
    for ahead, order in ((-1, range(1, len(goes))), (1, range(len(goes) - 2, -1, -1))):
        for at in order:
            goes[at] = goes[at] or (goes[at + ahead] and chances[at] >= along)
    return goes


def learn(from_notes: Iterable[Note], words: Vocabulary) -> bytes:
    """A CRFsuite model of these notes."""
    features, chance = Features(words), random.Random(1)  # noqa: S311  no secret
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params(SETTINGS)
    for note in from_notes:
        for one in [note, *([_masked(note, chance)] if note.parts else [])]:
            row = tokens.tokens(tokens.lowered(one.text))
            trainer.append(features.of(row), [_label(token, one.parts) for token in row])
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "model"
        trainer.train(str(file))
        return file.read_bytes()


def _masked(note: Note, chance: random.Random) -> Note:
    """The same note with some of its parts masked."""
    text, parts, at = "", [], 0
    for part in note.parts:
        text += note.text[at : part.start]
        if chance.random() < MASKED_SHARE:
            text += PLACEHOLDERS[part.kind]
        else:
            parts.append(Span(len(text), len(text) + part.end - part.start, part.kind))
            text += note.text[part.start : part.end]
        at = part.end
    return Note(text + note.text[at:], tuple(parts))


def _label(token: Token, parts: Sequence[Span]) -> str:
    return next(
        (TAKEN_AS.get(part.kind, part.kind) for part in parts if part.start < token.end and token.start < part.end),
        HARMLESS,
    )


def open_tagger(kept: Path, words: Vocabulary) -> Tagger:
    """The tagger of the present notes: from the folder with models, or learned now and kept there."""
    code = [Path(module.__file__ or "") for module in (dictionary, notes, span, tokens, vocabulary)]
    files = [*code, Path(__file__), *sorted(LISTS.glob("*.txt")), *note_files()]
    file = kept / f"privacy-{fingerprint(files, also=version('python-crfsuite'))}.npz"
    arrays = load_arrays(file)
    if arrays is not None and "model" in arrays:
        return Tagger(arrays["model"].tobytes(), words)
    model = learn((note for one in note_files() for note in read_notes(one)), words)
    keep_arrays({"model": np.frombuffer(model, dtype=np.uint8)}, file)
    return Tagger(model, words)
