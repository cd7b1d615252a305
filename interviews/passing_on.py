"""What somebody cannot be sent, HR passes on: the words as they would have got them, with the links to
the candidate's chat and page where there are any."""

from dataclasses import replace
from datetime import datetime

from interviews import inviting, links
from interviews.details import Details
from interviews.people import reader
from interviews.rules import Rules
from interviews.texts import NOTHING, Own, Text, Words, lines
from models import Person

PASS_ON = Text(
    zh="{name}还不能直接收到消息，请把下面这段转给对方：\n{text}",
    en="{name} cannot be reached directly yet. Please pass this on:\n{text}",
)


def pass_on(
    details: Details,
    to: Person,
    words: Words,
    rules: Rules,
    now: datetime,
    opens: str | None = None,
) -> Words:
    """For HR, in the language of whom it is for; `opens`: what opens the bot in WeChat."""
    own = to.id == details.candidate.id
    chat = inviting.to_chat(details, opens, rules, now) if own else NOTHING
    page = links.to_page(details, rules) if own else NOTHING
    how = replace(reader(to, rules, now), page=chat is not NOTHING or page is not NOTHING)
    return PASS_ON(name=to.name, text=Own(lines(words, chat, page).to(how)))
