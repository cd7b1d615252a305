"""Which interview is meant, when no number says so: the only one there is, or a question."""

import re

from bot.routing import Chat
from interviews.dates import Period
from interviews.details import Details
from interviews.texts import Refused, Text, Words, lines
from interviews.words import STATUS, topic

LEADING = re.compile(r"#?\s*(\d{1,9})(?=\s|$)\s*")

ASK = Text(
    zh="您有几场面试，是哪一场？请回复编号：\n{choices}",
    en="You have several interviews. Which one? Please reply with its number:\n{choices}",
)
CHOICE = Text(
    zh="#{number} {candidate} · {topic} · {when}", en="#{number} {candidate} · {topic} · {when}"
)
NOT_ONE_OF = Text(
    zh="请回复其中一个编号，或者发“算了”：\n{choices}",
    en='Please reply with one of these numbers, or say "never mind":\n{choices}',
)


def choices(found: list[Details]) -> Words:
    """One interview a line, to choose from by its number."""
    return lines(*(_choice(details) for details in found))


def _choice(details: Details) -> Words:
    agreed = details.interview.starts_at is not None
    when: Period | Text = details.agreed if agreed else STATUS[details.interview.status]
    return CHOICE(
        number=details.number,
        candidate=details.candidate.name,
        topic=topic(details.interview),
        when=when,
    )


def number_of(chat: Chat, found: list[Details]) -> int:
    """The number somebody answered with.

    Raises:
        Refused: it is none of the choices; the question stays open.
    """
    given = LEADING.fullmatch(chat.args.rstrip(".!") + " ")
    number = int(given[1]) if given else 0
    if number not in {details.number for details in found}:
        raise Refused(NOT_ONE_OF(choices=choices(found)))
    return number
