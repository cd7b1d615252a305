"""`/why 12 周四 15:00` 为什么: what speaks against a time for an interview, one sentence each."""

import re

from bot.routing import Chat, Router, Who, fold
from handlers._instead import HEARD, bare_yes, instead
from handlers._run import run
from handlers._which import LEADING
from handlers.which_one import which_one
from interviews import finder, times
from interviews.automatic import usual_length
from interviews.dates import Period
from interviews.details import find
from interviews.texts import Refused, Text, Words, lines
from interviews.understanding.meaning import Action

router = Router()

HOW = Text(
    zh="请写上面试编号和时间，例如：为什么 12 周四 15:00",
    en="Please give the interview's number and a time, for example: why 12 thursday 15:00",
)
ASK_HR = Text(
    zh="时间是怎么定的，请直接问 HR。发“帮助”看看您可以说什么。",
    en='How times are chosen, please ask HR. Say "help" to see what you can say.',
)
WHEN = Text(
    zh="#{number}（{candidate}）的哪个时间？请回复日期和几点，例如：周四 15:00",
    en="Which time for #{number} ({candidate})? Please reply with the day and the hour, for example:"
    " thursday 15:00",
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
_ANOTHER = frozenset({Action.CANCEL, Action.DONE, Action.NOSHOW})
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
        return await _missing(chat)
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


@router.answer("why_when", *HEARD)
async def when(chat: Chat) -> Words:
    """The time."""
    number = chat.data["number"]
    if bare_yes(chat):
        return await _ask(chat, number)
    if (words := await instead(chat, of=None, also=_ANOTHER)) is not None:
        return words
    chat.person.question = None
    return await run(chat, [f"why {number} {chat.raw}"])


async def _missing(chat: Chat) -> Words:
    """Of which interview and of what time, what comes first is asked for."""
    if alone := LEADING.fullmatch(f"{fold(chat.raw).rstrip(' .!')} "):
        return await _ask(chat, int(alone[1]))
    said = fold(chat.raw).strip()
    if said:  # no time: a question of another kind
        zone, usual = chat.reader.zone, chat.rules.interview.duration
        try:
            times.one(said, now=chat.now, zone=zone, duration=usual)
        except times.Unreadable as unread:
            raise Refused(HOW) from unread
    if (words := await which_one(chat, "why", said)) is not None:
        return words
    raise Refused(HOW)


async def _ask(chat: Chat, number: int) -> Words:
    details = await find(chat.session, number)
    words = WHEN(number=number, candidate=details.candidate.name)
    return chat.ask("why_when", words, number=number)
