"""What each command of the command line does."""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from bot import upkeep
from bot.app import build_reader, open_app, open_nlu, open_store
from bot.cards.signals import signal_card
from bot.cards.signals_drawn import page, pictures
from bot.channels.terminal import standard_streams
from bot.channels.web import opening
from bot.clock import utc_now
from bot.digest.choice import due_week
from bot.digest.compose import Composer
from bot.digest.edition import is_long_ago
from bot.digest.page import digest_text
from bot.digest.week import Week
from bot.errors import UsageError
from bot.knowledge import Knowledge, load_knowledge
from bot.language.said import Reading
from bot.markup import to_plain
from bot.message import File
from bot.monitoring.logs import set_up_logging
from bot.private_files import keep_private, open_to_others
from bot.settings import Settings, load_settings
from bot.stopping import run_until_stopped
from bot.store.database import Store
from bot.store.invitations import Invitation, new_code
from bot.store.role import Role

DONE, FAILED = 0, 1
CHUNK = 16
"""Texts that `read` has under way at once: enough to keep Rasa busy, few enough to print as they come."""


def run(options: argparse.Namespace) -> int:
    """Runs the command that was parsed; gives the exit status. Raises OpmerkzaamError."""
    keep_private()
    settings = load_settings()
    serves = options.command == "run" and settings.is_service and not options.terminal
    set_up_logging(settings, service=serves)
    if serves and settings.webhook_processes > 1:
        from bot import webhook_processes

        return webhook_processes.run(settings)
    return run_until_stopped(COMMANDS[options.command](settings, options))


async def _run(settings: Settings, options: argparse.Namespace) -> int:
    async with open_app(settings) as app:
        if options.terminal or not (settings.is_service or opening.is_for_a_page(sys.stdin)):
            await app.run_terminal(*standard_streams())
        elif settings.is_service:
            await app.run_service()
        else:
            await app.run_local_page(opening.show)
    return DONE


async def _read(settings: Settings, options: argparse.Namespace) -> int:
    source, sink = standard_streams()
    nlu = open_nlu(settings)
    reader = build_reader(settings, load_knowledge(settings.knowledge_folder), nlu)
    try:
        if not await nlu.probe():
            print("opmerkzaam: Rasa is not running, so this is what the plain search finds", file=sys.stderr)
        texts = (line.rstrip("\r\n") for line in source)
        while chunk := [text for _, text in zip(range(CHUNK), texts, strict=False)]:
            for reading in await asyncio.gather(*(reader.read(text) for text in chunk)):
                print(
                    json.dumps(reading.as_data(), ensure_ascii=False) if options.json else in_words(reading), file=sink
                )
            sink.flush()
    finally:
        await nlu.close()
    return DONE


def in_words(reading: Reading) -> str:
    """A reading in one line, for people."""
    data = reading.as_data()
    parts = [f"{data['action']}: {data['intent']} ({data['confidence']:.2f})"]
    if data["crisis"]:
        parts.append(f"crisis {data['crisis']['route']}{'' if data['crisis']['certain'] else '?'}")
    parts += [f"{name} {data[name]}" for name in ("age_band", "area") if data[name]]
    if data["signals"]:
        parts.append(f"signals {', '.join(found['code'] for found in data['signals'])}")
    return f"{' · '.join(parts)} · {data['anonymous_text']}"


async def _check(settings: Settings, options: argparse.Namespace) -> int:
    from bot.check import check_knowledge, report
    from bot.check_estimates import check_estimates
    from bot.check_store import check_store

    today = utc_now().date()
    checked = check_knowledge(settings.knowledge_folder, today)
    print("\n".join(report(checked, today)))
    print(f"settings   all well: the bot runs {_where(settings)}")
    database = await check_store(settings, utc_now())
    print("\n".join(database.lines))
    wide = open_to_others(settings)
    print(f"files      others may open {', '.join(map(str, wide))}" if wide else "files      all well: for nobody else")
    estimates = check_estimates(settings, checked.knowledge, today)
    print(estimates.line)
    await _check_model(settings)
    return DONE if database.well and estimates.well and not wide and not checked.problems else FAILED


def _where(settings: Settings) -> str:
    if not settings.is_service:
        return "for you alone (no TELEGRAM_BOT_TOKEN, no WEB_URL)"
    telegram = ["on Telegram"] if settings.telegram_bot_token else []
    return " and ".join([*telegram, *([f"on the page {settings.web_url}"] if settings.web_url else [])])


async def _check_model(settings: Settings) -> None:
    nlu = open_nlu(settings)
    try:
        ready = await nlu.probe()
    finally:
        await nlu.close()
    if not ready:
        told = "Rasa is not running; `make run` and `make rasa` start it"
    elif len(nlu.servers) == 1:
        told = "all well: Rasa answers"
    else:
        told = ", ".join(f"{name} {'answers' if well else 'does not'}" for name, well in nlu.servers.items())
    print(f"model      {told}")


