"""A question with choices, as a card: what is pressed on it answers this question and no other.

The open question keeps the message in which it was asked. From that follow its name, which every
button says, and the row of its card, which shows what was chosen once the question is over.
"""

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import asyncpg
from sqlmodel.ext.asyncio.session import AsyncSession

from interviews.cards import Button, Card, Choice, Kind
from interviews.live_cards import Click
from interviews.notices import REPLACEMENT, Notice, write
from interviews.rules import Rules
from interviews.texts import NOTHING, Own, Text, Words, lines
from models import Person
from models.sql import rows_of

CHOOSE = Text(zh="请选一个", en="Choose one")
THIS = Text(zh="就是这个", en="This one")
BY_NUMBER = Text(
    zh="点一个，或者回复它的编号；不用了就发“算了”。",
    en='Choose one, or reply with its number; "never mind" leaves it.',
)
CHOSEN = Text(zh="已选：{label}", en="Chosen {label}")
OVER = Text(zh="已结束", en="Over")
NO_LONGER = Text(
    zh="您点的那个问题已经过去了，什么也没有做。还需要的话，请把要做的事再说一遍；发“帮助”看看可以说什么。",
    en="The question you pressed is over, so I have done nothing. If you still want it, please say it"
    ' again; "help" lists what you can say.',
)
NONE_CHOSEN = Text(
    zh="还没有选，所以什么也没有做。请选一个再点，或者直接回复它。",
    en="Nothing is chosen, so I have done nothing. Please choose one and press again, or reply with it.",
)
_PRESSED = re.compile(r"\s*=([0-9a-f]{12})(?:\s(.*))?", re.DOTALL)
_NUMBER = re.compile(r"#?\s*(\d{1,9})[.!]?")

_ASKED = """
    SELECT o.id, o.task_id, o.card::text AS card, EXISTS (
        SELECT FROM outbox u WHERE u.updates = o.id AND u.state IN ('waiting', 'sent')
    ) AS settled
    FROM outbox o
    WHERE o.person_id = $1 AND o.task_id IS NOT NULL AND o.card ->> 'kind' = 'question'
      AND o.state IN ('waiting', 'sent')
"""
_ASKED_IN = f"{_ASKED} AND o.key = $2"
_NAMED = f"{_ASKED} AND o.task_id = $2"


@dataclass(frozen=True, slots=True)
class Option:
    """One answer: what is said for it, its label, and all there is to say of it."""

    says: str
    label: Words
    whole: Words


@dataclass(frozen=True, slots=True)
class Choices:
    """What a question shows where it is more than words: itself in short, and every answer."""

    title: Words
    options: Sequence[Option]
    about: Words = NOTHING
    how: Words = BY_NUMBER
    """The words that do what a button does."""


def named(message: str) -> str:
    """The name of the question that was asked in a message."""
    return hashlib.sha256(message.encode()).hexdigest()[:12]


def pressed(said: str) -> tuple[str, str] | None:
    """The name of the question and the answer, if it was pressed and not typed; the answer is empty
    where nothing was chosen."""
    found = _PRESSED.fullmatch(said)
    return (found[1], (found[2] or "").strip()) if found else None


def answered(said: str) -> str:
    """What was said, as people read it later: of a pressed choice the answer."""
    found = pressed(said)
    return found[1] if found else said


def reply_key(message: str) -> str:
    """What names the answer to a message that is pushed."""
    return f"reply:{message}"


def card(message: str, choices: Choices) -> Card:
    """The question asked in this message, as a card."""
    return Card(
        Kind.QUESTION,
        choices.title,
        choices.about,
        note=choices.how,
        intro=lines(choices.title, choices.about),
        hint=choices.how,
        choices=(
            Choice(
                CHOOSE,
                tuple((one.says, one.label) for one in choices.options),
                whole=tuple(one.whole for one in choices.options),
            ),
        ),
        buttons=(Button(THIS, f"={named(message)}", chosen=True),),
        data={"question": named(message)},
    )


async def over(
    session: AsyncSession,
    person: Person,
    question: dict[str, Any],
    answer: str | None,
    rules: Rules,
    now: datetime,
) -> None:
    """It is open no more: its card, if it has one, shows the answer, or that there is none."""
    if "message" not in question:
        return
    rows = await rows_of(session)
    found = await rows.fetchrow(_ASKED_IN, person.id, reply_key(question["message"]))
    if found is not None and not found["settled"]:
        await _settle(session, person, found, answer, rules, now)


async def clicked(
    session: AsyncSession, person: Person, click: Click, rules: Rules, now: datetime
) -> None:
    """Have the card somebody has just pressed show that its question is over, if it is: an old one
    could not be changed any more, or waited half an hour."""
    found = await (await rows_of(session)).fetchrow(_NAMED, person.id, click.task_id)
    if found is None or found["settled"]:
        return
    question = person.question or {}
    if named(question.get("message", "")) != json.loads(found["card"])["data"]["question"]:
        await _settle(session, person, found, None, rules, now)


async def _settle(
    session: AsyncSession,
    person: Person,
    asked: asyncpg.Record,
    answer: str | None,
    rules: Rules,
    now: datetime,
) -> None:
    shown = json.loads(asked["card"])
    label = _label(shown, answer) if answer is not None else None
    click: Click | None = session.info.get("click")
    notice = Notice(
        person,
        NOTHING,
        key=f"{REPLACEMENT}:{asked['id']}:{session.info['message']}",
        kind=REPLACEMENT,
        card=Card(
            Kind.QUESTION,
            Own(shown["title"]),
            Own(shown["about"]),
            state=CHOSEN(label=Own(label)) if label is not None else OVER,
        ),
        updates=asked["id"],
        code=click.code if click is not None and click.task_id == asked["task_id"] else None,
    )
    await write(session, [notice], rules, now)


def _label(shown: dict[str, Any], answer: str) -> str | None:
    """The label of what was answered, if it was one of the choices."""
    number = _NUMBER.fullmatch(answer.strip())
    given = number[1] if number else answer.strip().casefold()
    options = [option for choice in shown["choices"] for option in choice["options"]]
    return next((label for says, label in options if says.casefold() == given), None)
