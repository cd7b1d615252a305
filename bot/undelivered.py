"""`python -m bot outbox`: what could not be delivered, and another try."""

from collections.abc import Callable
from datetime import UTC, datetime

from sqlalchemy import bindparam, text

from bot import database, delivery
from models.sql import run

_LIST = text("""
    SELECT o.id, p.name, coalesce(p.userid, '-') AS userid, o.kind, o.state, o.interview_id,
           o.created_at, o.attempts, o.reason
    FROM outbox o JOIN person p ON p.id = o.person_id
    WHERE o.state = 'dead' OR (o.state = 'waiting' AND o.reason IS NOT NULL)
    ORDER BY o.id
""")
_REVIVE = text("""
    UPDATE outbox SET state = 'waiting', attempts = 0, reason = NULL, not_before = NULL,
                      claimed_until = NULL, done_at = NULL, merged_into = NULL
    WHERE (state = 'dead' AND :all) OR (state IN ('dead', 'waiting') AND id = ANY(:numbers))
    RETURNING id, person_id, kind
""").bindparams(bindparam("numbers"))


async def show(url: str, say: Callable[[str], None]) -> None:
    """Print one line for each notice that is dead, or waits after a failed try."""
    async with database.engine(url, size=1) as engine, database.sessions(engine)() as session:
        rows = (await run(session, _LIST)).all()
    if not rows:
        say("Everything has been delivered, or waits for its turn.")
    for number, name, userid, kind, state, interview, created, attempts, reason in rows:
        about = f"#{interview}" if interview else "-"
        say(
            f"{number}  {state}  {created:%Y-%m-%d %H:%M}Z  {name}({userid})  {kind} {about}"
            f"  tried {attempts}x: {reason}"
        )


async def retry(url: str, numbers: list[int], say: Callable[[str], None]) -> None:
    """Have dead notices (all, or those named) delivered again."""
    async with (
        database.engine(url, size=1) as engine,
        database.sessions(engine)() as session,
        session.begin(),
    ):
        found = await run(session, _REVIVE, all=not numbers, numbers=numbers)
        rows = found.all()
        session.info["outbox"] = [(number, person, None, kind) for number, person, kind in rows]
        await delivery.enqueue(session, datetime.now(UTC))
    say(f"{len(rows)} will be tried again by the next worker.")
