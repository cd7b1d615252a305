"""What each person is told when something happens to an interview."""

from datetime import datetime, timedelta

from interviews import faces
from interviews.cards import Carded
from interviews.dates import Lasting
from interviews.details import Details
from interviews.how_to_answer import answer_it, if_not
from interviews.phrases import ANSWER_IT, NOTE
from interviews.phrases import inviter as _inviter
from interviews.phrases import panel as _panel
from interviews.phrases import place as _place
from interviews.phrases import subject as _subject
from interviews.rules import Rules
from interviews.texts import NOTHING, Text, Value, Words, lines
from interviews.words import topic
from models import Person, Slot

INVITES = Text(
    zh="{candidate}，您好！{inviter}邀请您参加面试：\n{topic}（#{number}）",
    en="Hello {candidate}, {inviter} invites you to an interview:\n{topic} (#{number})",
)
TIMES = Text(zh="可选时间：\n{times}", en="Please choose a time:\n{times}")
CONFIRMED = Text(
    zh="面试已确认：{topic}（#{number}）\n时间：{when}",
    en="Your interview is confirmed: {topic} (#{number})\nTime: {when}",
)
YOURS = Text(
    zh="您有一场面试 #{number}：{candidate} · {topic}\n时间：{when}",
    en="You have an interview #{number}: {candidate} · {topic}\nTime: {when}",
)
CONFIRMED_BY = Text(
    zh="{who}确认了 #{number}：{candidate} · {topic}\n时间：{when}",
    en="{who} confirmed #{number}: {candidate} · {topic}\nTime: {when}",
)
DECLINED = Text(
    zh="{candidate}：#{number}（{topic}）的时间都不合适：\n{times}",
    en="{candidate} cannot make any of the times of #{number} ({topic}):\n{times}",
)
OFFER_AGAIN = Text(
    zh="再提供时间请发：提供 {number} 明天 15:00；后天 10:00",
    en="To offer others: offer {number} tomorrow 15:00; friday 10:00",
)
STANDS = Text(
    zh="原定时间不变：{when}\n再改时间请发：改到 {number} 周五 10:00",
    en="The agreed time stands: {when}\nTo try another: move {number} friday 10:00",
)
CANCELLED = Text(
    zh="{who}取消了面试 #{number}：{candidate} · {topic}",
    en="{who} cancelled interview #{number}: {candidate} · {topic}",
)
CANCELLED_YOURSELF = Text(
    zh="{candidate}，您好！您已取消面试：{topic}（#{number}）",
    en="Hello {candidate}, you have cancelled your interview: {topic} (#{number})",
)
CANCELLED_CANDIDATE = Text(
    zh="{candidate}，您好！很抱歉，您的面试已取消：{topic}（#{number}）",
    en="Hello {candidate}, we are sorry: your interview has been cancelled: {topic} (#{number})",
)
WAS_AT = Text(zh="原定时间：{when}", en="It was to be: {when}")
REASON = Text(zh="原因：{reason}", en="Reason: {reason}")
ASK = Text(zh="如有疑问，请联系{hr}。", en="If you have questions, please ask {hr}.")
EXPIRED = Text(
    zh="{candidate}没有答复，#{number}（{topic}）的这些时间不再保留：\n{times}",
    en="{candidate} has not answered; these times of #{number} ({topic}) are no longer kept:\n"
    "{times}",
)
STILL_OPEN = Text(zh="还可选：\n{times}", en="Still open:\n{times}")
EDITED = Text(
    zh="{who}修改了面试 #{number}（{topic}）的{field}：\n{old} → {new}",
    en="{who} changed the {field} of interview #{number} ({topic}):\n{old} → {new}",
)
WHEN = Text(zh="时间：{when}", en="Time: {when}")
UNCHANGED_TIME = Text(zh="时间不变，无需再次确认。", en="The time stays; no need to confirm again.")
LATE = Text(
    zh="{who}会迟到 {minutes} 分钟：#{number} {candidate} · {topic}，原定 {when}。",
    en="{who} will be {minutes} minutes late: #{number} {candidate} · {topic}, due {when}.",
)
REMINDER = Text(
    zh="提醒：{left}后有面试 #{number}\n{candidate} · {topic}\n时间：{when}",
    en="Reminder: interview #{number} in {left}\n{candidate} · {topic}\nTime: {when}",
)
REMINDER_CANDIDATE = Text(
    zh="{candidate}，您好！提醒您 {left}后有面试：{topic}（#{number}）\n时间：{when}",
    en="Hello {candidate}, this is a reminder of your interview in {left}: {topic} (#{number})\n"
    "Time: {when}",
)
NO_PLACE = Text(zh="未定", en="open")


