"""`/slots 李雷,韩梅梅 60 本周` 空闲: times at which all of them can, ready for a schedule line."""

import re
from datetime import datetime, timedelta

from bot.routing import Chat, Router, Who, fold
from handlers import _when
from interviews import finder, groups, spans, times
from interviews.automatic import SOON
from interviews.dates import Lasting, Period
from interviews.left_out import left_out
from interviews.texts import NOTHING, Refused, Text, Words, dotted, lines, listed
from models import Person

router = Router()

OTHERS = Text(
    zh="只有 HR 可以查别人的空闲时间。查自己的，发“空闲 本周”就好。",
    en='Only HR can see when others are free. For yourself, just say "slots this week".',
)
HEAD = Text(zh="{who} · {length} · 可以的时间：", en="{who} · {length} · free times:")
LINE = Text(zh="{number}. {when}", en="{number}. {when}")
NONE = Text(
    zh="{who}：这段时间里没有 {length}的空档。可以换日期，例如：空闲 {who} 下周",
    en="{who}: no {length} free in that time. Try other days, for example: slots {who} next week",
)
USE = Text(
    zh="安排时可以直接写上面的时间，或者写“自动 3”。",
    en='Use any of these in "schedule", or write "auto 3" there.',
)
# Behind minutes, or a number itself, is no name: 李雷 60 2027-06.
_DAYS = re.compile(
    r"(?:^|(?<=\s))(?:\d{1,3}\s*(?:分钟|分|minutes?|mins?|m|小时|hours?|h)?\s+(?P<days>\S.*))$|"
    r"(?<=\s)(?P<days_only>\d.*)$"
)


@router.command(
    "slots", "空闲", "空闲时间", "找时间",
    usage=Text(zh="空闲 [面试官,面试官] [分钟] [日期]", en="slots [interviewers] [minutes] [days]"),
    summary=Text(zh="看看什么时候都有空", en="when everybody is free"),
    example=Text(zh="空闲 李雷,韩梅梅 60 本周", en="slots 李雷,韩梅梅 60 this week"),
    own=Text(zh="空闲 60 本周", en="slots 60 this week"),
    who=Who.INTERVIEWER,
    rank=45,
)  # fmt: skip
async def slots(chat: Chat) -> Words:
    """Without names one's own; without days the next two weeks. At most twenty, the best ones."""
    seats, length, span = await _asked(chat)
    found = await finder.times(
        chat.session, seats, None, length, span, times.MOST, chat.rules, chat.now, chat.reader.zone
    )
    people = {person.id: person for seat in seats for person in seat}
    who, lasting = listed(person.name for person in people.values()), Lasting(length)
    unknown = left_out(people.values(), *span, chat.rules, chat.now)
    if not found:
        return lines(NONE(who=who, length=lasting), unknown)
    pooled = any(len(seat) > 1 for seat in seats)
    rows = [
        dotted(
            LINE(number=number, when=Period(one.start, one.end, chat.reader.zone)),
            listed(person.name for person in one.panel) if pooled else NOTHING,
        )
        for number, one in enumerate(sorted(found, key=lambda one: one.start), 1)
    ]
    return lines(HEAD(who=who, length=lasting), *rows, USE if chat.hr else NOTHING, unknown)


async def _asked(
    chat: Chat,
) -> tuple[list[list[Person]], timedelta, tuple[datetime, datetime]]:
    """Whose time, how much of it, and on which days."""
    names, length, span = _when.asked(chat, fold(chat.raw))
    if unread := _DAYS.search(names):
        raise Refused(spans.UNREADABLE(written=unread["days"] or unread["days_only"]))
    seats = [[chat.person]]
    if names.strip(" ,、"):
        seats = await groups.seats(chat.session, names, chat.rules, chat.now)
    if not chat.hr and [[one.id for one in seat] for seat in seats] != [[chat.person.id]]:
        raise Refused(OTHERS)
    span = span or (chat.now, chat.now + SOON)
    return seats, length or chat.rules.interview.duration, span
