"""`/show`, `/find`, `/pending` and `/edit`: what HR looks at and puts right."""

from datetime import timedelta

import pytest

from tests.town import Town


@pytest.fixture(autouse=True)
async def offered(town: Town) -> None:
    await town.hello("WangFang", "zhangsan", "LiLei")
    await town.say(
        "WangFang", "安排 张三(zhangsan) | 后端工程师 | 李雷 | 明天 15:00；周五 14:00 | 1号会议室"
    )
    await town.pushed("zhangsan")


async def test_show_is_everything_about_one_interview_with_its_history(town: Town) -> None:
    await town.pass_time(hours=1)
    await town.say("zhangsan", "1")
    await town.pass_time(minutes=5)
    await town.say("WangFang", "修改 1 地点 2号会议室")

    shown = (
        "#1 张三 · 后端工程师 · 一面 · 已确认\n"
        "时间：11月25日 周三 15:00–16:00\n"
        "地点：2号会议室\n"
        "面试官：李雷\n"
        "HR：王芳\n"
        "通知情况：\n"
        "张三：11月24日 周二 10:00 已通知（企业微信）\n"
        "提供过的时间：\n"
        "1. 11月25日 周三 15:00–16:00 · 已选定\n"
        "2. 11月27日 周五 14:00–15:00 · 已收回\n"
        "记录：\n"
        "11月24日 周二 10:00 王芳：安排了面试，提供时间 "
        "11月25日 周三 15:00–16:00、11月27日 周五 14:00–15:00\n"
        "11月24日 周二 11:00 张三：确认了 11月25日 周三 15:00–16:00\n"
        "11月24日 周二 11:05 王芳：地点：1号会议室 → 2号会议室"
    )
    assert await town.say("WangFang", "详情 1") == shown
    told = "通知情况：\n张三：11月24日 周二 10:00 已通知（企业微信）\n"  # HR's business
    assert await town.say("LiLei", "/show #1") == shown.replace(told, "")
    assert await town.say("zhangsan", "查看1") == shown.replace(told, "")


async def test_show_in_english_and_for_those_it_does_not_concern(town: Town) -> None:
    await town.hello("lisi")
    await town.say("LiLei", "language en")

    assert await town.say("LiLei", "show 1") == (
        "#1 张三 · 后端工程师 · round 1 · waiting for an answer\n"
        "Place: 1号会议室\n"
        "With: 李雷\n"
        "HR: 王芳\n"
        "Times offered:\n"
        "1. Wed 25 Nov 15:00–16:00 · open\n"
        "2. Fri 27 Nov 14:00–15:00 · open\n"
        "History:\n"
        "Tue 24 Nov 10:00 王芳: proposed it, offering Wed 25 Nov 15:00–16:00, Fri 27 Nov 14:00–15:00"
    )
    assert await town.say("lisi", "详情 1") == (
        "没有找到 #1，或者您没有参与这场面试。发“今天”或“本周”可以看到您的面试编号。"
    )
    assert await town.say("lisi", "详情") == (
        "请写上面试编号，例如：详情 12。编号在“今天”“本周”的每一行开头。"
    )


async def test_the_history_says_that_there_was_no_place_yet(town: Town) -> None:
    await town.say("WangFang", "安排 李四(lisi) | 测试 | 李雷 | 周四 10:00")
    await town.say("WangFang", "修改 2 地点 2号会议室")

    shown = await town.say("WangFang", "详情 2")
    assert shown is not None
    assert shown.endswith("11月24日 周二 10:00 王芳：地点：未定 → 2号会议室")
    await town.say("WangFang", "language en")
    shown = await town.say("WangFang", "show 2")
    assert shown is not None
    assert shown.endswith("Tue 24 Nov 10:00 王芳: place: open → 2号会议室")


async def test_find_lists_somebodys_interviews(town: Town) -> None:
    await town.say("WangFang", "安排 李四(lisi) | 测试 | 李雷 | 周四 10:00")
    await town.say("WangFang", "取消 2 岗位关闭")

    assert await town.say("WangFang", "/find 李雷") == (
        "李雷(LiLei)的面试（最近的在前）：\n"
        "#2 11月26日 周四 10:00–11:00 李四 · 测试 · 一面 · 已取消\n"
        "#1 11月25日 周三 15:00–16:00 张三 · 后端工程师 · 一面 · 待确认 · 1号会议室"
    )
    assert await town.say("WangFang", "查找 zhang") == (
        "张三(zhangsan)的面试（最近的在前）：\n"
        "#1 11月25日 周三 15:00–16:00 张三 · 后端工程师 · 一面 · 待确认 · 1号会议室"
    )
    assert await town.say("WangFang", "查找 谁谁") == "没有找到“谁谁”。"
    assert await town.say("WangFang", "查找 王芳") == "王芳(WangFang)没有面试。"
    assert await town.say("WangFang", "查找") == "请写上姓名，例如：查找 张三。"
    assert await town.say("LiLei", "查找 张三") == (
        "“查找”只有 HR 可以用。发“帮助”看看您可以说什么。"
    )


