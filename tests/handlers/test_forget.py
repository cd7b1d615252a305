"""`/forget 张三` 忘记 张三: the personal data goes for good, the anonymous record stays."""

import asyncio
import time
from datetime import timedelta

import pytest

from tests.town import Town

ASKED = (
    "要删除张三(zhangsan)的个人资料吗？删除后不能恢复。\n"
    "会删除：姓名、账号、语言和时区；TA 的消息和得到的答复；通知里的文字；面试记录里的原因和留言。\n"
    "会保留，但不再写是谁：#1 的岗位、轮次、时间、地点、面试官和结果。\n"
    "确定请回复“是”；回复别的就什么也不删除。"
)
DONE = (
    "已删除这位候选人的个人资料：姓名、账号、语言和时区；TA 的 5 条消息和得到的答复；"
    "通知里的文字；面试记录里的原因和留言。\n"
    "会保留，但不再写是谁：#1 的岗位、轮次、时间、地点、面试官和结果。\n"
    "TA 再发来消息，会当作一个新的人。"
)
NOT_DONE = "什么也没有删除。还是要删除的话，请再发“忘记 姓名”，然后回复“是”。"


@pytest.fixture(autouse=True)
async def over(town: Town) -> None:
    """An interview with everything that leaves words behind, called off by the candidate."""
    await town.hello("WangFang", "ZhouMin", "LiLei")
    await town.say("zhangsan", "算了")
    await town.say(
        "WangFang", "安排 张三(zhangsan) | 后端工程师 | 李雷 | 明天 15:00；周五 14:00 | 1号会议室"
    )
    await town.say("zhangsan", "zone Asia/Tokyo")
    await town.say("zhangsan", "都不行 那两天要去医院")
    await town.say("WangFang", "提供 1 周四 10:00")
    await town.say("WangFang", "查找 张三")
    await deliver(town)
    await town.say("zhangsan", "3")
    await town.say("LiLei", "详情 1")
    await deliver(town)
    await town.say("zhangsan", "取消 手术改期了")
    await deliver(town)


async def deliver(town: Town) -> None:
    for userid in ("WangFang", "LiLei", "zhangsan"):
        await town.pushed(userid)


async def found(town: Town, *words: str) -> list[str]:
    """Every value of every table that holds one of these words, in any case."""
    async with town.connection() as connection:
        columns = await connection.fetch("""
            SELECT table_name, column_name, format(
                CASE data_type WHEN 'bytea' THEN 'convert_from(%I, ''UTF8'')' ELSE '%I::text' END,
                column_name
            ) FROM information_schema.columns WHERE table_schema = 'public'
        """)
        return [
            f"{table}.{column}: {value}"
            for table, column, text in columns
            for (value,) in await connection.fetch(f'SELECT {text} FROM "{table}"')
            if any(word.lower() in (value or "").lower() for word in words)
        ]


BUSY = "正好有与 TA 有关的消息在处理，还没有删除。请过十秒再回复一次“是”。"
PERSONAL = ("张三", "zhangsan", "医院", "手术", "tokyo")


async def test_what_is_removed_is_said_and_asked_before(town: Town) -> None:
    assert await town.say("WangFang", "/forget 张三") == ASKED
    assert await found(town, "手术") != []
    assert await town.say("WangFang", "是") == DONE


