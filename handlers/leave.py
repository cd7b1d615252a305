"""`/leave 12-01 12-03` 请假: whole days kept free of interviews."""

from datetime import datetime

from bot.routing import Chat, Router, Who
from handlers._for import meant
from handlers.busy import listing, noted
from interviews import absences, spans
from interviews.dates import Days
from interviews.texts import Refused, Text, Words
from interviews.times import Unreadable
from models.availability import BusyKind

router = Router()

HOW = Text(
    zh="看不懂“{written}”是哪几天。请写成 请假 12-01 12-03 或 请假 周五 年假；只有几个小时请发"
    " 忙碌 周五 14:00-16:00。",
    en='I cannot tell which days "{written}" are. Write it like leave 12-01 12-03 or leave friday'
    " holiday; for some hours say busy friday 14:00-16:00.",
)
OVER = Text(zh="{days} 已经过去了，请核对日期。", en="{days} is over. Please check the dates.")


@router.command(
    "leave", "请假", "休假",
    usage=Text(
        zh="请假 [给 姓名] 第一天 [最后一天] [事由]", en="leave [for name] first [last] [reason]"
    ),
    summary=Text(zh="这几天不安排面试", en="days without interviews"),
    example=Text(zh="请假 12-01 12-03", en="leave 12-01 12-03"),
    who=Who.INTERVIEWER,
    rank=62,
    early=True,
)  # fmt: skip
async def leave(chat: Chat) -> Words:
    """Days are those of the person's own zone; without any, what is marked."""
    who = await meant(chat)
    if not who.args.strip():
        return await listing(chat, who)
    zone = who.reader.zone

    def read(written: str) -> tuple[datetime, datetime]:
        return spans.days(written, now=chat.now, zone=zone)

    try:
        (start, end), stop = spans.leading(who.args, read)
    except Unreadable:
        raise Refused(HOW(written=who.raw.strip())) from None
    if end <= chat.now:
        raise Refused(OVER(days=Days(start, end, zone)))
    reason = who.raw[stop:].strip(" \u3000,，;；:：")
    one = await absences.add(
        chat.session, who.person, BusyKind.LEAVE, start, end, reason, zone, chat.now
    )
    return await noted(chat, who, one)
