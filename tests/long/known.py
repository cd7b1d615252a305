"""What people know from all they have read, and whether it is so."""

import re

from tests.long.letters import Letter
from tests.long.reading import Telling, period, topic
from tests.long.sayings import HR, KEPT
from tests.long.stage import Stage
from tests.long.told import answered, pushed
from tests.long.truth import Change, Interview, Truth

_EDIT = re.compile(r"修改 \d+ (\S+) (.+)")
PLACED = {
    *("proposed", "offer", "on behalf", "confirmed", "yours", "confirmed by"),
    *("other times", "moved", "moved for you", "yours moved", "moved by"),
}
AGREED = {
    *("confirmed", "yours", "confirmed by", "late", "wants off", "please answer", "ended"),
    *(
        "moved",
        "moved for you",
        "yours moved",
        "moved by",
        "stays",
        "another",
        "no show",
        "after all",
    ),
}
STILL = {"please answer", "ended", "reminder", "reminder to candidate"}
"""What is said only as long as nobody knows what became of it."""


def true_when_sent(letter: Letter) -> None:
    """What was pushed was so at that moment."""
    steps = letter.before, letter.after
    for one in letter.tellings:
        if one.kind == "digest":
            assert letter.after.people[letter.row.person].userid in HR
        if one.kind in {"digest", "undelivered", "left"}:
            continue
        if "round" in one.facts and one.kind in {"confirmed", "confirmed by"}:
            continue  # said of rounds in a row, as it was when they were confirmed
        states = [truth.interviews[one.number] for truth in steps if one.number in truth.interviews]
        fresh = {c.what for c in letter.after.history(one.number)} - {
            c.what for c in letter.before.history(one.number)
        }
        status = {state.status for state in states} | ({"confirmed"} & fresh)
        now = letter.at
        real = {period(s.start, s.end) for s in states if s.start and s.end}
        if one.kind == "other times":
            assert one.facts["was"] in real, letter
        if one.kind in {"offer", "other times"}:
            held = {slot.number for state in states for slot in state.open(now)}
            assert ("offered" if one.kind == "offer" else "confirmed") in status, letter
            assert held & one.times.keys(), f"offers what is over: {letter}"
        elif one.kind in {"called off", "cancelled"}:
            assert "cancelled" in status, letter
        elif one.kind in AGREED | STILL:
            assert status & ({"confirmed"} if one.kind in STILL else KEPT), letter
            assert one.facts["when"] in real, letter
        elif one.kind == "wished":
            assert status & {"offered", *KEPT}, letter
            assert "when" not in one.facts or one.facts["when"] in real, letter


def know_what_is_so(stage: Stage) -> None:
    """Whoever is concerned knows time, place and topic of what lives; the candidate knows which
    times are open."""
    truth = stage.truth
    said: dict[tuple[int, int], list[Telling]] = {}
    told = [*answered(stage), *pushed(stage)]
    for change, person, telling in sorted(told, key=lambda one: one[0].id):
        said.setdefault((change.interview, person), []).append(_own(stage, change, telling))
    for interview in truth.interviews.values():
        if truth.forgotten(interview):
            continue
        is_open = bool(interview.open(truth.now))
        concerned = {interview.hr}
        if interview.status in KEPT:
            concerned |= {*interview.met}
        elif is_open:
            concerned.add(interview.candidate)
        for person in concerned if interview.status in {"offered", *KEPT} else ():
            _knows(truth, interview, person, said[interview.number, person])
        if is_open:
            _knows_times(truth, interview, said[interview.number, interview.candidate])


def _own(stage: Stage, change: Change, telling: Telling) -> Telling:
    """Who changes something knows the new value from their own words."""
    if change.what != "edited" or "new" in telling.facts:
        return telling
    said = next(heard.said for heard in stage.heard if heard.message == change.message)
    given = _EDIT.match(said)
    assert given, said
    facts = {**telling.facts, "field": given[1], "new": given[2]}
    return Telling(telling.kind, telling.number, facts)


def _knows(truth: Truth, interview: Interview, person: int, said: list[Telling]) -> None:
    place: str | None = "?"
    about = when = "?"
    for one in said:
        if one.kind in PLACED or (one.kind == "swapped" and "when" in one.facts):
            place = one.facts.get("place")
        about = one.facts.get("topic", about)
        when = one.facts.get("when", when)
        if one.kind == "edited":
            new = one.facts["new"]
            position, _, number = about.partition(" · ")
            if one.facts["field"] == "地点":
                place = new
            elif one.facts["field"] == "岗位":
                about = f"{new} · {number}"
            else:
                about = f"{position} · {new}"
    if about == "?" and truth.people[person].userid in HR:
        return  # set a time, or sat down, in another's interview; they know where to look
    name = truth.people[person].name
    assert place == interview.place, f"{name} believes {place!r} of {interview}"
    assert about == topic(interview.position, interview.round), f"{name}: {about!r} of {interview}"
    if interview.start is not None and interview.end is not None:
        assert when == period(interview.start, interview.end), f"{name}: {when!r} of {interview}"


def _knows_times(truth: Truth, interview: Interview, said: list[Telling]) -> None:
    listed = [one for one in said if one.kind in {"offer", "other times"}][-1].times
    still = {slot.number for slot in interview.open(truth.now)}
    lapsed = {
        slot.number
        for slot in interview.slots
        if slot.state == "expired" or (slot.state == "open" and slot.number not in still)
    }
    rounds = truth.in_a_row(interview.number)
    real = {
        (one.number, period(one.start, other.end))
        for first in rounds
        for last in rounds
        for one in first.slots
        for other in last.slots
        if one.number == other.number
    }
    assert still <= listed.keys() <= still | lapsed, f"offered {listed} of {interview}"
    assert {*listed.items()} <= real, interview
