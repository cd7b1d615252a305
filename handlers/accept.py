"""`/accept 12` 接受: an interviewer takes an interview."""

import re

from bot.routing import Chat, Router, Who
from handlers._which import ASK, ask, choices, number_of
from handlers.confirm import yes
from interviews import panels
from interviews.parts import interviewing, offers_to
from interviews.texts import Refused, Text, Words

router = Router()

NOTHING = Text(
    zh="您没有要答复的面试。发“今天”或“本周”查看您的面试。",
    en='There is no interview for you to answer. Say "today" or "week" to see yours.',
)
HOW = Text(
    zh="请只写面试编号，例如：接受 12", en="Please give only the number, for example: accept 12"
)
DONE = Text(
    zh="好的，#{number} 您会参加：{candidate}，{when}。",
    en="Thank you, you will be there: #{number} {candidate}, {when}.",
)
WHICH_ONE = Text(zh="接受哪一场？", en="Accept which interview?")
_NUMBER = re.compile(r"#?\s*(\d{1,9})\s*[.!]?")


@router.command(
    "accept", "接受", "我参加", "能参加",
    usage=Text(zh="接受 [编号]", en="accept [number]"),
    summary=Text(zh="面试官答复：会参加", en="as an interviewer: you will be there"),
    example=Text(zh="接受 12", en="accept 12"),
    who=Who.INTERVIEWER,
    form=r"\S+ #? ?\d{1,9}[.!]?",
    rank=35,
)  # fmt: skip
async def accept(chat: Chat) -> Words:
    """Without a number: the only interview one has been asked about."""
    given = _NUMBER.fullmatch(chat.args)
    if given:
        return await _accept(chat, int(given[1]))
    if chat.args:
        raise Refused(HOW)
    found = await interviewing(chat.session, chat.person, chat.now, unanswered=True)
    if len(found) > 1:
        return ask(chat, "accept_which", ASK(choices=choices(chat, found)), WHICH_ONE, found)
    if found:
        return await _accept(chat, found[0].number)
    if await offers_to(chat.session, chat.person, chat.now):
        return await yes(chat)  # a candidate's word for the only time there is
    raise Refused(NOTHING)


@router.answer("accept_which")
async def which(chat: Chat) -> Words:
    """The number of the interview."""
    found = await interviewing(chat.session, chat.person, chat.now, unanswered=True)
    number = number_of(chat, found)
    chat.person.question = None
    return await _accept(chat, number)


async def _accept(chat: Chat, number: int) -> Words:
    outcome = await panels.accept(
        chat.session, number, by=chat.person, rules=chat.rules, now=chat.now
    )
    details = outcome.details
    return DONE(number=number, candidate=details.candidate.name, when=details.agreed)
