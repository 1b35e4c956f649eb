"""The long form: ``python -m tests.lasting 500 50`` makes 500 runs of 50 steps, and prints the figures."""

from __future__ import annotations

import os
import sys
import tempfile
import time

os.environ["TEXTUAL_ANIMATIONS"] = "none"  # read once, when Textual is imported

from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.lasting.machine import Counting


def main(arguments: list[str]) -> int:
    """Make the runs.

    Args:
        arguments: how many runs, of how many steps each, and a number that makes others of them.
    """
    runs, steps, number = (int(given) for given in (*arguments, *("500", "50", "1")[len(arguments) :]))
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as home:
        os.environ["HOME"] = home
        run_state_machine_as_test(
            seed(number)(Counting),
            settings=settings(
                max_examples=runs,
                stateful_step_count=steps,
                deadline=None,
                database=None,
                phases=(Phase.generate,),
                suppress_health_check=list(HealthCheck),
            ),
        )
    sys.stdout.write(f"{Counting.count} in {time.monotonic() - began:.0f} s\n")
    sys.stdout.write("".join(f"{told}\n" for told in Counting.failures))
    return 1 if Counting.failures else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
