"""`/swap 12 李雷 老王`: HR has somebody else interview, and everyone concerned hears it once."""

import pytest

from tests.town import Town

EVERYONE = ("WangFang", "ZhouMin", "zhangsan", "LiLei", "HanMeimei", "LaoWang")
WHEN = "11月27日 周五 15:00–16:00"


@pytest.fixture(autouse=True)
async def proposed(town: Town) -> None:
    await town.hello(*EVERYONE)
    await town.say("WangFang", "安排 张三(zhangsan) | 后端 | 李雷、韩梅梅 | 周五 15:00")
    await hushed(town)


async def hushed(town: Town) -> None:
    """Everybody has read what they were sent."""
    for userid in EVERYONE:
        await town.pushed(userid)


@pytest.mark.parametrize(
    "written",
    ["换人 1 李雷 老王", "/swap 1 LiLei LaoWang", "换人 #1 李雷→老王", "换人 1 李雷 换成 老王"],
)
async def test_everyone_concerned_is_told_once(town: Town, written: str) -> None:
    await town.say("zhangsan", "1")
    await hushed(town)

    assert await town.say("ZhouMin", written) == (
        "#1（张三）的面试官：李雷 → 老王。相关的人会收到通知。"
    )
    assert await town.pushed("LiLei") == [
        f"您不用参加面试 #1 了：张三 · 后端 · 一面\n时间：{WHEN}\n改由老王面试。"
    ]
    assert await town.pushed("LaoWang") == [
        (
            f"您有一场面试 #1：张三 · 后端 · 一面\n时间：{WHEN}\n"
            "能参加请回复“接受 1”，不能参加请回复“拒绝 1 原因”。"
        )
    ]
    assert await town.pushed("zhangsan") == [
        f"张三，您好！您的面试换了面试官：后端 · 一面（#1）\n李雷 → 老王\n时间和地点不变：{WHEN}"
    ]
    assert await town.pushed("WangFang") == [
        "周敏换了面试 #1 的面试官：张三 · 后端 · 一面\n李雷 → 老王"
    ]
    assert await town.pushed("HanMeimei") == []
    assert await town.pushed("ZhouMin") == []
    show = await town.say("WangFang", "详情 1")
    assert show is not None
    assert "面试官：老王、韩梅梅\n" in show
    assert show.endswith("周敏：换面试官：李雷 → 老王")


async def test_who_takes_the_seat_themselves_is_told_when_and_where(town: Town) -> None:
    assert await town.say("ZhouMin", "换人 1 李雷 周敏") == (
        "#1（张三）的面试官：李雷 → 周敏。相关的人会收到通知。"
    )
    await town.say("WangFang", "修改 1 地点 1号会议室")
    await town.say("zhangsan", "1")

    assert await town.say("WangFang", "换人 1 韩梅梅 王芳") == (
        f"#1（张三）的面试官：韩梅梅 → 王芳。相关的人会收到通知。\n时间：{WHEN}\n地点：1号会议室"
    )


async def test_of_what_is_only_offered_nobody_has_heard(town: Town) -> None:
    assert await town.say("WangFang", "换人 1 李雷 老王") == (
        "#1（张三）的面试官：李雷 → 老王。相关的人会收到通知。"
    )
    for userid in EVERYONE:
        assert await town.pushed(userid) == []
    await town.say("zhangsan", "1")
    assert await town.pushed("LiLei") == []
    assert len(await town.pushed("LaoWang")) == 1


async def test_who_is_busy_cannot_take_the_seat_and_nothing_changes(town: Town) -> None:
    await town.say("WangFang", "安排 李四(lisi) | 测试 | 老王 | 周五 15:30")
    await town.say("zhangsan", "1")
    await hushed(town)

    assert await town.say("WangFang", "换人 1 李雷 老王") == (
        "时间冲突，没有做任何改动：\n"
        "老王 11月27日 周五 15:30–16:30 已有 #2（李四 · 测试 · 一面）\n请换一个时间重发。"
    )
    assert await town.count("panel", "interview_id = 1") == 2
    assert await town.pushed("LiLei") == []


async def test_a_rule_that_is_broken_is_a_warning(town: Town) -> None:
    await town.say("WangFang", "安排 李四(lisi) | 测试 | 老王 | 周五 16:00")
    await town.say("zhangsan", "1")

    assert await town.say("WangFang", "换人 1 李雷 老王") == (
        "#1（张三）的面试官：李雷 → 老王。相关的人会收到通知。\n"
        "注意：老王 11月27日 周五 16:00–17:00 有 #2，前后要留 15 分钟"
    )


@pytest.mark.parametrize(
    ("written", "answer"),
    [
        ("换人 1 老王 周敏", "老王不是 #1 的面试官。现在的面试官：李雷、韩梅梅"),
        ("换人 1 李雷 韩梅梅", "韩梅梅已经是 #1 的面试官了。"),
        ("换人 1 李雷 张三", "张三是 #1 的候选人，不能当面试官。"),
        ("换人 1 李雷", "#1（张三）的面试官李雷换成谁？请回复姓名；没有找到那时有空的同事。"),
        (
            "换人 9 李雷 老王",
            "没有找到 #9，或者您没有参与这场面试。发“今天”或“本周”可以看到您的面试编号。",
        ),
        (
            "换人 1 李雷 小明",
            "没有找到面试官“小明”。请写成 小明(userid)，userid 是企业微信里的账号，例如 李雷(lilei)。",
        ),
    ],
)
async def test_bad_input_is_answered(town: Town, written: str, answer: str) -> None:
    assert await town.say("WangFang", written) == answer
    assert await town.say("LiLei", written) == "“换人”只有 HR 可以用。发“帮助”看看您可以说什么。"


