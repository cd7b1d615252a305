"""A few random days, the same ones each time; `make test-long` plays random weeks."""

from functools import partial

from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.house import Databases
from tests.long.machine import WholeJob

A_FEW_DAYS = settings(
    max_examples=5,
    stateful_step_count=15,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=[*HealthCheck],
)


def test_the_main_job_is_done_on_a_few_random_days(new_database: Databases) -> None:
    play = partial(WholeJob, new_database)
    run_state_machine_as_test(play, settings=A_FEW_DAYS)  # type: ignore[arg-type] # as documented
