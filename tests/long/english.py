"""The texts of the bot in English, as patterns with the same names as the Chinese ones, and what they
say as the Chinese ones say it."""

import re
from datetime import date

_TIMES = r"(?P<times>\d+\. .+(?:\n\d+\. .+)*)"
_SUBJECT = r"#(?P<number>\d+): (?P<candidate>\S+) · (?P<topic>.+)"
_NAMED = r"(?P<topic>.+) \(#(?P<number>\d+)\)"
_PLACE = r"(?:\nPlace: (?P<place>.+))?"
_WHEN = r"\nTime: (?P<when>.+)"
_PANEL = r"(?:\nWith: (?P<panel>.+))?"
_CONTACT = (
    rf"{_PANEL}\nContact: \S+\. For another time, reply \"reschedule\" and when you could; if you"
    r" cannot come, \"cancel\" and why; if you will be late, \"late 10\"\."
)
_FROM_TO = r"\nFrom: (?P<was>.+)\nTo: (?P<when>.+)"
_MOVED_BY = (
    r"(?P<by>\S+) moved interview #(?P<number>\d+): (?P<candidate>\S+) · (?P<topic>.+)\n"
    r"(?P<was>.+) → (?P<when>.+)"
)
_WHAT_NOW = r"\n(?:To offer others: .+|The agreed time stands: (?P<when>.+)\nTo try another: .+)"
_NOT_COMING = (
    r"All right, you need not be at #(?P<number>\d+) \((?P<candidate>\S+), (?P<when>.+)\); "
)
_WHY = r"(?:\nWhy can you not be there\? .+)?"
_EACH = r"(?P<each>#\d+ .+(?:\n#\d+ .+)*)"
_UNTIL = r"\n.+\nThe times? (?:is|are) kept for you until (?P<until>.+)\."
_LEFT = r"(?:\nWhat is left .+:\n(?s:.+?)|\nWith it all of the interviews .+)?"
_ANSWER_IT = r"\nReply \"accept \d+\" if you can, or \"decline \d+\" and why if you cannot\."
_ONE_LINE = r"ne line will do, for example:\nfeedback \d+ .+\nRecommend with .+: feedback \d+"
_ABOUT = r"#(?P<number>\d+) (?P<candidate>\S+) \((?P<topic>.+)\)"
_CALL = r"(?P<hr>\S+) has(?: just)? been told; please call (?P=hr) directly\."

