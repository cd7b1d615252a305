"""From a message to its answer: a command word (but for a yes or no that was asked for), else the
answer to the open question, else bare numbers, else whatever the fallback makes of it."""

import secrets
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import structlog

from bot.database import away, sqlstate
from bot.desk import Desk
from bot.incoming import Door, Incoming, Kind
from bot.metrics import HANDLERS
from bot.open_questions import is_open, over, waits
from bot.routing import HR_ONLY, Chat, Command, Handler, Router, fold
from bot.spoken import Answer, spoken
from interviews import leaving, questions
from interviews.naming import Ambiguous
from interviews.rules import Rules
from interviews.texts import NOTHING, Refused, Text, Words
from models import Person
from models.person import Language

log = structlog.get_logger()

DEADLOCK, LOCKED = "40P01", "55P03"
"""SQLSTATEs of two who wait for each other, and of one who has waited too long."""

NOT_TEXT = Text(
    zh="我只看得懂文字。发“帮助”看看可以说什么。",
    en='I can only read words. Say "help" to see what you can say.',
)
APOLOGY = Text(
    zh="抱歉，出了点问题，刚才这句话没有办成，什么也没有改变。请稍后再试；"
    "如果还是这样，请把编号 {reference} 告诉管理员。",
    en="Sorry, something went wrong; nothing was done and nothing has changed. Please try again"
    " later, and if it happens again, give your administrator the number {reference}.",
)
SWITCH = {
    Language.ZH: "(For English, reply: language en)",
    Language.EN: "（回复“语言 中文”可切换为中文）",
}


@dataclass(frozen=True, slots=True)
class Chosen:
    """Who answers, as far as the words alone tell."""

    handler: Handler | None = None
    command: Command | None = None
    word: str = ""
    args: str = ""
    raw: str = ""
    reads: bool = False
    """Nothing changes: no transaction, no wait for the disk."""
    pressed: str | None = None
    """The name of the question whose choice was pressed."""

    @property
    def name(self) -> str | None:
        """What the inbox remembers of it."""
        return self.command.words[0] if self.command else None


class Carefully(Exception):  # noqa: N818 - asks for another try
    """It seemed to change nothing, and something has to be written or broke: once more, in a
    transaction."""


