"""What other systems keep for an interview: its room, its entry in calendars.

The truth is the interview. Whatever changes about it marks what is kept elsewhere, in the same
transaction; after the commit a worker looks at the interview and does what is missing
(`elsewhere.py`).
"""

from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, text
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from interviews.details import Details
from interviews.rules import Rules
from models import Change, Counterpart
from models.columns import Instant
from models.counterpart import Kind
from models.interview import Status
from models.sql import run

ERRANDS = "errands"
"""Where a session keeps what is to be done elsewhere after its commit; for `bot.delivery.enqueue`."""
OF_NO_EFFECT = {"late", "accepted", "feedback", "feedback_changed", "feedback_closed"}
_WANT = text("""
    INSERT INTO counterpart (interview_id, kind, provider, state, wanted, links, shown, tries, since)
    SELECT :number, w.kind, w.provider, 'waiting', 1, '{}', '{}', 0, :now
    FROM unnest(CAST(:kinds AS text[]), CAST(:providers AS text[])) AS w (kind, provider)
    ON CONFLICT (interview_id, kind) DO UPDATE
    SET state = 'waiting', wanted = counterpart.wanted + 1, since = excluded.since, tries = 0,
        not_before = NULL, told_at = NULL,
        provider = CASE WHEN counterpart.remote_id IS NULL AND counterpart.asked_at IS NULL
                        THEN excluded.provider ELSE counterpart.provider END
    RETURNING id
""").bindparams(bindparam("now", type_=Instant))
_LOOK_AGAIN = text("""
    UPDATE counterpart
    SET state = 'waiting', wanted = wanted + 1, since = :now, tries = 0, not_before = NULL,
        told_at = NULL
    WHERE interview_id = :number AND kind = ANY(CAST(:kinds AS text[]))
    RETURNING id
""").bindparams(bindparam("now", type_=Instant))
_TAKE_OUT = text("""
    WITH untold AS (
        UPDATE counterpart SET shown = '{}'
        WHERE interview_id = ANY(CAST(:numbers AS bigint[]))
    )
    UPDATE room_event SET payload = '{}', result = NULL
    WHERE interview_id = ANY(CAST(:numbers AS bigint[]))
""")


def errand(session: AsyncSession, what: str) -> None:
    """Have something done after the commit; it is not done if the transaction fails."""
    session.info.setdefault(ERRANDS, []).append(what)


async def follow(
    session: AsyncSession, details: Details, change: Change, rules: Rules, now: datetime
) -> None:
    """Have what is kept elsewhere follow a change, where anything is kept."""
    kinds = _kinds(rules)
    if not kinds or change.what in OF_NO_EFFECT:
        return
    status = details.interview.status
    if status == Status.CONFIRMED:
        given = {"kinds": [*kinds], "providers": [*kinds.values()]}
        found = await run(session, _WANT, number=details.number, now=now, **given)
    elif status == Status.CANCELLED:
        found = await look_again(session, details.number, now)
    else:
        return
    for number in found.scalars():
        errand(session, f"keep {number}")


async def look_again(
    session: AsyncSession, number: int, now: datetime, kinds: tuple[Kind, ...] = tuple(Kind)
) -> Any:
    """Mark what is kept of an interview elsewhere; gives the ids, which need an errand each."""
    return await run(session, _LOOK_AGAIN, number=number, now=now, kinds=[*kinds])


async def of(session: AsyncSession, number: int, kind: Kind) -> Counterpart | None:
    """What is kept of an interview elsewhere, or is about to be."""
    found = await session.exec(
        select(Counterpart)
        .where(col(Counterpart.interview_id) == number, col(Counterpart.kind) == kind)
        .execution_options(populate_existing=True)
    )
    return found.first()


async def take_out(session: AsyncSession, interviews: list[int], now: datetime) -> None:
    """The candidate was forgotten: nothing of these interviews stays elsewhere, or of what was said
    there."""
    await run(session, _TAKE_OUT, numbers=interviews)
    for interview in interviews:
        for number in (await look_again(session, interview, now)).scalars():
            errand(session, f"keep {number}")


def _kinds(rules: Rules) -> dict[str, str]:
    kinds: dict[str, str] = {}
    if rules.rooms.provider != "text":
        kinds[Kind.ROOM] = rules.rooms.provider
    if rules.calendar.wecom:
        kinds[Kind.CALENDAR] = "wecom_calendar"
    return kinds
