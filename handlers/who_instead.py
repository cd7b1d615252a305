"""Who leaves an interview's panel, and who comes instead, where HR has named only one of them or
neither."""

import re

from sqlmodel import col, select

from bot.routing import Chat, Router, fold
from handlers import _wishes
from handlers._instead import HEARD, bare_yes, instead
from handlers._run import run
from handlers.free_text import SURE
from interviews import groups, panels, sounds, states, substitutes
from interviews.details import Details
from interviews.parts import visible
from interviews.questions import Choices, Option
from interviews.texts import Own, Text, Words, lines
from interviews.understanding.meaning import Action, Meant
from models import Person
from models.interview import Status

router = Router()

MOST = 5
LEAVES = Text(
    zh="#{number}（{candidate}）的面试官，哪一位不来了？请回复姓名：\n{people}",
    en="Who of the interviewers of #{number} ({candidate}) leaves? Please reply with the name:\n"
    "{people}",
)
LEAVES_FOR = Text(
    zh="#{number}（{candidate}）的面试官，哪一位换成{name}？请回复姓名：\n{people}",
    en="Whom of the interviewers of #{number} ({candidate}) does {name} replace? Please reply with the"
    " name:\n{people}",
)
WHO_LEAVES = Text(zh="哪一位不来了？", en="Who leaves?")
JOINS = Text(
    zh="#{number}（{candidate}）的面试官{out}换成谁？请回复姓名；那时有空的同事：\n{people}",
    en="Who interviews instead of {out} for #{number} ({candidate})? Please reply with a name; free"
    " then:\n{people}",
)
JOINS_OFFERED = Text(
    zh="#{number}（{candidate}）的面试官{out}换成谁？请回复姓名，例如：\n{people}",
    en="Who interviews instead of {out} for #{number} ({candidate})? Please reply with a name, for"
    " example:\n{people}",
)
JOINS_ANYBODY = Text(
    zh="#{number}（{candidate}）的面试官{out}换成谁？请回复姓名；没有找到那时有空的同事。",
    en="Who interviews instead of {out} for #{number} ({candidate})? Please reply with a name; I found"
    " no colleague who is free then.",
)
WHO_JOINS = Text(zh="换成谁？", en="Who comes instead?")
HOW = Text(
    zh="点一个，或者回复姓名；不换了就发“算了”。",
    en='Choose one, or reply with a name; "never mind" leaves it.',
)
_INTO = re.compile(
    r"(?:(?:就|那就)?(?:换成|改成|换|由|让|请|叫|选)|(?:swap (?:to|with)|with|by|to)\s)?\s*(?P<name>.+?)"
    r"(?:来面|来|接替|不来了?|不来)?[吧呀啊.!]*",
    re.IGNORECASE,
)
_ANOTHER = frozenset({Action.CANCEL})


async def missing(chat: Chat, number: int, said: str) -> Words:
    """Ask for who was not named; `said` is one name or none. Two of whom one is the only one there
    is are repeated first.

    Raises:
        Refused: nobody can be swapped there, or the name means nobody.
    """
    details = await visible(chat.session, number, chat.person, chat.rules)
    states.refuse(details, "swap")
    panels.refuse_begun(details, chat.now)
    there = await _there(chat, details)
    named = {one.id for one in await sounds.meant(chat.session, said)} if said else set()
    leaving = [one for one in there if one.id in named] or ([] if said else there)
    if len(leaving) == 1:
        return await _who_joins(chat, details, leaving[0])
    if not said or leaving:
        return await _who_leaves(chat, details, leaving or there, None)
    await groups.seats(chat.session, said, chat.rules, chat.now)
    if len(there) > 1:
        return await _who_leaves(chat, details, there, said)
    out = await substitutes.spelled(chat.session, there[0])
    wish = await _wishes.repeated(
        chat, Meant(Action.SWAP, {"number": number, "out": there[0].name, "in": said})
    )
    line = f"swap {number} {out} {said}"
    return chat.ask("free_sure", SURE(wish=wish), lines=[line], wish=Action.SWAP.value)


