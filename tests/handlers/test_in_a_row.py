"""`连面 … | 李雷 > 韩梅梅 > 老王 | …`: several rounds in a row, confirmed together or not at all."""

import asyncio
from datetime import timedelta

import pytest

from tests.town import Town

EVERYONE = ("WangFang", "ZhouMin", "zhangsan", "LiLei", "HanMeimei", "LaoWang")
ROUNDS = (
    "#1 一面 11月27日 周五 14:00–15:00 李雷\n"
    "#2 二面 11月27日 周五 15:00–16:00 韩梅梅\n"
    "#3 三面 11月27日 周五 16:00–17:00 老王"
)
CONFIRMED = (
    f"面试已确认：后端，连续 3 轮\n{ROUNDS}\n地点：1号会议室\n"
    "联系人：王芳。想改时间请回复“改期”和您方便的时间，不能来请回复“取消 原因”，会晚到请回复“迟到 10”。"
)


async def hushed(town: Town) -> None:
    """Everybody has read what they were sent."""
    for userid in EVERYONE:
        await town.pushed(userid)


async def statuses(town: Town) -> list[str]:
    """Of all interviews, in the order of their numbers."""
    async with town.connection() as connection:
        rows = await connection.fetch("SELECT status FROM interview ORDER BY id")
    return [row["status"] for row in rows]


@pytest.fixture(autouse=True)
async def proposed(town: Town) -> None:
    await town.hello(*EVERYONE)
    assert await town.say(
        "WangFang",
        "连面 张三(zhangsan) | 后端 | 李雷 > 韩梅梅 ＞ 老王 | 周五 14:00；下周一 9:00 | 1号会议室",
    ) == (
        "已安排连续 3 轮面试：张三 · 后端\n#1 一面 李雷\n#2 二面 韩梅梅\n#3 三面 老王\n可选时间：\n"
        "1. 11月27日 周五 14:00–17:00\n2. 11月30日 周一 09:00–12:00\n地点：1号会议室\n"
        "已发给张三，等待确认。"
    )


async def test_the_candidate_gets_one_offer_of_the_whole(town: Town) -> None:
    assert await town.pushed("zhangsan") == [
        (
            "张三，您好！王芳邀请您参加连续的 3 轮面试：\n"
            "后端 · 一面、二面、三面（#1、#2、#3）\n可选时间：\n"
            "1. 11月27日 周五 14:00–17:00\n2. 11月30日 周一 09:00–12:00\n地点：1号会议室\n"
            "请回复时间前的数字确认，例如 1；都不合适请回复“都不行”，也可以附上您方便的时间。\n"
            "这些时间为您保留到 11月26日 周四 10:00。"
        )
    ]
    assert await town.count("interview", "series_id = 1") == 3
    assert await town.count("booking") == 3 * 2 * 3


@pytest.mark.parametrize("written", ["1", "确认 1", "确认 2 1"])
async def test_one_answer_confirms_all_and_each_hears_of_their_own(
    town: Town, written: str
) -> None:
    await hushed(town)

    assert await town.say("zhangsan", written) == CONFIRMED
    assert await statuses(town) == ["confirmed"] * 3
    assert await town.pushed("zhangsan") == []
    assert await town.pushed("WangFang") == [
        f"张三确认了连面：张三 · 后端\n{ROUNDS}\n地点：1号会议室"
    ]
    assert await town.pushed("HanMeimei") == [
        (
            "您有一场面试 #2：张三 · 后端 · 二面\n时间：11月27日 周五 15:00–16:00\n"
            "地点：1号会议室\n能参加请回复“接受 2”，不能参加请回复“拒绝 2 原因”。"
        )
    ]
    assert await town.count("booking") == 9


async def test_hr_confirms_on_behalf(town: Town) -> None:
    await hushed(town)

    assert await town.say("ZhouMin", "确认 3 1") == (
        f"已替张三确认连面：\n{ROUNDS}\n地点：1号会议室"
    )
    assert await town.pushed("zhangsan") == [CONFIRMED]
    assert await town.say("ZhouMin", "确认 3 1") == ("#3 之前已经确认了：11月27日 周五 16:00–17:00")


