"""Random weeks: after any sequence of what people say and what goes wrong, nobody is bound twice,
everyone has been told once of the latest state, and no reminder is about what is not so.

The same plays each time, unless ANEW=1 asks for new ones. Looking for the shortest play that
fails takes longer than all the rest: SHRINK=1 asks for it."""

import os
from functools import partial

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.house import Databases
from tests.long.machine import WholeJob

pytestmark = pytest.mark.long

RANDOM_WEEKS = settings(
    max_examples=120,
    stateful_step_count=30,
    deadline=None,
    derandomize="ANEW" not in os.environ,
    database=None,
    print_blob=True,
    phases=[Phase.generate, *([Phase.shrink] if os.environ.get("SHRINK") else [])],
    suppress_health_check=[*HealthCheck],
)


def test_the_main_job_is_done_whatever_happens_in_whatever_order(new_database: Databases) -> None:
    play = partial(WholeJob, new_database)
    run_state_machine_as_test(play, settings=RANDOM_WEEKS)  # type: ignore[arg-type] # as documented
