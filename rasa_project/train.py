"""Trains the NLU model, only when what it learns from has changed.

python train.py          trains when there is no model of the present data
python train.py --check  only says whether there is one: prints its path, exits 0 when it is there and 1 when not

Runs with the Python of Rasa's environment, from any folder.
"""

from __future__ import annotations

import argparse
import fcntl
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from archive import forget_training
from articles import ArticleError
from model_file import ENVIRONMENT, MODELS, PROJECT, existing_models, fresh_model, is_whole

UNFINISHED = ".training-"


class TrainingError(Exception):
    """Rasa could not train. The message is the end of what it said."""


def main(arguments: list[str]) -> int:
    """Trains or checks; gives the exit code, 0 for well and 1 for stale or failed."""
    parser = argparse.ArgumentParser(prog="train.py", description="Trains the NLU model when it is out of date.")
    parser.add_argument("--check", action="store_true", help="only say whether the model is up to date")
    only_check = parser.parse_args(arguments).check
    try:
        model = fresh_model()
        if only_check:
            print(model)
            return 0 if is_whole(model) else 1
        return _train_when_stale(model)
    except (ArticleError, TrainingError) as error:
        print(error, file=sys.stderr)
        return 1


def _train_when_stale(model: Path) -> int:
    with _one_at_a_time():
        if is_whole(model):
            print(f"Up to date: {_shown(model)}")
            return 0
        started = time.monotonic()
        train(model)
        print(f"Trained in {time.monotonic() - started:.0f} s: {_shown(model)}")
    return 0


def train(model: Path) -> None:
    """Trains into `model`, which appears at once and whole, and removes the models before it. Raises TrainingError."""
    for left_behind in MODELS.glob(f"{UNFINISHED}*"):
        shutil.rmtree(left_behind)
    with tempfile.TemporaryDirectory(dir=MODELS, prefix=UNFINISHED) as folder:
        command = [sys.executable, "-m", "rasa", "train", "nlu", "--out", folder, "--fixed-model-name", model.name]
        done = subprocess.run(  # noqa: S603 - our own words only
            command,
            cwd=PROJECT,
            env={**os.environ, **ENVIRONMENT, "PYTHONHASHSEED": "0"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        trained = Path(folder, model.name)
        if done.returncode != 0 or not trained.exists():
            raise TrainingError("\n".join([*done.stdout.splitlines()[-30:], "The model could not be trained."]))
        try:
            forget_training(trained)
        except (OSError, tarfile.TarError, KeyError, ValueError) as error:
            raise TrainingError(f"Rasa wrote a model that cannot be read: {error!r}") from error
        trained.replace(model)
    for older in existing_models():
        if older != model:
            older.unlink()


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Waits for another training to end. The lock goes with the process: a killed training leaves none behind."""
    MODELS.mkdir(exist_ok=True)
    with (MODELS / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("Another training is running; waiting for it.", flush=True)
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _shown(model: Path) -> str:
    return f"{model.parent.name}/{model.name}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
