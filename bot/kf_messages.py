"""What `kf/sync_msg` gives, as an `Incoming` or as something that has come about (DOC 94670)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

import structlog

from bot.incoming import Door, Incoming, Kind
from bot.kf_menus import said
from models.customer import Session

log = structlog.get_logger()

CUSTOMER, EVENT = 3, 4
"""Origins. What a human has answered (5) is none of ours."""
TAKEN, PASSED_ON, ENDED, CAME_BACK = 1, 2, 3, 4
_NOW_WITH = {
    TAKEN: Session.HUMAN,
    PASSED_ON: Session.HUMAN,
    ENDED: Session.ENDED,
    CAME_BACK: Session.HUMAN,
}


@dataclass(frozen=True, slots=True)
class Moved:
    """A chat is with somebody else now."""

    key: str
    customer: str
    to: Session
    at: datetime


@dataclass(frozen=True, slots=True)
class Failed:
    """A message that WeCom had taken did not arrive."""

    key: str
    customer: str
    msgid: str
    why: int


Item = Incoming | Moved | Failed


def items(given: Iterable[Any], account: str, since: datetime) -> list[Item]:
    """Those of a page that are ours: what happened before `since` is not, nor what WeCom may add one
    day, nor what is not made as it should be; nobody waits behind that."""
    ours: list[Item] = []
    for one in given:
        try:
            made = _item(one, account) if sent_at(one) >= since else None
        except (AttributeError, TypeError, ValueError, OverflowError, OSError):
            log.exception("an item that cannot be read", action="customers.unreadable")
            continue
        ours += [made] if made is not None else []
    return ours


def _item(given: dict[str, Any], account: str) -> Item | None:
    origin = given.get("origin")
    if origin == EVENT and isinstance(given.get("event"), dict):
        return _event(given, given["event"], account)
    customer = given.get("external_userid")
    if origin != CUSTOMER or not customer:
        return None
    body = given.get("text")
    if given.get("msgtype") != "text" or not isinstance(body, dict):
        return _incoming(given, account, str(customer), Kind.MEDIA)
    clicked = said(str(body.get("menu_id") or ""))
    words = clicked or str(body.get("content") or "")
    return _incoming(given, account, str(customer), Kind.TEXT, words)


def sent_at(given: dict[str, Any]) -> datetime:
    """When it happened, to the second."""
    return datetime.fromtimestamp(int(given.get("send_time") or 0), UTC)


def _event(given: dict[str, Any], event: dict[str, Any], account: str) -> Item | None:
    customer, kind = str(event.get("external_userid") or ""), event.get("event_type")
    if not customer:
        return None
    key = _key(given, account)
    if kind == "enter_session":
        entered = _incoming(given, account, customer, Kind.ENTER)
        token, code = str(event.get("scene_param") or ""), event.get("welcome_code")
        return replace(entered, token=token, code=str(code) if code else None)
    if kind == "session_status_change":
        to = _NOW_WITH.get(int(event.get("change_type") or 0))
        return Moved(key, customer, to, sent_at(given)) if to is not None else None
    if kind == "msg_send_fail":
        msgid = str(event.get("fail_msgid") or "")
        return Failed(key, customer, msgid, int(event.get("fail_type") or 0))
    return None


def _incoming(
    given: dict[str, Any], account: str, customer: str, kind: Kind, words: str = ""
) -> Incoming:
    return Incoming(
        key=_key(given, account),
        kind=kind,
        sender=customer,
        text=words,
        sent_at=sent_at(given),
        agent="",
        door=Door.WECHAT,
        account=account,
    )


def _key(given: dict[str, Any], account: str) -> str:
    return f"k:{account}:{given.get('msgid')}"
