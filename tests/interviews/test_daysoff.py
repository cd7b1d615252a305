"""Holidays, and weekend days worked for them."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from interviews import daysoff
from interviews.availability import Calendar
from interviews.texts import Reader
from interviews.values import Span
from models import Person
from models.person import Language
from tests.town import TUESDAY

USUAL = Span(540, 1080)
ZH, EN = (Reader(language, ZoneInfo("Asia/Shanghai"), TUESDAY) for language in Language)


def calendar(region: str = "CN") -> Calendar:
    person = Person(id=1, userid="u", name="李雷", created_at=TUESDAY)
    return Calendar(person, ZoneInfo("Asia/Shanghai"), region, USUAL)


@pytest.mark.parametrize(
    ("day", "works", "zh", "en"),
    [
        (date(2026, 1, 1), False, "元旦", "New Year's Day"),
        (date(2026, 1, 2), False, "元旦", "New Year's Day"),
        (date(2026, 1, 4), True, "元旦", "New Year's Day"),  # a Sunday worked for Friday the 2nd
        (date(2026, 10, 1), False, "国庆节", "National Day"),
        (date(2026, 10, 7), False, "国庆节", "National Day"),
        (date(2026, 10, 10), True, "国庆节", "National Day"),  # a Saturday
    ],
)
def test_mainland_days(day: date, works: bool, zh: str, en: str) -> None:
    special = daysoff.special("CN", day)

    assert special is not None
    assert (special.works, special.to(ZH), special.to(EN)) == (works, zh, en)
    assert calendar().hours(day) == (USUAL if works else None)


def test_other_days_are_like_their_weekday() -> None:
    friday, saturday = date(2026, 11, 27), date(2026, 11, 28)

    assert (daysoff.special("CN", friday), daysoff.special("CN", saturday)) == (None, None)
    assert (calendar().hours(friday), calendar().hours(saturday)) == (USUAL, None)


def test_a_worked_weekend_day_has_the_hours_of_a_monday_unless_one_said_otherwise() -> None:
    early = calendar()
    early.workdays[0] = Span(480, 960)
    never = calendar()
    never.workdays |= {0: Span(480, 960), 5: None}

    assert early.hours(date(2026, 10, 10)) == Span(480, 960)
    assert never.hours(date(2026, 10, 10)) is None


def test_one_who_works_on_saturdays_is_off_when_it_is_a_holiday() -> None:
    saturdays = calendar()
    saturdays.workdays[5] = Span(600, 720)

    assert saturdays.hours(date(2026, 11, 28)) == Span(600, 720)
    assert saturdays.hours(date(2026, 10, 3)) is None


def test_a_year_nobody_has_announced_is_not_guessed() -> None:
    assert daysoff.known("CN", 2026)
    assert not daysoff.known("CN", 2031)
    assert daysoff.special("CN", date(2031, 1, 1)) is None


def test_another_country_has_its_own() -> None:
    christmas = date(2026, 12, 25)

    assert calendar("CN").hours(christmas) == USUAL
    assert calendar("DE").hours(christmas) is None
    special = daysoff.special("DE", christmas)
    assert special is not None
    assert special.to(EN) == "Christmas Day"
    assert calendar("DE").hours(date(2026, 10, 1)) == USUAL
    assert not daysoff.known("DE", 2200)
    assert not daysoff.known("ZZ", 2026)
