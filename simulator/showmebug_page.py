"""ShowMeBug's rooms as pages of the demo: who is in it, and for interviewers how it ended."""

import asyncio
from html import escape
from typing import TYPE_CHECKING

from aiohttp import web

if TYPE_CHECKING:
    from simulator.showmebug import ShowMeBug

PAGE = """<!doctype html><html lang="zh"><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>ShowMeBug</title>
<body style="font: 1rem/1.6 system-ui; max-width: 30rem; margin: 2rem auto; padding: 0 1rem">
<h1 style="font-size: 1.3rem">ShowMeBug（演示 demo）</h1>{content}</body></html>"""
ROOM = "<p>{candidate}</p><p>面试官 interviewers: {interviewers}</p><p>{state}</p>"
END = """<form method="post"><label>评分 rating <select name="rate"><option>5<option>4<option>3<option>2
<option>1</select></label> <button>结束面试 end the interview</button></form>"""


def add_pages(app: web.Application, smb: "ShowMeBug") -> None:
    """Let the links of rooms lead somewhere."""
    pushing: set[asyncio.Task[list[int]]] = set()

    async def candidates(request: web.Request) -> web.Response:
        return _page(_room(smb, request))

    async def interviewers(request: web.Request) -> web.Response:
        room = _room(smb, request)
        ended = smb.pads[request.match_info["uid"]].rate is not None
        return _page(room if ended else room + END)

    async def end(request: web.Request) -> web.Response:
        _room(smb, request)
        rate = (await request.post()).get("rate")
        if rate not in {"1", "2", "3", "4", "5"}:
            raise web.HTTPBadRequest
        task = asyncio.create_task(smb.end(request.match_info["uid"], int(str(rate))))
        pushing.add(task)
        task.add_done_callback(pushing.discard)
        raise web.HTTPSeeOther(request.path_qs)

    async def console(request: web.Request) -> web.Response:
        del request
        return _page("".join(f"<p>{escape(pad.candidate_name)}</p>" for pad in smb.pads.values()))

    async def stop(app: web.Application) -> None:
        del app
        for task in pushing:
            task.cancel()

    app.on_cleanup.append(stop)
    app.router.add_get("/c/{uid}", candidates)
    app.router.add_get("/i/{uid}", interviewers)
    app.router.add_post("/i/{uid}", end)
    app.router.add_get("/console", console)


def _room(smb: "ShowMeBug", request: web.Request) -> str:
    pad = smb.pads.get(request.match_info["uid"])
    if pad is None:
        raise web.HTTPNotFound(text="没有这个房间 no such room")
    state = "进行中 open" if pad.rate is None else f"已结束 ended, {pad.rate}/5"
    names = "、".join(str(one["name"]) for one in pad.interviewers) or "–"
    return ROOM.format(
        candidate=escape(pad.candidate_name), interviewers=escape(names), state=state
    )


def _page(content: str) -> web.Response:
    return web.Response(text=PAGE.format(content=content), content_type="text/html")
