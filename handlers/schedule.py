"""`/schedule 候选人 | 岗位 | 面试官 | 时间 | 地点` 安排 …: create an interview and offer its times."""

import re

from bot.routing import Chat, Router, Who, fold, split
from handlers import _when, guided
from handlers._menu import HIRING, Item
from interviews import groups, naming, proposals
from interviews.details import Details
from interviews.phrases import PLACE, WITH
from interviews.reach import by_hand
from interviews.rules import Rules
from interviews.texts import NOTHING, Refused, Text, Words, lines
from interviews.words import read_round, topic

router = Router()

HOW = Text(
    zh="请用竖线分开五项（地点可省略）：\n安排 候选人 | 岗位 | 面试官 | 时间 | 地点\n"
    "例如：安排 张三 | 后端工程师 | 李雷、韩梅梅 | 明天 15:00-16:00；周五 10:00 | 1号会议室",
    en="Please give five parts with | between them (the place may be left out):\n"
    "schedule candidate | position | interviewers | times | place\nFor example:"
    " schedule 张三 | backend engineer | 李雷, 韩梅梅 | tomorrow 15:00-16:00; friday 10:00 | 1号会议室",
)
TOO_MANY = Text(
    zh="一共只有五项，收到了 {count} 项。\n{how}",
    en="There are five parts at most, I got {count}.\n{how}",
)
EMPTY = Text(zh="“{part}”是空的。\n{how}", en='"{part}" is empty.\n{how}')
PARTS = (
    Text(zh="候选人", en="candidate"),
    Text(zh="岗位", en="position"),
    Text(zh="面试官", en="interviewers"),
    Text(zh="时间", en="times"),
)
DONE = Text(
    zh="已安排 #{number}：{candidate} · {topic}", en="Scheduled #{number}: {candidate} · {topic}"
)
TIMES = Text(zh="可选时间：\n{times}", en="Times offered:\n{times}")
SENT = Text(zh="已发给{candidate}，等待确认。", en="Sent to {candidate}; waiting for the answer.")
_TURN = re.compile(
    r"(?P<position>.+?)\s+(?P<round>第?[一二三四五六七八九十\d]+[面轮]|round\s*\d+)", re.IGNORECASE
)


@router.command(
    "schedule", "安排", "安排面试", "约面试",
    usage=Text(
        zh="安排 候选人 | 岗位 | 面试官、任一(面试官,面试官) | 时间；时间 或 自动 几个 | 地点",
        en="schedule candidate | position | interviewers, any(of, these) | time; time or auto count"
        " | place",
    ),
    summary=Text(zh="安排一场面试并请候选人选时间", en="create an interview and offer its times"),
    example=Text(
        zh="安排 张三 | 后端工程师 | 李雷 | 明天 15:00 | 1号会议室",
        en="schedule 张三 | backend engineer | 李雷 | tomorrow 15:00 | 1号会议室",
    ),
    who=Who.HR,
    form=r".*\|.*",
    rank=40,
    menu=Item(HIRING, Text(zh="安排面试", en="Schedule")),
)  # fmt: skip
async def schedule(chat: Chat) -> Words:
    """Names are `姓名` or `姓名(userid)`; several interviewers with `、`, several times with `;`.

    An interviewer may be left to a pool, `任一(李雷,韩梅梅)` or a group, and the times to the bot:
    `自动 3`. A position may end with the round: `后端工程师 二面`. Alone it asks for everything.
    """
    if not chat.raw:
        return await guided.begin(chat, {})
    fields = split(chat.raw, "|")
    if len(fields) < 4:
        raise Refused(HOW)
    if len(fields) > 5:
        raise Refused(TOO_MANY(count=len(fields), how=HOW))
    for part, written in zip(PARTS, fields, strict=False):
        if not written:
            raise Refused(EMPTY(part=part, how=HOW))
    candidate, position, panel, when, *place = fields
    zone = chat.reader.zone
    wanted = _when.when(chat, fold(when))
    turn = _TURN.fullmatch(position)
    outcome = await proposals.propose(
        chat.session,
        by=chat.person,
        candidate=await naming.candidate(chat.session, fold(candidate), chat.rules, chat.now),
        position=turn["position"] if turn else position,
        round=read_round(turn["round"]) or 1 if turn else 1,
        seats=await groups.seats(chat.session, fold(panel), chat.rules, chat.now),
        when=wanted,
        place=place[0] if place and place[0] else None,
        zone=zone,
        rules=chat.rules,
        now=chat.now,
    )
    return lines(
        understood(outcome.details, chat),
        told(outcome.details, chat.rules),
        outcome.warnings,
        outcome.pass_on,
    )


def understood(details: Details, chat: Chat) -> Words:
    """What was taken from the message, for HR to see at a glance whether it is right."""
    return lines(
        DONE(
            number=details.number,
            candidate=details.candidate.name,
            topic=topic(details.interview),
        ),
        WITH(panel=details.names),
        TIMES(times=details.numbered(details.open(chat.now))),
        PLACE(place=details.interview.place) if details.interview.place else NOTHING,
    )


def told(details: Details, rules: Rules) -> Words:
    """That the candidate has been sent the times, if they can be."""
    if by_hand(details.candidate, rules):
        return NOTHING
    return SENT(candidate=details.candidate.name)
