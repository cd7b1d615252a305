"""Which handler answers which words, and what it is given.

A `Router` is a dictionary with a decorator. A handler registers its words in every language, says
who may use it and how, and gets one typed `Chat`; help, menu and docs/commands.md are made from
the registrations.
"""

import re
from collections.abc import Callable, Container
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum

from bot.chat import Chat as Chat  # noqa: PLC0414 - handlers know of the bot only this module
from bot.chat import Handler as Handler  # noqa: PLC0414
from bot.chat import Left, Unclear
from bot.folding import ends_word
from bot.folding import fold as fold  # noqa: PLC0414
from bot.folding import simpler as simpler  # noqa: PLC0414
from bot.folding import split as split  # noqa: PLC0414
from bot.menu import Item
from interviews.texts import Text

_NUMBERS = re.compile(r"#?\d{1,9}(?:[ ,]+#?\d{1,3})?[.!]?")
HR_ONLY = Text(
    zh="“{word}”只有 HR 可以用。发“帮助”看看您可以说什么。",
    en='Only HR can use "{word}". Say "help" to see what you can say.',
)


class Who(StrEnum):
    """Whom a command is for: they read of it in help. Only what is HR's is kept from others by the
    router; else the operation knows better why not."""

    ANYONE = "anyone"
    CANDIDATE = "candidate"
    INTERVIEWER = "interviewer"
    HR = "hr"


@dataclass(frozen=True, slots=True)
class Command:
    """One thing that can be said."""

    words: tuple[str, ...]
    handler: Handler
    who: Who
    usage: Text
    """How it is written, by language: `安排 候选人 | 岗位 | …`."""
    summary: Text
    example: Text
    rank: int
    """Where help lists it; low comes first."""
    changes: bool
    """False: it only reads, so no savepoint and no fsync are spent on it."""
    form: re.Pattern[str] | None = None
    """What it must look like with anything behind its word to be this command; other sentences
    that begin with the word (好，但是…) are free text. None: like anything. What ends with a question
    mark is a question, but where its group `words` holds people's own words."""
    menu: Item | None = None
    explains: bool = False
    """It tells others than HR by itself whom to ask."""
    own: Text | None = None
    """An example for others than HR, where they may say less."""
    early: bool = False
    """Of use to members who take part in no interview yet, too."""

    def allows(self, chat: Chat) -> bool:
        """Whether this person may say it."""
        return self.who is not Who.HR or self.explains or chat.hr

    def concerns(self, roles: Container[str]) -> bool:
        """Whether it is of use to somebody in these roles."""
        return self.who is Who.ANYONE or self.who in roles

    def shown(self, roles: Container[str]) -> Text:
        """How somebody in these roles may say it, for example."""
        return self.example if self.own is None or Who.HR in roles else self.own


@dataclass(frozen=True, slots=True)
class Match:
    """A command that was recognised, and what followed it."""

    command: Command
    word: str
    args: str
    raw: str
    asking: bool = False
    """It ends with a question mark."""

    @property
    def fits(self) -> bool:
        """Whether it is said as the command is said, not only begun with its word."""
        form = self.command.form
        said = form.fullmatch(f"{self.word} {self.args}") if form is not None else None
        if self.asking and self.command.changes:
            return said is not None and bool(said.groupdict().get("words"))
        return not self.args or form is None or said is not None


