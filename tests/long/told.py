"""Who has to be told what: each person concerned once, and nobody else."""

from collections import Counter
from collections.abc import Iterator

from tests.long.letters import Heard, Letter
from tests.long.reading import Telling, done
from tests.long.stage import Stage
from tests.long.texts import BY_CLOCK
from tests.long.truth import GIVING, Change, Truth

# For whom which text tells what happened: candidate, panel, HR of the interview.
OWED = {
    "proposed": ("offer", None, None),
    "offered": ("offer", None, None),
    "moving": ("offer", None, None),
    "unmoved": ("stays", None, None),
    "confirmed": ("confirmed", "yours", "confirmed by"),
    "moved": ("moved", "yours moved", "moved by"),
    "declined": (None, None, "declined"),
    "cancelled": ("called off", "cancelled", "cancelled"),
    "edited": ("edited", "edited", "edited"),
    "late": ("late", "late", "late"),
    "expired": (None, None, "expired"),
    "wants_off": (None, None, "wants off"),
    "wished": (None, None, "wished"),
    "accepted": (None, None, None),
    "refused": (None, None, "refused"),
    "explained": (None, None, "explained"),
    "joined": (None, None, None),  # is told with who has refused
    "swapped": (None, None, "swapped"),
    "done": (None, None, "after all"),
    "no_show": (None, None, "no show"),
    "forgotten": (None, None, None),
    "feedback": (None, None, "all in"),
    "feedback_changed": (None, None, "altered"),
    "feedback_closed": (None, None, None),
}
LASTING = {
    *(
        "called off",
        "cancelled",
        "declined",
        "expired",
        "leaving",
        "refused",
        "explained",
        "no show",
        "after all",
    ),
    *("all in", "altered"),
}
"""Texts that no later change makes superfluous. All others are once the time is another one, or none."""
NEW_TIME = {"offered", "confirmed", "moved", "cancelled"}
OTHER_OFFER = {"moving", "unmoved", "declined", "expired"}
"""New times too, as long as none is agreed: before that, nobody but the candidate has heard of any."""
OFFERS = {"offer", "other times", "stays"}
Told = tuple[Change, int, Telling]
"""What happened, who (a person's id) is told of it, and how."""
ALIKE = {"moved for you": "moved"}
DONE = {
    "on behalf": {"confirmed", "moved"},
    "set": {"confirmed", "moved"},
    "wants off": {"wants_off"},
    "replaced": {"refused"},
    "still declined": {"declined"},
    "wished early": {"wished"},
    "wished late": {"wished"},
    "wished often": {"wished"},
    "saved": {"feedback", "feedback_changed"},
    "closed": {"feedback_closed"},
}
"""What an answer may say has happened, where that is not called as the answer is."""
SAID_AGAIN = {"accepted", "done", "no_show"}
"""Answers that are the same if it was so before."""


def answered_truly(stage: Stage, heard: Heard) -> None:
    """An answer says that something was done if and only if it was, once."""
    said = [one for one in done(heard.answer) if one.passed_on is None]
    changes = stage.truth.of(heard.message)
    happened = stage.truth.deeds(heard.message)
    about = f"{heard.said!r} was answered {heard.answer!r}, and that happened: {changes}"
    reads = stage.truth.who(heard.userid).language
    assert {one.language for one in said} <= {reads}, about
    replaced = [one.kind for one in said] == ["replaced"]
    assert replaced == any(change.what == "joined" for change in changes), about
    if not (said and happened):
        assert not happened, about
        assert not said or said[0].kind in SAID_AGAIN, about
        return
    if said[0].kind == "forgotten":
        assert {change.what for change in happened} == {"forgotten"}, about
        return
    # Of rounds in a row it may say so of the first.
    numbers = {change.interview for change in happened}
    rounds = {one.number for number in numbers for one in stage.truth.in_a_row(number)}
    assert len(said) == len(happened) or (len(said) == 1 and numbers <= rounds), about
    assert {change.what for change in happened} <= DONE.get(said[0].kind, {said[0].kind}), about
    assert len({change.what for change in happened}) == 1, about
    # An answer to the only offer names no number.
    assert {one.number for one in said} - {0} <= numbers, about


def owed(truth: Truth, change: Change) -> dict[int, str]:
    """Which text each person other than the one who acted is to get of a change."""
    interview = truth.interviews[change.interview]
    to_candidate, to_panel, to_hr = OWED[change.what]
    agreed = truth.agreed_before(change)
    if change.what in {"cancelled", "edited"} and not agreed:
        to_panel = None  # they have never heard of it
    if change.what == "moving" and agreed:
        to_candidate = "other times"
    if change.what == "done" and not truth.absent_before(change):
        to_hr = None
    if change.what in GIVING and truth.lacking(change):
        to_hr = None
    if change.what in {"declined", "expired"} and not _first(truth, change):
        to_hr = None
    concerned = [
        (interview.candidate, to_candidate),
        (interview.hr, to_hr),
        *((one, to_panel) for one in truth.panel_before(change)),
    ]
    if change.what in {"refused", "swapped"}:
        concerned = _who_changed(truth, change, concerned) if agreed else []
    wanted: dict[int, str] = {}
    for person, kind in concerned:
        if kind is not None and person != change.by:
            wanted.setdefault(person, kind)
    return wanted


