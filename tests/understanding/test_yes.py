"""Only a yes with nothing beside it is acted on at once; everything else is repeated, or asked about."""

import pytest

from interviews.understanding.meaning import Action
from interviews.understanding.situation import Role
from tests.understanding.evaluate import SITUATIONS, at_once, changes, hear

OFFERED = SITUATIONS[Role.CANDIDATE, "offer1"]
ASKED = SITUATIONS[Role.INTERVIEWER, "asked"]


@pytest.mark.parametrize(
    "said",
    [
        "可以", "好的，没问题", "可以的，到时候见", "没问题，周三见", "周三下午3点可以", "好的谢谢",
        "ok thanks", "Yes that's okay", "Sounds good, see you then", "Wednesday at 3pm is fine", "1",
    ],
)  # fmt: skip
def test_a_plain_yes_to_the_only_time_is_an_answer(said: str) -> None:
    meant = hear(said, OFFERED)

    assert (meant.action, at_once(meant)) == (Action.CONFIRM, True)


@pytest.mark.parametrize(
    "said",
    [
        "我朋友可以", "只要不下雨就行", "请到假就行", "可以，前提是报销路费", "好，我问下我老婆",
        "好久不见",
        "可以理解", "可能可以", "3点勉强可以", "周三以外都可以", "线上的话可以", "我没说可以", "周三是吧",
        "啊？周三吗", "ok, I'll ask my boss", "good to know", "sounds good in theory",
        "Wednesday might work", "hopefully Wednesday works", "is Wednesday ok to do remotely?",
    ],
)  # fmt: skip
def test_a_yes_with_anything_beside_it_is_not_done_at_once(said: str) -> None:
    meant = hear(said, OFFERED)

    assert not (changes(meant.action) and at_once(meant))


@pytest.mark.parametrize("said", ["可以", "没问题", "可以，周四见", "周四10点可以", "works for me"])
def test_who_is_asked_to_interview_says_yes(said: str) -> None:
    meant = hear(said, ASKED)

    assert (meant.action, at_once(meant)) == (Action.ACCEPT, True)


@pytest.mark.parametrize(
    "said",
    [
        "周四那场能线上吗", "周四那场能带个同事吗", "周四那场可以旁听吗", "周四那场好像可以", "应该可以",
        "线上的话我可以", "可以是可以", "面不面都行", "我同事可以", "好的，我看看", "周四我在上海",
        "周四上午要去客户那", "周四10点？", "can Thursday's be online?", "Thursday at 10?",
        "I'm out on Thursday", "Thursday is packed",
    ],
)  # fmt: skip
def test_who_is_asked_to_interview_and_says_more_is_not_taken_at_their_word(said: str) -> None:
    meant = hear(said, ASKED)

    assert not (changes(meant.action) and at_once(meant))
