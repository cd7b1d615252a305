"""Interviewers who have not answered an invitation within a working day: they are reminded once, then
HR sees them in the digest."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, text
from sqlmodel.ext.asyncio.session import AsyncSession

from interviews import availability, faces, watermarks
from interviews.availability import Calendar, at
from interviews.dates import Period
from interviews.details import agreed
from interviews.notices import Notice, write
from interviews.phrases import ANSWER_IT, subject
from interviews.rules import Rules
from interviews.texts import Reader, Text, dotted, lines
from interviews.words import Round
from models.availability import BusyKind
from models.columns import Instant
from models.sql import rows_of, run

SOONEST = timedelta(hours=12)
"""No working day later comes sooner than that."""
LONGEST = 60
"""Days that are looked ahead for one on which somebody works."""
BATCH = 500

PLEASE = Text(
    zh="请答复面试 #{number}：{candidate} · {topic}\n时间：{when}",
    en="Please answer for interview #{number}: {candidate} · {topic}\nTime: {when}",
)
_SAID = "'answer:' || p.interview_id || ':' || i.revision || ':' || p.interviewer_id"
_WAITING = text(f"""
    SELECT p.interview_id, p.interviewer_id, p.asked_at
    FROM interview i JOIN panel p ON p.interview_id = i.id
    JOIN person who ON who.id = p.interviewer_id AND who.left_at IS NULL
    WHERE i.status = 'confirmed' AND i.starts_at > :now
      AND p.answer = 'none' AND p.asked_at <= :before
      AND NOT EXISTS (SELECT FROM outbox WHERE key = {_SAID})
    ORDER BY p.asked_at, p.interview_id
    LIMIT :most
""").bindparams(*(bindparam(name, type_=Instant) for name in ("now", "before")))  # noqa: S608 - ours
_SILENT = text(f"""
    SELECT i.id, who.name, c.name, i.position, i.round, i.starts_at, i.ends_at, i.zone
    FROM interview i JOIN panel p ON p.interview_id = i.id
    JOIN person who ON who.id = p.interviewer_id
    JOIN person c ON c.id = i.candidate_id
    WHERE i.status = 'confirmed' AND i.starts_at > :now AND p.answer = 'none'
      AND EXISTS (SELECT FROM outbox WHERE key = {_SAID})
    ORDER BY i.starts_at, i.id, p.seat
    LIMIT :most
""").bindparams(bindparam("now", type_=Instant))  # noqa: S608


@dataclass(frozen=True, slots=True)
class Silent:
    """`#12 李雷 · 张三 · 后端工程师 · 一面 · 11月27日 周五 15:00–16:00`."""

    number: int
    interviewer: str
    candidate: str
    position: str
    round: int
    start: datetime
    end: datetime
    zone: str

    def to(self, reader: Reader) -> str:
        """Render for this reader."""
        return dotted(
            f"#{self.number} {self.interviewer}",
            self.candidate,
            self.position,
            Round(self.round),
            Period(self.start, self.end, ZoneInfo(self.zone)),
        ).to(reader)


async def remind_due(session: AsyncSession, now: datetime, rules: Rules) -> int:
    """Remind who has had a working day to answer, once an invitation; gives how many."""
    mark = await watermarks.take_rested(session, "unanswered", now)
    if mark is None:
        return 0
    found = await run(session, _WAITING, now=now, before=now - SOONEST, most=BATCH)
    waiting = found.all()
    known = {
        details.number: details
        for details in await agreed(await rows_of(session), [number for number, _, _ in waiting])
    }
    people = {one.id: one for details in known.values() for one in details.panel}
    first = min((asked for _, _, asked in waiting), default=now)
    read = await availability.read(session, [*people.values()], first, now, rules, now)
    notices = []
    for number, person_id, asked in waiting:
        due = working_day_after(read.of[person_id], asked)
        if due is None or due > now:
            continue
        details = known[number]
        revision = details.interview.revision
        notices.append(
            Notice(
                people[person_id],
                lines(PLEASE(**subject(details), when=details.agreed), ANSWER_IT(number=number)),
                key=f"answer:{number}:{revision}:{person_id}",
                kind="answer",
                interview=number,
                revision=revision,
                not_after=details.agreed.start,
                card=faces.invitation(details),
            )
        )
    mark.reached = now
    return await write(session, notices, rules, now)


async def silent(session: AsyncSession, now: datetime, *, most: int) -> list[Silent]:
    """Who was reminded and still has not answered, by the time of the interview."""
    return [Silent(*row) for row in await run(session, _SILENT, now=now, most=most)]


def working_day_after(calendar: Calendar, asked: datetime) -> datetime | None:
    """The same time on somebody's next working day; what was asked outside of working hours counts
    from their next beginning. None: they do not work in the next weeks."""
    day = asked.astimezone(calendar.zone).date()
    heard: datetime | None = None
    for offset in range(LONGEST):
        hours = calendar.hours(day + timedelta(days=offset))
        if hours is None:
            continue
        opens, closes = (
            at(day + timedelta(days=offset), minutes, calendar.zone) for minutes in hours
        )
        if closes <= asked or _away(calendar, opens, closes):
            continue
        if heard is not None:
            clock = heard.astimezone(calendar.zone)
            same = at(day + timedelta(days=offset), clock.hour * 60 + clock.minute, calendar.zone)
            return min(max(same, opens), closes)
        heard = max(asked, opens)
    return None


def _away(calendar: Calendar, opens: datetime, closes: datetime) -> bool:
    return any(
        one.kind is BusyKind.LEAVE and one.start <= opens and closes <= one.end
        for one in calendar.absences
    )
