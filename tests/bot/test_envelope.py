"""Two implementations of WeCom's envelope open each other's, at every length around a block."""

from datetime import UTC, datetime

import pytest
import xmltodict
from hypothesis import given
from hypothesis import strategies as st

from bot.envelope import Envelope, Rejected
from simulator.crypto import Envelope as Theirs
from tests.town import AES_KEY, CORP_ID, TOKEN

OURS = Envelope(TOKEN, AES_KEY, CORP_ID)
THEIRS = Theirs(TOKEN, AES_KEY, CORP_ID)


@pytest.mark.parametrize("length", range(100))
def test_what_wecom_closes_we_open(length: int) -> None:
    message = b"m" * length

    assert _open(THEIRS.encrypt(message)) == message


@pytest.mark.parametrize("length", range(1, 100))
def test_what_we_close_wecom_opens(length: int) -> None:
    outer = xmltodict.parse(OURS.close("x" * length, datetime(2026, 11, 24, tzinfo=UTC)))["xml"]

    assert THEIRS.decrypt(outer["Encrypt"]) == b"x" * length
    assert outer["MsgSignature"] == THEIRS.sign(
        outer["TimeStamp"], outer["Nonce"], outer["Encrypt"]
    )


@given(st.binary(max_size=300), st.binary(min_size=16, max_size=16))
def test_any_bytes_pass_whatever_random_stands_before_them(message: bytes, random: bytes) -> None:
    assert _open(THEIRS.encrypt(message, random=random)) == message


@given(st.binary(max_size=200))
def test_no_bytes_at_all_break_it(garbage: bytes) -> None:
    encrypted = garbage.hex()

    with pytest.raises(Rejected):
        _open(encrypted)


def _open(encrypted: str) -> bytes:
    signature = THEIRS.sign("1", "n", encrypted)
    return OURS.open(encrypted, signature=signature, timestamp="1", nonce="n")
