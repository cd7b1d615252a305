"""`反馈` and `/feedback`: given in one line or bit by bit, changed until HR closes it, and read by
those who may."""

import pytest

from tests.town import MakeTown, Town

EVERYBODY = ("WangFang", "ZhouMin", "zhangsan", "LiLei", "HanMeimei")
LI = "李雷：推荐 · 专业能力 4 · 沟通协作 5 · 解决问题 3\n评语：基础扎实"
HAN = "韩梅梅：不推荐 · 专业能力 2 · 沟通协作 2 · 解决问题 1"
SAVED = (
    "已保存对 #1 张三（后端工程师 · 一面）的反馈：\n"
    "推荐 · 专业能力 4 · 沟通协作 5 · 解决问题 3\n评语：基础扎实\n"
    "HR 关闭之前都可以改，例如：反馈 1 评语：…"
)
UNKNOWN = "没有找到 #1，或者您没有参与这场面试。发“今天”或“本周”可以看到您的面试编号。"
EXAMPLE = "反馈 1 推荐 专业能力4 沟通协作5 解决问题3 评语：基础扎实"
ASKED = (
    "#1 张三（后端工程师 · 一面）的结论是？请回复 强烈推荐、推荐、待定 或 不推荐。\n"
    f"也可以一次写完，例如：\n{EXAMPLE}"
)
COMMENT = "#1 张三（后端工程师 · 一面）的评语？请直接写；没有就回复“跳过”。"


async def agree(town: Town) -> None:
    """#1: 张三 with 李雷 and 韩梅梅, tomorrow at three."""
    await town.hello(*EVERYBODY, "LaoWang")
    await town.say(
        "WangFang", "安排 张三(zhangsan) | 后端工程师 | 李雷、韩梅梅 | 明天 15:00 | 1号会议室"
    )
    await town.say("zhangsan", "1")


async def take_place(town: Town, hours: float = 29.5) -> None:
    """#1 has begun; what was said so far is read."""
    await agree(town)
    await town.pass_time(hours=hours)
    for userid in EVERYBODY:
        await town.pushed(userid)


@pytest.fixture
async def held(town: Town) -> Town:
    await take_place(town)
    return town


@pytest.mark.parametrize(
    "said",
    [
        "反馈 1 推荐 专业能力4 沟通协作5 解决问题3 评语：基础扎实",
        "/feedback 1 yes 4 5 3 comment: 基础扎实",
        "反馈1 推荐，4，5，3，评语 基础扎实",
        "反馈 #1 解决问题3 沟通：5分 专业 4/5 通过 基础扎实",
        "面评 １ ４ ５ ３ 推荐 备注：基础扎实",
        "反馈 推荐 4 5 3 评语：基础扎实",
        "Feedback 1 recommend 4, 5, 3; 基础扎实",
        "反馈：1 结论：推荐 专业能力: 4 沟通协作: 5 解决问题: 3 评语: 基础扎实",
    ],
)
async def test_one_line_holds_everything_however_it_is_written(held: Town, said: str) -> None:
    assert await held.say("LiLei", said) == SAVED
    assert await held.say("LiLei", EXAMPLE) == SAVED.replace(
        "已保存对 #1 张三（后端工程师 · 一面）的反馈",
        "#1 张三（后端工程师 · 一面）的反馈本来就是这样",
    )
    assert await held.count("feedback") == 1
    assert await held.count("change", "what = 'feedback' AND detail::text NOT LIKE '%扎实%'") == 1


async def test_what_is_missing_is_asked_for_one_by_one(held: Town) -> None:
    assert await held.say("LiLei", "反馈") == ASKED
    assert await held.say("LiLei", "推荐") == (
        "已记下（还没保存）：推荐\n#1 张三（后端工程师 · 一面）的“专业能力”打几分？请回复 1 到 5。\n"
        "之后是沟通协作、解决问题；也可以一起回复，例如：4 5 3"
    )
    assert await held.say("LiLei", "4") == (
        "已记下（还没保存）：推荐 · 专业能力 4\n"
        "#1 张三（后端工程师 · 一面）的“沟通协作”打几分？请回复 1 到 5。\n"
        "之后是解决问题；也可以一起回复，例如：4 5"
    )
    assert await held.count("feedback") == 0
    assert await held.say("LiLei", "5 3") == (
        f"已记下（还没保存）：推荐 · 专业能力 4 · 沟通协作 5 · 解决问题 3\n{COMMENT}"
    )
    assert await held.say("LiLei", "基础扎实") == SAVED
    assert await held.say("LiLei", "今天") != SAVED
    assert await held.count("person", "question IS NOT NULL") == 0