async def test_no_table_holds_anything_of_them_any_more(town: Town) -> None:
    await town.say("WangFang", "安排 张三(zhangsan) | 前端 | 李雷 | 周五 10:00")
    await town.say("WangFang", "修改 2 轮次 二面")
    await town.say("WangFang", "取消 2 停招")
    await town.say("zhangsan", "忙碌 周五 14:00-15:00 手术")
    await town.say("zhangsan", "工作时间 9:00-10:00")
    await town.say("LiLei", "忙碌 周五 16:00-17:00 和张三谈薪资")
    await town.say("WangFang", "组 前端 李雷 张三")
    await deliver(town)
    async with town.connection() as connection:  # what conversations of other kinds leave behind
        await connection.execute("UPDATE person SET pinyin = 'zhangsan zs' WHERE name = '张三'")
        await connection.execute('UPDATE outbox SET card = \'{"title": "张三"}\'')
        await connection.execute('UPDATE interview SET wish = \'{"text": "手术之后"}\'')
        await connection.execute(
            "INSERT INTO feedback SELECT id, hr_id, 'yes', '{}', '张三不错', created_at, created_at"
            " FROM interview"
        )
    before = await found(town, *PERSONAL)
    tables = {value.partition(".")[0] for value in before}
    assert tables == {"person", "inbox", "outbox", "change", "interview", "feedback", "busy"}

    await town.say("WangFang", "忘记 张三（ZhangSan）")
    await town.say("WangFang", "确定。")

    assert await found(town, *PERSONAL) == []
    assert await town.count("inbox", "text = '修改 2 轮次 二面'") == 0  # it led to a change
    assert await town.count("inbox", "person_id = 4") == 0
    assert await town.count("busy") == 1  # of 李雷, without the reason
    assert await town.count("workday") == 0
    assert await town.count("people_group", "4 = ANY(members)") == 0
    assert await town.count("outbox", "state = 'waiting'") == 0


async def test_no_card_goes_on_naming_who_was_chosen_on_it(town: Town) -> None:
    town.wecom.add_member("zhangsan2", "张三")  # whose name it is, too
    await town.hello("zhangsan2")
    for number, (who, when) in enumerate((("张三(zhangsan)", "10:00"), ("李四", "14:00")), 2):
        await town.say("WangFang", f"安排 {who} | 前端 | 李雷 | 周五 {when}")
        await town.say("WangFang", f"确认 {number} 1")
    await town.say("LiLei", "取消")
    await town.click("LiLei", "#2 张三")
    await town.say("WangFang", "取消 2 停招")
    await deliver(town)
    assert await town.count("outbox", "card ->> 'state' = '已选：#2 张三' AND text = ''") == 1

    await town.say("WangFang", "忘记 zhangsan")
    await town.say("WangFang", "是")

    assert await town.count("outbox", "concat(text, card) LIKE '%张三%'") == 0


async def test_the_record_stays_and_says_so_in_both_languages(town: Town) -> None:
    await town.say("LiLei", "language en")
    await town.say("WangFang", "忘记 zhangsan")
    await town.say("WangFang", "是")

    assert await town.say("ZhouMin", "详情 1") == (
        "#1 已删除的候选人 · 后端工程师 · 一面 · 已取消\n"
        "时间：11月26日 周四 10:00–11:00\n"
        "地点：1号会议室\n"
        "面试官：李雷\n"
        "HR：王芳\n"
        "提供过的时间：\n"
        "1. 11月25日 周三 15:00–16:00 · 候选人不方便\n"
        "2. 11月27日 周五 14:00–15:00 · 候选人不方便\n"
        "3. 11月26日 周四 10:00–11:00 · 已选定\n"
        "记录：\n"
        "11月24日 周二 10:00 王芳：安排了面试，提供时间 "
        "11月25日 周三 15:00–16:00、11月27日 周五 14:00–15:00\n"
        "11月24日 周二 10:00 已删除的候选人：所有时间都不合适 （已删除）\n"
        "11月24日 周二 10:00 王芳：又提供了时间 11月26日 周四 10:00–11:00\n"
        "11月24日 周二 10:00 已删除的候选人：确认了 11月26日 周四 10:00–11:00\n"
        "11月24日 周二 10:00 已删除的候选人：取消了面试：（已删除）\n"
        "11月24日 周二 10:00 王芳：删除了候选人的个人资料"
    )
    shown = await town.say("LiLei", "show 1")
    assert shown is not None
    assert shown.startswith("#1 removed candidate · 后端工程师 · round 1 · cancelled\n")
    assert shown.endswith(
        "Tue 24 Nov 10:00 removed candidate: cancelled it: (removed)\n"
        "Tue 24 Nov 10:00 王芳: removed the candidate's personal data"
    )