class Router:
    """Words to handlers; routers are joined with `include`."""

    def __init__(self) -> None:
        self.commands: list[Command] = []
        self.answers: dict[str, Handler] = {}
        self.heard: dict[str, frozenset[str]] = {}
        self.left: dict[str, Left] = {}
        self.numbers: Handler | None = None
        self.fallback: Handler | None = None
        self.unclear: Unclear | None = None
        self._words: dict[str, Command] = {}
        self._longest_first: list[str] = []

    def command(
        self,
        *words: str,
        usage: Text,
        summary: Text,
        example: Text,
        rank: int,
        who: Who = Who.ANYONE,
        changes: bool = True,
        form: str | None = None,
        menu: Item | None = None,
        explains: bool = False,
        own: Text | None = None,
        early: bool = False,
    ) -> Callable[[Handler], Handler]:
        """Register a handler under its words; the first is its name."""

        def register(handler: Handler) -> Handler:
            shape = re.compile(form, re.IGNORECASE | re.DOTALL) if form is not None else None
            made = Command(
                words,
                handler,
                who,
                usage,
                summary,
                example,
                rank,
                changes,
                shape,
                menu,
                explains,
                own,
                early,
            )
            self._add(made)
            return handler

        return register

    def answer(
        self, name: str, *words: str, left: Left | None = None
    ) -> Callable[[Handler], Handler]:
        """Register the handler that hears the answer to an open question. These words of commands,
        said alone, are heard as the answer too; any other command ends the question, and `left`
        says what becomes of what was said so far."""

        def register(handler: Handler) -> Handler:
            self.answers[name], self.heard[name] = handler, frozenset(words)
            if left is not None:
                self.left[name] = left
            return handler

        return register

    def bare_numbers(self, handler: Handler) -> Handler:
        """Register the handler of messages that are one or two numbers: `2`, `12 2`."""
        self.numbers = handler
        return handler

    def otherwise(self, handler: Handler) -> Handler:
        """Register the handler of what nothing else understands."""
        self.fallback = handler
        return handler

    def several(self, handler: Unclear) -> Unclear:
        """Register who asks which of several people is meant."""
        self.unclear = handler
        return handler

    def unworded(self, args: str) -> Handler | None:
        """Who hears a message that begins with no command word and answers no question."""
        bare = self.numbers is not None and _NUMBERS.fullmatch(args)
        return self.numbers if bare else self.fallback

    def include(self, other: "Router") -> None:
        """Take over everything another router has registered.

        Raises:
            ValueError: a word, a question or a catch-all is registered twice.
        """
        for command in other.commands:
            self._add(command)
        if twice := self.answers.keys() & other.answers.keys():
            raise ValueError(f"two handlers hear the answer to {twice}")
        self.answers.update(other.answers)
        self.heard.update(other.heard)
        self.left.update(other.left)
        for name in ("numbers", "fallback", "unclear"):
            if getattr(other, name) is not None:
                if getattr(self, name) is not None:
                    raise ValueError(f"two handlers for {name}")
                setattr(self, name, getattr(other, name))

    def find(self, text: str) -> Match | None:
        """The command a message is, if it is one.

        Slash or no slash, any case, any width, simplified or traditional. A Chinese word may be followed by
        its arguments at once if they begin with a digit, `#` or `|`: 确认1, 详情#12.
        """
        raw = text.strip()
        start = len(raw) - len(fold(raw).lstrip("/ "))
        raw = raw[start:]
        folded = fold(raw).rstrip("?!.~ ") or fold(raw)
        plainly = simpler(folded).lower()
        for word in self._longest_first:
            if plainly[: len(word)] != word:
                continue
            rest = folded[len(word) :]
            if ends_word(word, rest):
                skip = len(rest) - len(rest.lstrip(" \n\t:,"))
                args = re.sub(r"[ \t]+", " ", rest[skip:])
                written = raw[len(word) + skip :].strip() if args else ""
                asking = fold(raw).rstrip().endswith("?") and len(raw) > 1
                return Match(self._words[word], word, args, written, asking)
        return None

    def nearest(self, text: str, roles: Container[str], most: int = 1) -> list[str]:
        """The words of use in these roles that look most like the first one of a message."""
        allowed = [word for word, command in self._words.items() if command.concerns(roles)]
        first = (simpler(fold(text)).strip(" /").lower().split() or [""])[0]
        cutoff = 0.7 if first.isascii() else 0.5
        return get_close_matches(first, allowed, n=most, cutoff=cutoff)

    def get(self, word: str) -> Command:
        """The command of a registered word."""
        return self._words[word]

    def _add(self, command: Command) -> None:
        for word in command.words:
            if word != word.lower() or word in self._words:
                raise ValueError(f"{word!r} is registered twice or not in lower case")
            self._words[word] = command
        self._longest_first = sorted(self._words, key=len, reverse=True)
        self.commands.append(command)
