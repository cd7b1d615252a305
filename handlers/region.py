"""`/region DE`, `地区 德国`: the country whose holidays count for this person."""

from babel import Locale

from bot.routing import Chat, Router, Who
from handlers._for import meant
from interviews import daysoff
from interviews.texts import Own, Reader, Refused, Text, Words

router = Router()

HOW = Text(
    zh="{whose}按{region}的节假日安排。要改请发：地区 德国",
    en="{whose}The holidays of {region} count. To change that: region Germany",
)
UNKNOWN = Text(
    zh="不知道“{written}”的节假日。请写国家或地区的名字或代码，例如：地区 德国、地区 DE",
    en='I do not know the holidays of "{written}". Name a country or its code, for example: region'
    " Germany or region DE",
)
DONE = Text(
    zh="好的，{whose}以后按{region}的节假日安排。",
    en="All right, {whose}the holidays of {region} count from now on.",
)


@router.command(
    "region", "地区", "国家",
    usage=Text(zh="地区 [给 姓名] 国家或地区", en="region [for name] country"),
    summary=Text(zh="按哪里的节假日", en="whose holidays count"),
    example=Text(zh="地区 德国", en="region Germany"),
    who=Who.INTERVIEWER,
    rank=93,
)  # fmt: skip
async def region(chat: Chat) -> Words:
    """A name in Chinese or English, or the ISO code."""
    person, _, raw, args, whose = await meant(chat)
    wanted = args.strip().casefold()
    if not wanted:
        present = person.region or chat.rules.people.region
        return HOW(whose=whose, region=_named(present, chat.reader))
    codes = {
        code
        for language in ("zh", "en")
        for code, name in Locale(language).territories.items()
        if len(code) == 2 and code.isalpha() and wanted in {name.casefold(), code.casefold()}
    }
    known = [code for code in codes if daysoff.known(code, chat.now.year)]
    if len(known) != 1:
        raise Refused(UNKNOWN(written=raw.strip()))
    person.region = known[0]
    return DONE(whose=whose, region=_named(known[0], chat.reader))


def _named(code: str, reader: Reader) -> Words:
    return Own(Locale(reader.language.value).territories.get(code, code))
