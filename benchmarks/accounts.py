"""What is read from accounts of visits in the frozen sets: `python -m benchmarks.accounts`, `--set` for some of them.

Several sets are also taken together. Prints precision, recall and F1 over all signals, recall of those that ask for
action today, and how often age band and area are right, each with its 95 % interval (shares: Wilson; F1: 1,000 draws of
accounts). `--fit` gives figures for other bars, `--curve` for fewer accounts to learn from; both cross-validate on what
is learned from and read no frozen set. `--speed` tells how long reading takes. Needs no Rasa.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from benchmarks.frozen_sets import ACCOUNTS, accounts
from benchmarks.intervals import Share, share
from bot.dialogue.reporting.report_account import SURE as TICKED
from bot.knowledge import Knowledge, load_knowledge
from bot.knowledge.signal import ACT_TODAY
from bot.language.ages import age_band
from bot.language.models import MODELS
from bot.language.places import AreaFinder
from bot.language.signals import (
    BARS,
    SURE,
    FoundSignal,
    SignalReader,
    confidence,
    open_signals,
)
from bot.language.signals.examples import read_signal_examples
from bot.language.signals.learning import Features, features_of, learn
from bot.language.signals.model import soft_best
from bot.language.vectors import SentenceVectors
from bot.settings import Settings

FOLDS, DRAWS = 5, 1000
WRITTEN = 2026  # the year in which the accounts were written
SHARES = (0.25, 0.5, 1.0)
OTHERS_BARS = (-2.0, -1.8, -1.6, -1.5, -1.4, -1.3, -1.2, -1.1, -1.0, -0.8)
TODAY_BARS = (-3.5, -3.2, -2.9, -2.6, -2.3, -2.0, -1.6)

Found = Sequence[tuple[set[str], Sequence[FoundSignal]]]
"""Of each account what holds, and what was read or is asked about."""

FROM = {"ticked": TICKED, "read": SURE, "read or asked about": 0.0}
"""From which confidence what asks for action today counts as found."""


def main() -> None:
    options = argparse.ArgumentParser(description="Measures what is read from accounts of visits.")
    options.add_argument("--set", choices=ACCOUNTS, nargs="+")
    for name in ("fit", "curve", "speed"):
        options.add_argument(f"--{name}", action="store_true")
    chosen = options.parse_args()
    folder = Settings().knowledge_folder
    knowledge, kept = load_knowledge(folder), folder.parent / MODELS
    vectors = SentenceVectors(kept)
    today = {code for code, signal in knowledge.signals.items() if signal.level == ACT_TODAY}
    if chosen.fit or chosen.curve:
        features = features_of(read_signal_examples(knowledge, folder), vectors)
        if chosen.fit:
            _fit(features, today)
        if chosen.curve:
            _curve(features, today)
        return
    reader = open_signals(knowledge, folder, kept, vectors)
    for name in chosen.set or ACCOUNTS:
        print(f"{name}:")
        _measure([name], reader, knowledge, today)
    if chosen.set and len(chosen.set) > 1:
        print("together:")
        _measure(chosen.set, reader, knowledge, today)
    if chosen.speed:
        _speed(reader)


def _measure(names: Sequence[str], reader: SignalReader, knowledge: Knowledge, today: set[str]) -> None:
    held, areas = [one for name in names for one in accounts(name)], AreaFinder(knowledge.areas.spoken_names())
    _print_signals([(set(account.signals), reader.read(account.text)) for account in held], today)
    print(f"  age band right   {share(age_band(account.text, WRITTEN) == account.age_band for account in held)}")
    print(f"  area right       {share(areas.find(account.text) == account.area for account in held)}")


def _print_signals(found: Found, today: set[str]) -> None:
    pairs = [(true, {one.code for one in given if one.confidence >= SURE}) for true, given in found]
    right = sum(len(true & read) for true, read in pairs)
    chance, counts = np.random.default_rng(0), np.array([[len(t & r), len(t), len(r)] for t, r in pairs])
    draws = chance.integers(0, len(pairs), (DRAWS, len(pairs)))
    low, high = np.quantile([_f1(counts[draw].sum(axis=0)) for draw in draws], (0.025, 0.975))
    print(f"  precision        {Share(right, sum(len(read) for _, read in pairs))}")
    print(f"  recall           {Share(right, sum(len(true) for true, _ in pairs))}")
    print(f"  micro-F1         {_f1(counts.sum(axis=0)):.3f} ({low:.3f}-{high:.3f})")
    for name, bar in FROM.items():
        pressing = [
            (true & today, {one.code for one in given if one.confidence >= bar} & today) for true, given in found
        ]
        caught = sum(len(true & codes) for true, codes in pressing)
        print(f"  level 3, {name}:")
        print(f"    recall         {Share(caught, sum(len(true) for true, _ in pressing))}")
        print(f"    precision      {Share(caught, sum(len(codes) for _, codes in pressing))}")
        print(f"    in an account without one  {share(bool(codes) for true, codes in pressing if not true)}")


def _f1(counts: NDArray[np.int64]) -> float:
    """Of (right, hold, read)."""
    right, true, read = counts.tolist()
    return 2 * right / max(1, true + read)


def _fit(features: Features, today: set[str]) -> None:
    scores = np.vstack([score for _, score in _held_out(features, 1.0)])
    order = np.concatenate([numbers for numbers, _ in _held_out_numbers(features)])
    holds = features.holds[order] > 0
    pressing = np.array([code in today for code in features.codes])
    for bars, columns, name in ((OTHERS_BARS, ~pressing, "others"), (TODAY_BARS, pressing, "today")):
        for bar in bars:
            read, true = scores[:, columns] >= bar, holds[:, columns]
            right, wanted, got = int((read & true).sum()), int(true.sum()), int(read.sum())
            f1 = 2 * right / (wanted + got)
            print(f"{name} {bar:+.1f}  precision {right / got:.3f}  recall {right / wanted:.3f}  F1 {f1:.3f}")
    print(f"with the bars that are set, cross-validated on {len(holds)} accounts:")
    _print_signals(_given(features, order, scores, today), today)


def _curve(features: Features, today: set[str]) -> None:
    for part in SHARES:
        numbers, scores = next(_held_out(features, part))
        print(f"learned from {int(part * (len(features.holds) - len(numbers)))} accounts:")
        _print_signals(_given(features, numbers, scores, today), today)


def _given(
    features: Features, numbers: NDArray[np.int64], scores: NDArray[np.float32], today: set[str]
) -> list[tuple[set[str], list[FoundSignal]]]:
    """What holds in the accounts with these numbers, and what the reader would give for these scores."""
    bars = np.array([BARS.asked if code in today else BARS.read for code in features.codes])
    return [
        (
            _codes(features, features.holds[number] > 0),
            [FoundSignal(features.codes[at], confidence(float(row[at])), "") for at in np.flatnonzero(row >= bars)],
        )
        for number, row in zip(numbers, scores, strict=True)
    ]


def _codes(features: Features, which: NDArray[np.bool_]) -> set[str]:
    return {code for code, yes in zip(features.codes, which, strict=True) if yes}


def _held_out(features: Features, part: float) -> Iterator[tuple[NDArray[np.int64], NDArray[np.float32]]]:
    """For each fold: its accounts, and their scores by a model that learned from this part of the others."""
    for numbers, others in _held_out_numbers(features):
        model = learn(features, others[: int(part * len(others))].tolist())
        rows = np.concatenate([np.arange(features.starts[n], features.starts[n + 1]) for n in numbers])
        scores = features.sparse[rows] @ model.weights + features.dense[rows] @ model.dense
        yield numbers, soft_best(scores, [features.starts[n + 1] - features.starts[n] for n in numbers])[0]


def _held_out_numbers(features: Features) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    shuffled = np.random.default_rng(1).permutation(len(features.holds))
    for fold in range(FOLDS):
        yield shuffled[fold::FOLDS], np.concatenate([shuffled[n::FOLDS] for n in range(FOLDS) if n != fold])


def _speed(reader: SignalReader) -> None:
    texts = [account.text for account in accounts(ACCOUNTS[0])]
    seconds = []
    for text in texts:
        start = time.perf_counter()
        reader.read(text)
        seconds.append(time.perf_counter() - start)
    words = sum(len(text.split()) for text in texts) / len(texts)
    print(f"{words:.0f} words: {np.median(seconds) * 1000:.0f} ms, the slowest {max(seconds) * 1000:.0f} ms")


if __name__ == "__main__":
    main()
