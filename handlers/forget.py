"""`/forget 张三` 忘记 张三: remove a candidate's personal data for good; the record stays, unnamed."""

from bot.routing import Chat, Router, Who
from handlers._sure import HEARD, agreed
from interviews import forgetting, naming
from interviews.forgetting import Remains
from interviews.people import listing
from interviews.texts import NOTHING, Refused, Text, Words, lines, listed
from interviews.words import numbered
from models import Person

router = Router()

WHOM = Text(
    zh="请写上候选人的姓名，例如：忘记 张三，或 忘记 张三(zhangsan)",
    en="Please give the candidate's name, for example: forget 张三, or forget 张三(zhangsan)",
)
SURE = Text(
    zh="要删除{who}的个人资料吗？删除后不能恢复。\n"
    "会删除：姓名、账号、语言和时区；TA 的消息和得到的答复；通知里的文字；面试记录里的原因和留言。",
    en="Remove the personal data of {who}? This cannot be undone.\n"
    "Removed: name, account, language and time zone; their messages and the answers; the texts of"
    " notices; reasons and notes in the history.",
)
KEPT = Text(
    zh="会保留，但不再写是谁：{numbers} 的岗位、轮次、时间、地点、面试官和结果。",
    en="Kept, without saying who it was: position, round, times, place, panel and outcome of"
    " {numbers}.",
)
NONE_KEPT = Text(zh="TA 没有面试记录。", en="There are no interviews of theirs.")
WAITING = Text(
    zh="注意：这些人还有没收到的通知，会一并撤回：{names}。可以等通知送到再删除。",
    en="Note: {names} have not got all notices yet; what waits will be withdrawn. You may wait until"
    " it has arrived.",
)
ANSWER = Text(
    zh="确定请回复“是”；回复别的就什么也不删除。",
    en='Reply "yes" to go on; with anything else nothing is removed.',
)
NOT_DONE = Text(
    zh="什么也没有删除。还是要删除的话，请再发“忘记 姓名”，然后回复“是”。",
    en='Nothing was removed. If it should be after all, send "forget name" again and reply "yes".',
)
DONE = Text(
    zh="已删除这位候选人的个人资料：姓名、账号、语言和时区；TA 的 {messages} 条消息和得到的答复；"
    "通知里的文字；面试记录里的原因和留言。",
    en="The personal data of this candidate has been removed: name, account, language and time zone;"
    " {messages} messages of theirs and the answers; the texts of notices; reasons and notes in the"
    " history.",
)
WITHDRAWN = Text(
    zh="这些人还没收到的通知已撤回，需要的话请另行告诉：{names}。",
    en="What these people had not got yet was withdrawn; please tell them yourself if need be:"
    " {names}.",
)
NEW = Text(
    zh="TA 再发来消息，会当作一个新的人。",
    en="Should they write again, they will be somebody new.",
)
HR_ONLY = Text(
    zh="只有 HR 可以删除资料，什么也没有删除。", en="Only HR can remove data; nothing was removed."
)


@router.command(
    "forget", "忘记", "删除资料",
    usage=Text(zh="忘记 姓名", en="forget name"),
    summary=Text(zh="删除候选人的个人资料，不能恢复", en="remove a candidate's personal data for good"),
    example=Text(zh="忘记 张三", en="forget 张三"),
    who=Who.HR,
    rank=81,
)  # fmt: skip
async def forget(chat: Chat) -> Words:
    """The bot repeats who is meant and what goes, and asks; the name is never guessed."""
    if not chat.args:
        raise Refused(WHOM)
    person = await naming.known(chat.session, chat.args)
    remains = await forgetting.consider(chat.session, person, rules=chat.rules, now=chat.now)
    return chat.ask("forget_sure", _sure(person, remains), person=person.id)


@router.answer("forget_sure", *HEARD)
async def sure(chat: Chat) -> Words:
    """Yes, or anything else."""
    if not agreed(chat):
        return NOT_DONE
    if not chat.hr:
        raise Refused(HR_ONLY)
    remains = await forgetting.forget(
        chat.session, chat.data["person"], by=chat.person, rules=chat.rules, now=chat.now
    )
    return lines(
        DONE(messages=remains.messages),
        _kept(remains),
        WITHDRAWN(names=listed(remains.untold)) if remains.untold else NOTHING,
        NEW,
    )


def _sure(person: Person, remains: Remains) -> Words:
    return lines(
        SURE(who=listing([person])),
        _kept(remains),
        WAITING(names=listed(remains.untold)) if remains.untold else NOTHING,
        ANSWER,
    )


def _kept(remains: Remains) -> Words:
    if not remains.interviews:
        return NONE_KEPT
    return KEPT(numbers=numbered(remains.interviews))
