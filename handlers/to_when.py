"""To which time, where HR wishes to move an interview or to offer more times and names none."""

from dataclasses import replace

from bot.routing import Chat, Router
from handlers import free_text
from interviews import circumstances
from interviews.texts import Words
from interviews.understanding.meaning import Action
from interviews.understanding.understand import understand

router = Router()
_SAID = {Action.MOVE: "#{number} 改到 {times}", Action.OFFER: "给#{number}加时间 {times}"}


@router.answer("free_times")
async def times(chat: Chat) -> Words:
    """The time, which is repeated before anything is done; else what is said is taken as it is."""
    wish, number = Action(chat.data["wish"]), chat.data["number"]
    chat.person.question = None
    said = _SAID[wish].format(number=number, times=chat.raw)
    situation = await circumstances.situation(chat.rows, chat.person, said, chat.rules, chat.now)
    meant = understand(said, situation)
    if meant.action not in {wish, Action.PAST} or not meant.values.keys() & {"time", "times"}:
        return await free_text.free_text(chat)
    return await free_text.answered(chat, replace(meant, plain=False), situation)
