"""Feedback asked for bit by bit: the open question keeps what was said, and the row is written when
everything is there."""

import re
from itertools import cycle, islice
from typing import Any

from bot.routing import Chat, fold
from interviews import feedback, scoring
from interviews import feedback_rights as rights
from interviews.details import Details
from interviews.scorecards import Draft, criteria_of, example, line, shown
from interviews.texts import NOTHING, Refused, Text, Words, lines, listed
from interviews.words import topic

SO_FAR = Text(zh="已记下（还没保存）：{card}", en="So far (not saved yet): {card}")
ABOUT = Text(zh="#{number} {candidate}（{topic}）", en="#{number} {candidate} ({topic})")
RECOMMEND = Text(
    zh="{about}的结论是？请回复 强烈推荐、推荐、待定 或 不推荐。",
    en="{about}: what do you recommend? Please reply strong yes, yes, undecided or no.",
)
AT_ONCE = Text(zh="也可以一次写完，例如：\n{example}", en="Or all at once, for example:\n{example}")
SCORE = Text(
    zh="{about}的“{criterion}”打几分？请回复 1 到 5。",
    en='{about}: how many points for "{criterion}"? Please reply 1 to 5.',
)
THEN = Text(
    zh="之后是{criteria}；也可以一起回复，例如：{some}",
    en="Next: {criteria}; or reply with all at once, for example: {some}",
)
COMMENT = Text(
    zh="{about}的评语？请直接写；没有就回复“跳过”。",
    en='{about}: any comment? Just write it, or reply "skip".',
)
UNSAVED = Text(
    zh="#{number} 的反馈还没有保存。要接着写，请发这一行，缺的会再问您：\n{line}",
    en="Your feedback on #{number} is not saved. To go on, send this line; what is missing will be"
    " asked for:\n{line}",
)
SKIP = {"跳过", "skip", "无", "没有", "没了", "不写", "不用", "不用了", "none", "no", "-", "n/a"}
# Commands elsewhere; here they are answers, or too vague to be one.
HEARD = (
    "yes", "no", "none", "ok", "okay", "sure", "confirm", "可以", "好", "好的", "行", "没问题", "确认",
    "不行", "都不行", "不合适", "都不合适", "都不方便", "不用了",
)  # fmt: skip
_NUMBERS = re.compile(r"[\d\s,、.]+")


def named(details: Details) -> Words:
    """`#12 张三（后端工程师 · 一面）`."""
    return ABOUT(
        number=details.number,
        candidate=details.candidate.name,
        topic=topic(details.interview),
    )


def ask(chat: Chat, details: Details, draft: Draft) -> Words:
    """Show what is there and ask for what comes next."""
    criteria = criteria_of(details.interview, chat.rules)
    about = named(details)
    then: Words = NOTHING
    if draft.recommendation is None:
        words: Words = RECOMMEND(about=about)
        then = NOTHING if draft else AT_ONCE(example=example(details.number, criteria))
    elif unscored := draft.unscored(criteria):
        words = SCORE(about=about, criterion=unscored[0])
        if others := unscored[1:]:
            some = " ".join(map(str, islice(cycle((4, 5, 3)), len(unscored))))
            then = THEN(criteria=listed(others), some=some)
    else:
        words = COMMENT(about=about)
    so_far = SO_FAR(card=shown(draft, criteria)) if draft else NOTHING
    return ask_again(chat, details.number, draft, lines(so_far, words, then))


def ask_again(chat: Chat, number: int, draft: Draft, words: Words) -> Words:
    """Keep what was said, and wait for more."""
    return chat.ask("feedback", words, number=number, draft=draft.keep())


def answered(chat: Chat, details: Details, draft: Draft) -> Draft:
    """What the answer to the question says; nothing, where it is too vague.

    Raises:
        Refused: it cannot be read.
    """
    criteria = criteria_of(details.interview, chat.rules)
    word = chat.args.rstrip(".!").lower()
    if not draft.complete(criteria):
        if word in HEARD and (draft.recommendation or word not in {"yes", "no"}):
            how = example(details.number, criteria)
            raise Refused(scoring.UNREAD(part=chat.raw, example=how))
        return scoring.read(fold(chat.raw), chat.raw, criteria, draft, details.number)
    if word in SKIP:
        return Draft(comment="")
    if word in HEARD or _NUMBERS.fullmatch(chat.args):
        return Draft()
    try:
        return scoring.read(fold(chat.raw), chat.raw, criteria, draft, details.number)
    except scoring.Misscored:
        raise
    except Refused:  # no values, so the comment itself
        return Draft(comment=chat.raw.strip())


async def unsaved(chat: Chat, data: dict[str, Any]) -> Words:
    """The line that says what was said so far, unless the question goes on or all was given."""
    number, draft = data["number"], Draft.kept(data["draft"])
    question = chat.person.question
    goes_on = question is not None and question["data"].get("number") == number
    if goes_on or not draft:
        return NOTHING
    try:
        details = await rights.about(chat.session, number, chat.person, chat.rules)
        await rights.refuse(chat.session, details, chat.person, chat.now)
    except Refused:  # closed, or theirs no more
        return NOTHING
    if (await feedback.standing(chat.session, details)).of(chat.person) is not None:
        return NOTHING
    criteria = criteria_of(details.interview, chat.rules)
    return UNSAVED(number=number, line=line(number, draft, criteria))
