"""The only place that sends: outbox rows, by PgQueuer jobs, to WeCom.

A job is about one row, but whoever works sends the person's oldest waiting row first, so notices
arrive in the order they were written; a job ends when its own row is settled. How rows are taken
and settled is in `bot.claims`, when WeCom can be called at all in `bot.gate` and `bot.quota`.
"""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

import structlog
from pgqueuer.domain.errors import RetryRequested
from pgqueuer.domain.models import Job
from sqlalchemy import RowMapping
from sqlmodel.ext.asyncio.session import AsyncSession
from structlog.contextvars import bind_contextvars, bound_contextvars

from bot import claims, database, metrics, queue, replies
from bot.batches import Batches
from bot.claims import Asked, Claims, Settled
from bot.gate import PAUSES, Gate, Passage, Shut
from bot.lanes import Lanes
from bot.machinery import Machinery
from bot.merging import Merging
from bot.quota import Blocked, Quota
from bot.settings import Settings
from bot.tokens import TokenRefused
from bot.verdicts import WINDOW, Dead, verdict
from bot.wecom import WeComError, WeComUnreachable
from interviews import undelivered
from models.message import OutboxState
from models.sql import rows_of

log = structlog.get_logger()

API = "message/send"
AT_ONCE = 100
"""Calls under way at once, at most."""
BATCH = 100
AFTER_A_BUG = timedelta(seconds=10)
NO_DATABASE = timedelta(seconds=1)
OTHERS_TURN = timedelta(milliseconds=300)
DUPLICATE_CHECK = 4 * 3600
"""Seconds in which WeCom swallows an equal text to the same person; its longest (DOC 90236)."""


async def enqueue(session: AsyncSession, now: datetime) -> None:
    """Give the rows written in this session to the queue; call it right before the commit."""
    written = session.info.pop("outbox", [])
    if not written:
        return
    await session.flush()
    await queue.enqueue(
        await rows_of(session),
        [f"{number} {person}".encode() for number, person, _ in written],
        [max(timedelta(), start - now) if start else timedelta() for _, _, start in written],
    )