async def test_in_english_too_and_yes_and_no_are_answers(held: Town) -> None:
    await held.say("HanMeimei", "language en")

    assert await held.say("HanMeimei", "feedback 1") == (
        "#1 张三 (后端工程师 · round 1): what do you recommend? Please reply strong yes, yes,"
        " undecided or no.\nOr all at once, for example:\n"
        "feedback 1 yes 专业能力4 沟通协作5 解决问题3 comment: knows the basics"
    )
    assert await held.say("HanMeimei", "No") == (
        "So far (not saved yet): no\n"
        '#1 张三 (后端工程师 · round 1): how many points for "专业能力"? Please reply 1 to 5.\n'
        "Next: 沟通协作, 解决问题; or reply with all at once, for example: 4 5 3"
    )
    assert await held.say("HanMeimei", "2 2 1") == (
        "So far (not saved yet): no · 专业能力 2 · 沟通协作 2 · 解决问题 1\n"
        '#1 张三 (后端工程师 · round 1): any comment? Just write it, or reply "skip".'
    )
    assert await held.say("HanMeimei", "no") == (
        "Saved your feedback on #1 张三 (后端工程师 · round 1):\n"
        "no · 专业能力 2 · 沟通协作 2 · 解决问题 1\n"
        "You can change it until HR closes it, for example: feedback 1 comment: …"
    )


async def test_values_said_before_can_be_corrected_while_being_asked(held: Town) -> None:
    await held.say("LiLei", "反馈 1")
    await held.say("LiLei", "待定 2 5 3")

    assert await held.say("LiLei", "专业能力4，推荐") == (
        f"已记下（还没保存）：推荐 · 专业能力 4 · 沟通协作 5 · 解决问题 3\n{COMMENT}"
    )
    assert await held.say("LiLei", "可以") == (
        f"已记下（还没保存）：推荐 · 专业能力 4 · 沟通协作 5 · 解决问题 3\n{COMMENT}"
    )
    assert await held.say("LiLei", "评语：基础扎实") == SAVED


async def test_a_comment_is_whatever_is_no_value(held: Town) -> None:
    await held.say("LiLei", "反馈 1")
    await held.say("LiLei", "推荐 4 5 3")

    assert await held.say("LiLei", "沟通9") == (
        "“沟通协作9”不是分数：每项是 1 到 5 的整数。这一句什么也没有记下。"
    )
    answer = await held.say("LiLei", "10 年经验，推荐尽快发 offer")
    assert answer is not None
    assert "\n评语：10 年经验，推荐尽快发 offer\n" in answer


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        (
            "反馈 1 不太推荐 4 5 3",
            "没看懂“不太推荐 4 5 3”，这一句什么也没有记下。可以这样写：\n" + EXAMPLE,
        ),
        ("反馈 1 推荐 453", "“453”不是分数：每项是 1 到 5 的整数。这一句什么也没有记下。"),
        ("反馈 1 推荐 4.5 5 3", "“4.5”不是分数：每项是 1 到 5 的整数。这一句什么也没有记下。"),
        ("反馈 1 推荐 4/5 5 3", "没看懂“4/5 5 3”，这一句什么也没有记下。可以这样写：\n" + EXAMPLE),
        (
            "反馈 1 推荐 专业能力0",
            "“专业能力0”不是分数：每项是 1 到 5 的整数。这一句什么也没有记下。",
        ),
        ("反馈 1 推荐 沟通协作", "“沟通协作”几分？请写在后面，例如：沟通协作4"),
        ("反馈 1 推荐 4 不推荐", "“结论”写了两个不一样的，请只写一个。"),
        ("反馈 1 沟通4 沟通5", "“沟通协作”写了两个不一样的，请只写一个。"),
        (
            "反馈 1 推荐 4 5 3 2",
            "不知道这 4 个分数分别是哪一项的，请连同名称写：专业能力、沟通协作、解决问题",
        ),
        ("反馈 1 4 5 3 推荐不了", "没看懂“不了”，这一句什么也没有记下。可以这样写：\n" + EXAMPLE),
    ],
)
async def test_what_cannot_be_read_is_never_guessed(held: Town, said: str, answer: str) -> None:
    assert await held.say("LiLei", said) == answer
    assert await held.count("feedback") == 0


