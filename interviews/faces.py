"""What the cards of an interview show: an offer, an invitation, a reminder, and what became of them."""

from datetime import datetime, timedelta

from interviews import links
from interviews.cards import Button, Card, Choice, Kind
from interviews.dates import Lasting, Period
from interviews.details import Details
from interviews.how_to_answer import kept_until
from interviews.rules import Rules
from interviews.texts import NOTHING, Own, Reader, Text, Value, Words, dotted
from interviews.words import place, topic
from models import Person, Slot
from models.person import Language

OFFER = Text(zh="面试邀请 #{number}", en="Interview offer #{number}")
OTHER_TIMES = Text(zh="面试改期 #{number}", en="Other times #{number}")
MOVED = Text(zh="面试时间改了 #{number}", en="Moved: interview #{number}")
INVITATION = Text(zh="您有一场面试 #{number}", en="Your interview #{number}")
REMINDER = Text(zh="面试提醒 #{number}", en="Reminder #{number}")
FEEDBACK = Text(zh="请给反馈 #{number}", en="Your feedback on #{number}")
OUTCOME = Text(zh="面试结束了吗 #{number}", en="Is #{number} over?")
LEFT = Text(zh="{left}后 · {topic}", en="In {left} · {topic}")

# Labels of facts: five characters at most.
CANDIDATE = Text(zh="候选人", en="Whom")
TIME = Text(zh="时间", en="Time")
TIME_NUMBER = Text(zh="时间 {n}", en="{n}.")
WAS = Text(zh="原时间", en="Was")
STANDS = Text(zh="原时间", en="Now")
PLACE = Text(zh="地点", en="Place")
PANEL = Text(zh="面试官", en="With")
INVITER = Text(zh="联系人", en="HR")

# Labels of buttons: ten.
CHOOSE = Text(zh="选一个时间", en="Choose a time")
TAKE = Text(zh="确认所选时间", en="Take it")
NONE_FITS = Text(zh="都不行", en="None fits")
ACCEPT = Text(zh="接受", en="Accept")
REFUSE = Text(zh="拒绝", en="Decline")
LATE = Text(zh="会晚到10分钟", en="Late 10min")
SHOW = Text(zh="详情", en="Details")
NTH = Text(zh="时间 {n}", en="Time {n}")

OFFER_NOTE = Text(
    zh="点一个时间即可确认；也可以回复“确认 {number} {slot}”或“都不行”，附上您方便的时间。保留到 {until}。",
    en='Press a time, or reply "confirm {number} {slot}" or "none". Kept until {until}.',
)
MOVE_NOTE = Text(
    zh="点一个时间即可改期；也可以回复“确认 {number} {slot}”，或“都不行”保持原时间。保留到 {until}。",
    en='Press a time to move it, or reply "confirm {number} {slot}", or "none" to keep the present one.'
    " Kept until {until}.",
)
OFFER_HINT = Text(
    zh="点一个时间就能确认，也可以回复它的数字，例如 {slot}；都不合适请说您方便的时间。保留到 {until}。",
    en="Tap a time to take it, or reply with its number, for example {slot}; if none suits you, say when"
    " you could. Kept until {until}.",
)
MOVE_HINT = Text(
    zh="点一个时间就能改期，也可以回复它的数字，例如 {slot}；您确认之前，原定时间不变。保留到 {until}。",
    en="Tap a time to move it, or reply with its number, for example {slot}; until then the present one"
    " stays. Kept until {until}.",
)
LOOK = Text(zh="查看详情，选别的时间", en="See everything, ask for another time")
INVITATION_NOTE = Text(
    zh="也可以回复“接受 {number}”“拒绝 {number} 原因”“详情 {number}”。",
    en='Or reply "accept {number}", "decline {number}" and why, or "show {number}".',
)
REMINDER_NOTE = Text(
    zh="也可以回复“迟到 {number} 10”或“详情 {number}”。",
    en='Or reply "late {number} 10" or "show {number}".',
)
LATE_BY_MINUTES = 10


class Pick:
    """A time on a button: 周三 15:00, or its number where that would mean two of them."""

    def __init__(self, slot: Slot, among: list[Slot]) -> None:
        self.slot = slot
        self.among = among

    def to(self, reader: Reader) -> str:
        """Render in the reader's zone."""
        labels = [_short(slot.starts_at, reader) for slot in self.among]
        own = _short(self.slot.starts_at, reader)
        return own if labels.count(own) == 1 else NTH(n=self.slot.number).to(reader)