async def test_in_english(town: Town) -> None:
    await town.say("zhangsan", "1")
    await hushed(town)
    for userid in EVERYONE:
        await town.say(userid, "language en")

    assert await town.say("WangFang", "swap 1 李雷 to 老王") == (
        "#1 (张三): 李雷 → 老王. Everyone concerned is told."
    )
    assert await town.pushed("LiLei") == [
        (
            "You are no longer needed for interview #1: 张三 · 后端 · round 1\n"
            "Time: Fri 27 Nov 15:00–16:00\n老王 takes it instead."
        )
    ]


async def test_who_comes_back_after_a_no_is_asked_and_the_candidate_hears_nothing(
    town: Town,
) -> None:
    await town.say("zhangsan", "1")
    await town.say("LiLei", "拒绝 1")
    await hushed(town)

    assert await town.say("WangFang", "换人 1 李雷 李雷") == (
        "#1（张三）的面试官：李雷 → 李雷。相关的人会收到通知。"
    )
    assert await town.pushed("zhangsan") == []
    assert len(await town.pushed("LiLei")) == 1
    history = await town.say("WangFang", "详情 1")
    assert history is not None
    assert "\n11月24日 周二 10:00 李雷：不能参加\n" in history


@pytest.mark.parametrize(
    "written",
    ["换人 lilei laowang", "swap LiLei to LaoWang", "换人 李雷 老王", "换人 李雷 换成 老王"],
)
async def test_without_a_number_it_is_the_only_one_it_can_be(town: Town, written: str) -> None:
    await town.say("WangFang", "安排 李四(lisi) | 测试 | 韩梅梅 | 周四 10:00")

    assert await town.say("WangFang", written) == (
        "#1（张三）的面试官：李雷 → 老王。相关的人会收到通知。"
    )


async def test_of_several_the_bot_asks_which(town: Town) -> None:
    await town.say("WangFang", "安排 李四(lisi) | 测试 | 李雷 | 周四 10:00")
    await town.say("WangFang", "安排 李四(lisi) | 测试 | 李雷、老王 | 周四 14:00")  # he is on it

    assert await town.say("WangFang", "换人 李雷 老王") == (
        "李雷换成老王，换哪一场？请回复编号：\n"
        "#1 张三 · 后端 · 一面 · 11月27日 周五 15:00–16:00\n"
        "#2 李四 · 测试 · 一面 · 11月26日 周四 10:00–11:00"
    )
    assert await town.say("WangFang", "3") == (
        "请回复其中一个编号，或者发“算了”：\n"
        "#1 张三 · 后端 · 一面 · 11月27日 周五 15:00–16:00\n"
        "#2 李四 · 测试 · 一面 · 11月26日 周四 10:00–11:00"
    )
    assert await town.say("WangFang", "2") == (
        "#2（李四）的面试官：李雷 → 老王。相关的人会收到通知。"
    )


async def test_where_there_is_none_that_is_said(town: Town) -> None:
    assert await town.say("WangFang", "换人 老王 周敏") == (
        "没有老王参加、能换成周敏的面试。发“查找 老王”看看 TA 有哪些面试。"
    )
    assert await town.say("WangFang", "换人 李雷 小明") == (
        "没有找到面试官“小明”。请写成 小明(userid)，userid 是企业微信里的账号，例如 李雷(lilei)。"
    )
    await town.say("WangFang", "language en")
    assert await town.say("WangFang", "swap 老王 周敏") == (
        "There is no interview to come in which 周敏 could take the place of 老王."
        ' "find 老王" lists theirs.'
    )


async def test_an_interview_of_somebody_unknown_is_none_of_those_there_are(town: Town) -> None:
    assert await town.say("WangFang", "赵六那场换成老王面") == (
        "我没有把握，所以什么也没有做。请一次只说一件事，并说清是哪一场，例如：换人 1 李雷 老王"
    )


async def test_who_declined_can_be_replaced_without_a_number(town: Town) -> None:
    await town.say("zhangsan", "1")
    await town.say("LiLei", "拒绝 1 出差")

    assert await town.say("WangFang", "换人 李雷 老王") == (
        "#1（张三）的面试官：李雷 → 老王。相关的人会收到通知。"
    )


async def test_other_words_that_begin_so_are_heard_as_such(town: Town) -> None:
    assert await town.say("WangFang", "换人 张三的面试官 换成老王") == (
        "#1（张三）的面试官，哪一位换成老王？请回复姓名：\n李雷\n韩梅梅"
    )
    assert await town.say("WangFang", "换人 李磊磊 老王") == (
        "没有找到面试官“李磊磊”。请写成 李磊磊(userid)，userid 是企业微信里的账号，例如 李雷(lilei)。"
    )
    assert await town.count("panel", "interview_id = 1") == 2


async def test_which_of_several_is_asked_in_english(town: Town) -> None:
    await town.say("WangFang", "安排 李四(lisi) | 测试 | 李雷 | 周四 10:00")
    await town.say("WangFang", "language en")

    assert await town.say("WangFang", "swap lilei laowang") == (
        "老王 instead of 李雷: in which interview? Please reply with its number:\n"
        "#1 张三 · 后端 · round 1 · Fri 27 Nov 15:00–16:00\n"
        "#2 李四 · 测试 · round 1 · Thu 26 Nov 10:00–11:00"
    )


async def test_what_has_begun_is_answered_with_what_hr_can_do(town: Town) -> None:
    await town.say("zhangsan", "1")
    await town.pass_time(days=3, hours=5)

    assert await town.say("WangFang", "换人 1 李雷 老王") == (
        f"#1 已经开始（{WHEN}），不能再换面试官。面试官没来请发“未到 1 面试官”。"
    )
