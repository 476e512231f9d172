"""Every coordinator gets one digest and nothing else, wherever the process is killed, also from two at once."""

from __future__ import annotations

import asyncio
import multiprocessing
import shutil
import signal
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from multiprocessing.process import BaseProcess
from pathlib import Path

import httpx
import pytest

from bot.message import Reply
from bot.store.database import Store
from bot.store.role import Role
from bot.store.vault import Vault
from tests.botapi import BotApi, User
from tests.channels.ports import free_port
from tests.live import delivering
from tests.live.delivering import SECRET, Run

MONDAY = datetime(2026, 11, 16, 7, 0, 5, tzinfo=UTC)
"""Just after 08:00 in Heerlen."""

COORDINATORS = (1001, 1002)
EARLIER = "Je uitnodiging klopt"
DIGEST = "Het weekoverzicht van 2026-W46"
MOST_STEPS = 100
LONGEST = 60

Processes = multiprocessing.context.ForkServerContext


@pytest.fixture(scope="module")
def processes() -> Processes:
    """Processes of a server that has imported everything, and nothing of this one, already."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([delivering.__name__])
    return context


class Street:
    """The coordinators on a Telegram where each has heard something before, and the database of that moment."""

    def __init__(self, template: Path, folder: Path) -> None:
        self.api = BotApi()
        self.people = [self.api.user(number) for number in COORDINATORS]
        for number in COORDINATORS:
            call = f"{self.api.url}/bot{self.api.token}/sendMessage"
            httpx.post(call, json={"chat_id": number, "text": EARLIER}, trust_env=False, timeout=30).raise_for_status()
        self.file = folder / "street.db"
        for left in folder.glob("street.db*"):
            left.unlink()
        shutil.copy(template, self.file)
        self.run = Run(str(self.file), self.api.url, self.api.token, MONDAY)

    def __enter__(self) -> Street:
        return self

    def __exit__(self, *_: object) -> None:
        self.api.close()

    def got(self) -> list[list[str]]:
        return [said(person) for person in self.people]


def said(person: User) -> list[str]:
    return [shown.text for shown in person.messages]


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("template") / "template.db"
    asyncio.run(_fill(file))
    return file


async def _fill(file: Path) -> None:
    store = Store(f"sqlite+aiosqlite:///{file}", Vault(SECRET))
    await store.upgrade()
    before = MONDAY - timedelta(days=30)
    for message, number in enumerate(COORDINATORS, 1):
        async with store.work() as work:
            person = await work.people.meet("telegram", str(number), before)
            await work.people.give_role(person, Role.COORDINATOR, None, before)
            await work.outbox.add(person.id, f"earlier:{number}", Reply(EARLIER).payload(), before)
            letter = (await work.deliveries.due("telegram", before))[-1]
            await work.deliveries.delivered(letter.id, before, message)
    await store.close()


def start(processes: Processes, run: Run) -> BaseProcess:
    process = processes.Process(target=delivering.deliver, args=(run,))
    process.start()
    return process


def ended(process: BaseProcess) -> int:
    """How a process ended, which it must do in time."""
    process.join(LONGEST)
    if process.exitcode is None:
        process.kill()
        process.join()
        pytest.fail("the process does not end")
    assert process.exitcode in (0, -signal.SIGKILL)
    return process.exitcode


ONE_EACH = [[EARLIER, DIGEST]] * len(COORDINATORS)


def test_killed_at_every_step_everybody_gets_one(processes: Processes, template: Path, tmp_path: Path) -> None:
    deaths = 0
    for step in range(1, MOST_STEPS):
        with Street(template, tmp_path) as street:
            died = ended(start(processes, replace(street.run, dies_at=step))) != 0
            later = replace(street.run, now=MONDAY + timedelta(seconds=30))
            assert ended(start(processes, later)) == 0
            assert street.got() == ONE_EACH, f"killed at step {step}"
        if not died:
            break
        deaths += 1
    assert 20 <= deaths < MOST_STEPS - 1


@pytest.mark.parametrize("steps", [(15, 15, 15), (20, 12, 18, 14), (25, 9, 22)])
def test_killed_again_and_again_everybody_gets_one(
    processes: Processes, template: Path, tmp_path: Path, steps: tuple[int, ...]
) -> None:
    with Street(template, tmp_path) as street:
        for number, step in enumerate((*steps, 0)):
            now = MONDAY + timedelta(seconds=30 * number)
            ended(start(processes, replace(street.run, now=now, dies_at=step)))
        assert street.got() == ONE_EACH


@pytest.fixture(params=range(3))
def street(request: pytest.FixtureRequest, template: Path, tmp_path: Path) -> Iterator[Street]:
    with Street(template, tmp_path) as street:
        yield street


def test_from_two_processes_at_once_everybody_gets_one(processes: Processes, street: Street) -> None:
    both = [start(processes, replace(street.run, webhook_port=free_port())) for _ in range(2)]
    assert [ended(process) for process in both] == [0, 0]
    assert street.got() == ONE_EACH
