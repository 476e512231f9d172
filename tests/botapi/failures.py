"""Telegram failing, on demand."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from tests.botapi.errors import TooManyRequests, refusal


@dataclass
class Failure:
    """How calls of one method fail. `left` is how many more times, None without end; `BotApi.fail` tells the rest."""

    method: str
    status: int | None = None
    retry_after: int | None = None
    description: str | None = None
    hang: float = 0
    drop: bool = False
    done: bool = False
    left: int | None = 1
    chat: int | None = None
    page: str | None = None
    cut: bool = False

    def __post_init__(self) -> None:
        if self.retry_after is not None and self.status is None:
            self.status = HTTPStatus.TOO_MANY_REQUESTS
        if self.status is None and not self.hang and not self.drop and not self.cut:
            raise ValueError("say how it fails: status, retry_after, hang, drop or cut")
        if self.drop and self.status is not None:
            raise ValueError("a dropped connection has no status")

    @property
    def executes(self) -> bool:
        """Whether Telegram carries the call out all the same."""
        return self.done or (self.status is None and not self.drop and not self.cut)

    def body(self) -> dict[str, Any]:
        """The refusal that the bot reads."""
        assert self.status is not None
        if self.status == HTTPStatus.TOO_MANY_REQUESTS:
            return TooManyRequests(self.retry_after or 1).body()
        return refusal(self.status, self.description or HTTPStatus(self.status).phrase)


class Failures:
    """The failures that are still to come."""

    def __init__(self) -> None:
        self._planned: list[Failure] = []

    def plan(self, failure: Failure) -> None:
        self._planned.append(failure)

    def clear(self) -> None:
        self._planned = []

    def take(self, method: str, chat: object) -> Failure | None:
        """The failure for this call, the one planned first; counts it."""
        for failure in self._planned:
            if failure.method == method and failure.chat in (None, chat) and failure.left != 0:
                if failure.left is not None:
                    failure.left -= 1
                return failure
        return None