class Answering:
    """Chooses the handler and gives it what it needs."""

    def __init__(self, router: Router, rules: Rules) -> None:
        self.router = router
        self.rules = rules

    def choose(self, incoming: Incoming, *, careful: bool = False) -> Chosen:
        """Decide by the words alone; `careful` spends a transaction on reads too."""
        if incoming.kind is Kind.MEDIA:
            return Chosen(handler=_not_text)
        if incoming.kind is Kind.ENTER:  # on WeChat the welcome is written with the binding
            return Chosen(handler=self._greet if incoming.door is Door.APP else _silent)
        if incoming.kind is Kind.LEAVE:
            return Chosen(handler=_leave)
        if incoming.kind is not Kind.TEXT:
            return Chosen(handler=_silent)
        if (pressed := questions.pressed(incoming.text)) is not None:
            name, answer = pressed
            return Chosen(args=fold(answer), raw=answer, pressed=name)
        match = self.router.find(incoming.text)
        if match is None or not match.fits:
            return Chosen(args=fold(incoming.text).strip(), raw=incoming.text.strip())
        return Chosen(
            handler=match.command.handler,
            command=match.command,
            word=match.word,
            args=match.args,
            raw=match.raw,
            reads=not match.command.changes and not careful,
        )

    async def answer(
        self,
        desk: Desk,
        person: Person,
        chosen: Chosen,
        now: datetime,
    ) -> Answer:
        """Have the message answered. What a handler did is undone if it refuses or breaks."""
        asked = person.question
        if self._asked(person, now, chosen):
            chosen = Chosen(args=chosen.word, raw=chosen.word)
        elif chosen.pressed and not waits(person, chosen.pressed, self.router.answers, now):
            chosen = replace(chosen, handler=_no_longer)
        elif chosen.pressed and not chosen.args:
            chosen = replace(chosen, handler=_none_chosen)
        chat = Chat(
            person=person,
            word=chosen.word,
            args=chosen.args,
            raw=chosen.raw,
            desk=desk,
            now=now,
            rules=self.rules,
            router=self.router,
        )
        handler = chosen.handler
        if handler is None:
            handler, data = self._unworded(chat)
            chat = replace(chat, data=data)
        elif asked is not None and chosen.command is not None:
            person.question = None  # a command ends whatever was being asked
        if chosen.command is not None and not chosen.reads and person.misunderstood:
            person.misunderstood = 0
        ended = asked if person.question is None else None
        first = person.greeted_at is None
        with HANDLERS.labels(chosen.name or "other").time():
            answer = await self._guarded(handler, replace(chat, ended=ended), chosen)
        if asked is not None:
            await over(chat, asked, None if chosen.handler else chosen.args)
        if ended is not None and ended["name"] in self.router.left:
            left = await self.router.left[ended["name"]](chat, ended["data"])
            answer = answer.followed_by(left.to(chat.reader), "\n")
        if first and answer.text:
            person.greeted_at = now
            return answer.followed_by(SWITCH[person.language], "\n\n")
        return answer

    def _asked(self, person: Person, now: datetime, chosen: Chosen) -> bool:
        """Whether these words of a command answer what was asked."""
        question = person.question
        if question is None or chosen.args or not is_open(question, now):
            return False
        return chosen.word in self.router.heard.get(question["name"], ())

    def _unworded(self, chat: Chat) -> tuple[Handler, dict[str, Any]]:
        """Who answers a message that begins with no command word."""
        question = chat.person.question
        if question is not None:
            hears = self.router.answers.get(question["name"])  # None: another version asked it
            if hears is not None and is_open(question, chat.now):
                return hears, question["data"]
            chat.person.question = None
        return self.router.unworded(chat.args) or _silent, {}

    async def _guarded(self, handler: Handler, chat: Chat, chosen: Chosen) -> Answer:
        """Run a handler inside a savepoint; a refusal is an answer, a bug is an apology."""
        if chosen.command is not None and not chosen.command.allows(chat):
            return Answer(HR_ONLY(word=chosen.word).to(chat.reader))
        how = chat.reader
        reference: str | None = None
        unclear: Ambiguous | None = None
        try:
            if chosen.reads:
                return spoken(await handler(chat), chat.reader)
            written = len(chat.session.info.setdefault("outbox", []))
            async with chat.session.begin_nested():
                await chat.session.connection()  # or `chat.rows` would come before the savepoint
                return spoken(await handler(chat), chat.reader)
        except Ambiguous as refusal:
            words: Words = refusal.words
            if chosen.reads:
                raise Carefully from refusal
            unclear = refusal
        except Refused as refusal:
            words = refusal.words
        except Exception as error:
            if away(error) or sqlstate(error) in {DEADLOCK, LOCKED}:  # no bug of the handler's
                raise
            if chosen.reads and sqlstate(error) is not None:
                raise Carefully from error
            reference = secrets.token_hex(4)
            log.exception(
                "a handler broke", action="handler.broke", reference=reference, command=chosen.name
            )
            words = APOLOGY(reference=reference)
        if not chosen.reads:  # the savepoint took the notices along, and what was set on the person
            del chat.session.info["outbox"][written:]
            await chat.session.refresh(chat.person)
        if unclear is not None and self.router.unclear is not None:
            words = await self.router.unclear(chat, unclear)
        return spoken(words, how, reference)

    async def _greet(self, chat: Chat) -> Words:
        """Say hello to who opens the app for the first time, and nothing after that."""
        if chat.person.greeted_at is not None:
            return NOTHING
        return await self.router.get("help").handler(chat)


def handled(chosen: Chosen, person: Person, answer: Answer) -> None:
    """The log's lines of a message that has been handled."""
    log.info(
        "handled",
        action="message.handled",
        command=chosen.name,
        person=person.id,
        reference=answer.reference,
    )
    log.debug("replied", action="message.replied", text=answer.text)


async def _not_text(chat: Chat) -> Words:
    del chat
    return NOT_TEXT


async def _no_longer(chat: Chat) -> Words:
    """A choice was pressed whose question is over; another that is open goes on waiting."""
    del chat
    return questions.NO_LONGER


async def _none_chosen(chat: Chat) -> Words:
    """A list of choices was sent off without one; the question goes on waiting."""
    del chat
    return questions.NONE_CHOSEN


async def _leave(chat: Chat) -> Words:
    """HR hears of who can no longer use the app."""
    await leaving.left(chat.session, chat.person.id, rules=chat.rules, now=chat.now)
    return NOTHING


async def _silent(chat: Chat) -> Words:
    del chat
    return NOTHING
