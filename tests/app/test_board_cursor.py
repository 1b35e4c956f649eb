"""The cursor and selection of the board, without a screen."""

from __future__ import annotations

import subprocess
import sys

from canvas.app.widgets.board_cursor import BoardCursor
from canvas.model.canvas import Canvas, Item
from canvas.model.schema import CELLS, PANELS


def items(*ids: str) -> tuple[Item, ...]:
    return tuple(Item(item_id, f"text of {item_id}") for item_id in ids)


def canvas(**panels: tuple[Item, ...]) -> Canvas:
    return Canvas("Riverside").with_items(panels)


def cursor(**panels: tuple[Item, ...]) -> BoardCursor:
    made = BoardCursor()
    made.show(canvas(**panels).panels)
    return made


def test_the_cursor_needs_no_textual() -> None:
    code = "import canvas.app.widgets.board_cursor, sys; sys.exit('textual' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_row_of_an_empty_board_keeps_its_height_whatever_comes_in_until_it_is_settled() -> None:
    it = cursor()
    it.show(canvas(beneficiaries=items(*"abcdefgh")).panels)  # pasted while a statement is typed
    assert it.working_count == 0
    assert it.settle_row()
    assert it.working_count == 8
    assert cursor(beneficiaries=items("a", "b")).working_count == 2


def test_a_step_past_the_end_of_a_panel_goes_to_the_first_item_of_the_one_below() -> None:
    it = cursor(beneficiaries=items("a", "b"), communications=items("c", "d"))
    assert it.step(1)
    assert (it.active, it.position) == ("beneficiaries", 1)
    assert it.step(1)
    assert (it.active, it.position, it.item) == ("communications", 0, items("c")[0])
    assert it.step(-1)
    assert (it.active, it.position) == ("beneficiaries", 1)


def test_a_move_past_the_edge_of_the_board_goes_nowhere() -> None:
    it = cursor(vision=items("a"))
    it.look_at("vision")
    assert not it.step(-1)
    assert not it.sideways(-1)
    assert (it.active, it.position) == ("vision", 0)


def test_each_panel_remembers_its_position() -> None:
    it = cursor(beneficiaries=items("a", "b", "c"), vision=items("d", "e"))
    it.look_at("beneficiaries", 2)
    it.look_at("vision", 1)
    it.next_cell(-1)
    assert (it.active, it.position) == ("beneficiaries", 2)
    assert it.position_in("vision") == 1


def test_the_next_cell_goes_around_and_the_ninth_has_no_panel_and_no_item() -> None:
    it = cursor(beneficiaries=items("a"))
    it.next_cell(-1)
    assert (it.active, it.panel, it.items, it.position, it.item) == (CELLS[-1], None, (), 0, None)
    assert not it.go_to_item(0)
    assert not it.page(1, 5)
    it.next_cell(1)
    assert it.panel is PANELS[0]


def test_positions_stay_within_the_items() -> None:
    it = cursor(beneficiaries=items(*"abcdefg"))
    assert it.go_to_item(-1)
    assert it.position == 6
    assert it.page(-1, 4)
    assert it.position == 2
    assert it.page(1, 40)
    assert it.position == 6
    it.show(canvas(beneficiaries=items("a", "b")).panels)
    assert it.position == 1
    it.show(canvas().panels)
    assert (it.position, it.item) == (0, None)


def test_the_selection_remembers_its_order_and_loses_what_is_gone() -> None:
    both = canvas(beneficiaries=items("a", "b"), vision=items("c"))
    it = BoardCursor()
    it.show(both.panels)
    for item_id in ("c", "a", "b", "a"):
        it.toggle_selected(item_id)
    assert it.selected == ("c", "b")
    it.toggle_selected("a")
    it.drop_missing(canvas(beneficiaries=items("a", "b")))
    assert it.selected == ("b", "a")


def test_the_grid_follows_the_size_and_the_zoom() -> None:
    it = BoardCursor()
    assert not it.resize(120, 37)
    assert len(it.visible_cells) == 9
    it.zoomed = True
    assert it.resize(120, 37)
    assert it.visible_cells == ("beneficiaries",)
    it.zoomed = False
    assert it.resize(60, 20)
    assert it.active in it.visible_cells
    assert it.sideways(1)
    assert it.active == "vision"
