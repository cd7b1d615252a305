"""Outbox to WeCom: in order, once, checked again before it is said, and never lost silently."""

import asyncio
from datetime import timedelta

import pytest
from pgqueuer.domain.models import Job
from structlog.testing import capture_logs

from bot import delivery
from bot.delivery import Delivery
from interviews.notices import Notice, write
from interviews.people import by_userid
from interviews.texts import Own
from simulator.faults import Trouble
from tests.town import Town


async def notify(town: Town, userid: str, *texts: str, kind: str = "test", **given: object) -> None:
    """Write notices to one person, in one transaction."""
    async with town.sessions() as session, session.begin():
        person = await by_userid(session, userid)
        assert person is not None
        notices = [
            Notice(person, Own(text), key=f"{userid}:{text[:60]}", kind=kind, **given)  # type: ignore[arg-type]
            for text in texts
        ]
        await write(session, notices, town.settings.rules, town.clock.now())
        await delivery.enqueue(session, town.clock.now())


@pytest.fixture(autouse=True)
async def met(town: Town) -> None:
    await town.hello("LiLei", "WangFang", "HanMeimei")


async def test_a_persons_notices_arrive_in_the_order_they_were_written(town: Town) -> None:
    texts = [f"第 {n} 条" for n in range(20)]
    await notify(town, "LiLei", *texts)

    assert await town.pushed("LiLei") == texts


async def test_several_workers_send_each_notice_once_and_in_order(town: Town) -> None:
    texts = [f"第 {n} 条" for n in range(15)]
    await notify(town, "LiLei", *texts)
    await notify(town, "HanMeimei", *texts)

    await asyncio.gather(*(town.deliver() for _ in range(4)))
    await town.deliver()

    assert await town.pushed("LiLei") == texts
    assert await town.pushed("HanMeimei") == texts


async def test_a_job_exists_only_if_its_row_does(town: Town) -> None:
    async with town.sessions() as session:
        person = await by_userid(session, "LiLei")
        assert person is not None
        notice = Notice(person, Own("x"), key="x", kind="test")
        await write(session, [notice], town.settings.rules, town.clock.now())
        await delivery.enqueue(session, town.clock.now())
        await session.rollback()

    assert await town.count("pgqueuer") == 0
    assert await town.count("outbox") == 0


async def test_the_same_key_is_said_once(town: Town) -> None:
    await notify(town, "LiLei", "一次")
    await notify(town, "LiLei", "一次")

    assert await town.pushed("LiLei") == ["一次"]
    assert await town.count("outbox") == 1


async def test_notices_have_wecom_check_for_duplicates_and_replies_do_not(town: Town) -> None:
    await notify(town, "LiLei", "通知")
    await notify(town, "LiLei", "回答", kind="reply")
    await town.deliver()

    notice, reply = town.wecom.pushes_to("LiLei")
    assert notice.payload["enable_duplicate_check"] == 1
    assert notice.payload["duplicate_check_interval"] == 14400
    assert "enable_duplicate_check" not in reply.payload


async def test_what_is_too_late_or_no_longer_true_is_dropped_with_the_reason(town: Town) -> None:
    await town.say("WangFang", "安排 张三(zhangsan) | 前端 | 李雷(LiLei) | 明天 15:00")
    await town.deliver()
    now = town.clock.now()
    await notify(town, "LiLei", "晚了", not_after=now - timedelta(seconds=1))
    await notify(town, "LiLei", "旧了", interview=1, revision=0)
    await town.say("WangFang", "确认 1 1")

    texts = await town.pushed("LiLei")
    async with town.connection() as connection:
        rows = await connection.fetch("SELECT text, reason FROM outbox WHERE state = 'dropped'")
    assert [text.partition("\n")[0] for text in texts] == ["您有一场面试 #1：张三 · 前端 · 一面"]
    assert {row["text"]: row["reason"] for row in rows} == {
        "晚了": "too late to help",
        "旧了": "no longer true",
    }


@pytest.mark.parametrize("code", [-1, 45033, 45009])
async def test_a_busy_wecom_is_asked_again_later(town: Town, code: int) -> None:
    town.wecom.faults.add("message/send", code=code, times=1)
    await notify(town, "LiLei", "一", "二")

    assert await town.pushed("LiLei") == []
    town.clock.advance(timedelta(minutes=2))
    assert await town.pushed("LiLei") == ["一", "二"]


@pytest.mark.parametrize(
    "trouble", [Trouble.SERVER_ERROR, Trouble.GARBAGE, Trouble.RESET, Trouble.ACCEPTED_UNANSWERED]
)
async def test_after_no_answer_it_is_said_again_and_read_once(town: Town, trouble: Trouble) -> None:
    town.wecom.faults.add("message/send", trouble=trouble, times=1)
    await notify(town, "LiLei", "只说一次")

    await town.deliver()
    town.clock.advance(timedelta(seconds=5))

    await town.deliver()
    assert [push.text for push in town.wecom.pushes_to("LiLei")] == ["只说一次"]
    assert await town.count("outbox", "state = 'sent'") == 1


