"""Who meets whom, when: what people look at. Reads only."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from interviews.dates import Day, Hours
from interviews.texts import Reader, Words, harmless, lines, said
from interviews.words import STATUS, Round
from models import Person
from models.interview import Status
from models.person import Language
from models.sql import Rows

Span = tuple[datetime, datetime]
FOREVER = timedelta(days=3650)

# What `Entry` needs, of interview i with candidate c, at a time that has this status.
_FACTS = "c.name, i.position, i.round, {status}, i.place, i.zone"
# A time that is not the agreed one is only offered, also for an interview that has one.
_STATUS = (
    "CASE WHEN i.status <> 'confirmed' OR (i.starts_at = lower(b.during)"
    " AND i.ends_at = upper(b.during)) THEN i.status ELSE 'offered' END"
)

_OWN = f"""
    SELECT i.id, lower(b.during), upper(b.during), {_FACTS.format(status=_STATUS)},
           CASE WHEN i.candidate_id = $1 THEN ARRAY(
               SELECT p.name FROM panel JOIN person p ON p.id = panel.interviewer_id
               WHERE panel.interview_id = i.id ORDER BY panel.seat
           ) END,
           false
    FROM booking b
    JOIN interview i ON i.id = b.interview_id
    JOIN person c ON c.id = i.candidate_id
    WHERE b.who = $1 AND lower(b.during) >= $2 AND lower(b.during) < $3
    ORDER BY 2, 1
    LIMIT $4
"""  # noqa: S608 - only our own constants are put together

_EVERYONE = f"""
    SELECT i.id, t.starts_at, t.ends_at, {_FACTS.format(status="t.status")}, NULL,
           i.candidate_id = $1
           OR EXISTS (SELECT FROM panel WHERE interview_id = i.id AND interviewer_id = $1)
    FROM (
        SELECT id AS interview_id, starts_at, ends_at, status FROM interview
        WHERE status IN ('confirmed', 'done', 'no_show')
          AND starts_at >= $2 AND starts_at < $3
        UNION ALL
        SELECT interview_id, starts_at, ends_at, 'offered' FROM slot
        WHERE state = 'open' AND starts_at >= $2 AND starts_at < $3
    ) t
    JOIN interview i ON i.id = t.interview_id
    JOIN person c ON c.id = i.candidate_id
    ORDER BY t.starts_at, i.id
    LIMIT $4
"""  # noqa: S608

_INVOLVING = f"""
    SELECT i.id,
           coalesce(i.starts_at, first.starts_at), coalesce(i.ends_at, first.ends_at),
           {_FACTS.format(status="i.status")}, NULL, false
    FROM interview i
    JOIN person c ON c.id = i.candidate_id
    JOIN LATERAL (
        SELECT starts_at, ends_at FROM slot WHERE interview_id = i.id
        ORDER BY state <> 'open', number LIMIT 1
    ) first ON true
    WHERE i.candidate_id = ANY($1)
       OR i.id IN (SELECT interview_id FROM panel WHERE interviewer_id = ANY($1))
    ORDER BY i.id DESC
    LIMIT $2
"""  # noqa: S608


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
    status: str
    place: str | None
    zone: str
    panel: list[str] | None
    starred: bool
    dated: bool = False

    def to(self, reader: Reader) -> str:
        """Render for this reader."""
        hours = Hours(self.start, self.end, ZoneInfo(self.zone)).to(reader)
        day = f"{Day(self.start).to(reader)} " if self.dated else ""
        who = said(self.candidate, reader)
        if self.panel is not None:
            who = ("、" if reader.language == Language.ZH else ", ").join(self.panel)
        parts = (
            f"{'★ ' if self.starred else ''}#{self.number} {day}{hours} {who}",
            self.position,
            Round(self.round).to(reader),
            STATUS[Status(self.status)].to(reader),
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


async def own(rows: Rows, person: Person, span: Span, *, most: int | None = None) -> list[Entry]:
    """Everything this person takes part in that starts in the span, in time order."""
    return _entries(await rows.fetch(_OWN, person.id, *span, most))


async def everyone(
    rows: Rows, person: Person, span: Span, *, most: int | None = None
) -> list[Entry]:
    """Everything of everybody that starts in the span; starred where this person takes part."""
    return _entries(await rows.fetch(_EVERYONE, person.id, *span, most))


async def involving(rows: Rows, people: list[int], *, most: int) -> list[Entry]:
    """Interviews of these candidates or interviewers, latest first; cancelled ones too."""
    return _entries(await rows.fetch(_INVOLVING, people, most), dated=True)


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


def _entries(rows: Iterable[Any], *, dated: bool = False) -> list[Entry]:
    """The queries give the columns in the order of the fields."""
    return [Entry(*(*row, dated)) for row in rows]


def _span(reader: Reader, first: date, days: int) -> Span:
    """Between midnights of the reader's zone: a day the clocks change on has 23 or 25 hours."""
    start, end = (
        datetime.combine(one, time(), tzinfo=reader.zone)
        for one in (first, first + timedelta(days=days))
    )
    return start, end
