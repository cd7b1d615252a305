"""What waits for an answer, and since when; and who asked for another time and waits for HR."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, text
from sqlmodel.ext.asyncio.session import AsyncSession

from interviews.dates import Lasting, Period
from interviews.texts import NOTHING, Reader, Text, dotted
from interviews.words import entry
from models import Person
from models.columns import Instant
from models.sql import run

OPEN = Text(zh="{count} 个时间待选", en="{count} open")
NONE_OPEN = Text(zh="没有可选的时间，请再提供", en="no time open, offer others")
WISHES = Text(zh="候选人说：{text}", en="the candidate says: {text}")
ASKS = Text(zh="{who}想改期", en="{who} asks for another time")
ASKS_FOR = Text(zh="{who}想改期：{text}", en="{who} asks for another time: {text}")
SHOWN = 60
"""Characters of a wish that are shown; all of it is in the interview's history."""
SINCE = Text(zh="已等 {length}", en="waiting for {length}")

_PENDING = text("""
    SELECT i.id, c.name, i.position, i.round, coalesce(s.open, 0),
           coalesce(s.since, (SELECT max(at) FROM change WHERE interview_id = i.id)),
           CASE WHEN i.status = 'offered' THEN i.wish ->> 'text' END
    FROM (
        SELECT id FROM interview WHERE status = 'offered'
        UNION
        SELECT interview_id FROM slot WHERE state = 'open' AND hold_until > :now
    ) w
    JOIN interview i ON i.id = w.id AND i.status IN ('offered', 'confirmed')
    JOIN person c ON c.id = i.candidate_id
    LEFT JOIN LATERAL (
        SELECT count(*) AS open, min(offered_at) AS since FROM slot
        WHERE interview_id = i.id AND state = 'open' AND hold_until > :now
    ) s ON true
    ORDER BY 6, i.id
    LIMIT :most
""").bindparams(bindparam("now", type_=Instant))
_WISHED = text("""
    SELECT i.id, c.name, i.position, i.round, i.starts_at, i.ends_at, i.zone, p.name,
           i.wish ->> 'text', (i.wish ->> 'at')::timestamptz
    FROM interview i
    JOIN person c ON c.id = i.candidate_id
    JOIN person p ON p.id = (i.wish ->> 'by')::bigint
    WHERE i.status = 'confirmed' AND i.starts_at > :now AND jsonb_typeof(i.wish) = 'object'
    ORDER BY 10, i.id
    LIMIT :most
""").bindparams(bindparam("now", type_=Instant))


def wish(by: Person, said: str, now: datetime, times: Sequence[list[str]] = ()) -> dict[str, Any]:
    """What somebody has said of other times, as the interview keeps it until HR has answered."""
    return {"by": by.id, "at": now.isoformat(), "text": said, "times": [*times]}


_UNSTAFFED = text("""
    SELECT i.id, c.name, i.position, i.round, i.starts_at, i.ends_at, i.zone
    FROM interview i JOIN person c ON c.id = i.candidate_id
    WHERE i.status = 'confirmed' AND i.starts_at > :now
      AND NOT EXISTS (SELECT FROM panel WHERE interview_id = i.id)
    ORDER BY i.starts_at, i.id
    LIMIT :most
""").bindparams(bindparam("now", type_=Instant))


@dataclass(frozen=True, slots=True)
class Waiting:
    """`#12 张三 · 后端工程师 · 一面 · 2 个时间待选 · 已等 1 天 3 小时`."""

    number: int
    candidate: str
    position: str
    round: int
    open: int
    since: datetime
    wish: str | None = None
    """What the candidate has said of other times, where none is open."""

    def to(self, reader: Reader) -> str:
        """Render for this reader."""
        return dotted(
            entry(self.number, self.candidate, self.position, self.round),
            OPEN(count=self.open) if self.open else NONE_OPEN,
            WISHES(text=_cut(self.wish)) if self.wish else NOTHING,
            SINCE(length=Lasting(reader.now - self.since, rough=True)),
        ).to(reader)


@dataclass(frozen=True, slots=True)
class Wished:
    """`#12 张三 · 后端工程师 · 一面 · 11月25日 周三 15:00–16:00 · 李雷想改期：周五下午 · 已等 2 小时`."""

    number: int
    candidate: str
    position: str
    round: int
    start: datetime
    end: datetime
    zone: str
    who: str
    text: str
    since: datetime

    def to(self, reader: Reader) -> str:
        """Render for this reader."""
        asks = ASKS_FOR(who=self.who, text=_cut(self.text)) if self.text else ASKS(who=self.who)
        return dotted(
            entry(self.number, self.candidate, self.position, self.round),
            Period(self.start, self.end, ZoneInfo(self.zone)),
            asks,
            SINCE(length=Lasting(reader.now - self.since, rough=True)),
        ).to(reader)


@dataclass(frozen=True, slots=True)
class Unstaffed:
    """`#12 张三 · 后端工程师 · 一面 · 11月25日 周三 15:00–16:00`."""

    number: int
    candidate: str
    position: str
    round: int
    start: datetime
    end: datetime
    zone: str

    def to(self, reader: Reader) -> str:
        """Render for this reader."""
        return dotted(
            entry(self.number, self.candidate, self.position, self.round),
            Period(self.start, self.end, ZoneInfo(self.zone)),
        ).to(reader)


async def unstaffed(session: AsyncSession, now: datetime, *, most: int) -> list[Unstaffed]:
    """Agreed interviews whose interviewers have all declined, the soonest first."""
    return [Unstaffed(*row) for row in await run(session, _UNSTAFFED, now=now, most=most)]


async def pending(session: AsyncSession, now: datetime, *, most: int) -> list[Waiting]:
    """Interviews without an agreed time or with another one on offer, the longest wait first.

    Where times are open the candidate is waited for, since they were offered; where none is, HR.
    """
    rows = await run(session, _PENDING, now=now, most=most)
    return [Waiting(*row) for row in rows]


async def wished(session: AsyncSession, now: datetime, *, most: int) -> list[Wished]:
    """Agreed interviews that somebody asked to move and HR has not, the longest wait first."""
    return [Wished(*row) for row in await run(session, _WISHED, now=now, most=most)]


def _cut(written: str) -> str:
    """A wish on one line."""
    flat = " ".join(written.split())
    return flat if len(flat) <= SHOWN else f"{flat[:SHOWN]}…"
