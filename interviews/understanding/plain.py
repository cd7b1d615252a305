"""Making written words comparable: one width, one script, digits for numerals before a unit.

Everything else in this package works on what `plain` gives, never on the raw message.
"""

import re
import unicodedata
from importlib import import_module

from interviews.understanding.figures import ENGLISH, WORD, digits, figured
from interviews.understanding.loading import quietly
from interviews.understanding.slips import standard

_KEYS = str.maketrans(
    {"\u20e3": " ", "\U0001f51f": "10"}
    | {chr(first + n): f"{n + 1}" for first in (0x2776, 0x2780, 0x278A) for n in range(10)}
)
"""Digits on keys and in black circles: 3️⃣, ❸."""
_EMOJI = re.compile("[\u200b-\u200f\u2060-\u206f\ufe00-\ufe0f\u2600-\u27bf\U0001f000-\U0001faff]+")
_SAME = str.maketrans(
    {
        "。": ";", "！": "!", "“": '"', "”": '"', "「": '"', "」": '"', "『": '"', "』": '"',
        "‘": "'", "’": "'", "`": "'", "—": "-", "–": "-", "−": "-", "～": "~", "…": ",", "【": " ",
        "】": " ", "•": "·", "・": "·", "‧": "·", "\u3000": " ", "\t": " ", "\n": ";",
    }
)  # fmt: skip
_DOT = re.compile(r"(?<![\u4e00-\u9fff]{2})·|·(?![\u4e00-\u9fff]{2})")
"""The dot that stands in no name: 阿依古丽·买买提."""
_REPEATED = re.compile(r"([,;!?~.、])(?:\s*[,;!?~.、])+")
_SCRIPTS = re.compile(r"(?<=[\u4e00-\u9fff])(?=[A-Za-z])|(?<=[A-Za-z])(?=[\u4e00-\u9fff])")
SCRIPTS = re.compile(r"(?<=[\u4e00-\u9fff]) (?=[A-Za-z])|(?<=[A-Za-z]) (?=[\u4e00-\u9fff])")
"""The spaces `plain` puts between them."""
_SPACES = re.compile(r" {2,}")

_TWO_DAYS = re.compile(r"([今明])([明后])两?天")
_TWO_DATES = re.compile(r"(?<![\d.:])(\d{1,2})\s*[、,和/]\s*(\d{1,2})\s*([号日])(?!线|楼|面|会)")
_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "俩": 2}
# 张三三点 is 张三 at three, 张三十点 is 张三 at ten: a numeral is as long as it makes sense.
_ONE = "[零〇一二两俩三四五六七八九]"
_HOUR = f"(?:二十[一二三四]?|十[一二三四五六七八九]?|{_ONE})"
_COUNT = f"(?:[二三四五六七八九]?十[一二三四五六七八九]?|{_ONE})"
_NUMERAL = re.compile(
    r"(?<![周期拜第快慢有差好])(?<![早晚迟上下这那同](?=一))"
    rf"(?:{_HOUR}(?=\s*(?:点(?!击)|时(?!间|候|段|辰)))"
    rf"|{_COUNT}(?=\s*(?:号|日(?!期)|月|分钟|分(?=[,;到至]|$)|刻钟|个?半?小时|个?钟头|天(?![天津])"
    r"|(?:个?(?:星期|礼拜)|周)(?![年一二三四五六日天末1-7])|个月)))"
    rf"|(?<=[周期拜][一二三四五六日天]){_HOUR}(?=\s*[点时])"
    rf"|{_COUNT}(?=\s*[到至-]\s*(?:\d|{_COUNT})+\s*[点月号])"
)
_EXACT = re.compile(
    r"(?P<hour>\d{1,2}\s*点\s*(?:过\s*)?)(?P<numeral>[零〇][一二三四五六七八九]|"
    r"[二三四五]?十[一二三四五六七八九]?|[六七八九]十[一二三四五六七八九]?(?=\s*分)|"
    r"[二三四五][零一二三四五六七八九]|"
    r"[一二三四五六七八九](?=\s*分))"
)
# Move the 3pm to 4pm is no range.
_MOVED = re.compile(
    r"(\b(?:move|push|shift|change|switch|reschedule)\s+(?:the|my|"
    r"our)\s+\d{1,2}(?::\d\d)?\s*(?:[ap]m)?) to\b",
    re.IGNORECASE,
)
_TO_AN_HOUR = re.compile(
    r"(\b(?:push|move|bring|pull|shift|put|change|make|swap|switch|reschedule)\b[^,;?!]{0,40} (?:to|at|"
    r"for)|\bmake it) (\d{1,2})"
    r"(?=\s*(?:$|[?.,!;]|please|instead|on\b|tomorrow|today))",
    re.IGNORECASE,
)
_EN_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MIXED_DAY = re.compile(
    r"([上下这本]周) ?(?:的 ?)?((?:mon|tue|wed|thu|fri|sat|sun)\w*)", re.IGNORECASE
)
_SPOKEN_CLOCK = re.compile(
    r"\b(?P<hour>one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,2})[ -]"
    r"(?P<minute>fifteen|thirty|forty-five)\b(?!\s*(?:minutes?|mins?))",
    re.IGNORECASE,
)
# Half three is half past three, here as in Britain.
_HALF = re.compile(
    rf"\bhalf[ -](?P<hour>{WORD}|1[0-2]|[1-9])\b(?!\s*(?:hours?|days?|[:%]|\d))", re.IGNORECASE
)
_SHORT_OF = re.compile(
    rf"差\s*(?P<n>\d{{1,2}}|{_COUNT})\s*(?P<unit>分钟?|刻钟?)\s*[到就]?(?P<hour>\d{{1,2}}|"
    rf"{_HOUR})\s*点整?"
    rf"|(?P<hour2>\d{{1,2}}|{_HOUR})\s*点\s*(?:还)?差\s*(?P<n2>\d{{1,2}}|"
    rf"{_COUNT})\s*(?P<unit2>分钟?|刻钟?)"
)
_ENGLISH_NUMBER = re.compile(
    rf"(?<!day )(?<!the )(?<!th[ai][ts] )\b(?P<word>{WORD})\b(?=\s*-?"
    r"\s*(?:[ap]\.?m\b|o'?clock|minutes?|mins?|hours?|days?|weeks?|late\b"
    r"|(?:to|-)\s*(?:\w+)\s*[ap]m\b))"
    rf"|(?<=\boption )(?P<option>{WORD})\b|(?<=\bnumber )(?P<number>{WORD})\b|"
    rf"(?<=\bslot )(?P<slot>{WORD})\b|"
    rf"(?<=\bchoice )(?P<choice>{WORD})\b"
    rf"|(?<=\bquarter to )(?P<quarter>{WORD})\b"
    rf"|(?<=\bat )(?P<at>{WORD})\b|(?<=\btill )(?P<till>{WORD})\b|"
    rf"(?<=\bby )(?P<by>{WORD})\b(?=$|[,;.?!])|(?<=\bpast )(?P<past>{WORD})\b|"
    rf"(?<=\bto )(?P<to>{WORD})\b(?=\s*"
    r"(?:[ap]\.?m|o'?clock|$|[,;.?!]))",
    re.IGNORECASE,
)


