"""`/noshow 12 候选人|面试官` 未到: somebody did not come to an interview."""

import re

from bot.routing import Chat, Router, Who, simpler
from handlers._instead import HEARD, instead
from handlers._run import run
from handlers.which_one import which_one
from interviews import history, outcome_card, outcomes
from interviews.cards import Carded
from interviews.details import Details
from interviews.parts import visible
from interviews.sounds import meant
from interviews.texts import Refused, Text, Words
from interviews.understanding.meaning import Action
from models.interview import Absent

router = Router()

HOW = Text(
    zh="请写上面试编号和谁没有来，例如：未到 12 候选人 或 未到 12 面试官",
    en="Please give the number and who did not come, for example: noshow 12 candidate or noshow 12"
    " interviewer",
)
WHO = Text(
    zh="#{number} 谁没有来？请发：未到 {number} 候选人 或 未到 {number} 面试官",
    en="Who did not come to #{number}? Send: noshow {number} candidate or noshow {number} interviewer",
)
DONE = Text(
    zh="已记录：#{number}（{candidate}，{when}）{who}没有来。",
    en="Noted: #{number} ({candidate}, {when}): {who} did not come.",
)
ABSENT = {
    "候选人": Absent.CANDIDATE, "candidate": Absent.CANDIDATE,
    "面试官": Absent.INTERVIEWER, "interviewer": Absent.INTERVIEWER,
}  # fmt: skip
_GIVEN = re.compile(
    r"#?\s*(\d{1,9})(?:[\s,:]+(?:the )?(.+?)|[\s,:]*(候[选選]人|面[试試]官))?\s*[.!]?",
    re.IGNORECASE,
)


@router.command(
    "noshow", "no-show", "no show", "未到", "没来", "没到", "缺席",
    usage=Text(zh="未到 编号 候选人|面试官", en="noshow number candidate|interviewer"),
    summary=Text(zh="有人没来面试", en="somebody did not come"),
    example=Text(zh="未到 12 候选人", en="noshow 12 candidate"),
    who=Who.INTERVIEWER,
    form=r"(?:no show|\S+) #? ?\d{1,9}\b.*",
    rank=39,
)  # fmt: skip
async def noshow(chat: Chat) -> Words:
    """Who it was has to be said."""
    given = _GIVEN.fullmatch(chat.args)
    if given is None:
        bare = chat.hr and not chat.args
        if bare and (words := await which_one(chat, "noshow")) is not None:
            return words
        raise Refused(HOW)
    number = int(given[1])
    said = given[2] or given[3]
    if said is None:
        return await _who(chat, number)
    details = await visible(chat.session, number, chat.person, chat.rules)
    absent = ABSENT.get(simpler(said).lower()) or await _named(chat, details, said)
    if absent is None:
        return await _who(chat, number)
    outcome = await outcomes.no_show(
        chat.session, number, absent, by=chat.person, rules=chat.rules, now=chat.now
    )
    return DONE(
        number=number,
        candidate=outcome.details.candidate.name,
        when=outcome.details.agreed,
        who=history.ABSENT[absent],
    )


async def _who(chat: Chat, number: int) -> Words:
    """Ask; where it can be answered, with both to press."""
    details = await visible(chat.session, number, chat.person, chat.rules)
    words = WHO(number=number)
    if not details.begun(chat.now) or not (chat.hr or details.interviewed_by(chat.person)):
        return words
    card = outcome_card.absent(details)
    return chat.ask("noshow_who", Carded(words, card, interview=number), number=number)


@router.answer("noshow_who", *HEARD)
async def who(chat: Chat) -> Words:
    """The candidate, an interviewer, or one of them by name."""
    if (words := await instead(chat, of=Action.NOSHOW)) is not None:
        return words
    said = re.sub(r"(?:没有?来|没到|未到|did(?:n't| not) come)[.!]?$", "", chat.args).strip()
    chat.person.question = None
    return await run(chat, [f"noshow {chat.data['number']} {said}"])


async def _named(chat: Chat, details: Details, name: str) -> Absent | None:
    """As what somebody named takes part; None where nobody of that name does, or both sides may be
    meant."""
    people = {person.id for person in await meant(chat.session, name)}
    came = {Absent.CANDIDATE} if details.candidate.id in people else set()
    if people & {person.id for person in details.panel}:
        came.add(Absent.INTERVIEWER)
    return came.pop() if len(came) == 1 else None
