"""The bot as several processes behind one webhook address, which share its port and everything that reads."""

from __future__ import annotations

import asyncio
import gc
import logging
import socket
import sys
import traceback
from collections.abc import Coroutine
from typing import Any

from bot.app import App, build_reader, open_nlu, open_store, ready_store, utc_now
from bot.channels.telegram.webhook import bind
from bot.errors import OpmerkzaamError, StoreUnavailable
from bot.knowledge import Knowledge, load_knowledge
from bot.language.nlu import RasaClient
from bot.language.reading import Reader
from bot.settings import Settings
from bot.stopping import DONE, until_stopped
from bot.workers import FAILED, REFUSED, keep_running

log = logging.getLogger(__name__)


def run(settings: Settings) -> int:
    """Runs WEBHOOK_PROCESSES of them until SIGTERM or Ctrl-C; gives the exit status.

    Raises ChannelError when the port is taken, KnowledgeError, and StoreError when the database cannot be used.
    """
    listener = bind(settings.telegram_webhook_port)
    knowledge = load_knowledge(settings.knowledge_folder)
    asyncio.run(_bring_up_to_date(settings))
    nlu = open_nlu(settings)  # connects when it is asked something: in the processes
    reader = build_reader(settings, knowledge, nlu)

    def work(number: int) -> int:
        return _work(_serve(settings, knowledge, nlu, reader, listener, number))

    # The collector writes into whatever it looks at, and what is written to is shared no longer.
    gc.collect()
    gc.freeze()
    log.info("Starting %s processes", settings.webhook_processes)
    return keep_running(settings.webhook_processes, work)


async def _bring_up_to_date(settings: Settings) -> None:
    """The schema and the secret, once, before there are many to do it."""
    store = await ready_store(settings, open_store(settings))
    await store.close()


def _work(serving: Coroutine[Any, Any, int]) -> int:
    try:
        return asyncio.run(until_stopped(serving))
    except StoreUnavailable as error:
        log.error("The database cannot be used (%s)", error)
        return FAILED
    except OpmerkzaamError as error:
        print(f"opmerkzaam: {error}", file=sys.stderr)
        return REFUSED
    except Exception as error:
        # Its own words may be those of a user.
        place = traceback.extract_tb(error.__traceback__)[-1]
        log.error("A process failed: %s at %s:%s", type(error).__name__, place.filename, place.lineno)
        return FAILED


async def _serve(
    settings: Settings, knowledge: Knowledge, nlu: RasaClient, reader: Reader, listener: socket.socket, number: int
) -> int:
    """One of the processes, with a loop, a database and connections of its own. The first one tells Telegram."""
    store = open_store(settings)
    try:
        app = App(settings, knowledge, store, nlu, reader, utc_now)
        await app.run_telegram(listener, announces=number == 0)
    finally:
        await nlu.close()
        await store.close()
    return DONE
