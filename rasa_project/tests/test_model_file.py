"""When a model counts as out of date."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from conftest import PROJECT, WriteArticle
from model_file import fingerprint


@pytest.fixture
def project(tmp_path: Path, write_article: WriteArticle) -> Path:
    """A copy of what the model learns from, with one article."""
    folder = tmp_path / "project"
    shutil.copytree(PROJECT, folder, ignore=shutil.ignore_patterns(".*", "models", "tests", "__pycache__", "results"))
    write_article("rouw", ("hij mist haar",))
    return folder


def append(path: Path, text: str) -> None:
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


def test_it_is_stable(project: Path, knowledge: Path) -> None:
    before = fingerprint(project, knowledge)
    for path in [*project.rglob("*"), *knowledge.rglob("*")]:
        os.utime(path, (0, 0))
    assert fingerprint(project, knowledge) == before
    assert len(before) == 12


def test_an_article_s_text_does_not_matter(project: Path, knowledge: Path, write_article: WriteArticle) -> None:
    before = fingerprint(project, knowledge)
    write_article("rouw", ("hij mist haar",), body="Heel andere tekst.")
    assert fingerprint(project, knowledge) == before


def test_a_question_matters(project: Path, knowledge: Path, write_article: WriteArticle) -> None:
    before = fingerprint(project, knowledge)
    write_article("rouw", ("hij mist haar zo",))
    assert fingerprint(project, knowledge) != before


def test_a_new_article_matters(project: Path, knowledge: Path, write_article: WriteArticle) -> None:
    before = fingerprint(project, knowledge)
    write_article("schulden")
    assert fingerprint(project, knowledge) != before


MATTERS = [
    "data/commands.yml",
    "data/questions/gesprek/valkuilen.yml",
    "config.yml",
    "domain.yml",
    "articles.py",
    "importer.py",
    "archive.py",
    "components/ngrams.py",
]


@pytest.mark.parametrize("name", MATTERS)
def test_data_and_code_matter(project: Path, knowledge: Path, name: str) -> None:
    before = fingerprint(project, knowledge)
    append(project / name, "\n# changed\n")
    assert fingerprint(project, knowledge) != before


def test_a_version_matters_and_a_comment_does_not(project: Path, knowledge: Path) -> None:
    before = fingerprint(project, knowledge)
    append(project / "requirements.txt", "    # via something\n")
    assert fingerprint(project, knowledge) == before
    append(project / "requirements.txt", "another==1.0\n")
    assert fingerprint(project, knowledge) != before
