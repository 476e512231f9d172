"""Makes the two environments that Opmerkzaam needs, when they are missing or out of date.

.venv                the bot, Python 3.11 or newer
rasa_project/.venv   the NLU model, Python 3.10: Rasa 3.6 runs on nothing newer

Standard library only: this runs before anything is installed. Each environment has a stamp with a hash of what
was installed; it is written last, so that an interrupted installation is taken up again.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
UV = "uv==0.13.9"
"""Installs both environments: ten times as fast as pip."""

STAMP = ".installed"
BOT = (3, 11)
RASA = (3, 10)
ROOM_NEEDED = 5_000_000_000
"""Bytes for both environments, the package cache and a model."""


class Missing(Exception):
    """Something that we cannot make ourselves. The message says what, and how to get it."""


def main() -> int:
    try:
        make_environments()
    except Missing as missing:
        print(f"opmerkzaam: {missing}", file=sys.stderr)
        return 1
    except subprocess.CalledProcessError as error:
        print(
            f"opmerkzaam: installing failed at `{' '.join(map(str, error.cmd[:4]))} ...` (see above). "
            "Is the package index reachable? Run the same command again to go on",
            file=sys.stderr,
        )
        return 1
    return 0


def make_environments() -> None:
    """Makes what is missing. Raises Missing and CalledProcessError."""
    if sys.version_info < BOT:
        raise Missing(
            f"this is Python {sys.version_info.major}.{sys.version_info.minor}, and the bot needs 3.11 or newer. "
            "Install it and run `make PYTHON=python3.11 ...`"
        )
    bot = ROOT / ".venv"
    rasa = ROOT / "rasa_project" / ".venv"
    bot_lists = [ROOT / "requirements.txt", ROOT / "requirements-dev.txt"]
    rasa_lists = [ROOT / "rasa_project" / "requirements-dev.txt"]
    if _stamp(bot) == _hash(bot_lists) and _stamp(rasa) == _hash(rasa_lists):
        return
    if shutil.disk_usage(ROOT).free < ROOM_NEEDED and not rasa.exists():
        raise Missing(f"the disk has less than {ROOM_NEEDED // 10**9} GB free. Make room and run this again")
    _make(bot, Path(sys.executable), bot_lists, bot)
    _make(rasa, find_python_3_10(bot), rasa_lists, bot)


def find_python_3_10(bot: Path) -> Path:
    """A Python 3.10: from pyenv, from the PATH, or one that uv knows. Raises Missing."""
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    candidates = sorted(pyenv.glob("3.10*/bin/python"), reverse=True)
    candidates += [Path(found) for found in [shutil.which("python3.10")] if found]
    uv = subprocess.run(
        [bot / "bin" / "uv", "python", "find", "--no-python-downloads", "3.10"], capture_output=True, text=True
    )
    candidates += [Path(line) for line in uv.stdout.splitlines()[:1]]
    for candidate in candidates:
        if _version(candidate) == RASA:
            return candidate
    raise Missing(
        "there is no Python 3.10, which Rasa needs. Install it with `pyenv install 3.10` or `uv python install 3.10`, "
        "or as the package python3.10 of your system, and run this again"
    )


def _make(folder: Path, python: Path, lists: list[Path], bot: Path) -> None:
    wanted = _hash(lists)
    if _stamp(folder) == wanted:
        return
    print(f"opmerkzaam: installing {folder.relative_to(ROOT)} ...", file=sys.stderr)
    if not (folder / "bin" / "python").exists():
        shutil.rmtree(folder, ignore_errors=True)
        subprocess.run([python, "-m", "venv", folder], check=True, stdout=sys.stderr)
    uv = bot / "bin" / "uv"
    if not uv.exists():
        pip = [bot / "bin" / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", UV]
        subprocess.run(pip, check=True, stdout=sys.stderr)
    arguments = [word for file in lists for word in ("-r", file)]
    install = [uv, "pip", "install", "--quiet", "--python", folder / "bin" / "python", *arguments]
    subprocess.run(install, check=True, stdout=sys.stderr, env={**os.environ, **_uv_settings()})
    (folder / STAMP).write_text(wanted)


def _uv_settings() -> dict[str, str]:
    """What somebody told pip about indexes and certificates, in uv's words."""
    same = {"PIP_INDEX_URL": "UV_DEFAULT_INDEX", "PIP_EXTRA_INDEX_URL": "UV_INDEX", "PIP_CERT": "SSL_CERT_FILE"}
    return {theirs: os.environ[ours] for ours, theirs in same.items() if ours in os.environ}


def _version(python: Path) -> tuple[int, ...] | None:
    ask = [python, "-c", "import sys; print(*sys.version_info[:2])"]
    try:
        answer = subprocess.run(ask, capture_output=True, text=True, timeout=20, check=True)
        return tuple(map(int, answer.stdout.split()))
    except (OSError, subprocess.SubprocessError, ValueError):
        return None


def _hash(lists: list[Path]) -> str:
    return hashlib.sha256(b"\0".join(file.read_bytes() for file in lists)).hexdigest()


def _stamp(folder: Path) -> str | None:
    file = folder / STAMP
    return file.read_text() if file.exists() and (folder / "bin" / "python").exists() else None


if __name__ == "__main__":
    sys.exit(main())