async def test_nobody_is_found_by_the_name_and_the_interviewer_still_has_the_interview(
    town: Town,
) -> None:
    await town.say("WangFang", "忘记 张三")
    await town.say("WangFang", "是")

    assert await town.say("WangFang", "查找 张三") == "没有找到“张三”。"
    assert await town.say("WangFang", "查找 forgotten") == "没有找到“forgotten”。"
    assert await town.say("WangFang", "查找 李雷") == (
        "李雷(LiLei)的面试（最近的在前）：\n"
        "#1 11月26日 周四 10:00–11:00 已删除的候选人 · 后端工程师 · 一面 · 已取消 · 1号会议室"
    )
    assert await town.say("WangFang", "忘记 张三") == (
        "没有叫“张三”的人。发“查找 姓名”可以按姓名的一部分查找。"
    )
    nameless = (
        "#1 的候选人资料已经删除，不能再用编号来指。要再约面试，请写 姓名(userid) 或 姓名(新)。"
    )
    assert await town.say("WangFang", "忘记 张三(#1)") == nameless
    assert await town.say("WangFang", "安排 (#1) | 前端 | 李雷 | 周五 10:00") == nameless


async def test_an_agenda_and_a_digest_of_the_day_show_it_without_the_name(town: Town) -> None:
    await town.say("WangFang", "安排 张三(zhangsan) | 测试 | 李雷 | 明天 8:00")
    await town.say("zhangsan", "1")
    await deliver(town)
    await town.pass_time(seconds=2)
    town.clock.advance(timedelta(hours=22, minutes=40))  # just before nine, when it has ended
    town.clock.advance(timedelta(minutes=21))
    await town.say("WangFang", "忘记 张三")
    assert (await town.say("WangFang", "是") or "").startswith("已删除这位候选人")

    entry = "#2 08:00–09:00 已删除的候选人 · 测试 · 一面 · 已确认"
    assert await town.say("LiLei", "今天") == f"今天（11月25日 周三）1 场：\n{entry}"
    await town.pass_time(seconds=2)
    assert await town.pushed("ZhouMin") == [
        f"早上好，周敏！11月25日 周三\n今天的面试（1）：\n{entry}"
    ]
    assert await town.say("WangFang", "取消 2 没来") == (
        "#2 的候选人资料已经删除，只留下不具名的记录，不能再改。"
    )
    assert await town.say("LiLei", "迟到 2 10") == (
        "#2 的候选人资料已经删除，只留下不具名的记录，不能再改。"
    )


async def test_who_writes_again_is_somebody_new(town: Town) -> None:
    await town.say("WangFang", "忘记 张三")
    await town.say("WangFang", "是")

    assert await town.say("zhangsan", "详情 1") == (
        "没有找到 #1，或者您没有参与这场面试。发“今天”或“本周”可以看到您的面试编号。"
        "\n\n(For English, reply: language en)"
    )
    assert await town.count("person", "userid = 'zhangsan' AND id > 4") == 1
    scheduled = await town.say("WangFang", "安排 张三(zhangsan) | 前端 | 李雷 | 周五 10:00")
    assert scheduled is not None
    assert scheduled.startswith("已安排 #2：张三 · 前端 · 一面\n")
    assert len(await town.pushed("zhangsan")) == 1


