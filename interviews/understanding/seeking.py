"""Whose interviews are looked for, whether anybody of that name is known or not."""

import re

from interviews.understanding.jobs import is_job
from interviews.understanding.lexicon import WORDS
from interviews.understanding.meaning import Action, Meant
from interviews.understanding.persons import ANY_NAME, is_name, latin, may_be_name, within_name
from interviews.understanding.said import Said
from interviews.understanding.scheduling import signed

_SEEKS = re.compile(
    r"查(?!看|收|阅|岗)|搜(?!到|集)|翻(?:一?下|出|看|翻)|调(?:出|取|阅)|列(?:出|一?下)|"
    r"(?:找|看)(?:一?下|找)?(?=\S{2,6}的(?:所有|全部)?(?:面试|场次|记录))|有(?:没有)?(?:叫|人叫)|"
    r"的(?:所有|全部|历史)?(?:面试(?:记录)?|场次|记录)(?=$|[,;?!吗呢]|有哪|都有|给我|帮我|列|翻|调|查|搜)|"
    r"(?:面|约|来|见)过(?:[几没谁吗面]|多少|哪)|面了谁|有过面试|在(?:系统|库)里|有没有(?=\S{2,6}的面试)|"
    r"\b(?:find|search|look(?:ing)? (?:up|for)|records? (?:of|for|on)|any records?|"
    r"interviews? (?:for|of|by)|(?:any|every)thing (?:on|with|for)|interviews (?:does|did|has)|"
    r"pull up|bring up)\b|\bhas [^,]{2,30} interviewed\b|\bwho(?:'s| is| has| did|"
    r" does)? \w+(?: \w+)? (?:been )?interview(?:ing|"
    r"ed)?\b|'s (?:interviews|history|records?)\b",
    re.IGNORECASE,
)
_SURE = r"(?:叫做?|名叫|(?:姓名|候选人|人选)(?:是|叫做?|:)*|查人:?|[的:]候选人)"
"""Words that only lead to a name."""
_LEAD = (
    r"(?:(?:查(?:询|找|一?下|查|得到)?|搜(?:索|一?下|搜)?|[找看](?:一?下|找|看)?|列(?:一?下|出)?|"
    r"翻(?:一?下)?|"
    r"叫做?|名叫|把|将|调(?:一?下|出|取)?|关于|有个|帮我|麻烦|给我|有没有){1,3}|^|[,;:\s])"
)
_BEHIND = (
    r"(?=的|这|那个|名[字下]|有|都|近|最近|在|[面来约见]过|过往|出来|候选|手[里上]|那边|'s|[,;:?!\\s]|"
    r"吗|没|"
    r"$)"
)
_LOOSE_NAME = r"[\u4e00-\u9fff]{2,5}?"
_NAMED = [
    re.compile(rf"{lead}(?P<v>{name}){_BEHIND}")
    for lead in (_SURE, _LEAD)
    for name in (ANY_NAME, _LOOSE_NAME)
]
_SMALL = re.compile(
    r"\b(?:find|search(?: for)?|look up|interviews? (?:of|for|with|by)|called|named)\s+"
    r"(?:(?:all|every|any)(?: of)? )?(?:the )?(?:interviews? (?:of|for|with)"
    r" )?(?P<v>[a-z]{2,}(?: [a-z]{2,})?)\s*[?!.]?$"
)
_NOBODY = re.compile(
    r"[我你他她这那哪还谁]|[列翻查搜看]|[排面约见]$|面试|时间|候选|名字|系统|名单|场次|记录|大家|所有|"
    r"全部|一下|今天|明天|哪些|什么|"
    r"\b(?:all|of|the|my|me|mine|our|everyone|interviews?|candidates?|slots?|times?|room|day|week)\b",
    re.IGNORECASE,
)
_OTHERWISE = re.compile(
    r"取消|改[期到成为]|换|推迟|提前|安排|约(?!过)|空(?:闲|档)?|在哪|地[点址]|几点|什么时候|简历|详情|"
    r"反馈|评价|进度|"
    r"\b(?:cancel|move|reschedule|free|where|when|feedback|details?|resume|cv|slot|time)\b",
    re.IGNORECASE,
)
"""Something else is wished of it."""


def find(said: Said) -> Meant | None:
    """Somebody's interviews, if they are looked for."""
    seeks = _SEEKS.search(said.text) or WORDS.FIND.search(said.text)
    spoken = [one for one in said.mentions if not within_name(said.text, one.begin, one.text)]
    if not seeks or spoken or _OTHERWISE.search(said.text) or signed(said.text.replace("约过", "")):
        return None
    name = sought(said)
    known = name is not None and name in {one.candidate for one in said.situation.interviews}
    if name is None or (known and not WORDS.FIND.search(said.text)):
        return None
    return Meant(Action.FIND, {"name": name})


def sought(said: Said) -> str | None:
    """The one person whose name is said; None if there are several, or nobody."""
    there = said.situation
    people = {*there.colleagues, *(one.candidate for one in there.interviews)} - {there.speaker}
    known = [one for one in people if one and one in said.text]
    known += [
        o.candidate for o in said.named(said.text) if o.candidate and o.candidate not in known
    ]
    unknown = _unknown(said.text, {*people, there.speaker})
    if unknown and said.named(unknown):
        unknown = None
    if known and unknown and not any(one in there.colleagues for one in known):
        return None
    names = [unknown] if unknown else known
    return names[0] if len(names) == 1 else None


def _unknown(text: str, people: set[str]) -> str | None:
    """A name that nobody here has."""
    for pattern in _NAMED[:-1]:
        if name := _in_characters(pattern, text, people):
            return name
    names = [name for _, name in latin(text) if not is_job(name)]
    if names:
        return names[0] if len(names) == 1 else None
    if name := _in_characters(_NAMED[-1], text, people):
        return name
    small = _SMALL.search(text)
    return small["v"] if small and not _NOBODY.search(small["v"]) else None


def _in_characters(pattern: re.Pattern[str], text: str, people: set[str]) -> str | None:
    """A name that is no other word, nor one of these people's."""
    for found in pattern.finditer(text):
        name = found["v"]
        ours = any(one and (one in name or name in one) for one in people)
        if not ours and not _NOBODY.search(name) and not is_job(name) and _is_name(name):
            return name
    return None


def _is_name(name: str) -> bool:
    return is_name(name) or may_be_name(name)
