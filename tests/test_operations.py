"""The guide for who keeps the bot: every command in it is one, and those that can run do, in their order."""

from __future__ import annotations

import re
import shlex
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.__main__ import parser
from bot.settings import ROOT
from tests.test_commands import Run, place, run, village

__all__ = ["place", "run", "village"]

GUIDE = (ROOT / "docs" / "operations.md").read_text("utf-8")
BOT = "python -m bot "
NOT_HERE = ("run", "rotate-secret")
"""`run` does not end, and to change the secret others have tests."""


def commands() -> list[list[str]]:
    """The commands of the bot in the guide's blocks for a shell, in their order."""
    blocks = re.findall(r"^```sh\n(.*?)^```", GUIDE, re.MULTILINE | re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines() if line.startswith(BOT)]
    today = f"{datetime.now(UTC):%Y-%m-%d}"
    return [shlex.split(line.removeprefix(BOT).replace("$(date +%F)", today)) for line in lines]


def mentioned() -> set[str]:
    return set(re.findall(rf"{BOT}([a-z-]+)", GUIDE))


@pytest.mark.parametrize("command", commands(), ids=" ".join)
def test_it_is_a_command(command: list[str]) -> None:
    assert parser().parse_args(command).command == command[0]


def test_what_is_mentioned_is_a_command() -> None:
    for name in mentioned():
        with pytest.raises(SystemExit) as ended:
            parser().parse_args([name, "--help"])
        assert ended.value.code == 0, name


def test_those_that_can_run_do(run: Run, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(place)
    (place / "backups").mkdir()
    assert run("demo-data", "--reports", "3").status == 0
    for command in commands():
        if command[0] in NOT_HERE:
            continue
        if command[0] == "restore":
            monkeypatch.setenv("DATA_FOLDER", str(place / "elsewhere"))
        done = run(*command)
        assert done.status == 0, (command, done)
