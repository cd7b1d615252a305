"""Who an interview is for and for what position, of what a sentence says of neither panel nor time."""

import re
from collections.abc import Iterator
from typing import Any

from interviews.understanding.jobs import bare, is_job, is_profession, job_in, mixed_in
from interviews.understanding.persons import (
    ANY_NAME,
    LATIN,
    NAME,
    is_name,
    latin,
    may_be_name,
    untitled,
)
from interviews.understanding.rounds import TURN

_BEHIND = (
    r"(?=安排|约|排|[一二三四五六七八九]?面|参加|应聘|的|来|在|去|到|线[上下]|现场|远程|\d|同学|先生|"
    r"女士|小姐|"
    r"这|那|过[了筛来]|初[筛试面]|[终复群加技]|想|要|投|通过|进入?[一二三四下终]|"
    r"[定订建排弄搞开加发找见聊]|和|跟|"
    r"[\s,;:!.?|(/A-Za-z]|$)"
)
_LABELLED = re.compile(
    r"(?:候选人|应聘者|求职者|面试者|人选|人名?叫|名叫|姓名|[个位人]叫|candidate)(?:姓名|是|叫做?|名叫|"
    r"为|:|is|\s)*"
    rf"(?P<v>(?:{ANY_NAME}|[\u4e00-\u9fff]{{2,4}}?){_BEHIND}|{LATIN.pattern}|[A-Za-z][\w-]*)",
    re.IGNORECASE,
)
_SPOKEN = re.compile(
    r"(?:约(?:一?下|上|个)?|安排(?:一?下)?|给|帮|替|为|把|一起面试?|来面试?|面一?下|面试|^面|[;\s]面|"
    r"[见会]一?[见会下]|"
    rf"见|邀请|[内猎]推的?|有[个位]|[这那][个位]|(?<![申提])请)\s*(?P<v>{ANY_NAME}){_BEHIND}"
)
_LOOSE = re.compile(
    r"(?:(?:约(?:一?下)?|安排(?:一?下)?|给|帮|替|把|邀请|(?<![申提])请|见见?|面一?下|推了?个?)"
    rf"(?P<v>[\u4e00-\u9fff]{{2,6}}?){_BEHIND}"
    r"|(?:^|[,;:.!])\s*(?P<first>[\u4e00-\u9fff]{2,6}?)(?=过了|过筛|初筛|想[来面应要]|要面|通过|投了|"
    r"已经|[终复初]面|准备|可以))"
)
"""A name by its place alone."""
_APPLIED = re.compile(
    r"(?:应聘|竞聘|面试|(?<![平界桌页店方全])面(?!试|[上前对议])|投(?:递|的)?|报的?|(?<!招)聘)(?:的?是|"
    r"的|了)?(?:一?个|咱们?的?|我们的?|这边的)?\s*"
    r"(?P<w>(?!给|让|一下|候选人|面试官|邀请)(?:[A-Za-z+#/]{1,12} ?)?[\u4e00-\u9fff]{2,8}?|"
    r"[A-Za-z+#/]{2,12})"
    r"(?:的|岗|\s|$|[,;()/|])"
)
_POSITION = re.compile(
    r"(?:岗位|职位|position|role|title)(?:名称)?\s*(?:是|为|:|is)?\s*(?P<v>[^,;|/]{2,}?)(?=\s*(?:候选人|"
    r"面试官|面试时间|时间|地点|轮次|[,;|/]|$))"
    r"|\b(?:for|about|as|to fill) (?:the |an? |our )?(?P<e>[A-Za-z][A-Za-z /+-]{1,30}?)"
    r"(?=\s+(?:position|role|job|"
    r"opening|vacancy|post|interview|with|on|at)\b|\s*[,;.]|\s*$)",
    re.IGNORECASE,
)
_NO_POSITION = re.compile(
    r"(?:(?:quick|short|first|second|third|fourth|final|next|new|further|technical|phone|video)"
    r" )*(?:chat|call|talk|meeting|"
    r"interview|"
    r"conversation|session|round|slot|time|me|us|his|my|our|their|this|that|him|her|them|it|then|"
    r"candidate|someone|now|today|\d.*)",
    re.IGNORECASE,
)
_EMPTY = re.compile(
    r"我们|我要|我想|我这|我|咱们?|需要|要|新增|新建|创建|新开|发起|增加|录入?|登记|添加?|再|一[场轮]|"
    r"帮我|帮忙?|麻烦|"
    r"劳驾|辛苦|请|您好|你好|安排|约(?:一?下|上|个|一个|两个|面试?)?|新约|面试(?:官|者)?|面一[下面]|"
    r"见一面|给(?!力)|"
    r"让(?:他|她)?|那个|这个|一个|候选人|人选|岗位|职位|时间|时长|线上|线下|链接|她|他|你|是面|挑|啊|"
    r"个人|两个|内推的?|"
    r"猎头|推荐|推了?|过来|"
    r"想|这|一下|走起|搞起|[终初复技群加]面|[终初复]试|终轮|技术面|[一二三四五六七八九]面(?!试)|第\S轮|"
    r"的|和|跟|"
    r"一起|:|在|[把将]|同学(?=$|\s)|"
    r"\b(?:schedule|arrange|set up|book|interview|please|an?|with|for|on|at|min|and|call|meeting|"
    r"round \d+)\b|^是"
)
_MARKS = re.compile(
    r"(?<=\s)-(?=\s)|(?:hr ?|技术|主管|业务|部门|[群加终初复])面(?!试官)", re.IGNORECASE
)
"""What divides, and rounds without a number."""
_WORDS = re.compile(r"\s{2,}|(?<=[\u4e00-\u9fff])\s|\s(?=[\u4e00-\u9fff])")
_PIECES = re.compile(
    r"[,;!?|:()\[\]]|\s/\s*|(?<=[\u4e00-\u9fff;])/|/(?=[\u4e00-\u9fff;])|\.\s|"
    r"\s(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])\s"
)
_LEADS = re.compile(
    r"\b(?:for|with|between|and|meet|see|interviews?|schedule|book|slot|invite|get|have|put|named|called|"
    r"candidate|is|add|bring|arrange|of)[ :]+$",
    re.IGNORECASE,
)
_SMALL = re.compile(
    r"\binterview (?:for|with|of) (?P<v>[a-z]{2,}(?: [a-z]{2,})?)(?=\s*(?:[,;]|$)| (?:on|at|for|next|"
    r"this|as)\b)"
)
"""Somebody without capitals, where nobody else is named."""
_SOMEBODY = re.compile(
    r"(?:^|[\s,;:/]|见见?|(?:一下|[把约个叫是位])|推了|有请|安排|那个)"
    rf"(?P<v>{ANY_NAME})(?=$|[\s,;:/]|"
    rf"[排初过嘛就吧呢啊哈要能想明后周下今昨和跟这同先女终首投通准应复过]|面试)"
)
"""A name by its first character, where nothing leads to it that is looked for."""