async def test_where_a_round_is_elsewhere_or_for_something_else_each_says_so(town: Town) -> None:
    await town.say("WangFang", "修改 2 地点 天台")
    await town.say("WangFang", "修改 3 岗位 前端")

    confirmed = await town.say("zhangsan", "1")

    assert confirmed is not None
    assert confirmed.startswith("面试已确认：#1 后端、#2 后端、#3 前端，连续 3 轮\n")
    assert "\n地点：#1 1号会议室、#2 天台、#3 1号会议室\n" in confirmed


async def test_all_are_told_of_though_the_first_is_called_off_right_after(town: Town) -> None:
    await hushed(town)
    await town.say("WangFang", "确认 1 1")
    await town.say("WangFang", "取消 1 停招")

    [confirmed, called_off] = await town.pushed("zhangsan")

    assert confirmed == CONFIRMED
    assert called_off.startswith("张三，您好！很抱歉，您的面试已取消：后端 · 一面（#1）")


async def test_hr_who_interviews_in_one_of_them_hears_of_it_once(town: Town) -> None:
    await town.say("ZhouMin", "连面 张三(zhangsan) | 前端 | 李雷 > 周敏 | 周四 9:00")
    await hushed(town)

    await town.say("zhangsan", "4 1")
    await town.say("zhangsan", "取消 4 不想去了")

    [confirmed, cancelled] = await town.pushed("ZhouMin")
    assert confirmed.startswith("张三确认了连面：张三 · 前端\n#4 ")
    assert cancelled.startswith("张三取消了连面：张三 · 前端\n#4 ")


async def test_times_that_are_not_kept_any_more_are_not_offered(town: Town) -> None:
    town.clock.advance(timedelta(days=2))

    assert await town.pushed("zhangsan") == []


async def test_declining_frees_all_and_other_times_are_offered_for_all(town: Town) -> None:
    await hushed(town)

    assert await town.say("zhangsan", "都不行 只有周四有空") == (
        "好的，已转告王芳，会再和您商量别的时间。"
    )
    assert await town.pushed("WangFang") == [
        (
            "张三：#1（后端 · 一面）的时间都不合适：\n"
            "1. 11月27日 周五 14:00–17:00\n2. 11月30日 周一 09:00–12:00\n留言：只有周四有空\n"
            "再提供时间请发：提供 1 明天 15:00；后天 10:00"
        )
    ]
    assert await town.count("booking") == 0
    assert await town.say("WangFang", "提供 2 周四 14:00") == (
        "#1 现在可选：\n3. 11月26日 周四 14:00–17:00\n已发给张三。"
    )
    [offer] = await town.pushed("zhangsan")
    assert "\n3. 11月26日 周四 14:00–17:00\n" in offer
    answer = await town.say("zhangsan", "可以")
    assert answer is not None
    assert answer.startswith(
        "面试已确认：后端，连续 3 轮\n#1 一面 11月26日 周四 14:00–15:00 李雷\n"
    )


async def test_a_clash_in_one_round_creates_none(town: Town) -> None:
    assert await town.say(
        "WangFang", "连面 李四(lisi) | 前端 | 老王 > 韩梅梅 | 周五 14:00-15:00"
    ) == (
        "时间冲突，没有做任何改动：\n"
        "韩梅梅 11月27日 周五 15:00–16:00 已有 #2（张三 · 后端 · 二面）\n请换一个时间重发。"
    )
    assert await town.count("interview") == 3


