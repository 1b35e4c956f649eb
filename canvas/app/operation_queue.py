"""Run slow work one after the other: its input and output in a thread, all else in the application's."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Any, TypeVar

from textual.app import App

from canvas.operations import Operation

Outcome = TypeVar("Outcome")


class OperationQueue:
    """The operations that run or wait, in the order in which they were asked for."""

    def __init__(self, app: App[int], between_keys: Callable[[Callable[[], object]], None]) -> None:
        """Operations of an application, which calls a function ``between_keys``."""
        self._app = app
        self._between_keys = between_keys
        self._waiting: deque[Callable[[], None]] = deque()
        self._is_running = False

    @property
    def is_idle(self) -> bool:
        """Whether no operation runs or waits."""
        return not self._is_running and not self._waiting

    def run(self, prepare: Callable[[], Operation[Any, Outcome]], then: Callable[[Outcome], object]) -> None:
        """Run an operation once its turn has come, and pass on its outcome; see `Host.operate`."""

        def step(operation: Operation[Any, Outcome]) -> None:
            # The context of what opens meanwhile holds the worker: it lets go of the board that it works for.
            order = [(operation, finished)]

            def work() -> None:
                operation, finished = order.pop()
                performed = operation.perform()
                self._app.call_from_thread(self._between_keys, lambda: finished(operation, performed))

            self._app.run_worker(work, thread=True, group="operations")

        def finished(operation: Operation[Any, Outcome], performed: object) -> None:
            result = operation.finish(performed)
            if isinstance(result, Operation):
                step(result)
                return
            self._is_running = False
            try:
                if self._app.screen_stack:  # else the program has ended: nobody is there to be told
                    then(result)
            finally:
                self._next()

        self._waiting.append(lambda: step(prepare()))
        self._next()

    def _next(self) -> None:
        if self._waiting and not self._is_running:
            self._is_running = True
            self._waiting.popleft()()
