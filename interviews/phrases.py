"""The parts that texts about an interview are made of."""

from interviews.details import Details
from interviews.rules import Rules
from interviews.texts import NOTHING, Text, Value, Words
from interviews.words import topic
from models import Person

OF_COMPANY_ALONE = Text(zh="{company}的", en="{company}'s ")
OF_COMPANY = Text(zh="{company}的{name}", en="{name} of {company}")
THE = Text(zh="", en="the ")
PLACE = Text(zh="地点：{place}", en="Place: {place}")
WITH = Text(zh="面试官：{panel}", en="With: {panel}")
ANSWER_IT = Text(
    zh="能参加请回复“接受 {number}”，不能参加请回复“拒绝 {number} 原因”。",
    en='Reply "accept {number}" if you can, or "decline {number}" and why if you cannot.',
)
NOTE = Text(zh="留言：{note}", en="They say: {note}")


def subject(details: Details) -> dict[str, Value]:
    """What an interview is called: number, candidate, topic."""
    return {
        "number": details.number,
        "candidate": details.candidate.name,
        "topic": topic(details.interview),
    }


def inviter(hr: Person, rules: Rules) -> Value:
    """HR as candidates know them: 星辰科技的王芳."""
    if not rules.company.name:
        return hr.name
    return OF_COMPANY(company=rules.company.name, name=hr.name)


def of_company(rules: Rules) -> Value:
    """Whose something is: 星辰科技的; nothing where the company has no name."""
    return OF_COMPANY_ALONE(company=rules.company.name) if rules.company.name else THE


def place(details: Details) -> Words:
    """Where, if that is known."""
    where = details.interview.place
    return PLACE(place=where) if where else NOTHING


def panel(details: Details) -> Words:
    """With whom, if there is anybody."""
    return WITH(panel=details.names) if details.panel else NOTHING
