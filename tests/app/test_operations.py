"""Slow work that was asked for together is done one piece at a time, in the order of asking."""

from __future__ import annotations

from functools import partial
from threading import Event
from typing import Any

from canvas.operations import Operation
from tests.app.driving import program
from tests.waiting import PATIENCE


async def test_operations_run_one_after_the_other_in_the_order_in_which_they_were_asked_for() -> None:
    done: list[str] = []
    may_go_on = Event()

    def operation(name: str) -> Operation[Any, str]:
        def perform() -> bool:
            return may_go_on.wait(PATIENCE)

        done.append(f"prepare {name}")
        return Operation(perform, lambda _: name)

    async with program() as it:
        for name in ("first", "second", "third"):
            it.app.operate(partial(operation, name), done.append)
        assert done == ["prepare first"]
        may_go_on.set()
        await it.until(lambda: not it.app.is_operating)
    assert done == ["prepare first", "first", "prepare second", "second", "prepare third", "third"]
