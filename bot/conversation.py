"""One message is one transaction: dedupe, who, route, handler, reply. One that changes nothing needs
none (see `bot.looking`).

A retry of the same message gets the same reply. A handler that outlives WeCom's patience has its
reply pushed instead; which of the two it is, is decided once, just before the commit.
"""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

import structlog
from asyncpg import LockNotAvailableError
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot import delivery, replies, traces
from bot.answering import DEADLOCK, Answering, Carefully, Chosen, handled
from bot.database import DRIVER_ERRORS, away, sqlstate
from bot.desk import Desk, desk
from bot.incoming import Incoming
from bot.lanes import Lanes
from bot.late import Elsewhere, keep
from bot.looking import look
from bot.sender import Nameless, sender
from bot.spoken import Answer
from bot.template_cards import can_show
from interviews import questions
from interviews.notices import Notice, clicked, write
from interviews.rules import Rules
from interviews.texts import Own
from models import Person
from models.sql import Rows

log = structlog.get_logger()

Also = Callable[[Rows], Awaitable[None]]

REPEATS = 3
FINISH_WITHIN = 5
"""Seconds a handler has to end in when the process is asked to stop."""

# The duplicate filter.
_ARRIVED = """
    INSERT INTO inbox (key, received_at, text, command) VALUES ($1, $2, $3, $4)
    ON CONFLICT (key) DO NOTHING
    RETURNING key
"""
_STORED = "SELECT reply FROM inbox WHERE key = $1"
_ANSWERED = "UPDATE inbox SET person_id = $2, reply = $3, reference = $4 WHERE key = $1"


class Race:
    """Who speaks: the waiting request or the push. The first to take it decides."""

    def __init__(self) -> None:
        self.taken_by: str | None = None

    def take(self, who: str) -> bool:
        """Whether it is (now) that one's."""
        self.taken_by = self.taken_by or who
        return self.taken_by == who


class Late(Exception):  # noqa: N818 - says what is the case
    """It takes longer than WeCom waits; the reply will be pushed."""


