"""The one place where the parts are put together."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import secrets
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO

from bot.channels.terminal import Terminal
from bot.dialogue.turns import Turns
from bot.digest.schedule import send_due
from bot.errors import SettingsError, StoreUnavailable
from bot.knowledge import Knowledge, load_knowledge
from bot.language.crisis import open_guard
from bot.language.models import MODELS
from bot.language.nlu import RasaClient
from bot.language.places import AreaFinder
from bot.language.privacy import Deidentifier
from bot.language.question_groups import QuestionGroups
from bot.language.reading import Reader
from bot.language.search import ArticleSearch, Page
from bot.language.signals import open_signals
from bot.language.vectors import SentenceVectors
from bot.settings import SHORTEST_SECRET, Settings
from bot.store.database import Store
from bot.store.people import Role
from bot.store.purge import purge
from bot.store.vault import Vault

log = logging.getLogger(__name__)

SCHEDULE_SECONDS = 30
SECRET_FILE = "secret"  # noqa: S105  the name of a file


def utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class App:
    """The parts, ready to be used."""

    settings: Settings
    knowledge: Knowledge
    store: Store
    nlu: RasaClient
    reader: Reader
    clock: Callable[[], datetime]

    async def run_terminal(self, source: TextIO, sink: TextIO) -> None:
        """A chat over two text streams, until the input ends. Who sits there may do everything."""
        turns = Turns(self.store, self.knowledge, self.reader, self.clock, first_role=Role.ADMIN)
        async with self._beside():
            await Terminal(turns, self.store, self.clock, source, sink).run()

    async def run_telegram(self) -> None:
        """The bot on Telegram, until it is cancelled. Raises ChannelError."""
        from bot.channels.telegram import Telegram  # here, so that the terminal starts without it

        turns = Turns(self.store, self.knowledge, self.reader, self.clock)
        async with self._beside():
            await Telegram(self.settings, turns, self.store, self.clock).run()

    @contextlib.asynccontextmanager
    async def _beside(self) -> AsyncIterator[None]:
        """What goes on beside a channel: watching Rasa, the digest, and forgetting."""
        tasks = [asyncio.create_task(self.nlu.watch()), asyncio.create_task(self._keep_schedule())]
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _keep_schedule(self) -> None:
        purged_on = None
        while True:
            try:
                if sent := await send_due(self.store, self.knowledge, self.clock, self.settings.digest_time):
                    log.info("The digest goes out to %s coordinators", sent)
                if purged_on != self.clock().date():
                    await purge(self.store, self.clock())
                    purged_on = self.clock().date()
            except StoreUnavailable as error:
                log.error("The digest has to wait (%s)", error)
            except Exception as error:
                # A fault here must be seen, but must not take the answers to volunteers down with it.
                log.error("The schedule failed: %s", type(error).__name__)
            await asyncio.sleep(SCHEDULE_SECONDS)


@contextlib.asynccontextmanager
async def open_app(settings: Settings, clock: Callable[[], datetime] = utc_now) -> AsyncIterator[App]:
    """Puts the parts together and brings the database up to date. Raises KnowledgeError and StoreError."""
    knowledge = load_knowledge(settings.knowledge_folder)
    store = open_store(settings)
    nlu = open_nlu(settings)
    try:
        reader = await asyncio.to_thread(build_reader, settings, knowledge, nlu)
        await store.upgrade()
        yield App(settings, knowledge, store, nlu, reader, clock)
    finally:
        await nlu.close()
        await store.close()


def open_nlu(settings: Settings) -> RasaClient:
    """The client of the Rasa server that the settings name."""
    return RasaClient(settings.rasa_url, settings.rasa_token.get_secret_value() if settings.rasa_token else None)


def build_reader(settings: Settings, knowledge: Knowledge, nlu: RasaClient) -> Reader:
    """Everything that reads texts. Raises KnowledgeError when crisis rules or examples cannot be read."""
    areas = knowledge.areas.spoken_names()
    folder, search, vectors = settings.knowledge_folder, build_search(knowledge), SentenceVectors()
    return Reader(
        knowledge,
        nlu,
        open_guard(knowledge, folder, vectors),
        search,
        Deidentifier([*areas, *_public_names(knowledge)]),
        open_signals(knowledge, folder, folder.parent / MODELS, vectors),
        AreaFinder(areas),
        QuestionGroups(vectors, search),
        lambda: utc_now().year,
    )


def build_search(knowledge: Knowledge) -> ArticleSearch:
    """The plain search over the articles."""
    return ArticleSearch(
        Page(article.id, (article.title, *article.questions), article.summary, article.body)
        for article in knowledge.articles.values()
    )


def _public_names(knowledge: Knowledge) -> Iterator[str]:
    """The institutions and numbers that everybody may name."""
    for route in knowledge.routes.values():
        yield route.name
        if route.phone:
            yield route.phone


def open_store(settings: Settings) -> Store:
    """The database that the settings name. Raises StoreError and SettingsError."""
    return Store(settings.database, Vault(_secret(settings)))


def _secret(settings: Settings) -> str:
    """OPMERKZAAM_SECRET, or one that is made and kept in the data folder."""
    if settings.opmerkzaam_secret is not None:
        return settings.opmerkzaam_secret.get_secret_value()
    file = settings.data_folder / SECRET_FILE
    try:
        if not file.exists():
            _make_secret(file)
        secret = file.read_text("ascii").strip()
    except (OSError, UnicodeDecodeError):
        raise SettingsError(f"The secret in {file} cannot be read or made. Set OPMERKZAAM_SECRET") from None
    if len(secret) < SHORTEST_SECRET:
        raise SettingsError(f"The secret in {file} is damaged. Put the copy back, or set OPMERKZAAM_SECRET")
    return secret


def _make_secret(file: Path) -> None:
    """Whole or not at all, and once when two processes start together. Raises OSError."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("w", encoding="ascii", dir=file.parent) as made:  # only we may read it
        made.write(secrets.token_urlsafe(32))
        made.flush()
        with contextlib.suppress(FileExistsError):
            Path(file).hardlink_to(made.name)
            log.warning("Made a secret in %s. Without it the database cannot be read: keep a copy somewhere safe", file)
