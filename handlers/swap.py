"""`/swap 12 李雷 老王` 换人 …: HR has somebody else interview."""

import re
from dataclasses import replace

from bot.routing import Chat, Router, Who, fold
from handlers._which import ask, choices, number_of
from handlers.free_text import free_text
from handlers.which_one import which_one
from handlers.who_instead import missing
from interviews import circumstances, finder, groups, naming, panels, proposals
from interviews.automatic import WARNING
from interviews.details import Details, find
from interviews.parts import to_swap
from interviews.phrases import PLACE
from interviews.texts import NOTHING, Refused, Text, Value, Words, lines, listed
from interviews.understanding.meaning import Action
from interviews.understanding.understand import understand

router = Router()

HOW = Text(
    zh="请写上编号、现在的面试官和新的面试官，例如：换人 12 李雷 老王",
    en="Please give the number, who leaves and who comes, for example: swap 12 李雷 老王",
)
WHICH = Text(
    zh="{out}换成{name}，换哪一场？请回复编号：\n{choices}",
    en="{name} instead of {out}: in which interview? Please reply with its number:\n{choices}",
)
WHICH_ONE = Text(zh="换哪一场的面试官？", en="Swap in which interview?")
ABOUT = Text(zh="{out} → {name}", en="{out} → {name}")
NONE = Text(
    zh="没有{out}参加、能换成{name}的面试。发“查找 {out}”看看 TA 有哪些面试。",
    en='There is no interview to come in which {name} could take the place of {out}. "find {out}" lists'
    " theirs.",
)
DONE = Text(
    zh="#{number}（{candidate}）的面试官：{out} → {name}。相关的人会收到通知。",
    en="#{number} ({candidate}): {out} → {name}. Everyone concerned is told.",
)
TIME = Text(zh="时间：{when}", en="Time: {when}")
_NAME = r"[^\s()]+(?:\s*\([^()]*\))?"
_BOTH = rf"(?:把)?({_NAME})\s*(?:->|→|>|\||,|、|换成|改成|\bto\b|\bby\b|\bwith\b|\s)\s*({_NAME})\s*[.!]?"
_GIVEN = re.compile(rf"#?\s*(\d{{1,9}})[\s,:]+{_BOTH}")
_HALF = re.compile(rf"#?\s*(\d{{1,9}})(?:[\s,:]+({_NAME}))?\s*[.!]?")
_UNNUMBERED = re.compile(rf"(?!#?\d){_BOTH}")


@router.command(
    "swap", "换人", "换面试官", "更换面试官",
    usage=Text(zh="换人 [编号] 现面试官 新面试官", en="swap [number] old new"),
    summary=Text(zh="换一位面试官", en="another interviewer instead"),
    example=Text(zh="换人 12 李雷 老王", en="swap 12 李雷 老王"),
    who=Who.HR,
    form=r"\S+ (?:#? ?\d{1,9}\b.*|\S+(?: (?:to|by|with|->|→|>|换成|改成))? \S+)",
    rank=44,
)  # fmt: skip
async def swap(chat: Chat) -> Words:
    """The candidate hears of it if the names were given to them, which confirming does. The new one
    may be left to a pool, `任一(韩梅梅,老王)` or a group. Without a number: the only interview it can
    be, or the bot asks, as it does for who is not named."""
    folded = fold(chat.raw)
    if given := _GIVEN.fullmatch(folded):
        return await _swap(chat, int(given[1]), given[2], given[3])
    if half := _HALF.fullmatch(folded):
        return await missing(chat, int(half[1]), half[2] or "")
    if not folded and (words := await which_one(chat, "swap")) is not None:
        return words
    given = _UNNUMBERED.fullmatch(folded)
    if given is None:
        raise Refused(HOW)
    try:
        out = await naming.interviewer(chat.session, given[1], chat.rules, chat.now)
    except naming.Ambiguous:
        raise
    except Refused:
        said = f"{chat.word} {chat.raw}"
        there = await circumstances.situation(chat.rows, chat.person, said, chat.rules, chat.now)
        meant = understand(said, there)
        if Action.SWAP not in {meant.action, meant.about}:
            raise
        return await free_text(replace(chat, word="", args=fold(said), raw=said))
    [pool] = await groups.seats(chat.session, given[2], chat.rules, chat.now)
    found = await to_swap(chat.session, out, pool, chat.now)
    named: dict[str, Value] = {"out": out.name, "name": listed(one.name for one in pool)}
    if not found:
        raise Refused(NONE(**named))
    if len(found) > 1:
        words = WHICH(**named, choices=choices(chat, found))
        numbers = [one.number for one in found]
        about = ABOUT(**named)
        return ask(
            chat, "swap_which", words, WHICH_ONE, found,
            about=about, out=given[1], into=given[2], numbers=numbers,
        )  # fmt: skip
    return await _swap(chat, found[0].number, given[1], given[2])


@router.answer("swap_which")
async def which(chat: Chat) -> Words:
    """The number of the interview."""
    found = [await find(chat.session, number) for number in chat.data["numbers"]]
    number = number_of(chat, found)
    chat.person.question = None
    return await _swap(chat, number, chat.data["out"], chat.data["into"])


async def _swap(chat: Chat, number: int, leaving: str, joining: str) -> Words:
    out = await naming.interviewer(chat.session, leaving, chat.rules, chat.now)
    [pool] = await groups.seats(chat.session, joining, chat.rules, chat.now)
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
    own = _own(details) if joined.id == chat.person.id else NOTHING
    return lines(done, own, warnings, outcome.pass_on)


def _own(details: Details) -> Words:
    """When and where, for who takes the seat themselves: nobody sends them an invitation."""
    if details.interview.starts_at is None:
        return NOTHING
    place = details.interview.place
    return lines(TIME(when=details.agreed), PLACE(place=place) if place else NOTHING)
