"""`/move 12 周五 10:00`: HR gives an interview another time, with or without asking the candidate."""

import asyncio
from datetime import timedelta

import pytest

from tests.town import Town

EVERYONE = ("WangFang", "ZhouMin", "zhangsan", "LiLei", "HanMeimei")
MOVED = (
    "改了面试 #1 的时间：张三 · 后端工程师 · 一面\n"
    "11月26日 周四 15:00–16:00 → 11月27日 周五 10:00–11:00\n地点：1号会议室"
)
ANSWER = "\n能参加请回复“接受 1”，不能参加请回复“拒绝 1 原因”。"


@pytest.fixture(autouse=True)
async def agreed(town: Town) -> None:
    await town.hello(*EVERYONE, "lisi")
    await town.say(
        "WangFang",
        "安排 张三(zhangsan) | 后端工程师 | 李雷(LiLei)、韩梅梅(HanMeimei) |"
        " 周四 15:00；周四 17:00 | 1号会议室",
    )
    await town.say("zhangsan", "1")
    await hushed(town)


async def hushed(town: Town) -> None:
    """Everybody has read what they were sent."""
    for userid in EVERYONE:
        await town.pushed(userid)


async def start_of(town: Town, number: int = 1) -> str:
    """When an interview is, in Shanghai."""
    async with town.connection() as connection:
        return str(
            await connection.fetchval(
                "SELECT to_char(starts_at AT TIME ZONE 'Asia/Shanghai', 'MM-DD HH24:MI')"
                " FROM interview WHERE id = $1",
                number,
            )
        )


async def test_the_candidate_is_asked_and_until_then_the_old_time_stands(town: Town) -> None:
    assert await town.say("WangFang", "改到 1 周五 10:00") == (
        "#1（张三）想改到：\n3. 11月27日 周五 10:00–11:00\n"
        "候选人确认之前，原定时间 11月26日 周四 15:00–16:00 不变。\n已发给张三。"
    )
    assert await town.pushed("zhangsan") == [
        (
            "张三，您好！王芳想给您的面试换个时间：\n后端工程师 · 一面（#1）\n"
            "原定时间：11月26日 周四 15:00–16:00\n新的时间：\n3. 11月27日 周五 10:00–11:00\n"
            "地点：1号会议室\n方便的话请回复 3 或“可以”；不方便请回复“都不行”。\n"
            "您确认之前，原定时间不变。新的时间为您保留到 11月26日 周四 10:00。"
        )
    ]
    for userid in ("LiLei", "HanMeimei", "ZhouMin"):
        assert await town.pushed(userid) == []
    assert await start_of(town) == "11-26 15:00"
    assert await town.say("LiLei", "本周") == (
        "本周 2 场：\n11月26日 周四\n"
        "#1 15:00–16:00 张三 · 后端工程师 · 一面 · 已确认 · 1号会议室\n11月27日 周五\n"
        "#1 10:00–11:00 张三 · 后端工程师 · 一面 · 待确认 · 1号会议室"
    )
    assert await town.say("WangFang", "待确认") == (
        "等待答复（等得最久的在前）：\n"
        "#1 张三 · 后端工程师 · 一面 · 1 个时间待选 · 已等 不到 1 分钟"
    )


@pytest.mark.parametrize("written", ["3", "可以", "确认 1 3"])
async def test_when_they_confirm_everyone_gets_one_message_from_old_to_new(
    town: Town, written: str
) -> None:
    await town.say("WangFang", "改到 1 周五 10:00")
    await hushed(town)

    assert await town.say("zhangsan", written) == (
        "面试改期已确认：后端工程师 · 一面（#1）\n"
        "原定：11月26日 周四 15:00–16:00\n改为：11月27日 周五 10:00–11:00\n"
        "地点：1号会议室\n面试官：李雷、韩梅梅\n"
        "联系人：王芳。想改时间请回复“改期”和您方便的时间，不能来请回复“取消 原因”，会晚到请回复“迟到 10”。"
    )
    assert await town.pushed("LiLei") == [f"张三{MOVED}{ANSWER}"]
    assert await town.pushed("HanMeimei") == [f"张三{MOVED}{ANSWER}"]
    assert await town.pushed("WangFang") == [f"张三{MOVED}"]
    assert await town.pushed("zhangsan") == []
    assert await start_of(town) == "11-27 10:00"
    assert await town.count("booking") == 4  # candidate, two interviewers, the room


