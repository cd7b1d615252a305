"""`/group 后端 李雷 韩梅梅` 组: people of whom any can interview; `/group` lists, `… 删除` forgets."""

import re

from bot.routing import Chat, Router, Who, fold
from interviews import groups, naming
from interviews.texts import Refused, Text, Words, lines, listed
from models import Person

router = Router()

NONE = Text(
    zh="还没有组。要建一个，请发：组 后端 李雷 韩梅梅",
    en="There are no groups yet. To make one: group backend 李雷 韩梅梅",
)
LIST = Text(zh="现有的组：\n{groups}", en="Groups:\n{groups}")
LINE = Text(zh="{name}：{members}", en="{name}: {members}")
DONE = Text(
    zh="好的，{name}：{members}。安排面试时写“{name}”，就会从中选一位有空的。",
    en='All right, {name}: {members}. Write "{name}" as interviewer and one who is free is chosen.',
)
GONE = Text(zh="已删除组“{name}”。", en='The group "{name}" is gone.')
HOW = Text(
    zh="请写上组名和成员，例如：组 后端 李雷 韩梅梅；删除请发：组 后端 删除",
    en="Please give the name and the members, for example: group backend 李雷 韩梅梅; to delete:"
    " group backend delete",
)
_BETWEEN = re.compile(r"[\s,、;&]+(?![^(]*\))")
_DELETE = {"删除", "delete"}


@router.command(
    "group", "组", "分组", "面试组",
    usage=Text(zh="组 [组名 成员 成员|删除]", en="group [name member member|delete]"),
    summary=Text(zh="谁都可以面的一组面试官", en="interviewers of whom any will do"),
    example=Text(zh="组 后端 李雷 韩梅梅", en="group backend 李雷 韩梅梅"),
    who=Who.HR,
    rank=47,
)  # fmt: skip
async def group(chat: Chat) -> Words:
    """Written again, a group has the new members; panels chosen from it stay."""
    name, *members = [one for one in _BETWEEN.split(fold(chat.raw)) if one] or [""]
    if not name:
        known = await groups.everyone(chat.session)
        rows = (LINE(name=one.name, members=_names(people)) for one, people in known)
        return LIST(groups=lines(*rows)) if known else NONE
    if not members:
        raise Refused(HOW)
    if len(members) == 1 and members[0].lower() in _DELETE:
        await groups.remove(chat.session, name)
        return GONE(name=name)
    people = [
        await naming.interviewer(chat.session, member, chat.rules, chat.now) for member in members
    ]
    await groups.make(chat.session, name, people, chat.now)
    return DONE(name=name, members=_names(people))


def _names(people: list[Person]) -> Words:
    return listed(person.name for person in people)
