"""A strict Telegram Bot API server on this machine, for tests.

    with BotApi() as api:
        truus = api.user(1001, first_name="Truus")
        truus.says("hallo")                 # the bot gets an update over HTTP, by getUpdates or by webhook
        truus.waits_for("Dag")              # the bot has sent something with these letters
        truus.taps("Ja")                    # the button on the bot's newest message that has it

It speaks HTTP on a free port of 127.0.0.1, so that the bot under test may be another process, and it refuses what
Telegram refuses, in Telegram's words. Descriptions follow https://core.telegram.org/bots/api and the open source of
Telegram's own server (tdlib/telegram-bot-api, tdlib/td). Where Telegram is silently lenient in a way that hides a
mistake (an unknown field in a button), this server refuses too.
"""

from tests.botapi.chat import Chat, User
from tests.botapi.messages import Shown
from tests.botapi.server import BotApi
from tests.botapi.state import Call
from tests.botapi.uploads import Upload

__all__ = ["BotApi", "Call", "Chat", "Shown", "Upload", "User"]
