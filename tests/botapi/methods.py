"""The methods of the Bot API that answer at once; each gets the state, under its lock, and the arguments.

https://core.telegram.org/bots/api#available-methods. A method gives its `result` or raises an ApiError.
"""

from __future__ import annotations

import html
import time
from collections.abc import Callable
from typing import Any

from tests.botapi.arguments import Arguments
from tests.botapi.errors import BadRequest, Forbidden
from tests.botapi.keyboard import inline_keyboard
from tests.botapi.messages import Message, caption_content, text_content
from tests.botapi.profile import METHODS as PROFILE_METHODS
from tests.botapi.state import Room, State
from tests.botapi.uploads import check_document, check_photo

ACTIONS = {
    "typing",
    "upload_photo",
    "record_video",
    "upload_video",
    "record_voice",
    "upload_voice",
    "upload_document",
    "choose_sticker",
    "find_location",
    "record_video_note",
    "upload_video_note",
}
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current "
    "content and reply markup of the message"
)
REMOVES_KEYBOARD = ({"remove_keyboard": True}, {"remove_keyboard": True, "selective": False})
"""https://core.telegram.org/bots/api#replykeyboardremove, the only other markup that this server takes."""

QUERY_IS_OLD = "query is too old and response timeout expired or query ID is invalid"
MOST_IN_TOAST = 200


def get_me(state: State, arguments: Arguments) -> dict[str, Any]:
    abilities = {"can_join_groups": True, "can_read_all_group_messages": False, "supports_inline_queries": False}
    return state.bot | abilities


def send_message(state: State, arguments: Arguments) -> dict[str, Any]:
    room = _open_room(state, arguments)
    content = text_content(arguments.text("text"), arguments.text("parse_mode"))
    return _send(state, room, arguments, content, "text")


def send_photo(state: State, arguments: Arguments) -> dict[str, Any]:
    room = _open_room(state, arguments)
    photo = arguments.upload("photo")
    if photo is None:
        raise BadRequest("there is no photo in the request")
    width, height = check_photo(photo)
    size = {"file_id": f"photo-{len(state.calls)}", "file_unique_id": f"unique-photo-{len(state.calls)}"}
    content = {"photo": [size | {"width": width, "height": height, "file_size": len(photo.content)}]}
    return _send(state, room, arguments, content | _caption(arguments), "caption", "photo")


def send_document(state: State, arguments: Arguments) -> dict[str, Any]:
    room = _open_room(state, arguments)
    document = arguments.upload("document")
    if document is None:
        raise BadRequest("there is no document in the request")
    check_document(document)
    ids = {"file_id": f"document-{len(state.calls)}", "file_unique_id": f"unique-document-{len(state.calls)}"}
    content = {"document": ids | {"file_name": document.name, "file_size": len(document.content)}}
    return _send(state, room, arguments, content | _caption(arguments), "caption", "document")


def edit_message_text(state: State, arguments: Arguments) -> dict[str, Any]:
    room, message = _message(state, arguments, "edit")
    if "text" not in message.content:
        raise BadRequest("there is no text in the message to edit")
    return _edit(room, message, arguments, text_content(arguments.text("text"), arguments.text("parse_mode")))


def edit_message_reply_markup(state: State, arguments: Arguments) -> dict[str, Any]:
    room, message = _message(state, arguments, "edit")
    return _edit(room, message, arguments, message.content)


def delete_message(state: State, arguments: Arguments) -> bool:
    room, message = _message(state, arguments, "delete")
    if not message.is_from_bot and not room.is_private:
        raise BadRequest("message can't be deleted")
    del room.messages[message.message_id]
    return True


def send_chat_action(state: State, arguments: Arguments) -> bool:
    _open_room(state, arguments)
    if arguments.text("action") not in ACTIONS:
        raise BadRequest("wrong parameter action in request")
    return True


def answer_callback_query(state: State, arguments: Arguments) -> bool:
    query = state.queries.get(arguments.text("callback_query_id"))
    if query is None or query.answered:
        raise BadRequest(QUERY_IS_OLD)
    text = arguments.text("text")
    if len(text) > MOST_IN_TOAST:
        raise BadRequest("MESSAGE_TOO_LONG")
    query.answered = True
    if text:
        query.room.toasts.append(text)
    return True


def _room(state: State, arguments: Arguments) -> Room:
    chat_id = arguments.get("chat_id", "")
    if chat_id == "":
        raise BadRequest("chat_id is empty")
    if not isinstance(chat_id, int) or chat_id not in state.rooms:
        raise BadRequest("chat not found")
    return state.rooms[chat_id]


def _open_room(state: State, arguments: Arguments) -> Room:
    room = _room(state, arguments)
    if room.blocked:
        raise Forbidden("bot was blocked by the user")
    if not room.started:
        raise Forbidden("bot can't initiate conversation with a user")
    return room


def _message(state: State, arguments: Arguments, purpose: str) -> tuple[Room, Message]:
    room = _room(state, arguments)
    number = arguments.whole("message_id")
    if not number:
        raise BadRequest("message identifier is not specified")
    message = room.messages.get(number)
    if message is None:
        raise BadRequest(f"message to {purpose} not found")
    if purpose == "edit" and not (message.is_from_bot and message.can_be_edited):
        raise BadRequest("message can't be edited")
    return room, message


def _send(
    state: State, room: Room, arguments: Arguments, content: dict[str, Any], words: str, file: str = ""
) -> dict[str, Any]:
    markup = arguments.get("reply_markup")
    removes_keyboard = markup in REMOVES_KEYBOARD
    keyboard = [] if removes_keyboard else inline_keyboard(markup)
    _check_reply(room, arguments.get("reply_parameters"))
    message = room.add(state.bot, content)
    message.can_be_edited = not removes_keyboard
    message.keyboard, message.file, message.html = keyboard, arguments.upload(file), _html(arguments, words)
    return message.as_json(room.chat)


def _edit(room: Room, message: Message, arguments: Arguments, content: dict[str, Any]) -> dict[str, Any]:
    keyboard = inline_keyboard(arguments.get("reply_markup"))
    if (content, keyboard) == (message.content, message.keyboard):
        raise BadRequest(NOT_MODIFIED)
    if content is not message.content:
        message.html = _html(arguments, "text")
    message.content, message.keyboard = content, keyboard
    message.edit_date, message.changed = int(time.time()), room.moment()
    return message.as_json(room.chat)


def _check_reply(room: Room, reply: object) -> None:
    if reply is None:
        return
    if not isinstance(reply, dict):
        raise BadRequest("object expected as reply parameters")
    if reply.get("message_id") not in room.messages and not reply.get("allow_sending_without_reply"):
        raise BadRequest("message to be replied not found")


def _html(arguments: Arguments, words: str) -> str:
    source = arguments.text(words)
    return source if arguments.text("parse_mode") else html.escape(source, quote=False)


def _caption(arguments: Arguments) -> dict[str, Any]:
    return caption_content(arguments.text("caption"), arguments.text("parse_mode"))


METHODS: dict[str, Callable[[State, Arguments], object]] = {
    "getMe": get_me,
    "sendMessage": send_message,
    "sendPhoto": send_photo,
    "sendDocument": send_document,
    "editMessageText": edit_message_text,
    "editMessageReplyMarkup": edit_message_reply_markup,
    "deleteMessage": delete_message,
    "sendChatAction": send_chat_action,
    "answerCallbackQuery": answer_callback_query,
    **PROFILE_METHODS,
}
