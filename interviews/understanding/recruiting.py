"""Wishes of HR: about an interview there is, by its number, its candidate or its time."""

import re

from interviews.understanding import missing
from interviews.understanding import targets as whereto
from interviews.understanding.amending import edited, swapped
from interviews.understanding.arriving import arriving
from interviews.understanding.choosing import choose
from interviews.understanding.clocks import minutes
from interviews.understanding.guards import guard
from interviews.understanding.meaning import Action, Meant
from interviews.understanding.polarity import positive
from interviews.understanding.referring import about, which
from interviews.understanding.said import Said
from interviews.understanding.signs import Sign, either, guarded, reason, signs, weak
from interviews.understanding.situation import Stage
from interviews.understanding.when import narrowed

ACTIONS = (Action.CANCEL, Action.RESCHEDULE, Action.LATE, Action.DONE, Action.NOSHOW)
_OFFER = re.compile(
    (
        r"(?:再|多)?(?:加|给|提供|补|新增|增加).{0,20}?(?:时间|时段|选项|选择)|再加|多加|"
        r"\b(?:offer(?:ed)?|add|propose|suggest|as an option|the option of|another option|"
        r"(?:an )?extra "
        r"(?:slot|time|option)|more (?:slots|times|options))\b|备选|加时间|多(?:一个|个|给|"
        r"加)\s?\S{0,3}(?:option|slot|选项|"
        r"时间|时段|选择)|[加给]个?\s*(?=下?周|[明后大今]|\d+[号月点]|"
        r"星期|礼拜)|^提供"
    ),
    re.IGNORECASE,
)
_CHOSEN = re.compile(
    (
        r"要(?=第|\d|[上下]午|周|明天|后天)|选(?:了|择|定)?|确认|敲定|定(?:了|下)?(?!期|位)|\b(?:confirm(?:ed|s)?|pick(?:s|ed)?|chooses?|chose|takes?|wants?|"
        r"chosen|took|slot|put .{1,20} down|lock(?:ed)? in|goes? (?:with|for)|went (?:with|for)|"
        r"settled on|"
        r"opted for)\b"
    ),
    re.IGNORECASE,
)
_ANOTHER = re.compile(
    r"(?:[,;]|\band\b|then|再|然后|并|顺便|另外|同时)\s*(?:then|please|也|帮我|给我|把)*\s*"
    r"(?:\b(?:schedule|arrange|set up|book)\b|约(?!好|了|的)|新建|安排(?!好|了|的))",
    re.IGNORECASE,
)
"""A new interview is wished as well."""


def recruit(said: Said) -> Meant | None:
    """The one thing HR wishes; a question, if the signs of it are guarded."""
    found = _relevant(said, signs(said, ACTIONS))
    live = [one for one in found if one.guard is None]
    for one in (edited, swapped):
        if (meant := one(said)) is not None:
            return _alone(said, meant, live)
    another = all(one.action is Action.RESCHEDULE for one in live)  # add another slot
    if another and (meant := _offer(said)) and (not live or meant.action is Action.OFFER):
        return meant
    if not live:
        return guarded(found)
    wishes = list(dict.fromkeys(one.action for one in live))
    if len(wishes) > 1 or either(said, live) or _ANOTHER.search(said.text):
        return Meant(Action.ASK, about=wishes[0])
    return valued(said, wishes[0], live)


def _alone(said: Said, meant: Meant, live: list[Sign]) -> Meant:
    """The wish, unless there is a second one beside it: 换成老王，时间改到周五3点."""
    elsewhere = [one for one in said.mentions if not said.at([one])]
    beside = [
        one
        for one in live
        if (one.action is not Action.RESCHEDULE or elsewhere) and not weak(said, one)
    ]
    if meant.action in {Action.SWAP, Action.EDIT} and beside:
        return Meant(Action.ASK, about=meant.action)
    return meant


def _relevant(said: Said, found: list[Sign]) -> list[Sign]:
    live = {one.action for one in found if one.guard is None}
    kept = []
    for one in found:
        if weak(said, one) and live - {Action.CANCEL}:
            continue
        if (
            one.action is Action.CANCEL
            and weak(said, one) is False
            and Action.RESCHEDULE in live
            and re.search(r"[来去]了?$", said.text[one.begin : one.finish])
        ):
            continue
        if one.action is Action.DONE and live & {Action.NOSHOW, Action.LATE, Action.CANCEL}:
            continue
        kept.append(one)
    return kept


