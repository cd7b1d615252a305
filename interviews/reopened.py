"""A candidate on WeChat has written, so that they can be written to again: what could not be sent
before is sent now, if it still holds and helps."""

from datetime import datetime, timedelta

from sqlmodel.ext.asyncio.session import AsyncSession

from interviews.handing import HANDBACK, TAKEOVER
from interviews.reach import Closed
from interviews.welcoming import WELCOME
from models.sql import rows_of

HELPS = timedelta(days=7)
"""What is older is no news, whatever it says."""
OPENS = (
    Closed.UNHEARD,
    Closed.SILENT,
    Closed.SPENT,
    Closed.ENDED,
    Closed.HUMAN,
    Closed.UNKNOWN,
    Closed.NOT_OURS,
)
"""What their writing puts an end to."""
_ALONE = (WELCOME, TAKEOVER, HANDBACK, "reply")

_AGAIN = """
    UPDATE outbox SET state = 'waiting', attempts = 0, part = 0, reason = NULL, done_at = NULL,
                      not_before = NULL, claimed_until = NULL, merged_into = NULL
    WHERE person_id = $1 AND state = 'dead' AND reason = ANY($2) AND kind <> ALL($3)
      AND created_at > $4 AND coalesce(not_after > $5, true)
      AND coalesce(revision = (SELECT revision FROM interview i WHERE i.id = interview_id), true)
    RETURNING id, person_id, not_before, kind
"""


async def say_again(session: AsyncSession, person: int, now: datetime) -> None:
    """Have it wait for delivery once more. HR was given the words already; `/show` tells that they
    have come by themselves since."""
    rows = await rows_of(session)
    again = await rows.fetch(
        _AGAIN, person, [one.value for one in OPENS], [*_ALONE], now - HELPS, now
    )
    session.info.setdefault("outbox", []).extend(map(tuple, again))
