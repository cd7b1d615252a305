"""What people say in the play."""

from datetime import timedelta

from hypothesis import strategies as st

from tests.long.orders import (
    GROUP,
    Absence,
    Again,
    Forget,
    InARow,
    Schedule,
    Swap,
    Time,
    Times,
)
from tests.long.sayings import (
    CANDIDATES,
    HR,
    INTERVIEWERS,
    LEAVERS,
    NAMES,
    ByCandidate,
    ByHR,
    ByInterviewer,
    Said,
)

ZONES = ("Asia/Tokyo", "Europe/Berlin")
PLACES = ("", "1号会议室", "2号会议室", "天台")
HALF_HOUR = timedelta(minutes=30)

_AHEAD = [
    timedelta(minutes=minutes)
    for minutes in (5, 25, 70, 180, 24 * 60 - 40, 24 * 60 + 30, 25 * 60, 47 * 60, 50 * 60, 80 * 60)
]
which = st.integers(0, 5)

a_time = st.builds(Time, st.sampled_from(_AHEAD), st.sampled_from([HALF_HOUR, 2 * HALF_HOUR]))
times = st.lists(a_time, min_size=1, max_size=3)


def _texts(*texts: str) -> st.SearchStrategy[str]:
    return st.sampled_from(texts)


_hr = st.sampled_from(HR)
_auto = st.sampled_from(["", "", "自动 2", "自动 3", "自动 3 30分钟", "自动 2 下周", "自动 4 周五"])
schedules = st.builds(
    Schedule,
    _hr,
    st.sampled_from(CANDIDATES),
    st.lists(st.sampled_from(INTERVIEWERS), min_size=1, max_size=3, unique=True),
    times,
    st.sampled_from(PLACES),
    st.sampled_from([(), (), tuple(INTERVIEWERS), ("LiLei", "LaoWang"), GROUP]),
    _auto,
)
offers = st.builds(Times, _hr, which, st.just("提供"), times, auto=_auto)
_offered = st.just("offered")
_confirmed = st.just("confirmed")
_statuses = st.sampled_from(["offered", "confirmed"])
_move = st.just("改到")
moves = st.one_of(
    st.builds(Times, _hr, which, _move, times, status=_statuses, auto=_auto),
    st.builds(Times, _hr, which, _move, times, status=_confirmed),
    st.builds(Times, _hr, which, _move, times.map(lambda each: each[:1]), st.just("!"), _statuses),
    st.builds(ByHR, _hr, which, _texts("改到 {n} {agreed}", "改到 {n} {agreed}!")),
)
_WISHES = (
    *("改期 {n} 周五下午可以吗", "改期 下周都行 出差", "改期 {n} 明天晚上", "改期"),
    *("改期 {n} 2026-11-27 15:00", "改期 {n} 最近都没空"),
)
wishes = st.one_of(
    st.builds(ByCandidate, which, _texts(*_WISHES), _statuses),
    st.builds(ByCandidate, which, _texts(*_WISHES)),
    st.builds(ByInterviewer, which, which, _texts(*_WISHES)),
)
behalves = st.builds(
    ByHR, _hr, which, _texts("确认 {n} {slot}", "确认 {n} {slot}", "确认 {n} 1"), _offered
)
cancels = st.one_of(
    st.builds(ByHR, _hr, which, _texts("取消 {n} 停招"), _statuses | st.just("begun")),
    st.builds(ByCandidate, which, _texts("取消 {n} 不想去了", "取消"), _statuses),
    st.builds(ByInterviewer, which, which, _texts("取消 {n} 生病了", "取消 出差", "取消")),
)
edits = st.builds(
    ByHR,
    _hr,
    which,
    _texts(
        *(f"修改 {{n}} 地点 {place}" for place in PLACES[1:]),
        *(f"修改 {{n}} 岗位 {position}" for position in ("前端", "后端")),
        *(f"修改 {{n}} 轮次 {number}" for number in ("一面", "二面")),
    ),
    _statuses,
)
answers = st.builds(
    ByCandidate,
    which,
    _texts(
        *("1", "{slot}", "{n} 1", "{n} {slot}", "{n} {slot}"),
        *("可以", "都不行", "都不行 晚上有空", "{n}", "算了"),
    ),
    _offered,
)
_joining = st.sampled_from([*NAMES.values(), f"任一({','.join(NAMES.values())})"])
swaps = st.builds(Swap, _hr, which, which, _joining)
replies = st.builds(
    ByInterviewer,
    which,
    which,
    _texts("接受 {n}", "接受 {n}", "接受", "拒绝 {n} 出差", "拒绝 {n} 出差", "拒绝 没空"),
)
_begun = st.just("begun")
_OUTCOMES = ("完成 {n}", "完成 {n}", "未到 {n} 候选人", "未到 {n} 面试官")
outcomes = st.one_of(
    st.builds(ByHR, _hr, which, _texts(*_OUTCOMES), _begun),
    st.builds(ByInterviewer, which, which, _texts(*_OUTCOMES, "完成"), _begun),
)
_OPINION = "评语：{me}对{n}号的看法"
_OPINIONS = (
    *(f"反馈 {{n}} 推荐 4 5 3 {_OPINION}", f"反馈 {{n}} 推荐 4 5 3 {_OPINION}"),
    *("反馈 {n} 不推荐 2 2 1", f"反馈 {{n}} {_OPINION}，补充", "反馈 {n} 强烈推荐"),
    *("反馈 推荐 4 4 4", "4 5 3", "待定", "跳过", "反馈 {n}", "反馈"),
)
_over = st.sampled_from(["begun", "over"])
_recent = st.integers(0, 2)
opinions = st.builds(ByInterviewer, _recent, which, _texts(*_OPINIONS), _over)
all_opinions = st.tuples(_recent, _texts(*_OPINIONS[:2]), _over).map(
    lambda one: [ByInterviewer(one[0], seat, *one[1:]) for seat in range(4)]
)
closings = st.builds(ByHR, _hr, _recent, _texts("关闭反馈 {n}"), _over)
curious = st.one_of(
    st.builds(ByInterviewer, which, which, _texts("反馈 {n}", "反馈 {n}", "详情 {n}"), _over),
    st.builds(ByCandidate, which, _texts("反馈 {n}", "详情 {n}", "反馈"), _over),
    st.builds(ByHR, _hr, which, _texts("反馈 {n}", "详情 {n}", "反馈"), _over),
)
agains = st.builds(
    Again,
    _hr,
    which,
    st.lists(st.sampled_from(INTERVIEWERS), min_size=1, max_size=2, unique=True),
    times,
    st.sampled_from(["done", "begun", "confirmed"]),
)
in_a_row = st.builds(
    InARow,
    _hr,
    st.sampled_from(CANDIDATES),
    st.lists(st.sampled_from(INTERVIEWERS), min_size=2, max_size=3),
    times,
    st.sampled_from(PLACES),
    _auto,
)
forgets = st.builds(Forget, _hr, which)
absences = st.one_of(
    st.builds(Absence, st.sampled_from(INTERVIEWERS), st.just("忙碌"), a_time),
    st.builds(Absence, st.sampled_from(LEAVERS), st.just("请假"), a_time),
)
_HOURS = (
    *(
        "工作时间 10:00-16:30",
        "工作时间 周三 休息",
        "工作时间 周五 13:00-20:00",
        "工作时间 周六 9:00-17:00",
    ),
    *("工作时间 默认", "解除 1", "解除 2"),
)
hours = st.builds(Said, st.sampled_from(LEAVERS), _texts(*_HOURS))
GROUPED = "组 后端组 李雷 韩梅梅 老王"
groups = st.builds(Said, _hr, _texts(GROUPED, "组 后端组 老王 李四", "组 后端组 删除"))
zones = st.fixed_dictionaries({}, optional={one: st.sampled_from(ZONES) for one in LEAVERS})
lates = st.one_of(
    st.builds(ByCandidate, which, _texts("迟到 10", "迟到 {n} 20")),
    st.builds(ByInterviewer, which, which, _texts("迟到 10", "迟到 {n} 20", "{n}")),
)
looks = st.one_of(
    st.builds(ByHR, _hr, which, _texts("今天", "待确认", "详情 {n}", "今天 李雷", "看看")),
    st.builds(ByCandidate, which, _texts("今天", "本周", "详情 {n}", "好的吧")),
    st.builds(ByInterviewer, which, which, _texts("今天", "下一场", "详情 {n}", "明天")),
)
anything = st.one_of(
    *(schedules, offers, moves, behalves, cancels, edits, answers, answers, lates, wishes),
    *(swaps, replies, outcomes, agains, in_a_row, opinions, closings),
)
