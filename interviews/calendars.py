"""An agreed interview as an iCalendar object (RFC 5545): to keep, and to be invited by (RFC 5546).

Its UID never changes and its SEQUENCE only rises, so a calendar that is given it again changes the
event it has.
"""

from dataclasses import dataclass

from icalendar import Calendar, Event, vCalAddress, vText
from sqlmodel import col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from interviews import links, places
from interviews.details import Details
from interviews.phrases import inviter, panel
from interviews.rules import Rules
from interviews.texts import NOTHING, Own, Reader, Text, lines, said
from interviews.words import topic
from models import Change

SUMMARY = Text(zh="面试：{topic}", en="Interview: {topic}")
WITH_COMPANY = Text(zh="{company}面试：{topic}", en="Interview at {company}: {topic}")
CONTACT = Text(zh="联系人：{hr}", en="Contact: {hr}")
TYPE = "text/calendar"


@dataclass(frozen=True, slots=True)
class Invitation:
    """By whom one is invited, and where: addresses of e-mail."""

    sender: str
    receiver: str


async def sequence(session: AsyncSession, number: int) -> int:
    """How often something has happened to an interview."""
    query = select(func.count()).select_from(Change).where(col(Change.interview_id) == number)
    return (await session.exec(query)).one()


def calendar(
    details: Details,
    count: int,
    reader: Reader,
    rules: Rules,
    *,
    method: str = "PUBLISH",
    invitation: Invitation | None = None,
    room: str = "",
) -> bytes:
    """The interview for its candidate; `method` is PUBLISH, REQUEST or CANCEL, `count` is its
    `sequence`, `room` the link to its room."""
    event = Event()
    made = details.interview.created_at
    event.add("uid", f"interview-{details.number}-{made:%Y%m%dT%H%M%SZ}@mianyue")
    event.add("sequence", count)
    event.add("dtstamp", reader.now)
    event.add("dtstart", details.agreed.start)
    event.add("dtend", details.agreed.end)
    company = rules.company.name
    title = WITH_COMPANY(company=company, topic=topic(details.interview))
    event.add("summary", (title if company else SUMMARY(topic=topic(details.interview))).to(reader))
    event.add("status", "CANCELLED" if method == "CANCEL" else "CONFIRMED")
    place = details.interview.place
    if place:
        event.add("location", place)
    meeting = places.link(place) or room
    page = links.page(details, rules)
    if meeting or page:
        event.add("url", meeting or page)
    text = lines(
        panel(details), CONTACT(hr=inviter(details.hr, rules)), Own(page) if page else NOTHING
    )
    event.add("description", said(text, reader))
    if invitation is not None:
        organizer = vCalAddress(f"mailto:{invitation.sender}")
        organizer.params["CN"] = vText(said(inviter(details.hr, rules), reader))
        event["organizer"] = organizer
        attendee = vCalAddress(f"mailto:{invitation.receiver}")
        attendee.params["CN"] = vText(details.candidate.name)
        # They have agreed already, by us; an answer to the invitation would reach nobody.
        attendee.params["PARTSTAT"] = vText("ACCEPTED")
        attendee.params["RSVP"] = vText("FALSE")
        event["attendee"] = attendee
    whole = Calendar()
    whole.add("prodid", "-//Mianyue//interviews//")
    whole.add("version", "2.0")
    whole.add("method", method)
    whole.add_component(event)
    return bytes(whole.to_ical())