async def test_in_english(town: Town) -> None:
    await town.say("WangFang", "language en")

    assert await town.say("WangFang", "forget") == (
        "Please give the candidate's name, for example: forget 张三, or forget 张三(zhangsan)"
    )
    assert await town.say("WangFang", "forget 张三") == (
        "Remove the personal data of 张三(zhangsan)? This cannot be undone.\n"
        "Removed: name, account, language and time zone; their messages and the answers; the texts"
        " of notices; reasons and notes in the history.\n"
        "Kept, without saying who it was: position, round, times, place, panel and outcome of #1.\n"
        'Reply "yes" to go on; with anything else nothing is removed.'
    )
    assert await town.say("WangFang", "no") == (
        'Nothing was removed. If it should be after all, send "forget name" again and reply "yes".'
    )
    await town.say("WangFang", "forget 张三")
    assert await town.say("WangFang", "Yes.") == (
        "The personal data of this candidate has been removed: name, account, language and time"
        " zone; 5 messages of theirs and the answers; the texts of notices; reasons and notes in"
        " the history.\n"
        "Kept, without saying who it was: position, round, times, place, panel and outcome of #1.\n"
        "Should they write again, they will be somebody new."
    )


async def test_anything_but_a_yes_removes_nothing(town: Town) -> None:
    for answer in ["不", "好的", "ok", "1", "张三", "不行", "是吗", "都不行"]:
        await town.say("WangFang", "忘记 张三")

        assert await town.say("WangFang", answer) == NOT_DONE, answer
        assert await town.say("WangFang", "是") == (
            "没看懂“是”，什么也没有做。您可以说“待确认”或“今天”；发“帮助”看看全部。"
        )
    assert await town.count("person", "name = '张三'") == 1


async def test_a_command_or_half_an_hour_ends_the_question(town: Town) -> None:
    await town.say("WangFang", "忘记 张三")
    await town.say("WangFang", "今天")
    assert await town.say("WangFang", "是") == (
        "没看懂“是”，什么也没有做。您可以说“待确认”或“今天”；发“帮助”看看全部。"
    )

    await town.say("WangFang", "忘记 张三")
    await town.pass_time(minutes=31)
    assert await town.say("WangFang", "是") == (
        "没看懂“是”，什么也没有做。您可以说“待确认”或“今天”；发“帮助”看看全部。"
    )
    assert await town.count("person", "name = '张三'") == 1


async def test_while_an_interview_is_not_over_it_has_to_be_cancelled_first(town: Town) -> None:
    await town.say("WangFang", "安排 张三(zhangsan) | 前端 | 李雷 | 周五 10:00")
    await town.say("WangFang", "安排 张三(zhangsan) | 测试 | 李雷 | 周五 14:00")
    await town.say("WangFang", "确认 3 1")

    refused = (
        "张三(zhangsan)还有没结束的面试：\n#2 · 前端 · 一面 · 待确认\n#3 · 测试 · 一面 · 已确认\n"
        "请先取消（例如：取消 2 候选人要求删除资料），等大家收到通知后再删除。"
    )
    assert await town.say("WangFang", "忘记 张三") == refused
    await town.say("WangFang", "取消 2 候选人要求删除资料")
    await town.say("WangFang", "取消 3 候选人要求删除资料")
    await deliver(town)
    assert (await town.say("WangFang", "忘记 张三") or "").startswith("要删除张三(zhangsan)")

    await town.say("ZhouMin", "安排 张三(zhangsan) | 运维 | 李雷 | 周五 16:00")
    assert await town.say("WangFang", "是") == (
        "张三(zhangsan)还有没结束的面试：\n#4 · 运维 · 一面 · 待确认\n"
        "请先取消（例如：取消 4 候选人要求删除资料），等大家收到通知后再删除。"
    )


async def test_while_an_interview_is_under_way_what_becomes_of_it_comes_first(town: Town) -> None:
    await town.say("WangFang", "安排 张三(zhangsan) | 前端 | 李雷 | 今天 11:00")
    await town.say("WangFang", "确认 2 1")
    await town.pass_time(minutes=70)

    assert await town.say("WangFang", "忘记 张三") == (
        "张三(zhangsan)的面试已经开始：\n#2 · 前端 · 一面 · 已确认\n"
        "请等结束后再删除；没有见成请先发：未到 2 候选人"
    )
    await town.say("WangFang", "未到 2 候选人")
    assert (await town.say("WangFang", "忘记 张三") or "").startswith("要删除张三(zhangsan)")


