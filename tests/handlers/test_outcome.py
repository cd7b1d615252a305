"""`/done 12`, `/noshow 12 候选人`: what became of an interview; HR is asked where nobody says."""

from datetime import timedelta

import pytest

from bot.jobs import enqueue
from interviews import outcomes
from tests.town import Town

EVERYONE = ("WangFang", "ZhouMin", "zhangsan", "LiLei")
WHEN = "11月25日 周三 15:00–16:00"


@pytest.fixture(autouse=True)
async def agreed(town: Town) -> None:
    await town.hello(*EVERYONE)
    await town.say("WangFang", "安排 张三(zhangsan) | 后端 | 李雷(LiLei) | 明天 15:00")
    await town.say("zhangsan", "1")
    await town.say("LiLei", "接受")
    await town.pass_time(hours=29)  # it begins
    await hushed(town)


async def hushed(town: Town) -> None:
    """Everybody has read what they were sent."""
    for userid in EVERYONE:
        await town.pushed(userid)


async def status(town: Town) -> tuple[str, str | None]:
    """How #1 stands, and who did not come."""
    async with town.connection() as connection:
        row = await connection.fetchrow("SELECT status, absent FROM interview WHERE id = 1")
    return tuple(row)


@pytest.mark.parametrize(
    ("userid", "written"),
    [("LiLei", "完成"), ("LiLei", "done 1"), ("WangFang", "/done #1"), ("ZhouMin", "完成 1")],
)
async def test_it_has_taken_place(town: Town, userid: str, written: str) -> None:
    for _ in "twice":
        assert await town.say(userid, written if "1" in written else "完成 1") == (
            f"已记录：#1（张三，{WHEN}）面试完成。"
        )

    assert await status(town) == ("done", None)
    await town.pass_time(hours=2)
    assert await town.pushed("WangFang") == []
    assert await town.say("WangFang", "今天") == (
        "今天（11月25日 周三）1 场：\n#1 15:00–16:00 张三 · 后端 · 一面 · 已完成"
    )


@pytest.mark.parametrize(
    ("written", "who", "absent"),
    [
        ("未到 1 候选人", "候选人", "candidate"),
        ("/noshow 1 interviewer", "面试官", "interviewer"),
        ("没来 1 候选人。", "候选人", "candidate"),
    ],
)
async def test_somebody_did_not_come_and_hr_hears_it(
    town: Town, written: str, who: str, absent: str
) -> None:
    assert await town.say("LiLei", written) == f"已记录：#1（张三，{WHEN}）{who}没有来。"

    assert await status(town) == ("no_show", absent)
    assert await town.pushed("WangFang") == [
        (
            f"李雷：面试 #1 {who}没有来：张三 · 后端 · 一面\n时间：{WHEN}\n"
            "要再约请发：再约 1 | 面试官 | 时间"
        )
    ]
    assert await town.pushed("zhangsan") == []
    assert await town.say("LiLei", "完成 1") == f"已记录：#1（张三，{WHEN}）面试完成。"
    assert await status(town) == ("done", None)


async def test_every_other_word_of_what_became_of_it_is_told_to_hr(town: Town) -> None:
    await town.say("LiLei", "完成 1")
    assert await town.pushed("WangFang") == []

    told = f"张三 · 后端 · 一面\n时间：{WHEN}"
    for count in ("", "\n(2)"):
        await town.say("LiLei", "未到 1 候选人")
        assert await town.pushed("WangFang") == [
            f"李雷：面试 #1 候选人没有来：{told}\n要再约请发：再约 1 | 面试官 | 时间{count}"
        ]
        await town.say("LiLei", "完成 1")
        await town.say("LiLei", "完成 1")
        assert await town.pushed("WangFang") == [
            f"李雷：面试 #1 进行了，不是候选人没有来：{told}{count}"
        ]


async def test_without_a_word_hr_is_asked_once_a_quarter_of_an_hour_after_the_end(
    town: Town,
) -> None:
    await town.pass_time(hours=1, minutes=14)
    assert await town.pushed("WangFang") == []
    await town.pass_time(minutes=1)

    assert await town.pushed("WangFang") == [
        (
            f"面试 #1 应该结束了：张三 · 后端 · 一面\n时间：{WHEN}\n"
            "进行了请回复：完成 1\n有人没来请回复：未到 1 候选人 或 未到 1 面试官"
        )
    ]
    await town.pass_time(minutes=1)
    await town.pass_time(days=3)
    assert [text for text in await town.pushed("WangFang") if "应该结束了" in text] == []


