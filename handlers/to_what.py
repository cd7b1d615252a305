"""What of an interview is changed, and to what, where HR has only said that something is."""

import re

from bot.routing import Chat, Router, fold
from handlers._instead import HEARD, bare_yes, instead
from handlers._run import run
from interviews import history, states
from interviews.parts import visible
from interviews.questions import Choices, Option
from interviews.texts import Text, Words, listed
from interviews.understanding.meaning import Action

router = Router()

EMAIL = "email"
FIELDS = {
    "地点": "place", "place": "place", "where": "place", "地址": "place", "会议室": "place",
    "岗位": "position", "职位": "position", "position": "position", "role": "position",
    "轮次": "round", "round": "round",
    "邮箱": "email", "邮件": "email", "e-mail": "email", "email": "email", "mail": "email",
}  # fmt: skip
NAMES = {**history.FIELDS, EMAIL: Text(zh="邮箱", en="email")}
CHANGED = ("place", "position", "round", EMAIL)
WHICH = Text(
    zh="修改 #{number}（{candidate}）的哪一项？请回复：{fields}",
    en="What of #{number} ({candidate}) is changed? Please reply with one of: {fields}",
)
TITLE = Text(zh="修改哪一项？", en="Change what?")
HOW = Text(
    zh="点一个，或者照样回复；不改了就发“算了”。",
    en='Choose one, or reply with its name; "never mind" leaves it.',
)
TO_WHAT = Text(
    zh="#{number}（{candidate}）的{field}改成什么？请直接回复；不改了就发“算了”。",
    en="What should the {field} of #{number} ({candidate}) be? Just reply with it;"
    ' "never mind" leaves it.',
)
TO_WHICH_ADDRESS = Text(
    zh="{candidate}（#{number}）的邮箱是什么？请直接回复，例如 name@example.com；不改了就发“算了”。",
    en="What is the address of {candidate} (#{number})? Just reply with it, for example"
    ' name@example.com; "never mind" leaves it.',
)
_TO = re.compile(r"^\s*(?:就?(?:改|换)(?:成|到|为|在)|(?:change (?:it )?)?to\s)\s*", re.IGNORECASE)
_ANOTHER = frozenset({Action.CANCEL})


async def which_field(chat: Chat, number: int) -> Words:
    """Ask which.

    Raises:
        Refused: the interview is over.
    """
    details = await visible(chat.session, number, chat.person, chat.rules)
    states.refuse(details, "edit")
    options = [Option(field, NAMES[field], NAMES[field]) for field in CHANGED]
    fields = listed(one.label for one in options)
    words = WHICH(number=number, candidate=details.candidate.name, fields=fields)
    choices = Choices(TITLE, options, how=HOW)
    return chat.ask("edit_field", words, choices=choices, number=number)


async def to_what(chat: Chat, number: int, field: str) -> Words:
    """Ask for its new value.

    Raises:
        Refused: the interview is over.
    """
    details = await visible(chat.session, number, chat.person, chat.rules)
    if field != EMAIL:
        states.refuse(details, "edit")
    asked = TO_WHICH_ADDRESS if field == EMAIL else TO_WHAT(field=NAMES[field])
    words = asked(**asked.values, number=number, candidate=details.candidate.name)
    return chat.ask("edit_value", words, number=number, field=field)


@router.answer("edit_field", *HEARD)
async def field_said(chat: Chat) -> Words:
    """Which; or all of it: 地点 2号会议室."""
    number, said = chat.data["number"], fold(chat.raw).strip().rstrip(".!吧").lower()
    first = next((one for one in sorted(FIELDS, key=len, reverse=True) if said.startswith(one)), "")
    if not first and (words := await instead(chat, of=Action.EDIT, also=_ANOTHER)) is not None:
        return words
    named = next((one for one in CHANGED if NAMES[one].to(chat.reader) == said), None)
    if named is None and not first:
        return await which_field(chat, number)
    chat.person.question = None
    if named is not None or said == first:
        return await to_what(chat, number, named or FIELDS[first])
    return await run(chat, [f"edit {number} {chat.raw.strip()}"])


@router.answer("edit_value", *HEARD)
async def value_said(chat: Chat) -> Words:
    """Its new value."""
    number, field = chat.data["number"], chat.data["field"]
    if bare_yes(chat):
        return await to_what(chat, number, field)
    if (words := await instead(chat, of=Action.EDIT, also=_ANOTHER)) is not None:
        return words
    chat.person.question = None
    return await run(chat, [f"edit {number} {field} {_TO.sub('', chat.raw)}"])
