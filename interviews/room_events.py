"""What ShowMeBug tells about a room: the interview has ended, rated so and so. Then it is done, and
feedback is asked for."""

import secrets
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from interviews import feedback_requests, outcomes
from interviews.counterparts import errand
from interviews.details import find
from interviews.notices import Notice, write
from interviews.rules import Rules
from interviews.texts import Own, Refused, Text, Words
from models import Counterpart, Person, RoomEvent

ENDED = "interview_ended"
RESULT_WITHIN = timedelta(days=1)
"""So long a result is asked for."""
PAUSES = ((timedelta(minutes=5), 10), (timedelta(hours=1), 60), (RESULT_WITHIN, 600))
"""Until so long after the event it is asked for every so many seconds."""
LINK = Text(
    zh="#{number} 的 ShowMeBug 控制台（免登录，请勿转发）：\n{link}",
    en="ShowMeBug's console for #{number} (no login needed; please do not pass it on):\n{link}",
)
NO_LINK = Text(
    zh="现在打不开 ShowMeBug 控制台：{problem}\n请稍后再发：房间 {number}",
    en="ShowMeBug's console cannot be opened just now: {problem}\nPlease try again later: room {number}",
)


async def told(
    session: AsyncSession,
    team: int,
    event: str,
    payload: dict[str, Any],
    *,
    rules: Rules,
    now: datetime,
) -> bool:
    """Take in what ShowMeBug says about a room; False if it has said so before."""
    uid, rating = str(payload["uid"]), payload.get("rate")
    found = await session.exec(select(Counterpart).where(col(Counterpart.remote_id) == uid))
    room = found.first()
    fresh = await session.exec(
        insert(RoomEvent)
        .values(
            team=team,
            event=event,
            remote_id=uid,
            interview_id=room.interview_id if room else None,
            at=now,
            payload=payload,
            rating=rating if isinstance(rating, int) else None,
        )
        .on_conflict_do_nothing()
        .returning(col(RoomEvent.id))
    )
    number = fresh.scalar_one_or_none()
    if number is None:
        return False
    if event == ENDED and room is not None:
        errand(session, f"result {number}")
        await _ended(session, room.interview_id, rules, now)
    return True


async def console(
    session: AsyncSession,
    number: int,
    person: int,
    link: str,
    problem: str,
    rules: Rules,
    now: datetime,
) -> None:
    """Tell HR, who has asked, the way into the console."""
    to = await session.get_one(Person, person)
    words: Words = LINK(number=number, link=Own(link))
    if not link:
        words = NO_LINK(number=number, problem=problem or "-")
    key = f"console:{number}:{person}:{secrets.token_hex(8)}"
    notice = Notice(to, words, key, kind="console", interview=number)
    await write(session, [notice], rules, now)


async def of(session: AsyncSession, number: int) -> RoomEvent | None:
    """How an interview ended, as its room's provider put it."""
    found = await session.exec(
        select(RoomEvent)
        .where(col(RoomEvent.interview_id) == number, col(RoomEvent.event) == ENDED)
        .order_by(col(RoomEvent.id).desc())
    )
    return found.first()


async def without_result(
    session: AsyncSession, event: int, now: datetime
) -> tuple[str, timedelta] | None:
    """The room whose result is missing, and after how long to ask again; None: it is there, or it
    is not asked for any more."""
    row = await session.get(RoomEvent, event)
    if row is None or row.result is not None:
        return None
    pauses = (seconds for until, seconds in PAUSES if now - row.at < until)
    seconds = next(pauses, None)
    return None if seconds is None else (row.remote_id, timedelta(seconds=seconds))


async def keep_result(session: AsyncSession, event: int, result: dict[str, Any]) -> None:
    """Keep it as it came; unless the candidate was forgotten meanwhile."""
    row = await session.get(RoomEvent, event, with_for_update=True)
    if row is not None and row.payload:
        row.result = result


async def _ended(session: AsyncSession, number: int, rules: Rules, now: datetime) -> None:
    """It has taken place, and feedback is asked for at once. Where it cannot have (it has not begun,
    it was called off) or has not (somebody did not come), only what was said is kept."""
    details = await find(session, number, lock=True)
    try:
        outcome = await outcomes.done(session, number, by=None, rules=rules, now=now)
    except Refused:
        return
    if outcome.details.interview.absent is None:
        await feedback_requests.ask_at_once(session, details, rules, now)
