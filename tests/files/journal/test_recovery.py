"""What boards left behind comes back, once, and nothing else does."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from hypothesis import given

from canvas.files.canonical_toml import canonical
from canvas.files.canvas_file import Document, open_document
from canvas.files.canvas_save import save
from canvas.files.canvas_toml import parse
from canvas.files.journal import paths, writer
from canvas.files.journal.journal_file import JournalFile
from canvas.files.journal.recovery import find_recoverable, recovered
from canvas.files.journal.snapshot import Draft, Snapshot
from canvas.files.journal.writer import Journal
from canvas.model import edits
from canvas.model.canvas import Canvas, Item
from tests.files.journal.boards import (
    add,
    aged,
    journals,
    leave,
    only,
    seen,
    works,
    written,
)
from tests.files.journal.screens import screen
from tests.strategies import quick
from tests.waiting import PATIENCE


@quick
@given(works())
def test_any_work_comes_back_with_what_was_being_typed(states: list[Snapshot]) -> None:
    path = os.path.join(os.getcwd(), "x.canvas.toml")
    for name in paths.all_journals():
        os.unlink(name)
    document = states[0].document._replace(path=path)
    journal_file = JournalFile()
    for work in states:
        journal_file.write(work._replace(document=document))
    journal_file.release()
    if document.data is not None:
        with open(path, "wb") as file:
            file.write(document.data)
    elif os.path.exists(path):
        os.unlink(path)
    found = find_recoverable(path)
    shown = seen(states[-1])
    if not found:
        assert shown in (screen(document.canvas), screen(Canvas("")))
        return
    now = open_document(path) if document.data is not None else document
    assert screen(only(found).canvas) == screen(recovered(found[0], now).canvas) == shown
    assert found[0].data == document.data
    assert found[0].path == os.path.realpath(path)
    assert found[0].discard()
    assert find_recoverable(path) == []


def test_the_newest_comes_first_and_each_can_be_thrown_away(document: Document, path: str) -> None:
    texts = ["Oldest", "Newest", "Between"]
    for text, age in zip(texts, (300, 100, 200), strict=True):
        aged(leave(document, add(document.canvas, text)), age)
    found = find_recoverable(path)
    assert [left.canvas.panels["roles"][0].text for left in found] == ["Newest", "Between", "Oldest"]
    assert [round(time.time() - left.when, -2) for left in found] == [100, 200, 300]
    assert found[1].discard()
    assert found[1].discard()
    found[0].release()
    found[2].release()
    assert [left.canvas.panels["roles"][0].text for left in find_recoverable(path)] == ["Newest", "Oldest"]


def test_what_is_offered_to_one_board_is_not_offered_to_another(document: Document, path: str) -> None:
    leave(document, add(document.canvas, "One"))
    left = only(find_recoverable(path))
    assert find_recoverable(path) == []
    left.release()
    left.release()
    only(find_recoverable(path)).discard()


def test_what_is_in_the_file_already_goes_without_a_word(document: Document, path: str) -> None:
    leave(document, add(document.canvas, "One"))
    left = only(find_recoverable(path))
    save(document, left.canvas)
    left.release()
    assert find_recoverable(path) == []
    assert journals() == []


def test_what_is_in_the_file_goes_even_where_the_file_was_worked_on_since(
    document: Document, path: str
) -> None:
    canvas = add(document.canvas, "One")
    leave(document, canvas)
    written(path, add(canvas, "Two"))
    assert find_recoverable(path) == []
    assert journals() == []


def test_a_journal_in_which_nothing_was_made_goes_without_a_word(document: Document, path: str) -> None:
    name = document.canvas.panels["vision"][0].id
    leave(document, document.canvas, Draft("vision", "What we had", item=name))
    written(path, add(document.canvas, "Others"))
    assert find_recoverable(path) == []
    assert journals() == []


def test_recovering_twice_makes_no_twins(document: Document, path: str) -> None:
    leave(document, add(document.canvas, "One"), Draft("roles", "Typed"))
    left = only(find_recoverable(path))
    canvas = recovered(left, document).canvas
    left.release()
    saved = save(document, canvas).document
    other = edits.set_text(saved.canvas, saved.canvas.panels["vision"][0].id, "Said anew").canvas
    written(path, other)
    assert find_recoverable(path) == []


def test_work_on_a_file_that_was_changed_since_is_merged(document: Document, path: str) -> None:
    leave(document, add(document.canvas, "Ours"), Draft("roles", "Typed"))
    theirs = written(path, add(document.canvas, "Theirs", panel="vision"))
    left = only(find_recoverable(path))
    canvas, conflicts = recovered(left, theirs)
    assert conflicts == 0
    assert [item.text for _, item in canvas] == ["What we had", "Theirs", "Ours", "Typed"]
    assert canvas.panels["vision"] is theirs.canvas.panels["vision"]


def test_what_both_changed_is_counted_and_kept(document: Document, path: str) -> None:
    name = document.canvas.panels["vision"][0].id
    leave(document, document.canvas, Draft("vision", "Ours", item=name))
    theirs = written(path, edits.set_text(document.canvas, name, "Theirs").canvas)
    canvas, conflicts = recovered(only(find_recoverable(path)), theirs)
    assert conflicts == 1
    assert "Ours" in repr(canvas)
    assert "Theirs" in repr(canvas)


def test_work_on_a_file_that_is_gone_or_was_never_there_comes_back_whole(
    document: Document, path: str
) -> None:
    leave(document, add(document.canvas, "One"))
    os.unlink(path)
    left = only(find_recoverable(path))
    gone = Document(Canvas(""), path)
    assert screen(recovered(left, gone).canvas) == screen(add(document.canvas, "One"))
    left.discard()
    leave(gone, add(Canvas("New"), "One"))
    left = only(find_recoverable(path))
    assert left.data is None
    assert screen(recovered(left, gone).canvas) == screen(add(Canvas("New"), "One"))
    theirs = written(path, add(Canvas("New"), "Theirs"))
    assert sorted(item.text for _, item in recovered(left, theirs).canvas) == ["One", "Theirs"]


def test_a_file_that_cannot_be_read_any_more_does_not_hinder(document: Document, path: str) -> None:
    leave(document, add(document.canvas, "One"))
    with open(path, "wb") as file:
        file.write(b"\xff")
    assert screen(only(find_recoverable(path)).canvas) == screen(add(document.canvas, "One"))


def test_work_on_a_file_with_conflict_marks_comes_back(path: str) -> None:
    with open(path, "w", encoding="utf-8") as file:
        file.write(
            'format = 1\ntitle = "x"\n\n[[roles]]\nid = "aaaaa"\n'
            '<<<<<<< a\ntext = "Ours"\n=======\ntext = "Theirs"\n>>>>>>> b\n'
        )
    document = open_document(path)
    assert document.marked
    canvas = add(document.canvas, "One")
    leave(document, canvas)
    left = only(find_recoverable(path))
    assert screen(left.canvas) == screen(canvas)
    assert screen(recovered(left, document).canvas) == screen(canvas)


def test_work_on_a_file_that_only_looks_as_if_git_had_marked_it_comes_back(path: str) -> None:
    marks = "<<<<<<< a\nOurs\n=======\nTheirs\n>>>>>>> b"
    canvas = Canvas("x", panels={**Canvas("").panels, "roles": (Item("a", marks),)})
    text = canonical(canvas).replace("\\n", "\n").replace('"<<<', '"""\n<<<').replace('b"', 'b"""')
    document = Document(parse(text).canvas, path, text.encode(), text)
    assert document.canvas.panels["roles"][0].text == marks
    shown = add(document.canvas, "One")
    leave(document, shown)
    assert screen(only(find_recoverable(path)).canvas) == screen(shown)


