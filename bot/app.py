"""The one place where the parts are put together."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, TextIO

from bot.channels.terminal import Terminal
from bot.clock import SteadyClock, refuse_wrong
from bot.dialogue.turns import Turns
from bot.digest.compose import Composer
from bot.errors import StoreError
from bot.estimates import EstimatesFile
from bot.knowledge import Knowledge, load_knowledge
from bot.language.nlu import RasaClient
from bot.language.reader_to_come import ReaderToCome
from bot.memory import freeze_what_exists
from bot.monitoring import meters
from bot.monitoring.endpoint import looked_after, open_port
from bot.private_files import shut
from bot.schedule import Schedule
from bot.secret import interrupted_secret, put_new_secret_in_place, read_secret, settle
from bot.settings import Settings
from bot.sharing import Shared
from bot.store.database import Store
from bot.store.deadlines import load_calendar
from bot.store.limits import LIMITS, NO_LIMITS, Counted, Limit
from bot.store.role import Role
from bot.store.vault import Vault

if TYPE_CHECKING:
    from bot.language.reading import Reader


@dataclass(frozen=True)
class App:
    """The parts, ready to be used."""

    settings: Settings
    knowledge: Knowledge
    store: Store
    nlu: RasaClient
    reader: Reader | ReaderToCome
    clock: Callable[[], datetime]

    async def run_terminal(self, source: TextIO, sink: TextIO) -> None:
        """A chat over two text streams, until the input ends. Who sits there may do everything."""
        turns = self._turns(Role.ADMIN, NO_LIMITS)
        async with self._beside():
            await self._read_beside(Terminal(turns, self.store, self.clock, source, sink).run())

    async def run_telegram(self, shared: Shared | None = None) -> None:
        """The bot on Telegram, until it is cancelled. Raises ChannelError."""
        from bot.channels.telegram import Telegram  # here, so that the terminal starts without it

        turns = self._turns()
        channel = Telegram(self.settings, turns, self.store, self.clock, shared)
        port, figures = (shared.port, shared.figures) if shared else (open_port(self.settings), meters.start())
        looking = looked_after(
            port, figures, self.store, channel.name, lambda: channel.is_signed_in, lambda: self.nlu.ready, self.clock
        )
        async with self._beside(), looking:
            await self._read_beside(channel.run())

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

    async def _read_beside(self, channel: Coroutine[Any, Any, None]) -> None:
        """A channel to its end, while the reader is loaded if that is still to be done."""
        await (self.reader.beside(channel) if isinstance(self.reader, ReaderToCome) else channel)

    async def _when_loaded(self, work: Callable[[], Awaitable[None]]) -> None:
        """What needs all that is loaded, and can wait for some seconds."""
        if isinstance(self.reader, ReaderToCome):
            await self.reader.loaded()
        await work()

    @contextlib.asynccontextmanager
    async def _beside(self) -> AsyncIterator[None]:
        """What goes on beside a channel: watching Rasa, the digest, and forgetting."""
        async with Schedule(
            self.store, self.knowledge, self.composer(), self.clock, self.settings.digest_time
        ) as schedule:
            beside = (self.nlu.watch(), self._when_loaded(schedule.keep), schedule.keep_clean())
            tasks = [asyncio.create_task(work) for work in beside]
            try:
                yield
            finally:
                for task in tasks:
                    task.cancel()
                await asyncio.gather(*tasks, return_exceptions=True)


@contextlib.asynccontextmanager
async def open_app(settings: Settings, clock: Callable[[], datetime] | None = None) -> AsyncIterator[App]:
    """Puts the parts together and brings the database up to date. What reads is loaded beside the channel.

    Raises KnowledgeError, StoreError, and SettingsError when the clock is wrong.
    """
    clock = clock or SteadyClock()
    knowledge = load_knowledge(settings.knowledge_folder)
    store = open_store(settings)
    nlu = open_nlu(settings)
    try:
        store = await ready_store(settings, store)
        shut(settings)
        await refuse_wrong(store, clock())
        reader = ReaderToCome(lambda: build_reader(settings, knowledge, nlu))
        yield App(settings, knowledge, store, nlu, reader, clock)
    finally:
        await nlu.close()
        await store.close()


def open_nlu(settings: Settings) -> RasaClient:
    """The client of the Rasa servers that the settings name."""
    return RasaClient(settings.rasa_url, settings.rasa_token.get_secret_value() if settings.rasa_token else None)


def build_reader(settings: Settings, knowledge: Knowledge, nlu: RasaClient) -> Reader:
    """Everything that reads texts. Raises KnowledgeError when crisis rules or examples cannot be read.

    Whatever else takes seconds to load is loaded along: so that nobody waits for it later.
    """
    from bot.language.opening import open_reader  # here: it takes seconds to load, and a menu does not wait for it

    load_calendar()
    reader = open_reader(settings, knowledge, nlu)
    freeze_what_exists()
    return reader


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
