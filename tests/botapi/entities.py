"""Telegram's HTML: text and message entities, or the reason why Telegram cannot parse it.

The rules and the words of the errors are those of `parse_html` in tdlib/td, td/telegram/MessageEntity.cpp; see also
https://core.telegram.org/bots/api#html-style.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from tests.botapi.errors import BadRequest

SIMPLE = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "span": "spoiler",
    "tg-spoiler": "spoiler",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
}
SUPPORTED = {*SIMPLE, "a", "tg-emoji"}

_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]{1,6})|#([0-9]{1,7})|(lt|gt|amp|quot)(?![a-zA-Z]));?")
_START_TAG = re.compile(r"<([^\s>]*)")
_END_TAG = re.compile(r"</([^\s>]*)\s*>")
_END_OF_TAG = re.compile(r"\s*>")
_ATTRIBUTE = re.compile(
    r"""\s*([^\s=>]*)\s*(?:(=)\s*(?:"([^"]*)(?:"|\Z)|'([^']*)(?:'|\Z)|([A-Za-z0-9.-]*)(?=[\s>])))?"""
)
_COMMAND = re.compile(r"(?<![\w/])/[A-Za-z0-9_]{1,32}(?:@\w+)?(?![\w/])")

Entity = dict[str, Any]


@dataclass(frozen=True)
class Formatted:
    """Text as a reader sees it, with its entities (offsets and lengths in UTF-16 code units, as Telegram counts)."""

    text: str
    entities: list[Entity] = field(default_factory=list)


@dataclass(frozen=True)
class _Open:
    tag: str
    attributes: dict[str, str]
    start: int
    chars: int


def utf16_length(text: str) -> int:
    """How long Telegram finds the text."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def commands_in(text: str) -> list[Entity]:
    """The `bot_command` entities that Telegram adds to what a user typed."""
    return [
        {"type": "bot_command", "offset": utf16_length(text[: m.start()]), "length": utf16_length(m[0])}
        for m in _COMMAND.finditer(text)
    ]


def parse_html(source: str) -> Formatted:
    """The HTML as text and entities, white space around it taken off. Raises BadRequest with Telegram's reason."""
    return _stripped(_Parser(source).parse())


class _Parser:
    def __init__(self, source: str) -> None:
        self._source = source
        self._at = 0
        self._text = ""
        self._open: list[_Open] = []
        self._entities: list[Entity] = []

    def parse(self) -> Formatted:
        while self._at < len(self._source):
            if self._source.startswith("</", self._at):
                self._end_tag()
            elif self._source[self._at] == "<":
                self._start_tag()
            elif reference := _REFERENCE.match(self._source, self._at):
                self._text += _character(reference)
                self._at = reference.end()
            else:
                self._text += self._source[self._at]
                self._at += 1
        if self._open:
            raise _unparsable(f'Can\'t find end tag corresponding to start tag "{self._open[-1].tag}"')
        return Formatted(self._text, sorted(self._entities, key=lambda e: (e["offset"], -e["length"])))

    def _start_tag(self) -> None:
        begin, where = self._at, self._where()
        name = _START_TAG.match(self._source, begin)
        assert name is not None
        if name.end() == len(self._source):
            raise _unparsable(f"Unclosed start tag {where}")
        tag = name[1].lower()
        if tag not in SUPPORTED:
            raise _unparsable(f'Unsupported start tag "{tag}" {where}')
        self._at = name.end()
        attributes = self._attributes(tag, where)
        if tag == "span" and attributes.get("class") != "tg-spoiler":
            raise _unparsable(f'Tag "span" must have class "tg-spoiler" {where}')
        self._open.append(_Open(tag, attributes, utf16_length(self._text), len(self._text)))

    def _attributes(self, tag: str, where: str) -> dict[str, str]:
        attributes: dict[str, str] = {}
        while not (end := _END_OF_TAG.match(self._source, self._at)):
            found = _ATTRIBUTE.match(self._source, self._at)
            assert found is not None
            name, equals = found[1], found[2]
            if found.end() == len(self._source):
                raise _unparsable(f"Unclosed start tag {where}")
            if not name:
                raise _unparsable(f'Empty attribute name in the tag "{tag}" {where}')
            if not equals and (tag, name) != ("blockquote", "expandable"):
                if self._source[found.end()] == "=":
                    raise _unparsable(f"Unexpected end of name token {where}")
                raise _unparsable(f'Expected equal sign in declaration of an attribute of the tag "{tag}" {where}')
            value = next((v for v in found.group(3, 4, 5) if v is not None), "")
            attributes[name] = _REFERENCE.sub(_character, value)
            self._at = found.end()
        self._at = end.end()
        return attributes

    def _end_tag(self) -> None:
        where = self._where()
        if not self._open:
            raise _unparsable(f"Unexpected end tag {where}")
        end = _END_TAG.match(self._source, self._at)
        if not end:
            raise _unparsable(f"Unclosed end tag {where}")
        opened, found = self._open.pop(), end[1].lower()
        if found and found != opened.tag:
            raise _unparsable(f'Unmatched end tag {where}, expected "</{opened.tag}>", found "</{found}>"')
        self._at = end.end()
        length = utf16_length(self._text) - opened.start
        if length and (kind := _kind(opened, self._text[opened.chars :])):
            self._entities.append(kind | {"offset": opened.start, "length": length})

    def _where(self) -> str:
        return f"at byte offset {len(self._source[: self._at].encode())}"


def _kind(opened: _Open, text: str) -> Entity | None:
    """What the tag makes of the text; a link that leads nowhere makes nothing of it."""
    if opened.tag == "a":
        url = opened.attributes.get("href") or text
        if user := re.fullmatch(r"tg://user\?id=(\d+)", url):
            return {"type": "text_mention", "user": {"id": int(user[1]), "is_bot": False, "first_name": ""}}
        is_link = re.match(r"(?:https?://|tg://)?[^\s/]+", url) and ("." in url or url.startswith("tg://"))
        return {"type": "text_link", "url": url} if is_link else None
    if opened.tag == "tg-emoji":
        if not opened.attributes.get("emoji-id", "").isdecimal():
            raise _unparsable("Invalid custom emoji identifier specified")
        return {"type": "custom_emoji", "custom_emoji_id": opened.attributes["emoji-id"]}
    if opened.tag == "blockquote" and "expandable" in opened.attributes:
        return {"type": "expandable_blockquote"}
    return {"type": SIMPLE[opened.tag]}


def _character(reference: re.Match[str]) -> str:
    """The character that `&...;` stands for; what is no character stays as it was typed."""
    hexadecimal, decimal, name = reference.groups()
    if name:
        return _NAMED[name]
    code = int(hexadecimal, 16) if hexadecimal else int(decimal)
    return chr(code) if 0 < code < 0x10FFFF and not 0xD800 <= code <= 0xDFFF else reference[0]


def _stripped(formatted: Formatted) -> Formatted:
    text = formatted.text.strip()
    skipped = utf16_length(formatted.text) - utf16_length(formatted.text.lstrip())
    entities = []
    for entity in formatted.entities:
        start = max(entity["offset"] - skipped, 0)
        end = min(entity["offset"] + entity["length"] - skipped, utf16_length(text))
        if end > start:
            entities.append(entity | {"offset": start, "length": end - start})
    return Formatted(text, entities)


def _unparsable(reason: str) -> BadRequest:
    return BadRequest(f"can't parse entities: {reason}")
