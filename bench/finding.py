"""Finding times: ten interviewers over thirty days, among 100,000 interviews."""

import time
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime, timedelta

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bench.answering import REPEATS
from bench.server import Statements
from bench.table import Row, at_most, middle
from bench.town import ZONE, Town
from bot import database
from interviews import finder
from interviews.finder import Found
from interviews.rules import Limits, People, Rules
from models import Person

PEOPLE = 10
DAYS = 30
AT_ONCE = 20
"""Searches in one measurement."""
RULES = Rules(limits=Limits(per_day=8, per_week=40), people=People(region="DE"))
"""Everybody has five interviews a day: the usual limits would leave nothing to look for. Holidays
are Germany's, which are known for any year this may be run in."""

Search = Callable[[AsyncSession, list[Person], datetime], Awaitable[list[Found]]]


async def _panel(session: AsyncSession, people: list[Person], now: datetime) -> list[Found]:
    """Three people who all have to be free."""
    seats = [[person] for person in people[:3]]
    return await _times(session, seats, now)


async def _pool(session: AsyncSession, people: list[Person], now: datetime) -> list[Found]:
    """Any of ten."""
    return await _times(session, [people], now)


async def _everybody(session: AsyncSession, people: list[Person], now: datetime) -> list[Found]:
    """All ten of them."""
    return await _times(session, [[person] for person in people], now)


async def _times(session: AsyncSession, seats: list[list[Person]], now: datetime) -> list[Found]:
    span = (now, now + timedelta(days=DAYS))
    half = timedelta(minutes=30)
    return await finder.times(session, seats, None, half, span, 20, RULES, now, ZONE)


SEARCHES: dict[str, Search] = {
    "a panel of 3": _panel,
    f"any of {PEOPLE}": _pool,
    f"a panel of {PEOPLE}": _everybody,
}


async def finds(town: Town) -> AsyncIterator[Row]:
    """How long a search takes, and what it asks of the database."""
    now = datetime.now(UTC)
    counted = Statements(town.url)
    most = 0.0
    async with database.engine(town.url, size=1) as engine:
        sessions = database.sessions(engine)
        for name, search in SEARCHES.items():
            async with sessions() as session:
                people = await _people(session)
                await search(session, people, now)  # connects, prepares, loads the holidays
                took = middle(
                    [await _average(session, search, people, now) for _ in range(REPEATS)]
                )
                await counted.reset()
                found = await search(session, people, now)
                most = max(most, await counted.count())
            yield at_most(
                f"finding times for {name}, {DAYS} days, {town.interviews:,} interviews",
                took,
                100,
                f"{took:.1f} ms ({len(found)} found)",
                " ms",
            )
    yield at_most("statements a search", most, 5, f"{most:.0f}")


async def _people(session: AsyncSession) -> list[Person]:
    found = await session.exec(select(Person).order_by(col(Person.id)).limit(PEOPLE))
    return list(found.all())


async def _average(
    session: AsyncSession, search: Search, people: list[Person], now: datetime
) -> float:
    """Milliseconds of one search."""
    started = time.perf_counter()
    for _ in range(AT_ONCE):
        await search(session, people, now)
    return (time.perf_counter() - started) * 1000 / AT_ONCE
