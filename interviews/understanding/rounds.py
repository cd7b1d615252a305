"""Which round of interviews is spoken of."""

import re

from interviews.understanding.persons import COMMON
from interviews.understanding.plain import number

# 约赵六面后端 is no sixth round, 见一面 no first.
_ROUND = (
    rf"(?<![{COMMON}面见碰聊])(?P<zh>[一二三四五六七八九])面(?!试|[之前])|第(?P<nth>[一二三四五六\d])[轮面]"
    r"|(?P<front>首轮|首面|头一?轮)|\bround\s*(?P<en>\d+|one|two|three|four|five)\b"
    r"|\b(?P<ordinal>first|second|third|fourth|fifth|[1-5](?:st|nd|rd|th))[ -](?:round|stage{more})\b"
)
ROUND = re.compile(_ROUND.replace("{more}", ""), re.IGNORECASE)
TURN = re.compile(_ROUND.replace("{more}", "|interview"), re.IGNORECASE)
"""The same of a new interview: the third interview for somebody is the third round."""
_FIGURES = {
    name: at
    for names in (
        ("first", "second", "third", "fourth", "fifth"),
        ("one", "two", "three", "four", "five"),
    )
    for at, name in enumerate(names, 1)
}


def nth(found: re.Match[str]) -> int:
    """The number of a match of `ROUND` or `TURN`."""
    if found["front"]:
        return 1
    written = str(next(one for one in found.groups() if one)).lower()
    if ordinal := found["ordinal"]:
        return _FIGURES.get(written) or int(ordinal[0])
    return _FIGURES.get(written) or number(written)
