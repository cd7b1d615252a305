"""What a text of the bot says, as a person understands it: written from the texts alone."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from tests.long import english
from tests.long.texts import ANSWERS, EACH, PUSHES

TEXTS = {"zh": (PUSHES, ANSWERS), "en": (english.PUSHES, english.ANSWERS)}
ZONE = ZoneInfo("Asia/Shanghai")
_WEEKDAYS = "一二三四五六日"
_PASS_ON = re.compile(
    r"(?:^|\n)(?:(?P<zh>\S+)还不能直接收到消息，请把下面这段转给对方："
    r"|(?P<en>\S+) cannot be reached directly yet\. Please pass this on:)\n"
)
_UNDELIVERED = {
    "zh": re.compile(
        r"没能通知到(?P<name>\S+)[：（].+\n"
        r"面试 #(?P<number>\d+)（.+）的这条消息请另想办法转达：\n(?P<text>(?s:.+))"
    ),
    "en": re.compile(
        r"(?P<name>\S+) could not be told.+\n"
        r"Please pass on this message about interview #(?P<number>\d+) \(.+\):\n(?P<text>(?s:.+))"
    ),
}
_WARNINGS = re.compile(
    r"\n(?:注意：|Note: |只找到 \d+ 个都有空的时间。|I found only \d+ times at which .+).*"
)
"""Which rules the times HR wrote break, they are done all the same; that fewer were found."""
_ELSEWHERE = re.compile(
    r"(\d+)月(\d+)日 周. (\d\d):(\d\d)–(次日)?(\d\d):(\d\d)(?:（(.+?)）| \((.+?)\))"
)
_ZONES = {
    **dict.fromkeys(["日本标准时间", "Japan Standard Time"], ZoneInfo("Asia/Tokyo")),
    **dict.fromkeys(["中欧标准时间", "Central European Standard Time"], ZoneInfo("Europe/Berlin")),
}
_UNSAVED = re.compile(r"\n(?:#\d+ 的反馈还没有保存。|Your feedback on #\d+ is not saved\. ).+\n.+")
"""What a command ended, said after its answer."""
IN_A_ROW = " in a row"
_AGAIN = re.compile(r"\n\(\d+\)$")


@dataclass(frozen=True, slots=True)
class Telling:
    """One thing said about one interview; `passed_on` names whom HR is to tell it."""

    kind: str
    number: int
    facts: dict[str, str] = field(default_factory=dict)
    passed_on: str | None = None
    language: str = "zh"

    @property
    def times(self) -> dict[int, str]:
        """Numbered times, as they are written."""
        pairs = (line.split(". ", 1) for line in self.facts["times"].split("\n"))
        return {int(number): when for number, when in pairs}


def understand(text: str) -> list[Telling]:
    """What a pushed text says.

    Raises:
        AssertionError: nobody could understand it.
    """
    for language, pattern in _UNDELIVERED.items():
        if undelivered := pattern.fullmatch(text):
            facts, number = {"text": undelivered["text"]}, int(undelivered["number"])
            own = Telling("undelivered", number, facts, language=language)
            return [own, *_passed(understand(undelivered["text"]), undelivered["name"])]
    ours, to, theirs = _parted(_AGAIN.sub("", text))
    tellings = _match(0, ours, text) if ours else []
    return [*tellings, *_passed(_match(0, theirs, text), to)] if theirs else tellings


def done(answer: str) -> list[Telling]:
    """What an answer says has been done, and what to pass on; empty if nothing was."""
    ours, to, theirs = _parted(_WARNINGS.sub("", _UNSAVED.sub("", answer)))
    patterns = [pattern for _, known in TEXTS.values() for pattern in known.values()]
    if not any(re.fullmatch(pattern, ours) for pattern in patterns):
        return []
    tellings = _match(1, ours, answer)
    return [*tellings, *_passed(_match(0, theirs, answer), to)] if theirs else tellings


def _parted(text: str) -> tuple[str, str, str]:
    """What is said to the reader, to whom they are to pass something on, and that."""
    found = _PASS_ON.search(text)
    if found is None:
        return text, "", ""
    return text[: found.start()], found["zh"] or found["en"], text[found.end() :]


def period(start: datetime, end: datetime) -> str:
    """`11月25日 周三 15:00–16:00`."""
    start, end = start.astimezone(ZONE), end.astimezone(ZONE)
    next_day = "次日" if end.date() > start.date() else ""
    weekday = _WEEKDAYS[start.weekday()]
    return f"{start.month}月{start.day}日 周{weekday} {start:%H:%M}–{next_day}{end:%H:%M}"


def lasting(length: timedelta) -> str:
    """`1 天 2 小时 5 分钟`."""
    if length < timedelta(minutes=1):
        return f"{round(length.total_seconds())} 秒"
    minutes = round(length.total_seconds() / 60)
    counts = {"天": minutes // 1440, "小时": minutes // 60 % 24, "分钟": minutes % 60}
    return " ".join(f"{count} {unit}" for unit, count in counts.items() if count)


def topic(position: str, number: int) -> str:
    """`后端 · 二面`."""
    return f"{position} · {'零一二三四五六七八九十'[number]}面"


def _match(which: int, part: str, whole: str) -> list[Telling]:
    """`which`: 0 for what is pushed, 1 for answers."""
    for language, texts in TEXTS.items():
        for kind, pattern in texts[which].items():
            if found := re.fullmatch(pattern, part):
                facts = {name: said for name, said in found.groupdict().items() if said is not None}
                if language == "en":
                    facts = english.translated(facts)
                facts = {name: _ELSEWHERE.sub(_here, said) for name, said in facts.items()}
                return [replace(one, language=language) for one in _tellings(kind, facts)]
    raise AssertionError(f"nobody understands: {whole!r}")


def _here(found: re.Match[str]) -> str:
    """A time in the reader's zone as people write it here."""
    zone = _ZONES[found[8] or found[9]]
    month, day, *clock = (int(found[n]) for n in (1, 2, 3, 4, 6, 7))
    start = datetime(2026, month, day, clock[0], clock[1], tzinfo=zone)
    end = datetime(2026, month, day, clock[2], clock[3], tzinfo=zone)
    return period(start, end + timedelta(days=1 if found[5] else 0))


