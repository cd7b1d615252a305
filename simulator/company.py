"""The fictional company of the demo: who works there, who applies, and what was said before the
curtain rises."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from simulator.page import Phone

NAME = "星辰科技"
DOMAIN = "xingchen.example"
ZONE = ZoneInfo("Asia/Shanghai")
HR = "WangFang"
MEMBERS = {
    "WangFang": "王芳",
    "ZhouMin": "周敏",
    "LiLei": "李雷",
    "HanMeimei": "韩梅梅",
    "WangJianguo": "王建国",
    "zhangsan": "张三",
    "lisi": "李四",
    "chenchen": "陈晨",
}
OPEN_KFID = "wkDemoCandidates"
WECHAT = {"wmDemoZhaoLiu": "赵六 · 微信", "wmDemoSunQi": "孙七 · 微信"}
"""People with ordinary WeChat, who are no members."""
PHONES = (
    Phone(
        "HR",
        "HR",
        ("WangFang", "ZhouMin"),
        (
            "安排 陈晨(chenchen) | 后端工程师 | 李雷 | 明天 15:00-16:00；后天 10:00 | 1号会议室",
            "安排 赵六 | 产品经理 | 韩梅梅 | 明天 9:30；后天 14:00 | 3号会议室",
            "今天",
            "待确认",
            "详情 2",
            "修改 2 地点 2号会议室",
            "帮助",
        ),
    ),
    Phone(
        "面试官",
        "Interviewer",
        ("LiLei", "HanMeimei", "WangJianguo"),
        ("今天", "本周", "下一场", "迟到 10", "language en", "帮助"),
    ),
    Phone(
        "候选人",
        "Candidate",
        ("chenchen", "zhangsan", "lisi", *WECHAT),
        ("1", "都不行 下周都可以", "今天", "取消 …", "帮助"),
    ),
)


@dataclass(frozen=True, slots=True)
class Said:
    """One message of the prologue, and when it was said."""

    at: datetime
    userid: str
    text: str


def opening(today: date) -> datetime:
    """When the demo begins: 9:20 of this day, or of the next working day."""
    day = today + timedelta(days=max(0, 7 - today.weekday()) if today.weekday() > 4 else 0)
    return datetime.combine(day, time(9, 20), tzinfo=ZONE)


def prologue(start: datetime) -> list[Said]:
    """What was said in the days before, oldest first: interviews past, coming and waiting."""
    day = start.date()
    before = _workday(day, -1)
    coming = _workday(day, 1)

    def at(when: date, hour: int, minute: int = 0) -> datetime:
        return datetime.combine(when, time(hour, minute), tzinfo=ZONE)

    return [
        Said(at(before, 9, 0), HR, "你好"),
        Said(
            at(before, 9, 2),
            HR,
            f"安排 张三(zhangsan) | 后端工程师 | 李雷(LiLei) | {before} 16:00-17:00 | 1号会议室",
        ),
        Said(at(before, 9, 6), "zhangsan", "可以"),
        Said(
            at(before, 9, 30),
            HR,
            "安排 李四(lisi) | 前端工程师 | 韩梅梅(HanMeimei)、李雷 |"
            f" {day} 15:00-16:00；{coming} 11:00 | https://meeting.tencent.com/dm/demo",
        ),
        Said(at(before, 9, 45), "lisi", "1"),
        Said(at(before, 17, 20), "LiLei", "明天"),
        Said(
            at(before, 17, 40),
            HR,
            f"安排 张三(#1) | 后端工程师 | 王建国(WangJianguo) | {coming} 14:00；{coming} 16:00 |"
            " 2号会议室",
        ),
        Said(at(before, 17, 41), HR, "修改 3 轮次 二面"),
    ]


def _workday(day: date, step: int) -> date:
    day += timedelta(days=step)
    while day.weekday() > 4:
        day += timedelta(days=step)
    return day
