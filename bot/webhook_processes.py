"""The bot as several processes behind one webhook address, which share its port and everything that reads."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from bot.app import App, build_reader, open_nlu, open_store, ready_store
from bot.channels.telegram.webhook import bind
from bot.clock import SteadyClock, refuse_wrong, utc_now
from bot.errors import OpmerkzaamError, StoreUnavailable
from bot.knowledge import Knowledge, load_knowledge
from bot.language.nlu import RasaClient
from bot.monitoring import meters
from bot.monitoring.endpoint import open_port
from bot.monitoring.logs import complain, place_of
from bot.private_files import shut
from bot.settings import Settings
from bot.sharing import Shared
from bot.stopping import DONE, run_until_stopped
from bot.workers import FAILED, REFUSED, keep_running

if TYPE_CHECKING:
    from bot.language.reading import Reader

log = logging.getLogger(__name__)


def run(settings: Settings) -> int:
    """Runs WEBHOOK_PROCESSES of them until SIGTERM or Ctrl-C; gives the exit status.

    Raises ChannelError when the port is taken, KnowledgeError, and StoreError when the database cannot be used.
    """
    webhook, port = bind(settings.telegram_webhook_port), open_port(settings)
    knowledge = load_knowledge(settings.knowledge_folder)
    asyncio.run(_bring_up_to_date(settings))
    nlu = open_nlu(settings)  # connects when it is asked something: in the processes
    reader = build_reader(settings, knowledge, nlu)
    with TemporaryDirectory(prefix="opmerkzaam-figures-") as folder:
        figures = meters.start(Path(folder))

        def work(number: int) -> int:
            shared = Shared(webhook, port, figures, announces=number == 0)
            return _work(_serve(settings, knowledge, nlu, reader, shared))

        log.info("Starting %s processes", settings.webhook_processes)
        return keep_running(settings.webhook_processes, work, meters.forget)


async def _bring_up_to_date(settings: Settings) -> None:
    """The schema and the secret, once, before there are many to do it."""
    store = await ready_store(settings, open_store(settings))
    try:
        await refuse_wrong(store, utc_now())
    finally:
        await store.close()
    shut(settings)


def _work(serving: Coroutine[Any, Any, int]) -> int:
    try:
        return run_until_stopped(serving)
    except StoreUnavailable as error:
        log.error("The database cannot be used (%s)", error)
        return FAILED
    except OpmerkzaamError as error:
        complain(str(error))
        return REFUSED
    except Exception as error:
        # Its own words may be those of a user.
        log.error("A process failed: %s at %s", type(error).__name__, place_of(error))
        return FAILED


async def _serve(settings: Settings, knowledge: Knowledge, nlu: RasaClient, reader: Reader, shared: Shared) -> int:
    """One of the processes, with a loop, a database and connections of its own."""
    store = open_store(settings)
    try:
        await App(settings, knowledge, store, nlu, reader, SteadyClock()).run_service(shared)
    finally:
        await nlu.close()
        await store.close()
    return DONE