async def test_a_vague_answer_is_asked_again(held: Town) -> None:
    await held.say("LiLei", "反馈 1")

    vague = "没看懂“可以”，这一句什么也没有记下。可以这样写：\n" + EXAMPLE
    assert await held.say("LiLei", "可以") == vague
    assert (await held.say("LiLei", "推荐") or "").startswith("已记下（还没保存）：推荐\n")


async def test_a_draft_that_is_left_is_told_and_one_line_goes_on_with_it(held: Town) -> None:
    await held.say("LiLei", "反馈 1 推荐 沟通5")
    left = "#1 的反馈还没有保存。要接着写，请发这一行，缺的会再问您：\n反馈 1 推荐 沟通协作5"

    assert await held.say("LiLei", "算了") == f"好的，什么也没有改变。\n{left}"
    assert await held.say("LiLei", "算了") == "好的，什么也没有改变。"
    assert await held.say("LiLei", "反馈 1 推荐 沟通协作5") == (
        "已记下（还没保存）：推荐 · 沟通协作 5\n"
        "#1 张三（后端工程师 · 一面）的“专业能力”打几分？请回复 1 到 5。\n"
        "之后是解决问题；也可以一起回复，例如：4 5"
    )
    await held.pass_time(minutes=30)
    answer = await held.say("LiLei", "4 3")
    assert answer is not None
    assert answer.endswith(left)
    assert await held.count("feedback") == 0


async def test_the_command_goes_on_with_the_draft_that_is_open(held: Town) -> None:
    await held.say("LiLei", "反馈 1")
    await held.say("LiLei", "推荐 4")

    assert await held.say("LiLei", "反馈 1 沟通9") == (
        "“沟通协作9”不是分数：每项是 1 到 5 的整数。这一句什么也没有记下。"
    )
    assert await held.say("LiLei", "反馈 沟通5 解决3 评语：基础扎实") == SAVED


async def test_single_values_are_changed_until_hr_closes_it(held: Town) -> None:
    await held.say("LiLei", "反馈 1 推荐 4 4 3")

    assert await held.say("LiLei", "反馈 1 沟通协作5") == SAVED.replace("\n评语：基础扎实", "")
    assert await held.say("LiLei", "反馈 1 评语：基础扎实") == SAVED
    assert await held.say("LiLei", "反馈 1 4") == (
        "不知道这 1 个分数分别是哪一项的，请连同名称写：专业能力、沟通协作、解决问题"
    )
    assert await held.say("LiLei", "反馈 1 评语：无") == SAVED.replace("\n评语：基础扎实", "")
    assert await held.say("WangFang", "关闭反馈 1") == (
        "已关闭 #1（张三）的反馈（1/2），不会再向面试官要。\n还没有给：韩梅梅"
    )
    closed = "#1 的反馈已由王芳关闭（11月25日 周三 15:30），不能再给或修改。需要补充请联系王芳。"
    assert await held.say("LiLei", "反馈 1 沟通协作1") == closed
    assert await held.say("HanMeimei", "反馈 1") == closed
    assert await held.say("ZhouMin", "feedback close 1") == closed
    assert await held.count("change", "what = 'feedback_closed'") == 1


async def test_closed_while_being_asked_ends_the_question(held: Town) -> None:
    await held.say("LiLei", "反馈 1 推荐")
    await held.say("WangFang", "关闭反馈 1")

    answer = await held.say("LiLei", "4 5 3")
    assert answer is not None
    assert answer.startswith("#1 的反馈已由王芳关闭")
    assert await held.count("person", "question IS NOT NULL") == 0
    assert await held.count("feedback") == 0


