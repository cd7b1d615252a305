"""Who has to be told what: each person concerned once, and nobody else."""

from collections import Counter
from collections.abc import Iterator

from tests.long.reading import BY_CLOCK, Telling, done
from tests.long.stage import Heard, Letter, Stage
from tests.long.truth import Change, Truth

# For whom which text tells what happened: candidate, panel, HR of the interview.
OWED = {
    "proposed": ("offer", None, None),
    "offered": ("offer", None, None),
    "confirmed": ("confirmed", "yours", "confirmed by"),
    "declined": (None, None, "declined"),
    "cancelled": ("called off", "cancelled", "cancelled"),
    "edited": ("edited", "edited", "edited"),
    "late": ("late", "late", "late"),
    "expired": (None, None, "expired"),
    "wants_off": (None, None, "wants off"),
}
# What happens later and makes a text that has not arrived yet superfluous.
OVERTAKEN = {
    "offer": {"offered", "confirmed", "declined", "cancelled", "expired"},
    "confirmed": {"cancelled"},
    "yours": {"cancelled"},
    "confirmed by": {"cancelled"},
    "late": {"cancelled"},
    "wants off": {"cancelled"},
}
Told = tuple[Change, int, Telling]
"""What happened, who (a person's id) is told of it, and how."""
ANSWERED = {"on behalf": "confirmed", "wants off": "wants_off"}
"""Answers that are called otherwise than what has happened."""


def answered_truly(stage: Stage, heard: Heard) -> None:
    """An answer says that something was done if and only if it was, once."""
    said = [
        (ANSWERED.get(one.kind, one.kind), one.number)
        for one in done(heard.answer)
        if one.passed_on is None
    ]
    happened = [(change.what, change.interview) for change in stage.truth.of(heard.message)]
    if said and said[0][1] == 0:  # an answer to the only offer names no number
        said = [(said[0][0], happened[0][1])] if happened else said
    assert said == happened, f"{heard.said!r} was answered {heard.answer!r}"


def owed(truth: Truth, change: Change) -> dict[int, str]:
    """Which text each person other than the one who acted is to get of a change."""
    interview = truth.interviews[change.interview]
    to_candidate, to_panel, to_hr = OWED[change.what]
    before = [c.what for c in truth.history(change.interview) if c.id < change.id]
    if change.what in {"cancelled", "edited"} and "confirmed" not in before:
        to_panel = None  # they have never heard of it
    wanted: dict[int, str] = {}
    for person, kind in (
        (interview.candidate, to_candidate),
        (interview.hr, to_hr),
        *((one, to_panel) for one in interview.panel),
    ):
        if kind is not None and person != change.by:
            wanted.setdefault(person, kind)
    return wanted


def told_once(stage: Stage) -> None:
    """Of everything that happened each person concerned was told once, and nobody else was."""
    truth = stage.truth
    got = Counter(_addressed(stage))
    for change in truth.changes:
        later = {c.what for c in truth.history(change.interview) if c.id > change.id}
        for person, kind in owed(truth, change).items():
            key = (change.id, person, kind)
            count = got.pop(key, 0)
            overtaken = later & _overtaking(truth, change, person, kind)
            about = f"{truth.people[person].name} about {change}"
            assert count <= 1, f"told {count} times: {about}"
            assert count == 1 or overtaken, f"never told: {about}"
    assert not got, f"told for nothing: {got}"


def _overtaking(truth: Truth, change: Change, person: int, kind: str) -> set[str]:
    """What happens later and makes a text that has not arrived yet superfluous."""
    if kind != "edited":
        return OVERTAKEN.get(kind, set())
    before = [c.what for c in truth.history(change.interview) if c.id < change.id]
    if "confirmed" in before:
        return {"cancelled"}
    # The candidate's next offer says it anyway.
    return OVERTAKEN["offer"] if person == truth.interviews[change.interview].candidate else set()


def _addressed(stage: Stage) -> Iterator[tuple[int, int, str]]:
    """Of which change whom which text told: pushes, and what HR passes on."""
    for change, person, telling in answered(stage):
        if telling.passed_on is not None:
            yield change.id, person, telling.kind
    for change, person, telling in pushed(stage):
        yield change.id, person, telling.kind


def answered(stage: Stage) -> Iterator[Told]:
    """What answers say about changes, and for whom."""
    truth = stage.truth
    for heard in stage.heard:
        speaker = truth.who(heard.userid).id
        for change in truth.of(heard.message):
            for one in done(heard.answer):
                yield change, _receiver(truth, change.interview, one) or speaker, one


def pushed(stage: Stage) -> Iterator[Told]:
    """What pushes say about changes, and for whom."""
    truth = stage.truth
    expiries = [change for change in truth.changes if change.what == "expired"]
    for letter in stage.letters:
        for one in letter.tellings:
            if one.kind in BY_CLOCK | {"undelivered"} or one.kind.startswith("reminder"):
                continue
            if one.kind == "expired":  # by nobody's message
                change = next(c for c in expiries if c.interview == one.number)
                expiries.remove(change)
            else:
                change = _change(truth, letter, one)
            yield change, _receiver(truth, one.number, one) or letter.row.person, one


def _change(truth: Truth, letter: Letter, telling: Telling) -> Change:
    """The change a letter tells of: the one its message made. What HR is to pass on because it
    could not be delivered names the message in its own row."""
    cause = letter.row.cause
    if letter.row.kind == "undelivered":
        [inner] = [one for one in letter.tellings if one.kind == "undelivered"]
        cause = next(row.cause for row in truth.rows if row.text == inner.facts["text"])
    assert cause is not None, letter
    [change] = truth.of(cause)
    assert change.interview == telling.number, letter
    return change


def _receiver(truth: Truth, number: int, telling: Telling) -> int | None:
    """Whom HR is to pass it on to."""
    if telling.passed_on is None:
        return None
    interview = truth.interviews[number]
    known = {truth.people[one].name: one for one in (*interview.panel, interview.candidate)}
    return known[telling.passed_on]
