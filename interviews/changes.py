"""What changes about an interview besides its time."""

from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from interviews import announcements, history, states
from interviews.booking import Outcome
from interviews.details import find
from interviews.holding import rehold
from interviews.notices import announce
from interviews.rules import Rules
from interviews.texts import Refused, Text, Value
from interviews.words import Round, read_round
from models import Person
from models.interview import SlotState, Status

BAD_ROUND = Text(
    zh="看不懂轮次“{written}”。请写成 二面 或 2。",
    en='I cannot read the round "{written}". Write it like 2 or round 2.',
)
NOT_AGREED = Text(
    zh="#{number} 还没有确认时间，不用报迟到。", en="#{number} has no agreed time yet."
)
OVER = Text(zh="#{number} 已经结束了（{when}）。", en="#{number} is over already ({when}).")


async def edit(
    session: AsyncSession,
    number: int,
    field: str,
    written: str,
    *,
    by: Person,
    rules: Rules,
    now: datetime,
) -> Outcome:
    """Change `place`, `position` or `round`; whoever knows of the interview is told once.

    Raises:
        Refused: it is over, the value cannot be read, or the new room is taken.
    """
    details = await find(session, number, lock=True)
    states.refuse(details, "edit")
    interview = details.interview
    value: str | int | None = written or None
    if field == "round":
        value = read_round(written)
        if value is None:
            raise Refused(BAD_ROUND(written=written))
    old = getattr(interview, field)
    if old == value:
        return Outcome(details, changed=False)
    setattr(interview, field, value)
    if field == "place":
        taken = [slot for slot in details.slots if slot.state == SlotState.TAKEN]
        await rehold(session, details, [*taken, *details.open(now)], rules, now)
    change = await history.record(
        session,
        interview,
        "edited",
        by=by,
        now=now,
        field=field,
        old=old,
        new=value,
    )
    what = details, by, history.FIELDS[field], _shown(field, old), _shown(field, value)
    text = announcements.edited(*what)
    pass_on = await announce(
        session,
        details,
        change,
        by=by,
        rules=rules,
        now=now,
        to_candidate=text,
        to_panel=text if interview.status == Status.CONFIRMED else None,
        to_hr=announcements.edited_for_hr(*what),
        # The others' next offer or time says it anyway; HR may be who sets it.
        lasting_to=[details.hr],
    )
    return Outcome(details, pass_on)


async def late(
    session: AsyncSession, number: int, minutes: int, *, by: Person, rules: Rules, now: datetime
) -> Outcome:
    """Tell the others of an agreed interview that one will be late.

    Raises:
        Refused: there is no agreed time, or it is over.
    """
    details = await find(session, number, lock=True)
    if details.interview.status == Status.OFFERED:
        raise Refused(NOT_AGREED(number=number))
    states.refuse(details, "late")
    if details.agreed.end <= now:
        raise Refused(OVER(number=number, when=details.agreed))
    change = await history.record(
        session, details.interview, "late", by=by, now=now, minutes=minutes
    )
    text = announcements.late(details, by, minutes)
    pass_on = await announce(
        session,
        details,
        change,
        by=by,
        rules=rules,
        now=now,
        to_candidate=text,
        to_panel=text,
        to_hr=text,
    )
    return Outcome(details, pass_on)


def _shown(field: str, value: str | int | None) -> Value:
    if value is None:
        return announcements.NO_PLACE
    return Round(int(value)) if field == "round" else str(value)
