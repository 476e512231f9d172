"""What Telegram shows of the bot: descriptions and commands, those of coordinators in their own chats."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable

import pytest

from bot.channels.telegram import introducing
from bot.clock import utc_now
from bot.dialogue.menu import commands_for
from bot.knowledge import Knowledge
from bot.language.reading import Reader
from bot.store.database import Store
from bot.store.role import Role
from tests.botapi import BotApi
from tests.botapi.state import Profile
from tests.channels.running import Running, invitation

BEA, TRUUS = 1001, 1002
COORDINATORS = [name for name, _ in commands_for(Role.COORDINATOR)]
OTHERS = [name for name, _ in commands_for(Role.VOLUNTEER)]
TOLD = ("setMyCommands", "setMyDescription", "setMyShortDescription", "setChatMenuButton", "deleteMyCommands")


def profile(api: BotApi) -> Profile:
    return api._state.profile


def commands(api: BotApi, chat: int | None = None) -> list[str] | None:
    kept = profile(api).commands.get(("chat" if chat else "default", chat, ""))
    return None if kept is None else [one["command"] for one in kept]


async def becomes(what: Callable[[], object], wanted: object) -> None:
    async with asyncio.timeout(20):
        while what() != wanted:  # noqa: ASYNC110 - the server tells nobody what it was told
            await asyncio.sleep(0.02)


@pytest.fixture(autouse=True)
def looks_often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(introducing, "LOOK_SECONDS", 0.1)


Runs = Callable[[], Running]


@pytest.fixture
async def runs(api: BotApi, store: Store, knowledge: Knowledge, reader: Reader) -> AsyncIterator[Runs]:
    yield lambda: Running(api, store, knowledge, reader)


async def comes(api: BotApi, store: Store, role: Role = Role.COORDINATOR, number: int = BEA) -> None:
    bea = api.user(number)
    bea.says(f"/start {await invitation(store, role)}")
    await bea.sees("Je uitnodiging klopt")


async def test_everybody_sees_what_it_is_before_they_start(api: BotApi, runs: Runs) -> None:
    async with runs():
        await becomes(lambda: profile(api).menu_buttons, {None: {"type": "commands"}})
    there = profile(api)
    assert "Bel 112" in there.descriptions["nl"] and "Bel 113" in there.descriptions[""]
    assert "English" in there.descriptions[""] and "English" not in there.descriptions["nl"]
    assert "75+" in there.short_descriptions[""]
    assert commands(api) == OTHERS


async def test_what_is_so_already_is_not_told_again(api: BotApi, store: Store, runs: Runs) -> None:
    async with runs():
        await comes(api, store)
        await becomes(lambda: commands(api, BEA), COORDINATORS)
    told = len(api.calls_of(*TOLD))
    async with runs():
        api.user(BEA).says("/menu")
        before = len(api.calls_of("getMyCommands"))
        await becomes(lambda: len(api.calls_of("getMyCommands")) > before, True)
        await asyncio.sleep(0.5)
        asked = len(api.calls_of("getMyCommands"))
        api.user(BEA).says("/menu")
        await asyncio.sleep(0.5)
    assert len(api.calls_of(*TOLD)) == told
    assert len(api.calls_of("getMyCommands")) == asked, "not at each message"


async def test_who_gets_the_role_gets_the_commands_and_loses_them_with_it(
    api: BotApi, store: Store, runs: Runs
) -> None:
    async with runs():
        await comes(api, store, Role.VOLUNTEER)
        await comes(api, store, Role.VOLUNTEER, TRUUS)
        await comes(api, store)
        await becomes(lambda: commands(api, BEA), COORDINATORS)
        async with store.work() as work:
            person = next(iter(await work.people.coordinators()))
            await work.people.dismiss(person, utc_now())
        await becomes(lambda: commands(api, BEA), None)
    assert commands(api, TRUUS) is None


async def test_who_lost_the_role_while_the_bot_was_away_loses_the_commands_when_they_write(
    api: BotApi, store: Store, runs: Runs
) -> None:
    async with runs():
        await comes(api, store)
        await becomes(lambda: commands(api, BEA), COORDINATORS)
    async with store.work() as work:
        await work.people.dismiss(next(iter(await work.people.coordinators())), utc_now())
    async with runs():
        api.user(BEA).says("/menu")
        await becomes(lambda: commands(api, BEA), None)


async def test_a_start_repairs_what_is_not_as_it_should_be(api: BotApi, store: Store, runs: Runs) -> None:
    async with runs():
        await comes(api, store)
        await becomes(lambda: commands(api, BEA), COORDINATORS)
    there = profile(api)
    there.commands.clear()
    there.descriptions["nl"] = "iets anders"
    async with runs():
        await becomes(lambda: (commands(api), commands(api, BEA)), (OTHERS, COORDINATORS))
    assert "Opmerkzaam" in there.descriptions["nl"]


@pytest.mark.parametrize(
    ("method", "status"), [("setMyDescription", 500), ("getMyCommands", 429), ("setChatMenuButton", 404)]
)
async def test_what_fails_is_tried_again_and_holds_nobody_up(
    api: BotApi, store: Store, runs: Runs, method: str, status: int
) -> None:
    api.fail(method, status=status, retry_after=1 if status == 429 else None, times=2)
    async with runs():
        truus = api.user(TRUUS)
        truus.says("/menu")
        await truus.sees("Wat wil je doen?")
        await becomes(lambda: (commands(api), profile(api).menu_buttons), (OTHERS, {None: {"type": "commands"}}))


async def test_a_chat_that_telegram_does_not_know_keeps_the_others_from_nothing(
    api: BotApi, store: Store, runs: Runs
) -> None:
    async with store.work() as work:
        gone = await work.people.meet("telegram", "999", utc_now())
        await work.people.give_role(gone, Role.COORDINATOR, None, utc_now())
    async with runs():
        await comes(api, store)
        await becomes(lambda: commands(api, BEA), COORDINATORS)
        await asyncio.sleep(0.5)
    refused = [call for call in api.calls_of("getMyCommands") if call.status == 400]
    assert len(refused) == 1, "it is not asked for again and again"
