"""One company on WeCom with one self-built app: its members, its API, its callback."""

import secrets
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import count
from types import TracebackType
from typing import Any, Self

import aiohttp
from aiohttp import web

from simulator import api, menus, xml
from simulator.cards import Cards
from simulator.crypto import Envelope
from simulator.faults import Faults
from simulator.kf import Kf
from simulator.meetings import Meetings
from simulator.pusher import Answer, Forgery, Pusher
from simulator.sending import Push, Sending
from simulator.tokens import AccessTokens
from simulator.transcript import Transcript

__all__ = ["Answer", "Forgery", "Member", "Push", "WeCom"]

NO_PASSIVE_TEXT = {"template_card_event"}
"""Events the documentation does not list among those a passive text may answer (DOC 90241)."""


@dataclass(frozen=True, slots=True)
class Member:
    """Someone in the company's contacts."""

    userid: str
    name: str
    visible: bool = True
    """Whether the app may reach them (its visible range)."""


class WeCom:
    """Everything Tencent does for this app. `now` is the clock of every time limit."""

    def __init__(
        self,
        *,
        corp_id: str,
        secret: str,
        agent_id: int,
        token: str,
        aes_key: str,
        now: Callable[[], datetime],
    ) -> None:
        self.corp_id = corp_id
        self.agent_id = agent_id
        self.now = now
        self.members: dict[str, Member] = {}
        self.tokens = AccessTokens(corp_id, secret, now)
        self.faults = Faults()
        self.sending = Sending(self)
        self.pusher = Pusher(Envelope(token, aes_key, corp_id), corp_id, agent_id)
        self.transcript = Transcript()
        self.cards = Cards(self)
        self.kf = Kf(self)
        self.meetings = Meetings()
        self.schedules: dict[str, dict[str, Any]] = {}
        """Entries in members' calendars, by their id."""
        self.files: dict[str, tuple[bytes, datetime]] = {}
        """Uploaded files, each with when it goes."""
        self.pushes: list[Push] = []
        self.calls: Counter[str] = Counter()
        self.menu: dict[str, Any] | None = None
        self._ids = count(secrets.randbelow(1 << 62))
        self._http: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        self._http = aiohttp.ClientSession()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._http is not None:
            await self._http.close()

    @property
    def callback_url(self) -> str:
        """Where messages are posted to."""
        return self.pusher.url

    @callback_url.setter
    def callback_url(self, url: str) -> None:
        self.pusher.url = url

    def api(self) -> web.Application:
        """The application that serves /cgi-bin/."""
        return api.make_app(self)

    def add_member(self, userid: str, name: str, *, visible: bool = True) -> Member:
        """Put someone into the contacts."""
        member = Member(userid, name, visible)
        self.members[userid.lower()] = member
        return member

    def remove_member(self, userid: str) -> None:
        """Take someone out of the app's visible range: they cannot be sent anything."""
        member = self.members[userid.lower()]
        self.members[userid.lower()] = Member(member.userid, member.name, visible=False)

    def visible(self) -> list[str]:
        """Ids of everyone the app can write to, as stored."""
        return [member.userid for member in self.members.values() if member.visible]

    def pushes_to(self, userid: str) -> list[Push]:
        """What one member was sent, oldest first."""
        return [push for push in self.pushes if push.userid.lower() == userid.lower()]

    async def verify_callback(self) -> str:
        """What happens when an administrator presses 保存: "" or what the console says."""
        return await self.pusher.verify(self._session, self._timestamp())

    async def say(
        self,
        userid: str,
        text: str,
        *,
        msg_id: int | None = None,
        created: datetime | None = None,
        forged: Forgery | None = None,
    ) -> Answer:
        """A member types something to the app."""
        self.transcript.add(self._stored(userid), "said", text, self.now())
        return await self._deliver(
            userid,
            {
                "MsgType": "text",
                "Content": text,
                "MsgId": next(self._ids) if msg_id is None else msg_id,
            },
            created,
            forged,
        )

    async def media(self, userid: str, kind: str = "image") -> Answer:
        """A member sends a picture, a voice message, …"""
        self.transcript.add(self._stored(userid), "said", f"[{kind}]", self.now())
        fields = {"MsgType": kind, "MediaId": "MEDIA", "MsgId": next(self._ids)}
        return await self._deliver(userid, fields, None, None)

    async def click(self, userid: str, key: str, **fields: Any) -> Answer:
        """A member taps an item of the app's menu."""
        self.transcript.add(self._stored(userid), "said", menus.label(self, key), self.now())
        return await self.event(userid, "click", EventKey=key, **fields)

    async def event(
        self, userid: str, event: str, *, created: datetime | None = None, **fields: Any
    ) -> Answer:
        """Any event of a member; `sys` for WeCom's own."""
        return await self._deliver(
            userid, {"MsgType": "event", "Event": event, **fields}, created, None
        )

    async def deliver(self, plain: str, forged: Forgery | None = None) -> Answer:
        """Post any plaintext."""
        return await self.pusher.push(self._session, plain, self._timestamp(), forged)

    async def _deliver(
        self,
        userid: str,
        fields: dict[str, Any],
        created: datetime | None,
        forged: Forgery | None,
    ) -> Answer:
        stored = self._stored(userid)
        plain = xml.document(
            ToUserName=self.corp_id,
            FromUserName=stored,
            CreateTime=int((created or self.now()).timestamp()),
            **fields,
            AgentID=self.agent_id,
        )
        answer = await self.deliver(plain, forged)
        if answer.text and fields.get("Event") in NO_PASSIVE_TEXT:
            answer = replace(answer, text=None, problem="a passive text to a card's button is lost")
        if answer.text:
            self.transcript.add(stored, "reply", answer.text, self.now())
        if answer.problem:
            self.transcript.add(stored, "note", self._trouble(answer), self.now())
        return answer

    def _trouble(self, answer: Answer) -> str:
        what = f"HTTP {answer.status}" if answer.status else "没有回答 (no answer)"
        return f"应用{what}，试了 {answer.attempts} 次 ({answer.problem})"

    def _stored(self, userid: str) -> str:
        member = self.members.get(userid.lower())
        return member.userid if member else userid

    def _timestamp(self) -> str:
        return str(int(self.now().timestamp()))

    @property
    def _session(self) -> aiohttp.ClientSession:
        if self._http is None:
            raise RuntimeError("use it inside `async with wecom:`")
        return self._http
