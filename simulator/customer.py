"""A candidate with ordinary WeChat: taps links, types, clicks what a menu offers, reads."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from simulator.kf import Account, Kf

CUSTOMER, EVENT, SERVICER = 3, 4, 5
"""Where an item of a chat comes from."""
WELCOME_LIFE = timedelta(seconds=20)
WELCOME_AGAIN = timedelta(hours=48)


@dataclass(frozen=True, slots=True)
class Sight:
    """A bubble on the phone; `items` can be clicked for ever."""

    text: str
    at: datetime
    msgtype: str
    msgid: str
    items: tuple[tuple[str, str], ...] = ()
    """Content and id of each."""
    pages: tuple[tuple[str, str], ...] = ()
    """What opens a page instead: content and address of each."""


class Customer:
    """One phone. What is said goes to the account whose link was tapped last."""

    def __init__(self, kf: "Kf", external_userid: str, name: str) -> None:
        self.kf = kf
        self.external_userid = external_userid
        self.name = name
        self.chat: Account | None = None
        self.sights: list[Sight] = []
        self.said_at: datetime | None = None
        self.sent_since = 0
        self.state = 0
        self.servicer = ""
        self.rejects = False
        """They have switched the account's messages off."""
        self._welcomed_at: datetime | None = None
        self._read = 0

    async def tap_link(self, url: str) -> None:
        """Open the chat a link leads to."""
        account, scene, param = self.kf.target(url)
        self.chat = account
        now = self.kf.wecom.now()
        event: dict[str, Any] = {
            "event_type": "enter_session",
            "open_kfid": account.open_kfid,
            "external_userid": self.external_userid,
            "scene": scene,
            "scene_param": param,
        }
        if self._may_be_welcomed(account, now):
            event["welcome_code"] = self.kf.sending.code(
                self, now + WELCOME_LIFE, {"text", "msgmenu"}, welcome=True
            )
        self._note("note", f"{self.name} 打开了客服会话")
        await self.kf.happen(account, {"origin": EVENT, "msgtype": "event", "event": event})

    async def say(self, text: str) -> None:
        """Type something."""
        await self._send({"msgtype": "text", "text": {"content": text}}, text)

    async def click(self, label: str) -> None:
        """Click an item of the newest menu that has it."""
        content, number = next(
            item for sight in reversed(self.sights) for item in sight.items if label in item[0]
        )
        await self.click_item(content, number)

    async def click_item(self, content: str, number: str) -> None:
        """Click an item of any menu, however old."""
        await self._send(
            {"msgtype": "text", "text": {"content": content, "menu_id": number}}, content
        )

    async def picture(self) -> None:
        """Send a picture."""
        await self._send({"msgtype": "image", "image": {"media_id": "MEDIA"}}, "[image]")

    def read(self) -> list[str]:
        """What is new on the screen."""
        fresh = self.sights[self._read :]
        self._read = len(self.sights)
        return [sight.text for sight in fresh]

    def sees(self, sight: Sight, *, welcome: bool = False) -> None:
        """A message has come."""
        self.sights.append(sight)
        if welcome:
            self._welcomed_at = sight.at
        items = [[*item] for item in sight.items] + [[*page, "page"] for page in sight.pages]
        self._note("push", sight.text, items or None)

    async def _send(self, message: dict[str, Any], shown: str) -> None:
        if self.chat is None:
            raise RuntimeError("tap a link first")
        self.said_at, self.sent_since = self.kf.wecom.now(), 0
        if self.state == 4:
            self.state = 0
        self._note("said", shown)
        who = {"open_kfid": self.chat.open_kfid, "external_userid": self.external_userid}
        await self.kf.happen(self.chat, {**who, "origin": CUSTOMER, **message})

    def _may_be_welcomed(self, account: "Account", now: datetime) -> bool:
        if account.native_welcome:
            return False
        lately = (at for at in (self._welcomed_at, self.said_at) if at is not None)
        return all(now - at >= WELCOME_AGAIN for at in lately)

    def _note(self, kind: str, text: str, items: list[list[str]] | None = None) -> None:
        now = self.kf.wecom.now()
        self.kf.wecom.transcript.add(self.external_userid, kind, text, now, items=items)


def new_msgid() -> str:
    """An id of WeCom's own making."""
    return secrets.token_urlsafe(16)
