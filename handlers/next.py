"""`/next` 下一场: the interview that comes next."""

from dataclasses import replace

from bot.routing import Chat, Router
from handlers._menu import MINE, Item
from handlers._whose import NAMED, entries_of
from interviews import agenda
from interviews.dates import Lasting
from interviews.texts import Text, Words

router = Router()

NEXT = Text(zh="下一场（{left}后）：\n{entry}", en="Next, in {left}:\n{entry}")
NOTHING = Text(zh="之后没有安排面试。", en="No interviews are planned.")


@router.command(
    "next", "下一场", "下一个", "下一场面试",
    usage=Text(zh="下一场 [姓名]", en="next [name]"),
    summary=Text(zh="下一场面试", en="your next interview"),
    example=Text(zh="下一场", en="next"),
    changes=False,
    form=NAMED,
    rank=13,
    early=True,
    menu=Item(MINE, Text(zh="下一场", en="Next")),
)  # fmt: skip
async def next_one(chat: Chat) -> Words:
    """The next one that begins from now on; HR sees everybody's, or one person's."""
    entries = await entries_of(chat, agenda.later(chat.reader), most=1)
    if not entries:
        return NOTHING
    first = entries[0]
    return NEXT(left=Lasting(first.start - chat.now), entry=replace(first, dated=True))
