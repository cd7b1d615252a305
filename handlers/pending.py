"""`/pending` 待确认: what waits for an answer, since when."""

from bot.routing import Chat, Router, Who
from handlers._menu import HIRING, Item
from interviews import waiting
from interviews.texts import NOTHING, Text, Words, lines

router = Router()

MOST = 20
NONE = Text(zh="没有等待答复的面试。", en="Nothing waits for an answer.")
HEAD = Text(zh="等待答复（等得最久的在前）：", en="Waiting for an answer, the longest first:")
WISHED = Text(zh="想改期，还没有处理：", en="Asked for another time, not settled:")
UNSTAFFED = Text(
    zh="没有面试官了，请换人：换人 编号 拒绝的面试官 新面试官",
    en="Nobody left to interview; to name somebody: swap number who-declined new-one",
)
HOW = Text(
    zh="改时间请发：改到 {number} 时间；不改请发：改到 {number} 不改",
    en="To move one: move {number} time; to leave it as it is: move {number} keep",
)
MORE = Text(zh="只列出前 {most} 场。", en="Only the first {most} are shown.")


@router.command(
    "pending", "待确认", "待答复", "waiting",
    usage=Text(zh="待确认", en="pending"),
    summary=Text(zh="还没有定下时间、或者想改期的面试", en="what waits for an answer, or for another time"),
    example=Text(zh="待确认", en="pending"),
    who=Who.HR,
    changes=False,
    rank=22,
    menu=Item(HIRING, Text(zh="待确认", en="Waiting")),
)  # fmt: skip
async def pending(chat: Chat) -> Words:
    """Where times are open the candidate is waited for, where none is, HR; so it is where somebody
    asked for another time than the agreed one."""
    found = await waiting.pending(chat.session, chat.now, most=MOST + 1)
    wished = await waiting.wished(chat.session, chat.now, most=MOST + 1)
    unstaffed = await waiting.unstaffed(chat.session, chat.now, most=MOST + 1)
    if not (found or wished or unstaffed):
        return NONE
    return lines(
        HEAD if found else NOTHING,
        *found[:MOST],
        WISHED if wished else NOTHING,
        *wished[:MOST],
        HOW(number=wished[0].number) if wished else NOTHING,
        UNSTAFFED if unstaffed else NOTHING,
        *unstaffed[:MOST],
        MORE(most=MOST) if max(len(found), len(wished), len(unstaffed)) > MOST else NOTHING,
    )
