"""`/late 12 10` 迟到 10: tell the others by how many minutes one will be late."""

import re

from bot.routing import Chat, Router
from handlers._which import ASK, ask, choices, number_of
from interviews import answers, changes
from interviews.parts import upcoming, visible
from interviews.texts import Refused, Text, Words, lines

router = Router()

MOST = 180
HOW = Text(
    zh="请写上会晚到几分钟，例如：迟到 10",
    en="Please say by how many minutes, for example: late 10",
)
NOTHING = Text(
    zh="您没有已确认、还没结束的面试。", en="You have no confirmed interview that is still to come."
)
TOO_LATE = Text(
    zh="最多报 {most} 分钟。要是赶不上了，请发“取消 原因”。",
    en='At most {most} minutes. If you cannot make it, say "cancel" and why.',
)
DONE = Text(
    zh="已告诉其他人您会晚到 {minutes} 分钟（#{number}）。路上注意安全。",
    en="The others know that you will be {minutes} minutes late (#{number}). Take care.",
)
MINUTES = Text(
    zh="#{number} 大概会晚到几分钟？请回复数字。",
    en="By how many minutes for #{number}? Please reply with a number.",
)
WHICH_ONE = Text(zh="哪一场会晚到？", en="Late for which interview?")
_MINUTES = re.compile(r"(?:#?(\d{1,9})\s+)?(\d{1,4})\s*(?:分钟|分|minutes?|mins?|m)?")


@router.command(
    "late", "迟到", "晚到", "会迟到",
    usage=Text(zh="迟到 [编号] 分钟", en="late [number] minutes"),
    summary=Text(zh="告诉其他人会晚到几分钟", en="tell the others you will be late"),
    example=Text(zh="迟到 10", en="late 10"),
    form=r"\S+ (?:#?\d{1,9} )?\d{1,4} ?(?:分钟|分|minutes?|mins?|m)?",
    rank=34,
)  # fmt: skip
async def late(chat: Chat) -> Words:
    """Without a number: one's only upcoming interview, else the bot asks."""
    if not chat.args:
        return await _how_late(chat)
    given = _MINUTES.fullmatch(chat.args)
    if given is None or int(given[2]) == 0:
        raise Refused(HOW)
    minutes = int(given[2])
    if minutes > MOST:
        raise Refused(TOO_LATE(most=MOST))
    if given[1]:
        return await _late(chat, int(given[1]), minutes)
    found = await upcoming(chat.session, chat.person, chat.now, agreed_only=True)
    if not found:
        raise Refused(NOTHING)
    if len(found) > 1:
        words = ASK(choices=choices(chat, found))
        return ask(chat, "late_which", words, WHICH_ONE, found, minutes=minutes)
    return await _late(chat, found[0].number, minutes)


@router.answer("late_which")
async def which(chat: Chat) -> Words:
    """The number of the interview."""
    found = await upcoming(chat.session, chat.person, chat.now, agreed_only=True)
    number = number_of(chat, found)
    chat.person.question = None
    if chat.data["minutes"] is None:
        return chat.ask("free_minutes", MINUTES(number=number), number=number)
    return await _late(chat, number, chat.data["minutes"])


async def _how_late(chat: Chat) -> Words:
    """Ask for the minutes, of which interview first where there are several."""
    found = await upcoming(chat.session, chat.person, chat.now, agreed_only=True)
    if not found:
        raise Refused(NOTHING)
    if len(found) > 1:
        words = ASK(choices=choices(chat, found))
        return ask(chat, "late_which", words, WHICH_ONE, found, minutes=None)
    number = found[0].number
    return chat.ask("free_minutes", MINUTES(number=number), number=number)


async def _late(chat: Chat, number: int, minutes: int) -> Words:
    details = await visible(chat.session, number, chat.person, chat.rules)
    if not (details.candidate.id == chat.person.id or details.interviewed_by(chat.person)):
        raise Refused(answers.NOT_IN_IT(number=number))
    outcome = await changes.late(
        chat.session, number, minutes, by=chat.person, rules=chat.rules, now=chat.now
    )
    return lines(DONE(minutes=minutes, number=number), outcome.pass_on)
