"""What people want to see: today, another day, one interview, when somebody is free, why not then."""

import re
from typing import Any

from interviews.understanding import seeking
from interviews.understanding.agenda import one_or_all
from interviews.understanding.clocks import LENGTH, length
from interviews.understanding.lexicon import WORDS
from interviews.understanding.meaning import Action, Meant
from interviews.understanding.referring import which
from interviews.understanding.said import Said
from interviews.understanding.situation import Role

_SELF = re.compile(r"我|\b(?:i|me|my|i'm)\b", re.IGNORECASE)
_ASIDE = re.compile(
    r"我们|[帮给发告诉为替]我(?![和跟与])|(?:告诉|让)我|我(?:想|要|得|需要|来)?(?:看|查|知道|了解|问|"
    r"确认|约|安排|排|找)|我想|"
    r"\b(?:show|tell|give|find|get|let|send) me\b(?! and)|"
    r"\b(?:can|could|may|should) i (?:see|get|have|know|book|put|schedule|ask)\b|"
    r"\bi(?:'m|'d| am| would)? (?:need|want|like|looking|look|wonder\w*|have to|must)\b|"
    r"\bmy (?:candidate|colleague)\w*",
    re.IGNORECASE,
)
"""Who speaks, but not as one who is to be free."""
_OWN = re.compile(r"我的?|\b(?:my|i)\b", re.IGNORECASE)
_PERSON_OF = re.compile(
    r"(?:(?:[查看搜找问]|查[询找]|列出?)(?:一?下)?|请问|帮我|麻烦)*(?:候选人|面试官|"
    r"同学)?(?P<name>[\u4e00-\u9fff]{2,3}?)(?:名下|手[里上头]|那边)?"
    r"(?:都?有(?:哪些|过哪些|什么|哪几|几)(?:面试|场)|"
    r"的(?:所有|全部)面试)"
)


def look(said: Said) -> Meant | None:
    """One interview, a person, what waits, when somebody is free; None if it is none of these."""
    candidate = said.situation.role is Role.CANDIDATE
    for one in (waiting, _single) if candidate else (_why, _slots, _pending, _find, _single):
        if (meant := one(said)) is not None:
            return meant
    return None


def _why(said: Said) -> Meant | None:
    return why(said) if WORDS.WHY.search(said.text) else None


def why(said: Said) -> Meant | None:
    """What speaks against a time; None if none is said."""
    if not said.mentions:
        return None
    values = which(said, said.text)
    times = [time for one in said.mentions for time in one.times]
    return Meant(Action.WHY, {**values, "time": one_or_all(times)})


def _slots(said: Said) -> Meant | None:
    if not WORDS.SLOTS.search(said.text) or re.search(
        r"(?<!有)没有?空(?!的|[档闲])[^?吗]*$", said.text
    ):
        return None
    return slots(said)


def slots(said: Said) -> Meant | None:
    """When the people named are free; None if nobody is."""
    people = [
        name
        for name in said.situation.colleagues
        if name in said.text and name != said.situation.speaker
    ]
    people.sort(key=said.text.index)
    pair = said.situation.role is Role.INTERVIEWER and re.search(
        r"俩|一[起块]儿?[面见聊]", said.text
    )
    if pair or (said.situation.speaker and _SELF.search(_ASIDE.sub(" ", said.text))):
        people.insert(0, said.situation.speaker)
    if not people:
        return None
    if (
        len(people) == 1
        and people[0] == said.situation.speaker
        and not re.search(r"哪|什么|几|\bwhen\b|\bwhat\b", said.text)
    ):
        return None
    values: dict[str, Any] = {"people": people}
    spans = [(one.begin, one.finish) for one in said.mentions]
    for found in LENGTH.finditer(said.text):
        if not any(b <= found.start() < f for b, f in spans):
            values["minutes"] = length(found)
            break
    if "minutes" not in values and re.search(r"\bhalf[ -]hour\b", said.text, re.IGNORECASE):
        values["minutes"] = 30
    if times := [time for one in said.mentions for time in (*one.over, *one.times)]:
        values["time"] = one_or_all(times)
    return Meant(Action.SLOTS, values)


