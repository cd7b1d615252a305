"""Cards in people's hands: none goes on saying what is not so, and an old one does no harm."""

from dataclasses import dataclass
from typing import Any

from tests.long.letters import Letter
from tests.long.reading import Telling, period
from tests.long.sayings import EVERYBODY, LEAVERS
from tests.long.stage import Stage
from tests.long.truth import Interview, Person, Truth
from tests.town import labels

OFFERS = {"offer", "other times", "nudge", "nudge to move"}
INVITATIONS = {"yours", "yours moved"}
REMINDERS = {"reminder", "reminder to candidate"}
REQUESTS = {"asked for feedback", "asked again"}
ONLY_LOOKS = {"详情", "Details"}


@dataclass(frozen=True)
class Held:
    """A card on which something can be pressed, and how it came."""

    userid: str
    shown: dict[str, Any]
    letter: Letter

    @property
    def tellings(self) -> list[Telling]:
        """What it says, of one interview or of several in a row."""
        return self.letter.tellings


def held(stage: Stage) -> list[Held]:
    """All cards that can be pressed, those that came last first."""
    letters = {letter.row.id: letter for letter in stage.letters}
    found = [
        Held(userid, card, letters[stage.cards[card["task_id"]]])
        for userid in EVERYBODY
        for card in stage.town.cards(userid)
        if labels(card)
    ]
    return sorted(found, key=lambda one: -one.letter.row.id)


def nothing_old_is_changed(card: Held, before: Truth, after: Truth) -> None:
    """Somebody has pressed a button of this card: what it was about stays as it is if that is over,
    and times it does not show are still open."""
    person = before.people[card.letter.row.person]
    for one in card.tellings:
        was, now = before.interviews[one.number], after.interviews[one.number]
        if _over(before, person, one):
            assert was == now, f"{card.letter.row.text!r} has changed {was} to {now}"
        if one.kind in OFFERS:
            others = {slot.number for slot in was.open(before.now)} - one.times.keys()
            still = {slot.number for slot in now.open(after.now)}
            confirmed = was.status != now.status or was.start != now.start
            assert confirmed or others <= still, f"{card.letter.row.text!r} closed {others - still}"


def no_card_is_out_of_date(stage: Stage) -> None:
    """Everything has been delivered: a card that can still be pressed is about what is so, or its
    reader knows better."""
    truth = stage.truth
    for card in held(stage):
        person = truth.people[card.letter.row.person]
        if not card.tellings:  # a question: what it can be answered with is looked at anew
            continue
        if person.userid in LEAVERS or [*labels(card.shown)] in [[one] for one in ONLY_LOOKS]:
            continue
        live = [one for one in card.tellings if not _out_of_date(truth, person, one)]
        gone = any(truth.forgotten(truth.interviews[one.number]) for one in card.tellings)
        assert live or gone or _knows_better(stage, card), (
            f"{person.name} holds {card.shown} of {truth.interviews[card.tellings[0].number]}"
        )


def _over(truth: Truth, person: Person, one: Telling) -> bool:
    """Whether what a card is about can only be looked at any more."""
    interview = truth.interviews[one.number]
    if interview.status == "cancelled" or truth.forgotten(interview):
        return True
    if one.kind in OFFERS:
        return not {slot.number for slot in interview.open(truth.now)} & one.times.keys()
    if one.kind in INVITATIONS:
        begun = interview.start is not None and interview.start <= truth.now
        return person.id not in interview.panel or begun
    if one.kind in REQUESTS:
        return interview.closed_at is not None
    return False


def _out_of_date(truth: Truth, person: Person, one: Telling) -> bool:
    """Whether a card about this has to be changed."""
    interview = truth.interviews[one.number]
    if interview.status == "cancelled":
        return True
    if one.kind in OFFERS:
        numbers = {slot.number for slot in interview.open(truth.now)}
        return not numbers & one.times.keys() or not numbers <= one.times.keys()
    if one.kind in INVITATIONS | REMINDERS:
        return person.id not in interview.met or _elsewhen(interview, one)
    if one.kind in REQUESTS:
        absent = interview.absent == "candidate"
        return _over(truth, person, one) or absent or (one.number, person.id) in truth.opinions
    return interview.status in {"done", "no_show"} or _elsewhen(interview, one)


def _elsewhen(interview: Interview, one: Telling) -> bool:
    if interview.start is None or interview.end is None:
        return True
    return one.facts["when"] != period(interview.start, interview.end)


def _knows_better(stage: Stage, card: Held) -> bool:
    """Whether the holder has done something about it since, or has been told."""
    numbers = {one.number for one in card.tellings}
    row, known = card.letter.row, {change.id for change in card.letter.before.changes}
    did = any(
        change.by == row.person and change.interview in numbers and change.id not in known
        for change in stage.truth.changes
    )
    return did or any(
        letter.row.person == row.person
        and letter.row.id > row.id
        and numbers & {one.number for one in letter.tellings}
        for letter in stage.letters
    )
