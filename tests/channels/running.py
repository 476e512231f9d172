"""The bot on Telegram in the process of a test, and how people come in."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime

from bot.app import App, open_nlu
from bot.clock import utc_now
from bot.knowledge import Knowledge
from bot.language.reading import Reader
from bot.settings import Settings
from bot.store.database import Store
from bot.store.invitations import Invitation, new_code
from bot.store.role import Role
from tests.botapi import BotApi


def settings_for(api: BotApi, **more: object) -> Settings:
    # Nobody listens on port 9: Rasa is away in these tests.
    known = {
        "telegram_bot_token": api.token,
        "telegram_api_url": api.url,
        "rasa_url": "http://127.0.0.1:9",
        "metrics_port": 0,
    }
    return Settings(_env_file=None, **{**known, **more})


class Running:
    """The bot on Telegram while a test runs, by the clock of this machine or by another."""

    def __init__(
        self,
        api: BotApi,
        store: Store,
        knowledge: Knowledge,
        reader: Reader,
        clock: Callable[[], datetime] = utc_now,
        **more: object,
    ) -> None:
        settings = settings_for(api, **more)
        self._nlu = open_nlu(settings)
        self._app = App(settings, knowledge, store, self._nlu, reader, clock)

    async def __aenter__(self) -> asyncio.Task[None]:
        self.task = asyncio.create_task(self._app.run_service())
        return self.task

    async def __aexit__(self, *_: object) -> None:
        self.task.cancel()
        stopped, _ = await asyncio.wait({self.task}, timeout=60)
        assert stopped, "the bot does not stop"
        await self._nlu.close()


async def invitation(store: Store, role: Role = Role.VOLUNTEER, clock: Callable[[], datetime] = utc_now) -> str:
    code = new_code()
    async with store.work() as work:
        await work.invitations.add(code, Invitation(role, None), clock())
    return code
