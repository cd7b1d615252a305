"""What happens when: APScheduler ticks, and each tick asks what is due now.

Nothing is planned ahead, so nothing has to be repaired when an interview changes, and two workers,
a restart or a missed hour do no harm.
"""

import asyncio
import math
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import datetime

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from sqlmodel.ext.asyncio.session import AsyncSession

from bot import database, delivery, kf_accounts, metrics, queue, traces
from bot.database import Sessions
from bot.settings import Settings
from interviews import (
    begun,
    digests,
    expiry,
    feedback_requests,
    nudges,
    outcomes,
    reminders,
    retention,
    unanswered,
)
from interviews.rules import Rules

log = structlog.get_logger()

Due = Callable[[AsyncSession, datetime, Rules], Awaitable[int]]

ONCE = math.inf
"""No full batch: what is left waits for the next tick, so no reminder waits for a purge."""

# Each says what is due, a batch at a time, and gives how much that was; (what, batch).
KINDS: dict[str, tuple[Due, float]] = {
    "reminders": (reminders.enqueue_due, reminders.BATCH),
    "feedback": (feedback_requests.enqueue_due, feedback_requests.BATCH),
    "digests": (digests.enqueue_due, digests.BATCH),
    "outcomes": (outcomes.ask_due, outcomes.BATCH),
    "unanswered": (unanswered.remind_due, ONCE),
    "begun": (begun.settle_due, begun.BATCH),
    "nudges": (nudges.enqueue_due, ONCE),
    "expiry": (expiry.expire_due, expiry.BATCH),
    "customers": (kf_accounts.catch_up_due, ONCE),
    "retention": (retention.purge_due, ONCE),
    "queue_log": (queue.purge_due, ONCE),
}


class Clock:
    """Asks what is due, each kind in transactions of its own."""

    def __init__(self, sessions: Sessions, rules: Rules, now: Callable[[], datetime]) -> None:
        self.sessions = sessions
        self.rules = rules
        self.now = now
        self.ticking: asyncio.Task[None] | None = None

    async def tick(self) -> None:
        """Say everything that is due; a kind that fails does not stop the others."""
        for kind, (due, batch) in KINDS.items():
            try:
                with metrics.TICK.labels(kind).time():
                    while await self._batch(due) >= batch:
                        pass
            except Exception as error:
                if database.away(error):
                    log.warning(
                        "no database",
                        action="clock.no_database",
                        kind=kind,
                        error=traces.brief(error),
                    )
                    return
                log.exception("tick failed", action="clock.failed", kind=kind)

    async def _batch(self, due: Due) -> int:
        now = self.now()
        async with self.sessions() as session, session.begin():
            count = await due(session, now, self.rules)
            await delivery.enqueue(session, now)
        return count

    async def _tick(self) -> None:
        # APScheduler cancels its own coroutines at shutdown; ours is a task that may end in peace.
        self.ticking = asyncio.create_task(self.tick())
        await asyncio.shield(self.ticking)


@asynccontextmanager
async def running(
    settings: Settings, sessions: Sessions, now: Callable[[], datetime]
) -> AsyncIterator[Clock]:
    """A clock that ticks until the block ends; the tick at work is finished first."""
    clock = Clock(sessions, settings.rules, now)
    scheduler = AsyncIOScheduler()
    scheduler.add_job(
        clock._tick,
        "interval",
        seconds=settings.clock.tick.total_seconds(),
        max_instances=1,
        coalesce=True,
        misfire_grace_time=None,
        next_run_time=datetime.now().astimezone(),
    )
    scheduler.start()
    try:
        yield clock
    finally:
        scheduler.pause()
        if clock.ticking is not None:
            await clock.ticking
        scheduler.shutdown(wait=False)
