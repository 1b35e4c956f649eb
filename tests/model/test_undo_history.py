"""Undo and redo."""

from __future__ import annotations

from hypothesis import given

from canvas.model import edits
from canvas.model.canvas import Canvas, Item
from canvas.model.merge import merge
from canvas.model.types import ItemId
from canvas.model.undo_history import History
from tests.chance import Chance, chances, some_edit
from tests.strategies import canvases, quick


@quick
@given(canvases(), chances)
def test_undo_and_redo_restore_each_canvas(canvas: Canvas, chance: Chance) -> None:
    history = History(canvas)
    seen = [canvas]
    labels = []
    for _ in range(chance.randint(1, 6)):
        edit = some_edit(chance, history.canvas)
        made = history.make(edit, focus_before=ItemId("x"))
        assert made == (edit.canvas != seen[-1])
        assert history.canvas == edit.canvas
        if made:
            seen.append(edit.canvas)
            labels.append((edit.label, edit.focus))
    assert [(step.label, step.focus_after) for step in history.done] == labels
    for before in reversed(seen[:-1]):
        step = history.undo()
        assert step
        assert step.focus_before == "x"
        assert history.canvas == before == step.before
    assert history.undo() is None
    assert history.canvas == canvas
    for after in seen[1:]:
        step = history.redo()
        assert step
        assert history.canvas == after == step.after
    assert history.redo() is None


def test_an_edit_clears_the_redo_stack_unless_it_changes_nothing() -> None:
    history = History(Canvas("T"))
    assert history.make(edits.add(history.canvas, "vision", ["a"]))
    history.undo()
    assert not history.make(edits.delete(history.canvas, []))
    assert len(history.undone) == 1
    assert history.make(edits.add(history.canvas, "vision", ["b"]))
    assert history.redo() is None


def test_redo_makes_a_stashed_edit() -> None:
    history = History(Canvas("T"))
    edit = edits.add(history.canvas, "vision", ["typed, then left"])
    assert history.stash_for_redo(edit, focus_before=ItemId("f"))
    assert history.canvas == Canvas("T")
    assert not history.done
    step = history.redo()
    assert step
    assert (step.label, step.focus_before, step.focus_after) == (edit.label, "f", edit.focus)
    assert history.canvas == edit.canvas
    assert not history.stash_for_redo(edits.set_status(history.canvas, [], "agreed"))
    assert len(history.done) == 1


def test_a_stashed_edit_is_redone_before_undone_ones() -> None:
    start = Canvas("T")
    history = History(start)
    history.make(edits.add(start, "vision", ["one"]))
    after = history.canvas
    history.undo()
    assert history.stash_for_redo(edits.add(start, "vision", ["two"]))
    assert history.canvas is start
    assert [step.after for step in history.undone] == [after]
    step = history.redo()
    assert step
    assert [item.text for item in history.canvas.panels["vision"]] == ["two"]
    assert history.redo() is None


def test_a_stashed_edit_is_valid_only_for_its_canvas() -> None:
    start = Canvas("T")
    history = History(start)
    history.make(edits.add(start, "vision", ["one"]))
    history.stash_for_redo(edits.add(history.canvas, "vision", ["two"]))
    history.undo()
    step = history.redo()
    assert step
    assert [item.text for item in history.canvas.panels["vision"]] == ["one"]
    assert history.redo() is not None
    assert len(history.canvas) == 2


def test_an_edit_without_a_change_is_not_stashed() -> None:
    history = History(Canvas("T"))
    assert not history.stash_for_redo(edits.delete(history.canvas, []))
    assert history.redo() is None


def test_external_changes_stay_through_undo_and_redo() -> None:
    base = Canvas("T").with_items({"vision": (Item("aaaaa", "one"),)})
    theirs = edits.set_text(base, ItemId("aaaaa"), "one, they say").canvas
    history = History(base)
    history.make(edits.add(base, "roles", ["mine"]))

    def change(canvas: Canvas) -> Canvas:
        return merge(base, canvas, theirs).canvas

    history.merge_external(change, change(history.canvas))
    assert [item.text for _, item in history.canvas] == ["one, they say", "mine"]
    assert history.undo()
    assert history.canvas == theirs
    assert history.redo()
    assert [item.text for _, item in history.canvas] == ["one, they say", "mine"]
    history.make(edits.set_text(history.canvas, ItemId("aaaaa"), "one, we say"))
    assert history.undo()
    assert history.undo()
    assert history.canvas == theirs
