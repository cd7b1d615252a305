"""`安排` alone: the fields one by one, several at once, corrections, a summary and a yes."""

import pytest

from tests.town import Town


@pytest.fixture(autouse=True)
async def met(town: Town) -> None:
    await town.hello("WangFang", "LiLei", "HanMeimei", "LaoWang", "zhangsan")


HINT = "（可以一次说几项，说错了直接改；不安排了就发“算了”）"
SURE = "这样安排吗？请回复“是”；要改就直接说，例如：面试官改成韩梅梅；不安排了就发“算了”。"


async def test_the_fields_are_asked_for_one_by_one_and_what_is_known_is_shown(town: Town) -> None:
    assert await town.say("WangFang", "安排") == f"新的面试：\n候选人是谁？\n{HINT}"
    assert await town.say("WangFang", "赵六") == f"新的面试：\n候选人：赵六\n什么岗位？\n{HINT}"
    assert await town.say("WangFang", "后端工程师") == (
        "新的面试：\n候选人：赵六\n岗位：后端工程师\n谁来面？"
    )
    assert await town.say("WangFang", "李雷和韩梅梅") == (
        "新的面试：\n候选人：赵六\n岗位：后端工程师\n面试官：李雷、韩梅梅\n"
        "什么时间？可以给几个让候选人选，例如：明天 15:00；周五 10:00"
    )
    known = (
        "新的面试：\n候选人：赵六\n岗位：后端工程师\n面试官：李雷、韩梅梅\n"
        "时间：11月25日 周三 15:00–16:00、11月27日 周五 10:00–11:00\n"
    )
    assert await town.say("WangFang", "明天下午3点，周五10点") == (
        f"{known}在哪里？会议室或链接；没有就回复“跳过”。"
    )
    assert await town.say("WangFang", "好的") == (  # a yes names no place
        f"{known}在哪里？会议室或链接；没有就回复“跳过”。"
    )
    assert await town.say("WangFang", "1号会议室") == f"{known}地点：1号会议室\n{SURE}"
    answer = await town.say("WangFang", "是")
    assert answer is not None
    assert answer.startswith(
        "已安排 #1：赵六 · 后端工程师 · 一面\n面试官：李雷、韩梅梅\n可选时间：\n"
        "1. 11月25日 周三 15:00–16:00\n2. 11月27日 周五 10:00–11:00\n地点：1号会议室"
    )


async def test_several_at_once_and_corrections(town: Town) -> None:
    assert await town.say("WangFang", "约赵六明天下午4点面后端，李雷面") == (
        "新的面试：\n候选人：赵六\n岗位：后端\n面试官：李雷\n时间：11月25日 周三 16:00–17:00\n"
        "在哪里？会议室或链接；没有就回复“跳过”。"
    )
    assert await town.say("WangFang", "跳过") == (
        "新的面试：\n候选人：赵六\n岗位：后端\n面试官：李雷\n时间：11月25日 周三 16:00–17:00\n"
        f"{SURE}"
    )
    assert await town.say("WangFang", "面试官改成韩梅梅，时间改到周五上午10点") == (
        "新的面试：\n候选人：赵六\n岗位：后端\n面试官：韩梅梅\n时间：11月27日 周五 10:00–11:00\n"
        f"{SURE}"
    )
    assert await town.say("WangFang", "轮次改成二面") == (
        "新的面试：\n候选人：赵六\n岗位：后端\n轮次：二面\n面试官：韩梅梅\n"
        f"时间：11月27日 周五 10:00–11:00\n{SURE}"
    )
    assert await town.say("WangFang", "不") == (
        "要改什么？例如：时间改到周五 10:00；不安排了就发“算了”。"
    )
    assert await town.say("WangFang", "岗位是前端工程师") == (
        "新的面试：\n候选人：赵六\n岗位：前端工程师\n轮次：二面\n面试官：韩梅梅\n"
        f"时间：11月27日 周五 10:00–11:00\n{SURE}"
    )
    answer = await town.say("WangFang", "可以")
    assert answer is not None
    assert answer.startswith("已安排 #1：赵六 · 前端工程师 · 二面\n面试官：韩梅梅\n")