def plain(said: str) -> str:
    """The words in half-width simplified characters, without emoji and repeated marks."""
    text = unicodedata.normalize("NFKC", said.translate(_SAME).translate(_KEYS))
    text = _DOT.sub(" ", _EMOJI.sub(" ", text).translate(_SAME))
    text = simplified(text)
    text = _SCRIPTS.sub(" ", text)
    text = _TWO_DATES.sub(r"\1\3、\2\3", text)
    text = _TWO_DAYS.sub(lambda found: f"{found[1]}天、{found[2]}天", text)
    text = standard(text)
    text = figured(text)
    text = _REPEATED.sub(lambda found: _strongest(found[0]), text)
    text = _SPACES.sub(" ", text).strip(" /")
    text = _MIXED_DAY.sub(
        lambda found: found[1] + "一二三四五六日"[_EN_DAYS.index(found[2][:3].lower())], text
    )
    text = _SHORT_OF.sub(_before_the_hour, text)
    text = _NUMERAL.sub(lambda found: str(number(found[0])), text)
    text = _EXACT.sub(lambda found: f"{found['hour']}{number(found['numeral']):02}", text)
    text = _MOVED.sub(r"\1, to", text)
    text = _TO_AN_HOUR.sub(r"\1 \2:00", text)
    text = _SPOKEN_CLOCK.sub(_spoken, text)
    text = _HALF.sub(lambda found: f"{digits(found['hour'])}:30", text)
    return _ENGLISH_NUMBER.sub(lambda found: str(ENGLISH[found[0].lower()]), text)


def simplified(text: str) -> str:
    """Traditional characters as simplified ones. What GB 2312 can hold has none."""
    try:
        text.encode("gb2312")
    except UnicodeEncodeError:
        if not any("\u4e00" <= character <= "\u9fff" for character in text):
            return text
        with quietly():
            changed: str = import_module("jionlp").tra2sim(text)
        return changed
    return text


def number(numeral: str) -> int:
    """The value of 三, 十五, 二十, 一百二十 or of digits."""
    if numeral.isdecimal():
        return int(numeral)
    total, digit = 0, 0
    for character in numeral:
        if character == "百":
            total, digit = total + (digit or 1) * 100, 0
        elif character == "十":
            total, digit = total + (digit or 1) * 10, 0
        else:
            digit = _DIGITS[character]
    return total + digit


def _strongest(marks: str) -> str:
    return next((mark for mark in "?!;,、~" if mark in marks), ".")


def _spoken(found: re.Match[str]) -> str:
    return f"{digits(found['hour'])}:{ENGLISH[found['minute'].lower()]}"


def _before_the_hour(found: re.Match[str]) -> str:
    """差十分三点 is 2:50."""
    got = {
        name: value or found[f"{name}2"]
        for name, value in found.groupdict().items()
        if not name.endswith("2")
    }
    short = number(got["n"]) * (15 if got["unit"].startswith("刻") else 1)
    hour = number(got["hour"])
    return f"{hour - 1 or 12}点{60 - short:02}" if 0 < short < 60 else f"{hour}点{short + 60}分"
