"""The reader while it is being loaded: buttons and bare commands need none, and whoever needs it waits for it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Coroutine, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from bot.language.crisis import Crisis
    from bot.language.reading import Reader
    from bot.language.said import Reading


class Groups(Protocol):
    """Puts questions together that ask the same; see `QuestionGroups`."""

    def of(self, texts: Sequence[str]) -> list[tuple[int, ...]]:
        """Places in `texts` (oldest first) by group: the largest group first, then the oldest."""

    def likely(self, texts: Sequence[str], refused: Collection[str] = ()) -> tuple[str, ...]:
        """The ids of the articles that share most with these texts, without those that were refused."""


class Reads(Protocol):
    """What a turn asks of a reader; see `Reader`."""

    @property
    def question_groups(self) -> Groups:
        """Which questions belong together."""

    async def read(self, text: str, *, crisis_first: bool = False) -> Reading:
        """Reads one text."""

    async def crisis(self, text: str) -> Crisis | None:
        """The crisis that a text tells of, or None."""


class ReaderToCome:
    """Reads as soon as the reader is there, which `load` makes."""

    def __init__(self, load: Callable[[], Reader]) -> None:
        self._load = load
        self._loaded: Future[Reader] = Future()
        self.question_groups = GroupsToCome(self._loaded)

    async def beside(self, work: Coroutine[Any, Any, None]) -> None:
        """Does some work to its end while a thread loads the reader. Raises what either fails with."""
        thread = ThreadPoolExecutor(1, thread_name_prefix="reader")
        doing = asyncio.create_task(work)
        loading = asyncio.wrap_future(thread.submit(self._fetch))
        try:
            await asyncio.wait({doing, loading}, return_when=asyncio.FIRST_COMPLETED)
            if loading.done():
                loading.result()
            await doing
        finally:
            doing.cancel()
            await asyncio.gather(doing, return_exceptions=True)
            thread.shutdown(wait=False)  # the interpreter waits for it at its end

    def _fetch(self) -> None:
        try:
            self._loaded.set_result(self._load())
        except BaseException as error:
            self._loaded.set_exception(error)
            raise

    async def loaded(self) -> None:
        """Waits until the reader is there. Raises what made it fail."""
        await self._reader()

    async def read(self, text: str, *, crisis_first: bool = False) -> Reading:
        """See `Reader.read`."""
        return await (await self._reader()).read(text, crisis_first=crisis_first)

    async def crisis(self, text: str) -> Crisis | None:
        """See `Reader.crisis`."""
        return await (await self._reader()).crisis(text)

    async def _reader(self) -> Reader:
        waiting = asyncio.wrap_future(self._loaded)
        # Who stopped waiting does not ask for it; whoever loads is told.
        waiting.add_done_callback(lambda loaded: loaded.cancelled() or loaded.exception())
        # Shielded: who stops waiting must not take the reader from the others.
        return await asyncio.shield(waiting)


class GroupsToCome:
    """The reader's question groups. Whoever asks for them first does so in a thread, which waits."""

    def __init__(self, loaded: Future[Reader]) -> None:
        self._loaded = loaded

    def of(self, texts: Sequence[str]) -> list[tuple[int, ...]]:
        """See `QuestionGroups.of`."""
        return self._loaded.result().question_groups.of(texts)

    def likely(self, texts: Sequence[str], refused: Collection[str] = ()) -> tuple[str, ...]:
        """See `QuestionGroups.likely`."""
        return self._loaded.result().question_groups.likely(texts, refused)
