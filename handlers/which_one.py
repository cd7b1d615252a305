"""HR's commands without the number: which interview is meant. The answer goes on with what was said."""

from dataclasses import replace

from bot.routing import Chat, Router, fold
from handlers import _hrs, _when, _wishes
from handlers._instead import HEARD, instead
from handlers._run import run
from handlers._unclear import to_when
from handlers._which import LEADING, NOT_ONE_OF, choices, day, refuse_changed, stood
from handlers.free_text import SURE, free_text
from interviews import automatic
from interviews.details import Details, find
from interviews.texts import Refused, Text, Words
from interviews.understanding.meaning import Action, Meant

router = Router()

ASK = Text(
    zh="{which}请回复编号：\n{choices}",
    en="{which} Please reply with its number:\n{choices}",
)
WHICH = {
    "cancel": Text(zh="取消哪一场？", en="Cancel which interview?"),
    "move": Text(zh="改哪一场的时间？", en="Move which interview?"),
    "swap": Text(zh="换哪一场的面试官？", en="Swap in which interview?"),
    "why": Text(zh="问的是哪一场？", en="For which interview?"),
    "edit": Text(zh="修改哪一场？", en="Change which interview?"),
    "offer": Text(zh="给哪一场加时间？", en="Offer times for which?"),
    "done": Text(zh="完成的是哪一场？", en="Which one took place?"),
    "noshow": Text(zh="哪一场有人没来？", en="No-show at which one?"),
    "feedback close": Text(zh="关闭哪一场的反馈？", en="Close feedback on which?"),
    "again": Text(zh="哪一场要再约一轮？", en="Next round after which?"),
    "room": Text(zh="哪一场的房间？", en="The room of which one?"),
    "show": Text(zh="看哪一场？", en="Show which interview?"),
}
CLOSE = Text(
    zh="关闭 {it}的反馈，不再收也不再改",
    en="Close the feedback on {it}, so that none is given or changed any more",
)
TIMED = {
    "move": Text(zh="把 {it}改到：{times}", en="Move {it} to: {times}"),
    "offer": Text(zh="给 {it}再提供时间：{times}", en="Offer more times for {it}: {times}"),
}
SET = Text(
    zh="不用候选人确认，把 {it}直接改定在：{times}",
    en="Set {it}, without asking the candidate, to: {times}",
)
_DATED = {*TIMED, "why"}
_LOOK = {"why", "show", "room"}
_ANOTHER = frozenset({
    Action.CANCEL, Action.MOVE, Action.SWAP, Action.EDIT, Action.OFFER, Action.DONE, Action.NOSHOW,
})  # fmt: skip


async def which_one(chat: Chat, word: str, said: str = "") -> Words | None:
    """Ask which of those that fit; the only one is taken, and None is left where there is none."""
    found = await _hrs.fitting(chat, word)
    return await _among(chat, word, said, found) if found else None


async def half_said(chat: Chat, wish: Action, how: Text) -> Words:
    """A move or an offer without its number, its time or both: what is missing is asked for, first of
    all which one.

    Raises:
        Refused: there is none it could be about; `how` says how it is done.
    """
    if alone := LEADING.fullmatch(f"{fold(chat.raw).rstrip(' .!')} "):
        return await to_when(chat, wish, int(alone[1]))
    said = fold(chat.raw).strip()
    if said:
        try:
            _when.when(chat, said.rstrip("! ") if wish is Action.MOVE else said)
        except Refused:  # no times: more than the command is said
            sentence = f"{chat.word} {chat.raw}"
            return await free_text(replace(chat, word="", args=fold(sentence), raw=sentence))
    if (words := await which_one(chat, wish.value, said)) is not None:
        return words
    raise Refused(how)


@router.answer("which_one", *HEARD)
async def answered(chat: Chat) -> Words:
    """A number, a name, or what else points to one; another wish is taken for what it is."""
    word, said, numbers = chat.data["word"], chat.data["said"], chat.data["numbers"]
    if word in _DATED and chat.data["day"] != day(chat):
        said = ""  # its days may mean others by now: asked for once more
    given = LEADING.fullmatch(chat.args.rstrip(".!") + " ")
    if given and int(given[1]) in numbers:
        if word not in _LOOK:
            refuse_changed(chat, await find(chat.session, int(given[1])))
        chat.person.question = None
        return await run(chat, [_line(word, int(given[1]), said)])
    if given is None and (words := await instead(chat, of=None, also=_ANOTHER)) is not None:
        return words  # a name alone points, and 李四那场换周敏来面 is a wish
    found = await _hrs.named(chat, word)
    if not found and given is None:
        found = await _hrs.pointed(chat, word)
    if not found:
        there = [await find(chat.session, number) for number in numbers]
        raise Refused(NOT_ONE_OF(choices=choices(chat, there)))
    chat.person.question = None
    return await _among(chat, word, said, found)


async def _among(chat: Chat, word: str, said: str, found: list[Details]) -> Words:
    if len(found) == 1:
        return await _taken(chat, word, found[0], said)
    which = WHICH[word]
    return _hrs.ask_which(
        chat, "which_one", ASK(which=which), which, found, word=word, said=said
    )  # fmt: skip


async def _taken(chat: Chat, word: str, details: Details, said: str) -> Words:
    """Nobody has said that it is this one: what would be done at once is repeated first."""
    line = _line(word, details.number, said)
    if word == "feedback close":
        wish: Words = CLOSE(it=_wishes.it(details))
        return chat.ask("free_sure", SURE(wish=wish), lines=[line], wish=Action.FEEDBACK.value)
    if said and word in TIMED:
        return timed(chat, word, details, said)
    if word != "done" and not (word == "cancel" and said):
        return await run(chat, [line])  # it looks, or asks for what is missing
    meant = Meant(Action(word), {"number": details.number, "reason": said})
    wish = await _wishes.repeated(chat, meant)
    then = stood(chat, [details])
    return chat.ask("free_sure", SURE(wish=wish), lines=[line], wish=word, stood=then)


def timed(chat: Chat, word: str, details: Details, said: str) -> Words:
    """A move or an offer with its times, repeated; a move that ends with `!` as one set at once.

    Raises:
        Refused: the times cannot be read.
    """
    usual = automatic.usual_length(details, chat.rules)
    at_once = word == "move" and said.rstrip().endswith("!")
    wanted = _when.when(chat, said.rstrip("! "), usually=1 if at_once else 3, length=usual)
    asked = SET if at_once else TIMED[word]
    wish = asked(it=_wishes.it(details), times=_when.told(chat, wanted))
    line = _line(word, details.number, _when.written(chat, wanted) + ("!" if at_once else ""))
    then = stood(chat, [details])
    return chat.ask("free_sure", SURE(wish=wish), lines=[line], wish=word, stood=then)


def _line(word: str, number: int, said: str) -> str:
    return f"{word} {number} {said}".strip()
