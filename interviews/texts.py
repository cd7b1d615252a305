"""What the bot says, in every language it speaks, rendered for the one who will read it.

A `Text` stands beside the code that says it. Both languages are given together and must name the
same values; one that does not fails when its module is imported.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from string import Formatter
from typing import Protocol
from zoneinfo import ZoneInfo

from models.person import FORGOTTEN, Language


@dataclass(frozen=True, slots=True)
class Reader:
    """Who will read: language, time zone, and the moment of writing (aware)."""

    language: Language
    zone: ZoneInfo
    now: datetime
    page: bool = False
    """They read it on their page, or with a link to it: there they press instead of replying."""


class Words(Protocol):
    """Anything that can be said to a reader."""

    def to(self, reader: Reader) -> str:
        """Render for this reader."""
        ...


Value = Words | str | int


class Text:
    """One sentence or more, in every language, with named values: `Text(zh="{n} 场", en="{n}")`.

    Calling it binds values: `TODAY(n=3)`. Values are words themselves, and are rendered for the
    same reader; plain strings are what people wrote, and are made harmless.

    Raises:
        ValueError: the languages do not name the same values.
    """

    __slots__ = ("en", "values", "zh")

    def __init__(self, *, zh: str, en: str) -> None:
        if _names(zh) != _names(en):
            raise ValueError(f"the languages name different values: {zh!r} / {en!r}")
        self.zh = zh
        self.en = en
        self.values: dict[str, Value] = {}

    def __call__(self, **values: Value) -> "Text":
        bound = Text.__new__(Text)
        bound.zh, bound.en, bound.values = self.zh, self.en, values
        return bound

    def to(self, reader: Reader) -> str:
        """Render for this reader."""
        template = self.zh if reader.language == Language.ZH else self.en
        if not self.values and "{" not in template:
            return template
        return template.format_map({name: said(v, reader) for name, v in self.values.items()})

    def __repr__(self) -> str:
        return f"Text({self.zh!r}, {self.values!r})"


@dataclass(frozen=True, slots=True)
class Joined:
    """Words after words; what is empty for the reader is left out with its separator."""

    words: tuple[Value, ...]
    zh: str
    en: str

    def to(self, reader: Reader) -> str:
        """Render for this reader."""
        between = self.zh if reader.language == Language.ZH else self.en
        rendered = [said(word, reader) for word in self.words]
        return between.join([one for one in rendered if one])


@dataclass(frozen=True, slots=True)
class Own:
    """A plain string of our own making (a link, a number); not touched."""

    text: str

    def to(self, reader: Reader) -> str:
        """Give the string."""
        del reader
        return self.text


@dataclass(frozen=True, slots=True)
class InChat:
    """What one can reply, to who can; others, who have a page to answer on, read `otherwise`."""

    words: Words
    otherwise: Words = Own("")

    def to(self, reader: Reader) -> str:
        """Render for this reader."""
        return (self.otherwise if reader.page else self.words).to(reader)


class Refused(Exception):  # noqa: N818 - an answer, not an error
    """Something cannot be done; the words say why and what to do next. Nothing has changed."""

    def __init__(self, words: Words) -> None:
        super().__init__(words)
        self.words = words


def lines(*words: Value) -> Joined:
    """One below the other."""
    return Joined(words, "\n", "\n")


def listed(words: Iterable[Value]) -> Joined:
    """One after the other: 甲、乙 / A, B."""
    return Joined(tuple(words), "、", ", ")


def dotted(*words: Value) -> Joined:
    """The parts of a line: 甲 · 乙."""
    return Joined(words, " · ", " · ")


def said(value: Value, reader: Reader) -> str:
    """One value as this reader gets it; a forgotten person's name in the reader's language."""
    if isinstance(value, str):
        return harmless(value) if value != FORGOTTEN else SOMEBODY.to(reader)
    if isinstance(value, int):
        return str(value)
    return value.to(reader)


_TAG = re.compile(r"<(?=\s*/?\s*a\b)", re.IGNORECASE)


def harmless(written: str) -> str:
    """People's own words without power: WeCom makes links of `<a href>`, so no one else may."""
    return _TAG.sub("＜", written) if "<" in written else written


def _names(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


NOTHING = Own("")
SOMEBODY = Text(zh="已删除的候选人", en="removed candidate")
