"""The little Markdown that replies are written in, rendered for each channel.

Paragraphs, `- ` lists, **bold** and *italics*. Everything else is text.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.token import Token

_PARSER = MarkdownIt("zero").enable(["emphasis", "list", "escape", "newline"])
_SPECIAL = re.compile(r"([\\*_\[\]()`<>#+.!|~-])")


def escape(text: str) -> str:
    """The text, so that nothing in it is read as Markdown; on one line."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def to_html(markdown: str) -> str:
    """Telegram's HTML (https://core.telegram.org/bots/api#html-style)."""
    return _render(markdown, html.escape, {"strong": ("<b>", "</b>"), "em": ("<i>", "</i>")})


def to_plain(markdown: str) -> str:
    """What a reader sees, without any style."""
    return _render(markdown, str, {"strong": ("", ""), "em": ("", "")})


def to_terminal(markdown: str) -> str:
    """With the bold and italics of an ANSI terminal (ECMA-48)."""
    return _render(markdown, str, {"strong": ("\x1b[1m", "\x1b[22m"), "em": ("\x1b[3m", "\x1b[23m")})


@dataclass(frozen=True)
class Run:
    """Words in one style."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True)
class Block:
    """A paragraph, which is one line, or the items of a list."""

    listed: bool
    lines: tuple[tuple[Run, ...], ...]


def to_blocks(markdown: str) -> tuple[Block, ...]:
    """For what sets type itself. An end of a line inside a paragraph is a space, the number of an item a word."""
    found: list[Block] = []
    marker: str | None = None
    for token in _PARSER.parse(markdown):
        if token.type in ("bullet_list_open", "ordered_list_open"):
            found.append(Block(True, ()))
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            marker = None
        elif token.type == "list_item_open":
            marker = f"{token.info}. " if token.info else ""
        elif token.type == "inline":
            runs = tuple(_runs(token.children or ()))
            if marker is None:
                found.append(Block(False, (runs,)))
            else:
                line = (Run(marker), *runs) if marker else runs
                found[-1] = Block(True, (*found[-1].lines, line))
    return tuple(found)


def _runs(tokens: Sequence[Token]) -> Iterator[Run]:
    bold = italic = False
    for token in tokens:
        kind, _, side = token.type.rpartition("_")
        if kind == "strong":
            bold = side == "open"
        elif kind == "em":
            italic = side == "open"
        elif token.type in ("softbreak", "hardbreak"):
            yield Run(" ", bold, italic)
        elif token.content:
            yield Run(token.content, bold, italic)


def to_page(markdown: str) -> str:
    """HTML for a page: paragraphs and lists, and everything that is text escaped."""
    tags = {"paragraph": "p", "bullet_list": "ul", "ordered_list": "ol", "list_item": "li"}
    styles = {"strong": ("<strong>", "</strong>"), "em": ("<em>", "</em>")}
    made = []
    for token in _PARSER.parse(markdown):
        kind, _, side = token.type.rpartition("_")
        if token.type == "inline":
            made.append("".join(_inline(child, html.escape, styles, "<br>") for child in token.children or ()))
        elif kind in tags and not token.hidden:
            start = f' start="{token.attrs["start"]}"' if "start" in token.attrs else ""
            made.append(f"</{tags[kind]}>" if side == "close" else f"<{tags[kind]}{start}>")
    return "".join(made)


def _render(markdown: str, text: Callable[[str], str], styles: dict[str, tuple[str, str]]) -> str:
    blocks: list[str] = []
    bullets: list[str] = []
    for token in _PARSER.parse(markdown):
        if token.type in ("bullet_list_open", "ordered_list_open"):
            bullets.append("")
            blocks.append("")
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            bullets.pop()
        elif token.type == "list_item_open":
            bullets[-1] = f"{token.info}." if token.info else "•"
        elif token.type == "inline":
            line = "".join(_inline(child, text, styles) for child in token.children or ())
            if bullets:
                blocks[-1] += f"{chr(10) if blocks[-1] else ''}{bullets[-1]} {line}"
            else:
                blocks.append(line)
    return "\n\n".join(blocks)


def _inline(token: Token, text: Callable[[str], str], styles: dict[str, tuple[str, str]], line_end: str = "\n") -> str:
    kind, _, side = token.type.rpartition("_")
    if kind in styles:
        return styles[kind][side == "close"]
    return line_end if token.type in ("softbreak", "hardbreak") else text(token.content)