async def test_it_speaks_english(town: Town) -> None:
    await town.say("WangFang", "language en")

    assert await town.say("WangFang", "schedule") == (
        "A new interview:\nWho is the candidate?\n"
        '(several may be said at once and corrected; "never mind" ends it)'
    )
    assert await town.say("WangFang", "Tom Chen") == (
        "A new interview:\nCandidate: Tom Chen\nFor which position?\n"
        '(several may be said at once and corrected; "never mind" ends it)'
    )
    await town.say("WangFang", "backend engineer")
    await town.say("WangFang", "li lei and han meimei")
    await town.say("WangFang", "tomorrow at half past three")
    assert await town.say("WangFang", "skip") == (
        "A new interview:\nCandidate: Tom Chen\nPosition: backend engineer\nWith: 李雷, 韩梅梅\n"
        "Times: Wed 25 Nov 15:30–16:30\n"
        'Schedule it like this? Reply "yes", or say what to change, for example: interviewer is'
        ' 韩梅梅; "never mind" ends it.'
    )
    assert await town.say("WangFang", "change the time to friday 2pm") == (
        "A new interview:\nCandidate: Tom Chen\nPosition: backend engineer\nWith: 李雷, 韩梅梅\n"
        "Times: Fri 27 Nov 14:00–15:00\n"
        'Schedule it like this? Reply "yes", or say what to change, for example: interviewer is'
        ' 韩梅梅; "never mind" ends it.'
    )
    answer = await town.say("WangFang", "yes")
    assert answer is not None
    assert answer.startswith("Scheduled #1: Tom Chen · backend engineer · round 1\n")


async def test_what_cannot_be_is_refused_and_the_rest_stays(town: Town) -> None:
    await town.say("WangFang", "约赵六面后端")

    assert await town.say("WangFang", "莫名其") == (
        "没有找到面试官“莫名其”。请写成 莫名其(userid)，userid 是企业微信里的账号，例如 李雷(lilei)。"
    )
    await town.say("WangFang", "李雷")
    assert await town.say("WangFang", "周五") == (
        "“周五”是几点？请写清日期和几点，例如：明天 15:00。已经过去或不存在的时间不行。"
    )
    assert await town.say("WangFang", "昨天下午3点") == (
        "“昨天下午3点”是几点？请写清日期和几点，例如：明天 15:00。已经过去或不存在的时间不行。"
    )
    assert await town.say("WangFang", "周五 15:00") == (
        "新的面试：\n候选人：赵六\n岗位：后端\n面试官：李雷\n时间：11月27日 周五 15:00–16:00\n"
        "在哪里？会议室或链接；没有就回复“跳过”。"
    )


async def test_a_known_name_is_asked_about_and_can_be_corrected(town: Town) -> None:
    await town.say("WangFang", "约张三明天下午4点面后端，李雷面")
    await town.say("WangFang", "跳过")

    assert await town.say("WangFang", "是") == (
        "已经有叫“张三”的人：张三(zhangsan)。是其中一位就照样写；是另一个人，请写 张三(新)。"
    )
    assert await town.say("WangFang", "候选人是张三(zhangsan)") == (
        "新的面试：\n候选人：张三(zhangsan)\n岗位：后端\n面试官：李雷\n"
        f"时间：11月25日 周三 16:00–17:00\n{SURE}"
    )
    answer = await town.say("WangFang", "是")
    assert answer is not None
    assert answer.startswith("已安排 #1：张三 · 后端 · 一面")


async def test_never_mind_a_command_or_half_an_hour_ends_it(town: Town) -> None:
    await town.say("WangFang", "安排")
    assert await town.say("WangFang", "算了") == "好的，什么也没有改变。"
    assert "没看懂“赵六”" in (await town.say("WangFang", "赵六") or "")

    await town.say("WangFang", "安排")
    await town.pass_time(minutes=31)
    assert "没看懂“赵六”" in (await town.say("WangFang", "赵六") or "")
    assert await town.count("interview") == 0


async def test_only_hr_schedules(town: Town) -> None:
    assert await town.say("LiLei", "安排") == ("“安排”只有 HR 可以用。发“帮助”看看您可以说什么。")


