"""One message is one transaction: duplicates, order, slowness, bugs, and who speaks."""

import asyncio
import json
from datetime import timedelta
from typing import Any

import asyncpg
import pytest

import handlers
from bot.routing import Chat, Router
from interviews.texts import Own, Refused, Text, Words
from models import Change
from simulator.faults import Trouble
from tests.town import MakeTown, Town

NOTHING = Text(zh="-", en="-")


def with_commands(*handled: tuple[str, object], changes: bool = True) -> Router:
    """The real router and a few words of the test's own."""
    router = Router()
    router.include(handlers.router)
    for rank, (word, handler) in enumerate(handled):
        router.command(
            word, usage=NOTHING, summary=NOTHING, example=NOTHING, rank=200 + rank, changes=changes
        )(handler)  # type: ignore[arg-type]
    return router


async def test_the_same_message_again_has_one_effect_and_the_same_reply(town: Town) -> None:
    await town.hello("WangFang")
    text = "安排 张三(zhangsan) | 前端 | 李雷(LiLei) | 明天 15:00"

    first = await town.wecom.say("WangFang", text, msg_id=7)
    again = await town.wecom.say("WangFang", text, msg_id=7)

    assert first.text is not None
    assert first.text.startswith("已安排 #1")
    assert again.text == first.text
    assert await town.count("interview") == 1
    assert len(await town.pushed("zhangsan")) == 1


async def test_the_same_message_at_once_has_one_effect_and_the_same_reply(town: Town) -> None:
    await town.hello("WangFang")
    text = "安排 张三(zhangsan) | 前端 | 李雷(LiLei) | 明天 15:00"

    answers = await asyncio.gather(*(town.wecom.say("WangFang", text, msg_id=7) for _ in range(20)))

    assert len({answer.text for answer in answers}) == 1
    assert await town.count("interview") == 1


async def test_two_events_of_one_second_are_both_handled(town: Town) -> None:
    await town.hello("LiLei")

    answers = await asyncio.gather(
        town.wecom.click("LiLei", "next"), town.wecom.click("LiLei", "today")
    )

    assert [answer.text for answer in answers] == [
        "之后没有安排面试。",
        "今天（11月24日 周二）没有面试。\n之后也没有安排。",
    ]


async def test_the_same_event_again_is_not_handled_twice(town: Town) -> None:
    await town.hello("LiLei")

    first = await town.wecom.click("LiLei", "language en")
    await town.say("LiLei", "language zh")
    again = await town.wecom.click("LiLei", "language en")

    assert first.text == again.text == "All right, English from now on."
    assert await town.count("person", "language = 'en'") == 0


async def test_the_first_word_of_a_member_makes_them_known_with_wecoms_name(town: Town) -> None:
    await town.say("LILEI", "今天")

    async with town.connection() as connection:
        row = await connection.fetchrow("SELECT userid, name, named, channel FROM person")
    assert dict(row) == {"userid": "LiLei", "name": "李雷", "named": True, "channel": "wecom"}


async def test_events_make_a_member_known_but_leaving_does_not(town: Town) -> None:
    for userid, event in (
        ("LiLei", "view"),
        ("HanMeimei", "enter_agent"),
        ("LaoWang", "unsubscribe"),
        ("lisi", "low_active"),
        ("zhangsan", "subscribe"),
    ):
        await town.wecom.event(userid, event, EventKey="")

    async with town.connection() as connection:
        rows = await connection.fetch("SELECT userid FROM person ORDER BY userid")
    assert [row["userid"] for row in rows] == ["HanMeimei", "LiLei", "zhangsan"]


async def test_a_name_wecom_does_not_give_is_the_userid_and_is_asked_again(town: Town) -> None:
    town.wecom.faults.add("user/get", code=60011, times=1)

    first = await town.say("LiLei", "帮助")
    second = await town.say("LiLei", "帮助")

    assert first is not None
    assert second is not None
    assert first.startswith("LiLei，您好！")
    assert second.startswith("李雷，您好！")


async def test_a_slow_name_is_not_waited_for_longer_than_a_second(town: Town) -> None:
    town.wecom.faults.add("user/get", trouble=Trouble.HANG)

    answer = await town.wecom.say("LiLei", "帮助")

    assert answer.text is not None
    assert answer.text.startswith("LiLei，您好！")
    assert answer.seconds < 2


