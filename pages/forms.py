"""What the forms of a candidate's page ask for."""

import re
from collections.abc import Mapping
from datetime import datetime

from aiohttp import web
from sqlmodel.ext.asyncio.session import AsyncSession

from interviews import candidates
from interviews.details import Details
from interviews.rules import Rules
from interviews.texts import Text, Words
from pages import words
from pages.showing import MOST

COMMANDS = {"confirm": "confirm", "decline": "none", "ask": "reschedule", "cancel": "cancel"}
"""The forms, and the word one would say instead."""
_UNSEEN = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")
"""Characters that nobody types and the database does not take."""
NEEDS_WORDS = {"ask": words.WRITE_WHEN, "cancel": words.WRITE_WHY}


class Wrong(Exception):  # noqa: N818 - an answer, not an error
    """Something is missing in a form, or too long."""

    def __init__(self, text: Text) -> None:
        super().__init__(text)
        self.words = text


class Wish:
    """One form as it was filled in."""

    def __init__(self, given: Mapping[str, str]) -> None:
        self.do = given.get("do", "") if given.get("do") in COMMANDS else ""
        self.text = _UNSEEN.sub("", given.get("text", "").replace("\r\n", "\n")).strip()
        slot = given.get("slot", "")
        self.slot = int(slot) if slot.isascii() and slot.isdigit() and len(slot) < 6 else None

    @property
    def command(self) -> str:
        """What one would say in chat."""
        return COMMANDS[self.do]

    def check(self) -> None:
        """See whether it is complete.

        Raises:
            Wrong: it is not.
        """
        if not self.do:
            raise Wrong(words.ONCE_MORE)
        if self.do == "confirm" and self.slot is None:
            raise Wrong(words.CHOOSE_ONE)
        if self.do in NEEDS_WORDS and not self.text:
            raise Wrong(NEEDS_WORDS[self.do])
        if len(self.text) > MOST:
            raise Wrong(words.TOO_LONG(most=MOST))

    def line(self, number: int) -> str:
        """The whole wish as one would say it in chat."""
        if self.do == "confirm":
            return f"{self.command} {number} {self.slot}"
        return f"{self.command} #{number} {self.text}".strip()

    async def do_it(
        self, session: AsyncSession, details: Details, rules: Rules, now: datetime
    ) -> Words:
        """Do what is wished, as in chat.

        Raises:
            Refused: it cannot be done; the words say why.
        """
        if self.do == "confirm" and self.slot is not None:
            return await candidates.confirm(session, details, self.slot, rules=rules, now=now)
        own = {"decline": candidates.decline, "ask": candidates.ask, "cancel": candidates.cancel}
        return await own[self.do](session, details, self.text, rules=rules, now=now)


async def read(request: web.Request) -> dict[str, str]:
    """The fields of a form; what cannot be read has none."""
    if request.content_type != "application/x-www-form-urlencoded":
        return {}
    try:
        given = await request.post()
    except (ValueError, LookupError):  # an encoding that is wrong, or unknown
        return {}
    return {name: value for name, value in given.items() if isinstance(value, str)}