async def test_nobody_answers_and_hr_hears_it_once(town: Town) -> None:
    await hushed(town)

    await town.pass_time(hours=48)

    lapsed = [text for text in await town.pushed("WangFang") if "没有答复" in text]
    assert lapsed == [
        (
            "张三没有答复，#1（后端 · 一面）的这些时间不再保留：\n"
            "1. 11月27日 周五 14:00–17:00\n2. 11月30日 周一 09:00–12:00\n"
            "再提供时间请发：提供 1 明天 15:00；后天 10:00"
        )
    ]
    assert await town.count("booking") == 0
    assert await town.say("zhangsan", "1") == (
        "时间 1（11月27日 周五 14:00–17:00）的保留时间已过。\n现在没有可选的时间，请联系王芳。"
    )


async def test_the_candidate_cancels_the_whole_and_hr_one_round_alone(town: Town) -> None:
    await town.say("zhangsan", "1")
    await town.say("WangFang", "取消 2 韩梅梅出差")
    assert await statuses(town) == ["confirmed", "cancelled", "confirmed"]
    await hushed(town)

    assert await town.say("zhangsan", "取消 3 身体不舒服") == (
        "连续的几轮面试一起取消了：#1、#3。相关的人会收到通知和原因。"
    )
    assert await statuses(town) == ["cancelled"] * 3
    assert await town.pushed("WangFang") == [
        (
            "张三取消了连面：张三 · 后端\n#1 一面 11月27日 周五 14:00–15:00 李雷\n"
            "#3 三面 11月27日 周五 16:00–17:00 老王\n原因：身体不舒服"
        )
    ]
    assert len(await town.pushed("LiLei")) == len(await town.pushed("LaoWang")) == 1
    assert await town.pushed("HanMeimei") == []
    assert await town.count("booking") == 0


async def test_one_round_has_no_times_of_its_own_until_all_are_confirmed(town: Town) -> None:
    part = "#2 是连面的一部分，要和其他几轮一起确认。要换别的时间请发：提供 2 周五 14:00"
    assert await town.say("WangFang", "改到 2 周四 10:00") == part
    assert await town.say("WangFang", "改到 2 周四 10:00!") == part
    await town.say("zhangsan", "1")
    assert await town.say("WangFang", "改到 2 周四 10:00!") == (
        "#2（张三）改到 11月26日 周四 10:00–11:00，相关的人会收到通知。"
    )
    assert await statuses(town) == ["confirmed"] * 3


async def test_a_longer_time_is_divided(town: Town) -> None:
    assert await town.say(
        "WangFang", "rounds 李四(lisi) | 前端 | 李雷、韩梅梅 > 老王 | 周四 14:00-15:30"
    ) == (
        "已安排连续 2 轮面试：李四 · 前端\n#4 一面 李雷、韩梅梅\n#5 二面 老王\n可选时间：\n"
        "1. 11月26日 周四 14:00–15:30\n已发给李四，等待确认。"
    )
    assert await town.count("slot", "ends_at - starts_at = interval '45 minutes'") == 2
    assert await town.say("WangFang", "连面 王五 | 前端 | 李雷 > 老王 | 下周二 14:00-14:15") == (
        "这段时间分成 2 轮太短了，请写开始时间（每轮 60 分钟）或者更长的一段。"
    )
    assert await town.say("WangFang", "连面 王五 | 前端 | 李雷 | 下周二 14:00") == (
        "连面要有 2 到 8 轮，用 > 隔开每一轮的面试官，例如：李雷 > 韩梅梅 > 老王"
    )
    assert await town.count("interview") == 5


async def test_confirming_declining_and_cancelling_at_once_have_one_outcome(town: Town) -> None:
    for turn in range(4):
        numbers = [await town.count("interview") - n for n in (2, 1, 0)]
        answers = await asyncio.gather(
            town.say("zhangsan", f"{numbers[0]} 1"),
            town.say("WangFang", f"确认 {numbers[2]} 2"),
            town.say("ZhouMin", f"确认 {numbers[1]} 1"),
        )
        assert None not in answers
        confirmed = await town.count("interview", f"id >= {numbers[0]} AND status = 'confirmed'")
        assert confirmed == 3
        assert (
            await town.count(
                "(SELECT DISTINCT number FROM slot WHERE state = 'taken'"
                f" AND interview_id >= {numbers[0]}) AS taken"
            )
            == 1
        )
        await town.say("zhangsan", f"取消 {numbers[1]} 清场")
        assert await town.count("booking") == 0
        await town.say(
            "WangFang",
            f"连面 张三(zhangsan) | 后端 | 李雷 > 韩梅梅 > 老王 | 周五 {9 + turn}:00；下周一 9:00",
        )


