"""The pictures in docs/beelden, made of the bot itself: `python -m benchmarks.pictures`.

The page is served with an invented year in its database, a clock that stands still, and Rasa; invented people walk
through it in Chromium. What is drawn by chance is drawn from a seed, so that a picture changes with the bot alone.
"""

from __future__ import annotations

import asyncio
import contextlib
import importlib.util
import shutil
import sys
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import datetime
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING
from unittest.mock import patch

from bot.app import build_reader, open_nlu
from bot.knowledge import Knowledge, load_knowledge
from bot.settings import ROOT, TIMEZONE, Settings

if TYPE_CHECKING:
    from benchmarks.picture_walks import Walks

FOLDER = ROOT / "docs" / "beelden"
BEGIN = datetime(2026, 11, 23, 7, 55, tzinfo=TIMEZONE)
"""Monday 23 November 2026, five minutes before the digest."""

SEED = 75
HEAVIEST = 150_000
"""Bytes of a picture: a guide with four of them opens at once."""

RASA = ROOT / "rasa_project" / ".venv"
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")


def missing() -> str | None:
    """What this machine lacks for making pictures, in one sentence; None when it has everything."""
    if importlib.util.find_spec("playwright") is None:
        return "playwright is not installed: run `make setup`"
    if not any(map(shutil.which, CHROMIUM)):
        return "no Chromium is installed (Debian: apt-get install chromium)"
    return None if RASA.exists() else "Rasa's environment is not there: run `make setup`"


def main() -> int:
    """Makes all pictures. Where it cannot, those that are there stay, and that is no failure."""
    lacking = missing()
    if lacking is not None:
        print(f"the pictures in {FOLDER.relative_to(ROOT)} stay as they are: {lacking}", file=sys.stderr)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        made = asyncio.run(pictures(load_knowledge(ROOT / "knowledge"), Path(folder)))
    FOLDER.mkdir(exist_ok=True)
    for name, content in made.items():
        (FOLDER / f"{name}.png").write_bytes(content)
    heavy = [f"{name} ({len(content):,} bytes)" for name, content in made.items() if len(content) > HEAVIEST]
    if heavy:
        print(f"too heavy: {', '.join(heavy)}", file=sys.stderr)
    return int(bool(heavy))


async def pictures(knowledge: Knowledge, folder: Path) -> dict[str, bytes]:
    """Name -> PNG, of all pictures."""
    from benchmarks.palette import lighter
    from benchmarks.picture_walks import WALKS
    from tests.live.processes import running_rasa

    made: dict[str, bytes] = {}
    with running_rasa(folder) as rasa, from_a_seed() as chance:
        async with walking(knowledge, folder, rasa.url) as walks:
            for walk in WALKS:
                chance.seed(f"{SEED}:{walk.__name__}")  # a walk that changes leaves the pictures of the others alone
                made |= {name: await lighter(picture, walks.browser) for name, picture in (await walk(walks)).items()}
    return made


@asynccontextmanager
async def walking(knowledge: Knowledge, folder: Path, rasa: str) -> AsyncIterator[Walks]:
    """A town with an invented year, its page, and a browser."""
    from benchmarks.picture_walks import Walks
    from bot.demo import REPORTS, fill
    from tests.channels.web.browsing import Served, chromium
    from tests.journeys.town import Town

    settings = Settings(_env_file=None, rasa_url=rasa)
    nlu = open_nlu(settings)
    town = Town(folder / "town.db", knowledge, build_reader(settings, knowledge, nlu))
    town.clock.now = BEGIN
    async with contextlib.AsyncExitStack() as open_now:
        open_now.push_async_callback(nlu.close)
        await nlu.probe()
        await town.open()
        open_now.push_async_callback(town.close)
        await fill(town.store, knowledge, REPORTS, town.clock())
        served = await open_now.enter_async_context(Served(town).running())
        yield Walks(town, served, await open_now.enter_async_context(chromium()))


@contextmanager
def from_a_seed() -> Iterator[Random]:
    """Codes, invented names and tokens that are the same each time: nothing here is a secret. Gives what draws them."""
    chance = Random(SEED)  # noqa: S311
    with (
        patch("secrets.choice", chance.choice),
        patch("secrets.randbelow", chance.randrange),
        patch("secrets.SystemRandom", lambda: chance),
        patch("bot.channels.web.doors.new_token", lambda: f"{chance.getrandbits(256):064x}"),
    ):
        yield chance


if __name__ == "__main__":
    sys.exit(main())
