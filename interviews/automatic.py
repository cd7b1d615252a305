"""Times left to the bot: so many that are found, held at once, and found anew where somebody was
quicker; or times that HR wrote, which bring warnings."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeAlias

from sqlmodel.ext.asyncio.session import AsyncSession

from interviews import finder
from interviews.booking import Outcome
from interviews.details import Details
from interviews.finder import Found
from interviews.holding import Taken
from interviews.left_out import left_out
from interviews.rules import Rules
from interviews.texts import NOTHING, Refused, Text, Words, lines, listed
from models import Person

TRIES = 5
SOON = timedelta(days=14)
"""Found times lie that near, if there are enough; else up to the horizon."""

NONE_FOUND = Text(
    zh="没有找到{panel}都有空的时间。可以换面试官、换日期（例如 自动 3 下周），或者直接写时间。",
    en="I found no time at which {panel} can. Choose other interviewers or other days (for example"
    " auto 3 next week), or write a time yourself.",
)
FEWER = Text(
    zh="只找到 {count} 个都有空的时间。", en="I found only {count} times at which everybody can."
)
NO_PANEL = Text(
    zh="#{number} 现在没有面试官，没法找时间。请直接写时间。",
    en="#{number} has no interviewer now, so I cannot look for times. Please write them.",
)
WARNING = Text(zh="注意：{why}", en="Note: {why}")

Time: TypeAlias = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Written:
    """Times that HR wrote: accepted as they are, with a warning for each rule they break."""

    times: list[Time]


@dataclass(frozen=True, slots=True)
class Automatic:
    """So many times that are to be found, on certain days if some were named."""

    count: int
    length: timedelta | None = None
    """None: as long as it was, or as is usual."""
    span: Time | None = None


When: TypeAlias = Written | Automatic
Seats: TypeAlias = Sequence[Sequence[Person]]
"""Who may take each seat; a seat of one person has no choice."""
Search: TypeAlias = Callable[[Time], Awaitable[list[Found]]]
Hold: TypeAlias = Callable[[list[Person], list[Time]], Awaitable[Outcome]]


async def found(
    session: AsyncSession,
    when: Automatic,
    people: Sequence[Person],
    search: Search,
    hold: Hold,
    rules: Rules,
    now: datetime,
) -> Outcome:
    """Find and hold, and find others where somebody was quicker.

    `hold` is run in a savepoint, and again from the beginning if somebody was: it reads what it
    changes itself.

    Raises:
        Refused: there is no such time.
    """
    spans = [when.span] if when.span else [(now, now + SOON), (now, now + rules.limits.horizon)]
    for turn in range(TRIES):
        for span in spans:
            chosen = await search(span)
            if len(chosen) == when.count:
                break
        unknown = left_out(people, *span, rules, now)
        if not chosen:
            raise Refused(lines(NONE_FOUND(panel=names(people)), unknown))
        try:
            async with session.begin_nested():
                times = sorted((one.start, one.end) for one in chosen)
                outcome = await hold(chosen[0].panel, times)
        except Taken:
            if turn == TRIES - 1:
                raise
            continue
        few = FEWER(count=len(chosen)) if len(chosen) < when.count else NOTHING
        return outcome._replace(warnings=lines(few, unknown))
    raise AssertionError("the last turn returns or raises")


async def found_for(
    session: AsyncSession,
    details: Details,
    when: Automatic,
    avoid: Sequence[Time],
    hold: Hold,
    rules: Rules,
    now: datetime,
) -> Outcome:
    """The same for an interview that has its panel; `avoid` are times that it has already.

    Raises:
        Refused: there is no such time, or no panel.
    """
    if not details.panel:
        raise Refused(NO_PANEL(number=details.number))
    number, candidate, zone, panel = (
        details.number, details.candidate, details.zone, [*details.panel]
    )  # fmt: skip
    length = when.length or usual_length(details, rules)
    place = room(details.interview.place, rules)

    async def search(span: Time) -> list[Found]:
        return await finder.together(
            session, [[person] for person in panel], candidate, length, span, when.count, rules,
            now, zone, but=number, place=place, avoid=avoid,
        )  # fmt: skip

    return await found(session, when, panel, search, hold, rules, now)


GONE = Text(
    zh="{name}已收不到面约的消息，可能已离职",
    en="{name} gets no messages from Mianyue any more and may have left",
)


async def warned(
    session: AsyncSession, outcome: Outcome, times: list[Time], rules: Rules, now: datetime
) -> Outcome:
    """Add a line for each rule that times of HR's own break."""
    details = outcome.details
    said = await finder.warnings(session, details.panel, times, rules, now, but=details.number)
    broken = [
        *said.values(),
        *(GONE(name=one.name) for one in details.panel if one.left_at is not None),
    ]
    return outcome._replace(warnings=lines(*(WARNING(why=why) for why in broken)))


def usual_length(details: Details, rules: Rules) -> timedelta:
    """How long an interview is, as far as can be told."""
    if details.interview.starts_at is not None:
        return details.agreed.end - details.agreed.start
    if details.slots:
        return details.slots[-1].ends_at - details.slots[-1].starts_at
    return rules.interview.duration


def room(place: str | None, rules: Rules) -> str | None:
    """A place only one interview can have at a time."""
    return place if place in rules.rooms.names else None


def names(people: Sequence[Person]) -> Words:
    """Everybody's name once: 李雷、韩梅梅."""
    return listed({person.id: person.name for person in people}.values())
