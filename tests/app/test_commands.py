"""Commands on a board without a screen, and the table that maps actions to them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import get_args

import pytest

from canvas.app.keys import ACTIONS, ActionId
from canvas.files.canvas_file import Document, open_document
from canvas.model.canvas import Canvas, Item
from tests.app.bare_board import BareContext

ONE, TWO, THREE = (Item(f"aaaa{n}", word) for n, word in enumerate(("one", "two", "three")))


@pytest.fixture
def bare() -> BareContext:
    canvas = Canvas("Small").with_items({"vision": (ONE, TWO), "roles": (THREE,)})
    context = BareContext(Document(canvas))
    context.commands.handlers["panel_2"]()
    return context


def texts(bare: BareContext, panel: str = "vision") -> list[str]:
    return [item.text for item in bare.workspace.canvas.panels[panel]]


def do(bare: BareContext, *actions: ActionId) -> None:
    for action in actions:
        bare.commands.handlers[action]()


def test_every_action_of_the_table_has_a_handler_and_every_handler_an_action(bare: BareContext) -> None:
    assert set(bare.commands.handlers) == {*get_args(ActionId)} == {action.id for action in ACTIONS}


def test_the_commands_load_and_run_without_textual() -> None:
    script = (
        "import sys, tests.app.bare_board as b\n"
        "from canvas.files.canvas_file import Document\n"
        "from canvas.model.canvas import Canvas\n"
        "b.BareContext(Document(Canvas('x'))).commands.handlers[\"down\"]()\n"
        "loaded = {name.split('.')[0] for name in sys.modules}\n"
        "print('textual.app' in sys.modules, 'textual.widget' in sys.modules)"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=root, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["False", "False"]


def test_the_cursor_moves_and_stops_at_the_panel_s_ends(bare: BareContext) -> None:
    do(bare, "down")
    assert bare.board.cursor.item == TWO
    do(bare, "first")
    assert bare.board.cursor.item == ONE
    do(bare, "last", "right")
    assert bare.board.active == "relationships"


def test_a_status_goes_to_every_selected_item_and_undo_takes_it_from_all(bare: BareContext) -> None:
    do(bare, "mark", "mark", "next_status")
    assert [item.status for item in bare.workspace.canvas.panels["vision"]] == ["agreed", "agreed"]
    assert bare.message == "Agreed: 2 statements."
    do(bare, "undo")
    assert [item.status for item in bare.workspace.canvas.panels["vision"]] == ["proposed", "proposed"]


def test_what_is_deleted_comes_back_with_the_cursor_on_it(bare: BareContext) -> None:
    do(bare, "down", "delete")
    assert texts(bare) == ["one"]
    assert bare.message == "Deleted ‘two’; u brings it back."
    do(bare, "undo")
    assert texts(bare) == ["one", "two"]
    assert bare.board.cursor.item == TWO


def test_items_trade_places_and_keep_the_cursor(bare: BareContext) -> None:
    do(bare, "item_down")
    assert texts(bare) == ["two", "one"]
    assert bare.board.cursor.item == ONE


def test_votes_are_counted_and_none_is_taken_back_that_was_not_given(bare: BareContext) -> None:
    do(bare, "vote", "vote", "unvote")
    assert bare.message == "1 vote: ‘one’."
    do(bare, "unvote", "unvote")
    assert bare.message == "There is no vote to remove."


def test_nothing_is_changed_where_the_canvas_is_read_only_and_the_reason_is_told() -> None:
    bare = BareContext(Document(Canvas("x").with_items({"vision": (ONE,)}), data=b""), read_only=True)
    bare.commands.handlers["panel_2"]()
    do(bare, "delete", "item_down", "vote", "next_status", "undo")
    assert texts(bare) == ["one"]
    assert "read-only" in bare.message


def test_a_reason_is_asked_of_what_is_disputed_alone(bare: BareContext) -> None:
    do(bare, "why")
    assert not bare.asked
    assert bare.message == "w says why ‘one’ is disputed; ! disputes it first."


async def test_new_items_need_a_panel(bare: BareContext) -> None:
    bare.board.look_at("readiness")
    await bare.commands.edit.add()
    assert not bare.board.was_typed
    bare.board.look_at("vision")
    await bare.commands.edit.add()
    assert bare.board.was_typed == ["new"]


def test_pasted_lines_become_items_at_the_end(bare: BareContext) -> None:
    bare.commands.late.pastes.paste("new\nnewer\n")
    assert texts(bare) == ["one", "two", "new", "newer"]
    assert bare.message == "Pasted 2 statements. u undoes."


def test_a_save_goes_through_the_workspace_and_tells_what_it_came_to(
    bare: BareContext, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    path = str(tmp_path / "small.canvas.toml")
    bare.workspace.save_as(path).run()
    do(bare, "down", "delete", "save")
    assert bare.message == f"Saved {path}."
    assert [item.text for _, item in open_document(path).canvas] == ["one", "three"]
    do(bare, "save")
    assert bare.message == "Nothing has changed since the last save."


def test_leaving_without_unsaved_work_asks_nothing(bare: BareContext, tmp_path: Path) -> None:
    bare.workspace.save_as(str(tmp_path / "small.canvas.toml")).run()
    do(bare, "quit")
    assert bare.host.exited == 0


def test_resolving_where_nothing_differs_says_so(bare: BareContext) -> None:
    do(bare, "settle")
    assert bare.message == "There is nothing to resolve: no two versions differ here."
