"""Begin tasks in a context that names no widget: whatever runs on keeps the context in which it began."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import Context
from typing import Any, TypeVar

from textual.app import App
from textual.worker import Worker
from textual.worker_manager import WorkerManager

Result = TypeVar("Result")


def in_own_context(app: App[Any], function: Callable[[], Result]) -> Result:
    """Call a function in a new context of an application, and give what it returns."""

    def call() -> Result:
        with app._context():  # noqa: SLF001 - Textual has no other name for it
            return function()

    return Context().run(call)


class WorkersInOwnContext(WorkerManager):
    """The workers of an application, each in a context of its own."""

    def __init__(self, app: App[Any]) -> None:
        super().__init__(app)
        self._application = app

    def add_worker(self, worker: Worker[Any], start: bool = True, exclusive: bool = True) -> None:
        """Start a worker in a context of its own."""
        add = super().add_worker
        in_own_context(self._application, lambda: add(worker, start, exclusive))
