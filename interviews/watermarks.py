"""How far the clock has got with one kind of work, and who may go on with it."""

from datetime import datetime

from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models import Watermark


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
