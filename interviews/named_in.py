"""How a text that names somebody is found."""

import re

from interviews.texts import harmless
from models import Person


def pattern(person: Person) -> str | None:
    """A regular expression of PostgreSQL for texts that name this person; None if none could."""
    words = {person.name, harmless(person.name), person.userid or ""}
    return "|".join(sorted(_word(word) for word in words if len(word) > 1)) or None


def _word(word: str) -> str:
    before = r"(?<![A-Za-z0-9])" if word[0].isascii() and word[0].isalnum() else ""
    after = r"(?![A-Za-z0-9])" if word[-1].isascii() and word[-1].isalnum() else ""
    return before + re.escape(word).replace(r"\ ", r"\s+") + after
