"""Whoever corrects themselves means the last thing said: 1 哦不对 2, 改到周五3点，不对，4点."""

import re
from datetime import datetime

from interviews.understanding.clocks import CLOCK, PART
from interviews.understanding.lexicon import WORDS
from interviews.understanding.mention import Mention
from interviews.understanding.when import mentions

_FILLING = re.compile(r"[\s,;!.]|[吧的了]|应该?是?|是|please|sorry", re.IGNORECASE)
_RATHER = re.compile(r"^(?:应该?是?|是)\s*")
_KEPT = re.compile(
    r"(?<=.)[,;] ?[^,;]{2,8}?(?:别动|不动|不变|照旧|照常|照去)(?:它)?(?=[,;.!~]?$)|"
    r"(?<=\w)[,;] ?(?:but )?keep (?:the )?[^,;]{2,20}(?: one| as is)?(?=[.!]?$)",
    re.IGNORECASE,
)
"""Another interview is to stay as it is: 周四的改到周六，周五的不动."""


def corrected(text: str, now: datetime) -> str:
    """The text as it was meant: the last part alone, or the rest with the time it puts right."""
    text = _KEPT.sub("", text)
    parts: list[str] = WORDS.CORRECTION.split(text)
    last = _RATHER.sub("", parts[-1].strip(" ,;!"))
    if len(parts) == 1 or not parts[0].strip() or not re.search(r"\w", last):
        return text
    rest = text[: text.rindex(parts[-1])]
    spoken, again = mentions(parts[-2], now), mentions(last, now)
    if len(again) != 1 or not spoken or _FILLING.sub("", last.replace(again[0].text, "")):
        return last
    place = rest.rindex(parts[-2])
    old = spoken[-1]
    return rest[:place] + parts[-2][: old.begin] + _instead(old, again[0]) + parts[-2][old.finish :]


def _instead(old: Mention, new: Mention) -> str:
    """The new time, of the day that was said where it says none."""
    if not new.dayless:
        return new.text
    kept = CLOCK.sub("", old.text)
    return (PART.sub("", kept) if PART.search(new.text) else kept) + new.text
