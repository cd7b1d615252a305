"""What a person's name looks like, in characters and in letters."""

import re
from collections.abc import Iterator

_SURNAMES = (
    "赵钱孙李周吴郑王冯陈卫蒋沈韩杨朱秦许何吕张孔曹严华金魏陶姜谢邹苏潘葛范彭鲁马方任袁柳鲍史唐费薛雷贺"
    "倪汤罗毕郝安常于傅齐康伍余顾孟黄穆萧尹姚邵汪毛戴宋庞熊纪舒屈项祝董梁杜阮蓝季贾江童颜郭梅林钟徐邱骆"
    "高夏蔡田樊胡凌霍万卢莫房丁邓洪左石崔龚程陆翁段侯宁甘武刘景龙叶黎白赖卓池乔闻翟谭关易牛涂尚温肖曾"
    "麦佟佘聂廖詹阎闫裴邢岳俞祁覃欧褚巩瞿鄢臧甄冉邬戚"
)
_RARER = (
    "单古文储蒙敖柏包卜岑柴车丛狄窦符付宫管桂花简焦靳荆柯匡况邝兰郎冷厉连练隆娄栾麻满苗闵明牟母农皮平"
    "蒲朴浦漆丘裘曲全饶荣芮桑沙商申盛施司宿隋孙滕屠危韦巫席冼向辛宣荀晏燕阳应尤游虞郁喻元云湛章支仲庄宗祖"
    "耿谷辜井解苟寇仇佐逯匡国海路苑强党杭缪封邰干暴那权"
)
"""Surnames that are words as well: names only where a name is looked for."""
_DOUBLE = (
    "欧阳|司马|上官|诸葛|慕容|皇甫|端木|令狐|呼延|尉迟|长孙|宇文|司徒|司空|夏侯|独孤|南宫|公孙|轩辕|东郭|"
    "澹台|濮阳|淳于|申屠|钟离|鲜于|完颜|拓跋|公冶|西门|东方|百里|纳兰|爱新觉罗"
)
COMMON = _SURNAMES
NAME = rf"(?:(?:{_DOUBLE})|[{_SURNAMES}])[\u4e00-\u9fff]{{1,2}}?"
_PART = r"(?:(?![约给帮请见面聊和跟想叫排位名的是在去到把让个应])[\u4e00-\u9fff])"
DOTTED = rf"{_PART}{{1,8}}?(?:·{_PART}{{1,8}}?)+"
"""阿依古丽·买买提."""
_WORDS = "[的了我你您他她它们吧吗呢嘛啊呀么这那哪谁就也都还把让给请被跟没不再很太]"
"""No name has these."""
# Of what is no surname, these begin or end words that are no names either.
_COMMON_WORDS = re.compile(
    r"[约面试见聊谈选挑排定建开发推投找说时间点周天月号上下来去到在有要想能可是会做个位场轮次人岗职招聘过筛"
    r"新加添帮麻烦劳驾辛苦谢好急快尽等先和或等需]|安排|老板|同事|领导|线下|现场|远程|视频|电话|猎头|"
    r"内推|简历"
    r"|社招|校招|全部|方便|主管|一起|随便|任意|半|两|双方"
)
ANY_NAME = (
    rf"{DOTTED}|(?:(?:{_DOUBLE})|[{_SURNAMES}{_RARER}])(?:(?!{_WORDS})[\u4e00-\u9fff]){{1,2}}?"
)
_ALL = re.compile(rf"{DOTTED}|(?:{_DOUBLE}|[{_SURNAMES}{_RARER}])[\u4e00-\u9fff]{{1,2}}")
_CALLED = re.compile(r"[小阿老][\u4e00-\u9fff]|[\u4e00-\u9fff]{1,2}(?:总|小姐|先生|女士|同学|老师)")
_TITLE = re.compile(r"(?<=[\u4e00-\u9fff]{2})(?:同学|先生|女士|小姐|老师)$")

