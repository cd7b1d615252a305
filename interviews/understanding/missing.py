"""Who did not come, as HR tells it: the candidate, or an interviewer."""

import re

from interviews.understanding.lexicon import CUES
from interviews.understanding.meaning import Action
from interviews.understanding.said import Said

_STAYED = re.compile(
    rf"(?:{CUES[Action.NOSHOW].pattern})|旷|晾|放\S{{0,6}}鸽子|失约|迟迟|不见|没(?:去|能去|现身|过去)|"
    r"缺席|"
    r"\b(?:skipped|forgot|bailed|absent|failed to|wasn't there|not there)\b",
    re.IGNORECASE,
)
_CANDIDATE = (
    r"候选人|应聘者|求职者|人家|人(?=没|未|一直|还|不|也|都|根本)|[他她](?!们)|"
    r"\b(?:candidate|he|she)\b"
)
_INTERVIEWER = r"面试官|我(?=忘|没去|没能|错过|睡过)|\binterviewers?\b"
_WAITED = re.compile(
    r"\s*(?:还|都|也|就|一直|已经|在|白|干|那边|也在)*(?:等|候|坐)|\s*(?:说|讲|反馈|告诉|报|面的|约的)|"
    r"\s*(?:was |has |had |is |been )*(?:wait|sat|said|says|told)",
    re.IGNORECASE,
)
"""Behind somebody who was there, or who tells it."""


def who(said: Said) -> str:
    """`interviewer`, if it is of an interviewer that it is said; else `candidate`."""
    text = said.text
    stayed = _STAYED.search(text)
    if stayed is None:
        return "candidate"
    ours = "|".join(map(re.escape, said.situation.colleagues))
    theirs = "|".join(re.escape(o.candidate) for o in said.situation.interviews if o.candidate)
    people = re.compile(
        rf"(?P<interviewer>{_INTERVIEWER}{f'|{ours}' if ours else ''})"
        rf"|(?P<candidate>{_CANDIDATE}{f'|{theirs}' if theirs else ''})",
        re.IGNORECASE,
    )
    spoken = list(people.finditer(text, 0, stayed.start()))
    by = [one for one in spoken if text[: one.start()].endswith("被")]
    there = [one for one in spoken if not _WAITED.match(text, one.end()) and not _object(text, one)]
    last = next(reversed(by or there), None)
    return str(last.lastgroup) if last else "candidate"


def _object(text: str, found: re.Match[str]) -> bool:
    """To whom it was done: 把陈晨晾着."""
    return text[: found.start()].endswith(("把", "让", "给", "跟", "和"))
