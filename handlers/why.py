"""`/why 12 周四 15:00` 为什么: what speaks against a time for an interview, one sentence each."""

import re

from bot.routing import Chat, Router, Who, fold
from interviews import finder, times
from interviews.automatic import usual_length
from interviews.dates import Period
from interviews.details import find
from interviews.texts import Refused, Text, Words, lines

router = Router()

HOW = Text(
    zh="请写上面试编号和时间，例如：为什么 12 周四 15:00",
    en="Please give the interview's number and a time, for example: why 12 thursday 15:00",
)
ASK_HR = Text(
    zh="时间是怎么定的，请直接问 HR。发“帮助”看看您可以说什么。",
    en='How times are chosen, please ask HR. Say "help" to see what you can say.',
)
CLEAR = Text(
    zh="#{number} 可以在 {when}：没有什么妨碍。",
    en="Nothing speaks against {when} for #{number}.",
)
AGAINST = Text(
    zh="#{number} 在 {when} 不合适：\n{reasons}",
    en="What speaks against {when} for #{number}:\n{reasons}",
)
REASON = Text(zh="· {why}", en="· {why}")
_NUMBERED = re.compile(r"#?\s*(\d{1,9})\s+(.+)", re.DOTALL)


@router.command(
    "why", "为什么", "为何",
    usage=Text(zh="为什么 编号 时间", en="why number time"),
    summary=Text(zh="一个时间为什么不合适", en="what speaks against a time"),
    example=Text(zh="为什么 12 周四 15:00", en="why 12 thursday 15:00"),
    who=Who.HR,
    explains=True,
    changes=False,
    form=r"\S+ #? ?\d{1,9}\b.*",
    rank=46,
)  # fmt: skip
async def why(chat: Chat) -> Words:
    """HR's own question: the reasons name what colleagues have on. Others hear whom to ask."""
    if not chat.hr:
        raise Refused(ASK_HR)
    found = _NUMBERED.fullmatch(fold(chat.raw))
    if found is None:
        raise Refused(HOW)
    details = await find(chat.session, int(found[1]))
    usual = usual_length(details, chat.rules)
    start, end = times.one(found[2], now=chat.now, zone=chat.reader.zone, duration=usual)
    place = details.interview.place
    reasons = await finder.objections(
        chat.session, details.panel, start, end, chat.rules, chat.now,
        but=details.number,
        candidate=details.candidate,
        place=place if place in chat.rules.rooms.names else None,
    )  # fmt: skip
    when = Period(start, end, chat.reader.zone)
    if not reasons:
        return CLEAR(number=details.number, when=when)
    listed = lines(*(REASON(why=one) for one in reasons))
    return AGAINST(number=details.number, when=when, reasons=listed)
