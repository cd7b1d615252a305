"""`/unite 12 3` 合并 12 3: the candidates of two interviews are one person."""

import re

from bot.routing import Chat, Router, Who
from handlers._sure import HEARD, agreed
from interviews import same_person
from interviews.reach import by_hand
from interviews.texts import NOTHING, Refused, Text, Words, lines
from interviews.words import numbered

router = Router()

WHICH = Text(
    zh="请写上两场面试的编号，例如：合并 12 3",
    en="Please give the numbers of two interviews, for example: unite 12 3",
)
SURE = Text(
    zh="{name}（{numbers}）和{other}（#{known}）是同一个人吗？"
    "合并后 {numbers} 归{other}，以后的消息发到{other}那里，不能撤销。\n"
    "确定请回复“是”；回复别的就什么也不改变。",
    en="Are {name} ({numbers}) and {other} (#{known}) one person? Then {numbers} will be {other}'s, who"
    " gets the messages; this cannot be undone.\n"
    'Reply "yes" to go on; with anything else nothing is changed.',
)
NOT_DONE = Text(zh="什么也没有改变。", en="Nothing was changed.")
DONE = Text(zh="已合并：{numbers} 的候选人现在是{name}。", en="Done: {numbers} is {name}'s now.")
TOLD = Text(zh="还没结束的已发给 TA。", en="What is not over was sent to them.")
HR_ONLY = Text(
    zh="只有 HR 可以合并资料，什么也没有改变。",
    en="Only HR can make records one; nothing was changed.",
)
_TWO = re.compile(r"#?\s*(\d{1,9})\s*[\s,和与]\s*#?\s*(\d{1,9})")


@router.command(
    "unite", "合并", "同一个人",
    usage=Text(zh="合并 编号 编号", en="unite number number"),
    summary=Text(zh="两场面试的候选人是同一个人", en="the candidates of two interviews are one person"),
    example=Text(zh="合并 12 3", en="unite 12 3"),
    who=Who.HR,
    form=r"\S+ #? ?\d{1,9} ?[ ,和与] ?#? ?\d{1,9}",
    rank=85,
)  # fmt: skip
async def unite(chat: Chat) -> Words:
    """The bot repeats who is meant, and asks."""
    given = _TWO.fullmatch(chat.args)
    if given is None:
        raise Refused(WHICH)
    number, known = map(int, given.groups())
    pair = await same_person.consider(chat.session, number, known, chat.now)
    other = known if number in pair.numbers else number
    sure = SURE(
        name=pair.goes.name, numbers=numbered(pair.numbers), other=pair.stays.name, known=other
    )
    return chat.ask("unite_sure", sure, number=number, known=known)


@router.answer("unite_sure", *HEARD)
async def sure(chat: Chat) -> Words:
    """Yes, or anything else."""
    if not agreed(chat):
        return NOT_DONE
    if not chat.hr:
        raise Refused(HR_ONLY)
    number, known = chat.data["number"], chat.data["known"]
    pair = await same_person.unite(
        chat.session, number, known, by=chat.person, rules=chat.rules, now=chat.now
    )
    told = NOTHING if by_hand(pair.stays, chat.rules) else TOLD
    return lines(DONE(numbers=numbered(pair.numbers), name=pair.stays.name), told)
