"""What is said to a question is done only as long as it means what it meant when it was asked."""

import pytest

from interviews.questions import named
from tests.handlers.test_choices import agreed, last, press, two
from tests.town import Town, labels

ALGORITHMS = "#1 算法 · 一面 · 11月26日 周四 10:00–11:00"
TESTING = "#2 测试 · 一面 · 11月26日 周四 15:00–16:00、11月26日 周四 16:00–17:00"
AGAIN = "还需要的话，请把要做的事再说一遍。"


async def offers(town: Town) -> None:
    """张三 has two offers: one time for #1, two for #2."""
    await town.hello("WangFang", "LiLei", "LaoWang", "zhangsan")
    await town.say("WangFang", "安排 张三(zhangsan) | 算法 | 老王(LaoWang) | 周四 10:00")
    await town.say("WangFang", "安排 张三(zhangsan) | 测试 | 李雷(LiLei) | 周四 15:00；周四 16:00")
    await town.pushed("zhangsan")


async def chosen(town: Town, userid: str, label: str, *meanwhile: tuple[str, str]) -> list[str]:
    """What is answered to a choice that was shown before something else was said by others."""
    card = await last(town, userid)
    for other, said in meanwhile:
        await town.say(other, said)
    await town.pushed(userid)
    await press(town, userid, card, label)
    return await town.pushed(userid)


async def test_a_time_that_was_not_shown_is_neither_taken_nor_declined(town: Town) -> None:
    await offers(town)

    assert await town.say("zhangsan", "可以") == (
        f"您有几场面试待确认，是哪一场？请回复编号：\n{ALGORITHMS}\n{TESTING}"
    )
    assert await chosen(town, "zhangsan", "#1 算法", ("WangFang", "改到 1 周五 9:00")) == [
        "#1 在我问您之后变了，所以什么也没有做。现在是：\n"
        f"#1 算法 · 一面 · 11月27日 周五 09:00–10:00\n{AGAIN}"
    ]
    await town.say("zhangsan", "都不行")
    assert await chosen(town, "zhangsan", "#2 测试", ("WangFang", "改到 2 周五 16:00")) == [
        "#2 在我问您之后变了，所以什么也没有做。现在是：\n"
        f"#2 测试 · 一面 · 11月27日 周五 16:00–17:00\n{AGAIN}"
    ]
    assert await town.count("slot", "state = 'open'") == 2

    await town.say("zhangsan", "可以")
    assert (await town.click("zhangsan", "#1 算法")).startswith(
        "面试已确认：算法 · 一面（#1）\n时间：11月27日 周五 09:00–10:00"
    )


async def test_fewer_times_than_were_shown_are_no_surprise(town: Town) -> None:
    await offers(town)
    await town.say("WangFang", "提供 1 周五 9:00；周五 10:00")
    await town.say("zhangsan", "都不行")
    card = await last(town, "zhangsan")

    async with town.connection() as connection:
        await connection.execute("UPDATE slot SET state = 'expired' WHERE number = 2")
    await press(town, "zhangsan", card, "#1 算法")

    assert "好的，已转告王芳，会再和您商量别的时间。" in await town.pushed("zhangsan")


async def test_an_interviewer_accepts_and_cancels_only_what_they_were_shown(town: Town) -> None:
    await two(town)
    moves = ("WangFang", "改到 1 周五 9:00"), ("zhangsan", "确认 1 2")
    changed = (
        "#1 在我问您之后变了，所以什么也没有做。现在是：\n"
        f"#1 张三 · 后端工程师 · 一面 · 11月27日 周五 09:00–10:00\n{AGAIN}"
    )

    await town.say("LiLei", "接受")
    assert await chosen(town, "LiLei", "#1 张三", *moves) == [changed]
    assert await town.say("LiLei", "1") == changed
    assert await town.say("LiLei", "2") == "好的，#2 您会参加：李四，11月25日 周三 17:00–18:00。"


