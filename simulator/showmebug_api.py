"""ShowMeBug's open API, with its checks; nobody documents its error codes, so these are our own."""

import secrets
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from aiohttp import web

from simulator.faults import Fault, Trouble, go_wrong, hang_up

if TYPE_CHECKING:
    from simulator.showmebug import ShowMeBug

LIFE = timedelta(hours=2)
MOST_INTERVIEWERS = 5
MOST_PER_PAGE = 50


@dataclass
class Pad:
    """One interview there; it has people and links, but no time."""

    uid: str
    candidate_name: str
    interviewers: list[dict[str, Any]] = field(default_factory=list)
    status: str = "interview_opened"
    rate: int | None = None
    comment: str = ""


class Refusal(Exception):  # noqa: N818 - an answer
    """An errcode with its errmsg."""

    def __init__(self, code: int, text: str, status: int = 200) -> None:
        super().__init__(code)
        self.code, self.text, self.status = code, text, status


async def serve(smb: "ShowMeBug", request: web.Request) -> web.StreamResponse:
    """Answer one call."""
    path = request.match_info.get("path", "token")
    parts = path.split("/")
    shape = "/".join([parts[0], *(":uid" for _ in parts[1:2]), *parts[2:]])
    name = shape if shape == "token" else f"{request.method} {shape}"
    smb.calls[name] += 1
    fault = smb.faults.take(name)
    if fault is not None and fault.trouble not in {None, Trouble.ACCEPTED_UNANSWERED}:
        return await go_wrong(request, fault)
    try:
        await _refuse(fault)
        if shape == "token":
            return web.json_response(await _token(smb, request))
        _check(smb, request)
        data = await _answer(smb, name, parts, request)
    except Refusal as refused:
        answer = {"errcode": refused.code, "errmsg": refused.text}
        return web.json_response(answer, status=refused.status)
    if fault is not None and fault.until is not None:
        await fault.until.wait()
    if fault is not None and fault.trouble is Trouble.ACCEPTED_UNANSWERED:
        await hang_up(request)
    return web.json_response({"errcode": 0, "errmsg": "成功", "data": data})


async def _token(smb: "ShowMeBug", request: web.Request) -> dict[str, Any]:
    given = await request.post()
    known = (given.get("client_id"), given.get("client_secret"))
    if known != (smb.client_id, smb.client_secret):
        raise Refusal(1001, "client 无效")
    if given.get("grant_type") != "client_credentials":
        raise Refusal(1002, "grant_type 无效")
    token = secrets.token_urlsafe(24)
    smb.tokens[token] = smb.now() + LIFE
    made = {
        "access_token": token,
        "refresh_token": secrets.token_urlsafe(24),
        "expires_in": int(LIFE.total_seconds()),
    }
    return {"errcode": 0, "errmsg": "成功", "data": made} if smb.wrapped else made


def _check(smb: "ShowMeBug", request: web.Request) -> None:
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    if kind != "Bearer" or smb.tokens.get(token, smb.now()) <= smb.now():
        raise Refusal(401, "access_token 无效", 401)


async def _answer(smb: "ShowMeBug", name: str, parts: list[str], request: web.Request) -> Any:
    if name == "POST interviews":
        return _create(smb, await request.json())
    if name == "GET interviews":
        return _search(smb, request)
    if name == "GET me":
        return {"id": 1, "name": "演示团队", "left_quota": smb.quota, "members": []}
    if name == "GET console_link":
        return {"console_link": f"{smb.base}/console?ticket={secrets.token_urlsafe(12)}"}
    pad = smb.pads.get(parts[1]) if parts[0] == "interviews" and len(parts) > 1 else None
    if pad is None:
        raise Refusal(404, "面试不存在", 404)
    if name == "GET interviews/:uid":
        return {**smb.links(pad), "status": pad.status}
    if name == "GET interviews/:uid/result":
        return {"uid": pad.uid, "rate": pad.rate, "comments": [{"content": pad.comment}]}
    if name == "PATCH interviews/:uid":
        body = await request.json()
        pad.interviewers = _interviewers(body.get("interviewers", pad.interviewers))
        pad.candidate_name = str(body.get("candidate_name", pad.candidate_name))
        return smb.links(pad) if smb.links_in_patch else {"uid": pad.uid}
    if name == "DELETE interviews/:uid":
        del smb.pads[pad.uid]
        return None
    raise Refusal(404, "接口不存在", 404)


def _create(smb: "ShowMeBug", body: dict[str, Any]) -> dict[str, Any]:
    if smb.quota <= 0:
        raise Refusal(2001, "面试额度不足")
    pad = Pad(
        secrets.token_hex(3).upper(),
        str(body.get("candidate_name") or ""),
        _interviewers(body.get("interviewers") or []),
    )
    smb.quota -= 1
    smb.pads[pad.uid] = pad
    return smb.links(pad)


def _search(smb: "ShowMeBug", request: web.Request) -> list[dict[str, Any]]:
    if int(request.query.get("per_page", MOST_PER_PAGE)) > MOST_PER_PAGE:
        raise Refusal(2002, "per_page 最大 50")
    wanted = request.query.get("search", "")
    found = [pad for pad in smb.pads.values() if wanted in pad.candidate_name]
    return [
        {"uid": pad.uid, "candidate_name": pad.candidate_name, "status": pad.status}
        for pad in found[:MOST_PER_PAGE]
    ]


def _interviewers(given: list[dict[str, Any]]) -> list[dict[str, Any]]:
    if len(given) > MOST_INTERVIEWERS:
        raise Refusal(2003, "面试官最多 5 位")
    for one in given:
        if not (one.get("uid") and one.get("name") and (one.get("phone") or one.get("email"))):
            raise Refusal(2004, "面试官需要 uid、姓名，以及手机号或邮箱")
    return given


async def _refuse(fault: Fault | None) -> None:
    if fault is not None and fault.code is not None:
        if fault.until is not None:
            await fault.until.wait()
        raise Refusal(fault.code, fault.detail)
