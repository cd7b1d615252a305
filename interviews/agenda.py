"""Who meets whom, when: what people look at. Reads only."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import BigInteger, TextClause, bindparam, text
from sqlmodel.ext.asyncio.session import AsyncSession

from interviews.dates import Day, Hours
from interviews.texts import Reader, Words, harmless, lines
from interviews.words import STATUS, Round
from models import Person
from models.columns import Instant
from models.interview import Status
from models.person import Language
from models.sql import run

Span = tuple[datetime, datetime]
FOREVER = timedelta(days=3650)

# What `Entry` needs, of interview i with candidate c.
_FACTS = "c.name, i.position, i.round, i.status, i.place, i.zone"


def _query(sql: str) -> TextClause:
    return text(sql).bindparams(
        bindparam("who", type_=BigInteger),
        bindparam("start", type_=Instant),
        bindparam("end", type_=Instant),
        bindparam("most", type_=BigInteger),
    )


_OWN = _query(f"""
    SELECT i.id, lower(b.during), upper(b.during), {_FACTS},
           CASE WHEN i.candidate_id = :who THEN ARRAY(
               SELECT p.name FROM panel JOIN person p ON p.id = panel.interviewer_id
               WHERE panel.interview_id = i.id ORDER BY panel.seat
           ) END,
           false
    FROM booking b
    JOIN interview i ON i.id = b.interview_id
    JOIN person c ON c.id = i.candidate_id
    WHERE b.who = :who AND lower(b.during) >= :start AND lower(b.during) < :end
    ORDER BY 2, 1
    LIMIT :most
""")  # noqa: S608 - only our own constants are put together

_EVERYONE = _query(f"""
    SELECT i.id, t.starts_at, t.ends_at, {_FACTS}, NULL,
           i.candidate_id = :who
           OR EXISTS (SELECT FROM panel WHERE interview_id = i.id AND interviewer_id = :who)
    FROM (
        SELECT id AS interview_id, starts_at, ends_at FROM interview
        WHERE status IN ('confirmed', 'done', 'no_show')
          AND starts_at >= :start AND starts_at < :end
        UNION ALL
        SELECT interview_id, starts_at, ends_at FROM slot
        WHERE state = 'open' AND starts_at >= :start AND starts_at < :end
    ) t
    JOIN interview i ON i.id = t.interview_id
    JOIN person c ON c.id = i.candidate_id
    ORDER BY t.starts_at, i.id
    LIMIT :most
""")  # noqa: S608

_INVOLVING = text(f"""
    SELECT i.id,
           coalesce(i.starts_at, first.starts_at), coalesce(i.ends_at, first.ends_at),
           {_FACTS}, NULL, false
    FROM interview i
    JOIN person c ON c.id = i.candidate_id
    JOIN LATERAL (
        SELECT starts_at, ends_at FROM slot WHERE interview_id = i.id
        ORDER BY state <> 'open', number LIMIT 1
    ) first ON true
    WHERE i.candidate_id = ANY(:people)
       OR i.id IN (SELECT interview_id FROM panel WHERE interviewer_id = ANY(:people))
    ORDER BY i.id DESC
    LIMIT :most
""")  # noqa: S608


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of an agenda: an agreed interview, or a time that is held for one.

    `#12 15:00–16:00 张三 · 后端工程师 · 一面 · 已确认 · 1号会议室`; a candidate reads the names of
    the interviewers instead of the own one. `starred` for what an HR who sees everything takes
    part in; `dated` where no heading says the day.
    """

    number: int
    start: datetime
    end: datetime
    candidate: str
    position: str
    round: int
    status: Status
    place: str | None
    zone: str
    panel: list[str] | None
    starred: bool
    dated: bool = False

    def to(self, reader: Reader) -> str:
        """Render for this reader."""
        hours = Hours(self.start, self.end, ZoneInfo(self.zone)).to(reader)
        day = f"{Day(self.start).to(reader)} " if self.dated else ""
        who = self.candidate
        if self.panel is not None:
            who = ("、" if reader.language == Language.ZH else ", ").join(self.panel)
        parts = (
            f"{'★ ' if self.starred else ''}#{self.number} {day}{hours} {who}",
            self.position,
            Round(self.round).to(reader),
            STATUS[self.status].to(reader),
            self.place,
        )
        return harmless(" · ".join(part for part in parts if part))


def day(reader: Reader, offset: int = 0) -> Span:
    """The reader's today (or so many days later), from midnight to midnight."""
    return _span(reader, reader.now.astimezone(reader.zone).date() + timedelta(days=offset), 1)


def week(reader: Reader) -> Span:
    """The reader's week, Monday to Sunday."""
    today = reader.now.astimezone(reader.zone).date()
    return _span(reader, today - timedelta(days=today.weekday()), 7)


def later(reader: Reader) -> Span:
    """All that is still to come."""
    return reader.now, reader.now + FOREVER


async def own(
    session: AsyncSession, person: Person, span: Span, *, most: int | None = None
) -> list[Entry]:
    """Everything this person takes part in that starts in the span, in time order."""
    return await _entries(session, _OWN, person, span, most)


async def everyone(
    session: AsyncSession, person: Person, span: Span, *, most: int | None = None
) -> list[Entry]:
    """Everything of everybody that starts in the span; starred where this person takes part."""
    return await _entries(session, _EVERYONE, person, span, most)


async def involving(session: AsyncSession, people: list[int], *, most: int) -> list[Entry]:
    """Interviews of these candidates or interviewers, latest first; cancelled ones too."""
    rows = await run(session, _INVOLVING, people=people, most=most)
    return [_entry(row, dated=True) for row in rows]


def by_day(entries: list[Entry], reader: Reader) -> Words:
    """Entries in time order, below a heading for each day of the reader."""

    def local(entry: Entry) -> date:
        return entry.start.astimezone(reader.zone).date()

    return lines(
        *(
            lines(Day(some[0].start), *some)
            for _, group in groupby(entries, local)
            if (some := [*group])
        )
    )


async def _entries(
    session: AsyncSession, query: TextClause, person: Person, span: Span, most: int | None
) -> list[Entry]:
    rows = await run(session, query, who=person.id, start=span[0], end=span[1], most=most)
    return [_entry(row, dated=False) for row in rows]


def _entry(row: Any, *, dated: bool) -> Entry:
    number, start, end, candidate, position, nth, status, place, zone, panel, starred = row
    return Entry(
        number=number,
        start=start,
        end=end,
        candidate=candidate,
        position=position,
        round=nth,
        status=Status(status),
        place=place,
        zone=zone,
        panel=panel,
        starred=starred,
        dated=dated,
    )


def _span(reader: Reader, first: date, days: int) -> Span:
    """Between midnights of the reader's zone: a day the clocks change on has 23 or 25 hours."""
    start, end = (
        datetime.combine(one, time(), tzinfo=reader.zone)
        for one in (first, first + timedelta(days=days))
    )
    return start, end