async def test_userids_are_strings_compared_without_case(town: Town) -> None:
    town.wecom.add_member("0020203", "零零")
    await town.say("0020203", "今天")
    await town.say("wangfang", "今天")
    await town.say("WANGFANG", "今天")

    async with town.connection() as connection:
        userids = await connection.fetch("SELECT userid FROM person ORDER BY userid")
    assert [row["userid"] for row in userids] == ["0020203", "WangFang"]


async def test_a_refusal_undoes_what_the_handler_did(make_town: MakeTown) -> None:
    async def half_done(chat: Chat) -> Words:
        chat.session.add(Change(interview_id=1, at=chat.now, what="late", detail={}))
        chat.person.name = "别人"
        raise Refused(Text(zh="不行。", en="No."))

    town = await make_town(router=with_commands(("halfdone", half_done)))
    await town.hello("LiLei")

    assert await town.say("LiLei", "halfdone") == "不行。"
    assert await town.count("change") == 0
    assert await town.count("person", "name = '李雷'") == 1


@pytest.mark.parametrize("changes", [True, False])
async def test_a_bug_is_answered_with_a_reference_and_changes_nothing(
    make_town: MakeTown, changes: bool
) -> None:
    async def broken(chat: Chat) -> Words:
        chat.person.name = "别人"
        await chat.session.flush()
        raise ZeroDivisionError("a secret of 张三")

    async def worse(chat: Chat) -> Words:
        async with chat.session.begin_nested():
            chat.session.add(Change(interview_id=10**9, at=chat.now, what="late", detail={}))
        return NOTHING

    async def by_hand(chat: Chat) -> Words:
        await chat.rows.fetch("SELECT 1 / 0")
        return NOTHING

    router = with_commands(
        ("broken", broken), ("worse", worse), ("byhand", by_hand), changes=changes
    )
    town = await make_town(router=router)
    await town.hello("LiLei")

    for word in ("broken", "worse", "byhand"):
        answer = await town.wecom.say("LiLei", word, msg_id=hash(word) % 1000)
        assert answer.text is not None
        apology, _, rest = answer.text.partition("请把编号 ")
        reference = rest.removesuffix(" 告诉管理员。")
        assert apology == (
            "抱歉，出了点问题，刚才这句话没有办成，什么也没有改变。请稍后再试；如果还是这样，"
        )
        assert await town.count("inbox", f"reference = '{reference}'") == 1
    if changes:
        assert await town.count("person", "name = '别人'") == 0


async def test_a_slow_handler_is_answered_empty_and_pushed_once(make_town: MakeTown) -> None:
    going_on = asyncio.Event()

    async def slow(chat: Chat) -> Words:
        await going_on.wait()
        return Own(f"终于好了，{chat.person.name}")

    town = await make_town(router=with_commands(("slow", slow)), callback={"answer_within": "0.2s"})
    await town.hello("LiLei")

    first = await town.wecom.say("LiLei", "slow", msg_id=9)
    assert (first.status, first.text) == (200, None)
    assert await town.pushed("LiLei") == []

    going_on.set()
    await town.conversation.finish()
    town.clock.advance(timedelta(seconds=1))
    assert await town.pushed("LiLei") == ["终于好了，李雷"]

    again = await town.wecom.say("LiLei", "slow", msg_id=9)
    assert (again.status, again.text) == (200, None)
    assert await town.pushed("LiLei") == []


async def test_retries_of_slow_messages_do_not_use_up_the_pool(make_town: MakeTown) -> None:
    going_on = asyncio.Event()

    async def slow(chat: Chat) -> Words:
        del chat
        await going_on.wait()
        return NOTHING

    town = await make_town(
        router=with_commands(("slow", slow)),
        callback={"answer_within": "0.3s"},
        database={"pool": 2},
    )
    await town.hello("LiLei", "HanMeimei")

    await asyncio.gather(*(town.wecom.say("LiLei", "slow", msg_id=9) for _ in range(30)))
    others = await asyncio.gather(*(town.say("HanMeimei", "下一场") for _ in range(5)))

    going_on.set()
    await town.conversation.finish()
    assert set(others) == {"之后没有安排面试。"}


async def test_a_persons_messages_are_handled_in_the_order_they_came(make_town: MakeTown) -> None:
    seen: list[str] = []
    started, going_on = asyncio.Event(), asyncio.Event()

    async def note(chat: Chat) -> Words:
        started.set()
        await going_on.wait()
        seen.append(chat.args)
        return NOTHING

    town = await make_town(router=with_commands(("note", note)))
    await town.hello("LiLei")

    first = asyncio.create_task(town.say("LiLei", "note 1"))
    await started.wait()
    others = [asyncio.create_task(town.say("LiLei", f"note {n}")) for n in (2, 3)]
    going_on.set()
    await asyncio.gather(first, *others)

    assert seen[0] == "1"
    assert sorted(seen) == ["1", "2", "3"]


