"""`/hours`, `/busy`, `/free`, `/leave`, `/region`: when people can be asked to interview."""

import pytest

from tests.town import Town


@pytest.fixture(autouse=True)
async def met(town: Town) -> None:
    await town.hello("WangFang", "LiLei", "HanMeimei", "zhangsan")


async def test_hours_are_said_by_weekday_and_read_back(town: Town) -> None:
    assert await town.say("LiLei", "/hours") == (
        "工作时间（中国标准时间）：\n"
        "周一到周五 09:00–18:00\n"
        "周六到周日 休息\n"
        "午休 12:00–13:00\n"
        "要改请发：工作时间 9:30-18:30、工作时间 周五 9:30-17:00、工作时间 周三 休息、"
        "工作时间 午休 12:30-13:30，或 工作时间 默认。"
    )
    assert await town.say("LiLei", "/hours 9:30-18:30") == "好的，周一到周五 09:30–18:30。"
    assert await town.say("LiLei", "工作时间 周五 9:30-17:00") == "好的，周五 09:30–17:00。"
    assert await town.say("LiLei", "工作时间 周一、周三 休息") == "好的，周一、周三 休息。"
    assert await town.say("LiLei", "工作时间 周六 10点到12点") == "好的，周六 10:00–12:00。"
    await town.say("LiLei", "language en")
    assert await town.say("LiLei", "hours") == (
        "Working hours (China Standard Time):\n"
        "Mon off\n"
        "Tue 09:30–18:30\n"
        "Wed off\n"
        "Thu 09:30–18:30\n"
        "Fri 09:30–17:00\n"
        "Sat 10:00–12:00\n"
        "Sun off\n"
        "lunch 12:00–13:00\n"
        "To change them: hours 9:30-18:30, hours friday 9:30-17:00, hours wed off, hours lunch"
        " 12:30-13:30, or hours default."
    )
    assert await town.say("LiLei", "hours mon-wed, sun 8-12") == (
        "All right, Mon–Wed, Sun 08:00–12:00."
    )
    assert await town.say("LiLei", "hours default") == (
        "All right, the usual hours again:\nMon–Fri 09:00–18:00\nSat–Sun off\nlunch 12:00–13:00"
    )


@pytest.mark.parametrize(
    "written", ["18:00-9:00", "周八 9:00-10:00", "周五到周一 9:00-10:00", "早上"]
)
async def test_hours_that_cannot_be_are_answered(town: Town, written: str) -> None:
    assert await town.say("LiLei", f"工作时间 {written}") == (
        f"看不懂“{written}”。请写成 工作时间 9:30-18:30、工作时间 周五 9:30-17:00、"
        "工作时间 周三 休息、工作时间 午休 12:30-13:30，或 工作时间 默认。"
    )
    assert await town.count("workday") == 0


async def test_the_lunch_break_is_everybodys_own(town: Town) -> None:
    assert await town.say("LiLei", "工作时间 午休 11:30-13:00") == "好的，午休 11:30–13:00。"
    hours = await town.say("LiLei", "工作时间")
    assert hours is not None
    assert "\n午休 11:30–13:00\n" in hours
    assert await town.say("LiLei", "空闲 90 周五") == (
        "李雷 · 1 小时 30 分钟 · 可以的时间：\n1. 11月27日 周五 09:00–10:30\n"
        "2. 11月27日 周五 13:00–14:30\n3. 11月27日 周五 14:30–16:00\n4. 11月27日 周五 16:00–17:30"
    )
    await town.say("WangFang", "安排 张三(zhangsan) | 后端 | 李雷 | 周五 11:00")
    assert await town.say("WangFang", "为什么 1 周五 11:00") == (
        "#1 在 11月27日 周五 11:00–12:00 不合适：\n· 李雷 11月27日 周五 11:30–13:00 午休"
    )
    assert await town.say("WangFang", "hours for 李雷 lunch off") == "好的，李雷 · 不留午休。"
    assert await town.say("WangFang", "为什么 1 周五 12:00") == (
        "#1 可以在 11月27日 周五 12:00–13:00：没有什么妨碍。"
    )
    await town.say("LiLei", "工作时间 默认")
    assert await town.say("WangFang", "为什么 1 周五 12:00") == (
        "#1 在 11月27日 周五 12:00–13:00 不合适：\n· 李雷 11月27日 周五 12:00–13:00 午休"
    )
    assert await town.say("LiLei", "工作时间 午休 13:00-12:00") == (
        "看不懂“午休 13:00-12:00”。请写成 工作时间 9:30-18:30、工作时间 周五 9:30-17:00、"
        "工作时间 周三 休息、工作时间 午休 12:30-13:30，或 工作时间 默认。"
    )


