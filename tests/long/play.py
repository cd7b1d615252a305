"""What a step of the play does, and what is looked at during and after it."""

from collections.abc import Coroutine
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from simulator.faults import Trouble
from tests import town as towns
from tests.long import binding, finding, hands, known, opinions, told
from tests.long.asking import Asking
from tests.long.hands import Held
from tests.long.letters import Heard
from tests.long.opinions import Opinions
from tests.long.reminding import LEADS, Reminding
from tests.long.sayings import LEAVERS, ByHR, Plan, Said
from tests.long.stage import STEP, Stage
from tests.long.truth import Truth

AFTER = (timedelta(), timedelta(hours=1))
"""So long after its end an interview is asked about."""


@dataclass
class Play:
    """One stage and what has been worked out about it."""

    stage: Stage
    reminding: Reminding = field(default_factory=Reminding)
    asking: Asking = field(default_factory=Asking)
    opinions: Opinions = field(default_factory=Opinions)
    judged: int = 0
    """Letters looked at."""
    heard: int = 0
    """Answers looked at."""

    def judge(self) -> None:
        """What must hold at any time."""
        truth = self.stage.truth
        binding.nothing_overlaps(truth)
        binding.everybody_is_bound_by_what_is_so(truth)
        binding.what_has_begun_stays(truth)
        fresh, self.judged = self.stage.letters[self.judged :], len(self.stage.letters)
        for letter in fresh:
            known.true_when_sent(letter)
            self.reminding.read(letter)
            self.asking.read(letter)
            self.opinions.read(letter)
        answers, self.heard = self.stage.heard[self.heard :], len(self.stage.heard)
        for heard in answers:
            opinions.read_by_who_may(truth, truth.who(heard.userid), heard.answer)
        opinions.kept_as_given(truth)

    async def say(self, plan: Plan, *, twice: bool = False) -> None:
        """Somebody says something; a refusal changes nothing. `twice`: WeCom brings it again."""
        said = plan.said(self.stage.truth)
        if said is None:
            return
        before = self.stage.truth
        heard = await self.stage.say(*said)
        await self.stage.together()
        told.answered_truly(self.stage, heard)
        finding.found_well(heard, before, self.stage.truth)
        if not self.stage.truth.of(heard.message):
            assert self.stage.truth.interviews == before.interviews, heard
        if twice:
            await self._again(heard)

    async def answer(self, plan: Plan, button: int, *, twice: bool = False) -> None:
        """Somebody answers by a button of the newest card they hold, if they hold any that can be
        pressed; else in words. No button has the number 0."""
        said = plan.said(self.stage.truth)
        if said is None or not button:
            return await self.say(plan, twice=twice)
        await self.stage.deliver()
        cards = [card for card in hands.held(self.stage) if card.userid == said[0]]
        if not cards:
            return await self.say(plan, twice=twice)
        return await self._press(cards[0], button)

    async def press(self, which: int, button: int) -> None:
        """Somebody presses a button of a card they hold, the newest cards being counted first."""
        if cards := hands.held(self.stage):
            await self._press(cards[which % len(cards)], button)

    async def _press(self, held: Held, button: int) -> None:
        labels = [*towns.labels(held.shown)]
        before, label = self.stage.truth, labels[button % len(labels)]
        heard = await self.stage.press(held.userid, held.shown, label, button)
        told.answered_truly(self.stage, heard)
        hands.nothing_old_is_changed(held, before, self.stage.truth)

    async def say_at_once(self, plans: list[Plan], *, ticks: bool) -> None:
        """Several people at once, and the worker at work if it `ticks`."""
        said = [one for plan in plans if (one := plan.said(self.stage.truth))]
        before, first = self.stage.truth, len(self.stage.heard)
        doing: list[Coroutine[Any, Any, Any]] = [self.stage.say(*one) for one in said]
        if ticks:
            doing += [self.stage.town.ticker.tick(), self.stage.town.deliver()]
        await self.stage.together(*doing)
        for heard in self.stage.heard[first:]:
            told.answered_truly(self.stage, heard)
        if ticks:
            self._ticked(before)

    async def arrange(self, plan: Plan, *, agree: bool) -> None:
        """HR schedules; the newest time is agreed on behalf of the candidate at once."""
        await self.say(plan)
        if agree:
            await self.say(ByHR("WangFang", 0, "确认 {n} {slot}", "offered"))

    async def happen(self, what: str, which: int) -> None:
        """Something that people do not say."""
        wecom, stage = self.stage.town.wecom, self.stage
        if what == "mend":
            wecom.faults.clear()
        elif what == "lose":
            wecom.faults.add("message/send", trouble=Trouble.ACCEPTED_UNANSWERED, times=1)
        elif what == "leave":
            stage.leave_or_come_back(LEAVERS[which % 2])
        elif what == "restart":
            stage.restart()
        elif what == "again" and stage.heard:
            await self._again(stage.heard[-1 - which % len(stage.heard)])
        elif what == "hurry":
            await self.hurry(which)

    async def forget(self, plan: Plan) -> None:
        """HR has the data of somebody removed, who then says hello as somebody new."""
        said = plan.said(self.stage.truth)
        if said is None:
            return
        hr, text = said
        await self.say(Said(hr, text))
        if not self.stage.heard[-1].answer.startswith(("要删除", "Remove")):
            return
        known = {person.userid for person in self.stage.truth.people.values()}
        await self.say(Said(hr, "是"))
        left = {person.userid for person in self.stage.truth.people.values()}
        for userid in filter(None, known - left):
            await self.stage.town.hello(userid)
        await self.stage.together()

    async def _again(self, first: Heard) -> None:
        before = self.stage.truth
        if first.said.startswith("[") or await self.stage.forgot(first.message):
            return  # a button pressed again is another message
        number = int(first.message.rpartition(":")[2])
        again = await self.stage.say(first.userid, first.said, number)
        await self.stage.together()
        assert again.answer == first.answer
        assert self.stage.truth.interviews == before.interviews
        assert self.stage.truth.changes == before.changes

    async def hurry(self, which: int) -> None:
        """Somebody says so much at once that the others' notices go together in one message."""
        agreed = [one for one in self.stage.truth.confirmed() if one.panel]
        if not agreed:
            return
        interview = agreed[which % len(agreed)]
        userid = self.stage.truth.people[interview.panel[0]].userid
        assert userid is not None
        for minutes in range(1, 23):
            await self.stage.say(userid, f"迟到 {interview.number} {minutes}")
        await self.stage.deliver()

    async def pass_time(self, length: timedelta, *, ticks: bool, delivers: bool) -> None:
        """Later; the worker may have been away."""
        self.stage.note(f"— {length} later")
        await self.stage.pass_time(length)
        if ticks:
            await self.tick()
        if delivers:
            await self.stage.deliver()

    async def pass_until_due(self, early: timedelta, *, delivers: bool) -> None:
        """To the next reminder, request, start, end or end of a hold, or to just before it."""
        truth = self.stage.truth
        moments = [slot.hold_until for i in truth.interviews.values() for slot in i.open(truth.now)]
        for each in truth.confirmed():
            assert each.start is not None
            moments += [each.start, *(each.start - lead for lead in LEADS)]
        moments += [each.end + after for each in truth.agreed() if each.end for after in AFTER]
        due = min((m - early for m in moments if m - early > truth.now), default=None)
        if due is not None:
            await self.pass_time(due - truth.now, ticks=True, delivers=delivers)

    async def take_place(self, *, ticks: bool) -> None:
        """The next interview is over, and the worker may have seen it."""
        now = self.stage.now
        ends = [one.end for one in self.stage.truth.confirmed() if one.end and one.end > now]
        if ends:
            over = min(ends) + timedelta(minutes=20) - now
            await self.pass_time(over, ticks=ticks, delivers=False)

    async def tick(self) -> None:
        """The worker's clock ticks."""
        before = self.stage.truth
        await self.stage.tick()
        self._ticked(before)
        binding.nothing_lapsed_is_open(self.stage.truth)

    def _ticked(self, before: Truth) -> None:
        for one in (self.reminding, self.asking, self.opinions):
            one.tick(before, self.stage.truth)

    async def settle(self) -> None:
        """WeCom works, a few minutes pass, and everything has been said to everybody."""
        self.stage.town.wecom.faults.clear()
        for _ in range(12):
            await self.tick()
            await self.stage.deliver()
            if not (self.stage.waiting() or await self.stage.jobs()):
                break
            await self.stage.pass_time(STEP)
        self.judge()
        assert self.stage.waiting() == []
        assert await self.stage.jobs() == []
        truth = self.stage.truth
        arrived = [letter.row.id for letter in self.stage.letters]
        assert len(arrived) == len(set(arrived))
        for row in truth.rows:
            assert (row.state == "sent") <= (row.id in arrived or row.updates is not None), row
            assert row.state == "sent" or row.reason, row
        self.reminding.all_said(truth)
        self.asking.all_said(truth)
        told.told_once(self.stage)
        known.know_what_is_so(self.stage)
        hands.no_card_is_out_of_date(self.stage)
