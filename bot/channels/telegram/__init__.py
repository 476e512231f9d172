"""Telegram, on python-telegram-bot.

Its `Bot` makes the calls and its classes read the updates. Its `Updater` is not used: it confirms an update to
Telegram before anybody has handled it, so that a process that dies loses it. Here an update is confirmed after
its turn is stored.
"""

import os

from bot.channels.telegram.channel import Telegram

# How long Telegram tells us to wait is then a timedelta, as it will always be; without this the library warns.
os.environ.setdefault("PTB_TIMEDELTA", "true")

__all__ = ["Telegram"]
