"""Cutting texts to size, and the XML of passive replies."""

from datetime import UTC, datetime

import xmltodict
from hypothesis import given
from hypothesis import strategies as st

from bot.replies import clean, parts, passive

ANYTHING = st.text(alphabet=st.characters(codec="utf-8"))


@given(ANYTHING, st.integers(min_value=8, max_value=100))
def test_parts_fit_keep_every_character_and_the_order(text: str, limit: int) -> None:
    pieces = parts(text, limit)

    assert all(len(piece.encode()) <= limit for piece in pieces)
    assert "".join(pieces).replace("\n", "") == text.replace("\n", "")


@given(st.lists(st.text(alphabet="一二三abc😀", max_size=20), min_size=1))
def test_parts_are_cut_after_lines_where_lines_are_short(lines: list[str]) -> None:
    text = "\n".join(lines)

    assert "\n".join(parts(text, 90)) == text


def test_a_text_of_exactly_the_limit_is_one_part() -> None:
    assert len(parts("一" * 682 + "ab")) == 1
    assert len(parts("一" * 682 + "abc")) == 2


@given(ANYTHING)
def test_a_passive_reply_is_xml_that_holds_the_text(text: str) -> None:
    xml = passive(text, to="LiLei", sender="wx1", now=datetime(2026, 11, 24, tzinfo=UTC))

    content = xmltodict.parse(xml, strip_whitespace=False)["xml"]["Content"] or ""
    assert content == clean(text).replace("\r\n", "\n").replace("\r", "\n")