async def test_the_old_times_number_says_that_the_new_one_is_open(town: Town) -> None:
    await town.say("WangFang", "改到 1 周五 10:00")
    await hushed(town)

    assert await town.say("zhangsan", "1") == (
        "（之前已经确认过了）\n面试已确认：后端工程师 · 一面（#1）\n"
        "时间：11月26日 周四 15:00–16:00\n地点：1号会议室\n面试官：李雷、韩梅梅\n"
        "联系人：王芳。想改时间请回复“改期”和您方便的时间，不能来请回复“取消 原因”，"
        "会晚到请回复“迟到 10”。\n还没有改期，新的时间还可以选：\n"
        "3. 11月27日 周五 10:00–11:00\n请回复数字。"
    )
    assert await start_of(town) == "11-26 15:00"


async def test_a_declined_move_leaves_the_old_time_and_hr_hears_it(town: Town) -> None:
    await town.say("WangFang", "改到 1 周五 10:00；周五 14:00")
    await hushed(town)

    assert await town.say("zhangsan", "都不行 周五要上班") == (
        "好的，#1 的时间不变：11月26日 周四 15:00–16:00。已转告王芳。"
    )
    assert await town.pushed("WangFang") == [
        (
            "张三：#1（后端工程师 · 一面）的时间都不合适：\n"
            "3. 11月27日 周五 10:00–11:00\n4. 11月27日 周五 14:00–15:00\n留言：周五要上班\n"
            "原定时间不变：11月26日 周四 15:00–16:00\n再改时间请发：改到 1 周五 10:00"
        )
    ]
    assert await town.pushed("LiLei") == []
    assert await start_of(town) == "11-26 15:00"
    assert await town.count("booking") == 4
    assert await town.say("zhangsan", "都不行") == (
        "您现在没有待确认的时间。要取消已确认的面试，请发“取消 原因”。"
    )


async def test_an_unanswered_move_lapses_when_the_old_time_comes_and_hr_hears_it(
    town: Town,
) -> None:
    await town.say("WangFang", "改到 1 11-30 10:00")
    await town.pass_time(hours=48, minutes=30)
    await hushed(town)

    await town.pass_time(hours=5)

    assert await town.say("zhangsan", "3") == (
        "#1 已经确认在 11月26日 周四 15:00–16:00。要改时间，请发“改期 1”和您方便的时间，会转告王芳。"
    )
    assert await start_of(town) == "11-26 15:00"
    assert await town.count("slot", "state = 'expired'") == 1


async def test_reminders_of_the_old_time_stay_true_until_then_and_die_afterwards(
    town: Town,
) -> None:
    await town.say("WangFang", "改到 1 周五 10:00")
    await hushed(town)
    await town.pass_time(hours=29)
    [reminder] = await town.pushed("LiLei")
    assert "11月26日 周四 15:00–16:00" in reminder

    town.clock.advance(timedelta(hours=3))
    await town.say("zhangsan", "3")
    await hushed(town)
    await town.pass_time(hours=20)

    [reminder] = await town.pushed("LiLei")
    assert reminder.startswith("提醒：20 小时后有面试 #1\n")
    assert "11月27日 周五 10:00–11:00" in reminder


async def test_with_an_exclamation_mark_it_is_set_at_once_and_everybody_told(town: Town) -> None:
    assert await town.say("ZhouMin", "/move 1 周五 10:00！") == (
        "#1（张三）改到 11月27日 周五 10:00–11:00，相关的人会收到通知。"
    )
    assert await town.pushed("zhangsan") == [
        (
            "张三，您好！您的面试改了时间：后端工程师 · 一面（#1）\n"
            "原定：11月26日 周四 15:00–16:00\n改为：11月27日 周五 10:00–11:00\n"
            "地点：1号会议室\n面试官：李雷、韩梅梅\n"
            "新的时间不合适的话，请回复“改期”和您方便的时间，或者联系王芳。"
        )
    ]
    assert await town.pushed("LiLei") == [f"周敏{MOVED}{ANSWER}"]
    assert await town.pushed("WangFang") == [f"周敏{MOVED}"]
    assert await town.pushed("ZhouMin") == []
    assert await town.say("ZhouMin", "改到 1 周五 10:00!") == "#1 本来就是这个时间。"
    assert await town.say("ZhouMin", "改到 1 周五 10:00") == "#1 本来就是这个时间。"


async def test_the_old_time_takes_the_offer_back(town: Town) -> None:
    await town.say("WangFang", "改到 1 周五 10:00")
    await hushed(town)

    assert await town.say("WangFang", "改到 1 周四 15:00") == (
        "#1（张三）不改了，仍是 11月26日 周四 15:00–16:00。\n已发给张三。"
    )
    assert await town.pushed("zhangsan") == [
        "面试时间不改了：后端工程师 · 一面（#1）\n仍是原定时间：11月26日 周四 15:00–16:00"
    ]
    assert await town.count("booking") == 4


