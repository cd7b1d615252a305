"""What nothing else understands: the nearest command, or how to get help."""

from dataclasses import replace

from bot.routing import Chat, Router
from interviews.texts import Text, Words, lines

router = Router()

TAKEN_AS = Text(zh="（按“{word}”理解）", en='(taken as "{word}")')
NEAREST = Text(
    zh="没看懂“{said}”。您是想说“{word}”吗？例如：{example}",
    en='I did not understand "{said}". Did you mean "{word}"? For example: {example}',
)
HELP = Text(
    zh="没看懂“{said}”。发“帮助”看看可以说什么。",
    en='I did not understand "{said}". Say "help" to see what you can say.',
)
EMPTY = Text(zh="发“帮助”看看可以说什么。", en='Say "help" to see what you can say.')
SHOWN = 40


@router.otherwise
async def fallback(chat: Chat) -> Words:
    """An almost-right word that only looks is understood; one that would change something is
    asked about, since acting on a guess is worse than asking."""
    said = chat.raw if len(chat.raw) <= SHOWN else f"{chat.raw[:SHOWN]}…"
    if not chat.raw:
        return EMPTY
    nearest = chat.router.nearest(chat.args, chat)
    if not nearest:
        return HELP(said=said)
    word = nearest[0]
    command = chat.router.get(word)
    if command.changes or " " in chat.args:
        return NEAREST(said=said, word=word, example=command.example)
    answer = await command.handler(replace(chat, word=word, args="", raw=""))
    return lines(TAKEN_AS(word=word), answer)
