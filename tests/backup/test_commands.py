"""`backup` and `restore` on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.store.schema import newest_revision
from tests.test_commands import Run, place, run, village

__all__ = ["place", "run", "village"]


def test_a_backup_and_back(run: Run, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("demo-data", "--reports", "3").status == 0
    made = run("backup", "--out", str(place / "one.backup"))
    assert made.status == 0, made.err
    assert "tables" in made.out and f"revision {newest_revision()}" in made.out and "keep it elsewhere" in made.out
    assert "backup     last made on" in run("check").out
    monkeypatch.setenv("DATA_FOLDER", str(place / "elsewhere"))
    back = run("restore", str(place / "one.backup"))
    assert back.status == 0, back.err
    assert "are back in sqlite+aiosqlite" in back.out and "docs/operations.md" in back.out
    checked = run("check")
    assert "database   all well" in checked.out and "history    all well" in checked.out
    again = run("restore", str(place / "one.backup"))
    assert (again.status, again.complaint) == (
        1,
        "There is something in this database already. A backup is put back in an empty one only",
    )


@pytest.mark.parametrize("arguments", [("backup",), ("restore",), ("backup", "one.backup")])
def test_a_file_must_be_named(run: Run, arguments: tuple[str, ...]) -> None:
    assert run(*arguments).status == 2


@pytest.mark.parametrize("arguments", [("backup", "--out", "one.backup"), ("restore", "one.backup")])
def test_a_secret_is_never_made_for_a_backup(
    run: Run, place: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    monkeypatch.delenv("OPMERKZAAM_SECRET")
    done = run(*arguments)
    assert done.status == 2 and done.complaint.startswith("there is no secret here")
    assert not (place / "data" / "secret").exists()


def test_something_that_is_no_backup(run: Run, place: Path) -> None:
    (place / "one.backup").write_text("hello\n", "utf-8")
    done = run("restore", str(place / "one.backup"))
    assert done.status == 1 and "is no backup of Opmerkzaam" in done.complaint
    gone = run("restore", str(place / "two.backup"))
    assert gone.status == 1 and "cannot be read: No such file" in gone.complaint
