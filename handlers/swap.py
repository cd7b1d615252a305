"""`/swap 12 李雷 老王` 换人 …: HR has somebody else interview."""

import re

from bot.routing import Chat, Router, Who, fold
from interviews import finder, groups, naming, panels, proposals
from interviews.automatic import WARNING
from interviews.texts import NOTHING, Refused, Text, Words, lines

router = Router()

HOW = Text(
    zh="请写上编号、现在的面试官和新的面试官，例如：换人 12 李雷 老王",
    en="Please give the number, who leaves and who comes, for example: swap 12 李雷 老王",
)
DONE = Text(
    zh="#{number}（{candidate}）的面试官：{out} → {name}。相关的人会收到通知。",
    en="#{number} ({candidate}): {out} → {name}. Everyone concerned is told.",
)
_NAME = r"[^\s()]+(?:\s*\([^()]*\))?"
_GIVEN = re.compile(
    rf"#?\s*(\d{{1,9}})[\s,:]+(?:把)?({_NAME})\s*(?:->|→|>|\||,|、|换成|改成|\bto\b|\bby\b|\bwith\b|\s)"
    rf"\s*({_NAME})\s*[.!]?"
)


@router.command(
    "swap", "换人", "换面试官", "更换面试官",
    usage=Text(zh="换人 编号 现面试官 新面试官", en="swap number old new"),
    summary=Text(zh="换一位面试官", en="another interviewer instead"),
    example=Text(zh="换人 12 李雷 老王", en="swap 12 李雷 老王"),
    who=Who.HR,
    form=r"\S+ #? ?\d{1,9}\b.*",
    rank=44,
)  # fmt: skip
async def swap(chat: Chat) -> Words:
    """The candidate hears of it if the names were given to them, which confirming does. The new one
    may be left to a pool, `任一(韩梅梅,老王)` or a group."""
    given = _GIVEN.fullmatch(fold(chat.raw))
    if given is None:
        raise Refused(HOW)
    number = int(given[1])
    out = await naming.interviewer(chat.session, given[2], chat.rules, chat.now)
    [pool] = await groups.seats(chat.session, given[3], chat.rules, chat.now)
    joined = await proposals.chosen(chat.session, number, pool, rules=chat.rules, now=chat.now)
    outcome = await panels.swap(
        chat.session, number, out, joined,
        by=chat.person, rules=chat.rules, now=chat.now, pool=pool if len(pool) > 1 else (),
    )  # fmt: skip
    details = outcome.details
    warnings: Words = NOTHING
    if details.interview.starts_at is not None:
        agreed = details.agreed
        against = await finder.warnings(
            chat.session, [joined], [(agreed.start, agreed.end)], chat.rules, chat.now,
            but=details.number,
        )  # fmt: skip
        warnings = lines(*(WARNING(why=why) for why in against.values()))
    done = DONE(
        number=details.number,
        candidate=details.candidate.name,
        out=out.name,
        name=joined.name,
    )
    return lines(done, warnings, outcome.pass_on)
