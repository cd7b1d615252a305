"""People are found by account, name, a part of it or its sound; several are offered to choose from."""

import subprocess
import sys

import pytest

from tests.town import Town


@pytest.fixture(autouse=True)
async def met(town: Town) -> None:
    await town.hello("WangFang", "LiLei", "HanMeimei", "LaoWang", "zhangsan")


@pytest.mark.parametrize(
    "written", ["李雷", "LiLei", "lilei", "li lei", "Lǐ Léi", "Lei Li", "ll", "雷", "李雷(LiLei)"]
)
async def test_an_interviewer_is_found_however_the_name_is_written(
    town: Town, written: str
) -> None:
    answer = await town.say("WangFang", f"安排 赵六 | 测试 | {written} | 明天 15:00")

    assert answer is not None
    assert answer.startswith("已安排 #1：赵六 · 测试 · 一面\n面试官：李雷\n")


async def test_several_who_may_be_meant_are_offered_and_none_is_taken(town: Town) -> None:
    assert await town.say("WangFang", "安排 赵六 | 测试 | 王 | 明天 15:00") == (
        "叫“王”的不止一位：王芳(WangFang)、老王(LaoWang)。请写其中一个，连同括号里的账号。"
    )
    assert await town.say("WangFang", "今天 王") == (
        "“王”可能是：王芳(WangFang)、老王(LaoWang)。请写全名，例如：今天 李雷"
    )
    await town.say("WangFang", "language en")
    assert await town.say("WangFang", "today wang") == (
        '"wang" may be: 王芳(WangFang), 老王(LaoWang). Please write the whole name,'
        " for example: today 李雷"
    )
    assert await town.count("interview") == 0


async def test_somebody_nobody_sounds_like_is_said_to_be_unknown(town: Town) -> None:
    assert await town.say("WangFang", "查找 maomao") == "没有找到“maomao”。"
    assert await town.say("WangFang", "查找 han mei mei") == "韩梅梅(HanMeimei)没有面试。"


async def test_a_name_that_changes_is_heard_anew(town: Town) -> None:
    await town.say("WangFang", "查找 han mei mei")
    async with town.connection() as connection:
        await connection.execute(
            "UPDATE person SET named = false, name = userid WHERE userid = 'HanMeimei'"
        )
    town.wecom.add_member("HanMeimei", "韩梅")
    await town.say("HanMeimei", "今天")

    assert await town.say("WangFang", "查找 han mei") == "韩梅(HanMeimei)没有面试。"
    assert await town.count("person", "pinyin = 'hanmei hm'") == 1


async def test_sounds_are_names_in_free_text_too(town: Town) -> None:
    await town.say("WangFang", "安排 张三(zhangsan) | 后端 | 李雷 | 明天 15:00")
    await town.say("zhangsan", "1")
    await town.say("WangFang", "language en")

    assert await town.say("WangFang", "move Zhang San to friday 2pm") == (
        "Move #1 (张三 · 后端 · round 1 · Wed 25 Nov 15:00–16:00) to Fri 27 Nov 14:00."
        ' Is that right? Please reply "yes" or "no".'
    )
    assert await town.say("WangFang", "replace li lei with han meimei on #1") == (
        "For #1 (张三 · 后端 · round 1 · Wed 25 Nov 15:00–16:00), 韩梅梅 instead of 李雷."
        ' Is that right? Please reply "yes" or "no".'
    )


def test_what_few_need_is_not_loaded_when_a_process_starts() -> None:
    few = {"pypinyin", "jionlp", "dateparser", "alembic"}
    code = f"import sys, bot.__main__, handlers, pages; print({few} & set(sys.modules))"
    done = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )

    assert done.stdout == "set()\n"


@pytest.mark.parametrize(
    "written", ["Zhang San(zhangsan)", "zhangsan（zhangsan）", "San Zhang(zhangsan)"]
)
async def test_an_account_may_stand_with_the_name_in_latin_letters(
    town: Town, written: str
) -> None:
    answer = await town.say("WangFang", f"schedule {written} | QA | Li Lei(LiLei) | tomorrow 3pm")

    assert answer is not None
    assert answer.startswith("已安排 #1：张三 · QA · 一面\n面试官：李雷\n")
    assert await town.say("WangFang", "schedule Zhang Si(zhangsan) | QA | LiLei | friday 3pm") == (
        "账号 zhangsan 是张三，不是Zhang Si。请核对后重发。"
    )


async def test_names_and_commands_may_be_written_in_traditional_characters(town: Town) -> None:
    await town.hello("zhangsan", "LiLei", "HanMeimei")

    assert await town.say("WangFang", "安排 張三(zhangsan) | 後端 | 韓梅梅 | 自動 1") == (
        "已安排 #1：张三 · 後端 · 一面\n面试官：韩梅梅\n可选时间：\n"
        "1. 11月24日 周二 13:00–14:00\n已发给张三，等待确认。"
    )
    confirmed = await town.say("zhangsan", "確認 1")
    assert confirmed is not None
    assert confirmed.startswith("面试已确认：後端 · 一面（#1）\n时间：11月24日 周二 13:00–14:00\n")
    assert await town.say("WangFang", "換人 1 韓梅梅 李雷") == (
        "#1（张三）的面试官：韩梅梅 → 李雷。相关的人会收到通知。"
    )
    assert await town.say("LiLei", "請假 12-01 12-03 年假") == (
        "已记下：12月1日 周二–12月3日 周四 请假 · 年假。这段时间不会被安排面试。要撤销请发：解除 1"
    )
    await town.pass_time(hours=4)
    assert await town.say("LiLei", "未到 1 候選人") == (
        "已记录：#1（张三，11月24日 周二 13:00–14:00）候选人没有来。"
    )


async def test_a_candidate_in_the_other_spelling_is_offered_and_still_found(town: Town) -> None:
    await town.say("WangFang", "安排 Chen Chen | 测试 | 李雷 | 明天 15:00")
    town.wecom.add_member("chenchen", "陈晨")
    await town.hello("chenchen")

    people = {"Chen Chen": "Chen Chen(#1)、陈晨(chenchen)", "陈晨": "陈晨(chenchen)、Chen Chen(#1)"}
    for written, known in people.items():
        assert await town.say("WangFang", f"安排 {written} | 前端 | 李雷 | 周五 15:00") == (
            f"已经有叫“{written}”的人：{known}。是其中一位就照样写；是另一个人，请写 {written}(新)。"
        )
    assert await town.say("WangFang", "取消Chen Chen的面试，停招") == (
        "取消 #1（Chen Chen · 测试 · 一面 · 待确认），原因：停招，对吗？请回复“是”或“不”。"
    )
    await town.say("WangFang", "不")
    answer = await town.say("WangFang", "安排 陈晨(#1) | 前端 | Chen Chen | 周五 15:00")
    assert answer is not None
    assert answer.startswith("已安排 #2：Chen Chen · 前端 · 一面\n面试官：陈晨\n")
