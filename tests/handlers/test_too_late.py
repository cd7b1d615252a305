"""A time is taken when it is not there (any more): it is said to be so, with what can be done."""

from datetime import timedelta

import pytest

from tests.town import Town

OFFER = "安排 张三(zhangsan) | 后端 | 李雷 | 今天 15:00；周四 10:00 | 1号会议室"
NOTHING_OPEN = "您现在没有待确认的面试时间。发“今天”或“本周”查看已有的面试。"


@pytest.fixture(autouse=True)
async def met(town: Town) -> None:
    await town.hello("WangFang", "LiLei", "zhangsan")


async def test_a_choice_without_an_offer_is_answered_by_what_there_is(town: Town) -> None:
    for said in ("第一个可以", "第二个", "周三可以", "最后一个吧", "可以", "1"):
        assert await town.say("zhangsan", said) == NOTHING_OPEN

    await town.say("zhangsan", "language en")
    for said in ("the first works", "the second one please", "thursday is fine", "yes", "1"):
        assert await town.say("zhangsan", said) == (
            'There is no time for you to confirm just now. Say "today" or "week" to see your interviews.'
        )


async def test_who_interviews_sees_what_comes_next(town: Town) -> None:
    await town.say("WangFang", OFFER)
    await town.say("zhangsan", "2")
    await town.say("LiLei", "接受 1")

    assert await town.say("LiLei", "第一个可以") == (
        f"{NOTHING_OPEN}\n下一场：#1 11月26日 周四 10:00–11:00 张三 · 后端 · 一面 · 已确认 · 1号会议室"
    )


async def test_a_choice_after_another_time_was_agreed_shows_that_one(town: Town) -> None:
    await town.say("WangFang", OFFER)
    confirmed = await town.say("zhangsan", "2")

    assert await town.say("zhangsan", "第二个可以") == f"（之前已经确认过了）\n{confirmed}"
    assert await town.say("zhangsan", "第一个可以") == (
        "#1 已经确认在 11月26日 周四 10:00–11:00。要改时间，请发“改期 1”和您方便的时间，会转告王芳。"
    )
    await town.say("zhangsan", "language en")
    assert await town.say("zhangsan", "the first works") == (
        '#1 is confirmed for Thu 26 Nov 10:00–11:00. To change it, say "reschedule 1" and when you'
        " could; 王芳 will be told."
    )


async def test_a_choice_while_hr_looks_for_other_times(town: Town) -> None:
    await town.say("WangFang", OFFER)
    await town.say("zhangsan", "都不行")

    assert await town.say("zhangsan", "可以") == (
        "#1（后端 · 一面）现在没有可选的时间，有了新的会马上发给您。想先说您方便的时间，"
        "请发：改期 1 周五下午"
    )
    assert await town.say("zhangsan", "第一个可以") == (
        "时间 1（11月24日 周二 15:00–16:00）之前已答复不方便，没有再保留。\n"
        "现在没有可选的时间，请联系王芳。"
    )
    assert await town.say("zhangsan", "改期 1 周五下午") == (
        "已转告王芳您方便的时间（#1），有新的时间会马上发给您。"
    )


async def test_a_time_that_is_over_is_said_to_be_so_with_what_is_still_open(town: Town) -> None:
    await town.say("WangFang", OFFER)
    await town.pass_time(hours=6)
    still = "还可以选：\n2. 11月26日 周四 10:00–11:00\n请回复数字。"

    for said in ("1", "第一个可以"):
        assert await town.say("zhangsan", said) == (
            f"时间 1（11月24日 周二 15:00–16:00）的保留时间已过。\n{still}"
        )
    assert await town.say("zhangsan", "今天下午三点可以") == (
        f"“今天下午三点可以”里的时间已经过去或者不存在，什么也没有做。\n{still}"
    )
    await town.say("zhangsan", "language en")
    assert await town.say("zhangsan", "the first works") == (
        "Time 1 (Tue 24 Nov 15:00–16:00) is no longer kept.\nStill open:\n"
        "2. Thu 26 Nov 10:00–11:00\nPlease reply with a number."
    )


