"""What stands behind `取消` and `拒绝`: a number, a reason, or more than is done on a word."""

# A condition, an alternative, a second wish, a denial: cancel if it is online, 取消 还是改到周五.
_MORE = (
    r"(?:(?:if|unless|in case|or|and|then|but|not|nothing|none|maybe|perhaps|instead|whether)\b"
    r"|了(?:会|能|还|吗)|还是|或者|或是|要么|要不|如果|要是|假如|假设|万一|除非|不了|不行|会(?:怎|有|不)|能不能|可不可以|行不行"
    r"|改(?:期|到|成|为|时间)|换(?:个|一个)?时间)"
)
# 取消 周四的, cancel my interview are about which one.
_WHICH = (
    r"my\b|the\b|it\b|this\b|that\b|our\b|all\b|both\b|interview|please|pls|today|tomorrow|on\b|with\b"
    r"|[周今明后下上]|星期|礼拜|.*(?:吗|么)$|.*的(?:面试)?$"
)
FORM = rf"\S+ (?:#?\d{{1,9}}\b(?![ ,:]*{_MORE}).*|(?!#?\d{{1,9}}\b|{_WHICH}|{_MORE}).+)"
"""The number and the reason, as the command is said; other sentences are free text."""
