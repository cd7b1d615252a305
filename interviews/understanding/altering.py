"""Another interviewer, place, position or round, where no word of it is one the rules look for; what
is meant has been recognized by its likeness, and only the values are sought here."""

import re
from collections.abc import Iterable
from typing import Any

from interviews.understanding.jobs import bare, job_in
from interviews.understanding.meaning import Action, Meant
from interviews.understanding.places import ANYWHERE, MOST_PLACE, ROOMS, is_bare
from interviews.understanding.plain import number
from interviews.understanding.referring import which
from interviews.understanding.rounds import ROUND, nth
from interviews.understanding.said import Said, courteous
from interviews.understanding.scheduling import looked

_ME = re.compile(r"我(?!们)|\b(?:i|me|i'll)\b", re.IGNORECASE)
_VALUE = re.compile(
    r"(?:[:=→]|->)\s*(?P<colon>[^,;]+)"
    r"|(?:[改换调转移挪搬设写补填标算定放变叫]|更[新正换]|变更|[修订纠]正|登记|安排)(?:成|到|去|在|为|至|"
    r"作|做|叫|名叫?)了?\s*"
    r"(?P<put>[^,;:]+?)(?=[,;]|$)"
    r"|(?:应该?|实际上?|其实|人家|就|而)?(?<!不)(?:是|为|叫做?)(?!不是)\s*(?P<being>[^,;]+?)(?=[,;]|$)"
    r"|(?:改|换)?(?:面|投|应聘|报)(?:的是)?(?P<applied>[^,;试]+?)(?=[,;]|$)"
    r"|(?<!别)(?<!不)(?:去|到|在|改|换)(?:了)?\s*(?P<zh>[^,;:]+?)(?=[,;]|$)"
    r"|\b(?:to|at|on|in|as|is|be|read|say|into|use|called|(?:applied|applying|interviewing|up) for)"
    r"\s+(?=(?:an? |the )?(?P<en>[^,;.]+?)(?: instead| rather| now\b|"
    r" please|[,;.]|$))",
    re.IGNORECASE,
)
_TAIL = re.compile(r"(?:吧|了|啦|呀|哈|哦|的岗位?|岗位?|面试?|见面?|那边|谢谢|\s)+$")
_OF_JOBS = re.compile(r"岗|职位|应聘|面的是|投的|\b(?:position|title|role|job)\b", re.IGNORECASE)
_OF_PLACES = re.compile(
    rf"地[点址方]|房间|位置|{ROOMS}|\b(?:place|room|venue|location|link)\b", re.IGNORECASE
)
_OF_ROUNDS = re.compile(
    r"(?:轮次|第几轮|\bround\b)(?:[^\d#]|#\s*\d+)*?(?:成|为|到|是|填|写|:|=|\bto|\bbe|\bis|\bread|\bsay|"
    r"\bas)\s*"
    r"(?P<n>[1-9一二三四五六]|one|two|three|four|five)(?![\w点])",
    re.IGNORECASE,
)
_ENGLISH = ("one", "two", "three", "four", "five")
_LABEL = re.compile(
    r"^(?:(?:the )?(?:role|position|title|place|room|location) (?:is|should be|to)(?: now)?|(?:岗位|"
    r"职位|地点)(?:是|为|改成))\s*",
    re.IGNORECASE,
)
_SMALL = re.compile(r"\b(?:for|the|here|in|at|as)\b", re.IGNORECASE)
_CALLS = re.compile(
    r"线上|远程|视频|现场|电话面试?|\b(?:online|remote|on-?site|in person)\b", re.IGNORECASE
)
_DENIED = re.compile(
    r"不是|不在|不去|别[去在]?|不用[去在来]?|不要|而非|从|由|原[来先本]|本来|之前|\bnot(?: in| at| on)?\b|"
    r"\binstead of\b|\brather than\b|\bfrom\b|\bno longer\b",
    re.IGNORECASE,
)
_AFTER_ALL = re.compile(r"是|改|换|去|到|在|成|\b(?:to|in|at|but|is|use)\b", re.IGNORECASE)
_NO_USE = re.compile(
    r"占|坏|太小|不够|满了|用不了|维修|装修|停电|\b(?:taken|occupied|broken|booked|unavailable|"
    r"too small)\b",
    re.IGNORECASE,
)
"""What is said of a place that is no longer meant."""


_NEWS = re.compile(
    r"改|换|挪|移到|搬|填|写|登记|标[一成为]|更[正新]|[纠订]正|不是|不在|不用|应[该为]|其实|实际|错|"
    r"轮次|\b(?:not|instead|now|"
    r"change|set|make|correct|fix|should|will be|to|applied)\b",
    re.IGNORECASE,
)


