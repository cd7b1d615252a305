"""The only place that sends: outbox rows, by PgQueuer jobs, to WeCom.

A job is about one row, but whoever works sends the person's oldest waiting row first, so notices
arrive in the order they were written; a job ends when its own row is settled. A row is claimed
for a while, by the database's clock, before it is sent: a second worker finds it taken, and what a
dead worker has claimed is free again soon.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import structlog
from pgqueuer.domain.errors import RetryRequested
from pgqueuer.domain.models import Job
from sqlalchemy import Interval, RowMapping, bindparam, text
from sqlmodel.ext.asyncio.session import AsyncSession

from bot import queue, replies
from bot.database import Sessions
from bot.tokens import TokenRefused
from bot.verdicts import Dead, Retry, verdict
from bot.wecom import WeComClient, WeComError, WeComUnreachable
from interviews import undelivered
from interviews.rules import Rules
from models.columns import Instant
from models.message import OutboxState
from models.sql import rows_of, run

log = structlog.get_logger()

CLAIM = timedelta(seconds=10)
"""Longer than a call to WeCom may take, and short enough that a dead worker's row goes on soon."""
AFTER_A_BUG = timedelta(seconds=10)
OTHERS_TURN = timedelta(milliseconds=300)
DUPLICATE_CHECK = 4 * 3600
"""Seconds in which WeCom swallows an equal text to the same person; its longest (DOC 90236)."""

