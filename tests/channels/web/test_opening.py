"""`python -m bot run` at home: the page before a screen, the chat in the terminal where there is none."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from bot.channels.web.opening import has_screen
from tests.live.processes import environment
from tests.pseudo_terminal import Terminal, at_a_keyboard

SCREENS = [
    ({"DISPLAY": ":0"}, "linux", True),
    ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
    ({}, "linux", False),
    ({"DISPLAY": ""}, "linux", False),
    ({"DISPLAY": "localhost:10.0", "SSH_CONNECTION": "10.0.0.1 1 10.0.0.2 22"}, "linux", False),
    ({}, "darwin", True),
    ({"SSH_TTY": "/dev/ttys001"}, "darwin", False),
]


@pytest.mark.parametrize(("seen", "platform", "expected"), SCREENS)
def test_whether_there_is_a_screen(seen: dict[str, str], platform: str, expected: bool) -> None:
    assert has_screen(seen, platform) is expected


@contextmanager
def started(folder: Path, *arguments: str, **settings: str) -> Iterator[Terminal]:
    kept = environment(folder, **settings)
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY"):
        if name not in settings:
            kept.pop(name, None)
    with at_a_keyboard([sys.executable, "-m", "bot", "run", *arguments], kept) as keyboard:
        yield keyboard


def test_before_a_screen_the_page_opens(tmp_path: Path) -> None:
    opened, browser = tmp_path / "opened", tmp_path / "browser.sh"
    browser.write_text(f'#!/bin/sh\necho "$1" > {opened}.part && mv {opened}.part {opened}\n')
    browser.chmod(0o700)
    with started(tmp_path, DISPLAY=":99", BROWSER=f"{browser} %s") as keyboard:
        keyboard.waits_for("Ctrl-C here ends the bot")
        deadline = time.monotonic() + 20
        while not opened.exists():
            assert time.monotonic() < deadline
            time.sleep(0.02)
        address = opened.read_text().strip()
        assert address in keyboard.screen and address.startswith("http://127.0.0.1:")
        with httpx.Client(follow_redirects=True) as client:
            page = client.get(address).text
            assert "Welkom bij Opmerkzaam" in page and "Weekoverzicht" in page
        assert httpx.get(address.partition("?")[0]).status_code == 403
        assert keyboard.presses_ctrl_c() == 0


@pytest.mark.parametrize(
    ("arguments", "settings"),
    [
        ((), {}),
        ((), {"DISPLAY": ":99", "SSH_CONNECTION": "10.0.0.1 1 10.0.0.2 22"}),
        (("--terminal",), {"DISPLAY": ":99", "WEB_URL": "https://chat.example"}),
    ],
    ids=["no screen", "over SSH", "asked for"],
)
def test_else_it_is_a_chat_in_the_terminal(
    tmp_path: Path, arguments: tuple[str, ...], settings: dict[str, str]
) -> None:
    with started(tmp_path, *arguments, **settings) as keyboard:
        keyboard.waits_for("Welkom bij Opmerkzaam")
        keyboard.waits_for("[1] Ik heb een vraag")
        assert keyboard.presses_ctrl_c() == 0
