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

from bot.channels import sole_reader
from bot.channels.outcome import Missing, Outcome
from bot.channels.postman import Postman
from bot.channels.telegram import finding, sending
from bot.channels.telegram.introducing import Introduction
from bot.channels.telegram.signing_in import RETRY_SECONDS, pause, signed_in
from bot.channels.telegram.updates import ALLOWED_UPDATES, CHANNEL, message_of, private_message_of, updates_one_by_one
from bot.channels.telegram.webhook import bind, serve_webhook
from bot.dialogue.texts import start as texts
from bot.dialogue.turns import Turns
from bot.errors import ChannelError, OpmerkzaamError, StoreUnavailable
from bot.message import Message, Reply
from bot.settings import Settings
from bot.sharing import Shared
from bot.store.database import Store
from bot.together import until_one_ends

log = logging.getLogger(__name__)

POLL_SECONDS = 25
MOST_UPDATES = telegram.constants.PollingLimit.MAX_LIMIT
"""In one answer of getUpdates: with so many, there may be more."""

CONNECTIONS = 64
ANSWER_SECONDS = 20.0
SLOW_SECONDS = 0.3
TYPING_AFTER = 0.5
LATE_SECONDS = 3.0
STORE_ATTEMPTS = 3
"""So often a turn is tried before the user hears that nothing can be stored right now."""


class Telegram:
    """The bot on Telegram. `is_signed_in` once Telegram knows us."""

    name = CHANNEL

    def __init__(
        self,
        settings: Settings,
        turns: Turns,
        store: Store,
        clock: Callable[[], datetime],
        shared: Shared | None = None,
    ) -> None:
        assert settings.telegram_bot_token is not None, "without a token there is no Telegram"
        self._settings = settings
        self._turns = turns
        self._store = store
        self._clock = clock
        self._shared = shared
        self._bot = telegram.Bot(
            settings.telegram_bot_token.get_secret_value(),
            base_url=f"{settings.telegram_api_url}/bot",
            base_file_url=f"{settings.telegram_api_url}/file/bot",
            request=HTTPXRequest(connection_pool_size=CONNECTIONS, pool_timeout=10, read_timeout=ANSWER_SECONDS),
            get_updates_request=HTTPXRequest(connection_pool_size=2),
        )
        self._postman = Postman(store, CHANNEL, self._send, clock, self._find)
        self._introduction = Introduction(self._bot, store, turns.with_numbers)
        self._looking = asyncio.Lock()
        self._caught_up = asyncio.Event()
        self.is_signed_in = False
        self._groups_told: set[int] = set()
        self._told_to_wait: set[int] = set()
        self._in_order: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    def reached(self) -> None:
        """At which addresses messages go out now: at all."""

    async def run(self) -> None:
        """Talks until it is cancelled. Raises ChannelError when Telegram refuses us, StoreError without an outbox."""
        url = self._settings.telegram_webhook_url
        await (self._run_by_webhook(url) if url else self._run_by_polling())

    async def _run_by_webhook(self, url: str) -> None:
        announces = self._shared is None or self._shared.announces
        async with signed_in(self._bot, self._settings, announces=announces):
            self.is_signed_in = True
            self._caught_up.set()
            beside = [self._introduction.keep()] if announces else []
            await until_one_ends(self._take_webhooks(url), self._deliver(), *beside)

    async def _run_by_polling(self) -> None:
        lock = self._store.lock(sole_reader.name_of(self._bot.token))
        try:
            await sole_reader.become(lock)
            async with signed_in(self._bot, self._settings):
                self.is_signed_in = True
                await self._postman.take_over()  # a token has one reader
                await until_one_ends(self._poll(), self._deliver(), sole_reader.remain(lock), self._introduction.keep())
        finally:
            await lock.release()

    async def _deliver(self) -> None:
        # What was said while the bot was away has numbers: what is sent from now on stands behind the last of them.
        await self._caught_up.wait()
        await self._postman.run()

    async def handle(self, update: telegram.Update, attempts: int | None = STORE_ATTEMPTS) -> None:
        """Handles one update, after those of the same chat that came before it, in so many attempts; None is no end.

        Who waits for a database that is away is told so. Raises StoreUnavailable.
        """
        self._note_number(update)
        try:
            async with self._order(update):
                notice = await self._until_stored(update, attempts)
            await self._answer_tap(update, notice)
        except StoreUnavailable:
            raise
        except Exception as error:
            # An update that cannot be handled at all must not come back for ever.
            log.error("An update was given up: %s", type(error).__name__)
            if message := private_message_of(update):
                await sending.say_aside(self._bot, message.address, self._turns.with_numbers(texts.FAILED))

    async def _until_stored(self, update: telegram.Update, attempts: int | None) -> str | None:
        attempt = 0
        while True:
            attempt += 1
            late = asyncio.create_task(self._help_when_late(update))
            try:
                notice = await self._handle(update)
            except StoreUnavailable as error:
                log.error("Nothing can be stored (%s); trying again", error)
                await self._tell_to_wait(update, at_once=attempt < STORE_ATTEMPTS)
                if attempt == attempts:
                    raise
                await asyncio.sleep(RETRY_SECONDS)
            else:
                self._told_to_wait.discard(update.update_id)
                return notice
            finally:
                late.cancel()

    async def _help_when_late(self, update: telegram.Update) -> None:
        """A database that hangs says so after a minute: a crisis card does not wait for that."""
        with contextlib.suppress(OpmerkzaamError):  # the turn itself meets it too, and whoever runs the bot is told
            await self._turns.loaded()
            await asyncio.sleep(LATE_SECONDS)
            await self._tell_to_wait(update, at_once=True)

    async def _tell_to_wait(self, update: telegram.Update, *, at_once: bool) -> None:
        """Says once to who is waiting that nothing can be stored; `at_once` only what cannot wait: a crisis card."""
        message = private_message_of(update)
        if message is None or update.update_id in self._told_to_wait:
            return
        words = await self._turns.cannot_wait(message)
        if words is None and not at_once:
            words = self._turns.with_numbers(texts.NOT_STORED_YET + texts.IN_DANGER)
        if words:
            self._told_to_wait.add(update.update_id)
            await sending.say_aside(self._bot, message.address, words)

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
        self._introduction.saw(message.address)
        if taken.farewell is not None:
            await sending.say_last(self._bot, message.address, taken.farewell.text, message.on)
        await self._postman.keep_number()
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
                        unconfirmed[update.update_id] = asyncio.create_task(self.handle(update, None))
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
            updates = await self._get_updates(offset, POLL_SECONDS if wait else 0)
        except Conflict:
            raise ChannelError(
                "Another program reads the messages of this bot. Stop that one first: a token serves one reader"
            ) from None
        except TelegramError as error:
            if isinstance(error, InvalidToken | Forbidden) and sending.is_telegrams(error):
                raise ChannelError(sending.TOKEN_REFUSED) from None
            log.warning("Telegram cannot be read (%s); trying again", type(error).__name__)
            await asyncio.sleep(pause(error))
            return ()
        for update in updates:
            self._note_number(update)
        if len(updates) < MOST_UPDATES:
            self._caught_up.set()
        return updates

    async def _get_updates(self, offset: int, seconds: int) -> Sequence[telegram.Update]:
        try:
            return await self._bot.get_updates(offset=offset, timeout=seconds, allowed_updates=list(ALLOWED_UPDATES))
        except (TypeError, KeyError, ValueError, AttributeError):
            # One that the library cannot read must not keep those behind it from us.
            return await updates_one_by_one(self._bot, offset)

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
            self._shared.webhook if self._shared else bind(self._settings.telegram_webhook_port),
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
