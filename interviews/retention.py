"""What was said is kept for `retention.days` and no longer.

Deleted, a batch at a time: messages in with their replies, and notices that are settled; what waits
is never touched. Interviews and their history stay. Questions nobody answered are taken back much
sooner: what they carry (a reason, a remark) is of no use once they have lapsed.

Rows of the outbox are deleted, not only their texts: a row's key keeps a notice from being said
twice, but only while something could still ask for it. A reminder is asked for until the interview
begins, which `Rules` makes sure is sooner after it was said than any retention; a digest on its own
day; a request for feedback in the moment it falls due; everything else names a change or a message
that never comes again. Keys kept for ever would only make the table and its indexes grow. A message
that came again after so long would be refused for its age (`callback.max_age`).
"""

from datetime import datetime, timedelta

from sqlalchemy import TextClause, bindparam, text
from sqlmodel.ext.asyncio.session import AsyncSession

from interviews import watermarks
from interviews.rules import Rules
from models.columns import Instant
from models.sql import run

BATCH = 1_000
"""Rows of each kind in one transaction: some milliseconds of work."""
UNANSWERED = timedelta(days=1)


def _purge(statement: str) -> TextClause:
    return text(statement).bindparams(bindparam("before", type_=Instant))


# Oldest first by an index, and as an array: so the planner never reads the whole table. Rows that
# somebody is at work on are left for the next time, so a purge waits for nobody.
OUTBOX = _purge("""
    DELETE FROM outbox WHERE id = ANY(ARRAY(
        SELECT id FROM outbox WHERE done_at < :before AND state <> 'waiting'
        ORDER BY done_at LIMIT :most FOR UPDATE SKIP LOCKED
    ))
""")
INBOX = _purge("""
    DELETE FROM inbox WHERE key = ANY(ARRAY(
        SELECT key FROM inbox WHERE received_at < :before
        ORDER BY received_at LIMIT :most FOR UPDATE SKIP LOCKED
    ))
""")
QUESTIONS = _purge("""
    UPDATE person SET question = NULL WHERE id = ANY(ARRAY(
        SELECT id FROM person
        WHERE question IS NOT NULL
          AND CAST(question ->> 'asked_at' AS timestamptz) < :before
        ORDER BY id LIMIT :most FOR NO KEY UPDATE SKIP LOCKED
    ))
""")


async def purge_due(session: AsyncSession, now: datetime, rules: Rules) -> int:
    """Purge what is too old at `now`, at most a batch of each kind; gives how many rows it was.

    After a full batch there is more, for the next tick; after any other it rests for an hour.
    """
    mark = await watermarks.take_rested(session, "retention", now)
    if mark is None:
        return 0
    before = now - rules.retention.length
    counts = [
        (await run(session, statement, before=until, most=BATCH)).rowcount
        for statement, until in (
            (OUTBOX, before),
            (INBOX, before),
            (QUESTIONS, now - UNANSWERED),
        )
    ]
    if max(counts) < BATCH:
        mark.reached = now
    return sum(counts)
