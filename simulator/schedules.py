"""Entries in members' calendars that the app makes (日程, DOC 93648, 97720, 97724, 97725)."""

import secrets
from typing import TYPE_CHECKING, Any

from aiohttp import web

from simulator.answers import Refusal, ok

if TYPE_CHECKING:
    from simulator.wecom import WeCom

SUMMARY, DESCRIPTION, LOCATION = 128, 1000, 128
MOST_ATTENDEES = 1000


def add(wecom: "WeCom", request: web.Request, body: dict[str, Any]) -> dict[str, Any]:
    """oa/schedule/add."""
    del request
    name = secrets.token_hex(20)
    wecom.schedules[name] = {**_checked(wecom, body), "schedule_id": name}
    return ok(schedule_id=name)


def update(wecom: "WeCom", request: web.Request, body: dict[str, Any]) -> dict[str, Any]:
    """oa/schedule/update: overwrites; what is not given is lost."""
    del request
    given = _checked(wecom, body)
    name = given.get("schedule_id")
    if name not in wecom.schedules:
        raise Refusal(40058, "invalid schedule_id")
    wecom.schedules[name] = given
    return ok(schedule_id=name)


def get(wecom: "WeCom", request: web.Request, body: dict[str, Any]) -> dict[str, Any]:
    """oa/schedule/get."""
    del request
    wanted = body.get("schedule_id_list") or []
    found = [wecom.schedules[name] for name in wanted if name in wecom.schedules]
    return ok(schedule_list=[{"status": 0, **one} for one in found])


def remove(wecom: "WeCom", request: web.Request, body: dict[str, Any]) -> dict[str, Any]:
    """oa/schedule/del."""
    del request
    if wecom.schedules.pop(str(body.get("schedule_id")), None) is None:
        raise Refusal(40058, "invalid schedule_id")
    return ok()


def _checked(wecom: "WeCom", body: dict[str, Any]) -> dict[str, Any]:
    given = body.get("schedule")
    if not isinstance(given, dict):
        raise Refusal(40063)
    start, end = given.get("start_time"), given.get("end_time")
    if not (isinstance(start, int) and isinstance(end, int) and start < end):
        raise Refusal(40058, "invalid start_time or end_time")
    known = {userid.lower() for userid in wecom.visible()}
    attendees = given.get("attendees") or []
    if len(attendees) > MOST_ATTENDEES or any(
        str(one.get("userid")).lower() not in known for one in attendees
    ):
        raise Refusal(40003)
    for field, most in (("summary", SUMMARY), ("description", DESCRIPTION), ("location", LOCATION)):
        if len(str(given.get(field) or "")) > most:
            raise Refusal(40058, f"{field} too long")
    return given
