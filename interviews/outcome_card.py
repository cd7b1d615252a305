"""What HR is asked when an interview is over and nobody has said how it went."""

from dataclasses import replace

from interviews import faces
from interviews.cards import Button, Card, Kind
from interviews.details import Details
from interviews.texts import NOTHING, Text, Words
from interviews.words import topic
from models.interview import Absent, Status

# Labels of buttons: ten characters at most.
TOOK_PLACE = Text(zh="完成", en="Took place")
NO_CANDIDATE = Text(zh="候选人没来", en="No-show")
NO_INTERVIEWER = Text(zh="面试官没来", en="No panel")

NOTE = Text(
    zh="也可以回复“完成 {number}”“未到 {number} 候选人”或“未到 {number} 面试官”。",
    en='Or reply "done {number}", "noshow {number} candidate" or "noshow {number} interviewer".',
)
WHO = Text(zh="#{number} 谁没有来？", en="#{number}: who was absent?")
ABSENT_NOTE = Text(
    zh="也可以回复“未到 {number} 候选人”或“未到 {number} 面试官”。",
    en='Or reply "noshow {number} candidate" or "noshow {number} interviewer".',
)
DONE = Text(zh="已完成", en="Done")
ABSENT = {Absent.CANDIDATE: NO_CANDIDATE, Absent.INTERVIEWER: NO_INTERVIEWER}


def question(details: Details) -> Card:
    """Has it taken place?"""
    number = details.number
    return Card(
        Kind.OUTCOME,
        faces.OUTCOME(number=number),
        topic(details.interview),
        facts=(
            (faces.CANDIDATE, details.candidate.name),
            (faces.TIME, details.agreed),
            (faces.PANEL, details.names),
        ),
        note=NOTE(number=number),
        buttons=(
            Button(TOOK_PLACE, f"done {number}"),
            Button(NO_CANDIDATE, f"noshow {number} candidate"),
            Button(NO_INTERVIEWER, f"noshow {number} interviewer"),
        ),
        data={"start": details.agreed.start.isoformat()},
    )


def absent(details: Details) -> Card:
    """Who did not come?"""
    card = question(details)
    return replace(
        card,
        title=WHO(number=details.number),
        note=ABSENT_NOTE(number=details.number),
        buttons=card.buttons[1:],
    )


def answer(details: Details) -> tuple[str, Words, Words] | None:
    """What has been said since: a name for it, and how the card shows it."""
    interview = details.interview
    if interview.status == Status.DONE:
        return "done", DONE, NOTHING
    if (absent := interview.absent) is not None:
        return f"{absent.value} absent", ABSENT[absent], NOTHING
    return None
