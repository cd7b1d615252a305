"""Reading what an interviewer writes of a candidate. What cannot be read is never guessed: it is
shown again, with how to write it."""

import re
from collections.abc import Iterable, Sequence

from interviews.scorecards import PHRASES, Draft, example
from interviews.texts import Refused, Text, listed
from models.feedback import Recommendation

UNREAD = Text(
    zh="没看懂“{part}”，这一句什么也没有记下。可以这样写：\n{example}",
    en='I cannot read "{part}", so nothing of this was noted. Write it like this:\n{example}',
)
BAD_SCORE = Text(
    zh="“{part}”不是分数：每项是 1 到 5 的整数。这一句什么也没有记下。",
    en='"{part}" is no score: each is 1, 2, 3, 4 or 5. Nothing of this was noted.',
)
NO_SCORE = Text(
    zh="“{criterion}”几分？请写在后面，例如：{criterion}4",
    en='How many points for "{criterion}"? Write them behind it, for example: {criterion}4',
)
TWICE = Text(
    zh="“{what}”写了两个不一样的，请只写一个。",
    en='"{what}" is there twice and not the same; please give one.',
)
RECOMMENDATION = Text(zh="结论", en="recommendation")
WHOSE = Text(
    zh="不知道这 {count} 个分数分别是哪一项的，请连同名称写：{criteria}",
    en="I cannot tell which criteria these scores ({count}) are for; please write them with the"
    " names: {criteria}",
)
SEVERAL = Text(
    zh="“{part}”可能是{criteria}，请写全。", en='"{part}" may be {criteria}; please write it out.'
)
NOTHING_SCORED = Text(zh="这个岗位不打分。", en="Nothing is scored for this position.")
SHOWN = 40

_BETWEEN = re.compile(r"(?:[\s,、;.|·&]|(?:\band|和)(?=\s*\d))*", re.IGNORECASE)
_TO = r"(?:(?:改|换)(?:成|为|到)|应该?是|\bto\b|\bshould be\b|\bis\b)"
_LABEL = re.compile(
    rf"(?:推荐结论|结论|结果|recommendation|verdict)\s*(?::|{_TO})\s*|"
    r"[我想要请]{0,2}(?:改|换)(?:成|为)\s*|"
    r"(?:change|make) (?:it|that|the (?:recommendation|verdict))(?: to)?\s+",
    re.IGNORECASE,
)
"""What leads to a value: 结论：推荐, 改成强烈推荐."""
_COMMENT = re.compile(r"(?:评语|备注|comments?|notes?)(?:\s*:\s*|\s+|$)", re.IGNORECASE)
_NUMBER = re.compile(r"(\d+(?:\.\d+)?)(?![\d.]*\s*/)\s*分?")
_SCORE = re.compile(
    rf"\s*(?::|{_TO})?\s*(\d+(?:\.\d+)?)(?:\s*/\s*5(?!\d))?(?!\s*/)\s*分?", re.IGNORECASE
)
_POINTS = {"1", "2", "3", "4", "5"}
_NONE = {"无", "没有", "none", "-"}


class Misscored(Refused):
    """A criterion is named, and what follows is no score."""


def read(folded: str, raw: str, criteria: Sequence[str], before: Draft, number: int) -> Draft:
    """What a message says; numbers without a name are for the criteria that have no score yet, in
    their order. `folded` is the message in half-width, place by place as `raw`.

    Raises:
        Refused: something in it cannot be read, or could mean several things.
    """
    reading = _Reading(folded, raw, criteria)
    while reading.go_on():
        if not reading.one():
            raise Refused(UNREAD(part=reading.rest(), example=example(number, criteria)))
    return Draft(reading.recommendation, reading.all_scores(before), reading.comment)


