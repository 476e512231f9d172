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
from bot.dialogue.texts import start as texts
from bot.errors import ChannelError
from bot.settings import Settings

log = logging.getLogger(__name__)

RETRY_SECONDS = 2.0


@contextlib.asynccontextmanager
async def signed_in(bot: telegram.Bot, settings: Settings) -> AsyncIterator[None]:
    """Signed in as the bot, with what people see before they say anything set. Raises ChannelError."""
    try:
        await _sign_in(bot, settings)
        log.info("On Telegram as @%s", bot.username)
        with contextlib.suppress(TelegramError):
            await bot.set_my_commands([telegram.BotCommand(*command) for command in texts.COMMANDS])
        yield
    finally:
        await bot.shutdown()


def pause(error: TelegramError) -> float:
    """Seconds until Telegram is tried again."""
    return seconds_of(error) if isinstance(error, RetryAfter) else RETRY_SECONDS


async def _sign_in(bot: telegram.Bot, settings: Settings) -> None:
    """Waits until Telegram can be reached. Raises ChannelError when it refuses us."""
    while True:
        try:
            await bot.initialize()
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
    url, secret = settings.telegram_webhook_url, settings.telegram_webhook_secret
    if url is None or secret is None:
        await bot.delete_webhook()
    else:
        await bot.set_webhook(url, secret_token=secret.get_secret_value(), allowed_updates=list(ALLOWED_UPDATES))
