"""What cannot be undone is done only upon a plain yes; anything else, commands that are answers to
other questions too, leaves it."""

from bot.routing import Chat

YES = {"是", "是的", "确定", "确认", "yes", "y", "confirm"}
HEARD = (
    "确认", "confirm", "yes",
    "可以", "好", "好的", "行", "没问题", "ok", "okay", "sure",
    "不行", "都不行", "不合适", "都不合适", "都不方便", "no", "none",
)  # fmt: skip
"""Words of commands that are heard as an answer."""


def agreed(chat: Chat) -> bool:
    """Whether the answer is one; the question is over either way."""
    chat.person.question = None
    return chat.args.rstrip(".!").lower() in YES
