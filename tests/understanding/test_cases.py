"""The form of the cases beside this file; README.md says what they mean."""

import tomllib
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
FILES = {"candidates": "candidate", "interviewers": "interviewer", "recruiters": "hr"}
MIXED = (
    "blind", *(f"blind{n}" for n in range(2, 17)), *(f"more{n}" for n in range(1, 11)),
    "commands", "paraphrases", "values",
)  # fmt: skip
"""Of all roles."""
CLOCK = datetime(2026, 11, 24, 10, 0)  # noqa: DTZ001 - Shanghai's, as everything in the cases
HALVES = {"AM", "PM", "EVENING"}

# The interviews of each situation, and how many times each offers.
SITUATIONS: dict[str, dict[str, dict[int, int]]] = {
    "candidate": {
        "none": {},
        "offer1": {1: 1},
        "offer2": {1: 2},
        "offer3": {1: 3},
        "offers": {1: 2, 2: 1},
        "confirmed": {1: 0},
        "confirmed2": {1: 0, 2: 0},
        "yesno": {1: 0},
    },
    "interviewer": {"none": {}, "day": {2: 0, 3: 0}, "asked": {4: 0}, "ended": {5: 0}},
    "hr": {"town": {1: 2, 2: 0, 3: 0}},
}

WHICH = {"number", "name"}
NOTHING: set[str] = set()
ANYONE = {"language": {"language"}, "nevermind": NOTHING, "thanks": NOTHING}
LOOKING = {
    "today": NOTHING,
    "tomorrow": NOTHING,
    "week": NOTHING,
    "next": NOTHING,
    "agenda": {"time"},
    "help": NOTHING,
    "show": WHICH,
    "where": WHICH,
    "when": WHICH,
    "who": WHICH,
}
SEEKING = {
    "pending": NOTHING,
    "find": {"name"},
    "slots": {"people", "minutes", "time"},
    "why": WHICH | {"time"},
}
IDLE = {"ask": NOTHING, "question": NOTHING, "past": NOTHING, "unknown": NOTHING}
MOVING = {
    "reschedule": {"number", "times", "reason"},
    "cancel": {"number", "reason"},
    "late": {"number", "minutes"},
}
ACTIONS: dict[str, dict[str, set[str]]] = {
    "candidate": {
        **ANYONE,
        **LOOKING,
        **IDLE,
        **MOVING,
        "confirm": {"number", "slot"},
        "none": {"note"},
        "availability": {"times"},
        "human": NOTHING,
        "pending": NOTHING,
        "yes": NOTHING,
        "no": NOTHING,
    },
    "interviewer": {
        **ANYONE,
        **LOOKING,
        **SEEKING,
        **IDLE,
        **MOVING,
        "accept": {"number"},
        "refuse": {"number", "reason"},
        "busy": {"time", "reason"},
        "leave": {"time"},
        "feedback": {"number"},
        "done": {"number"},
        "noshow": {"number", "who"},
    },
    "hr": {
        **ANYONE,
        **LOOKING,
        **SEEKING,
        **IDLE,
        "schedule": {"candidate", "position", "interviewers", "times", "place", "round", "minutes"},
        "offer": WHICH | {"times"},
        "confirm": WHICH | {"slot"},
        "move": WHICH | {"time"},
        "cancel": WHICH | {"reason"},
        "swap": WHICH | {"out", "in"},
        "edit": WHICH | {"field", "value"},
        "done": WHICH,
        "noshow": WHICH | {"who"},
        "late": WHICH | {"minutes"},
    },
}
CLOSED = {
    "language": {"zh", "en"},
    "who": {"candidate", "interviewer"},
    "field": {"place", "position", "round"},
}
QUOTED = {"reason", "note", "candidate", "position", "place"}
LISTS = {"times", "people", "interviewers"}
NUMBERS = {"number", "slot", "minutes", "round"}


@dataclass(frozen=True)
class Case:
    """One sentence and what it means; another key in the file is a TypeError."""

    role: str
    situation: str
    text: str
    action: str
    values: dict[str, Any]

    @property
    def times(self) -> list[str]:
        """Every time among the values."""
        one = self.values.get("time", [])
        return [*self.values.get("times", []), *([one] if isinstance(one, str) else one)]


def load(name: str) -> list[Case]:
    """The cases of one file."""
    read = tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))
    assert list(read) == ["case"]
    return [Case(**one) for one in read["case"]]


