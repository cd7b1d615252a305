"""How far the clock has got with one kind of work, and who may go on with it."""

from datetime import datetime, timedelta

from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models import Watermark

RESTS = {
    "retention": timedelta(hours=1),
    "queue_log": timedelta(hours=1),
    "unanswered": timedelta(minutes=5),
    "customers": timedelta(minutes=5),
    "nudges": timedelta(minutes=5),
}
"""Kinds of work that rest once they are done, and how long; all others go on with every tick."""


async def take(session: AsyncSession, name: str, *, first: datetime) -> Watermark | None:
    """Take the watermark of one kind of work until the transaction ends.

    `first` is where a new database begins. None: another worker is at it this very moment.
    """
    await session.exec(insert(Watermark).values(name=name, reached=first).on_conflict_do_nothing())
    found = await session.exec(
        select(Watermark)
        .where(col(Watermark.name) == name)
        .with_for_update(skip_locked=True)
        .execution_options(populate_existing=True)
    )
    return found.first()


async def take_rested(session: AsyncSession, name: str, now: datetime) -> Watermark | None:
    """The same for a kind of work that rests: None as long as it does. A new database rests too."""
    mark = await take(session, name, first=now)
    if mark is None or mark.reached <= now < mark.reached + RESTS[name]:
        return None
    return mark


def lag(name: str, reached: datetime, now: datetime) -> timedelta:
    """How far a kind of work is behind with what is due; to rest is not to be behind."""
    return max(timedelta(), now - reached - RESTS.get(name, timedelta()))
