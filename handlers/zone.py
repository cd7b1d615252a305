"""`/zone Asia/Tokyo` 时区: the time zone of everything this person reads and writes."""

from datetime import datetime
from zoneinfo import available_timezones

from bot.routing import Chat, Router
from handlers._menu import MORE, Item
from interviews.dates import zone_name, zones_of
from interviews.texts import Own, Reader, Refused, Text, Words
from interviews.values import zone as read_zone

router = Router()

HOW = Text(
    zh="您的时区是{zone}。要改请写地名，例如：时区 Asia/Tokyo、时区 Europe/Berlin",
    en="Your time zone is {zone}. To change it, name a place, for example: zone Asia/Tokyo or zone"
    " Europe/Berlin",
)
UNKNOWN = Text(
    zh="没有时区“{written}”。请写成 Asia/Shanghai、Asia/Tokyo、Europe/Berlin 这样。",
    en='There is no time zone "{written}". Write it like Asia/Shanghai, Asia/Tokyo, Europe/Berlin.',
)
DONE = Text(
    zh="好的，以后按{zone}显示，您那里现在是 {now}。",
    en="All right, times are shown in {zone} from now on. It is {now} there.",
)


@router.command(
    "zone", "时区", "timezone",
    usage=Text(zh="时区 地名", en="zone place"),
    summary=Text(zh="设置您的时区", en="set your time zone"),
    example=Text(zh="时区 Asia/Shanghai", en="zone Asia/Shanghai"),
    rank=92,
    early=True,
    menu=Item(MORE, Text(zh="时区", en="Time zone")),
)  # fmt: skip
async def zone(chat: Chat) -> Words:
    """IANA names, in any case; the last part is enough where it is unmistakable, and so is what the
    city is called in Chinese."""
    if not chat.args:
        return HOW(zone=_named(chat.reader, chat.now))
    wanted = chat.args.replace(" ", "_").casefold()
    names = {name for name in available_timezones() if name.casefold() == wanted} or {
        name
        for name in available_timezones()
        if name.casefold().rpartition("/")[2] == wanted and "/" in name
    }
    names = names or zones_of(chat.args)
    if len(names) != 1:
        raise Refused(UNKNOWN(written=chat.args))
    chat.person.zone = read_zone(names.pop()).key
    return DONE(
        zone=_named(chat.reader, chat.now),
        now=Own(f"{chat.now.astimezone(chat.reader.zone):%H:%M}"),
    )


def _named(reader: Reader, now: datetime) -> Words:
    return Own(zone_name(reader.zone, now, reader.language))
