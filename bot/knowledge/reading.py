"""Reads YAML so that whatever is wrong can be pointed at: file, line and reason."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from bot.errors import KnowledgeError, Problem

Model = TypeVar("Model", bound=BaseModel)
Loc = tuple[int | str, ...]
DATE = re.compile(r"\b(\d{4})-(\d\d?)-(\d\d?)\b")
Identifier = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=40)]
Texts = Annotated[tuple[str, ...], BeforeValidator(lambda items: _texts(items))]
"""A list of texts; `112` and an empty list are fine."""


class Record(BaseModel):
    """Base of everything that is read from a knowledge file: frozen, no unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


def load_yaml(path: Path, text: str | None = None, first_line: int = 1) -> Any:
    """The YAML in `text` (default: the whole file), with line numbers inside.

    `first_line` is the line of the file on which `text` begins. Raises KnowledgeError.
    """
    try:
        text = path.read_text("utf-8") if text is None else text
        return YAML(typ="rt").load(StringIO(text))
    except MarkedYAMLError as error:
        line = error.problem_mark.line if error.problem_mark else 0
        reason = (error.problem or "this is not valid YAML").splitlines()[0].partition(" with value ")[0]
        raise KnowledgeError([Problem(path, first_line + line, reason)]) from None
    except YAMLError:
        raise KnowledgeError([Problem(path, first_line, "there is a character here that no text has")]) from None
    except OSError as error:
        raise KnowledgeError([Problem(path, 1, f"cannot be read: {error.strerror}")]) from None
    except UnicodeDecodeError:
        raise KnowledgeError([Problem(path, 1, "this file is not UTF-8 text")]) from None
    except ValueError:
        # ruamel reads what looks like a date, and stumbles over the thirteenth month without saying where.
        raise KnowledgeError([_no_date(path, text or "", first_line)]) from None


def _no_date(path: Path, text: str, first_line: int) -> Problem:
    for line, row in enumerate(text.splitlines(), first_line):
        for year, month, day in DATE.findall(row):
            try:
                date(int(year), int(month), int(day))
            except ValueError:
                return Problem(path, line, f"{year}-{month}-{day} is no date; write year-month-day, as in 2026-11-21")
    return Problem(path, first_line, "there is a date or a number here that cannot be read")


FRONT_MATTER = re.compile(r"---\n(?P<fields>.*?)\n---\n(?P<body>.*)", re.S)


@dataclass(frozen=True)
class Parts:
    """A file with fields between two lines of ---, and text below. `fields` are YAML that begins on the second line of
    the file, `first_line` is the line on which `body` begins.
    """

    fields: Any
    body: str
    first_line: int


def read_parts(path: Path, what: str) -> Parts:
    """The parts of a file that holds a `what`. Raises KnowledgeError with file, line and reason."""
    try:
        text = path.read_text("utf-8-sig")
    except OSError as error:
        raise KnowledgeError([Problem(path, 1, f"cannot be read: {error.strerror}")]) from None
    except UnicodeDecodeError:
        raise KnowledgeError([Problem(path, 1, "this file is not UTF-8 text")]) from None
    match = FRONT_MATTER.fullmatch(text)
    if not match:
        raise KnowledgeError([Problem(path, 1, f"{what} begins with fields between two lines of ---")])
    fields = load_yaml(path, match["fields"], first_line=2)
    return Parts(fields, match["body"], text[: match.start("body")].count("\n") + 1)


def line_of(data: Any, loc: Loc, first_line: int = 1) -> int:
    """The line of the file on which the item at `loc` stands, or of the nearest thing around it."""
    line = getattr(getattr(data, "lc", None), "line", 0)
    for key in loc:
        marks = getattr(getattr(data, "lc", None), "data", None) or {}
        if key in marks:
            line = marks[key][0]
        try:
            data = data[key]
        except (KeyError, IndexError, TypeError):
            break
    return first_line + int(line or 0)


def problem_at(path: Path, reason: str, word: str, below: str = "") -> Problem:
    """A problem at the first line of the file that has the word, from the first line on that begins with `below`."""
    numbered = list(enumerate(path.read_text("utf-8").splitlines(), 1))
    start = next((n for n, line in numbered if line.startswith(below)), 1)
    return Problem(path, next((n for n, line in numbered[start - 1 :] if word in line), start), reason)


def validate(
    model: type[Model],
    data: Any,
    path: Path,
    loc: Loc = (),
    first_line: int = 1,
    extra: Mapping[str, str] | None = None,
) -> Model:
    """`data[loc]` as a `model`, with `extra` fields that come from elsewhere. Raises KnowledgeError."""
    item = data
    for key in loc:
        item = item[key]
    if not isinstance(item, Mapping):
        raise KnowledgeError([Problem(path, line_of(data, loc, first_line), "expected fields here, as in `name: ...`")])
    try:
        return model.model_validate({**plain(item), **(extra or {})})
    except ValidationError as error:
        problems = error.errors(include_url=False, include_input=False)
        raise KnowledgeError(
            [
                Problem(
                    path,
                    line_of(data, (*loc, *problem["loc"]), first_line),
                    _sentence(problem["loc"], problem["msg"]),
                )
                for problem in problems
                if not _follows(problem["loc"], [other["loc"] for other in problems])
            ]
        ) from None


def _follows(loc: Loc, others: Sequence[Loc]) -> bool:
    """Whether a problem only comes from others inside it: a list is too short because its items were refused."""
    return any(len(other) > len(loc) and other[: len(loc)] == loc for other in others)


def plain(data: Any) -> Any:
    """The same data as ordinary dicts and lists, keys as strings."""
    if isinstance(data, Mapping):
        return {str(key): plain(value) for key, value in data.items()}
    if isinstance(data, Sequence) and not isinstance(data, str):
        return [plain(value) for value in data]
    return data


def _texts(items: Any) -> Any:
    if isinstance(items, str):
        raise ValueError("write a list here: [in, brackets], or each text on a line of its own behind a dash")
    if any(item is None or isinstance(item, Mapping) or not str(item).strip() for item in items or ()):
        raise ValueError("one of these is no text; put quotes around a text with a colon or a # in it")
    return tuple(str(item) for item in items or ())


def _sentence(loc: Loc, message: str) -> str:
    where = ".".join(str(part) for part in loc)
    reason = message.removeprefix("Value error, ")
    return f"{where}: {reason}" if where else reason
