"""Who an interview is for and for what position, of what a sentence says of neither panel nor time."""

import re
from typing import Any

from interviews.understanding.plain import number

_SURNAMES = (
    "赵钱孙李周吴郑王冯陈卫蒋沈韩杨朱秦许何吕张孔曹严华金魏陶姜谢邹苏潘葛范彭鲁马方任袁柳鲍史唐费薛雷贺"
    "倪汤罗毕郝安常于傅齐康伍余顾孟黄穆萧尹姚邵汪毛戴宋庞熊纪舒屈项祝董梁杜阮蓝季贾江童颜郭梅林钟徐邱骆"
    "高夏蔡田樊胡凌霍万卢莫房丁邓洪左石崔龚程陆翁段侯宁甘武刘景龙叶黎白赖卓池乔闻翟谭关易牛涂尚温肖曾"
)
NAME = rf"(?:欧阳|司马|上官|诸葛|慕容|[{_SURNAMES}])[\u4e00-\u9fff]{{1,2}}?"
_BEHIND = (
    r"(?=安排|约|排|[一二三四五六七八九]?面|参加|应聘|的|来|在|去|到|线[上下]|现场|远程|\d|"
    r"[\s,;:!.?|A-Za-z]|$)"
)
# 约赵六面后端 is no sixth round.
ROUND = re.compile(
    rf"(?<![{_SURNAMES}])(?P<zh>[一二三四五六七八九])面(?!试)|第(?P<nth>[一二三四五六\d])轮"
    r"|\bround\s*(?P<en>\d+)|\b(?P<ordinal>first|second|third|fourth|[1-4](?:st|nd|rd|th))[ -]round\b",
    re.IGNORECASE,
)
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_CANDIDATE = re.compile(
    r"(?:候选人|candidate)(?:是|叫做?|名叫|姓名|:|is)?\s*(?P<v>[\u4e00-\u9fff]{2,4}?"
    + _BEHIND
    + r"|[A-Za-z][\w-]*(?: [A-Z]\w+)?)",
    re.IGNORECASE,
)
_SPOKEN = re.compile(
    r"(?:约(?:一?下|上|个)?|安排(?:一?下)?|给|帮|一起面试?|来面试?|面一?下|面试|^面|[;\s]面)\s*"
    rf"(?P<v>{NAME}){_BEHIND}"
)
_POSITION = re.compile(
    r"(?:岗位|职位|position)\s*(?:是|:|is)?\s*(?P<v>[^,;|]+)"
    r"|\bfor (?:the |an? )?(?P<e>[a-z][a-z /+-]{2,30}?)(?=\s+(?:position|role|job|interview|with|on|"
    r"at)\b|"
    r"\s*[,;]|\s*$)|(?:面试|面(?!试)|"
    r"应聘)(?:的是)?\s*(?P<w>(?!给|让|一下|候选人|面试官)(?:[A-Za-z+#/]{1,12} ?)?[\u4e00-\u9fff]{2,6}?|"
    r"[A-Za-z+#/]{2,12})(?:的|岗|\s*$|,|;)",
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
_MIXED_JOB = re.compile(
    r"[A-Za-z+#/.]{1,12} ?(?:全栈|前端|后端|测试|开发|算法|研发)?(?:工程师|设计师|开发|架构师|经理|"
    r"实习生)"
)
"""Java工程师, UI设计师."""
_JOB_WITHIN = re.compile(_JOBS, re.IGNORECASE)


def is_job(text: str) -> bool:
    """Whether it is a position by its own words: 前端工程师, backend."""
    return _JOB.search(text) is not None


def nth(found: re.Match[str]) -> int:
    """The number of a match of `ROUND`."""
    if ordinal := found["ordinal"]:
        return _ORDINALS.get(ordinal.lower()) or int(ordinal[0])
    return number(next(one for one in found.groups() if one))


def called(text: str, values: dict[str, Any]) -> None:
    """Add candidate and position to the values, where they are said."""
    for pattern in (_CANDIDATE, _SPOKEN):
        if (
            "candidate" not in values
            and (found := pattern.search(text))
            and not _JOB.search(found["v"])
        ):
            values["candidate"] = found["v"].rstrip("他她")
            text = text.replace(found["v"], ";")
    mixed = _MIXED_JOB.search(text)
    label = _POSITION.search(text)
    if label and not _is_somebody(label["e"] or label["w"]):
        values["position"] = str(next(one for one in label.groups() if one)).strip()
        text = text.replace(label[0], ";")
    elif mixed:
        values["position"] = mixed[0]
        text = text.replace(mixed[0], ";")
    _remaining(text, values)
    if position := values.get("position"):
        values["position"] = position.removesuffix("岗位").removesuffix("岗").removesuffix(" role")
        values["position"] = values["position"].removesuffix(" interview")


def _is_somebody(written: str | None) -> bool:
    """A name in capitals is no position: an interview for Tom Lee."""
    named = re.fullmatch(rf"[A-Z][a-z]+(?: [A-Z][a-z]+)*|{NAME}", written or "")
    return named is not None and _JOB.search(named[0]) is None


_WORDS = re.compile(r"\s{2,}|(?<=[\u4e00-\u9fff])\s|\s(?=[\u4e00-\u9fff])")


_OPENING = re.compile(
    r"^\s*(?:Hi|Hello|Please|Could|Can|Would|Book|Schedule|Set|Arrange|I|We|Need|Let|Help|Make|Find|"
    r"Put|Add|New)\b"
)
_CALLED = re.compile(
    rf"(?:{NAME}|[小阿老][\u4e00-\u9fff]|[\u4e00-\u9fff]{{1,2}}(?:总|小姐|先生|女士|同学))"
)


def _remaining(text: str, values: dict[str, Any]) -> None:
    """Whoever is left is the candidate, a job that is left the position."""
    text = ROUND.sub(";", text)
    latin = _LATIN.search(_OPENING.sub("", text))
    if "candidate" not in values and latin and not _JOB.search(latin[0]):
        values["candidate"] = latin[0]
        text = text.replace(latin[0], ";")
    for piece in re.split(r"[,;!?|:()]|\s(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])\s", text):
        left = _NOT_NAMES.sub(" ", piece).strip(" .")
        for word in filter(None, map(str.strip, _WORDS.split(left))):
            if _JOB.search(word):
                values.setdefault("position", word)
            elif _CALLED.fullmatch(word):
                values.setdefault("candidate", word)
    job = _JOB_WITHIN.search(text)
    if "position" not in values and job and job[0] != values.get("candidate"):
        values["position"] = job[0]
