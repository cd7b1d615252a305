"""A wish that was recognized by its likeness, with what was said of it: the same values that the
words of the wish would have been given."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from interviews.understanding import looking, recruiting, seeking
from interviews.understanding.agenda import one_or_all, whose
from interviews.understanding.altering import altered, replaced
from interviews.understanding.away import away
from interviews.understanding.changing import change_of, reschedule
from interviews.understanding.lexicon import WORDS
from interviews.understanding.manners import tongue
from interviews.understanding.meaning import Action, Meant
from interviews.understanding.mention import Time
from interviews.understanding.picking import picked
from interviews.understanding.referring import which
from interviews.understanding.said import Said
from interviews.understanding.scheduling import described_by
from interviews.understanding.situation import Known, Role, Stage
from interviews.understanding.targets import passed
from interviews.understanding.when import narrowed
from interviews.understanding.whither import could, whither

Filling = Callable[[Said, Action], Meant | None]


def filled(said: Said, action: Action) -> Meant | None:
    """The wish with its values; None where it cannot be without one that was not said, or is not
    this person's to wish."""
    filling = _FILLINGS[said.situation.role].get(action)
    return filling(said, action) if filling else None


def _times(said: Said) -> list[Time]:
    return narrowed([time for one in said.mentions for time in one.times])


def _impossible(said: Said) -> bool:
    return any(one.problem for one in said.mentions)


def _bare(said: Said, action: Action) -> Meant:
    del said
    return Meant(action)


def _day(said: Said, action: Action) -> Meant:
    return Meant(action, whose(said))


def _agenda(said: Said, action: Action) -> Meant | None:
    times = _times(said)
    if not times or _impossible(said) or any(time.start is not None for time in times):
        return None
    return Meant(action, {"time": one_or_all(times), **whose(said)})


def _one(said: Said, action: Action) -> Meant:
    return Meant(action, which(said, said.text))


def _shown(said: Said, action: Action) -> Meant | None:
    about = which(said, said.text)
    if not about and len(said.situation.interviews) == 1:
        about = {"number": said.situation.interviews[0].number}
    return Meant(action, about) if about else None


def _found(said: Said, action: Action) -> Meant | None:
    """Somebody whose interviews are wished: a colleague, or a candidate."""
    name = seeking.sought(said)
    return Meant(action, {"name": name}) if name else None


def _none(said: Said, action: Action) -> Meant | None:
    return Meant(action, {"note": said.text}) if said.situation.offered else None


def _availability(said: Said, action: Action) -> Meant | None:
    if _impossible(said):
        return Meant(Action.PAST, about=action)
    spans = [span for _, _, span in said.situation.open]
    days = {span.start.date() for span in spans}
    spoken = narrowed(
        [
            replace(time, day=next(iter(days))) if one.dayless and len(days) == 1 else time
            for one in could(said)
            for time in one.times
        ]
    )
    times = [time for time in spoken if not any(span.fits(time) for span in spans)]
    return Meant(action, {"times": times}) if times else None


def _reschedule(said: Said, action: Action) -> Meant | None:
    """Whereto, too, where no word says which of its times that is."""
    meant = reschedule(said, [])
    if meant.action is not action or "times" in meant.values or not said.mentions:
        return meant
    if _impossible(said):
        return Meant(Action.PAST, about=action)
    times = whither(said, _about(said, meant.values))
    if len({time.day for time in times}) > 1 and not WORDS.OR.search(said.text):
        return Meant(Action.ASK, about=action)
    return Meant(action, {**meant.values, "times": times} if times else meant.values)


def _move(said: Said, action: Action) -> Meant | None:
    meant = recruiting.valued(said, Action.RESCHEDULE, [])
    if meant.action is not Action.ASK or not (values := which(said, said.text)):
        return meant
    times = whither(said, _about(said, values))
    if len(times) != 1 or times[0].start is None or passed(times[0], said):
        return meant
    return Meant(action, {**values, "time": times[0]})


