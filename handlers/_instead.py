"""What is said where the bot waits for words it would act on, and is none: a question, another wish,
a change of mind."""

import re
from dataclasses import replace

from bot.routing import Chat
from handlers.free_text import free_text
from handlers.nevermind import DONE as LEFT
from interviews import circumstances
from interviews.texts import Words
from interviews.understanding.meaning import Action
from interviews.understanding.understand import understand

_SIGH = (
    r"(?:oh|well|ok(?:ay)?|hm+|no|sorry|actually|wait|哦|啊|那|哎|等等|等一下|不好意思|抱歉)"
    r"[\s,，.。！!、…]+"
)
_BACK_ZH = (
    r"(?:还是|我(?:又|还|还是)?(?:要|会|能|想|可以))(?:来|去|参加)(?:面试)?|"
    r"(?:我|还是|那就?|还是先|先|就){0,2}(?:等等|等一下|先别|别取消|不用?取消|不用?改|不想(?:取消|改)|保留|保持|"
    r"照常|按原|改主意|又(?:能|可以)|没事了|算了).*"
)
_BACK_EN = (
    r"(?:(?:i|let'?s|let us|please|just|(?:i'?d|i would) (?:like to|rather)|i(?:'ll|\s+will)|we can|can we|"
    r"on second thoughts?),?\s+)*"
    r"(?:keep (?:it|the|my|this|that)|leave (?:it|(?:the|my|this|that)\b.*\bas)|wait|hold on|stop|"
    r"never\s?mind|forget (?:it|that)|changed? my mind|on second thoughts?|"
    r"(?:don'?t|do not|no need to|not)(?:\s+(?:cancel|change|move|reschedule|do)\b|$))(?!\w).*|"
    r"i(?:'ll|\s+will|\s+can|'m able to)\s+(?:still\s+)?(?:come|be\s+there|make it|attend)\b.*"
)
_BACK = re.compile(
    rf"\s*(?:{_SIGH})*(?:{_BACK_ZH}|{_BACK_EN}|不+|不行|别|否|no|nope|nah|n)[吧了的!.~。！\s]*",
    re.IGNORECASE,
)
HEARD = ("yes", "可以", "好", "好的", "行", "没问题", "ok", "okay", "sure", "no", "不行")
"""Words of commands that are no more than a yes or a no here."""
_YES = re.compile(
    r"\s*(?:是的?|对的?|嗯+|要|可以|好的?|行|没问题|yes|y|yep|yeah|right|ok(?:ay)?|sure)[!.~。！\s]*",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"[?？]\s*$|(?:吗|么|呢)\s*$|^\s*(?:what|why|how|where|who|when)\b", re.IGNORECASE
)
_WISHES = {
    Action.QUESTION, Action.RESCHEDULE, Action.MOVE, Action.SWAP, Action.EDIT, Action.SCHEDULE,
    Action.OFFER, Action.CONFIRM, Action.ACCEPT, Action.HUMAN, Action.NEVERMIND, Action.LANGUAGE,
}  # fmt: skip


def bare_yes(chat: Chat) -> bool:
    """A yes alone, where more was asked for than that."""
    return _YES.fullmatch(chat.raw) is not None


async def instead(
    chat: Chat, *, of: Action | None, also: frozenset[Action] = frozenset()
) -> Words | None:
    """The answer to such words, and the question is open no more; None where they may be what was
    asked for. `also`: more wishes that cannot be it."""
    if _BACK.fullmatch(chat.raw):
        chat.person.question = None
        return LEFT
    situation = await circumstances.situation(
        chat.rows, chat.person, chat.raw, chat.rules, chat.now
    )
    meant = understand(chat.raw, situation, likeness=False)
    action = meant.about if meant.action is Action.ASK else meant.action
    another = action in _WISHES | also and action is not of
    if not (another or (_ASKS.search(chat.raw) and action is not of)):
        return None
    asked, chat.person.question = chat.person.question, None
    return await free_text(replace(chat, ended=asked))
