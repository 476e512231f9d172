"""A program as somebody starts it at a keyboard: what it writes on the screen, what is typed, and how it ends."""

from __future__ import annotations

import os
import pty
import signal
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from bot.settings import ROOT


class Terminal:
    """A program at a terminal of its own. `screen` is what it wrote there since something was last typed."""

    def __init__(self, pid: int, terminal: int) -> None:
        self._pid = pid
        self._terminal = terminal
        self._status: int | None = None
        self.screen = ""
        os.set_blocking(terminal, False)

    def types(self, text: str) -> None:
        self.screen = ""
        os.write(self._terminal, text.encode())

    def waits_for(self, text: str, seconds: float = 60) -> None:
        deadline = time.monotonic() + seconds
        while text not in self.screen:
            assert time.monotonic() < deadline, self.screen
            self._reads()

    def presses_ctrl_c(self) -> int:
        """Gives the exit status."""
        self.types("\x03")
        deadline = time.monotonic() + 30
        while not self._ended():
            assert time.monotonic() < deadline, f"it does not end:\n{self.screen}"
            self._reads()
        assert self._status is not None
        return self._status

    def close(self) -> None:
        """Ends the program, when it did not end by itself."""
        if not self._ended():
            os.kill(self._pid, signal.SIGKILL)
            os.waitpid(self._pid, 0)
        os.close(self._terminal)

    def _ended(self) -> bool:
        if self._status is None:
            ended, status = os.waitpid(self._pid, os.WNOHANG)
            self._status = os.waitstatus_to_exitcode(status) if ended else None
        return self._status is not None

    def _reads(self) -> None:
        # Nothing to read yet; or nobody is there any more to write (Linux then says EIO).
        try:
            self.screen += os.read(self._terminal, 65536).decode("utf-8", "replace")
        except (BlockingIOError, OSError):
            time.sleep(0.02)


@contextmanager
def at_a_keyboard(command: Sequence[str], environment: Mapping[str, str]) -> Iterator[Terminal]:
    """The command, started in the root of the repository; it does not outlive the block."""
    pid, terminal = pty.fork()
    if pid == 0:
        os.chdir(ROOT)
        os.execvpe(command[0], list(command), dict(environment))
    there = Terminal(pid, terminal)
    try:
        yield there
    finally:
        there.close()
