"""`能取消吗？`, `Can I decline?`: how one does it, until when, for this interview; nothing is done."""

import pytest

from tests.town import Town

WHEN = "11月27日 周五 15:00–16:00"
HUMAN = "\n想问人，请回复“人工”。"
CANCEL = (
    f"可以，最晚在开始前 12 小时。要取消 #1（{WHEN}）请说“取消 1 原因”：其他人会收到通知和原因，"
    f"之后只能由 HR 重新安排。现在什么也没有取消。{HUMAN}"
)
REFUSE = (
    f"可以。不能参加 #1（{WHEN}）请说“拒绝 1 原因”，HR 会换人或另约；会参加请说“接受 1”。"
    f"现在没有替您答复。{HUMAN}"
)
EVERYONE = ("WangFang", "zhangsan", "LiLei")


@pytest.fixture(autouse=True)
async def offered(town: Town) -> None:
    await town.hello(*EVERYONE)
    await town.say("WangFang", "安排 张三(zhangsan) | 后端 | 李雷 | 周五 15:00")


async def agree(town: Town) -> None:
    await town.say("zhangsan", "1")
    for userid in EVERYONE:
        await town.pushed(userid)


async def nothing_happened(town: Town) -> None:
    assert await town.count("interview", "status = 'confirmed'") == 1
    assert await town.count("panel") == 1
    for userid in EVERYONE:
        assert await town.pushed(userid) == []


@pytest.mark.parametrize(
    ("who", "said", "answer"),
    [
        ("zhangsan", "能取消吗？", CANCEL),
        ("zhangsan", "取消可以吗", CANCEL),
        ("zhangsan", "Can I cancel?", CANCEL),
        ("zhangsan", "能不参加吗？", CANCEL),
        ("zhangsan", "可以拒绝吗？", CANCEL),
        ("LiLei", "Can I decline?", REFUSE),
        ("LiLei", "不参加行吗？", REFUSE),
        ("LiLei", "can i say no?", REFUSE),
        (
            "LiLei",
            "怎么改期？",
            f"可以，最晚在开始前 12 小时，最多 2 次（已经改过 0 次）。要改 #1（{WHEN}）请说"
            f"“改期 1 您方便的时间”，由王芳定下来；改定之前，原定时间不变。{HUMAN}",
        ),
        (
            "WangFang",
            "能取消吗？",
            f"可以。要取消 #1（张三，{WHEN}）请说“取消 1 原因”：其他人会收到通知和原因。"
            "现在什么也没有取消。",
        ),
        (
            "WangFang",
            "怎么改期？",
            f"可以。要改 #1（张三，{WHEN}）请说“改到 1 周五 10:00”：候选人确认之前，原定时间不变；"
            "最后加“!”直接改定。现在什么也没有改。",
        ),
    ],
)
async def test_the_answer_is_how_for_the_interview_that_is_there(
    town: Town, who: str, said: str, answer: str
) -> None:
    await agree(town)

    assert await town.say(who, said) == answer
    await nothing_happened(town)


async def test_close_to_the_start_it_is_for_hr_to_do(town: Town) -> None:
    await agree(town)
    await town.pass_time(hours=66)
    for userid in EVERYONE:
        await town.pushed(userid)
    late = f"#1（{WHEN}）离开始不到 12 小时，不能在这里取消或改期了，请直接联系王芳。{HUMAN}"

    assert await town.say("zhangsan", "能取消吗？") == late
    assert await town.say("LiLei", "怎么改期？") == late
    assert await town.say("LiLei", "可以拒绝吗？") == REFUSE
    await nothing_happened(town)


async def test_what_was_moved_too_often_cannot_be_again(town: Town) -> None:
    await agree(town)
    async with town.connection() as connection:
        await connection.execute("UPDATE interview SET moves = 2")

    assert await town.say("zhangsan", "怎么改期？") == (
        f"#1（{WHEN}）已经改过 2 次，不能再在这里改期了，请直接联系王芳。{HUMAN}"
    )


async def test_what_is_only_offered_can_be_left_or_answered(town: Town) -> None:
    leave = (
        "可以。不来面试 #1 了请说“取消 1 原因”；只是时间不合适请说“都不行”和您方便的时间。"
        f"现在什么也没有取消。{HUMAN}"
    )

    assert await town.say("zhangsan", "能取消吗？") == leave
    assert await town.say("zhangsan", "能不来吗？") == leave
    assert await town.say("zhangsan", "怎么改期？") == (
        f"#1 还没有确认时间。都不合适请说“都不行”和您方便的时间，会转告王芳。{HUMAN}"
    )
    assert await town.count("interview", "status = 'offered'") == 1


async def test_of_several_it_is_told_in_general(town: Town) -> None:
    await agree(town)
    await town.say("WangFang", "安排 张三(zhangsan) | 测试 | 李雷 | 周四 10:00")
    await town.say("WangFang", "确认 2 1")

    assert await town.say("zhangsan", "能取消吗？") == (
        "我没有取消任何面试。真要取消请说“取消 编号 原因”：其他人会收到通知和原因，"
        f"之后只能由 HR 重新安排。{HUMAN}"
    )


async def test_in_english(town: Town) -> None:
    await agree(town)
    for userid in EVERYONE:
        await town.say(userid, "language en")
    when = "Fri 27 Nov 15:00–16:00"

    assert await town.say("zhangsan", "Can I cancel?") == (
        f'You can, until 12 h before it begins. To cancel #1 ({when}), say "cancel 1" and why: the others'
        " are told, with the reason, and HR would have to schedule it anew. Nothing is cancelled now.\n"
        'To ask a person, reply "human".'
    )
    assert await town.say("LiLei", "Can I decline?") == (
        f'You can. If you cannot be at #1 ({when}), say "decline 1" and why, and HR finds somebody else or'
        ' another time; if you will be there, say "accept 1". I have not answered for you.\n'
        'To ask a person, reply "human".'
    )
    assert await town.say("WangFang", "How do I move it?") == (
        f'You can. To move #1 (张三, {when}), say "move 1 friday 10:00": until the candidate confirms, the'
        " time stands; with ! at the end it is set at once. Nothing is moved now."
    )
    await nothing_happened(town)