def test_what_is_on_the_board_already_stays_the_very_same(document: Document, path: str) -> None:
    leave(document, add(document.canvas, "One"))
    canvas, _ = recovered(only(find_recoverable(path)), document)
    assert canvas.values is document.canvas.values
    for panel, items in canvas.panels.items():
        assert (items is document.canvas.panels[panel]) == (panel != "roles")


def test_work_that_never_had_a_file_is_found_by_itself(document: Document, path: str) -> None:
    canvas = add(Canvas("New"), "One")
    leave(Document(Canvas("New")), canvas)
    leave(document, add(document.canvas, "Other"))
    left = only(find_recoverable(None))
    assert (left.path, left.data) == (None, None)
    assert screen(left.canvas) == screen(canvas)
    assert only(find_recoverable(path)).path == os.path.realpath(path)


def test_of_two_journals_of_one_board_the_later_holds_it_all(document: Document, path: str) -> None:
    journal_file = JournalFile()
    journal_file.write(Snapshot(document, add(document.canvas, "One")))
    (first,) = paths.all_journals()
    data = Path(first).read_bytes()
    theirs = written(path, add(document.canvas, "Theirs", panel="vision"))
    journal_file.write(Snapshot(theirs, add(theirs.canvas, "Two")))  # what was one was deleted meanwhile
    journal_file.release()
    Path(first).write_bytes(data)  # it was taken away, but the disk did not know yet
    assert len(journals()) == 2
    assert [item.text for item in only(find_recoverable(path)).canvas.panels["roles"]] == ["Two"]
    assert len(journals()) == 1


def test_another_journal_goes_once_its_work_is_safe_in_this_one(
    document: Document, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "FIRST_RETRY_SECONDS", 0.01)
    name = leave(document, add(document.canvas, "One"))
    left = only(find_recoverable(path))
    journal = Journal()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("canvas.files.journal.journal_file._write", _full)
        journal.record(document, recovered(left, document).canvas)
        journal.adopt(left)
        assert not journal.flush(PATIENCE)
        assert os.path.exists(name)
    assert journal.flush(PATIENCE)
    assert not os.path.exists(name)
    assert len(journals()) == 1
    journal.close(keep=True)
    assert screen(only(find_recoverable(path)).canvas) == screen(add(document.canvas, "One"))


def test_another_journal_stays_where_its_work_never_was_safe_in_this_one(
    document: Document, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    leave(document, add(document.canvas, "One"))
    left = only(find_recoverable(path))
    journal = Journal()
    monkeypatch.setattr("canvas.files.journal.journal_file._write", _full)
    journal.record(document, recovered(left, document).canvas)
    journal.adopt(left)
    assert not journal.close(keep=True)
    assert screen(only(find_recoverable(path)).canvas) == screen(add(document.canvas, "One"))


def _full(*_: object) -> None:
    raise OSError(28, "full")


def test_work_that_was_taken_over_and_saved_a_moment_later_is_not_left_behind(
    document: Document, path: str
) -> None:
    for keep in (False, True):
        leave(document, add(document.canvas, "One"))
        (left,) = find_recoverable(path)
        journal = Journal()
        journal.record(document, left.canvas)
        journal.adopt(left)
        journal.close(keep=keep)
        assert len(journals()) == keep
