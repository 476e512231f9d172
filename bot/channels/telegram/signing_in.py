"""Signing in as the bot: waits for a Telegram that is away, and says plainly what it refuses."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator

import telegram
from telegram.error import BadRequest, Forbidden, InvalidToken, RetryAfter, TelegramError

from bot.channels.telegram.sending import TOKEN_REFUSED, is_telegrams, seconds_of
from bot.channels.telegram.updates import ALLOWED_UPDATES
from bot.errors import ChannelError
from bot.settings import Settings

log = logging.getLogger(__name__)

RETRY_SECONDS = 2.0
CONNECTIONS = 60
"""Updates that Telegram hands over at once (1 to 100). It gives a bot about 30 messages a second
(https://core.telegram.org/bots/faq), and an answer takes two seconds at most, Rasa's patience: more are never under way
at one time. Its usual 40 would let chats wait for each other just when Rasa is slow.
"""


@contextlib.asynccontextmanager
async def signed_in(bot: telegram.Bot, settings: Settings, *, announces: bool = True) -> AsyncIterator[None]:
    """Signed in as the bot. Raises ChannelError.

    With `announces` Telegram is told how we read.
    """
    try:
        await _sign_in(bot, settings, announces=announces)
        log.info("On Telegram as @%s", bot.username)
        yield
    finally:
        await bot.shutdown()


def pause(error: TelegramError) -> float:
    """Seconds until Telegram is tried again."""
    return seconds_of(error) if isinstance(error, RetryAfter) else RETRY_SECONDS


async def _sign_in(bot: telegram.Bot, settings: Settings, *, announces: bool) -> None:
    """Waits until Telegram can be reached. Raises ChannelError when it refuses us."""
    while True:
        try:
            await bot.initialize()
            if announces:
                await _choose_how_to_read(bot, settings)
            return
        except TelegramError as error:
            if is_telegrams(error) and isinstance(error, InvalidToken | Forbidden):
                raise ChannelError(TOKEN_REFUSED) from None
            if is_telegrams(error) and isinstance(error, BadRequest):
                raise ChannelError(f"Telegram refuses how this bot is set up: {error.message}") from None
            log.warning("Telegram cannot be reached (%s); trying again", type(error).__name__)
            await asyncio.sleep(pause(error))


async def _choose_how_to_read(bot: telegram.Bot, settings: Settings) -> None:
    """What waits at Telegram is never dropped: somebody said it."""
    url, secret = settings.telegram_webhook_url, settings.telegram_webhook_secret
    if url is None or secret is None:
        await bot.delete_webhook()
        return
    await bot.set_webhook(
        url,
        max_connections=CONNECTIONS,
        allowed_updates=list(ALLOWED_UPDATES),
        secret_token=secret.get_secret_value(),
    )
