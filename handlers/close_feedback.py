"""`/feedback close 12` 关闭反馈 12: HR needs no more feedback; nothing is given or asked for any more."""

import re

from bot.routing import Chat, Router, Who
from handlers.which_one import which_one
from interviews import feedback, summaries
from interviews import feedback_rights as rights
from interviews.texts import NOTHING, Refused, Text, Words, lines, listed

router = Router()

WHICH = Text(
    zh="请写上面试编号，例如：关闭反馈 12。还缺哪些，发“反馈”查看。",
    en='Please give the interview\'s number, for example: feedback close 12. "feedback" lists what is'
    " missing.",
)
DONE = Text(
    zh="已关闭 #{number}（{candidate}）的反馈（{given}/{all}），不会再向面试官要。",
    en="Closed the feedback on #{number} ({candidate}), {given}/{all}; nobody is asked any more.",
)
_NUMBER = re.compile(r"#?\s*(\d{1,9})[.!]?")


@router.command(
    "feedback close", "close feedback", "关闭反馈", "反馈关闭",
    usage=Text(zh="关闭反馈 编号", en="feedback close number"),
    summary=Text(zh="反馈不再收，也不能再改", en="feedback is final, and asked for no more"),
    example=Text(zh="关闭反馈 12", en="feedback close 12"),
    who=Who.HR,
    rank=48,
)  # fmt: skip
async def close(chat: Chat) -> Words:
    """Closing what is closed says who did it."""
    number = _NUMBER.fullmatch(chat.args)
    if number is None:
        if not chat.args and (words := await which_one(chat, "feedback close")) is not None:
            return words
        raise Refused(WHICH)
    closing = await feedback.close(
        chat.session, int(number[1]), by=chat.person, rules=chat.rules, now=chat.now
    )
    stands = closing.standing
    details = stands.details
    if not closing.changed:
        raise Refused(await rights.closed_by(chat.session, details) or NOTHING)
    missing = stands.missing
    return lines(
        DONE(
            number=details.number,
            candidate=details.candidate.name,
            given=len(stands.given),
            all=len(stands.given) + len(missing),
        ),
        summaries.MISSING(names=listed(one.name for one in missing)) if missing else NOTHING,
    )
