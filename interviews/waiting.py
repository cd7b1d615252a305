"""What waits for an answer, and since when."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, text
from sqlmodel.ext.asyncio.session import AsyncSession

from interviews.dates import Lasting
from interviews.texts import Reader, Text, dotted
from interviews.words import Round
from models.columns import Instant
from models.sql import run

OPEN = Text(zh="{count} 个时间待选", en="{count} open")
NONE_OPEN = Text(zh="没有可选的时间，请再提供", en="no time open, offer others")
SINCE = Text(zh="已等 {length}", en="waiting for {length}")

_PENDING = text("""
    SELECT i.id, c.name, i.position, i.round, coalesce(s.open, 0),
           coalesce(s.since, (SELECT max(at) FROM change WHERE interview_id = i.id))
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


@dataclass(frozen=True, slots=True)
class Waiting:
    """`#12 张三 · 后端工程师 · 一面 · 2 个时间待选 · 已等 1 天 3 小时`."""

    number: int
    candidate: str
    position: str
    round: int
    open: int
    since: datetime

    def to(self, reader: Reader) -> str:
        """Render for this reader."""
        return dotted(
            f"#{self.number} {self.candidate}",
            self.position,
            Round(self.round),
            OPEN(count=self.open) if self.open else NONE_OPEN,
            SINCE(length=Lasting(reader.now - self.since, rough=True)),
        ).to(reader)


async def pending(session: AsyncSession, now: datetime, *, most: int) -> list[Waiting]:
    """Interviews without an agreed time or with another one on offer, the longest wait first.

    Where times are open the candidate is waited for, since they were offered; where none is, HR.
    """
    rows = await run(session, _PENDING, now=now, most=most)
    return [Waiting(*row) for row in rows]
