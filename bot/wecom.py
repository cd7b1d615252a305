"""WeCom's API: wechatpy's request shapes over an aiohttp transport.

wechatpy's client is synchronous; overriding its `_request` with a coroutine makes every method
whose result it does not look into awaitable: `await wecom.message.send(...)`. Used here, and only
these: `message.send`, `user.get`, `agent.get`, `menu.create`. What breaks (agent.list, department
and tag reads, user.list, tickets, media.download, …) or is missing goes through `call`.
"""

import json
import re
import time
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import aiohttp
import structlog
from wechatpy.work import WeChatClient

from bot.metrics import WECOM_CALLS
from bot.sections import WeCom
from bot.tokens import Fetch, Tokens

log = structlog.get_logger()

TOKEN_REFUSED = {40001, 40014, 41001, 42001}
"""Codes that mean the token, not the call, is wrong (an expired one may come as 40014)."""


class WeComError(Exception):
    """WeCom answered, and said no; judge by `code`, never by the message (DOC 90313)."""

    def __init__(self, code: int, message: str, *, api: str = "") -> None:
        super().__init__(f"{api}: {code} {message}")
        self.code = code
        self.message = message
        self.api = api

    @property
    def ip(self) -> str | None:
        """The address WeCom saw us come from, where it says so (60020)."""
        found = re.search(r"from ip: ?([0-9a-fA-F.:]+)", self.message)
        return found[1] if found else None


class WeComUnreachable(Exception):  # noqa: N818 - no answer is not WeCom's error
    """No answer, or none that can be read; whether the call had an effect is unknown."""


class WeComClient(WeChatClient):  # type: ignore[misc]  # wechatpy ships no types
    """One app's access to WeCom. `call` and wechatpy's methods are coroutines."""

    def __init__(self, settings: WeCom, tokens: Tokens, http: aiohttp.ClientSession) -> None:
        super().__init__(settings.corp_id, settings.secret.get_secret_value(), auto_retry=False)
        self.tokens = tokens
        self.http = http
        self.base = f"{settings.api_base.rstrip('/')}/cgi-bin/"
        self.limit = aiohttp.ClientTimeout(total=settings.timeout.total_seconds())

    @property
    def access_token(self) -> str:
        """Nothing: wechatpy's constructor reads this, and would fetch a token while building."""
        return ""

    async def call(
        self, api: str, *, params: Mapping[str, Any] | None = None, data: Any = None
    ) -> dict[str, Any]:
        """Call an API by its name: `call("message/recall", data={...})`; GET without data.

        Raises:
            WeComError: WeCom refused the call, a refused token having been replaced once.
            WeComUnreachable: there was no answer.
        """
        return await self._request(
            "get" if data is None else "post",
            api,
            params=params,
            **({"data": data} if data else {}),
        )

    async def upload(self, name: str, content: bytes, kind: str = "image") -> str:
        """Upload a file (media/upload, DOC 90253); gives its id, good for three days."""
        answer = await self._request(
            "post", "media/upload", params={"type": kind}, file=(name, content)
        )
        media_id = answer.get("media_id")
        if not isinstance(media_id, str):
            raise WeComUnreachable("media/upload: an answer without media_id")
        return media_id

    async def _request(self, method: str, url_or_endpoint: str, **kwargs: Any) -> dict[str, Any]:
        token = await self.tokens.get()
        try:
            return await self._once(method, url_or_endpoint, token, kwargs)
        except WeComError as error:
            if error.code not in TOKEN_REFUSED:
                raise
            log.info("token refused, replacing it", action="token.refused", code=error.code)
            token = await self.tokens.replace(token)
        return await self._once(method, url_or_endpoint, token, kwargs)

    async def _once(
        self, method: str, api: str, token: str, given: Mapping[str, Any]
    ) -> dict[str, Any]:
        params = {**(given.get("params") or {}), "access_token": token}
        body, file = given.get("data"), given.get("file")
        content = json.dumps(body, ensure_ascii=False).encode() if body is not None else None
        return await fetch(
            self.http,
            method,
            self.base + api,
            params=params,
            data=_form(*file) if file else content,
            limit=self.limit,
            api=api,
        )


def _form(name: str, content: bytes) -> aiohttp.FormData:
    form = aiohttp.FormData()
    form.add_field("media", content, filename=name, content_type="application/octet-stream")
    return form


def token_fetcher(settings: WeCom, http: aiohttp.ClientSession) -> Fetch:
    """How `Tokens` asks WeCom for a token (gettoken, DOC 91039)."""
    limit = aiohttp.ClientTimeout(total=settings.timeout.total_seconds())
    url = f"{settings.api_base.rstrip('/')}/cgi-bin/gettoken"

    async def ask() -> tuple[str, timedelta]:
        params = {"corpid": settings.corp_id, "corpsecret": settings.secret.get_secret_value()}
        answer = await fetch(http, "get", url, params=params, limit=limit, api="gettoken")
        token = answer.get("access_token")
        if not isinstance(token, str) or not token:
            raise WeComUnreachable("gettoken: an answer without access_token")
        return token, timedelta(seconds=int(answer.get("expires_in") or 7200))

    return ask


async def fetch(
    http: aiohttp.ClientSession,
    method: str,
    url: str,
    *,
    params: Mapping[str, Any],
    data: bytes | aiohttp.FormData | None = None,
    limit: aiohttp.ClientTimeout,
    api: str,
) -> dict[str, Any]:
    """One call and its answer, judged by errcode.

    Raises:
        WeComError: errcode is not 0.
        WeComUnreachable: no answer within the limit, or not WeCom's JSON.
    """
    started = time.perf_counter()
    code = "none"
    try:
        async with http.request(
            method, url, params={k: str(v) for k, v in params.items()}, data=data, timeout=limit
        ) as response:
            answer = _read(await response.read(), response.status, api)
        code = str(answer["errcode"])
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        # The URL carries the token, and aiohttp's messages may carry the URL: name the kind only.
        raise WeComUnreachable(f"{api}: {type(error).__name__}") from None
    finally:
        WECOM_CALLS.labels(api, code).observe(time.perf_counter() - started)
    if answer["errcode"] != 0:
        raise WeComError(answer["errcode"], str(answer.get("errmsg", "")), api=api)
    return answer


def _read(raw: bytes, status: int, api: str) -> dict[str, Any]:
    try:
        answer = json.loads(raw)
        code = int(answer.get("errcode", 0))
    except (ValueError, AttributeError, TypeError):
        raise WeComUnreachable(f"{api}: HTTP {status} with no JSON of WeCom's") from None
    if status != 200:
        raise WeComUnreachable(f"{api}: HTTP {status}")
    return {**answer, "errcode": code}
