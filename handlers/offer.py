"""`/offer 12 时间；时间` 提供 12 …: offer more times for an interview that is not agreed yet."""

import re

from bot.routing import Chat, Router, Who, fold
from handlers import _when
from handlers.which_one import half_said
from interviews import automatic, parts, proposals, series_offers
from interviews.details import find
from interviews.reach import by_hand
from interviews.texts import Text, Words, lines
from interviews.understanding.meaning import Action

router = Router()

HOW = Text(
    zh="请写上编号和时间，例如：提供 12 明天 15:00；周五 10:00-11:00",
    en="Please give the number and times, for example: offer 12 tomorrow 15:00; friday 10:00-11:00",
)
DONE = Text(zh="#{number} 现在可选：\n{times}", en="Now on offer for #{number}:\n{times}")
ALREADY = Text(
    zh="#{number} 这些时间本来就在提供：\n{times}",
    en="These were on offer for #{number} already:\n{times}",
)
SENT = Text(zh="已发给{candidate}。", en="Sent to {candidate}.")
_NUMBERED = re.compile(r"#?\s*(\d{1,9})\s+(.+)", re.DOTALL)


@router.command(
    "offer", "提供", "加时间", "提供时间",
    usage=Text(zh="提供 编号 时间；时间 或 自动 几个", en="offer number time; time or auto count"),
    summary=Text(zh="再给候选人几个可选时间", en="offer more times"),
    example=Text(zh="提供 12 周五 10:00；周五 14:00", en="offer 12 friday 10:00; friday 14:00"),
    who=Who.HR,
    form=r"\S+ (?!(?:个|几个|点)?时间)\S.*",
    rank=41,
)  # fmt: skip
async def offer(chat: Chat) -> Words:
    """Times on offer stay on offer; the new ones get the next numbers."""
    found = _NUMBERED.fullmatch(fold(chat.raw))
    if found is None:
        return await half_said(chat, Action.OFFER, HOW)
    number = int(found[1])
    row = await parts.is_in_a_row(chat.session, number)
    has = await find(chat.session, number)
    length = None if row else automatic.usual_length(has, chat.rules)
    wanted = _when.when(chat, found[2], length=length)
    outcome = await (series_offers.offer if row else proposals.offer)(
        chat.session, number, by=chat.person, when=wanted, rules=chat.rules, now=chat.now
    )
    details = outcome.details
    listed = details.numbered(details.open(chat.now))
    if not outcome.changed:
        return ALREADY(number=details.number, times=listed)
    done = DONE(number=details.number, times=listed)
    if by_hand(details.candidate, chat.rules):
        return lines(done, outcome.warnings, outcome.pass_on)
    return lines(done, SENT(candidate=details.candidate.name), outcome.warnings)