_CLAIM = text("""
    UPDATE outbox SET claimed_until = clock_timestamp() + :claim, attempts = attempts + 1
    FROM person p
    WHERE outbox.id = (
        SELECT id FROM outbox WHERE person_id = :person AND state = 'waiting' ORDER BY id LIMIT 1
    )
    AND (claimed_until IS NULL OR claimed_until < clock_timestamp())
    AND (not_before IS NULL OR not_before <= :now)
    AND p.id = outbox.person_id
    RETURNING outbox.*, p.userid, p.channel,
              (SELECT revision FROM interview i WHERE i.id = outbox.interview_id) AS present
""").bindparams(bindparam("claim", type_=Interval), bindparam("now", type_=Instant))
_PART_SENT = text(
    "UPDATE outbox SET part = part + 1, attempts = 0, claimed_until = NULL WHERE id = :id"
)
_POSTPONE = text(
    "UPDATE outbox SET not_before = :until, reason = :reason, claimed_until = NULL WHERE id = :id"
).bindparams(bindparam("until", type_=Instant))
_SETTLE = text("""
    UPDATE outbox SET state = :state, reason = :reason, msgid = :msgid,
                      response_code = :response_code, done_at = :now, claimed_until = NULL
    WHERE id = :id
""").bindparams(bindparam("now", type_=Instant))
_WHY_NOT = text("""
    SELECT own.state, head.not_before, coalesce(head.claimed_until > clock_timestamp(), false)
    FROM outbox own LEFT JOIN LATERAL (
        SELECT * FROM outbox WHERE person_id = own.person_id AND state = 'waiting'
        ORDER BY id LIMIT 1
    ) head ON true
    WHERE own.id = :id
""")


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

    def __init__(
        self,
        sessions: Sessions,
        wecom: WeComClient,
        agent_id: int,
        rules: Rules,
        now: Callable[[], datetime],
    ) -> None:
        self.sessions = sessions
        self.wecom = wecom
        self.agent_id = agent_id
        self.rules = rules
        self.now = now
        self.alarmed: dict[str, datetime] = {}
        self.stopping = False

    async def work(self, job: Job) -> None:
        """Do one job; it comes again until its row is settled, whatever goes wrong.

        Raises:
            RetryRequested: the row has to wait.
        """
        number, person = map(int, (job.payload or b"").split())
        try:
            await self._work(number, person)
        except RetryRequested:
            raise
        except Exception as error:
            log.exception("a delivery broke", action="outbox.broke", row=number)
            raise RetryRequested(AFTER_A_BUG, type(error).__name__) from error

    async def _work(self, number: int, person: int) -> None:
        while True:
            if self.stopping:
                raise RetryRequested(timedelta(), "this worker stops")
            row = await self._claim(person)
            if row is not None:
                await self._deliver(row)
                continue
            async with self.sessions() as session:
                state, not_before, claimed = (await run(session, _WHY_NOT, id=number)).one()
            if state != OutboxState.WAITING:
                return
            if claimed:
                raise RetryRequested(OTHERS_TURN, "another worker is sending to this person")
            if not_before is not None and (wait := not_before - self.now()) > timedelta():
                raise RetryRequested(wait, "not yet")

    async def _claim(self, person: int) -> RowMapping | None:
        async with self.sessions() as session, session.begin():
            found = await run(session, _CLAIM, claim=CLAIM, person=person, now=self.now())
            return found.mappings().first()

    async def _deliver(self, row: RowMapping) -> None:
        """Look again whether it is still true and helps, then say it (or its next part)."""
        now = self.now()
        if row["not_after"] is not None and row["not_after"] <= now:
            return await self._settle(row, OutboxState.DROPPED, "too late to help")
        if row["revision"] is not None and row["revision"] != row["present"]:
            return await self._settle(row, OutboxState.DROPPED, "no longer true")
        pieces = replies.parts(row["text"])
        try:
            answer = await self._send(row, pieces[row["part"]])
        except (WeComError, WeComUnreachable, TokenRefused) as error:
            return await self._failed(row, verdict(error, row["attempts"]), error)
        if row["part"] + 1 < len(pieces):
            return await self._run(_PART_SENT, id=row["id"])
        return await self._settle(row, OutboxState.SENT, None, answer)

    async def _send(self, row: RowMapping, content: str) -> dict[str, Any]:
        message: dict[str, Any] = {"msgtype": "text", "text": {"content": content}, "safe": 0}
        if row["kind"] != "reply":  # or the second "help" of an hour would be swallowed
            message |= {"enable_duplicate_check": 1, "duplicate_check_interval": DUPLICATE_CHECK}
        answer: dict[str, Any] = await self.wecom.message.send(
            self.agent_id, row["userid"], msg=message
        )
        refused = f"{answer.get('invaliduser') or ''}|{answer.get('unlicenseduser') or ''}"
        if row["userid"].lower() in refused.lower().split("|"):
            raise WeComError(81013, "invaliduser in a successful answer", api="message/send")
        return answer

    async def _failed(self, row: RowMapping, then: Retry | Dead, error: Exception) -> None:
        known = isinstance(error, WeComError)
        event = {"row": row["id"], "kind": row["kind"], "attempt": row["attempts"]}
        if isinstance(then, Dead):
            report = log.error if then.ours else log.warning
            report("cannot be delivered", action="outbox.dead", reason=then.reason, **event)
            return await self._bury(row, then)
        if then.alarm:
            self._alarm(then.reason)
        elif known or not then.reason.startswith("message/send"):
            log.warning("will try again", action="outbox.retry", reason=then.reason, **event)
        return await self._run(
            _POSTPONE, id=row["id"], until=self.now() + then.after, reason=then.reason
        )

    async def _bury(self, row: RowMapping, then: Dead) -> None:
        now = self.now()
        async with self.sessions() as session, session.begin():
            await run(session, _SETTLE, **_settled(row, OutboxState.DEAD, then.reason, {}, now))
            if row["kind"] != "undelivered":
                await undelivered.tell_hr(
                    session,
                    row["id"],
                    unknown=not then.ours,
                    reason=then.reason,
                    rules=self.rules,
                    now=now,
                )
            await enqueue(session, now)

    async def _settle(
        self,
        row: RowMapping,
        state: OutboxState,
        reason: str | None,
        answer: dict[str, Any] | None = None,
    ) -> None:
        await self._run(_SETTLE, **_settled(row, state, reason, answer or {}, self.now()))
        log.info(
            "notice settled",
            action=f"outbox.{state}",
            row=row["id"],
            kind=row["kind"],
            reason=reason,
        )

    async def _run(self, statement: Any, **values: Any) -> None:
        async with self.sessions() as session, session.begin():
            await run(session, statement, **values)

    def _alarm(self, reason: str) -> None:
        """One clear line for the operator, not one for each message."""
        now = self.now()
        if now - self.alarmed.get(reason, now - timedelta(hours=1)) > timedelta(minutes=1):
            self.alarmed[reason] = now
            log.error("messages wait for the operator", action="wecom.refused", reason=reason)


def _settled(
    row: RowMapping, state: OutboxState, reason: str | None, answer: dict[str, Any], now: datetime
) -> dict[str, Any]:
    return {
        "id": row["id"],
        "state": state,
        "reason": reason,
        "msgid": answer.get("msgid"),
        "response_code": answer.get("response_code"),
        "now": now,
    }
