"""What is done in other systems after a commit: rooms made, changed and taken away, calendars kept.

An errand is a job of the queue that names what to look at, never what to do: that is found by looking
at the interview when its turn has come (`interviews/elsewhere.py`). Nobody waits for it; while
another system fails it is tried again, later and later.
"""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta

import structlog
from pgqueuer.domain.errors import RetryRequested
from pgqueuer.domain.models import Job
from structlog.contextvars import bound_contextvars

from bot import database, delivery
from bot.machinery import Machinery
from bot.rooms import Gone, Trouble, Unanswered
from bot.rooms.consoles import Consoles
from bot.rooms.providers import providers
from bot.settings import Settings
from interviews import elsewhere, rooms
from interviews.elsewhere import Made, Task

log = structlog.get_logger()

AT_ONCE = 8
"""Errands under way at once: a system that hangs must not take the places of deliveries."""
WITHIN = 60
"""Seconds one may take, whatever hangs; less than its claim lasts."""
OTHERS_TURN = timedelta(seconds=1)
AFTER_A_BUG = timedelta(seconds=10)


class Errands:
    """Does what the queue brings."""

    def __init__(self, settings: Settings, made: Machinery, now: Callable[[], datetime]) -> None:
        self.sessions = made.sessions
        self.rules = settings.rules
        self.now = now
        self.keepers = providers(settings, made, now)
        self.consoles = Consoles(self.keepers.get("showmebug"), made.sessions, self.rules, now)
        self.under_way = 0

    async def work(self, job: Job) -> None:
        """Do one errand; it comes again until there is nothing left to do.

        Raises:
            RetryRequested: it has to wait.
        """
        what, *about = (job.payload or b"").decode().split()
        if self.under_way >= AT_ONCE:
            raise RetryRequested(OTHERS_TURN, "enough are under way")
        self.under_way += 1
        try:
            with bound_contextvars(errand=what, about=" ".join(about)):
                await self._do(what, [int(one) for one in about])
        except RetryRequested:
            raise
        except Exception as error:
            if database.away(error):
                log.warning("no database", action="errand.no_database")
                raise RetryRequested(OTHERS_TURN, "no database") from None
            log.exception("an errand broke", action="errand.broke")
            raise RetryRequested(AFTER_A_BUG, type(error).__name__) from None
        finally:
            self.under_way -= 1

    async def _do(self, what: str, about: list[int]) -> None:
        if what == "keep":
            while await self._keep(*about):
                pass
        elif what == "result":
            await self.consoles.result(*about)
        else:
            await self.consoles.link(*about)

    async def _keep(self, number: int) -> bool:
        """Do what there is to do about one counterpart; False once that is nothing."""
        async with self.sessions() as session, session.begin():
            task = await elsewhere.claim(session, number, self.rules, self.now())
        if task is None:
            return False
        if isinstance(task, timedelta):
            raise RetryRequested(max(task, OTHERS_TURN), "not yet, or another worker is at it")
        try:
            async with asyncio.timeout(WITHIN):
                made = await self._act(task)
        except Trouble as trouble:
            await self._troubled(task, trouble)
            return True
        except TimeoutError:
            await self._troubled(task, Unanswered(f"no end within {WITHIN} s"))
            return True
        async with self.sessions() as session, session.begin():
            now = self.now()
            await rooms.settled(session, task, made, self.rules, now)
            await delivery.enqueue(session, now)
        log.info("done elsewhere", action="errand.done", provider=task.provider)
        return True

    async def _act(self, task: Task) -> Made | None:
        keeper = self.keepers.get(task.provider)
        if keeper is None:
            raise Gone(f"{task.provider} is not configured any more")
        kept = task.kept
        if task.unsure:
            kept = await keeper.find(task.wanted)
        if not task.stays:
            if kept is not None:
                await keeper.cancel(kept)
            return None
        if kept is None:
            return await keeper.create(task.wanted)
        try:
            return await keeper.change(kept, task.wanted)
        except Gone:  # somebody has removed it there
            return await keeper.create(task.wanted)

    async def _troubled(self, task: Task, trouble: Trouble) -> None:
        reason = str(trouble)
        if trouble.alarm:
            log.error("errands wait for the operator", action="errand.refused", reason=reason)
        elif trouble.for_good:
            log.warning("cannot be done elsewhere", action="errand.failed", reason=reason)
        else:
            log.info("will try again", action="errand.later", tried=task.tries, reason=reason)
        async with self.sessions() as session, session.begin():
            now = self.now()
            await rooms.troubled(
                session,
                task,
                reason,
                for_good=trouble.for_good,
                unsure=trouble.unsure or (task.unsure and not trouble.for_good),
                rules=self.rules,
                now=now,
            )
            await delivery.enqueue(session, now)
