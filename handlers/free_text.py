"""What is said in no fixed form. It is understood (`interviews.understanding`), turned into the command
one could have typed, repeated with dates and names, and done after a yes. What only looks is done
at once, and so is a plain yes to the only open time."""

from dataclasses import replace

import structlog

from bot.routing import HR_ONLY, Chat, Router
from handlers import _lines, _unclear, _wishes, guided
from handlers._how import how
from handlers._misunderstood import mistyped, misunderstood
from handlers._offers import otherwise_asked
from handlers._run import run
from handlers._where import where
from handlers._which import refuse_moved, stood
from handlers.nevermind import DONE as LEFT
from interviews import circumstances
from interviews.details import find
from interviews.texts import Refused, Text, Words
from interviews.understanding.meaning import LOOKING, Action, Meant
from interviews.understanding.situation import Role, Situation, Stage
from interviews.understanding.understand import understand

log = structlog.get_logger()
router = Router()

SURE = Text(
    zh="{wish}，对吗？请回复“是”或“不”。", en='{wish}. Is that right? Please reply "yes" or "no".'
)
YES_OR_NO = Text(
    zh="请回复“是”或“不”；要改就把新的说一遍。",
    en='Please reply "yes" or "no"; to change it, just say it anew.',
)
WELCOME = Text(zh="不客气。", en="You are welcome.")
MINUTES = Text(
    zh="大概会晚到几分钟？请回复数字。", en="By how many minutes? Please reply with a number."
)
EMPTY = Text(zh="发“帮助”看看可以说什么。", en='Say "help" to see what you can say.')
_HEARD = (
    "yes", "可以", "好", "好的", "行", "没问题", "ok", "okay", "sure", "确认", "confirm", "no", "不行",
)  # fmt: skip
_TIMED = {Action.MOVE, Action.OFFER}
_NOT_ONCE_BEGUN = {
    Action.ACCEPT, Action.REFUSE, Action.RESCHEDULE, Action.MOVE, Action.OFFER, Action.SWAP,
}  # fmt: skip
# These ask for what is missing, or ask back, by themselves.
_ASK_THEMSELVES = {Action.FEEDBACK, Action.LANGUAGE}


@router.otherwise
async def free_text(chat: Chat) -> Words:
    """Nothing that changes anything is done on a guess."""
    if not chat.raw:
        return EMPTY
    chat = await _spelled(chat)
    situation = await circumstances.situation(
        chat.rows, chat.person, chat.raw, chat.rules, chat.now
    )
    meant = understand(chat.raw, situation)
    if meant.action is Action.UNKNOWN and situation.role is Role.HR:
        as_one = _as_interviewer(situation)  # HR interview too, and are busy like others
        if (again := understand(chat.raw, as_one)).action is not Action.UNKNOWN:
            meant, situation = again, as_one
    if meant.likely and meant.action in LOOKING and await mistyped(chat):
        return await misunderstood(chat, situation)
    return await answered(chat, meant, situation)


@router.answer("free_sure", *_HEARD)
async def sure(chat: Chat) -> Words:
    """Yes, no, or something else, which is taken for what it says; the number of a time is as plain
    here as anywhere."""
    number = chat.router.unworded(chat.args) is chat.router.numbers
    if number and chat.data["wish"] == Action.CONFIRM and not chat.hr:
        chat.person.question = None
        return await run(chat, [f"confirm {chat.args}"])
    lines, wish = chat.data["lines"], chat.data["wish"]
    chat = await _spelled(chat)
    situation = await circumstances.situation(
        chat.rows, chat.person, chat.raw, chat.rules, chat.now, asked=True, asking=Action(wish)
    )
    meant = understand(chat.raw, situation)
    if meant.action is Action.UNKNOWN:
        return YES_OR_NO
    if meant.action is Action.YES:
        await refuse_moved(chat)
    chat.person.question = None
    if meant.action is Action.YES:
        log.info("done as understood", action="message.understood", wish=wish)
        return await run(chat, lines)
    if meant.action is Action.NO:
        return LEFT
    return await answered(chat, meant, replace(situation, yes_or_no=False))


@router.answer("free_minutes")
async def minutes(chat: Chat) -> Words:
    """How late."""
    chat.person.question = None
    return await run(chat, [f"late {chat.data['number']} {chat.args}"])


def _as_interviewer(situation: Situation) -> Situation:
    own = tuple(one for one in situation.interviews if situation.speaker in one.panel)
    return replace(situation, role=Role.INTERVIEWER, interviews=own)


async def _spelled(chat: Chat) -> Chat:
    """HR may write names as they sound; the words of others are their own."""
    if not chat.hr:
        return chat
    return replace(chat, raw=await circumstances.spelled(chat.rows, chat.raw))


