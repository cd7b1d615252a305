"""The simulator's mail server: takes letters as a real one does, and shows them."""

from email.message import EmailMessage

import aiosmtplib
import pytest

from simulator.clock import StoppedClock
from simulator.mailbox import Mailbox
from simulator.transcript import Transcript


def letter(to: str = "zhao@example.com") -> EmailMessage:
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = "jobs@example.com", f"赵六 <{to}>", "面试"
    made.set_content("您好\n.\n第二行")
    made.add_alternative("BEGIN:VCALENDAR", subtype="calendar", params={"method": "REQUEST"})
    return made


async def test_what_is_sent_is_kept_as_it_was_and_shown(clock: StoppedClock) -> None:
    transcript = Transcript()
    mailbox = Mailbox(clock.now, transcript)
    async with mailbox.running() as port:
        await aiosmtplib.send(letter(), hostname="127.0.0.1", port=port, start_tls=False)

    [mail] = mailbox.to("zhao@example.com")
    assert (mail.sender, mail.subject, mail.method) == ("jobs@example.com", "面试", "REQUEST")
    assert mail.text.split() == ["您好", ".", "第二行"]
    [line] = transcript.lines
    assert (line.userid, line.kind, line.at) == ("zhao@example.com", "mail", clock.now())
    assert line.card == {
        "to": "赵六 <zhao@example.com>",
        "subject": "面试",
        "invitation": "REQUEST",
        "files": [],
    }


async def test_nobody_of_that_name_is_refused_at_once(clock: StoppedClock) -> None:
    mailbox = Mailbox(clock.now)
    mailbox.unknown.add("zhao@example.com")
    async with mailbox.running() as port:
        with pytest.raises(aiosmtplib.SMTPRecipientsRefused):
            await aiosmtplib.send(letter(), hostname="127.0.0.1", port=port, start_tls=False)

    assert mailbox.mails == []


async def test_trouble_is_said_when_the_letter_has_come(clock: StoppedClock) -> None:
    mailbox = Mailbox(clock.now)
    mailbox.trouble = "451 4.3.0 later"
    async with mailbox.running() as port:
        with pytest.raises(aiosmtplib.SMTPResponseException) as caught:
            await aiosmtplib.send(letter(), hostname="127.0.0.1", port=port, start_tls=False)

    assert caught.value.code == 451
    assert mailbox.mails == []
