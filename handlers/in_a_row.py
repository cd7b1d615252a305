"""`连面 张三 | 岗位 | 李雷 > 韩梅梅 | 周五 14:00`: several rounds in a row, with one offer."""

import re

from bot.routing import Chat, Router, Who, fold, split
from handlers import _when
from handlers.schedule import TIMES, told
from interviews import consecutive, groups, naming, series_offers
from interviews.details import whole
from interviews.phrases import place
from interviews.texts import Refused, Text, Words, lines

router = Router()

HOW = Text(
    zh="请用竖线分开各项，用 > 隔开每一轮的面试官，时间写第一轮的开始（地点可省略）：\n"
    "连面 候选人 | 岗位 | 第一轮 > 第二轮 | 时间 | 地点\n"
    "例如：连面 张三 | 后端工程师 | 李雷 > 韩梅梅 > 老王 | 周五 14:00 | 1号会议室",
    en="Please give parts with | between them, > between the interviewers of the rounds, and the"
    " beginning of the first (the place may be left out):\n"
    "rounds candidate | position | first > second | times | place\nFor example:"
    " rounds 张三 | backend engineer | 李雷 > 韩梅梅 > 老王 | friday 14:00 | 1号会议室",
)
DONE = Text(
    zh="已安排连续 {count} 轮面试：{candidate} · {position}\n{rounds}",
    en="Scheduled {count} interviews in a row: {candidate} · {position}\n{rounds}",
)
_THEN = re.compile(r"\s*(?:>|→|->)\s*")


@router.command(
    "rounds", "连面", "连续面试",
    usage=Text(
        zh="连面 候选人 | 岗位 | 面试官 > 面试官 | 开始时间；开始时间 或 自动 几个 | 地点",
        en="rounds candidate | position | interviewers > interviewers | start; start or auto count | place",
    ),
    summary=Text(
        zh="一天内连续几轮，一起确认", en="several rounds in a row, confirmed together"
    ),
    example=Text(
        zh="连面 张三 | 后端工程师 | 李雷 > 韩梅梅 | 周五 14:00",
        en="rounds 张三 | backend engineer | 李雷 > 韩梅梅 | friday 14:00",
    ),
    who=Who.HR,
    form=r".*\|.*",
    rank=46,
)  # fmt: skip
async def in_a_row(chat: Chat) -> Words:
    """Each round takes the usual length; a time with another length is divided among them."""
    fields = split(chat.raw, "|")
    if not 4 <= len(fields) <= 5 or not all(fields[:4]):
        raise Refused(HOW)
    zone = chat.reader.zone
    wanted = _when.when(chat, fold(fields[3]))
    rounds, pass_on, warnings = await series_offers.propose(
        chat.session,
        by=chat.person,
        candidate=await naming.candidate(chat.session, fold(fields[0]), chat.rules, chat.now),
        position=fields[1],
        rounds=[
            await groups.seats(chat.session, seats, chat.rules, chat.now)
            for seats in _THEN.split(fold(fields[2]))
        ],
        when=wanted,
        place=fields[4] if len(fields) == 5 and fields[4] else None,
        zone=zone,
        rules=chat.rules,
        now=chat.now,
    )
    together = whole(rounds)
    return lines(
        DONE(
            count=len(rounds),
            candidate=together.candidate.name,
            position=together.interview.position,
            rounds=consecutive.understood(rounds),
        ),
        TIMES(times=together.numbered(together.open(chat.now))),
        place(together),
        told(together, chat.rules),
        warnings,
        pass_on,
    )
