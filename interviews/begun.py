"""Cards of an interview that has begun: nothing on them is of use any more, and they say so."""

from datetime import datetime, timedelta

from sqlalchemy import bindparam, text
from sqlmodel.ext.asyncio.session import AsyncSession

from interviews import watermarks
from interviews.details import find
from interviews.notices import refresh
from interviews.rules import Rules
from models.columns import Instant
from models.sql import run

BATCH = 50
GOOD_FOR = timedelta(hours=72)
"""So long WeCom lets a card be changed (DOC 94888)."""
OVERLAP = timedelta(minutes=1)
"""Looked at again each time, as with reminders."""

# Cards that are as they were sent and can still be changed; in the order in which others lock.
_BEGUN = text("""
    SELECT i.id FROM interview i
    WHERE i.status = 'confirmed' AND i.starts_at > :after AND i.starts_at <= :now
      AND EXISTS (
          SELECT FROM outbox o
          WHERE o.interview_id = i.id AND o.state = 'sent' AND o.response_code IS NOT NULL
            AND o.created_at > :oldest
            AND o.card ->> 'kind' IN ('invitation', 'reminder')
            AND NOT EXISTS (SELECT FROM outbox u WHERE u.updates = o.id)
      )
    ORDER BY i.id
    LIMIT :most
""").bindparams(*(bindparam(name, type_=Instant) for name in ("after", "now", "oldest")))


async def settle_due(session: AsyncSession, now: datetime, rules: Rules) -> int:
    """Have the cards of what has begun by `now` say so, at most a batch of interviews; gives how many."""
    mark = await watermarks.take(session, "begun", first=now)
    if mark is None:
        return 0
    after = min(mark.reached, now) - OVERLAP
    found = await run(session, _BEGUN, after=after, now=now, oldest=now - GOOD_FOR, most=BATCH)
    numbers = [*found.scalars()]
    for number in numbers:
        details = await find(session, number, lock=True)
        await refresh(session, details, f"begun {details.interview.revision}", rules, now)
    if len(numbers) < BATCH:
        mark.reached = now
    return len(numbers)
