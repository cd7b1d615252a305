"""What may happen to an interview, by where it stands: one table, asked by every operation.
docs/states.md is drawn from it."""

from dataclasses import dataclass

from interviews.details import Details
from interviews.texts import Refused, Text
from interviews.words import STATUS
from models.interview import Status

CLOSED = Text(
    zh="#{number} {status}，不能再改。", en="#{number} is {status} and cannot be changed any more."
)
NOT_AGREED = Text(zh="#{number} 还没有确认时间。", en="#{number} has no agreed time yet.")
FORGOTTEN = Text(
    zh="#{number} 的候选人资料已经删除，只留下不具名的记录，不能再改。",
    en="The data of the candidate of #{number} has been removed; the anonymous record cannot be"
    " changed any more.",
)
BEGUN = Text(
    zh="#{number} 已经开始（{when}），不能再改时间。没有见成的话，请发“未到 {number} 候选人”，"
    "再重新安排。",
    en="#{number} has begun ({when}), so its time cannot be changed. If it did not take place, send"
    ' "noshow {number} candidate" and schedule it anew.',
)


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that can happen: what, by whom, when, and where it leads from where."""

    what: str
    by: str
    when: str
    leads: dict[Status, Status]


_WAITS = {Status.OFFERED: Status.OFFERED}
_STANDS = {Status.CONFIRMED: Status.CONFIRMED}
_BEFORE = "before the start"
_ANY_TIME = "at any time"

STEPS = {
    "offer": Step("more times are offered", "HR", _BEFORE, _WAITS),
    "confirm": Step(
        "an offered time is agreed on", "candidate, HR", "while the time is held",
        {Status.OFFERED: Status.CONFIRMED, **_STANDS},
    ),
    "decline": Step("no offered time fits", "candidate", "while times are held", _WAITS | _STANDS),
    "expire": Step("nobody took the offered times", "the clock", "after the hold", _WAITS | _STANDS),
    "move": Step("other times are offered instead", "HR", _BEFORE, _WAITS | _STANDS),
    "set": Step(
        "a time is set at once", "HR", _BEFORE, {Status.OFFERED: Status.CONFIRMED, **_STANDS}
    ),
    "wish": Step(
        "another time is asked for", "candidate, interviewer", "until `change.cutoff` before",
        _WAITS | _STANDS,
    ),
    "answer": Step("an interviewer accepts or declines", "interviewer", _BEFORE, _STANDS),
    "swap": Step("another interviewer takes a seat", "HR", _BEFORE, _WAITS | _STANDS),
    "edit": Step("place, position or round change", "HR", _ANY_TIME, _WAITS | _STANDS),
    "late": Step("somebody will be late", "candidate, interviewer", "before the end", _STANDS),
    "cancel": Step(
        "it is called off", "HR; candidate, interviewer until `change.cutoff` before", _BEFORE,
        {Status.OFFERED: Status.CANCELLED, Status.CONFIRMED: Status.CANCELLED},
    ),
    "done": Step(
        "it has taken place", "HR, interviewer", "after the start",
        dict.fromkeys((Status.CONFIRMED, Status.NO_SHOW, Status.DONE), Status.DONE),
    ),
    "no_show": Step(
        "somebody did not come", "HR, interviewer", "after the start",
        dict.fromkeys((Status.CONFIRMED, Status.DONE, Status.NO_SHOW), Status.NO_SHOW),
    ),
}  # fmt: skip


def refuse(details: Details, step: str) -> None:
    """Let only happen what may.

    Raises:
        Refused: not where the interview stands, or its candidate was forgotten.
    """
    status = details.interview.status
    if status not in STEPS[step].leads and status == Status.OFFERED:
        raise Refused(NOT_AGREED(number=details.number))
    if status not in STEPS[step].leads:
        raise Refused(CLOSED(number=details.number, status=STATUS[status]))
    if details.candidate.forgotten_at is not None:
        raise Refused(FORGOTTEN(number=details.number))


def enter(details: Details, step: str) -> None:
    """Let it happen.

    Raises:
        Refused: it may not.
    """
    refuse(details, step)
    details.interview.status = STEPS[step].leads[details.interview.status]
