"""What is measured of a pipeline on a data set, and the file in which it is kept."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.metrics import roc_auc_score

from benchmarks.intervals import Share
from benchmarks.nlu.data import ROOT

KEPT = ROOT / "benchmarks" / "nlu-figures.json"


@dataclass(frozen=True)
class Figures:
    """One pipeline on one data set. Times in seconds and milliseconds, sizes in millions of bytes.

    `data` is the fingerprint of the data set, `threads` how many the training might use, and `busy` whether others
    were at work on the machine, so that the times say little.
    """

    date: str
    data: str
    threads: int
    busy: bool
    versions: dict[str, str]
    examples: int
    intents: int
    first: Share
    three: Share
    commands: Share | None
    outside: Share | None
    training_s: float
    model_mb: float
    memory_mb: float
    p50_ms: float
    p95_ms: float
    unknown: tuple[float, ...] = ()
    """The area under the ROC curve of each draw: how well confidence tells known intents from unknown ones."""


Kept = dict[str, dict[str, Figures]]
"""Data set, pipeline, figures."""


@dataclass(frozen=True)
class Answer:
    """What a pipeline makes of a text: the intents, the likeliest first, and its confidence in the first."""

    ranking: tuple[str, ...]
    confidence: float


def share(answers: Sequence[Answer], intents: Sequence[str], among: int = 1) -> Share | None:
    """How often the right intent is among the first so many; None when nothing was asked."""
    right = sum(intent in answer.ranking[:among] for answer, intent in zip(answers, intents, strict=True))
    return Share(right, len(intents)) if intents else None


def unknown_auroc(answers: Sequence[Answer], intents: Sequence[str], known: frozenset[str]) -> float:
    """How often a text of a known intent gets more confidence than one of an unknown intent: 1 always, 0.5 chance."""
    truth = np.array([intent in known for intent in intents])
    return float(roc_auc_score(truth, [answer.confidence for answer in answers]))


def read(path: Path = KEPT) -> Kept:
    """The kept figures; nothing when there is no file yet."""
    if not path.exists():
        return {}
    return {
        data_set: {pipeline: _figures(fields) for pipeline, fields in pipelines.items()}
        for data_set, pipelines in json.loads(path.read_text("utf-8")).items()
    }


def keep(data_set: str, pipeline: str, figures: Figures, path: Path = KEPT) -> None:
    """Puts these figures in the place of the former ones. Reads the file anew: another run may have written it."""
    kept = read(path)
    kept.setdefault(data_set, {})[pipeline] = figures
    fields = {
        name: {pipeline: asdict(figures) for pipeline, figures in sorted(own.items())}
        for name, own in sorted(kept.items())
    }
    path.write_text(json.dumps(fields, indent=2) + "\n", "utf-8")


def _figures(fields: dict[str, Any]) -> Figures:
    shares = {name: Share(**value) for name, value in fields.items() if isinstance(value, dict) and "of" in value}
    return Figures(**{**fields, **shares, "unknown": tuple(fields["unknown"])})
