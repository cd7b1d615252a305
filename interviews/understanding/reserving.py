"""What keeps a yes from being one: something is asked or wished beside it, or it is half-hearted."""

import re

from interviews.understanding.guards import postponed
from interviews.understanding.pointing import ORDINAL, listed
from interviews.understanding.relevance import bare
from interviews.understanding.said import Clause, Said

_REQUESTED = re.compile(
    r"[吗么呢]$|能不能|可不可以|能否|可否|\b(?:can|could) (?:we|i|you|it)\b", re.IGNORECASE
)
WHAT_OF = re.compile(r"^[^可行好能]*(?:天|日|周[一二三四五六日天]|\d)呢\s*\??$|^\w+\?$")
HEDGED = re.compile(
    r"好像|似乎|貌似|差不多|理论上|按理|原则上|应该(?!的)|大概|估计|也许|或许|说不定|不一定|"
    r"可能(?=可以|行|能|没问题|ok)|(?P<either>\w)不(?P=either)都(?=行|可以|好)|"
    r"\b(?:maybe|perhaps|probably|i guess|i think so|"
    r"should be)\b",
    re.IGNORECASE,
)


_RESERVE = re.compile(r"\s*(?:但是?|不过|可是|只是|but|however|although|though)", re.IGNORECASE)


CONCEDED = re.compile(r"(?:可以|行|好|能|有空)(?:倒)?是(?:可以|行|好|能|有空)")
"""可以是可以: there is a but."""


def conditional(said: Said) -> bool:
    """A yes in a case that is not the time: 线上的话可以; but 周四的话可以 is one."""
    found = re.search(r"的话", said.text)
    if found is None:
        return False
    clause = said.clause_at(found.start())
    before = said.text[clause.begin : found.start()]
    spoken = any(clause.begin <= one.begin < found.start() for one in said.mentions)
    return not spoken and not re.search(r"[这那第时哪]|\d|方便|可以|可能|能$|没问题", before)


def reserved(said: Said) -> bool:
    """A but behind the yes, of something else than another time: 时间可以，但岗位我不熟."""
    return any(
        _RESERVE.match(one.text)
        and not said.within(one)
        and not ORDINAL.search(one.text)
        and not bare(said, one)
        for one in said.clauses[1:]
    )


def asks_too(said: Said) -> bool:
    """Something is asked beside the yes: Thursday is good but can it be online?"""
    *before, last = said.clauses
    if re.search(r"(?:可以|行|好|方便|ok)(?:吗|么|呢)\s*\??$", said.text, re.IGNORECASE):
        return False  # it asks for the very yes
    asks = said.text.rstrip().endswith("?") or _REQUESTED.search(last.text.strip())
    return bool(before and asks and not said.within(last)) and not listed(last.text, [])[1]


def unsure(said: Said) -> bool:
    """A yes with a but, a condition or a question beside it, or half-hearted."""
    weak = CONCEDED.search(said.text) or (HEDGED.search(said.text) and not postponed(said))
    return bool(weak) or reserved(said) or conditional(said) or asks_too(said)


def travels(clause: Clause) -> bool:
    """It tells when a train arrives, not when there is time."""
    return (
        re.search(
            r"\b(?:train|flight|bus|plane)\b|航班|高铁|火车|动车|"
            r"飞机",
            clause.text,
            re.IGNORECASE,
        )
        is not None
    )
