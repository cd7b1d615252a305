"""Which interview HR means where no number says so: those that fit the wish, the nearest first."""

import re
from typing import Any

from bot.routing import Chat
from handlers._which import LEADING, ask, choices
from interviews import circumstances, sounds
from interviews.details import Details
from interviews.nearest import MOST, Fits, nearest
from interviews.texts import NOTHING, Text, Words, lines
from interviews.understanding.understand import understand
from models.person import Language

MORE = Text(
    zh="还有别的，也可以回复候选人的姓名或者编号。",
    en="There are more; you can also reply with a candidate's name or a number.",
)
FITS = {
    "cancel": Fits.TO_COME,
    "move": Fits.TO_COME,
    "swap": Fits.TO_COME,
    "why": Fits.TO_COME,
    "edit": Fits.NOT_OVER,
    "offer": Fits.OFFERED,
    "done": Fits.UNSETTLED,
    "noshow": Fits.UNSETTLED,
    "feedback close": Fits.UNCLOSED,
    "again": Fits.TO_FOLLOW,
    "room": Fits.ROOMED,
    "show": Fits.LATELY,
}
"""By the command that does what is wished."""
_POINTING = {Language.ZH: "取消{said}", Language.EN: "cancel {said}"}
_AROUND = re.compile(
    r"^(?:就|是|要|那就|那个|那场|和|跟|与|(?:it'?s\s+)?(?:the\s+(?:one\s+)?)?(?:with|of)\s|the\s)?\s*(?P<name>.+?)"
    r"(?:'s)?\s*的?(?:那|这)?(?:一)?(?:场|个)?(?:面试|interview|one)?[吧呀啊.!。！]*$",
    re.IGNORECASE,
)


async def fitting(chat: Chat, wish: str) -> list[Details]:
    """Those it can be about, one more than are shown at most; of who is named, only theirs."""
    found = await nearest(chat.session, chat.person, FITS[wish], chat.now)
    named = [one for one in found if one.candidate.name in chat.raw]
    return named or found


async def named(chat: Chat, wish: str) -> list[Details]:
    """Those an answer names by a number, a candidate or a position."""
    if given := LEADING.fullmatch(chat.args.rstrip(".!") + " "):
        return await _of(chat, wish, number=int(given[1]))
    inside = _AROUND.fullmatch(chat.args.strip())
    name = inside["name"].casefold() if inside else ""
    if len(name) < 2 and name.isascii():
        return []
    people = await sounds.meant(chat.session, name)
    if found := await _of(chat, wish, candidates=[one.id for one in people]) if people else []:
        return found
    every = await nearest(chat.session, chat.person, FITS[wish], chat.now)
    return [one for one in every if name in one.interview.position.casefold()]


async def pointed(chat: Chat, wish: str) -> list[Details]:
    """The one an answer points to otherwise, by its day."""
    said = _POINTING[chat.reader.language].format(said=chat.raw)
    there = await circumstances.situation(chat.rows, chat.person, said, chat.rules, chat.now)
    number = understand(said, there, likeness=False).values.get("number")
    return [] if number is None else await _of(chat, wish, number=number)


def ask_which(
    chat: Chat,
    name: str,
    words: Text,
    title: Words,
    found: list[Details],
    *,
    about: Words = NOTHING,
    **data: Any,
) -> Words:
    """Ask with the nearest of them; `words` shows the choices."""
    shown = found[:MOST]
    asked = lines(
        words(**words.values, choices=choices(chat, shown)), MORE if len(found) > MOST else NOTHING
    )
    numbers = [one.number for one in shown]
    return ask(chat, name, asked, title, shown, about=about, numbers=numbers, **data)


async def _of(chat: Chat, wish: str, **given: Any) -> list[Details]:
    return await nearest(chat.session, chat.person, FITS[wish], chat.now, **given)
