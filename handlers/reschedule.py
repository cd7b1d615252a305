"""`改期 周五下午可以吗`, `/reschedule 12 …`: candidate or interviewer asks for another time."""

from bot.routing import Chat, Router, fold
from handlers._instead import HEARD, bare_yes, instead
from handlers._when import DAYS
from handlers._which import ASK, LEADING, ask, choices, number_of
from handlers.move import move
from interviews import answers, states, wishes
from interviews.parts import upcoming, visible
from interviews.texts import Refused, Text, Words
from interviews.understanding.meaning import Action
from interviews.words import STATUS

router = Router()

NOTHING = Text(
    zh="您没有可以改期的面试。发“今天”或“本周”查看您的面试。",
    en='You have no interview to reschedule. Say "today" or "week" to see yours.',
)
WHICH_ONE = Text(zh="改哪一场的时间？", en="Reschedule which one?")
WHEN = Text(
    zh="#{number}（{when}）想改到什么时候？请回复您方便的时间和原因，会转告{hr}；不改了就发“算了”。",
    en="When could you instead of #{number} ({when})? Reply with times and the reason; {hr} will be"
    ' told. If you change your mind, say "never mind".',
)


@router.command(
    "reschedule", "改期", "改时间", "换时间", "换个时间",
    usage=Text(zh="改期 [编号] 您方便的时间和原因", en="reschedule [number] when you could and why"),
    summary=Text(zh="请 HR 换一个时间", en="ask for another time"),
    example=Text(zh="改期 周五下午可以吗", en="reschedule friday afternoon, I have an exam"),
    rank=37,
)  # fmt: skip
async def reschedule(chat: Chat) -> Words:
    """HR moves it at once (see `move`); without a number: one's only interview."""
    if chat.hr:
        return await move(chat)
    numbered = LEADING.match(fold(chat.raw))
    written = chat.raw[numbered.end() :] if numbered else chat.raw
    if numbered:
        return await _when(chat, int(numbered[1]), written)
    found = await upcoming(chat.session, chat.person, chat.now)
    if not found:
        raise Refused(NOTHING)
    if len(found) > 1:
        words = ASK(choices=choices(chat, found))
        return ask(chat, "reschedule_which", words, WHICH_ONE, found, written=written)
    return await _when(chat, found[0].number, written)


@router.answer("reschedule_which")
async def which(chat: Chat) -> Words:
    """The number of the interview."""
    found = await upcoming(chat.session, chat.person, chat.now)
    number = number_of(chat, found, said=chat.data["written"])
    chat.person.question = None
    return await _when(chat, number, chat.data["written"])


@router.answer("reschedule_when", *HEARD, *DAYS)
async def when(chat: Chat) -> Words:
    """When one could, and why."""
    if bare_yes(chat):
        return await _when(chat, chat.data["number"], "")
    if (words := await instead(chat, of=Action.RESCHEDULE)) is not None:
        return words
    chat.person.question = None
    return await _when(chat, chat.data["number"], chat.raw)


async def _when(chat: Chat, number: int, written: str) -> Words:
    details = await visible(chat.session, number, chat.person, chat.rules)
    if not (details.candidate.id == chat.person.id or details.interviewed_by(chat.person)):
        raise Refused(answers.NOT_IN_IT(number=number))
    if not written:
        states.refuse(details, "wish")
        agreed = details.interview.starts_at is not None
        at = details.agreed if agreed else STATUS[details.interview.status]
        words = WHEN(number=number, when=at, hr=details.hr.name)
        return chat.ask("reschedule_when", words, number=number)
    asked = await wishes.ask(
        chat.session, number, written, by=chat.person, rules=chat.rules, now=chat.now
    )
    return asked.words
