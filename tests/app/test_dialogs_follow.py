"""Dialogs over the canvas observe the workspace: they show edits that others make while they are open."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import pytest

from canvas.app.screens.list_dialog import ListDialog
from canvas.model import edits
from canvas.model.canvas import Canvas, Item
from canvas.model.edits import Edit
from canvas.model.types import ItemId
from tests.app.driving import Driven, a_canvas, program
from tests.app.in_git import FIRST, committed, differing
from tests.files.git.repository import Repository

CANVAS = a_canvas(
    vision=[Item("aaaaa", "alpha", {"status": "parked"}), Item("bbbbb", "bravo", {"status": "parked"})],
    roles=[
        Item("ccccc", "Ask the cooks", {"owner": "Ana", "next": "Ring them"}),
        Item("ddddd", "Deliver", {"owner": "Ben", "next": "Load the van"}),
        differing(Item("eeeee", "echo"), {"text": "echo!"}),
        differing(Item("fffff", "foxtrot"), {"text": "foxtrot!"}),
    ],
)


async def edited_by_others(it: Driven, edit: Callable[[Canvas], Edit]) -> None:
    assert it.at.workspace.run(edit, by="guest").changed
    await it.settle()


def highlighted(it: Driven) -> str:
    assert isinstance(it.screen, ListDialog)
    return str(it.screen.highlighted)


@pytest.mark.parametrize(
    ("keys", "here", "item_id", "gone"),
    [
        (("P", "down"), "bravo", "aaaaa", "Parked: 1"),
        (("n", "end"), "Deliver", "ccccc", "1 to do"),
        (("r", "down"), "foxtrot", "eeeee", "1 difference between"),
    ],
)
async def test_a_list_follows_edits_of_others_and_keeps_its_highlight(
    keys: Sequence[str], here: str, item_id: str, gone: str
) -> None:
    async with program(CANVAS) as it:
        await it.press(*keys)
        assert here in highlighted(it)
        await edited_by_others(it, partial(edits.delete, item_ids=[ItemId(item_id)]))
        assert gone in it.seen
        assert here in highlighted(it)
        await it.press("escape")
        await edited_by_others(it, partial(edits.delete, item_ids=[ItemId("bbbbb")]))
        assert it.top_is("BoardScreen")


async def test_the_conflicts_close_once_others_have_resolved_the_last() -> None:
    async with program(CANVAS) as it:
        await it.press("r")
        await edited_by_others(it, partial(edits.delete, item_ids=[ItemId("eeeee"), ItemId("fffff")]))
        assert it.top_is("BoardScreen")


async def test_below_another_dialog_the_conflicts_close_once_that_is_left() -> None:
    async with program(CANVAS) as it:
        await it.press("r", "ctrl+q")
        above = it.screen
        await edited_by_others(it, partial(edits.delete, item_ids=[ItemId("eeeee"), ItemId("fffff")]))
        assert it.screen is above
        await it.press("escape")
        assert it.top_is("BoardScreen")


async def test_changes_and_history_follow_edits_of_others(repository: Repository) -> None:
    async with program(committed(repository, FIRST)) as it:
        await it.press("D")
        await it.until(lambda: "‘Change 1’: nothing" in it.seen)
        await edited_by_others(it, partial(edits.set_text, item_id=ItemId("ben00"), text="uno"))
        assert "uno" in it.seen
        await it.press("escape", "H")
        await it.until(lambda: "Reword ‘one’" in it.seen)
        await edited_by_others(it, partial(edits.delete, item_ids=[ItemId("ben01")]))
        assert "1 removed" in it.seen


async def test_the_preview_of_the_summary_follows_edits_of_others() -> None:
    async with program(FIRST, size=(120, 100)) as it:
        await it.press("x")
        await edited_by_others(it, partial(edits.set_text, item_id=ItemId("ben00"), text="uno"))
        assert "uno" in it.seen
