"""kf/send_msg and kf/send_msg_on_event: what may be sent to a customer, when, and in which form
(DOC 94677, 95122)."""

import re
from collections.abc import Set
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from simulator.answers import Refusal, ok
from simulator.customer import EVENT, Customer, Sight, new_msgid

if TYPE_CHECKING:
    from simulator.kf import Account, Kf

WINDOW = timedelta(hours=48)
MOST = 5
TEXT, HEAD, CLICK_ID, CLICK, VIEW, URL, PLAIN = 2048, 1024, 128, 128, 1024, 2048, 256
"""Bytes."""
ITEMS = 10
MSGID = re.compile(r"[0-9a-zA-Z_-]{1,32}", re.ASCII)


@dataclass
class Code:
    """The right to say one thing to one customer, whatever the window."""

    customer: Customer
    until: datetime
    types: Set[str]
    welcome: bool
    used: bool = False


class KfSending:
    """Checks and delivers."""

    def __init__(self, kf: "Kf") -> None:
        self.kf = kf
        self.codes: dict[str, Code] = {}
        self.fail_next: list[int] = []
        """Fail types: the next messages are taken and do not arrive."""
        self._msgids: set[tuple[str, str]] = set()

    def code(
        self, customer: Customer, until: datetime, types: Set[str], *, welcome: bool = False
    ) -> str:
        """A new code for something that has come about."""
        made = f"CODE{new_msgid()}"
        self.codes[made] = Code(customer, until, types, welcome)
        return made

    async def send(self, body: dict[str, Any]) -> dict[str, Any]:
        """Answer kf/send_msg.

        Raises:
            Refusal: something about the message or the moment is wrong; nothing was sent.
        """
        account = self.kf.account(body)
        customer = self.kf.customers.get(str(body.get("touser") or ""))
        if customer is None:
            raise Refusal(40096, "invalid external userid")
        sight = self._sight(body, {"text", "image", "msgmenu", "link", "location"})
        self._check_moment(customer)
        self._spend(account, sight.msgid)
        if customer.state == 0:
            customer.state = 1
        customer.sent_since += 1
        if self.fail_next or customer.rejects:
            await self._fail(
                account, customer, sight, self.fail_next.pop(0) if self.fail_next else 10
            )
        else:
            customer.sees(sight)
        return ok(msgid=sight.msgid)

    def send_on_event(self, body: dict[str, Any]) -> dict[str, Any]:
        """Answer kf/send_msg_on_event.

        Raises:
            Refusal: the code is unknown, was used, or came too late.
        """
        code = self.codes.get(str(body.get("code") or ""))
        if code is None:
            raise Refusal(40029, "invalid code")
        if code.used or code.until <= self.kf.wecom.now():
            raise Refusal(42022, "code expired")
        sight = self._sight(body, code.types)
        code.used = True
        code.customer.sees(sight, welcome=code.welcome)
        return ok(msgid=sight.msgid)

    def _check_moment(self, customer: Customer) -> None:
        if customer.state == 4 and customer.said_at is not None:
            raise Refusal(95013, "session is over")
        if customer.state in {2, 3}:
            raise Refusal(95018, "send msg session status invalid")
        now = self.kf.wecom.now()
        if customer.said_at is None or now - customer.said_at >= WINDOW:
            raise Refusal(95002, "send msg time limit")
        if customer.sent_since >= MOST:
            raise Refusal(95001, "send msg count limit")

    def _spend(self, account: "Account", msgid: str) -> None:
        """An id of the caller's is good once; the code of the refusal is not documented."""
        key = (account.open_kfid, msgid)
        if key in self._msgids:
            raise Refusal(40058, "msgid repeated")
        self._msgids.add(key)

    async def _fail(
        self, account: "Account", customer: Customer, sight: Sight, fail_type: int
    ) -> None:
        event = {
            "event_type": "msg_send_fail",
            "open_kfid": account.open_kfid,
            "external_userid": customer.external_userid,
            "fail_msgid": sight.msgid,
            "fail_type": fail_type,
        }
        await self.kf.happen(account, {"origin": EVENT, "msgtype": "event", "event": event})

    def _sight(self, body: dict[str, Any], types: Set[str]) -> Sight:
        msgid = body.get("msgid")
        if msgid is not None and not MSGID.fullmatch(str(msgid)):
            raise Refusal(40058, "invalid msgid")
        msgtype = str(body.get("msgtype") or "")
        given = body.get(msgtype)
        if msgtype not in types:
            raise Refusal(95030 if msgtype else 40008, "msgtype not allowed")
        if not isinstance(given, dict):
            raise Refusal(40063)
        now, name = self.kf.wecom.now(), str(msgid or new_msgid())
        if msgtype == "msgmenu":
            return Sight(_menu(given), now, msgtype, name, *_to_click(given))
        return Sight(_text(msgtype, given), now, msgtype, name)


def _text(msgtype: str, given: dict[str, Any]) -> str:
    if msgtype != "text":
        return f"[{msgtype}]"
    content = given.get("content")
    if not isinstance(content, str) or not content.strip():
        raise Refusal(44004)
    if len(content.encode()) > TEXT:
        raise Refusal(45002)
    return content


def _menu(given: dict[str, Any]) -> str:
    """What a menu shows."""
    items = given.get("list")
    if not isinstance(items, list) or not items:
        raise Refusal(40058, "missing list")
    if len(items) > ITEMS:
        raise Refusal(95008, "menu item count limit")
    shown = []
    for item in items:
        kind = item.get("type")
        inner = item.get(kind)
        if kind not in {"click", "view", "miniprogram", "text"} or not isinstance(inner, dict):
            raise Refusal(95009, "invalid menu item type")
        content = str(inner.get("content") or "")
        if kind == "click":
            _limited(content, CLICK)
            _limited(str(inner.get("id") or ""), CLICK_ID)
        elif kind == "view":
            _limited(content, VIEW)
            _limited(str(inner.get("url") or ""), URL)
        else:
            _limited(content, PLAIN)
        shown.append(f"[{content}]" if kind != "text" else content)
    head, tail = (str(given.get(name) or "") for name in ("head_content", "tail_content"))
    for words in (head, tail):
        if len(words.encode()) > HEAD:
            raise Refusal(45002)
    return "\n".join(filter(None, (head, *shown, tail)))


Parts = tuple[tuple[str, str], ...]


def _to_click(given: dict[str, Any]) -> tuple[Parts, Parts]:
    """What can be clicked on a menu: what is said then, and which pages open."""
    says = [one["click"] for one in given["list"] if one["type"] == "click"]
    opens = [one["view"] for one in given["list"] if one["type"] == "view"]
    return (
        tuple((str(one["content"]), str(one["id"])) for one in says),
        tuple((str(one["content"]), str(one["url"])) for one in opens),
    )


def _limited(value: str, most: int) -> None:
    if not 1 <= len(value.encode()) <= most:
        raise Refusal(40058, "invalid menu item")
