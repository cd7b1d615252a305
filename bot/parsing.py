"""From WeCom's XML to an `Incoming` (DOC 90239, 90240)."""

import hashlib
from datetime import UTC, datetime
from typing import Any
from xml.parsers.expat import ExpatError

import xmltodict

from bot.envelope import Rejected
from bot.incoming import Incoming, Kind
from bot.replies import clean
from bot.template_cards import ENDS
from interviews.live_cards import Click

MEDIA = {"image", "voice", "video", "shortvideo", "location", "link"}
PRESSED = {"click", "template_card_event", "template_card_menu_event", "taskcard_click"}
ENTERED = {"subscribe", "enter_agent"}
SEEN = {
    "view", "view_miniprogram", "location", "location_select", "scancode_push",
    "scancode_waitmsg", "pic_sysphoto", "pic_photo_or_album", "pic_weixin",
}  # fmt: skip
# What tells two events of one second apart. WeCom's advice (sender and second) loses real ones.
FINGERPRINT = (
    "AgentID", "FromUserName", "CreateTime", "MsgType", "Event", "EventKey", "TaskId",
    "ChangeType", "UserID", "ExternalUserID", "Token", "Content", "ResponseCode",
)  # fmt: skip


def fields(xml: bytes) -> dict[str, Any]:
    """The elements below `<xml>`; entities are refused, so none can explode.

    Raises:
        Rejected: it is no such XML.
    """
    try:
        found = xmltodict.parse(xml, disable_entities=True)["xml"]
    except (ExpatError, ValueError, LookupError, TypeError, RecursionError):
        raise Rejected("not WeCom's XML") from None
    if not isinstance(found, dict):
        raise Rejected("not WeCom's XML")
    return found


def encrypted(body: bytes) -> str:
    """The encrypted message of a callback's body.

    Raises:
        Rejected: there is none.
    """
    found = fields(body).get("Encrypt")
    if not isinstance(found, str):
        raise Rejected("nothing encrypted in it")
    return found


def message(xml: bytes, now: datetime) -> Incoming:
    """A decrypted message. Unknown types and events are genuine, and of kind OTHER.

    What people type may hold characters that no XML may; a genuine message is not lost for them.

    Raises:
        Rejected: the decrypted text is not WeCom's XML.
    """
    found = fields(clean(xml.decode(errors="replace")).encode())
    given = {name: _text(found.get(name)) for name in (*FINGERPRINT, "MsgId")}
    event = given["Event"].lower()
    given["EventKey"] = _composed(given["EventKey"], found.get("SelectedItems"))
    kind, said = _kind(given["MsgType"].lower(), event, given)
    account = _text(found.get("OpenKfId"))
    if event == "kf_msg_or_event" and account:
        kind, said = Kind.PULL, given["Token"]
    elif not given["FromUserName"] or given["FromUserName"].lower() == "sys":
        kind = Kind.OTHER
    return Incoming(
        key=_key(given),
        kind=kind,
        sender=given["FromUserName"],
        text=said,
        sent_at=_instant(given["CreateTime"], now),
        agent=given["AgentID"],
        click=_click(given) if event == "template_card_event" else None,
        account=account,
    )


def _kind(message_type: str, event: str, given: dict[str, str]) -> tuple[Kind, str]:
    if message_type == "text":
        return Kind.TEXT, given["Content"]
    if message_type in MEDIA:
        return Kind.MEDIA, ""
    if message_type != "event":
        return Kind.OTHER, ""
    if event in PRESSED and given["EventKey"]:
        return Kind.TEXT, given["EventKey"]  # a button is the words it stands for
    if event in ENTERED:
        return Kind.ENTER, ""
    if event == "unsubscribe":
        return Kind.LEAVE, ""
    return (Kind.SEEN if event in SEEN else Kind.OTHER), ""


def _click(given: dict[str, str]) -> Click | None:
    if not given["TaskId"]:
        return None
    return Click(given["TaskId"], given["ResponseCode"] or None)


def _composed(key: str, selected: object) -> str:
    """What a button says, with what is chosen on its card behind it, in the card's order."""
    ids = [
        chosen
        for item in _many(_inner(selected, "SelectedItem"))
        for chosen in _many(_inner(_inner(item, "OptionIds"), "OptionId"))
        if isinstance(chosen, str)
    ]
    if not ids or key.endswith(ENDS):
        return key.removesuffix(ENDS)
    return " ".join([key, *ids])


def _inner(value: object, name: str) -> object:
    return value.get(name) if isinstance(value, dict) else None


def _many(value: object) -> list[Any]:
    """One element is no list, none is nothing."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _key(given: dict[str, str]) -> str:
    if given["MsgId"]:
        return f"m:{given['AgentID']}:{given['MsgId']}"
    parts = "\0".join(given[name] for name in FINGERPRINT)
    return f"e:{hashlib.sha256(parts.encode()).hexdigest()}"


def _text(value: object) -> str:
    """An element's text; WeCom leaves empty ones out or empty, and none of ours has children."""
    return value if isinstance(value, str) else ""


def _instant(seconds: str, now: datetime) -> datetime:
    return datetime.fromtimestamp(int(seconds), UTC) if seconds.isdecimal() else now
