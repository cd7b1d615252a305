"""Where people meet: rooms, floors, links and calls, as they stand in a sentence."""

import re

_ROOM = (
    r"会议室|办公室|洽谈[室区间]|会客[室厅]|接待[室区处]|贵宾[室厅]|面试[间室](?!隔)|培训室|休息[室区]|"
    r"多功能厅|"
    r"报告厅|会议[厅区]|咖啡[厅馆店吧]|小黑屋|阶梯教室|活动室|圆桌[室间]|茶室"
)
_HALL = r"大堂|大厅|前台|展厅|分部|分公司|总部|园区|茶水间|食堂|楼下|门店"
_DOOR = r"(?: ?[A-Za-z]?-?\d{1,4}(?![\d点:月日号个分])| ?[A-Z](?![A-Za-z]))?"
_FLOOR = r"(?:[\dA-Za-z]{1,4} ?|[一二三四五六七八九十]{1,3})(?:号楼|[楼层座栋])"
_ONLINE = (
    r"腾讯会议|(?:飞书|钉钉|企业微信|企微)(?:视频)?会议|\b(?:zoom|teams|google meet|webex|skype)\b"
)
_ENGLISH = (
    r"\b(?:(?:meeting|conference|interview) )?room (?:\w*\d\w*|[A-Z])\b"
    r"|(?<=\bin the )(?:\w+ ){1,3}room\b|(?<=\bat our )(?:\w+ ){1,2}office\b|(?<=\bat the )"
    r"(?:\w+ ){1,2}office\b|(?<=\bin the )(?:boardroom|lobby|lounge)\b"
)
_SOME = r"(?:(?![在到去来于用就的和跟与让请给面约是改换搬移挪试该写填错成为])[\w\u4e00-\u9fff])"
_KIND = rf"(?:{_SOME}{{0,4}}?(?:前台|隔壁|对面|旁边|里面|楼下|门口)(?:旁边|隔壁|对面|里面|楼下|门口)?的?)?"
_IN = r"(?:(?<=[在到去来于用放])|(?<=^)|(?<=[,;:|\s]))"
PLACE = re.compile(
    rf"(?P<url>https?://\S+)|(?P<room>{_IN}(?:{_FLOOR})?(?:的)?{_KIND}{_SOME}{{0,6}}?(?:{_ROOM}){_DOOR}"
    rf"|(?:{_FLOOR})?(?:[\dA-Za-z]{{1,4}} ?号?|[一二三四五六七八九十]号?|[大小])?(?:{_ROOM}){_DOOR}"
    rf"|{_FLOOR} ?(?:[A-Za-z]?\d{{2,4}}(?!\d|[点:月日号个分])|{_SOME}{{1,4}}?[室厅区间])"
    rf"|(?<=[在到去来])(?:{_FLOOR})?{_KIND}{_SOME}{{0,6}}?(?:{_HALL})(?:旁边|隔壁|门口|那边|见)?|"
    rf"(?<=[在到去])(?:{_FLOOR})(?!\S))"
    rf"|(?P<online>{_ONLINE})|(?P<en>{_ENGLISH})",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    r"(?:(?:面试)?(?:地点|地址|场地)|位置)\s*(?:就?(?:定|安排|放|选|约)?[在于到](?!哪)|就?是|为|:)?\s*"
    r"(?P<zh>[^,;|!?]{2,30})|\b(?:place|venue|location|where)(?: is|:)\s*(?P<en>[^,;|!?]{2,40})",
    re.IGNORECASE,
)
MOST_PLACE = 30
"""Characters of a place; what is longer says more than that."""
ROOMS = rf"{_ROOM}|{_HALL}"
"""Words for what people meet in."""
_TAIL = re.compile(r"(?:那边)?(?:见面?|面试?|吧|里|碰头|进行|谢谢|,|\s)+$")
ANYWHERE = re.compile(
    rf"https?://\S+|(?:{_FLOOR})?{_KIND}{_SOME}{{0,6}}?(?:{_ROOM}){_DOOR}"
    rf"|{_FLOOR}(?: ?{_SOME}{{1,4}}?[室厅区间]|(?!{_SOME}{{0,4}}(?:{_HALL})){_DOOR})"
    rf"|(?:{_FLOOR})?{_KIND}{_SOME}{{0,6}}?(?:{_HALL})|{_ONLINE}|{_ENGLISH}"
    r"|(?<=\bthe )(?:(?!(?:instead|of|in|at|and|not|now|to)\b)\w+ ){1,3}(?:room|office|lounge|lobby|"
    r"cafe)\b|\b(?:(?:level|floor) \w+ )?(?:boardroom|lobby|lounge|cafeteria)\b",
    re.IGNORECASE,
)
"""A place wherever it stands."""


def is_bare(text: str) -> bool:
    """Whether it only says that there is a room: 会议室."""
    return re.fullmatch(ROOMS, text) is not None


def place_in(text: str) -> tuple[str, tuple[int, int]] | None:
    """The place a text says and where it stands: by a word for places, else by its own words."""
    labelled = _LABELLED.search(text)
    if labelled and (value := _TAIL.sub("", labelled["zh"] or labelled["en"]).strip()):
        inside = PLACE.search(value)
        url = inside and inside["url"]
        return url or value, labelled.span()
    found = PLACE.search(text)
    return (found[0].strip(), found.span()) if found else None
