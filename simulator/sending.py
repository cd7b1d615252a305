"""message/send: every check the documentation lists (DOC 90236); those of cards: `card_rules`."""

import base64
import json
import secrets
from collections import deque
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from simulator.answers import Refusal, ok
from simulator.cards import text_of

if TYPE_CHECKING:
    from simulator.wecom import WeCom

TEXT_BYTES = 2048
RECEIVERS = 1000
A_MINUTE, AN_HOUR = 30, 1000
"""Messages of one app to one member; what is more is dropped without a word."""
LONGEST_CHECK = 14400

# Each type, and the field of its body that must be there.
BODIES = {
    "text": "content",
    "image": "media_id",
    "voice": "media_id",
    "video": "media_id",
    "file": "media_id",
    "textcard": "title",
    "news": "articles",
    "mpnews": "articles",
    "markdown": "content",
    "miniprogram_notice": "appid",
    "template_card": "card_type",
}


@dataclass(frozen=True, slots=True)
class Push:
    """A message as one member gets it."""

    userid: str
    msgtype: str
    text: str
    payload: dict[str, Any]
    msgid: str
    response_code: str | None
    at: datetime


class Sending:
    """Checks and delivers; remembers what it must for the duplicate check and the quotas."""

    def __init__(self, wecom: "WeCom") -> None:
        self.wecom = wecom
        self._same: dict[tuple[str, str], datetime] = {}
        self._sent: dict[str, deque[datetime]] = {}
        self.dropped: list[Push] = []
        """What the quotas and the duplicate check swallowed, for tests to look at."""
        self.swallows_repeated_cards = True
        """Whether the duplicate check sees a card sent again before its task id is refused; the
        documentation does not say."""

    def send(self, payload: dict[str, Any]) -> dict[str, Any]:
        """Answer message/send.

        Raises:
            Refusal: something about the message is wrong; nobody got it.
        """
        self._check_app(payload)
        text = self._check_body(payload)
        known, unknown = self._receivers(payload)
        if not known:
            raise Refusal(81013, invaliduser="|".join(unknown))
        msgid = secrets.token_urlsafe(48)
        response_code = None
        if payload["msgtype"] == "template_card":
            if self.swallows_repeated_cards and self._all_had_it(known, payload):
                for userid in known:
                    self._deliver(userid, payload, text, msgid, None)
                return ok(msgid=msgid)
            response_code = self.wecom.cards.accept(payload["template_card"])
        for userid in known:
            self._deliver(userid, payload, text, msgid, response_code)
        answer = ok(msgid=msgid)
        if unknown:
            answer["invaliduser"] = "|".join(unknown)
        if response_code:
            answer["response_code"] = response_code
        return answer

    def _check_app(self, payload: dict[str, Any]) -> None:
        try:
            agent_id = int(payload.get("agentid") or 0)
        except (TypeError, ValueError):
            raise Refusal(40058, "agentid must be an integer") from None
        if agent_id <= 0:
            raise Refusal(40056)
        if agent_id != self.wecom.agent_id:
            raise Refusal(301002)

    def _check_body(self, payload: dict[str, Any]) -> str:
        msgtype = payload.get("msgtype")
        if msgtype not in BODIES:
            raise Refusal(40008)
        body = payload.get(msgtype)
        if not isinstance(body, dict):
            raise Refusal(40063)
        given = body.get(BODIES[msgtype])
        if msgtype in {"text", "markdown"}:
            if not isinstance(given, str) or not given.strip():
                raise Refusal(44004)
            if len(given.encode()) > TEXT_BYTES:
                raise Refusal(45002)
            return given
        if not given:
            raise Refusal(40063)
        if BODIES[msgtype] == "media_id":
            _, until = self.wecom.files.get(str(given), (b"", self.wecom.now()))
            if until <= self.wecom.now():
                raise Refusal(40007, "invalid media_id")
            return f"[{msgtype}]"
        return text_of(body) if msgtype == "template_card" else str(given)

    def _receivers(self, payload: dict[str, Any]) -> tuple[list[str], list[str]]:
        """Members it goes to, and what is none, in lower case as WeCom gives it back."""
        wanted = str(payload.get("touser") or "")
        if not (wanted or payload.get("toparty") or payload.get("totag")):
            raise Refusal(82001)
        if wanted == "@all":
            return list(self.wecom.visible()), []
        names = [name.strip() for name in wanted.split("|") if name.strip()]
        if len(names) > RECEIVERS:
            raise Refusal(40032)
        found = {name.lower(): self.wecom.members.get(name.lower()) for name in names}
        known = [member.userid for member in found.values() if member and member.visible]
        return known, [name for name, member in found.items() if not (member and member.visible)]

    def _deliver(
        self,
        userid: str,
        payload: dict[str, Any],
        text: str,
        msgid: str,
        response_code: str | None,
    ) -> None:
        now = self.wecom.now()
        push = Push(userid, payload["msgtype"], text, payload, msgid, response_code, now)
        if self._duplicate(userid, payload, now) or self._over_quota(userid, now):
            self.dropped.append(push)
            return
        self.wecom.pushes.append(push)
        card = payload["template_card"] if payload["msgtype"] == "template_card" else None
        picture = self._picture(payload)
        self.wecom.transcript.add(userid, "push", text, now, card, response_code, picture=picture)

    def _picture(self, payload: dict[str, Any]) -> str | None:
        if payload["msgtype"] != "image":
            return None
        content, _ = self.wecom.files[payload["image"]["media_id"]]
        kind = "png" if content.startswith(b"\x89PNG") else "jpeg"
        return f"data:image/{kind};base64,{base64.b64encode(content).decode()}"

    def _all_had_it(self, userids: list[str], payload: dict[str, Any]) -> bool:
        return bool(payload.get("enable_duplicate_check")) and all(
            self._had_it(userid, payload, self.wecom.now()) for userid in userids
        )

    def _duplicate(self, userid: str, payload: dict[str, Any], now: datetime) -> bool:
        if not payload.get("enable_duplicate_check"):
            return False
        if self._had_it(userid, payload, now):
            return True
        self._same[userid, _body(payload)] = now
        return False

    def _had_it(self, userid: str, payload: dict[str, Any], now: datetime) -> bool:
        seconds = min(int(payload.get("duplicate_check_interval") or 1800), LONGEST_CHECK)
        before = self._same.get((userid, _body(payload)))
        return before is not None and now - before < timedelta(seconds=seconds)

    def _over_quota(self, userid: str, now: datetime) -> bool:
        sent = self._sent.setdefault(userid, deque())
        while sent and now - sent[0] >= timedelta(hours=1):
            sent.popleft()
        in_minute = sum(now - at < timedelta(minutes=1) for at in sent)
        if in_minute >= A_MINUTE or len(sent) >= AN_HOUR:
            return True
        sent.append(now)
        return False


def _body(payload: dict[str, Any]) -> str:
    return json.dumps(payload[payload["msgtype"]], sort_keys=True)
