"""The parameters of a call, whatever way they came in: query, form, multipart or JSON.

https://core.telegram.org/bots/api#making-requests
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from email.message import Message as Headers
from email.parser import BytesHeaderParser
from typing import Any, cast
from urllib.parse import parse_qsl

from starlette.requests import Request

from tests.botapi.errors import BadRequest
from tests.botapi.uploads import Upload

TEXTS = {
    "action",
    "callback_query_id",
    "caption",
    "description",
    "language_code",
    "parse_mode",
    "secret_token",
    "short_description",
    "text",
    "url",
}
"""Parameters that are text whatever they look like. In a form every other one is JSON, or else text."""


class Arguments(dict[str, Any]):
    """The parameters by name, with values as JSON has them; an uploaded file is an `Upload`."""

    def text(self, name: str) -> str:
        """The text, empty when it was not given."""
        value = self.get(name, "")
        if not isinstance(value, str):
            raise BadRequest(f'field "{name}" must be of type String')
        return value

    def whole(self, name: str, default: int = 0, least: int = 0, most: int = 2**53) -> int:
        """A whole number; as Telegram does, one that is out of bounds becomes the nearest bound."""
        value = self.get(name, default)
        if not isinstance(value, int):
            raise BadRequest(f'field "{name}" must be of type Number')
        return min(max(value, least), most)

    def upload(self, name: str) -> Upload | None:
        """The file, sent as the parameter itself or pointed at by `attach://`."""
        value = self.get(name)
        if isinstance(value, str) and value.startswith("attach://"):
            value = self.get(value.removeprefix("attach://"))
        return value if isinstance(value, Upload) else None


async def read_arguments(request: Request) -> Arguments:
    """Everything that the request carries. Raises BadRequest when it cannot be read."""
    found = _form(request.url.query)
    body = await request.body()
    content_type = Headers()
    content_type["content-type"] = request.headers.get("content-type", "")
    match content_type.get_content_type():
        case "application/json":
            found |= _json(body)
        case "application/x-www-form-urlencoded":
            found |= _form(_decode(body))
        case "multipart/form-data":
            found |= dict(_multipart(body, str(content_type.get_param("boundary", ""))))
    arguments = Arguments({name: _typed(name, value) for name, value in found.items()})
    _check_unicode([value for value in arguments.values() if not isinstance(value, Upload)])
    return arguments


def _decode(raw: bytes) -> str:
    try:
        return raw.decode()
    except UnicodeDecodeError:
        raise BadRequest("strings must be encoded in UTF-8") from None


def _check_unicode(values: list[object]) -> None:
    """JSON can carry halves of characters, which UTF-8 cannot."""
    try:
        json.dumps(values, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        raise BadRequest("strings must be encoded in UTF-8") from None


def _form(encoded: str) -> dict[str, Any]:
    try:
        return dict(parse_qsl(encoded, keep_blank_values=True, errors="strict"))
    except UnicodeDecodeError:
        raise BadRequest("strings must be encoded in UTF-8") from None


def _json(body: bytes) -> dict[str, Any]:
    try:
        found = json.loads(_decode(body) or "{}")
    except json.JSONDecodeError:
        found = None
    if not isinstance(found, dict):
        raise BadRequest("can't parse request JSON object")
    return found


def _multipart(body: bytes, boundary: str) -> Iterator[tuple[str, str | Upload]]:
    """The fields of RFC 7578."""
    fields = (b"\r\n" + body).split(b"\r\n--" + boundary.encode())
    if not boundary or not fields[-1].startswith(b"--"):
        raise BadRequest("can't parse multipart request")
    for part in fields[1:-1]:
        head, _, content = part.removeprefix(b"\r\n").partition(b"\r\n\r\n")
        headers = BytesHeaderParser().parsebytes(head)
        name = str(headers.get_param("name", header="content-disposition"))
        filename = headers.get_filename()
        yield name, _decode(content) if filename is None else Upload(filename, content)


def _typed(name: str, value: object) -> object:
    if name in TEXTS or not isinstance(value, str):
        return value
    try:
        return cast(object, json.loads(value))
    except json.JSONDecodeError:
        return value