async def test_an_untrusted_address_is_one_clear_line_for_the_operator(town: Town) -> None:
    town.wecom.faults.add("message/send", code=60020)
    await notify(town, "LiLei", "一", "二")
    await notify(town, "HanMeimei", "三")

    with capture_logs() as logs:
        await town.deliver()

    alarms = [line for line in logs if line["action"] == "wecom.refused"]
    assert len(alarms) == 1
    assert "203.0.113.7" in alarms[0]["reason"]
    assert "企业可信IP" in alarms[0]["reason"]
    town.wecom.faults.clear()
    town.clock.advance(timedelta(minutes=2))
    assert await town.pushed("LiLei") == ["一", "二"]
    assert await town.pushed("HanMeimei") == ["三"]


async def test_a_token_refused_for_ever_is_one_clear_line_and_loses_nothing(town: Town) -> None:
    town.wecom.tokens.refuse_all = True
    await notify(town, "LiLei", "一", "二")
    await notify(town, "HanMeimei", "三")
    workers = [town.delivery, Delivery(town.settings, town.made, town.clock.now)]
    with capture_logs() as logs:
        for n in range(54):  # nine minutes
            town.delivery = workers[n % 2]
            await town.deliver()
            town.clock.advance(timedelta(seconds=10))

    alarms = [line for line in logs if line["action"] == "wecom.refused"]
    assert len(alarms) == 2  # one of each worker
    assert "no other program" in alarms[0]["reason"]
    assert town.wecom.calls["gettoken"] <= 12
    assert town.wecom.calls["message/send"] <= 30
    town.wecom.tokens.refuse_all = False
    town.clock.advance(timedelta(minutes=2))
    assert await town.pushed("LiLei") == ["一", "二"]


async def test_what_a_member_wecom_cannot_reach_is_not_told_hr_is_told_each_time(
    town: Town,
) -> None:
    await town.say("WangFang", "安排 张三(nosuchone) | 前端 | 李雷(LiLei) | 明天 15:00")
    [offer] = await town.pushed("WangFang")
    await town.say("WangFang", "确认 1 1")
    [confirmation] = await town.pushed("WangFang")

    lost = (
        "没能通知到张三：企业微信里找不到账号 nosuchone，或者 TA 不在应用的可见范围内。\n"
        "面试 #1（前端 · 一面）的这条消息请另想办法转达：\n"
    )
    assert offer.startswith(f"{lost}张三，您好！王芳邀请您参加面试：")
    assert confirmation.startswith(f"{lost}面试已确认：前端 · 一面（#1）")
    assert await town.count("outbox", "state = 'dead' AND reason LIKE '%81013%'") == 2


async def test_hr_is_not_asked_to_pass_on_what_is_no_longer_true(town: Town) -> None:
    await town.say("WangFang", "安排 张三(nosuchone) | 前端 | 李雷(LiLei) | 明天 15:00")
    async with town.connection() as connection:
        job = await connection.fetchrow("SELECT * FROM pgqueuer")
        await town.delivery.work(Job.model_validate(dict(job)))  # dead, and HR not told yet
    await town.say("WangFang", "确认 1 1")

    [told] = await town.pushed("WangFang")

    assert "面试已确认" in told
    assert await town.count("outbox", "kind = 'undelivered' AND state = 'dropped'") == 1


async def test_a_partial_failure_in_a_successful_answer_is_a_failure(town: Town) -> None:
    town.wecom.remove_member("LiLei")
    await town.say("WangFang", "安排 张三(zhangsan) | 前端 | 李雷(LiLei) | 明天 15:00")
    await town.say("WangFang", "确认 1 1")

    interviews, told = await town.pushed("WangFang")

    assert interviews.startswith("李雷（LiLei）已收不到面约的消息")
    assert told.startswith("没能通知到李雷：企业微信里找不到账号 LiLei")
    assert await town.count("outbox", "state = 'dead'") == 1


async def test_a_long_notice_goes_out_in_parts_and_a_broken_one_goes_on_where_it_was(
    town: Town,
) -> None:
    text = "\n".join(f"{n:04} 一二三四五六七八九十" for n in range(200))
    town.wecom.faults.add("message/send", code=-1, times=0)
    await notify(town, "LiLei", text)
    await town.deliver()
    whole = await town.pushed("LiLei")

    assert "\n".join(whole) == text
    assert len(whole) == 4


async def test_what_a_dead_worker_had_claimed_is_free_again(town: Town) -> None:
    await notify(town, "LiLei", "遗言")
    async with town.connection() as connection:
        await connection.execute(
            "UPDATE outbox SET claimed_until = clock_timestamp() + interval '1 hour'"
        )
        assert await town.pushed("LiLei") == []
        await connection.execute(
            "UPDATE outbox SET claimed_until = clock_timestamp() - interval '1 second'"
        )
    assert await town.pushed("LiLei") == ["遗言"]
