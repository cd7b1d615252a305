"""`/decline 12 原因` 拒绝 12 …: an interviewer does not take an interview."""

from bot.routing import Chat, Router, Who, fold
from handlers._instead import HEARD
from handlers._reason import FORM
from handlers._which import ASK, LEADING, ask, choices, number_of
from handlers.free_text import free_text
from interviews import circumstances, panels, reasons
from interviews.parts import interviewing, offers_to
from interviews.texts import Refused, Text, Value, Words, lines
from interviews.understanding.meaning import LOOKING, Action
from interviews.understanding.understand import understand

router = Router()

NOTHING = Text(
    zh="您没有要答复的面试。发“今天”或“本周”查看您的面试。",
    en='There is no interview for you to answer. Say "today" or "week" to see yours.',
)
CANDIDATE = Text(
    zh="时间都不合适请回复“都不行”，也可以附上您方便的时间；不来面试了请回复“取消 原因”。",
    en='If none of the times fits, reply "none", and say when you could; if you do not want to come at'
    ' all, reply "cancel" and why.',
)
DONE = Text(
    zh="好的，#{number}（{candidate}，{when}）您不用参加了，已转告{hr}。",
    en="All right, you need not be at #{number} ({candidate}, {when}); {hr} has been told.",
)
REPLACED = Text(
    zh="好的，#{number}（{candidate}，{when}）您不用参加了，由{name}接替。",
    en="All right, you need not be at #{number} ({candidate}, {when}); {name} takes it.",
)
WHY = Text(
    zh="为什么不能参加？直接回复原因，会转告{hr}；不想说就不用回复。",
    en="Why can you not be there? Just reply with the reason and {hr} is told; you need not.",
)
WHICH_ONE = Text(zh="哪一场不能参加？", en="Decline which interview?")
TOLD = Text(zh="好的，已把原因转告{hr}。", en="All right, {hr} has been told why.")
UNSAID = Text(zh="好的。", en="All right.")
ALREADY = Text(
    zh="您之前已经拒绝了 #{number}，不用参加。",
    en="You declined #{number} before and need not be there.",
)
_NO_REASON = {Action.YES, Action.NO, Action.NEVERMIND, Action.THANKS}
_OTHERWISE = LOOKING | {
    Action.QUESTION, Action.WHERE, Action.WHEN, Action.WHO, Action.HUMAN, Action.LANGUAGE,
    Action.ACCEPT,
}  # fmt: skip


@router.command(
    "refuse", "decline", "拒绝", "参加不了", "不能参加",
    usage=Text(zh="拒绝 [编号] [原因]", en="decline [number] [reason]"),
    summary=Text(zh="面试官答复：不能参加", en="as an interviewer: you cannot be there"),
    example=Text(zh="拒绝 12 那天出差", en="decline 12 I am travelling"),
    who=Who.INTERVIEWER,
    form=FORM,
    rank=36,
)  # fmt: skip
async def refuse(chat: Chat) -> Words:
    """Without a number: the only interview one is to give."""
    numbered = LEADING.match(fold(chat.raw))
    if numbered:
        return await _refuse(chat, int(numbered[1]), chat.raw[numbered.end() :])
    found = await interviewing(chat.session, chat.person, chat.now)
    if len(found) > 1:
        words = ASK(choices=choices(chat, found))
        return ask(chat, "refuse_which", words, WHICH_ONE, found, reason=chat.raw)
    if found:
        return await _refuse(chat, found[0].number, chat.raw)
    offers = await offers_to(chat.session, chat.person, chat.now)
    raise Refused(CANDIDATE if offers else NOTHING)


@router.answer("refuse_which")
async def which(chat: Chat) -> Words:
    """The number of the interview."""
    number = number_of(chat, await interviewing(chat.session, chat.person, chat.now))
    chat.person.question = None
    return await _refuse(chat, number, chat.data["reason"])


@router.answer("refuse_why", *HEARD)
async def why(chat: Chat) -> Words:
    """The reason; a question, or words about another interview, are taken for what they are."""
    chat.person.question = None
    situation = await circumstances.situation(
        chat.rows, chat.person, chat.raw, chat.rules, chat.now, asked=True
    )
    meant = understand(chat.raw, situation)
    if meant.action in _NO_REASON:
        return UNSAID
    if meant.action in _OTHERWISE or "number" in meant.values:
        return await free_text(chat)
    details = await reasons.explain(
        chat.session,
        chat.data["number"],
        chat.raw,
        by=chat.person,
        rules=chat.rules,
        now=chat.now,
    )
    return TOLD(hr=details.hr.name)


async def _refuse(chat: Chat, number: int, reason: str) -> Words:
    done = await panels.refuse(
        chat.session, number, reason, by=chat.person, rules=chat.rules, now=chat.now
    )
    if not done.changed:
        return ALREADY(number=number)
    details = done.details
    given: dict[str, Value] = {
        "number": number,
        "candidate": details.candidate.name,
        "when": details.agreed,
    }
    words: Words = DONE(**given, hr=details.hr.name)
    if done.joined is not None:
        words = lines(REPLACED(**given, name=done.joined.name), done.pass_on)
    if reason or details.hr.id == chat.person.id:
        return words
    return chat.ask("refuse_why", lines(words, WHY(hr=details.hr.name)), number=number)