@pytest.mark.parametrize("who", ["李雷", "王芳", "周敏(ZhouMin)"])
async def test_only_a_candidate_can_be_forgotten(town: Town, who: str) -> None:
    answer = await town.say("WangFang", f"忘记 {who}")

    assert answer is not None
    assert answer.endswith(
        ")是 HR 或面试官，面试记录里要看得出是谁，不能删除；只有候选人的资料可以删除。"
        "要收回 HR 权限，请发：角色 姓名 成员"
    )
    assert await town.say("WangFang", "是") == (
        "没看懂“是”，什么也没有做。您可以说“待确认”或“今天”；发“帮助”看看全部。"
    )


async def test_others_than_hr_cannot_forget_anybody(town: Town) -> None:
    assert await town.say("LiLei", "忘记 张三") == (
        "“忘记”只有 HR 可以用。发“帮助”看看您可以说什么。"
    )

    await town.hello("HanMeimei")
    await town.say("WangFang", "角色 韩梅梅 hr")
    await town.say("HanMeimei", "忘记 张三")
    await town.say("WangFang", "角色 韩梅梅 成员")
    assert await town.say("HanMeimei", "是") == "只有 HR 可以删除资料，什么也没有删除。"


async def test_of_several_with_one_name_the_bot_asks_which_and_the_other_stays(
    town: Town,
) -> None:
    await town.say("WangFang", "安排 张三(新) | 前端 | 李雷 | 周五 10:00")
    async with town.connection() as connection:
        await connection.execute(
            "INSERT INTO outbox (key, person_id, kind, text, state, part, attempts, created_at,"
            " done_at) SELECT 'reply:long', 1, 'reply', '张三 手术', 'sent', 0, 1, $1, $1",
            town.clock.now(),
        )

    assert await town.say("WangFang", "忘记 张三") == (
        "叫“张三”的不止一位：张三(zhangsan)、张三(#2)。请照样写其中一个，连同括号。"
    )
    assert await town.say("WangFang", "忘记 李四(zhangsan)") == (
        "账号 zhangsan 是张三，不是李四。请核对后重发。"
    )
    assert (await town.say("WangFang", "忘记 张三(#2)") or "").startswith("张三还有没结束的面试")
    await town.say("WangFang", "确认 2 1")
    await town.say("WangFang", "忘记 张三(zhangsan)")
    assert await town.say("WangFang", "是") == DONE
    [told] = await town.pushed("LiLei")
    assert told.startswith("您有一场面试 #2：张三 · 前端 · 一面\n")
    assert await found(town, "zhangsan", "医院", "手术") == []


async def test_words_about_them_go_even_where_no_name_stands(town: Town) -> None:
    await town.say("WangFang", "安排 王五 | 前端 | 李雷 | 周五 10:00")
    await town.say("WangFang", f"取消 2 {'很久以前就说过，' * 100}骨折了来不了")
    await town.say("WangFang", "安排 李四(lisi) | 前端 | 李雷 | 周五 14:00")
    await town.say("WangFang", "取消 3 王五更合适")
    await deliver(town)
    assert await town.count("outbox", "kind = 'reply' AND text LIKE '%骨折%'") == 1

    await town.say("WangFang", "忘记 王五")
    assert (await town.say("WangFang", "是") or "").startswith("已删除")

    assert await found(town, "王五", "骨折") == []
    shown = await town.say("WangFang", "详情 3")
    assert shown is not None
    assert shown.endswith("王芳：取消了面试：（已删除）")


async def test_a_name_of_one_character_is_not_looked_for_in_other_names(town: Town) -> None:
    await town.say("WangFang", "安排 王 | 前端 | 李雷 | 周五 10:00")
    await town.say("WangFang", "取消 2 停招")
    await deliver(town)

    await town.say("WangFang", "忘记 王")
    assert (await town.say("WangFang", "是") or "").startswith("已删除")

    assert await town.count("inbox", "command = 'show' AND reply LIKE '%HR：王芳%'") == 1


