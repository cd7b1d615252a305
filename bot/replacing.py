"""Changing a card that is in somebody's hands: once by the code of its sending, and once by the code
of each click, within 72 hours (DOC 94888)."""

from collections.abc import AsyncIterator, Callable
from datetime import datetime, timedelta

import structlog
from sqlalchemy import RowMapping

from bot.claims import Claims
from bot.posting import Posting, may_have_arrived
from bot.template_cards import template
from bot.verdicts import SPENT, Dead, verdict
from bot.wecom import WeComError
from models.message import OutboxState

log = structlog.get_logger()

GOOD_FOR = timedelta(hours=72)
TOO_LATE = "its code is spent or older than 72 hours"


class NeverSent(Exception):  # noqa: N818 - nobody holds the card, so there is nothing to say
    """The card was dropped before it went out."""


class Replacing:
    """Replaces cards, as outbox rows with `updates` say."""

    def __init__(self, claims: Claims, posting: Posting, now: Callable[[], datetime]) -> None:
        self.claims = claims
        self.posting = posting
        self.now = now

    async def replace(self, row: RowMapping) -> str | None:
        """Change the card; gives None once it is changed, else why it cannot be.

        Raises:
            NeverSent: there is no card to change.
            WeComError: not now; so do WeComUnreachable and TokenRefused.
        """
        held = await self.claims.card_of(row)
        if held is not None and held["state"] == OutboxState.DROPPED:
            raise NeverSent
        body = template(row["card"], None)
        why = TOO_LATE if body is not None else "no card can say it"
        async for holder, code in self._codes(row, held):
            if body is None:
                break
            try:
                await self.posting.update(row, body, code)
            except WeComError as error:
                if not isinstance(verdict(error), Dead):
                    raise
                if error.code == SPENT and may_have_arrived(row):
                    await self.claims.spend(holder)
                    return None  # the try before had an effect, and no answer
                why = str(error)
                log.info("a card cannot be changed", action="card.refused", row=holder, reason=why)
                await self.claims.spend(holder)
                continue
            await self.claims.spend(holder)
            return None
        return why

    async def _codes(
        self, row: RowMapping, sent: RowMapping | None
    ) -> AsyncIterator[tuple[int, str]]:
        """Codes that may work, and the row that has each: the click's own first."""
        oldest = self.now() - GOOD_FOR
        if row["response_code"] and row["created_at"] > oldest:
            yield row["id"], row["response_code"]
        if sent is None or sent["state"] != OutboxState.SENT or sent["sent_at"] <= oldest:
            return
        if sent["response_code"]:
            yield row["updates"], sent["response_code"]