async def test_what_is_only_offered_is_offered_at_other_times_instead(town: Town) -> None:
    await town.say("WangFang", "安排 李四(lisi) | 测试 | 老王(LaoWang) | 周四 10:00；周五 10:00")
    await town.pushed("lisi")

    assert await town.say("WangFang", "改到 2 周五 10:00；周五 14:00") == (
        "#2（李四）现在可选：\n2. 11月27日 周五 10:00–11:00\n3. 11月27日 周五 14:00–15:00\n"
        "已发给李四。"
    )
    [offer] = await town.pushed("lisi")
    assert "2. 11月27日 周五 10:00–11:00\n3. 11月27日 周五 14:00–15:00\n" in offer
    assert await town.say("lisi", "1") == (
        "时间 1（11月26日 周四 10:00–11:00）已收回。\n还可以选：\n"
        "2. 11月27日 周五 10:00–11:00\n3. 11月27日 周五 14:00–15:00\n请回复数字。"
    )
    assert await town.say("WangFang", "改到 2 周五 16:00!") == (
        "#2（李四）改到 11月27日 周五 16:00–17:00，相关的人会收到通知。"
    )
    [told] = await town.pushed("lisi")
    assert told.startswith("面试已确认：测试 · 一面（#2）\n时间：11月27日 周五 16:00–17:00")


async def test_overlaps_the_past_and_what_is_closed_are_refused(town: Town) -> None:
    await town.say("WangFang", "安排 李四(lisi) | 测试 | 李雷 | 周五 10:00")

    for written in ("改到 1 周五 10:30", "改到 1 周五 10:30!"):
        assert await town.say("WangFang", written) == (
            "时间冲突，没有做任何改动：\n"
            "李雷 11月27日 周五 10:00–11:00 已有 #2（李四 · 测试 · 一面）\n请换一个时间重发。"
        )
    assert await town.say("WangFang", "改到 1 2026-11-23 10:00") == (
        "11月23日 周一 10:00 已经过去了，请换一个以后的时间。"
    )
    assert await town.say("WangFang", "改到 1 周五 16:00；周五 17:00!") == (
        "用“!”直接改定时，请只写一个时间，例如：改到 1 周五 10:00!"
    )
    assert await town.say("WangFang", "改到 1") == (
        "#1（张三）改到哪个时间？请写清日期和几点，例如：改到 1 周五 10:00；"
        "要我找大家都有空的时间，就回复“自动 3”。"
    )
    assert await town.say("zhangsan", "改到 1 周五 16:00") == (
        "“改到”只有 HR 可以用。发“帮助”看看您可以说什么。"
    )
    await town.say("WangFang", "取消 2 停招")
    assert await town.say("WangFang", "改到 2 周五 16:00") == "#2 已取消，不能再改。"
    await town.pass_time(hours=53, minutes=10)
    assert await town.say("WangFang", "改到 1 周五 16:00") == (
        "#1 已经开始（11月26日 周四 15:00–16:00），不能再改时间。"
        "没有见成的话，请发“未到 1 候选人”，再重新安排。"
    )


async def test_the_room_follows_both_times(town: Town) -> None:
    await town.say("WangFang", "改到 1 周五 10:00")
    await town.say("WangFang", "修改 1 地点 2号会议室")

    assert await town.count("booking", "who < 0") == 2
    assert await town.say(
        "ZhouMin", "安排 李四(lisi) | 测试 | 老王(LaoWang) | 周五 10:30 | 2号会议室"
    ) == (
        "时间冲突，没有做任何改动：\n"
        "2号会议室 11月27日 周五 10:00–11:00 已有 #1（张三 · 后端工程师 · 一面）\n请换一个时间重发。"
    )


async def test_confirm_move_and_cancel_at_once_have_one_outcome(town: Town) -> None:
    for hour in range(9, 15):
        await town.say("WangFang", f"改到 1 周五 {hour}:00")
        number = await town.count("slot")
        answers = await asyncio.gather(
            town.say("zhangsan", str(number)),
            town.say("ZhouMin", f"改到 1 12-01 {hour}:00!"),
            town.say("WangFang", f"改到 1 12-02 {hour}:00"),
        )
        assert None not in answers
        assert await town.count("slot", "state = 'taken'") == 1
        assert (
            await town.count(
                "booking b JOIN interview i ON i.id = b.interview_id"
                " AND lower(b.during) = i.starts_at",
                "b.who > 0",
            )
            == 3
        )
        assert await town.count("slot s", "state = 'open'") * 4 + 4 == await town.count("booking")


