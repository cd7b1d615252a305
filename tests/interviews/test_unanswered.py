"""Who does not answer within a working day is reminded once, then HR sees it in the digest."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from interviews.availability import Absence, Calendar
from interviews.unanswered import working_day_after
from interviews.values import Span
from models import Person
from models.availability import BusyKind
from tests.town import Town

SHANGHAI = ZoneInfo("Asia/Shanghai")


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=SHANGHAI)


def calendar(**given: object) -> Calendar:
    person = Person(id=1, name="李雷", roles=[], created_at=at(1, 0).astimezone(UTC))
    return Calendar(person, SHANGHAI, "CN", Span(9 * 60, 18 * 60), **given)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("asked", "due"),
    [
        (at(24, 10), at(25, 10)),  # Tuesday
        (at(27, 16), at(30, 16)),  # Friday to Monday
        (at(27, 20), at(30, 9) + timedelta(days=1)),  # heard on Monday morning
        (at(28, 12), at(30, 9) + timedelta(days=1)),
        (at(24, 7), at(25, 9)),
    ],
)
def test_a_working_day_later(asked: datetime, due: datetime) -> None:
    assert working_day_after(calendar(), asked) == due


def test_own_hours_and_leave_count() -> None:
    mornings: dict[int, Span | None] = {2: Span(8 * 60, 12 * 60), 3: None}
    away = Absence(1, BusyKind.LEAVE, at(27, 0), at(28, 0), "")

    assert working_day_after(calendar(workdays=mornings), at(24, 15)) == at(25, 12)
    assert working_day_after(calendar(workdays={3: None}, absences=[away]), at(25, 15)) == at(
        30, 15
    )


@pytest.fixture
async def agreed(town: Town) -> None:
    await town.hello("WangFang", "zhangsan", "LiLei", "HanMeimei")
    await town.say("WangFang", "安排 张三(zhangsan) | 后端 | 李雷、韩梅梅 | 周五 15:00")
    await town.say("zhangsan", "1")
    await town.say("HanMeimei", "接受 1")
    await town.pass_time(seconds=2)
    for userid in ("WangFang", "zhangsan", "LiLei", "HanMeimei"):
        await town.pushed(userid)


@pytest.mark.usefixtures("agreed")
async def test_they_are_reminded_once_then_hr_sees_it_in_the_digest(town: Town) -> None:
    await town.pass_time(hours=23, minutes=50)
    assert await town.pushed("LiLei") == []

    await town.pass_time(minutes=10)
    assert await town.pushed("LiLei") == [
        (
            "请答复面试 #1：张三 · 后端 · 一面\n时间：11月27日 周五 15:00–16:00\n"
            "能参加请回复“接受 1”，不能参加请回复“拒绝 1 原因”。"
        )
    ]
    assert await town.pushed("HanMeimei") == []
    await town.pushed("WangFang")
    await town.pass_time(hours=22, minutes=30)  # Thursday, 8:30

    [digest] = await town.pushed("WangFang")
    assert digest.endswith(
        "没有答复的面试官（1）：\n#1 李雷 · 张三 · 后端 · 一面 · 11月27日 周五 15:00–16:00"
    )
    assert await town.pushed("LiLei") == []


@pytest.mark.usefixtures("agreed")
async def test_who_has_answered_or_left_the_panel_is_left_alone(town: Town) -> None:
    await town.say("LiLei", "接受 1")

    await town.pass_time(hours=24, minutes=10)

    assert await town.pushed("LiLei") == []
