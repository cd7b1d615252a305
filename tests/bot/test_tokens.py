"""One access token for all processes, fetched by one of them, with bounded patience."""

import asyncio
from contextlib import AsyncExitStack
from datetime import timedelta

import pytest

from bot.machinery import machinery
from bot.tokens import TokenRefused
from bot.wecom import WeComError, WeComUnreachable
from simulator.faults import Trouble
from tests.town import MakeTown, Town


async def send(town: Town) -> None:
    await town.made.wecom.message.send(
        1000002, "LiLei", msg={"msgtype": "text", "text": {"content": "hi"}}
    )


async def test_ten_processes_at_expiry_fetch_one_token(town: Town) -> None:
    async with AsyncExitStack() as stack:
        processes = [
            await stack.enter_async_context(machinery(town.settings, town.url, town.clock.now))
            for _ in range(10)
        ]
        tokens = await asyncio.gather(
            *(process.wecom.tokens.get() for process in processes for _ in range(5))
        )
        first_calls = town.wecom.calls["gettoken"]
        town.clock.advance(timedelta(hours=2))
        later = await asyncio.gather(
            *(process.wecom.tokens.get() for process in processes for _ in range(5))
        )

    assert (first_calls, len(set(tokens))) == (1, 1)
    assert (town.wecom.calls["gettoken"], len(set(later))) == (2, 1)
    assert tokens[0] != later[0]


async def test_ten_processes_whose_token_is_refused_replace_it_once_and_every_call_gets_through(
    town: Town,
) -> None:
    async with AsyncExitStack() as stack:
        processes = [
            await stack.enter_async_context(machinery(town.settings, town.url, town.clock.now))
            for _ in range(10)
        ]
        for process in processes:
            await process.wecom.tokens.get()
        town.wecom.tokens.expire()

        await asyncio.gather(
            *(
                process.wecom.message.send(
                    1000002, "LiLei", msg={"msgtype": "text", "text": {"content": f"{n}"}}
                )
                for process in processes
                for n in range(2)
            )
        )

    assert town.wecom.calls["gettoken"] == 2
    assert town.wecom.calls["message/send"] <= 2 * 20
    assert len(town.wecom.pushes) == 20


async def test_a_token_is_refreshed_ahead_of_its_end(town: Town) -> None:
    await send(town)
    town.clock.advance(timedelta(minutes=114))
    await send(town)
    assert town.wecom.calls["gettoken"] == 1

    town.wecom.tokens.rotate = True
    town.clock.advance(timedelta(minutes=2))
    await send(town)

    assert town.wecom.calls["gettoken"] == 2


async def test_while_one_process_refreshes_the_others_use_the_old_token(town: Town) -> None:
    await send(town)
    town.clock.advance(timedelta(minutes=117))
    async with machinery(town.settings, town.url, town.clock.now) as other:
        town.wecom.faults.add("gettoken", delay=0.3)
        refreshing = asyncio.create_task(town.made.wecom.tokens.get())
        while town.wecom.calls["gettoken"] < 2:
            await asyncio.wait({refreshing}, timeout=0.01)
        meanwhile = await other.wecom.tokens.get()

        assert not refreshing.done()
        assert meanwhile
        await refreshing
    assert town.wecom.calls["gettoken"] == 2


@pytest.mark.parametrize("code", [42001, 40014])
async def test_a_refused_token_is_replaced_once_and_the_call_repeated(
    town: Town, code: int
) -> None:
    await send(town)
    town.wecom.tokens.expire(code)

    await send(town)

    assert town.wecom.calls["gettoken"] == 2
    assert town.wecom.calls["message/send"] == 3
    assert len(town.wecom.pushes) == 2


async def test_only_the_stored_token_is_replaced(town: Town) -> None:
    async with machinery(town.settings, town.url, town.clock.now) as other:
        await send(town)
        old = await other.wecom.tokens.get()
        town.wecom.tokens.expire()
        await send(town)

        assert await other.wecom.tokens.replace(old) == await town.made.wecom.tokens.get()
    assert town.wecom.calls["gettoken"] == 2


async def test_a_token_refused_for_ever_is_tried_a_bounded_number_of_times(town: Town) -> None:
    await send(town)
    town.wecom.tokens.refuse_all = True
    for _ in range(10):
        with pytest.raises((TokenRefused, WeComError)):
            await send(town)

    assert town.wecom.calls["gettoken"] <= 2
    assert town.wecom.calls["message/send"] <= 13
    town.clock.advance(timedelta(minutes=1))
    with pytest.raises(WeComError, match="40014"):
        await send(town)


async def test_a_wrong_secret_is_a_clear_error_that_shows_no_secret(town: Town) -> None:
    town.wecom.tokens.secret = "another"  # noqa: S105 - of the simulator

    with pytest.raises(WeComError) as caught:
        await send(town)

    assert caught.value.code == 40001
    assert "test-secret" not in str(caught.value)


@pytest.mark.parametrize(
    "trouble", [Trouble.SERVER_ERROR, Trouble.GARBAGE, Trouble.RESET, Trouble.HANG]
)
async def test_no_answer_is_no_answer_and_shows_no_token(
    make_town: MakeTown, trouble: Trouble
) -> None:
    town = await make_town(wecom={"timeout": "1s"})
    await send(town)
    town.wecom.faults.add("message/send", trouble=trouble)
    token = await town.made.wecom.tokens.get()

    with pytest.raises(WeComUnreachable) as caught:
        await send(town)

    assert token not in repr(caught.value)
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__


async def test_when_no_new_token_is_to_be_had_the_old_one_serves_while_it_lasts(
    town: Town,
) -> None:
    await send(town)
    town.clock.advance(timedelta(minutes=116))
    town.wecom.faults.add("gettoken", code=-1)

    await send(town)

    assert len(town.wecom.pushes) == 2
    town.clock.advance(timedelta(minutes=5))
    with pytest.raises(WeComError, match="-1"):
        await send(town)


async def test_the_untrusted_address_is_in_the_error(town: Town) -> None:
    town.wecom.faults.add("message/send", code=60020)

    with pytest.raises(WeComError) as caught:
        await send(town)

    assert (caught.value.code, caught.value.ip) == (60020, "203.0.113.7")