async def test_what_waits_about_them_is_withdrawn_and_hr_is_told_who_will_not_hear(
    town: Town,
) -> None:
    await town.say("WangFang", "安排 张三(zhangsan) | 前端 | 李雷 | 周五 10:00")
    await town.say("zhangsan", "1")
    await town.say("WangFang", "安排 李四(lisi) | 前端 | 李雷 | 周五 14:00")
    await town.say("WangFang", "取消 2 停招")

    asked = await town.say("WangFang", "忘记 张三")
    done = await town.say("WangFang", "是")

    assert asked is not None
    assert done is not None
    assert "\n注意：这些人还有没收到的通知，会一并撤回：李雷。可以等通知送到再删除。\n" in asked
    assert "\n这些人还没收到的通知已撤回，需要的话请另行告诉：李雷。\n" in done
    assert await town.pushed("LiLei") == []
    assert await town.pushed("zhangsan") == []
    assert len(await town.pushed("lisi")) == 1
    withdrawn = "kind <> 'card' AND reason = 'the candidate was forgotten'"
    assert await town.count("outbox", withdrawn) == 5
    assert await found(town, *PERSONAL) == []


async def test_cards_go_with_their_codes_also_where_only_the_card_names_them(town: Town) -> None:
    await town.say("WangFang", "安排 李四(lisi) | 前端 | 老王(LaoWang) | 周五 14:00")
    await town.click("lisi", "周五 14:00")
    await deliver(town)
    assert (
        await town.count("outbox", "kind = 'card' AND text = '' AND card::text LIKE '%老王%'") == 1
    )
    await town.say("WangFang", "换人 2 老王 韩梅梅(HanMeimei)")
    await deliver(town)

    for name in ("张三", "老王"):
        await town.say("WangFang", f"忘记 {name}")
        assert (await town.say("WangFang", "是") or "").startswith("已删除")

    assert await found(town, "老王", "laowang", *PERSONAL) == []
    blank = "text = '' AND card IS NULL"
    assert await town.count("outbox", blank) > 0
    left = "task_id IS NOT NULL OR response_code IS NOT NULL"
    assert await town.count("outbox", f"{blank} AND ({left})") == 0
    assert "换面试官：已删除的候选人 → 韩梅梅" in (await town.say("WangFang", "详情 2") or "")


async def test_what_is_being_sent_is_waited_for(town: Town) -> None:
    await town.say("WangFang", "安排 张三(zhangsan) | 前端 | 李雷 | 周五 10:00")
    await deliver(town)
    await town.say("WangFang", "取消 2 停招")
    await town.say("WangFang", "忘记 张三")

    async with town.connection() as connection:
        claim = "UPDATE outbox SET claimed_until = clock_timestamp() + $1 WHERE state = 'waiting'"
        await connection.execute(claim, timedelta(seconds=60))
        assert await town.say("WangFang", "是") == BUSY
        await connection.execute(claim, timedelta(seconds=-1))
        async with connection.transaction():
            await connection.execute("SELECT FROM outbox FOR NO KEY UPDATE")
            assert await town.say("WangFang", "是") == BUSY

    assert (await town.say("WangFang", "是") or "").startswith("已删除")


