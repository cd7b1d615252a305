"""A mail server that keeps what it is given, for everybody to read: nothing ever leaves this machine."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.smtp import SMTP, Envelope, Session

from simulator.transcript import Transcript

TAKEN = "250 OK"


@dataclass(frozen=True, slots=True)
class Mail:
    """One letter as it came."""

    sender: str
    to: str
    message: EmailMessage

    @property
    def subject(self) -> str:
        """What it is about."""
        return str(self.message["Subject"]).replace("\u00a0", " ")  # they look the same

    @property
    def text(self) -> str:
        """Its words."""
        return self._part("plain")

    @property
    def html(self) -> str:
        """The same, as most programs show it."""
        return self._part("html")

    @property
    def invitation(self) -> str:
        """What it says to a calendar; "" for nothing."""
        return self._part("calendar")

    @property
    def method(self) -> str:
        """What a calendar is to do with it."""
        for part in self.message.walk():
            if part.get_content_subtype() == "calendar":
                return str(part.get_param("method"))
        return ""

    @property
    def files(self) -> dict[str, bytes]:
        """What is attached, by name."""
        parts = self.message.iter_attachments()
        return {part.get_filename() or "": bytes(part.get_content()) for part in parts}

    def _part(self, kind: str) -> str:
        for part in self.message.walk():
            if part.get_content_type() == f"text/{kind}":
                return str(part.get_content())
        return ""


class Mailbox:
    """Everybody's letters, in order."""

    def __init__(self, now: Callable[[], datetime], transcript: Transcript | None = None) -> None:
        self.now = now
        self.transcript = transcript
        self.mails: list[Mail] = []
        self.unknown: set[str] = set()
        """Addresses nobody has."""
        self.trouble = ""
        """What is answered instead of taking letters: `451 try again later`."""

    def to(self, address: str) -> list[Mail]:
        """What somebody has got."""
        return [mail for mail in self.mails if mail.to == address]

    @asynccontextmanager
    async def running(self, port: int = 0) -> AsyncIterator[int]:
        """Listen on this machine; gives the port."""
        loop = asyncio.get_running_loop()
        server = await loop.create_server(
            lambda: SMTP(self, hostname="mail.example.com", loop=loop), "127.0.0.1", port
        )
        try:
            yield server.sockets[0].getsockname()[1]
        finally:
            server.close()
            await server.wait_closed()

    async def handle_RCPT(  # noqa: N802 - the library's name for it
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """To whom?"""
        del server, session, options
        if address in self.unknown:
            return "550 5.1.1 no such user here"
        envelope.rcpt_tos.append(address)
        return TAKEN

    async def handle_DATA(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        """The letter itself."""
        del server, session
        if self.trouble:
            return self.trouble
        message = message_from_bytes(envelope.original_content or b"", policy=policy.default)
        for address in envelope.rcpt_tos:
            mail = Mail(envelope.mail_from or "", address, message)
            self.mails.append(mail)
            if self.transcript is not None:
                self._show(mail)
        return TAKEN

    def _show(self, mail: Mail) -> None:
        assert self.transcript is not None  # noqa: S101 - asked just before
        shown = {
            "to": str(mail.message["To"]),
            "subject": mail.subject,
            "invitation": mail.method,
            "files": [*mail.files],
        }
        self.transcript.add(mail.to, "mail", mail.text, self.now(), card=shown)
