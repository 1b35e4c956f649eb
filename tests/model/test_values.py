"""The model's values survive pickle, copy and a process pool; its types hold the words of the schema."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from multiprocessing import get_context
from typing import Any, cast, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvas.exports import ExportError, render_bytes
from canvas.model import edits
from canvas.model.calendar_text import DayError
from canvas.model.canvas import Canvas, Item
from canvas.model.compare import compare
from canvas.model.conflicts import conflicts
from canvas.model.date_parser import parse_date
from canvas.model.edits import Edit, EditError
from canvas.model.errors import CodedError
from canvas.model.finding import Finding
from canvas.model.findings import findings
from canvas.model.item_matching import equal_in_file
from canvas.model.links import LinkError, read_link
from canvas.model.merge import merge
from canvas.model.schema import AUDIENCES, BOARD_ROWS, CELLS, PANELS, STAGE, STATUS, VISIBILITY
from canvas.model.show_of_hands import HandsError, ShowOfHands, parse_hands
from canvas.model.timer import PanelTimer
from canvas.model.types import Audience, CellKey, ItemId, PanelKey, Stage, Status, Visibility
from canvas.model.undo_history import UndoStep
from tests.strategies import canvases, meaning, quick

PROTOCOLS = range(2, pickle.HIGHEST_PROTOCOL + 1)


def _pickled(protocol: int) -> Callable[[Any], Any]:
    return lambda value: pickle.loads(pickle.dumps(value, protocol))  # noqa: S301 - what was pickled just now


WAYS: dict[str, Callable[[Any], Any]] = {
    "copy": copy.copy,
    "deepcopy": copy.deepcopy,
    **{f"pickle {protocol}": _pickled(protocol) for protocol in PROTOCOLS},
}
ITEM = Item("aaaaa", "one", {"owner": "Ana", "people": ("Ana", "Ben"), "theirs": [{"text": "two"}]})
CANVAS = Canvas("T", review=date(2027, 1, 12), values={"more": {"x": [1]}}).with_items({"vision": (ITEM,)})
VALUES: dict[str, Any] = {
    "an item": ITEM,
    "an item without values": Item("aaaaa", "one"),
    "a canvas": CANVAS,
    "an empty canvas": Canvas("T"),
    "a finding": next(findings(CANVAS, "check")),
    "a conflict": conflicts(CANVAS)[0],
    "differences": compare(Canvas("T"), CANVAS),
    "a merge": merge(Canvas("T"), CANVAS, CANVAS),
    "an edit": Edit("add", CANVAS, ItemId("aaaaa")),
    "an undo step": UndoStep("add", Canvas("T"), CANVAS, None, ItemId("aaaaa")),
    "a show of hands": ShowOfHands((5, 4), date(2027, 1, 12)),
    "a timer": PanelTimer.start(("vision",), 60.0, 0.0),
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", VALUES)
def test_a_copied_value_is_of_the_same_class_and_equal(name: str, way: str) -> None:
    value = VALUES[name]
    made = WAYS[way](value)
    assert type(made) is type(value)
    assert made == value
    assert value == made


@pytest.mark.parametrize("way", WAYS)
def test_a_copied_finding_has_the_same_hash(way: str) -> None:
    finding = next(findings(CANVAS, "check"))
    assert isinstance(finding, Finding)
    assert hash(WAYS[way](finding)) == hash(finding)


@pytest.mark.parametrize("way", WAYS)
def test_a_copied_canvas_and_item_are_as_unhashable_as_the_original(way: str) -> None:
    for value in (ITEM, CANVAS):
        with pytest.raises(TypeError, match="unhashable"):
            hash(WAYS[way](value))


@pytest.mark.parametrize("way", WAYS)
def test_a_copied_canvas_is_frozen(way: str) -> None:
    made = WAYS[way](CANVAS)
    with pytest.raises(AttributeError, match="frozen"):
        made.title = "other"


@quick
@given(canvases(), st.sampled_from(sorted(WAYS)))
def test_any_canvas_has_the_same_content_after_copy_and_pickle(canvas: Canvas, way: str) -> None:
    made = WAYS[way](canvas)
    assert meaning(made) == meaning(canvas)
    for (panel, item), (copied_panel, copied) in zip(canvas, made, strict=True):
        assert (copied_panel, copied.id, copied.text) == (panel, item.id, item.text)
        assert equal_in_file(copied.values, item.values)


def test_a_deep_copy_shares_no_list_with_the_original() -> None:
    made = copy.deepcopy(CANVAS)
    made.values["more"]["x"].append(2)
    assert CANVAS.values["more"] == {"x": [1]}


def _with_another_item(canvas: Canvas) -> Canvas:
    return edits.add(canvas, "vision", ["two"]).canvas


def test_a_process_pool_returns_a_canvas() -> None:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        made = pool.submit(_with_another_item, CANVAS).result(timeout=60)
    assert made.panels["vision"][0] == ITEM
    assert made.panels["vision"][1].text == "two"


def _error(call: Callable[[], object]) -> CodedError[Any]:
    with pytest.raises(CodedError) as caught:
        call()
    return caught.value


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    ("call", "kind", "code"),
    [
        (lambda: edits.delete(CANVAS, [ItemId("zzzzz")]), EditError, "item-gone"),
        (lambda: edits.add(CANVAS, "vision", [" "]), EditError, "text-empty"),
        (lambda: edits.set_text(CANVAS, ItemId("aaaaa"), " "), EditError, "item-text-empty"),
        (lambda: edits.move(CANVAS, ItemId("aaaaa"), cast("PanelKey", "odd")), EditError, "panel-unknown"),
        (lambda: read_link("ftp://x"), LinkError, "scheme"),
        (lambda: parse_hands("6"), HandsError, "too-many-fingers"),
        (lambda: parse_date("soon", date(2027, 1, 12)), DayError, "unreadable"),
        (lambda: render_bytes("csv", CANVAS, partner="x", today=date.min), ExportError, "no_partner_form"),
    ],
)
def test_an_error_has_a_code_that_copies_and_pickles_with_its_sentence(
    call: Callable[[], object], kind: type[CodedError[Any]], code: str, way: str
) -> None:
    error = _error(call)
    made = WAYS[way](error)
    assert type(error) is type(made) is kind
    assert error.code == made.code == code
    assert str(made) == str(error) != ""
    assert code not in str(error).split()


def test_the_types_hold_the_words_of_the_schema() -> None:
    assert get_args(PanelKey) == tuple(panel.key for panel in PANELS)
    assert get_args(Status) == tuple(choice.key for choice in STATUS.choices)
    assert get_args(Visibility) == tuple(choice.key for choice in VISIBILITY.choices)
    assert get_args(Stage) == tuple(choice.key for choice in STAGE.choices)
    assert get_args(Audience) == AUDIENCES


def test_the_board_has_each_cell_once() -> None:
    assert sorted(key for row in BOARD_ROWS for key in row) == sorted(CELLS)
    cells = [word for part in get_args(CellKey) for word in get_args(part) or (part,)]
    assert sorted(cells) == sorted(CELLS)
