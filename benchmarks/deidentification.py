"""What de-identification makes of a frozen set: `python -m benchmarks.deidentification`, `--set test` for the test set.

Prints, for the notes as written, in lower case and in capitals: the share of the identifying parts that are removed
whole (every letter and digit of the part stands inside a removed span), in all and by kind, with its 95 % interval
(Wilson), and the share of the characters that are removed from the harmless texts. Then load time, memory and the
processor time a note. `--misses` shows what is missed and what is removed for nothing (validation only), `--ours` what
is removed from texts of the repository that hold hardly anything identifying, `--fit` figures for other chances that a
word must have to go (learned from the notes of four fifths of the writers, measured on the others), `--deduce` the same
table for PyPI `deduce`, which is installed in an environment of its own under the system's temporary folder.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

from benchmarks.frozen_sets import Note, Part, harmless, notes
from benchmarks.intervals import share
from bot.knowledge import load_knowledge
from bot.knowledge.accounts import read_accounts
from bot.knowledge.examples import EXAMPLES, read_examples
from bot.language.crisis.rules import ROUTES
from bot.language.models import MODELS
from bot.language.opening import public_names
from bot.language.privacy import Deidentifier, open_deidentifier, tagger
from bot.language.privacy.dictionary import open_dictionary
from bot.language.privacy.notes import note_files, read_notes
from bot.language.privacy.tagger import Tagger
from bot.language.privacy.vocabulary import Vocabulary
from bot.settings import ROOT, Settings

SETS = ("validation", "test", "fresh")
COMMONEST = 60
FOLDS = 5
CHANCES = ((1.1, 1.1), (0.25, 0.1), (0.15, 0.06), (0.12, 0.05), (0.1, 0.04), (0.08, 0.03), (0.06, 0.02))
"""Of a word that goes, and of one that goes along; the first pair leaves everything to the rules."""

DEDUCE = "deduce==3.0.6"
DEDUCE_PROGRAM = """
import json, sys, time
from deduce import Deduce
start = time.perf_counter()
deduce = Deduce()
loaded = time.perf_counter() - start
found, failed = [], 0
for text in json.load(sys.stdin):
    start = time.process_time()
    try:
        spans = [(int(one.start_char), int(one.end_char)) for one in deduce.deidentify(text).annotations]
    except Exception:
        spans, failed = [], failed + 1
    found.append((spans, time.process_time() - start))
