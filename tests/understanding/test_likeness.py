"""The second opinion on free text: what it was learned from, when it is heard, when it is not."""

from dataclasses import replace

import pytest

from interviews.understanding.likeness import FILE, learned, likely
from interviews.understanding.meaning import Action
from interviews.understanding.plain import plain
from interviews.understanding.said import Said
from interviews.understanding.situation import Role
from interviews.understanding.traits import BUCKETS, traits
from interviews.understanding.understand import understand
from tests.understanding import evaluate

MOST_KIBIBYTES = 700


def said(role: Role, situation: str, text: str) -> Said:
    return Said(plain(text), evaluate.SITUATIONS[role, situation])


def test_the_weights_are_learned_from_the_sentences_that_stand_here() -> None:
    assert learned().digest == evaluate.digest(evaluate.load(evaluate.visible())), "make learn"
    assert len(learned().table) == BUCKETS * len(learned().actions)
    assert FILE.stat().st_size < MOST_KIBIBYTES * 1024


def test_the_chances_of_all_actions_add_up_and_depend_on_the_situation() -> None:
    offered = likely(said(Role.CANDIDATE, "offer1", "可以"))
    several = likely(said(Role.CANDIDATE, "offer2", "可以"))

    assert sum(offered.values()) == pytest.approx(1)
    assert max(offered, key=lambda one: offered[one]) is Action.CONFIRM
    assert max(several, key=lambda one: several[one]) is Action.ASK


def test_names_times_and_numbers_are_no_matter() -> None:
    one = traits(said(Role.HR, "town", "张三改到周五10点"))
    other = traits(said(Role.HR, "town", "张三改到下周二15点"))

    assert one == other


@pytest.mark.parametrize(
    ("role", "situation", "text", "action"),
    [
        (Role.CANDIDATE, "offer1", "没啥说的，来", Action.CONFIRM),
        (Role.CANDIDATE, "confirmed", "怂了，不敢去了，划掉我吧", Action.CANCEL),
        (Role.INTERVIEWER, "day", "手头有没有压着没批复的", Action.PENDING),
        (Role.INTERVIEWER, "ended", "会议里从头到尾就我一个", Action.NOSHOW),
        (Role.INTERVIEWER, "ended", "送走候选人了，这场落幕", Action.DONE),
    ],
)
def test_what_has_no_word_for_it_is_understood_by_its_likeness_and_never_plainly(
    role: Role, situation: str, text: str, action: Action
) -> None:
    there = evaluate.SITUATIONS[role, situation]
    alone = understand(text, there, likeness=False)
    meant = understand(text, there)

    assert alone.action in {Action.UNKNOWN, Action.ASK}
    assert meant.action is action
    assert meant.likely
    assert not meant.plain


@pytest.mark.parametrize("text", ["能取消吗", "他说“取消”", "取消订阅", "不来了，开玩笑的"])
def test_words_of_a_wish_that_is_not_wished_are_left_to_the_rules(text: str) -> None:
    there = evaluate.SITUATIONS[Role.CANDIDATE, "confirmed"]

    assert understand(text, there) == understand(text, there, likeness=False)


def test_calling_off_is_a_yes_only_where_that_was_asked() -> None:
    there = evaluate.SITUATIONS[Role.CANDIDATE, "yesno"]
    other = replace(there, asking=Action.CONFIRM)

    assert understand("嗯嗯撤掉", there).action is Action.YES
    assert understand("嗯嗯撤掉", other).action is not Action.YES
