"""What HR, and interviewers who gave theirs, read of an interview's feedback."""

from collections.abc import Iterator, Sequence

from interviews.details import Details
from interviews.scorecards import RECOMMENDED, SCORE, Draft, ordered, shown
from interviews.scoring import RECOMMENDATION
from interviews.texts import NOTHING, Text, Words, dotted, lines, listed
from interviews.words import topic
from models import Feedback, Person
from models.feedback import Recommendation

Rows = Sequence[tuple[Person, Feedback]]

ALL_IN = Text(
    zh="#{number} {candidate}（{topic}）的反馈齐了：",
    en="All feedback on #{number} {candidate} ({topic}) is in:",
)
HEAD = Text(
    zh="#{number} {candidate}（{topic}）的反馈 {given}/{all}",
    en="Feedback on #{number} {candidate} ({topic}): {given}/{all}",
)
COUNTED = Text(zh="{what} {count}", en="{what} {count}")
RECOMMENDATIONS = Text(zh="结论：{counts}", en="Recommendations: {counts}")
MEANS = Text(zh="平均分：{means}", en="Mean scores: {means}")
OF_ONE = Text(zh="{name}：{card}", en="{name}: {card}")
MISSING = Text(zh="还没有给：{names}", en="Still missing: {names}")
CLOSE = Text(
    zh="反馈还可以修改；不再需要了请发：关闭反馈 {number}",
    en="It can still be changed; when it is final: feedback close {number}",
)
ALTERED = Text(
    zh="{who}修改了对 #{number} {candidate}（{topic}）的反馈：",
    en="{who} changed the feedback on #{number} {candidate} ({topic}):",
)
FROM_TO = Text(zh="{what}：{old} → {new}", en="{what}: {old} → {new}")
COMMENT_NOW = Text(zh="评语：{comment}", en="Comment: {comment}")
COMMENT_GONE = Text(zh="评语删掉了", en="The comment was taken back")
UNSCORED = Text(zh="没打分", en="no score")


def whole(
    details: Details, given: Rows, missing: Sequence[Person], criteria: Sequence[str]
) -> Words:
    """Everything there is, counted first, then one after the other, and who is missing."""
    return lines(
        HEAD(
            number=details.number,
            candidate=details.candidate.name,
            topic=topic(details.interview),
            given=len(given),
            all=len(given) + len(missing),
        ),
        _counted(given, criteria),
        MISSING(names=listed(person.name for person in missing)) if missing else NOTHING,
    )


def all_in(details: Details, given: Rows, criteria: Sequence[str]) -> Words:
    """To HR: everybody has given theirs."""
    return lines(
        ALL_IN(
            number=details.number,
            candidate=details.candidate.name,
            topic=topic(details.interview),
        ),
        _counted(given, criteria),
        CLOSE(number=details.number),
    )


def altered(details: Details, by: Person, old: Draft, new: Draft, criteria: Sequence[str]) -> Words:
    """To HR: what somebody changed after all was in."""
    head = ALTERED(
        who=by.name,
        number=details.number,
        candidate=details.candidate.name,
        topic=topic(details.interview),
    )
    return lines(head, *_differences(old, new, criteria))


def lacking(draft: Draft, criteria: Sequence[str]) -> list[Words | str]:
    """What is still to be said before it can be given."""
    said = draft.recommendation is not None
    return [*([] if said else [RECOMMENDATION]), *draft.unscored(criteria)]


def _counted(given: Rows, criteria: Sequence[str]) -> Words:
    counts = [
        COUNTED(what=RECOMMENDED[kind], count=count)
        for kind in Recommendation
        if (count := sum(card.recommendation == kind for _, card in given))
    ]
    several = len(given) > 1
    return lines(
        RECOMMENDATIONS(counts=listed(counts)) if several else NOTHING,
        MEANS(means=dotted(*_means(given, criteria))) if several and _scored(given) else NOTHING,
        *(OF_ONE(name=person.name, card=shown(Draft.of(card), criteria)) for person, card in given),
    )


def _scored(given: Rows) -> set[str]:
    return {name for _, card in given for name in card.scores}


def _means(given: Rows, criteria: Sequence[str]) -> Iterator[Words]:
    for name, _ in ordered(dict.fromkeys(_scored(given), 0), criteria):
        scores = [card.scores[name] for _, card in given if name in card.scores]
        mean = f"{sum(scores) / len(scores):.1f}".removesuffix(".0")
        yield SCORE(criterion=name, score=mean)


def _differences(old: Draft, new: Draft, criteria: Sequence[str]) -> Iterator[Words]:
    if old.recommendation != new.recommendation and old.recommendation and new.recommendation:
        was, now = RECOMMENDED[old.recommendation], RECOMMENDED[new.recommendation]
        yield FROM_TO(what=RECOMMENDATION, old=was, new=now)
    for name, score in ordered(new.scores, criteria):
        if old.scores.get(name) != score:
            yield FROM_TO(what=name, old=old.scores.get(name, UNSCORED), new=score)
    if old.comment != new.comment:
        yield COMMENT_NOW(comment=new.comment) if new.comment else COMMENT_GONE
