"""What the web process and the worker both stand on: the database and WeCom's API, opened
together and closed in the right order."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime

import aiohttp
import structlog
from sqlalchemy.ext.asyncio import AsyncEngine

from bot import database, traces
from bot.database import Sessions
from bot.settings import Settings
from bot.tokens import Tokens
from bot.wecom import WeComClient, WeComError, WeComUnreachable, token_fetcher

log = structlog.get_logger()

NAME_WITHIN = 1
"""Seconds a name on first contact may take; the sender waits meanwhile."""


@dataclass(frozen=True, slots=True)
class Machinery:
    """Open resources of one process."""

    url: str
    engine: AsyncEngine
    sessions: Sessions
    wecom: WeComClient
    http: aiohttp.ClientSession

    async def name_of(self, userid: str) -> str | None:
        """A member's name as WeCom has it; None if it does not say, or not within a second."""
        try:
            async with asyncio.timeout(NAME_WITHIN):
                found = await self.wecom.user.get(userid)
        except (WeComError, WeComUnreachable, TimeoutError) as error:
            log.info("no name", action="person.nameless", error=traces.brief(error))
            return None
        name = found.get("name")
        return name.strip() or None if isinstance(name, str) else None


@asynccontextmanager
async def machinery(
    settings: Settings, url: str, now: Callable[[], datetime]
) -> AsyncIterator[Machinery]:
    """Open the pool and the HTTP session for as long as the process works."""
    async with (
        database.engine(url, size=settings.database.pool) as engine,
        aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=100)) as http,
    ):
        sessions = database.sessions(engine)
        app = f"{settings.wecom.corp_id}/{settings.wecom.agent_id}"
        tokens = Tokens(sessions, app, token_fetcher(settings.wecom, http), now)
        yield Machinery(url, engine, sessions, WeComClient(settings.wecom, tokens, http), http)