_FOR_ME = re.compile(
    r"(?:什么|啥|哪些|几个)\S{0,4}?(?:要|等|需要|得|待)我\S{0,4}?\s?(?:回复?|确认|处理|答复|做|选|"
    r"办|点|定|弄|confirm|reply)|"
    r"有\S{0,4}?(?:要|待)我?(?:回复|确认|处理|答复)的|^待(?:确认|回复|答复|办)的?$|"
    r"\b(?:anything|what|something)\b.{0,20}?\b(?:for me|waiting|i (?:still )?need|do i need|"
    r"should i)\b.{0,8}?"
    r"\b(?:to )?(?:confirm|reply|respond|answer|do)\b|^pending$|"
    r"\bdo i (?:still )?(?:need|have) to (?:confirm|reply|respond|answer)\b.{0,5}\b(?:any|some)thing\b",
    re.IGNORECASE,
)


def waiting(said: Said) -> Meant | None:
    """What waits for who speaks."""
    return Meant(Action.PENDING) if _FOR_ME.search(said.text) else None


def _pending(said: Said) -> Meant | None:
    return Meant(Action.PENDING) if WORDS.PENDING.search(said.text) else waiting(said)


def _find(said: Said) -> Meant | None:
    if meant := _known(said):
        return meant
    if (found := _PERSON_OF.search(said.text)) and _a_name(said, found):
        return Meant(Action.FIND, {"name": found["name"]})
    return seeking.find(said)


def _known(said: Said) -> Meant | None:
    """Somebody who is known by name: a longer or shorter piece of the text is none."""
    if not (_PERSON_OF.search(said.text) or WORDS.FIND.search(said.text)):
        return None
    there = said.situation
    people = {*there.colleagues, *(one.candidate for one in there.interviews)} - {there.speaker}
    named = [one for one in people if one and one in said.text]
    return Meant(Action.FIND, {"name": named[0]}) if len(named) == 1 else None


def _a_name(said: Said, found: re.Match[str]) -> bool:
    """No time, and nobody in particular: 这周都有哪些面试."""
    inside = any(
        one.begin < found.end("name") and found.start("name") < one.finish for one in said.mentions
    )
    return not inside and not re.search("[我你他她这那哪还谁]|面试|时间|interview", found["name"])


def _single(said: Said) -> Meant | None:
    """About one interview, or about the next."""
    text = said.text
    about = which(said, text)
    spoken_day = said.mentions and all(t.start is None for one in said.mentions for t in one.times)
    other = WORDS.WHERE.search(text) or re.search(r"候选人|面试官", text)
    if WORDS.NEXT.search(text) and not about and not said.mentions and not other:
        return Meant(Action.NEXT)
    for action, words in (
        (Action.WHERE, WORDS.WHERE),
        (Action.WHO, WORDS.WHO),
        (Action.WHEN, WORDS.WHEN),
        (Action.SHOW, WORDS.SHOW),
    ):
        if not words.search(text):
            continue
        if action is Action.SHOW and re.search(r"\binterviews\b|几场|哪些", text, re.IGNORECASE):
            continue
        if action is Action.SHOW and spoken_day and (not about or _LIST.search(text)):
            continue
        if action is Action.WHERE and re.search(r"https?://", text):
            continue
        if (
            action is Action.WHO
            and said.situation.role is not Role.CANDIDATE
            and spoken_day
            and re.search(
                r"[排约见]了?谁|有谁|谁有|谁要?面试$|[面见]谁|\bwho(?:'s| is)? (?:interviewing|on)\b|"
                r"\bwho (?:am i|are we|do i)\b",
                text,
                re.IGNORECASE,
            )
        ):
            continue
        if (
            action in {Action.WHEN, Action.WHO}
            and not about
            and said.mentions
            and not _QUESTIONED_ONE.search(text)
        ):
            continue
        return Meant(action, about)
    return None


_LIST = re.compile(
    r"安排|日程|行程|一览|清单|列表|\b(?:line-?up|schedule|agenda|calendar|day)\b", re.IGNORECASE
)
"""All of a day are asked for."""
_QUESTIONED_ONE = re.compile(r"那场|那个|这场|的面试|谁|\bwho\b|\bwhen\b", re.IGNORECASE)
