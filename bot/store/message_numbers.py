"""The highest message number of each channel: behind it stands whatever is sent from now on."""

from __future__ import annotations

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.store.insert import insert_into
from bot.store.models import ChannelRow


def last_of(channel: str) -> Select[int]:
    """The query for the highest number that the database knows of."""
    return select(ChannelRow.last_message).where(ChannelRow.channel == channel)


async def highest(session: AsyncSession, channel: str, seen: int) -> int | None:
    """The highest number that the database or this process (`seen`) knows of; None when neither knows one."""
    return max(seen, (await session.scalars(last_of(channel))).one_or_none() or 0) or None


async def raise_to(session: AsyncSession, channel: str, number: int) -> None:
    """Notes that this number was given, unless a higher one was."""
    insert = insert_into(session, ChannelRow).values(channel=channel, last_message=number)
    higher = ChannelRow.last_message < number
    await session.execute(
        insert.on_conflict_do_update(index_elements=[ChannelRow.channel], set_={"last_message": number}, where=higher)
    )