async def test_in_english(town: Town) -> None:
    await hushed(town)
    for userid in ("WangFang", "zhangsan"):
        await town.say(userid, "language en")

    await town.say("WangFang", "offer 1 thursday 14:00")
    [offer] = await town.pushed("zhangsan")
    assert offer == (
        "Hello 张三, 王芳 invites you to 3 interviews in a row:\n"
        "后端 · round 1, round 2, round 3 (#1, #2, #3)\nPlease choose a time:\n"
        "1. Fri 27 Nov 14:00–17:00\n2. Mon 30 Nov 09:00–12:00\n3. Thu 26 Nov 14:00–17:00\n"
        "Place: 1号会议室\nPlease reply with the number of a time, for example 1; if none suits you,"
        ' reply "none", and say when you could.\nThe times are kept for you until Thu 26 Nov 10:00.'
    )
    assert await town.say("zhangsan", "3") == (
        "Your interviews are confirmed: 后端, 3 in a row\n"
        "#1 round 1 Thu 26 Nov 14:00–15:00 李雷\n#2 round 2 Thu 26 Nov 15:00–16:00 韩梅梅\n"
        "#3 round 3 Thu 26 Nov 16:00–17:00 老王\nPlace: 1号会议室\n"
        'Contact: 王芳. For another time, reply "reschedule" and when you could; if you cannot come,'
        ' "cancel" and why; if you will be late, "late 10".'
    )


async def test_a_round_without_an_interviewer_is_told_without_one(town: Town) -> None:
    await town.say("zhangsan", "1")
    await town.say("LiLei", "拒绝 1")
    await hushed(town)

    await town.say("zhangsan", "取消 1 生病了")
    assert await town.pushed("WangFang") == [
        "张三取消了连面：张三 · 后端\n#1 一面 11月27日 周五 14:00–15:00\n"
        "#2 二面 11月27日 周五 15:00–16:00 韩梅梅\n#3 三面 11月27日 周五 16:00–17:00 老王\n原因：生病了"
    ]


async def test_a_round_that_has_begun_stays_when_the_others_are_called_off(town: Town) -> None:
    await town.say("zhangsan", "1")
    await town.say("WangFang", "改到 3 12-02 9:00!")
    await town.pass_time(hours=76, minutes=30)  # the first is under way

    assert await town.say("WangFang", "取消 1 停电了") == (
        "#1 已经开始（11月27日 周五 14:00–15:00），不能再取消。\n面过了请发：完成 1\n"
        "有人没来请发：未到 1 候选人 或 未到 1 面试官\n"
        "因别的原因没面成（比如停电）：未到 1 面试官，然后发 再约 1 | 面试官 | 时间"
    )
    assert await town.say("zhangsan", "取消 1 不想去了") == (
        "#1 已经开始（11月27日 周五 14:00–15:00），不能再取消。请联系王芳。"
    )
    await town.say("WangFang", "取消 2 停电了")
    assert await town.say("zhangsan", "取消 3 不想去了") == (
        "已取消 #3（张三），相关的人会收到通知和原因。"
    )
    assert await statuses(town) == ["confirmed", "cancelled", "cancelled"]


async def test_all_rounds_are_cancelled_without_asking_which(town: Town) -> None:
    await town.say("zhangsan", "1")
    await town.say("zhangsan", "language en")

    assert await town.say("zhangsan", "cancel I am ill") == (
        "The interviews in a row are cancelled together: #1, #2, #3; everyone concerned is told, with the"
        " reason."
    )
    assert await statuses(town) == ["cancelled", "cancelled", "cancelled"]


