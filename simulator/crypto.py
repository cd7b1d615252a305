"""WeCom's message encryption, from its side (DOC 90968)."""

import base64
import hashlib
import secrets

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

BLOCK = 32  # what WeCom pads to; AES itself has 16


class Forged(Exception):  # noqa: N818 - what came back was not made by who has the key
    """The other side's envelope does not hold."""


class Envelope:
    """Encrypts and signs for one callback; opens what it answers."""

    def __init__(self, token: str, aes_key: str, receive_id: str) -> None:
        self.token = token
        self.key = base64.b64decode(aes_key + "=")
        self.receive_id = receive_id
        if len(self.key) != 32:
            raise ValueError("an EncodingAESKey is 43 characters of base64")

    def sign(self, timestamp: str, nonce: str, encrypted: str) -> str:
        """SHA-1 over the four strings in order."""
        joined = "".join(sorted([self.token, timestamp, nonce, encrypted]))
        return hashlib.sha1(joined.encode(), usedforsecurity=False).hexdigest()

    def encrypt(
        self, message: bytes, *, random: bytes | None = None, receive_id: str | None = None
    ) -> str:
        """16 random bytes, length, message, receive id, padding; AES-256-CBC; base64."""
        head = secrets.token_bytes(16) if random is None else random
        tail = (self.receive_id if receive_id is None else receive_id).encode()
        plain = head + len(message).to_bytes(4, "big") + message + tail
        count = BLOCK - len(plain) % BLOCK
        encryptor = self._cipher().encryptor()
        sealed = encryptor.update(plain + bytes([count]) * count) + encryptor.finalize()
        return base64.b64encode(sealed).decode()

    def decrypt(self, encrypted: str) -> bytes:
        """The message inside.

        Raises:
            Forged: wrong padding, length or receive id.
        """
        decryptor = self._cipher().decryptor()
        try:
            sealed = base64.b64decode(encrypted, validate=True)
            padded = decryptor.update(sealed) + decryptor.finalize()
        except ValueError as error:
            raise Forged(f"not a ciphertext: {error}") from error
        count = padded[-1] if padded else 0
        if not 1 <= count <= BLOCK or padded[-count:] != bytes([count]) * count:
            raise Forged("wrong padding")
        plain = padded[:-count]
        end = 20 + int.from_bytes(plain[16:20], "big")
        if len(plain) < end or plain[end:] != self.receive_id.encode():
            raise Forged("wrong length or receive id")
        return plain[20:end]

    def _cipher(self) -> Cipher[modes.CBC]:
        return Cipher(algorithms.AES(self.key), modes.CBC(self.key[:16]))
