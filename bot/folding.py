"""One width for what people type: places in the folded text are the places in the written one."""

_FULL_WIDTH: dict[int, int | str] = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_FULL_WIDTH |= {0x3000: " ", 0xA0: " ", ord("｜"): "|", ord("。"): ".", ord("／"): "/"}


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
