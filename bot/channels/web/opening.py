"""Whether somebody sits before a screen, and opening the page there."""

from __future__ import annotations

import os
import sys
import threading
import webbrowser
from collections.abc import Mapping
from typing import TextIO


def has_screen(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> bool:
    """Whether a browser that is opened here is seen by who started us: not over SSH; on Linux with a display."""
    if any(environment.get(name) for name in ("SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY")):
        return False
    return platform != "linux" or any(environment.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))


def is_for_a_page(source: TextIO) -> bool:
    """Whether the page is opened: somebody sits at a keyboard and a screen. A pipe gets its answers there."""
    return source.isatty() and has_screen()


def show(address: str) -> None:
    """Opens the page, and says where it is. A browser that does not come keeps nothing from going on."""
    said = f"the page opens in your browser. If it does not, go to {address}\nopmerkzaam: Ctrl-C here ends the bot"
    print(f"opmerkzaam: {said}", file=sys.stderr, flush=True)
    threading.Thread(target=_open, args=(address,), daemon=True).start()


def _open(address: str) -> None:
    try:
        webbrowser.open(address)
    except (webbrowser.Error, OSError):
        return  # the address was said
