"""The second door: 微信客服. WeCom only says that something was said; what it was is pulled.

One at a time pulls an account, in whichever process, and handles its messages in order, each in a
transaction of its own, like a member's. The cursor moves in the transaction of the last message of
a page: after a crash what was handled is met again and known by its id.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import structlog
from pgqueuer.domain.errors import RetryRequested
from pgqueuer.domain.models import Job
from structlog.contextvars import bound_contextvars

from bot import database, delivery, kf_accounts, kf_messages, queue, traces
from bot.conversation import Also, Conversation
from bot.database import Sessions
from bot.incoming import Incoming
from bot.kf_accounts import Account
from bot.kf_messages import Item, Moved
from bot.machinery import Machinery
from bot.settings import Settings
from bot.tokens import TokenRefused
from bot.wecom import WeComError, WeComUnreachable
from interviews import chats
from models.sql import Rows, rows_of

log = structlog.get_logger()

LIMIT = 1000
BAD_TOKEN = 95007
SCENE = "interview"
"""Without one nothing may stand behind the link (DOC 94665)."""
OTHERS_TURN = timedelta(milliseconds=200)
AGAIN = timedelta(seconds=5)
TRIES = 3
"""Of one message whose handling breaks; then it is left, or nobody behind it would be answered."""


async def wanted(sessions: Sessions, incoming: Incoming, now: datetime) -> None:
    """Answer a callback: have it pulled."""
    async with sessions() as session, session.begin():
        rows = await rows_of(session)
        await kf_accounts.want(rows, incoming.account, incoming.text, incoming.sent_at, now)
        await queue.pull(rows, incoming.account)


class Customers:
    """Pulls what candidates on WeChat say."""

    def __init__(
        self,
        settings: Settings,
        made: Machinery,
        conversation: Conversation,
        now: Callable[[], datetime],
    ) -> None:
        self.settings = settings
        self.made = made
        self.conversation = conversation
        self.now = now
        self.broke: dict[str, int] = {}
        """How often handling a message has broken."""

    async def begin(self) -> None:
        """Make the account known, and have pulled what was missed while nobody listened."""
        open_kfid = self.settings.kf.open_kfid
        async with self.made.sessions() as session, session.begin():
            rows = await rows_of(session)
            await kf_accounts.begin(rows, open_kfid, self.now())
            await queue.pull(rows, open_kfid)

    async def work(self, job: Job) -> None:
        """Do one job: pull an account until nothing is left.

        Raises:
            RetryRequested: somebody else is at it, or WeCom or the database is away.
        """
        open_kfid = (job.payload or b"").decode()
        if open_kfid != self.settings.kf.open_kfid:
            log.warning("another account's messages", action="customers.not_ours")
            return
        try:
            await self._pull_all(open_kfid)
        except RetryRequested:
            raise
        except (WeComError, WeComUnreachable, TokenRefused) as error:
            log.warning("cannot pull", action="customers.no_answer", error=traces.brief(error))
            raise RetryRequested(AGAIN, "no answer") from None
        except Exception as error:
            if not database.away(error):
                log.exception("pulling broke", action="customers.broke")
            raise RetryRequested(AGAIN, type(error).__name__) from None

    async def _pull_all(self, open_kfid: str) -> None:
        while True:
            account = await self._account(open_kfid)
            if account is None or account.pulled >= account.wanted:
                return
            async with kf_accounts.alone(self.made.engine, open_kfid) as mine:
                if not mine:
                    raise RetryRequested(OTHERS_TURN, "somebody else pulls")
                await self._link(open_kfid)
                await self._pages(open_kfid)

    async def _pages(self, open_kfid: str) -> None:
        """Until nothing is left of what was wanted when it began."""
        account = await self._account(open_kfid)
        if account is None:
            return
        more, cursor = True, account.cursor
        while more:
            page = await self._page(open_kfid, account, cursor)
            reached = str(page.get("next_cursor") or cursor or "")
            items = page.get("msg_list") or []
            await self._handle(open_kfid, account, items, cursor, reached)
            more, cursor = bool(page.get("has_more")), reached or None
        async with kf_accounts.bare(self.made.engine) as rows:
            await kf_accounts.seen_to(rows, open_kfid, account.wanted)

    async def _page(self, open_kfid: str, account: Account, cursor: str | None) -> dict[str, Any]:
        asked = {"open_kfid": open_kfid, "limit": LIMIT} | ({"cursor": cursor} if cursor else {})
        if account.token is None:
            return await self.made.wecom.call("kf/sync_msg", data=asked)
        try:
            return await self.made.wecom.call("kf/sync_msg", data=asked | {"token": account.token})
        except WeComError as error:
            if error.code != BAD_TOKEN:
                raise
            async with kf_accounts.bare(self.made.engine) as rows:
                await kf_accounts.forget_token(rows, open_kfid, account.token)
            return await self.made.wecom.call("kf/sync_msg", data=asked)

    async def _handle(
        self,
        open_kfid: str,
        account: Account,
        given: list[dict[str, Any]],
        before: str | None,
        reached: str,
    ) -> None:
        """One page, in order; what is older than our start is none of ours."""
        items = kf_messages.items(given, open_kfid, account.started_at)

        async def advance(rows: Rows) -> None:
            await kf_accounts.advance(rows, open_kfid, before, reached)

        moved = False
        for place, one in enumerate(items):
            last = place == len(items) - 1 and isinstance(one, Incoming)
            moved = await self._one(one, advance if last else None) and last
        if not moved and reached and reached != before:
            async with kf_accounts.bare(self.made.engine) as rows:
                await advance(rows)
        log.info("pulled", action="customers.pulled", messages=len(items), of=len(given))

    async def _one(self, one: Item, also: Also | None) -> bool:
        """Handle one; False if it was left."""
        with bound_contextvars(message=one.key):
            try:
                done = await self._handled(one, also)
            except Exception as error:
                if database.away(error):
                    raise
                tries = self.broke[one.key] = self.broke.get(one.key, 0) + 1
                log.exception("a message broke", action="message.broke", tried=tries)
                if tries < TRIES:
                    raise
                del self.broke[one.key]
                return False
        if not done:
            raise RetryRequested(OTHERS_TURN, "another process is at work on it")
        return True

    async def _handled(self, one: Item, also: Also | None) -> bool:
        """Handle it; False: another process is at work on it."""
        if isinstance(one, Incoming):
            return await self.conversation.take_up(one, also)
        now = self.now()
        async with self.made.sessions() as session, session.begin():
            if isinstance(one, Moved):
                await chats.moved(session, one.customer, one.to, one.at, self.settings.rules, now)
            else:
                await chats.failed(
                    session, one.customer, one.msgid, one.why, self.settings.rules, now
                )
            await delivery.enqueue(session, now)
        return True

    async def _link(self, open_kfid: str) -> None:
        """What opens the account is asked for once and never changes."""
        async with kf_accounts.bare(self.made.engine) as rows:
            if await kf_accounts.link(rows, open_kfid) is not None:
                return
        asked = {"open_kfid": open_kfid, "scene": SCENE}
        answer = await self.made.wecom.call("kf/add_contact_way", data=asked)
        async with kf_accounts.bare(self.made.engine) as rows:
            await kf_accounts.set_link(rows, open_kfid, str(answer["url"]))

    async def _account(self, open_kfid: str) -> Account | None:
        async with kf_accounts.bare(self.made.engine) as rows:
            return await kf_accounts.account(rows, open_kfid, self.now())
