"""What there is to do in another system for an interview, found by looking at the interview when a
worker has time for it.

It looks again until nothing is left, so nothing is done for a time that has changed again meanwhile,
and what was asked for without an answer is looked for before it is asked for again.
"""

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, text
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from interviews.counterparts import of
from interviews.details import Details, find
from interviews.people import reader
from interviews.rules import Rules
from interviews.texts import Own, Text, Words
from interviews.words import topic
from models import Counterpart, Person
from models.columns import Instant
from models.counterpart import Kind, Standing
from models.interview import Status
from models.sql import run

TITLE = Text(
    zh="面试 #{number} {candidate} · {topic}", en="Interview #{number} {candidate} · {topic}"
)

_LINK = re.compile(r"https?://\S+", re.IGNORECASE)

# Two minutes are longer than any call takes; a dead worker's claim lapses.
_CLAIM = text("""
    UPDATE counterpart
    SET claimed_until = clock_timestamp() + interval '2 minutes', tries = tries + 1
    WHERE id = :id AND state = 'waiting' AND coalesce(not_before <= :now, true)
      AND coalesce(claimed_until < clock_timestamp(), true)
    RETURNING id
""").bindparams(bindparam("now", type_=Instant))


@dataclass(frozen=True, slots=True)
class Wanted:
    """What another system should know of an interview; names and titles as its HR reads them."""

    number: int
    candidate: str
    title: str
    start: datetime
    end: datetime
    host: Person
    panel: tuple[Person, ...]
    where: str | None
    """The place, or the room's link."""


@dataclass(frozen=True, slots=True)
class Made:
    """What another system keeps: its name there, how one gets in, what it was told."""

    remote_id: str
    shown: dict[str, Any]
    links: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Task:
    """Something to do elsewhere: make it or change it as `wanted`, or (None) take it away."""

    id: int
    number: int
    kind: Kind
    provider: str
    version: int
    tries: int
    wanted: Wanted
    stays: bool
    kept: Made | None
    unsure: bool
    """It may be there without our knowing its name."""


async def claim(
    session: AsyncSession, number: int, rules: Rules, now: datetime
) -> Task | timedelta | None:
    """What there is to do about a counterpart, for this worker alone; how long to wait for that; or
    None: nothing (any more)."""
    claimed = (await run(session, _CLAIM, id=number, now=now)).first()
    row = await session.get(Counterpart, number, populate_existing=True)
    if row is None or row.state != Standing.WAITING:
        return None
    if claimed is None:
        return max(row.not_before - now, timedelta()) if row.not_before else timedelta()
    details = await find(session, row.interview_id)
    stays = _stays(details, row.kind, now)
    if row.provider == "wecom_meeting" and details.agreed.end <= now:
        stays = None  # what is over cannot be called off
    unsure = row.remote_id is None and row.asked_at is not None
    if stays is None or (not stays and row.remote_id is None and not unsure):
        row.state = Standing.KEPT if row.remote_id else Standing.GONE
        row.claimed_until = row.not_before = row.reason = None
        return None
    if row.remote_id is None:
        row.asked_at = row.asked_at or now
    return Task(
        id=row.id,
        number=row.interview_id,
        kind=row.kind,
        provider=row.provider,
        version=row.wanted,
        tries=row.tries,
        wanted=await _wanted(session, details, row.kind, rules, now),
        stays=stays,
        kept=Made(row.remote_id, row.shown, row.links) if row.remote_id else None,
        unsure=unsure,
    )


async def done(session: AsyncSession, task: Task, made: Made | None) -> Counterpart:
    """Write down what is there now (None: nothing), in an interview that is locked. If it changed
    meanwhile there is more to do."""
    row = await locked(session, task.id)
    row.remote_id = made.remote_id if made else None
    row.links = made.links if made else {}
    row.shown = made.shown if made else {}
    row.asked_at = row.claimed_until = row.not_before = row.reason = None
    row.tries = 0
    if row.wanted == task.version:
        row.state = Standing.KEPT if made else Standing.GONE
    return row


async def locked(session: AsyncSession, number: int) -> Counterpart:
    """A counterpart that nobody else changes until the transaction ends."""
    found = await session.exec(
        select(Counterpart)
        .where(col(Counterpart.id) == number)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return found.one()


def _stays(details: Details, kind: Kind, now: datetime) -> bool | None:
    """Whether it should be there; None: it is left as it is, since the interview is over."""
    interview = details.interview
    if interview.status == Status.CANCELLED or details.candidate.forgotten_at is not None:
        return False
    if interview.status != Status.CONFIRMED or details.agreed.end <= now:
        return None
    if kind == Kind.ROOM:  # HR's own link is the room
        return not _LINK.search(interview.place or "")
    return bool(details.panel)


async def _wanted(
    session: AsyncSession, details: Details, kind: Kind, rules: Rules, now: datetime
) -> Wanted:
    as_hr = reader(details.hr, rules, now)
    candidate = Own(details.candidate.name).to(as_hr)
    words: Words = TITLE(number=details.number, candidate=candidate, topic=topic(details.interview))
    where = details.interview.place
    if kind == Kind.CALENDAR and (room := await of(session, details.number, Kind.ROOM)):
        where = " ".join(filter(None, [where, room.links.get("interviewer")])) or None
    return Wanted(
        number=details.number,
        candidate=candidate,
        title=words.to(as_hr),
        start=details.agreed.start,
        end=details.agreed.end,
        host=details.hr,
        panel=tuple(details.panel),
        where=where,
    )
