"""A sentence taken apart: clauses, times, and which interview it points to."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from interviews.understanding.clocks import HOURS
from interviews.understanding.lexicon import WORDS
from interviews.understanding.mention import Mention, Time
from interviews.understanding.polarity import negative
from interviews.understanding.situation import Known, Role, Situation, Stage
from interviews.understanding.when import mentions

_BREAK = re.compile(
    (
        r"\s*[,;!?~]\s*|\.\s+|\.$|(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])|"
        r"(?<=[\u4e00-\u9fff]) (?=\d ?(?:可|不|行|ok|都|也|吧|号|$))|(?<=[吧啊呀哈呢])(?=(?:下?周|"
        r"星期|礼拜)[一二三四五六日天]|[明后今]天)|(?<=[^除]了)(?=周[一二三四五六日天]|[明后]天)|"
        r"(?<=吧)(?=[\u4e00-\u9fff\d]{4})|(?<=[^,;!? ])\s*(?=但是?(?!愿)|不过(?!来|去)|可是|而且|"
        r"然后|所以|因为(?!为)|由于|想问|"
        r"\bnot (?:on )?(?=mon|tue|wed|thu|fri|sat|sun|the \d|tomorrow|today)|\bbut\b|\bhowever\b)"
    ),
    re.IGNORECASE,
)
_NUMBER = re.compile(
    (
        r"#\s*(?P<n>\d{1,9})|(?<![\d月年第到至])(?P<hao>\d{1,6})号(?=面试|没|未|那|这|的|详|改|取|"
        r"面|候选|[换推挪延晚迟由让为我岗职]|地[点址]|"
        r"在|是|$|已|结|啥|什|几)|\b(?:interview|number|no\.?)\s*#?(?P<en>\d{1,6})\b"
    ),
    re.IGNORECASE,
)


_CALLED = re.compile(
    r"(?:^|(?<=[,;!?:把给将让叫的])|(?<=知道)|(?<=告诉)|(?<=取消)|(?<=关于)|(?<=通知)|(?<=[^\d]\s))(?P<hao>\d{1,6})号(?!$|有|我|你|谁|所有|全|哪|[那当这]天|"
    r"之?[前后]|以[前后]|[到至、和,\s-]+\d|[上下]午|[早晚中]|都|不在|请假|休|[能可]|行|[没有]空|面试[的吗]?$|楼|线|会议|"
    r"门|厅|[下周]|\s*[,;.!?]?$|起|开始)"
)
"""HR says which it is: 把3号置为已面试; of numbers that are there."""
_ORDINAL = re.compile(
    r"第(?P<zh>[一二三四五])(?:场|[个份]?(?:面试|职位|岗位))|"
    r"(?P<front>[前头]面?[那一]+[场家]|(?<![今明后天])[早先](?:面)?的?那一?[场个家])|"
    r"(?P<last>后面?[那一]+[场家]|(?<![今明天])[晚后](?:面)?的?那一?[场个家]|最后一场)|"
    r"\b(?P<en>first|second|third) (?:interview|position|role|job)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Clause:
    """A piece of a sentence between two marks."""

    begin: int
    finish: int
    text: str


class Said:
    """One message in its situation; everything about it is worked out once, when it is asked for."""

    def __init__(self, text: str, situation: Situation) -> None:
        self.text = text
        self.situation = situation

    @cached_property
    def clauses(self) -> list[Clause]:
        """In order; marks and what is empty left out."""
        cuts = [found.span() for found in _BREAK.finditer(self.text)]
        edges = [0, *(edge for cut in cuts for edge in cut), len(self.text)]
        return [
            Clause(begin, finish, self.text[begin:finish])
            for begin, finish in zip(edges[::2], edges[1::2], strict=True)
            if self.text[begin:finish].strip()
        ]

    @cached_property
    def mentions(self) -> list[Mention]:
        """What times it speaks of; `2号` is none where it numbers something."""
        numbers = {span for _, span in self.numbering(self.text)}
        spoken = [
            one
            for one in mentions(self.text, self.situation.now)
            if not (
                one.number
                and any(b <= one.begin < f for b, f in numbers)
                and self._numbered(one.number)
            )
        ]
        return [
            one
            for one in spoken
            if not ((one.week or len(one.times) > 1) and self._narrower(one, spoken))
            and not self._wider(one, spoken)
        ]

    def _wider(self, part: Mention, spoken: list[Mention]) -> bool:
        """A half day without a day, of which a time is said afterwards: 晚上行吗？周四晚上八点吧."""
        if not (part.dayless and len(part.times) == 1 and part.times[0].part):
            return False
        first, last = HOURS[part.times[0].part]
        return any(
            not one.dayless and one.begin > part.begin and one.times
            and all(
                time.part is part.times[0].part
                or (time.start is not None and first <= time.start < last)
                for time in one.times
            )
            and not negative(self.clause_at(one.begin).text)
            for one in spoken
        )  # fmt: skip

    def _narrower(self, week: Mention, spoken: list[Mention]) -> bool:
        """Days of the same week are said too: 周一到周三下午都有空，下周的."""
        days = {time.day for time in week.times}
        within = [
            one
            for one in spoken
            if not one.week and one != week and {t.day for t in one.times} < days
        ]
        return any(
            one.times and not negative(self.clause_at(one.begin).text) for one in within
        ) and not WORDS.EXCEPT.search(self.text)

    def _numbered(self, number: int) -> bool:
        return any(one.number == number for one in self.situation.interviews)

    def clause_at(self, place: int) -> Clause:
        """The clause a place is in."""
        return next(
            (one for one in self.clauses if one.begin <= place <= one.finish), self.clauses[-1]
        )

    def within(self, clause: Clause) -> list[Mention]:
        """The times of one clause."""
        return [one for one in self.mentions if clause.begin <= one.begin < clause.finish]

    def named(self, text: str) -> list[Known]:
        """The interviews whose number or candidate a text names."""
        numbers = self.numbers(text)
        found = [one for one in self.situation.interviews if one.number in numbers]
        found += [
            one
            for one in self.situation.interviews
            if one not in found and one.candidate and _names(text, one)
        ]
        return found or self._by_position(text) or self._ordinal(text)

    def _by_position(self, text: str) -> list[Known]:
        """HR calls an interview by what it is for: 测试那场, the QA interview."""
        if self.situation.role is not Role.HR:
            return []
        return [one for one in self.situation.interviews if one.position and _of(text, one)]

    def _ordinal(self, text: str) -> list[Known]:
        """`第二场面试` of several one has, in the order of their times."""
        if self.situation.role is Role.HR or len(self.situation.interviews) < 2:
            return []
        place = _ORDINAL.search(text)
        if place is None:
            return []
        timed = (one for one in self.situation.interviews if one.spans)
        there = sorted(timed, key=lambda one: one.spans[0].start)
        if not there:
            return []
        if place["front"] or place["last"]:
            return [there[0 if place["front"] else -1]]
        spoken = (place["zh"] or place["en"]).lower()
        at = (
            "一二三四五".find(spoken) if place["zh"] else ("first", "second", "third").index(spoken)
        )
        return [there[at]] if at < len(there) else []

    def numbers(self, text: str) -> list[int]:
        """Interview numbers a text says, known or not."""
        return [number for number, _ in self.numbering(text)]

    def numbering(self, text: str) -> list[tuple[int, tuple[int, int]]]:
        """Interview numbers, and where they stand; 26号那场 is that of the 26th, if one is then."""
        found = [
            (int(one["n"] or one["hao"] or one["en"]), one.span())
            for one in _NUMBER.finditer(text)
            if not (one["hao"] and self._dated(one))
        ]
        if self.situation.role is Role.HR:
            called = ((int(one["hao"]), one.span()) for one in _CALLED.finditer(text))
            found += [one for one in called if self._numbered(one[0]) and one not in found]
        return sorted(found, key=lambda one: one[1])

    def _dated(self, found: re.Match[str]) -> bool:
        day = int(found["hao"])
        there = [span.start.day for one in self.situation.interviews for span in one.spans]
        return day in there and not self._numbered(day)

    def at(self, spoken: Iterable[Mention]) -> list[Known]:
        """The interviews that can only be the ones at these times."""
        found: list[Known] = []
        for one in spoken:
            fitting = [
                known
                for known in self.situation.of(Stage.AGREED, Stage.ENDED, Stage.OFFERED)
                if any(span.fits(time) for time in self._of_any_day(one) for span in known.spans)
            ]
            agreed = [known for known in fitting if known.stage is not Stage.OFFERED]
            found += [known for known in agreed or fitting if known not in found]
        return found

    def _of_any_day(self, one: Mention) -> Iterable[Time]:
        """A clock without its day may be that of any interview: 3点那场."""
        if not one.dayless:
            return one.times
        days = {span.start.date() for known in self.situation.interviews for span in known.spans}
        return [replace(time, day=day) for time in one.times for day in sorted(days)]


def _names(text: str, known: Known) -> bool:
    if known.candidate.isascii():
        return re.search(rf"\b{re.escape(known.candidate)}\b", text, re.IGNORECASE) is not None
    if known.candidate in text:
        return True
    sounds = known.sounds.split()
    return bool(sounds) and re.search(rf"\b{_spaced(sounds[0])}\b", text, re.IGNORECASE) is not None


def _of(text: str, known: Known) -> bool:
    """It is called by its position, or by that without the word for the profession."""
    what = re.escape(trade(known.position) or known.position)
    called = rf"{what}(?:工程师|开发|岗位?)?(?:的?(?:那[场个位]|面试(?!官)|候选人))|\bthe {what}"
    return re.search(called, text, re.IGNORECASE) is not None


def trade(position: str) -> str:
    """A position without the word for the profession: 后端工程师 → 后端."""
    return _PROFESSION.sub("", position)


_PROFESSION = re.compile(r"(?:开发|研发)?(?:工程师|经理|专员)$|\s+(?:engineer|developer|manager)$")


def _spaced(sound: str) -> str:
    """Pinyin however it is spaced: lisi, li si."""
    return r"\s?".join(map(re.escape, sound))


def courteous(text: str) -> str:
    """A text without greetings, apologies and thanks."""
    left: str = WORDS.COURTESY.sub("", text)
    return left.strip(" ,;!?~.")