OFF = "张三，您好！很抱歉，您的面试已取消：后端 · {round}（#{number}）\n"
CHOOSE = "请回复时间前的数字确认，例如 1；都不合适请回复“都不行”，也可以附上您方便的时间。"


async def test_one_round_on_offer_is_called_off_and_the_candidate_hears_what_is_left(
    town: Town,
) -> None:
    await hushed(town)

    await town.say("WangFang", "取消 2 韩梅梅出差")

    kept = "这些时间为您保留到 11月26日 周四 10:00。\n如有疑问，请联系王芳。"
    assert await town.pushed("zhangsan") == [
        OFF.format(round="二面", number=2) + "原因：韩梅梅出差\n"
        "其余的还在等您选时间：\n#1 一面 李雷\n#3 三面 老王\n"
        "1. 11月27日 周五 14:00–15:00、11月27日 周五 16:00–17:00\n"
        f"2. 11月30日 周一 09:00–10:00、11月30日 周一 11:00–12:00\n{CHOOSE}\n{kept}"
    ]

    await town.say("WangFang", "取消 1 停招")

    assert await town.pushed("zhangsan") == [
        OFF.format(round="一面", number=1) + "原因：停招\n"
        "其余的还在等您选时间：\n#3 三面 老王\n1. 11月27日 周五 16:00–17:00\n"
        f"2. 11月30日 周一 11:00–12:00\n{CHOOSE}\n{kept}"
    ]
    assert await town.say("zhangsan", "1") == (
        "面试已确认：后端 · 三面（#3）\n时间：11月27日 周五 16:00–17:00\n地点：1号会议室\n面试官：老王\n"
        "联系人：王芳。想改时间请回复“改期”和您方便的时间，不能来请回复“取消 原因”，"
        "会晚到请回复“迟到 10”。"
    )
    assert await town.pushed("WangFang") == [
        "张三确认了 #3：张三 · 后端 · 三面\n时间：11月27日 周五 16:00–17:00\n地点：1号会议室"
    ]


async def test_the_last_round_on_offer_takes_the_whole_offer_along(town: Town) -> None:
    await town.say("WangFang", "取消 1 停招")
    await town.say("WangFang", "取消 2 停招")
    await hushed(town)

    await town.say("WangFang", "取消 3 停招")

    assert await town.pushed("zhangsan") == [
        OFF.format(round="三面", number=3) + "原因：停招\n"
        "连续的几轮都取消了，之前的时间不用再选。\n如有疑问，请联系王芳。"
    ]
    assert await town.say("zhangsan", "1") == (
        "您现在没有待确认的面试时间。发“今天”或“本周”查看已有的面试。"
    )


async def test_without_open_times_the_rounds_that_are_left_are_told(town: Town) -> None:
    await town.say("zhangsan", "都不行")
    await hushed(town)

    await town.say("WangFang", "取消 3 停招")

    assert await town.pushed("zhangsan") == [
        OFF.format(round="三面", number=3) + "原因：停招\n"
        "其余的还要面，有可选的时间会再发给您：\n#1 一面 李雷\n#2 二面 韩梅梅\n如有疑问，请联系王芳。"
    ]


async def test_of_agreed_rounds_those_that_stand_are_told_too(town: Town) -> None:
    await town.say("zhangsan", "1")
    await town.say("zhangsan", "language en")
    await hushed(town)

    await town.say("WangFang", "取消 2 韩梅梅出差")

    assert await town.pushed("zhangsan") == [
        "Hello 张三, we are sorry: your interview has been cancelled: 后端 · round 2 (#2)\n"
        "It was to be: Fri 27 Nov 15:00–16:00\nReason: 韩梅梅出差\n"
        "What is left stands:\n#1 round 1 Fri 27 Nov 14:00–15:00 李雷\n"
        "#3 round 3 Fri 27 Nov 16:00–17:00 老王\nIf you have questions, please ask 王芳."
    ]


