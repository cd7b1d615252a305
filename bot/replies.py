"""Texts cut to WeCom's size, and the passive reply as XML."""

import re
from datetime import datetime

LIMIT = 2048
"""Bytes of UTF-8 in one text, passive or sent; WeCom cuts what is longer (DOC 90236, 90240)."""

# Characters XML 1.0 cannot hold, not even escaped.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(text: str) -> str:
    """The text without the characters that XML (and a phone) cannot show."""
    return _NOT_XML.sub("", text)


def parts(text: str, limit: int = LIMIT) -> list[str]:
    """The text in pieces of at most `limit` bytes, cut after a line if there is one to cut after,
    never inside a character. Joined with the line breaks they were cut at they are the text."""
    pieces = []
    rest = text
    while len(rest.encode()) > limit:
        head = rest.encode()[:limit].decode(errors="ignore")
        cut = head.rfind("\n")
        if cut > 0:
            pieces.append(rest[:cut])
            rest = rest[cut + 1 :]
        else:
            pieces.append(head)
            rest = rest[len(head) :]
    return [*pieces, rest] if rest or not pieces else pieces


def passive(text: str, *, to: str, sender: str, now: datetime) -> str:
    """A passive text reply before encryption (DOC 90240); people's own words are safe in it."""
    content = clean(text).replace("]]>", "]]]]><![CDATA[>")
    return (
        f"<xml><ToUserName><![CDATA[{to}]]></ToUserName>"
        f"<FromUserName><![CDATA[{sender}]]></FromUserName>"
        f"<CreateTime>{int(now.timestamp())}</CreateTime>"
        "<MsgType><![CDATA[text]]></MsgType>"
        f"<Content><![CDATA[{content}]]></Content></xml>"
    )
