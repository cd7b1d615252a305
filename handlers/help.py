"""`/help` 帮助: what this person may say, with an example each, made from the registrations."""

from bot.routing import Chat, Router
from interviews.texts import Text, Words, lines

router = Router()

HEAD = Text(
    zh="{name}，您好！我是面约，负责安排面试。您可以说：",
    en="Hello {name}! I am Mianyue and look after interviews. You can say:",
)
LINE = Text(zh="{example} — {summary}", en="{example} — {summary}")
TAIL = Text(
    zh="收到面试时间时，直接回复数字就能确认。",
    en="When you are offered times, just reply with a number.",
)


@router.command(
    "help", "帮助", "?", "菜单", "hello", "hi", "你好", "您好",
    usage=Text(zh="帮助", en="help"),
    summary=Text(zh="看看可以说什么", en="what you can say"),
    example=Text(zh="帮助", en="help"),
    changes=False,
    form="",
    rank=90,
)  # fmt: skip
async def help_(chat: Chat) -> Words:
    """Only what this person may do is listed."""
    allowed = sorted(
        (command for command in chat.router.commands if command.allows(chat)),
        key=lambda command: command.rank,
    )
    return lines(
        HEAD(name=chat.person.name),
        *(LINE(example=command.example, summary=command.summary) for command in allowed),
        TAIL,
    )
