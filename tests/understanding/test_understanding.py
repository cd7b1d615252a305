"""Free text is understood as often as it has to be, and never mistaken for another wish."""

import random
import subprocess
import sys
import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviews.understanding import lexicon
from interviews.understanding.meaning import Action
from interviews.understanding.situation import Role
from interviews.understanding.understand import LONGEST, understand
from tests.understanding import evaluate

REPEATED = 0.01
"""Of all sentences, of how many something may be repeated that was not meant so."""


PART = 10
"""The quick tests take one in so many sentences, the long ones all of them."""


@pytest.fixture(scope="module", params=[PART, pytest.param(1, marks=pytest.mark.long)])
def judged(request: pytest.FixtureRequest) -> list[evaluate.Judged]:
    """What is made of the visible sentences."""
    cases = evaluate.load(evaluate.visible())
    some = random.Random(1).sample(cases, len(cases) // request.param)
    return [evaluate.judge(case) for case in some]


def test_at_least_97_of_100_sentences_are_understood_and_nothing_is_done_that_was_not_wished(
    judged: list[evaluate.Judged],
) -> None:
    missed = [one for one in judged if not one.right]

    assert len(missed) <= len(judged) * (1 - evaluate.ENOUGH), missed
    assert [one for one in judged if one.wrong] == []
    assert len([one for one in judged if one.wished]) <= len(judged) * REPEATED


def test_what_asks_or_means_nothing_does_nothing_in_any_situation(
    judged: list[evaluate.Judged],
) -> None:
    said = {
        (Role(one.case["role"]), one.case["text"])
        for one in judged
        if one.case["action"] in {"question", "unknown"}
    }
    done = [
        (text, where, meant.action)
        for role, text in said
        for where, situation in evaluate.SITUATIONS.items()
        if where[0] is role and evaluate.changes((meant := evaluate.hear(text, situation)).action)
    ]

    assert done == []


@pytest.mark.parametrize(
    ("text", "guarded"),
    [
        ("取消", Action.CANCEL),
        ("不要取消", Action.QUESTION),
        ("能取消吗", Action.QUESTION),
        ("如果取消会怎么样", Action.QUESTION),
        ("他说“取消”", Action.QUESTION),
        ("我先想想再取消", Action.QUESTION),
        ("麻烦帮我取消", Action.CANCEL),
        ("如果方便的话，帮我取消吧", Action.CANCEL),
        ("cancel it please", Action.CANCEL),
        ("don't cancel it", Action.QUESTION),
        ("can I cancel?", Action.QUESTION),
        ("what happens if I cancel", Action.QUESTION),
        ("could you please cancel it", Action.CANCEL),
        ("要么取消，要么改到周五", Action.ASK),
        ("我室友要取消他的面试", Action.QUESTION),
        ("谁说我不来了", Action.QUESTION),
        ("不来了，开玩笑的", Action.QUESTION),
        ("本来想取消", Action.QUESTION),
        ("听说面试取消了", Action.QUESTION),
        ("上次我迟到了", Action.QUESTION),
        ("取消订阅", Action.UNKNOWN),
        ("我的航班取消了", Action.UNKNOWN),
        ("改到周五下课后", Action.ASK),
        ("改到每周三", Action.ASK),
        ("Can we move it to Friday, first thing", Action.ASK),
    ],
)
def test_what_is_denied_supposed_quoted_or_asked_about_is_not_done(
    text: str, guarded: Action
) -> None:
    assert understand(text, evaluate.SITUATIONS[Role.CANDIDATE, "confirmed"]).action is guarded


@pytest.mark.parametrize("text", ["取消", "CANCEL", "Ｃａｎｃｅｌ!!!", "取消。。。", "取消😭"])
def test_width_case_emoji_and_repeated_marks_make_no_difference(text: str) -> None:
    meant = understand(text, evaluate.SITUATIONS[Role.CANDIDATE, "confirmed"])

    assert meant.action is Action.CANCEL


@pytest.mark.parametrize("name", [*vars(lexicon.WORDS), *lexicon.CUES])
def test_no_list_of_words_has_nothing_as_a_word(name: str) -> None:
    words = vars(lexicon.WORDS).get(name) or lexicon.CUES[Action(name)]

    assert not words.fullmatch("") or name in {"POINTED", "COURTESY"}


@given(
    st.sampled_from(sorted(evaluate.SITUATIONS)),
    st.lists(
        st.one_of(
            st.text(max_size=12),
            st.sampled_from(["取消", "周五", "3点", "#2", "不", "25号", "2-30", "or"]),
        )
    ),
)
def test_no_text_at_all_breaks_it(where: tuple[Role, str], pieces: list[str]) -> None:
    understand("".join(pieces), evaluate.SITUATIONS[where])


def test_nobody_is_called_nothing() -> None:
    there = replace(evaluate.SITUATIONS[Role.HR, "town"], colleagues=("李雷", ""), speaker="")

    assert understand("得找人代，李雷", there).action is not Action.SWAP


@pytest.mark.parametrize(
    "piece",
    [
        "我周三下午3点可以但是周四不行，",
        "不",
        "的",
        "3",
        "周",
        "取消",
        "is ",
        "一",
        ", ",
        "a b ",
        "什么",
        "查",
        "Aa ",
        "约张三面",
    ],
)
def test_the_longest_message_takes_no_time_to_speak_of(piece: str) -> None:
    # A pattern that runs away takes minutes; the bound leaves room for a busy machine.
    text = (piece * LONGEST)[:LONGEST]
    for where in ((Role.CANDIDATE, "offer3"), (Role.INTERVIEWER, "asked"), (Role.HR, "town")):
        began = time.perf_counter()
        understand(text, evaluate.SITUATIONS[where])
        assert time.perf_counter() - began < 1
    assert understand("取消" * 2000, evaluate.SITUATIONS[where]).action is Action.UNKNOWN


def test_a_festival_that_is_named_again_and_again_is_looked_up_once() -> None:
    there = evaluate.SITUATIONS[Role.INTERVIEWER, "asked"]

    def took(text: str) -> float:
        understand(text, there)
        began = time.process_time()
        understand(text, there)
        return time.process_time() - began

    assert took("七夕" * 250) < 5 * took("周五" * 250)


def test_the_libraries_are_loaded_only_when_somebody_needs_them() -> None:
    code = (
        "import sys, handlers\n"
        "from interviews.understanding.likeness import learned\n"
        "print(learned.cache_info().currsize)\n"
        "from interviews.understanding.understand import understand\n"
        "from tests.understanding.evaluate import SITUATIONS, Role\n"
        "there = SITUATIONS[Role.CANDIDATE, 'offer2']\n"
        "for text in ('周四上午可以', 'Thursday at 10 works', '元旦可以吗'):\n"
        "    understand(text, there)\n"
        "print({'jionlp', 'dateparser', 'pypinyin'} & set(sys.modules))\n"
        "understand('週四可以', there)\n"
        "print({'jionlp', 'dateparser', 'pypinyin'} & set(sys.modules))\n"
    )
    done = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )

    assert done.stdout == "0\nset()\n{'jionlp'}\n"
