"""`/week` 本周: one's interviews of this week, day by day."""

from bot.routing import Chat, Router
from handlers._menu import MINE, Item
from handlers._whose import NAMED, entries_of, following
from interviews import agenda
from interviews.texts import Text, Words, lines

router = Router()

HEAD = Text(zh="本周 {count} 场：", en="This week, {count}:")
NOTHING = Text(zh="本周没有面试。", en="No interviews this week.")


@router.command(
    "week", "本周", "这周", "这个星期", "一周",
    usage=Text(zh="本周 [姓名]", en="week [name]"),
    summary=Text(zh="本周的面试", en="this week's interviews"),
    example=Text(zh="本周", en="week"),
    changes=False,
    form=NAMED,
    rank=12,
    early=True,
    menu=Item(MINE, Text(zh="本周", en="This week")),
)  # fmt: skip
async def week(chat: Chat) -> Words:
    """Monday to Sunday; HR sees everybody's, or one person's."""
    span = agenda.week(chat.reader)
    entries = await entries_of(chat, span)
    if not entries:
        return lines(NOTHING, await following(chat, span))
    return lines(HEAD(count=len(entries)), agenda.by_day(entries, chat.reader))
