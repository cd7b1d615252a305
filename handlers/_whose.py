"""Whose agenda is asked for: one's own, everybody's (HR), or that of somebody named (HR)."""

from dataclasses import replace

from bot.routing import Chat
from interviews import agenda, answers, people, sounds
from interviews.agenda import Entry, Span
from interviews.naming import NOBODY, Ambiguous
from interviews.parts import offers_to
from interviews.texts import Refused, Text, Words

NAMED = (
    r"\S+ (?!可以|不行|没空|有空|方便|有事|有会|上午|下午|晚上|早上|中午|全天|week|month|time|year|"
    r"(?:mon|tue|wed|thu|fri|sat|sun)|works|is\b|i\b)"
    r"(?:[\u4e00-\u9fff]{1,4}|[A-Za-z][\w.@-]*)(?: ?\([\w.@#-]+\))?"
)
"""A day and somebody's name; 明天 可以 is no name."""
OTHERS = Text(
    zh="只有 HR 可以看别人的安排。看自己的，发“{word}”就好。",
    en='Only HR can look at others\' interviews. For your own, just say "{word}".',
)
SEVERAL = Text(
    zh="“{name}”可能是：{people}。请写全名，例如：{word} 李雷",
    en='"{name}" may be: {people}. Please write the whole name, for example: {word} 李雷',
)
CHOOSE = Text(zh="这里请直接选一个可选的时间。", en="Please choose one of the times on offer.")
NEXT = Text(zh="下一场：{entry}", en="Next: {entry}")
NONE_LATER = Text(zh="之后也没有安排。", en="Nothing is planned after that either.")


async def entries_of(chat: Chat, span: Span, *, most: int | None = None) -> list[Entry]:
    """The entries asked for.

    Raises:
        Refused: somebody is named whom one may not see, or whom nobody knows.
    """
    if not chat.hr:
        if chat.args:
            await _not_a_name(chat)
        return await agenda.own(chat.rows, chat.person, span, most=most)
    if not chat.args:
        return await agenda.everyone(chat.rows, chat.person, span, most=most)
    named = await sounds.meant(chat.session, chat.args)
    if not named:
        raise Refused(NOBODY(name=chat.args))
    if len({person.name for person in named}) > 1:
        names = dict.fromkeys(person.name for person in named)
        several = SEVERAL(name=chat.args, people=people.listing(named), word=chat.word)
        raise Ambiguous(several, chat.args, [*names])
    found = [
        entry for person in named for entry in await agenda.own(chat.rows, person, span, most=most)
    ]
    return sorted(found, key=lambda entry: (entry.start, entry.number))[:most]


async def following(chat: Chat, span: Span) -> Words:
    """What comes after an empty span."""
    later = (max(span[1], chat.now), chat.now + agenda.FOREVER)
    entries = await entries_of(chat, later, most=1)
    return NEXT(entry=replace(entries[0], dated=True)) if entries else NONE_LATER


async def _not_a_name(chat: Chat) -> None:
    """A candidate who answers an offer with "明天 15:00" has not named anybody."""
    offers = await offers_to(chat.session, chat.person, chat.now)
    if offers:
        raise Refused(answers.open_times(offers[0], chat.now, CHOOSE))
    raise Refused(OTHERS(word=chat.word))
