"""Which interview is meant, when no number says so: the only one there is, or a question."""

import re
from typing import Any

from bot.routing import Chat
from interviews.details import Details, find
from interviews.questions import Choices, Option
from interviews.texts import NOTHING, Refused, Text, Words, dotted, lines, listed
from interviews.words import STATUS, topic

LEADING = re.compile(r"#?\s*(\d{1,9})(?=\s|$)\s*")

ASK = Text(
    zh="您有几场面试，是哪一场？请回复编号：\n{choices}",
    en="You have several interviews. Which one? Please reply with its number:\n{choices}",
)
CHOICE = Text(zh="#{number} {what}", en="#{number} {what}")
WHICH = Text(zh="是哪一场？", en="Which interview?")
MOVING = Text(zh="{old}（想改到 {new}）", en="{old} (or instead {new})")
NOT_ONE_OF = Text(
    zh="请回复其中一个编号，或者发“算了”：\n{choices}",
    en='Please reply with one of these numbers, or say "never mind":\n{choices}',
)

CHANGED = Text(
    zh="#{number} 在我问您之后变了，所以什么也没有做。现在是：\n{choice}\n"
    "还需要的话，请把要做的事再说一遍。",
    en="#{number} has changed since I asked, so I have done nothing. Now it is:\n{choice}\nIf you still"
    " want it, please say it again.",
)
ANOTHER_DAY = Text(
    zh="“{said}”是昨天说的，里面的日期可能已经指另一天，所以什么也没有做。"
    "请把整句再说一遍，连同编号 {number}。",
    en='You said "{said}" yesterday, and its days may mean others by now, so I have done nothing. Please'
    " say the whole of it again, with the number {number}.",
)


def choices(chat: Chat, found: list[Details]) -> Words:
    """One interview a line, to choose from by its number; people know their own name."""
    return lines(*(_choice(chat, details) for details in found))


def ask(
    chat: Chat,
    name: str,
    words: Words,
    title: Words,
    found: list[Details],
    *,
    about: Words = NOTHING,
    **data: Any,
) -> Words:
    """Ask which of these; `title` and `about` are the question where there is little room."""
    options = [Option(str(one.number), _label(chat, one), _choice(chat, one)) for one in found]
    choice = Choices(title, options, about)
    return chat.ask(name, words, choices=choice, stood=stood(chat, found), day=day(chat), **data)


def stood(chat: Chat, found: list[Details]) -> dict[str, list[str]]:
    """When each is, or could be, as a question keeps it."""
    return {str(one.number): _times(chat, one) for one in found}


def day(chat: Chat) -> str:
    """The day it is for who speaks."""
    return chat.now.astimezone(chat.reader.zone).date().isoformat()


def _times(chat: Chat, details: Details) -> list[str]:
    """When it is, or could be."""
    agreed = details.interview.starts_at
    times = [slot.starts_at for slot in details.open(chat.now)] + ([agreed] if agreed else [])
    return [time.isoformat() for time in times]


def _label(chat: Chat, details: Details) -> Words:
    """What one tells it by: its number, with whom or what for."""
    own = details.candidate.id == chat.person.id
    what = details.interview.position if own else details.candidate.name
    return CHOICE(number=details.number, what=what)


def _choice(chat: Chat, details: Details) -> Words:
    own = details.candidate.id == chat.person.id
    slots = details.open(chat.now)
    when: Words = STATUS[details.interview.status]
    if slots:
        when = listed(details.when(slot) for slot in slots)
    if details.interview.starts_at is not None:
        when = MOVING(old=details.agreed, new=when) if slots else details.agreed
    name = NOTHING if own else details.candidate.name
    return CHOICE(number=details.number, what=dotted(name, topic(details.interview), when))


def number_of(chat: Chat, found: list[Details], *, said: str = "") -> int:
    """The number somebody answered with; `said` is what they said of it before they were asked.

    Raises:
        Refused: it is none of the choices, or no longer what was shown; the question stays open.
    """
    given = LEADING.fullmatch(chat.args.rstrip(".!") + " ")
    number = int(given[1]) if given else 0
    chosen = next((details for details in found if details.number == number), None)
    if chosen is None:
        raise Refused(NOT_ONE_OF(choices=choices(chat, found)))
    refuse_changed(chat, chosen, said)
    return number


async def refuse_moved(chat: Chat) -> None:
    """What was repeated with its time is done only if it still stands so.

    Raises:
        Refused: it has other times now.
    """
    for number in chat.data.get("stood", {}):
        refuse_changed(chat, await find(chat.session, int(number)))


def refuse_changed(chat: Chat, details: Details, said: str = "") -> None:
    """Who chooses what they were shown means it at these times, and their words on that day.

    Raises:
        Refused: there are times now which it did not have then, or it is another day.
    """
    then = chat.data.get("stood", {}).get(str(details.number))  # none: another version asked
    if then is not None and not {*_times(chat, details)} <= {*then}:
        raise Refused(CHANGED(number=details.number, choice=_choice(chat, details)))
    if said and chat.data.get("day", day(chat)) != day(chat):
        raise Refused(ANOTHER_DAY(said=said, number=details.number))
