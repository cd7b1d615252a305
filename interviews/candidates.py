"""What candidates do with an interview of theirs, and what they are answered: the same by message,
by card and on their page."""

from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from interviews import announcements, answers, booking, new_times, series, wishes
from interviews.details import Details
from interviews.rules import Rules
from interviews.texts import InChat, Refused, Text, Words, lines

STILL = Text(zh="（之前已经确认过了）", en="(confirmed before)")
ALSO = Text(
    zh="还没有改期，新的时间还可以选：\n{times}",
    en="It has not been moved; the new times are still open:\n{times}",
)
OTHERS_COME = Text(
    zh="好的，已转告{hr}，会再和您商量别的时间。",
    en="All right, {hr} has been told and will suggest other times.",
)
STANDS = Text(
    zh="好的，#{number} 的时间不变：{when}。已转告{hr}。",
    en="All right, #{number} stays as it was: {when}. {hr} has been told.",
)
NOTHING_OPEN = Text(
    zh="您现在没有待确认的时间。要取消已确认的面试，请发“取消 原因”。",
    en='There is no time for you to decline just now. To cancel a confirmed interview, say "cancel"'
    " and why.",
)
NONE_OPEN = Text(zh="您现在没有待确认的时间。", en="There is no time for you to decline just now.")
CANCELLED = Text(
    zh="已取消 #{number}（{candidate}），相关的人会收到通知和原因。",
    en="Cancelled #{number} ({candidate}); everyone concerned is told, with the reason.",
)
ALREADY = Text(zh="#{number} 之前已经取消了。", en="#{number} was cancelled already.")


async def confirm(
    session: AsyncSession, details: Details, slot: int, *, rules: Rules, now: datetime
) -> Words:
    """Take one of the offered times.

    Raises:
        Refused: it cannot be had (any more).
    """
    own = booking.confirm if details.interview.series_id is None else series.confirm
    outcome = await own(session, details.number, slot, by=details.candidate, rules=rules, now=now)
    if outcome.instead is not None:
        return outcome.instead
    if outcome.was is not None:
        return new_times.moved_to_candidate(outcome.details, outcome.was, rules, set_at_once=False)
    said = announcements.confirmed_to_candidate(outcome.details, rules)
    if outcome.changed:
        return said
    instead = outcome.details.open(now)  # they may have meant the first of the new ones
    if not instead:
        return lines(STILL, said)
    also = ALSO(times=outcome.details.numbered(instead))
    return lines(STILL, said, also, InChat(answers.NUMBER))


async def decline(
    session: AsyncSession, details: Details, note: str, *, rules: Rules, now: datetime
) -> Words:
    """None of the offered times fits; `note` is passed on.

    Raises:
        Refused: none is open (any more), or a time is agreed.
    """
    own = booking.decline if details.interview.series_id is None else series.decline
    outcome = await own(session, details.number, note, by=details.candidate, rules=rules, now=now)
    details = outcome.details
    if not outcome.changed:  # they lapsed while this was on its way
        raise Refused(InChat(NOTHING_OPEN, NONE_OPEN))
    if details.interview.starts_at is not None:
        return STANDS(number=details.number, when=details.agreed, hr=details.hr.name)
    return OTHERS_COME(hr=details.hr.name)


async def ask(
    session: AsyncSession, details: Details, written: str, *, rules: Rules, now: datetime
) -> Words:
    """Ask for another time.

    Raises:
        Refused: it has begun, is over, or times are on offer that can be answered.
    """
    asked = await wishes.ask(
        session, details.number, written, by=details.candidate, rules=rules, now=now
    )
    return asked.words


async def cancel(
    session: AsyncSession, details: Details, reason: str, *, rules: Rules, now: datetime
) -> Words:
    """Call it off, with the other rounds in a row.

    Raises:
        Refused: it has begun or is over.
    """
    own = booking.cancel if details.interview.series_id is None else series.cancel
    outcome = await own(session, details.number, reason, by=details.candidate, rules=rules, now=now)
    if outcome.instead is not None:
        return outcome.instead
    number = details.number
    if not outcome.changed:
        return ALREADY(number=number)
    return CANCELLED(number=number, candidate=details.candidate.name)
