"""Which interview a sentence is about: by its number, its candidate, or its time."""

import re
from typing import Any

from interviews.understanding.lexicon import WORDS
from interviews.understanding.said import Said
from interviews.understanding.signs import Sign
from interviews.understanding.situation import Known

_FIRST = re.compile(r"^(?:详情|详细|查看|看|show|details?)\s*#?(\d{1,6})$", re.IGNORECASE)


def which(said: Said, text: str) -> dict[str, Any]:
    """Number (and name) of the one interview a text names or is at the time of; empty if none."""
    if first := _FIRST.match(text):
        return {"number": int(first[1])}
    found = said.named(text)
    if not found:
        found = said.at(one for one in said.mentions if one.text in text)
        if len(found) != 1:
            numbers = said.numbers(text)
            return {"number": numbers[0]} if numbers else {}
    if len(found) != 1:
        return {}
    values: dict[str, Any] = {"number": found[0].number}
    if found[0].candidate and found[0].candidate in text:
        values["name"] = found[0].candidate
    return values


def about(
    said: Said, marks: list[Sign], pointers: list[Any] | None = None
) -> tuple[dict[str, Any], Known | None]:
    """The interview meant, as values and, if it is known, itself; empty if it is not said."""
    clauses = list(dict.fromkeys(one.clause.text for one in marks))
    rest = [
        one.text
        for one in said.clauses
        if one.text not in clauses and not WORDS.DENIAL.search(one.text)
    ]
    for text in (*clauses, " ".join(rest), *([] if marks else [said.text])):
        found = said.named(text)
        if not found:
            spoken = pointers if pointers is not None else said.mentions
            found = said.at(one for one in spoken if one.text in text)
        if len(found) == 1:
            values: dict[str, Any] = {"number": found[0].number}
            if found[0].candidate in text:
                values["name"] = found[0].candidate
            return values, found[0]
        if not found and (numbers := said.numbers(text) or leading(said, marks)):
            known = next(
                (one for one in said.situation.interviews if one.number == numbers[0]), None
            )
            return {"number": numbers[0]}, known
        if len(found) > 1:
            return {}, None
    return {}, None


def leading(said: Said, marks: list[Sign]) -> list[int]:
    """`取消 2 …`, `late 3 10`: the number behind the word that begins a sentence."""
    if not marks or marks[0].begin > 0:
        return []
    after = re.match(r"\s*#?(\d{1,6})(?![\d:点月号日/-])", said.text[marks[0].finish :])
    return [int(after[1])] if after else []
