"""The Telegram channel: the real python-telegram-bot over HTTP against a strict local Bot API server."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.channels import sole_reader
from bot.channels.telegram import finding
from bot.clock import utc_now
from bot.errors import ChannelError
from bot.knowledge import Knowledge
from bot.language.reading import Reader
from bot.message import Reply
from bot.store.database import Store
from bot.store.role import Role
from bot.store.vault import Vault
from tests.a_report import STEPS
from tests.botapi import BotApi
from tests.channels.ports import free_port
from tests.channels.running import Running, invitation


@pytest.fixture
async def bot(api: BotApi, store: Store, knowledge: Knowledge, reader: Reader) -> AsyncIterator[None]:
    async with Running(api, store, knowledge, reader):
        yield


async def test_a_question_is_answered(api: BotApi, bot: None) -> None:
    truus = api.user(1001)
    truus.says("hoe herken ik eenzaamheid?")
    shown = await truus.sees("Nagekeken:")
    assert len(shown.text) <= 900
    assert "Meer lezen" in shown.labels


async def test_a_whole_report(api: BotApi, bot: None, store: Store) -> None:
    truus = api.user(1001)
    truus.says(f"/start {await invitation(store)}")
    await truus.sees("Je uitnodiging klopt")
    for label, seen in STEPS:
        truus.taps(label)
        await truus.sees(seen)
    assert truus.spinning == []
    async with store.work(read_only=True) as work:
        assert [(case.area, case.age_band) for case in await work.cases.unfinished(utc_now())] == [
            ("hoensbroek", "85-89")
        ]


async def test_ticking_changes_the_message_in_place(api: BotApi, bot: None, store: Store) -> None:
    truus = api.user(1001)
    truus.says(f"/start {await invitation(store)}")
    await truus.sees("Je uitnodiging klopt")
    truus.says("melden")
    await truus.sees("Hoe ging het bezoek?")
    truus.taps("Bezoek gehad")
    question = await truus.sees("Vertel in je eigen woorden")
    truus.taps("Kies uit de lijst")
    await truus.sees("Wat viel je op?")
    truus.taps("Geld")
    group = await truus.sees("Tik aan wat je opviel")
    assert (group.message_id, group.edited) == (question.message_id, True)


async def test_an_account_with_a_name_is_taken_out_of_the_chat(api: BotApi, bot: None, store: Store) -> None:
    truus = api.user(1001)
    truus.says(f"/start {await invitation(store)}")
    await truus.sees("Je uitnodiging klopt")
    truus.says("melden")
    await truus.sees("Hoe ging het bezoek?")
    truus.taps("Bezoek gehad")
    await truus.sees("Vertel in je eigen woorden")
    truus.says("mevrouw Jansen had de gordijnen dicht")
    await truus.sees("Je bericht heb ik hier weggehaald, want er leek een naam")
    await truus.sees("Dit haalde ik eruit")
    assert [shown.text for shown in truus.messages if "Jansen" in shown.text] == []


async def test_an_account_that_telegram_will_not_delete_is_not_said_to_be_gone(
    api: BotApi, bot: None, store: Store
) -> None:
    truus = api.user(1001)
    truus.says(f"/start {await invitation(store)}")
    await truus.sees("Je uitnodiging klopt")
    truus.says("melden")
    await truus.sees("Hoe ging het bezoek?")
    truus.taps("Bezoek gehad")
    await truus.sees("Vertel in je eigen woorden")
    api.fail("deleteMessage", status=400, description="Bad Request: message can't be deleted")
    truus.says("mevrouw Jansen had de gordijnen dicht")
    await truus.sees("Doe dat zelf: houd het bericht ingedrukt")


@pytest.mark.parametrize("send", ["sends_photo", "sends_sticker", "sends_voice", "sends_location"])
async def test_what_it_cannot_read_it_says(api: BotApi, bot: None, send: str) -> None:
    truus = api.user(1001)
    getattr(truus, send)()
    shown = await truus.sees()
    assert "Nu hulp nodig" in shown.labels


async def test_an_edited_message(api: BotApi, bot: None) -> None:
    truus = api.user(1001)
    truus.says("/menu")
    await truus.sees("Wat wil je doen?")
    truus.edits("toch anders")
    await truus.sees("Ik lees alleen nieuwe berichten")


async def test_a_group_is_pointed_to_a_private_chat(api: BotApi, bot: None) -> None:
    truus = api.user(1001)
    group = api.group(-100123)
    group.says("/start", by=truus)
    await group.sees("Ik werk alleen in een gesprek met jou alleen")


async def test_flood_control_is_obeyed_and_nothing_is_lost_or_doubled(api: BotApi, bot: None) -> None:
    truus = api.user(1001)
    api.fail("sendMessage", status=429, retry_after=1, times=1)
    truus.says("/menu")
    await truus.sees("Wat wil je doen?")
    sent = [call.status for call in api.calls_of("sendMessage")]
    assert sent == [429, 200]


@pytest.mark.parametrize("failure", [{"status": 500}, {"drop": True}, {"status": 502}])
async def test_a_telegram_that_fails_gets_the_message_again(api: BotApi, bot: None, failure: dict[str, object]) -> None:
    truus = api.user(1001)
    api.fail("sendMessage", times=2, **failure)
    truus.says("/menu")
    await truus.sees("Wat wil je doen?")
    assert sum("Wat wil je doen?" in shown.text for shown in truus.messages) == 1


async def test_a_blocked_bot_is_no_error(api: BotApi, bot: None, caplog: pytest.LogCaptureFixture) -> None:
    truus, henk = api.user(1001), api.user(1002)
    truus.says("/menu")
    await truus.sees("Wat wil je doen?")
    truus.says("/help")
    truus.blocks()
    henk.says("/menu")
    await henk.sees("Wat wil je doen?")
    truus.unblocks()
    truus.says("/menu")
    await truus.sees("Wat wil je doen?")
    assert [record for record in caplog.records if record.levelname == "ERROR"] == []


async def test_an_update_that_comes_again_changes_nothing(api: BotApi, bot: None) -> None:
    truus = api.user(1001)
    update = truus.says("/menu")
    await truus.sees("Wat wil je doen?")
    api.redeliver(update)
    truus.says("/help")
    await truus.sees("Zo werkt het")
    assert sum("Wat wil je doen?" in shown.text for shown in truus.messages) == 1


async def test_messages_of_one_chat_are_answered_in_order(api: BotApi, bot: None) -> None:
    people = [api.user(1000 + n) for n in range(10)]
    for person in people:
        for command in ("/menu", "/help", "/onderwerpen"):
            person.says(command)
    for person in people:
        await person.sees("Waar wil je over lezen?")
        said = [shown.text.splitlines()[0] for shown in person.messages if shown.sender == "bot"]
        assert said == [
            "Wat wil je doen? Je kunt ook gewoon je vraag typen.",
            "Zo werkt het",
            "Waar wil je over lezen?",
        ]


async def test_a_wrong_token_is_one_plain_sentence(
    api: BotApi, store: Store, knowledge: Knowledge, reader: Reader
) -> None:
    running = Running(api, store, knowledge, reader, telegram_bot_token="1:wrong")
    async with running as task:
        with pytest.raises(ChannelError, match="TELEGRAM_BOT_TOKEN"):
            await asyncio.wait_for(task, 10)


async def test_who_is_started_twice_is_told_so_and_the_first_goes_on(
    api: BotApi, bot: None, store: Store, knowledge: Knowledge, reader: Reader
) -> None:
    truus = api.user(1001)
    truus.says("/menu")
    await truus.sees("Wat wil je doen?")
    before = len(api.calls)
    async with Running(api, store, knowledge, reader) as second:
        with pytest.raises(ChannelError, match=r"already running .* terminal .* service or a container"):
            await asyncio.wait_for(second, 30)
    assert {call.method for call in api.calls[before:]} <= {"getUpdates"}
    truus.says("/help")
    await truus.sees("Zo werkt het")


async def test_who_stopped_lets_the_next_one_in_at_once(
    api: BotApi, store: Store, knowledge: Knowledge, reader: Reader
) -> None:
    truus = api.user(1001)
    for _ in range(2):
        truus.says("/menu")
        async with Running(api, store, knowledge, reader):
            await truus.sees("Wat wil je doen?")


async def test_a_bot_whose_lock_another_took_over_ends(
    api: BotApi, store: Store, knowledge: Knowledge, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sole_reader, "CHECK_SECONDS", 0.05)
    async with Running(api, store, knowledge, reader) as first:
        truus = api.user(1001)
        truus.says("/menu")
        await truus.sees("Wat wil je doen?")
        assert not first.done()
        # As when the database was away for a moment, and another bot was there first.
        monkeypatch.setattr(type(store.lock("")), "hold", lost)
        with pytest.raises(ChannelError, match="already running"):
            await asyncio.wait_for(first, 30)


async def lost(_lock: object) -> bool:
    return False


async def test_of_two_databases_with_one_token_the_first_ends_by_telegrams_conflict(
    api: BotApi, store: Store, tmp_path: Path, knowledge: Knowledge, reader: Reader
) -> None:
    truus = api.user(1001)
    other = Store(f"sqlite+aiosqlite:///{tmp_path / 'other.db'}", Vault("for tests"))
    await other.upgrade()
    async with Running(api, store, knowledge, reader) as first:
        truus.says("/menu")
        await truus.sees("Wat wil je doen?")
        async with Running(api, other, knowledge, reader) as second:
            with pytest.raises(ChannelError, match="Another program reads the messages of this bot"):
                await asyncio.wait_for(first, 30)
            truus.says("/help")
            await truus.sees("Zo werkt het")
            assert not second.done()
    await other.close()


async def test_a_webhook_with_its_secret(api: BotApi, store: Store, knowledge: Knowledge, reader: Reader) -> None:
    port = free_port()
    more = {
        "telegram_webhook_url": f"http://127.0.0.1:{port}/telegram",
        "telegram_webhook_secret": "s3cret",
        "telegram_webhook_port": port,
    }
    async with Running(api, store, knowledge, reader, **more):
        truus = api.user(1001)
        truus.says("/menu")
        await truus.sees("Wat wil je doen?")


async def test_a_location_that_moves_gets_no_answer(api: BotApi, bot: None) -> None:
    truus = api.user(1001)
    truus.sends_location()
    await truus.sees("Een locatie heb ik niet nodig")
    for _ in range(3):
        truus.moves()
    truus.says("/menu")
    await truus.sees("Wat wil je doen?")
    assert sum(shown.sender == "bot" for shown in truus.messages) == 2


async def test_the_words_under_a_photo_are_answered(api: BotApi, bot: None) -> None:
    truus = api.user(1001)
    truus.sends_photo("hoe herken ik eenzaamheid?")
    await truus.sees("Nagekeken:")


async def test_an_invitation_has_a_picture_and_a_link_that_opens_this_bot(api: BotApi, bot: None, store: Store) -> None:
    bea = api.user(1001)
    bea.says(f"/start {await invitation(store, Role.COORDINATOR)}")
    await bea.sees("Je uitnodiging klopt")
    bea.says("/uitnodigen Heerlerheide")
    picture = await bea.sees(lambda shown: shown.file is not None)
    code = picture.text.split()[1]
    link = f"https://t.me/opmerkzaam_test_bot?start={code}"
    assert picture.file is not None and picture.file.name == "uitnodiging.png" and link in picture.text
    forward = await bea.sees("Doe je mee met Opmerkzaam?")
    assert link in forward.text
    truus = api.user(1002)
    truus.says(f"/start {code}")
    await truus.sees("Je gebied: Heerlerheide")


LOST_ANSWERS = [{"drop": True, "done": True}, {"status": 502, "done": True}]


@pytest.mark.parametrize("failure", LOST_ANSWERS)
@pytest.mark.parametrize("command", ["/menu", "/onderwerpen"])
async def test_a_message_of_which_the_answer_got_lost_comes_once(
    api: BotApi, bot: None, failure: dict[str, object], command: str
) -> None:
    truus = api.user(1001)
    api.fail("sendMessage", times=1, **failure)
    truus.says(command)
    first = await truus.sees()
    truus.says("/help")
    await truus.sees("Zo werkt het")
    said = [shown for shown in truus.messages if shown.sender == "bot"]
    assert [shown.text.splitlines()[0] for shown in said] == [first.text.splitlines()[0], "Zo werkt het"]
    assert (said[0].edited, said[0].buttons) == (False, first.buttons)


async def test_what_was_on_its_way_when_the_bot_died_comes_once_though_much_was_said_before(
    api: BotApi, store: Store, knowledge: Knowledge, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    truus, henk = api.user(1001), api.user(1002)
    async with Running(api, store, knowledge, reader):
        truus.says("/menu")
        await truus.sees("Wat wil je doen?")
    async with store.work() as work:
        person = await work.people.meet("telegram", "1001", utc_now())
        await work.outbox.add(person.id, "once", Reply("Dit komt **een keer**.").payload(), utc_now())
    monkeypatch.setattr(finding, "LOOK_AHEAD", 5)
    for number in range(10):
        henk.sends_sticker(str(number))
    api.fail("getUpdates", hang=1)  # what was said meanwhile is not read at once
    api.fail("sendMessage", hang=30, chat=truus)  # it arrives, but the bot does not live to know
    async with Running(api, store, knowledge, reader):
        api.fail("sendMessage", status=500, times=None, chat=henk)
        await truus.sees("Dit komt")
    api.recover()
    async with Running(api, store, knowledge, reader):
        truus.says("/help")
        await truus.sees("Zo werkt het")
    assert sum("Dit komt" in shown.text for shown in truus.messages) == 1