def _about(said: Said, values: dict[str, Any]) -> Known | None:
    """The interview that is meant; the only one that is agreed, if none is named."""
    there = said.situation
    if "number" in values:
        return next((one for one in there.interviews if one.number == values["number"]), None)
    agreed = there.of(Stage.AGREED)
    return agreed[0] if len(agreed) == 1 else None


def _swap(said: Said, action: Action) -> Meant | None:
    del action
    return replaced(said)


def _edit(said: Said, action: Action) -> Meant | None:
    del action
    return altered(said)


def _language(said: Said, action: Action) -> Meant | None:
    spoken = tongue(said)
    return Meant(action, {"language": spoken}) if spoken else None


def _slots(said: Said, action: Action) -> Meant | None:
    del action
    return looking.slots(said)


def _why(said: Said, action: Action) -> Meant | None:
    del action
    return looking.why(said)


def _answer(said: Said, action: Action) -> Meant | None:
    """To take an interview or not, of those that one is asked to take."""
    asked = [one.number for one in said.situation.interviews if one.asked]
    number = which(said, said.text).get("number", asked[0] if len(asked) == 1 else None)
    if number is None:
        return None
    more: dict[str, Any] = {"reason": said.text} if action is Action.REFUSE else {}
    return Meant(action, {"number": number, **more})


def _away(said: Said, action: Action) -> Meant | None:
    return away(said, action, [])


def _of_ones_own(said: Said, action: Action) -> Meant | None:
    return change_of(said, action, [])


def _of_hr(said: Said, action: Action) -> Meant | None:
    return recruiting.valued(said, action, [])


def _offer(said: Said, action: Action) -> Meant | None:
    del action
    if meant := recruiting.offered(said, []):
        return meant
    about = which(said, said.text)
    known = _about(said, about)
    waits = known is not None and known.stage is Stage.OFFERED and not said.mentions
    return Meant(Action.OFFER, about) if waits else None


def _schedule(said: Said, action: Action) -> Meant | None:
    del action
    return described_by(said)


_ANYONE: dict[Action, Filling] = {
    Action.HELP: _bare, Action.NEXT: _bare, Action.PENDING: _bare, Action.NEVERMIND: _bare,
    Action.TODAY: _day, Action.TOMORROW: _day, Action.WEEK: _day, Action.AGENDA: _agenda,
    Action.WHERE: _one, Action.WHEN: _one, Action.WHO: _one, Action.SHOW: _shown,
    Action.LANGUAGE: _language,
}  # fmt: skip
_MEMBERS: dict[Action, Filling] = {
    **_ANYONE, Action.FIND: _found, Action.SLOTS: _slots, Action.WHY: _why,
}  # fmt: skip
_CHANGES: dict[Action, Filling] = {
    Action.RESCHEDULE: _reschedule, Action.CANCEL: _of_ones_own, Action.LATE: _of_ones_own,
}  # fmt: skip
_FILLINGS: dict[Role, dict[Action, Filling]] = {
    Role.CANDIDATE: {
        **_ANYONE, **_CHANGES, Action.SHOW: _one, Action.HUMAN: _bare, Action.CONFIRM: picked,
        Action.NONE: _none, Action.AVAILABILITY: _availability,
    },
    Role.INTERVIEWER: {
        **_MEMBERS, **_CHANGES, Action.ACCEPT: _answer, Action.REFUSE: _answer, Action.BUSY: _away,
        Action.LEAVE: _away, Action.FEEDBACK: _of_ones_own, Action.DONE: _of_ones_own,
        Action.NOSHOW: _of_ones_own,
    },
    Role.HR: {
        **_MEMBERS, Action.SCHEDULE: _schedule, Action.OFFER: _offer, Action.CONFIRM: picked,
        Action.MOVE: _move, Action.CANCEL: _of_hr, Action.DONE: _of_hr, Action.NOSHOW: _of_hr,
        Action.LATE: _of_hr, Action.SWAP: _swap, Action.EDIT: _edit,
    },
}  # fmt: skip
