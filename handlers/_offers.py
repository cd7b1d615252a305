"""Which of several offers is meant, or which of its times: asked, with what can be chosen."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.routing import Chat
from handlers._which import ask, choices
from interviews import consecutive
from interviews.cards import Carded, card_of
from interviews.details import Details
from interviews.parts import waiting_with
from interviews.texts import Text, Words

WHICH_TIME = Text(
    zh="#{number} 有几个时间可选，请回复数字：\n{times}",
    en="#{number} has several times open; please reply with a number:\n{times}",
)
WHICH_OFFER = Text(
    zh="您有几场面试待确认，是哪一场？请回复编号：\n{choices}",
    en="Several interviews wait for your answer. Which one? Please reply with its number:\n{choices}",
)
SEVERAL_TIMES = Text(zh="#{number} 有几个时间可选：", en="#{number} has several times open:")
LINGERS = timedelta(hours=12)
"""So long people remember what they were asked."""
ONE_OFFER = Text(zh="确认哪一场？", en="Confirm which interview?")


def otherwise_asked(chat: Chat) -> datetime | None:
    """When they were asked something else that is open no more: a bare yes or number may be said to
    that."""
    if chat.ended is None:
        return None
    asked_at = datetime.fromisoformat(chat.ended["asked_at"])
    return asked_at if chat.now < asked_at + LINGERS else None


def which_offer(chat: Chat, found: list[Details], slot: int | None) -> Words:
    """Ask for one of the interviews, for its time `slot` if that was said."""
    words = WHICH_OFFER(choices=choices(chat, found))
    return ask(chat, "confirm_which", words, ONE_OFFER, found, slot=slot)


async def which_time(chat: Chat, details: Details) -> Words:
    """Ask for a time of this interview; its offer as it stands now is what can be pressed."""
    number = details.number
    words = WHICH_TIME(number=number, times=details.numbered(details.open(chat.now)))
    rounds = await waiting_with(chat.session, details) or [details]
    card = card_of(consecutive.offer(rounds, chat.now, chat.rules))
    if card is None:
        return words
    return Carded(words, replace(card, intro=SEVERAL_TIMES(number=number)), interview=number)
