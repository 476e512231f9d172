"""While what reads is still being loaded: taps and bare commands are answered, and free text waits for its reader."""

from __future__ import annotations

import asyncio
import io
from collections.abc import AsyncIterator
from threading import Event

import pytest

from bot.app import App, open_nlu
from bot.clock import utc_now
from bot.dialogue.router import says_nothing_of_its_own
from bot.errors import KnowledgeError, Problem
from bot.knowledge import Knowledge
from bot.language.nlu import RasaClient
from bot.language.reader_to_come import ReaderToCome
from bot.language.reading import Reader
from bot.message import Kind, Message
from bot.settings import ROOT, Settings
from bot.store.database import Store
from bot.store.invitations import Invitation, new_code
from bot.store.role import Role
from tests.botapi import BotApi
from tests.botapi.chat import Chat

LIMIT = 60


class Loading:
    """A reader that is loaded when the test says so, or fails to be."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._go = Event()
        self._error: Exception | None = None

    def __call__(self) -> Reader:
        assert self._go.wait(LIMIT), "the test never let it load"
        if self._error is not None:
            raise self._error
        return self._reader

    def succeeds(self) -> None:
        self._go.set()

    def fails(self, error: Exception) -> None:
        self._error = error
        self._go.set()


@pytest.fixture
async def nlu(api: BotApi) -> AsyncIterator[RasaClient]:
    nlu = open_nlu(settings_for(api))
    yield nlu
    await nlu.close()


@pytest.fixture
def loading(reader: Reader) -> AsyncIterator[Loading]:
    loading = Loading(reader)
    yield loading
    loading.succeeds()  # also when the test failed: the interpreter waits for the thread


def settings_for(api: BotApi) -> Settings:
    return Settings(
        _env_file=None,
        telegram_bot_token=api.token,
        telegram_api_url=api.url,
        rasa_url="http://127.0.0.1:9",
        metrics_port=0,
    )


@pytest.fixture
def app(api: BotApi, store: Store, knowledge: Knowledge, nlu: RasaClient, loading: Loading) -> App:
    return App(settings_for(api), knowledge, store, nlu, ReaderToCome(loading), utc_now)


@pytest.fixture
async def running(app: App) -> AsyncIterator[asyncio.Task[None]]:
    task = asyncio.create_task(app.run_service())
    yield task
    task.cancel()
    await asyncio.wait({task}, timeout=LIMIT)


def said_by_bot(chat: Chat) -> list[str]:
    return [message.text for message in chat.messages if message.sender == "bot"]


async def invitation(store: Store, role: Role) -> str:
    code = new_code()
    async with store.work() as work:
        await work.invitations.add(code, Invitation(role, None), utc_now())
    return code


async def test_menu_and_report_begin_before_anything_can_be_read(
    api: BotApi, store: Store, running: asyncio.Task[None]
) -> None:
    truus = api.user(1001)
    truus.says(f"/start {await invitation(store, Role.VOLUNTEER)}")
    await truus.sees("Je uitnodiging klopt")
    truus.says("/menu")
    await truus.sees("Wat wil je doen?")
    truus.says("/melden")
    await truus.sees("Hoe ging het bezoek?")
    truus.taps("Bezoek gehad")
    await truus.sees("Vertel in je eigen woorden")


async def test_free_text_waits_for_the_reader_in_the_order_of_its_chat(
    api: BotApi, loading: Loading, running: asyncio.Task[None]
) -> None:
    truus, hanna = api.user(1001), api.user(1002)
    truus.says("mevrouw zegt dat ze niet meer wil leven")
    truus.says("/menu")
    hanna.says("/start")
    await hanna.sees("Welkom bij Opmerkzaam")
    assert said_by_bot(truus) == []
    loading.succeeds()
    await truus.sees("Wat wil je doen?")
    assert "113" in said_by_bot(truus)[0]


async def test_the_questions_of_coordinators_wait_too(
    api: BotApi, store: Store, loading: Loading, running: asyncio.Task[None]
) -> None:
    hanna = api.user(1001)
    hanna.says(f"/start {await invitation(store, Role.COORDINATOR)}")
    await hanna.sees("Je uitnodiging klopt")
    async with store.work() as work:
        for question in ("mag mijn hond mee naar binnen", "mag de hond mee"):
            await work.questions.keep_unanswered("somebody", question, utc_now())
    hanna.says("/vragen")
    hanna.says("/menu")
    loading.succeeds()
    await hanna.sees("Wat wil je doen?")


async def test_who_cannot_load_ends_with_the_reason(api: BotApi, loading: Loading, running: asyncio.Task[None]) -> None:
    truus = api.user(1001)
    truus.says("/start")
    await truus.sees("Welkom bij Opmerkzaam")
    truus.says("hoe herken ik eenzaamheid?")
    loading.fails(KnowledgeError([Problem(ROOT / "knowledge" / "crisis.yml", 3, "a rule without a route")]))
    with pytest.raises(KnowledgeError, match="a rule without a route"):
        await asyncio.wait_for(running, LIMIT)


async def test_a_terminal_answers_commands_meanwhile(app: App, loading: Loading) -> None:
    said, shown = io.StringIO("/menu\nhoe herken ik eenzaamheid?\n"), io.StringIO()
    chat = asyncio.create_task(app.run_terminal(said, shown))
    async with asyncio.timeout(LIMIT):
        while "Wat wil je doen?" not in shown.getvalue():  # noqa: ASYNC110 - a stream tells nobody
            await asyncio.sleep(0.01)
        assert "Nagekeken:" not in shown.getvalue()
        loading.succeeds()
        await chat
    assert "Nagekeken:" in shown.getvalue()


@pytest.mark.parametrize("text", ["/start", "/start ab3cd5ef6g", "/MENU", "/melden@opmerkzaam_bot", "", "🙂", "/"])
def test_is_not_read(text: str) -> None:
    assert says_nothing_of_its_own(Message("test", "1", "1", Kind.TEXT, text))


@pytest.mark.parametrize(
    "text",
    [
        "menu",
        "/help ik wil niet meer leven",
        "/start ik wil niet meer leven",
        "/start wilnietmee",
        "/doodwillen",
        "/menu\nik wil dood",
        " /menu",
    ],
)
def test_is_read_by_the_crisis_guard(text: str) -> None:
    assert not says_nothing_of_its_own(Message("test", "1", "1", Kind.TEXT, text))
