"""How well free text is understood: `make eval`, or `python -m tests.understanding.evaluate`.

Prints how many cases of each action are right, what was taken for what, every miss, and apart from
them what would be repeated that was not wished (“…, right?”, and nothing is done without a yes), and the
wrong actions: something would have been done at once. `--cases FILE…` holds
other cases of the same form against the rules.
"""

import argparse
import hashlib
import json
import re
import sys
import time
import tomllib
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from bot.routing import Who
from handlers import router
from interviews.circumstances import respelled
from interviews.sounds import sound, sounds_like
from interviews.understanding.clocks import HOURS, Part
from interviews.understanding.meaning import IDLE, LOOKING, Action, Meant
from interviews.understanding.mention import Time
from interviews.understanding.situation import Known, Role, Situation, Span, Stage
from interviews.understanding.understand import understand

HERE = Path(__file__).parent
NOW = datetime(2026, 11, 24, 10, 0)  # noqa: DTZ001 - Shanghai's, as everything in the cases
ENOUGH = 0.97


def _span(day: int, start: int, end: int) -> Span:
    return Span(datetime(2026, 11, day, start), datetime(2026, 11, day, end))  # noqa: DTZ001


WED, THU, FRI = _span(25, 15, 16), _span(26, 10, 11), _span(27, 14, 15)


def _offered(number: int, *slots: Span) -> Known:
    return Known(number, "张三", Stage.OFFERED, ("李雷",), tuple(enumerate(slots, 1)))


def _agreed(number: int, span: Span, candidate: str = "张三", **more: Any) -> Known:
    given = {"panel": ("李雷",), **more}
    return Known(number, candidate, Stage.AGREED, agreed=span, **given)


CANDIDATE = {
    "none": (),
    "offer1": (_offered(1, WED),),
    "offer2": (_offered(1, WED, THU),),
    "offer3": (_offered(1, WED, THU, FRI),),
    "offers": (_offered(1, WED, THU), _offered(2, FRI)),
    "confirmed": (_agreed(1, THU),),
    "confirmed2": (_agreed(1, THU), _agreed(2, FRI)),
    "yesno": (_agreed(1, THU),),
}
INTERVIEWER = {
    "none": (),
    "day": (
        _agreed(2, _span(24, 15, 16), "李四", sounds="lisi ls"),
        _agreed(3, _span(25, 10, 11), "陈晨", sounds="chenchen cc"),
    ),
    "asked": (_agreed(4, THU, "张三", asked=True, sounds="zhangsan zs"),),
    "ended": (
        Known(5, "赵六", Stage.ENDED, ("李雷",), agreed=_span(24, 9, 10), sounds="zhaoliu zl"),
    ),
}
HR = {
    "town": (
        Known(
            1,
            "张三",
            Stage.OFFERED,
            ("李雷",),
            ((1, WED), (2, THU)),
            position="后端工程师",
            sounds="zhangsan zs",
        ),
        _agreed(2, _span(24, 15, 16), "李四", position="前端工程师", sounds="lisi ls"),
        _agreed(
            3,
            _span(25, 10, 11),
            "陈晨",
            panel=("韩梅梅",),
            position="测试工程师",
            sounds="chenchen cc",
        ),
    )
}
SPEAKERS = {Role.CANDIDATE: "张三", Role.INTERVIEWER: "李雷", Role.HR: "王芳"}
SITUATIONS = {
    (role, name): Situation(
        role,
        NOW,
        interviews,
        speaker=SPEAKERS[role],
        colleagues=() if role is Role.CANDIDATE else ("李雷", "韩梅梅", "老王", "周敏"),
        yes_or_no=name == "yesno",
    )
    for role, named in (
        (Role.CANDIDATE, CANDIDATE),
        (Role.INTERVIEWER, INTERVIEWER),
        (Role.HR, HR),
    )
    for name, interviews in named.items()
}


@dataclass(frozen=True, slots=True)
class Judged:
    """One case and what the rules made of it."""

    case: dict[str, Any]
    meant: Meant
    right: bool
    wished: bool
    """It was taken for a wish nobody had, or not with these values: it is repeated, and asked about."""
    wrong: bool
    """It would have been done at once, and was not wished."""


