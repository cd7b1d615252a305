"""A new interview as HR describes it: who, for what, with whom, when, where."""

import re
from typing import Any

from interviews.understanding.clocks import LENGTH, length
from interviews.understanding.guards import Guard, guard
from interviews.understanding.lexicon import WORDS
from interviews.understanding.meaning import Action, Meant
from interviews.understanding.plain import number
from interviews.understanding.said import Said

_SIGN = re.compile(
    r"安排|约(?!了|好的|不)|新约|面一下|(?:新建|创建|新增|新开|发起|建|加|"
    r"开)(?:一?[个场])?\S{0,6}面试|\bnew interview\b|\bcreate (?:an? )?(?:\w+ )?interview|"
    r"\b(?:schedule|arrange|set up|book|organi[sz]e)\b",
    re.IGNORECASE,
)
_PLACE = re.compile(
    (
        r"https?://\S+|(?:地点|在)?\s*(?P<room>[\w\u4e00-\u9fff]{0,4}?\d*号?(?:会议室|办公室|"
        r"洽谈室))|(?P<online>腾讯会议|zoom|teams)|\b(?:meeting )?room \w*\d\w*"
    ),
    re.IGNORECASE,
)
# 约赵六面后端 is no sixth round.
_SURNAME = (
    "赵钱孙李周吴郑王冯陈张刘杨黄林何高马罗梁宋谢韩唐许邓曹彭曾肖田董袁潘蔡余杜叶程苏魏吕丁任沈"
)
_ROUND = re.compile(
    rf"(?<![{_SURNAME}])(?P<zh>[一二三四五六七八九])面(?!试)|第(?P<nth>[一二三四五六\d])轮"
    r"|\bround\s*(?P<en>\d+)",
    re.IGNORECASE,
)
_LABELLED = {
    "candidate": re.compile(
        (
            r"(?:候选人|candidate)(?:是|:|is)?\s*(?P<v>[\u4e00-\u9fff]{2,4}|"
            r"[A-Za-z][\w-]*(?: [A-Z]\w+)?)"
        ),
        re.IGNORECASE,
    ),
    "position": re.compile(
        (
            r"(?:岗位|职位|position)\s*(?:是|:|is)?\s*(?P<v>[^,;|]+)|\bfor (?:the |"
            r"an? )?(?P<e>[a-z][a-z /+-]{2,30}?)(?=\s+(?:position|role|job|with|on|at)\b|\s*[,;]|"
            r"\s*$)|(?:面试|面|应聘)(?:的是)?\s*(?P<w>[\u4e00-\u9fff]{2,6}?)(?:的|岗|$|,|;)"
        ),
        re.IGNORECASE,
    ),
}
_WITH = re.compile(
    (
        r"(?:with|interviewers?|面试官|让|由|请|和|"
        r"跟)?\s*(?P<names>(?:{names})(?:\s*(?:[、,和跟与&]|and)\s*(?:{names}))*)\s*(?:来|一起|"
        r"去)?(?:面试?(?:一下)?(?:她|他)?)?"
    ),
    re.IGNORECASE,
)
_LATIN = re.compile(r"[A-Z][a-z]+(?: [A-Z][a-z]+)?|(?<=for )[A-Za-z]+")
_NOT_NAMES = re.compile(
    (
        r"我们|我要|我想|我|需要|要|新增|新建|创建|新开|发起|增加|一[场轮]|帮我|麻烦|请|安排|"
        r"约(?:一?下|上|个|一个|两个|"
        r"面试?)?|新约|面试(?:官)?|面一下|给(?!力)|"
        r"让(?:他|她)?|那个|一个|候选人|岗位|职位|时间|时长|线上|链接|她|他|是面|挑|啊|个人|两个|"
        r"想|这|一下|[一二三四五六七八九]面(?!试)|第\S轮|的|和|跟|一起|:|在|\b(?:schedule|"
        r"arrange|set up|book|interview|please|an?|with|for|on|at|min|and|call|meeting|"
        r"round \d+)\b|^是"
    ),
    re.IGNORECASE,
)
_JOBS = (
    r"[\u4e00-\u9fffA-Za-z]{0,6}(?:工程师|经理|设计师|开发|测试|运营|产品|后端|前端|算法|"
    r"实习生|专员|主管|总监|架构师|分析师|销售|市场|财务|行政|编辑|顾问|助理|运维|数据|法务|"
    r"策划|美工|客服|会计|hrbp|ios|android|java)"
)
_JOB = re.compile(
    rf"^(?:{_JOBS})$|\b(?:engineer|manager|designer|developer|frontend|backend|front-end|back-end|"
    rf"qa|ios|android|analyst|intern|sales|lead|product|data|devops|java|python|marketing)\b",
    re.IGNORECASE,
)
_JOB_WITHIN = re.compile(_JOBS, re.IGNORECASE)


def described(said: Said) -> Meant | None:
    """An interview of which panel and time are said: certainly a new one."""
    named = any(one in said.text for one in said.situation.colleagues)
    if _SIGN.search(said.text) and named and said.mentions and not looked(said.text):
        return schedule(said)
    return None


def signed(text: str) -> bool:
    """Whether it says by a word that an interview is to be made: 约, schedule."""
    return _SIGN.search(text) is not None


def is_job(text: str) -> bool:
    """Whether it is a position by its own words: 前端工程师, backend."""
    return _JOB.search(text) is not None


def looked(text: str) -> bool:
    """Whether it is asked what there is."""
    return bool(
        WORDS.SLOTS.search(text) or WORDS.WHO.search(text) or re.search(r"[吗呢?]\s*$|哪", text)
    )


