"""How somebody reads who opens a page: language and zone, as their browser says and as they switch."""

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from aiohttp import web

from interviews import people, values
from interviews.dates import zone_name
from interviews.rules import Rules
from interviews.texts import Reader
from models import Person
from models.person import Language

_WEIGHED = re.compile(r"\s*([A-Za-z]{1,8})(?:-[\w-]+)?\s*(?:;\s*q=\s*([\d.]{1,5}))?\s*")
ZONES = (
    "Asia/Shanghai", "Asia/Tokyo", "Asia/Seoul", "Asia/Singapore", "Asia/Bangkok", "Asia/Kolkata",
    "Asia/Dubai", "Europe/Moscow", "Europe/Istanbul", "Africa/Johannesburg", "Europe/Berlin",
    "Europe/London", "UTC", "America/Sao_Paulo", "America/New_York", "America/Chicago",
    "America/Denver", "America/Los_Angeles", "Pacific/Honolulu", "Australia/Perth",
    "Australia/Sydney", "Pacific/Auckland",
)  # fmt: skip
"""Those one can choose from; a browser may say any other."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """What was said of a visitor; None where nothing was."""

    language: Language | None
    zone: ZoneInfo | None
    switched: bool
    """The language was chosen here, not by the browser."""

    def reader(self, person: Person, given: Rules, now: datetime) -> Reader:
        """How they read a page about this person's interview."""
        known = people.reader(person, given, now)
        return Reader(self.language or known.language, self.zone or known.zone, now, page=True)

    def query(self, **more: str) -> str:
        """What they have chosen, to go on with: `?lang=en&zone=Europe/Berlin`."""
        chosen = {"lang": self.language.value} if self.switched and self.language else {}
        if self.zone is not None:
            chosen["zone"] = self.zone.key
        chosen |= more
        return f"?{urlencode(chosen)}" if chosen else ""


def visitor(request: web.Request, given: dict[str, str]) -> Visitor:
    """Read what the query or a form carries, and else the browser's languages."""
    chosen = next((one for one in Language if one == given.get("lang")), None)
    zone: ZoneInfo | None = None
    with suppress(ValueError):  # then it is as if none had been said
        zone = values.zone(given["zone"]) if given.get("zone") else None
    language = chosen or accepted(request.headers.get("Accept-Language", ""))
    return Visitor(language, zone, chosen is not None)


def accepted(header: str) -> Language | None:
    """The language a browser wants most of those we speak (RFC 9110, 12.5.4)."""
    best: tuple[float, Language] | None = None
    for one in header[:1000].split(","):
        match = _WEIGHED.fullmatch(one)
        spoken = next((each for each in Language if match and each == match[1].lower()), None)
        if match is None or spoken is None:
            continue
        try:
            weight = float(match[2] or 1)
        except ValueError:
            continue
        if weight > 0 and (best is None or weight > best[0]):
            best = weight, spoken
    return best[1] if best else None


def zones(reader: Reader) -> list[tuple[str, str]]:
    """Zones to choose from, the reader's among them, from east to west: (name, what it is called)."""
    names = {reader.zone.key, *ZONES}
    day = reader.now.replace(hour=12, minute=0, second=0, microsecond=0)
    known = [(_offset(name, day), name) for name in names]
    return [(name, _called(name, day, reader.language)) for _, name in sorted(known, reverse=True)]


def _offset(name: str, at: datetime) -> float:
    offset = at.astimezone(ZoneInfo(name)).utcoffset()
    return offset.total_seconds() if offset is not None else 0


@lru_cache(maxsize=256)
def _called(name: str, at: datetime, language: Language) -> str:
    minutes = int(_offset(name, at) // 60)
    sign, (hours, rest) = "−" if minutes < 0 else "+", divmod(abs(minutes), 60)
    offset = f"UTC{sign}{hours}" + (f":{rest:02}" if rest else "")
    return f"{offset} {zone_name(ZoneInfo(name), at, language)}" if minutes else "UTC"
