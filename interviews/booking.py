"""Settling an interview: confirm a time, decline them all, cancel.

Each operation locks the interview, looks again, writes, records and tells, in the caller's
transaction; it never commits. Doing the same thing twice is no error. What may not overlap is
guaranteed below, by the database (`holding.py`).
"""

from datetime import datetime
from typing import NamedTuple

from sqlmodel.ext.asyncio.session import AsyncSession

from interviews import announcements, answers, history
from interviews.details import Details, find
from interviews.holding import release
from interviews.notices import announce
from interviews.people import is_hr
from interviews.rules import Rules
from interviews.texts import NOTHING, Refused, Words
from models import Person
from models.interview import SlotState, Status


class Outcome(NamedTuple):
    """What an operation leaves: the interview as it is now, and what HR must pass on by hand."""

    details: Details
    pass_on: Words = NOTHING
    changed: bool = True
    """False where everything was so already."""
    warnings: Words = NOTHING
    """For HR: which rules the times they wrote break."""


async def confirm(
    session: AsyncSession, number: int, slot: int, *, by: Person, rules: Rules, now: datetime
) -> Outcome:
    """Agree on one of the offered times; the others are free again.

    Raises:
        Refused: that time cannot be had (any more); the words say which still can.
    """
    details = await find(session, number, lock=True)
    interview = details.interview
    chosen = next((one for one in details.slots if one.number == slot), None)
    if interview.status == Status.CONFIRMED:
        if chosen is not None and chosen.state == SlotState.TAKEN:
            return Outcome(details, changed=False)
        raise Refused(answers.agreed(details))
    answers.refuse_closed(details)
    if chosen is None:
        raise Refused(answers.no_such_time(details, slot, now))
    if chosen not in details.open(now):
        raise Refused(answers.gone(details, chosen, now))
    _close(details, SlotState.WITHDRAWN)
    chosen.state = SlotState.TAKEN
    interview.status = Status.CONFIRMED
    interview.starts_at, interview.ends_at = chosen.starts_at, chosen.ends_at
    interview.agreed_at = now
    interview.revision += 1
    await release(session, details, but=chosen)
    time = history.span(chosen.starts_at, chosen.ends_at)
    change = await history.record(session, interview, "confirmed", by=by, now=now, time=time)
    pass_on = await announce(
        session,
        details,
        change,
        by=by,
        rules=rules,
        now=now,
        to_candidate=announcements.confirmed_to_candidate(details, rules),
        to_panel=announcements.confirmed_to_panel(details),
        to_hr=announcements.confirmed_to_hr(details, by),
    )
    return Outcome(details, pass_on)


async def decline(
    session: AsyncSession, number: int, note: str, *, by: Person, rules: Rules, now: datetime
) -> Outcome:
    """None of the times fits: all are free again, and HR is told with what the candidate adds.

    Raises:
        Refused: a time is agreed already, or the interview is over.
    """
    details = await find(session, number, lock=True)
    answers.refuse_closed(details)
    if details.interview.status == Status.CONFIRMED:
        raise Refused(answers.agreed(details))
    slots = details.open(now)
    if not slots:
        return Outcome(details, changed=False)
    _close(details, SlotState.DECLINED)
    details.interview.revision += 1
    await release(session, details)
    change = await history.record(session, details.interview, "declined", by=by, now=now, note=note)
    pass_on = await announce(
        session,
        details,
        change,
        by=by,
        rules=rules,
        now=now,
        to_hr=announcements.declined_to_hr(details, slots, note),
        lasting=True,
    )
    return Outcome(details, pass_on)


async def cancel(
    session: AsyncSession, number: int, reason: str, *, by: Person, rules: Rules, now: datetime
) -> Outcome:
    """Call the interview off; nobody is bound any more, and the others are told why.

    Raises:
        Refused: it is over, or has begun and the one who asks is not HR.
    """
    details = await find(session, number, lock=True)
    interview = details.interview
    if interview.status == Status.CANCELLED:
        return Outcome(details, changed=False)
    answers.refuse_closed(details)
    agreed = interview.status == Status.CONFIRMED
    if agreed and details.agreed.start <= now and not is_hr(by, rules):
        raise Refused(answers.BEGUN(number=number, when=details.agreed, hr=details.hr.name))
    _close(details, SlotState.WITHDRAWN)
    interview.status = Status.CANCELLED
    interview.revision += 1
    await release(session, details)
    change = await history.record(session, interview, "cancelled", by=by, now=now, reason=reason)
    to_candidate, to_others = announcements.cancelled(details, by, reason, agreed=agreed)
    pass_on = await announce(
        session,
        details,
        change,
        by=by,
        rules=rules,
        now=now,
        to_candidate=to_candidate,
        to_panel=to_others if agreed else None,  # before that they have not heard of it
        to_hr=to_others,
        lasting=True,
    )
    return Outcome(details, pass_on)


def _close(details: Details, state: SlotState) -> None:
    """No offered time stays open."""
    for slot in details.slots:
        if slot.state == SlotState.OPEN:
            slot.state = state
