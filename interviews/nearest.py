"""Interviews HR may mean by a word alone: those they arrange or take part in, the nearest in time
first; where none of these fits, everybody's."""

from collections.abc import Collection
from datetime import datetime
from enum import Enum

from sqlmodel.ext.asyncio.session import AsyncSession

from interviews.details import Details, find
from models import Person
from models.sql import rows_of

MOST = 10
"""So many are shown to choose from."""


class Fits(Enum):
    """What can be meant, as a condition."""

    OFFERED = "i.status = 'offered'"
    TO_COME = "(i.status = 'offered' OR (i.status = 'confirmed' AND i.starts_at > now.at))"
    NOT_OVER = "(i.status = 'offered' OR (i.status = 'confirmed' AND i.ends_at > now.at))"
    UNSETTLED = (
        "i.status = 'confirmed' AND i.starts_at BETWEEN now.at - interval '30 days' AND now.at"
    )
    UNCLOSED = """
        i.status IN ('confirmed', 'done') AND i.closed_at IS NULL
        AND i.starts_at BETWEEN now.at - interval '30 days' AND now.at
    """
    LATELY = """
        i.status <> 'cancelled'
        AND coalesce(i.starts_at, now.at) > now.at - interval '30 days'
    """
    TO_FOLLOW = """
        i.status IN ('confirmed', 'done', 'no_show') AND i.starts_at > now.at - interval '30 days'
        AND NOT EXISTS (
            SELECT FROM interview n WHERE n.after_id = i.id AND n.status <> 'cancelled'
        )
    """
    ROOMED = """
        i.status IN ('confirmed', 'done') AND i.starts_at > now.at - interval '7 days'
        AND EXISTS (SELECT FROM counterpart r WHERE r.interview_id = i.id AND r.kind = 'room')
    """


# Of what is offered the first time that can be taken counts, else when it was made.
_NEAREST = """
    SELECT i.id FROM interview i JOIN person c ON c.id = i.candidate_id,
         (SELECT $2::timestamptz AS at) AS now
    WHERE {fits} AND c.forgotten_at IS NULL
      AND ($1::bigint IS NULL OR $1 IN (i.hr_id, i.candidate_id) OR EXISTS (
          SELECT FROM panel p WHERE p.interview_id = i.id AND p.interviewer_id = $1))
      AND ($3::bigint[] IS NULL OR i.candidate_id = ANY($3))
      AND ($4::bigint IS NULL OR i.id = $4)
    ORDER BY abs(extract(epoch FROM coalesce(i.starts_at, (
        SELECT min(s.starts_at) FROM slot s
        WHERE s.interview_id = i.id AND s.state = 'open' AND s.hold_until > now.at
    ), i.created_at) - now.at)), i.id
    LIMIT $5
"""


async def nearest(
    session: AsyncSession,
    hr: Person,
    fits: Fits,
    now: datetime,
    *,
    candidates: Collection[int] | None = None,
    number: int | None = None,
) -> list[Details]:
    """One more than are shown at most; of these candidates, or of this number, if any are given."""
    rows = await rows_of(session)
    query = _NEAREST.format(fits=fits.value)
    wanted = None if candidates is None else [*candidates]
    for by in (hr.id, None):
        if found := await rows.fetch(query, by, now, wanted, number, MOST + 1):
            return [await find(session, id_) for (id_,) in found]
    return []
