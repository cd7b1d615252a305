"""Giving an interview another time, by HR: offered to the candidate, or set at once."""

from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from interviews import announcements, answers, history, new_times, states
from interviews.automatic import When, Written, found_for, warned
from interviews.booking import Outcome, settle, take_back_offers
from interviews.details import Details, find
from interviews.holding import let_go
from interviews.notices import announce
from interviews.offers import add_slots, spans
from interviews.rules import Rules
from interviews.texts import Refused, Text
from models import Person
from models.interview import SlotState, Status

ONE_TIME = Text(
    zh="用“!”直接改定时，请只写一个时间，例如：改到 {number} 周五 10:00!",
    en='To set a time at once with "!", give a single one, for example: move {number} friday 10:00!',
)

Time = tuple[datetime, datetime]


async def move(
    session: AsyncSession,
    number: int,
    when: When,
    *,
    at_once: bool,
    by: Person,
    rules: Rules,
    now: datetime,
) -> Outcome:
    """Give an interview another time.

    As a rule the times are offered to the candidate, in place of those that are open. An agreed
    time stands until they take one, and everybody's reminders of it stay true; when they do,
    everyone is told once, from when to when. If they decline, or do not answer before the hold ends
    or the agreed time comes, HR is told and it stands. To move it to the
    agreed time takes such an offer back. Times that are left to the bot are none it has already.

    `at_once` sets the one time given: everyone is told, the candidate with how to object.

    Raises:
        Refused: the interview is over or has begun, the time has passed, somebody is busy, or no time
            can be found.
    """
    details = await find(session, number, lock=True)
    states.refuse(details, "set" if at_once else "move")
    refuse_begun(details, now)
    answers.refuse_part(details)
    count = len(when.times) if isinstance(when, Written) else when.count
    if at_once and count > 1:
        raise Refused(ONE_TIME(number=number))
    has = [(slot.starts_at, slot.ends_at) for slot in details.open(now)]
    if (agreed := _agreed(details)) is not None:
        has.append(agreed)

    async def hold(_: list[Person], times: list[Time]) -> Outcome:
        here = await find(session, number, lock=True)
        if at_once:
            return await _set(session, here, times[0], by=by, rules=rules, now=now)
        return await _offer(session, here, times, by=by, rules=rules, now=now)

    if isinstance(when, Written):
        outcome = await hold([], when.times)
        if outcome.changed:
            outcome = await warned(session, outcome, when.times, rules, now)
    else:
        outcome = await found_for(session, details, when, has, hold, rules, now)
    if outcome.changed and outcome.details.interview.wish is not None:
        outcome.details.interview.wish = None
        outcome.details.interview.moves += int(agreed is not None)
    return outcome


def refuse_begun(details: Details, now: datetime) -> None:
    """The time of what has begun is history.

    Raises:
        Refused: it has begun.
    """
    if details.interview.status == Status.CONFIRMED and details.agreed.start <= now:
        raise Refused(states.BEGUN(number=details.number, when=details.agreed))


async def _set(
    session: AsyncSession, details: Details, time: Time, *, by: Person, rules: Rules, now: datetime
) -> Outcome:
    if time == _agreed(details):
        return Outcome(details, changed=False)
    await add_slots(session, details, [time], rules, now)
    chosen = next(slot for slot in details.open(now) if (slot.starts_at, slot.ends_at) == time)
    return await settle(session, details, chosen, "set", by=by, rules=rules, now=now)


async def _offer(
    session: AsyncSession,
    details: Details,
    times: list[Time],
    *,
    by: Person,
    rules: Rules,
    now: datetime,
) -> Outcome:
    wanted = [time for time in times if time != _agreed(details)]
    withdrawn = [slot for slot in details.open(now) if (slot.starts_at, slot.ends_at) not in wanted]
    for slot in withdrawn:
        slot.state = SlotState.WITHDRAWN
    await let_go(session, withdrawn)
    fresh = await add_slots(session, details, wanted, rules, now)
    if not (fresh or withdrawn):
        return Outcome(details, changed=False)
    offered = details.open(now)
    if details.interview.status == Status.OFFERED:
        details.interview.revision += 1
    change = await history.record(
        session, details.interview, "moving" if offered else "unmoved", by=by, now=now,
        times=spans(offered),
    )  # fmt: skip
    await take_back_offers(session, details, now)
    text = announcements.offer if details.interview.starts_at is None else new_times.offer
    pass_on = await announce(
        session,
        details,
        change,
        by=by,
        rules=rules,
        now=now,
        to_candidate=text(details, now, rules),
        not_after=max((slot.hold_until for slot in offered), default=None),
    )
    return Outcome(details, pass_on)


def _agreed(details: Details) -> Time | None:
    if details.interview.starts_at is None:
        return None
    return details.agreed.start, details.agreed.end
