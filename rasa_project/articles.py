"""The questions of the articles in knowledge/: what the model learns from them. Knows nothing of Rasa."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import MarkedYAMLError

KNOWLEDGE = Path(__file__).resolve().parent.parent / "knowledge"
PRACTICE = "practice"  # the one folder whose files are no articles but cases to practise on
FENCE = "---"
FIRST_LINE = 2  # where the fields begin, below the first fence
IDENTIFIER = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True)
class Article:
    """What of an article matters here. `id` is the intent, `questions` are its examples."""

    id: str
    questions: tuple[str, ...]


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong in an article. `line` counts from 1."""

    file: Path
    line: int
    reason: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.reason}"


class ArticleError(Exception):
    """Articles cannot be read. `problems` has each of them, in the order of the files."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in problems))


def read_articles(knowledge: Path = KNOWLEDGE) -> list[Article]:
    """All articles, `<section>/<id>.md`, in the order of their paths. Raises ArticleError with all that is wrong."""
    articles: dict[str, Article] = {}
    problems: list[Problem] = []
    for path in sorted(knowledge.glob("*/*.md")):
        if path.parent.name == PRACTICE:
            continue
        try:
            article = read_article(path)
        except ArticleError as error:
            problems += error.problems
            continue
        if article.id in articles:
            problems.append(Problem(path, 1, f"there is another article with the id {article.id}"))
        articles[article.id] = article
    if problems:
        raise ArticleError(problems)
    return list(articles.values())


def read_article(path: Path) -> Article:
    """The article in this file. Raises ArticleError with file, line and reason."""
    fields = _front_matter(path)
    problems = list(_problems(path, fields))
    if problems:
        raise ArticleError(problems)
    return Article(fields["id"], tuple(" ".join(str(question).split()) for question in fields["questions"]))


def _front_matter(path: Path) -> CommentedMap:
    """The fields between the two fences."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except UnicodeDecodeError:
        raise ArticleError([Problem(path, 1, "this file is not UTF-8 text")]) from None
    except OSError as error:
        raise ArticleError([Problem(path, 1, f"cannot be read: {error.strerror}")]) from None
    if not lines or lines[0] != FENCE or FENCE not in lines[1:]:
        raise ArticleError([Problem(path, 1, f"an article begins with fields between two lines of {FENCE}")])
    try:
        fields = YAML(typ="rt").load("\n".join(lines[1 : lines.index(FENCE, 1)]))
    except MarkedYAMLError as error:
        line = error.problem_mark.line + FIRST_LINE if error.problem_mark else 1
        reason = (error.problem or "this is not valid YAML").replace("\n", " ")
        raise ArticleError([Problem(path, line, reason)]) from None
    if not isinstance(fields, CommentedMap):
        raise ArticleError([Problem(path, FIRST_LINE, "expected fields here, as in `id: ...`")])
    return fields


def _problems(path: Path, fields: CommentedMap) -> Iterator[Problem]:
    """What is wrong with the two fields that the model needs; the bot's `check` looks at the others."""
    article_id = fields.get("id")
    if not isinstance(article_id, str) or not IDENTIFIER.fullmatch(article_id):
        yield Problem(path, _line(fields, "id"), "id: small letters, digits and hyphens, as in `id: signalen-schulden`")
    elif article_id != path.stem:
        yield Problem(path, _line(fields, "id"), f"id: {article_id} should be the name of the file, {path.stem}")
    questions = fields.get("questions")
    if not isinstance(questions, CommentedSeq) or not questions:
        yield Problem(path, _line(fields, "questions"), "questions: a list of the ways in which people ask this")
        return
    for number, question in enumerate(questions):
        if isinstance(question, (CommentedMap, CommentedSeq)) or not str(question or "").strip():
            line = questions.lc.item(number)[0] + FIRST_LINE
            yield Problem(path, line, "questions: a text is expected here; put it in quotes when it contains a colon")


def _line(fields: CommentedMap, key: str) -> int:
    """The line of the file on which this field stands, or the first when it is missing."""
    return int(fields.lc.key(key)[0]) + FIRST_LINE if key in fields else 1
