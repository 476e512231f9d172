"""The link that opens a chat with the bot and hands it an invitation."""

from __future__ import annotations

import telegram
from telegram.error import TelegramError
from telegram.helpers import create_deep_linked_url

from bot.errors import ChannelError
from bot.settings import Settings


async def invitation_link(settings: Settings, code: str) -> str:
    """`https://t.me/NAME?start=CODE`. Raises ChannelError when Telegram does not tell the bot's name."""
    assert settings.telegram_bot_token is not None, "without a token there is no Telegram"
    token = settings.telegram_bot_token.get_secret_value()
    try:
        async with telegram.Bot(token, base_url=f"{settings.telegram_api_url}/bot") as bot:
            return create_deep_linked_url(bot.username, code)
    except TelegramError as error:
        raise ChannelError(
            f"The code works, but Telegram did not tell the bot's name for the link ({type(error).__name__})"
        ) from None