async def test_what_is_not_understood_at_the_summary_changes_nothing_and_is_asked_about(
    town: Town,
) -> None:
    await town.say("WangFang", "约赵六明天下午4点面后端，李雷面")
    await town.say("WangFang", "跳过")

    for said in ("哈哈哈", "张一山", "是张一山", "韩梅梅", "换个时间", "换面试官"):
        assert await town.say("WangFang", said) == (
            f"没看懂“{said}”，还没有安排。就这样安排请回复“是”；要改请写明改哪一项，例如：面试官改成"
            "韩梅梅、时间改到周五 10:00；不安排了就发“算了”。"
        )
    assert await town.count("inbox", "command = '?'") == 6
    summary = "新的面试：\n候选人：赵六\n岗位：后端\n面试官：老王\n时间：11月25日 周三"
    assert await town.say("WangFang", "面式官换成老王") == f"{summary} 16:00–17:00\n{SURE}"
    assert await town.say("WangFang", "45分钟") == f"{summary} 16:00–16:45\n{SURE}"
    answer = await town.say("WangFang", "是")
    assert answer is not None
    assert answer.startswith("已安排 #1：赵六 · 后端 · 一面\n面试官：老王\n")


async def test_a_stray_word_is_no_yes_in_english_either_but_a_slip_of_it_is(town: Town) -> None:
    await town.say("WangFang", "language en")
    await town.say("WangFang", "schedule")
    for said in ("Tom Chen", "backend engineer", "li lei", "tomorrow at 3pm", "skip"):
        await town.say("WangFang", said)

    for said in ("yews", "Bob Smith", "reschedule"):
        assert await town.say("WangFang", said) == (
            f'I did not understand "{said}"; nothing is scheduled yet. Reply "yes" to schedule it like'
            " this, or say what to change, for example: interviewer is 韩梅梅, or: time is friday 10:00;"
            ' "never mind" ends it.'
        )
    answer = await town.say("WangFang", "yse")
    assert answer is not None
    assert answer.startswith("Scheduled #1: Tom Chen · backend engineer · round 1\n")


SUMMARY = (
    "新的面试：\n候选人：张三(zhangsan)\n岗位：{position}\n面试官：{panel}\n时间：{when}\n" + SURE
)
FRIDAY = "11月27日 周五 10:00–11:00"


async def test_an_account_said_with_the_name_stays_with_it(town: Town) -> None:
    await town.say("WangFang", "安排")

    assert await town.say("WangFang", "张三(zhangsan)，后端，李雷面，周五10点，没有地点") == (
        "新的面试：\n候选人：张三(zhangsan)\n岗位：后端\n面试官：李雷\n"
        f"时间：{FRIDAY}\n在哪里？会议室或链接；没有就回复“跳过”。"
    )
    await town.say("WangFang", "跳过")
    answer = await town.say("WangFang", "是")
    assert answer is not None
    assert answer.startswith("已安排 #1：张三 · 后端 · 一面\n")


async def test_a_name_is_said_again_with_its_account_whatever_is_asked_for(town: Town) -> None:
    await town.say("WangFang", "安排")
    await town.say("WangFang", "张三")

    assert await town.say("WangFang", "张三（zhangsan）") == (
        "新的面试：\n候选人：张三（zhangsan）\n什么岗位？\n"
        "（可以一次说几项，说错了直接改；不安排了就发“算了”）"
    )
    for said in ("后端", "李雷", "周五10点", "跳过", "候选人是张三", "是"):
        answer = await town.say("WangFang", said)
    assert answer == (
        "已经有叫“张三”的人：张三(zhangsan)。是其中一位就照样写；是另一个人，请写 张三(新)。"
    )
    assert await town.say("WangFang", "张三(zhangsan)") == SUMMARY.format(
        position="后端", panel="李雷", when=FRIDAY
    )


@pytest.mark.parametrize(
    ("said", "position", "panel", "when"),
    [
        ("不对，改成周五下午四点", "后端", "李雷", "11月27日 周五 16:00–17:00"),
        ("不，面试官是韩梅梅", "后端", "韩梅梅", FRIDAY),
        ("no, make it Thursday 10am", "后端", "李雷", "11月26日 周四 10:00–11:00"),
        ("岗位错了，是前端", "前端", "李雷", FRIDAY),
        ("the position is wrong, it should be frontend", "frontend", "李雷", FRIDAY),
        ("面试官再加一个韩梅梅", "后端", "李雷、韩梅梅", FRIDAY),
        ("add Han Meimei and LaoWang", "后端", "李雷、韩梅梅、老王", FRIDAY),
    ],
)
async def test_a_correction_is_understood_at_the_summary(
    town: Town, said: str, position: str, panel: str, when: str
) -> None:
    await town.hello("HanMeimei", "LaoWang", "LiLei")
    await town.say("WangFang", "安排")
    await town.say("WangFang", "张三(zhangsan)，后端，李雷面，周五10点")
    await town.say("WangFang", "跳过")

    assert await town.say("WangFang", said) == SUMMARY.format(
        position=position, panel=panel, when=when
    )


