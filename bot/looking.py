"""Answering what changes nothing: who asks, the rows, and one insert that records the reply.

It takes no transaction, no lock and no wait for the disk. A retry asks again, meets the record and
gets what was said the first time.
"""

from collections.abc import Callable
from datetime import datetime

import structlog
from asyncpg import LockNotAvailableError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot import replies
from bot.answering import Answering, Carefully, Chosen, handled
from bot.desk import glance
from bot.incoming import Incoming
from bot.late import Elsewhere
from interviews import people
from models import Person

log = structlog.get_logger()

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
        Elsewhere: another process is at work on this very message.
    """
    async with glance(engine, incoming.key) as at:
        person = await people.asking(at.rows, incoming.sender)
        if person is None or _changes(person):
            raise Carefully
        at.seat(person)
        answer = await answering.answer(at, person, chosen, now)
        pieces = replies.parts(replies.clean(answer.text)) if answer.text else []
        if len(pieces) > 1 or answer.carded or at.altered or not mine():
            raise Carefully
        await at.let_go()
        reply = pieces[0] if pieces else None
        said = (
            incoming.key,
            now,
            replies.clean(incoming.text),
            chosen.name,
            person.id,
            reply,
            answer.reference,
        )
        try:
            if await at.rows.fetchval(_ANSWERED, *said) is not None:
                handled(chosen, person, answer)
                return reply
        except LockNotAvailableError:
            log.info("another process is at work on it", action="message.elsewhere")
            raise Elsewhere from None
        log.info("came again", action="message.again")
        stored: str | None = await at.rows.fetchval(_STORED, incoming.key)
        return stored


def _changes(person: Person) -> bool:
    """Whether any answer at all changes something about them."""
    new = not person.named or person.greeted_at is None
    return new or person.question is not None or person.left_at is not None