def valued(said: Said, action: Action, marks: list[Sign]) -> Meant:
    """A wish about an interview, with what was said of it."""
    if action is Action.RESCHEDULE:
        return _move(said, marks)
    values, _ = about(said, marks)
    if not marks and not values:
        values = which(said, said.text)
    if not values:
        return Meant(Action.ASK, about=action)
    if action is Action.CANCEL and (why := reason(said, marks)):
        values["reason"] = why
    if action is Action.LATE:
        tail = re.search(r"(?<=\d )(\d{1,3})\s*$", said.text)
        length = minutes(said.text) or (int(tail[1]) if tail else None)
        if length:
            values["minutes"] = length
        elif said.mentions:
            return arriving(said, values) or Meant(action, values)
    if action is Action.NOSHOW:
        values["who"] = missing.who(said)
    return Meant(action, values)


def _move(said: Said, marks: list[Sign]) -> Meant:
    sorted_out = whereto.targets(said)
    if sorted_out.problem:
        return Meant(Action.PAST, about=Action.MOVE)
    values, known = about(said, marks, sorted_out.pointers)
    if not values:
        return Meant(Action.ASK, about=Action.MOVE)
    times = whereto.placed(said, sorted_out.times, known)
    shifted = whereto.moved(said, known)
    if shifted and (not times or (re.search(r"天|周|星期", said.text) and len(times) == 1)):
        times = [shifted]
    if not times and not said.mentions:
        return Meant(Action.MOVE, values)
    if len(times) != 1 or (times[0].start is None):
        return Meant(Action.ASK, values, about=Action.MOVE)
    if whereto.passed(times[0], said):
        return Meant(Action.PAST, about=Action.MOVE)
    return Meant(Action.MOVE, {**values, "time": times[0]})


def _offer(said: Said) -> Meant | None:
    sign = _OFFER.search(said.text)
    if sign is None:
        return None
    mark = Sign(Action.OFFER, *sign.span(), said.clause_at(sign.start()))
    meant = offered(said, [mark])
    if meant and guard(said, Action.OFFER, sign.start()) is not None:
        return Meant(Action.QUESTION, about=Action.OFFER)
    return meant


def offered(said: Said, marks: list[Sign]) -> Meant | None:
    """More times for an interview that is on offer; None without it or them."""
    values, known = about(said, marks, [])
    if not marks and not values:
        values = which(said, said.text)
    if not values or (known is not None and known.stage is not Stage.OFFERED):
        return None
    if any(one.problem for one in said.mentions):
        return Meant(Action.PAST, about=Action.OFFER)
    times = narrowed([time for one in said.mentions for time in one.times])
    if not times:
        return None
    return Meant(Action.OFFER, {**values, "times": times})


def chosen(said: Said) -> Meant | None:
    """The candidate's choice, as HR reports it."""
    fixed = re.fullmatch(
        r"(?:确认|confirm)\s*#?(\d+)\s*(?:slot|时间)?\s*#?(\d+)", said.text, re.IGNORECASE
    )
    if fixed:
        return Meant(Action.CONFIRM, {"number": int(fixed[1]), "slot": int(fixed[2])}, plain=True)
    sign = _CHOSEN.search(said.text)
    if sign is None and not positive(said.text):
        return None
    named = [one for one in said.named(said.text) if one in said.situation.offered]
    if not named:
        return Meant(Action.ASK, about=Action.CONFIRM) if said.text in {"确认", "confirm"} else None
    options = [one for one in said.situation.open if one[0] in named]
    if sign and guard(said, Action.CONFIRM, sign.start()) is not None:
        return Meant(Action.QUESTION, about=Action.CONFIRM)
    if re.search(r"[吗么嘛?]\s*$", said.text):
        return Meant(Action.QUESTION, about=Action.CONFIRM)
    choice = choose(said, options)
    if len(choice.taken) != 1 or choice.others:
        if not (sign or choice.taken or choice.yes or choice.every):
            return None
        return Meant(Action.ASK, about=Action.CONFIRM)
    known, slot, _ = choice.taken[0]
    return Meant(Action.CONFIRM, {"number": known.number, "name": known.candidate, "slot": slot})