async def test_what_was_understood_of_a_moved_interview_is_asked_anew(town: Town) -> None:
    await two(town)

    await town.say("WangFang", "把面试改到周五下午3点")
    assert await chosen(
        town, "WangFang", "#1 张三", ("ZhouMin", "改到 1 周五 9:00"), ("zhangsan", "确认 1 2")
    ) == [
        "#1 在我问您之后变了，所以什么也没有做。现在是：\n"
        f"#1 张三 · 后端工程师 · 一面 · 11月27日 周五 09:00–10:00\n{AGAIN}"
    ]


@pytest.mark.parametrize("said", ["改期 明天下午3点可以吗", "都不行 明天都可以"])
async def test_words_of_yesterday_are_not_read_today(town: Town, said: str) -> None:
    await offers(town)
    for what in ("后端", "前端") if said.startswith("改期") else ():
        await agreed(town, "张三(zhangsan)", what, "周五 17:00" if what == "后端" else "周五 9:00")
    await town.pass_time(hours=13, minutes=50)  # 23:50

    await town.say("zhangsan", said)
    await town.pass_time(minutes=20)

    assert await town.say("zhangsan", "2") == (
        f"“{said.partition(' ')[2]}”是昨天说的，里面的日期可能已经指另一天，所以什么也没有做。"
        "请把整句再说一遍，连同编号 2。"
    )
    assert await town.count("change", "what IN ('wished', 'declined')") == 0


ELSE = (
    "我刚才问您的是另一件事，那个问题已经过去了，所以什么也没有做。要确认时间的话请再说一遍。\n"
    "还可以选：\n1. 11月26日 周四 15:00–16:00\n2. 11月26日 周四 16:00–17:00\n请回复数字。"
)
REPEATED = (
    "确认 #2（张三 · 测试 · 一面 · 待确认）：11月26日 周四 15:00–16:00，对吗？请回复“是”或“不”。"
)
ONE_LEFT = ELSE.replace("\n2. 11月26日 周四 16:00–17:00", "")


@pytest.mark.parametrize(
    ("question", "late", "said", "answer"),
    [
        ("改期", 31, "2", ELSE),
        ("改期", 0, "好的", ONE_LEFT),
        ("我要迟到了", 31, "1", ONE_LEFT),
        ("帮我把#1那场取消掉吧，我生病了", 31, "好的", ONE_LEFT),
        ("帮我把#1那场取消掉吧，我生病了", 31, "确认", ONE_LEFT),
        ("取消 1", 0, "行吧", REPEATED),
        ("取消 1", 31, "行吧", REPEATED),
        ("把面试改到周五", 31, "行吧", REPEATED),
    ],
)
async def test_a_yes_or_a_number_after_another_question_takes_no_time(
    town: Town, question: str, late: int, said: str, answer: str
) -> None:
    await offers(town)
    await town.say("zhangsan", "确认 1 1")
    if answer != ELSE:
        await town.say("WangFang", "提供 2 周四 15:00")
        async with town.connection() as connection:
            await connection.execute("UPDATE slot SET state = 'expired' WHERE number = 2")
    await town.say("zhangsan", question)
    await town.pass_time(minutes=late)

    assert await town.say("zhangsan", said) == answer
    assert await town.count("interview", "status = 'confirmed'") == 1
    again = said if answer in {ELSE, ONE_LEFT} else "是"
    assert (await town.say("zhangsan", again) or "").startswith("面试已确认：测试 · 一面（#2）")


async def test_a_yes_to_an_offer_newer_than_the_question_takes_it(town: Town) -> None:
    await offers(town)
    await town.say("zhangsan", "确认 1 1")
    await town.say("zhangsan", "改期 1")
    await town.pass_time(minutes=40)

    await town.say("WangFang", "改到 2 周五 16:00")

    assert (await town.say("zhangsan", "好的") or "").startswith("面试已确认：测试 · 一面（#2）")


async def test_what_was_asked_yesterday_is_forgotten(town: Town) -> None:
    await offers(town)
    await town.say("zhangsan", "确认 1 1")
    await town.say("zhangsan", "改期 1")
    await town.pass_time(hours=13)

    assert (await town.say("zhangsan", "2") or "").startswith("面试已确认：测试 · 一面（#2）")