PUSHES = {
    "offer": r"Hello (?P<candidate>\S+), \S+ invites you to an interview:\n"
    rf"{_NAMED}\nPlease choose a time:\n{_TIMES}{_PLACE}{_UNTIL}",
    "confirmed": rf"Your interview is confirmed: {_NAMED}{_WHEN}{_PLACE}{_CONTACT}",
    "yours": rf"You have an interview {_SUBJECT}{_WHEN}{_PLACE}{_ANSWER_IT}",
    "confirmed by": rf"(?P<by>\S+) confirmed {_SUBJECT}{_WHEN}{_PLACE}",
    "declined": r"(?P<candidate>\S+) cannot make any of the times of #(?P<number>\d+)"
    rf" \((?P<topic>.+)\):\n{_TIMES}(?:\nThey say: .+)?{_WHAT_NOW}",
    "called off": r"Hello (?P<candidate>\S+), we are sorry: your interview has been cancelled:"
    rf" {_NAMED}(?:\nIt was to be: (?P<when>.+))?(?:\nReason: (?P<reason>.+))?{_LEFT}"
    r"\nIf you have questions, please ask \S+\.",
    "cancelled": r"(?P<by>\S+) cancelled interview #(?P<number>\d+): (?P<candidate>\S+) ·"
    r" (?P<topic>.+)(?:\nIt was to be: (?P<when>.+))?(?:\nReason: (?P<reason>.+))?",
    "edited": r"(?P<by>\S+) changed the (?P<field>\S+) of interview #(?P<number>\d+)"
    r" \((?P<topic>.+)\):\n(?P<old>.+) → (?P<new>.+?)"
    r"(?:\nTime: (?P<when>.+)\nThe time stays; no need to confirm again\.)?",
    "other times": r"Hello (?P<candidate>\S+), \S+ would like to move your interview:\n"
    rf"{_NAMED}\nIt is set for: (?P<was>.+)\nNew time:\n{_TIMES}{_PLACE}\n.+\nUntil you confirm,"
    r" the time stays as it was\. The new ones? (?:is|are) kept for you until (?P<until>.+)\.",
    "stays": rf"Your interview is not moved after all: {_NAMED}\nIt stays at: (?P<when>.+)",
    "moved": rf"Your interview has been moved: {_NAMED}{_FROM_TO}{_PLACE}{_CONTACT}",
    "moved for you": r"Hello (?P<candidate>\S+), your interview has been moved:"
    rf" {_NAMED}{_FROM_TO}{_PLACE}{_PANEL}\nIf the new time does not suit you, .+",
    "moved by": rf"{_MOVED_BY}{_PLACE}",
    "yours moved": rf"{_MOVED_BY}{_PLACE}{_ANSWER_IT}",
    "wished": r"(?P<by>\S+) asks to move #(?P<number>\d+): (?P<candidate>\S+) · (?P<topic>.+)"
    r"(?:\nIt is set for: (?P<when>.+))?(?P<more>(?s:.+))",
    "leaving": r"You are no longer needed for interview #(?P<number>\d+): (?P<candidate>\S+) ·"
    rf" (?P<topic>.+){_WHEN}\n(?P<name>\S+) takes it instead\.",
    "swapped": r"(?P<by>\S+) changed who interviews in #(?P<number>\d+): (?P<candidate>\S+) ·"
    r" (?P<topic>.+)\n(?P<out>\S+) → (?P<name>\S+)",
    "another": rf"Hello (?P<candidate>\S+), someone else will interview you: {_NAMED}\n"
    r"(?P<out>\S+) → (?P<name>\S+)\nTime and place stay: (?P<when>.+)",
    "refused": rf"(?P<by>\S+) cannot take interview {_SUBJECT}{_WHEN}(?:\nReason: .+)?(?:"
    r"\n(?P<name>\S+) has been asked instead; there is nothing for you to do\.|"
    r"\n(?:Still on it: (?P<panel>.+)|Nobody is left to interview, but the time is still kept\.)"
    r"\n(?:These people are free then; .+:(?P<commands>(?:\nswap .+)+)"
    r"|I found no colleague who is free then(?s:.+)))",
    "explained": r"Why (?P<by>\S+) cannot take interview #(?P<number>\d+) \((?P<candidate>\S+) ·"
    r" (?P<topic>.+)\): .+",
    "no show": r"(?P<by>\S+): (?P<who>the candidate|the interviewer) did not come to interview"
    rf" {_SUBJECT}{_WHEN}\nTo arrange another: again \d+ \| interviewers \| times",
    "after all": r"(?P<by>\S+): interview #(?P<number>\d+) did take place, the (?:candidate|interviewer)"
    rf" has come: (?P<candidate>\S+) · (?P<topic>.+){_WHEN}",
    "late": r"(?P<by>\S+) will be (?P<minutes>\d+) minutes late: #(?P<number>\d+)"
    r" (?P<candidate>\S+) · (?P<topic>.+), due (?P<when>.+)\.",
    "reminder": r"Reminder: interview #(?P<number>\d+) in (?P<left>.+)\n(?P<candidate>\S+) ·"
    rf" (?P<topic>.+){_WHEN}{_PLACE}",
    "reminder to candidate": r"Hello (?P<candidate>\S+), this is a reminder of your interview in"
    rf" (?P<left>.+?): {_NAMED}{_WHEN}{_PLACE}{_CONTACT}",
    "expired": r"(?P<candidate>\S+) has not answered; these times of #(?P<number>\d+)"
    rf" \((?P<topic>.+)\) are no longer kept:\n{_TIMES}"
    rf"(?:\nStill open:\n(?P<open>(?:\d+\. .+\n?)+?))?{_WHAT_NOW}",
    "wants off": r"(?P<by>\S+) wants to cancel interview #(?P<number>\d+), which begins in less than"
    rf" 12 h, and was asked to call you: (?P<candidate>\S+) · (?P<topic>.+){_WHEN}"
    r"(?:\nReason: .+)?\nTo cancel it, send: cancel \d+ and why",
    "please answer": rf"Please answer for interview {_SUBJECT}{_WHEN}{_ANSWER_IT}",
    "ended": r"Interview #(?P<number>\d+) should be over: (?P<candidate>\S+) · (?P<topic>.+)"
    rf"{_WHEN}\nIf it took place, reply: done \d+\nIf somebody did not come: noshow .+",
    "left": r"(?P<name>\S+) \((?P<userid>\S+)\) gets no messages from Mianyue any more: .+"
    r"Still theirs \((?P<count>\d+)\):\n(?P<interviews>(?s:.+))",
    "offer in a row": r"Hello (?P<candidate>\S+), \S+ invites you to \d+ interviews in a row:\n"
    rf"(?P<position>.+) · (?P<rounds>.+) \((?P<numbers>.+)\)\nPlease choose a time:\n{_TIMES}"
    rf"{_PLACE}{_UNTIL}",
    "confirmed in a row": r"Your interviews are confirmed: (?P<position>.+), \d+ in a row\n"
    rf"{_EACH}{_PLACE}{_CONTACT}",
    "confirmed by in a row": r"(?P<by>\S+) confirmed the interviews in a row: (?P<candidate>\S+) ·"
    rf" (?P<position>.+)\n{_EACH}{_PLACE}",
    "cancelled in a row": r"(?P<by>\S+) cancelled the interviews in a row: (?P<candidate>\S+) ·"
    rf" (?P<position>.+)\n{_EACH}(?:\nReason: (?P<reason>.+))?",
    "asked for feedback": r"#(?P<number>\d+) is over: (?P<candidate>\S+) · (?P<topic>.+)\n"
    rf"Please give your feedback; o{_ONE_LINE}",
    "asked again": r"Your feedback on #(?P<number>\d+) is still missing: (?P<candidate>\S+) ·"
    rf" (?P<topic>.+)\nO{_ONE_LINE}",
    "all in": rf"All feedback on {_ABOUT} is in:\n(?P<cards>(?s:.+))\n"
    r"It can still be changed; .+: feedback close \d+",
    "altered": rf"(?P<by>\S+) changed the feedback on {_ABOUT}:\n(?s:.+)",
    "digest": r"Good morning, (?P<name>\S+)! (?P<day>.+)(?s:.+)",
}
_BECAME = (
    "Cancelled|Confirmed|Declined|Expired|Withdrawn|See below|Accepted|Moved|Not yours|Given|Closed"
    "|Not needed|Done|No-show|No panel"
)
_ONCE_MORE = r"We have not heard from you yet, so here it is again:\n"
PUSHES |= {
    "nudge": _ONCE_MORE + PUSHES["offer"],
    "nudge to move": _ONCE_MORE + PUSHES["other times"],
    "nudge in a row": _ONCE_MORE + PUSHES["offer in a row"],
    "became": rf"#(?P<number>\d+) · (?P<topic>.+)\n(?:(?P<state>{_BECAME})(?:\n.+)*"
    r"|The others know you will be \d+ min late\.)",
    "unanswered": r"(?P<candidate>\S+) has not answered #(?P<number>\d+) \((?P<topic>.+)\) for .+,"
    rf" and was reminded once:\n{_TIMES}\nWill you call them\? .+",
}
ANSWERS = {
    "proposed": rf"Scheduled {_SUBJECT}\nWith: (?P<panel>.+)\nTimes offered:\n{_TIMES}{_PLACE}"
    r"(?:\nSent to .+; waiting for the answer\.)?",
    "offered": rf"Now on offer for #(?P<number>\d+):\n{_TIMES}(?:\nSent to .+\.)?",
    "on behalf": r"Confirmed #(?P<number>\d+) \((?P<topic>.+)\) for (?P<candidate>\S+):"
    rf" (?P<when>.+){_PLACE}",
    "confirmed": PUSHES["confirmed"],
    "set": r"#(?P<number>\d+) \((?P<candidate>\S+)\) is now (?P<when>.+); everyone concerned is told\.",
    "moving": r"(?:Now on offer|Offered instead) for #(?P<number>\d+) \((?P<candidate>\S+)\):\n"
    rf"{_TIMES}(?:\nUntil the candidate confirms, (?P<was>.+) stands\.)?(?:\nSent to .+\.)?",
    "unmoved": r"#(?P<number>\d+) \((?P<candidate>\S+)\) is not moved; (?P<when>.+?) stands\."
    r"(?:\nSent to .+\.)?",
    "moved": PUSHES["moved"],
    "swapped": r"#(?P<number>\d+) \((?P<candidate>\S+)\): (?P<out>\S+) → (?P<name>\S+)\."
    rf" Everyone concerned is told\.(?:\nTime: (?P<when>.+))?{_PLACE}",
    "accepted": r"Thank you, you will be there: #(?P<number>\d+) (?P<candidate>\S+), (?P<when>.+)\.",
    "refused": rf"{_NOT_COMING}(?P<hr>\S+) has been told\.{_WHY}",
    "replaced": rf"{_NOT_COMING}(?P<name>\S+) takes it\.{_WHY}",
    "explained": r"All right, \S+ has been told why\.",
    "saved": rf"Saved your feedback on {_ABOUT}:\n(?s:.+)",
    "closed": r"Closed the feedback on #(?P<number>\d+) \((?P<candidate>\S+)\), \d+/\d+; nobody is"
    r" asked any more\.(?:\nStill missing: .+)?",
    "forgotten": r"The personal data of this candidate has been removed: (?s:.+)",
    "done": r"Noted: #(?P<number>\d+) \((?P<candidate>\S+), (?P<when>.+)\) has taken place\.",
    "no_show": r"Noted: #(?P<number>\d+) \((?P<candidate>\S+), (?P<when>.+)\):"
    r" (?P<who>the candidate|the interviewer) did not come\.",
    "wished": r"\S+ has been told that you ask for another time for #(?P<number>\d+)\. Until it is"
    r" settled, (?P<when>.+) stands; you will hear from us\.",
    "wished early": r"\S+ has been told when you could \(#(?P<number>\d+)\) and will send you other"
    r" times\.",
    "wished late": r"#(?P<number>\d+) \((?P<when>.+)\) begins in less than 12 h, so it cannot be moved"
    rf" here any more\. {_CALL} Until it is settled, the time stands\.",
    "wished often": r"#(?P<number>\d+) \((?P<when>.+)\) has been moved as often as it can be here"
    rf" \(\d+\)\. {_CALL} Until it is settled, the time stands\.",
    "still declined": r"All right, #(?P<number>\d+) stays as it was: (?P<when>.+)\. \S+ has been told\.",
    "declined": r"All right, \S+ has been told and will suggest other times\.",
    "cancelled": r"Cancelled #(?P<number>\d+) \((?P<candidate>\S+)\); everyone concerned is told, with"
    r" the reason\.",
    "cancelled in a row": r"The interviews in a row are cancelled together:"
    r" (?P<numbers>#\d+(?:, #\d+)+); everyone concerned is told, with the reason\.",
    "edited": r"Changed the (?P<field>\S+) of #(?P<number>\d+); everyone concerned is told\.",
    "wants off": r"#(?P<number>\d+) \((?P<when>.+)\) begins in less than 12 h, so it cannot be"
    rf" cancelled here any more\. {_CALL}",
    "late": r"The others know that you will be (?P<minutes>\d+) minutes late \(#(?P<number>\d+)\)\."
    r" Take care\.",
    "proposed in a row": r"Scheduled \d+ interviews in a row: (?P<candidate>\S+) · (?P<position>.+)\n"
    rf"{_EACH}\nTimes offered:\n{_TIMES}{_PLACE}(?:\nSent to .+; waiting for the answer\.)?",
    "on behalf in a row": r"Confirmed the interviews in a row for (?P<candidate>\S+):\n"
    rf"{_EACH}{_PLACE}",
    "confirmed in a row": PUSHES["confirmed in a row"],
}