async def _digest(settings: Settings, options: argparse.Namespace) -> int:
    from bot.language.opening import open_groups

    now = utc_now()
    week = Week.parse(options.week) if options.week is not None else due_week(now, settings.digest_time)
    if is_long_ago(week, now):
        raise UsageError(f"{week} is too long ago: what is kept of it are counts, and they do not tell all")
    if options.out and now < week.end():
        raise UsageError(f"{week} is not over: what is passed on is made once, when it is")
    knowledge = load_knowledge(settings.knowledge_folder)
    composer = Composer(knowledge, open_groups(knowledge, settings.knowledge_folder).of, settings.minimum_cell)
    store = open_store(settings)
    try:
        await store.upgrade()
        async with store.work(read_only=True) as work:
            story = await composer.story(work, week, now, (), None)
        print(to_plain(digest_text(story, knowledge)))
        if options.out:
            await _pass_on(composer, store, week, now, options.out)
    finally:
        await store.close()
    return DONE


async def _pass_on(composer: Composer, store: Store, week: Week, now: datetime, folder: Path) -> None:
    """Writes what may be passed on of a week."""
    async with store.work() as work:
        files = [await made(work, week, now) for made in (composer.picture, composer.pdf, composer.csv)]
    _write(folder, files)
    names = ", ".join(file.name for file in files)
    print(f"\nopmerkzaam: what may be passed on is in {folder}: {names}", file=sys.stderr)


def _write(folder: Path, files: Sequence[File]) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for file in files:
            (folder / file.name).write_bytes(file.content)
    except OSError as error:
        raise UsageError(f"{folder} cannot be written to: {error.strerror}") from None


async def _card(settings: Settings, options: argparse.Namespace) -> int:
    card = signal_card(load_knowledge(settings.knowledge_folder))
    files = [page(card), *pictures(card)]
    _write(options.out, files)
    print(f"the signal card is in {options.out}: {', '.join(file.name for file in files)}")
    return DONE


async def _invite(settings: Settings, options: argparse.Namespace) -> int:
    knowledge = load_knowledge(settings.knowledge_folder)
    area = _area(knowledge, options.area) if options.area else None
    code = new_code()
    store = open_store(settings)
    try:
        await store.upgrade()
        async with store.work() as work:
            expires = await work.invitations.add(code, Invitation(Role(options.role), area), utc_now())
    finally:
        await store.close()
    print(f"code  {code}")
    if settings.telegram_bot_token is not None:
        from bot.channels.telegram.link import invitation_link

        print(f"link  {await invitation_link(settings, code)}")
    if settings.web_url is not None:
        print(f"page  {settings.web_url}/?start={code}")
    print(f"Works once, until {expires:%Y-%m-%d}.")
    return DONE


def _area(knowledge: Knowledge, name: str) -> str:
    wanted = name.strip().lower()
    names = {spoken.lower(): area_id for spoken, area_id in knowledge.areas.spoken_names().items()}
    if wanted in knowledge.areas.by_id:
        return wanted
    if wanted not in names:
        raise UsageError(f"{name} is not in knowledge/area.yml")
    return names[wanted]


async def _demo_data(settings: Settings, options: argparse.Namespace) -> int:
    from bot.demo import fill

    if options.reports < 1:
        raise UsageError("--reports must be 1 or more")
    store = open_store(settings)
    try:
        await store.upgrade()
        made = await fill(store, load_knowledge(settings.knowledge_folder), options.reports, utc_now())
    finally:
        await store.close()
    print(f"{made} invented visits are in {store.name}")
    return DONE


async def _curate(settings: Settings, options: argparse.Namespace) -> int:
    from bot import curate
    from bot.language.opening import open_groups

    knowledge = load_knowledge(settings.knowledge_folder)
    store = open_store(settings)
    try:
        await store.upgrade()
        if options.export:
            made = await curate.export(store, knowledge, settings.knowledge_folder, utc_now())
            print("\n".join(curate.exported(made)))
            return DONE
        async with store.work(read_only=True) as work:
            questions, tied = await work.questions.open(), await work.questions.to_export()
    finally:
        await store.close()
    print("\n".join(curate.waiting(questions, open_groups(knowledge, settings.knowledge_folder))))
    if tied:
        print(f"{len(tied)} tied and not exported; `python -m bot curate --export` writes them into the examples")
    return DONE


Command = Callable[[Settings, argparse.Namespace], Awaitable[int]]

COMMANDS: Mapping[str, Command] = {
    "run": _run,
    "read": _read,
    "check": _check,
    "migrate": upkeep.migrate,
    "digest": _digest,
    "card": _card,
    "invite": _invite,
    "curate": _curate,
    "demo-data": _demo_data,
    "fetch-estimates": upkeep.fetch_estimates,
    "purge": upkeep.purge,
    "people": upkeep.people,
    "remove": upkeep.remove,
    "backup": upkeep.backup,
    "restore": upkeep.put_back,
    "rotate-secret": upkeep.rotate_secret,
}
"""The commands: name -> what it does."""