def replaced(said: Said) -> Meant | None:
    """Who leaves a panel and who joins it: those who are named and who sit in it, or do not."""
    there = said.situation
    values = which(said, said.text)
    known = next((one for one in there.interviews if one.number == values.get("number")), None)
    named = [one for one in there.colleagues if one in said.text]
    if _ME.search(said.text) and there.speaker:
        named.append(there.speaker)
    if not values:
        sitting = [one for one in there.interviews if set(one.panel) & set(named)]
        known = sitting[0] if len(sitting) == 1 else None
        values = {"number": known.number} if known else {}
    if known is None:
        return None
    leaving = [one for one in named if one in known.panel]
    joining = [one for one in named if one not in known.panel]
    if joining and there.speaker in joining and len(joining) > 1:
        joining.remove(there.speaker)
    if len(joining) != 1 or len(leaving) > 1:
        return None
    out: dict[str, Any] = {"out": leaving[0]} if leaving else {}
    return Meant(Action.SWAP, {**values, "in": joining[0], **out})


def altered(said: Said) -> Meant | None:
    """Another place, position or round of an interview; None if the value is not found."""
    values = which(said, said.text)
    if not values:
        return None
    change = round_put(said) or position_put(said) or place_put(said)
    return Meant(Action.EDIT, {**values, **change}) if change else None


def put(said: Said) -> Meant | None:
    """It is said of an interview what it is for, where or of which round, and that this is news:
    不是二面是三面, room 5 now."""
    elsewhen = [one for one in said.mentions if not said.at([one])]
    if not _NEWS.search(said.text) or looked(said.text) or elsewhen:
        return None
    values = which(said, said.text)
    job = position_put(said) or {}
    if job and job_in(str(job["value"])) is None:
        job = {}
    where = place_named(said)
    place = {"field": "place", "value": where} if where else {}
    change = round_put(said) or job or place
    return Meant(Action.EDIT, {**values, **change}) if values and change else None


def round_put(said: Said) -> dict[str, Any] | None:
    """The round it is said to be."""
    if found := _last(said, ROUND.finditer(said.text)):
        return {"field": "round", "value": nth(found)}
    if labelled := _OF_ROUNDS.search(said.text):
        written = labelled["n"].lower()
        value = _ENGLISH.index(written) + 1 if written in _ENGLISH else number(written)
        return {"field": "round", "value": value}
    return None


def position_put(said: Said) -> dict[str, Any] | None:
    """A job by its own words, or what a position is said to be."""
    spoken = _OF_JOBS.search(said.text)
    for one in reversed(list(_VALUE.finditer(said.text))):
        value = bare(_value(one))
        if len(value) < 2 or _denied(said, one.start(str(one.lastgroup))) or ANYWHERE.search(value):
            continue
        if job := job_in(value):
            plainly = spoken and not _SMALL.search(value)
            named = value if plainly or value.startswith(job[0]) else job[0]
            return {"field": "position", "value": named}
        if spoken and one.lastgroup != "zh" and len(value) <= MOST_PLACE:
            return {"field": "position", "value": value}
    return None


def place_put(said: Said) -> dict[str, Any] | None:
    """A link; a place by its own words; else what follows a colon or a `to`."""
    if found := place_named(said):
        return {"field": "place", "value": found}
    for one in reversed(list(_VALUE.finditer(said.text))):
        value = _value(one)
        if 2 <= len(value) <= MOST_PLACE and not _denied(said, one.start(str(one.lastgroup))):
            return {"field": "place", "value": value}
    return None


def place_named(said: Said) -> str | None:
    """A link, or a place by its own words."""
    if url := re.search(r"https?://\S+", said.text):
        return url[0]
    put = [one for one in _VALUE.finditer(said.text) if one.lastgroup in {"colon", "put"}]
    spoken = _OF_PLACES.search(said.text)
    for one in reversed(put):
        value = _value(one)
        there = spoken or ANYWHERE.search(value)
        if there and len(value) <= MOST_PLACE and not _denied(said, one.start(str(one.lastgroup))):
            return None if ROUND.search(value) else value
    for pattern in (ANYWHERE, _CALLS):
        found = [one for one in pattern.finditer(said.text) if not is_bare(_own(said, one[0]))]
        if last := _last(said, found):
            return _own(said, last[0])
    return None


def _own(said: Said, place: str) -> str:
    """A place without whose it is: 李四会议室."""
    for one in said.situation.interviews:
        place = place.removeprefix(one.candidate)
    return place.strip()


def _value(found: re.Match[str]) -> str:
    """What is put, without what only ends a sentence, or only says what it is."""
    value = _TAIL.sub("", courteous(found[str(found.lastgroup)]))
    return _LABEL.sub("", value)


def _last(said: Said, found: Iterable[re.Match[str]]) -> re.Match[str] | None:
    """The last that is not said to be no more."""
    return next((one for one in reversed(list(found)) if not _denied(said, one.start())), None)


def _denied(said: Said, place: int) -> bool:
    """It is said what is no more: 别去1号会议室了; 3号会议室被占了."""
    clause = said.clause_at(place)
    before = said.text[clause.begin : place]
    negated = list(_DENIED.finditer(before))
    if negated and not _AFTER_ALL.search(before[negated[-1].end() :]):
        return True
    return _NO_USE.search(said.text[place : clause.finish]) is not None
