"""What is left of several rounds in a row when one of them is called off: the candidate is told."""

from collections.abc import Sequence
from datetime import datetime

from interviews.consecutive import each
from interviews.dates import Period
from interviews.details import NUMBERED, Details
from interviews.how_to_answer import answer_it
from interviews.texts import NOTHING, Text, Words, lines, listed
from models.interview import Status

OTHERS_STAND = Text(zh="其余的不变：\n{rounds}", en="What is left stands:\n{rounds}")
OTHERS_WAIT = Text(
    zh="其余的还在等您选时间：\n{rounds}\n{times}",
    en="What is left still waits for your choice of a time:\n{rounds}\n{times}",
)
OTHERS_WITHOUT = Text(
    zh="其余的还要面，有可选的时间会再发给您：\n{rounds}",
    en="What is left is still to come; you will be sent times for it:\n{rounds}",
)
NO_OTHERS = Text(
    zh="连续的几轮都取消了，之前的时间不用再选。",
    en="With it all of the interviews in a row are off; there is no time to choose any more.",
)


def left(cancelled: Details, rounds: Sequence[Details], now: datetime) -> Words:
    """To the candidate, when one of the rounds is called off: what of the others."""
    status = cancelled.interview.status
    others = [one for one in rounds if one.number != cancelled.number]
    alike = [one for one in others if one.interview.status == status]
    if status == Status.CONFIRMED:
        return OTHERS_STAND(rounds=each(alike)) if alike else NOTHING
    if not alike:
        agreed = any(one.interview.status != Status.CANCELLED for one in others)
        return NOTHING if agreed or not others else NO_OTHERS
    slots = alike[0].open(now)
    if not slots:
        return OTHERS_WITHOUT(rounds=each(alike))
    times = lines(*(NUMBERED(number=one.number, when=_spans(alike, one.number)) for one in slots))
    return lines(OTHERS_WAIT(rounds=each(alike), times=times), answer_it(slots))


def _spans(rounds: Sequence[Details], number: int) -> Words:
    """When the rounds would be at the time of this number: together where nothing is between them."""
    spans: list[Period] = []
    for details in rounds:
        own = next(details.when(slot) for slot in details.slots if slot.number == number)
        if spans and spans[-1].end == own.start:
            own = Period(spans.pop().start, own.end, own.zone)
        spans.append(own)
    return listed(spans)
