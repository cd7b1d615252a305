"""Entries in the interviewers' WeCom calendars (日程). Candidates are no members, so they have none."""

from typing import Any

from bot.rooms import Unanswered
from bot.rooms.asking import ask
from bot.wecom import WeComClient
from interviews.elsewhere import Made, Wanted

SUMMARY, DESCRIPTION, LOCATION = 128, 1000, 128
"""Characters (DOC 93648)."""


class WeComSchedules:
    """A `Keeper`. Members' own calendars cannot be searched, so nothing lost is found again: after a
    call without an answer an entry may stand twice, which is better than not at all."""

    def __init__(self, wecom: WeComClient) -> None:
        self.wecom = wecom

    async def create(self, wanted: Wanted) -> Made:
        """Add it."""
        body = _body(wanted)
        answer = await self._call("oa/schedule/add", {"schedule": body})
        if not answer.get("schedule_id"):
            raise Unanswered("oa/schedule/add: an answer without schedule_id")
        return Made(str(answer["schedule_id"]), {"body": body})

    async def find(self, wanted: Wanted) -> Made | None:
        """Nothing."""
        del wanted
        return None

    async def change(self, kept: Made, wanted: Wanted) -> Made:
        """Overwrite it: what is not sent would be lost (DOC 97720)."""
        body = _body(wanted)
        if body == kept.shown.get("body"):
            return kept
        whole = {"schedule_id": kept.remote_id, **body}
        await self._call(
            "oa/schedule/update", {"skip_attendees": 0, "op_mode": 0, "schedule": whole}
        )
        return Made(kept.remote_id, {"body": body})

    async def cancel(self, kept: Made) -> None:
        """Take it out."""
        await self._call("oa/schedule/del", {"schedule_id": kept.remote_id, "op_mode": 0})

    async def _call(self, api: str, data: dict[str, Any]) -> dict[str, Any]:
        return await ask(self.wecom.call(api, data=data))


def _body(wanted: Wanted) -> dict[str, Any]:
    where = wanted.where or ""
    return {
        "start_time": int(wanted.start.timestamp()),
        "end_time": int(wanted.end.timestamp()),
        "is_whole_day": 0,
        "attendees": [{"userid": one.userid} for one in wanted.panel if one.userid],
        "summary": wanted.title[:SUMMARY],
        "description": where[:DESCRIPTION],
        "location": where[:LOCATION],
        "reminders": {"is_remind": 0},  # ours come with what one can answer
    }
