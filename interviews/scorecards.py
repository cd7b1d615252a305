"""What an interviewer thinks of a candidate, as people write it in one line or bit by bit:
`推荐 专业能力4 沟通协作5 解决问题3 评语：基础扎实`, `yes 4 5 3 comment: solid`."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import cycle
from typing import Any

from interviews.rules import Rules
from interviews.texts import NOTHING, Text, Words, dotted, lines
from models import Feedback, Interview
from models.feedback import Recommendation

RECOMMENDED = {
    Recommendation.STRONG_YES: Text(zh="强烈推荐", en="strong yes"),
    Recommendation.YES: Text(zh="推荐", en="yes"),
    Recommendation.UNDECIDED: Text(zh="待定", en="undecided"),
    Recommendation.NO: Text(zh="不推荐", en="no"),
}
PHRASES = {
    "强烈推荐": Recommendation.STRONG_YES,
    "非常推荐": Recommendation.STRONG_YES,
    "强推": Recommendation.STRONG_YES,
    "strong yes": Recommendation.STRONG_YES,
    "strongly recommended": Recommendation.STRONG_YES,
    "strongly recommend": Recommendation.STRONG_YES,
    "strong hire": Recommendation.STRONG_YES,
    "推荐": Recommendation.YES,
    "通过": Recommendation.YES,
    "yes": Recommendation.YES,
    "recommended": Recommendation.YES,
    "recommend": Recommendation.YES,
    "hire": Recommendation.YES,
    "待定": Recommendation.UNDECIDED,
    "不确定": Recommendation.UNDECIDED,
    "undecided": Recommendation.UNDECIDED,
    "maybe": Recommendation.UNDECIDED,
    "不推荐": Recommendation.NO,
    "不通过": Recommendation.NO,
    "淘汰": Recommendation.NO,
    "no": Recommendation.NO,
    "not recommended": Recommendation.NO,
    "no hire": Recommendation.NO,
    "reject": Recommendation.NO,
}
SCORE = Text(zh="{criterion} {score}", en="{criterion} {score}")
COMMENT = Text(zh="评语：{comment}", en="Comment: {comment}")
LINE = Text(zh="反馈 {number} {values}", en="feedback {number} {values}")
SPACED = Text(zh="{first} {rest}", en="{first} {rest}")
WITH_COMMENT = Text(zh="{values} 评语：{comment}", en="{values} comment: {comment}")
GOOD = Text(zh="基础扎实", en="knows the basics")


@dataclass(frozen=True, slots=True)
class Draft:
    """What has been said so far; None is nothing yet, an empty comment is that there is none."""

    recommendation: Recommendation | None = None
    scores: dict[str, int] = field(default_factory=dict)
    comment: str | None = None

    @classmethod
    def of(cls, given: Feedback) -> "Draft":
        """All of what was given."""
        return cls(given.recommendation, dict(given.scores), given.comment)

    @classmethod
    def kept(cls, data: dict[str, Any]) -> "Draft":
        """As an open question keeps it."""
        said = data["recommendation"]
        return cls(Recommendation(said) if said else None, data["scores"], data["comment"])

    def keep(self) -> dict[str, Any]:
        """For an open question."""
        return {
            "recommendation": self.recommendation,
            "scores": self.scores,
            "comment": self.comment,
        }

    def __bool__(self) -> bool:
        return self != Draft()

    def over(self, earlier: "Draft") -> "Draft":
        """This, and what was said earlier where this says nothing."""
        return Draft(
            self.recommendation or earlier.recommendation,
            earlier.scores | self.scores,
            earlier.comment if self.comment is None else self.comment,
        )

    def unscored(self, criteria: Sequence[str]) -> list[str]:
        """Criteria without a score, in their order."""
        return [criterion for criterion in criteria if criterion not in self.scores]

    def complete(self, criteria: Sequence[str]) -> bool:
        """Whether it can be given; a comment need not be."""
        return self.recommendation is not None and not self.unscored(criteria)


def criteria_of(interview: Interview, rules: Rules) -> tuple[str, ...]:
    """What is scored for this position, in the order it is asked for."""
    known = rules.feedback.criteria
    return known.get(interview.position.strip(), known.get("", ()))


def ordered(scores: dict[str, int], criteria: Sequence[str]) -> list[tuple[str, int]]:
    """Scores in the order of the criteria, then those of criteria that are asked for no more."""
    names = [*criteria, *sorted(scores.keys() - set(criteria))]
    return [(name, scores[name]) for name in names if name in scores]


def shown(draft: Draft, criteria: Sequence[str]) -> Words:
    """`推荐 · 专业能力 4 · 沟通协作 5`, the comment below."""
    said = RECOMMENDED[draft.recommendation] if draft.recommendation else NOTHING
    scores = ordered(draft.scores, criteria)
    return lines(
        dotted(said, *(SCORE(criterion=name, score=score) for name, score in scores)),
        COMMENT(comment=draft.comment) if draft.comment else NOTHING,
    )


def line(number: int, draft: Draft, criteria: Sequence[str]) -> Words:
    """The one line that says all this: `反馈 12 推荐 专业能力4`."""
    scores = " ".join(f"{name}{score}" for name, score in ordered(draft.scores, criteria))
    values: Words = Text(zh="{scores}", en="{scores}")(scores=scores)
    if draft.recommendation is not None:
        said = RECOMMENDED[draft.recommendation]
        values = SPACED(first=said, rest=scores) if scores else said
    if draft.comment:
        values = WITH_COMMENT(values=values, comment=draft.comment)
    return LINE(number=number, values=values)


def example(number: int, criteria: Sequence[str]) -> Words:
    """A line as it could be written for this interview."""
    scores = " ".join(
        f"{name}{score}" for name, score in zip(criteria, cycle((4, 5, 3)), strict=False)
    )
    yes = RECOMMENDED[Recommendation.YES]
    values = SPACED(first=yes, rest=scores) if scores else yes
    return LINE(number=number, values=WITH_COMMENT(values=values, comment=GOOD))