async def test_notices_that_would_go_out_with_a_withdrawn_one_still_go_out(town: Town) -> None:
    await town.say("WangFang", "安排 张三(zhangsan) | 前端 | 李雷 | 周五 10:00")
    await town.say("WangFang", "安排 李四(lisi) | 前端 | 李雷 | 周五 14:00")
    await town.say("WangFang", "确认 2 1")
    await town.say("WangFang", "确认 3 1")
    await town.say("WangFang", "取消 2 停招")
    async with town.connection() as connection:
        carried = await connection.execute(
            "UPDATE outbox o SET merged_into = (SELECT min(id) FROM outbox WHERE person_id ="
            " o.person_id AND interview_id = 2 AND state = 'waiting')"
            " FROM person p WHERE p.id = o.person_id AND p.userid = 'LiLei' AND interview_id = 3"
        )
    assert carried == "UPDATE 1"

    await town.say("WangFang", "忘记 张三")
    await town.say("WangFang", "是")

    [told] = await town.pushed("LiLei")
    assert told.startswith("您有一场面试 #3：李四 · 前端 · 一面\n")


async def test_a_dead_notice_to_them_cannot_be_tried_again(town: Town) -> None:
    await town.say("WangFang", "安排 张三(zhangsan) | 前端 | 李雷 | 周五 10:00")
    town.wecom.remove_member("zhangsan")
    await deliver(town)
    assert await town.count("outbox", "state = 'dead'") == 1
    await town.say("WangFang", "取消 2 停招")
    await deliver(town)

    await town.say("WangFang", "忘记 张三")
    await town.say("WangFang", "是")

    assert await town.count("outbox", "state = 'dead'") == 0
    assert await found(town, *PERSONAL) == []


async def test_wecom_bringing_a_message_again_does_nothing_twice(town: Town) -> None:
    asking = await town.wecom.say("WangFang", "忘记 张三", msg_id=71)
    first = await town.wecom.say("WangFang", "是", msg_id=72)
    again = await town.wecom.say("WangFang", "是", msg_id=72)
    old = await town.wecom.say("WangFang", "忘记 张三", msg_id=71)

    assert asking.text == ASKED
    assert first.text == again.text == DONE
    assert old.text is None
    assert await town.count("change", "what = 'forgotten'") == 1


async def test_names_of_any_kind_are_found_as_words(town: Town) -> None:
    await town.say("WangFang", "安排 Ann | 前端 | 李雷 | 周五 10:00")
    await town.say("WangFang", "取消 2 Ann has planned something else")
    await town.say("WangFang", "安排 A*n [B.] O'Neil | 前端 | 李雷 | 周五 14:00")
    await town.say("WangFang", "取消 3 no")
    await town.say("WangFang", "安排 Hannah | planning | 李雷 | 周五 16:00")
    await deliver(town)

    assert (await town.say("WangFang", "forget ann") or "").startswith("要删除Ann的个人资料吗？")
    await town.say("WangFang", "yes")
    assert (await town.say("WangFang", "forget a*n  [b.] o'neil") or "").startswith("要删除A*n")
    await town.say("WangFang", "yes")

    left = {*await found(town, "ann", "neil")}
    assert {value.partition(":")[0] for value in left} == {
        "person.name", "interview.position", "inbox.text", "inbox.reply",
    }  # fmt: skip
    assert all("Hannah" in value for value in left - {"interview.position: planning"})


async def blocked(town: Town, count: int) -> None:
    """Wait until so many statements wait for a lock."""
    async with asyncio.timeout(3), town.connection() as connection:
        while await connection.fetchval("SELECT count(*) FROM pg_locks WHERE NOT granted") < count:
            await asyncio.to_thread(time.sleep, 0.01)


async def test_what_the_candidate_says_meanwhile_is_said_by_somebody_new(town: Town) -> None:
    await town.say("WangFang", "忘记 张三")

    async with town.connection() as connection:
        async with connection.transaction():
            await connection.execute("SELECT FROM interview FOR NO KEY UPDATE")
            removing = asyncio.create_task(town.say("WangFang", "是"))
            await blocked(town, 1)
            answering = asyncio.create_task(town.say("zhangsan", "1"))
            await blocked(town, 2)
        removed, said = await removing, await answering

    assert removed == DONE
    assert said == (
        "您现在没有待确认的面试时间。发“今天”或“本周”查看已有的面试。"
        "\n\n(For English, reply: language en)"
    )
    assert await found(town, "zhangsan") == ["person.userid: zhangsan"]


