"""Taking back what still waits to be said, where saying it would no longer be true or of use."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, text
from sqlmodel.ext.asyncio.session import AsyncSession

from interviews.details import Details
from models.columns import Instant
from models.sql import run

# What a worker has at hand this very moment goes out; it was true when it was taken.
_TAKE_BACK = text("""
    UPDATE outbox SET state = 'dropped', reason = 'taken back', done_at = :now, merged_into = NULL
    WHERE id = ANY(ARRAY(
        SELECT o.id FROM outbox o LEFT JOIN outbox head ON head.id = o.merged_into
        WHERE o.interview_id = :number AND o.key LIKE ANY(CAST(:keys AS text[]))
          AND o.state = 'waiting'
          AND coalesce(greatest(o.claimed_until, head.claimed_until) < clock_timestamp(), true)
        FOR NO KEY UPDATE OF o SKIP LOCKED
    ))
    RETURNING id
""").bindparams(bindparam("now", type_=Instant))
_PART_WAYS = text("""
    UPDATE outbox SET merged_into = NULL
    WHERE merged_into = ANY(CAST(:ids AS bigint[])) AND state = 'waiting'
""")


async def take_back(
    session: AsyncSession, details: Details, keys: Sequence[str], now: datetime
) -> None:
    """Notices about the interview that have not gone out; `%` in a key stands for anything."""
    dropped = await run(session, _TAKE_BACK, number=details.number, keys=[*keys], now=now)
    if ids := [*dropped.scalars()]:
        await run(session, _PART_WAYS, ids=ids)


async def take_back_question(session: AsyncSession, details: Details, now: datetime) -> None:
    """HR need not be asked any more what became of it."""
    await take_back(session, details, [f"ended:{details.number}:%"], now)