# What the answer to a command can come to, where it is not what its name says.
ANSWERS = {
    "yes": {Action.CONFIRM, Action.ACCEPT, Action.YES, Action.ASK, Action.THANKS, Action.UNKNOWN},
    "none": {Action.NONE, Action.AVAILABILITY, Action.NO, Action.REFUSE},
    "never mind": {Action.NEVERMIND},
    "reschedule": {
        Action.RESCHEDULE,
        Action.MOVE,
        Action.NONE,
        Action.AVAILABILITY,
        Action.CONFIRM,
    },
}
ASKING = {Action.ASK, Action.PAST}
"""Every command asks back where it cannot know what is meant."""


def hear(text: str, situation: Situation) -> Meant:
    """What is taken from a message: a fixed command goes before free text, as the bot hears it."""
    for name in situation.colleagues:
        if re.search("[A-Za-z]{2}", text):
            text = respelled(text, name, "", sound(name).split()[0])
    meant = understand(text, situation)
    match = router.find(text)
    if match is None or not match.fits:
        return meant
    name = match.command.words[0]
    expected = ANSWERS.get(name, {Action(name)} if name in set(Action) else set())
    if meant.action in expected | ASKING:
        return meant
    if match.command.who is Who.HR and situation.role is not Role.HR:
        expected = set()  # it would be refused
    does = Action(name) if name in set(Action) else min(expected, default=Action.UNKNOWN)
    return Meant(does if expected else Action.UNKNOWN, {"command": name})


def judge(case: dict[str, Any]) -> Judged:
    """Hear a case and compare."""
    situation = SITUATIONS[Role(case["role"]), case["situation"]]
    meant = hear(case["text"], situation)
    action = Action(case["action"])
    wanted = comes_to(Meant(action, case.get("values", {})), situation)
    got = comes_to(meant, situation)
    right = got.action is wanted.action and (
        action in IDLE or same(wanted.values, got.values, situation)
    )
    wished = changes(meant.action) and not right
    return Judged(case, meant, right, wished, wished and at_once(meant))


def comes_to(meant: Meant, situation: Situation) -> Meant:
    """Of what is only offered another time is no move: none of the times fits, or another would."""
    offered = situation.offered and not situation.of(Stage.AGREED, Stage.ENDED)
    if situation.role is not Role.CANDIDATE or not offered:
        return meant
    if meant.action is Action.RESCHEDULE and "times" not in meant.values:
        return Meant(Action.NONE, {})
    if meant.action is Action.RESCHEDULE:
        return Meant(Action.AVAILABILITY, {"times": meant.values["times"]})
    return Meant(meant.action, {}) if meant.action is Action.NONE else meant


def at_once(meant: Meant) -> bool:
    """Whether it is done without being repeated first: a plain yes, a command, a language."""
    return meant.plain or "command" in meant.values or meant.action is Action.LANGUAGE


def changes(action: Action) -> bool:
    """Whether something would be done."""
    return action not in LOOKING | IDLE | {Action.NEVERMIND, Action.NO}


def same(wanted: dict[str, Any], got: dict[str, Any], situation: Situation) -> bool:
    """Whether two sets of values say the same (README.md, "When two answers are the same")."""
    wanted, got = _numbered(wanted, situation), _numbered(got, situation)
    for key in wanted.keys() | got.keys():
        if key in {"reason", "note"}:
            if key in wanted and not _holds(str(got.get(key, "")), str(wanted[key])):
                return False
        elif key not in wanted or key not in got:
            if not _follows(key, wanted | got, situation):
                return False
        elif _plain(wanted[key]) != _plain(got[key]):
            return False
    return True


def _numbered(values: dict[str, Any], situation: Situation) -> dict[str, Any]:
    """A candidate's name, in characters or letters, as the number of the interview, where there is
    just that one."""
    name = str(values.get("name", ""))
    found = [
        one.number
        for one in situation.interviews
        if one.candidate == name or (name.isascii() and sounds_like(one.candidate, name))
    ]
    if len(found) != 1:
        return values
    return {key: value for key, value in values.items() if key != "name"} | {"number": found[0]}