class _Reading:
    """One message, read from its beginning to its end."""

    def __init__(self, folded: str, raw: str, criteria: Sequence[str]) -> None:
        self.folded, self.raw, self.criteria = folded, raw, criteria
        self.place = 0
        self.apart = False
        """Something stands between the last thing and the next."""
        self.recommendation: Recommendation | None = None
        self.scores: dict[str, int] = {}
        self.numbers: list[int] = []
        self.comment: str | None = None

    def go_on(self) -> bool:
        """Skip what stands between two things; whether there is another."""
        ended = self.place
        self._skip(_BETWEEN)
        self.apart = self.place > ended
        self._skip(_LABEL)
        return self.place < len(self.folded)

    def rest(self) -> str:
        """What has not been read, as it was written."""
        rest = self.raw[self.place :].strip()
        return rest if len(rest) <= SHOWN else f"{rest[:SHOWN]}…"

    def one(self) -> bool:
        """Read the next thing; False if it is none."""
        if marker := _COMMENT.match(self.folded, self.place):
            self._comment_is(self.raw[marker.end() :].strip())
            return True
        if number := _NUMBER.match(self.folded, self.place):
            if number[1] not in _POINTS:
                raise Refused(BAD_SCORE(part=number[1]))
            self.numbers.append(int(number[1]))
            self.place = number.end()
            return True
        phrase = self._longest(PHRASES)
        named = self._named(len(phrase) + 1)
        if named is not None:
            self._score(*named)
        elif phrase:
            self._recommend(PHRASES[phrase])
            self.place += len(phrase)
        elif self.apart and self._all_said():  # what comes after all else can only be the comment
            self._comment_is(self.raw[self.place :].strip())
        else:
            return False
        return True

    def all_scores(self, before: Draft) -> dict[str, int]:
        """With the numbers without names, each for the criterion whose turn it is."""
        if not self.numbers:
            return self.scores
        open_ = [one for one in before.unscored(self.criteria) if one not in self.scores]
        if len(self.numbers) > len(open_):
            if len(self.numbers) != len(self.criteria) or self.scores:
                if not self.criteria:
                    raise Refused(NOTHING_SCORED)
                names = listed(self.criteria)
                raise Refused(WHOSE(count=len(self.numbers), criteria=names))
            open_ = [*self.criteria]
        return self.scores | dict(zip(open_, self.numbers, strict=False))

    def _skip(self, what: re.Pattern[str]) -> None:
        if found := what.match(self.folded, self.place):
            self.place = found.end()

    def _comment_is(self, written: str) -> None:
        self.comment = "" if written.lower() in _NONE else written
        self.place = len(self.folded)

    def _all_said(self) -> bool:
        scored = len(self.scores) + len(self.numbers)
        return self.recommendation is not None and scored >= len(self.criteria)

    def _recommend(self, said: Recommendation) -> None:
        if self.recommendation not in {None, said}:
            raise Refused(TWICE(what=RECOMMENDATION))
        self.recommendation = said

    def _named(self, at_least: int) -> tuple[str, int] | None:
        """The criterion that is named here, whole or by its beginning, and how long that is; of
        what is shorter than `at_least` nothing is made."""
        parts = {
            name[:length].lower(): length
            for name in self.criteria
            for length in range(min(2, len(name)), len(name) + 1)
        }
        part = self._longest(parts)
        if len(part) < at_least:
            return None
        whole = [name for name in self.criteria if name.lower() == part]
        meant = whole or [name for name in self.criteria if name.lower().startswith(part)]
        if len(meant) > 1:
            written = self.raw[self.place : self.place + len(part)]
            raise Refused(SEVERAL(part=written, criteria=listed(meant)))
        return meant[0], len(part)

    def _score(self, criterion: str, length: int) -> None:
        found = _SCORE.match(self.folded, self.place + length)
        if found is None:
            raise Refused(NO_SCORE(criterion=criterion))
        if found[1] not in _POINTS:
            raise Misscored(BAD_SCORE(part=f"{criterion}{found[1]}"))
        points = int(found[1])
        if self.scores.get(criterion, points) != points:
            raise Refused(TWICE(what=criterion))
        self.scores[criterion] = points
        self.place = found.end()

    def _longest(self, words: Iterable[str]) -> str:
        """The longest of these words that stands here; one of Latin letters stands alone."""
        here = self.folded[self.place :].lower()
        fitting = [word for word in words if here.startswith(word) and _ends(word, here)]
        return max(fitting, key=len, default="")


def _ends(word: str, text: str) -> bool:
    after = text[len(word) : len(word) + 1]
    return not (word[-1].isascii() and word[-1].isalpha() and after.isascii() and after.isalpha())
