"""`都不行` / `none`: none of the offered times fits; HR hears it, with what the candidate adds."""

import re

from bot.routing import Chat, Router, Who, fold
from handlers._which import ask, choices, number_of
from interviews import answers, candidates
from interviews.candidates import NOTHING_OPEN
from interviews.details import Details
from interviews.parts import offers_to, visible
from interviews.texts import Refused, Text, Words

router = Router()

WHICH = Text(
    zh="是哪一场的时间都不行？请回复编号：\n{choices}",
    en="The times of which interview? Please reply with its number:\n{choices}",
)
WHICH_ONE = Text(zh="哪一场的时间都不行？", en="None fits: which one?")
NEWER = Text(
    zh="#{number} 之后又有了新的时间，刚才点的是之前的消息。",
    en="#{number} has had new times since; what you tapped belongs to an earlier message.",
)
# Only with its #: a bare number is part of what they add ("都不行 12 号以后可以").
_NUMBERED = re.compile(r"#\s*(\d{1,9})(?=\s|$)\s*")
_UP_TO = re.compile(r"-(\d{1,3})")
"""All that an old card or menu knew of: said by what is pressed on it, however long after."""


@router.command(
    "none", "都不行", "不行", "都不合适", "不合适", "都不方便", "no",
    usage=Text(zh="都不行 [#编号] [您方便的时间]", en="none [#number] [when you could]"),
    summary=Text(zh="提供的时间都不合适", en="none of the times fits"),
    example=Text(zh="都不行 下周都可以", en="none next week is fine"),
    who=Who.CANDIDATE,
    form=r"(?:none|都不行|都不合适|都不方便) .+",
    rank=32,
)  # fmt: skip
async def decline(chat: Chat) -> Words:
    """For the offer named, or the one that is open; with several the bot asks which."""
    if numbered := _NUMBERED.match(fold(chat.raw)):
        details = await visible(chat.session, int(numbered[1]), chat.person, chat.rules)
        if details.candidate.id != chat.person.id:
            raise Refused(answers.NOT_THE_CANDIDATE(number=details.number))
        note = chat.raw[numbered.end() :]
        if up_to := _UP_TO.fullmatch(note.strip()):
            note = ""
            if any(slot.number > int(up_to[1]) for slot in details.open(chat.now)):
                newer = NEWER(number=details.number)
                raise Refused(answers.open_times(details, chat.now, newer))
        return await _decline(chat, details, note)
    found = await offers_to(chat.session, chat.person, chat.now)
    if not found:
        raise Refused(NOTHING_OPEN)
    if len(found) > 1:
        words = WHICH(choices=choices(chat, found))
        return ask(chat, "decline_which", words, WHICH_ONE, found, note=chat.raw)
    return await _decline(chat, found[0], chat.raw)


@router.answer("decline_which")
async def which(chat: Chat) -> Words:
    """The number of the interview."""
    found = await offers_to(chat.session, chat.person, chat.now)
    number = number_of(chat, found, said=chat.data["note"])
    chat.person.question = None
    details = next(one for one in found if one.number == number)
    return await _decline(chat, details, chat.data["note"])


async def _decline(chat: Chat, details: Details, note: str) -> Words:
    return await candidates.decline(chat.session, details, note, rules=chat.rules, now=chat.now)
