"""What a request for feedback shows: recommendations to press, or, where there is so little to say
that it fits on one card, everything to choose and one button."""

from collections.abc import Sequence

from interviews import faces
from interviews.cards import Button, Card, Choice, Kind
from interviews.details import Details
from interviews.scorecards import RECOMMENDED, Draft, example, line
from interviews.texts import Own, Text
from interviews.words import topic
from models.feedback import Recommendation

WHOSE = Text(zh="反馈 #{number} {candidate}", en="Feedback #{number} {candidate}")
NOTE = Text(
    zh="点一个结论，其余的会接着问您；也可以一句话写完：{example}",
    en="Press one and be asked for the rest, or write: {example}",
)
SAY = Text(zh="或回复：{line}", en="Or: {line}")
SUBMIT = Text(zh="提交", en="Submit")
RECOMMENDATION = Text(zh="结论", en="Recommend")
NOT_CHOSEN = Text(zh="请选择", en="Choose")
SAYS_NOTHING = ","
"""For what is left open: it is asked for."""
CHOICES = 3
"""At most, on a card of choices."""
POINTS = range(5, 0, -1)


def request(details: Details, criteria: Sequence[str]) -> Card:
    """To an interviewer, after the end."""
    if 1 <= len(criteria) < CHOICES:
        return _everything(details, criteria)
    number = details.number
    return Card(
        Kind.FEEDBACK,
        faces.FEEDBACK(number=number),
        topic(details.interview),
        facts=(
            (faces.CANDIDATE, details.candidate.name),
            (faces.TIME, details.agreed),
            (faces.INVITER, details.hr.name),
        ),
        note=NOTE(example=example(number, criteria)),
        buttons=tuple(
            Button(label, f"feedback {number} {_phrase(one)}") for one, label in RECOMMENDED.items()
        ),
    )


def _everything(details: Details, criteria: Sequence[str]) -> Card:
    """Such a card has room for a title and a line, and nothing is chosen on it yet."""
    number = details.number
    said = Draft(Recommendation.YES, dict.fromkeys(criteria, 4))
    recommendations = ((_phrase(one), label) for one, label in RECOMMENDED.items())
    return Card(
        Kind.FEEDBACK,
        WHOSE(number=number, candidate=details.candidate.name),
        SAY(line=line(number, said, criteria)),
        choices=(
            Choice(RECOMMENDATION, ((SAYS_NOTHING, NOT_CHOSEN), *recommendations)),
            *(
                Choice(
                    Own(criterion),
                    (
                        (SAYS_NOTHING, NOT_CHOSEN),
                        *((f"{criterion}{n}", Own(str(n))) for n in POINTS),
                    ),
                )
                for criterion in criteria
            ),
        ),
        buttons=(Button(SUBMIT, f"feedback {number}", chosen=True),),
    )


def _phrase(recommendation: Recommendation) -> str:
    return recommendation.value.replace("_", " ")
