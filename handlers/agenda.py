"""`/agenda 周五` 日程 下周: one's interviews of other days."""

from dataclasses import replace
from datetime import timedelta

from bot.routing import Chat, Router
from handlers._whose import entries_of
from interviews import agenda as agendas
from interviews import spans
from interviews.dates import Day
from interviews.texts import Text, Words, lines

router = Router()

HEAD = Text(zh="{days}，{count} 场：", en="{days}, {count}:")
NOTHING = Text(zh="{days}没有面试。", en="No interviews {days}.")
FROM_TO = Text(zh="{first} 到 {last}", en="{first} to {last}")


@router.command(
    "agenda", "日程",
    usage=Text(zh="日程 日期 [最后一天]", en="agenda day [last day]"),
    summary=Text(zh="另一天的面试", en="interviews of another day"),
    example=Text(zh="日程 周五", en="agenda friday"),
    changes=False,
    rank=14,
)  # fmt: skip
async def agenda(chat: Chat) -> Words:
    """A day, a week or several days; without any, this week's."""
    written = chat.args or "this week"
    first, last = spans.days(written, now=chat.now, zone=chat.reader.zone)
    found = await entries_of(_nobody(chat), (first, last))
    end = last - timedelta(minutes=1)
    days: Words = Day(first)
    if end.astimezone(chat.reader.zone).date() > first.astimezone(chat.reader.zone).date():
        days = FROM_TO(first=Day(first), last=Day(end))
    if not found:
        return NOTHING(days=days)
    return lines(HEAD(days=days, count=len(found)), agendas.by_day(found, chat.reader))


def _nobody(chat: Chat) -> Chat:
    """The words were days, not somebody's name."""
    return replace(chat, args="")
