"""`算了` / `never mind`: the bot asked something, and it is of no matter any more."""

from bot.routing import Chat, Router
from interviews.texts import Text, Words

router = Router()

DONE = Text(zh="好的，什么也没有改变。", en="All right, nothing has changed.")


@router.command(
    "never mind", "nevermind", "forget it", "算了", "不用了",
    usage=Text(zh="算了", en="never mind"),
    summary=Text(zh="不回答刚才的问题", en="leave a question of the bot unanswered"),
    example=Text(zh="算了", en="never mind"),
    form="",
    rank=93,
)  # fmt: skip
async def never_mind(chat: Chat) -> Words:
    """Any command ends an open question; this one does nothing else."""
    del chat
    return DONE
