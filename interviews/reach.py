"""Which way leads to a person, and whether it is open just now.

Members are written to at any time. A candidate on WeChat can be for 48 hours after what they wrote
last, with five messages for each of theirs, while their chat is not with a human (DOC 94677). Who
has an address of e-mail is written to where WeChat is closed; who cannot be reached at all hears from
HR, who is given the words to pass on.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from interviews.rules import Rules
from interviews.texts import Text
from models import Person
from models.customer import Session
from models.person import Channel

LASTS = timedelta(hours=48)
MOST = 5
"""Messages for each of theirs."""


class Closed(StrEnum):
    """Why somebody cannot be sent anything just now, by WeChat or e-mail; the value stands in the
    outbox."""

    UNHEARD = "they have never written"
    SILENT = "nothing from them for 48 hours"
    SPENT = "five messages since their last one"
    HUMAN = "their chat is with a human"
    ENDED = "their chat has ended"
    REFUSED = "they take no messages"
    OFF_DUTY = "nobody takes over just now"
    OFF = "kf.open_kfid is empty"
    NOT_OURS = "WeCom does not let us use the account"
    UNKNOWN = "WeChat did not deliver it"
    NO_WAY = "nothing leads to them"
    RETURNED = "the mail server refuses their address"
    NO_MAIL = "no mail server has taken it for an hour"


WHY = {
    Closed.SILENT: Text(
        zh="TA 已超过 48 小时没有在微信里说话，微信不允许再发",
        en="nothing was heard from them on WeChat for 48 hours, so WeChat allows nothing to be sent",
    ),
    Closed.UNHEARD: Text(
        zh="TA 还没有在微信里说过话，微信要等 TA 先说话",
        en="they have not written on WeChat yet, and WeChat lets nothing through before they do",
    ),
    Closed.SPENT: Text(
        zh="TA 没有回复，微信最多只允许连发 5 条",
        en="they have not answered, and WeChat allows five messages in a row",
    ),
    Closed.HUMAN: Text(
        zh="TA 正在和人工客服聊天", en="their chat on WeChat is with a human just now"
    ),
    Closed.ENDED: Text(
        zh="TA 的微信会话已结束，要等 TA 再说话",
        en="their chat on WeChat has ended until they write again",
    ),
    Closed.OFF_DUTY: Text(
        zh="接手的同事现在没有接待，请在企业微信的“微信客服”里开始接待",
        en="the colleague who takes over is not on duty; start it in WeCom under 微信客服",
    ),
    Closed.OFF: Text(zh="微信客服没有启用", en="customer service on WeChat is switched off"),
    Closed.NOT_OURS: Text(
        zh="企业微信不让用微信客服，请找管理员看日志",
        en="WeCom refuses customer service on WeChat; ask your administrator to see the log",
    ),
    Closed.UNKNOWN: Text(zh="微信没有送达", en="WeChat did not deliver it"),
    Closed.NO_WAY: Text(zh="没有能发给 TA 的渠道", en="nothing leads to them any more"),
    Closed.RETURNED: Text(
        zh="邮件服务器拒收 TA 的邮箱", en="the mail server refuses their address"
    ),
    Closed.NO_MAIL: Text(
        zh="邮件服务器一小时都没有收下邮件", en="no mail server has taken the e-mail for an hour"
    ),
    Closed.REFUSED: Text(
        zh="TA 在微信里拒收了消息", en="they have switched messages off on WeChat"
    ),
}


@dataclass(frozen=True, slots=True)
class Window:
    """What is known of a candidate's chat."""

    heard_at: datetime | None = None
    sent: int = 0
    state: int = Session.NEW

    def closed(self, now: datetime) -> Closed | None:
        """Why nothing can be sent at `now`; None: something can."""
        if (why := self.closed_by_state()) is not None:
            return why
        if self.heard_at is None:
            return Closed.UNHEARD
        if now >= self.heard_at + LASTS:
            return Closed.SILENT
        return Closed.SPENT if self.sent >= MOST else None

    def closed_by_state(self) -> Closed | None:
        """Because the chat is with somebody else, or with nobody."""
        if self.state in {Session.HUMAN, Session.QUEUED}:
            return Closed.HUMAN
        return Closed.ENDED if self.state == Session.ENDED else None


def by_mail(person: Person, rules: Rules) -> bool:
    """Whether they can be written a letter."""
    return bool(rules.letters_from and person.email)


def only_by_mail(person: Person, rules: Rules) -> bool:
    """Whether nothing else leads to them."""
    return person.channel == Channel.NONE and by_mail(person, rules)


def by_hand(person: Person, rules: Rules) -> bool:
    """Whether only HR can pass something on, whenever that is."""
    return person.channel == Channel.NONE and not by_mail(person, rules)