def called(text: str, values: dict[str, Any]) -> None:
    """Add candidate and position to the values, where they are said."""
    for pattern in (_MARKS, TURN):
        text = pattern.sub(lambda one: ";" * len(one[0]), text)
    for pattern in (_LABELLED, _SPOKEN):
        found = pattern.search(text)
        if "candidate" not in values and found and _nobody_else(found["v"]):
            values["candidate"] = found["v"].strip().rstrip("他她")
            text = _masked(text, found.span("v"))
    if "candidate" not in values:
        loose = (one[str(one.lastgroup)] for one in _LOOSE.finditer(text))
        if name := next((one for one in loose if may_be_name(one) and not is_job(one)), None):
            values["candidate"] = name
            text = text.replace(name, ";" * len(name))
    text = _position(text, values)
    if "candidate" not in values and (named := _in_letters(text)):
        values["candidate"] = named[1]
        text = _masked(text, (named[0], named[0] + len(named[1])))
    if "position" not in values and (mixed := mixed_in(text)):
        values["position"] = mixed[0]
        text = _masked(text, mixed.span())
    words = list(_left(text))
    for word in words:
        if is_job(word):
            values.setdefault("position", bare(word))
        elif is_name(word) and "candidate" not in values:
            values["candidate"] = word
        elif is_profession(word):
            values.setdefault("position", bare(word))
    if "position" not in values:
        kept = str(values.get("candidate"))
        job = job_in(text)
        if job and job[0] != kept:
            values["position"] = bare(job[0])
    if "candidate" not in values and (found := _SOMEBODY.search(text)):
        values["candidate"] = found["v"]
    elif "candidate" not in values and (small := _SMALL.search(text)) and not is_job(small["v"]):
        values["candidate"] = small["v"]
    elif "candidate" not in values:
        rest = [word for word in words if may_be_name(word) and not is_job(word)]
        if len(rest) == 1:
            values["candidate"] = rest[0]
    if "candidate" in values:
        values["candidate"] = untitled(values["candidate"])


def _position(text: str, values: dict[str, Any]) -> str:
    """The text without the position that a word of it leads to."""
    led = [*_POSITION.finditer(text), *_APPLIED.finditer(text)]
    sure = [one for one in led if is_job(bare(_said(one))) or one.groupdict().get("v")]
    likely = [one for one in led if _may_be_job(_said(one))]
    for one in (*sure, *likely):
        if job := bare(_said(one)):
            values["position"] = job
            return _masked(text, one.span())
    return text


def _said(found: re.Match[str]) -> str:
    return str(next(one for one in found.groups() if one)).strip()


def _may_be_job(text: str) -> bool:
    """No person, and nothing with small words in it."""
    return not (
        re.fullmatch(rf"(?-i:[A-Z][a-z]+(?: [A-Z][a-z]+)*)|{NAME}", text)
        or re.search(
            r"[的了我你他她们让给请就都也把见约选来去下起试场轮时间叫]|一个|^[一二三四五六七八九]面",
            text,
        )
        or LATIN.match(text)
        or _NO_POSITION.fullmatch(text)
    )


def _nobody_else(name: str) -> bool:
    """It is a person's, not a position's or a word of the sentence."""
    return not is_job(name) and not _EMPTY.fullmatch(name)


def _in_letters(text: str) -> tuple[int, str] | None:
    """The name in letters: one that something leads to, else one of several words, else any."""
    names = [one for one in latin(text) if not is_job(one[1])]
    led = [one for one in names if _LEADS.search(text[: one[0]])]
    whole = [one for one in names if " " in one[1]]
    return next(iter((*led, *whole, *names)), None)


def _left(text: str) -> Iterator[str]:
    """What stands between marks, without the words that only make a sentence of it."""
    for piece in _PIECES.split(text):
        left = _EMPTY.sub(" ", piece).strip(" .")
        yield from filter(None, map(str.strip, _WORDS.split(left)))


def _masked(text: str, spot: tuple[int, int]) -> str:
    return text[: spot[0]] + ";" * (spot[1] - spot[0]) + text[spot[1] :]