async def test_hr_is_not_asked_what_is_said_while_the_question_is_written(town: Town) -> None:
    now = town.clock.now() + timedelta(hours=1, minutes=15)

    async with town.sessions() as session:
        assert await outcomes.ask_due(session, now, town.settings.rules) == 1
        await town.say("LiLei", "完成 1")
        await enqueue(session, now)
        await session.commit()

    assert await town.pushed("WangFang") == []
    assert await town.count("outbox", "kind = 'ended' AND reason = 'no longer true'") == 1


async def test_after_an_outage_it_is_asked_all_the_same(town: Town) -> None:
    await town.pass_time(days=3)

    asked = [text for text in await town.pushed("WangFang") if "应该结束了" in text]
    assert len(asked) == 1


async def test_of_a_forgotten_candidate_it_is_not_asked(town: Town) -> None:
    await town.pass_time(hours=1)  # it is over
    await town.say("ZhouMin", "忘记 张三")
    answer = await town.say("ZhouMin", "是")
    assert answer is not None
    assert answer.startswith("已删除")

    await town.pass_time(minutes=20)

    assert await town.pushed("WangFang") == []


async def test_before_the_start_or_by_others_or_unclear_it_is_refused(town: Town) -> None:
    await town.say("WangFang", "安排 李四(lisi) | 测试 | 李雷 | 周五 10:00")
    await town.hello("lisi")

    assert await town.say("LiLei", "完成 2") == "#2 还没有确认时间。"
    await town.say("lisi", "1")
    assert await town.say("LiLei", "完成 2") == "#2 还没有开始（11月27日 周五 10:00–11:00）。"
    assert await town.say("zhangsan", "完成 1") == ("#1 由面试官或 HR 记录结果，您不用操作。")
    assert await town.say("lisi", "完成 1") == (
        "没有找到 #1，或者您没有参与这场面试。发“今天”或“本周”可以看到您的面试编号。"
    )
    assert await town.say("WangFang", "完成") == (
        "记下 #1（张三 · 后端 · 一面 · 11月25日 周三 15:00–16:00）已经面完，对吗？请回复“是”或“不”。"
    )
    assert await town.say("WangFang", "未到") == (
        "#1 谁没有来？请发：未到 1 候选人 或 未到 1 面试官"
    )
    assert await town.say("WangFang", "未到 1") == (
        "#1 谁没有来？请发：未到 1 候选人 或 未到 1 面试官"
    )
    await town.say("WangFang", "取消 2 停招")
    assert await town.say("LiLei", "未到 2 候选人") == "#2 已取消，不能再改。"


async def test_in_english(town: Town) -> None:
    for userid in EVERYONE:
        await town.say(userid, "language en")

    assert await town.say("LiLei", "noshow 1 candidate") == (
        "Noted: #1 (张三, Wed 25 Nov 15:00–16:00): the candidate did not come."
    )
    assert await town.pushed("WangFang") == [
        (
            "李雷: the candidate did not come to interview #1: 张三 · 后端 · round 1\n"
            "Time: Wed 25 Nov 15:00–16:00\nTo arrange another: again 1 | interviewers | times"
        )
    ]
    assert await town.say("LiLei", "done 1") == (
        "Noted: #1 (张三, Wed 25 Nov 15:00–16:00) has taken place."
    )
    assert await town.pushed("WangFang") == [
        (
            "李雷: interview #1 did take place, the candidate has come: 张三 · 后端 · round 1\n"
            "Time: Wed 25 Nov 15:00–16:00"
        )
    ]


@pytest.mark.parametrize(
    ("name", "who", "absent"),
    [
        ("张三", "候选人", "candidate"),
        ("the candidate", "候选人", "candidate"),
        ("李雷", "面试官", "interviewer"),
        ("Li Lei", "面试官", "interviewer"),
    ],
)
async def test_who_did_not_come_may_be_named(town: Town, name: str, who: str, absent: str) -> None:
    assert (
        await town.say("WangFang", f"未到 1 {name}") == f"已记录：#1（张三，{WHEN}）{who}没有来。"
    )
    assert await status(town) == ("no_show", absent)


async def test_who_takes_no_part_in_it_cannot_have_stayed_away(town: Town) -> None:
    assert await town.say("WangFang", "未到 1 老王") == (
        "#1 谁没有来？请发：未到 1 候选人 或 未到 1 面试官"
    )
    assert await status(town) == ("confirmed", None)


async def test_what_did_not_take_place_is_arranged_anew_as_the_same_round(town: Town) -> None:
    await town.say("WangFang", "未到 1 候选人")

    answer = await town.say("WangFang", "再约 1 | 李雷 | 周五 10:00")
    assert answer is not None
    assert answer.startswith("已安排 #2：张三 · 后端 · 一面\n")
    await town.say("WangFang", "完成 1")
    answer = await town.say("WangFang", "再约 1 | 李雷 | 周五 14:00")
    assert answer is not None
    assert answer.startswith("已安排 #3：张三 · 后端 · 二面\n")
