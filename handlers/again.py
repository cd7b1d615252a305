"""`/again 12 | 面试官 | 时间` 再约 …: the next round for the same candidate and position."""

import re

from bot.routing import Chat, Router, Who, fold, split
from handlers import _when
from handlers._which import LEADING
from handlers.next_round import who
from handlers.schedule import told, understood
from handlers.which_one import which_one
from interviews import groups, rounds
from interviews.texts import Refused, Text, Words, lines

router = Router()

HOW = Text(
    zh="请用竖线分开三项，地点不变可省略：\n再约 编号 | 面试官 | 时间 | 地点\n"
    "例如：再约 12 | 韩梅梅 | 周五 10:00；周五 14:00",
    en="Please give three parts with | between them; leave out the place if it stays:\n"
    "again number | interviewers | times | place\n"
    "For example: again 12 | 韩梅梅 | friday 10:00; friday 14:00",
)
_NUMBER = re.compile(r"#?\s*(\d{1,9})")


@router.command(
    "again", "再约", "下一轮", "再面",
    usage=Text(
        zh="再约 编号 | 面试官 | 时间；时间 或 自动 几个 | 地点",
        en="again number | interviewers | time; time or auto count | place",
    ),
    summary=Text(zh="给同一位候选人安排下一轮", en="the next round for the same candidate"),
    example=Text(
        zh="再约 12 | 韩梅梅 | 周五 10:00", en="again 12 | 韩梅梅 | friday 10:00"
    ),
    who=Who.HR,
    form=r"\S+ #? ?\d{1,9}\b.*|.*\|.*",
    rank=45,
)  # fmt: skip
async def again(chat: Chat) -> Words:
    """Interviewers and times are written as in `schedule`; with no more than the number they are asked
    for."""
    if alone := LEADING.fullmatch(f"{fold(chat.raw).rstrip(' .!')} "):
        return await who(chat, int(alone[1]))
    if not chat.args and (words := await which_one(chat, "again")) is not None:
        return words
    fields = split(chat.raw, "|")
    number = _NUMBER.fullmatch(fold(fields[0]).strip())
    if number is None or not 3 <= len(fields) <= 4 or not (fields[1] and fields[2]):
        raise Refused(HOW)
    when = _when.when(chat, fold(fields[2]))
    outcome = await rounds.again(
        chat.session,
        int(number[1]),
        by=chat.person,
        seats=await groups.seats(chat.session, fold(fields[1]), chat.rules, chat.now),
        when=when,
        place=fields[3] if len(fields) == 4 and fields[3] else None,
        zone=chat.reader.zone,
        rules=chat.rules,
        now=chat.now,
    )
    return lines(
        understood(outcome.details, chat),
        told(outcome.details, chat.rules),
        outcome.warnings,
        outcome.pass_on,
    )
