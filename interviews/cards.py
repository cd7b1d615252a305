"""A notice as a card: facts, and buttons that say the words one could have typed.

What a card can do its text can do, and the words name interview and slot by numbers that never
change meaning, so an old card is as harmless as an old message. How a card looks at WeCom, and what
does not fit there, is no matter here (`bot/template_cards.py`).
"""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from interviews.texts import NOTHING, Reader, Value, Words, said


class Kind(StrEnum):
    """What a card is for; decides what can become of it."""

    OFFER = "offer"
    INVITATION = "invitation"
    REMINDER = "reminder"
    FEEDBACK = "feedback"
    OUTCOME = "outcome"
    QUESTION = "question"


@dataclass(frozen=True, slots=True)
class Button:
    """Pressing it says its words; with `chosen`, what is chosen on the card is said after them."""

    label: Words
    says: str
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several; each option has what is said for it and its label."""

    title: Words
    options: tuple[tuple[str, Words], ...]
    whole: tuple[Words, ...] = ()
    """Each option's label where there is room for more."""


@dataclass(frozen=True, slots=True)
class Card:
    """What a notice shows; a `state` says that it is settled, and stands where its buttons were."""

    kind: Kind
    title: Words
    about: Words
    facts: tuple[tuple[Words, Value], ...] = ()
    note: Words = NOTHING
    buttons: tuple[Button, ...] = ()
    choices: tuple[Choice, ...] = ()
    state: Words = NOTHING
    intro: Words = NOTHING
    """What a menu begins with, which has neither title nor facts, and its last line."""
    hint: Words = NOTHING
    page: str | None = None
    look: Words = NOTHING
    """Where else it can be looked at and answered, and what is said about that."""
    data: dict[str, Any] = field(default_factory=dict)
    """What it was about, to tell later whether that still holds."""

    def to(self, reader: Reader) -> dict[str, Any]:
        """Render for this reader, as the outbox keeps it."""
        facts = ((label.to(reader), said(value, reader)) for label, value in self.facts)
        return {
            "kind": self.kind.value,
            "title": self.title.to(reader),
            "about": self.about.to(reader),
            "facts": [[label, value] for label, value in facts if value.strip()],
            "note": self.note.to(reader),
            "buttons": [
                {"label": one.label.to(reader), "says": one.says, "chosen": one.chosen}
                for one in self.buttons
            ],
            "choices": [
                {
                    "title": one.title.to(reader),
                    "options": [[says, label.to(reader)] for says, label in one.options],
                    "whole": [label.to(reader) for label in one.whole],
                }
                for one in self.choices
            ],
            "state": self.state.to(reader),
            "intro": self.intro.to(reader),
            "hint": self.hint.to(reader),
            "page": [self.page, self.look.to(reader)] if self.page else None,
            "data": self.data,
        }


@dataclass(frozen=True, slots=True)
class Carded:
    """Words that can be shown as a card; joined with others they are words again."""

    words: Words
    card: Card
    interview: int | None = None
    """Said as an answer, the interview whose changes settle the card."""

    def to(self, reader: Reader) -> str:
        """Render the words."""
        return self.words.to(reader)


def card_of(words: Words) -> Card | None:
    """The card that shows these words, if there is one."""
    return words.card if isinstance(words, Carded) else None
