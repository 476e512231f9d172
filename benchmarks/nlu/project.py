"""A small Rasa project in a folder: what Rasa learns from, and what it is asked."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from benchmarks.nlu.data import Sentence
from benchmarks.nlu.pipelines import Parts

EXAMPLES, DOMAIN, CONFIG, TEXTS = "nlu.yml", "domain.yml", "config.yml", "texts.json"
MODEL, TRAINED, PARSED = "model.tar.gz", "trained.json", "parsed.json"
"""What comes out."""


def write_project(folder: Path, parts: Parts, training: Sequence[Sentence], asked: Sequence[Sentence]) -> None:
    """Makes the folder when it is not there. What is asked is written without the answers."""
    by_intent: dict[str, list[str]] = {}
    for one in training:
        by_intent.setdefault(one.intent, []).append(one.text)
    examples = ['version: "3.1"', "nlu:"]
    for intent, texts in by_intent.items():
        examples += [f"- intent: {intent}", "  examples: |", *(f"    - {text}" for text in texts)]
    config = {"recipe": "default.v1", "assistant_id": "bench", "language": "nl", "pipeline": parts, "policies": []}
    folder.mkdir(exist_ok=True)
    (folder / EXAMPLES).write_text("\n".join(examples) + "\n", "utf-8")
    # JSON is YAML too; only examples in JSON would be something else for Rasa.
    (folder / DOMAIN).write_text(json.dumps({"version": "3.1", "intents": list(by_intent)}), "utf-8")
    (folder / CONFIG).write_text(json.dumps(config), "utf-8")
    (folder / TEXTS).write_text(json.dumps([one.text for one in asked]), "utf-8")
