"""Whether a sentence is about an interview with somebody with whom there is none: 王五那场, the one
with Tom. What it wishes must not be taken for a wish about another interview."""

import re

from interviews.understanding.persons import NAME
from interviews.understanding.said import Said

_WITH = re.compile(
    rf"(?:(?<![\u4e00-\u9fff])|(?<=[和跟与是把说问消绝掉给对参加]))(?P<zh>{NAME})"
    r"(?:的?那[一]?(?:场|个|次|轮)|的(?:面试|那|反馈|评价)|面试那)"
    r"|\b(?:one|interview|meeting|session|chat|call|round)\s+with\s+(?P<en>[a-z][\w-]*(?-i:(?: [A-Z]\w+)?))"
    r"|\b(?P<own>(?-i:[A-Z][\w-]*(?: [A-Z]\w+)?))'s\s+(?:interview|one|session|round|feedback)\b",
    re.IGNORECASE,
)
_NOBODY = re.compile(
    r"周[一二三四五六日天末]|方[便才]|安排|任[何意]|关于|高级|单独|全[部体]|常规|"
    r"(?:the|an?|my|your|our|his|her|their|its?|that|this|these|those|me|you|him|them|us|hr|"
    r"candidates?|today|tomorrow|yesterday|monday|tuesday|wednesday|thursday|friday|it|"
    r"one|no|any|some|every|all)(?:\b|$)",
    re.IGNORECASE,
)


def unknown(said: Said) -> str | None:
    """Whom it names, if it is about no interview with anybody it names."""
    if said.named(said.text):
        return None
    found = (one for one in _WITH.finditer(said.text) if _nobody_of_ours(said, one))
    return next((one[str(one.lastgroup)] for one in found), None)


def _nobody_of_ours(said: Said, found: re.Match[str]) -> bool:
    group = str(found.lastgroup)
    name = found[group]
    if _NOBODY.match(name):
        return False
    if any(
        one.begin < found.end(group) and found.start(group) < one.finish for one in said.mentions
    ):
        return False
    ours = {said.situation.speaker, *said.situation.colleagues}
    ours |= {person for one in said.situation.interviews for person in one.panel}
    return not any(person and (person in name or name in person) for person in ours)