async def test_interviewers_read_the_others_only_after_giving_their_own(held: Town) -> None:
    await held.say("LiLei", EXAMPLE)

    assert await held.say("HanMeimei", "反馈 1") == ASKED
    assert await held.say("HanMeimei", "反馈 1 不推荐 2 2 1") == (
        "已保存对 #1 张三（后端工程师 · 一面）的反馈：\n不推荐 · 专业能力 2 · 沟通协作 2 · 解决问题 1\n"
        "HR 关闭之前都可以改，例如：反馈 1 评语：…\n看其他面试官的反馈：反馈 1"
    )
    assert await held.say("HanMeimei", "反馈 1") == (
        "#1 张三（后端工程师 · 一面）的反馈 2/2\n结论：推荐 1、不推荐 1\n"
        f"平均分：专业能力 3 · 沟通协作 3.5 · 解决问题 2\n{LI}\n{HAN}\n"
        "HR 关闭之前都可以改，例如：反馈 1 评语：…"
    )


async def test_hr_reads_all_of_it_at_any_time_and_who_is_missing(held: Town) -> None:
    assert await held.say("ZhouMin", "反馈 1") == (
        "#1 张三（后端工程师 · 一面）的反馈 0/2\n还没有给：李雷、韩梅梅\n"
        "反馈还可以修改；不再需要了请发：关闭反馈 1"
    )
    await held.say("LiLei", EXAMPLE)

    assert await held.say("ZhouMin", "反馈 1") == (
        f"#1 张三（后端工程师 · 一面）的反馈 1/2\n{LI}\n还没有给：韩梅梅\n"
        "反馈还可以修改；不再需要了请发：关闭反馈 1"
    )
    await held.pass_time(minutes=30)
    assert await held.say("ZhouMin", "反馈") == (
        "还缺反馈的面试：\n#1 张三 · 后端工程师 · 一面 · 反馈 1/2 · 缺韩梅梅"
    )
    shown = await held.say("ZhouMin", "详情 1")
    assert shown is not None
    assert "\n反馈 1/2（发“反馈 1”查看）\n记录：" in shown
    assert shown.endswith("\n11月25日 周三 15:30 李雷：给了反馈")
    assert await held.say("ZhouMin", "反馈 1 推荐 4 5 3") == (
        "#1 的反馈由面试官给：李雷、韩梅梅。要看已有的反馈，请发：反馈 1"
    )


async def test_candidates_and_strangers_never_hear_of_it(held: Town) -> None:
    await held.say("LiLei", EXAMPLE)

    for userid in ("zhangsan", "LaoWang"):
        assert await held.say(userid, "反馈 1") == UNKNOWN
        assert await held.say(userid, "反馈 1 推荐 4 5 3") == UNKNOWN
        assert await held.say(userid, "反馈") == (
            "没有等您给反馈的面试。要看或修改已经给的，请写编号，例如：反馈 12"
        )
    assert await held.say("zhangsan", "关闭反馈 1") == (
        "“关闭反馈”只有 HR 可以用。发“帮助”看看您可以说什么。"
    )
    for userid, sees in (("zhangsan", False), ("LiLei", True)):
        shown = await held.say(userid, "详情 1")
        assert shown is not None
        assert ("反馈" in shown) == sees
        assert "基础扎实" not in shown


async def test_a_candidate_who_is_hr_does_not_read_their_own(town: Town) -> None:
    await town.hello("WangFang", "ZhouMin", "LiLei")
    await town.say("WangFang", "安排 周敏(ZhouMin) | 招聘主管 | 李雷(LiLei) | 明天 15:00")
    await town.say("ZhouMin", "1")
    await town.pass_time(hours=30)
    await town.say("LiLei", "反馈 1 不推荐 1 1 1")

    assert await town.say("ZhouMin", "反馈 1") == UNKNOWN
    assert await town.say("ZhouMin", "关闭反馈 1") == UNKNOWN
    assert "反馈" not in (await town.say("ZhouMin", "详情 1") or "")