async def test_what_another_hr_does_meanwhile_to_an_interview_is_refused(town: Town) -> None:
    await town.say("WangFang", "安排 张三(zhangsan) | 测试 | 李雷 | 今天 11:00")
    await town.say("WangFang", "确认 2 1")
    await deliver(town)
    town.clock.advance(timedelta(hours=3))
    await town.say("WangFang", "忘记 张三")

    async with town.connection() as connection:
        async with connection.transaction():
            await connection.execute("SELECT FROM interview WHERE id = 2 FOR NO KEY UPDATE")
            removing = asyncio.create_task(town.say("WangFang", "是"))
            await blocked(town, 1)
            telling = asyncio.create_task(town.say("ZhouMin", "未到 2 候选人"))
            await blocked(town, 2)
        removed, told = await removing, await telling

    assert (removed or "").startswith("已删除")
    assert told == "#2 的候选人资料已经删除，只留下不具名的记录，不能再改。"
    assert await town.count("outbox", "state = 'waiting'") == 0
    assert await found(town, *PERSONAL) == []


async def test_who_is_invited_anew_meanwhile_is_not_and_hr_is_told(town: Town) -> None:
    await town.say("WangFang", "忘记 张三")

    async with town.connection() as connection:
        async with connection.transaction():
            await connection.execute("SELECT FROM inbox WHERE person_id = 4 FOR NO KEY UPDATE")
            removing = asyncio.create_task(town.say("WangFang", "是"))
            await blocked(town, 1)
            line = "安排 张三(zhangsan) | 前端 | 李雷 | 周五 10:00"
            scheduling = asyncio.create_task(town.say("ZhouMin", line))
            await blocked(town, 2)
        removed, scheduled = await removing, await scheduling

    assert removed == DONE
    assert scheduled == "候选人或面试官的资料刚刚被删除了，没有安排面试。请再发一次。"
    assert await town.count("interview") == 1
    assert ((await town.say("ZhouMin", line)) or "").startswith("已安排 #")


async def test_who_is_being_invited_is_not_forgotten_in_between(town: Town) -> None:
    await town.say("WangFang", "忘记 张三")

    async with town.connection() as connection, connection.transaction():
        await connection.execute("SELECT FROM person WHERE userid = 'zhangsan' FOR KEY SHARE")
        assert await town.say("WangFang", "是") == BUSY

    assert await town.say("WangFang", "是") == DONE


async def test_whatever_happens_at_once_nobody_nameless_is_invited(town: Town) -> None:
    for hour in range(8, 16):
        await town.say("WangFang", "忘记 张三")
        removed, scheduled, said, late = await asyncio.gather(
            town.say("WangFang", "是"),
            town.say("ZhouMin", f"安排 张三(zhangsan) | 前端 | 李雷 | 周五 {hour}:00"),
            town.say("zhangsan", "都不行 手术改到医院了"),
            town.say("LiLei", "取消 1 停招"),
        )

        assert None not in (removed, scheduled, said)
        assert late == "#1 之前已经取消了。"
        nameless = "JOIN person p ON p.id = candidate_id AND p.forgotten_at IS NOT NULL"
        assert await town.count(f"interview {nameless}", "status = 'offered'") == 0
        last = await town.count("interview")
        await town.say("WangFang", f"取消 {last} 停招")
        await deliver(town)
        await town.hello("zhangsan")


async def test_two_hr_at_once_forget_once(town: Town) -> None:
    await town.say("WangFang", "忘记 张三")
    await town.say("ZhouMin", "忘记 张三")

    answers = await asyncio.gather(town.say("WangFang", "是"), town.say("ZhouMin", "是"))

    assert sorted(answer or "" for answer in answers) == [
        DONE,
        "这位候选人的资料之前已经删除了。",
    ]
    assert await town.count("change", "what = 'forgotten'") == 1
