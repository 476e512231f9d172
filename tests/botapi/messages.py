"""The messages of a chat: what Telegram keeps, what it tells the bot, what a person sees."""

from __future__ import annotations

import html
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import chain
from typing import Any, Literal

from tests.botapi.entities import Formatted, parse_html, utf16_length
from tests.botapi.errors import BadRequest
from tests.botapi.keyboard import Keyboard
from tests.botapi.uploads import Upload

MOST_IN_TEXT = 4096
MOST_IN_CAPTION = 1024
"""Telegram counts after parsing. It does not say in which unit; UTF-16 code units are the strictest reading."""


@dataclass(frozen=True)
class Shown:
    """A message as its reader sees it now.

    `text` is a caption where there is a picture or a file; `html` is the text with its tags, as it was sent; `buttons`
    are rows of (label, callback data), for a link its address.
    """

    message_id: int
    text: str
    html: str
    buttons: list[list[tuple[str, str]]]
    sender: Literal["bot", "user"]
    edited: bool
    file: Upload | None = None

    @property
    def labels(self) -> list[str]:
        """What stands on the buttons, in reading order."""
        return [label for label, _ in chain.from_iterable(self.buttons)]

    def __str__(self) -> str:
        rows = "".join("\n    " + " ".join(f"[{label}]" for label, _ in row) for row in self.buttons)
        notes = f"{' (edited)' if self.edited else ''}{f' <{self.file.name}>' if self.file else ''}"
        return f"{self.sender} #{self.message_id}{notes}: {self.text}{rows}"


@dataclass
class Message:
    """A message as Telegram keeps it; `changed` is the moment in its chat when it came or was edited last.

    Only what has no markup, or an inline keyboard, can be edited (https://core.telegram.org/bots/api#updating-messages).
    """

    message_id: int
    sender: dict[str, Any]
    date: int
    content: dict[str, Any]
    changed: int
    html: str = ""
    keyboard: Keyboard = field(default_factory=list)
    file: Upload | None = None
    edit_date: int | None = None
    can_be_edited: bool = True

    @property
    def is_from_bot(self) -> bool:
        return bool(self.sender["is_bot"])

    def as_json(self, chat: dict[str, Any]) -> dict[str, Any]:
        """https://core.telegram.org/bots/api#message"""
        found: dict[str, Any] = {"message_id": self.message_id, "from": self.sender, "chat": chat, "date": self.date}
        if self.edit_date is not None:
            found["edit_date"] = self.edit_date
        if self.keyboard:
            found["reply_markup"] = {"inline_keyboard": self.keyboard}
        return found | self.content

    def shown(self) -> Shown:
        """What a person sees."""
        buttons = [[(b["text"], str(b.get("callback_data", b.get("url", "")))) for b in row] for row in self.keyboard]
        text = str(self.content.get("text", self.content.get("caption", "")))
        return Shown(
            self.message_id,
            text,
            self.html or html.escape(text, quote=False),
            buttons,
            "bot" if self.is_from_bot else "user",
            self.edit_date is not None,
            self.file,
        )


def text_content(source: str, parse_mode: str) -> dict[str, Any]:
    """The content of a text message. Raises BadRequest when it is empty, too long or cannot be parsed."""
    if not source:
        raise BadRequest("message text is empty")
    parsed = _formatted(source, parse_mode)
    if not parsed.text:
        raise BadRequest("text must be non-empty")
    if utf16_length(parsed.text) > MOST_IN_TEXT:
        raise BadRequest("message is too long")
    return _content("text", "entities", parsed)


def caption_content(source: str, parse_mode: str) -> dict[str, Any]:
    """The content beside a picture or a file; nothing when the caption is empty."""
    parsed = _formatted(source, parse_mode)
    if utf16_length(parsed.text) > MOST_IN_CAPTION:
        raise BadRequest("message caption is too long")
    return _content("caption", "caption_entities", parsed) if parsed.text else {}


def _formatted(source: str, parse_mode: str) -> Formatted:
    readers: dict[str, Callable[[str], Formatted]] = {"": lambda text: Formatted(text.strip()), "html": parse_html}
    if parse_mode.lower() in ("markdown", "markdownv2"):
        raise BadRequest("this server reads no Markdown, send HTML")
    if parse_mode.lower() not in readers:
        raise BadRequest("unsupported parse_mode")
    return readers[parse_mode.lower()](source)


def _content(text: str, entities: str, parsed: Formatted) -> dict[str, Any]:
    return {text: parsed.text} | ({entities: parsed.entities} if parsed.entities else {})
