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
def test_every_edit_undone_gives_the_canvas_before_and_redone_the_one_after(
    canvas: Canvas, chance: Chance
) -> None:
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


def test_an_edit_forgets_what_was_undone_and_one_that_changes_nothing_does_not() -> None:
    history = History(Canvas("T"))
    assert history.make(edits.add(history.canvas, "vision", ["a"]))
    history.undo()
    assert not history.make(edits.delete(history.canvas, []))
    assert len(history.undone) == 1
    assert history.make(edits.add(history.canvas, "vision", ["b"]))
    assert history.redo() is None


def test_an_edit_offered_is_brought_back_by_redo() -> None:
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


def test_an_offer_is_redone_first_and_leaves_what_was_undone_until_then() -> None:
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


def test_an_offer_counts_only_for_the_canvas_it_was_made_for() -> None:
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


def test_offering_what_changes_nothing_is_no_offer() -> None:
    history = History(Canvas("T"))
    assert not history.stash_for_redo(edits.delete(history.canvas, []))
    assert history.redo() is None


def test_what_others_changed_stays_when_ones_own_edits_are_taken_back_and_made_again() -> None:
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