json.dump({"loaded": loaded, "failed": failed, "found": found}, sys.stdout)
"""

Stretches = Sequence[tuple[int, int]]
Remover = Callable[[Sequence[str]], list[Stretches]]


def in_capitals(text: str) -> str:
    """Upper case, letter by letter: what takes two letters there ("ß") stays, so that offsets stay."""
    return "".join(large if len(large := letter.upper()) == 1 else letter for letter in text)


def in_lower_case(text: str) -> str:
    """Lower case, letter by letter."""
    return "".join(small if len(small := letter.lower()) == 1 else letter for letter in text)


TYPED: dict[str, Callable[[str], str]] = {"as written": str, "lower case": in_lower_case, "capitals": in_capitals}


def main() -> None:
    options = argparse.ArgumentParser(description="Measures de-identification on a frozen set.")
    options.add_argument("--set", default=SETS[0], choices=SETS)
    for name in ("misses", "ours", "fit", "deduce"):
        options.add_argument(f"--{name}", action="store_true")
    chosen = options.parse_args()
    if chosen.misses and chosen.set != SETS[0]:
        options.error("misses are looked at on the validation set only")
    marked, calm = notes(f"notes-{chosen.set}"), harmless(f"harmless-{chosen.set}")

    settings = Settings()
    knowledge = load_knowledge(settings.knowledge_folder)
    if chosen.fit:
        _fit(list(public_names(knowledge)))
        return
    before, start = _resident(), time.perf_counter()
    deidentifier = open_deidentifier(public_names(knowledge), settings.knowledge_folder.parent / MODELS)
    deidentifier.anonymise("Mevrouw Jansen belde.")
    print(f"loaded in {time.perf_counter() - start:.1f} s, {_resident() - before:.0f} MB")
    seconds: list[float] = []

    def ours(texts: Sequence[str]) -> list[Stretches]:
        found: list[Stretches] = []
        for text in texts:
            start = time.process_time()
            result = deidentifier.anonymise(text)
            seconds.append(time.process_time() - start)
            found.append([(one.start, one.end) for one in result.identifiers])
        return found

    _print_table(marked, calm, ours, misses=chosen.misses)
    _print_times(seconds)
    if chosen.ours:
        examples, _ = read_examples(settings.knowledge_folder.parent / EXAMPLES, {*knowledge.articles})
        told, _ = read_accounts(settings.knowledge_folder, knowledge.signals, ROUTES)
        _print_removed("questions of the repository", [example.text for example in examples], ours)
        _print_removed("accounts of the repository", [account.text for account in told], ours)
    if chosen.deduce:
        print(f"\n{DEDUCE}:")
        _print_deduce(marked, calm)


def _print_table(marked: Sequence[Note], calm: Sequence[str], remover: Remover, *, misses: bool = False) -> None:
    """Removed parts and harmless characters, for each way of typing."""
    for name, typed in TYPED.items():
        found = remover([typed(note.text) for note in marked])
        pairs = [
            (part, _removed(note.text, part, spans))
            for note, spans in zip(marked, found, strict=True)
            for part in note.parts
        ]
        print(f"{name}: removed whole {share(gone for _, gone in pairs)}")
        for kind in sorted({part.kind for part, _ in pairs}):
            own = [gone for part, gone in pairs if part.kind == kind]
            print(f"    {kind:<20} {share(own)}  {sum(own)} of {len(own)}")
        wrongly = remover([typed(text) for text in calm])
        lost = sum(end - start for spans in wrongly for start, end in spans)
        print(f"  characters of harmless texts removed: {lost / sum(map(len, calm)):.2%}")
        if misses:
            _print_misses(marked, found)
            for text, spans in zip(calm, wrongly, strict=True):
                for start, end in spans:
                    before, after = text[max(0, start - 25) : start], text[end : end + 20]
                    print(f"    for nothing: {before}<<{text[start:end]}>>{after}")


def _fit(allowed: Sequence[str]) -> None:
    with ProcessPoolExecutor() as processes:
        found = list(processes.map(partial(_held_out, allowed), range(FOLDS)))
    for at, chances in enumerate(CHANCES):
        print("sure {:.2f} along {:.2f}: removed whole ".format(*chances), end="")
        print(share(gone for fold in found for gone in fold[at][0]), end=", ")
        for name in ("notes", "questions"):
            pairs = [pair for fold in found for pair in fold[at][1][name]]
            print(f"of harmless {name} {sum(lost for lost, _ in pairs) / sum(size for _, size in pairs):.2%} ", end="")
        print()


def _held_out(allowed: Sequence[str], fold: int) -> list[tuple[list[bool], dict[str, list[tuple[int, int]]]]]:
    """For each pair of chances: which parts go; of each harmless text how many characters go, of how many."""
    words, files = Vocabulary(open_dictionary(ROOT / MODELS)), note_files()
    held = [(note, file.stem) for file in files[fold::FOLDS] for note in read_notes(file)]
    model = tagger.learn((n for at, file in enumerate(files) if at % FOLDS != fold for n in read_notes(file)), words)
    results = []
    for chances in CHANCES:
        deidentifier = Deidentifier(words, Tagger(model, words, *chances), allowed)
        gone: list[bool] = []
        lost: dict[str, list[tuple[int, int]]] = {"notes": [], "questions": []}
        for note, name in held:
            spans = [(one.start, one.end) for one in deidentifier.anonymise(note.text).identifiers]
            gone += [_removed(note.text, Part(*part), spans) for part in note.parts]
            if not note.parts:
                kind = "notes" if name.isdigit() else "questions"
                lost[kind].append((sum(end - start for start, end in spans), len(note.text)))
        results.append((gone, lost))
    return results


def _removed(text: str, part: Part, spans: Stretches) -> bool:
    """Whether every letter and digit of `part` stands inside a removed span."""
    return all(
        any(start <= at < end for start, end in spans) for at in range(part.start, part.end) if text[at].isalnum()
    )


def _print_misses(marked: Sequence[Note], found: Sequence[Stretches]) -> None:
    for note, spans in zip(marked, found, strict=True):
        text = note.text
        for part in note.parts:
            if not _removed(text, part, spans):
                before, after = text[max(0, part.start - 30) : part.start], text[part.end : part.end + 25]
                print(f"    missed {part.kind}: {before}<<{text[part.start : part.end]}>>{after}".replace("\n", " "))
        for start, end in spans:
            if not any(start < part.end and part.start < end for part in note.parts):
                print(f"    in a note for nothing: {text[max(0, start - 25) : start]}<<{text[start:end]}>>")


def _print_removed(name: str, texts: Sequence[str], remover: Remover) -> None:
    """How much is removed from texts, and the words that are removed most often."""
    found = remover(texts)
    lost = [text[start:end].lower() for text, spans in zip(texts, found, strict=True) for start, end in spans]
    print(f"{name}: {len(texts)}, characters removed {sum(map(len, lost)) / sum(map(len, texts)):.2%}")
    print("  " + ", ".join(f"{word} {count}" for word, count in Counter(lost).most_common(COMMONEST)))


def _print_times(seconds: Iterable[float]) -> None:
    ordered = sorted(seconds)
    middle, slow = ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.99)]
    print(f"processor time a note: p50 {middle * 1000:.1f} ms, p99 {slow * 1000:.1f} ms")


def _resident() -> float:
    """The most memory that this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _print_deduce(marked: Sequence[Note], calm: Sequence[str]) -> None:
    """The table for `deduce`, whose environment is made the first time; it needs minutes to start."""
    python = _deduce_python()
    texts = [typed(text) for typed in TYPED.values() for text in (*(note.text for note in marked), *calm)]
    start = time.perf_counter()
    ran = subprocess.run(  # noqa: S603  our own program
        [python, "-c", DEDUCE_PROGRAM], input=json.dumps(texts), capture_output=True, text=True, check=True
    )
    answer = json.loads(ran.stdout[ran.stdout.index('{"loaded"') :])
    known = {text: spans for text, (spans, _) in zip(texts, answer["found"], strict=True)}
    print(f"loaded in {answer['loaded']:.1f} s, in all {time.perf_counter() - start:.0f} s, ", end="")
    print(f"{resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024:.0f} MB, fell over {answer['failed']} texts")
    _print_table(marked, calm, lambda asked: [known[text] for text in asked])
    _print_times(seconds for _, seconds in answer["found"])


def _deduce_python() -> str:
    """The Python of the environment that holds `deduce`."""
    folder = Path(tempfile.gettempdir()) / f"opmerkzaam-{DEDUCE.replace('==', '-')}"
    python = folder / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)  # noqa: S603
        subprocess.run([python, "-m", "pip", "install", "--quiet", DEDUCE], check=True)  # noqa: S603
    return str(python)


if __name__ == "__main__":
    main()
