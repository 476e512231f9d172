"""The one place where the parts are put together."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TextIO

from bot.channels.terminal import Terminal
from bot.dialogue.reminders import send_reminders
from bot.dialogue.turns import Turns
from bot.dialogue.week import WeeklyDigest
from bot.digest.alarm import Alarm
from bot.digest.compose import Composer
from bot.digest.schedule import send_due
from bot.digest.week import Week
from bot.errors import StoreError, StoreUnavailable
from bot.estimates import EstimatesFile
from bot.knowledge import Knowledge, load_knowledge
from bot.language.crisis import open_guard
from bot.language.models import MODELS
from bot.language.nlu import RasaClient
from bot.language.places import AreaFinder
from bot.language.privacy import open_deidentifier
from bot.language.question_groups import QuestionGroups
from bot.language.reading import Reader
from bot.language.search import ArticleSearch, Page
from bot.language.signals import open_signals
from bot.language.vectors import SentenceVectors
from bot.private_files import shut
from bot.secret import interrupted_secret, put_new_secret_in_place, read_secret, settle
from bot.settings import Settings
from bot.store.database import Store
from bot.store.limits import LIMITS, NO_LIMITS, Counted, Limit
from bot.store.people import Role
from bot.store.purge import purge_and_note
from bot.store.vault import Vault

log = logging.getLogger(__name__)

SCHEDULE_SECONDS = 30
PURGE_SECONDS = 600


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
        turns = self._turns(Role.ADMIN, NO_LIMITS)
        async with self._beside():
            await Terminal(turns, self.store, self.clock, source, sink).run()

    async def run_telegram(self) -> None:
        """The bot on Telegram, until it is cancelled. Raises ChannelError."""
        from bot.channels.telegram import Telegram  # here, so that the terminal starts without it

        turns = self._turns()
        async with self._beside():
            await Telegram(self.settings, turns, self.store, self.clock).run()

    def composer(self) -> Composer:
        """What makes digests."""
        return Composer(self.knowledge, self.reader.question_groups.of, self.settings.minimum_cell)

    def _turns(self, first_role: Role = Role.GUEST, allowed: Mapping[Counted, Limit] = LIMITS) -> Turns:
        return Turns(
            self.store,
            self.knowledge,
            self.reader,
            self.composer(),
            EstimatesFile.within(self.settings.data_folder),
            self.clock,
            first_role,
            self.settings.digest_time,
            allowed,
        )

    @contextlib.asynccontextmanager
    async def _beside(self) -> AsyncIterator[None]:
        """What goes on beside a channel: watching Rasa, the digest, and forgetting."""
        beside = (self.nlu.watch(), self._keep_schedule(), self._keep_clean())
        tasks = [asyncio.create_task(work) for work in beside]
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _keep_schedule(self) -> None:
        alarm, usual = Alarm(), self.settings.digest_time
        digest = WeeklyDigest(self.composer())

        async def publish() -> int:
            # As soon as a week is over, so that nobody who asks for it has to wait.
            return await digest.prepare(self.store, Week.of(self.clock()).previous(), self.clock())

        chores: Sequence[tuple[str, Callable[[], Awaitable[int]]]] = (
            # First what may be urgent: it never waits for a digest.
            ("reminders of cases", lambda: send_reminders(self.store, self.knowledge.areas, self.clock)),
            ("digests", lambda: send_due(self.store, self.knowledge, self.clock, usual, digest)),
            ("alarms", lambda: alarm.sound(self.store, self.clock(), usual)),
            ("editions", publish),
        )
        while True:
            for name, chore in chores:
                try:
                    if sent := await chore():
                        log.info("%s %s", sent, name)
                except StoreUnavailable as error:
                    log.error("%s have to wait (%s)", name.capitalize(), error)
                except Exception as error:
                    # A fault in one must be seen, but must take neither the others nor the answers down with it.
                    log.error("%s failed: %s", name.capitalize(), type(error).__name__)
            await asyncio.sleep(SCHEDULE_SECONDS)

    async def _keep_clean(self) -> None:
        """Forgets once a day what is past its term; what failed is noted, for `check` and the digest to tell."""
        purged_on = None
        while True:
            try:
                if purged_on != self.clock().date():
                    await purge_and_note(self.store, self.clock(), self.knowledge.areas.counted_in())
                    purged_on = self.clock().date()
                # It has what changed together: a report, and the conversation in which it was told.
                await self.store.forget_traces()
            except Exception as error:
                log.error("What is past its term could not be deleted (%s); trying again", type(error).__name__)
            await asyncio.sleep(PURGE_SECONDS)


@contextlib.asynccontextmanager
async def open_app(settings: Settings, clock: Callable[[], datetime] = utc_now) -> AsyncIterator[App]:
    """Puts the parts together and brings the database up to date. Raises KnowledgeError and StoreError."""
    knowledge = load_knowledge(settings.knowledge_folder)
    store = open_store(settings)
    nlu = open_nlu(settings)
    try:
        reader = await asyncio.to_thread(build_reader, settings, knowledge, nlu)
        store = await ready_store(settings, store)
        shut(settings)
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
        open_deidentifier(public_names(knowledge), folder.parent / MODELS),
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


def public_names(knowledge: Knowledge) -> Iterator[str]:
    """What everybody may name, for it identifies nobody: neighbourhoods, institutions and their numbers."""
    yield from knowledge.areas.spoken_names()
    for route in knowledge.routes.values():
        yield route.name
        if route.phone:
            yield route.phone


def open_store(settings: Settings) -> Store:
    """The database that the settings name. Raises StoreError and SettingsError."""
    return Store(settings.database, Vault(read_secret(settings)))


async def ready_store(settings: Settings, store: Store) -> Store:
    """The database at its newest version, and the secret settled, also when a change of it was cut off.

    Raises StoreError and SettingsError.
    """
    try:
        await store.upgrade()
    except StoreError:
        new = interrupted_secret(settings)
        if new is None:
            raise
        await store.close()
        store = Store(settings.database, Vault(new))
        await store.upgrade()
        put_new_secret_in_place(settings)
    settle(settings)
    return store