async def test_busy_times_are_marked_listed_and_given_back(town: Town) -> None:
    assert await town.say("LiLei", "/busy") == (
        "没有标记忙碌的时间。要标记请发：忙碌 周五 14:00-16:00 客户会"
    )
    assert await town.say("LiLei", "/busy 周五 14:00-16:00 客户会") == (
        "已记下：11月27日 周五 14:00–16:00 · 客户会。这段时间不会被安排面试。要撤销请发：解除 1"
    )
    assert await town.say("LiLei", "忙碌 明天下午2点到4点，体检（年度）") == (
        "已记下：11月25日 周三 14:00–16:00 · 体检（年度）。这段时间不会被安排面试。"
        "要撤销请发：解除 2"
    )
    assert await town.say("LiLei", "请假 12-01 12-03 年假") == (
        "已记下：12月1日 周二–12月3日 周四 请假 · 年假。这段时间不会被安排面试。要撤销请发：解除 3"
    )
    assert await town.say("LiLei", "忙碌") == (
        "忙碌和请假：\n"
        "2. 11月25日 周三 14:00–16:00 · 体检（年度）\n"
        "1. 11月27日 周五 14:00–16:00 · 客户会\n"
        "3. 12月1日 周二–12月3日 周四 请假 · 年假\n"
        "要解除其中一个，请发：解除 2"
    )
    assert await town.say("LiLei", "/free 2") == (
        "已解除：11月25日 周三 14:00–16:00 · 体检（年度）。"
    )
    assert await town.say("LiLei", "/free 2") == (
        "没有编号为 2 的忙碌时间。发“忙碌”看看现在有哪些。"
    )
    assert await town.say("HanMeimei", "/free 1") == (
        "没有编号为 1 的忙碌时间。发“忙碌”看看现在有哪些。"
    )


async def test_in_english_too(town: Town) -> None:
    await town.say("LiLei", "language en")

    assert await town.say("LiLei", "busy friday 14:00-16:00 client meeting") == (
        "Noted: Fri 27 Nov 14:00–16:00 · client meeting. No interview will be put there."
        " To undo: free 1"
    )
    assert await town.say("LiLei", "leave next monday to wednesday") == (
        "Noted: Mon 30 Nov–Wed 2 Dec on leave. No interview will be put there. To undo: free 2"
    )
    assert await town.say("LiLei", "leave") == (
        "Busy and on leave:\n"
        "1. Fri 27 Nov 14:00–16:00 · client meeting\n"
        "2. Mon 30 Nov–Wed 2 Dec on leave\n"
        "To give one back: free 1"
    )
    assert await town.say("LiLei", "free") == (
        'Please give the number, for example: free 3. Say "busy" to see those there are.'
    )


async def test_a_full_width_line_is_read_like_any_other(town: Town) -> None:
    assert await town.say("LiLei", "／ｂｕｓｙ　周五　１４：００－１６：００　客戶會議") == (
        "已记下：11月27日 周五 14:00–16:00 · 客戶會議。这段时间不会被安排面试。要撤销请发：解除 1"
    )
    assert await town.say("LiLei", "请假　１２－０１　１２－０３　年假") == (
        "已记下：12月1日 周二–12月3日 周四 请假 · 年假。这段时间不会被安排面试。要撤销请发：解除 2"
    )


@pytest.mark.parametrize(
    ("said", "noted"),
    [
        ("leave dec 24", "Thu 24 Dec on leave"),
        ("leave dec 24 dec 26", "Thu 24 Dec–Sat 26 Dec on leave"),
        ("leave dec 24 - 26 dec holidays", "Thu 24 Dec–Sat 26 Dec on leave · holidays"),
        ("leave december 24th to december 26th", "Thu 24 Dec–Sat 26 Dec on leave"),
    ],
)
async def test_months_may_come_first_in_english(town: Town, said: str, noted: str) -> None:
    await town.hello("LiLei")
    await town.say("LiLei", "language en")

    assert await town.say("LiLei", said) == (
        f"Noted: {noted}. No interview will be put there. To undo: free 1"
    )


