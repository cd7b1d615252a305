"""Why somebody cannot be there, said after they have left the panel: a card's button carries none."""

from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from interviews import history, substitutes
from interviews.details import NOT_FOUND, Details, find
from interviews.notices import announce
from interviews.phrases import subject
from interviews.rules import Rules
from interviews.texts import Refused, Text
from models import Person

EXPLAINED = Text(
    zh="{who}不能参加面试 #{number}（{candidate} · {topic}）的原因：{reason}",
    en="Why {who} cannot take interview #{number} ({candidate} · {topic}): {reason}",
)


async def explain(
    session: AsyncSession, number: int, reason: str, *, by: Person, rules: Rules, now: datetime
) -> Details:
    """Keep the reason of who has declined, and tell HR.

    Raises:
        Refused: they have not declined it.
    """
    details = await find(session, number, lock=True)
    if by.id not in await substitutes.refused_by(session, number):
        raise Refused(NOT_FOUND(number=number))
    change = await history.record(
        session, details.interview, "explained", by=by, now=now, reason=reason
    )
    await announce(
        session,
        details,
        change,
        by=by,
        rules=rules,
        now=now,
        to_hr=EXPLAINED(who=by.name, **subject(details), reason=reason),
        lasting_to=[details.hr],
    )
    return details
