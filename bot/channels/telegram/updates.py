"""Telegram's updates as messages."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Any

import telegram

from bot.message import Kind, Message

log = logging.getLogger(__name__)

CHANNEL = "telegram"
ALLOWED_UPDATES = ("message", "edited_message", "callback_query", "my_chat_member")

KINDS = (
    ("photo", Kind.PHOTO),
    ("sticker", Kind.STICKER),
    ("voice", Kind.VOICE),
    ("video_note", Kind.VOICE),
    ("audio", Kind.VOICE),
    ("location", Kind.LOCATION),
    ("venue", Kind.LOCATION),
)
"""The field of a Telegram message that is filled -> what it is."""


async def updates_one_by_one(bot: telegram.Bot, offset: int) -> Sequence[telegram.Update]:
    """The updates that wait, each read by itself; one that cannot be read is empty, so that it is confirmed.

    Raises TelegramError.
    """
    # Names of methods are case-insensitive (https://core.telegram.org/bots/api#making-requests); the library has none
    # that gives updates as they came, and warns of this one when it is written its way.
    came = await bot.do_api_request("getupdates", {"offset": offset})
    return [_read(bot, one) for one in came]


def _read(bot: telegram.Bot, came: dict[str, Any]) -> telegram.Update:
    try:
        return telegram.Update.de_json(came, bot)
    except (TypeError, KeyError, ValueError, AttributeError) as error:
        log.error("An update from Telegram cannot be read (%s); it is left out", type(error).__name__)
        return telegram.Update(came["update_id"])


def message_of(update: telegram.Update) -> Message | None:
    """An update of a private chat as a message; None when it asks for no answer."""
    if update.callback_query is not None:
        return _tap(update.update_id, update.callback_query)
    message = update.message or update.edited_message
    if message is None:
        return None
    text = message.text or message.caption or ""
    if not text and (update.edited_message or message.effective_attachment is None):
        return None  # a live location that moves, a message that was pinned: nobody says anything
    kind = Kind.EDITED if update.edited_message else _kind(message)
    return Message(CHANNEL, str(update.update_id), str(message.chat.id), kind, text, id=str(message.message_id))


def private_message_of(update: telegram.Update) -> Message | None:
    """An update as a message, of a private chat alone; None also when it asks for no answer."""
    chat = update.effective_chat
    return message_of(update) if chat is not None and chat.type == telegram.Chat.PRIVATE else None


def _tap(update_id: int, query: telegram.CallbackQuery) -> Message:
    # A button under a very old message arrives without that message; then the user's own id is the private chat's.
    address = str(query.message.chat.id if query.message else query.from_user.id)
    on = str(query.message.message_id) if query.message else None
    return Message(CHANNEL, str(update_id), address, Kind.BUTTON, query.data or "", on)


def _kind(message: telegram.Message) -> Kind:
    if message.text is not None:
        return Kind.TEXT
    return next((kind for field, kind in KINDS if getattr(message, field)), Kind.OTHER)