async def test_rounds_right_after_one_another_are_no_reason_to_warn(town: Town) -> None:
    answer = await town.say(
        "WangFang",
        "连面 李四(lisi) | 后端工程师 | 李雷、韩梅梅 > 李雷 > 韩梅梅、李雷 > 老王 |"
        " 周四 9:00；下周二 13:00；12月2日 13:30 | 1号会议室",
    )

    assert answer == (
        "已安排连续 4 轮面试：李四 · 后端工程师\n#4 一面 李雷、韩梅梅\n#5 二面 李雷\n"
        "#6 三面 韩梅梅、李雷\n#7 四面 老王\n可选时间：\n1. 11月26日 周四 09:00–13:00\n"
        "2. 12月1日 周二 13:00–17:00\n3. 12月2日 周三 13:30–17:30\n地点：1号会议室\n"
        "已发给李四，等待确认。\n注意：老王 11月26日 周四 12:00–13:00 午休"
    )
    assert await town.say("WangFang", "连面 赵六 | 前端 | 周敏(ZhouMin) > 周敏 | 周六 13:00") == (
        "已安排连续 2 轮面试：赵六 · 前端\n#8 一面 周敏\n#9 二面 周敏\n可选时间：\n"
        "1. 11月28日 周六 13:00–15:00\n注意：周敏 11月28日 周六 不上班\n"
        "赵六还不能直接收到消息，请把下面这段转给对方：\n"
        "赵六，您好！王芳邀请您参加连续的 2 轮面试：\n前端 · 一面、二面（#8、#9）\n可选时间：\n"
        "1. 11月28日 周六 13:00–15:00\n"
        "方便的话请回复 1 或“可以”；不合适请回复“都不行”，也可以附上您方便的时间。\n"
        "这个时间为您保留到 11月26日 周四 10:00。"
    )
    # Another interview so close is one, still.
    close = await town.say("WangFang", "安排 王五 | 测试 | 李雷 | 下周二 16:00")
    assert close is not None
    assert "\n注意：李雷 12月1日 周二 15:00–16:00 有 #6，前后要留 15 分钟\n" in close


async def test_a_long_row_is_answered_in_one_message(town: Town) -> None:
    answer = await town.say(
        "WangFang",
        "rounds 李四(lisi) | 资深后端开发工程师（支付方向） | 李雷、韩梅梅、老王 > 李雷、韩梅梅、老王 >"
        " 李雷、韩梅梅、老王 > 李雷、韩梅梅、老王 > 周敏(ZhouMin) |"
        " 下周二 13:00；下周三 13:00；下周四 13:00",
    )

    assert answer is not None
    assert answer.count("注意：") == 0
    assert len(answer.encode()) < 2048


async def test_free_words_are_about_the_whole(town: Town) -> None:
    await hushed(town)
    assert await town.say("zhangsan", "有空") == (
        "#1 有几个时间可选，请回复数字：\n1. 11月27日 周五 14:00–17:00\n2. 11月30日 周一 09:00–12:00"
    )
    assert await town.say("zhangsan", "第一个吧") == (
        "确认 #1（张三 · 后端 · 一面 · 待确认）：11月27日 周五 14:00–17:00，对吗？请回复“是”或“不”。"
    )
    assert await town.say("zhangsan", "是") == CONFIRMED


async def test_a_plain_yes_in_free_words_to_the_only_time_confirms_all(town: Town) -> None:
    await town.hello("lisi")
    await town.say("WangFang", "连面 李四(lisi) | 前端 | 老王 > 李雷 | 下周四 9:00")
    assert await town.say("lisi", "下周四早上可以") == (
        "面试已确认：前端，连续 2 轮\n#4 一面 12月3日 周四 09:00–10:00 老王\n"
        "#5 二面 12月3日 周四 10:00–11:00 李雷\n"
        "联系人：王芳。想改时间请回复“改期”和您方便的时间，不能来请回复“取消 原因”，会晚到请回复“迟到 10”。"
    )
