"""Words of a sentence as they stand in it, whatever reading made of them."""

import re
import unicodedata
from typing import Any

from interviews.understanding.plain import SCRIPTS, simplified

_WORDS_OF_IT = {"reason", "note", "candidate", "position", "place", "value"}


def as_written(values: dict[str, Any], said: str) -> dict[str, Any]:
    """Words of the sentence as they stand in it: 会议室B without the space that only reading put
    there, and in the characters they were written in."""
    written = unicodedata.normalize("NFKC", said)
    made: dict[str, Any] = {}
    for key, value in values.items():
        made[key] = value
        if key not in _WORDS_OF_IT or not isinstance(value, str) or value in written:
            continue
        plainly = simplified(written)
        if spelt := re.search(_spelt(value), plainly, re.IGNORECASE):
            made[key] = spelt[0]
        for one in (value, SCRIPTS.sub("", value)):
            at = plainly.lower().find(one.lower())
            if at >= 0 and len(plainly) == len(written):
                made[key] = written[at : at + len(one)]
                break
    return made


def _spelt(value: str) -> str:
    """A pattern for a text whose numbers may be written as numerals: 3号会议室, 三号会议室."""
    numerals = "零一二三四五六七八九十"
    return re.sub(
        r"(?<!\d)(?:10|\d)(?!\d)",
        lambda found: f"(?:{found[0]}|{numerals[int(found[0])]})",
        re.escape(value),
    )
