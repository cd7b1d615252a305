"""What may happen where an interview stands: the table, and that commands keep to it."""

import pytest

from interviews import states
from interviews.details import Details
from interviews.texts import Reader, Refused
from models import Interview, Person
from models.interview import Status
from models.person import Language
from tests.town import TUESDAY, Town, make_settings

READER = Reader(Language.ZH, make_settings("postgres://").rules.people.zone, TUESDAY)
SAID = {
    Status.OFFERED: "#7 还没有确认时间。",
    Status.CONFIRMED: "#7 已确认，不能再改。",
    Status.DONE: "#7 已完成，不能再改。",
    Status.NO_SHOW: "#7 未到场，不能再改。",
    Status.CANCELLED: "#7 已取消，不能再改。",
}
CHANGING = {
    "offer": ("WangFang", "提供 1 12-01 10:00"),
    "confirm": ("WangFang", "确认 1 1"),
    "move": ("WangFang", "改到 1 12-01 10:00"),
    "set": ("WangFang", "改到 1 12-01 10:00!"),
    "wish": ("zhangsan", "改期 1 12-01 10:00"),
    "answer": ("LiLei", "拒绝 1"),
    "swap": ("WangFang", "换人 1 李雷 韩梅梅"),
    "edit": ("WangFang", "修改 1 地点 望京"),
    "late": ("zhangsan", "迟到 1 10"),
    "cancel": ("WangFang", "取消 1 停招"),
    "done": ("LiLei", "完成 1"),
    "no_show": ("LiLei", "未到 1 候选人"),
}
BRINGS = {
    Status.DONE: "完成 1",
    Status.NO_SHOW: "未到 1 面试官",
    Status.CANCELLED: "取消 1 停招",
}


def standing(status: Status) -> Details:
    person = Person(id=1, name="张三", roles=[], created_at=TUESDAY)
    interview = Interview(
        id=7, candidate_id=1, hr_id=1, position="后端", zone="Asia/Shanghai", status=status,
        created_at=TUESDAY,
    )  # fmt: skip
    return Details(interview, person, person, [], [])


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("step", states.STEPS)
def test_a_step_leads_where_the_table_says_or_is_refused(step: str, status: Status) -> None:
    details = standing(status)
    leads = states.STEPS[step].leads

    if status in leads:
        states.enter(details, step)
        assert details.interview.status == leads[status]
    else:
        with pytest.raises(Refused) as refused:
            states.enter(details, step)
        assert refused.value.words.to(READER) == SAID[status]
        assert details.interview.status == status


def test_what_was_called_off_stays_so_and_only_outcomes_are_corrected() -> None:
    final = {step.leads.get(Status.CANCELLED) for step in states.STEPS.values()}
    assert final == {None}
    for status in (Status.DONE, Status.NO_SHOW):
        assert {name for name, step in states.STEPS.items() if status in step.leads} == {
            "done",
            "no_show",
        }


@pytest.mark.parametrize("status", BRINGS)
async def test_commands_keep_to_the_table(town: Town, status: Status) -> None:
    await town.hello("WangFang", "zhangsan", "LiLei", "HanMeimei")
    await town.say("WangFang", "安排 张三(zhangsan) | 后端 | 李雷 | 明天 15:00；明天 17:00")
    await town.say("zhangsan", "2")
    if status == Status.CANCELLED:
        await town.say("WangFang", BRINGS[status])
    await town.pass_time(hours=31)
    await town.say("WangFang", BRINGS[status])
    refused = SAID[status].replace("#7", "#1")

    for step, (userid, written) in CHANGING.items():
        again = step == "cancel" and status == Status.CANCELLED
        if status not in states.STEPS[step].leads and not again:
            assert await town.say(userid, written) == refused, step

    assert await town.count("interview", f"status = '{status}'") == 1


async def test_what_happens_before_the_start_does_not_happen_after_it(town: Town) -> None:
    await town.hello("WangFang", "zhangsan", "LiLei", "HanMeimei")
    await town.say("WangFang", "安排 张三(zhangsan) | 后端 | 李雷 | 明天 15:00；明天 17:00")
    await town.say("zhangsan", "2")
    await town.pass_time(hours=31)
    happened = await town.count("change")
    early = [
        name for name, step in states.STEPS.items() if step.when.startswith("before the start")
    ]

    for step in early:
        answer = await town.say(*CHANGING[step])
        assert answer is not None
        assert "已经" in answer, step

    assert early == ["offer", "move", "set", "answer", "swap", "cancel"]
    assert await town.count("change") == happened
    assert await town.count("interview", "status = 'confirmed'") == 1
