"""Which interview is meant, when no number says so: the only one there is, or a question."""

import re
from typing import Any

from bot.routing import Chat
from interviews.details import Details
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
    return chat.ask(name, words, choices=Choices(title, options, about), **data)


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


def number_of(chat: Chat, found: list[Details]) -> int:
    """The number somebody answered with.

    Raises:
        Refused: it is none of the choices; the question stays open.
    """
    given = LEADING.fullmatch(chat.args.rstrip(".!") + " ")
    number = int(given[1]) if given else 0
    if number not in {details.number for details in found}:
        raise Refused(NOT_ONE_OF(choices=choices(chat, found)))
    return number
