"""Reads YAML so that whatever is wrong can be pointed at: file, line and reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import StringIO
from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from bot.errors import KnowledgeError, Problem

Model = TypeVar("Model", bound=BaseModel)
Loc = tuple[int | str, ...]
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
        return YAML(typ="rt").load(StringIO(path.read_text("utf-8") if text is None else text))
    except MarkedYAMLError as error:
        line = error.problem_mark.line if error.problem_mark else 0
        reason = (error.problem or "this is not valid YAML").splitlines()[0]
        raise KnowledgeError([Problem(path, first_line + line, reason)]) from None
    except YAMLError:
        raise KnowledgeError([Problem(path, first_line, "there is a character here that no text has")]) from None
    except OSError as error:
        raise KnowledgeError([Problem(path, 1, f"cannot be read: {error.strerror}")]) from None
    except UnicodeDecodeError:
        raise KnowledgeError([Problem(path, 1, "this file is not UTF-8 text")]) from None


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
        raise KnowledgeError(
            [
                Problem(
                    path,
                    line_of(data, (*loc, *problem["loc"]), first_line),
                    _sentence(problem["loc"], problem["msg"]),
                )
                for problem in error.errors(include_url=False, include_input=False)
            ]
        ) from None


def plain(data: Any) -> Any:
    """The same data as ordinary dicts and lists, keys as strings."""
    if isinstance(data, Mapping):
        return {str(key): plain(value) for key, value in data.items()}
    if isinstance(data, Sequence) and not isinstance(data, str):
        return [plain(value) for value in data]
    return data


def _texts(items: Any) -> Any:
    if isinstance(items, str):
        raise ValueError("write a list here: each text on a line of its own, behind a dash")
    return tuple(str(item) for item in items or ())


def _sentence(loc: Loc, message: str) -> str:
    where = ".".join(str(part) for part in loc)
    return f"{where}: {message.removeprefix('Value error, ')}" if where else message
