"""Training on demand: what is kept, what is removed, what a failure leaves behind."""

from __future__ import annotations

import gzip
import io
import json
import subprocess
import tarfile
from pathlib import Path

import pytest

import model_file
import serve
import train

FAILED = subprocess.CompletedProcess([], returncode=1, stdout="reason\n")
WHOLE = gzip.compress(b"model" * 1000)
DONE = subprocess.CompletedProcess([], returncode=0, stdout="")


@pytest.fixture
def models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty models folder, in which `opmerkzaam-new.tar.gz` is the model of the present data."""
    folder = tmp_path / "models"
    folder.mkdir()
    for module in (model_file, train):
        monkeypatch.setattr(module, "MODELS", folder)
    monkeypatch.setattr(train, "PROJECT", tmp_path / "project")
    monkeypatch.setattr(train, "fresh_model", lambda: folder / "opmerkzaam-new.tar.gz")
    return folder


LEARNED = b"what was learned" * 100
DESCRIPTION = {"domain": {}, "train_schema": {"nodes": {"a": {}}}, "predict_schema": {"nodes": {"b": {}}}}


def packed(files: dict[str, bytes]) -> bytes:
    """An archive of these files."""
    written = io.BytesIO()
    with tarfile.open(fileobj=written, mode="w:gz") as archive:
        for name, content in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return written.getvalue()


RASAS_MODEL = packed({"components/weights.npz": LEARNED, "metadata.json": json.dumps(DESCRIPTION).encode()})


def rasa_that(
    monkeypatch: pytest.MonkeyPatch, result: subprocess.CompletedProcess[str], archive: bytes = RASAS_MODEL
) -> list[list[str]]:
    """Replaces Rasa: it writes a model when it ends well. Gives the commands it was started with."""
    commands: list[list[str]] = []

    def run(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        commands.append(command)
        if result.returncode == 0:
            out, name = command[command.index("--out") + 1], command[command.index("--fixed-model-name") + 1]
            Path(out, name).write_bytes(archive)
        return result

    monkeypatch.setattr(subprocess, "run", run)
    return commands


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()} - {".lock"}


def test_a_missing_model_is_trained_and_replaces_the_old_one(models: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (models / "opmerkzaam-old.tar.gz").touch()
    (models / ".training-killed").mkdir()
    commands = rasa_that(monkeypatch, DONE)
    assert train.main([]) == 0
    assert len(commands) == 1
    assert names(models) == {"opmerkzaam-new.tar.gz"}


def test_the_model_keeps_what_was_learned_and_forgets_how(models: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rasa_that(monkeypatch, DONE)
    assert train.main([]) == 0
    with tarfile.open(models / "opmerkzaam-new.tar.gz") as archive:
        files = {member.name: archive.extractfile(member).read() for member in archive.getmembers()}  # type: ignore[union-attr]
    assert files.pop("components/weights.npz") == LEARNED
    assert json.loads(files.pop("metadata.json")) == {**DESCRIPTION, "train_schema": {"nodes": {}}}
    assert files == {}


NO_MODELS = {
    "no archive": b"no archive",
    "nothing of a training": packed({"metadata.json": b"{}"}),
    "no JSON": packed({"metadata.json": b"{"}),
    "no description": packed({"components/weights.npz": LEARNED}),
}


@pytest.mark.parametrize("archive", NO_MODELS.values(), ids=NO_MODELS)
def test_what_is_no_model_of_rasa_s_is_not_kept(
    models: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], archive: bytes
) -> None:
    (models / "opmerkzaam-old.tar.gz").touch()
    rasa_that(monkeypatch, DONE, archive)
    assert train.main([]) == 1
    assert names(models) == {"opmerkzaam-old.tar.gz"}
    assert "cannot be read" in capsys.readouterr().err


def test_a_present_model_is_not_trained_again(models: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (models / "opmerkzaam-new.tar.gz").write_bytes(WHOLE)
    commands = rasa_that(monkeypatch, DONE)
    assert train.main([]) == 0
    assert commands == []


DAMAGED = {"empty": b"", "cut off": WHOLE[:-9], "garbage": b"model" * 1000, "bad disk": WHOLE[:20] + b"?" + WHOLE[21:]}


@pytest.mark.parametrize("damage", DAMAGED)
def test_a_damaged_model_is_trained_anew(models: Path, monkeypatch: pytest.MonkeyPatch, damage: str) -> None:
    (models / "opmerkzaam-new.tar.gz").write_bytes(DAMAGED[damage])
    commands = rasa_that(monkeypatch, DONE)
    assert train.main([]) == 0
    assert len(commands) == 1


def test_a_damaged_model_is_not_served(models: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old, new = models / "opmerkzaam-old.tar.gz", models / "opmerkzaam-new.tar.gz"
    monkeypatch.setattr(serve, "fresh_model", lambda: new)
    new.write_bytes(WHOLE[:-9])
    assert serve.model_to_serve() is None
    old.write_bytes(WHOLE)
    assert serve.model_to_serve() == old
    new.write_bytes(WHOLE)
    assert serve.model_to_serve() == new


def test_a_failed_training_keeps_the_old_model_and_says_why(
    models: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (models / "opmerkzaam-old.tar.gz").touch()
    rasa_that(monkeypatch, FAILED)
    assert train.main([]) == 1
    assert names(models) == {"opmerkzaam-old.tar.gz"}
    assert "reason" in capsys.readouterr().err


def test_check_says_stale_or_fresh_and_prints_the_path(models: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert train.main(["--check"]) == 1
    (models / "opmerkzaam-new.tar.gz").write_bytes(WHOLE)
    assert train.main(["--check"]) == 0
    assert capsys.readouterr().out.splitlines() == [str(models / "opmerkzaam-new.tar.gz")] * 2
