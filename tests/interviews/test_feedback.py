"""Interviewers are asked for feedback at the end, an hour later and on working mornings, and no
more once it is there; HR hears exactly once that all are in."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from bot.clock import Clock
from bot.jobs import enqueue
from interviews import feedback_requests, mornings
from interviews.mornings import Place
from tests.town import MakeTown, Town

EVERYBODY = ("WangFang", "zhangsan", "LiLei", "HanMeimei")
ENDED = (
    "#1 结束了：张三 · 前端 · 一面\n请给反馈，一句话就可以，例如：\n"
    "反馈 1 推荐 专业能力4 沟通协作5 解决问题3 评语：基础扎实\n"
    "结论写 强烈推荐、推荐、待定 或 不推荐，分数 1 到 5；想一项一项来，就发：反馈 1"
)
STILL = ENDED.replace("#1 结束了：", "还缺您对 #1 的反馈：").replace("请给反馈，一句话", "一句话")


async def agree(town: Town, when: str = "明天 15:00", panel: str = "李雷、韩梅梅") -> None:
    """张三 is interviewed then; by default on Wednesday, from three to four."""
    await town.hello(*EVERYBODY, "LaoWang")
    await town.say("WangFang", f"安排 张三(zhangsan) | 前端 | {panel} | {when}")
    await town.say("WangFang", f"确认 {await town.count('interview')} 1")
    await town.ticker.tick()


async def asked(town: Town, *userids: str) -> list[str]:
    """What these people were newly asked, in order."""
    return [
        text
        for userid in userids
        for text in await town.pushed(userid)
        if "的反馈：" in text or "结束了：" in text
    ]


@pytest.mark.long
async def test_asked_at_the_end_an_hour_later_and_each_working_morning(town: Town) -> None:
    await agree(town)

    await town.pass_time(hours=29, minutes=59)
    assert await asked(town, "LiLei") == []
    await town.pass_time(minutes=1)
    assert await asked(town, "LiLei", "HanMeimei") == [ENDED, ENDED]
    assert await asked(town, "zhangsan", "WangFang") == []
    await town.pass_time(minutes=59)
    assert await asked(town, "LiLei") == []
    await town.pass_time(minutes=1)
    assert await asked(town, "LiLei", "HanMeimei") == [STILL, STILL]
    days = []
    await town.pass_time(hours=11, minutes=30)
    for _ in range(12 * 6):  # twelve days, 8:30 being among the hours
        await town.pass_time(hours=4)
        days += [town.clock.now() for _ in await asked(town, "LiLei")]
    assert [f"{at + timedelta(hours=8):%a %H:%M}" for at in days] == [
        "Thu 08:30",
        "Fri 08:30",
        "Mon 08:30",
    ]


async def test_in_english_the_line_is_english(town: Town) -> None:
    await agree(town)
    await town.say("LiLei", "language en")

    await town.pass_time(hours=30)

    assert await town.pushed("LiLei") != []
    assert await town.count("outbox", "kind = 'feedback' AND text LIKE '%feedback 1 yes%'") == 1


@pytest.mark.long
async def test_only_as_often_as_the_settings_say(make_town: MakeTown) -> None:
    town = await make_town(feedback={"nags": 2})
    await agree(town)
    texts: list[str] = []
    for _ in range(60):
        await town.pass_time(hours=1)
        texts += await asked(town, "LiLei")

    assert texts == [ENDED, STILL]


@pytest.mark.long
async def test_with_none_nobody_is_asked(make_town: MakeTown) -> None:
    town = await make_town(feedback={"nags": 0})
    await agree(town)
    for _ in range(60):
        await town.pass_time(hours=1)

    assert await asked(town, "LiLei") == []


async def test_who_has_given_theirs_is_asked_no_more_and_the_other_is(town: Town) -> None:
    await agree(town)
    await town.pass_time(hours=30)
    await asked(town, *EVERYBODY)
    await town.say("LiLei", "反馈 1 推荐 4 5 3")

    await town.pass_time(hours=1)
    assert await asked(town, "LiLei") == []
    assert await asked(town, "HanMeimei") == [STILL]
    await town.say("HanMeimei", "反馈 1 推荐 4 5 3")
    await town.pass_time(hours=15, minutes=30)
    assert await asked(town, "LiLei", "HanMeimei") == []


async def test_a_request_on_its_way_is_dropped_when_feedback_is_given(town: Town) -> None:
    await agree(town)
    await town.pass_time(hours=30)
    await asked(town, *EVERYBODY)
    await town.pass_time(hours=1)

    await town.say("LiLei", "反馈 1 推荐 4 5 3")

    assert await asked(town, "LiLei") == []
    assert await asked(town, "HanMeimei") == [STILL]
    assert await town.count("outbox", "reason = 'taken back' AND kind = 'feedback'") == 1


@pytest.mark.parametrize("said", ["反馈 1 推荐 4 5 3", "关闭反馈 1", "未到 1 候选人"])
async def test_a_request_that_is_written_while_it_becomes_needless_is_not_sent(
    town: Town, said: str
) -> None:
    await agree(town, panel="李雷")
    await town.pass_time(hours=30)
    await asked(town, *EVERYBODY)
    now = town.clock.now() + timedelta(hours=1)

    async with town.sessions() as session:
        assert await feedback_requests.enqueue_due(session, now, town.settings.rules) == 1
        await town.say("LiLei" if said.startswith("反馈") else "WangFang", said)
        await enqueue(session, now)
        await session.commit()

    assert await asked(town, "LiLei") == []
    assert await town.count("outbox", "kind = 'feedback' AND reason = 'no longer true'") == 1


async def test_what_a_dropped_request_would_have_carried_goes_out_alone(town: Town) -> None:
    await agree(town)
    await town.pass_time(hours=30)
    await asked(town, *EVERYBODY)
    await town.pass_time(hours=1)
    await town.say("WangFang", "安排 李四(lisi) | 测试 | 李雷 | 周五 10:00")
    await town.say("WangFang", "确认 2 1")
    async with town.connection() as connection:  # as if a first try had failed
        await connection.execute(
            "UPDATE outbox SET merged_into = (SELECT id FROM outbox WHERE key = 'feedback:1:2:' ||"
            " (SELECT id FROM person WHERE userid = 'LiLei')) WHERE kind = 'confirmed'"
            " AND interview_id = 2 AND person_id = (SELECT id FROM person WHERE userid = 'LiLei')"
        )

    await town.say("LiLei", "反馈 1 推荐 4 5 3")

    [told] = await town.pushed("LiLei")
    assert told.startswith("您有一场面试 #2：李四")


async def test_what_a_worker_has_at_hand_goes_out(town: Town) -> None:
    await agree(town)
    await town.pass_time(hours=30)
    async with town.connection() as connection:
        await connection.execute(
            "UPDATE outbox SET claimed_until = clock_timestamp() + interval '10 s'"
            " WHERE kind = 'feedback'"
        )

    await town.say("LiLei", "反馈 1 推荐 4 5 3")

    assert await town.count("outbox", "kind = 'feedback' AND state = 'waiting'") == 2


@pytest.mark.parametrize("said", ["关闭反馈 1", "未到 1 候选人"])
async def test_what_is_closed_or_was_not_attended_is_asked_about_no_more(
    town: Town, said: str
) -> None:
    await agree(town)
    await town.pass_time(hours=30)

    await town.say("WangFang", said)

    assert await asked(town, "LiLei", "HanMeimei") == []
    await town.pass_time(hours=1)
    await town.pass_time(hours=15, minutes=30)
    assert await asked(town, "LiLei", "HanMeimei") == []


async def test_a_no_show_of_the_candidate_needs_no_feedback(town: Town) -> None:
    await agree(town)
    await town.pass_time(hours=29, minutes=30)
    await town.say("WangFang", "未到 1 候选人")

    await town.pass_time(hours=1)

    assert await asked(town, "LiLei", "HanMeimei") == []
    assert await town.say("LiLei", "反馈 1") == "#1 未到场，不需要反馈。"


async def test_who_gives_feedback_after_the_end_says_that_it_took_place(town: Town) -> None:
    await agree(town)
    await town.pass_time(hours=30)
    await town.say("LiLei", "反馈 1 推荐 4 5 3")
    await town.pushed("WangFang")

    await town.pass_time(minutes=15)

    assert await town.pushed("WangFang") == []
    shown = await town.say("LiLei", "详情 1")
    assert shown is not None
    assert shown.startswith("#1 张三 · 前端 · 一面 · 已完成\n")


async def test_two_workers_ask_once(town: Town) -> None:
    await agree(town)
    town.clock.advance(timedelta(hours=30))
    other = Clock(town.sessions, town.settings.rules, town.clock.now)

    await asyncio.gather(*(clock.tick() for clock in (town.ticker, other) for _ in range(3)))

    assert await asked(town, "LiLei") == [ENDED]


async def test_after_an_outage_only_the_latest_request_is_said(town: Town) -> None:
    await agree(town)
    await agree(town, "周四 10:00", "老王(LaoWang)")

    await town.pass_time(days=2, hours=22, minutes=40)  # Friday, 8:40

    for userid in ("LiLei", "HanMeimei"):
        assert await asked(town, userid) == [STILL]
    assert await asked(town, "LaoWang") == [STILL.replace("1", "2", 1).replace("反馈 1", "反馈 2")]
    assert await town.count("outbox", "key LIKE 'feedback:1:4:%'") == 2
    assert await town.count("outbox", "key LIKE 'feedback:2:3:%'") == 1
    assert await town.count("outbox", "kind = 'feedback'") == 3


async def test_a_morning_that_was_missed_by_half_a_day_is_left_to_the_next(town: Town) -> None:
    await agree(town)
    await town.pass_time(hours=31)
    await asked(town, "LiLei")

    await town.pass_time(hours=28)  # Thursday, 21:00
    assert await asked(town, "LiLei") == []
    await town.pass_time(hours=11, minutes=30)
    assert await asked(town, "LiLei") == [STILL]
    assert await town.count("outbox", "key LIKE 'feedback:1:4:%'") == 2


async def test_the_morning_is_the_interviewers_own(town: Town) -> None:
    await agree(town)
    await town.say("HanMeimei", "时区 Europe/Berlin")
    await town.pass_time(hours=30)
    await town.pass_time(hours=1)
    await asked(town, *EVERYBODY)

    await town.pass_time(hours=15, minutes=30)
    assert len(await asked(town, "LiLei")) == 1
    assert len(await asked(town, "HanMeimei")) == 0
    await town.pass_time(hours=7)  # 8:30 in Berlin
    assert len(await asked(town, "LiLei")) == 0
    assert len(await asked(town, "HanMeimei")) == 1


async def test_holidays_are_no_working_mornings_and_weekends_may_be(make_town: MakeTown) -> None:
    rules = (await make_town()).settings.rules
    shanghai = Place("Asia/Shanghai", "CN")

    begun = mornings.begun(shanghai, datetime(2026, 2, 26, 4, tzinfo=UTC), rules)

    assert [f"{next(begun):%a %m-%d}" for _ in range(5)] == [
        "Thu 02-26",
        "Wed 02-25",
        "Tue 02-24",
        "Sat 02-14",  # worked for the Spring Festival, the 15th to the 23rd
        "Fri 02-13",
    ]


@pytest.mark.long
async def test_a_purge_of_notices_asks_nobody_anew(make_town: MakeTown) -> None:
    town = await make_town(retention={"days": 7}, feedback={"nags": 12})
    await agree(town)
    texts: list[str] = []

    for _ in range(22 * 3):
        await town.pass_time(hours=8)
        texts += await asked(town, "LiLei")

    assert len(texts) == 11  # the first two fell due together


async def test_a_full_batch_is_gone_on_with(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    for hour in range(8, 12):
        await agree(town, f"11-26 {hour}:00")
    monkeypatch.setattr(feedback_requests, "BATCH", 3)
    town.clock.advance(timedelta(days=2, hours=5))
    clock = Clock(town.sessions, town.settings.rules, town.clock.now)
    counts: list[int] = []
    while not counts or counts[-1] == 3:
        counts.append(await clock._batch(feedback_requests.enqueue_due))

    assert counts == [3, 3, 2]
    assert await town.count("outbox", "kind = 'feedback'") == 8


async def test_hrs_digest_names_what_was_asked_for_in_vain(make_town: MakeTown) -> None:
    town = await make_town(feedback={"nags": 3})
    await agree(town)
    await town.say("WangFang", "安排 李四 | 测试 | 老王(LaoWang) | 12-20 10:00")
    await town.pass_time(hours=30)
    await town.say("LiLei", "反馈 1 推荐 4 5 3")
    line = (
        "一直没有收到反馈（1），不再需要的请发“关闭反馈 编号”：\n"
        "#1 张三 · 前端 · 一面 · 反馈 1/2 · 缺韩梅梅"
    )

    await town.pass_time(hours=16, minutes=30)  # Thursday, asked for the last time
    assert line not in "".join(await town.pushed("WangFang"))
    await town.pass_time(days=1)
    [digest] = [text for text in await town.pushed("WangFang") if "早上好" in text]
    assert digest.endswith(line)
    await town.say("WangFang", "关闭反馈 1")
    await town.pass_time(days=3)
    assert "一直没有收到反馈" not in "".join(await town.pushed("WangFang"))


async def test_of_two_who_give_theirs_at_once_hr_hears_once_that_all_are_in(town: Town) -> None:
    for round_ in range(1, 9):
        await agree(town, f"明天 {9 + round_}:00")
        await town.say("WangFang", f"确认 {round_} 1")
    await town.pass_time(days=2)
    await town.pushed("WangFang")

    for round_ in range(1, 9):
        await asyncio.gather(
            town.say("LiLei", f"反馈 {round_} 推荐 4 5 3"),
            town.say("HanMeimei", f"反馈 {round_} 不推荐 4 5 3"),
        )
        told = await town.pushed("WangFang")
        assert [text.partition("\n")[0] for text in told] == [
            f"#{round_} 张三（前端 · 一面）的反馈齐了："
        ]
        assert "反馈齐了：\n结论：推荐 1、不推荐 1" in told[0]


async def test_closing_and_giving_at_once_have_one_order(town: Town) -> None:
    for round_ in range(1, 9):
        await agree(town, f"明天 {9 + round_}:00")
    await town.pass_time(days=2)

    for round_ in range(1, 9):
        closed, given = await asyncio.gather(
            town.say("WangFang", f"关闭反馈 {round_}"),
            town.say("LiLei", f"反馈 {round_} 推荐 4 5 3"),
        )
        rows = await town.count("feedback", f"interview_id = {round_}")
        assert closed is not None
        assert given is not None
        assert closed.startswith(f"已关闭 #{round_}（张三）的反馈（{rows}/2）")
        assert given.startswith("已保存对" if rows else f"#{round_} 的反馈已由王芳关闭")


async def test_what_is_due_is_found_by_indexes(town: Town) -> None:
    await agree(town)
    async with town.connection() as connection:
        await connection.execute(
            "INSERT INTO interview (candidate_id, hr_id, position, round, status, zone, starts_at,"
            " ends_at, agreed_at, revision, created_at)"
            " SELECT 1, 1, '', 1, 'done', 'UTC', t, t + interval '1 h', t, 1, t"
            " FROM generate_series(1, 30000) n, LATERAL (SELECT now() - n * interval '1 h' AS t) x"
        )
        await connection.execute(
            "INSERT INTO panel (interview_id, interviewer_id, seat)"
            " SELECT id, 1, 1 FROM interview WHERE id > 1"
        )
        await connection.execute("ANALYZE")
        now = town.clock.now()
        plan = await connection.fetch(
            f"EXPLAIN {feedback_requests._DUE}",
            [1], [now - timedelta(seconds=2)], [now], [None], [None], "Asia/Shanghai", "CN", 500,
        )  # fmt: skip

    read = "\n".join(line for (line,) in plan)
    assert "interview_ended_idx" in read
    assert "Seq Scan on interview" not in read
    assert "Seq Scan on panel" not in read
