"""What is said about several rounds in a row."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from interviews import announcements, faces
from interviews.announcements import NO_PLACE, TIMES
from interviews.cards import Card, Carded
from interviews.details import Details, whole
from interviews.how_to_answer import answer_it, if_not
from interviews.phrases import PLACE, inviter, place
from interviews.rules import Rules
from interviews.texts import NOTHING, Text, Value, Words, lines, listed
from interviews.words import Round
from models import Person
from models.interview import Status

INVITES = Text(
    zh="{candidate}，您好！{inviter}邀请您参加连续的 {count} 轮面试：\n"
    "{position} · {rounds}（{numbers}）",
    en="Hello {candidate}, {inviter} invites you to {count} interviews in a row:\n"
    "{position} · {rounds} ({numbers})",
)
TITLE = Text(zh="连续 {count} 轮面试 #{number}", en="{count} interviews in a row #{number}")
ABOUT = Text(zh="{position} · {rounds}（{numbers}）", en="{position} · {rounds} ({numbers})")
NTH = Text(zh="第{n}轮", en="{n}.")
CONFIRMED = Text(
    zh="面试已确认：{position}，连续 {count} 轮\n{rounds}",
    en="Your interviews are confirmed: {position}, {count} in a row\n{rounds}",
)
CONFIRMED_BY = Text(
    zh="{who}确认了连面：{candidate} · {position}\n{rounds}",
    en="{who} confirmed the interviews in a row: {candidate} · {position}\n{rounds}",
)
ON_BEHALF = Text(
    zh="已替{candidate}确认连面：\n{rounds}",
    en="Confirmed the interviews in a row for {candidate}:\n{rounds}",
)
ROUND = Text(zh="#{number} {round} {when}{panel}", en="#{number} {round} {when}{panel}")
CANCELLED = Text(
    zh="{who}取消了连面：{candidate} · {position}\n{rounds}",
    en="{who} cancelled the interviews in a row: {candidate} · {position}\n{rounds}",
)
CALLED_OFF = Text(
    zh="连续的几轮面试一起取消了：{numbers}。相关的人会收到通知和原因。",
    en="The interviews in a row are cancelled together: {numbers}; everyone concerned is told, with the"
    " reason.",
)
OFFERED_ROUND = Text(zh="#{number} {round}{panel}", en="#{number} {round}{panel}")
BY = Text(zh=" {panel}", en=" {panel}")
OF_ROUND = Text(zh="#{number} {what}", en="#{number} {what}")
REASON = Text(zh="原因：{reason}", en="Reason: {reason}")


def offer(rounds: Sequence[Details], now: datetime, rules: Rules) -> Words:
    """To the candidate: the open times from the beginning of the first to the end of the last."""
    if len(rounds) == 1:
        return announcements.offer(rounds[0], now, rules)
    together = whole(rounds)
    slots = together.open(now)
    inviting = inviter(together.hr, rules)
    invites = INVITES(
        candidate=together.candidate.name,
        inviter=inviting,
        count=len(rounds),
        position=position(rounds),
        rounds=listed(Round(one.interview.round) for one in rounds),
        numbers=numbers(rounds),
    )
    words = lines(
        invites,
        TIMES(times=together.numbered(slots)),
        where(rounds),
        answer_it(slots),
    )
    card = faces.offer(together, inviting, now, lines(invites, where(rounds)), rules)
    shown = {"rounds": [one.number for one in rounds]}
    return Carded(words, replace(_titled(card, rounds), data=card.data | shown))


def settled(card: Card, rounds: Sequence[Details]) -> Card:
    """What became of such an offer: each round with its time, if it has one."""
    return replace(
        _titled(card, rounds),
        facts=tuple(
            (NTH(n=one.interview.round), one.agreed)
            for one in rounds
            if one.interview.starts_at is not None and one.interview.status != Status.CANCELLED
        ),
    )


def _titled(card: Card, rounds: Sequence[Details]) -> Card:
    first = rounds[0]
    return replace(
        card,
        title=TITLE(number=first.number, count=len(rounds)),
        about=ABOUT(
            position=position(rounds),
            rounds=listed(Round(one.interview.round) for one in rounds),
            numbers=numbers(rounds),
        ),
    )


def confirmed_to_candidate(rounds: Sequence[Details], rules: Rules) -> Words:
    """All of them, each with its time and panel."""
    first = rounds[0]
    if len(rounds) == 1:
        return announcements.confirmed_to_candidate(first, rules)
    return lines(
        CONFIRMED(position=position(rounds), count=len(rounds), rounds=each(rounds)),
        where(rounds),
        if_not(inviter(first.hr, rules)),
    )


def confirmed_to_hr(rounds: Sequence[Details], by: Person) -> Words:
    """Who agreed on what."""
    first = rounds[0]
    if len(rounds) == 1:
        return announcements.confirmed_to_hr(first, by)
    return lines(
        CONFIRMED_BY(
            who=by.name,
            candidate=first.candidate.name,
            position=position(rounds),
            rounds=each(rounds),
        ),
        where(rounds),
    )


def confirmed_on_behalf(rounds: Sequence[Details]) -> Words:
    """To HR, who answered for the candidate."""
    return lines(ON_BEHALF(candidate=rounds[0].candidate.name, rounds=each(rounds)), where(rounds))


def cancelled_to_hr(rounds: Sequence[Details], by: Person, reason: str) -> Words:
    """All of them are called off."""
    first = rounds[0]
    if len(rounds) == 1:
        agreed = first.interview.starts_at is not None
        return announcements.cancelled(first, by, reason, agreed=agreed)[1]
    return lines(
        CANCELLED(
            who=by.name,
            candidate=first.candidate.name,
            position=position(rounds),
            rounds=each(rounds),
        ),
        REASON(reason=reason) if reason else NOTHING,
    )


def numbers(rounds: Sequence[Details]) -> Words:
    """#12、#13、#14."""
    return listed(f"#{one.number}" for one in rounds)


def position(rounds: Sequence[Details]) -> Value:
    """What for; HR can have changed that of one round."""
    found = [one.interview.position for one in rounds]
    return found[0] if len({*found}) == 1 else _by_number(rounds, found)


def where(rounds: Sequence[Details]) -> Words:
    """Where, if that is known; HR can have changed it for one round."""
    found = [one.interview.place for one in rounds]
    if len({*found}) == 1:
        return place(rounds[0])
    return PLACE(place=_by_number(rounds, [one or NO_PLACE for one in found]))


def _by_number(rounds: Sequence[Details], found: Sequence[Value]) -> Words:
    return listed(
        OF_ROUND(number=one.number, what=what) for one, what in zip(rounds, found, strict=True)
    )


def understood(rounds: Sequence[Details]) -> Words:
    """Who interviews in which."""
    return lines(
        *(
            OFFERED_ROUND(number=one.number, round=Round(one.interview.round), panel=_by(one))
            for one in rounds
        )
    )


def each(rounds: Sequence[Details]) -> Words:
    """One a line, with its time, if it has one, and its panel."""
    return lines(
        *(
            ROUND(
                number=one.number,
                round=Round(one.interview.round),
                when=one.agreed,
                panel=_by(one),
            )
            if one.interview.starts_at is not None
            else OFFERED_ROUND(number=one.number, round=Round(one.interview.round), panel=_by(one))
            for one in rounds
        )
    )


def _by(one: Details) -> Words:
    """Its panel, if anybody is left on it."""
    return BY(panel=one.names) if one.panel else NOTHING
