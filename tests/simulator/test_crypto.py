"""The simulator's own encryption, against the official samples (fact sheet 1.4)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.crypto import Envelope, Forged
from tests.bot.test_callback import ENCRYPTED, MESSAGE, VERIFY
from tests.town import AES_KEY, CORP_ID, TOKEN

ENVELOPE = Envelope(TOKEN, AES_KEY, CORP_ID)
PLAIN = b"""<xml><ToUserName><![CDATA[wx5823bf96d3bd56c7]]></ToUserName>
<FromUserName><![CDATA[mycreate]]></FromUserName>
<CreateTime>1409659813</CreateTime>
<MsgType><![CDATA[text]]></MsgType>
<Content><![CDATA[hello]]></Content>
<MsgId>4561255354251345929</MsgId>
<AgentID>218</AgentID>
</xml>"""


def test_the_official_samples_open_and_verify() -> None:
    assert ENVELOPE.decrypt(VERIFY["echostr"]) == b"1616140317555161061"
    assert ENVELOPE.decrypt(ENCRYPTED) == PLAIN
    for sample, encrypted in ((VERIFY, VERIFY["echostr"]), (MESSAGE, ENCRYPTED)):
        signature = ENVELOPE.sign(sample["timestamp"], sample["nonce"], encrypted)
        assert signature == sample["msg_signature"]


def test_the_official_message_is_encrypted_to_the_same_bytes() -> None:
    assert ENVELOPE.encrypt(PLAIN, random=b"0960688932c47ef1") == ENCRYPTED


@given(st.binary(max_size=200))
def test_what_is_closed_opens(message: bytes) -> None:
    assert ENVELOPE.decrypt(ENVELOPE.encrypt(message)) == message


@pytest.mark.parametrize("damaged", ["", "AAAA", ENCRYPTED[:-24] + "A" * 24, "not base64!"])
def test_damage_is_noticed(damaged: str) -> None:
    with pytest.raises(Forged):
        ENVELOPE.decrypt(damaged)


def test_another_receiver_is_noticed() -> None:
    with pytest.raises(Forged):
        ENVELOPE.decrypt(ENVELOPE.encrypt(b"x", receive_id="wxother"))