async def test_a_time_that_was_taken_back_is_said_to_be_so_by_its_hour(town: Town) -> None:
    await town.say("WangFang", OFFER)
    await town.say("WangFang", "改到 1 周五 15:00")

    for said in ("第二个可以", "周四上午10点可以"):
        assert await town.say("zhangsan", said) == (
            "时间 2（11月26日 周四 10:00–11:00）已收回。\n"
            "还可以选：\n3. 11月27日 周五 15:00–16:00\n请回复数字。"
        )
    await town.say("zhangsan", "language en")
    assert await town.say("zhangsan", "thursday 10am works") == (
        "Time 2 (Thu 26 Nov 10:00–11:00) has been withdrawn.\nStill open:\n"
        "3. Fri 27 Nov 15:00–16:00\nPlease reply with a number."
    )


async def test_a_yes_to_another_time_for_what_is_agreed_is_heard(town: Town) -> None:
    await town.say("WangFang", OFFER)
    await town.say("zhangsan", "2")
    await town.say("WangFang", "改到 1 周五 10:00；周五 15:00")

    assert await town.say("zhangsan", "周五下午3点可以") == (
        "确认 #1（张三 · 后端 · 一面 · 11月26日 周四 10:00–11:00）：11月27日 周五 15:00–16:00，对吗？"
        "请回复“是”或“不”。"
    )
    moved = await town.say("zhangsan", "是")
    assert moved is not None
    assert moved.startswith("面试改期已确认：后端 · 一面（#1）\n原定：11月26日 周四 10:00–11:00\n")
    await town.say("WangFang", "改到 1 周五 16:00")
    await town.say("zhangsan", "language en")
    moved = await town.say("zhangsan", "works for me")
    assert moved is not None
    assert moved.startswith(
        "Your interview has been moved: 后端 · round 1 (#1)\nFrom: Fri 27 Nov 15:00"
    )


async def test_who_cannot_change_what_has_begun_is_told_whom_to_ask(town: Town) -> None:
    await town.say("WangFang", OFFER)
    await town.say("zhangsan", "2")
    await town.pass_time(hours=48, minutes=1)

    assert await town.say("zhangsan", "改期 周五") == (
        "#1 已经开始（11月26日 周四 10:00–11:00），不能再改时间。没有见成的话，请联系王芳，或回复“人工”。"
    )
    await town.say("zhangsan", "language en")
    assert await town.say("zhangsan", "reschedule friday") == (
        "#1 has begun (Thu 26 Nov 10:00–11:00), so its time cannot be changed. If it did not take place,"
        ' ask 王芳, or reply "human".'
    )


async def test_what_lapsed_unnoticed_is_let_go_of_with_the_rest(town: Town) -> None:
    await town.say("WangFang", "安排 张三(zhangsan) | 后端 | 李雷 | 12-01 15:00; 12-02 10:00")
    town.clock.advance(timedelta(hours=49))  # kept no longer; the clock has not come round
    await town.say("WangFang", "提供 1 12-03 10:00")
    assert await town.count("slot", "state = 'open'") == 3

    await town.say("zhangsan", "都不行")

    assert await town.count("booking") == 0
    assert await town.say("WangFang", "安排 李四(lisi) | 后端 | 李雷 | 12-01 15:00") == (
        "已安排 #2：李四 · 后端 · 一面\n面试官：李雷\n可选时间：\n1. 12月1日 周二 15:00–16:00\n"
        "已发给李四，等待确认。"
    )


async def test_after_the_start_nothing_is_repeated_that_cannot_be_done(town: Town) -> None:
    await town.say("WangFang", OFFER)
    await town.say("zhangsan", "2")
    await town.pass_time(hours=48.5)

    move = (
        "#1 已经开始（11月26日 周四 10:00–11:00），不能再改时间。没有见成的话，请发“未到 1 候选人”，"
        "再重新安排。"
    )
    assert await town.say("WangFang", "提供 1 周五 15:00") == move
    assert await town.say("WangFang", "把张三的改到周五下午3点") == move
    assert await town.say("LiLei", "我来不了了，换个人吧") == (
        "#1 已经开始（11月26日 周四 10:00–11:00）。有事请直接联系王芳。"
    )
    assert await town.say("zhangsan", "能改到周五下午3点吗") == (
        "#1 已经开始（11月26日 周四 10:00–11:00），不能再改时间。没有见成的话，请联系王芳，或回复“人工”。"
    )


async def test_who_interviews_is_not_told_to_choose_a_time(town: Town) -> None:
    await town.say("WangFang", OFFER)
    await town.say("zhangsan", "2")
    await town.say("LiLei", "接受 1")

    assert await town.say("LiLei", "周四那场能线上吗") == (
        "这个我答不了，也什么都没有做。发“帮助”看看可以说什么。\n想问人，请回复“人工”。"
    )