async def answered(chat: Chat, meant: Meant, situation: Situation) -> Words:
    """Do it, ask back, or say why not."""
    if meant.action is Action.UNKNOWN:
        return await misunderstood(chat, situation)
    chat.person.misunderstood = 0
    if meant.missing and meant.about is not None:  # the command says that there is none
        meant = Meant(meant.about, meant.values)
    match meant.action:
        case Action.ASK if meant.plain:  # what is to change, and not to what
            parts = (meant.values.get(key) for key in ("number", "field"))
            typed = [str(one) for one in (meant.about, *parts) if one]
            return await run(chat, [" ".join(typed)])
        case Action.ASK if (
            again := await _unclear.of_the_only(chat, meant, situation)
        ) is not None:
            return await answered(chat, again, situation)
        case Action.ASK:
            return await _unclear.which(chat, meant, situation)
        case Action.QUESTION:
            return await how(chat, meant, situation)
        case Action.PAST:
            raise Refused(await _unclear.past(chat, situation))
        case Action.THANKS:
            return WELCOME
        case Action.NEVERMIND | Action.NO | Action.YES:
            return LEFT
        case Action.WHERE | Action.WHEN | Action.WHO:
            return await where(chat, meant, situation)
        case Action.HUMAN:
            return await run(chat, [f"human {chat.raw}"])
        case Action.PENDING if not chat.hr:
            return await _waiting(chat, situation)
        case Action.SCHEDULE:
            if not chat.hr:
                raise Refused(HR_ONLY(word="安排"))
            return await guided.begin(chat, meant.values)
    return await _wished(chat, await _completed(chat, meant, situation), situation)


async def _waiting(chat: Chat, situation: Situation) -> Words:
    """What waits for somebody who is not HR: open times, interviews to accept; else what comes."""
    if any(situation.open):
        return await _unclear.which(chat, Meant(Action.ASK, about=Action.CONFIRM), situation)
    asked = [one.number for one in situation.interviews if one.asked]
    return await run(chat, [f"show {number}" for number in asked] or ["next"])


async def _completed(chat: Chat, meant: Meant, situation: Situation) -> Meant:
    """With the number of the only interview it can be about, and who leaves its panel."""
    values = dict(meant.values)
    if "number" not in values:
        looks = meant.action in LOOKING
        found = _unclear.possible(meant.action, situation) if looks else []
        fits = [] if looks else await _unclear.fitting(chat, meant.action, situation)
        if len(one := found or fits) == 1:
            values["number"] = one[0].number
    known = next((o for o in situation.interviews if o.number == values.get("number")), None)
    if meant.action is Action.SWAP and "out" not in values and known and len(known.panel) == 1:
        values["out"] = known.panel[0]
    if meant.action is Action.RESCHEDULE and known and known.slots and not known.agreed:
        # Nothing is agreed yet: another time is wished for instead of those on offer.
        if "times" in values:
            return Meant(Action.AVAILABILITY, values)
        return Meant(Action.NONE, {**values, "note": values.get("reason")})
    return replace(meant, values=values)


async def _wished(chat: Chat, meant: Meant, situation: Situation) -> Words:
    values = meant.values
    if meant.action is Action.SHOW and "number" not in values:
        return await _show(chat, meant, situation)
    numbered = meant.action not in LOOKING | _ASK_THEMSELVES | {Action.BUSY, Action.LEAVE}
    if numbered and "number" not in values:
        asked = Meant(Action.ASK, about=meant.action)
        if await _unclear.fitting(chat, meant.action, situation):
            return await _unclear.which(chat, asked, situation)
        return await run(chat, [_bare(meant)])  # the command says that there is none
    if meant.action is Action.SWAP and "out" not in values:
        return await run(chat, [f"swap {values['number']} {values['in']}"])  # it asks who leaves
    if meant.action is Action.LATE and "minutes" not in values:
        return chat.ask("free_minutes", MINUTES, number=values["number"])
    if meant.action in _TIMED and not values.keys() & {"time", "times"}:
        return await _unclear.to_when(chat, meant.action, values["number"])
    lines = _lines.lines(meant, chat.reader)
    if meant.action in LOOKING | _ASK_THEMSELVES or _plain(chat, meant, situation):
        return await run(chat, lines)
    asks = {Action.CANCEL: "reason", Action.RESCHEDULE: "times"}.get(meant.action)
    if asks and asks not in values:
        return await run(chat, [f"{meant.action.value} {values['number']}"])  # it repeats and asks
    if meant.action is Action.AVAILABILITY and (gone := await _unclear.gone(chat, meant)):
        raise Refused(gone)
    if meant.action in _TIMED and _lines.is_open(meant):
        return _unclear.open_ended(chat, meant)
    if meant.action in _NOT_ONCE_BEGUN and (await find(chat.session, values["number"])).begun(
        chat.now
    ):
        return await run(chat, lines)  # it says why not
    wish = await _wishes.repeated(chat, meant)
    about = [await find(chat.session, values["number"])] if "number" in values else []
    then = stood(chat, about)
    return chat.ask("free_sure", SURE(wish=wish), lines=lines, wish=meant.action.value, stood=then)


def _bare(meant: Meant) -> str:
    word = {Action.AVAILABILITY: "none", Action.MOVE: "reschedule"}
    return word.get(meant.action, meant.action.value)


def _plain(chat: Chat, meant: Meant, situation: Situation) -> bool:
    """A plain yes to the only thing there is to say yes to is an answer, not a guess."""
    if not meant.plain or otherwise_asked(chat):
        return False
    if meant.action is Action.CONFIRM:
        return situation.role is Role.CANDIDATE and len(list(situation.open)) == 1
    asked = [one for one in situation.interviews if one.asked]
    return meant.action is Action.ACCEPT and len(asked) == 1


async def _show(chat: Chat, meant: Meant, situation: Situation) -> Words:
    """Somebody's interview that is not among those near; or one's only one, or all of one's own."""
    if name := meant.values.get("name"):
        return await run(chat, [f"find {name}"])
    if len(situation.interviews) == 1:
        return await run(chat, [f"show {situation.interviews[0].number}"])
    return await run(chat, ["week" if situation.of(Stage.AGREED) else "next"])