async def test_hr_on_the_panel_gives_theirs_before_reading_the_others(town: Town) -> None:
    await town.hello("WangFang", "zhangsan", "LiLei")
    await town.say("WangFang", "安排 张三(zhangsan) | 后端工程师 | 王芳、李雷(LiLei) | 明天 15:00")
    await town.say("zhangsan", "1")
    await town.pass_time(hours=30)
    await town.say("LiLei", EXAMPLE)
    await town.pushed("WangFang")

    assert await town.say("WangFang", "反馈 1") == ASKED
    await town.say("WangFang", "反馈 1 推荐 4 4 4")
    assert await town.say("WangFang", "反馈 1") == (
        "#1 张三（后端工程师 · 一面）的反馈 2/2\n结论：推荐 2\n"
        "平均分：专业能力 4 · 沟通协作 4.5 · 解决问题 3.5\n"
        f"王芳：推荐 · 专业能力 4 · 沟通协作 4 · 解决问题 4\n{LI}\n"
        "HR 关闭之前都可以改，例如：反馈 1 评语：…"
    )
    assert await town.pushed("WangFang") == []


async def test_feedback_is_given_on_what_has_begun_and_took_place(town: Town) -> None:
    await agree(town)

    assert await town.say("LiLei", EXAMPLE) == (
        "#1 还没开始（11月25日 周三 15:00–16:00），开始以后才能给反馈。"
    )
    assert await town.say("WangFang", "关闭反馈 1") == (
        "#1 还没开始（11月25日 周三 15:00–16:00），开始以后才能给反馈。"
    )
    await town.say("WangFang", "取消 1 停招")
    await town.pass_time(hours=29)
    assert await town.say("LiLei", EXAMPLE) == "#1 已取消，不需要反馈。"
    assert await town.say("WangFang", "反馈 1") == "#1 已取消，不需要反馈。"
    assert await town.say("LiLei", "反馈") == (
        "没有等您给反馈的面试。要看或修改已经给的，请写编号，例如：反馈 12"
    )
    await town.say("WangFang", "安排 李四 | 测试 | 李雷 | 周五 10:00")
    assert await town.say("WangFang", "反馈 2") == "#2 还没有定下时间，面试开始以后才能给反馈。"


async def test_with_several_the_bot_asks_which(held: Town) -> None:
    await held.say("WangFang", "安排 李四 | 测试 | 李雷 | 周四 10:00")
    await held.say("WangFang", "确认 2 1")
    await held.pass_time(hours=20)

    assert await held.say("LiLei", "反馈 推荐 4 5 3") == (
        "给哪一场的反馈？请回复编号：\n"
        "#1 张三 · 后端工程师 · 一面 · 11月25日 周三 15:00–16:00\n"
        "#2 李四 · 测试 · 一面 · 11月26日 周四 10:00–11:00"
    )
    answer = await held.say("LiLei", "2")
    assert answer is not None
    assert answer.startswith("已保存对 #2 李四（测试 · 一面）的反馈：\n推荐 · 专业能力 4")


async def test_criteria_are_those_of_the_position(make_town: MakeTown) -> None:
    town = await make_town(
        feedback={"criteria": {"": [], "后端工程师": ["编码", "系统设计", "系统思维"]}}
    )
    await take_place(town)

    assert await town.say("LiLei", "反馈 1 推荐 编码4 系统5") == (
        "“系统”可能是系统设计、系统思维，请写全。"
    )
    assert await town.say("LiLei", "反馈 1 推荐 编码4 系统思维5 系统设计3") == (
        "已保存对 #1 张三（后端工程师 · 一面）的反馈：\n推荐 · 编码 4 · 系统设计 3 · 系统思维 5\n"
        "HR 关闭之前都可以改，例如：反馈 1 评语：…"
    )
    await town.say("WangFang", "修改 1 岗位 司机")
    assert await town.say("HanMeimei", "反馈 1 推荐 4") == "这个岗位不打分。"
    assert await town.say("HanMeimei", "反馈 1 推荐") == (
        "已保存对 #1 张三（司机 · 一面）的反馈：\n推荐\n"
        "HR 关闭之前都可以改，例如：反馈 1 评语：…\n看其他面试官的反馈：反馈 1"
    )


