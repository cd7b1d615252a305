"""The chat page: three phones side by side, and the clock that can be moved.

It listens on this machine only and takes JSON only, so that no web page elsewhere can talk to it.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from aiohttp import web

from simulator import menus
from simulator.cards import Greyed
from simulator.clock import Clock
from simulator.transcript import Line
from simulator.wecom import WeCom

STATIC = Path(__file__).parent / "static"
ZONE = ZoneInfo("Asia/Shanghai")
HEARTBEAT = 15.0
"""Seconds between signs of life on the event stream."""


@dataclass(frozen=True, slots=True)
class Phone:
    """One phone: whose it is at first, whose it may be, and what one may want to say."""

    role: str
    role_en: str
    userids: Sequence[str]
    suggestions: Sequence[str]


def make_page(wecom: WeCom, clock: Clock, phones: Sequence[Phone]) -> web.Application:
    """The page and its calls: state, events, say, press, tap, clock."""
    page = _Page(wecom, clock, phones)
    app = web.Application(middlewares=[_only_here])
    app.router.add_get("/", page.index)
    app.router.add_get("/state", page.state)
    app.router.add_get("/events", page.events)
    app.router.add_post("/say", page.say)
    app.router.add_post("/press", page.press)
    app.router.add_post("/tap", page.tap)
    app.router.add_post("/open", page.open)
    app.router.add_post("/click", page.click)
    app.router.add_post("/clock", page.move)
    app.router.add_static("/static", STATIC)
    app.on_shutdown.append(page.close)
    return app


class _Page:
    def __init__(self, wecom: WeCom, clock: Clock, phones: Sequence[Phone]) -> None:
        self.wecom = wecom
        self.clock = clock
        self.phones = phones
        self.closing = asyncio.Event()

    async def close(self, app: web.Application) -> None:
        """End the event streams, so that the server can stop."""
        del app
        self.closing.set()

    async def index(self, request: web.Request) -> web.StreamResponse:
        """The page itself."""
        del request
        return web.FileResponse(STATIC / "index.html", headers={"Cache-Control": "no-cache"})

    async def state(self, request: web.Request) -> web.Response:
        """Who is who, and everything said so far."""
        del request
        members = {m.userid: m.name for m in self.wecom.members.values()}
        wechat = {one.external_userid: one.name for one in self.wecom.kf.customers.values()}
        return web.json_response(
            {
                "phones": [
                    {
                        "role": phone.role,
                        "role_en": phone.role_en,
                        "userids": list(phone.userids),
                        "suggestions": list(phone.suggestions),
                    }
                    for phone in self.phones
                ],
                "members": members | wechat,
                "wechat": wechat,
                "lines": [_line(line) for line in self.wecom.transcript.lines],
                "event": self.wecom.transcript.latest,
                "menu": (self.wecom.menu or {}).get("button", []),
                "now": self.clock.now().timestamp(),
            }
        )

    async def events(self, request: web.Request) -> web.StreamResponse:
        """Every new line as a server-sent event; what a broken connection missed comes first."""
        response = web.StreamResponse(
            headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"}
        )
        await response.prepare(request)
        seen = int(request.headers.get("Last-Event-ID") or request.query.get("after") or 0)
        with suppress(ConnectionResetError):  # the tab was closed
            await self._stream(response, seen)
        return response

    async def _stream(self, response: web.StreamResponse, seen: int) -> None:
        async with self.wecom.transcript.watch() as lines:
            for line in self.wecom.transcript.after(seen):
                await self._send(response, line)
            ending = asyncio.create_task(self.closing.wait())
            while not self.closing.is_set():
                coming = asyncio.create_task(lines.get())
                await asyncio.wait(
                    {coming, ending}, timeout=HEARTBEAT, return_when=asyncio.FIRST_COMPLETED
                )
                if coming.done():
                    await self._send(response, coming.result())
                else:
                    coming.cancel()
                    await response.write(b": alive\n\n")
            ending.cancel()

    async def _send(self, response: web.StreamResponse, line: Line) -> None:
        data = json.dumps({**_line(line), "now": self.clock.now().timestamp()}, ensure_ascii=False)
        await response.write(f"id: {line.event}\ndata: {data}\n\n".encode())

    async def say(self, request: web.Request) -> web.Response:
        """Somebody types."""
        body = await request.json()
        userid, text = str(body["userid"]), str(body["text"]).strip()
        if text and (customer := self.wecom.kf.customers.get(userid)):
            await customer.say(text)
            return web.json_response({"status": 200, "attempts": 1})
        if not text or userid.lower() not in self.wecom.members:
            raise web.HTTPBadRequest
        answer = await self.wecom.say(userid, text)
        return web.json_response({"status": answer.status, "attempts": answer.attempts})

    async def open(self, request: web.Request) -> web.Response:
        """Somebody opens a link in WeChat, or scans its QR code."""
        body = await request.json()
        await self.wecom.kf.customers[str(body["userid"])].tap_link(str(body["url"]))
        return web.json_response({})

    async def click(self, request: web.Request) -> web.Response:
        """Somebody clicks an item of a menu in WeChat."""
        body = await request.json()
        customer = self.wecom.kf.customers[str(body["userid"])]
        await customer.click_item(str(body["content"]), str(body["id"]))
        return web.json_response({})

    async def press(self, request: web.Request) -> web.Response:
        """Somebody presses a button of a card."""
        body = await request.json()
        chosen = {str(name): [str(one) for one in ids] for name, ids in body["chosen"].items()}
        try:
            answer = await self.wecom.cards.press(
                str(body["userid"]), str(body["task_id"]), str(body["key"]), chosen
            )
        except Greyed:
            raise web.HTTPConflict(text="there is nothing to press any more") from None
        return web.json_response({"status": answer.status, "attempts": answer.attempts})

    async def tap(self, request: web.Request) -> web.Response:
        """Somebody taps an item of the app's menu."""
        body = await request.json()
        userid, key = str(body["userid"]), str(body["key"])
        if userid.lower() not in self.wecom.members or key not in menus.keys(self.wecom):
            raise web.HTTPBadRequest
        answer = await self.wecom.click(userid, key)
        return web.json_response({"status": answer.status, "attempts": answer.attempts})

    async def move(self, request: web.Request) -> web.Response:
        """Move the clock forward, by `seconds` or to the next `morning`."""
        body = await request.json()
        now = self.clock.now()
        if body.get("morning"):
            tomorrow = now.astimezone(ZONE).date() + timedelta(days=1)
            length = datetime.combine(tomorrow, time(8, 30), tzinfo=ZONE) - now
        else:
            length = timedelta(seconds=float(body.get("seconds") or 0))
        if not timedelta() < length <= timedelta(days=60):
            raise web.HTTPBadRequest(text="forward only, at most 60 days at once")
        self.clock.advance(length)
        local = self.clock.now().astimezone(ZONE)
        self.wecom.transcript.add("*", "note", f"— {local:%Y-%m-%d %H:%M} —", self.clock.now())
        return web.json_response({"now": self.clock.now().timestamp()})


def _line(line: Line) -> dict[str, Any]:
    return {
        "number": line.number,
        "userid": line.userid,
        "kind": line.kind,
        "text": line.text,
        "at": line.at.timestamp(),
        "card": line.card,
        "items": line.items,
        "picture": line.picture,
        "event": line.event,
    }


Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@web.middleware
async def _only_here(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Nothing for other hosts' names (a web page may point one at 127.0.0.1), no forms."""
    if (request.url.host or "") not in {"127.0.0.1", "localhost", "::1"}:
        raise web.HTTPForbidden
    if request.method == "POST":
        if request.content_type != "application/json":
            raise web.HTTPUnsupportedMediaType
        try:
            return await handler(request)
        except (json.JSONDecodeError, KeyError, TypeError, ValueError):
            raise web.HTTPBadRequest from None
    return await handler(request)