def _follows(key: str, values: dict[str, Any], situation: Situation) -> bool:
    """Whether a value only one side has could not have been another."""
    if key == "number":
        return len(situation.interviews) == 1 and situation.interviews[0].number == values[key]
    known = next((o for o in situation.interviews if o.number == values.get("number")), None)
    known = known or (situation.interviews[0] if len(situation.interviews) == 1 else None)
    if known is None:
        return False
    if key == "slot":
        return [number for number, _ in known.slots] == [values[key]]
    return key == "out" and known.panel == (values[key],)


def _holds(got: str, wanted: str) -> bool:
    def bare(text: str) -> str:
        return "".join(text.lower().split())

    return bare(wanted) in bare(got)


def _plain(value: Any) -> Any:
    """Without the order of lists; a half day as its hours."""
    if isinstance(value, list | tuple):
        return sorted({str(_plain(one)) for one in value}) if len(value) != 1 else _plain(value[0])
    if isinstance(value, Time):
        value = str(value)
    if isinstance(value, str):
        day, _, rest = value.partition(" ")
        if rest in set(Part):
            first, last = HOURS[Part(rest)]
            start = datetime.combine(date.fromisoformat(day), datetime.min.time())
            return f"{day} {start + timedelta(minutes=first):%H:%M}/{start + timedelta(minutes=last):%H:%M}"
        return value.lower()
    return value


def load(files: list[Path]) -> list[dict[str, Any]]:
    """The cases of several files."""
    return [case for file in files for case in tomllib.loads(file.read_text("utf-8"))["case"]]


def digest(cases: list[dict[str, Any]]) -> str:
    """Tells whether weights were learned from exactly these cases."""
    said = sorted((o["role"], o["situation"], o["text"], o["action"]) for o in cases)
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:16]


def visible() -> list[Path]:
    """The files beside this one."""
    return sorted(HERE.glob("*.toml"))


def _line(one: Judged) -> str:
    case, values = one.case, {k: _shown(v) for k, v in one.meant.values.items()}
    return (
        f"  {case['role']}/{case['situation']} {case['text']!r}: wanted {case['action']}"
        f" {case.get('values', {})}, got {one.meant.action} {values}"
    )


def _shown(value: Any) -> Any:
    return [str(one) for one in value] if isinstance(value, list) else str(value)


def report(judged: list[Judged]) -> float:
    """Print it all; gives the share of right ones."""
    say = sys.stdout.write
    total, right = Counter[str](), Counter[str]()
    confused = Counter[tuple[str, str]]()
    for one in judged:
        wanted = one.case["action"]
        total[wanted] += 1
        right[wanted] += one.right
        if one.meant.action != wanted:
            confused[wanted, one.meant.action.value] += 1
    say("action          right   of\n")
    for action in sorted(total):
        say(f"{action:<14}{right[action]:>7}{total[action]:>5}\n")
    say("\ntaken for another\n")
    for (wanted, got), count in confused.most_common():
        say(f"  {wanted} → {got}: {count}\n")
    for title, some in (
        ("misses", [one for one in judged if not one.right and not one.wished]),
        ("repeated wrongly", [one for one in judged if one.wished and not one.wrong]),
        ("wrong actions", [one for one in judged if one.wrong]),
    ):
        say(f"\n{title}: {len(some)}\n")
        for one in some:
            say(f"{_line(one)}\n")
    share = sum(right.values()) / len(judged)
    say(f"\n{sum(right.values())} of {len(judged)} right: {share:.1%}\n")
    return share


def main() -> int:
    """Evaluate; 1 if it is not good enough."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=Path, nargs="+", default=visible(), metavar="FILE")
    cases = load(parser.parse_args().cases)
    judge(cases[0])  # loads what is loaded on first need
    began = time.perf_counter()
    judged = [judge(case) for case in cases]
    took = (time.perf_counter() - began) / len(cases) * 1000
    share = report(judged)
    sys.stdout.write(f"{took:.1f} ms a message\n")
    return int(share < ENOUGH or any(one.wrong for one in judged))


if __name__ == "__main__":
    raise SystemExit(main())
