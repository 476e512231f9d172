"""People in a chat with the bot: what they do, and what they see."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Callable
from itertools import chain
from typing import Any

from tests.botapi.entities import commands_in, utf16_length
from tests.botapi.messages import MOST_IN_TEXT, Shown
from tests.botapi.state import Query, Room, State

Wanted = str | Callable[[Shown], object]
"""Letters that the text has, or a question about the message."""


class Chat:
    """A chat. What somebody does gives the id of the update that tells the bot.

    In a group `by` says who does it, somebody with a private chat; without it, a member that only the group has.
    """

    def __init__(self, state: State, chat: dict[str, Any], person: dict[str, Any], room: Room) -> None:
        self.id: int = chat["id"]
        self.person = person
        self._chat = chat
        self._state = state
        self._room = room

    def says(self, text: str, by: Chat | None = None) -> int:
        """Sends a text; a command in it is marked as Telegram does."""
        return self._sends(_typed(text), by)

    def sends_photo(self, caption: str = "", by: Chat | None = None) -> int:
        sizes = [_file("photo-s", width=90, height=67), _file("photo-m", width=800, height=600)]
        return self._sends({"photo": sizes} | ({"caption": caption} if caption else {}), by)

    def sends_sticker(self, emoji: str = "👍", by: Chat | None = None) -> int:
        kind = {"type": "regular", "is_animated": False, "is_video": False}
        return self._sends({"sticker": _file("sticker", width=512, height=512, emoji=emoji, **kind)}, by)

    def sends_voice(self, seconds: int = 3, by: Chat | None = None) -> int:
        return self._sends({"voice": _file("voice", duration=seconds, mime_type="audio/ogg")}, by)

    def sends_location(self, latitude: float = 50.88, longitude: float = 5.98, by: Chat | None = None) -> int:
        return self._sends({"location": {"latitude": latitude, "longitude": longitude}}, by)

    def moves(self, latitude: float = 50.89, longitude: float = 5.99, by: Chat | None = None) -> int:
        """Walks on with a live location: Telegram edits the message in which it was sent."""
        author = (by or self).person
        with self._state.change():
            own = [
                m for m in self._room.messages.values() if m.sender["id"] == author["id"] and "location" in m.content
            ]
            assert own, f"{author['first_name']} has sent no location\n{self}"
            message = own[-1]
            message.content = {"location": {"latitude": latitude, "longitude": longitude}}
            message.edit_date = int(time.time())
            message.changed = self._room.acted = self._room.moment()
            return self._state.updates.add("edited_message", message.as_json(self._chat))

    def edits(self, text: str, by: Chat | None = None) -> int:
        """Changes the last text this person sent."""
        author = (by or self).person
        with self._state.change():
            own = [m for m in self._room.messages.values() if m.sender["id"] == author["id"] and "text" in m.content]
            assert own, f"{author['first_name']} has sent no text\n{self}"
            message = own[-1]
            message.content, message.edit_date = _typed(text), int(time.time())
            message.changed = self._room.acted = self._room.moment()
            return self._state.updates.add("edited_message", message.as_json(self._chat))

    def taps(self, label: str, message: Shown | None = None, by: Chat | None = None) -> int:
        """Taps a button, on the bot's newest message that has it, or on a message as it was when it was shown.

        Raises AssertionError, with all labels, when there is none.
        """
        with self._state.change():
            offered = [message] if message else [shown for shown in reversed(self.messages) if shown.sender == "bot"]
            on = next((shown for shown in offered if label in shown.labels), None)
            labels = [label for shown in offered for label in shown.labels]
            assert on is not None, f"no button {label!r}, there are: {labels}\n{self}"
            data = next(data for found, data in chain.from_iterable(on.buttons) if found == label)
            current = self._room.messages.get(on.message_id)
            rows = current.keyboard if current else []
            assert not any(b["text"] == label and "url" in b for row in rows for b in row), f"{label!r} is a link"
            query_id = str(4_000_000_000_000 + len(self._state.queries))
            self._state.queries[query_id] = Query(self._room, label)
            self._room.acted = self._room.moment()
            inaccessible = {"chat": self._chat, "message_id": on.message_id, "date": 0}
            query = {
                "id": query_id,
                "from": (by or self).person,
                "chat_instance": str(self.id),
                "message": current.as_json(self._chat) if current else inaccessible,
                "data": data,
            }
            return self._state.updates.add("callback_query", query)

    def was_shown(self, message: Shown) -> int:
        """Puts a message of the bot here that it sent to somebody else; gives its number."""
        with self._state.change():
            self._room.started = True
            copy = self._room.add(self._state.bot, {"text": message.text})
            copy.keyboard = [[{"text": label, "callback_data": data} for label, data in row] for row in message.buttons]
            return copy.message_id

    @property
    def messages(self) -> list[Shown]:
        """What the chat shows now, in order."""
        with self._state.changed:
            return [message.shown() for message in self._room.messages.values()]

    @property
    def toasts(self) -> list[str]:
        """The texts that popped up after taps."""
        with self._state.changed:
            return list(self._room.toasts)

    @property
    def spinning(self) -> list[str]:
        """The labels of tapped buttons that still wait for answerCallbackQuery."""
        with self._state.changed:
            return [q.label for q in self._state.queries.values() if q.room is self._room and not q.answered]

    def waits_for(self, wanted: Wanted = "", timeout: float = 10) -> Shown:
        """The newest bot message, sent or edited since the last thing a user did here, that is wanted.

        Blocks its thread: where the bot runs in the test's own event loop, await `sees` instead. Raises AssertionError,
        with the whole chat, when it does not come in time.
        """
        found = self._state.wait_for(lambda: self._newest(wanted), timeout)
        assert found is not None, f"no new message of the bot with {wanted!r} after {timeout} s\n{self}"
        return found

    async def sees(self, wanted: Wanted = "", timeout: float = 10) -> Shown:  # noqa: ASYNC109 - as waits_for
        """`waits_for` that leaves the event loop free."""
        return await asyncio.to_thread(self.waits_for, wanted, timeout)

    def __str__(self) -> str:
        lines = [str(shown) for shown in self.messages]
        return "\n".join([f"--- chat {self.id} ---", *lines, f"--- toasts: {self.toasts}"])

    def _sends(self, content: dict[str, Any], by: Chat | None) -> int:
        with self._state.change():
            self._room.started = True
            message = self._room.add((by or self).person, content)
            self._room.acted = message.changed
            return self._state.updates.add("message", message.as_json(self._chat))

    def _newest(self, wanted: Wanted) -> Shown | None:
        new = [m for m in self._room.messages.values() if m.is_from_bot and m.changed > self._room.acted]
        for message in sorted(new, key=lambda message: message.changed, reverse=True):
            shown = message.shown()
            if wanted in shown.text if isinstance(wanted, str) else wanted(shown):
                return shown
        return None


class User(Chat):
    """Somebody's private chat with the bot."""

    def follows(self, link: str) -> int:
        """Opens a link to the bot and taps "Start": what stands behind `start=` is sent as `/start`.

        Raises AssertionError where Telegram would open a chat without it, or with another bot; see
        https://core.telegram.org/bots/features#deep-linking.
        """
        found = re.fullmatch(rf"https://t\.me/{self._state.bot['username']}\?start=([A-Za-z0-9_-]{{1,64}})", link)
        assert found, f"no link that starts this bot: {link}"
        return self.says(f"/start {found[1]}")

    def blocks(self) -> int:
        """Stops the bot: sending to this person fails with 403 from now on."""
        return self._membership(blocked=True)

    def unblocks(self) -> int:
        return self._membership(blocked=False)

    def _membership(self, blocked: bool) -> int:
        with self._state.change():
            before, self._room.blocked = self._room.blocked, blocked
            self._room.acted = self._room.moment()
            change = {
                "chat": self._chat,
                "from": self.person,
                "date": int(time.time()),
                "old_chat_member": self._member(before),
                "new_chat_member": self._member(blocked),
            }
            return self._state.updates.add("my_chat_member", change)

    def _member(self, blocked: bool) -> dict[str, Any]:
        status = {"status": "kicked", "until_date": 0} if blocked else {"status": "member"}
        return {"user": self._state.bot, **status}


def _typed(text: str) -> dict[str, Any]:
    assert text.strip() and utf16_length(text) <= MOST_IN_TEXT, "Telegram's apps send 1 to 4096 characters"
    commands = commands_in(text)
    return {"text": text} | ({"entities": commands} if commands else {})


def _file(name: str, **fields: object) -> dict[str, Any]:
    return {"file_id": f"file-{name}", "file_unique_id": f"unique-{name}", "file_size": 1234, **fields}
