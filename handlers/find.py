"""`/find 张三` 查找 张三: a candidate's or interviewer's interviews."""

from bot.routing import Chat, Router, Who
from interviews import agenda, people, sounds
from interviews.texts import NOTHING, Refused, Text, Words, lines

router = Router()

MOST = 15
WHOM = Text(zh="请写上姓名，例如：查找 张三。", en="Please give a name, for example: find 张三.")
NOBODY = Text(zh="没有找到“{name}”。", en='I found nobody called "{name}".')
FOUND = Text(zh="{names}的面试（最近的在前）：", en="Interviews of {names}, latest first:")
NONE = Text(zh="{names}没有面试。", en="{names} has no interviews.")
MORE = Text(zh="只列出最近 {most} 场。", en="Only the latest {most} are shown.")


@router.command(
    "find", "查找", "找", "搜索", "search",
    usage=Text(zh="查找 姓名", en="find name"),
    summary=Text(zh="某位候选人或面试官的所有面试", en="somebody's interviews"),
    example=Text(zh="查找 张三", en="find 张三"),
    who=Who.HR,
    changes=False,
    form=r"\S+ (?!(?:an?|the|some|half|all|times?|slots?|me|us|\d+) |(?:my )?interviews?\b"
    r"|.*(?:面试|时间|空)).+",
    rank=21,
)  # fmt: skip
async def find(chat: Chat) -> Words:
    """By name, account, or a part of the name; cancelled interviews too."""
    if not chat.args:
        raise Refused(WHOM)
    found = await sounds.meant(chat.session, chat.args)
    if not found:
        raise Refused(NOBODY(name=chat.args))
    names = people.listing(found)
    entries = await agenda.involving(chat.rows, [person.id for person in found], most=MOST + 1)
    if not entries:
        return NONE(names=names)
    return lines(
        FOUND(names=names),
        *entries[:MOST],
        MORE(most=MOST) if len(entries) > MOST else NOTHING,
    )
