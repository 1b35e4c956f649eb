"""A board that was left for another canvas leaves nothing of its canvas behind."""

from __future__ import annotations

import gc
import time
import weakref
from functools import partial
from pathlib import Path

import pytest

from canvas.files.canvas_file import Document, open_document
from tests.app.driving import Driven, a_copy, program
from tests.waiting import PATIENCE

VISITS = (
    "n",
    "escape",
    "slash",
    "escape",
    "x",
    "escape",
    "question_mark",
    "escape",
    "p",
    "escape",
    "t",
    "escape",
)
"""Keys that open screens, and come back to the board."""


async def leave(it: Driven, document: Document, way: str) -> list[weakref.ref[object]]:
    """Open another canvas in a way that is tested; gives what is to be collected."""
    workspace = it.at.workspace
    objects: tuple[object, ...] = (workspace, workspace.session, it.at.commands, it.board)
    left = [weakref.ref(each) for each in objects]
    del objects
    leaving = partial(it.at.commands.late.leaving.leave, partial(it.app.open_document, document))
    if way == "before a frame":  # as on a busy machine: what waits for it is never painted
        it.at._dirty_widgets.add(it.board)
        it.at._layout_widgets[it.at] = {it.board}
        it.at.call_after_refresh(it.board.refresh)
    if way == "by a widget":  # whose context the tasks of the next board would keep
        it.board.call_later(leaving)
    else:
        leaving()
    del leaving
    await it.until(lambda: it.top_is("BoardScreen") and it.at.workspace is not workspace)
    assert it.canvas is document.canvas
    return left


def are_collected(objects: list[weakref.ref[object]]) -> bool:
    """Whether none of some objects is left; widgets that are being removed and threads hold them a moment."""
    gc.collect()
    return not any(each() is not None for each in objects)


@pytest.mark.parametrize("way", ["at rest", "before a frame", "by a widget"])
async def test_a_board_that_was_left_for_another_canvas_is_collected(here: Path, way: str) -> None:
    first, second = (a_copy(here, name) for name in ("riverside-breakfast", "sallow-estuary"))
    async with program(first) as it:
        for path in (second, first):
            await it.press(*VISITS)
            left = await leave(it, open_document(str(path)), way)
            limit = time.monotonic() + PATIENCE
            while not are_collected(left):
                assert time.monotonic() < limit, [each() for each in left]
                # Somebody goes on: the context of a task may hold the latest screen.
                await it.press("j", "question_mark", "escape")