async def test_who_is_taken_off_leaves_the_others_or_the_question(town: Town) -> None:
    await town.hello("HanMeimei", "LiLei")
    await town.say("WangFang", "安排")
    await town.say("WangFang", "张三(zhangsan)，后端，李雷和韩梅梅面，周五10点")
    await town.say("WangFang", "跳过")

    assert await town.say("WangFang", "去掉李雷") == SUMMARY.format(
        position="后端", panel="韩梅梅", when=FRIDAY
    )
    assert await town.say("WangFang", "remove Han Meimei") == (
        f"新的面试：\n候选人：张三(zhangsan)\n岗位：后端\n时间：{FRIDAY}\n谁来面？"
    )


async def test_times_are_left_to_the_bot_in_a_sentence(town: Town) -> None:
    assert await town.say("WangFang", "自动安排赵六面测试，韩梅梅，下周") == (
        "新的面试：\n候选人：赵六\n岗位：测试\n面试官：韩梅梅\n"
        "时间：由我找 3 个大家都有空的，11月30日 周一–12月6日 周日\n"
        "在哪里？会议室或链接；没有就回复“跳过”。"
    )
    assert await town.say("WangFang", "跳过") == (
        "新的面试：\n候选人：赵六\n岗位：测试\n面试官：韩梅梅\n"
        "时间：由我找 3 个大家都有空的，11月30日 周一–12月6日 周日\n"
        "这样安排吗？请回复“是”；要改就直接说，例如：面试官改成韩梅梅；不安排了就发“算了”。"
    )
    answer = await town.say("WangFang", "是")
    assert answer is not None
    assert answer.startswith(
        "已安排 #1：赵六 · 测试 · 一面\n面试官：韩梅梅\n可选时间：\n1. 11月30日 周一 09:00–10:00\n"
        "2. 12月1日 周二 09:00–10:00\n3. 12月2日 周三 09:00–10:00\n"
    )


@pytest.mark.parametrize(
    ("said", "times"),
    [
        ("帮我自动约赵六，岗位后端，李雷面", "由我找 3 个大家都有空的，尽快"),
        (
            "自动安排赵六面测试，韩梅梅，30分钟，周五，2个时间",
            "由我找 2 个大家都有空的（30 分钟），11月27日 周五",
        ),
        ("安排赵六面自动化测试，韩梅梅，周三15:00", "11月25日 周三 15:00–16:00"),
    ],
)
async def test_how_many_how_long_and_when_they_are_looked_for(
    town: Town, said: str, times: str
) -> None:
    answer = await town.say("WangFang", said)

    assert answer is not None
    assert f"\n时间：{times}\n" in answer


async def test_left_to_the_bot_in_english(town: Town) -> None:
    await town.say("WangFang", "language en")

    assert await town.say("WangFang", "auto-schedule 赵六 for QA with 韩梅梅 next week") == (
        "A new interview:\nCandidate: 赵六\nPosition: QA\nWith: 韩梅梅\n"
        "Times: 3 that I find, when everybody can: Mon 30 Nov–Sun 6 Dec\n"
        'Where? A room or a link; reply "skip" if there is none.'
    )
    await town.say("WangFang", "skip")
    answer = await town.say("WangFang", "yes")
    assert answer is not None
    assert answer.startswith(
        "Scheduled #1: 赵六 · QA · round 1\nWith: 韩梅梅\nTimes offered:\n1. Mon 30 Nov 09:00–10:00\n"
    )


