"""What only ShowMeBug has besides rooms: its console, and the result of an interview."""

from collections.abc import Callable
from datetime import datetime

import structlog
from pgqueuer.domain.errors import RetryRequested

from bot import delivery
from bot.database import Sessions
from bot.rooms import Keeper, Trouble
from bot.rooms.showmebug import ShowMeBugRooms
from interviews import room_events
from interviews.rules import Rules

log = structlog.get_logger()


class Consoles:
    """Asks for a login-free link, or for a result."""

    def __init__(
        self,
        keeper: Keeper | None,
        sessions: Sessions,
        rules: Rules,
        now: Callable[[], datetime],
    ) -> None:
        self.showmebug = keeper if isinstance(keeper, ShowMeBugRooms) else None
        self.sessions = sessions
        self.rules = rules
        self.now = now

    async def link(self, number: int, person: int) -> None:
        """Send HR, who waits for it, a link to the console, or why there is none. Asked once."""
        try:
            found, problem = (await self.showmebug.console() if self.showmebug else ""), ""
        except Trouble as trouble:
            found, problem = "", str(trouble)
        async with self.sessions() as session, session.begin():
            now = self.now()
            await room_events.console(session, number, person, found, problem, self.rules, now)
            await delivery.enqueue(session, now)

    async def result(self, event: int) -> None:
        """Keep the result of an interview that has ended.

        Raises:
            RetryRequested: it cannot be had yet.
        """
        async with self.sessions() as session:
            asked = await room_events.without_result(session, event, self.now())
        if asked is None or self.showmebug is None:
            return
        uid, patience = asked
        try:
            found = await self.showmebug.result(uid)
        except Trouble as trouble:
            log.info("no result yet", action="errand.later", reason=str(trouble))
            if trouble.for_good:
                return
            raise RetryRequested(patience, "no result yet") from None
        async with self.sessions() as session, session.begin():
            await room_events.keep_result(session, event, found)
