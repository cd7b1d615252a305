"""Rooms at ShowMeBug. It knows no times: a room is made for a candidate and interviewers, and is open
from then on. `#12` stands in the candidate's name, by which a room can be found again."""

from typing import Any

from bot.rooms import Gone, Unanswered
from bot.rooms.contacts import contact
from bot.rooms.showmebug_api import Api
from bot.wecom import WeComClient
from interviews.elsewhere import Made, Wanted
from interviews.rooms import MOST

PAGE = 50


class ShowMeBugRooms:
    """A `Keeper`."""

    def __init__(self, api: Api, wecom: WeComClient, email_domain: str) -> None:
        self.api = api
        self.wecom = wecom
        self.domain = email_domain

    async def create(self, wanted: Wanted) -> Made:
        """Make a room."""
        body, ids = await self._body(wanted)
        return _made(await self.api.call("POST", "interviews", body=body), body, ids)

    async def find(self, wanted: Wanted) -> Made | None:
        """The room whose candidate's name ends with the number; brought up to date later."""
        name = f"#{wanted.number}"
        query = {"search": name, "page": "1", "per_page": str(PAGE)}
        found = await self.api.call("GET", "interviews", query=query)
        listed = found.get("interviews", []) if isinstance(found, dict) else found or []
        for one in listed:
            if str(one.get("candidate_name") or "").split(" ")[-1] == name:
                whole = await self.api.call("GET", f"interviews/{one.get('uid')}")
                return _made({**one, **whole}, {}, {})
        return None

    async def change(self, kept: Made, wanted: Wanted) -> Made:
        """Have it know the present names. A change that is not answered with the links is asked
        about."""
        body, ids = await self._body(wanted)
        if body == kept.shown.get("body"):
            return kept
        path = f"interviews/{kept.remote_id}"
        answer = await self.api.call("PATCH", path, body=body)
        if not (isinstance(answer, dict) and answer.get("candidate_url")):
            answer = await self.api.call("GET", path)
        return _made({"uid": kept.remote_id, **answer}, body, ids)

    async def cancel(self, kept: Made) -> None:
        """Remove it."""
        try:
            await self.api.call("DELETE", f"interviews/{kept.remote_id}")
        except Gone:
            return

    async def console(self) -> str:
        """A link to the console that needs no login.

        Raises:
            Trouble: there is none.
        """
        found = await self.api.call("GET", "console_link")
        if isinstance(found, dict):
            found = found.get("console_link") or found.get("url") or found.get("link")
        return str(found or "")

    async def result(self, uid: str) -> dict[str, Any]:
        """How an interview went, as ShowMeBug puts it."""
        found = await self.api.call("GET", f"interviews/{uid}/result")
        return found if isinstance(found, dict) else {"result": found}

    async def _body(self, wanted: Wanted) -> tuple[dict[str, Any], dict[str, Any]]:
        """What ShowMeBug is told, and who of the panel it knows by which name."""
        interviewers: list[dict[str, str]] = []
        known: dict[str, int] = {}
        unknown: list[int] = []
        for person in wanted.panel:
            reached = await contact(self.wecom, person, self.domain)
            if reached is None:
                unknown.append(person.id)
            elif len(interviewers) < MOST:
                uid = str(person.userid)
                interviewers.append({"uid": uid, "name": person.name, **reached})
                known[uid] = person.id
        body = {
            "candidate_name": f"{wanted.candidate} #{wanted.number}",
            "interviewers": interviewers,
        }
        return body, {"known": known, "unknown": unknown}


def _made(data: Any, body: dict[str, Any], ids: dict[str, Any]) -> Made:
    if not (isinstance(data, dict) and data.get("uid")):
        raise Unanswered("ShowMeBug answers without the room's uid")
    known = ids.get("known", {})
    links = {
        "candidate": data.get("candidate_url") or "",
        "interviewer": data.get("interviewer_url") or "",
        "own": {
            str(known[one["uid"]]): one["interviewer_url"]
            for one in data.get("interviewer_urls") or []
            if one.get("uid") in known and one.get("interviewer_url")
        },
        "unknown": ids.get("unknown", []),
    }
    return Made(remote_id=str(data["uid"]), links=links, shown={"body": body})