def offer(details: Details, now: datetime, rules: Rules) -> Words:
    """To the candidate: the open times, and how to answer."""
    slots = details.open(now)
    inviter = _inviter(details.hr, rules)
    invites = INVITES(
        candidate=details.candidate.name,
        inviter=inviter,
        topic=topic(details.interview),
        number=details.number,
    )
    words = lines(
        invites,
        TIMES(times=details.numbered(slots)),
        _place(details),
        answer_it(slots),
    )
    return Carded(words, faces.offer(details, inviter, now, lines(invites, _place(details)), rules))


def confirmed_to_candidate(details: Details, rules: Rules) -> Words:
    """Time, place, with whom, and what to do if it cannot be."""
    return lines(
        CONFIRMED(topic=topic(details.interview), number=details.number, when=details.agreed),
        _place(details),
        _panel(details),
        if_not(_inviter(details.hr, rules)),
    )


def confirmed_to_panel(details: Details) -> Words:
    """An interview is theirs."""
    words = lines(
        YOURS(**_subject(details), when=details.agreed),
        _place(details),
        ANSWER_IT(number=details.number),
    )
    return Carded(words, faces.invitation(details))


def confirmed_to_hr(details: Details, by: Person) -> Words:
    """Who agreed on what."""
    return lines(
        CONFIRMED_BY(who=by.name, **_subject(details), when=details.agreed), _place(details)
    )


def declined_to_hr(details: Details, slots: list[Slot], note: str) -> Words:
    """Nothing fits; what now."""
    return lines(
        DECLINED(**_subject(details), times=details.numbered(slots)),
        NOTE(note=note) if note else NOTHING,
        _what_now(details),
    )


def cancelled(
    details: Details, by: Person, reason: str, *, agreed: bool, stands: Words = NOTHING
) -> tuple[Words, Words]:
    """It is called off: what the candidate reads, with what still stands, and what everybody else
    does."""
    facts = lines(
        WAS_AT(when=details.agreed) if agreed else NOTHING,
        REASON(reason=reason) if reason else NOTHING,
    )
    to_candidate = lines(
        (CANCELLED_YOURSELF if by.id == details.candidate.id else CANCELLED_CANDIDATE)(
            candidate=details.candidate.name,
            topic=topic(details.interview),
            number=details.number,
        ),
        facts,
        stands,
        ASK(hr=details.hr.name),
    )
    return to_candidate, lines(CANCELLED(who=by.name, **_subject(details)), facts)


def expired_to_hr(details: Details, lapsed: list[Slot], now: datetime) -> Words:
    """A hold has passed."""
    still_open = details.open(now)
    return lines(
        EXPIRED(**_subject(details), times=details.numbered(lapsed)),
        STILL_OPEN(times=details.numbered(still_open)) if still_open else NOTHING,
        _what_now(details),
    )


def edited_for_hr(details: Details, by: Person, field: Words, old: Value, new: Value) -> Words:
    """Something else than the time has changed, which may change before this is read."""
    return EDITED(
        who=by.name,
        number=details.number,
        topic=topic(details.interview),
        field=field,
        old=old,
        new=new,
    )


def edited(details: Details, by: Person, field: Words, old: Value, new: Value) -> Words:
    """The same to those who have agreed on a time."""
    return lines(
        edited_for_hr(details, by, field, old, new),
        lines(WHEN(when=details.agreed), UNCHANGED_TIME)
        if details.interview.starts_at
        else NOTHING,
    )


def late(details: Details, by: Person, minutes: int) -> Words:
    """Somebody will be late."""
    return LATE(who=by.name, minutes=minutes, **_subject(details), when=details.agreed)


def reminder(details: Details, to: Person, left: timedelta, rules: Rules) -> Carded:
    """It is soon."""
    card = faces.reminder(details, to, left)
    if to.id == details.candidate.id:
        words = lines(
            REMINDER_CANDIDATE(
                candidate=to.name,
                left=Lasting(left),
                topic=topic(details.interview),
                number=details.number,
                when=details.agreed,
            ),
            _place(details),
            _panel(details),
            if_not(_inviter(details.hr, rules)),
        )
        return Carded(words, card)
    return Carded(
        lines(
            REMINDER(left=Lasting(left), **_subject(details), when=details.agreed), _place(details)
        ),
        card,
    )


def _what_now(details: Details) -> Words:
    if details.interview.starts_at is None:
        return OFFER_AGAIN(number=details.number)
    return STANDS(number=details.number, when=details.agreed)
