"""`/language en` 语言 中文: the language of everything this person reads."""

from bot.routing import Chat, Router
from handlers._menu import MORE, Item
from interviews.texts import Refused, Text, Words
from models.person import Language

router = Router()

NAMES = {
    "zh": Language.ZH, "中文": Language.ZH, "汉语": Language.ZH, "chinese": Language.ZH, "cn": Language.ZH,
    "en": Language.EN, "english": Language.EN, "英文": Language.EN, "英语": Language.EN,
}  # fmt: skip
HOW = Text(
    zh="我会说中文和英文。请发“语言 中文”或“language en”。",
    en='I speak Chinese and English. Say "language zh" or "language en".',
)
DONE = Text(zh="好的，以后说中文。", en="All right, English from now on.")


@router.command(
    "language", "语言", "lang",
    usage=Text(zh="语言 中文|英文", en="language zh|en"),
    summary=Text(zh="切换语言", en="switch the language"),
    example=Text(zh="语言 英文", en="language zh"),
    form=r"\S+ \S+",
    rank=91,
    early=True,
    menu=Item(MORE, Text(zh="语言 Language", en="Language 语言")),
)  # fmt: skip
async def language(chat: Chat) -> Words:
    """The answer is in the new language already."""
    chosen = NAMES.get(chat.args.lower())
    if chosen is None:
        raise Refused(HOW)
    chat.person.language = chosen
    return DONE
