"""Wishes of candidates and interviewers that change something."""

import re
from typing import Any

from interviews.understanding import targets as whereto
from interviews.understanding.arriving import arriving
from interviews.understanding.away import away
from interviews.understanding.choosing import choose, settled
from interviews.understanding.clocks import minutes
from interviews.understanding.lexicon import WORDS
from interviews.understanding.meaning import Action, Meant
from interviews.understanding.polarity import affirmed, negative, positive
from interviews.understanding.referring import which
from interviews.understanding.said import Said
from interviews.understanding.shifting import shifted
from interviews.understanding.signs import Sign, either, guarded, reason, signs, weak
from interviews.understanding.situation import Known, Role, Stage

CANDIDATE = (Action.CANCEL, Action.RESCHEDULE, Action.LATE, Action.HUMAN)
INTERVIEWER = (
    Action.CANCEL, Action.RESCHEDULE, Action.LATE, Action.ACCEPT, Action.REFUSE, Action.LEAVE,
    Action.BUSY, Action.FEEDBACK, Action.DONE, Action.NOSHOW, Action.HUMAN,
)  # fmt: skip
_ME = re.compile(r"我|面试官|\bi\b", re.IGNORECASE)
_ELSE = re.compile(r"人|同事|面试官|else", re.IGNORECASE)
_FORGOT = re.compile(
    r"我[^,;他她]{0,6}?(?:忘|错过|没(?:去|能?赶|到|来|参加|出现|上线)|睡过|记错|缺席|爽约)|"
    r"(?:忘|错过|没去成|没赶上|睡过头|记错|forgot|missed)|"
    r"\bi (?:did ?n[o']t|never|could ?n[o']t|was ?n[o']t)",
    re.IGNORECASE,
)


def change(said: Said) -> Meant | None:
    """The one thing that is wished; a question, if the signs of it are guarded."""
    candidate = said.situation.role is Role.CANDIDATE
    found = _relevant(said, signs(said, CANDIDATE if candidate else INTERVIEWER))
    live = [one for one in found if one.guard is None]
    if not live:
        return guarded(found)
    wishes = list(dict.fromkeys(one.action for one in live))
    several = len({one.action for one in found}) > 1 and WORDS.OR.search(said.text)
    if len(wishes) > 1 or several:
        return Meant(Action.ASK, about=wishes[0])
    action = wishes[0]
    elsewhen = action is Action.CANCEL and all(weak(said, one) for one in live) and _elsewhen(said)
    if not elsewhen and either(said, live):
        return Meant(Action.ASK, about=action)
    if action is Action.CANCEL and any(one.action is Action.REFUSE for one in _plain_signs(said)):
        return Meant(Action.ASK, about=Action.CANCEL)
    if elsewhen:
        return reschedule(said, live)
    if action is Action.CANCEL and candidate and any(_otherwise(said, one) for one in live):
        return Meant(Action.ASK, about=Action.CANCEL)
    marks = [one for one in live if one.action is action]
    if action in {Action.HUMAN, Action.ACCEPT}:
        return Meant(action, _number(said, action, marks), plain=action is Action.HUMAN)
    return change_of(said, action, marks)


def _relevant(said: Said, found: list[Sign]) -> list[Sign]:
    """Without the signs that others explain: `来不了` beside `改期` is only why."""
    asked = any(one.asked for one in said.situation.interviews)
    live = _live(found)
    found = [
        Sign(Action.REFUSE, one.begin, one.finish, one.clause, one.guard)
        if asked and weak(said, one)
        else one
        for one in found
        if asked or not weak(said, one) or _calls_off(said, live)
    ]
    live = _live(found)
    return [one for one in found if not _explained(said, one, live, asked=asked)]


def _plain_signs(said: Said) -> list[Sign]:
    """Somebody else is to do it: 来不了，换个人吧."""
    if said.situation.role is not Role.INTERVIEWER:
        return []
    found = signs(said, (Action.REFUSE,))
    return [
        one
        for one in found
        if one.guard is None and _ELSE.search(said.text[one.begin : one.finish])
    ]


def _otherwise(said: Said, sign: Sign) -> bool:
    """Somebody cannot come at a time at which there is nothing: 周三来不了, of a Thursday's."""
    before = [one for one in said.within(sign.clause) if one.finish <= sign.begin]
    return weak(said, sign) and bool(before) and not before[-1].dayless and not said.at(before[-1:])


def _elsewhen(said: Said) -> bool:
    """Another time is wished beside the one that is off: 周四来不了，周五可以."""
    if not said.situation.of(Stage.AGREED):
        return False
    return any(
        not one.problem and not said.at([one]) and not negative(said.clause_at(one.begin).text)
        for one in said.mentions
    )


def _live(found: list[Sign]) -> set[Action]:
    return {one.action for one in found if one.guard is None}


def _calls_off(said: Said, live: set[Action]) -> bool:
    """Whether `来不了` is about the whole interview, not about one of its times."""
    situation = said.situation
    if live & {Action.RESCHEDULE, Action.LATE} or situation.of(Stage.OFFERED):
        return False
    elsewhere = said.mentions and not said.at(said.mentions)
    return not (situation.role is Role.INTERVIEWER and elsewhere)  # then they are busy


