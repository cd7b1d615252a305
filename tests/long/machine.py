"""The whole main job as a machine: random people say random things at random moments, WeCom fails,
time jumps, the worker starts anew; and after each step everything that must hold is looked at."""

import asyncio
from collections.abc import Coroutine, Iterator
from contextlib import AsyncExitStack, contextmanager
from datetime import timedelta
from typing import Any

import uvloop
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from simulator.faults import Trouble
from tests.house import Databases
from tests.long import repertoire as say
from tests.long.play import Play
from tests.long.sayings import EVERYBODY, Plan, Said
from tests.long.stage import Stage, stage
from tests.town import TUESDAY

PLAY = timedelta(days=21)
FAULTS: list[dict[str, Any]] = [
    {"code": -1},
    {"code": 45009},
    {"code": 60020},
    {"trouble": Trouble.SERVER_ERROR},
    {"trouble": Trouble.RESET},
]
LENGTHS = [timedelta(minutes=m) for m in (0.5, 2, 20, 45, 3 * 60, 11 * 60, 24 * 60, 49 * 60)]
EARLY = [timedelta(), timedelta(), timedelta(seconds=1), timedelta(minutes=3)]


class WholeJob(RuleBasedStateMachine):
    """One play; `databases` gives it a database of its own."""

    stage: Stage
    play: Play

    def __init__(self, databases: Databases) -> None:
        super().__init__()
        self.databases = databases
        self.runner = asyncio.Runner(loop_factory=uvloop.new_event_loop)
        self.exits = AsyncExitStack()
        self.well = False

    async def _open(self, cards: bool) -> Stage:
        url = await self.exits.enter_async_context(self.databases())
        return await self.exits.enter_async_context(stage(url, cards=cards))

    def do(self, doing: Coroutine[Any, Any, None]) -> None:
        """Do something, and look whether all is well."""
        with self._judged():
            self.runner.run(doing)

    @contextmanager
    def _judged(self) -> Iterator[None]:
        """What goes wrong comes with the whole story."""
        self.well = False
        try:
            yield
        except Exception as error:
            self.well = False
            error.add_note("\n".join(self.stage.transcript))
            raise
        self.well = True

    def teardown(self) -> None:
        """The end of the play: everything settles, if nothing has gone wrong before."""
        try:
            if self.well:
                self.do(self.play.settle())
        finally:
            self.runner.run(self.exits.aclose())
            self.runner.close()

    # What people say.

    @initialize(
        cards=st.sampled_from([True, True, False]),
        english=st.sets(st.sampled_from(EVERYBODY), max_size=4),
        zones=say.zones,
        plans=st.lists(say.schedules, min_size=1, max_size=3),
        agree=st.booleans(),
    )
    def the_play_begins(
        self,
        cards: bool,
        english: set[str],
        zones: dict[str, str],
        plans: list[Plan],
        agree: bool,
    ) -> None:
        self.stage = self.runner.run(self._open(cards))
        self.play = Play(self.stage)
        settings = [(userid, "language en") for userid in sorted(english)]
        settings += [(userid, f"时区 {zone}") for userid, zone in zones.items()]
        for said in [*settings, ("WangFang", say.GROUPED)]:
            self.do(self.play.say(Said(*said)))
        for plan in plans:
            self.do(self.play.arrange(plan, agree=agree))

    @rule(plan=say.schedules, agree=st.booleans())
    def an_interview_is_arranged(self, plan: Plan, agree: bool) -> None:
        self.do(self.play.arrange(plan, agree=agree))

    @rule(plan=say.schedules | say.offers, twice=st.booleans())
    def hr_offers(self, plan: Plan, twice: bool) -> None:
        self.do(self.play.say(plan, twice=twice))

    @rule(plan=say.answers, button=say.which, twice=st.booleans())
    def the_candidate_answers(self, plan: Plan, button: int, twice: bool) -> None:
        self.do(self.play.answer(plan, button, twice=twice))

    @rule(plan=say.answers | say.behalves)
    def somebody_answers(self, plan: Plan) -> None:
        self.do(self.play.say(plan))

    @rule(plan=say.cancels, twice=st.booleans())
    def somebody_cancels(self, plan: Plan, twice: bool) -> None:
        self.do(self.play.say(plan, twice=twice))

    @rule(plan=say.edits)
    def hr_edits(self, plan: Plan) -> None:
        self.do(self.play.say(plan))

    @rule(plan=say.moves, twice=st.booleans())
    def hr_moves(self, plan: Plan, twice: bool) -> None:
        self.do(self.play.say(plan, twice=twice))

    @rule(plan=say.wishes)
    def somebody_asks_for_another_time(self, plan: Plan) -> None:
        self.do(self.play.say(plan))

    @rule(plan=say.in_a_row, agree=st.booleans())
    def several_rounds_are_arranged(self, plan: Plan, agree: bool) -> None:
        self.do(self.play.arrange(plan, agree=agree))

    @rule(plan=say.swaps, twice=st.booleans())
    def hr_swaps_an_interviewer(self, plan: Plan, twice: bool) -> None:
        self.do(self.play.say(plan, twice=twice))

    @rule(plan=say.replies, button=say.which, twice=st.booleans())
    def an_interviewer_answers(self, plan: Plan, button: int, twice: bool) -> None:
        self.do(self.play.answer(plan, button, twice=twice))

    @rule(plan=say.outcomes | say.agains, button=say.which)
    def somebody_tells_what_became_of_it(self, plan: Plan, button: int) -> None:
        self.do(self.play.answer(plan, button))

    @precondition(lambda self: self.stage.now < TUESDAY + PLAY)
    @rule(plan=say.outcomes | say.opinions, button=say.which, ticks=st.booleans())
    def an_interview_takes_place(self, plan: Plan, button: int, ticks: bool) -> None:
        self.do(self.play.take_place(ticks=ticks))
        self.do(self.play.answer(plan, button))

    @precondition(lambda self: self.stage.now < TUESDAY + PLAY)
    @rule(plans=say.all_opinions, ticks=st.booleans())
    def the_whole_panel_gives_feedback(self, plans: list[Plan], ticks: bool) -> None:
        self.do(self.play.take_place(ticks=ticks))
        self.do(self.play.say_at_once(plans, ticks=ticks))

    @rule(plan=say.opinions, button=say.which, twice=st.booleans())
    def an_interviewer_gives_feedback(self, plan: Plan, button: int, twice: bool) -> None:
        self.do(self.play.answer(plan, button, twice=twice))

    @precondition(lambda self: self.stage.now < TUESDAY + PLAY)
    @rule(plan=say.closings, ticks=st.booleans(), twice=st.booleans())
    def hr_closes_feedback(self, plan: Plan, ticks: bool, twice: bool) -> None:
        self.do(self.play.take_place(ticks=ticks))
        self.do(self.play.say(plan, twice=twice))

    @rule(plan=say.curious)
    def somebody_looks_at_feedback(self, plan: Plan) -> None:
        self.do(self.play.say(plan))

    @rule(plan=say.forgets)
    def hr_has_somebody_forgotten(self, plan: Plan) -> None:
        self.do(self.play.forget(plan))

    @rule(plan=say.absences | say.hours)
    def somebody_has_no_time(self, plan: Plan) -> None:
        self.do(self.play.say(plan))

    @rule(plan=say.groups)
    def hr_names_a_group(self, plan: Plan) -> None:
        self.do(self.play.say(plan))

    @rule(plan=say.lates | say.looks)
    def somebody_is_late_or_looks(self, plan: Plan) -> None:
        self.do(self.play.say(plan))

    @rule(plans=st.lists(say.anything, min_size=2, max_size=4), ticks=st.booleans())
    def several_at_once(self, plans: list[Plan], ticks: bool) -> None:
        self.do(self.play.say_at_once(plans, ticks=ticks))

    @precondition(lambda self: self.stage.town.settings.rules.cards.enabled)
    @rule(card=st.integers(0, 12), button=say.which)
    def somebody_presses_a_button(self, card: int, button: int) -> None:
        self.do(self.play.press(card, button))

    # What happens.

    @precondition(lambda self: self.stage.now < TUESDAY + PLAY)
    @rule(length=st.sampled_from(LENGTHS), ticks=st.booleans(), delivers=st.booleans())
    def time_passes(self, length: timedelta, ticks: bool, delivers: bool) -> None:
        self.do(self.play.pass_time(length, ticks=ticks, delivers=delivers))

    @precondition(lambda self: self.stage.now < TUESDAY + PLAY)
    @rule(early=st.sampled_from(EARLY), delivers=st.booleans())
    def time_passes_until_something_is_due(self, early: timedelta, delivers: bool) -> None:
        self.do(self.play.pass_until_due(early, delivers=delivers))

    @rule(workers=st.integers(1, 2))
    def notices_are_delivered(self, workers: int) -> None:
        self.do(self.stage.deliver(workers))

    @rule(
        fault=st.sampled_from(FAULTS),
        times=st.none() | st.integers(1, 3),
        api=st.sampled_from(["message/send", "message/send", "*"]),
    )
    def wecom_breaks(self, fault: dict[str, Any], times: int | None, api: str) -> None:
        self.stage.town.wecom.faults.add(api, **fault, times=times)

    @rule(what=st.sampled_from(["mend", "lose", "leave", "restart", "again", "hurry"]), n=say.which)
    def something_else_happens(self, what: str, n: int) -> None:
        self.do(self.play.happen(what, n))

    @rule()
    def everything_settles(self) -> None:
        self.do(self.play.settle())

    # What must hold.

    @invariant()
    def all_is_so(self) -> None:
        with self._judged():
            self.play.judge()
