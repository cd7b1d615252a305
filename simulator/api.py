"""/cgi-bin/: the part of WeCom's server API that Mianyue uses, with its checks and codes."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from aiohttp import web

from simulator import kf_api, meetings, menus, schedules
from simulator.answers import Refusal, ok, refusal
from simulator.faults import Fault, Trouble, go_wrong, hang_up

if TYPE_CHECKING:
    from simulator.wecom import WeCom

Answer = dict[str, Any]
Call = Callable[["WeCom", web.Request, dict[str, Any]], Answer | Awaitable[Answer]]


def make_app(wecom: "WeCom") -> web.Application:
    """The application; every path below /cgi-bin/ is one API."""

    async def serve(request: web.Request) -> web.StreamResponse:
        return await _serve(wecom, request)

    app = web.Application(client_max_size=1 << 22)
    app.router.add_route("*", "/cgi-bin/{api:.+}", serve)
    return app


async def _serve(wecom: "WeCom", request: web.Request) -> web.StreamResponse:
    name = request.match_info["api"]
    wecom.calls[name] += 1
    fault = wecom.faults.take(name)
    if fault is not None and fault.delay:
        await asyncio.sleep(fault.delay)
    if fault is not None and fault.trouble not in {None, Trouble.ACCEPTED_UNANSWERED}:
        return await go_wrong(request, fault)
    try:
        answer = await _answer(wecom, name, request, fault)
    except Refusal as refused:
        ip = "203.0.113.7" if refused.code == 60020 else request.remote or "127.0.0.1"
        answer = refusal(refused, ip)
    if fault is not None and fault.trouble is Trouble.ACCEPTED_UNANSWERED:
        await hang_up(request)
    if fault is not None and fault.late:
        await asyncio.sleep(fault.late)
    return web.json_response(answer)


async def _answer(
    wecom: "WeCom", name: str, request: web.Request, fault: Fault | None
) -> dict[str, Any]:
    if fault is not None and fault.code is not None:
        raise Refusal(fault.code, fault.detail)
    if name == "gettoken":
        query = request.query
        return wecom.tokens.get(query.get("corpid"), query.get("corpsecret"))
    if name not in _APIS and name != UPLOAD:
        raise Refusal(40066, "invalid url")
    method, call = _APIS.get(name, ("POST", None))
    wecom.tokens.check(request.query.get("access_token"))
    if request.method != method:
        raise Refusal(40063, "wrong http method")
    if call is None:
        return await kf_api.upload(wecom, request)
    answer = call(wecom, request, await _json(request) if method == "POST" else {})
    return answer if isinstance(answer, dict) else await answer


async def _json(request: web.Request) -> dict[str, Any]:
    raw = await request.read()
    try:
        body = json.loads(raw)
    except ValueError:
        raise Refusal(40058, "Warning: wrong json format. invalid parameter") from None
    if not isinstance(body, dict):
        raise Refusal(40058, "Warning: wrong json format. invalid parameter")
    return body


def _send(wecom: "WeCom", request: web.Request, body: dict[str, Any]) -> dict[str, Any]:
    del request
    return wecom.sending.send(body)


def _update(wecom: "WeCom", request: web.Request, body: dict[str, Any]) -> dict[str, Any]:
    del request
    return wecom.cards.update(body)


def _user(wecom: "WeCom", request: web.Request, body: dict[str, Any]) -> dict[str, Any]:
    """user/get of an app created after June 2022: no e-mail, no mobile, no avatar (DOC 90196)."""
    del body
    userid = request.query.get("userid") or ""
    member = wecom.members.get(userid.lower())
    if member is None:
        raise Refusal(60111)
    if not member.visible:
        raise Refusal(60011)
    return ok(
        userid=member.userid,
        name=member.name,
        department=[1],
        order=[0],
        position="",
        is_leader_in_dept=[0],
        direct_leader=[],
        alias="",
        telephone="",
        main_department=1,
        status=1,
        extattr={"attrs": []},
    )


def _agent(wecom: "WeCom", request: web.Request, body: dict[str, Any]) -> dict[str, Any]:
    del body
    menus.check_agent(wecom, request)
    return ok(
        agentid=wecom.agent_id,
        name="面约",
        square_logo_url="",
        description="安排面试",
        allow_userinfos={"user": [{"userid": userid} for userid in wecom.visible()]},
        allow_partys={"partyid": []},
        allow_tags={"tagid": []},
        close=0,
        redirect_domain="",
        report_location_flag=0,
        isreportenter=1,
        home_url="",
    )


def _ips(wecom: "WeCom", request: web.Request, body: dict[str, Any]) -> dict[str, Any]:
    del wecom, request, body
    return ok(ip_list=["127.0.0.1"])


UPLOAD = "media/upload"
"""The only call that is no JSON."""
_APIS: dict[str, tuple[str, Call]] = {
    "message/send": ("POST", _send),
    "message/update_template_card": ("POST", _update),
    "user/get": ("GET", _user),
    "agent/get": ("GET", _agent),
    "getcallbackip": ("GET", _ips),
    "get_api_domain_ip": ("GET", _ips),
    "menu/create": ("POST", menus.create),
    "menu/get": ("GET", menus.get),
    "menu/delete": ("GET", menus.delete),
    "meeting/create": ("POST", meetings.create),
    "meeting/update": ("POST", meetings.update),
    "meeting/cancel": ("POST", meetings.cancel),
    "meeting/get_info": ("POST", meetings.info),
    "meeting/get_user_meetingid": ("POST", meetings.of_member),
    "oa/schedule/add": ("POST", schedules.add),
    "oa/schedule/update": ("POST", schedules.update),
    "oa/schedule/get": ("POST", schedules.get),
    "oa/schedule/del": ("POST", schedules.remove),
    "kf/account/list": ("POST", kf_api.accounts),
    "kf/add_contact_way": ("POST", kf_api.contact),
    "kf/customer/batchget": ("POST", kf_api.customers),
    "kf/servicer/list": ("GET", kf_api.servicers),
    "kf/sync_msg": ("POST", kf_api.sync),
    "kf/send_msg": ("POST", kf_api.send),
    "kf/send_msg_on_event": ("POST", kf_api.send_on_event),
    "kf/service_state/get": ("POST", kf_api.state),
    "kf/service_state/trans": ("POST", kf_api.trans),
}
