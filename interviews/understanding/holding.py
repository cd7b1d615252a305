"""Whether somebody holds back: what is asked, supposed, put off or told takes and refuses nothing."""

import re

from interviews.understanding.guards import postponed, questioned, supposed
from interviews.understanding.lexicon import WORDS
from interviews.understanding.said import Said

ASKS_OF = re.compile(
    r"(?<!不)(?:能(?!不能)|会|有(?!空|时间)|需要)(?!选|定|约|要|行|成)[^,;]{0,8}[吗么嘛]\s*\??$|"
    r"可以(?!面试?[吗么嘛]|来|去|参加|选|定|约)[^,;]{1,8}[吗么嘛]\s*\??$|"
    r"^(?:is|can|could|will|would|may)\b.*\b(?:remote(?:ly)?|online|video|zoom|phone|in person|on-?site|"
    r"shorter|recorded|bring)\b.*\?$",
    re.IGNORECASE,
)
"""It asks something about a time: 3点的话能赶上吗, 周四那场可以旁听吗."""
_ASKING = re.compile(
    r"(?:什么时候|哪天|几点|(?<!任)何时)\S{0,4}(?:有空|方便|可以|有时间)|^(?:which|who|what(?! about)|"
    r"when)\b",
    re.IGNORECASE,
)
"""It asks when others can, and says of no time that it would do."""


NOT_YET = re.compile(
    r"(?:别|不要|不用|不必|勿|先不|没有?(?:让|叫)(?:你|您))(?:再|急着|着急|忙着)?(?:给我|帮我|替我)?(?:确认|选|定|答应|预约|"
    r"报名|预定|预订)(?!第|\d|[一二三那这])|(?:不用|不必|不需要)再?(?:改|换|调|推)|没有?(?:答应|同意|确认|选|定)过?|(?:上次|上回|之前)我?(?:选|定)|"
    r"\b(?:don'?t|do not|didn'?t|haven'?t|not) (?:yet )?(?:book|confirm|choose|chose|pick|put me|"
    r"sign me|agree|accept)",
    re.IGNORECASE,
)
"""Nothing is to be taken, or has been."""


def held_back(said: Said) -> bool:
    """Whether a yes or a no in it is none yet."""
    return (
        NOT_YET.search(said.text) is not None
        or _ASKING.search(said.text) is not None
        or supposed(said.text)
        or postponed(said)
        or questioned(said.text)
        or WORDS.HEARSAY.search(said.text) is not None
    )
