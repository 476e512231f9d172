"""The commands for whoever keeps the bot: forgetting, people, secret, backups, estimates. Each gives its status."""

from __future__ import annotations

import argparse
import asyncio

from bot import roster
from bot.app import open_store, ready_store
from bot.backup.making import make_backup
from bot.backup.restoring import restore
from bot.check_estimates import in_words
from bot.clock import utc_now
from bot.errors import EstimatesError, UsageError
from bot.estimates import EstimatesFile
from bot.estimates.fetching import fetch
from bot.knowledge import load_knowledge
from bot.secret import FILE, prepare_new_secret, put_new_secret_in_place, read_secret
from bot.settings import Settings
from bot.store.purge import past_term, purge_and_note
from bot.store.rotation import rotate
from bot.store.schema import newest_revision
from bot.store.vault import Vault

DONE = 0


async def migrate(settings: Settings, options: argparse.Namespace) -> int:
    """Brings the database to the newest schema, and makes sure that the secret fits it."""
    store = open_store(settings)
    try:
        store = await ready_store(settings, store)
    finally:
        await store.close()
    print(f"{store.name} is at {newest_revision()}, the newest")
    return DONE


async def purge(settings: Settings, options: argparse.Namespace) -> int:
    """Deletes what is past its term, or only says what that would be."""
    areas = load_knowledge(settings.knowledge_folder).areas.counted_in()
    store = open_store(settings)
    try:
        await store.upgrade()
        if options.dry_run:
            told, counts = "would be deleted", await past_term(store, utc_now())
        else:
            told, counts = "deleted", await purge_and_note(store, utc_now(), areas)
    finally:
        await store.close()
    print("\n".join(f"{count} {name} {told}" for name, count in counts.items()) or "nothing was past its term")
    return DONE


async def people(settings: Settings, options: argparse.Namespace) -> int:
    """Lists everybody with a role."""
    knowledge = load_knowledge(settings.knowledge_folder)
    store = open_store(settings)
    try:
        await store.upgrade()
        async with store.work(read_only=True) as work:
            entries, guests = await work.people.invited(), await work.people.count_guests()
    finally:
        await store.close()
    print("\n".join(roster.roster(entries, guests, knowledge)))
    return DONE


async def remove(settings: Settings, options: argparse.Namespace) -> int:
    """Takes somebody's role away. Raises UsageError when nobody is called so."""
    store = open_store(settings)
    try:
        await store.upgrade()
        async with store.work() as work:
            removed = await roster.remove(work, options.alias, utc_now())
    finally:
        await store.close()
    print(f"{removed.alias} is no {removed.person.role} any more, and hears so from the running bot")
    return DONE


async def rotate_secret(settings: Settings, options: argparse.Namespace) -> int:
    """Changes the secret, and everything that was made with it."""
    store = await ready_store(settings, open_store(settings))
    try:
        old, new = read_secret(settings), prepare_new_secret(settings)
        done = await rotate(store, Vault(old), Vault(new), utc_now())
    finally:
        await store.close()
    if settings.opmerkzaam_secret is None:
        put_new_secret_in_place(settings)
        print(f"{settings.data_folder / FILE} has the new secret: keep a copy somewhere safe")
    else:
        print("the new secret counts now: put it in OPMERKZAAM_SECRET, and empty OPMERKZAAM_NEW_SECRET")
    print(f"{done.people} people are known by it; {done.invitations} open invitation(s) are deleted, invite them again")
    if done.broken:
        print(f"the history of these cases was changed outside of the bot before: {', '.join(done.broken)}")
    return DONE


async def backup(settings: Settings, options: argparse.Namespace) -> int:
    """Writes a backup of the whole database, while the bot runs or not. Raises BackupError."""
    secret = _present_secret(settings)
    store = open_store(settings)
    try:
        made = await make_backup(store, Vault(secret), options.out, utc_now())
    finally:
        await store.close()
    rows, size = sum(made.rows.values()), made.size / 1e6
    print(f"{options.out} has {rows} rows of {len(made.rows)} tables, {size:.1f} MB, revision {made.revision}")
    print("It can be read with the secret of this bot only, which is not in it: keep that, and keep it elsewhere")
    return DONE


async def put_back(settings: Settings, options: argparse.Namespace) -> int:
    """Puts a backup back in an empty database. Raises BackupError."""
    secret = _present_secret(settings)
    store = open_store(settings)
    try:
        done = await restore(store, Vault(secret), options.file, utc_now())
    finally:
        await store.close()
    rows = sum(done.rows.values())
    print(f"{rows} rows of {len(done.rows)} tables are back in {store.name}, as of {done.made_at:%Y-%m-%d %H:%M} UTC")
    if done.given_up:
        print(f"{done.given_up} message(s) that waited then do not go out any more: they may have arrived since")
    print("What was erased or taken back after that moment is there again: see docs/operations.md, and run `purge` now")
    return DONE


def _present_secret(settings: Settings) -> str:
    """The secret, which is never made for a backup. Raises UsageError when there is none."""
    if settings.opmerkzaam_secret is None and not (settings.data_folder / FILE).exists():
        file = settings.data_folder / FILE
        raise UsageError(f"there is no secret here. Set OPMERKZAAM_SECRET to that of the bot, or put it in {file}")
    return read_secret(settings)


async def fetch_estimates(settings: Settings, options: argparse.Namespace) -> int:
    """Fetches the public estimates of loneliness, in place of those before. Raises EstimatesError."""
    areas = load_knowledge(settings.knowledge_folder).areas
    today = utc_now().date()
    try:
        estimates = await asyncio.to_thread(fetch, areas.municipality_code, today)
        EstimatesFile.within(settings.data_folder).write(estimates)
    except EstimatesError as error:
        raise EstimatesError(f"{error}. Nothing was changed") from None
    print(f"estimates {in_words(estimates, areas, today)}")
    return DONE