async def test_said_twice_it_is_kept_once(town: Town) -> None:
    for _ in "12":
        await town.say("LiLei", "忙碌 周五 14:00-16:00 客户会")

    assert await town.count("busy") == 1


async def test_the_interviews_in_it_stay_and_are_named(town: Town) -> None:
    await town.say("WangFang", "安排 张三(zhangsan) | 后端 | 李雷 | 周四 15:00；周四 10:00")
    await town.say("zhangsan", "1")

    stay = "这段时间里已有面试，不会自动取消：\n#1 11月26日 周四 15:00–16:00 张三 · 后端 · 一面\n"
    assert await town.say("LiLei", "忙碌 周四 14:30-15:30") == (
        "已记下：11月26日 周四 14:30–15:30。这段时间不会被安排面试。要撤销请发：解除 1\n"
        f"{stay}要改时间请发“改期 编号 时间”，不能参加请发“拒绝 编号 原因”。"
    )
    assert await town.say("WangFang", "请假 给 李雷 周四") == (
        "已记下：李雷 · 11月26日 周四 请假。这段时间不会被安排面试。要撤销请发：解除 给 李雷 2\n"
        f"{stay}要改时间请发“/move 编号 时间”，要换人请发“/swap 编号 原面试官 新面试官”。"
    )
    assert await town.count("interview", "status = 'confirmed'") == 1


async def test_hr_writes_for_others_and_nobody_else_does(town: Town) -> None:
    assert await town.say("WangFang", "工作时间 给 韩梅梅 9:00-12:00") == (
        "好的，韩梅梅 · 周一到周五 09:00–12:00。"
    )
    assert await town.say("WangFang", "busy for 韩梅梅 friday 9:00-10:00") == (
        "已记下：韩梅梅 · 11月27日 周五 09:00–10:00。这段时间不会被安排面试。"
        "要撤销请发：解除 给 韩梅梅 1"
    )
    assert await town.say("WangFang", "解除 给 韩梅梅 1") == (
        "已解除：韩梅梅 · 11月27日 周五 09:00–10:00。"
    )
    assert await town.say("LiLei", "工作时间 给 韩梅梅 9:00-12:00") == (
        "只有 HR 可以替别人写。写自己的，不用写“给 谁”。"
    )


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        (
            "忙碌 周五",
            ("看不懂“周五”是什么时候。请写成 忙碌 周五 14:00-16:00 客户会；一整天请发 请假 周五。"),
        ),
        ("忙碌 2026-11-23 15:00 客户会", "11月23日 周一 15:00 已经过去了，请换一个以后的时间。"),
        ("请假 2-30", "没有“2-30”这一天，请核对日期。"),
        ("请假 2026-11-01", "11月1日 周日 已经过去了，请核对日期。"),
        (
            "请假 2026-12-03 2026-12-01",
            "“2026-12-03 2026-12-01”的最后一天在第一天之前，或者隔了太久，请核对日期。",
        ),
        (
            "请假 随便",
            (
                "看不懂“随便”是哪几天。请写成 请假 12-01 12-03 或 请假 周五 年假；"
                "只有几个小时请发 忙碌 周五 14:00-16:00。"
            ),
        ),
    ],
)
async def test_what_cannot_be_is_answered_and_changes_nothing(
    town: Town, text: str, answer: str
) -> None:
    assert await town.say("LiLei", text) == answer
    assert await town.count("busy") == 0


async def test_whose_holidays_count_is_said_by_name_or_code(town: Town) -> None:
    assert await town.say("LiLei", "地区") == "按中国的节假日安排。要改请发：地区 德国"
    assert await town.say("LiLei", "地区 德国") == "好的，以后按德国的节假日安排。"
    assert await town.say("LiLei", "region us") == "好的，以后按美国的节假日安排。"
    assert await town.say("LiLei", "region Atlantis") == (
        "不知道“Atlantis”的节假日。请写国家或地区的名字或代码，例如：地区 德国、地区 DE"
    )
    assert await town.say("WangFang", "地区 给 李雷 日本") == (
        "好的，李雷 · 以后按日本的节假日安排。"
    )
    assert await town.count("person", "region = 'JP'") == 1