_WORD = r"(?-i:[A-Z\u00c0-\u00de][A-Za-z\u00c0-\u017f]*(?:['-](?!s\b)[A-Za-z\u00c0-\u017f]+)*)"
_PARTICLE = r"(?:al|bin|binti|ibn|de|del|da|dos|di|du|van|von|der|den|ter|la|le|el)"
LATIN = re.compile(rf"(?<![\w'-]){_WORD}(?: (?:{_PARTICLE} ){{0,2}}{_WORD}){{0,3}}")
_NO_LATIN = re.compile(
    r"(?:mrs?|ms|miss|dr|prof|interview\w*|schedul\w+|book\w*|set|creat\w+|fix|arrang\w+|organi[sz]e|"
    r"add|new|please|pls|put|"
    r"get|could|can|would|hi|hello|hey|we|we've|i|i'[a-z]+|need|let|let's|help|make|find|candidates?|"
    r"room|zoom|teams|google|skype|webex|round|position|role|opening|for|with|the|an?|and|at|on|in|"
    r"(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)(?:day)?|wednesday|thursday|saturday|today|"
    r"tomorrow|next|this|first|second|third|fourth|final|technical|tech|hr|onsite|online|video|phone|"
    r"call|meet|"
    r"meeting|chat|session|one|two|half|noon|morning|afternoon|place|time|times|slot|start|also|just|"
    r"then|my|our|your|his|her|their|he|she|they|it|there|headhunter|walk-in|kindly|invite|invitation|"
    r"line|plan|"
    r"pencil|sort|give|have|has|had|did|does|register|enter|log|open|thanks?|cheers|dear|to|from|of|re|"
    r"subject|is|are|"
    r"was|will|do|does|what|when|where|who|any|all|everyone|somebody|someone|no|yes|ok|okay|so|but|if|"
    r"as|by|"
    r"january|february|march|april|june|july|august|september|october|november|december|jan|feb|mar|"
    r"apr|jun|jul|aug|sept?|oct|nov|dec|ui|ux|qa|it|pm|am|ceo|cto|cfo|wecom|feishu|dingtalk|bring|"
    r"see|look|search|show|pull|list|check|send|tell|slip|squeeze|block|reserve|name|want|bot|cancel|"
    r"move|change)",
    re.IGNORECASE,
)


def is_name(text: str) -> bool:
    """Whether characters are a name by its first one, or somebody as one calls him: 林小姐."""
    if _CALLED.fullmatch(text):
        return True
    return _ALL.fullmatch(text) is not None and re.search(_WORDS, text) is None


def may_be_name(text: str) -> bool:
    """Whether characters are no other words: 扎西多吉."""
    return (
        re.fullmatch(rf"[\u4e00-\u9fff]{{2,6}}|{DOTTED}", text) is not None
        and not re.search(_WORDS, text)
        and not _COMMON_WORDS.search(text)
    )


def untitled(name: str) -> str:
    """A whole name without 同学 or 先生; 林小姐 is called so."""
    return _TITLE.sub("", name)


def latin(text: str) -> Iterator[tuple[int, str]]:
    """Names in letters, and where they begin; what only begins a sentence is none."""
    for found in LATIN.finditer(text):
        words = found[0].split()
        at = found.start()
        while words and _NO_LATIN.fullmatch(words[0]):
            at += len(words[0]) + 1
            words = words[1:]
        while words and _NO_LATIN.fullmatch(words[-1]):
            words = words[:-1]
        if len("".join(words)) > 1:
            yield at, " ".join(words)


def within_name(text: str, begin: int, word: str) -> bool:
    """Whether what may be a day is a part of somebody's name in letters: Nguyen Thu Ha."""
    if not re.fullmatch("[A-Z][a-z]{2}", word.strip()):
        return False
    return any(
        name.split()[0] != word.strip() and at < begin < at + len(name) for at, name in latin(text)
    )
