"""Which model file belongs to the present training data."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import zlib
from collections.abc import Iterator
from pathlib import Path

from articles import KNOWLEDGE, read_articles
from processor import openblas

PROJECT = Path(__file__).resolve().parent
MODELS = PROJECT / "models"
MODEL_NAME = "opmerkzaam-{fingerprint}.tar.gz"
LEARNED_FROM = (
    *("data/**/*.yml", "config.yml", "domain.yml"),
    *("articles.py", "importer.py", "components/**/*.py", "archive.py"),
)
PIN = re.compile(r"^[A-Za-z0-9._-]+==\S+", re.MULTILINE)

ENVIRONMENT = {
    "RASA_TELEMETRY_ENABLED": "false",  # also keeps Rasa's error reports at home
    "RASA_MAX_CACHE_SIZE": "0",  # the fingerprint says what is stale; Rasa's cache does not see our modules
    "TF_CPP_MIN_LOG_LEVEL": "3",  # in a training Rasa loads TensorFlow, although no part of our pipeline uses it
    "CUDA_VISIBLE_DEVICES": "-1",
    **openblas(),
}
"""What every Rasa process of ours runs under."""


def fingerprint(project: Path = PROJECT, knowledge: Path = KNOWLEDGE) -> str:
    """Twelve hexadecimal digits that change when, and only when, a new training could give another model.

    Counts: ids and questions of the articles (not their text), data/, the pipeline and its code, the pinned versions.
    No file times, so that a fresh clone finds the model that another one made. Raises ArticleError.
    """
    digest = hashlib.sha256()
    for part in _parts(project, knowledge):
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.hexdigest()[:12]


def _parts(project: Path, knowledge: Path) -> Iterator[bytes]:
    questions = {article.id: article.questions for article in read_articles(knowledge)}
    yield json.dumps(questions, sort_keys=True).encode()
    yield "\n".join(PIN.findall((project / "requirements.txt").read_text(encoding="utf-8"))).encode()
    for pattern in LEARNED_FROM:
        for path in sorted(project.glob(pattern)):
            yield path.relative_to(project).as_posix().encode()
            yield path.read_bytes()


def fresh_model() -> Path:
    """Where the model of the present training data is, or would be. Raises ArticleError."""
    return MODELS / MODEL_NAME.format(fingerprint=fingerprint())


def is_whole(model: Path) -> bool:
    """Whether a model file is there and can be read to its end: half a copy or a bad disk is no model."""
    try:
        with gzip.open(model) as stream:
            holds = len(stream.read(1))
            while stream.read(1 << 20):
                pass
    except (OSError, EOFError, zlib.error):
        return False
    return holds > 0


def existing_models() -> list[Path]:
    """The model files there are, the newest first."""
    found = MODELS.glob(MODEL_NAME.format(fingerprint="*"))
    return sorted(found, key=lambda path: path.stat().st_mtime, reverse=True)
