"""Words that many texts share: states, rounds, an interview in one phrase."""

import re
from collections.abc import Iterable

from interviews.texts import Own, Reader, Text, Value, Words, dotted, listed
from models import Interview
from models.interview import SlotState, Status
from models.person import Language

STATUS = {
    Status.OFFERED: Text(zh="待确认", en="waiting for an answer"),
    Status.CONFIRMED: Text(zh="已确认", en="confirmed"),
    Status.DONE: Text(zh="已完成", en="done"),
    Status.NO_SHOW: Text(zh="未到场", en="no-show"),
    Status.CANCELLED: Text(zh="已取消", en="cancelled"),
}

SLOT = {
    SlotState.OPEN: Text(zh="可选", en="open"),
    SlotState.TAKEN: Text(zh="已选定", en="taken"),
    SlotState.DECLINED: Text(zh="候选人不方便", en="declined"),
    SlotState.WITHDRAWN: Text(zh="已收回", en="withdrawn"),
    SlotState.EXPIRED: Text(zh="已过期", en="expired"),
}

_NUMERALS = "零一二三四五六七八九十"
_ROUND = re.compile(
    r"第?\s*(?P<zh>[一二三四五六七八九十]{1,3})\s*[面轮]|第?\s*(?P<n>\d{1,2})\s*[面轮]?|round\s*(?P<en>\d{1,2})",
    re.IGNORECASE,
)


class Round:
    """Which interview of the candidate's series this is: 一面 / round 1."""

    def __init__(self, number: int) -> None:
        self.number = number

    def to(self, reader: Reader) -> str:
        """Render in the reader's language."""
        if reader.language == Language.ZH:
            return f"{_numeral(self.number)}面"
        return f"round {self.number}"


def read_round(written: str) -> int | None:
    """Understand 二面, 第二轮, 2 and round 2 (1 to 20); None for anything else."""
    match = _ROUND.fullmatch(written.strip())
    if match is None:
        return None
    digits = match["n"] or match["en"]
    number = int(digits) if digits else _number(match["zh"])
    return number if 1 <= number <= 20 else None


def topic(interview: Interview) -> Words:
    """Position and round: 后端工程师 · 一面."""
    return dotted(interview.position, Round(interview.round))


def entry(number: int, candidate: str, position: str, round_: int) -> Words:
    """How a line of a list begins: #12 张三 · 后端工程师 · 一面."""
    return dotted(f"#{number} {candidate}", position, Round(round_))


def numbered(numbers: Iterable[int]) -> Words:
    """Interviews by their numbers: #12、#13."""
    return listed(Own(f"#{number}") for number in numbers)


def place(interview: Interview) -> Value:
    """Where, or nothing."""
    return interview.place or ""


def _numeral(number: int) -> str:
    if number <= 10:
        return _NUMERALS[number]
    tens, ones = divmod(number, 10)
    return ("" if tens == 1 else _NUMERALS[tens]) + "十" + (_NUMERALS[ones] if ones else "")


def _number(numeral: str) -> int:
    if "十" not in numeral:
        return _NUMERALS.index(numeral) if len(numeral) == 1 else 0
    tens, _, ones = numeral.partition("十")
    if len(tens) > 1 or len(ones) > 1:
        return 0
    return (_NUMERALS.index(tens) if tens else 1) * 10 + (_NUMERALS.index(ones) if ones else 0)
