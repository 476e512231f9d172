"""A PostgreSQL server of our own, in a temporary folder, for as long as it is needed.

It has PostgreSQL's own settings, so that what is measured on it is what a fresh installation does: also its durability,
unless whoever starts it can do without.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

DEBIAN = Path("/usr/lib/postgresql")
OWNERS = ("postgres", "nobody")
"""PostgreSQL refuses to run as root; then it runs as the first of these that this machine has."""

START_SECONDS = 60
FORGETFUL = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
"""For tests: what is lost when the machine stops is of no use to anybody (PostgreSQL's manual, 14.5)."""


@dataclass(frozen=True)
class Server:
    """A running server. It can be reached through a socket in its folder only, which nobody else may enter."""

    folder: Path
    programs: Path
    version: str
    control: Callable[[str], None]
    """Starts or stops it."""

    def url(self, database: str = "postgres") -> str:
        """The DATABASE_URL of one of its databases."""
        return f"postgresql+asyncpg://postgres@/{database}?host={self.folder}"

    def create(self, database: str) -> str:
        """Makes an empty database; gives its DATABASE_URL."""
        self._run("createdb", database)
        return self.url(database)

    def drop(self, database: str) -> None:
        """Deletes a database with all that is in it, whoever is connected to it."""
        self._run("dropdb", "--force", database)

    def stop(self) -> None:
        """Stops it at once, as a crash does."""
        self.control("stop")

    def start(self) -> None:
        """Starts it again after `stop`."""
        self.control("start")

    def settle(self, database: str) -> None:
        """Does what PostgreSQL's autovacuum would do by itself in time: statistics, and which pages are clean."""
        self._run("vacuumdb", "--analyze", database)

    def _run(self, program: str, *options: str) -> None:
        command = [str(self.programs / program), "-h", str(self.folder), "-U", "postgres", *options]
        subprocess.run(command, check=True, capture_output=True)


@contextmanager
def throwaway(*, durable: bool = True) -> Iterator[Server | None]:
    """A new server, which is stopped and deleted at the end; None when PostgreSQL is not installed here.

    One that need not be `durable` waits for no disk.

    Raises CalledProcessError when it does not start.
    """
    programs = find_programs()
    if programs is None:
        yield None
        return
    with TemporaryDirectory(prefix="opmerkzaam-pg-") as name:
        folder, data = Path(name), Path(name) / "data"
        run = _runner(folder)
        made = [programs / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"]
        run(*made, *([] if durable else ["--no-sync"]))
        control = [programs / "pg_ctl", "-D", data, "-w", "-t", START_SECONDS, "-l", folder / "log"]
        settings = ["listen_addresses=''", *(() if durable else FORGETFUL)]
        options = " ".join(f"-c {setting}" for setting in settings)

        def switch(to: str) -> None:
            run(*control, *(("-o", f"-k {folder} {options}") if to == "start" else ("-m", "immediate")), to)

        switch("start")
        try:
            version = run(programs / "postgres", "--version").stdout.split()[2]
            yield Server(folder, programs, version, switch)
        finally:
            switch("stop")


def find_programs() -> Path | None:
    """The folder with PostgreSQL's programs: Debian's newest, else that of the `initdb` on the PATH."""
    found = sorted(DEBIAN.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    on_path = shutil.which("initdb")
    programs = [*found, *([Path(on_path).resolve()] if on_path else [])]
    return (found[-1] if found else programs[0]).parent if programs else None


def _runner(folder: Path) -> Any:
    """Runs a program as somebody who is not root and owns this folder."""
    who: dict[str, Any] = {}
    if os.geteuid() == 0:
        owner = next(entry for name in OWNERS if (entry := _entry(name)))
        os.chown(folder, owner.pw_uid, owner.pw_gid)
        who = {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}

    def run(*command: object) -> subprocess.CompletedProcess[str]:
        # The server that pg_ctl leaves behind keeps its output open: a pipe would never end.
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL} if command[-1] == "start" else None
        how: dict[str, Any] = quiet or {"capture_output": True}
        return subprocess.run([str(part) for part in command], check=True, text=True, cwd=folder, **how, **who)

    return run


def _entry(name: str) -> pwd.struct_passwd | None:
    try:
        return pwd.getpwnam(name)
    except KeyError:
        return None
