"""What is said to words nobody understood: so, the two nearest things one can say, and a person."""

import re
from collections.abc import Container
from dataclasses import replace
from difflib import SequenceMatcher

import structlog

from bot.routing import Chat, Command
from interviews import circumstances
from interviews.texts import NOTHING, Text, Words, lines
from interviews.understanding.situation import Role, Situation, Stage

log = structlog.get_logger()

MARK = "?"
"""Stands as the command of a message that was not understood."""
SHOWN = 40
TAKEN_AS = Text(zh="（按“{word}”理解）", en='(taken as "{word}")')
NEAREST = Text(
    zh="没看懂“{said}”。您是想说“{word}”吗？例如：{example}",
    en='I did not understand "{said}". Did you mean "{word}"? For example: {example}',
)
TWO = Text(
    zh="没看懂“{said}”，什么也没有做。您可以说“{one}”或“{other}”；发“帮助”看看全部。",
    en='I did not understand "{said}", so I have done nothing. You can say "{one}" or "{other}"; "help"'
    " lists everything.",
)
PERSON = Text(
    zh="需要的话回复“人工”，我请 HR 联系您。",
    en='If you like, reply "human", and HR will contact you.',
)
_NUMBER = re.compile(r"\D+?#?(\d{1,9})(?![\d:.点时月日号/-])")
_TWELVE = re.compile(r"(?<!\d)12(?![\d-])")
"""The interview that examples are about."""
_MARKED = "UPDATE inbox SET command = $2 WHERE key = $1"


async def misunderstood(chat: Chat, situation: Situation) -> Words:
    """A mistyped command that only looks is understood; one that changes something is asked about."""
    said = shown(chat)
    roles = await circumstances.roles(chat.rows, chat.person, chat.rules)
    nearest = chat.router.nearest(chat.args, roles)
    command = chat.router.get(nearest[0]) if nearest else None
    if command is not None and nearest and _alike(chat, nearest[0]) and not command.changes:
        answer = await command.handler(replace(chat, word=nearest[0], args="", raw=""))
        return lines(TAKEN_AS(word=nearest[0]), answer)
    await mark(chat)
    chat.person.misunderstood += 1
    person = PERSON if chat.person.misunderstood >= 2 and not chat.hr else NOTHING
    if command is not None:
        shows = _about(chat, command, situation, roles)
        example = NEAREST(said=said, word=nearest[0], example=shows)
        return lines(example, person)
    one, other = _two(chat, situation, roles)
    first, second = (_about(chat, each, situation, roles) for each in (one, other))
    return lines(TWO(said=said, one=first, other=second), person)


async def mistyped(chat: Chat) -> bool:
    """Whether it is a word one can say with a slip in it."""
    roles = await circumstances.roles(chat.rows, chat.person, chat.rules)
    nearest = chat.router.nearest(chat.args, roles)
    return bool(nearest) and _alike(chat, nearest[0])


def _alike(chat: Chat, word: str) -> bool:
    return " " not in chat.args and len(chat.args) <= len(word) + 2


def shown(chat: Chat) -> str:
    """What was said, cut to what one recognises it by."""
    return chat.raw if len(chat.raw) <= SHOWN else f"{chat.raw[:SHOWN]}…"


async def mark(chat: Chat) -> None:
    """Keep the message for `python -m bot misunderstood`."""
    log.info("not understood", action="message.not_understood")
    log.debug("not understood", action="message.words", words=chat.raw)
    await chat.rows.execute(_MARKED, chat.session.info["message"], MARK)


def _about(chat: Chat, command: Command, situation: Situation, roles: Container[str]) -> Text:
    """How one says it, of the interview whose number was said, or of the only one there is."""
    example, said = command.shown(roles), _NUMBER.match(chat.args)
    only = [one.number for one in situation.interviews] if len(situation.interviews) == 1 else []
    number = said[1] if said else next(map(str, only), None)
    if number is None:
        return example
    zh, en = (_TWELVE.sub(number, one, count=1) for one in (example.zh, example.en))
    return Text(zh=zh, en=en)


def _two(chat: Chat, situation: Situation, roles: Container[str]) -> tuple[Command, Command]:
    """The commands whose words are most in what was said; else what people mostly want just now."""

    def alike(command: Command) -> float:
        said = chat.args.lower()
        return max(
            SequenceMatcher(None, said, word).find_longest_match().size / len(word)
            for word in command.words
        )

    usual = [chat.router.get(word) for word in _usual(situation)]
    allowed = [one for one in chat.router.commands if one.concerns(roles) and alike(one) >= 0.6]
    found = sorted(allowed, key=lambda one: (-alike(one), one.rank))
    one, other, *_ = dict.fromkeys((*found, *usual))
    return one, other


def _usual(situation: Situation) -> tuple[str, str]:
    if situation.role is Role.HR:
        return "pending", "today"
    if situation.offered:
        return "confirm", "none"
    if situation.of(Stage.AGREED):
        return "next", "cancel"
    return "next", "week"
