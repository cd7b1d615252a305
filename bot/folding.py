"""One width for what people type: places in the folded text are the places in the written one."""

_FULL_WIDTH: dict[int, int | str] = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_FULL_WIDTH |= {0x3000: " ", 0xA0: " ", ord("｜"): "|", ord("。"): ".", ord("／"): "/"}

_TRADITIONAL = str.maketrans(
    "個為麼會關寫動區週國場復選幫並併換時來沒確遲約組絕續議記評試詳語請資轉輪還這連適鏈閉問閒間題饋刪參",
    "个为么会关写动区周国场复选帮并并换时来没确迟约组绝续议记评试详语请资转轮还这连适链闭问闲间题馈删参",
)
"""Of the characters in words that mean something to the bot; whole sentences are read by others."""


def simpler(text: str) -> str:
    """The bot's own words in simplified characters, place by place."""
    return text.translate(_TRADITIONAL)


def fold(text: str) -> str:
    """Full-width letters, digits and punctuation made half-width, character by character: the
    places in the folded text are the places in the written one."""
    return text.translate(_FULL_WIDTH)


def split(raw: str, separator: str) -> list[str]:
    """The pieces of what somebody wrote, whichever width they wrote the separator in."""
    pieces, start = [], 0
    for place, character in enumerate(fold(raw)):
        if character == separator:
            pieces.append(raw[start:place].strip())
            start = place + 1
    return [*pieces, raw[start:].strip()]


def ends_word(word: str, rest: str) -> bool:
    """Whether what follows shows that the word was meant as a command."""
    if not rest or rest[0].isspace() or rest[0] in ":,#|" or rest[0].isdecimal():
        return True
    return not word.isascii() and "|" in rest
