"""Replies as Telegram messages, and what Telegram says to them."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from datetime import timedelta

import httpx
import telegram
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, InputFile, ReplyKeyboardRemove
from telegram.constants import MessageLimit, ParseMode
from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, RetryAfter, TelegramError, TimedOut

from bot.channels.outcome import Delivered, Later, Outcome, Refused
from bot.markup import to_html, to_plain
from bot.message import Reply, Rows

log = logging.getLogger(__name__)

NOT_MODIFIED = "message is not modified"
GONE = "message to delete not found"
HARD_CUT = MessageLimit.MAX_TEXT_LENGTH // 4
TOKEN_REFUSED = "Telegram refuses TELEGRAM_BOT_TOKEN. Get the right one from @BotFather"  # noqa: S105
SETTLED_AFTER = 10.0
"""Seconds after which a request whose answer did not come is carried out, or never will be."""


async def send(bot: telegram.Bot, address: str, reply: Reply) -> Outcome:
    """Sends a reply, in place of an earlier message where it says so. Raises nothing."""
    sent: list[int] = []
    try:
        if reply.removes is not None and not await _remove(bot, address, reply.removes):
            reply = replace(reply, text=reply.otherwise or reply.text)
        if reply.replaces is None or not await _edit(bot, address, reply):
            async for number in _send(bot, address, reply):
                sent.append(number)
        return Delivered(max(sent, default=None))
    except RetryAfter as error:
        return Later(seconds_of(error), perhaps_there=bool(sent), crowded=True)
    except (Forbidden, BadRequest, InvalidToken) as error:
        if not is_telegrams(error):
            log.warning("Something between us and Telegram answers in its place (%s)", type(error).__name__)
            return Later(perhaps_there=True)
        if isinstance(error, Forbidden):
            return Refused("blocked")
        if isinstance(error, InvalidToken):
            log.error(TOKEN_REFUSED)
            return Later(perhaps_there=bool(sent))
        # Telegram's words name no content of the message, only what is wrong with it.
        log.error("Telegram refused a message: %s", error.message)
        return Refused("bad-request")
    except NetworkError as error:
        log.warning("Telegram cannot be reached (%s)", type(error).__name__)
        late = SETTLED_AFTER if isinstance(error, TimedOut) and not never_left(error) else None
        return Later(late, perhaps_there=bool(sent) or not never_left(error))
    except TelegramError as error:
        log.warning("Telegram does not answer as it should (%s)", type(error).__name__)
        return Later(perhaps_there=True)


async def say_aside(bot: telegram.Bot, address: str, text: str) -> None:
    """Says something that is in no outbox: whether it arrives matters less than that it is tried once.

    Telegram lets nobody edit a message with this kind of markup (https://core.telegram.org/bots/api#updating-messages),
    so it is never taken for one that is looked for (see `finding`). It shows nothing.
    """
    with contextlib.suppress(TelegramError):
        await bot.send_message(
            int(address), to_html(text), parse_mode=ParseMode.HTML, reply_markup=ReplyKeyboardRemove()
        )


def is_telegrams(error: TelegramError) -> bool:
    """Whether a refusal is Telegram's own: a proxy or a portal in between may answer with a page and the same status.

    The library then has among the causes, as an error of no kind, that it could not read the answer.
    """
    cause = error.__cause__
    while cause is not None and type(cause) is not TelegramError:
        cause = cause.__cause__
    return cause is None


async def say_last(bot: telegram.Bot, address: str, text: str, on: str | None) -> None:
    """Says the last words to somebody of whom nothing is kept, in place of the message that they tapped.

    So they stand there once, also when the bot died after it said them and says them again.
    """
    with contextlib.suppress(TelegramError):
        if not await _edit(bot, address, Reply(text, replaces=on)):
            await say_aside(bot, address, text)


def never_left(error: NetworkError) -> bool:
    """Whether a request surely did not reach Telegram."""
    return isinstance(error.__cause__, httpx.ConnectError | httpx.ConnectTimeout | httpx.PoolTimeout)


def seconds_of(error: RetryAfter) -> float:
    """How long Telegram tells us to wait."""
    wait = error.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)


async def _send(bot: telegram.Bot, address: str, reply: Reply) -> AsyncIterator[int]:
    """Sends the messages of a reply; gives their numbers."""
    if reply.file is not None:
        send_file = bot.send_photo if reply.file.is_picture else bot.send_document
        message = await send_file(
            int(address),
            InputFile(reply.file.content, filename=reply.file.name),
            caption=to_html(reply.text),
            parse_mode=ParseMode.HTML,
            reply_markup=keyboard(reply.buttons),
        )
        yield message.message_id
        return
    parts = split(reply.text)
    for part in parts:
        markup = keyboard(reply.buttons) if part is parts[-1] else None
        message = await bot.send_message(int(address), to_html(part), parse_mode=ParseMode.HTML, reply_markup=markup)
        yield message.message_id


async def _edit(bot: telegram.Bot, address: str, reply: Reply) -> bool:
    """Puts the reply where an earlier message stands; False when that cannot be done any more."""
    if len(split(reply.text)) > 1 or reply.replaces is None:
        return False
    try:
        await bot.edit_message_text(
            to_html(reply.text),
            chat_id=int(address),
            message_id=int(reply.replaces),
            parse_mode=ParseMode.HTML,
            reply_markup=keyboard(reply.buttons),
        )
    except BadRequest as error:
        if not is_telegrams(error):
            raise
        return NOT_MODIFIED in error.message.lower()
    return True


async def _remove(bot: telegram.Bot, address: str, message_id: str) -> bool:
    """Takes a message of the user away; False when Telegram will not, as two days after it was sent."""
    try:
        await bot.delete_message(int(address), int(message_id))
    except BadRequest as error:
        if not is_telegrams(error):
            raise
        return GONE in error.message.lower()
    return True


def keyboard(rows: Rows) -> InlineKeyboardMarkup | None:
    """The buttons as Telegram's inline keyboard."""
    if not rows:
        return None
    return InlineKeyboardMarkup(
        [[InlineKeyboardButton(button.label, callback_data=button.action) for button in row] for row in rows]
    )


def split(markdown: str) -> list[str]:
    """The text in pieces that each fit a Telegram message: cut between paragraphs, else lines, else anywhere."""
    pieces = [""]
    for block in markdown.split("\n\n"):
        for glue, part in _fitting(block):
            joined = f"{pieces[-1]}{glue}{part}" if pieces[-1] else part
            if _fits(joined):
                pieces[-1] = joined
            else:
                pieces.append(part)
    return [piece for piece in pieces if piece]


def _fitting(block: str) -> Iterator[tuple[str, str]]:
    """The block, in parts where it is too long by itself; each with what joins it to what stands before it."""
    if _fits(block):
        yield "\n\n", block
        return
    for number, line in enumerate(block.split("\n")):
        for start in range(0, len(line) or 1, HARD_CUT):
            yield ("\n\n" if number == 0 else "\n") if start == 0 else "", line[start : start + HARD_CUT]


def _fits(markdown: str) -> bool:
    # Telegram counts UTF-16 units: an emoji is two.
    return len(to_plain(markdown).encode("utf-16-le")) // 2 <= MessageLimit.MAX_TEXT_LENGTH


async def act_typing(bot: telegram.Bot, address: str) -> None:
    """Shows that an answer is coming; that it could not be shown does not matter."""
    with contextlib.suppress(TelegramError):
        await bot.send_chat_action(int(address), telegram.constants.ChatAction.TYPING)


async def answer_tap(bot: telegram.Bot, query_id: str, notice: str | None) -> None:
    """Stops the little clock on a tapped button; Telegram refuses that when the tap is old."""
    with contextlib.suppress(TelegramError):
        await bot.answer_callback_query(query_id, text=notice)
