"""Who interviews in the next round, and when, where HR has only said that there is one."""

from bot.routing import Chat, Router, fold
from handlers._instead import HEARD, bare_yes, instead
from handlers._run import run
from interviews import groups, rounds
from interviews.details import find
from interviews.texts import Text, Words, listed
from interviews.understanding.meaning import Action
from interviews.words import Round

router = Router()

WHO = Text(
    zh="{candidate}的{round}谁来面？请回复姓名（{before}是 #{number} 的面试官）；不约了就发“算了”。",
    en="Who interviews in {round} of {candidate}? Please reply with names (#{number} had {before});"
    ' "never mind" leaves it.',
)
WHEN = Text(
    zh="{candidate}的{round}什么时间？可以给几个让候选人选，例如：明天 15:00；周五 10:00；"
    "要我找大家都有空的时间，就回复“自动 3”。",
    en="When is {round} of {candidate}? Several may be given to choose from, for example: tomorrow"
    ' 15:00; friday 10:00; to have times found at which everybody can, reply "auto 3".',
)
_ANOTHER = frozenset({Action.CANCEL, Action.DONE, Action.NOSHOW})


async def who(chat: Chat, number: int) -> Words:
    """Ask who interviews.

    Raises:
        Refused: there is no next round.
    """
    before = await find(chat.session, number)
    turn = Round(rounds.following(before))
    candidate = before.candidate.name
    words = WHO(
        candidate=candidate, round=turn, number=number,
        before=listed(one.name for one in before.panel),
    )  # fmt: skip
    return chat.ask("again_who", words, number=number)


@router.answer("again_who", *HEARD)
async def said_who(chat: Chat) -> Words:
    """Their names, or a pool."""
    number = chat.data["number"]
    if bare_yes(chat):
        return await who(chat, number)
    if (words := await instead(chat, of=Action.SCHEDULE, also=_ANOTHER)) is not None:
        return words
    people = fold(chat.raw).strip().rstrip(".!")
    await groups.seats(chat.session, people, chat.rules, chat.now)
    return await _when(chat, number, people)


@router.answer("again_when", *HEARD)
async def said_when(chat: Chat) -> Words:
    """The times, as they are written in `again`."""
    number, people = chat.data["number"], chat.data["people"]
    if bare_yes(chat):
        return await _when(chat, number, people)
    if (words := await instead(chat, of=Action.SCHEDULE, also=_ANOTHER)) is not None:
        return words
    chat.person.question = None
    return await run(chat, [f"again {number} | {people} | {chat.raw}"])


async def _when(chat: Chat, number: int, people: str) -> Words:
    before = await find(chat.session, number)
    turn = Round(rounds.following(before))
    words = WHEN(candidate=before.candidate.name, round=turn)
    return chat.ask("again_when", words, number=number, people=people)
