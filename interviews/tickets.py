"""A candidate's personal token: who holds it is the candidate of one interview.

Signed and encrypted in one (a synthetic IV, as in RFC 5297, made with HMAC): it cannot be guessed or
altered, and tells nobody anything. The same interview has the same token until its candidate's links
are made anew (`releasing.py`), so nothing of it is kept; whether it still opens anything is for the
interview and its candidate to say (`opened`, `outdated`). It is short enough for a QR code, and made
of letters, digits, `-` and `_` only.
"""

import base64
import binascii
import hashlib
import hmac
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlmodel.ext.asyncio.session import AsyncSession

from interviews.details import Details, find
from interviews.texts import Refused
from models.interview import Status

AFTERWARDS = timedelta(days=1)
"""How long after the interview its token still opens something: where it was, whom to ask."""
_TAG, _EDITION, _NUMBER = 16, 2, 6
"""Bytes."""


class Ticket(NamedTuple):
    """What a token says: of which interview, and as which edition of its candidate's links."""

    number: int
    edition: int = 0


class Tickets:
    """Makes tokens and reads them; the key is derived from a secret of the app."""

    def __init__(self, secret: str) -> None:
        def derived(purpose: bytes) -> bytes:
            return hmac.digest(secret.encode(), b"mianyue candidate " + purpose, hashlib.sha256)

        self._sign, self._hide = derived(b"signature"), derived(b"mask")

    def make(self, number: int, edition: int = 0) -> str:
        """The token of an interview's candidate."""
        plain = edition.to_bytes(_EDITION, "big") + number.to_bytes(_NUMBER, "big")
        tag = self._tag(plain)
        return base64.urlsafe_b64encode(tag + self._masked(plain, tag)).decode()

    def read(self, token: str) -> Ticket | None:
        """What it says; None: it is no token of ours."""
        try:
            raw = base64.urlsafe_b64decode(token.encode("ascii"))
        except (binascii.Error, ValueError):
            return None
        tag, hidden = raw[:_TAG], raw[_TAG:]
        if len(hidden) != _EDITION + _NUMBER:
            return None
        plain = self._masked(hidden, tag)
        genuine = hmac.compare_digest(tag, self._tag(plain))
        # Strict: base64 ignores what does not belong to it, and one interview has one token.
        edition, number = plain[:_EDITION], plain[_EDITION:]
        ticket = Ticket(int.from_bytes(number, "big"), int.from_bytes(edition, "big"))
        return ticket if genuine and self.make(*ticket) == token else None

    def _tag(self, plain: bytes) -> bytes:
        return hmac.digest(self._sign, plain, hashlib.sha256)[:_TAG]

    def _masked(self, given: bytes, tag: bytes) -> bytes:
        mask = hmac.digest(self._hide, tag, hashlib.sha256)
        return bytes(one ^ other for one, other in zip(given, mask, strict=False))


async def opened(
    session: AsyncSession, tickets: Tickets, token: str, *, lock: bool = False
) -> Details | None:
    """The interview whose candidate holds this token, however it stands; None: it is no token of
    ours, or the candidate was forgotten."""
    ticket = tickets.read(token)
    if ticket is None:
        return None
    try:
        details = await find(session, ticket.number, lock=lock)
    except Refused:
        return None
    return None if details.candidate.forgotten_at is not None else details


def outdated(details: Details, tickets: Tickets, token: str) -> bool:
    """Whether the candidate's links have been made anew since: it may be in the wrong hands."""
    ticket = tickets.read(token)
    return ticket is not None and ticket.edition != details.candidate.link_edition


def expired(details: Details, now: datetime) -> bool:
    """Whether it opens nothing any more: a day after the interview, or after the last time offered
    where none was agreed; at once when it was called off."""
    return details.interview.status == Status.CANCELLED or past(details, now)


def past(details: Details, now: datetime) -> bool:
    """The same, but that who looks for an interview that was called off can still read that it was."""
    ends = details.interview.ends_at or max(
        (slot.ends_at for slot in details.slots), default=details.interview.created_at
    )
    return ends + AFTERWARDS <= now