async def test_in_english(town: Town) -> None:
    for userid in ("WangFang", "zhangsan", "LiLei"):
        await town.say(userid, "language en")

    assert await town.say("WangFang", "move 1 friday 10:00") == (
        "Offered instead for #1 (张三):\n3. Fri 27 Nov 10:00–11:00\n"
        "Until the candidate confirms, Thu 26 Nov 15:00–16:00 stands.\nSent to 张三."
    )
    assert await town.pushed("zhangsan") == [
        (
            "Hello 张三, 王芳 would like to move your interview:\n后端工程师 · round 1 (#1)\n"
            "It is set for: Thu 26 Nov 15:00–16:00\nNew time:\n3. Fri 27 Nov 10:00–11:00\n"
            'Place: 1号会议室\nIf it suits you, reply 3 or "yes"; if not, reply "none".\n'
            "Until you confirm, the time stays as it was. The new one is kept for you until"
            " Thu 26 Nov 10:00."
        )
    ]
    assert await town.say("zhangsan", "yes") == (
        "Your interview has been moved: 后端工程师 · round 1 (#1)\n"
        "From: Thu 26 Nov 15:00–16:00\nTo: Fri 27 Nov 10:00–11:00\n"
        "Place: 1号会议室\nWith: 李雷, 韩梅梅\n"
        'Contact: 王芳. For another time, reply "reschedule" and when you could; if you cannot come,'
        ' "cancel" and why; if you will be late, "late 10".'
    )
    assert await town.pushed("LiLei") == [
        (
            "张三 moved interview #1: 张三 · 后端工程师 · round 1\n"
            "Thu 26 Nov 15:00–16:00 → Fri 27 Nov 10:00–11:00\nPlace: 1号会议室\n"
            'Reply "accept 1" if you can, or "decline 1" and why if you cannot.'
        )
    ]
    assert await town.say("WangFang", "show 1") == (
        "#1 张三 · 后端工程师 · round 1 · confirmed\nTime: Fri 27 Nov 10:00–11:00\n"
        "Place: 1号会议室\nWith: 李雷, 韩梅梅\nHR: 王芳\n"
        "Who was told:\n张三: told Tue 24 Nov 10:00 (WeCom)\n李雷: told Tue 24 Nov 10:00 (WeCom)\n"
        "韩梅梅: told Tue 24 Nov 10:00 (WeCom)\nTimes offered:\n"
        "1. Thu 26 Nov 15:00–16:00 · withdrawn\n2. Thu 26 Nov 17:00–18:00 · withdrawn\n"
        "3. Fri 27 Nov 10:00–11:00 · taken\nHistory:\n"
        "Tue 24 Nov 10:00 王芳: proposed it, offering Thu 26 Nov 15:00–16:00, Thu 26 Nov 17:00–18:00\n"
        "Tue 24 Nov 10:00 张三: confirmed Thu 26 Nov 15:00–16:00\n"
        "Tue 24 Nov 10:00 王芳: offered another time: Fri 27 Nov 10:00–11:00\n"
        "Tue 24 Nov 10:00 张三: moved it: Thu 26 Nov 15:00–16:00 → Fri 27 Nov 10:00–11:00"
    )


@pytest.mark.parametrize(
    "written",
    ["改到 1 周五 10:00!", "改到 1 ！周五 10:00", "改到 1! 周五 10:00", "move 1 ! friday 10:00"],
)
async def test_the_mark_may_stand_before_the_time(town: Town, written: str) -> None:
    assert await town.say("WangFang", written) == (
        "#1（张三）改到 11月27日 周五 10:00–11:00，相关的人会收到通知。"
    )


async def test_an_interview_stays_as_long_as_it_is(town: Town) -> None:
    await town.hello("lisi")
    await town.say("WangFang", "安排 李四(lisi) | 设计 | 老王(LaoWang) | 周五 13:00-14:30")
    number = 2

    assert await town.say("WangFang", f"提供 {number} 周五 15:00") == (
        f"#{number} 现在可选：\n1. 11月27日 周五 13:00–14:30\n2. 11月27日 周五 15:00–16:30\n已发给李四。"
    )
    await town.say("lisi", "1")
    assert await town.say("WangFang", f"为什么 {number} 周五 11:00") == (
        f"#{number} 在 11月27日 周五 11:00–12:30 不合适：\n· 老王 11月27日 周五 12:00–13:00 午休"
    )
    assert await town.say("WangFang", f"改到 {number} 下周一 10:00!") == (
        f"#{number}（李四）改到 11月30日 周一 10:00–11:30，相关的人会收到通知。"
    )
    assert await town.say("WangFang", f"改到 {number} 下周一 10:00-10:45!") == (
        f"#{number}（李四）改到 11月30日 周一 10:00–10:45，相关的人会收到通知。"
    )