class Conversation:
    """Receives messages and gives their passive replies."""

    def __init__(
        self,
        engine: AsyncEngine,
        answering: Answering,
        now: Callable[[], datetime],
        ask_name: Callable[[str], Awaitable[str | None]],
        answer_within: timedelta,
    ) -> None:
        self.engine = engine
        self.answering = answering
        self.rules: Rules = answering.rules
        self.now = now
        self.ask_name = ask_name
        self.answer_within = answer_within.total_seconds()
        self.lanes = Lanes()
        self.running: set[asyncio.Task[str | None]] = set()

    async def receive(self, incoming: Incoming) -> str | None:
        """Handle a message and give its passive reply; None is an empty answer.

        Any exception but `Late` means that WeCom should bring the message again.

        Raises:
            Late: it is still being handled, whatever becomes of this process.
        """
        race = Race()
        task = asyncio.create_task(self._handle(incoming, race))
        self.running.add(task)
        task.add_done_callback(self.running.discard)
        await asyncio.wait({task}, timeout=self.answer_within)
        if not task.done() and race.take("push"):
            await keep(self.engine, incoming)
            log.warning("too slow for WeCom, will be pushed", action="message.late")
            raise Late
        return await task

    async def take_up(self, incoming: Incoming, also: Also | None = None) -> bool:
        """Handle a message WeCom no longer waits for, unless that was done; what is said is pushed.

        `also` is done in the same transaction. False: another process still is at work on it.
        """
        race = Race()
        race.take("push")
        async with self.lanes.turn(incoming.sender.lower()):
            try:
                await self._repeatedly(incoming, race, also)
            except Elsewhere:
                return False
        return True

    async def finish(self) -> None:
        """Wait for what is still being handled; nothing new comes in any more."""
        if self.running:
            _, left = await asyncio.wait(self.running, timeout=FINISH_WITHIN)
            if left:
                log.error("not finished", action="message.unfinished", count=len(left))
            for task in left:
                task.cancel()

    async def _handle(self, incoming: Incoming, race: Race) -> str | None:
        async with self.lanes.turn(incoming.sender.lower()):
            try:
                return await self._repeatedly(incoming, race)
            except Elsewhere:
                await keep(self.engine, incoming)
            except Exception:
                if race.taken_by != "push":
                    raise  # WeCom still waits, and brings it again
                log.exception("a late message broke, once more", action="message.broke")
        return None  # the queue brings it

    async def _repeatedly(
        self, incoming: Incoming, race: Race, also: Also | None = None
    ) -> str | None:
        """One message, over again where nobody notices: an unknown name, a deadlock."""
        name: str | None = None
        # What is pushed has to be written, and a card's button is always answered so.
        careful = incoming.click is not None or race.taken_by == "push"
        for attempt in range(REPEATS):
            chosen = self.answering.choose(incoming, careful=careful)
            try:
                if chosen.reads:
                    return await self._look(incoming, race, chosen)
                return await self._transaction(incoming, race, name, chosen, also)
            except Nameless:
                name = await self.ask_name(incoming.sender) or ""
            except Carefully:
                careful = True
            except (DBAPIError, *DRIVER_ERRORS) as error:
                # Were it committed after all, the record of the message gives the same reply.
                if not (away(error) or sqlstate(error) == DEADLOCK) or attempt == REPEATS - 1:
                    raise
                log.info("once more", action="message.repeat", error=traces.brief(error))
        chosen = self.answering.choose(incoming, careful=True)
        return await self._transaction(incoming, race, name, chosen, also)

    async def _look(self, incoming: Incoming, race: Race, chosen: Chosen) -> str | None:
        def mine() -> bool:
            return race.take("reply")

        return await look(self.engine, self.answering, incoming, chosen, self.now(), mine)

    async def _transaction(
        self,
        incoming: Incoming,
        race: Race,
        name: str | None,
        chosen: Chosen,
        also: Also | None,
    ) -> str | None:
        now = self.now()
        async with desk(self.engine, incoming.key) as at:
            try:
                fresh = await at.rows.fetchval(
                    _ARRIVED,
                    incoming.key,
                    now,
                    replies.clean(questions.answered(incoming.text)),
                    chosen.name,
                )
            except LockNotAvailableError:
                log.info("another process is at work on it", action="message.elsewhere")
                raise Elsewhere from None
            if also is not None:
                await also(at.rows)
            if fresh is None:
                stored: str | None = await at.rows.fetchval(_STORED, incoming.key)
                log.info("came again", action="message.again")
                return stored
            person = await sender(at, incoming, name, self.rules, now)
            if person is None:
                return None
            if incoming.click is not None:
                at.session.info["click"] = incoming.click
            answer = await self.answering.answer(at, person, chosen, now)
            if incoming.click is not None:
                await clicked(at.session, person, incoming.click, self.rules, now)
                await questions.clicked(at.session, person, incoming.click, self.rules, now)
            # A card's button is not among what WeCom takes passive texts for (DOC 90241).
            passive = race.take("reply") and incoming.click is None
            head = await self._say(at, person, incoming.key, answer, passive, now)
            await at.rows.execute(_ANSWERED, incoming.key, person.id, head, answer.reference)
        handled(chosen, person, answer)
        return head

    async def _say(
        self,
        at: Desk,
        person: Person,
        key: str,
        answer: Answer,
        passive: bool,
        now: datetime,
    ) -> str | None:
        """Give what goes out as the passive reply; the rest is pushed a second later. A card is no
        passive reply (DOC 90240): it is pushed at once, and the reply is empty."""
        pieces = replies.parts(replies.clean(answer.text)) if answer.text else []
        shown = answer.carded
        if shown is not None and not can_show(shown.card, person, self.rules, now):
            shown = None
        passive = passive and shown is None
        head = pieces[0] if passive and pieces else None
        rest = "\n".join(pieces[1:] if passive else pieces)
        if rest:
            notice = Notice(
                person,
                Own(rest),
                key=questions.reply_key(key),
                kind="reply",
                interview=shown.interview if shown else None,
                not_before=now + timedelta(seconds=1) if head else None,
                card=shown.card if shown else None,
            )
            await write(at.session, [notice], self.rules, now)
        if await at.save():
            await delivery.enqueue(at.session, now)
        return head
