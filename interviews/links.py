"""Where a candidate finds what they can look at and answer by themselves."""

from interviews.details import Details
from interviews.rules import Rules
from interviews.texts import NOTHING, Own, Text, Words
from models.interview import Status

PAGE = "/c/"
CHOOSE = Text(zh="查看和答复：{link}", en="To see it and to answer: {link}")


def page(details: Details, rules: Rules) -> str | None:
    """The address of the candidate's page; None where pages have none."""
    if not rules.site or rules.tickets is None:
        return None
    return f"{rules.site}{PAGE}{rules.tickets.make(details.number, details.candidate.link_edition)}"


def to_page(details: Details, rules: Rules) -> Words:
    """The same in words, for the candidate; nothing where there is nothing to see or answer."""
    link = page(details, rules)
    if link is None or details.interview.status == Status.CANCELLED:
        return NOTHING
    return CHOOSE(link=Own(link))
