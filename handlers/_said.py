"""Times that were said, as people read times: `11月27日 周五 下午`. It can be read again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from interviews.dates import Day, Moment, Period
from interviews.texts import Reader, Text, Words
from interviews.understanding.clocks import Part
from interviews.understanding.mention import Time
from models.person import Language

PARTS = {
    Language.ZH: {Part.AM: "上午", Part.PM: "下午", Part.EVENING: "晚上"},
    Language.EN: {Part.AM: "morning", Part.PM: "afternoon", Part.EVENING: "evening"},
}
MOST_DAYS = 3
"""So many days are told one by one, more as a range."""
FROM_TO = Text(zh="{first}到{last}", en="{first} to {last}")


@dataclass(frozen=True, slots=True)
class Said:
    """A time that was said, as this reader reads times."""

    time: Time

    def to(self, reader: Reader) -> str:
        """Render: a date with its weekday, and the hours or the part of the day."""

        def at(naive: datetime) -> datetime:
            return naive.replace(tzinfo=reader.zone)

        one = self.time
        day = Day(at(one.at(0))).to(reader)
        if one.start is None:
            return day if one.part is None else f"{day} {PARTS[reader.language][one.part]}"
        if one.end is not None:
            return Period(at(one.at()), at(one.at(one.end)), reader.zone).to(reader)
        return Moment(at(one.at())).to(reader)


def told(times: Sequence[Time]) -> list[Words]:
    """Each of them; many days in a row as the first and the last."""
    if len(times) > MOST_DAYS and all(one.start is None and one.part is None for one in times):
        return [FROM_TO(first=Said(times[0]), last=Said(times[-1]))]
    return [Said(one) for one in times]
