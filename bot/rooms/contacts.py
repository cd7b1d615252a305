"""How an interviewer can be written to outside of WeCom, as far as WeCom tells."""

from bot.rooms import Later, Never, Unanswered
from bot.rooms.asking import ask
from bot.wecom import WeComClient
from models import Person


async def contact(wecom: WeComClient, person: Person, domain: str) -> dict[str, str] | None:
    """`email` or `phone`; apps made since June 2022 are told neither (DOC 90196), so the company's
    domain behind the userid serves, if one is configured. None: nothing is known.

    Raises:
        Trouble: WeCom cannot be asked just now.
    """
    if person.userid is None:
        return None
    try:
        found = await ask(wecom.user.get(person.userid))
    except Unanswered as trouble:
        raise Later(str(trouble)) from None  # only a question was asked
    except Never:  # it does not know them, or not for this app
        found = {}
    for name, kind in (("biz_mail", "email"), ("email", "email"), ("mobile", "phone")):
        if isinstance(value := found.get(name), str) and value.strip():
            return {kind: value.strip()}
    return {"email": f"{person.userid}@{domain}"} if domain else None
