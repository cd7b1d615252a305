"""Letting go of offered times that nobody took before the hold ended."""

from datetime import datetime

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from interviews import announcements, history
from interviews.details import find, whole
from interviews.holding import let_go
from interviews.notices import announce
from interviews.offers import spans
from interviews.parts import waiting_with
from interviews.rules import Rules
from models import Interview, Slot
from models.interview import SlotState, Status

BATCH = 50


async def expire(session: AsyncSession, number: int, *, rules: Rules, now: datetime) -> bool:
    """Free the offered times nobody took in time and tell HR; False where there are none."""
    details = await find(session, number, lock=True)
    lapsed = [
        slot for slot in details.slots if slot.state == SlotState.OPEN and slot.hold_until <= now
    ]
    if not lapsed:
        return False
    for slot in lapsed:
        slot.state = SlotState.EXPIRED
    if not details.open(now) and details.interview.status == Status.OFFERED:
        details.interview.revision += 1  # an offer still on its way is no longer true
    await let_go(session, lapsed)
    change = await history.record(
        session, details.interview, "expired", by=None, now=now, times=spans(lapsed)
    )
    rounds = await waiting_with(session, details)
    if rounds and rounds[0].number != number:
        return True  # said of the first
    shown = whole(rounds) if rounds else details
    numbers = {slot.number for slot in lapsed}
    await announce(
        session,
        details,
        change,
        by=None,
        rules=rules,
        now=now,
        to_hr=announcements.expired_to_hr(
            shown, [slot for slot in shown.slots if slot.number in numbers], now
        ),
        lasting=True,
    )
    return True


async def expire_due(session: AsyncSession, now: datetime, rules: Rules) -> int:
    """Let go of what nobody took by `now`, at most a batch of interviews; gives how many.

    An interview somebody is at work on is left for the next time.
    """
    found = await session.exec(
        select(Slot.interview_id)
        .where(col(Slot.state) == SlotState.OPEN, col(Slot.hold_until) <= now)
        .order_by(col(Slot.hold_until))
        .limit(BATCH * 4)
    )
    wanted = list(dict.fromkeys(found.all()))[:BATCH]
    locked = await session.exec(
        select(Interview.id)
        .where(col(Interview.id).in_(wanted))
        .order_by(col(Interview.id))
        .with_for_update(key_share=True, skip_locked=True)
    )
    numbers = locked.all()
    for number in numbers:
        await expire(session, number, rules=rules, now=now)
    return len(numbers)
