"""Whose hours and absences are meant: one's own, or, for HR, those of `给 李雷` / `for 李雷`."""

import re
from typing import NamedTuple

from bot.routing import Chat, fold
from interviews import naming
from interviews.people import reader
from interviews.texts import NOTHING, Reader, Refused, Text, Words
from models import Person

ONLY_HR = Text(
    zh="只有 HR 可以替别人写。写自己的，不用写“给 谁”。",
    en='Only HR can write for others. For yourself, leave out "for".',
)
OF = Text(zh="{name} · ", en="{name} · ")
UNDO = Text(zh="解除 {number}", en="free {number}")
UNDO_FOR = Text(zh="解除 给 {name} {number}", en="free for {name} {number}")
_FOR = re.compile(r"(?:给|替|for\b)\s*(?P<who>[^\s(]+(?:\s*\([^)]*\))?)\s*", re.IGNORECASE)


class Meant(NamedTuple):
    """A person, how they read, and what is said of them: as it was written, and folded."""

    person: Person
    reader: Reader
    raw: str
    args: str
    prefix: Words
    """The name, where it is somebody else's."""

    def undo(self, number: int) -> Words:
        """What to say to give one of their absences back."""
        if self.prefix is NOTHING:
            return UNDO(number=number)
        return UNDO_FOR(name=self.person.name, number=number)


async def meant(chat: Chat) -> Meant:
    """Who is meant, and the rest of the words.

    Raises:
        Refused: somebody else is meant and one is not HR, or it is not clear who.
    """
    folded = fold(chat.raw)
    found = _FOR.match(folded)
    if found is None:
        return Meant(chat.person, chat.reader, chat.raw, folded, NOTHING)
    if not chat.hr:
        raise Refused(ONLY_HR)
    person = await naming.interviewer(chat.session, found["who"], chat.rules, chat.now)
    rest = chat.raw[found.end() :]
    return Meant(
        person, reader(person, chat.rules, chat.now), rest, fold(rest), OF(name=person.name)
    )
