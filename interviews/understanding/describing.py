"""What is said of an interview that is described bit by bit: a field with its value
(面试官改成韩梅梅), several at once (明天下午3点，李雷面), or the bare value of the field asked for."""

import re
from typing import Any

from interviews.understanding.clocks import LENGTH, length
from interviews.understanding.jobs import is_job
from interviews.understanding.meaning import Action
from interviews.understanding.mending import mended
from interviews.understanding.panel import either
from interviews.understanding.plain import plain
from interviews.understanding.said import Said
from interviews.understanding.scheduling import schedule, signed
from interviews.understanding.situation import Situation

FIELDS = ("candidate", "position", "interviewers", "times", "place", "round")
_NAMES = {
    "candidate": r"候选人|应聘者|candidate",
    "position": r"岗位|职位|position|role",
    "interviewers": r"面试官|interviewers?",
    "times": r"时间|time|times|when",
    "place": r"地点|地址|会议室|place|room|where|location",
    "round": r"轮次|round",
}
_SET = re.compile(
    "|".join(rf"(?P<{field}>(?:{words}))" for field, words in _NAMES.items()), re.IGNORECASE
)
_TO = re.compile(
    r"\s*(?:[写说填弄]?错了|不对|\b(?:is|was) wrong\b)\s*[,;]?\s*(?:应该?|it\b|(?<=it)'s\b)?"
    r"\s*(?:改成|改为|换成|是|为|\bis\b|\bshould be\b)?\s*|"
    r"\s*(?:就|也|的话)?\s*(?:改成|改到|改为|换成|换到|变成|定在|定为|是|为|用|改|换|:|="
    r"|\bis\b|\bto\b|\bshould be\b|\bwill be\b|"
    r"(?<=[\u4e00-\u9fff])(?=[\u4e00-\u9fff\d]{2})(?![不没错太有]))\s*",
    re.IGNORECASE,
)
_CHANGE = re.compile(
    r"^(?:change|set|make)\s+(?:the\s+)?|^(?:把|将)|(?<=[,;])\s*(?:and\s+)?(?:the\s+)?",
    re.IGNORECASE,
)
_MORE = r"(?:面试官|interviewers?)?\s*(?:也|还|再)*\s*(?:[添增多]?加上?|叫上|add)\s*(?:一?[个位])?"
_LESS = r"(?:面试官|interviewers?)?\s*(?:去掉|删掉|删除|拿掉|不要|移除|remove|drop|without)"
_TOO = r"(?:一起|来)?面?试?吧?|\bas (?:an )?interviewers?|too|as well"
_AROUND = re.compile(
    r"(?:面试|面|聊|时长|改成|改为|就|大概|要|吧|行|好|够|了|(?:make )?it|for|about|is|should be|will"
    r"|do|take|please|[\s,;.!]|no|不对?)*",
    re.IGNORECASE,
)
"""What may stand beside a length that is all that is said."""
_NO_MORE = re.compile(
    r"(?:[\s,、;.!&+和跟与]|或者?|都?可以|都?行|就?好|吧|谁有空|谁都|随便|哪个|一[起块]?|来?面|让|由|请|找|就|其中|一[个位]|均可|"
    r"and|or|either|any of|one of|is fine|works|both|will do|please|with)*",
    re.IGNORECASE,
)
"""What may stand beside the names of interviewers where they are asked for."""
AUTO = re.compile(r"自动|auto", re.IGNORECASE)
"""Times left to the bot."""
NOTHING = re.compile(
    r"(?:没有|无|不用|不需要|跳过|暂无|待定|先不写|没|none|no(?: place| room)?|skip|nothing|not yet"
    r"|n/a|-)[.!]?",
    re.IGNORECASE,
)
"""There is none, said of the field that may be left out."""


def described(written: str, asked: str | None, situation: Situation) -> dict[str, Any]:
    """The fields that are said, by their names; empty if nothing can be made of it."""
    found = _described(plain(written), written, asked, situation)
    if not found and (better := mended(plain(written))):
        return _described(better, better, asked, situation)
    return found


def amended(written: str, panel: str, situation: Situation) -> str | None:
    """The panel with one more on it (再加一个韩梅梅), or without one of them (去掉李雷); None if neither
    is said."""
    names = "|".join(map(re.escape, sorted(situation.colleagues, key=len, reverse=True)))
    if not names:
        return None
    some = rf"(?P<names>(?:{names})(?:\s*(?:[、,和跟与&]|and)\s*(?:{names}))*)"
    found = re.fullmatch(
        rf"(?:(?P<more>{_MORE})|{_LESS})\s*{some}\s*(?:{_TOO})?[.!]?", plain(written), re.IGNORECASE
    )
    if found is None:
        return None
    said = re.findall(names, found["names"])
    there = panel.split("、") if panel else []
    if found["more"]:
        return "、".join(dict.fromkeys([*there, *said]))
    return "、".join(one for one in there if one not in said)


def _described(text: str, written: str, asked: str | None, situation: Situation) -> dict[str, Any]:
    if fields := _named(text, situation):
        return fields
    if asked in {None, "times"} and AUTO.match(text):
        return {"times": text}
    if (long := LENGTH.search(text)) and _AROUND.fullmatch(LENGTH.sub("", text, count=1)):
        return {"minutes": length(long)}
    said = Said(text, situation)
    parts = len([one for one in said.clauses if one.text.strip()])
    known = [one for one in situation.colleagues if one in text]
    if (
        asked in {None, "times"}
        or parts > 1
        or said.mentions
        or (known and asked != "interviewers")
    ):
        found = _free(said)
        if asked != "candidate" and not signed(text):
            found.pop("candidate", None)  # a word that is left over may be anything
            if asked != "position" and not is_job(found.get("position", "")):
                found.pop("position", None)
        if found and (asked is None or asked in found or len(found) > 1):
            return found
    if asked is None:
        return {}
    if asked == "interviewers" and known and _NO_MORE.fullmatch(_without(text, known)):
        return {"interviewers": either(text, sorted(known, key=text.index))}
    return {} if asked == "times" else {asked: written.strip()}


def _without(text: str, names: list[str]) -> str:
    return re.sub("|".join(map(re.escape, names)), "", text)


def _named(text: str, situation: Situation) -> dict[str, Any]:
    """Fields that are named with their values."""
    text = _CHANGE.sub("", text)
    found: dict[str, Any] = {}
    labels = [
        (one, to)
        for one in _SET.finditer(text)
        if (one.start() == 0 or text[one.start() - 1] in ",; ")
        and (to := _TO.match(text, one.end()))
    ]
    for place, (label, to) in enumerate(labels):
        end = labels[place + 1][0].start() if place + 1 < len(labels) else len(text)
        value = text[to.end() : end].strip(" ,;.")
        field = str(label.lastgroup)
        if field == "times" and AUTO.match(value):
            found["times"] = value
        elif field == "times":
            said = Said(value, situation)
            found |= _free(said, only_times=True)
        elif value:
            found[field] = value
    return found


def _free(said: Said, *, only_times: bool = False) -> dict[str, Any]:
    """Fields as they stand in a sentence."""
    if any(one.problem for one in said.mentions):
        return {"times": None}
    if only_times:
        times = [time for one in said.mentions for time in one.times]
        return {"times": times} if times else {}
    meant = schedule(Said(f"安排 {said.text}", said.situation))
    return dict(meant.values) if meant and meant.action is Action.SCHEDULE else {}