async def test_a_place_that_begins_like_a_command_is_a_place(town: Town) -> None:
    await town.hello("WangFang", "LiLei")
    await town.say("WangFang", "language en")
    await town.say("WangFang", "schedule")
    await town.say("WangFang", "赵六(新), QA, 李雷, friday 9:30")

    assert await town.say("WangFang", "Room 5") == (
        "A new interview:\nCandidate: 赵六(新)\nPosition: QA\nWith: 李雷\n"
        "Times: Fri 27 Nov 09:30–10:30\nPlace: Room 5\n"
        'Schedule it like this? Reply "yes", or say what to change, for example: interviewer is 韩梅梅;'
        ' "never mind" ends it.'
    )


async def test_what_a_correction_leaves_out_stays_as_it_was(town: Town) -> None:
    await town.say("WangFang", "帮我约赵六下周一下午3点面后端，李雷面")

    def known(time: str) -> str:
        return f"新的面试：\n候选人：赵六\n岗位：后端\n面试官：李雷\n时间：{time}\n"

    place = "在哪里？会议室或链接；没有就回复“跳过”。"
    assert await town.say("WangFang", "不，改成4点") == (
        f"{known('11月30日 周一 16:00–17:00')}{place}"
    )
    assert await town.say("WangFang", "45分钟") == f"{known('11月30日 周一 16:00–16:45')}{place}"
    assert (
        await town.say("WangFang", "不对，周五") == f"{known('11月27日 周五 16:00–16:45')}{place}"
    )
    assert await town.say("WangFang", "时间改到下周二") == (
        f"{known('12月1日 周二 16:00–16:45')}{place}"
    )
    await town.say("WangFang", "跳过")
    assert await town.say("WangFang", "改成5点，一个小时") == (
        f"{known('12月1日 周二 17:00–18:00')}{SURE}"
    )
    assert await town.say("WangFang", "不对，周二上午") == (
        "“不对，周二上午”是几点？请写清日期和几点，例如：明天 15:00。已经过去或不存在的时间不行。"
    )
    assert await town.say("WangFang", "10点半") == f"{known('12月1日 周二 10:30–11:30')}{SURE}"


async def test_what_a_correction_leaves_out_stays_as_it_was_in_english(town: Town) -> None:
    await town.say("WangFang", "language en")
    await town.say("WangFang", "schedule Tom Chen for backend engineer with lilei next monday 10am")

    known = "A new interview:\nCandidate: Tom Chen\nPosition: backend engineer\nWith: 李雷\nTimes: "
    place = '\nWhere? A room or a link; reply "skip" if there is none.'
    assert await town.say("WangFang", "no, 11am") == f"{known}Mon 30 Nov 11:00–12:00{place}"
    assert await town.say("WangFang", "no, make it Friday") == (
        f"{known}Fri 27 Nov 11:00–12:00{place}"
    )
    assert await town.say("WangFang", "45 minutes") == f"{known}Fri 27 Nov 11:00–11:45{place}"


async def test_a_day_without_its_hour_is_kept_until_the_hour_is_said(town: Town) -> None:
    which = "是几点？请写清日期和几点，例如：明天 15:00。已经过去或不存在的时间不行。"
    assert await town.say("WangFang", "约赵六明天面后端，李雷面") == (
        f"新的面试：\n候选人：赵六\n岗位：后端\n面试官：李雷\n“约赵六明天面后端，李雷面”{which}"
    )
    assert await town.say("WangFang", "下午3点") == (
        "新的面试：\n候选人：赵六\n岗位：后端\n面试官：李雷\n时间：11月25日 周三 15:00–16:00\n"
        "在哪里？会议室或链接；没有就回复“跳过”。"
    )


async def test_the_words_for_a_day_are_a_day_where_one_is_asked_for(town: Town) -> None:
    await town.say("WangFang", "约赵六面后端，李雷面")

    assert await town.say("WangFang", "明天") == (
        "“明天”是几点？请写清日期和几点，例如：明天 15:00。已经过去或不存在的时间不行。"
    )
    assert await town.say("WangFang", "10点和15点") == (
        "新的面试：\n候选人：赵六\n岗位：后端\n面试官：李雷\n"
        "时间：11月25日 周三 10:00–11:00、11月25日 周三 15:00–16:00\n"
        "在哪里？会议室或链接；没有就回复“跳过”。"
    )
    assert await town.say("WangFang", "明天") == "明天（11月25日 周三）没有面试。\n之后也没有安排。"
