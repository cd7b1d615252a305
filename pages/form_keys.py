"""Keys of forms: each page that is shown carries one of its own, which works once.

Without one nothing can be changed, so no other site can have a visitor's browser send a form. They
are signed for the candidate's token they were given with; that one was used is known by the inbox
(`bot/visits.py`).
"""

import base64
import hashlib
import hmac
import re
import secrets
from datetime import UTC, datetime, timedelta

LIFE = timedelta(hours=12)
_NONCE, _TIME, _TAG = 9, 5, 16
"""Bytes."""
_SHAPE = re.compile(rf"[\w-]{{{(_NONCE + _TIME + _TAG) * 4 // 3}}}", re.ASCII)


def shaped(key: str) -> bool:
    """Whether it looks like one."""
    return _SHAPE.fullmatch(key) is not None


class FormKeys:
    """Makes them and knows them again; the secret is one of the app's."""

    def __init__(self, secret: str) -> None:
        self._key = hmac.digest(secret.encode(), b"mianyue form", hashlib.sha256)

    def make(self, token: str, now: datetime) -> str:
        """A new key for a form on this token's page."""
        body = secrets.token_bytes(_NONCE) + int(now.timestamp()).to_bytes(_TIME, "big")
        return base64.urlsafe_b64encode(body + self._tag(token, body)).decode()

    def good(self, key: str, token: str, now: datetime) -> bool:
        """Whether it is one of ours, for this token, and not too old."""
        if not shaped(key):
            return False
        raw = base64.urlsafe_b64decode(key)
        body, tag = raw[:-_TAG], raw[-_TAG:]
        if not hmac.compare_digest(tag, self._tag(token, body)):
            return False
        made = datetime.fromtimestamp(int.from_bytes(body[_NONCE:], "big"), tz=UTC)
        return made <= now + timedelta(minutes=1) and now < made + LIFE

    def _tag(self, token: str, body: bytes) -> bytes:
        return hmac.digest(self._key, token.encode() + b"\0" + body, hashlib.sha256)[:_TAG]
