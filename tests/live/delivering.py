"""A process that makes the digests that are due and delivers them over Telegram, and that dies where a test says.

It is the real schedule, store, postman and channel, without what reads texts: so that it starts in no time.
"""

from __future__ import annotations

import asyncio
import os
import signal
import struct
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import event, func, select
from sqlalchemy.orm import Session
from telegram.request import HTTPXRequest

from bot.channels.telegram import Telegram, finding
from bot.channels.telegram.introducing import Introduction
from bot.dialogue.turns import Turns
from bot.digest.schedule import send_due
from bot.digest.week import Week
from bot.knowledge import Areas, Knowledge
from bot.message import Button, File, Reply
from bot.settings import USUAL_DIGEST_TIME, Settings
from bot.store.database import Store, Work
from bot.store.models import OutboxRow
from bot.store.people import Person
from bot.store.sqlite import READ_ONLY
from bot.store.vault import Vault
from tests.botapi.uploads import PNG
from tests.digest.words import Words

SECRET = "a secret for tests only"
POLL_SECONDS = 0.02
NOTHING_KNOWN = Knowledge({}, {}, {}, Areas(), {})
PICTURE = PNG + b"\0\0\0\rIHDR" + struct.pack(">II", 640, 400)


@dataclass(frozen=True)
class Run:
    """One run of the process: from when on by its clock, and at which of its steps it dies; 0 is at none.

    A step is what lies between two moments at which something outside of the process changes: before and after each
    commit that writes, and before each call of Telegram and after its answer.
    """

    file: str
    api: str
    token: str
    now: datetime
    dies_at: int = 0
    webhook_port: int | None = None


async def make(work: Work, week: Week, now: datetime, person: Person, areas: tuple[str, ...]) -> Reply:
    """A digest with everything that one has."""
    buttons = ((Button("Open meldingen (1)", "cases"),), (Button("Menu", "menu"),))
    return Reply(f"**Het weekoverzicht** van {week}", buttons, file=File("week.png", PICTURE))


class NobodyWrites:
    """Takes no turns: there are no updates."""

    def with_numbers(self, text: str) -> str:
        return text


async def _nothing_new(self: Introduction) -> None:
    """What the bot says of itself is no part of this, and its steps would be among those at which it dies."""
    await asyncio.Event().wait()


def deliver(run: Run) -> None:
    """The process: everything that is due arrives, or it dies."""
    Introduction.keep = _nothing_new  # type: ignore[method-assign]
    finding.LOOK_AHEAD = 10  # the chats are short, and every look costs time
    if run.dies_at:
        _die_at(run.dies_at)
    asyncio.run(_deliver(run))


async def _deliver(run: Run) -> None:
    store = Store(f"sqlite+aiosqlite:///{run.file}", Vault(SECRET))
    clock = _clock(run.now)
    await send_due(store, NOTHING_KNOWN, clock, USUAL_DIGEST_TIME, Words(make))
    channel = asyncio.create_task(Telegram(_settings(run), cast(Turns, NobodyWrites()), store, clock).run())
    while await _undelivered(store):
        assert not channel.done(), "the channel does not end by itself"
        await asyncio.sleep(POLL_SECONDS)
    channel.cancel()
    await asyncio.gather(channel, return_exceptions=True)
    await store.close()


def _settings(run: Run) -> Settings:
    more: dict[str, Any] = {}
    if run.webhook_port is not None:
        url = f"http://127.0.0.1:{run.webhook_port}/telegram"
        more = {"telegram_webhook_url": url, "telegram_webhook_secret": "s", "telegram_webhook_port": run.webhook_port}
    return Settings(_env_file=None, telegram_bot_token=run.token, telegram_api_url=run.api, **more)


def _clock(start: datetime) -> Callable[[], datetime]:
    began = time.monotonic()
    return lambda: start + timedelta(seconds=time.monotonic() - began)


async def _undelivered(store: Store) -> int:
    query = select(func.count()).where(OutboxRow.delivered_on.is_(None), OutboxRow.failed_on.is_(None))
    async with store.work(read_only=True) as work:
        return int((await work.session.scalars(query)).one())


def _die_at(last: int) -> None:
    """Counts the steps, and dies at one."""
    taken = 0

    def step() -> None:
        nonlocal taken
        taken += 1
        if taken == last:
            os.kill(os.getpid(), signal.SIGKILL)

    def around_commit(session: Session) -> None:
        if not session.get_bind().get_execution_options().get(READ_ONLY):
            step()

    event.listen(Session, "before_commit", around_commit)
    event.listen(Session, "after_commit", around_commit)
    call = HTTPXRequest.do_request

    async def around_call(self: HTTPXRequest, *arguments: Any, **more: Any) -> Any:
        step()
        answer = await call(self, *arguments, **more)
        step()
        return answer

    HTTPXRequest.do_request = around_call  # type: ignore[method-assign]
