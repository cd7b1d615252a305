"""Giving what was written to the queue."""

from datetime import datetime, timedelta

from sqlmodel.ext.asyncio.session import AsyncSession

from bot import queue
from interviews.counterparts import ERRANDS
from interviews.welcoming import WELCOME
from models.sql import rows_of


async def enqueue(session: AsyncSession, now: datetime) -> None:
    """Give the rows written in this session, and its errands, to the queue; call it right before the
    commit."""
    written = session.info.pop("outbox", [])
    errands = dict.fromkeys(session.info.pop(ERRANDS, []))
    if not (written or errands):
        return
    await session.flush()
    rows = await rows_of(session)
    if written:
        await queue.enqueue(
            rows,
            [f"{number} {person}".encode() for number, person, *_ in written],
            [max(timedelta(), start - now) if start else timedelta() for _, _, start, _ in written],
            [queue.URGENT if kind == WELCOME else 0 for *_, kind in written],
        )
    if errands:
        await queue.bring(rows, [one.encode() for one in errands])
