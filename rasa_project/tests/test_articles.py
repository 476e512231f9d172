"""What is read from an article, and how a broken one is reported."""

from __future__ import annotations

from pathlib import Path

import pytest

from articles import Article, ArticleError, read_articles
from conftest import WriteArticle


def test_an_article_gives_its_id_and_questions(knowledge: Path, write_article: WriteArticle) -> None:
    write_article("rouw", ("hij mist haar zo", '"is dat normaal: elke dag huilen"', "112"))
    write_article("schulden", ("blauwe enveloppen",), section="verwijzing")
    assert read_articles(knowledge) == [
        Article("rouw", ("hij mist haar zo", "is dat normaal: elke dag huilen", "112")),
        Article("schulden", ("blauwe enveloppen",)),
    ]


def test_practice_cases_are_no_articles(knowledge: Path, write_article: WriteArticle) -> None:
    write_article("geval-1", section="practice", text="Geen voorwerk.\n")
    assert read_articles(knowledge) == []


BROKEN = [
    ("no fences", "# Rouw\n", 1, "between two lines of ---"),
    ("second fence missing", "---\nid: rouw\n", 1, "between two lines of ---"),
    ("no fields", "---\nzomaar\n---\n", 2, "expected fields"),
    ("not YAML", "---\nid: rouw\ntitle: [a\n---\n", 3, "expected"),
    ("the same field twice", "---\nid: rouw\nid: rouw\n---\n", 3, "duplicate key"),
    ("no id", "---\ntitle: Rouw\nquestions: [a]\n---\n", 1, "id:"),
    ("id with a space", "---\nid: de rouw\nquestions: [a]\n---\n", 2, "id:"),
    ("id of another file", "---\ntitle: Rouw\nid: verlies\nquestions: [a]\n---\n", 3, "name of the file"),
    ("no questions", "---\nid: rouw\n---\n", 1, "questions:"),
    ("an empty list", "---\nid: rouw\nquestions: []\n---\n", 3, "questions:"),
    ("one text for a list", "---\nid: rouw\nquestions: hoe dan\n---\n", 3, "questions:"),
    ("a colon without quotes", "---\nid: rouw\nquestions:\n  - goed\n  - mag dit: ja\n---\n", 5, "in quotes"),
    ("an empty question", "---\nid: rouw\nquestions:\n  - goed\n  -\n---\n", 5, "a text is expected"),
]


@pytest.mark.parametrize(("text", "line", "reason"), [row[1:] for row in BROKEN], ids=[row[0] for row in BROKEN])
def test_a_broken_article_is_named_with_file_and_line(
    knowledge: Path, write_article: WriteArticle, text: str, line: int, reason: str
) -> None:
    path = write_article("rouw", text=text)
    with pytest.raises(ArticleError) as raised:
        read_articles(knowledge)
    (problem,) = raised.value.problems
    assert (problem.file, problem.line) == (path, line)
    assert reason in problem.reason


def test_every_broken_article_is_named_at_once(knowledge: Path, write_article: WriteArticle) -> None:
    write_article("rouw", text="kapot")
    write_article("armoede", text="kapot", section="verwijzing")
    write_article("goed")
    with pytest.raises(ArticleError) as raised:
        read_articles(knowledge)
    assert [problem.file.stem for problem in raised.value.problems] == ["rouw", "armoede"]


def test_an_id_can_be_used_once(knowledge: Path, write_article: WriteArticle) -> None:
    write_article("rouw")
    second = write_article("rouw", section="verwijzing")
    with pytest.raises(ArticleError) as raised:
        read_articles(knowledge)
    assert [problem.file for problem in raised.value.problems] == [second]
