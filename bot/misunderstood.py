"""`python -m bot misunderstood`: what people wrote and nobody understood, for making the rules better.

It prints people's own words, so nothing else ever does; who said them is left out.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import bindparam, text

from bot import database
from models.columns import Instant
from models.sql import run

_LIST = text("""
    SELECT min(received_at), count(*), text FROM inbox
    WHERE command = '?' AND received_at > :since AND text <> ''
    GROUP BY text ORDER BY count(*) DESC, min(received_at)
    LIMIT 500
""").bindparams(bindparam("since", type_=Instant))


async def show(url: str, days: int, now: datetime, say: Callable[[str], None]) -> None:
    """Print each text of the last days once, the most frequent first."""
    since = now - timedelta(days=days)
    async with database.engine(url, size=1) as engine, database.sessions(engine)() as session:
        rows = (await run(session, _LIST, since=since)).all()
    if not rows:
        say(f"Everything said in the last {days} days was understood.")
    for first, count, said in rows:
        say(f"{first:%Y-%m-%d}  {count}x  {' '.join(said.split())}")
