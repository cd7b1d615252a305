"""What a handler is given: who speaks, what was said, and what it may read and write."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.desk import Desk
from interviews import questions
from interviews.cards import Carded
from interviews.naming import Ambiguous
from interviews.people import is_hr, reader
from interviews.questions import Choices
from interviews.rules import Rules
from interviews.texts import Reader, Words
from models import Person
from models.sql import Rows

if TYPE_CHECKING:
    from bot.routing import Router


@dataclass(frozen=True, slots=True)
class Chat:
    """Everything a handler may ask for. It answers by returning words; it has nothing to send with
    and never commits."""

    person: Person
    """Who speaks; their row is locked until the answer is committed."""
    word: str
    """The word that chose the handler, as registered; "" for a bare number or an open question."""
    args: str
    """What came after it, folded: half-width punctuation and digits, single spaces."""
    raw: str
    """The same as it was written, for what is shown to people again."""
    desk: Desk
    now: datetime
    rules: Rules
    router: "Router"
    data: dict[str, Any] = field(default_factory=dict)
    """Of the open question this answers."""
    ended: dict[str, Any] | None = None
    """The open question that this command has ended unanswered."""

    @property
    def session(self) -> AsyncSession:
        """For changing things, and for reading tables as classes."""
        return self.desk.session

    @property
    def rows(self) -> Rows:
        """For reading by hand-written SQL, in the same transaction: what has to be quick."""
        return self.desk.rows

    @property
    def reader(self) -> Reader:
        """How the person reads."""
        return reader(self.person, self.rules, self.now)

    @property
    def hr(self) -> bool:
        """Whether the person is HR."""
        return is_hr(self.person, self.rules)

    def ask(self, name: str, words: Words, *, choices: Choices | None = None, **data: Any) -> Words:
        """Ask something; the handler registered with `router.answer(name)` hears the answer, typed
        or, where the words name `choices`, pressed."""
        asked = {"name": name, "data": data, "asked_at": self.now.isoformat()}
        if choices is None:
            self.person.question = asked
            return words
        message = self.session.info["message"]
        self.person.question = asked | {"message": message}
        return Carded(words, questions.card(message, choices))


Handler = Callable[[Chat], Awaitable[Words]]
Unclear = Callable[[Chat, Ambiguous], Awaitable[Words]]
Left = Callable[[Chat, dict[str, Any]], Awaitable[Words]]
"""Given what an open question held that is answered no more, what there is to say about it."""