def _explained(said: Said, one: Sign, live: set[Action], *, asked: bool) -> bool:
    """Whether another sign, or the situation, makes this one mean something else."""
    if one.action in {Action.ACCEPT, Action.REFUSE}:
        return not asked
    if one.action is Action.BUSY and not said.within(one.clause) and _all_free(said):
        return True
    if one.action is Action.BUSY:
        then = asked and (not said.mentions or any(known.asked for known in said.at(said.mentions)))
        return then or bool(live - {Action.BUSY}) or not said.mentions
    if (
        one.action is Action.LEAVE
        and asked
        and any(known.asked for known in said.at(said.mentions))
    ):
        return True  # then that is why they refuse
    if one.action is Action.LEAVE:
        return bool(live & {Action.CANCEL, Action.RESCHEDULE}) or not said.mentions
    if one.action is Action.DONE:
        return bool(live & {Action.FEEDBACK, Action.NOSHOW, Action.LATE})
    if one.action is Action.FEEDBACK:
        ended = said.situation.of(Stage.ENDED)
        return not ended and not re.search("反馈|评|feedback", said.text, re.IGNORECASE)
    return one.action is Action.LATE and Action.NOSHOW in live


def _all_free(said: Said) -> bool:
    """Every time that is said would do."""
    return all(
        positive(affirmed(clause.text)) and not negative(clause.text)
        for clause in map(said.clause_at, (one.begin for one in said.mentions))
    )


def change_of(said: Said, action: Action, marks: list[Sign]) -> Meant | None:
    """The wish with what was said of it; without marks no word of it says that it is wished."""
    values: dict[str, Any] = {}
    if action is Action.RESCHEDULE:
        return reschedule(said, marks)
    if action is Action.BUSY and said.named(said.text):
        return Meant(Action.ASK, about=Action.RESCHEDULE)
    if action in {Action.BUSY, Action.LEAVE}:
        return away(said, action, marks)
    values |= _number(said, action, marks)
    if _undecided(said, action, values):
        return Meant(Action.ASK, about=action)
    if action is Action.LATE:
        bare = re.search(r"^\D+(?:\d+ )?(\d{1,3})$|\b(\d{1,2}) (?=late\b|behind\b)", said.text)
        if length := minutes(said.text) or (int(bare[1] or bare[2]) if bare else None):
            values["minutes"] = length
        elif said.mentions:
            return arriving(said, values)
    if action is Action.NOSHOW:
        mine = _FORGOT.search(said.text) and _ME.search(said.text)
        values["who"] = "interviewer" if mine else "candidate"
    if action in {Action.CANCEL, Action.REFUSE} and (why := reason(said, marks)):
        values["reason"] = why
    return Meant(action, values)


def _number(said: Said, action: Action, marks: list[Sign]) -> dict[str, Any]:
    """The interview a wish is about: as its own clauses say, else the rest of the sentence."""
    if not marks:
        found = which(said, said.text)
        return {"number": found["number"]} if found else {}
    after = re.match(
        r"\s*#?(\d{1,6})(?![\d:点月号日%]|\s*(?:分|min|am|pm|小时|个))",
        said.text[marks[0].finish :],
    )
    bare = re.fullmatch(r"\s*\d{1,4}", said.text[marks[0].finish :])
    if after and not (action is Action.LATE and bare) and marks[0].begin == 0:
        return {"number": int(after[1])}
    for clause in dict.fromkeys(one.clause for one in marks):
        if found := which(said, clause.text):
            return {"number": found["number"]}
    others = [one.text for one in said.clauses if not WORDS.DENIAL.search(one.text)]
    found = which(said, " ".join(others))
    return {"number": found["number"]} if found else {}


def _undecided(said: Said, action: Action, values: dict[str, Any]) -> bool:
    """Several it could be about."""
    if "number" in values or action in {Action.LATE, Action.FEEDBACK, Action.DONE, Action.NOSHOW}:
        return False
    return len(_movable(said)) > 1


def _movable(said: Said) -> list[Known]:
    agreed = said.situation.of(Stage.AGREED)
    return agreed or said.situation.of(Stage.OFFERED)


def reschedule(said: Said, marks: list[Sign]) -> Meant:
    sorted_out = whereto.targets(said)
    if sorted_out.problem:
        return Meant(Action.PAST, about=Action.RESCHEDULE)
    values: dict[str, Any] = {}
    found = said.named(said.text) or said.at(sorted_out.pointers)
    if len(found) == 1:
        values["number"] = found[0].number
    elif numbers := said.numbers(said.text):
        values["number"] = numbers[0]
    known = next(iter(found if len(found) == 1 else _movable(said)), None)
    if len(found) > 1 or ("number" not in values and len(_movable(said)) > 1):
        return Meant(Action.ASK, about=Action.RESCHEDULE)
    times = whereto.placed(said, whereto.elsewhere(sorted_out.times, known), known)
    if not times and (time := whereto.moved(said, known)):
        times = [time]
    if any(whereto.passed(time, said) for time in times):
        return Meant(Action.PAST, about=Action.RESCHEDULE)
    offers = list(said.situation.open)
    if (
        not times
        and not said.situation.of(Stage.AGREED)
        and (time := shifted(said, [span for _, _, span in offers]))
    ):
        return Meant(Action.AVAILABILITY, {"times": [time]})
    if times:
        values["times"] = times
    if offers and not times and not said.situation.of(Stage.AGREED):
        choice = choose(said, offers)
        if choice.taken:  # 第二个吧，能提前半小时吗
            return Meant(Action.ASK, about=Action.CONFIRM)
        none = choice.no or set(choice.refused) >= set(offers)
        if none and not choice.taken and not choice.yes:  # 都不行，换个时间吧
            return Meant(Action.NONE, {"note": said.text})
    if times and offers and not said.situation.of(Stage.AGREED):
        return settled(choose(said, offers), offers)
    if why := reason(said, marks):
        values["reason"] = why
    return Meant(Action.RESCHEDULE, values)
