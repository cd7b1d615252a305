"""What is done on a page: a form is handled like a message, in one transaction, once.

The form's key is what a message's number is: the same form sent again changes nothing and gets the
same answer, which is kept like a reply.
"""

import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

import structlog
from sqlalchemy import bindparam, text
from sqlalchemy.exc import DBAPIError
from sqlmodel.ext.asyncio.session import AsyncSession

from bot import delivery, replies, traces
from bot.answering import APOLOGY, DEADLOCK, LOCKED
from bot.database import DRIVER_ERRORS, Sessions, away, sqlstate
from interviews.details import Details
from interviews.people import hold
from interviews.texts import Reader, Refused, Words
from models import Person
from models.columns import Instant
from models.sql import run

log = structlog.get_logger()

REPEATS = 3

# The duplicate filter, as for messages.
_ARRIVED = text("""
    INSERT INTO inbox (key, received_at, text, command) VALUES (:key, :now, :text, :command)
    ON CONFLICT (key) DO NOTHING
    RETURNING key
""").bindparams(bindparam("now", type_=Instant))
_STORED = text("SELECT text FROM inbox WHERE key = :key")
_ANSWERED = text(
    "UPDATE inbox SET person_id = :person, reply = :reply, reference = :reference WHERE key = :key"
)
_REPLY = text("SELECT reply FROM inbox WHERE key = :key AND person_id = :person")


class Came(Enum):
    """What became of a form."""

    WELL = "handled, now or before; its answer is kept"
    USED = "its key was used for something else"
    NOWHERE = "what it is about is not there (any more)"


class Busy(Exception):  # noqa: N818 - says what is the case
    """Not now: the database is away, or somebody is at work on the same."""


@dataclass(frozen=True, slots=True)
class Form:
    """What a visitor wants done. `text` says it as one would in chat."""

    key: str
    command: str
    text: str
    reader: Callable[[Person], Reader]
    find: Callable[[AsyncSession], Awaitable[Details | None]]
    do: Callable[[AsyncSession, Details], Awaitable[Words]]


class Visits:
    """The database's side of the pages."""

    def __init__(self, sessions: Sessions, now: Callable[[], datetime]) -> None:
        self.sessions = sessions
        self.now = now

    async def submit(self, form: Form) -> Came:
        """Handle a form.

        Raises:
            Busy: it can be sent again in a moment.
        """
        for attempt in range(REPEATS):
            try:
                return await self._transaction(form)
            except (DBAPIError, *DRIVER_ERRORS) as error:
                if sqlstate(error) == DEADLOCK and attempt < REPEATS - 1:
                    log.info("once more", action="message.repeat", error=traces.brief(error))
                    continue
                if away(error) or sqlstate(error) in {DEADLOCK, LOCKED}:
                    log.warning("no page", action="page.busy", error=traces.brief(error))
                    raise Busy from None
                raise
        raise Busy

    async def answer_to(self, session: AsyncSession, key: str, person: int) -> str | None:
        """What this person was answered to the form of that key."""
        found = await run(session, _REPLY, key=key, person=person)
        return found.scalar()

    async def _transaction(self, form: Form) -> Came:
        now = self.now()
        async with self.sessions() as session:
            session.info["message"] = form.key
            written = replies.clean(form.text)
            fresh = await run(
                session, _ARRIVED, key=form.key, now=now, text=written, command=form.command
            )
            if fresh.first() is None:
                stored = await run(session, _STORED, key=form.key)
                return Came.WELL if stored.scalar_one() == written else Came.USED
            details = await form.find(session)
            if details is None:
                return Came.NOWHERE  # unsaid: nothing is committed
            person = details.candidate.id
            await hold(session, person)
            words, reference = await self._guarded(session, form, details)
            await run(
                session,
                _ANSWERED,
                key=form.key,
                person=person,
                reply=words.to(form.reader(details.candidate)),
                reference=reference,
            )
            await delivery.enqueue(session, now)
            await session.commit()
        log.info("handled", action="page.handled", command=form.command, person=person)
        return Came.WELL

    async def _guarded(
        self, session: AsyncSession, form: Form, details: Details
    ) -> tuple[Words, str | None]:
        """Do it inside a savepoint; a refusal is an answer, a bug is an apology."""
        reference: str | None = None
        try:
            async with session.begin_nested():
                return await form.do(session, details), None
        except Refused as refusal:
            words = refusal.words
        except Exception as error:
            if away(error) or sqlstate(error) in {DEADLOCK, LOCKED}:
                raise
            reference = secrets.token_hex(4)
            log.exception("a page broke", action="page.broke", reference=reference)
            words = APOLOGY(reference=reference)
        session.info.pop("outbox", None)  # the savepoint took the notices along
        return words, reference
