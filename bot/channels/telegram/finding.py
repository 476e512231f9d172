"""Whether a reply that was perhaps sent has arrived.

Telegram does not tell what stands in a chat, but refuses an edit that changes nothing in other words than an edit of a
message that is not there. In private chats and basic groups the numbers of messages are one rising sequence for the
whole account: that is why https://core.telegram.org/constructor/updateDeleteMessages names no chat, unlike the update
for channels. So a message that arrived has one of the first numbers behind the highest that was known when it was sent,
and giving every message there the buttons that it has already finds it and changes nothing.

The first messages of ours behind the mark are those of the reply: one reply at a time is on its way to a person (see
`bot.store.outbox`), and what is said beside the outbox cannot be edited.

A request may be slow: then others got numbers in between, and while a message goes out to many that is a lot of them.
So where higher numbers are known, the search goes on up to those, a step at a time.
"""

from __future__ import annotations

import asyncio
from dataclasses import replace

import telegram
from telegram.error import BadRequest, Forbidden, RetryAfter, TelegramError

from bot.channels.outcome import Delivered, Later, Missing, Outcome, Refused
from bot.channels.telegram.sending import NOT_MODIFIED, is_telegrams, keyboard, seconds_of, split
from bot.message import Reply, Rows

LOOK_AHEAD = 100
"""Numbers in a step: more than others are given while one message is on its way, with 64 connections."""

PATIENCE = 30.0
"""Seconds of Telegram's asking to wait that are waited in the middle of a search."""


async def find(bot: telegram.Bot, address: str, reply: Reply, behind: int, known: int = 0) -> Outcome | Missing:
    """Looks behind a number for the messages that a reply makes, which may stand up to `known` and just past it.

    Later with `looked_to` when nothing is found in this step and there is another. What is found of a long reply is
    not looked for again, so then the steps are taken at once. Raises nothing.
    """
    parts = [reply.text] if reply.file is not None else split(reply.text)
    there, number, last = 0, behind, behind + LOOK_AHEAD
    try:
        while number < last:
            number += 1
            buttons = reply.buttons if there == len(parts) - 1 else ()
            if await _stands_at(bot, address, number, buttons):
                there, last = there + 1, max(last, known)
            if there == len(parts):
                return Delivered(number)
    except Forbidden as error:
        return Refused("blocked") if is_telegrams(error) else Later(perhaps_there=True)
    except RetryAfter as error:
        return Later(seconds_of(error), perhaps_there=True, crowded=True)
    except TelegramError:
        return Later(perhaps_there=True)
    if not there and last < known:
        return Later(0, perhaps_there=True, looked_to=last)
    if not there:
        return Missing(reply)
    return Missing(replace(reply, text="\n\n".join(parts[there:]), replaces=None, removes=None))


async def _stands_at(bot: telegram.Bot, address: str, number: int, buttons: Rows) -> bool:
    """Whether a message of ours with this number stands in the chat: not that of a user, or of another chat."""
    while True:
        try:
            await bot.edit_message_reply_markup(int(address), number, reply_markup=keyboard(buttons))
        except BadRequest as error:
            if not is_telegrams(error):
                raise
            return NOT_MODIFIED in error.message.lower()
        except RetryAfter as error:
            if seconds_of(error) > PATIENCE:
                raise
            await asyncio.sleep(seconds_of(error))
        else:
            return True
