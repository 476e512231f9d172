"""The one place where the parts are put together."""

from __future__ import annotations

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
from bot.settings import USUAL_WEB_PORT, Settings
from bot.sharing import Shared
from bot.store.database import Store
from bot.store.deadlines import load_calendar
from bot.store.limits import LIMITS, NO_LIMITS, Counted, Limit
from bot.store.role import Role
from bot.store.vault import Vault
from bot.together import beside, until_one_ends

if TYPE_CHECKING:
    from bot.channels.telegram import Telegram
    from bot.channels.web.channel import Web
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

    async def run_local_page(self, show: Callable[[str], None]) -> None:
        """A page for whoever sits at this machine, who may do everything there, until it is cancelled.

        `show` is told its address, with a key that works once. Raises ChannelError.
        """
        from bot.channels.web.channel import Web
        from bot.channels.web.doors import Local
        from bot.channels.web.site import local
        from bot.http_server import bind_port

        listener = bind_port(self.settings.web_port or 0, "127.0.0.1", "the page", "WEB_PORT")
        site, door = local(listener.getsockname()[1]), Local()
        turns = self._turns(Role.ADMIN, NO_LIMITS)
        channel = Web(turns, self.store, self.knowledge, self.clock, site, door, listener)
        async with self._beside():
            await self._read_beside(channel.run(lambda: show(f"{site.origins[0]}/?key={door.key}")))

    async def run_service(self, shared: Shared | None = None) -> None:
        """The bot on Telegram and on a page for all, each where it is set up, until it is cancelled.

        Raises ChannelError.
        """
        channels: list[Telegram | Web] = []
        if self.settings.telegram_bot_token is not None:
            from bot.channels.telegram import Telegram  # here, so that the terminal starts without it

            channels.append(Telegram(self.settings, self._turns(), self.store, self.clock, shared))
        if self.settings.web_url is not None:
            channels.append(self._page(self.settings.web_url))
        port, figures = (shared.port, shared.figures) if shared else (open_port(self.settings), meters.start())
        looking = looked_after(
            port,
            figures,
            self.store,
            channels[0].name,
            lambda: all(channel.is_signed_in for channel in channels),
            lambda: self.nlu.ready,
            self.clock,
            channels[0].reached,
        )
        async with self._beside(), looking:
            await self._read_beside(until_one_ends(*(channel.run() for channel in channels)))

    def _page(self, url: str) -> Web:
        """The page for all. Raises ChannelError when its port is taken."""
        from bot.channels.web.channel import Web
        from bot.channels.web.doors import Invited
        from bot.channels.web.site import public
        from bot.http_server import bind_port

        port = self.settings.web_port or USUAL_WEB_PORT
        listener = bind_port(port, "0.0.0.0", "the page", "WEB_PORT")  # noqa: S104  a proxy with TLS stands before it
        door = Invited(self.store, self.clock)
        return Web(self._turns(), self.store, self.knowledge, self.clock, public(url), door, listener)

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
            self.settings.web_url,
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
        async with (
            Schedule(self.store, self.knowledge, self.composer(), self.clock, self.settings.digest_time) as schedule,
            beside(self.nlu.watch(), self._when_loaded(schedule.keep), schedule.keep_clean()),
        ):
            yield


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
