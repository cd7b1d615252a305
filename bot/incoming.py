"""One message from WeCom, whatever door it came through."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from typing import Self

from interviews.live_cards import Click


class Kind(StrEnum):
    """What kind of message it is, as far as the conversation cares."""

    TEXT = "text"  # words: typed, or of a pressed button or menu item
    MEDIA = "media"  # a picture, a voice message, …: nothing we can read
    ENTER = "enter"  # the app was opened or has become visible: a chance to say hello
    SEEN = "seen"  # the member did something that needs no answer
    LEAVE = "leave"  # the member can no longer use the app
    PULL = "pull"  # something was said to a customer service account; `text` is the token
    OTHER = "other"  # genuine, and nothing to us


class Door(StrEnum):
    """Where a message has come in."""

    APP = "app"  # the app's callback
    WECHAT = "wechat"  # 微信客服


@dataclass(frozen=True, slots=True)
class Incoming:
    """A genuine message, decrypted and parsed."""

    key: str
    """Its fingerprint: equal for a retry of the same message, different for everything else."""
    kind: Kind
    sender: str
    """The member's userid as WeCom spells it; "sys" for WeCom itself; on WeChat the external one."""
    text: str
    sent_at: datetime
    agent: str
    """Number of the app it was sent to; "" where WeCom names none."""
    click: Click | None = None
    """The button of a card that was pressed; `text` is what it says."""
    door: Door = Door.APP
    account: str = ""
    """The customer service account it is about."""
    token: str = ""
    """What stood behind the link that was opened; a secret, and never kept."""
    code: str | None = None
    """Lets one message through, whatever WeChat's rules (DOC 95122)."""

    def packed(self) -> bytes:
        """Everything about it, for a process that was not there."""
        return json.dumps({**asdict(self), "sent_at": self.sent_at.isoformat()}).encode()

    @classmethod
    def unpacked(cls, packed: bytes) -> Self:
        """The message as it was packed."""
        given = json.loads(packed)
        kind, sent_at = Kind(given.pop("kind")), datetime.fromisoformat(given.pop("sent_at"))
        click, door = given.pop("click"), Door(given.pop("door", Door.APP))
        pressed = Click(**click) if click else None
        return cls(kind=kind, sent_at=sent_at, click=pressed, door=door, **given)
