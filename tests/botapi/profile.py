"""What Telegram shows of the bot before anybody says anything: commands by scope, descriptions, the menu button.

https://core.telegram.org/bots/api#setmycommands and what stands below it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from tests.botapi.arguments import Arguments
from tests.botapi.errors import BadRequest
from tests.botapi.state import State

MOST_COMMANDS = 100
LONGEST_DESCRIPTION = 512
LONGEST_SHORT_DESCRIPTION = 120
SCOPES = {"default", "all_private_chats", "all_group_chats", "all_chat_administrators"}
CHAT_SCOPES = {"chat", "chat_administrators"}
MENU_BUTTONS = {"commands", "default"}
"""The third, web_app, needs an app of its own, which no bot of ours has."""


def set_my_commands(state: State, arguments: Arguments) -> bool:
    commands = arguments.get("commands")
    if not isinstance(commands, list):
        raise BadRequest("expected an Array of BotCommand")
    if len(commands) > MOST_COMMANDS:
        raise BadRequest("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        _check_command(command)
    # A name that comes twice is shown once, and a slash in front is not part of it.
    named = {one["command"].removeprefix("/"): one["description"] for one in commands}
    listed = [{"command": name, "description": description} for name, description in named.items()]
    state.profile.commands[_scope(state, arguments)] = listed
    return True


def get_my_commands(state: State, arguments: Arguments) -> list[dict[str, str]]:
    return state.profile.commands.get(_scope(state, arguments), [])


def delete_my_commands(state: State, arguments: Arguments) -> bool:
    state.profile.commands.pop(_scope(state, arguments), None)
    return True


def set_my_description(state: State, arguments: Arguments) -> bool:
    text = _within(arguments.text("description"), LONGEST_DESCRIPTION, "DESCRIPTION_TOO_LONG")
    return _put(state.profile.descriptions, _language(arguments), text)


def get_my_description(state: State, arguments: Arguments) -> dict[str, str]:
    return {"description": _got(state.profile.descriptions, _language(arguments))}


def set_my_short_description(state: State, arguments: Arguments) -> bool:
    text = _within(arguments.text("short_description"), LONGEST_SHORT_DESCRIPTION, "ABOUT_TOO_LONG")
    return _put(state.profile.short_descriptions, _language(arguments), text)


def get_my_short_description(state: State, arguments: Arguments) -> dict[str, str]:
    return {"short_description": _got(state.profile.short_descriptions, _language(arguments))}


def set_chat_menu_button(state: State, arguments: Arguments) -> bool:
    button = arguments.get("menu_button", {"type": "default"})
    if not isinstance(button, dict) or button.get("type") not in MENU_BUTTONS:
        raise BadRequest("can't parse menu button")
    state.profile.menu_buttons[_private(state, arguments)] = {"type": button["type"]}
    return True


def get_chat_menu_button(state: State, arguments: Arguments) -> dict[str, Any]:
    buttons = state.profile.menu_buttons
    return buttons.get(_private(state, arguments)) or buttons.get(None) or {"type": "default"}


def _scope(state: State, arguments: Arguments) -> tuple[str, int | None, str]:
    scope = arguments.get("scope", {"type": "default"})
    if not isinstance(scope, dict):
        raise BadRequest("can't parse BotCommandScope: expected an Object")
    kind, language = scope.get("type"), _language(arguments)
    if kind in SCOPES:
        return str(kind), None, language
    if kind not in CHAT_SCOPES:
        raise BadRequest("can't parse BotCommandScope: unknown type")
    chat = scope.get("chat_id")
    if not isinstance(chat, int) or chat not in state.rooms:
        raise BadRequest("chat not found")
    return str(kind), chat, language


def _private(state: State, arguments: Arguments) -> int | None:
    chat = arguments.get("chat_id")
    if chat is not None and (chat not in state.rooms or not state.rooms[chat].is_private):
        raise BadRequest("chat not found")
    return int(chat) if chat is not None else None


def _language(arguments: Arguments) -> str:
    code = arguments.text("language_code")
    if code and not re.fullmatch(r"[a-z]{2}", code):
        raise BadRequest("BOT_LANGUAGE_CODE_INVALID")
    return code


def _put(texts: dict[str, str], language: str, text: str) -> bool:
    """An empty text takes away that of one language."""
    texts.pop(language, None)
    if text:
        texts[language] = text
    return True


def _got(texts: dict[str, str], language: str) -> str:
    """That of the language, else that of all others."""
    return texts.get(language) or texts.get("", "")


def _within(text: str, most: int, reason: str) -> str:
    if len(text) > most:
        raise BadRequest(reason)
    return text


def _check_command(command: object) -> None:
    if not isinstance(command, dict):
        raise BadRequest("can't parse BotCommand: expected an Object")
    for name in ("command", "description"):
        if not isinstance(command.get(name), str):
            raise BadRequest(f'can\'t parse BotCommand: field "{name}" must be of type String')
    if not re.fullmatch(r"/?[a-z0-9_]{1,32}", command["command"]):
        raise BadRequest("BOT_COMMAND_INVALID")
    if not 1 <= len(command["description"]) <= 256:
        raise BadRequest("BOT_COMMAND_DESCRIPTION_INVALID")


METHODS: dict[str, Callable[[State, Arguments], object]] = {
    "setMyCommands": set_my_commands,
    "getMyCommands": get_my_commands,
    "deleteMyCommands": delete_my_commands,
    "setMyDescription": set_my_description,
    "getMyDescription": get_my_description,
    "setMyShortDescription": set_my_short_description,
    "getMyShortDescription": get_my_short_description,
    "setChatMenuButton": set_chat_menu_button,
    "getChatMenuButton": get_chat_menu_button,
}