async def test_a_long_answer_is_split_on_lines_first_passive_then_pushed_in_order(
    make_town: MakeTown,
) -> None:
    async def long(chat: Chat) -> Words:
        del chat
        return Own("\n".join(f"{n:03} 😀 一二三四五六七八九十" for n in range(150)))

    town = await make_town(router=with_commands(("long", long)))
    await town.hello("LiLei")

    passive = await town.say("LiLei", "long")
    assert await town.pushed("LiLei") == []  # a second after the reply, so that it comes second
    town.clock.advance(timedelta(seconds=1))
    rest = await town.pushed("LiLei")

    pieces = [passive or "", *rest]
    assert [len(piece.encode()) <= 2048 for piece in pieces] == [True] * len(pieces)
    assert "\n".join(pieces) == "\n".join(f"{n:03} 😀 一二三四五六七八九十" for n in range(150))


async def test_looking_waits_for_no_disk_and_changing_does(town: Town) -> None:
    await town.hello("LiLei", "HanMeimei")

    async with town.connection() as connection:
        usual = await connection.fetchval("SHOW synchronous_commit")

        async def configure(commit: str, standby: str) -> None:
            await connection.execute("SET synchronous_commit = off")
            await connection.execute(f"ALTER SYSTEM SET synchronous_commit = {commit}")
            await connection.execute(f"ALTER SYSTEM SET synchronous_standby_names = '{standby}'")
            await connection.execute("SELECT pg_reload_conf()")

        await configure("on", "nobody")  # whoever waits for the disk waits for ever now
        try:
            async with asyncio.timeout(3):
                changing = await _stuck_at_the_disk(town, connection)
            looked = await town.say("LiLei", "下一场")
            waiting = not changing.done()
        finally:
            await configure(usual, "")
    assert looked == "之后没有安排面试。"
    assert waiting
    assert await changing in {"All right, English from now on.", "好的，以后说中文。"}


async def _stuck_at_the_disk(
    town: Town, connection: asyncpg.Connection
) -> asyncio.Task[str | None]:
    """A change that waits for the disk; the setting takes a moment to reach every backend."""
    stuck = "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'SyncRep'"
    while True:
        for language in ("en", "zh"):
            changing = asyncio.create_task(town.say("HanMeimei", f"language {language}"))
            while not changing.done():
                if await connection.fetchval(stuck):
                    return changing
                await asyncio.wait({changing}, timeout=0.02)


async def test_without_the_database_wecom_is_asked_to_come_again(town: Town) -> None:
    await town.hello("LiLei")
    async with town.connection() as connection:
        await connection.execute("ALTER TABLE inbox RENAME TO gone")
        away = await town.wecom.say("LiLei", "今天", msg_id=11)
        await connection.execute("ALTER TABLE gone RENAME TO inbox")

    back = await town.wecom.say("LiLei", "今天", msg_id=11)

    assert (away.status, away.attempts) == (503, 4)
    assert back.text == "今天（11月24日 周二）没有面试。\n之后也没有安排。"


@pytest.mark.parametrize("text", ["今天", "语言 en"])
async def test_a_connection_that_was_just_ended_is_not_noticed(town: Town, text: str) -> None:
    await town.say("LiLei", "今天")
    ended = b"SFATAL\0C57P01\0Mterminating connection\0\0"
    async with town.conversation.engine.connect() as connection:
        rows: Any = (await connection.get_raw_connection()).driver_connection
        # What the server says before it closes; the closing itself is still on its way.
        rows._protocol.data_received(b"E" + (len(ended) + 4).to_bytes(4) + ended)

    assert await town.say("LiLei", text) is not None  # answered at the first try


async def test_a_question_of_another_version_is_forgotten(town: Town) -> None:
    await town.hello("LiLei")
    asked = {"name": "gone", "data": {}, "asked_at": town.clock.now().isoformat()}
    async with town.connection() as connection:
        await connection.execute("UPDATE person SET question = $1", json.dumps(asked))

    answer = await town.say("LiLei", "明天再说")

    assert answer == await town.say("LiLei", "明天再说")
    assert await town.count("person", "question IS NOT NULL") == 0
