"""`/today` 今天, `/tomorrow` 明天: one's interviews of a day, in time order."""

from bot.routing import Chat, Router
from handlers._menu import MINE, Item
from handlers._whose import NAMED, entries_of, following
from interviews import agenda
from interviews.dates import Day
from interviews.texts import Text, Words, lines

router = Router()

HEAD = Text(zh="{word}（{day}）{count} 场：", en="{word} ({day}), {count}:")
NOTHING = Text(zh="{word}（{day}）没有面试。", en="No interviews {word} ({day}).")
TODAY = Text(zh="今天", en="Today")
TOMORROW = Text(zh="明天", en="Tomorrow")
NO_TODAY = Text(zh="今天", en="today")
NO_TOMORROW = Text(zh="明天", en="tomorrow")


@router.command(
    "today", "今天", "今日", "今天的面试", "今日面试",
    usage=Text(zh="今天 [姓名]", en="today [name]"),
    summary=Text(zh="今天的面试", en="today's interviews"),
    example=Text(zh="今天", en="today"),
    changes=False,
    form=NAMED,
    rank=10,
    menu=Item(MINE, Text(zh="今天", en="Today")),
)  # fmt: skip
async def today(chat: Chat) -> Words:
    """Today's interviews; HR sees everybody's, or one person's."""
    return await _day(chat, 0, TODAY, NO_TODAY)


@router.command(
    "tomorrow", "明天", "明日", "明天的面试", "明日面试",
    usage=Text(zh="明天 [姓名]", en="tomorrow [name]"),
    summary=Text(zh="明天的面试", en="tomorrow's interviews"),
    example=Text(zh="明天", en="tomorrow"),
    changes=False,
    form=NAMED,
    rank=11,
    menu=Item(MINE, Text(zh="明天", en="Tomorrow")),
)  # fmt: skip
async def tomorrow(chat: Chat) -> Words:
    """The same for tomorrow."""
    return await _day(chat, 1, TOMORROW, NO_TOMORROW)


async def _day(chat: Chat, offset: int, word: Text, no_word: Text) -> Words:
    span = agenda.day(chat.reader, offset)
    entries = await entries_of(chat, span)
    if not entries:
        return lines(NOTHING(word=no_word, day=Day(span[0])), await following(chat, span))
    return lines(HEAD(word=word, day=Day(span[0]), count=len(entries)), *entries)
