"""How WeCom's API answers: HTTP 200 and an errcode (DOC 90313)."""

import secrets
from typing import Any

TEXTS = {
    -1: "system busy",
    40001: "invalid credential",
    40003: "invalid userid",
    40008: "invalid message type",
    40013: "invalid corpid",
    40014: "invalid access_token",
    40032: "invalid userid list length",
    40054: "invalid sub-menu",
    40056: "invalid agentid",
    40058: "invalid parameter",
    40063: "some parameters are empty",
    41001: "access_token missing",
    41002: "corpid missing",
    41004: "corpsecret missing",
    42001: "access_token expired",
    43012: "require to config callback url",
    44004: "text content is empty",
    45002: "message content too long",
    45009: "api freq out of limit",
    45033: "api concurrent out of limit",
    46003: "menu no exist",
    48002: "API interface no privilege",
    50003: "application is disabled",
    60011: "no privilege to access/modify contact/party/agent",
    60020: "not allow to access from your ip",
    60111: "userid not found",
    81013: "user & party & tag all invalid",
    82001: "all touser & toparty & totag empty",
    301002: "not allowed to operate another agent with this accesstoken",
}


class Refusal(Exception):  # noqa: N818 - an answer
    """An errcode; `extra` fields go into the answer beside it."""

    def __init__(self, code: int, detail: str = "", **extra: Any) -> None:
        super().__init__(code)
        self.code = code
        self.detail = detail
        self.extra = extra


def ok(**fields: Any) -> dict[str, Any]:
    """Success."""
    return {"errcode": 0, "errmsg": "ok", **fields}


def refusal(refused: Refusal, ip: str) -> dict[str, Any]:
    """An error as WeCom words it, with the hint and the caller's address."""
    text = refused.detail or TEXTS.get(refused.code, "error")
    hint = f"{secrets.randbelow(10**10):010d}_{secrets.token_hex(8)}"
    return {
        "errcode": refused.code,
        "errmsg": f"{text}, hint: [{hint}], from ip: {ip}, more info at "
        f"https://open.work.weixin.qq.com/devtool/query?e={refused.code}",
        **refused.extra,
    }
