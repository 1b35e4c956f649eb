"""The short form; ``python -m tests.lasting 500 50`` is the long one, and prints the figures."""

from __future__ import annotations

from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.lasting.machine import Machine

RUNS, STEPS = 6, 25


def test_whatever_happens_nothing_is_lost_and_what_is_said_is_so() -> None:
    run_state_machine_as_test(
        Machine,
        settings=settings(
            max_examples=RUNS,
            stateful_step_count=STEPS,
            deadline=None,
            # One step starts programs and waits for disks: it is slow and cannot be made smaller.
            suppress_health_check=[
                HealthCheck.too_slow,
                HealthCheck.data_too_large,
                HealthCheck.filter_too_much,
            ],
        ),
    )
    assert Machine.count.steps >= RUNS
