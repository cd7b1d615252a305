"""Answering what changes nothing: who asks, the rows, and one insert that records the reply.

It takes no transaction, no lock and no wait for the disk. A retry asks again, meets the record and
gets what was said the first time.
"""

from collections.abc import Callable
from datetime import datetime

from asyncpg import LockNotAvailableError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot import replies
from bot.answering import Answering, Carefully, Chosen
from bot.desk import glance
from bot.incoming import Incoming
from interviews import people
from models import Person
from models.sql import Rows

# The record of a look need not survive a crash: the same question would be answered the same way.
_ANSWERED = """
    INSERT INTO inbox (key, received_at, text, command, person_id, reply, reference)
    SELECT $1, $2, $3, $4, $5, $6, $7
    FROM (SELECT set_config('synchronous_commit', 'off', true)) AS s
    ON CONFLICT (key) DO NOTHING
    RETURNING key
"""
_STORED = "SELECT reply FROM inbox WHERE key = $1"


async def look(
    engine: AsyncEngine,
    answering: Answering,
    incoming: Incoming,
    chosen: Chosen,
    now: datetime,
    mine: Callable[[], bool],
) -> str | None:
    """Give the passive reply; None is an empty one. `mine` tells whether WeCom still waits for it.

    Raises:
        Carefully: something has to be written after all.
    """
    async with glance(engine, incoming.key) as at:
        person = await people.asking(at.rows, incoming.sender)
        if person is None or _changes(person):
            raise Carefully
        at.seat(person)
        answer = await answering.answer(at, person, chosen, now)
        pieces = replies.parts(replies.clean(answer.text)) if answer.text else []
        if len(pieces) > 1 or at.altered or not mine():
            raise Carefully
        await at.let_go()
        said = (
            incoming.key,
            now,
            replies.clean(incoming.text),
            chosen.name,
            person.id,
            pieces[0] if pieces else None,
            answer.reference,
        )
        return await _record(at.rows, *said)


async def _record(rows: Rows, key: str, *said: object) -> str | None:
    """Write down what is said; gives what was said already, if this message was here before."""
    try:
        if await rows.fetchval(_ANSWERED, key, *said) is not None:
            return str(said[4]) if said[4] is not None else None
        stored: str | None = await rows.fetchval(_STORED, key)
    except LockNotAvailableError:
        return None  # another process is at work on this very message
    return stored


def _changes(person: Person) -> bool:
    """Whether any answer at all changes something about them."""
    return not person.named or person.greeted_at is None or person.question is not None
