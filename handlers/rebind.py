"""`/rebind 12` 换微信 12: the account that has opened a candidate's link is not theirs (any more)."""

import re

from bot.routing import Chat, Router, Who
from interviews import releasing
from interviews.texts import Refused, Text, Words, lines

router = Router()

WHICH = Text(
    zh="请写上面试编号，例如：换微信 12",
    en="Please give the interview's number, for example: rebind 12",
)
DONE = Text(
    zh="已解除{name}（#{number}）原来的微信：那个微信不再收到消息，原来的链接也都失效了，新的在下面。",
    en="The WeChat account of {name} (#{number}) was taken off: it gets no more messages, and the old"
    " links work no more. The new one is below.",
)
NOBODY = Text(
    zh="{name}（#{number}）没有绑定微信，现在谁打开链接就绑定谁。",
    en="No WeChat account is bound to {name} (#{number}); whoever opens the link now will be.",
)
_NUMBER = re.compile(r"#?\s*(\d{1,9})")


@router.command(
    "rebind", "换微信", "解绑", "解除微信",
    usage=Text(zh="换微信 编号", en="rebind number"),
    summary=Text(
        zh="候选人换了微信，或链接被别人打开了", en="a candidate's link was opened by the wrong account"
    ),
    example=Text(zh="换微信 12", en="rebind 12"),
    who=Who.HR,
    form=r"\S+ #? ?\d{1,9}",
    rank=84,
)  # fmt: skip
async def rebind(chat: Chat) -> Words:
    """Whoever opens the new link is the candidate."""
    number = _NUMBER.fullmatch(chat.args)
    if number is None:
        raise Refused(WHICH)
    details, was_bound, passing = await releasing.release(
        chat.session, int(number[1]), by=chat.person, rules=chat.rules, now=chat.now
    )
    done = DONE if was_bound else NOBODY
    return lines(done(name=details.candidate.name, number=details.number), passing)
