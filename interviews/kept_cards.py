"""Cards as the outbox keeps them: rendered for their reader, under a name of their own."""

import hashlib
import json
from datetime import datetime

from interviews.cards import Card, Kind
from interviews.people import reader
from interviews.rules import Rules
from models import Person
from models.person import Channel

_JSON = json.JSONEncoder(ensure_ascii=False)


def rendered(
    card: Card | None, person: Person, updates: int | None, rules: Rules, now: datetime
) -> str | None:
    """The card as it is kept, if there is one and it may be sent to this person.

    On WeChat offers and questions are menus; nothing else can be clicked there, and nothing is ever
    replaced.
    """
    if card is None or person.channel == Channel.NONE:
        return None
    if person.channel == Channel.KF:
        if card.kind not in {Kind.OFFER, Kind.QUESTION} or updates:
            return None
    elif not (rules.cards.enabled or updates):
        return None
    return _JSON.encode(card.to(reader(person, rules, now)))


def name(key: str, card: str, person: Person) -> str | None:
    """A card's name at WeCom, unlike any other's (DOC 90236: letters, digits, `_-@`); None for a menu,
    which cannot be found again. A restored database gives what it says again the same name, so
    WeCom's duplicate check sees that it is."""
    if person.channel != Channel.WECOM:
        return None
    return f"card@{hashlib.sha256(f'{key} {card}'.encode()).hexdigest()[:32]}"
