"""ShowMeBug, played on this machine: its open API with its checks, and the events it pushes."""

import asyncio
import hashlib
import hmac
import json
from collections import Counter
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

import aiohttp
from aiohttp import web

from simulator.faults import Faults
from simulator.showmebug_api import Pad, serve
from simulator.showmebug_page import add_pages

__all__ = ["Pad", "ShowMeBug"]

PAUSES = (15, 15, 30)
"""Seconds before an event that was not taken is sent again."""
TEAM = 1


class ShowMeBug:
    """One team. `wrapped`: whether the token's answer has the shape of all others; nobody says."""

    def __init__(
        self,
        client_id: str,
        client_secret: str,
        now: Callable[[], datetime],
        *,
        wrapped: bool = True,
    ) -> None:
        self.client_id = client_id
        self.client_secret = client_secret
        self.now = now
        self.wrapped = wrapped
        self.links_in_patch = True
        """Whether a PATCH is answered with the links; nobody says."""
        self.base = "https://www.showmebug.com"
        self.events_url = ""
        self.served_at = ""
        self.pads: dict[str, Pad] = {}
        self.tokens: dict[str, datetime] = {}
        self.faults = Faults()
        """By method and path: `POST interviews`, `PATCH interviews/:uid`, `token`."""
        self.calls: Counter[str] = Counter()
        self.quota = 100
        """Interviews the team may still make."""

    def api(self) -> web.Application:
        """The application that serves the API, and the pages that links lead to."""
        app = web.Application()

        async def answer(request: web.Request) -> web.StreamResponse:
            return await serve(self, request)

        app.router.add_route("*", "/oauth/token.json", answer)
        app.router.add_route("*", "/open_api/v1/{path:.+}", answer)
        add_pages(app, self)
        return app

    async def end(
        self,
        uid: str,
        rate: int,
        comment: str = "",
        *,
        wait: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> list[int]:
        """An interviewer ends the interview and rates it; gives what each push of the event was
        answered with (0: no answer)."""
        pad = self.pads[uid]
        pad.status, pad.rate, pad.comment = "interview_ended", rate, comment
        answers: list[int] = []
        for pause in (0, *PAUSES):
            if pause:
                await wait(pause)
            answers.append(await self.push({"uid": uid, "rate": rate}))
            if answers[-1] == 200:
                break
        return answers

    async def push(
        self,
        payload: dict[str, Any],
        *,
        event: str = "interview_ended",
        signature: str | None = None,
    ) -> int:
        """Post an event once; gives the status, 0 where there was none."""
        told = {"event": event, "ts": int(self.now().timestamp()), "tid": TEAM, "payload": payload}
        body = json.dumps(told, separators=(",", ":")).encode()
        headers = {
            "Content-Type": "application/json; charset=utf-8",
            "Smb-Signature": signature or self.signature(body),
        }
        try:
            async with (
                aiohttp.ClientSession() as http,
                http.post(self.events_url, data=body, headers=headers) as response,
            ):
                return response.status
        except aiohttp.ClientError:
            return 0

    def signature(self, body: bytes) -> str:
        """Of an event's body."""
        made = hmac.new(self.client_secret.encode(), body, hashlib.sha1)
        return made.hexdigest().upper()

    def links(self, pad: Pad) -> dict[str, Any]:
        """How one gets into an interview."""
        return {
            "uid": pad.uid,
            "candidate_name": pad.candidate_name,
            "interviewer_url": f"{self.base}/i/{pad.uid}",
            "candidate_url": f"{self.base}/c/{pad.uid}",
            "interviewer_urls": [
                {
                    "uid": one["uid"],
                    "name": one["name"],
                    "interviewer_url": f"{self.base}/i/{pad.uid}?as={one['uid']}",
                }
                for one in pad.interviewers
            ],
        }
