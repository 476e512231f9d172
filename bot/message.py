"""What comes in and what goes out, whatever the channel."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """What somebody sent."""

    TEXT = "text"
    BUTTON = "button"
    EDITED = "edited"
    PHOTO = "photo"
    STICKER = "sticker"
    VOICE = "voice"
    LOCATION = "location"
    OTHER = "other"


@dataclass(frozen=True)
class Message:
    """One update of a channel.

    `update` is the channel's own id of it, the same when it is delivered again. `text` is what was typed, or the
    action of the button that was tapped. `on` is the channel's id of the message that the button stands on, `id` that
    of a message that somebody sent; None where the channel has no such thing. `home` is the address where others find
    the bot, as in https://t.me/opmerkzaam_bot; None where nobody else can come. `has_screen` says that the channel
    has a page to show to a group.
    """

    channel: str
    update: str
    address: str
    kind: Kind
    text: str = ""
    on: str | None = None
    id: str | None = None
    home: str | None = None
    has_screen: bool = False


def storable(text: str) -> str:
    """The text without what no database takes: half an emoji becomes a question mark, a null character nothing."""
    return text.encode("utf-8", "replace").decode().replace("\0", "")


LONGEST_ACTION = 64
"""Bytes (https://core.telegram.org/bots/api#inlinekeyboardbutton)."""


LONGEST_CAPTION = 1024
"""UTF-16 units of the text beside a file (https://core.telegram.org/bots/api#senddocument)."""


@dataclass(frozen=True)
class Button:
    """A button: what stands on it, and the action that a tap sends (at most LONGEST_ACTION)."""

    label: str
    action: str


Rows = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True)
class File:
    """A file that goes with a reply: how it is called, and what is in it.

    `shows` tells who cannot see a picture what is on it; empty where the words beside it do.
    """

    name: str
    content: bytes
    shows: str = ""

    @property
    def is_picture(self) -> bool:
        """Whether it is shown in the chat itself."""
        return self.name.endswith(".png")

    def payload(self) -> list[str]:
        """The file as JSON data."""
        return [self.name, base64.b64encode(self.content).decode(), self.shows]

    @staticmethod
    def from_payload(payload: Sequence[str]) -> File:
        """A file that was put in the outbox before files told what they show has two parts."""
        name, content, *shows = payload
        return File(name, base64.b64decode(content), *shows)


@dataclass(frozen=True)
class Reply:
    """Something the bot says: Markdown (see bot.markup) with buttons under it.

    `replaces` is the channel's id of an earlier message that this one takes the place of. `removes` is that of
    a message of the user that is taken away first; where that cannot be done, `otherwise` is said in place of `text`.
    `file` is a picture or a document that goes with it; `text` has at most LONGEST_CAPTION characters then.
    """

    text: str
    buttons: Rows = ()
    replaces: str | None = None
    removes: str | None = None
    otherwise: str | None = None
    file: File | None = None

    def payload(self) -> dict[str, Any]:
        """The reply as JSON data, for the outbox."""
        rows = [[[button.label, button.action] for button in row] for row in self.buttons]
        return {
            "text": self.text,
            "buttons": rows,
            "replaces": self.replaces,
            "removes": self.removes,
            "otherwise": self.otherwise,
            "file": self.file.payload() if self.file else None,
        }

    @staticmethod
    def from_payload(payload: dict[str, Any]) -> Reply:
        rows = tuple(tuple(Button(label, action) for label, action in row) for row in payload["buttons"])
        file = payload.get("file")
        return Reply(
            payload["text"],
            rows,
            payload["replaces"],
            payload.get("removes"),
            payload.get("otherwise"),
            File.from_payload(file) if file else None,
        )
