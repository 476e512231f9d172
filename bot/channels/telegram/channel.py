"""The Telegram channel: updates in by long polling or webhook, the outbox out."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Callable
from datetime import datetime
from weakref import WeakValueDictionary

import telegram
from telegram.error import BadRequest, Conflict, Forbidden, InvalidToken, RetryAfter, TelegramError
from telegram.request import HTTPXRequest

from bot.channels.postman import Outcome, Postman
from bot.channels.telegram import sending
from bot.channels.telegram.updates import ALLOWED_UPDATES, CHANNEL, chat_of, message_of
from bot.channels.telegram.webhook import serve_webhook
from bot.dialogue.texts import start as texts
from bot.dialogue.turns import Turns
from bot.errors import ChannelError, StoreUnavailable
from bot.message import Message, Reply
from bot.settings import Settings
from bot.store.database import Store

log = logging.getLogger(__name__)

POLL_SECONDS = 25
CONNECTIONS = 64
TYPING_AFTER = 0.5
RETRY_SECONDS = 2.0
TOKEN_REFUSED = "Telegram refuses TELEGRAM_BOT_TOKEN. Get the right one from @BotFather"  # noqa: S105
STORE_ATTEMPTS = 3
"""So often a turn is tried before the user hears that nothing can be stored right now."""


class Telegram:
    """The bot on Telegram."""

    def __init__(self, settings: Settings, turns: Turns, store: Store, clock: Callable[[], datetime]) -> None:
        assert settings.telegram_bot_token is not None, "without a token there is no Telegram"
        self._settings = settings
        self._turns = turns
        self._store = store
        self._clock = clock
        self._bot = telegram.Bot(
            settings.telegram_bot_token.get_secret_value(),
            base_url=f"{settings.telegram_api_url}/bot",
            base_file_url=f"{settings.telegram_api_url}/file/bot",
            request=HTTPXRequest(connection_pool_size=CONNECTIONS, pool_timeout=30),
            get_updates_request=HTTPXRequest(connection_pool_size=2),
        )
        self._postman = Postman(store, CHANNEL, self._send, clock)
        self._in_order: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def run(self) -> None:
        """Talks until it is cancelled. Raises ChannelError when Telegram refuses us."""
        async with self._signed_in():
            delivering = asyncio.create_task(self._postman.run())
            try:
                if self._settings.telegram_webhook_url:
                    await self._take_webhooks(self._settings.telegram_webhook_url)
                else:
                    await self._poll()
            finally:
                delivering.cancel()
                await asyncio.gather(delivering, return_exceptions=True)

    async def handle(self, update: telegram.Update) -> None:
        """Handles one update, after those of the same chat that came before it. Raises StoreUnavailable."""
        chat = chat_of(update)
        if chat is None:
            return
        lock = self._in_order.setdefault(str(chat.id), asyncio.Lock())
        async with lock:
            if chat.type != telegram.Chat.PRIVATE:
                await self._point_to_private_chat(update, chat)
            elif update.my_chat_member is not None:
                await self._note_blocked(update.my_chat_member)
            elif message := message_of(update):
                await self._take(message, update.callback_query)

    async def _take(self, message: Message, query: telegram.CallbackQuery | None) -> None:
        typing = asyncio.create_task(self._type_when_slow(message.address))
        notice = None
        try:
            taken = await self._turns.take(message)
            notice = taken.notice
            if taken.farewell is not None:
                await self._send(message.address, taken.farewell)
        finally:
            typing.cancel()
            if query is not None:
                await sending.answer_tap(self._bot, query.id, notice)
        self._postman.wake()

    async def _poll(self) -> None:
        """Long polling. The next request confirms the updates of the last: so only after they are stored."""
        offset = None
        while True:
            try:
                updates = await self._bot.get_updates(
                    offset=offset, timeout=POLL_SECONDS, allowed_updates=list(ALLOWED_UPDATES)
                )
            except Conflict:
                raise ChannelError(
                    "Another program reads the messages of this bot. Stop that one first: a token serves one reader"
                ) from None
            except (InvalidToken, Forbidden):
                raise ChannelError(TOKEN_REFUSED) from None
            except TelegramError as error:
                log.warning("Telegram cannot be read (%s); trying again", type(error).__name__)
                await asyncio.sleep(_pause(error))
                continue
            await asyncio.gather(*(self._handle_until_stored(update) for update in updates))
            if updates:
                offset = updates[-1].update_id + 1

    async def _handle_until_stored(self, update: telegram.Update) -> None:
        """As `handle`, but waits for a database that is away, and says so to who is waiting."""
        attempt = 0
        while True:
            attempt += 1
            try:
                await self.handle(update)
                return
            except StoreUnavailable as error:
                log.error("Nothing can be stored (%s); trying again", error)
                chat = chat_of(update)
                if attempt == STORE_ATTEMPTS and chat is not None:
                    with contextlib.suppress(TelegramError):
                        await self._bot.send_message(chat.id, texts.NOT_STORED_YET)
                await asyncio.sleep(RETRY_SECONDS)

    async def _take_webhooks(self, url: str) -> None:
        secret = self._settings.telegram_webhook_secret
        assert secret is not None, "settings demand a secret with a webhook"
        await self._bot.set_webhook(url, secret_token=secret.get_secret_value(), allowed_updates=list(ALLOWED_UPDATES))
        await serve_webhook(
            url,
            secret.get_secret_value(),
            self._settings.telegram_webhook_port,
            lambda data: self.handle(telegram.Update.de_json(data, self._bot)),
        )

    @contextlib.asynccontextmanager
    async def _signed_in(self) -> AsyncIterator[None]:
        """Signed in as the bot, with what people see before they say anything set."""
        try:
            await self._sign_in()
            log.info("On Telegram as @%s", self._bot.username)
            with contextlib.suppress(TelegramError):
                await self._bot.set_my_commands([telegram.BotCommand(*command) for command in texts.COMMANDS])
            yield
        finally:
            await self._bot.shutdown()

    async def _sign_in(self) -> None:
        """Waits until Telegram can be reached. Raises ChannelError when it refuses us."""
        while True:
            try:
                await self._bot.initialize()
                if not self._settings.telegram_webhook_url:
                    await self._bot.delete_webhook()
                return
            except (InvalidToken, Forbidden):
                raise ChannelError(TOKEN_REFUSED) from None
            except BadRequest as error:
                raise ChannelError(f"Telegram refuses how this bot is set up: {error.message}") from None
            except TelegramError as error:
                log.warning("Telegram cannot be reached (%s); trying again", type(error).__name__)
                await asyncio.sleep(_pause(error))

    async def _point_to_private_chat(self, update: telegram.Update, chat: telegram.Chat) -> None:
        """In a group everybody reads along: nothing said there is read or kept."""
        if update.callback_query is not None:
            await sending.answer_tap(self._bot, update.callback_query.id, None)
        if update.message is not None and (update.message.text or "").startswith(("/", f"@{self._bot.username}")):
            with contextlib.suppress(TelegramError):
                await self._bot.send_message(chat.id, f"{texts.GROUP}\nhttps://t.me/{self._bot.username}")

    async def _note_blocked(self, change: telegram.ChatMemberUpdated) -> None:
        if change.new_chat_member.status == telegram.ChatMember.BANNED:
            async with self._store.work() as work:
                await work.people.mark_unreachable(CHANNEL, str(change.chat.id), self._clock())

    async def _send(self, address: str, reply: Reply) -> Outcome:
        return await sending.send(self._bot, address, reply)

    async def _type_when_slow(self, address: str) -> None:
        await asyncio.sleep(TYPING_AFTER)
        await sending.act_typing(self._bot, address)


def _pause(error: TelegramError) -> float:
    if isinstance(error, RetryAfter):
        wait = error.retry_after
        return wait if isinstance(wait, int) else wait.total_seconds()
    return RETRY_SECONDS
