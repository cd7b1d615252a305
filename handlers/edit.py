"""`/edit 12 地点 …` 修改 12 …: another place, position or round; no new confirmation is needed."""

import re

from bot.routing import Chat, Router, Who, fold
from handlers import to_what
from handlers._which import LEADING
from handlers.to_what import EMAIL, FIELDS
from handlers.which_one import which_one
from interviews import addresses, changes, history
from interviews.texts import Refused, Text, Words, lines

router = Router()

HOW = Text(
    zh="请写上编号、要改的项目（地点、岗位、轮次、邮箱）和新的内容，例如：修改 12 地点 2号会议室",
    en="Please give the number, what to change (place, position, round, email) and the new value, for"
    " example: edit 12 place 2号会议室",
)
DONE = Text(
    zh="已修改 #{number} 的{field}，相关的人会收到通知。",
    en="Changed the {field} of #{number}; everyone concerned is told.",
)
SAME = Text(zh="#{number} 的{field}本来就是这样。", en="The {field} of #{number} is that already.")
WRITTEN = Text(
    zh="已记下{candidate}的邮箱 {email}。微信和企业微信都到不了的时候，会发邮件。",
    en="Noted: {candidate}, {email}. What cannot be sent on WeChat or WeCom will go there.",
)
REMOVED = Text(zh="已删掉{candidate}的邮箱。", en="Removed the address of {candidate}.")
NO_SERVER = Text(
    zh="（还没有设置发件服务器 mail.host，暂时不会发邮件，请联系管理员。）",
    en="(No mail server is set (mail.host), so nothing is written yet; ask your administrator.)",
)
_GIVEN = re.compile(rf"#?\s*(\d{{1,9}})\s*({'|'.join(FIELDS)})[\s:,]*", re.IGNORECASE)


@router.command(
    "edit", "修改", "改",
    usage=Text(
        zh="修改 编号 地点|岗位|轮次|邮箱 新内容", en="edit number place|position|round|email value"
    ),
    summary=Text(
        zh="修改地点、岗位、轮次或候选人邮箱", en="change place, position, round or the candidate's email"
    ),
    example=Text(zh="修改 12 地点 2号会议室", en="edit 12 place 2号会议室"),
    who=Who.HR,
    form=rf"\S+ (?:#? ?\d{{1,9}}(?: ?\D.*)?|(?:{'|'.join(FIELDS)}))",
    rank=42,
)  # fmt: skip
async def edit(chat: Chat) -> Words:
    """Everyone who knows of the interview is told once what changed."""
    given = _GIVEN.match(fold(chat.raw))
    if given is None:
        return await _missing(chat)
    number, field = int(given[1]), FIELDS[given[2].lower()]
    value = chat.raw[given.end() :].strip()
    if not value:
        return await to_what.to_what(chat, number, field)
    if field == EMAIL:
        return await _email(chat, number, value)
    named = history.FIELDS[field]
    outcome = await changes.edit(
        chat.session, number, field, value, by=chat.person, rules=chat.rules, now=chat.now
    )
    if not outcome.changed:
        return SAME(number=number, field=named)
    return lines(DONE(number=number, field=named), outcome.pass_on)


async def _missing(chat: Chat) -> Words:
    """Of which interview and what of it, what comes first is asked for."""
    if alone := LEADING.fullmatch(f"{fold(chat.raw).rstrip(' .!')} "):
        return await to_what.which_field(chat, int(alone[1]))
    field = fold(chat.raw).strip().lower()
    known = not field or field in FIELDS
    if known and (words := await which_one(chat, "edit", field)) is not None:
        return words
    raise Refused(HOW)


async def _email(chat: Chat, number: int, written: str) -> Words:
    """The candidate's; it is nobody else's business, so nobody is told."""
    outcome = await addresses.set_email(
        chat.session, number, written, by=chat.person, rules=chat.rules, now=chat.now
    )
    candidate = outcome.details.candidate
    if candidate.email is None:
        return REMOVED(candidate=candidate.name)
    words = WRITTEN(candidate=candidate.name, email=candidate.email)
    return words if chat.rules.letters_from else lines(words, NO_SERVER)
