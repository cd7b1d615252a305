"""WeCom's envelope: signature, AES and receiver id (DOC 90968), by wechatpy's cipher.

wechatpy compares signatures with `!=`, trusts padding and lengths, and draws its random bytes from a
generator that is slow and predictable; packing and checking are done here.
"""

import base64
import binascii
import hmac
import secrets
from datetime import datetime

from wechatpy.utils import WeChatSigner
from wechatpy.work.crypto import PrpCrypto, WeChatCrypto

BLOCK = 16
PADDING = 32
"""WeCom pads to 32 bytes, not to the cipher's 16: the padding byte is 1 to 32."""
HEAD = 16 + 4
"""Random bytes, then the message's length (big-endian)."""


class Rejected(Exception):  # noqa: N818 - not an error of ours: somebody knocked wrongly
    """What came is not a genuine message of WeCom to us; the text says why, for the log."""


class Envelope:
    """Opens what WeCom sends and closes what it gets.

    Args:
        token: the callback's Token.
        aes_key: its EncodingAESKey, 43 characters.
        receiver: the receiver id that must be inside: our corp id.
    """

    def __init__(self, token: str, aes_key: str, receiver: str) -> None:
        self.token = token
        self.tail = receiver.encode()
        self.cipher = PrpCrypto(WeChatCrypto(token, aes_key, receiver).key).cipher

    def open(self, encrypted: str, *, signature: str, timestamp: str, nonce: str) -> bytes:
        """Check and decrypt; gives the message's bytes.

        Raises:
            Rejected: it is not from WeCom, not for us, or damaged.
        """
        expected = self._sign(timestamp, nonce, encrypted)
        if not hmac.compare_digest(expected.encode(), signature.encode()):
            raise Rejected("bad signature")
        try:
            sealed = base64.b64decode(encrypted, validate=True)
        except (binascii.Error, ValueError):
            raise Rejected("not base64") from None
        if not sealed or len(sealed) % BLOCK:
            raise Rejected("truncated ciphertext")
        plain: bytes = self.cipher.decrypt(sealed)
        padding = plain[-1]
        if not 1 <= padding <= PADDING or plain[-padding:] != bytes([padding]) * padding:
            raise Rejected("bad padding")
        plain = plain[:-padding]
        length = int.from_bytes(plain[HEAD - 4 : HEAD], "big")
        if len(plain) < HEAD or len(plain) < HEAD + length:
            raise Rejected("wrong length")
        if not hmac.compare_digest(plain[HEAD + length :], self.tail):
            raise Rejected("wrong receiver id")
        return plain[HEAD : HEAD + length]

    def close(self, xml: str, now: datetime) -> str:
        """Encrypt and sign a passive reply; gives the XML to answer with."""
        message = xml.encode()
        plain = b"".join(
            (secrets.token_bytes(16), len(message).to_bytes(4, "big"), message, self.tail)
        )
        padding = PADDING - len(plain) % PADDING
        sealed = self.cipher.encrypt(plain + bytes([padding]) * padding)
        encrypted = base64.b64encode(sealed).decode()
        timestamp, nonce = str(int(now.timestamp())), secrets.token_hex(8)
        return (
            f"<xml><Encrypt><![CDATA[{encrypted}]]></Encrypt>"
            f"<MsgSignature><![CDATA[{self._sign(timestamp, nonce, encrypted)}]]></MsgSignature>"
            f"<TimeStamp>{timestamp}</TimeStamp><Nonce><![CDATA[{nonce}]]></Nonce></xml>"
        )

    def _sign(self, timestamp: str, nonce: str, encrypted: str) -> str:
        signer = WeChatSigner()
        signer.add_data(self.token, timestamp, nonce, encrypted)
        signature: str = signer.signature
        return signature
