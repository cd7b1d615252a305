"""Running command lines that somebody could have typed."""

from dataclasses import replace

from bot.routing import HR_ONLY, Chat
from interviews.naming import Ambiguous
from interviews.texts import Refused, Text, Words, lines

NOT_YET = Text(
    zh="“{word}”现在还办不到，什么也没有做。请联系 HR，或回复“人工”。",
    en='"{word}" is not possible yet, so nothing was done. Please ask HR, or reply "human".',
)


async def run(chat: Chat, typed: list[str]) -> Words:
    """Answer as if each had been typed; the first that is refused ends it.

    Raises:
        Refused: there is no such command, or this person may not use it.
    """
    try:
        answers = [await _one(chat, line) for line in typed]
    except Ambiguous as unclear:
        unclear.lines = unclear.lines or typed
        raise
    return answers[0] if len(answers) == 1 else lines(*answers)


async def _one(chat: Chat, line: str) -> Words:
    match = chat.router.find(line)
    if match is None:
        raise Refused(NOT_YET(word=line.split(" ", 1)[0]))
    if not match.command.allows(chat):
        raise Refused(HR_ONLY(word=match.word))
    return await match.command.handler(
        replace(chat, word=match.word, args=match.args, raw=match.raw, data={})
    )
