"""Inline keyboards: what Telegram accepts under a message.

https://core.telegram.org/bots/api#inlinekeyboardbutton; the words of the errors follow `get_inline_keyboard_button` in
tdlib/td, td/telegram/ReplyMarkup.cpp.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from tests.botapi.errors import BadRequest

ACTIONS = {
    "callback_data",
    "url",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
}
FIELDS = {"text", "icon_custom_emoji_id", "style", *ACTIONS}
MOST_BYTES_OF_DATA = 64
MOST_IN_A_ROW = 8
MOST_IN_ALL = 100

Keyboard = list[list[dict[str, Any]]]


def inline_keyboard(markup: object) -> Keyboard:
    """The rows of buttons of a `reply_markup`, None and no rows being the same. Raises BadRequest."""
    if markup is None:
        return []
    if not isinstance(markup, dict):
        raise BadRequest("object expected as reply markup")
    if set(markup) != {"inline_keyboard"}:
        raise BadRequest(f"inline keyboard expected, found the fields {sorted(markup)}")
    rows = markup["inline_keyboard"]
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise BadRequest('field "inline_keyboard" must be an Array of Arrays of InlineKeyboardButton')
    if any(len(row) > MOST_IN_A_ROW for row in rows) or sum(map(len, rows)) > MOST_IN_ALL:
        raise BadRequest("reply markup is too long")
    return [[_button(button) for button in row] for row in rows if row]


def _button(button: object) -> dict[str, Any]:
    if not isinstance(button, dict):
        raise _unparsable("InlineKeyboardButton must be an Object")
    if "text" not in button:
        raise _unparsable('Can\'t find field "text"')
    if not isinstance(button["text"], str):
        raise _unparsable('Field "text" must be of type String')
    if not button["text"].strip():
        raise BadRequest("inline keyboard button text must be non-empty")
    if unknown := sorted(set(button) - FIELDS):
        raise _unparsable(f'Unknown field "{unknown[0]}"')
    actions = ACTIONS & set(button)
    if not actions or button.get("callback_data") == "":
        raise _unparsable("Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise _unparsable(f"Exactly one of the optional fields must be used, found {sorted(actions)}")
    if "callback_data" in button:
        _check_data(button["callback_data"])
    if "url" in button:
        _check_url(button["url"])
    return button


def _check_data(data: object) -> None:
    if not isinstance(data, str):
        raise _unparsable('Field "callback_data" must be of type String')
    if len(data.encode()) > MOST_BYTES_OF_DATA:
        raise BadRequest("BUTTON_DATA_INVALID")


def _check_url(url: object) -> None:
    if not isinstance(url, str):
        raise _unparsable('Field "url" must be of type String')
    parts = urlsplit(url if "://" in url else f"http://{url}")
    if parts.scheme not in ("http", "https", "tg", "ton"):
        raise BadRequest(f"inline keyboard button URL '{url}' is invalid: Unsupported URL protocol")
    if parts.scheme.startswith("http") and "." not in (parts.hostname or ""):
        raise BadRequest(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")


def _unparsable(reason: str) -> BadRequest:
    return BadRequest(f"can't parse inline keyboard button: {reason}")
