"""What is answered when a time cannot be had: why, and what can."""

from datetime import datetime

from interviews.details import Details
from interviews.people import is_hr
from interviews.rules import Rules
from interviews.texts import InChat, Refused, Text, Words, lines
from models import Person, Slot
from models.interview import SlotState, Status

AGREED = Text(
    zh="#{number} 已经确认在 {when}。要改时间，请发“改期 {number}”和您方便的时间，会转告{hr}。",
    en='#{number} is confirmed for {when}. To change it, say "reschedule {number}" and when you could;'
    " {hr} will be told.",
)
AGREED_ALREADY = Text(zh="#{number} 已经确认在 {when}。", en="#{number} is confirmed for {when}.")
ALREADY_AGREED = Text(
    zh="#{number} 已经确认在 {when}。要换成别的时间，请发：改到 {number} 周五 10:00",
    en="#{number} is confirmed for {when}. To offer another time instead, send:"
    " move {number} friday 10:00",
)
PART = Text(
    zh="#{number} 是连面的一部分，要和其他几轮一起确认。要换别的时间请发：提供 {number} 周五 14:00",
    en="#{number} is one of several rounds in a row, which are confirmed together. For other times,"
    " send: offer {number} friday 14:00",
)
BEGUN = Text(
    zh="#{number} 已经开始（{when}），不能再取消。请联系{hr}。",
    en="#{number} has begun ({when}) and cannot be cancelled. Please ask {hr}.",
)
SAY_INSTEAD = Text(
    zh="#{number} 已经开始（{when}），不能再取消。\n面过了请发：完成 {number}\n"
    "有人没来请发：未到 {number} 候选人 或 未到 {number} 面试官\n"
    "因别的原因没面成（比如停电）：未到 {number} 面试官，{then}",
    en="#{number} has begun ({when}) and cannot be cancelled.\nIf it took place, send: done {number}\n"
    "If somebody did not come: noshow {number} candidate or noshow {number} interviewer\n"
    "If anything else came between (a power cut, say): noshow {number} interviewer, {then}",
)
AGAIN = Text(
    zh="然后发 再约 {number} | 面试官 | 时间", en="then again {number} | interviewers | times"
)
HR_ARRANGES = Text(zh="{hr}会收到通知，可以再约", en="and {hr} is told and can arrange another")
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
    SlotState.TAKEN: Text(zh="时间 {slot}（{when}）已选定。", en="Time {slot} ({when}) is taken."),
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
STILL = Text(zh="{why}\n还可以选：\n{times}", en="{why}\nStill open:\n{times}")
NUMBER = Text(zh="请回复数字。", en="Please reply with a number.")
NONE_LEFT = Text(
    zh="{why}\n现在没有可选的时间，请联系{hr}。", en="{why}\nNo time is open now; please ask {hr}."
)


def open_times(details: Details, now: datetime, why: Words) -> Words:
    """A refusal that goes on with what is still open."""
    slots = details.open(now)
    if not slots:
        return NONE_LEFT(why=why, hr=details.hr.name)
    return lines(STILL(why=why, times=details.numbered(slots)), InChat(NUMBER))


def no_such_time(details: Details, slot: int, now: datetime) -> Words:
    """There never was a time of that number."""
    return open_times(details, now, NO_SUCH_TIME(number=details.number, slot=slot))


def gone(details: Details, slot: Slot, now: datetime) -> Words:
    """There was, and it can be had no more."""
    state = SlotState.EXPIRED if slot.state == SlotState.OPEN else slot.state
    return open_times(details, now, GONE[state](slot=slot.number, when=details.when(slot)))


def agreed(details: Details, *, to_hr: bool) -> Words:
    """Another time is agreed, and how to change that: HR does it, everybody else asks for it."""
    if to_hr:
        return ALREADY_AGREED(number=details.number, when=details.agreed)
    return InChat(
        AGREED(number=details.number, when=details.agreed, hr=details.hr.name),
        AGREED_ALREADY(number=details.number, when=details.agreed),
    )


def refuse_begun(details: Details, by: Person, rules: Rules, now: datetime) -> None:
    """What has begun is not called off any more.

    Raises:
        Refused: it has begun.
    """
    if details.begun(now):
        raise Refused(begun(details, by, rules))


def begun(details: Details, by: Person, rules: Rules) -> Words:
    """Why it is not called off; whoever can say what became of it is told how."""
    number, when, hr = details.number, details.agreed, details.hr.name
    if is_hr(by, rules):
        return SAY_INSTEAD(number=number, when=when, then=AGAIN(number=number))
    if details.interviewed_by(by):
        return SAY_INSTEAD(number=number, when=when, then=HR_ARRANGES(hr=hr))
    return BEGUN(number=number, when=when, hr=hr)


def refuse_part(details: Details) -> None:
    """The times of rounds in a row that wait for an answer are those of all of them.

    Raises:
        Refused: the interview is one of these.
    """
    interview = details.interview
    if interview.series_id is not None and interview.status == Status.OFFERED:
        raise Refused(PART(number=details.number))
