"""Processes that are forked, watched, replaced and stopped: real ones, told what to do by files in a folder."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.settings import ROOT
from bot.workers import FAILED, REFUSED, pause_after
from tests.live.processes import wait_for

PROGRAM = """
import os, sys, time
from pathlib import Path
from bot import workers

folder = Path(sys.argv[1])
workers.STOP_SECONDS = 1.0
workers.pause_after = lambda falls: 0.01 * falls

def work(number):
    if number == 0 and (folder / "ends").exists():
        with (folder / "ended").open("a") as ended:
            ended.write(".")
        return int((folder / "ends").read_text())
    if (folder / "deaf").exists():
        import signal
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
    (folder / f"up-{os.getpid()}").touch()
    while True:
        time.sleep(0.01)

sys.exit(workers.keep_running(3, work))
"""


@contextmanager
def program(folder: Path) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(folder)], cwd=ROOT, stderr=subprocess.PIPE, text=True
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()
        wait_for(lambda: not up(folder), 30, "a process was left behind")


def up(folder: Path) -> list[int]:
    """The workers that live."""
    return [pid for pid in (int(file.name.removeprefix("up-")) for file in folder.glob("up-*")) if lives(pid)]


def lives(pid: int) -> bool:
    try:
        return "(zombie)" not in Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return False


def waits_for_three(folder: Path) -> list[int]:
    wait_for(lambda: len(up(folder)) == 3, 30, "there are no three")
    return up(folder)


def test_the_pauses_grow_when_it_dies_at_once_again_and_again() -> None:
    assert [pause_after(falls) for falls in range(9)] == [0, 1, 2, 4, 8, 16, 32, 60, 60]


def test_one_that_is_killed_is_replaced_and_the_others_stay(tmp_path: Path) -> None:
    with program(tmp_path):
        first, *others = waits_for_three(tmp_path)
        os.kill(first, signal.SIGKILL)
        wait_for(lambda: not lives(first), 30, "it does not die")
        assert set(others) < set(waits_for_three(tmp_path))


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_told_to_stop_all_of_them_stop(tmp_path: Path, number: signal.Signals) -> None:
    with program(tmp_path) as process:
        waits_for_three(tmp_path)
        process.send_signal(number)
        assert (process.wait(30), up(tmp_path)) == (0, [])


def test_one_that_does_not_listen_is_killed(tmp_path: Path) -> None:
    (tmp_path / "deaf").touch()
    with program(tmp_path) as process:
        waits_for_three(tmp_path)
        process.terminate()
        assert (process.wait(30), up(tmp_path)) == (0, [])


def test_kill_9_of_the_parent_takes_them_along(tmp_path: Path) -> None:
    with program(tmp_path) as process:
        waits_for_three(tmp_path)
        process.kill()
        wait_for(lambda: not up(tmp_path), 30, "they live on")


def test_when_one_is_refused_all_stop(tmp_path: Path) -> None:
    (tmp_path / "ends").write_text(str(REFUSED))
    with program(tmp_path) as process:
        assert (process.wait(30), (tmp_path / "ended").read_text()) == (FAILED, ".")


@pytest.mark.parametrize("status", [0, 1])
def test_one_that_ends_again_and_again_is_started_again(tmp_path: Path, status: int) -> None:
    (tmp_path / "ends").write_text(str(status))
    with program(tmp_path) as process:
        wait_for(lambda: (tmp_path / "ended").exists() and len((tmp_path / "ended").read_text()) > 3, 30, "it is not")
        assert (len(up(tmp_path)), process.poll()) == (2, None)