async def test_hr_hears_once_when_all_are_in_and_shortly_what_changes_then(held: Town) -> None:
    await held.say("LiLei", EXAMPLE)
    await held.say("LiLei", "反馈 1 专业3")
    await held.say("LiLei", "反馈 1 专业4")
    assert await held.pushed("WangFang") == []

    await held.say("HanMeimei", "反馈 1 不推荐 2 2 1")
    assert await held.pushed("WangFang") == [
        "#1 张三（后端工程师 · 一面）的反馈齐了：\n结论：推荐 1、不推荐 1\n"
        f"平均分：专业能力 3 · 沟通协作 3.5 · 解决问题 2\n{LI}\n{HAN}\n"
        "反馈还可以修改；不再需要了请发：关闭反馈 1"
    ]
    await held.say("HanMeimei", "反馈 1 待定 沟通4 评语：再面一次")
    assert await held.pushed("WangFang") == [
        "韩梅梅修改了对 #1 张三（后端工程师 · 一面）的反馈：\n"
        "结论：不推荐 → 待定\n沟通协作：2 → 4\n评语：再面一次"
    ]
    await held.say("HanMeimei", "反馈 1 待定 沟通4 评语：再面一次")
    assert await held.pushed("WangFang") == []
    assert await held.pushed("LiLei") == []
    assert await held.pushed("zhangsan") == []


async def test_a_forgotten_candidates_feedback_loses_its_words_and_gets_no_new_ones(
    held: Town,
) -> None:
    await held.pass_time(hours=1)
    await held.say("LiLei", EXAMPLE)
    await held.say("HanMeimei", "反馈 1 推荐 评语：张三很好")
    await held.say("WangFang", "忘记 张三")
    answer = await held.say("WangFang", "是")

    assert answer is not None
    assert answer.startswith("已删除这位候选人的个人资料")
    assert await held.count("feedback", "comment = '' AND recommendation = 'yes'") == 1
    assert await held.count("person", "question IS NOT NULL") == 0
    assert await held.say("HanMeimei", "反馈 1 推荐 4 5 3") == (
        "#1 的候选人资料已经删除，只留下不具名的记录，不能再改。"
    )


async def test_a_question_mark_in_a_comment_is_the_comments(held: Town) -> None:
    answer = await held.say("LiLei", "反馈 1 推荐 4 5 3 评语：要不要再面一轮？")

    assert answer is not None
    assert "\n评语：要不要再面一轮？\n" in answer
    await held.say("LiLei", "反馈 1 不推荐？")
    assert await held.count("feedback", "recommendation = 'yes'") == 1


@pytest.mark.parametrize("said", ["我来填一下张三的反馈", "I'd like to submit feedback for 张三"])
async def test_free_text_begins_it(held: Town, said: str) -> None:
    assert await held.say("LiLei", said) == ASKED


async def test_scores_may_be_joined_by_and(held: Town) -> None:
    await held.say("LiLei", "language en")
    await held.say("LiLei", "feedback 1 yes")

    answer = await held.say("LiLei", "4, 5 and 3")
    assert answer is not None
    assert answer.startswith("So far (not saved yet): yes · 专业能力 4 · 沟通协作 5 · 解决问题 3\n")
    await held.say("LiLei", "and he is quick")
    assert "Comment: and he is quick" in (await held.say("LiLei", "feedback 1") or "")


async def test_what_was_said_is_changed_as_people_say_it(held: Town) -> None:
    town = held
    await town.say("LiLei", "反馈")
    await town.say("LiLei", "推荐 4")
    then = (
        "#1 张三（后端工程师 · 一面）的“沟通协作”打几分？请回复 1 到 5。\n"
        "之后是解决问题；也可以一起回复，例如：4 5"
    )

    assert await town.say("LiLei", "改成强烈推荐") == (
        f"已记下（还没保存）：强烈推荐 · 专业能力 4\n{then}"
    )
    assert await town.say("LiLei", "专业能力改成5，结论改为待定") == (
        f"已记下（还没保存）：待定 · 专业能力 5\n{then}"
    )
    await town.say("LiLei", "language en")
    await town.say("LiLei", "feedback 1 undecided 5")
    answer = await town.say("LiLei", "change it to yes")
    assert answer is not None
    assert answer.startswith("So far (not saved yet): yes · 专业能力 5\n")
