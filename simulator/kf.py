"""微信客服: customer service accounts and what happens in their chats, told by notify-then-pull
(DOC 94638, 94670).

A callback carries no more than a token; what happened is pulled by `kf/sync_msg`, page by page.
"""

import base64
import hashlib
import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

from simulator import xml
from simulator.answers import Refusal, ok
from simulator.customer import Customer
from simulator.kf_sending import KfSending
from simulator.kf_sessions import KfSessions

if TYPE_CHECKING:
    from simulator.wecom import WeCom

TOKEN_LIFE = timedelta(minutes=10)
HISTORY = timedelta(days=3)
WELCOME_AGAIN = timedelta(hours=48)
PAGE = 1000
SCENE, SCENE_PARAM = 32, 128
"""Bytes."""
SCENE_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-")


@dataclass
class Account:
    """A customer service account, and everything that happened in its chats."""

    open_kfid: str
    name: str
    managed: bool = True
    """Whether the app may use it (通过API管理微信客服账号)."""
    servicers: dict[str, int] = field(default_factory=dict)
    """Members who may take over, each with 0 (接待中) or 1 (停止接待)."""
    native_welcome: bool = False
    """The console's own welcome is on, so there are no welcome codes."""
    address: str = field(default_factory=lambda: f"kfc{secrets.token_hex(8)}")
    scenes: dict[str, str] = field(default_factory=dict)
    feed: list[tuple[datetime, dict[str, Any]]] = field(default_factory=list)
    first: int = 0
    """Place of the first item: a simulator that starts anew goes on behind where it was."""


class Kf:
    """All accounts of the company and all customers who ever came."""

    def __init__(self, wecom: "WeCom") -> None:
        self.wecom = wecom
        self.accounts: dict[str, Account] = {}
        self.customers: dict[str, Customer] = {}
        self.sending = KfSending(self)
        self.sessions = KfSessions(self)
        self.tokens: dict[str, tuple[str, datetime]] = {}
        self.quiet = False
        """Callbacks get lost on their way."""
        self.largest_page = PAGE
        self.empty_pages = 0
        """How many pages come empty, with more behind them, before the next one that is not."""
        self.without_token_a_minute = 10
        """The documentation says "strict" and no number."""
        self._tokenless: list[datetime] = []
        self._ids = count(1)

    def add_account(self, name: str = "招聘助手", *servicers: str, open_kfid: str = "") -> Account:
        """Make an account that the app manages; one that is named has the same links each time."""
        account = Account(open_kfid or f"wk{secrets.token_urlsafe(22)}", name)
        if open_kfid:
            account.address = f"kfc{open_kfid.lower()}"
        account.first = int(self.wecom.now().timestamp())
        account.servicers = dict.fromkeys(servicers, 0)
        self.accounts[account.open_kfid] = account
        return account

    def customer(self, name: str, external_userid: str = "") -> Customer:
        """Somebody with WeChat on their phone."""
        made = Customer(self, external_userid or f"wm{secrets.token_urlsafe(22)}", name)
        self.customers[made.external_userid] = made
        return made

    def account(self, body: dict[str, Any]) -> Account:
        """The account a call names.

        Raises:
            Refusal: it names none, one that is not there, or one that the app does not manage.
        """
        open_kfid = body.get("open_kfid")
        if not open_kfid:
            raise Refusal(40058, "missing open_kfid")
        account = self.accounts.get(str(open_kfid))
        if account is None:
            raise Refusal(95000, "invalid open_kfid")
        if not account.managed:
            raise Refusal(48007, "no permission of the kf account")
        return account

    def contact(self, body: dict[str, Any]) -> dict[str, Any]:
        """kf/add_contact_way: a link that opens a chat with the account."""
        account = self.account(body)
        scene = str(body.get("scene") or "")
        if len(scene) > SCENE or not SCENE_LETTERS.issuperset(scene):
            raise Refusal(40058, "invalid scene")
        url = f"https://work.weixin.qq.com/kf/{account.address}"
        if scene:
            code = next((one for one, known in account.scenes.items() if known == scene), None)
            known = hashlib.sha256(f"{account.address} {scene}".encode()).hexdigest()
            code = code or f"ENC{known[:16]}"
            account.scenes[code] = scene
            url += f"?enc_scene={code}"
        return ok(url=url)

    def target(self, url: str) -> tuple[Account, str, str]:
        """Where a link leads: the account, the scene, and what was put behind it.

        Raises:
            ValueError: WeChat shows an error page.
        """
        parts = urlsplit(url)
        query = parse_qs(parts.query)
        address = parts.path.removeprefix("/kf/")
        account = next((one for one in self.accounts.values() if one.address == address), None)
        if parts.netloc != "work.weixin.qq.com" or account is None:
            raise ValueError(f"no such link: {url}")
        scene = account.scenes.get(query.get("enc_scene", [""])[0], "")
        param = query.get("scene_param", [""])[0] if scene else ""
        if len(param.encode()) > SCENE_PARAM:
            raise ValueError(f"scene_param is too long: {param}")
        return account, scene, param

    async def happen(self, account: Account, item: dict[str, Any]) -> None:
        """Something was said or has come about; the app is told that there is something to pull."""
        now = self.wecom.now()
        item = {"msgid": f"msg_{next(self._ids)}_{secrets.token_hex(6)}", **item}
        account.feed.append((now, {**item, "send_time": int(now.timestamp())}))
        await self.notify(account)

    async def notify(self, account: Account) -> None:
        """The callback that says nothing but "pull"."""
        if self.quiet:
            return
        now = self.wecom.now()
        token = f"ENC{secrets.token_urlsafe(32)}"
        self.tokens[token] = (account.open_kfid, now + TOKEN_LIFE)
        await self.wecom.deliver(
            xml.document(
                ToUserName=self.wecom.corp_id,
                CreateTime=int(now.timestamp()),
                MsgType="event",
                Event="kf_msg_or_event",
                Token=token,
                OpenKfId=account.open_kfid,
            )
        )

    def sync(self, body: dict[str, Any]) -> dict[str, Any]:
        """kf/sync_msg: what happened after the cursor, in pages."""
        account = self.account(body)
        now = self.wecom.now()
        self._check_token(account, body.get("token"), now)
        place = max(0, _place(body.get("cursor")) - account.first)
        while place < len(account.feed) and account.feed[place][0] <= now - HISTORY:
            place += 1
        limit = min(int(body.get("limit") or PAGE), PAGE, self.largest_page)
        if self.empty_pages and place < len(account.feed):
            self.empty_pages -= 1
            limit = 0
        items = [item for _, item in account.feed[place : place + limit]]
        more = place + len(items) < len(account.feed)
        return ok(
            next_cursor=_cursor(account.first + place + len(items)),
            has_more=int(more),
            msg_list=items,
        )

    def _check_token(self, account: Account, token: object, now: datetime) -> None:
        if token:
            known, until = self.tokens.get(str(token), ("", now))
            if known != account.open_kfid or until <= now:
                raise Refusal(95007, "invalid msg token")
            return
        self._tokenless = [at for at in self._tokenless if now - at < timedelta(minutes=1)]
        if len(self._tokenless) >= self.without_token_a_minute:
            raise Refusal(45009)
        self._tokenless.append(now)


def _cursor(place: int) -> str:
    return base64.urlsafe_b64encode(f"cursor {place}".encode()).decode()


def _place(cursor: object) -> int:
    if not cursor:
        return 0
    try:
        return int(base64.urlsafe_b64decode(str(cursor)).decode().removeprefix("cursor "))
    except ValueError:
        raise Refusal(40058, "invalid cursor") from None