_DAY = re.compile(
    r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) (\d+) (Nov|Dec) (\d\d:\d\d)–(\d\d:\d\d)( \(\+1\))?"
)
_ROUND = re.compile(r"round (\d+)")
_WORDS = {
    "place": "地点",
    "position": "岗位",
    "round": "轮次",
    "open": "未定",
    "the candidate": "候选人",
    "the interviewer": "面试官",
}
_UNITS = {"days": "天", "day": "天", "h": "小时", "min": "分钟", "s": "秒"}


def translated(said: dict[str, str]) -> dict[str, str]:
    """Facts in English, as they are in Chinese."""
    return {name: _translated(name, value) for name, value in said.items()}


def _translated(name: str, value: str) -> str:
    if name == "left":
        return " ".join(_UNITS.get(word, word) for word in value.split(" "))
    if name in {"numbers", "rounds", "place", "each"}:
        value = value.replace(", ", "、")
    if name == "place":
        value = re.sub(r"(#\d+) open", r"\1 未定", value)
    if name in {"topic", "rounds", "each", "old", "new"}:
        value = _ROUND.sub(lambda found: f"{'零一二三四五六七八九十'[int(found[1])]}面", value)
    value = _DAY.sub(_period, value)
    return _WORDS.get(value, value) if name in {"field", "who", "old", "new"} else value


def _period(found: re.Match[str]) -> str:
    month = {"Nov": 11, "Dec": 12}[found[2]]
    weekday = "一二三四五六日"[date(2026, month, int(found[1])).weekday()]
    next_day = "次日" if found[5] else ""
    return f"{month}月{found[1]}日 周{weekday} {found[3]}–{next_day}{found[4]}"
