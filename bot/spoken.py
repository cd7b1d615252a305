"""What a handler has said, rendered for who hears it."""

from dataclasses import dataclass, replace

from interviews.cards import Carded
from interviews.texts import Own, Reader, Words, lines


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said, with the card that shows the same, and the reference of the bug if one said it."""

    text: str
    reference: str | None = None
    carded: Carded | None = None

    def followed_by(self, more: str, after: str) -> "Answer":
        """With something else behind it; on a card it stands below."""
        if not more:
            return self
        text = f"{self.text}{after}{more}" if self.text else more
        if self.carded is None:
            return replace(self, text=text)
        card = self.carded.card
        card = replace(card, note=lines(card.note, Own(more)), hint=lines(card.hint, Own(more)))
        return replace(self, text=text, carded=replace(self.carded, card=card))


def spoken(words: Words, reader: Reader, reference: str | None = None) -> Answer:
    """The answer that these words are."""
    carded = words if isinstance(words, Carded) else None
    return Answer(words.to(reader), reference, carded)
