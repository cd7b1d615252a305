"""An outbox row as an e-mail: plain and HTML, an invitation to the calendar where there is one."""

import asyncio
import hashlib
from collections.abc import Callable
from datetime import datetime, timedelta
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr

import aiosmtplib
from sqlalchemy import RowMapping

from bot.database import Sessions
from bot.gate import PAUSES
from bot.said import Said
from bot.sections import Mail as Settings
from bot.wechat import Unreachable
from interviews import letters
from interviews.handing import HANDBACK, TAKEOVER
from interviews.letters import Letter
from interviews.reach import Closed
from interviews.rules import Rules
from models import Person
from models.message import Way

GIVE_UP = timedelta(hours=1)
"""HR takes over what no mail server has taken by then."""


class NotYet(Exception):  # noqa: N818 - says what is the case
    """The mail server is away, busy or not content with us; it is tried again."""

    def __init__(self, reason: str, pause: timedelta) -> None:
        super().__init__(reason)
        self.pause = pause


class Mail:
    """Writes letters and hands them to the mail server."""

    def __init__(
        self, settings: Settings, rules: Rules, sessions: Sessions, now: Callable[[], datetime]
    ) -> None:
        self.settings = settings
        self.rules = rules
        self.sessions = sessions
        self.now = now

    def leads_to(self, row: RowMapping) -> bool:
        """Whether the receiver of a row can be written to."""
        wanted = row["kind"] not in {TAKEOVER, HANDBACK}  # these move a chat
        return wanted and bool(self.rules.letters_from and row["email"])

    async def say(self, row: RowMapping) -> Said:
        """Send it now; one connection a letter, since there are few.

        Raises:
            Unreachable: the address is refused, or the server has been away for too long.
            NotYet: later again.
        """
        async with self.sessions() as session:
            person = await session.get_one(Person, row["person_id"])
            letter = await letters.letter(
                session,
                person,
                row["kind"],
                row["letter"] or row["text"],
                row["interview_id"],
                self.rules,
                self.now(),
            )
        message = _message(letter, self.settings.sender, row, self.now())
        try:
            await self._hand_over(message)
        except aiosmtplib.SMTPRecipientsRefused as error:
            [refused] = error.recipients
            if 500 <= refused.code < 600:
                raise Unreachable(Closed.RETURNED) from error
            raise self._later(row, f"code {refused.code}") from error
        except aiosmtplib.SMTPResponseException as error:
            raise self._later(row, f"code {error.code}") from error
        except (aiosmtplib.SMTPException, OSError, TimeoutError) as error:
            raise self._later(row, type(error).__name__) from error
        return Said(message["Message-ID"], way=Way.MAIL)

    async def _hand_over(self, message: EmailMessage) -> None:
        within = self.settings.timeout.total_seconds()
        async with asyncio.timeout(within), _server(self.settings) as server:
            await server.send_message(message)

    def _later(self, row: RowMapping, what: str) -> Exception:
        """Addresses stand in what servers say, so only its kind is kept."""
        if self.now() - min([self.now(), *row["sends"]]) >= GIVE_UP:
            return Unreachable(Closed.NO_MAIL)
        pause = timedelta(seconds=PAUSES[min(row["attempts"], len(PAUSES)) - 1])
        return NotYet(f"the mail server: {what}", pause)


async def problem_of(settings: Settings) -> str | None:
    """What keeps letters from being taken; None: nothing does."""
    try:
        async with asyncio.timeout(settings.timeout.total_seconds()), _server(settings) as server:
            await server.noop()
    except aiosmtplib.SMTPAuthenticationError as error:
        return f"it refuses mail.user or MAIL_PASSWORD (code {error.code})"
    except (aiosmtplib.SMTPException, OSError, TimeoutError) as error:
        return f"it does not answer as mail.port and mail.security say ({type(error).__name__})"
    return None


def _server(settings: Settings) -> aiosmtplib.SMTP:
    """A connection to the mail server, logged in; its own limits are for each command."""
    password = settings.password
    return aiosmtplib.SMTP(
        hostname=settings.host,
        port=settings.port,
        username=settings.user or None,
        password=password.get_secret_value() if settings.user and password else None,
        use_tls=settings.security == "tls",
        start_tls=settings.security == "starttls",
    )


def _message(letter: Letter, sender: str, row: RowMapping, now: datetime) -> EmailMessage:
    message = EmailMessage()
    name, address = parseaddr(sender)
    message["From"] = Address(_line(name), addr_spec=address)
    message["To"] = Address(_line(letter.name), addr_spec=letter.to)
    message["Subject"] = _encodable(_line(letter.subject))
    message["Date"] = format_datetime(now)
    # The same at each try, so that whoever gets two knows them for one.
    given = hashlib.sha256(f"{row['key']} {row['created_at'].isoformat()}".encode()).hexdigest()
    message["Message-ID"] = f"<{given[:32]}@{address.rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.text, cte="base64")
    message.add_alternative(letter.html, subtype="html", cte="base64")
    if letter.calendars:
        message.add_alternative(
            letter.calendars[0].decode(),
            subtype="calendar",
            params={"method": letter.method},
            cte="base64",
        )
    for n, one in enumerate(letter.calendars, 1):
        number = f"-{n}" if len(letter.calendars) > 1 else ""
        message.add_attachment(
            one, maintype="application", subtype="ics", filename=f"interview{number}.ics"
        )
    return message


def _encodable(subject: str) -> str:
    """Where a header that must be encoded is folded at a space, the library loses the space; at one
    that does not break it folds between letters."""
    return subject if subject.isascii() else subject.replace(" ", "\u00a0")


def _line(written: str) -> str:
    """One line, whatever people have written."""
    return " ".join(written.split())
