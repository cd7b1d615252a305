"""Giving an interview another time, by HR: offered to the candidate, or set at once."""

from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from interviews import announcements, answers, history, new_times, states
from interviews.automatic import Automatic, When, Written, found_for, warned
from interviews.booking import Outcome, settle, take_back_offers
from interviews.details import Details, find
from interviews.holding import let_go
from interviews.notices import Notice, announce, write
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

    wished = details.interview.wish is not None
    if isinstance(when, Automatic):
        outcome = await found_for(session, details, when, has, hold, rules, now)
    else:
        outcome = await hold([], when.times)
    stays = not (at_once or outcome.details.open(now))
    if outcome.changed and wished:
        outcome.details.interview.wish = None
    if outcome.changed and isinstance(when, Written) and not stays:
        outcome = await warned(session, outcome, when.times, rules, now)
    return outcome


async def keep(
    session: AsyncSession, number: int, *, by: Person, rules: Rules, now: datetime
) -> Outcome:
    """Leave the agreed time as it is: what is on offer instead is taken back, and whoever asked for
    another time hears that there is none.

    Raises:
        Refused: no time is agreed, or it has begun.
    """
    details = await find(session, number, lock=True)
    agreed, wish, wisher = _agreed(details), details.interview.wish, _wisher(details)
    if agreed is None:
        raise Refused(states.NOT_AGREED(number=number))
    outcome = await move(
        session, number, Written([agreed]), at_once=False, by=by, rules=rules, now=now
    )
    if wish is None:
        return outcome
    details = outcome.details
    if not outcome.changed:
        details.interview.wish = None
        await history.record(session, details.interview, "unmoved", by=by, now=now, times=[])
    asked = wisher is not None and wisher.id == details.candidate.id
    if wisher is None or (asked and outcome.changed):  # who was offered other times has heard it
        return Outcome(details, outcome.pass_on)
    words = new_times.offer(details, now, rules) if asked else new_times.stays(details)
    key = f"stays:{number}:{wish['at']}:{wisher.id}"
    revision = details.interview.revision
    notice = Notice(wisher, words, key=key, kind="unmoved", interview=number, revision=revision)
    await write(session, [notice], rules, now)
    return Outcome(details, outcome.pass_on)


def refuse_begun(details: Details, now: datetime) -> None:
    """The time of what has begun is history.

    Raises:
        Refused: it has begun.
    """
    if details.begun(now):
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
    offered = details.open(now)
    if not (fresh or withdrawn):
        return Outcome(details, changed=False)
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


def _wisher(details: Details) -> Person | None:
    """Who has asked for another time and not been answered, if they still take part."""
    wish = details.interview.wish
    if wish is None or details.interview.starts_at is None:
        return None
    people = [details.candidate, *details.panel]
    return next((one for one in people if one.id == wish["by"]), None)


def _agreed(details: Details) -> Time | None:
    if details.interview.starts_at is None:
        return None
    return details.agreed.start, details.agreed.end
