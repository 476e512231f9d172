"""What Telegram answers when it refuses.

ApiError
├── BadRequest        400
├── Unauthorized      401
├── Forbidden         403
├── NotFound          404
├── Conflict          409
└── TooManyRequests   429, says how many seconds to wait
"""

from __future__ import annotations

from http import HTTPStatus
from typing import Any, ClassVar


class ApiError(Exception):
    """A refusal; `description` is Telegram's sentence, starting with the name of the status."""

    status: ClassVar[HTTPStatus]

    def __init__(self, reason: str = "") -> None:
        self.description = ": ".join(filter(None, (self.status.phrase, reason)))
        super().__init__(self.description)

    def body(self) -> dict[str, Any]:
        """The JSON object that Telegram answers with."""
        return refusal(self.status, self.description)


class BadRequest(ApiError):
    status = HTTPStatus.BAD_REQUEST


class Unauthorized(ApiError):
    status = HTTPStatus.UNAUTHORIZED


class Forbidden(ApiError):
    status = HTTPStatus.FORBIDDEN


class NotFound(ApiError):
    status = HTTPStatus.NOT_FOUND


class Conflict(ApiError):
    status = HTTPStatus.CONFLICT


class TooManyRequests(ApiError):
    status = HTTPStatus.TOO_MANY_REQUESTS

    def __init__(self, retry_after: int) -> None:
        self.retry_after = retry_after
        super().__init__(f"retry after {retry_after}")

    def body(self) -> dict[str, Any]:
        return super().body() | {"parameters": {"retry_after": self.retry_after}}


def refusal(status: int, description: str) -> dict[str, Any]:
    """The JSON object of an answer that is not ok."""
    return {"ok": False, "error_code": int(status), "description": description}
