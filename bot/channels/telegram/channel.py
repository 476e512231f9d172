"""The Telegram channel: updates in by long polling or webhook, the outbox out."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from weakref import WeakValueDictionary

import telegram
from telegram.error import Conflict, Forbidden, InvalidToken, TelegramError
from telegram.request import HTTPXRequest

from bot.channels.postman import Missing, Outcome, Postman
from bot.channels.telegram import finding, sending
from bot.channels.telegram.signing_in import RETRY_SECONDS, TOKEN_REFUSED, pause, signed_in
from bot.channels.telegram.updates import ALLOWED_UPDATES, CHANNEL, message_of
from bot.channels.telegram.webhook import serve_webhook
from bot.dialogue.texts import start as texts
from bot.dialogue.turns import Turns
from bot.errors import ChannelError, StoreUnavailable
from bot.message import Message, Reply
from bot.settings import Settings
from bot.store.database import Store

log = logging.getLogger(__name__)

POLL_SECONDS = 25
MOST_UPDATES = telegram.constants.PollingLimit.MAX_LIMIT
"""In one answer of getUpdates: with so many, there may be more."""

CONNECTIONS = 64
SLOW_SECONDS = 0.3
TYPING_AFTER = 0.5
STORE_ATTEMPTS = 3
"""So often a turn is tried before the user hears that nothing can be stored right now."""


class Telegram:
    """The bot on Telegram. `is_signed_in` once Telegram knows us."""

    name = CHANNEL

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
            request=HTTPXRequest(connection_pool_size=CONNECTIONS, pool_timeout=10, read_timeout=20),
            get_updates_request=HTTPXRequest(connection_pool_size=2),
        )
        self._postman = Postman(store, CHANNEL, self._send, clock, self._find)
        self._looking = asyncio.Lock()
        self._caught_up = asyncio.Event()
        self.is_signed_in = False
        self._groups_told: set[int] = set()
        self._in_order: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def run(self) -> None:
        """Talks until it is cancelled. Raises ChannelError when Telegram refuses us, StoreError without an outbox."""
        async with signed_in(self._bot, self._settings):
            self.is_signed_in = True
            url = self._settings.telegram_webhook_url
            if url is None:
                await self._postman.take_over()  # a token has one reader
            else:
                self._caught_up.set()
            reading = asyncio.create_task(self._take_webhooks(url) if url else self._poll())
            delivering = asyncio.create_task(self._deliver())
            try:
                # Neither ends by itself; a bot that reads but cannot answer must not go on reading.
                ended, _ = await asyncio.wait({reading, delivering}, return_when=asyncio.FIRST_COMPLETED)
                ended.pop().result()
            finally:
                for task in (reading, delivering):
                    task.cancel()
                await asyncio.gather(reading, delivering, return_exceptions=True)

    async def _deliver(self) -> None:
        # What was said while the bot was away has numbers: what is sent from now on stands behind the last of them.
        await self._caught_up.wait()
        await self._postman.run()

    async def handle(self, update: telegram.Update) -> None:
        """Handles one update, after those of the same chat that came before it. Raises StoreUnavailable."""
        self._note_number(update)
        async with self._order(update):
            notice = await self._handle(update)
        await self._answer_tap(update, notice)

    async def _handle_until_stored(self, update: telegram.Update) -> None:
        """As `handle`, but waits for a database that is away, and says so to who is waiting. Raises nothing."""
        try:
            async with self._order(update):
                notice = await self._until_stored(update)
            await self._answer_tap(update, notice)
        except Exception as error:
            # An update that cannot be handled at all must not come back for ever.
            log.error("An update was given up: %s", type(error).__name__)

    async def _until_stored(self, update: telegram.Update) -> str | None:
        attempt = 0
        while True:
            attempt += 1
            try:
                return await self._handle(update)
            except StoreUnavailable as error:
                log.error("Nothing can be stored (%s); trying again", error)
                if attempt == STORE_ATTEMPTS and update.effective_chat is not None:
                    await sending.say_aside(self._bot, str(update.effective_chat.id), texts.NOT_STORED_YET)
                await asyncio.sleep(RETRY_SECONDS)

    async def _answer_tap(self, update: telegram.Update, notice: str | None) -> None:
        if update.callback_query is not None:
            await sending.answer_tap(self._bot, update.callback_query.id, notice)

    def _order(self, update: telegram.Update) -> asyncio.Lock:
        origin = update.effective_chat or update.effective_user
        return self._in_order.setdefault(str(origin.id if origin else 0), asyncio.Lock())

    async def _handle(self, update: telegram.Update) -> str | None:
        chat = update.effective_chat
        if chat is not None and chat.type != telegram.Chat.PRIVATE:
            await self._point_to_private_chat(update, chat)
        elif update.my_chat_member is not None:
            await self._note_blocked(update.my_chat_member)
        elif message := message_of(update):
            return await self._take(replace(message, home=self._bot.link))
        return None

    async def _take(self, message: Message) -> str | None:
        typing = asyncio.create_task(self._type_when_slow(message.address))
        try:
            taken = await self._turns.take(message)
        finally:
            typing.cancel()
            self._postman.wake()  # also when the turn failed: meanwhile the postman passed this person by
        if taken.farewell is not None:
            await sending.say_aside(self._bot, message.address, taken.farewell.text)
        return taken.notice

    async def _poll(self) -> None:
        """Long polling. An update is confirmed by asking for those behind it: so only after it is stored.

        Updates are handled side by side. Those that take long are confirmed later, and Telegram sends them along
        again until then.
        """
        unconfirmed: dict[int, asyncio.Task[None]] = {}
        offset = 0
        try:
            while True:
                for update in await self._updates(offset, wait=self._caught_up.is_set() and not unconfirmed):
                    if update.update_id not in unconfirmed:
                        unconfirmed[update.update_id] = asyncio.create_task(self._handle_until_stored(update))
                if unconfirmed:
                    await asyncio.wait(unconfirmed.values(), timeout=SLOW_SECONDS)
                    running = [number for number, task in unconfirmed.items() if not task.done()]
                    offset = min(running, default=max(unconfirmed) + 1)
                    unconfirmed = {number: task for number, task in unconfirmed.items() if number >= offset}
        finally:
            for task in unconfirmed.values():
                task.cancel()
            await asyncio.gather(*unconfirmed.values(), return_exceptions=True)

    async def _updates(self, offset: int, *, wait: bool) -> Sequence[telegram.Update]:
        """The unconfirmed updates from `offset` on. Raises ChannelError when Telegram refuses us."""
        try:
            updates = await self._bot.get_updates(
                offset=offset, timeout=POLL_SECONDS if wait else 0, allowed_updates=list(ALLOWED_UPDATES)
            )
        except Conflict:
            raise ChannelError(
                "Another program reads the messages of this bot. Stop that one first: a token serves one reader"
            ) from None
        except (InvalidToken, Forbidden):
            raise ChannelError(TOKEN_REFUSED) from None
        except TelegramError as error:
            log.warning("Telegram cannot be read (%s); trying again", type(error).__name__)
            await asyncio.sleep(pause(error))
            return ()
        for update in updates:
            self._note_number(update)
        if len(updates) < MOST_UPDATES:
            self._caught_up.set()
        return updates

    def _note_number(self, update: telegram.Update) -> None:
        """Private chats share one sequence of numbers (see `finding`); groups may have their own."""
        chat, shown = update.effective_chat, update.effective_message
        if chat is not None and chat.type == telegram.Chat.PRIVATE and shown is not None:
            self._postman.saw(shown.message_id)

    async def _take_webhooks(self, url: str) -> None:
        secret = self._settings.telegram_webhook_secret
        assert secret is not None, "settings demand a secret with a webhook"
        await serve_webhook(
            url,
            secret.get_secret_value(),
            self._settings.telegram_webhook_port,
            lambda data: self.handle(telegram.Update.de_json(data, self._bot)),
        )

    async def _point_to_private_chat(self, update: telegram.Update, chat: telegram.Chat) -> None:
        """In a group everybody reads along: nothing said there is read or kept.

        A group is told so at its first message, and whenever somebody addresses the bot; not at every message.
        """
        words = (update.message.text or "").split() if update.message else []
        addressed = bool(words) and (words[0] == "/start" or f"@{self._bot.username}".lower() in words[0].lower())
        if update.message is not None and (addressed or chat.id not in self._groups_told):
            self._groups_told.add(chat.id)
            with contextlib.suppress(TelegramError):
                await self._bot.send_message(chat.id, f"{texts.GROUP}\nhttps://t.me/{self._bot.username}")

    async def _note_blocked(self, change: telegram.ChatMemberUpdated) -> None:
        if change.new_chat_member.status == telegram.ChatMember.BANNED:
            async with self._store.work() as work:
                await work.people.mark_unreachable(CHANNEL, str(change.chat.id), self._clock())

    async def _send(self, address: str, reply: Reply) -> Outcome:
        return await sending.send(self._bot, address, reply)

    async def _find(self, address: str, reply: Reply, behind: int, known: int) -> Outcome | Missing:
        async with self._looking:  # after a start many may have to be looked for, with many calls each
            return await finding.find(self._bot, address, reply, behind, known)

    async def _type_when_slow(self, address: str) -> None:
        await asyncio.sleep(TYPING_AFTER)
        await sending.act_typing(self._bot, address)
