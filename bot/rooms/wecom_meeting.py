"""Rooms as WeCom meetings (预约会议), which candidates join by link or code without an account."""

from typing import Any

from bot.rooms import Gone, Unanswered
from bot.rooms.asking import ask
from bot.wecom import WeComClient
from interviews.elsewhere import Made, Wanted

TITLE = 40
"""Bytes of a title."""
HOSTS = 10
SHORTEST = 300
"""Seconds of a meeting."""
AROUND = 60 * 86_400
"""Seconds before and after the time in which a lost meeting is looked for."""
NO_REMINDERS = 1
AHEAD = {1, 2}
"""States of a meeting that waits or is going on."""


class WeComMeetings:
    """A `Keeper`. HR is its administrator, whoever sits on the panel its hosts."""

    def __init__(self, wecom: WeComClient, agent_id: int) -> None:
        self.wecom = wecom
        self.agent_id = agent_id

    async def create(self, wanted: Wanted) -> Made:
        """Arrange it. Older copies of the documentation answer with its id alone."""
        body = self._body(wanted)
        answer = await self._call("meeting/create", {**body, "agentid": self.agent_id})
        return await self._made(answer, body)

    async def find(self, wanted: Wanted) -> Made | None:
        """The administrator's meeting with the number in its title; brought up to date later."""
        start = int(wanted.start.timestamp())
        asked = {
            "userid": wanted.host.userid,
            "begin_time": start - AROUND,
            "end_time": start + AROUND,
            "limit": 100,
        }
        cursor: str | None = "0"
        while cursor:
            page = await self._call("meeting/get_user_meetingid", {**asked, "cursor": cursor})
            for name in page.get("meetingid_list") or []:
                info = await self._call("meeting/get_info", {"meetingid": name})
                if f"#{wanted.number} " in f"{info.get('title')} " and info.get("status") in AHEAD:
                    return await self._made({"meetingid": name, **info}, {})
            following = page.get("next_cursor")
            cursor = str(following) if following not in {None, "", "0", cursor} else None
        return None

    async def change(self, kept: Made, wanted: Wanted) -> Made:
        """Another time, title or panel."""
        body = self._body(wanted)
        if body == kept.shown.get("body"):
            return kept
        await self._call("meeting/update", {**body, "meetingid": kept.remote_id})
        return Made(kept.remote_id, {"body": body}, kept.links)

    async def cancel(self, kept: Made) -> None:
        """Call it off."""
        try:
            await self._call("meeting/cancel", {"meetingid": kept.remote_id})
        except Gone:
            return

    async def _made(self, answer: dict[str, Any], body: dict[str, Any]) -> Made:
        name = answer.get("meetingid")
        if not name:
            raise Unanswered("meeting/create: an answer without meetingid")
        if not answer.get("meeting_link"):
            answer = await self._call("meeting/get_info", {"meetingid": name})
        link = answer.get("meeting_link") or ""
        links = {"candidate": link, "interviewer": link, "code": answer.get("meeting_code") or ""}
        return Made(str(name), {"body": body}, links)

    async def _call(self, api: str, data: dict[str, Any]) -> dict[str, Any]:
        return await ask(self.wecom.call(api, data=data))

    def _body(self, wanted: Wanted) -> dict[str, Any]:
        host = str(wanted.host.userid)
        panel = [str(one.userid) for one in wanted.panel if one.userid]
        length = (wanted.end - wanted.start).total_seconds()
        return {
            "admin_userid": host,
            "title": cut(wanted.title, TITLE),
            "meeting_start": int(wanted.start.timestamp()),
            "meeting_duration": max(SHORTEST, int(length)),
            "attendees": {"userid": list(dict.fromkeys([host, *panel]))},
            "settings": {
                "allow_external_user": True,
                "allow_enter_before_host": True,
                "enable_waiting_room": False,
                "remind_scope": NO_REMINDERS,
                "hosts": {"userid": panel[:HOSTS] or [host]},
            },
        }


def cut(text: str, most: int) -> str:
    """The beginning of a text that fits into so many bytes."""
    return text.encode()[:most].decode(errors="ignore").rstrip(" ·")
