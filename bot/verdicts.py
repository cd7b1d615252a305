"""What an error code of WeCom means for a message that could not be sent (DOC 90313)."""

from dataclasses import dataclass
from datetime import timedelta

from bot.tokens import TokenRefused
from bot.wecom import TOKEN_REFUSED, WeComError

CROWDED = 45033
BUSY = {-1, CROWDED}
QUOTA = {45009}
TOKEN = "token"  # noqa: S105 - what the trouble is about, however it shows
WINDOW = timedelta(minutes=1)
"""The shortest block of a quota (DOC 90312), and how long the operator is left alone."""
NOT_A_RECEIVER = 81013
SPENT = 60140
"""A card's code was used before, or is older than 72 hours."""
REPEATED = 40058
"""Among other things: a card's name was used before."""
CARD = {REPEATED, 43012, *range(42027, 42052)}
"""Something about the card: the same in words can still be sent."""
UNANSWERED = "no answer"
RECEIVER = {40003, 40031, 46004, 60011, 60021, 60030, 60111, NOT_A_RECEIVER, 82001}
CONFIGURATION = TOKEN_REFUSED | {
    40013, 40056, 41002, 41004, 48001, 48002, 48005, 48006, 50003, 60020, 301002, 301007,
}  # fmt: skip

_EXPLAINED = {
    60020: "WeCom does not trust this server's address {ip}. Add it at"
    " work.weixin.qq.com/wework_admin under 应用管理 → your app → 企业可信IP"
    " (it takes about a minute)",
    40001: "WeCom does not know this secret: check WECOM_SECRET (应用管理 → your app → Secret)",
    40013: "WeCom does not know this company: check WECOM_CORP_ID (我的企业 → 企业ID)",
    40056: "WeCom does not know this app: check WECOM_AGENT_ID",
    301002: "the secret belongs to another app: check WECOM_AGENT_ID and WECOM_SECRET",
    48002: "the app lacks the permission for this call: see 应用管理 → your app → 权限",
    40014: "WeCom refuses our access token and its replacement: check that no other program of yours"
    " fetches tokens of this app",
    48007: "the app may not use this customer service account: add it at"
    " work.weixin.qq.com/wework_admin under 应用管理 → 微信客服 → 可调用接口的应用",
    95000: "WeCom does not know this customer service account: check kf.open_kfid",
    95003: "a company that is not verified may serve only so many customers on WeChat: have it"
    " verified under 我的企业 → 企业信息",
    95017: "the API of this customer service account is switched off: see 微信客服 in the console",
    50003: "the app is disabled: enable it under 应用管理",
    45009: "WeCom takes no more calls of this kind for now; lower wecom.calls_per_minute if it"
    " happens again",
}


@dataclass(frozen=True, slots=True)
class Retry:
    """Later again; and nothing else of the kind before that."""

    reason: str
    about: str
    """The kind of trouble: the same for every message it hits."""
    after: timedelta = timedelta()
    """At the earliest."""
    alarm: bool = False
    """The operator has to do something before it can work."""
    blocked: bool = False
    """The quota of this API is used up, for every process."""
    crowded: bool = False
    """Too many calls at once."""


@dataclass(frozen=True, slots=True)
class Dead:
    """Never; `reason` is kept."""

    reason: str
    ours: bool = False
    """The message, not the receiver, is at fault: a bug."""
    known: bool = False
    """The receiver is somebody, and cannot be reached just now."""


def verdict(error: Exception) -> Retry | Dead:
    """Decide by the code."""
    if isinstance(error, TokenRefused):
        return Retry(str(error), TOKEN, after=WINDOW, alarm=True)
    if not isinstance(error, WeComError):
        return Retry(f"{UNANSWERED}: {error}", UNANSWERED)
    about = TOKEN if error.code in TOKEN_REFUSED and error.api != "gettoken" else str(error.code)
    if error.code in BUSY:
        return Retry(str(error), about, crowded=error.code == CROWDED)
    if error.code in QUOTA:
        return Retry(explain(error), about, after=WINDOW, blocked=True)
    if error.code in CONFIGURATION:
        return Retry(explain(error), about, after=WINDOW, alarm=True)
    return Dead(str(error), ours=error.code not in RECEIVER)


def explain(error: Exception) -> str:
    """What is the case, and what the operator does about it."""
    if not isinstance(error, WeComError) or error.code not in _EXPLAINED:
        return str(error)
    return f"{error.code}: {_EXPLAINED[error.code].format(ip=error.ip or 'of this server')}"
