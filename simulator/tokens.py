"""gettoken and the check of every other call's token (DOC 91039)."""

import secrets
from collections.abc import Callable
from datetime import datetime, timedelta

from simulator.answers import Refusal, ok

LIFE = timedelta(seconds=7200)


class AccessTokens:
    """One app's tokens. Asking again gives the same one, unless `rotate` is set."""

    def __init__(self, corp_id: str, secret: str, now: Callable[[], datetime]) -> None:
        self.corp_id = corp_id
        self.secret = secret
        self.now = now
        self.life = LIFE
        self.rotate = False
        self.refuse_all = False
        self.expired_code = 42001
        self._given: dict[str, datetime] = {}

    def get(self, corp_id: str | None, secret: str | None) -> dict[str, object]:
        """Answer gettoken.

        Raises:
            Refusal: corp id or secret is missing or wrong.
        """
        if not corp_id:
            raise Refusal(41002)
        if not secret:
            raise Refusal(41004)
        if corp_id != self.corp_id:
            raise Refusal(40013)
        if secret != self.secret:
            raise Refusal(40001)
        if self.rotate:
            self._given.clear()
        live = [token for token, end in self._given.items() if end > self.now()]
        token = live[-1] if live else secrets.token_urlsafe(96)
        end = self._given.setdefault(token, self.now() + self.life)
        left = round((end - self.now()).total_seconds())
        return ok(access_token=token, expires_in=left)

    def check(self, token: str | None) -> None:
        """Let a call pass.

        Raises:
            Refusal: its token is missing, unknown or expired.
        """
        if not token:
            raise Refusal(41001)
        if self.refuse_all or token not in self._given:
            raise Refusal(40014)
        if self._given[token] <= self.now():
            raise Refusal(self.expired_code)

    def expire(self, code: int = 42001) -> None:
        """End every token now; calls with them get this code."""
        self.expired_code = code
        self._given = dict.fromkeys(self._given, self.now())
