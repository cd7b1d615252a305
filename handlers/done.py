"""`/done 12` 完成: an interview has taken place."""

import re

from bot.routing import Chat, Router, Who
from handlers._which import ASK, ask, choices, number_of
from handlers.which_one import which_one
from interviews import outcomes
from interviews.parts import unsettled, visible
from interviews.texts import Refused, Text, Words

router = Router()

HOW = Text(zh="请写上面试编号，例如：完成 12", en="Please give the number, for example: done 12")
DONE = Text(
    zh="已记录：#{number}（{candidate}，{when}）面试完成。",
    en="Noted: #{number} ({candidate}, {when}) has taken place.",
)
WHICH_ONE = Text(zh="完成的是哪一场？", en="Which one took place?")
_NUMBER = re.compile(r"#?\s*(\d{1,9})\s*[.!]?")


@router.command(
    "done", "完成", "已完成", "面试完成", "面完了",
    usage=Text(zh="完成 [编号]", en="done [number]"),
    summary=Text(zh="面试已经进行", en="it has taken place"),
    example=Text(zh="完成 12", en="done 12"),
    who=Who.INTERVIEWER,
    form=r"\S+ #? ?\d{1,9}[.!]?",
    rank=38,
)  # fmt: skip
async def done(chat: Chat) -> Words:
    """Without a number: the only one an interviewer has just had; HR is asked."""
    given = _NUMBER.fullmatch(chat.args)
    if given:
        return await _done(chat, int(given[1]))
    if chat.hr and not chat.args and (words := await which_one(chat, "done")) is not None:
        return words
    found = await unsettled(chat.session, chat.person, chat.now) if not chat.args else []
    if not found:
        raise Refused(HOW)
    if len(found) > 1:
        return ask(chat, "done_which", ASK(choices=choices(chat, found)), WHICH_ONE, found)
    return await _done(chat, found[0].number)


@router.answer("done_which")
async def which(chat: Chat) -> Words:
    """The number of the interview."""
    number = number_of(chat, await unsettled(chat.session, chat.person, chat.now))
    chat.person.question = None
    return await _done(chat, number)


async def _done(chat: Chat, number: int) -> Words:
    await visible(chat.session, number, chat.person, chat.rules)
    outcome = await outcomes.done(
        chat.session, number, by=chat.person, rules=chat.rules, now=chat.now
    )
    details = outcome.details
    return DONE(number=number, candidate=details.candidate.name, when=details.agreed)
