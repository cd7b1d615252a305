"""Which of several interviews a sentence was about: its number, and the sentence is heard again."""

from dataclasses import replace

from bot.routing import Chat, Router
from handlers import _hrs, free_text
from handlers._which import refuse_changed
from interviews import circumstances
from interviews.details import find
from interviews.texts import Words
from interviews.understanding.meaning import Action, Meant
from interviews.understanding.understand import understand

router = Router()


@router.answer("free_which")
async def which(chat: Chat) -> Words:
    """The number of the interview it was about: the same words, with only that one there."""
    number, wish = chat.args.strip("#. !"), chat.data.get("wish")
    if not number.isdecimal() and wish in _hrs.FITS and chat.hr:
        found = await _hrs.named(chat, wish)
        number = str(found[0].number) if len(found) == 1 else number
    asked, chat.person.question = chat.person.question, None
    if not number.isdecimal():
        return await free_text.free_text(replace(chat, ended=asked))
    said = chat.data["said"]
    situation = await circumstances.situation(
        chat.rows, chat.person, f"{said} #{number}", chat.rules, chat.now
    )
    only = tuple(one for one in situation.interviews if one.number == int(number))
    if not only:
        return await free_text.free_text(chat)
    refuse_changed(chat, await find(chat.session, int(number)), said)
    there = replace(situation, interviews=only)
    if alone := chat.data.get("alone"):
        meant = Meant(Action(alone))
    else:
        meant = understand(f"#{number} {said}", there)
    if meant.action is Action.UNKNOWN and wish:
        meant = Meant(Action.ASK, about=Action(wish))
    meant = replace(meant, values={"number": int(number), **meant.values})
    return await free_text.answered(replace(chat, raw=said), meant, there)
