"""Posting to the app's callback, as WeCom does: encrypted, impatient, persistent
(DOC 90238, 90930)."""

import asyncio
import secrets
import time
from dataclasses import dataclass
from typing import Any

import aiohttp

from simulator import xml
from simulator.crypto import Envelope, Forged

PATIENCE = 5.0
"""Seconds for an answer to a message."""
VERIFY_PATIENCE = 1.0
"""Seconds for the answer when an administrator saves the callback."""
RETRIES = 3


@dataclass(frozen=True, slots=True)
class Answer:
    """How the callback answered: `text` of a passive text reply, None where it was empty."""

    text: str | None
    status: int
    attempts: int
    seconds: float
    raw: dict[str, Any] | None = None
    problem: str = ""
    """Why WeCom would not take the answer; "" if it would."""


@dataclass(slots=True)
class Forgery:
    """What to do wrong on purpose."""

    bad_signature: bool = False
    receive_id: str | None = None
    timestamp: str | None = None


class Pusher:
    """Delivers to one callback URL."""

    def __init__(self, envelope: Envelope, corp_id: str, agent_id: int) -> None:
        self.envelope = envelope
        self.corp_id = corp_id
        self.agent_id = agent_id
        self.url = ""
        self.patience = PATIENCE
        self.retries = RETRIES
        self.retry_on_status = True
        """DOC 90238 says any status but 200 is retried, DOC 90930 only network failures."""

    async def verify(self, http: aiohttp.ClientSession, timestamp: str) -> str:
        """The GET an administrator's 保存 sends; "" if all is well, else what is wrong."""
        message = str(secrets.randbelow(10**19))
        echostr = self.envelope.encrypt(message.encode())
        query = self._query(echostr, timestamp)
        try:
            limit = aiohttp.ClientTimeout(total=VERIFY_PATIENCE)
            async with http.get(
                self.url, params={**query, "echostr": echostr}, timeout=limit
            ) as response:
                body = await response.read()
        except (aiohttp.ClientError, TimeoutError) as error:
            return f"openapi回调地址请求不通过: {type(error).__name__}"
        if response.status != 200:
            return f"openapi回调地址请求不通过: HTTP {response.status}"
        if body != message.encode():
            return "echostr校验失败,请您检查是否正确解密并输出明文echostr"
        return ""

    async def push(
        self, http: aiohttp.ClientSession, plain: str, timestamp: str, forged: Forgery | None = None
    ) -> Answer:
        """POST one message, again and again until it is taken, at most four times."""
        forged = forged or Forgery()
        started = time.monotonic()
        answer = Answer(None, 0, 0, 0.0)
        for attempt in range(1, self.retries + 2):
            answer = await self._once(http, plain, forged.timestamp or timestamp, forged, attempt)
            failed = answer.status == 0 or (answer.status != 200 and self.retry_on_status)
            if not failed:
                break
        return Answer(
            answer.text,
            answer.status,
            answer.attempts,
            time.monotonic() - started,
            answer.raw,
            answer.problem,
        )

    async def _once(
        self,
        http: aiohttp.ClientSession,
        plain: str,
        timestamp: str,
        forged: Forgery,
        attempt: int,
    ) -> Answer:
        encrypted = self.envelope.encrypt(plain.encode(), receive_id=forged.receive_id)
        query = self._query(encrypted, timestamp)
        if forged.bad_signature:
            query["msg_signature"] = "0" * 40
        body = xml.document(ToUserName=self.corp_id, AgentID=str(self.agent_id), Encrypt=encrypted)
        try:
            async with asyncio.timeout(self.patience):
                async with http.post(
                    self.url, params=query, data=body.encode(), headers={"Content-Type": "text/xml"}
                ) as response:
                    raw = await response.read()
        except (aiohttp.ClientError, TimeoutError) as error:
            return Answer(None, 0, attempt, 0.0, problem=type(error).__name__)
        if response.status != 200:
            problem = raw.decode(errors="replace") or f"HTTP {response.status}"
            return Answer(None, response.status, attempt, 0.0, problem=problem)
        try:
            reply = self._open(raw)
        except (Forged, ValueError, KeyError) as error:
            return Answer(None, 200, attempt, 0.0, problem=f"an answer WeCom cannot read: {error}")
        text = str(reply.get("Content") or "") if reply else None
        return Answer(text, 200, attempt, 0.0, reply)

    def _query(self, encrypted: str, timestamp: str) -> dict[str, str]:
        nonce = str(secrets.randbelow(10**10))
        signature = self.envelope.sign(timestamp, nonce, encrypted)
        return {"msg_signature": signature, "timestamp": timestamp, "nonce": nonce}

    def _open(self, raw: bytes) -> dict[str, Any] | None:
        """A passive reply, decrypted; None for an empty one (or `success`)."""
        if raw.strip() in {b"", b"success"}:
            return None
        outer = xml.read(raw)
        signature = self.envelope.sign(outer["TimeStamp"], outer["Nonce"], outer["Encrypt"])
        if signature != outer["MsgSignature"]:
            raise Forged("wrong MsgSignature")
        return xml.read(self.envelope.decrypt(outer["Encrypt"]))
