"""Nobody else on the machine can open what the bot keeps."""

from __future__ import annotations

import logging
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from bot.private_files import open_to_others, shut
from bot.settings import ROOT, Settings

RUN = """
import os, sys
os.umask(0)
from bot.__main__ import main
sys.exit(main(sys.argv[1:]))
"""


def run(folder: Path, *arguments: str) -> None:
    """A command, started by somebody whose files everybody may write."""
    known = {"PATH": os.environ["PATH"], "DATA_FOLDER": str(folder), "RASA_URL": "http://127.0.0.1:9"}
    done = subprocess.run(
        [sys.executable, "-c", RUN, *arguments], cwd=ROOT, env=known, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def modes(folder: Path) -> dict[str, str]:
    return {path.name: f"{stat.S_IMODE(path.stat().st_mode):04o}" for path in (folder, *folder.rglob("*"))}


def settings(folder: Path) -> Settings:
    return Settings(_env_file=None, data_folder=folder)


def test_whatever_the_umask_what_is_made_is_private(tmp_path: Path) -> None:
    data, out = tmp_path / "data", tmp_path / "out"
    run(data, "invite", "--role", "admin")
    run(data, "digest", "--out", str(out))
    made = modes(data)
    assert {"data", "secret", "opmerkzaam.db"} <= set(made)
    assert {name: mode for name, mode in made.items() if mode != ("0700" if name == "data" else "0600")} == {}
    passed_on = modes(out)
    assert len(passed_on) > 3
    assert {name: mode for name, mode in passed_on.items() if mode != ("0700" if name == "out" else "0600")} == {}


def test_files_that_others_may_open_are_shut_and_a_folder_is_told_of(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    data = tmp_path / "data"
    data.mkdir()
    for name in ("opmerkzaam.db", "opmerkzaam.db-wal", "secret"):
        (data / name).write_bytes(b"")
        (data / name).chmod(0o644)
    data.chmod(0o755)
    assert {path.name for path in open_to_others(settings(data))} == {
        "data",
        "opmerkzaam.db",
        "opmerkzaam.db-wal",
        "secret",
    }
    with caplog.at_level(logging.WARNING):
        shut(settings(data))
    assert "chmod 700" in caplog.text
    assert [path.name for path in open_to_others(settings(data))] == ["data"]
    data.chmod(0o700)
    assert open_to_others(settings(data)) == []


def test_a_database_elsewhere_is_looked_at_too_but_not_its_folder(tmp_path: Path) -> None:
    data, elsewhere = tmp_path / "data", tmp_path / "elsewhere"
    elsewhere.mkdir(mode=0o755)
    file = elsewhere / "x.db"
    file.write_bytes(b"")
    file.chmod(0o640)
    (elsewhere / "of somebody else").write_text("")
    found = Settings(_env_file=None, data_folder=data, database_url=f"sqlite+aiosqlite:///{file}")
    assert open_to_others(found) == [file]
    shut(found)
    assert open_to_others(found) == []


def test_a_server_has_no_files_of_ours(tmp_path: Path) -> None:
    found = Settings(_env_file=None, data_folder=tmp_path / "data", database_url="postgresql+asyncpg://x@db/y")
    assert open_to_others(found) == []
