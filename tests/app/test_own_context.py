"""What a worker begins outlives it and the screen that asked for it: it keeps neither."""

from __future__ import annotations

import contextvars
import gc
import weakref
from pathlib import Path

import pytest
from textual.screen import ModalScreen

from tests.app.driving import a_copy, program


@pytest.mark.parametrize("is_thread", [True, False])
async def test_what_a_worker_begins_keeps_no_screen_that_asked_for_it(here: Path, *, is_thread: bool) -> None:
    kept: list[contextvars.Context] = []  # as a task or a timer keeps that in which it began

    def work() -> None:
        kept.append(contextvars.copy_context())

    async def work_async() -> None:
        work()

    async with program(a_copy(here, "riverside-breakfast")) as it:
        it.app.push_screen(ModalScreen())
        await it.until(lambda: it.top_is("ModalScreen") and it.app.screen.is_running)
        asked = work if is_thread else work_async
        it.app.screen.call_later(lambda: it.app.run_worker(asked, thread=is_thread))
        await it.until(lambda: bool(kept))
        left = weakref.ref(it.app.screen)
        it.app.pop_screen()

        def is_collected() -> bool:
            gc.collect()
            return left() is None

        await it.until(is_collected)
