"""ShowMeBug's API: calls with a token, and what their failures mean."""

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import aiohttp
import structlog

from bot.database import Sessions
from bot.rooms import Gone, Later, Misconfigured, Never, Unanswered
from bot.sections import ShowMeBug
from bot.tokens import TokenRefused, Tokens

log = structlog.get_logger()

LIFE = timedelta(hours=1)
"""Of a token whose answer does not tell."""


class _Refused(Exception):  # noqa: N818 - says what happened
    """The token, not the call, is wrong."""


class Api:
    """One team's access to ShowMeBug."""

    def __init__(
        self,
        settings: ShowMeBug,
        sessions: Sessions,
        http: aiohttp.ClientSession,
        now: Callable[[], datetime],
    ) -> None:
        if settings.client_id is None or settings.client_secret is None:
            raise Misconfigured("SHOWMEBUG_CLIENT_ID and SHOWMEBUG_CLIENT_SECRET are missing")
        self.id = settings.client_id.get_secret_value()
        self.secret = settings.client_secret.get_secret_value()
        self.base = settings.api_base.rstrip("/")
        self.limit = aiohttp.ClientTimeout(total=settings.timeout.total_seconds())
        self.http = http
        self.tokens = Tokens(sessions, f"showmebug/{self.id}", self._fetch, now)

    async def call(
        self, method: str, path: str, *, body: Any = None, query: dict[str, str] | None = None
    ) -> Any:
        """Call `/open_api/v1/` + path; gives `data` of the answer. A refused token is replaced once.

        Raises:
            Trouble: it failed.
        """
        try:
            token = await self.tokens.get()
            try:
                return await self._once(method, path, token, body, query)
            except _Refused:
                token = await self.tokens.replace(token)
            return await self._once(method, path, token, body, query)
        except (TokenRefused, _Refused):
            raise Misconfigured(
                "ShowMeBug refuses an access token it has just given: check SHOWMEBUG_CLIENT_SECRET"
            ) from None

    async def _once(
        self, method: str, path: str, token: str, body: Any, query: dict[str, str] | None
    ) -> Any:
        status, answer = await self._exchange(
            method,
            f"/open_api/v1/{path}",
            params=query,
            data=json.dumps(body, ensure_ascii=False).encode() if body is not None else None,
            headers={"Authorization": f"Bearer {token}", "Content-Type": "application/json"},
        )
        refusal = f"ShowMeBug: {answer.get('errcode', status)} {answer.get('errmsg', '')}".strip()
        if status == 401 or (answer.get("errcode") and "token" in refusal.lower()):
            raise _Refused
        if status == 404:
            raise Gone(refusal)
        if status >= 400 or answer.get("errcode"):
            raise Never(refusal)
        return answer.get("data")

    async def _fetch(self) -> tuple[str, timedelta]:
        given = {
            "client_id": self.id,
            "client_secret": self.secret,
            "grant_type": "client_credentials",
        }
        try:
            status, answer = await self._exchange("POST", "/oauth/token.json", data=given)
        except Unanswered as trouble:
            raise Later(str(trouble)) from None  # a token more or less does no harm
        wrapped = answer.get("data")
        found: dict[str, Any] = wrapped if isinstance(wrapped, dict) else answer
        token = found.get("access_token")
        if status >= 400 or answer.get("errcode") or not isinstance(token, str) or not token:
            raise Misconfigured(
                "ShowMeBug gives no access token: check SHOWMEBUG_CLIENT_ID and"
                f" SHOWMEBUG_CLIENT_SECRET ({answer.get('errcode', status)})"
            )
        seconds = found.get("expires_in")
        return token, timedelta(seconds=seconds) if isinstance(seconds, int) else LIFE

    async def _exchange(self, method: str, path: str, **given: Any) -> tuple[int, dict[str, Any]]:
        """Status and JSON of an answer.

        Raises:
            Later: nothing has happened.
            Unanswered: something may have.
        """
        try:
            async with self.http.request(
                method, self.base + path, timeout=self.limit, allow_redirects=False, **given
            ) as response:
                raw, status = await response.read(), response.status
        except aiohttp.ClientConnectorError as error:
            raise Later(f"ShowMeBug cannot be reached ({type(error).__name__})") from None
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise Unanswered(f"ShowMeBug does not answer ({type(error).__name__})") from None
        if status == 429:
            raise Later("ShowMeBug takes no more calls for now (429)")
        try:
            answer = json.loads(raw)
        except ValueError:
            answer = None
        if status >= 500 or not isinstance(answer, dict):
            raise Unanswered(f"ShowMeBug answers with an error (HTTP {status})")
        return status, answer
