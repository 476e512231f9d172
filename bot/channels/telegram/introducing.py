"""What Telegram shows of the bot before anybody says anything, and the commands in its menu, for each role its own.

All of it is kept by Telegram, so it is asked for first and only told when it is different. It goes on beside the
conversations: what fails is tried again in the next round, and holds nobody up.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import partial

import telegram
from telegram.error import BadRequest, Forbidden, RetryAfter, TelegramError

from bot.channels.telegram.sending import is_telegrams, seconds_of
from bot.channels.telegram.updates import CHANNEL
from bot.dialogue.menu import commands_for
from bot.dialogue.texts import introduction as texts
from bot.errors import StoreUnavailable
from bot.store.database import Store
from bot.store.role import Role

log = logging.getLogger(__name__)

LOOK_SECONDS = 60.0
"""So often we look who got or lost the role of a coordinator, however that came about."""

OTHERS = Role.VOLUNTEER
"""Whose commands everybody sees who has none of their own."""

DUTCH = "nl"


class Introduction:
    """Tells Telegram what to show; `numbers` puts the emergency numbers in a text.

    `own` has the chats that have commands of their own, as far as is known, with their roles. Who lost a role while
    nobody looked is found when they write: `fresh` has who wrote and was not looked at yet.
    """

    def __init__(self, bot: telegram.Bot, store: Store, numbers: Callable[[str], str]) -> None:
        self._bot = bot
        self._store = store
        self._numbers = numbers
        self._introduced = False
        self._own: dict[str, Role] = {}
        self._looked_at: set[str] = set()
        self._fresh: set[str] = set()
        self._wake = asyncio.Event()

    def saw(self, address: str) -> None:
        """Says that somebody wrote. The first time since the start their commands are looked at."""
        if address not in self._looked_at and address not in self._fresh:
            self._fresh.add(address)
            self._wake.set()

    async def keep(self) -> None:
        """Keeps Telegram told until it is cancelled."""
        while True:
            self._wake.clear()
            pause = LOOK_SECONDS
            try:
                if not self._introduced:
                    await self._introduce()
                    self._introduced = True
                await self._look()
            except StoreUnavailable as error:
                log.error("Who coordinates cannot be read (%s); trying again", error)
            except TelegramError as error:
                log.warning("Telegram cannot be told what to show (%s); trying again", type(error).__name__)
                if isinstance(error, RetryAfter):
                    pause = max(pause, seconds_of(error))
                self._wake.clear()
            except Exception as error:
                # What is shown in a menu must never end the conversations beside it.
                log.error("What Telegram shows could not be looked at: %s", type(error).__name__)
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(pause):
                    await self._wake.wait()

    async def _introduce(self) -> None:
        """The description, the line on the bot's page, the commands of most people, and the button that shows them."""
        bot, numbers = self._bot, self._numbers
        about = numbers(texts.DESCRIPTION)
        for language, text in ((None, about + texts.ALSO_IN), (DUTCH, about)):
            there = (await bot.get_my_description(language)).description
            await _put(there, text, partial(bot.set_my_description, language_code=language))
            there = (await bot.get_my_short_description(language)).short_description
            await _put(there, texts.SHORT_DESCRIPTION, partial(bot.set_my_short_description, language_code=language))
        await self._give(telegram.BotCommandScopeDefault(), commands_for(OTHERS))
        if not isinstance(await bot.get_chat_menu_button(), telegram.MenuButtonCommands):
            await bot.set_chat_menu_button(menu_button=telegram.MenuButtonCommands())

    async def _look(self) -> None:
        async with self._store.work(read_only=True) as work:
            roles = await work.people.coordinators_on(CHANNEL)
        for address, role in _to_give(roles, self._own).items():
            await self._give_chat(address, commands_for(role))
            self._own[address] = role
        for address in sorted((self._own.keys() | self._fresh) - roles.keys()):
            await self._give_chat(address, ())
            self._own.pop(address, None)

    async def _give_chat(self, address: str, commands: Sequence[tuple[str, str]]) -> None:
        """As `_give`, of one chat. What Telegram refuses, as of who blocked the bot, waits for the next start.

        Raises TelegramError when it can be tried again.
        """
        try:
            await self._give(telegram.BotCommandScopeChat(int(address)), commands)
        except (Forbidden, BadRequest) as error:
            if not is_telegrams(error):
                raise
            log.warning("Telegram does not take the commands of a chat (%s)", type(error).__name__)
        self._fresh.discard(address)
        self._looked_at.add(address)

    async def _give(self, scope: telegram.BotCommandScope, commands: Sequence[tuple[str, str]]) -> None:
        """These commands, where others are shown now; none takes away what there was."""
        there = [(one.command, one.description) for one in await self._bot.get_my_commands(scope)]
        if there == list(commands):
            return
        if commands:
            await self._bot.set_my_commands([telegram.BotCommand(*one) for one in commands], scope)
        else:
            await self._bot.delete_my_commands(scope)


async def _put(there: str, wanted: str, put: Callable[[str], Awaitable[bool]]) -> None:
    if there != wanted:
        await put(wanted)


def _to_give(roles: Mapping[str, Role], own: Mapping[str, Role]) -> dict[str, Role]:
    """Those whose commands are not known to be those of their role."""
    return {address: role for address, role in roles.items() if own.get(address) is not role}
