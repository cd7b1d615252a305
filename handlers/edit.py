"""`/edit 12 地点 …` 修改 12 …: another place, position or round; no new confirmation is needed."""

import re

from bot.routing import Chat, Router, Who, fold
from interviews import changes, history
from interviews.texts import Refused, Text, Words, lines

router = Router()

HOW = Text(
    zh="请写上编号、要改的项目（地点、岗位、轮次）和新的内容，例如：修改 12 地点 2号会议室",
    en="Please give the number, what to change (place, position, round) and the new value, for"
    " example: edit 12 place 2号会议室",
)
NO_VALUE = Text(
    zh="要把 #{number} 的{field}改成什么？请写在后面，例如：修改 {number} {field} …",
    en="What should the {field} of #{number} be? Please write it behind, for example: edit {number}"
    " {field} …",
)
DONE = Text(
    zh="已修改 #{number} 的{field}，相关的人会收到通知。",
    en="Changed the {field} of #{number}; everyone concerned is told.",
)
SAME = Text(zh="#{number} 的{field}本来就是这样。", en="The {field} of #{number} is that already.")
FIELDS = {
    "地点": "place", "place": "place", "where": "place", "地址": "place", "会议室": "place",
    "岗位": "position", "职位": "position", "position": "position", "role": "position",
    "轮次": "round", "round": "round",
}  # fmt: skip
_GIVEN = re.compile(rf"#?\s*(\d{{1,9}})\s*({'|'.join(FIELDS)})[\s:,]*", re.IGNORECASE)


@router.command(
    "edit", "修改", "改",
    usage=Text(zh="修改 编号 地点|岗位|轮次 新内容", en="edit number place|position|round value"),
    summary=Text(zh="修改地点、岗位或轮次", en="change place, position or round"),
    example=Text(zh="修改 12 地点 2号会议室", en="edit 12 place 2号会议室"),
    who=Who.HR,
    form=r"\S+ #? ?\d{1,9} ?\D.*",
    rank=42,
)  # fmt: skip
async def edit(chat: Chat) -> Words:
    """Everyone who knows of the interview is told once what changed."""
    given = _GIVEN.match(fold(chat.raw))
    if given is None:
        raise Refused(HOW)
    number, field = int(given[1]), FIELDS[given[2].lower()]
    value = chat.raw[given.end() :].strip()
    named = history.FIELDS[field]
    if not value:
        raise Refused(NO_VALUE(number=number, field=named))
    outcome = await changes.edit(
        chat.session, number, field, value, by=chat.person, rules=chat.rules, now=chat.now
    )
    if not outcome.changed:
        return SAME(number=number, field=named)
    return lines(DONE(number=number, field=named), outcome.pass_on)
