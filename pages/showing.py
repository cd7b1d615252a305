"""What a candidate's page shows: their interview as it stands, and what they can do about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from interviews import places
from interviews.dates import zone_name
from interviews.details import Details, whole
from interviews.how_to_answer import hold_ends
from interviews.phrases import inviter
from interviews.rules import Rules
from interviews.texts import Reader, Value, Words, said
from interviews.words import Round, topic
from models.interview import Status
from models.person import Language
from pages import words
from pages.visitor import Visitor, zones

MOST = 500
"""Characters that people may write."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a visitor reads first: an answer, or what was wrong with what they sent."""

    text: Value = ""
    wrong: bool = False
    do: str = ""
    """Which form was wrong; what was written there is there again."""
    written: str = ""
    slot: int | None = None


@dataclass(frozen=True, slots=True)
class Address:
    """Where the page is, as seen from itself, and the key of its forms."""

    path: str
    key: str


def frame(reader: Reader, visitor: Visitor) -> dict[str, Any]:
    """What every page needs: its language, and the way to the other one."""
    other = Language.EN if reader.language == Language.ZH else Language.ZH
    switch = {"lang": other.value} | ({"zone": visitor.zone.key} if visitor.zone else {})

    def say(value: Value) -> str:
        return said(value, reader)

    return {
        "w": words,
        "say": say,
        "reader": reader,
        "lang": "zh-CN" if reader.language == Language.ZH else "en",
        "switch": f"?{urlencode(switch)}",
        "switch_label": words.SWITCH[reader.language],
        "switch_lang": "en" if reader.language == Language.ZH else "zh-CN",
    }


def shown(
    rounds: Sequence[Details],
    at: Address,
    visitor: Visitor,
    reader: Reader,
    rules: Rules,
    first: Said,
    *,
    room: str,
    in_wechat: bool,
) -> dict[str, Any]:
    """The whole page. `rounds` are those that wait for one answer, or the one interview; `room` is
    the link to its room, if it has one."""
    details = whole(rounds) if len(rounds) > 1 else rounds[0]
    interview, now = details.interview, reader.now
    waits = interview.status in {Status.OFFERED, Status.CONFIRMED}
    agreed = details.agreed if interview.starts_at is not None else None
    slots = details.open(now) if waits else []
    ends = hold_ends(slots)
    ahead = interview.status == Status.CONFIRMED and agreed is not None and agreed.start > now
    over = agreed is not None and agreed.end <= now
    place = interview.place if interview.status != Status.CANCELLED else None
    hr = inviter(details.hr, rules)
    return {
        **frame(reader, visitor),
        "number": details.number,
        "title": _title(details, offered=bool(slots), over=over),
        "hello": words.HELLO(candidate=details.candidate.name, inviter=hr) if slots else "",
        "said": first,
        "heard": said(first.text, reader).splitlines(),
        "facts": _facts(details, rules, offered=bool(slots)),
        "join": (places.link(place) or room) if not over else None,
        "map": places.map_of(place, rules),
        "rounds": [_round(one) for one in rounds] if len(rounds) > 1 else [],
        "slots": [(slot.number, details.when(slot), ends[slot.number]) for slot in slots],
        "until": next(iter(ends.values())) if len({*ends.values()}) == 1 else None,
        "hr": details.hr.name,
        "wish": (interview.wish or {}).get("text", "") if waits else "",
        "nothing_open": interview.status == Status.OFFERED and not slots,
        "may_wish": not slots and (ahead or interview.status == Status.OFFERED),
        "may_cancel": ahead or interview.status == Status.OFFERED,
        "calendar": f"{at.path}/interview.ics{visitor.query()}"
        if interview.status == Status.CONFIRMED and not over
        else None,
        "in_wechat": in_wechat,
        "action": at.path,
        "key": at.key,
        "chosen": visitor,
        "zone": zone_name(reader.zone, now, reader.language),
        "zones": zones(reader),
        "times": [int(at.timestamp()) for at in _times(details)],
        "most": MOST,
    }


def _title(details: Details, *, offered: bool, over: bool) -> Words:
    status = details.interview.status
    if status == Status.CONFIRMED and (over or offered):
        return words.OVER if over else words.OTHER
    if status == Status.OFFERED and not offered:
        return words.WAITING
    return words.TITLES[status]


def _facts(details: Details, rules: Rules, *, offered: bool) -> list[tuple[Words, Value]]:
    interview = details.interview
    facts: list[tuple[Words, Value]] = [(words.POSITION, topic(interview))]
    if interview.starts_at is not None:
        label = words.AGREED_TIME if offered or _off(details) else words.TIME
        facts.append((label, details.agreed))
    if interview.place and not _off(details):
        facts.append((words.PLACE, interview.place))
    if interview.starts_at is not None and details.panel and not _off(details):
        facts.append((words.WITH, details.names))
    return [*facts, (words.ASK, inviter(details.hr, rules)), (words.NUMBER, f"#{details.number}")]


def _times(details: Details) -> list[datetime]:
    """Every time that stands on the page."""
    agreed = details.interview.starts_at
    return [*([agreed] if agreed else []), *(slot.starts_at for slot in details.slots)]


def _off(details: Details) -> bool:
    return details.interview.status == Status.CANCELLED


def _round(details: Details) -> Words:
    return words.ROUND(
        number=details.number, round=Round(details.interview.round), panel=details.names
    )
