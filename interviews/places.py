"""Places as something to open: a meeting by its link, an address on a map."""

import re
from urllib.parse import quote

from interviews.rules import Rules

_LINK = re.compile(r"https?://[^\s<>\"'，。；、（）]+", re.IGNORECASE)
_MAPS = "https://www.google.com/maps/search/?api=1&query="
_CHINA = "https://uri.amap.com/search?keyword="


def link(place: str | None) -> str | None:
    """The address of a meeting in a place as HR wrote it."""
    found = _LINK.search(place or "")
    return found[0].rstrip(".,;)") if found else None


def map_of(place: str | None, rules: Rules) -> str | None:
    """A map's search for a place; None for a meeting, and for a room of the house, which no map
    knows. Maps differ by country: one works in mainland China, the other everywhere else."""
    if not place or link(place) or place in rules.rooms.names:
        return None
    return (_CHINA if rules.people.region == "CN" else _MAPS) + quote(place)
