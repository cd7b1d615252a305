"""What in a sentence points to one of several offered times by its number or its place."""

import re

from interviews.understanding.plain import number
from interviews.understanding.situation import Known, Span

Option = tuple[Known, int, Span]


ORDINAL = re.compile(
    (
        r"第\s*(?P<zh>[一二三四五六七八九十]|\d{1,2})(?!\s*[轮面]|[个份]?(?:岗位|职位|面试))|"
        r"(?P<hao>\d)号(?=选项|时间|时段|方案)|"
        r"(?P<last>靠后的?那?个?|最后(?:面)?(?:一)?(?:个|场|项)?|末尾|"
        r"下面(?:的)?那?[个条行]|后(?:面|边|头|一)?(?:的)?(?:那)?(?:一)?(?:个|"
        r"场)(?!月|星期|礼拜|小时)|后者|最晚(?:的)?(?:那)?个?|晚的那?个|晚一?[点些]的?那?个)|"
        r"(?P<letter>(?:^|(?<=[选挑要,; ]))[甲乙丙丁](?=$|[吧,;!的]))|"
        r"(?P<front>最前面|上面(?:的)?那?[个条行]|"
        r"头一?[个场]|靠前的?那?个?|最早(?:的)?(?:那)?个?|早的那?个|前(?:面|边|头)?(?:的)?(?:那)?(?:一)?(?:个|"
        r"场)(?!月|星期|礼拜)|前者|早一?[点些]的?那?个)|(?P<middle>中间|中不溜)|(?P<two>前|"
        r"后)(?:面)?[两2](?:个|场)|(?:选择?|"
        r"定|要|就|时间|确认|方案|选项|时段)\s*(?P<pick>\d{1,2}|[一二三四五](?=$|"
        r"[吧,;!呢啊]))(?!\s*[\d点:：号月个点日/.-])|\b(?:option|slot|"
        r"number|no\.?|time|choice|confirm|picks?|chooses?|takes?|wants?|"
        r"take number)\s*#?(?P<option>\d{1,2})\b(?!\s*(?:[ap]m|:|o'?clock))|\b(?P<en>first|"
        r"second|third|fourth|fifth|1st|2nd|3rd|4th|5th)\b(?! (?:position|interview|role|job|round))|"
        r"\b(?P<en_last>last(?! (?:week|night|"
        r"mon|tue|wed|thu|fri))|later(?= (?:one|slot|time|option|of))|latter|latest)\b|"
        r"\b(?P<en_later>(?:the )?later)(?=$|[.!,;])|"
        r"\b(?P<en_first>earlier(?= (?:one|slot|time|option|of))|former|earliest)\b|"
        r"\b(?P<en_middle>middle)\b"
    ),
    re.IGNORECASE,
)


_EN = ("first", "second", "third", "fourth", "fifth")


BARE = re.compile(
    r"^\s*#?(?P<n>\d{1,2}|[一二三四五])(?!个都)\s*(?:号|个)?\s*(?:吧|可以|ok|行|都行|都可以|"
    r"不(?:行|可以|方便|ok)|[来去]不了|没空|没问题|好|成|的?|works?(?: for me)?|is (?:good|fine|"
    r"ok(?:ay)?)|please|"
    r"for me|then|it is|thanks?|thank you)?\s*$",
    re.IGNORECASE,
)


_SEVERAL = re.compile(
    (
        r"^\s*(\d{1,2}(?:\s*(?:[、,/&]|和|或者?|and|or)\s*\d{1,2})+)\s*(?:都?(?:行|可以)|吧|ok|"
        r"both)?\s*$"
    ),
    re.IGNORECASE,
)


def listed(text: str, options: list[Option]) -> tuple[list[Option], bool]:
    """The options a text points to by their number or place; and whether one is not there."""
    numbers = {number for _, number, _ in options}
    if several := _SEVERAL.match(text):
        wanted = [int(one) for one in re.findall(r"\d+", several[1])]
        return [one for one in options if one[1] in wanted], not set(wanted) <= numbers
    found: list[Option] = []
    nowhere = False
    bare = BARE.match(text)
    for match in [bare] if bare else ORDINAL.finditer(text):
        wanted = _wanted(match, options)
        fitting = [one for one in options if one[1] in wanted]
        nowhere = nowhere or len(fitting) < len(wanted)
        found += [one for one in fitting if one not in found]
    return found, nowhere


def placed(text: str) -> int | None:
    """The number of the time a text points to, whatever is on offer; None if it says none."""
    found = BARE.match(text) or ORDINAL.search(text)
    wanted = _wanted(found, []) if found else []
    return wanted[0] if wanted and wanted[0] else None


def _wanted(match: re.Match[str], options: list[Option]) -> list[int]:
    """The numbers a match of `ORDINAL` or `BARE` stands for."""
    got = match.groupdict()
    order = [number for _, number, _ in sorted(options, key=lambda one: one[2].start)]
    if "n" in got:
        return [number(str(got["n"]))]
    if digits := got["zh"] or got["hao"] or got["pick"] or got["option"]:
        return [number(digits)]
    if got["letter"]:
        return ["甲乙丙丁".index(got["letter"]) + 1]
    if got["en"]:
        word = got["en"].lower()
        return [int(word[0]) if word[0].isdecimal() else _EN.index(word) + 1]
    if got["two"]:
        return order[:2] if got["two"] == "前" else order[-2:]
    if got["last"] or got["en_last"] or got["en_later"]:
        return order[-1:]
    if got["front"] or got["en_first"]:
        return order[:1]
    return order[1:2] if len(order) == 3 else [0]
