"""What a candidate's page keeps from others, and what it withstands."""

import re

import pytest

from tests.pages.visiting import Page, Visitor, visiting
from tests.town import MakeTown, Town

HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex, nofollow",
}


async def offered(town: Town) -> None:
    """An offer to somebody who cannot be reached."""
    await town.hello("WangFang")
    await town.say("WangFang", "安排 赵六 | 后端 | 李雷(LiLei) | 明天 15:00-16:00 | 1号会议室")


def same(page: Page) -> tuple[int, str, dict[str, str]]:
    """What could tell two answers apart."""
    return page.status, page.html, {k: v for k, v in page.headers.items() if k != "Date"}


async def test_a_wrong_token_an_altered_one_and_one_of_nothing_get_the_same_404(town: Town) -> None:
    await offered(town)
    async with visiting(town) as guest:
        good = guest.link(1)
        altered = good[:-1] + ("A" if good[-1] != "A" else "B")
        pages = [
            await guest.open(path)
            for path in (
                altered,
                guest.link(2),
                "/c/1",
                "/c/" + "x" * 3000,
                "/c/%00%ff",
                f"{good}=",
            )
        ]

    assert {page.status for page in pages} == {404}
    assert {str(same(page)) for page in pages} == {str(same(pages[0]))}
    assert pages[0].read.lines == [
        "English",
        "打不开这个页面",
        "链接不完整，或者已经过期。请完整地复制链接再试；还是不行的话，请联系邀请您的人。",
    ]


async def test_every_answer_keeps_to_its_reader_and_runs_nothing_else(town: Town) -> None:
    await offered(town)
    async with visiting(town) as guest:
        offer = await guest.open(guest.link(1))
        done = await guest.send(offer, "confirm", slot="1")
        calendar = await guest.follow(done, "加到日历")
        pages = [offer, done, calendar, await guest.open("/c/nothing")]

    for page in pages:
        assert {name: page.headers[name] for name in HEADERS} == HEADERS
        policy = page.headers["Content-Security-Policy"]
        assert re.fullmatch(
            r"default-src 'none'; style-src 'sha256-\S+'; script-src 'sha256-\S+'; img-src data:;"
            r" form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
            policy,
        )
        assert "http://" not in page.html
        assert "Set-Cookie" not in page.headers


async def test_a_page_is_one_small_request(town: Town) -> None:
    times = "；".join(f"{day} {hour}:00" for day in ("周三", "周四") for hour in range(9, 19))
    await town.say("WangFang", f"安排 赵六 | 后端 | 李雷(LiLei) | {times} | 世纪大道100号")
    async with visiting(town) as guest:
        page = await guest.open(guest.link(1))

    assert len(page.read.times) == 20
    assert len(page.html.encode()) < 30_000
    assert not re.search(r"<(?:img|link rel=\"stylesheet|script [^>]*src)", page.html)


async def test_forms_for_one_token_are_limited_and_pass_again_after_a_while(town: Town) -> None:
    await offered(town)
    async with visiting(town) as guest:
        first = await guest.open(guest.link(1))
        pages = [await guest.send(first, "confirm") for _ in range(31)]
        assert [page.status for page in pages] == [422] * 30 + [429]
        assert pages[-1].headers["Retry-After"] == "600"
        assert pages[-1].read.lines[1:] == [
            "请稍等一会儿",
            "短时间内试得太多了。请过 10 分钟再试；着急的话，请联系邀请您的人。",
        ]
        assert (await guest.open(guest.link(1))).status == 200

        await town.pass_time(minutes=10)
        assert (await guest.send(first, "confirm", slot="1")).status == 200


async def test_guesses_from_one_address_are_limited_and_others_go_on(town: Town) -> None:
    async def knock(guest: Visitor, path: str, address: str) -> int:
        return (await guest.open(path, **{"X-Forwarded-For": address})).status

    await offered(town)
    async with visiting(town) as guest:
        forged = [await knock(guest, f"/c/{n}", f"{n}.1.1.1, 203.0.113.7") for n in range(201)]

        assert forged == [404] * 200 + [429]
        assert await knock(guest, "/c/x", "203.0.113.8") == 404
        assert await knock(guest, guest.link(1), "203.0.113.7") == 200


async def test_without_a_proxy_no_address_is_believed(make_town: MakeTown) -> None:
    town = await make_town(server={"proxies": 0})
    async with visiting(town) as guest:
        found = [
            (await guest.open("/c/x", **{"X-Forwarded-For": f"203.0.113.{n}"})).status
            for n in range(201)
        ]

    assert found == [404] * 200 + [429]


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"do=confirm&slot=1&key=%ff%fe", "application/x-www-form-urlencoded"),
        (b"do=confirm&slot=1", "application/x-www-form-urlencoded; charset=klingon"),
        (b'{"do": "confirm"}', "application/json"),
        (b"", "multipart/form-data; boundary=x"),
        (b"do=drop&key=\x00", "application/x-www-form-urlencoded"),
    ],
)
async def test_what_is_no_form_of_ours_changes_nothing(town: Town, body: bytes, kind: str) -> None:
    await offered(town)
    async with visiting(town) as guest:
        url = town.server.make_url(guest.link(1))
        async with guest.http.post(url, data=body, headers={"Content-Type": kind}) as answer:
            assert answer.status == 409

    assert await town.count("interview", "status = 'confirmed'") == 0


async def test_a_null_character_is_left_out(town: Town) -> None:
    await offered(town)
    async with visiting(town) as guest:
        page = await guest.send(await guest.open(guest.link(1)), "cancel", text="病\x00了")

    assert page.said == "已取消 #1（赵六），相关的人会收到通知和原因。"


async def test_an_answer_is_shown_only_to_whom_it_was_given(town: Town) -> None:
    await offered(town)
    await town.say(
        "WangFang", "安排 钱七 | 测试 | 韩梅梅(HanMeimei) | 明天 15:00-16:00 | 2号会议室"
    )
    async with visiting(town) as guest:
        done = await guest.send(await guest.open(guest.link(1)), "confirm", slot="1")
        key = done.url.split("said=")[1]

        other = await guest.open(f"{guest.link(2)}?said={key}")
        own = await guest.open(f"{guest.link(1)}?said={key}")

        nonsense = [await guest.open(f"{guest.link(1)}?said={one}") for one in ("%00", "é" * 40)]

    assert other.said == ""
    assert own.said == done.said
    assert [(page.status, page.said) for page in nonsense] == [(200, ""), (200, "")]


async def test_a_page_without_a_database_says_to_come_back(town: Town) -> None:
    await offered(town)
    async with visiting(town) as guest:
        first = await guest.open(guest.link(1))
        async with town.connection() as connection:
            await connection.execute("ALTER TABLE interview RENAME TO elsewhere")
        page = await guest.send(first, "confirm", slot="1")
        async with town.connection() as connection:
            await connection.execute("ALTER TABLE elsewhere RENAME TO interview")
        done = await guest.send(first, "confirm", slot="1")

    assert (page.status, page.read.lines[1:]) == (
        503,
        ["暂时打不开", "刚才没有办成，什么也没有改变。请返回上一页，过一会儿再试。"],
    )
    assert done.read.title == "面试 #1 · 面试已确认"
