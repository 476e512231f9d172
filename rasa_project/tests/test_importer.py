"""What Rasa gets to learn from."""

from __future__ import annotations

from pathlib import Path

import pytest
from rasa.shared.importers.importer import TrainingDataImporter
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT

import articles
import importer
from conftest import PROJECT, WriteArticle
from importer import KnowledgeError, KnowledgeImporter

BULK = """version: "3.1"
nlu:
- intent: rouw
  examples: |
    - hij mist haar
- intent: nog-geen-artikel
  examples: |
    - daar is nog niets over
"""


@pytest.fixture
def project(tmp_path: Path, knowledge: Path, monkeypatch: pytest.MonkeyPatch) -> KnowledgeImporter:
    """An importer over a small project of its own."""
    (tmp_path / "bulk.yml").write_text(BULK, encoding="utf-8")
    (tmp_path / "domain.yml").write_text('version: "3.1"\nintents: [menu]\n', encoding="utf-8")
    monkeypatch.setattr(importer, "read_articles", lambda: articles.read_articles(knowledge))
    return KnowledgeImporter(domain_path=str(tmp_path / "domain.yml"), training_data_paths=[str(tmp_path / "bulk.yml")])


def test_an_article_becomes_an_intent(project: KnowledgeImporter, write_article: WriteArticle) -> None:
    write_article("rouw", ("is dat normaal [zo](lang)", "hij huilt nog steeds"))
    write_article("schulden", ("blauwe enveloppen",))
    examples = [(example.get(TEXT), example.get(INTENT)) for example in project.get_nlu_data().intent_examples]
    assert examples == [
        ("hij mist haar", "rouw"),
        ("daar is nog niets over", "nog-geen-artikel"),
        ("is dat normaal [zo](lang)", "rouw"),
        ("hij huilt nog steeds", "rouw"),
        ("blauwe enveloppen", "schulden"),
    ]


def test_the_domain_has_every_intent(project: KnowledgeImporter, write_article: WriteArticle) -> None:
    write_article("schulden")
    assert {"menu", "rouw", "nog-geen-artikel", "schulden"} <= set(project.get_domain().intents)


def test_a_broken_article_stops_rasa_with_file_and_line(
    project: KnowledgeImporter, write_article: WriteArticle
) -> None:
    path = write_article("rouw", text="---\nid: rouw\nquestions:\n---\n")
    with pytest.raises(KnowledgeError, match=rf"{path}:3: questions"):
        project.get_nlu_data()


def test_the_real_data_is_read_whole_and_as_plain_text(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every line is one example, no text is in two intents, and none is taken for an annotated entity."""
    monkeypatch.chdir(PROJECT)
    training_data = TrainingDataImporter.load_from_config("config.yml", "domain.yml", ["data"]).get_nlu_data()
    examples = training_data.intent_examples
    lines = [line for path in Path("data").rglob("*.yml") for line in path.read_text(encoding="utf-8").splitlines()]
    bulk = sum(line.startswith("    - ") for line in lines)
    questions = sum(len(article.questions) for article in articles.read_articles())
    assert len(examples) == bulk + questions
    assert len({example.get(TEXT) for example in examples}) == len(examples)
    assert [example.get(TEXT) for example in examples if example.get(ENTITIES)] == []
