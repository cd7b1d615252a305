"""What people are answered, and what they are told unasked."""

from dataclasses import dataclass, field
from datetime import datetime

from tests.long.reading import Telling
from tests.long.truth import Row, Truth


@dataclass(frozen=True, slots=True)
class Heard:
    """Something said and its passive answer; `message` is the key of both."""

    message: str
    userid: str
    said: str
    answer: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Letter:
    """One notice that arrived, alone or in a message with others."""

    row: Row
    tellings: list[Telling]
    at: datetime
    before: Truth = field(repr=False)
    """What was so just before it was sent, and just after."""
    after: Truth = field(repr=False)
