"""The calls of kf/ and media/ below /cgi-bin/."""

import secrets
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from aiohttp import web

from simulator.answers import Refusal, ok

if TYPE_CHECKING:
    from simulator.wecom import WeCom

MEDIA_LIFE = timedelta(days=3)
IMAGE = 10 << 20
"""Bytes (DOC 90253)."""


def accounts(wecom: "WeCom", request: web.Request, body: dict[str, Any]) -> dict[str, Any]:
    """kf/account/list."""
    del request
    offset, limit = int(body.get("offset") or 0), int(body.get("limit") or 100)
    listed = [
        {
            "open_kfid": one.open_kfid,
            "name": one.name,
            "avatar": "",
            "manage_privilege": one.managed,
        }
        for one in wecom.kf.accounts.values()
    ]
    return ok(account_list=listed[offset : offset + limit])


def servicers(wecom: "WeCom", request: web.Request, body: dict[str, Any]) -> dict[str, Any]:
    """kf/servicer/list."""
    del body
    account = wecom.kf.account(dict(request.query))
    listed = [{"userid": one, "status": status} for one, status in account.servicers.items()]
    return ok(servicer_list=listed)


def customers(wecom: "WeCom", request: web.Request, body: dict[str, Any]) -> dict[str, Any]:
    """kf/customer/batchget."""
    del request
    wanted = body.get("external_userid_list")
    if not isinstance(wanted, list) or not 1 <= len(wanted) <= 100:
        raise Refusal(40058, "invalid external_userid_list")
    known = [wecom.kf.customers[one] for one in wanted if one in wecom.kf.customers]
    listed = [
        {"external_userid": one.external_userid, "nickname": one.name, "avatar": "", "gender": 0}
        for one in known
    ]
    unknown = [one for one in wanted if one not in wecom.kf.customers]
    return ok(customer_list=listed, invalid_external_userid=unknown)


def contact(wecom: "WeCom", request: web.Request, body: dict[str, Any]) -> dict[str, Any]:
    """kf/add_contact_way."""
    del request
    return wecom.kf.contact(body)


def sync(wecom: "WeCom", request: web.Request, body: dict[str, Any]) -> dict[str, Any]:
    """kf/sync_msg."""
    del request
    return wecom.kf.sync(body)


async def send(wecom: "WeCom", request: web.Request, body: dict[str, Any]) -> dict[str, Any]:
    """kf/send_msg."""
    del request
    return await wecom.kf.sending.send(body)


def send_on_event(wecom: "WeCom", request: web.Request, body: dict[str, Any]) -> dict[str, Any]:
    """kf/send_msg_on_event."""
    del request
    return wecom.kf.sending.send_on_event(body)


def state(wecom: "WeCom", request: web.Request, body: dict[str, Any]) -> dict[str, Any]:
    """kf/service_state/get."""
    del request
    return wecom.kf.sessions.get(body)


def trans(wecom: "WeCom", request: web.Request, body: dict[str, Any]) -> dict[str, Any]:
    """kf/service_state/trans."""
    del request
    return wecom.kf.sessions.trans(body)


async def upload(wecom: "WeCom", request: web.Request) -> dict[str, Any]:
    """media/upload: a file in a form, kept for three days (DOC 90253)."""
    kind = request.query.get("type")
    if kind not in {"image", "voice", "video", "file"}:
        raise Refusal(40004, "invalid media type")
    form = await request.post()
    file = form.get("media")
    if not isinstance(file, web.FileField) or not file.filename:
        raise Refusal(41005, "media data missing")
    content = file.file.read()
    if len(content) <= 5:
        raise Refusal(40006, "invalid file size")
    if kind == "image" and (
        len(content) > IMAGE or not content.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"))
    ):
        raise Refusal(40009, "invalid image size")
    media_id = secrets.token_urlsafe(48)
    now = wecom.now()
    wecom.files[media_id] = (content, now + MEDIA_LIFE)
    return ok(type=kind, media_id=media_id, created_at=str(int(now.timestamp())))
