"""The only place that sends: outbox rows, by PgQueuer jobs, to WeCom.

A job is about one row, but whoever works sends the person's oldest waiting row first, so notices
arrive in the order they were written; a job ends when its own row is settled. How rows are taken
and settled is in `bot.claims`, when WeCom can be called at all in `bot.gate` and `bot.quota`, and
in which form something is said in `bot.saying`.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import structlog
from pgqueuer.domain.errors import RetryRequested
from pgqueuer.domain.models import Job
from sqlalchemy import RowMapping
from structlog.contextvars import bind_contextvars, bound_contextvars

from bot import claims, database, metrics
from bot.batches import Batches
from bot.claims import Asked, Claims, Settled
from bot.gate import PAUSES, Gate, Passage, Shut
from bot.jobs import enqueue as enqueue  # noqa: PLC0414 - whoever writes rows finds it here
from bot.lanes import Lanes
from bot.machinery import Machinery
from bot.mail import Mail, NotYet
from bot.merging import Merging
from bot.posting import SEND, Posting, may_have_arrived
from bot.quota import Blocked, Quota
from bot.replacing import NeverSent
from bot.said import NotAsCard, sent
from bot.saying import Saying
from bot.settings import Settings
from bot.tokens import TokenRefused
from bot.verdicts import WINDOW, Dead, verdict
from bot.wechat import TooLate, Unreachable, WeChat
from bot.wecom import WeComError, WeComUnreachable
from interviews import undelivered
from interviews.reach import Closed
from models.message import OutboxState
from models.person import Channel

log = structlog.get_logger()

AT_ONCE = 100
"""Calls under way at once, at most."""
BATCH = 100
AFTER_A_BUG = timedelta(seconds=10)
NO_DATABASE = timedelta(seconds=1)
OTHERS_TURN = timedelta(milliseconds=300)


class Delivery:
    """Sends what waits for a person, oldest first."""

    def __init__(self, settings: Settings, made: Machinery, now: Callable[[], datetime]) -> None:
        self.sessions = made.sessions
        self.rules = settings.rules
        self.now = now
        self.gate = Gate(AT_ONCE, now)
        wecom = settings.wecom
        self.quota = Quota(
            made.sessions, SEND, wecom.calls_per_minute, now, an_hour=wecom.calls_per_hour
        )
        self.claims = Claims(made.sessions, now)
        self.merging = Merging(made.sessions, now)
        self.saying = Saying(
            Posting(made.wecom, wecom.agent_id),
            self.claims,
            self.merging,
            now,
            cards=settings.rules.cards.enabled,
        )
        self.wechat = WeChat(made.wecom, settings.kf, made.sessions, self.merging, now)
        self.mail = Mail(settings.mail, settings.rules, made.sessions, now)
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
        if row["channel"] == Channel.NONE:
            self.quota.put_back()
            return await self._by_mail(row, passage, None)
        try:
            if row["channel"] == Channel.KF:
                said = await self.wechat.say(row)
            else:
                said = await self.saying.say(row, crowded)
        except NeverSent:
            return await self._drop(row, "its card never went out")
        except TooLate:
            return await self._drop(row, "too late to help")
        except Unreachable as reason:
            log.info("WeChat takes nothing for them", action="outbox.closed", reason=str(reason))
            return await self._by_mail(row, passage, reason)
        except NotAsCard as reason:
            return await self._not_as_card(row, str(reason))
        except (WeComError, WeComUnreachable, TokenRefused) as error:
            return await self._failed(row, passage, error)
        self.gate.succeeded(passage)
        if said.more:
            await self.claims.part_sent(row["id"])
            return False
        return await self._settle(row, sent(row["id"], said))

    async def _by_mail(self, row: RowMapping, passage: Passage, why: Unreachable | None) -> bool:
        """The next way, if there is one; `why` it goes there is kept."""
        self.gate.succeeded(passage)
        if not self.mail.leads_to(row):
            return await self._bury(row, Dead(str(why or Closed.NO_WAY), known=True))
        await self.merging.part_ways(row["id"])
        try:
            said = await self.mail.say(row)
        except Unreachable as reason:
            log.info("mail takes nothing for them", action="outbox.closed", reason=str(reason))
            return await self._bury(row, Dead(str(reason), known=True))
        except NotYet as later:
            log.warning("no mail", action="mail.away", reason=str(later))
            metrics.DELIVERIES.labels("later").inc()
            kept = row["reason"] if row["way"] else str(later)  # why it goes by mail alone
            await self.claims.postpone(row["id"], self.now() + later.pause, kept)
            return False
        said = replace(said, reason=str(why) if why else None)
        return await self._settle(row, sent(row["id"], said))

    async def _not_as_card(self, row: RowMapping, reason: str) -> bool:
        """Its words go out instead. A card that cannot be changed any more may have none: most
        people hear by another notice what has changed."""
        if not row["text"]:
            return await self._drop(row, reason)
        log.warning("said in words instead of a card", action="outbox.in_words", reason=reason)
        await self.claims.in_words(row["id"], self.now())
        return False

    async def _failed(self, row: RowMapping, passage: Passage, error: Exception) -> bool:
        then = verdict(error)
        if isinstance(then, Dead):
            self.gate.succeeded(passage)  # it was this message, not WeCom
            if then.ours:
                log.error("WeCom refuses our message", action="outbox.dead", reason=then.reason)
            else:
                log.warning("cannot be reached", action="outbox.dead", reason=then.reason)
            return await self._bury(row, then)
        self.gate.failed(passage, then)
        metrics.DELIVERIES.labels("later").inc()
        log.info("will try again", action="outbox.later", tried=row["attempts"], reason=then.reason)
        if then.blocked and row["channel"] != Channel.KF:
            await self.quota.block(WINDOW)
        # A message of its own troubles must not be the first one tried each time.
        pause = timedelta(seconds=PAUSES[min(row["attempts"], len(PAUSES)) - 1])
        # A card that may have come with an earlier try stays one, whatever this try has met.
        unsure = row["card"] is not None and may_have_arrived(row) and row["reason"]
        await self.claims.postpone(row["id"], self.now() + pause, unsure or then.reason)
        return False

    async def _drop(self, row: RowMapping, reason: str) -> bool:
        if row["carries"]:
            await self.merging.part_ways(row["id"])
        return await self._settle(row, Settled(row["id"], OutboxState.DROPPED, reason))

    async def _bury(self, row: RowMapping, then: Dead) -> bool:
        now = self.now()
        dead = Settled(row["id"], OutboxState.DEAD, then.reason, carries=True)
        # Of WeChat's own rules no operator need hear: HR has the words.
        metrics.DELIVERIES.labels(OutboxState.DROPPED if then.known else OutboxState.DEAD).inc()
        async with self.sessions() as session, session.begin():
            session.info["message"] = row["cause"]  # which led to what HR is told, too
            carried = await claims.settle(session, [dead], now)
            for number in [row["id"], *carried] if row["kind"] != "undelivered" else []:
                await undelivered.tell_hr(
                    session,
                    number,
                    unknown=not (then.ours or then.known),
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
            late = self.now() - min([due, *row["sends"]])
            metrics.DELIVERY_DELAY.observe(max(0.0, late.total_seconds()))
        log.info("settled", action=f"outbox.{settled.state}", reason=settled.reason)
        return True