async def test_pending_is_what_waits_and_since_when(town: Town) -> None:
    await town.pass_time(hours=3)
    await town.say("WangFang", "安排 李四(lisi) | 测试 | 李雷 | 周四 10:00")
    await town.pass_time(minutes=20)
    await town.hello("lisi")
    await town.say("lisi", "都不行")

    assert await town.say("WangFang", "/pending") == (
        "等待答复（等得最久的在前）：\n"
        "#1 张三 · 后端工程师 · 一面 · 2 个时间待选 · 已等 3 小时\n"
        "#2 李四 · 测试 · 一面 · 没有可选的时间，请再提供 · 已等 不到 1 分钟"
    )
    await town.say("WangFang", "language en")
    assert await town.say("WangFang", "待确认") == (
        "Waiting for an answer, the longest first:\n"
        "#1 张三 · 后端工程师 · round 1 · 2 open · waiting for 3 h\n"
        "#2 李四 · 测试 · round 1 · no time open, offer others · waiting for less than a minute"
    )
    await town.say("WangFang", "确认 1 1")
    await town.say("WangFang", "取消 2 停招")
    assert await town.say("WangFang", "pending") == "Nothing waits for an answer."


async def test_a_changed_place_is_told_once_to_all_and_needs_no_new_confirmation(
    town: Town,
) -> None:
    await town.say("zhangsan", "1")
    await town.pushed("LiLei")

    assert await town.say("WangFang", "/edit 1 地点 望京 SOHO，T1") == (
        "已修改 #1 的地点，相关的人会收到通知。"
    )
    told = (
        "王芳修改了面试 #1（后端工程师 · 一面）的地点：\n1号会议室 → 望京 SOHO，T1\n"
        "时间：11月25日 周三 15:00–16:00\n时间不变，无需再次确认。"
    )
    assert await town.pushed("zhangsan") == [told]
    assert await town.pushed("LiLei") == [told]
    assert await town.count("interview", "status = 'confirmed'") == 1


async def test_a_place_moved_back_and_forth_is_told_each_time(town: Town) -> None:
    for room in ("2号会议室", "1号会议室", "2号会议室"):
        await town.say("WangFang", f"修改 1 地点 {room}")

    texts = await town.pushed("zhangsan")
    assert [text.partition("\n")[2] for text in texts] == [
        "1号会议室 → 2号会议室",
        "2号会议室 → 1号会议室",
        "1号会议室 → 2号会议室\n(2)",  # or WeCom would swallow it as a duplicate
    ]


async def test_what_waited_for_hours_does_not_make_wecom_swallow_the_same_news_again(
    town: Town,
) -> None:
    await town.say("zhangsan", "1")
    town.wecom.faults.add("message/send", code=-1)
    for room in ("2号会议室", "1号会议室"):
        await town.say("WangFang", f"修改 1 地点 {room}")
    await town.deliver()
    town.clock.advance(timedelta(hours=6))
    town.wecom.faults.clear()

    await town.say("WangFang", "修改 1 地点 2号会议室")

    texts = await town.pushed("zhangsan")
    assert [text.split("\n")[1] for text in texts] == [
        "1号会议室 → 2号会议室",
        "2号会议室 → 1号会议室",
        "1号会议室 → 2号会议室",
    ]
    assert town.wecom.sending.dropped == []


async def test_hr_hears_of_a_colleagues_edit_even_if_other_times_are_offered_before_it_arrives(
    town: Town,
) -> None:
    await town.hello("ZhouMin")
    await town.say("ZhouMin", "修改 1 地点 2号会议室")
    await town.say("ZhouMin", "提供 1 周四 9:00")

    assert await town.pushed("WangFang") == [
        "周敏修改了面试 #1（后端工程师 · 一面）的地点：\n1号会议室 → 2号会议室"
    ]
    [offer] = await town.pushed("zhangsan")  # says the new place itself
    assert "\n地点：2号会议室\n" in offer


async def test_hr_hears_of_a_colleagues_edit_even_if_they_set_another_time_before_it_arrives(
    town: Town,
) -> None:
    await town.hello("ZhouMin")
    await town.say("zhangsan", "1")
    await town.pushed("WangFang")
    await town.say("ZhouMin", "修改 1 轮次 二面")
    await town.say("WangFang", "改到 1 周四 9:00!")

    assert await town.pushed("WangFang") == [
        "周敏修改了面试 #1（后端工程师 · 二面）的轮次：\n一面 → 二面"
    ]


async def test_a_room_that_is_taken_is_refused_and_the_old_one_stays(town: Town) -> None:
    await town.say("WangFang", "安排 李四(lisi) | 测试 | 老王(LaoWang) | 明天 15:30 | 2号会议室")

    assert await town.say("WangFang", "修改 1 地点 2号会议室") == (
        "时间冲突，没有做任何改动：\n"
        "2号会议室 11月25日 周三 15:30–16:30 已有 #2（李四 · 测试 · 一面）\n"
        "请换一个时间重发。"
    )
    shown = await town.say("WangFang", "详情 1")
    assert shown is not None
    assert "地点：1号会议室" in shown


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("修改 1 轮次 二面", "已修改 #1 的轮次，相关的人会收到通知。"),
        ("修改 1 轮次 round 3", "已修改 #1 的轮次，相关的人会收到通知。"),
        ("修改 1 岗位 资深后端工程师", "已修改 #1 的岗位，相关的人会收到通知。"),
        ("修改 1 轮次 很多", "看不懂轮次“很多”。请写成 二面 或 2。"),
        ("修改 1 轮次 1", "#1 的轮次本来就是这样。"),
        ("修改 1 地点", "#1（张三）的地点改成什么？请直接回复；不改了就发“算了”。"),
        (
            "修改 1 颜色 红",
            "请写上编号、要改的项目（地点、岗位、轮次、邮箱）和新的内容，例如：修改 12 地点 2号会议室",
        ),
        (
            "修改 8 地点 天台",
            "没有找到 #8，或者您没有参与这场面试。发“今天”或“本周”可以看到您的面试编号。",
        ),
    ],
)
async def test_edit_answers(town: Town, text: str, answer: str) -> None:
    assert await town.say("WangFang", text) == answer
