"""To which time, where HR wishes to move an interview or to offer more times and names none."""

import re
from dataclasses import replace

from bot.routing import Chat, Router, fold
from handlers import free_text
from handlers._instead import HEARD, bare_yes, instead
from handlers._run import run
from handlers._unclear import to_when
from handlers._when import DAYS
from handlers.which_one import timed as repeated
from interviews import circumstances
from interviews import times as written
from interviews.parts import visible
from interviews.texts import Text, Words
from interviews.understanding.meaning import Action
from interviews.understanding.mention import Mention
from interviews.understanding.plain import plain
from interviews.understanding.understand import understand
from interviews.understanding.when import mentions

router = Router()

NO_TIME = Text(
    zh="“{said}”还看不出是哪一天几点，所以什么也没有做。请写清日期和几点，例如：周五 10:00；要我找时间就"
    "回复“自动 3”或“自动 3 周五”；不用了就发“算了”。",
    en='"{said}" does not tell me the day and the hour, so I have done nothing. Please give both, for'
    ' example: friday 10:00; to have times found, reply "auto 3" or "auto 3 friday"; "never mind"'
    " leaves it.",
)
_SAID = {Action.MOVE: "#{number} 改到 {times}", Action.OFFER: "给#{number}加时间 {times}"}
_AUTO = re.compile(r"(?:自[动動]|auto(?:matic)?)(?![a-z]).*", re.IGNORECASE)
_WISHES = frozenset({
    Action.CANCEL, Action.DONE, Action.NOSHOW, Action.FEEDBACK, Action.WHEN, Action.WHERE, Action.WHO,
    Action.FIND, Action.SLOTS, Action.WHY, Action.PENDING,
})  # fmt: skip


@router.answer("free_times", *HEARD, *DAYS)
async def times(chat: Chat) -> Words:
    """The time, which is repeated before anything is done; times left to the bot, as the command
    says it; or another wish. What is none of these is asked for again; an hour that is said then is
    of the day that was said."""
    wish, number = Action(chat.data["wish"]), chat.data["number"]
    spoken = _spoken(chat)
    if (day := chat.data.get("day")) and spoken and all(one.dayless for one in spoken):
        chat = replace(chat, raw=f"{day} {chat.raw}", args=f"{day} {chat.args}")
    if bare_yes(chat):
        return await to_when(chat, wish, number)
    if _AUTO.fullmatch(fold(chat.raw).strip()):
        chat.person.question = None
        return await run(chat, [f"{wish.value} {number} {chat.raw}"])
    details = await visible(chat.session, number, chat.person, chat.rules)
    try:
        return repeated(chat, wish.value, details, fold(chat.raw))
    except written.Unreadable:
        return await _free(chat, wish, number)


async def _free(chat: Chat, wish: Action, number: int) -> Words:
    """A time as people say one, or something else; neither is asked for again."""
    said = _SAID[wish].format(number=number, times=chat.raw)
    situation = await circumstances.situation(chat.rows, chat.person, said, chat.rules, chat.now)
    meant = understand(said, situation)
    timed = meant.action in {wish, Action.PAST} and bool(meant.values.keys() & {"time", "times"})
    own = timed and meant.values.get("number") == number
    if not own and (words := await instead(chat, of=None, also=_WISHES)) is not None:
        return words
    if not timed and meant.action is not Action.PAST:
        return _again(chat)
    chat.person.question = None
    return await free_text.answered(chat, replace(meant, plain=False), situation)


def _again(chat: Chat) -> Words:
    """Ask once more, and keep the one day that was said, if one was."""
    days = {one.day for said in _spoken(chat) if not said.dayless for one in said.times}
    day = str(days.pop()) if len(days) == 1 else chat.data.get("day")
    return chat.ask("free_times", NO_TIME(said=chat.raw), **(chat.data | {"day": day}))


def _spoken(chat: Chat) -> list[Mention]:
    now = chat.now.astimezone(chat.reader.zone).replace(tzinfo=None)
    return mentions(plain(chat.raw), now)
