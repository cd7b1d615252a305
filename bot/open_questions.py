"""The one question that somebody has been asked: how long it waits, and that it is over."""

from collections.abc import Container
from datetime import datetime, timedelta
from typing import Any

from bot.chat import Chat
from interviews import questions
from models import Person

QUESTION_LIFE = timedelta(minutes=30)


def is_open(question: dict[str, Any], now: datetime) -> bool:
    """Whether it is young enough to be answered."""
    return datetime.fromisoformat(question["asked_at"]) + QUESTION_LIFE > now


def waits(person: Person, name: str, heard: Container[str], now: datetime) -> bool:
    """Whether the question of this name is the open one; it is dropped if it has waited too long, or
    is none whose answer is `heard` (another version asked it)."""
    question = person.question
    if question is None or "message" not in question:  # it shows nothing to press
        return False
    if questions.named(question["message"]) != name:
        return False
    if not is_open(question, now) or question["name"] not in heard:
        person.question = None
    return person.question is not None


async def over(chat: Chat, asked: dict[str, Any], answer: str | None) -> None:
    """If it no longer waits, have its card say so. `answer`: what it was answered with, if it was."""
    present = chat.person.question or {}
    if "message" in asked and present.get("message") != asked["message"]:
        answered = answer if is_open(asked, chat.now) else None
        await questions.over(chat.session, chat.person, asked, answered, chat.rules, chat.now)