def schedule(said: Said) -> Meant | None:
    """The interview described; None if none is."""
    fields = [one.strip() for one in said.text.split("|")]
    sign = _SIGN.search(said.text)
    names = "|".join(map(re.escape, sorted(said.situation.colleagues, key=len, reverse=True)))
    panel = _panel(said.text, names)
    candidate = _object(said.text, panel)
    if candidate is not None:
        panel = [one for one in panel if one != candidate]
        names = "|".join(map(re.escape, panel))
    described = panel and said.mentions and re.search(r"面|interview", said.text)
    if sign is None and not described:
        return None
    if sign is not None and (why := guard(said, Action.SCHEDULE, sign.start())) is not None:
        return Meant(Action.QUESTION, about=Action.SCHEDULE) if why is not Guard.DENIED else None
    if any(one.problem for one in said.mentions):
        return Meant(Action.PAST, about=Action.SCHEDULE)
    if len(fields) >= 4:
        return Meant(Action.SCHEDULE, _fixed(said, fields, sign))
    values = _described(said, panel, names)
    if candidate is not None:
        values["candidate"] = candidate
    return Meant(Action.SCHEDULE, values)


def _fixed(said: Said, fields: list[str], sign: re.Match[str] | None) -> dict[str, Any]:
    candidate = re.sub(r"^\s*(?:安排|schedule)(?:面试)?\s*", "", fields[0])
    values: dict[str, Any] = {
        "candidate": candidate,
        "position": fields[1],
        "interviewers": [one.strip() for one in re.split("[、,;&]", fields[2]) if one.strip()],
        "times": [time for one in said.mentions for time in one.times],
    }
    if len(fields) > 4 and fields[4]:
        values["place"] = fields[4]
    return values


def _object(text: str, panel: list[str]) -> str | None:
    """Somebody known who is scheduled, not scheduling: 约张三周五3点，李雷面."""
    names = "|".join(map(re.escape, panel))
    found = re.search(
        r"(?:安排|约(?:一?下|上)?|\bschedule|\binterview (?:for|with)|候选人(?:是|:)?)\s*"
        rf"(?P<name>{names})(?P<next>.?)",
        text,
        re.IGNORECASE,
    )
    if not panel or found is None:
        return None
    others = [one for one in panel if one != found["name"]]
    gives = found["next"] in {"面", "来", "、", "和"} and not others
    return None if gives else found["name"]


def _panel(text: str, names: str) -> list[str]:
    if not names:
        return []
    found = [one[0] for one in re.finditer(names, text)]
    return list(dict.fromkeys(found))


def _described(said: Said, panel: list[str], names: str) -> dict[str, Any]:
    values: dict[str, Any] = {}
    text = said.text
    if panel:
        values["interviewers"] = panel
    times = [time for one in said.mentions for time in one.times]
    if times:
        values["times"] = times
    if place := _PLACE.search(text):
        values["place"] = place["room"] or place[0]
    if turn := _ROUND.search(text):
        values["round"] = number(next(one for one in turn.groups() if one))
    spans = [(one.begin, one.finish) for one in said.mentions]
    for found in LENGTH.finditer(text):
        if not any(b <= found.start() < f for b, f in spans):
            values["minutes"] = length(found)
            text = text.replace(found[0], ";")
            break
    text = _bare(said, text, place, names)
    for name, pattern in _LABELLED.items():
        label = pattern.search(text)
        if label and name == "position" and _is_somebody(label["e"]):
            continue
        if label and (value := next((one for one in label.groups() if one), None)):
            values[name] = value.strip()
            text = text.replace(label[0], ";")
    _remaining(text, values)
    return values


def _is_somebody(written: str | None) -> bool:
    """A name in capitals is no position: an interview for Tom Lee."""
    named = re.fullmatch(r"[A-Z][a-z]+(?: [A-Z][a-z]+)*", written or "")
    return named is not None and _JOB.search(named[0]) is None


def _bare(said: Said, text: str, place: re.Match[str] | None, names: str) -> str:
    """The text without what has been understood of it."""
    for one in said.mentions:
        text = text.replace(one.text.strip(), ";")
    if place:
        text = text.replace(place[0], ";")
    if names:
        text = re.sub(_WITH.pattern.replace("{names}", names), ";", text, flags=re.IGNORECASE)
    return text


_WORDS = re.compile(r"\s{2,}|(?<=[\u4e00-\u9fff])\s|\s(?=[\u4e00-\u9fff])")


def _remaining(text: str, values: dict[str, Any]) -> None:
    """Whoever is left is the candidate, whatever is left the position."""
    text = _ROUND.sub(";", text)
    latin = _LATIN.search(re.sub(r"^(?:Please|Book|Schedule|Set|Arrange)\b", "", text))
    if "candidate" not in values and latin and not _JOB.search(latin[0]):
        values["candidate"] = latin[0]
        text = text.replace(latin[0], ";")
    for piece in re.split(r"[,;!?|:()]|\s(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])\s", text):
        left = _NOT_NAMES.sub(" ", piece).strip(" .")
        for word in filter(None, map(str.strip, _WORDS.split(left))):
            if _JOB.search(word) or (
                "candidate" in values
                and "position" not in values
                and re.fullmatch(r"[\u4e00-\u9fff]{2,8}|[A-Za-z ]{2,20}", word)
            ):
                values.setdefault("position", word)
            elif re.fullmatch(r"[\u4e00-\u9fff]{2,4}", word):
                values.setdefault("candidate", word)
    job = _JOB_WITHIN.search(text)
    if "position" not in values and job and job[0] != values.get("candidate"):
        values["position"] = job[0]
