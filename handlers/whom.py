"""Which of several people of one name is meant: what is chosen takes the place of the name in what
was said, and that is done."""

import re
from dataclasses import replace

from bot.routing import Chat, Router, fold
from handlers._run import run
from handlers._which import day
from interviews.naming import SOMEBODY_NEW, Ambiguous
from interviews.questions import Choices, Option
from interviews.texts import Own, Refused, Text, Words

router = Router()

TITLE = Text(zh="“{name}”是哪一位？", en='Who is "{name}"?')
HOW = Text(
    zh="点一个，或者照样回复其中一个；不用了就发“算了”。",
    en='Choose one, or reply with one as it is written here; "never mind" leaves it.',
)
SOMEBODY_ELSE = Text(zh="{name}（新的人）", en="{name} (someone new)")
NEW = Text(zh="新的人", en="Someone new")
ANOTHER_DAY = Text(
    zh="那句话是昨天说的，里面的日期可能已经指另一天，所以什么也没有做。请把整句再说一遍，写成 {name}。",
    en="You said that yesterday, and its days may mean others by now, so I have done nothing. Please say"
    " the whole of it again, with {name}.",
)
_TAKES_NAMES = {"schedule_guided"}
"""Questions to which such a name is an answer; they stay open."""
_INSIDE = re.compile(r"\(([^()]+)\)$")


@router.several
async def whom(chat: Chat, unclear: Ambiguous) -> Words:
    """Ask, if it can be told where in what was said the name stands."""
    question = chat.person.question
    if question is not None and question["name"] in _TAKES_NAMES:
        options = {one: _said(chat.raw, unclear.name, one) or one for one in unclear.options}
        choices = _choices(unclear, options)
        return chat.ask(question["name"], unclear.words, choices=choices, **question["data"])
    said = unclear.lines or [f"{chat.word} {chat.raw}".strip()]
    if _said("\n".join(said), unclear.name, "") is None:
        return unclear.words
    return chat.ask(
        "whom", unclear.words, choices=_choices(unclear, {one: one for one in unclear.options}),
        said=said, written=unclear.name, options=[*unclear.options], day=day(chat),
    )  # fmt: skip


@router.answer("whom")
async def answered(chat: Chat) -> Words:
    """One of them; anything else is heard as if nothing had been asked."""
    meant = next((one for one in chat.data["options"] if _is(one, chat.args)), None)
    chat.person.question = None
    if meant is None:
        hears = chat.router.unworded(chat.args)
        return await hears(replace(chat, data={})) if hears else Own("")
    if chat.data["day"] != day(chat):
        raise Refused(ANOTHER_DAY(name=meant))
    typed = [_said(line, chat.data["written"], meant) or line for line in chat.data["said"]]
    if all(chat.router.find(line) is not None for line in typed):
        return await run(chat, typed)
    [line] = typed
    hears = chat.router.fallback
    return await hears(replace(chat, args=fold(line), raw=line, data={})) if hears else Own("")


def _choices(unclear: Ambiguous, says: dict[str, str]) -> Choices:
    """Each by what tells it from the others, where there is little room."""
    return Choices(
        TITLE(name=unclear.name), [_option(one, says[one], unclear) for one in says], how=HOW
    )


def _option(written: str, says: str, unclear: Ambiguous) -> Option:
    name = written.partition("(")[0]
    inside = _INSIDE.search(written)
    if inside is not None and inside[1] == SOMEBODY_NEW:
        return Option(says, NEW, SOMEBODY_ELSE(name=name))
    names = [one.partition("(")[0] for one in unclear.options]
    label = name if names.count(name) == 1 else inside[1] if inside is not None else written
    return Option(says, Own(label), Own(written))


def _said(said: str, name: str, instead: str) -> str | None:
    """What was said with somebody else's name; None where it cannot be told which part that is."""
    whole = rf"(?<!\w){re.escape(name)}(?![\w(])"
    for text in (said, fold(said)):
        for pattern in (whole, re.escape(name)):
            if len(re.findall(pattern, text)) == 1:
                return re.sub(pattern, lambda _: instead, text)
    return None


def _is(option: str, args: str) -> bool:
    inside = _INSIDE.search(option)
    given = args.strip().casefold()
    return given in {fold(option).casefold(), inside[1].casefold() if inside else ""}
