"""A candidate's link into WeChat, which makes it unnecessary to pass things on next time."""

from datetime import datetime

from sqlalchemy import text
from sqlmodel.ext.asyncio.session import AsyncSession

from interviews import tickets
from interviews.details import Details
from interviews.rules import Rules
from interviews.texts import NOTHING, Own, Text, Words
from models.sql import run

QR = "qr"
"""Kind of the notice that is a picture: the QR code of the link that is its text."""
OFFERED = {"proposed", "offered", "moving"}
"""What happens to an interview that HR is given a QR code for."""

LINK = Text(
    zh="在微信里打开这个链接，就能直接回复，之后的消息也会发到您的微信：\n{link}",
    en="Open this link in WeChat to answer there; later messages will come to your WeChat, too:\n{link}",
)
QR_COMES = Text(
    zh="（链接的二维码另外发给您，也可以转给对方扫。）",
    en="(The link's QR code is sent to you separately; you may pass that on, too.)",
)

_OPENS = text("SELECT link FROM kf_account WHERE open_kfid = :account")


async def opens(session: AsyncSession, rules: Rules) -> str | None:
    """What opens the customer service account; None: there is none, or it is not known yet."""
    if not rules.kf.open_kfid:
        return None
    found: str | None = (await run(session, _OPENS, account=rules.kf.open_kfid)).scalar()
    return found


def link(details: Details, base: str | None, rules: Rules, now: datetime) -> str | None:
    """The candidate's own, as long as it opens something."""
    if base is None or rules.tickets is None or tickets.expired(details, now):
        return None
    return (
        f"{base}&scene_param={rules.tickets.make(details.number, details.candidate.link_edition)}"
    )


def to_chat(details: Details, base: str | None, rules: Rules, now: datetime) -> Words:
    """The same in words, for the candidate; nothing where there is none."""
    own = link(details, base, rules, now)
    return LINK(link=Own(own)) if own else NOTHING