@router.answer("swap_leaves", *HEARD)
async def leaves(chat: Chat) -> Words:
    """Who leaves."""
    number, into = chat.data["number"], chat.data["into"]
    if not bare_yes(chat) and (words := await instead(chat, of=Action.SWAP, also=_ANOTHER)):
        return words
    details = await visible(chat.session, number, chat.person, chat.rules)
    there = await _there(chat, details)
    named = {one.id for one in await sounds.meant(chat.session, _name(chat))}
    found = [one for one in there if one.id in named]
    if len(found) != 1:
        return await _who_leaves(chat, details, found or there, into)
    chat.person.question = None
    if into is None:
        return await _who_joins(chat, details, found[0])
    out = await substitutes.spelled(chat.session, found[0])
    return await run(chat, [f"swap {number} {out} {into}"])


@router.answer("swap_joins", *HEARD)
async def joins(chat: Chat) -> Words:
    """Who comes."""
    number, out = chat.data["number"], chat.data["out"]
    if bare_yes(chat):
        return await missing(chat, number, out)
    if (words := await instead(chat, of=Action.SWAP, also=_ANOTHER)) is not None:
        return words
    chat.person.question = None
    return await run(chat, [f"swap {number} {out} {_name(chat)}"])


def _name(chat: Chat) -> str:
    found = _INTO.fullmatch(fold(chat.raw).strip())
    return found["name"].strip() if found else chat.args


async def _there(chat: Chat, details: Details) -> list[Person]:
    """Whose seat can be taken: those who have declined it, and the panel."""
    gone = await substitutes.vacated_by(chat.session, details.number)
    found = await chat.session.exec(select(Person).where(col(Person.id).in_(gone)))
    return [*found.all(), *details.panel]


async def _who_leaves(
    chat: Chat, details: Details, people: list[Person], into: str | None
) -> Words:
    words = LEAVES if into is None else LEAVES_FOR(name=into)
    options = [await _option(chat, one) for one in people]
    asked = words(
        **words.values, number=details.number, candidate=details.candidate.name,
        people=lines(*(one.whole for one in options)),
    )  # fmt: skip
    choices = Choices(WHO_LEAVES, options, how=HOW)
    return chat.ask("swap_leaves", asked, choices=choices, number=details.number, into=into)


async def _who_joins(chat: Chat, details: Details, out: Person) -> Words:
    agreed = details.interview.status == Status.CONFIRMED
    options = [await _option(chat, one) for one in await _colleagues(chat, details, out)]
    words = (JOINS if agreed else JOINS_OFFERED) if options else JOINS_ANYBODY
    asked = words(
        number=details.number, candidate=details.candidate.name, out=out.name,
        people=lines(*(one.whole for one in options)),
    )  # fmt: skip
    spelled = await substitutes.spelled(chat.session, out)
    choices = Choices(WHO_JOINS, options, how=HOW) if options else None
    return chat.ask("swap_joins", asked, choices=choices, number=details.number, out=spelled)


async def _colleagues(chat: Chat, details: Details, out: Person) -> list[Person]:
    """Who might: those near to the seat, else whoever interviews; of an agreed time who is free."""
    seat = (await substitutes.seats_of(chat.session, details)).get(out.id)
    pool = seat.pool if seat else []
    near = await substitutes.others(chat.session, details, out, pool, chat.now)
    anybody = await substitutes.whoever(chat.session, details, out, chat.now)
    if details.interview.status != Status.CONFIRMED:
        every = [one for source in [*near, anybody] for one in source]
        return list({one.id: one for one in every}.values())[:MOST]
    for sources in (near, [anybody]):
        if free := await substitutes.free_then(
            chat.session, details, sources, chat.rules, chat.now
        ):
            return [one.person for one in free]
    return []


async def _option(chat: Chat, person: Person) -> Option:
    return Option(
        await substitutes.spelled(chat.session, person), Own(person.name), Own(person.name)
    )
