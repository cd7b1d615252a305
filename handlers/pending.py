"""`/pending` 待确认: what waits for an answer, since when."""

from bot.routing import Chat, Router, Who
from handlers._menu import HIRING, Item
from interviews import waiting
from interviews.texts import NOTHING, Text, Words, lines

router = Router()

MOST = 20
NONE = Text(zh="没有等待答复的面试。", en="Nothing waits for an answer.")
HEAD = Text(zh="等待答复（等得最久的在前）：", en="Waiting for an answer, the longest first:")
MORE = Text(zh="只列出前 {most} 场。", en="Only the first {most} are shown.")


@router.command(
    "pending", "待确认", "待答复", "waiting",
    usage=Text(zh="待确认", en="pending"),
    summary=Text(zh="还没有定下时间的面试", en="interviews that wait for an answer"),
    example=Text(zh="待确认", en="pending"),
    who=Who.HR,
    changes=False,
    rank=22,
    menu=Item(HIRING, Text(zh="待确认", en="Waiting")),
)  # fmt: skip
async def pending(chat: Chat) -> Words:
    """Where times are open the candidate is waited for, where none is, HR."""
    found = await waiting.pending(chat.session, chat.now, most=MOST + 1)
    if not found:
        return NONE
    return lines(HEAD, *found[:MOST], MORE(most=MOST) if len(found) > MOST else NOTHING)
