"""`make run` as somebody at a keyboard sees it: answers, plain sentences, and nothing left behind."""

from __future__ import annotations

import os
import re
import socket
import subprocess
from pathlib import Path

import pytest

from bot.settings import ROOT
from tests.channels.ports import free_port
from tests.live.processes import environment, wait_for
from tests.pseudo_terminal import at_a_keyboard

MAKE = ["make", "--no-print-directory", "run"]
pytestmark = pytest.mark.live


def test_a_question_from_a_pipe_is_answered(tmp_path: Path) -> None:
    done = subprocess.run(
        MAKE,
        cwd=ROOT,
        env=environment(tmp_path, RASA_URL=f"http://127.0.0.1:{free_port()}"),
        input="hoe herken ik eenzaamheid?\n",
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert "Waar let je op bij een bezoek" in done.stdout
    assert "Nagekeken: 21 november 2026" in done.stdout
    assert processes_with(str(tmp_path)) == []


def test_a_taken_port_is_one_plain_sentence(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as somebody:
        port = somebody.getsockname()[1]
        done = subprocess.run(
            MAKE,
            cwd=ROOT,
            env=environment(tmp_path, RASA_URL=f"http://127.0.0.1:{port}"),
            input="hallo\n",
            capture_output=True,
            text=True,
        )
    assert done.returncode != 0
    assert f"opmerkzaam: port {port} is used by another program." in done.stderr
    assert "Traceback" not in done.stderr


def test_a_broken_article_stops_it_with_file_line_and_reason(tmp_path: Path) -> None:
    knowledge = tmp_path / "knowledge"
    subprocess.run(["cp", "-r", ROOT / "knowledge", knowledge], check=True)
    article = knowledge / "signalen" / "rouw.md"
    article.write_text(article.read_text("utf-8").replace("\nsummary:", "\nsumary:"), "utf-8")
    done = subprocess.run(
        MAKE,
        cwd=ROOT,
        env=environment(tmp_path, KNOWLEDGE_FOLDER=str(knowledge)),
        input="hallo\n",
        capture_output=True,
        text=True,
    )
    assert done.returncode != 0
    assert re.search(r"rouw\.md:\d+: summary: Field required", done.stderr), done.stderr
    assert "Traceback" not in done.stderr


def test_ctrl_c_at_a_keyboard_ends_everything(tmp_path: Path) -> None:
    """At a real terminal: a greeting at once, buttons as numbers, and no process left after Ctrl-C."""
    port = free_port()
    with at_a_keyboard(MAKE, environment(tmp_path, RASA_URL=f"http://127.0.0.1:{port}")) as keyboard:
        keyboard.waits_for("Welkom bij Opmerkzaam")
        keyboard.types("1\n")
        keyboard.waits_for("Of kies er een die vaak gesteld wordt", 20)
        wait_for(lambda: processes_with(str(tmp_path)) != [], 20, "Rasa was not started")
        keyboard.presses_ctrl_c()
    assert processes_with(str(tmp_path)) == []


def processes_with(word: str) -> list[int]:
    """The processes that have the word in their environment."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if word.encode() in (folder / "environ").read_bytes() and int(folder.name) != os.getpid():
                found.append(int(folder.name))
        except OSError:
            continue
    return found