class Delivery:
    """Sends what waits for a person, oldest first."""

    def __init__(self, settings: Settings, made: Machinery, now: Callable[[], datetime]) -> None:
        self.sessions = made.sessions
        self.wecom = made.wecom
        self.agent_id = settings.wecom.agent_id
        self.rules = settings.rules
        self.now = now
        self.gate = Gate(AT_ONCE, now)
        wecom = settings.wecom
        self.quota = Quota(
            made.sessions, API, wecom.calls_per_minute, now, an_hour=wecom.calls_per_hour
        )
        self.claims = Claims(made.sessions, now)
        self.merging = Merging(made.sessions, now)
        self.claiming = Batches(self.claims.claim, BATCH)
        self.settling = Batches(self.claims.settle, BATCH)
        self.lanes = Lanes()
        self.stopping = False

    async def work(self, job: Job) -> None:
        """Do one job; it comes again until its row is settled, whatever goes wrong.

        Raises:
            Shut: nothing can be sent just now.
            RetryRequested: this row has to wait.
        """
        number, person = map(int, (job.payload or b"").split())
        with bound_contextvars(row=number, kind=None, cause=None):
            try:
                async with self.lanes.turn(str(person)):
                    while not await self._one(number, person):
                        pass
            except RetryRequested:
                raise
            except Exception as error:
                if database.away(error):
                    log.warning("no database", action="outbox.no_database")
                    raise RetryRequested(NO_DATABASE, "no database") from None
                log.exception("a delivery broke", action="outbox.broke")
                # Without the cause: PgQueuer's log keeps what exceptions say.
                raise RetryRequested(AFTER_A_BUG, type(error).__name__) from None

    async def _one(self, number: int, person: int) -> bool:
        """Send the person's oldest row. True once the row of this number is settled."""
        if self.stopping:
            raise RetryRequested(timedelta(), "this worker stops")
        await self.gate.wait_for_room()
        with self.gate.passage() as passage:
            try:
                await self.quota.take()
            except Blocked as blocked:
                raise Shut(blocked.until - self.now(), "the quota is used up") from None
            asked = await self.claiming.ask((number, person))
            if asked.row is not None:
                bind_contextvars(**{name: asked.row[name] for name in ("kind", "cause")})
                bind_contextvars(row=asked.row["id"])
                settled = await self._deliver(asked.row, asked.crowded, passage)
                return settled and bool(asked.row["id"] == number)
            self.quota.put_back()
        return self._why_not(asked)

    def _why_not(self, asked: Asked) -> bool:
        if asked.own_state != OutboxState.WAITING:
            return True
        if asked.claimed:
            raise RetryRequested(OTHERS_TURN, "another worker is sending to this person")
        if asked.wait_until is not None and (wait := asked.wait_until - self.now()) > timedelta():
            raise RetryRequested(wait, "not yet")
        raise RetryRequested(OTHERS_TURN, "it was settled, claimed or freed while we asked")

    async def _deliver(self, row: RowMapping, crowded: bool, passage: Passage) -> bool:
        """Look again whether it is still true and helps, then say it (or its next part). True
        once it is settled, whichever way."""
        now = self.now()
        if row["not_after"] is not None and row["not_after"] <= now:
            return await self._drop(row, "too late to help")
        if row["revision"] is not None and row["revision"] != row["present"]:
            return await self._drop(row, "no longer true")
        pieces = replies.parts(row["text"])
        carries = row["carries"]
        # One that has been tried alone stays alone: its try may have arrived.
        if carries or (
            crowded and row["attempts"] == 1 and len(pieces) == 1 and row["kind"] != "reply"
        ):
            texts = await self.merging.merge(row, _fits)
            pieces, carries = [_joined(texts)], len(texts) > 1
        try:
            answer = await self._send(row, pieces[row["part"]])
        except (WeComError, WeComUnreachable, TokenRefused) as error:
            return await self._failed(row, passage, error, carries=carries)
        self.gate.succeeded(passage)
        if row["part"] + 1 < len(pieces):
            await self.claims.part_sent(row["id"])
            return False
        msgid, code = answer.get("msgid"), answer.get("response_code")
        sent = Settled(
            row["id"], OutboxState.SENT, msgid=msgid, response_code=code, carries=carries
        )
        return await self._settle(row, sent)

    async def _send(self, row: RowMapping, content: str) -> dict[str, Any]:
        message: dict[str, Any] = {"msgtype": "text", "text": {"content": content}, "safe": 0}
        if row["kind"] != "reply":  # or the second "help" of an hour would be swallowed
            message |= {"enable_duplicate_check": 1, "duplicate_check_interval": DUPLICATE_CHECK}
        answer: dict[str, Any] = await self.wecom.message.send(
            self.agent_id, row["userid"], msg=message
        )
        refused = f"{answer.get('invaliduser') or ''}|{answer.get('unlicenseduser') or ''}"
        if row["userid"].lower() in refused.lower().split("|"):
            raise WeComError(81013, "invaliduser in a successful answer", api=API)
        return answer

    async def _failed(
        self, row: RowMapping, passage: Passage, error: Exception, *, carries: bool
    ) -> bool:
        then = verdict(error)
        if isinstance(then, Dead):
            self.gate.succeeded(passage)  # it was this message, not WeCom
            if then.ours:
                log.error("WeCom refuses our message", action="outbox.dead", reason=then.reason)
            else:
                log.warning("cannot be reached", action="outbox.dead", reason=then.reason)
            return await self._bury(row, then, carries=carries)
        self.gate.failed(passage, then)
        metrics.DELIVERIES.labels("later").inc()
        log.info("will try again", action="outbox.later", tried=row["attempts"], reason=then.reason)
        if then.blocked:
            await self.quota.block(WINDOW)
        # A message of its own troubles must not be the first one tried each time.
        pause = timedelta(seconds=PAUSES[min(row["attempts"], len(PAUSES)) - 1])
        await self.claims.postpone(row["id"], self.now() + pause, then.reason)
        return False

    async def _drop(self, row: RowMapping, reason: str) -> bool:
        if row["carries"]:
            await self.merging.part_ways(row["id"])
        return await self._settle(row, Settled(row["id"], OutboxState.DROPPED, reason))

    async def _bury(self, row: RowMapping, then: Dead, *, carries: bool) -> bool:
        now = self.now()
        dead = Settled(row["id"], OutboxState.DEAD, then.reason, carries=carries)
        metrics.DELIVERIES.labels(OutboxState.DEAD).inc()
        async with self.sessions() as session, session.begin():
            session.info["message"] = row["cause"]  # which led to what HR is told, too
            carried = await claims.settle(session, [dead], now)
            for number in [row["id"], *carried] if row["kind"] != "undelivered" else []:
                await undelivered.tell_hr(
                    session,
                    number,
                    unknown=not then.ours,
                    reason=then.reason,
                    rules=self.rules,
                    now=now,
                )
            await enqueue(session, now)
        return True

    async def _settle(self, row: RowMapping, settled: Settled) -> bool:
        await self.settling.ask(settled)
        metrics.DELIVERIES.labels(settled.state).inc()
        if settled.state == OutboxState.SENT:
            # Each try that failed has moved `not_before`.
            due = max(row["created_at"], row["not_before"] or row["created_at"])
            late = self.now() - min(due, *row["sends"])
            metrics.DELIVERY_DELAY.observe(max(0.0, late.total_seconds()))
        log.info("settled", action=f"outbox.{settled.state}", reason=settled.reason)
        return True


def _joined(texts: Sequence[str]) -> str:
    return "\n\n".join(texts)


def _fits(texts: Sequence[str]) -> bool:
    return len(_joined(texts).encode()) <= replies.LIMIT
