"""`/help` 帮助: what this person may say, with an example each, made from the registrations."""

from collections.abc import Container, Iterable

from bot.routing import Chat, Command, Router
from handlers import _menu
from interviews import circumstances
from interviews.texts import NOTHING, Own, Text, Words, lines
from interviews.understanding.situation import Role

router = Router()

ROOM = 1800
"""Bytes of a page: with greetings and hints it is one message of WeCom's 2048."""
HEAD = Text(
    zh="{name}，您好！我是面约，负责安排面试。有话直说就好，也可以说：",
    en="Hello {name}! I am Mianyue and look after interviews. Just say what you want, or:",
)
LINE = Text(zh="{example} — {summary}", en="{example} — {summary}")
MORE = Text(zh="还有更多：帮助 {page}", en="There is more: help {page}")
TAIL = Text(
    zh="收到面试时间时，直接回复数字就能确认。",
    en="When you are offered times, just reply with a number.",
)
NOT_YET = Text(
    zh="您现在没有面试。有了会马上通知您，那时发“帮助”能看到更多。",
    en='You take part in no interview now. You will be told of any; "help" shows more then.',
)


@router.command(
    "help", "帮助", "?", "菜单", "hello", "hi", "你好", "您好",
    usage=Text(zh="帮助 [第几页]", en="help [page]"),
    summary=Text(zh="看看可以说什么", en="what you can say"),
    example=Text(zh="帮助", en="help"),
    changes=False,
    form=r"\S+ \d",
    rank=90,
    menu=_menu.Item(_menu.MORE, Text(zh="帮助", en="Help")),
)  # fmt: skip
async def help_(chat: Chat) -> Words:
    """Only what is of use to this person is listed, a message at a time; to who takes part in no
    interview yet, little is."""
    held = await circumstances.roles_held(chat.rows, chat.person, chat.rules)
    roles = await circumstances.roles(chat.rows, chat.person, chat.rules)
    commands = [one for one in chat.router.commands if one.concerns(roles) and (held or one.early)]
    pages = _pages(chat, commands, roles)
    page = min(int(chat.args or 1), len(pages)) or 1
    last = (TAIL if Role.CANDIDATE in held else NOTHING) if held else NOT_YET
    tail = MORE(page=page + 1) if page < len(pages) else last
    listed = Own("\n".join(pages[page - 1]))
    return lines(HEAD(name=chat.person.name), listed, tail) if page == 1 else lines(listed, tail)


def _pages(chat: Chat, commands: Iterable[Command], roles: Container[str]) -> list[list[str]]:
    """The lines for these roles and this reader, as many on a page as fit."""
    pages: list[list[str]] = [[]]
    for command in sorted(commands, key=lambda command: command.rank):
        line = LINE(example=command.shown(roles), summary=command.summary).to(chat.reader)
        if len("\n".join([*pages[-1], line]).encode()) > ROOM:
            pages.append([])
        pages[-1].append(line)
    return pages
