"""Who was invited, for whoever runs the bot: by alias, never by account, and not beside what they reported."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from bot.dialogue.texts.kept import ROLES
from bot.dialogue.texts.membership import REMOVED
from bot.errors import UsageError
from bot.knowledge import Knowledge
from bot.message import Reply
from bot.store.database import Work
from bot.store.people import Entry


def roster(entries: Sequence[Entry], guests: int, knowledge: Knowledge) -> Iterator[str]:
    """A line for everybody with a role, and how many guests there are besides."""
    for entry in entries:
        person = entry.person
        area = knowledge.areas.name(person.area) if person.area else "everywhere"
        blocked = f", blocked since {entry.unreachable_since:%Y-%m-%d}" if entry.unreachable_since else ""
        yield (
            f"{entry.alias or '-':<14} {person.role:<12} {area:<24} "
            f"since {entry.role_since:%Y-%m-%d}, last seen {entry.last_seen:%Y-%m-%d}{blocked}"
        )
    yield f"{len(entries)} with a role, and {guests} guest(s)"


async def remove(work: Work, alias: str, now: datetime) -> Entry:
    """Takes somebody's role away and tells them; gives who it was. Raises UsageError when nobody is called so."""
    entry = await work.people.by_alias(alias)
    if entry is None:
        raise UsageError("nobody is called so: `python -m bot people` lists everybody")
    await work.people.make_guest(entry.person, now)
    told = Reply(REMOVED.format(role=ROLES[entry.person.role]))
    await work.outbox.add(entry.person.id, f"removed:{entry.person.id}:{now.isoformat()}", told.payload(), now)
    return entry
