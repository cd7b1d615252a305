"""`取消 原因`, `/cancel 12 原因`: call an interview off, by HR, candidate or interviewer."""

import re

from bot.routing import Chat, Router, fold
from handlers._instead import HEARD, bare_yes, instead
from handlers._reason import FORM
from handlers._which import ASK, LEADING, ask, choices, number_of, refuse_moved, stood
from handlers.which_one import which_one
from interviews import answers, candidates, series, states
from interviews.candidates import ALREADY, CANCELLED
from interviews.details import Details
from interviews.parts import upcoming, visible
from interviews.texts import Refused, Text, Words, lines
from interviews.understanding.meaning import Action
from interviews.words import STATUS
from models.interview import Status

router = Router()

NUMBER = Text(
    zh="请写上面试编号和原因，例如：取消 12 岗位已关闭",
    en="Please give the interview's number and why, for example: cancel 12 position closed",
)
NOTHING = Text(zh="您没有可以取消的面试。", en="You have no interview to cancel.")
WHICH_ONE = Text(zh="取消哪一场？", en="Cancel which interview?")
WHY = Text(
    zh="要取消 #{number}（{candidate} · {when}），请回复原因，会转告其他人；不取消了就发“算了”。",
    en="To cancel #{number} ({candidate} · {when}), reply with the reason; the others will be told."
    ' If you change your mind, say "never mind".',
)
_NUMBER = re.compile(r"[\W\d]*\d[\W\d]*")
"""No reason, but the answer to something else."""


@router.command(
    "cancel", "取消", "取消面试",
    usage=Text(zh="取消 [编号] 原因", en="cancel [number] reason"),
    summary=Text(zh="取消面试并告诉大家原因", en="call an interview off and tell why"),
    example=Text(zh="取消 12 临时有事", en="cancel 12 something came up"),
    form=FORM,
    rank=33,
)  # fmt: skip
async def cancel(chat: Chat) -> Words:
    """Without a number: one's only upcoming interview. Without a reason, and HR, who may mean any:
    the bot asks."""
    numbered = LEADING.match(fold(chat.raw))
    reason = chat.raw[numbered.end() :] if numbered else chat.raw
    if numbered:
        return await _reason(chat, int(numbered[1]), reason)
    if chat.hr and (words := await which_one(chat, "cancel", reason)) is not None:
        return words
    found = await upcoming(chat.session, chat.person, chat.now)
    if not found:
        raise Refused(NUMBER if chat.hr else NOTHING)
    if len(found) > 1 and not series.of_one_candidate(found, chat.person):
        words = ASK(choices=choices(chat, found))
        return ask(chat, "cancel_which", words, WHICH_ONE, found, reason=reason)
    return await _reason(chat, found[0].number, reason)


@router.answer("cancel_which")
async def which(chat: Chat) -> Words:
    """The number of the interview."""
    number = number_of(chat, await upcoming(chat.session, chat.person, chat.now))
    chat.person.question = None
    return await _reason(chat, number, chat.data["reason"])


@router.answer("cancel_reason", *HEARD)
async def because(chat: Chat) -> Words:
    """The reason; nothing is called off for words that may mean something else."""
    if bare_yes(chat) or _NUMBER.fullmatch(chat.raw):
        return await _reason(chat, chat.data["number"], "")
    if (words := await instead(chat, of=Action.CANCEL)) is not None:
        return words
    await refuse_moved(chat)
    chat.person.question = None
    return await _reason(chat, chat.data["number"], chat.raw)


async def _reason(chat: Chat, number: int, reason: str) -> Words:
    details = await visible(chat.session, number, chat.person, chat.rules)
    if details.interview.status == Status.CANCELLED:
        return ALREADY(number=number)
    states.refuse(details, "cancel")
    answers.refuse_begun(details, chat.person, chat.rules, chat.now)
    if not reason:
        when = details.agreed if details.interview.starts_at else _waiting(details)
        words = WHY(number=number, candidate=details.candidate.name, when=when)
        return chat.ask("cancel_reason", words, number=number, stood=stood(chat, [details]))
    if details.candidate.id == chat.person.id:
        return await candidates.cancel(
            chat.session, details, reason, rules=chat.rules, now=chat.now
        )
    outcome = await series.cancel_one(
        chat.session, number, reason, by=chat.person, rules=chat.rules, now=chat.now
    )
    if outcome.instead is not None:
        return outcome.instead
    done = CANCELLED(number=number, candidate=details.candidate.name)
    return lines(done, outcome.pass_on) if outcome.changed else ALREADY(number=number)


def _waiting(details: Details) -> Words:
    return STATUS[details.interview.status]