def well_written(time: str) -> bool:
    """An instant, a span within a day, a day or a half day, not over before the clock of the cases."""
    day, _, rest = time.partition(" ")
    try:
        if date.fromisoformat(day) < CLOCK.date():
            return False
        if not rest or rest in HALVES:
            return True
        hours = [datetime.strptime(f"{day} {hour}", "%Y-%m-%d %H:%M") for hour in rest.split("/")]  # noqa: DTZ007 - as CLOCK
    except ValueError:
        return False
    return len(hours) <= 2 and hours == sorted(set(hours)) and hours[0] >= CLOCK


def fits(key: str, value: object, case: Case) -> bool:
    """A value has the shape its key asks for."""
    if key in CLOSED:
        return value in CLOSED[key]
    if key in NUMBERS or (key == "value" and case.values["field"] == "round"):
        return type(value) is int and value > 0
    if key in LISTS or (key == "time" and isinstance(value, list)):
        return isinstance(value, list) and bool(value) and all(isinstance(v, str) for v in value)
    if key in QUOTED or key == "value":
        return isinstance(value, str) and value != "" and value in case.text
    return isinstance(value, str) and value != ""


every_file = pytest.mark.parametrize("name", [*FILES, *MIXED])
every_role = pytest.mark.parametrize(("name", "role"), FILES.items(), ids=FILES)


@every_file
def test_a_case_is_said_by_the_role_of_its_file_in_one_of_its_situations(name: str) -> None:
    wrong = [
        c
        for c in load(name)
        if c.role != FILES.get(name, c.role) or c.situation not in SITUATIONS[c.role]
    ]
    assert wrong == []


@every_file
def test_a_text_is_what_somebody_types(name: str) -> None:
    assert [c for c in load(name) if not c.text or c.text != c.text.strip()] == []


@every_file
def test_an_action_belongs_to_the_role_and_its_values_to_the_action(name: str) -> None:
    wrong = [
        c
        for c in load(name)
        if c.action not in ACTIONS[c.role] or not c.values.keys() <= ACTIONS[c.role][c.action]
    ]
    assert wrong == []


@every_file
def test_every_value_has_the_shape_of_its_key(name: str) -> None:
    wrong = [c for c in load(name) if not all(fits(k, v, c) for k, v in c.values.items())]
    assert wrong == []


@every_file
def test_every_time_is_well_written_and_ahead(name: str) -> None:
    # A week that is looked at is all of its days.
    said = [c for c in load(name) if not (c.action == "slots" and len(c.times) == 7)]
    assert [c for c in said if not all(well_written(time) for time in c.times)] == []


@every_file
def test_numbers_and_slots_are_those_of_the_situation(name: str) -> None:
    wrong = []
    for case in load(name):
        there = SITUATIONS[case.role][case.situation]
        number = case.values.get("number")
        offered = there.get(number, 0) if number else max(there.values(), default=0)
        if (number and number not in there) or case.values.get("slot", 0) > offered:
            wrong.append(case)
    assert wrong == []


def test_yes_and_no_answer_a_question_only() -> None:
    answers = [c for c in load("candidates") if c.action in {"yes", "no"}]
    assert {c.situation for c in answers} == {"yesno"}


@every_file
def test_nothing_stands_twice(name: str) -> None:
    said = Counter((c.situation, c.text) for c in load(name))
    assert [one for one, times in said.items() if times > 1] == []


@every_role
def test_every_action_of_the_role_is_said_in_several_ways(name: str, role: str) -> None:
    said = Counter(c.action for c in load(name))
    assert {action for action in ACTIONS[role] if said[action] < 6} == set()


@every_role
def test_a_fifth_of_the_cases_must_not_act(name: str, role: str) -> None:
    cases = load(name)
    idle = [c for c in cases if c.action in {*IDLE, "thanks"}]
    assert len(idle) * 5 >= len(cases)


def test_the_readme_names_every_situation_and_action() -> None:
    readme = (HERE / "README.md").read_text(encoding="utf-8")
    names = {n for role in FILES.values() for n in (*SITUATIONS[role], *ACTIONS[role])}
    assert {name for name in names if f"`{name}`" not in readme} == set()


@pytest.mark.parametrize(
    "time",
    ["2026-11-31", "2026-11-23", "2026-11-25 25:00", "2026-11-25 16:00/15:00", "2026-11-25 NOON"],
)
def test_a_badly_written_time_is_seen(time: str) -> None:
    assert not well_written(time)
