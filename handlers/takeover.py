"""`/takeover 12` 接手 12: a human talks to the candidate on WeChat; `/handback 12` 交回 12: the bot."""

import re

from bot.routing import Chat, Router, Who
from interviews import handing
from interviews.texts import Refused, Text, Words

router = Router()

WHICH = Text(
    zh="请写上面试编号，例如：{word} 12",
    en="Please give the interview's number, for example: {word} 12",
)
TAKEN = Text(
    zh="正在把{name}（#{number}）的微信会话转给{servicer}。结束之前我不再和 TA 说话，要说的会发给您转达。\n"
    "交还给我请发：交回 {number}",
    en="The WeChat chat with {name} (#{number}) is being handed to {servicer}. Until it ends I say nothing"
    " to them; what there is to say is given to you.\nTo give it back: handback {number}",
)
BACK = Text(
    zh="{name}（#{number}）的微信会话正在交回给我，TA 再说话时由我回复。",
    en="The WeChat chat with {name} (#{number}) is being given back to me; I answer what they say next.",
)
_NUMBER = re.compile(r"#?\s*(\d{1,9})")


@router.command(
    "takeover", "接手", "转接",
    usage=Text(zh="接手 编号", en="takeover number"),
    summary=Text(zh="由人在微信里和候选人聊", en="have a human talk to a candidate on WeChat"),
    example=Text(zh="接手 12", en="takeover 12"),
    who=Who.HR,
    form=r"\S+ #? ?\d{1,9}",
    rank=82,
)  # fmt: skip
async def takeover(chat: Chat) -> Words:
    """The chat is moved to the servicer of the configuration."""
    number = _number(chat)
    details = await handing.take_over(
        chat.session, number, by=chat.person, rules=chat.rules, now=chat.now
    )
    servicer = await handing.servicer(chat.session, chat.rules)
    return TAKEN(name=details.candidate.name, number=number, servicer=servicer)


@router.command(
    "handback", "交回", "交还",
    usage=Text(zh="交回 编号", en="handback number"),
    summary=Text(zh="把微信会话交还给我", en="give the WeChat chat back to the bot"),
    example=Text(zh="交回 12", en="handback 12"),
    who=Who.HR,
    form=r"\S+ #? ?\d{1,9}",
    rank=83,
)  # fmt: skip
async def handback(chat: Chat) -> Words:
    """The human's chat ends; what the candidate says next is the bot's to answer."""
    number = _number(chat)
    details = await handing.hand_back(chat.session, number, rules=chat.rules, now=chat.now)
    return BACK(name=details.candidate.name, number=number)


def _number(chat: Chat) -> int:
    found = _NUMBER.fullmatch(chat.args)
    if found is None:
        raise Refused(WHICH(word=chat.word))
    return int(found[1])