def _tellings(kind: str, facts: dict[str, str]) -> list[Telling]:
    if kind.endswith(IN_A_ROW):
        return [*_each(kind.removesuffix(IN_A_ROW), facts)]
    return [Telling(kind, int(facts.pop("number", 0)), facts)]


def _each(kind: str, facts: dict[str, str]) -> Iterator[Telling]:
    """What is said of several rounds in a row, as if it were said of each."""
    lines = facts.pop("each", "").split("\n")
    if "numbers" in facts and "rounds" not in facts:
        yield from (Telling(kind, int(one[1:])) for one in facts["numbers"].split("、"))
        return
    if "numbers" in facts:
        numbers, rounds = (facts.pop(name).split("、") for name in ("numbers", "rounds"))
        lines = [f"{one} {name} ?" for one, name in zip(numbers, rounds, strict=True)]
    for line in lines:
        found = re.fullmatch(EACH, line)
        assert found, line
        own = {name: value for name, value in found.groupdict().items() if value is not None}
        own |= {name: _of(own["number"], value) for name, value in facts.items()}
        if "position" in own:
            own["topic"] = f"{own['position']} · {own['round']}"
        if own.get("place") == "未定":
            del own["place"]
        yield Telling(kind, int(own.pop("number")), own)


def _of(number: str, value: str) -> str:
    """Where it is not the same for all: `#12 1号会议室、#13 天台`."""
    found = re.search(rf"(?:^|、)#{number} ([^、]+)", value)
    return found[1] if found and value.startswith("#") else value


def _passed(tellings: list[Telling], name: str) -> list[Telling]:
    return [replace(one, passed_on=name) for one in tellings]
