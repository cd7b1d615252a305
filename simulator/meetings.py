"""Meetings members arrange through the app (预约会议, DOC 93626 and its neighbours)."""

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aiohttp import web

from simulator.answers import Refusal, ok

if TYPE_CHECKING:
    from simulator.wecom import WeCom

TITLE = 40
"""Bytes."""
SHORTEST = 300
MOST_ATTENDEES, MOST_HOSTS = 100, 10
WAITS, GOES_ON, ENDED, CANCELLED = 1, 2, 3, 4


@dataclass
class Meeting:
    """One meeting, as it was arranged or changed last."""

    meetingid: str
    code: str
    link: str
    body: dict[str, Any]
    cancelled: bool = False

    @property
    def span(self) -> tuple[int, int]:
        """Start and end in Unix seconds."""
        start = int(self.body["meeting_start"])
        return start, start + int(self.body["meeting_duration"])


class Meetings:
    """All of this app. `links_at_once`: newer copies of the documentation answer with the link, older
    ones only with the id."""

    def __init__(self) -> None:
        self.links_at_once = True
        self.all: dict[str, Meeting] = {}

    def standing(self) -> list[Meeting]:
        """Those nobody has cancelled."""
        return [one for one in self.all.values() if not one.cancelled]


def create(wecom: "WeCom", request: web.Request, body: dict[str, Any]) -> dict[str, Any]:
    """meeting/create."""
    del request
    _check(wecom, body)
    name = f"hy{secrets.token_urlsafe(16)}"
    code = f"{secrets.randbelow(10**9):09d}"
    made = Meeting(name, code, f"https://meeting.tencent.com/dm/{secrets.token_hex(6)}", body)
    wecom.meetings.all[name] = made
    if not wecom.meetings.links_at_once:
        return ok(meetingid=name)
    return ok(meetingid=name, meeting_code=code, meeting_link=made.link, excess_users=[])


def update(wecom: "WeCom", request: web.Request, body: dict[str, Any]) -> dict[str, Any]:
    """meeting/update: start and duration only together."""
    del request
    meeting = _standing(wecom, body)
    if ("meeting_start" in body) != ("meeting_duration" in body):
        raise Refusal(400035, "meeting_start and meeting_duration must be sent together")
    changed = {**meeting.body, **{key: body[key] for key in body if key != "meetingid"}}
    _check(wecom, changed)
    meeting.body = changed
    return ok(excess_users=[])


def cancel(wecom: "WeCom", request: web.Request, body: dict[str, Any]) -> dict[str, Any]:
    """meeting/cancel: only what has not begun."""
    del request
    meeting = _standing(wecom, body)
    if meeting.span[0] <= wecom.now().timestamp():
        raise Refusal(400043, "the meeting has begun")
    meeting.cancelled = True
    return ok()


def info(wecom: "WeCom", request: web.Request, body: dict[str, Any]) -> dict[str, Any]:
    """meeting/get_info."""
    del request
    meeting = _known(wecom, body)
    start, end = meeting.span
    now = wecom.now().timestamp()
    status = WAITS if now < start else GOES_ON if now < end else ENDED
    return ok(
        title=meeting.body["title"],
        meeting_start=start,
        meeting_duration=end - start,
        status=CANCELLED if meeting.cancelled else status,
        meeting_code=meeting.code,
        meeting_link=meeting.link,
        attendees={
            "member": [{"userid": one, "status": 1} for one in meeting.body["attendees"]["userid"]],
            "tmp_external_user": [],
        },
    )


def of_member(wecom: "WeCom", request: web.Request, body: dict[str, Any]) -> dict[str, Any]:
    """meeting/get_user_meetingid, two a page."""
    del request
    begin, end = int(body.get("begin_time") or 0), int(body.get("end_time") or 1 << 40)
    found = [
        one.meetingid
        for one in wecom.meetings.all.values()
        if body.get("userid") in one.body["attendees"]["userid"] and begin <= one.span[0] <= end
    ]
    start = int(body.get("cursor") or 0)
    following = str(start + 2) if len(found) > start + 2 else ""
    return ok(next_cursor=following, meetingid_list=found[start : start + 2])


def _known(wecom: "WeCom", body: dict[str, Any]) -> Meeting:
    meeting = wecom.meetings.all.get(str(body.get("meetingid")))
    if meeting is None:
        raise Refusal(40058, "invalid meetingid")
    return meeting


def _standing(wecom: "WeCom", body: dict[str, Any]) -> Meeting:
    meeting = _known(wecom, body)
    if meeting.cancelled:
        raise Refusal(400041, "the meeting was cancelled")
    return meeting


def _check(wecom: "WeCom", body: dict[str, Any]) -> None:
    admin = body.get("admin_userid")
    attendees = body.get("attendees", {}).get("userid", [])
    settings = body.get("settings", {})
    hosts = settings.get("hosts", {}).get("userid", [])
    known = {userid.lower() for userid in wecom.visible()}
    if not admin:
        raise Refusal(400040, "admin_userid missing")
    if not body.get("title") or len(str(body["title"]).encode()) > TITLE:
        raise Refusal(400042, "invalid title")
    if int(body.get("meeting_start") or 0) <= wecom.now().timestamp():
        raise Refusal(400034, "invalid meeting_start")
    if int(body.get("meeting_duration") or 0) < SHORTEST:
        raise Refusal(400035, "invalid meeting_duration")
    if len(attendees) > MOST_ATTENDEES:
        raise Refusal(400020, "too many attendees")
    if any(str(one).lower() not in known for one in [admin, *attendees]):
        raise Refusal(400021, "invalid attendee")
    if admin not in attendees:
        raise Refusal(400039, "admin_userid is no attendee")
    if len(hosts) > MOST_HOSTS:
        raise Refusal(400027, "too many hosts")
    if any(one not in attendees for one in hosts):
        raise Refusal(400029, "a host is no attendee")
