"""A seat nobody sits on any more: what HR can do about it, as lines that can be sent as they are."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from interviews import automatic, finder, invitations, substitutes
from interviews.alternatives import Move
from interviews.automatic import SOON
from interviews.details import Details
from interviews.finder import Found
from interviews.left_out import left_out
from interviews.rules import Rules
from interviews.texts import Text, Words, lines
from models import Person

COUNT = 3
"""So many other times are shown."""

NOBODY_THEN = Text(
    zh="没有找到那时有空的同事。下面的时间{panel}有空，发其中一行就能改期：\n{commands}",
    en="I found no colleague who is free then. At these times {panel} can; send one of the lines to"
    " move it:\n{commands}",
)
THEN_SEATED = Text(
    zh="候选人确认新时间以后，再发这一行由{name}面试：\n{command}",
    en="Once the candidate has confirmed, send this line to have {name} interview:\n{command}",
)
NOBODY_EVER = Text(
    zh="没有找到那时有空的同事，之后也没有找到大家都有空的时间。",
    en="I found no colleague who is free then, and no later time at which everybody is.",
)


async def suggest(
    session: AsyncSession,
    details: Details,
    out: Person,
    pool: list[int],
    rules: Rules,
    now: datetime,
) -> Words:
    """Who could take the seat at the agreed time, of those who are near to it, else of whoever
    interviews; where nobody could, other times at which somebody can sit on it: `out` again, else
    one of those who are near."""
    spelled = await substitutes.spelled(session, out)
    sources = await substitutes.others(session, details, out, pool, now)
    free = await substitutes.free_then(session, details, sources, rules, now)
    if not free:
        anybody = await substitutes.whoever(session, details, out, now)
        free = await substitutes.free_then(session, details, [anybody], rules, now)
    if free:
        return invitations.suggested(details, spelled, free)
    others = [one for source in sources for one in source]
    for seat in ([out], others):
        if seat and (found := await _times(session, details, seat, rules, now)):
            panel = found[0].panel
            times = sorted((one.start, one.end) for one in found)
            [taker] = [one for one in panel if one in seat]
            command = invitations.SWAP(
                number=details.number,
                out=spelled,
                name=await substitutes.spelled(session, taker),
            )
            return lines(
                NOBODY_THEN(
                    panel=automatic.names(panel),
                    commands=lines(*(Move(details.number, time, False) for time in times)),
                ),
                THEN_SEATED(name=taker.name, command=command),
            )
    horizon = now + rules.limits.horizon
    unknown = left_out([*details.panel, out, *others], now, horizon, rules, now)
    return lines(NOBODY_EVER, unknown)


async def _times(
    session: AsyncSession, details: Details, seat: Sequence[Person], rules: Rules, now: datetime
) -> list[Found]:
    """Times other than the agreed one, soon if there are any, with the same panel each."""
    agreed = details.agreed
    for span in ((now, now + SOON), (now, now + rules.limits.horizon)):
        found = await finder.together(
            session, [*([one] for one in details.panel), seat], details.candidate,
            agreed.end - agreed.start, span, COUNT, rules, now, details.zone,
            but=details.number, place=automatic.room(details.interview.place, rules),
            avoid=[(agreed.start, agreed.end)],
        )  # fmt: skip
        if found:
            return found
    return []