def offer(details: Details, inviter: Value, now: datetime, intro: Words, rules: Rules) -> Card:
    """To the candidate: every open time to press, and the one that stands until they do. `intro`
    says what it is about where there is no card to see it on."""
    slots = details.open(now)
    number = details.number
    agreed = details.interview.starts_at is not None
    return Card(
        Kind.OFFER,
        (OTHER_TIMES if agreed else OFFER)(number=number),
        topic(details.interview),
        facts=(
            *(((STANDS, details.agreed),) if agreed else ()),
            *((TIME_NUMBER(n=slot.number), details.when(slot)) for slot in slots),
            (PLACE, place(details.interview)),
            (INVITER, inviter),
        ),
        note=(MOVE_NOTE if agreed else OFFER_NOTE)(
            number=number,
            slot=slots[0].number,
            until=kept_until(slots),
        ),
        intro=intro,
        page=links.page(details, rules),
        look=LOOK,
        hint=(MOVE_HINT if agreed else OFFER_HINT)(slot=slots[0].number, until=kept_until(slots)),
        choices=(
            Choice(
                CHOOSE,
                tuple((str(slot.number), Pick(slot, slots)) for slot in slots),
                whole=tuple(details.when(slot) for slot in slots),
            ),
        ),
        buttons=(
            Button(TAKE, f"confirm {number}", chosen=True),
            Button(NONE_FITS, f"none #{number} -{slots[-1].number}"),  # and none of later ones
        ),
        data={"slots": [slot.number for slot in slots], "was": _start(details)},
    )


def invitation(details: Details, was: Period | None = None) -> Card:
    """To an interviewer: an interview is theirs, or has another time than it had."""
    number = details.number
    return Card(
        Kind.INVITATION,
        (INVITATION if was is None else MOVED)(number=number),
        topic(details.interview),
        facts=(
            (CANDIDATE, details.candidate.name),
            *(((WAS, was),) if was is not None else ()),
            *agreement(details),
            (INVITER, details.hr.name),
        ),
        note=INVITATION_NOTE(number=number),
        buttons=(
            Button(ACCEPT, f"accept {number}"),
            Button(REFUSE, f"decline {number}"),
            Button(SHOW, f"show {number}"),
        ),
        data={"start": _start(details)},
    )


def reminder(details: Details, to: Person, left: timedelta) -> Card:
    """It is soon."""
    number = details.number
    own = to.id == details.candidate.id
    return Card(
        Kind.REMINDER,
        REMINDER(number=number),
        LEFT(left=Lasting(left), topic=topic(details.interview)),
        facts=(
            (CANDIDATE, "" if own else details.candidate.name),
            *agreement(details),
            (INVITER, details.hr.name if own else ""),
        ),
        note=REMINDER_NOTE(number=number),
        buttons=(
            Button(LATE, f"late {number} {LATE_BY_MINUTES}"),
            Button(SHOW, f"show {number}"),
        ),
        data={"start": _start(details)},
    )


TITLES = {
    Kind.OFFER: OFFER,
    Kind.INVITATION: INVITATION,
    Kind.REMINDER: REMINDER,
    Kind.FEEDBACK: FEEDBACK,
    Kind.OUTCOME: OUTCOME,
}


def settled(kind: Kind, details: Details, person: Person, state: Words, note: Words) -> Card:
    """A card that has had its day: what became of it, and what holds now."""
    own = person.id == details.candidate.id
    return Card(
        kind,
        TITLES[kind](number=details.number),
        topic(details.interview),
        facts=(
            (CANDIDATE, "" if own else details.candidate.name),
            *(agreement(details) if details.interview.starts_at else ()),
        ),
        note=note,
        state=state,
    )


def told_late(details: Details, person: Person, note: Words) -> Card:
    """A reminder whose reader has said that they will be late; it says no more but where to look."""
    card = settled(Kind.REMINDER, details, person, NOTHING, note)
    return Card(
        card.kind,
        card.title,
        card.about,
        facts=card.facts,
        note=note,
        buttons=(Button(SHOW, f"show {details.number}"),),
    )


def agreement(details: Details) -> tuple[tuple[Words, Value], ...]:
    """Time, place and panel of an agreed interview."""
    return (
        (TIME, details.agreed),
        (PLACE, place(details.interview)),
        (PANEL, details.names),
    )


def heading(details: Details) -> Words:
    """An interview in one phrase: #12 · 后端工程师 · 一面."""
    return dotted(Own(f"#{details.number}"), topic(details.interview))


def _start(details: Details) -> str | None:
    start = details.interview.starts_at
    return start.isoformat() if start else None


def _short(at: datetime, reader: Reader) -> str:
    local = at.astimezone(reader.zone)
    days = (
        "一二三四五六日"
        if reader.language == Language.ZH
        else ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    )
    day = days[local.weekday()]
    return f"周{day} {local:%H:%M}" if reader.language == Language.ZH else f"{day} {local:%H:%M}"