def _first(truth: Truth, change: Change) -> bool:
    """Whether an interview is the first of the rounds in a row that waited together."""
    settled = {
        one.interview
        for one in truth.changes
        if one.id < change.id and one.what in {"confirmed", "cancelled"}
    }
    waited = {one.number for one in truth.in_a_row(change.interview)} - settled
    return change.interview == min(waited | {change.interview})


def _who_changed(
    truth: Truth, change: Change, concerned: list[tuple[int, str | None]]
) -> list[tuple[int, str | None]]:
    """Who joins the panel and who leaves it hear that; the candidate of who takes whose place."""
    [(candidate, _), hr, *_] = concerned
    with_it = truth.of(change.message or "")
    joined = [one for one in map(truth.joined, with_it) if one is not None]
    leaving = truth.left(change)  # and may be back: for the candidate nothing changes then
    told = [(candidate, "another"), hr] if {*joined} - {leaving} else [hr]
    told += [(one, "yours") for one in joined]
    if change.what == "swapped" and leaving in truth.panel_before(change):
        told.append((leaving, "leaving"))
    return told


def told_once(stage: Stage) -> None:
    """Of everything that happened each person concerned was told once, and nobody else was."""
    truth = stage.truth
    got = Counter(_addressed(stage))
    for change in truth.changes:
        for person, kind in owed(truth, change).items():
            key = (change.id, person, kind)
            count = got.pop(key, 0)
            about = f"{truth.people[person].name} about {change}"
            assert count <= 1, f"told {count} times: {about}"
            assert count == 1 or _overtaken(truth, change, person, kind), f"never told: {about}"
    assert not got, f"told for nothing: {got}"


def _overtaken(truth: Truth, change: Change, person: int, kind: str) -> bool:
    """Whether what happened later makes a text superfluous that had not arrived yet."""
    interview = truth.interviews[change.interview]
    if truth.forgotten(interview):
        return True
    if kind in LASTING or (kind == "edited" and person == interview.hr):
        return False
    return any(
        later.what in NEW_TIME
        or (later.what in OTHER_OFFER and (kind in OFFERS or not truth.agreed_before(later)))
        for later in truth.history(change.interview)
        if later.id > change.id
    )


def _addressed(stage: Stage) -> Iterator[tuple[int, int, str]]:
    """Of which change whom which text told: pushes, and what HR passes on."""
    for change, person, telling in answered(stage):
        if telling.passed_on is not None:
            yield change.id, person, ALIKE.get(telling.kind, telling.kind)
    for change, person, telling in pushed(stage):
        yield change.id, person, ALIKE.get(telling.kind, telling.kind)


def answered(stage: Stage) -> Iterator[Told]:
    """What answers say about changes, and for whom."""
    truth = stage.truth
    for heard in stage.heard:
        for change in truth.deeds(heard.message):
            for one in done(heard.answer):
                if one.number in {change.interview, 0}:
                    speaker = change.by
                    assert speaker is not None
                    yield change, _receiver(truth, one, change.interview) or speaker, one


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
            yield change, _receiver(truth, one, one.number) or letter.row.person, one


def _change(truth: Truth, letter: Letter, telling: Telling) -> Change:
    """The change a letter tells of: the one its message made. What HR is to pass on because it
    could not be delivered names the message in its own row."""
    cause = letter.row.cause
    if letter.row.kind == "undelivered":
        [inner] = [one for one in letter.tellings if one.kind == "undelivered"]
        to = _receiver(truth, telling, inner.number)
        cause = next(
            row.cause
            for row in reversed(letter.after.rows)  # others may have been told the very same
            if row.text == inner.facts["text"] and to in {None, row.person}
        )
    assert cause is not None, letter
    [change] = [one for one in truth.deeds(cause) if one.interview == telling.number]
    return change


def _receiver(truth: Truth, telling: Telling, interview: int) -> int | None:
    """Whom HR is to pass it on to: the candidate, or somebody who is never forgotten."""
    if telling.passed_on is None:
        return None
    candidate = truth.interviews[interview].candidate
    if truth.names[candidate] == telling.passed_on:
        return candidate
    return next(one.id for one in truth.people.values() if one.name == telling.passed_on)