async def test_a_key_that_is_forged_answers_nothing(town: Town) -> None:
    await two(town)
    no_longer = (
        "您点的那个问题已经过去了，什么也没有做。还需要的话，请把要做的事再说一遍；"
        "发“帮助”看看可以说什么。"
    )
    nameless = f"={named('')}"

    await town.say("LiLei", "取消 1")  # asks for the reason, with nothing to press
    assert await town.say("LiLei", f"{nameless} 出差") == no_longer
    assert await town.say("LiLei", nameless) == no_longer
    await town.say("LiLei", "取消 出差")
    name = labels(await last(town, "LiLei"))["#1 张三"].partition(" ")[0]
    assert await town.say("zhangsan", f"{name} 1") == no_longer
    assert await town.say("LiLei", f"={'0' * 12} 取消 1 出差") == no_longer
    for said in (name, f"{name}  ", f" {name}\n"):
        assert await town.say("LiLei", said) == (
            "还没有选，所以什么也没有做。请选一个再点，或者直接回复它。"
        )
    for said in ("取消 1 出差", "9" * 1500, "²", "٣", f"{name} 1", "1\n2"):
        assert await town.say("LiLei", f"{name} {said}") == (
            "请回复其中一个编号，或者发“算了”：\n"
            "#1 张三 · 后端工程师 · 一面 · 11月25日 周三 15:00–16:00\n"
            "#2 李四 · 前端 · 一面 · 11月25日 周三 17:00–18:00"
        )

    assert await town.count("interview", "status = 'confirmed'") == 2
    assert await town.say("LiLei", f" {name} 2") == "已取消 #2（李四），相关的人会收到通知和原因。"
    assert await town.say("LiLei", f"{name} 1") == no_longer


async def test_hr_moves_and_cancels_only_what_they_were_shown_and_may_look_at_all(
    town: Town,
) -> None:
    await two(town)
    moves = ("ZhouMin", "改到 1 周五 9:00"), ("zhangsan", "确认 1 2")

    await town.say("WangFang", "取消 岗位已关闭")
    assert await chosen(town, "WangFang", "#1 张三", *moves) == [
        "#1 在我问您之后变了，所以什么也没有做。现在是：\n"
        f"#1 张三 · 后端工程师 · 一面 · 11月27日 周五 09:00–10:00\n{AGAIN}"
    ]
    await town.say("WangFang", "详情")
    [shown] = await chosen(town, "WangFang", "#1 张三", ("ZhouMin", "改到 1 周五 11:00!"))
    assert shown.startswith("#1 张三 · 后端工程师 · 一面")


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("取消 1", "临时出差"),
        ("帮我把张三那场取消掉，临时出差", "是"),
        ("请把张三那场换到周四下午", "是"),
    ],
)
async def test_what_was_repeated_with_its_time_is_not_done_at_another(
    town: Town, question: str, answer: str
) -> None:
    await two(town)
    assert "11月25日 周三 15:00–16:00" in (await town.say("LiLei", question) or "")

    await town.say("WangFang", "改到 1 周五 9:00!")

    assert await town.say("LiLei", answer) == (
        "#1 在我问您之后变了，所以什么也没有做。现在是：\n"
        f"#1 张三 · 后端工程师 · 一面 · 11月27日 周五 09:00–10:00\n{AGAIN}"
    )
    assert await town.count("change", "what IN ('cancelled', 'wished')") == 0
    assert await town.say("LiLei", question)
    assert "#1" in (await town.say("LiLei", answer) or "")
    assert await town.count("change", "what IN ('cancelled', 'wished')") == 1


@pytest.mark.parametrize("said", ["1", "#2", "= 1", "12 2"])
async def test_a_number_is_no_reason_to_cancel(town: Town, said: str) -> None:
    await two(town)
    asked = await town.say("LiLei", "取消 1")

    assert await town.say("LiLei", said) == asked
    assert await town.count("interview", "status = 'confirmed'") == 2
