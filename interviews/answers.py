"""What is answered when a time cannot be had: why, and what can."""

from datetime import datetime

from interviews.details import Details
from interviews.texts import Refused, Text, Words
from interviews.words import STATUS
from models import Slot
from models.interview import SlotState, Status

AGREED = Text(
    zh="#{number} 已经确认在 {when}。要改时间，请先发“取消 {number} 原因”，再由{hr}重新安排。",
    en='#{number} is confirmed for {when}. To change it, reply "cancel {number}" and why;'
    " {hr} will then schedule it anew.",
)
ALREADY_AGREED = Text(
    zh="#{number} 已经确认在 {when}，不能再提供时间。要改时间，请先发“取消 {number} 原因”，"
    "再重新安排。",
    en="#{number} is confirmed for {when}, so no times can be offered. To change it, send"
    ' "cancel {number}" and why, then schedule it anew.',
)
CLOSED = Text(
    zh="#{number} {status}，不能再改。", en="#{number} is {status} and cannot be changed any more."
)
FORGOTTEN = Text(
    zh="#{number} 的候选人资料已经删除，只留下不具名的记录，不能再改。",
    en="The data of the candidate of #{number} has been removed; the anonymous record cannot be"
    " changed any more.",
)
BEGUN = Text(
    zh="#{number} 已经开始（{when}），不能再取消。请联系{hr}。",
    en="#{number} has begun ({when}) and cannot be cancelled. Please ask {hr}.",
)
NOT_THE_CANDIDATE = Text(
    zh="#{number} 由候选人或 HR 确认时间，您不用操作。",
    en="The time of #{number} is confirmed by the candidate or by HR; there is nothing for you to do.",
)
NOT_IN_IT = Text(
    zh="您不是 #{number} 的候选人或面试官。",
    en="You are neither candidate nor interviewer of #{number}.",
)
NO_SUCH_TIME = Text(zh="#{number} 没有时间 {slot}。", en="#{number} has no time {slot}.")
GONE = {
    SlotState.DECLINED: Text(
        zh="时间 {slot}（{when}）之前已答复不方便，没有再保留。",
        en="Time {slot} ({when}) was declined before and has not been kept.",
    ),
    SlotState.WITHDRAWN: Text(
        zh="时间 {slot}（{when}）已收回。", en="Time {slot} ({when}) has been withdrawn."
    ),
    SlotState.EXPIRED: Text(
        zh="时间 {slot}（{when}）的保留时间已过。", en="Time {slot} ({when}) is no longer kept."
    ),
}
STILL = Text(
    zh="{why}\n还可以选：\n{times}\n请回复数字。",
    en="{why}\nStill open:\n{times}\nPlease reply with a number.",
)
NONE_LEFT = Text(
    zh="{why}\n现在没有可选的时间，请联系{hr}。", en="{why}\nNo time is open now; please ask {hr}."
)


def open_times(details: Details, now: datetime, why: Words) -> Words:
    """A refusal that goes on with what is still open."""
    slots = details.open(now)
    if not slots:
        return NONE_LEFT(why=why, hr=details.hr.name)
    return STILL(why=why, times=details.numbered(slots))


def no_such_time(details: Details, slot: int, now: datetime) -> Words:
    """There never was a time of that number."""
    return open_times(details, now, NO_SUCH_TIME(number=details.number, slot=slot))


def gone(details: Details, slot: Slot, now: datetime) -> Words:
    """There was, and it can be had no more."""
    state = SlotState.EXPIRED if slot.state == SlotState.OPEN else slot.state
    return open_times(details, now, GONE[state](slot=slot.number, when=details.when(slot)))


def agreed(details: Details) -> Words:
    """Another time is agreed, and how to change that."""
    return AGREED(number=details.number, when=details.agreed, hr=details.hr.name)


def refuse_closed(details: Details) -> None:
    """Nothing can happen to an interview that is over or called off, or whose candidate was
    forgotten.

    Raises:
        Refused: it is so.
    """
    status = details.interview.status
    if status not in {Status.OFFERED, Status.CONFIRMED}:
        raise Refused(CLOSED(number=details.number, status=STATUS[status]))
    if details.candidate.forgotten_at is not None:
        raise Refused(FORGOTTEN(number=details.number))
