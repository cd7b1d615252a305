"""A candidate's page in a real browser of a phone's size.

Needs Debian's chromium; without it these tests are skipped, but in CI, and with
MIANYUE_BROWSER=required, they fail. Set MIANYUE_SCREENSHOTS to a folder to keep pictures.
"""

import os
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, ViewportSize, async_playwright

from tests.pages.visiting import Visitor, visiting
from tests.town import Town

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
REQUIRED = bool(os.environ.get("CI")) or os.environ.get("MIANYUE_BROWSER") == "required"
PICTURES = os.environ.get("MIANYUE_SCREENSHOTS")
PHONE: ViewportSize = {"width": 390, "height": 844}
OFFER = (
    "安排 赵六 | 后端工程师 | 李雷(LiLei)、韩梅梅(HanMeimei) | 明天 15:00-16:00；周五 14:00"
    " | 上海市浦东新区世纪大道100号环球金融中心12层"
)

pytestmark = pytest.mark.skipif(
    CHROMIUM is None and not REQUIRED, reason="no chromium here (on Debian: apt install chromium)"
)
Opens = Callable[..., Awaitable[Page]]


@pytest.fixture(scope="module")
async def browser() -> AsyncIterator[Browser]:
    """One for all of them; each test has a context of its own."""
    assert CHROMIUM is not None, "chromium has to be installed here"
    async with async_playwright() as playwright:
        options = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"]
        made = await playwright.chromium.launch(executable_path=CHROMIUM, args=options)
        yield made
        await made.close()


@pytest.fixture
async def guest(town: Town) -> AsyncIterator[Visitor]:
    """赵六, who was passed the link."""
    await town.hello("WangFang")
    await town.say("WangFang", OFFER)
    async with visiting(town) as made:
        yield made


@pytest.fixture
async def opens(browser: Browser, guest: Visitor, town: Town) -> AsyncIterator[Opens]:
    """Opens 赵六's page on a phone; nothing a browser complains about may happen there."""
    complaints: list[str] = []
    async with AsyncExitStack() as stack:

        async def open_(*, script: bool = True, **phone: str) -> Page:
            context = await stack.enter_async_context(
                await browser.new_context(
                    viewport=PHONE, is_mobile=True, has_touch=True, device_scale_factor=2,
                    java_script_enabled=script, locale=phone.get("locale", "zh-CN"),
                    timezone_id=phone.get("zone", "Asia/Shanghai"),
                    color_scheme="dark" if phone.get("dark") else "light",
                )
            )  # fmt: skip
            page = await context.new_page()
            page.on("console", lambda message: complaints.append(message.text))
            page.on("pageerror", lambda error: complaints.append(str(error)))
            await page.goto(str(town.server.make_url(guest.link(1))))
            return page

        yield open_
    assert complaints == []


async def look(page: Page, name: str) -> None:
    """Nothing stands out to the side; keep a picture if pictures are wanted."""
    if PICTURES:
        await page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)
    assert await page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


async def test_a_thumb_chooses_confirms_and_asks_for_another_time(opens: Opens, town: Town) -> None:
    page = await opens()
    await look(page, "offer")
    await page.get_by_label("11月27日 周五 14:00–15:00").tap()
    await page.get_by_role("button", name="确认这个时间").tap()
    await page.wait_for_url("**?said=*")
    assert await page.get_by_role("heading", level=1).inner_text() == "面试已确认"
    status = await page.get_by_role("status").inner_text()
    assert status.startswith("面试已确认：后端工程师 · 一面（#1）\n")
    await look(page, "confirmed")
    assert await town.count("interview", "status = 'confirmed'") == 1

    await page.get_by_text("想换个时间？").tap()
    await page.get_by_label("您方便的时间和原因").fill("下周一上午可以")
    await page.get_by_role("button", name="告诉王芳").tap()
    await page.get_by_text("您提出过改期").wait_for()
    await look(page, "asked")


async def test_it_works_without_a_script_in_english_in_another_zone(opens: Opens) -> None:
    page = await opens(script=False, locale="en-GB", zone="Europe/Berlin")
    await page.get_by_text("Times are shown in China Standard Time").tap()
    await page.get_by_label("Time zone").select_option(label="UTC+1 Central European Standard Time")
    await look(page, "zones")
    await page.get_by_role("button", name="Show").tap()
    await page.get_by_label("Wed 25 Nov 08:00–09:00 (Central European Standard Time)").tap()
    await page.get_by_role("button", name="Confirm this time").tap()
    await page.get_by_role("status").get_by_text("Your interview is confirmed").wait_for()
    await page.get_by_text("You cannot come?").tap()
    await page.get_by_label("The reason; 王芳 will be told").fill("I have taken another job")
    await page.get_by_role("button", name="Cancel the interview").tap()

    title = page.get_by_role("heading", level=1, name="Your interview has been cancelled")
    await title.wait_for()
    await look(page, "cancelled")


async def test_with_a_script_the_times_are_in_the_phones_zone_by_themselves(opens: Opens) -> None:
    page = await opens(zone="America/New_York", locale="en-US")
    await page.wait_for_url("**?zone=America%2FNew_York")

    shown = await page.get_by_role("radio").first.evaluate("one => one.parentElement.innerText")
    assert shown.split("\n") == [
        "Wed 25 Nov 02:00–03:00 (Eastern Standard Time)",
        "Kept for you until Wed 25 Nov 02:00",
    ]


async def test_it_is_one_request_where_nothing_has_to_be_switched(
    opens: Opens, browser: Browser, guest: Visitor, town: Town
) -> None:
    asked: list[str] = []
    async with await browser.new_context(viewport=PHONE, timezone_id="Asia/Singapore") as context:
        page = await context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        url = str(town.server.make_url(guest.link(1)))
        await page.goto(url, wait_until="networkidle")

    assert [one for one in asked if not one.startswith("data:")] == [url]


async def test_a_screen_reader_finds_its_way(opens: Opens) -> None:
    page = await opens()
    await page.keyboard.press("Tab")
    assert await page.evaluate("document.activeElement.textContent") == "English"
    await page.get_by_text("不能参加了？").tap()

    tree = await page.locator("body").aria_snapshot()

    for line in (
        '- link "English"',
        '- heading "请选择面试时间" [level=1]',
        "- term: 地点",
        '- group "可选时间"',
        '- radio "11月25日 周三 15:00–16:00 为您保留到 11月25日 周三 15:00"',
        '- button "确认这个时间"',
        '- textbox "原因，会转告王芳"',
        '- button "取消面试"',
    ):
        assert line in tree, tree


async def test_it_can_be_read_at_night(opens: Opens) -> None:
    page = await opens(dark="yes")
    await look(page, "night")

    ground = await page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert ground == "rgb(17, 17, 17)"
