"""The workspace without a screen: edits, the file, recovery, and who is told of what."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvas import exchange_phrases, git_phrases, operations, outcome_phrases, workspace
from canvas.exports import ExportError
from canvas.exports.output_file import OutputOutcome
from canvas.exports.sheet_files import SheetsOutcome
from canvas.files.canvas_file import ChangedOnDiskError, Document, Saved, open_document
from canvas.files.journal import paths
from canvas.files.journal.recovery import RecoverableWork, find_recoverable
from canvas.model import edits
from canvas.model.canvas import Canvas
from canvas.model.types import ItemId
from canvas.operations import NO_NEWS
from canvas.outcome_phrases import saved
from canvas.session import READ_ONLY, Session
from canvas.workspace import Change, EditFunction, Workspace
from canvas.workspace_export import ExportOrder, ExportOutcome
from tests.files.git.repository import Repository, without_settings
from tests.small import ONE
from tests.waiting import PATIENCE

TODAY = date(2026, 11, 23)


@pytest.fixture
def path(small: Path) -> Path:
    return small


@pytest.fixture
def work(path: Path) -> Iterator[Workspace]:
    work = Workspace(Session(open_document(str(path))))
    yield work
    work.close(keep=False)


def adding(text: str) -> EditFunction:
    return partial(edits.add, panel="vision", texts=[text])


def retitled(title: str) -> EditFunction:
    return partial(edits.set_properties, title=title, stage="exploring", review=None)


def words(canvas: Canvas) -> list[str]:
    return [item.text for item in canvas.panels["vision"]]


def texts(work: Workspace) -> list[str]:
    return words(work.canvas)


def on_disk(path: Path) -> list[str]:
    return words(open_document(str(path)).canvas)


def watched(work: Workspace) -> list[Change]:
    seen: list[Change] = []
    work.subscribe(seen.append)
    return seen


# Who is told


def test_a_subscriber_sees_each_change_with_its_reason_its_source_and_its_focus(work: Workspace) -> None:
    seen = watched(work)
    made = work.run(adding("two"), by="board", focus=ItemId("aaaaa")).edit
    work.undo(by="slides")
    work.redo()
    assert made
    assert [(change.reason, change.by, change.focus) for change in seen] == [
        ("edit", "board", made.focus),
        ("undo", "slides", "aaaaa"),
        ("redo", "", made.focus),
    ]
    assert [len(change.canvas) - len(change.before) for change in seen] == [1, -1, 1]
    assert seen[-1].canvas is work.canvas


def test_a_save_and_what_others_wrote_are_told_as_such(work: Workspace, path: Path) -> None:
    seen = watched(work)
    work.run(adding("two"))
    work.save().run()
    path.write_text(path.read_text().replace("Small", "Theirs"))
    work.poll_file().run()
    assert [change.reason for change in seen] == ["edit", "document", "external"]
    assert (seen[-1].before.title, seen[-1].canvas.title) == ("Small", "Theirs")


def test_one_who_unsubscribed_sees_nothing_more_and_may_do_so_while_being_told(work: Workspace) -> None:
    seen: list[str] = []

    def once(_: Change) -> None:
        seen.append("first")
        end()

    end = work.subscribe(once)
    work.subscribe(lambda _: seen.append("second"))
    work.run(adding("two"))
    work.run(adding("three"))
    assert seen == ["first", "second", "second"]


def test_a_refused_edit_is_an_outcome_and_nobody_is_told(path: Path) -> None:
    work = Workspace(Session(open_document(str(path)), read_only=True))
    seen = watched(work)
    outcome = work.run(adding("two"))
    assert (outcome.edit, outcome.changed, str(outcome.error)) == (None, False, READ_ONLY)
    assert work.save().run().code == "read_only"
    assert work.undo() is None
    assert not seen


# Saving


def test_an_edit_made_while_a_save_is_under_way_stays_unsaved(work: Workspace, path: Path) -> None:
    work.run(adding("two"))
    operation = work.save()
    performed = operation.perform()
    work.run(adding("three"))
    outcome = operation.finish(performed)
    assert isinstance(outcome, operations.SaveOutcome)
    assert outcome.is_saved
    assert outcome.still_unsaved
    assert work.is_unsaved
    assert on_disk(path) == ["one", "two"]
    phrase = outcome_phrases.saved(outcome, str)
    assert phrase.text == f"Saved {path}. What was changed meanwhile is not saved yet."
    work.save().run()
    assert on_disk(path) == ["one", "two", "three"]


def killed_in_a_save(
    work: Workspace, path: Path, operation: operations.Operation[Any, operations.SaveOutcome]
) -> list[RecoverableWork]:
    """Write what a save writes, end before the program hears of it, and give what the next start finds."""
    operation.perform()
    work.session.journal.flush(PATIENCE)
    work.close(keep=True)
    return find_recoverable(str(path))


def test_a_save_that_was_written_before_the_program_was_killed_leaves_no_question(
    work: Workspace, path: Path
) -> None:
    work.run(adding("two"))
    assert killed_in_a_save(work, path, work.save()) == []
    assert on_disk(path) == ["one", "two"]


@pytest.mark.parametrize("freezes", [False, True])
def test_what_was_reworded_during_a_save_comes_back_after_a_kill_as_it_was_left(
    work: Workspace, path: Path, freezes: bool
) -> None:
    item = work.canvas.panels["vision"][0].id
    work.run(lambda canvas: edits.set_item(canvas, item, text="saved", changes={}))
    if freezes:
        begin = work.freeze_save()
        work.run(lambda canvas: edits.set_item(canvas, item, text="meanwhile", changes={}))
        operation = begin()
    else:
        operation = work.save()
        work.run(lambda canvas: edits.set_item(canvas, item, text="meanwhile", changes={}))
    (found,) = killed_in_a_save(work, path, operation)
    assert on_disk(path) == ["saved"]
    again = Workspace(Session(open_document(str(path))))
    preview = again.recovery.preview(found)
    assert (words(preview.canvas), preview.conflicts) == (["meanwhile"], 0)
    found.release()


def test_what_was_reworded_during_the_second_of_two_saves_comes_back_as_it_was_left(
    work: Workspace, path: Path
) -> None:
    item = work.canvas.panels["vision"][0].id

    def reword(text: str) -> None:
        work.run(lambda canvas: edits.set_item(canvas, item, text=text, changes={}))

    reword("first")
    first = work.save()
    reword("second")
    begin = work.freeze_save()
    reword("third")
    first.run()
    (found,) = killed_in_a_save(work, path, begin())
    assert on_disk(path) == ["second"]
    preview = Workspace(Session(open_document(str(path)))).recovery.preview(found)
    assert (words(preview.canvas), preview.conflicts) == (["third"], 0)
    found.release()


def test_what_was_undone_before_a_save_that_waits_is_offered_after_a_kill(
    work: Workspace, path: Path
) -> None:
    work.run(adding("two"))
    begin = work.freeze_save()
    work.undo()
    (found,) = killed_in_a_save(work, path, begin())
    again = Workspace(Session(open_document(str(path))))
    assert (on_disk(path), words(again.recovery.preview(found).canvas)) == (["one", "two"], ["one"])
    found.release()


def test_what_was_undone_during_a_save_is_offered_after_a_kill(work: Workspace, path: Path) -> None:
    work.run(adding("two"))
    operation = work.save()
    work.undo()
    (found,) = killed_in_a_save(work, path, operation)
    again = Workspace(Session(open_document(str(path))))
    assert (on_disk(path), words(again.recovery.preview(found).canvas)) == (["one", "two"], ["one"])
    found.release()


def test_what_others_wrote_after_such_a_save_is_merged_with_what_came_meanwhile(
    work: Workspace, path: Path
) -> None:
    work.run(adding("two"))
    operation = work.save()
    work.run(adding("three"))
    operation.perform()
    work.session.journal.flush(PATIENCE)
    work.close(keep=True)
    path.write_text(path.read_text().replace("Small", "Theirs"))
    (found,) = find_recoverable(str(path))
    again = Workspace(Session(open_document(str(path))))
    preview = again.recovery.preview(found)
    assert (preview.canvas.title, words(preview.canvas)) == ("Theirs", ["one", "two", "three"])
    found.release()


def test_a_save_in_a_folder_that_was_deleted_fails_with_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "gone"
    folder.mkdir()
    monkeypatch.chdir(folder)
    Path("small.canvas.toml").write_text(ONE)
    work = Workspace(Session(open_document("small.canvas.toml")))
    work.run(adding("two"))
    shutil.rmtree(folder)
    for operation in (work.save(), work.freeze_save()(), work.save_as("other.canvas.toml")):
        outcome = operation.run()
        assert outcome.code in ("failed", "unreadable")
        assert str(outcome.error)
    assert texts(work) == ["one", "two"]
    work.close(keep=False)


def test_a_canvas_saved_for_the_first_time_is_not_offered_as_one_without_a_file(path: Path) -> None:
    work = Workspace(Session(Document(Canvas("New"), None, None)))
    work.run(adding("two"))
    other = path.with_name("new.canvas.toml")
    operation = work.save_as(str(other))
    operation.perform()
    work.session.journal.flush(PATIENCE)
    work.close(keep=True)
    assert find_recoverable(None) == []
    assert on_disk(other) == ["two"]


def test_a_save_that_begins_later_writes_what_there_was_when_it_was_asked_for(
    work: Workspace, path: Path
) -> None:
    work.run(adding("two"))
    begin = work.freeze_save()
    work.undo()
    assert begin().run().still_unsaved
    assert on_disk(path) == ["one", "two"]
    work.save().run()
    assert on_disk(path) == ["one"]


def test_a_save_that_begins_later_holds_what_others_wrote_before_it(work: Workspace, path: Path) -> None:
    work.run(adding("two"))
    begin = work.freeze_save()
    path.write_text(ONE.replace("Small", "Theirs"))
    assert work.poll_file().run().code == "merged"
    assert begin().run().is_saved
    assert "Theirs" in path.read_text()
    assert on_disk(path) == ["one", "two"]


def test_a_save_merges_what_others_wrote_meanwhile(work: Workspace, path: Path) -> None:
    work.run(adding("two"))
    path.write_text(ONE.replace("Small", "Theirs"))
    outcome = work.save().run()
    assert outcome.code == "saved"
    assert outcome.merged
    assert outcome.merged.code == "merged"
    assert open_document(str(path)).canvas.title == "Theirs"
    assert on_disk(path) == ["one", "two"]
    assert outcome_phrases.saved(outcome, str).text == (
        f"Saved {path}. Somebody else changed the file, merged with yours: 1 changed (title)."
    )


def test_a_difference_stops_the_save_and_the_next_one_writes_both(work: Workspace, path: Path) -> None:
    work.run(partial(edits.set_text, item_id=ItemId("aaaaa"), text="ours"))
    theirs = ONE.replace("one", "theirs")
    path.write_text(theirs)
    outcome = work.save().run()
    assert (outcome.code, outcome.unresolved) == ("conflicts", 1)
    assert path.read_text() == theirs
    assert len(work.unresolved) == 1
    phrase = outcome_phrases.saved(outcome, "<{}>".format)
    assert phrase.is_warning
    assert phrase.text == (
        "Not saved yet. The file was changed by somebody else. 1 statement differs between two versions:"
        " <keep_ours> keeps this one, <take_theirs> takes the other."
    )
    assert work.save().run().code == "saved"


def test_a_file_that_was_deleted_is_written_again(work: Workspace, path: Path) -> None:
    work.run(adding("two"))
    path.unlink()
    assert work.save().run().code == "saved"
    assert on_disk(path) == ["one", "two"]


def test_another_file_is_replaced_only_where_that_is_asked_for(work: Workspace, here: Path) -> None:
    other = here / "other.canvas.toml"
    other.write_text("theirs")
    outcome = work.save_as(str(other)).run()
    assert isinstance(outcome.error, ChangedOnDiskError)
    assert other.read_text() == "theirs"
    assert work.save_as(str(other), over=True).run().code == "saved"
    assert work.path == str(other)


# Looking at the file


def test_each_news_of_the_file_is_told_once(work: Workspace, path: Path) -> None:
    assert work.poll_file().run() == NO_NEWS
    path.unlink()
    codes = [work.poll_file().run().code for _ in range(3)]
    path.write_text(ONE)
    codes += [work.poll_file().run().code for _ in range(2)]
    assert codes == ["gone", "nothing", "nothing", "recovered", "nothing"]


@pytest.mark.parametrize("is_gone", [True, False])
def test_what_a_lost_file_held_is_unsaved_and_kept_until_the_file_is_back(
    work: Workspace, path: Path, monkeypatch: pytest.MonkeyPatch, *, is_gone: bool
) -> None:
    monkeypatch.setattr(workspace, "_HALF_WRITTEN_SECONDS", 0.0)
    changes: list[Change] = []
    work.subscribe(changes.append)
    path.unlink()
    if not is_gone:
        path.write_text("= = =")
    work.poll_file().run()
    assert work.is_unsaved
    assert [change.reason for change in changes] == ["document"]
    assert work.session.journal.flush(PATIENCE)
    assert paths.all_journals()
    path.write_text(ONE)
    work.poll_file().run()
    assert not work.is_unsaved
    assert work.session.journal.flush(PATIENCE)
    assert not paths.all_journals()


def test_what_a_form_holds_stays_kept_when_the_file_is_lost(work: Workspace, path: Path) -> None:
    work.record_draft(retitled("Half filled in"))
    path.unlink()
    work.poll_file().run()
    work.close(keep=True)
    (found,) = find_recoverable(str(path))
    assert found.canvas.title == "Half filled in"
    assert found.discard()


def test_what_a_lost_file_held_is_offered_after_a_crash(work: Workspace, path: Path) -> None:
    path.unlink()
    work.poll_file().run()
    work.close(keep=True)
    (found,) = find_recoverable(str(path))
    assert texts(Workspace(Session(Document(found.canvas)))) == ["one"]
    assert found.discard()


def test_what_a_lost_file_held_is_recovered_though_an_older_version_is_in_its_place(
    work: Workspace, path: Path
) -> None:
    for text in ("two", "three"):
        work.run(adding(text))
        work.save().run()
    path.unlink()
    work.poll_file().run()
    work.close(keep=True)
    path.write_text(ONE.replace('text = "one"', 'text = "before"'))
    (found,) = find_recoverable(str(path))
    again = Workspace(Session(open_document(str(path))))
    assert again.recovery.recover(found).changed
    assert texts(again) == ["one", "two", "three"]
    (conflict,) = again.unresolved
    assert (conflict.ours, conflict.theirs) == ("one", "before")
    again.undo()
    assert texts(again) == ["before"]
    again.close(keep=False)


def test_what_was_deleted_or_reworded_of_a_lost_file_stays_so_beside_what_others_wrote(path: Path) -> None:
    path.write_text(ONE + '\n[[vision]]\nid = "bbbbb"\ntext = "two"\n')
    work = Workspace(Session(open_document(str(path))))
    work.run(partial(edits.delete, item_ids=[ItemId("aaaaa")]))
    work.run(partial(edits.set_item, item_id=ItemId("bbbbb"), text="2", changes={}))
    path.unlink()
    work.poll_file().run()
    work.close(keep=True)
    path.write_text("# theirs\n" + ONE + '\n[[vision]]\nid = "bbbbb"\ntext = "two"\n')
    (found,) = find_recoverable(str(path))
    again = Workspace(Session(open_document(str(path))))
    assert again.recovery.recover(found).changed
    assert (texts(again), again.unresolved) == (["2"], ())
    again.close(keep=False)


def test_a_file_that_is_lost_again_after_a_save_merged_it_is_told_again(work: Workspace, path: Path) -> None:
    work.run(partial(edits.set_item, item_id=ItemId("aaaaa"), text="mine", changes={}))
    path.unlink()
    assert work.poll_file().run().code == "gone"
    path.write_text(ONE.replace('"one"', '"theirs"'))
    assert work.save().run().code == "conflicts"
    path.unlink()
    assert work.poll_file().run().code == "gone"
    assert work.is_file_unreadable


def test_what_a_lost_file_held_and_its_successor_holds_is_not_offered(work: Workspace, path: Path) -> None:
    path.unlink()
    work.poll_file().run()
    work.close(keep=True)
    path.write_text(ONE + '\n[[vision]]\ntext = "theirs"\n')
    assert find_recoverable(str(path)) == []


def test_what_a_lost_file_held_is_kept_though_the_current_folder_is_lost_too(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = here / "folder"
    folder.mkdir()
    (folder / "a.canvas.toml").write_text(ONE)
    monkeypatch.chdir(folder)
    work = Workspace(Session(open_document("a.canvas.toml")))
    shutil.rmtree(folder)
    assert work.poll_file().run().code == "gone"
    assert work.close(keep=True)
    monkeypatch.chdir(here)
    (found,) = find_recoverable("folder/a.canvas.toml")
    assert found.discard()


def test_what_is_changed_once_a_link_to_the_file_is_lost_is_offered_when_it_is_back(path: Path) -> None:
    link = path.with_name("link.canvas.toml")
    link.symlink_to(path)
    work = Workspace(Session(open_document(str(link))))
    link.unlink()
    work.poll_file().run()
    work.run(adding("two"))
    assert work.close(keep=True)
    link.symlink_to(path)
    (found,) = find_recoverable(str(link))
    assert found.discard()


@pytest.mark.parametrize("has_name", [True, False])
def test_what_a_lost_file_held_is_kept_though_it_got_its_name_here(
    here: Path, monkeypatch: pytest.MonkeyPatch, *, has_name: bool
) -> None:
    folder = here / "folder"
    folder.mkdir()
    (folder / "a.canvas.toml").write_text(ONE)
    monkeypatch.chdir(folder)
    work = Workspace(Session(open_document("a.canvas.toml") if has_name else Document(Canvas("New"))))
    assert work.save_as("b.canvas.toml").run().code == "saved"
    shutil.rmtree(folder)
    assert work.poll_file().run().code == "gone"
    assert work.close(keep=True)
    monkeypatch.chdir(here)
    (found,) = find_recoverable("folder/b.canvas.toml")
    assert found.discard()


def test_what_is_changed_once_a_link_leads_elsewhere_is_offered_there(path: Path) -> None:
    link, other = path.with_name("link.canvas.toml"), path.with_name("other.canvas.toml")
    other.write_text(ONE.replace('"one"', '"theirs"'))
    link.symlink_to(path)
    work = Workspace(Session(open_document(str(link))))
    link.unlink()
    link.symlink_to(other)
    assert work.poll_file().run().code == "merged"
    work.run(adding("two"))
    assert work.close(keep=True)
    (found,) = find_recoverable(str(link))
    assert words(found.canvas) == ["theirs", "two"]
    assert found.discard()


def test_what_is_changed_once_a_file_was_moved_and_linked_is_offered(work: Workspace, path: Path) -> None:
    moved = path.with_name("moved.canvas.toml")
    path.rename(moved)
    path.symlink_to(moved)
    assert work.poll_file().run() == NO_NEWS
    work.run(adding("two"))
    assert work.close(keep=True)
    (found,) = find_recoverable(str(path))
    assert found.discard()


def test_a_file_that_others_write_anew_is_not_said_to_be_merged(work: Workspace, path: Path) -> None:
    path.unlink()
    work.poll_file().run()
    path.write_text(ONE.replace("Small", "Theirs"))
    news = work.poll_file().run()
    assert (news.code, news.was_unsaved, work.is_unsaved) == ("merged", False, False)


def test_a_save_writes_a_lost_file_again(work: Workspace, path: Path) -> None:
    path.unlink()
    work.poll_file().run()
    assert work.save().run().code == "saved"
    assert (path.read_text(), work.is_unsaved) == (ONE, False)


@pytest.mark.parametrize("is_newer", [True, False])
def test_a_lost_file_that_may_not_be_changed_leaves_nothing_unsaved(path: Path, *, is_newer: bool) -> None:
    if is_newer:
        path.write_text(ONE.replace("format = 1", "format = 2"))
    work = Workspace(Session(open_document(str(path)), read_only=not is_newer))
    path.unlink()
    assert work.poll_file().run().code == ("nothing" if is_newer else "gone")
    assert not work.is_unsaved
    work.close(keep=False)


def test_a_change_waits_while_the_user_is_busy(work: Workspace, path: Path) -> None:
    path.write_text(ONE.replace("Small", "Theirs"))
    assert work.poll_file(lambda: False).run().code == "waiting"
    assert work.poll_file(lambda: False).run() == NO_NEWS
    assert work.canvas.title == "Small"
    assert work.poll_file().run().code == "merged"
    assert work.canvas.title == "Theirs"


def test_a_file_that_is_half_written_is_reported_only_after_a_while(
    work: Workspace, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 1000.0
    monkeypatch.setattr(workspace, "time", SimpleNamespace(monotonic=lambda: now))
    path.write_text("format = 1\ntitle = ")
    assert work.poll_file().run() == NO_NEWS
    now += 2.9
    assert work.poll_file().run() == NO_NEWS
    now += 0.2
    news = work.poll_file().run()
    assert news.code == "damaged"
    assert news.detail.startswith(str(path))
    assert work.poll_file().run() == NO_NEWS
    path.write_text(ONE)
    assert work.poll_file().run().code == "recovered"


@pytest.mark.parametrize("is_edited", [False, True])
def test_a_save_over_a_file_that_cannot_be_read_says_where_and_writes_nothing(
    work: Workspace, path: Path, *, is_edited: bool
) -> None:
    if is_edited:
        work.run(adding("two"))
    broken = ONE.replace('"one"', '"one')
    path.write_text(broken)
    outcome = work.save().run()
    assert (outcome.code, outcome.is_saved) == ("unreadable", False)
    said = saved(outcome, str)
    assert said.is_warning
    assert f"{path}, line 6: in the statement ‘one’ of Vision" in said.text
    assert "The board keeps all" in said.text
    assert "save_as saves it under another name" in said.text
    assert path.read_text() == broken
    path.write_text(ONE)
    assert work.save().run().code == ("saved" if is_edited else "unchanged")


def test_a_save_of_an_unchanged_canvas_sees_what_became_of_its_file(work: Workspace, path: Path) -> None:
    path.write_text(ONE.replace("Small", "Theirs"))
    outcome = work.save().run()
    assert (outcome.code, work.canvas.title) == ("unchanged", "Theirs")
    assert outcome.merged
    path.unlink()
    assert work.save().run().code == "saved"
    assert on_disk(path) == ["one"]
    path.unlink()
    path.mkdir()
    outcome = work.save().run()
    assert (outcome.code, str(outcome.error)) == ("unreadable", f"{path}: it is a folder, not a file.")


def test_subscribers_are_told_while_the_file_cannot_be_read(
    work: Workspace, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workspace, "_HALF_WRITTEN_SECONDS", 0.0)
    seen = watched(work)
    assert not work.is_file_unreadable
    path.write_text("format = 1\ntitle = ")
    for _ in range(2):
        work.poll_file().run()
    assert work.is_file_unreadable
    path.write_text(ONE)
    work.poll_file().run()
    assert not work.is_file_unreadable
    assert [change.reason for change in seen] == ["document", "document"]


def test_a_file_of_a_newer_format_is_read_and_never_written_again(work: Workspace, path: Path) -> None:
    newer = ONE.replace("format = 1", "format = 99").replace("Small", "Newer")
    path.write_text(newer)
    news = work.poll_file().run()
    assert work.canvas.title == "Newer"
    assert news.newer == work.read_only_reason
    assert work.run(adding("two")).error
    assert not work.is_watched
    assert work.save().run().code == "failed"
    assert path.read_text() == newer


def test_what_a_poll_saw_before_a_save_is_not_taken_for_the_work_of_others(
    work: Workspace, path: Path
) -> None:
    work.run(adding("two"))
    operation = work.poll_file()
    path.write_text(ONE.replace("Small", "Theirs"))
    performed = operation.perform()
    work.save().run()
    assert operation.finish(performed) == NO_NEWS
    assert texts(work) == ["one", "two"]


# What the room of a meeting does


@given(st.lists(st.sampled_from(["board", "guests", "undo", "redo", "file"]), max_size=14))
def test_an_undo_nobody_was_asked_about_never_takes_back_what_guests_did(steps: list[str]) -> None:
    work = Workspace(Session(Document(Canvas("Small"))))
    of_guests: list[str] = []
    for number, step in enumerate(steps):
        if step == "undo":
            was_of_guests = work.latest_of_guests is not None
            assert (work.undo(by="board") is None) or not was_of_guests
        elif step == "redo":
            work.redo(by="board")
        elif step == "file":
            work.session.merge_external(Document(adding(f"{number} file")(work.document.canvas).canvas))
        else:
            work.run(adding(f"{number} {step}"), by=step)
            of_guests += [f"{number} guests"] if step == "guests" else []
        assert set(of_guests) <= set(texts(work))
    while work.session.history.done:
        by, other = (workspace.GUESTS, "board") if work.latest_of_guests else ("board", workspace.GUESTS)
        assert work.undo(by=other) is None
        assert work.undo(by=by)
    assert not set(of_guests) & set(texts(work))
    work.close(keep=False)


# Threads


def test_an_operation_in_another_thread_leaves_the_owner_free_to_edit(work: Workspace, path: Path) -> None:
    work.run(adding("two"))
    operation, performed = work.save(), []
    thread = threading.Thread(target=lambda: performed.append(operation.perform()))
    thread.start()
    for number in range(20):
        work.run(adding(f"meanwhile {number}"))
    thread.join(PATIENCE)
    outcome = operation.finish(performed[0])
    assert isinstance(outcome, operations.SaveOutcome)
    assert outcome.still_unsaved
    assert on_disk(path) == ["one", "two"]
    assert len(texts(work)) == 22


# Recovery


def test_a_save_replaces_the_file_once_the_journal_holds_what_it_writes(
    work: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    write, held = workspace._write, []

    def observed(document: Document, canvas: Canvas) -> Saved:
        held.append(b"just typed" in b"".join(Path(each).read_bytes() for each in paths.all_journals()))
        return write(document, canvas)

    monkeypatch.setattr(workspace, "_write", observed)
    monkeypatch.setattr(workspace, "_JOURNAL_SECONDS", PATIENCE)
    work.run(adding("just typed"))
    assert work.save().run().code == "saved"
    assert held == [True]


def test_a_journal_that_no_disk_takes_holds_no_save_up(
    work: Workspace, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stuck = threading.Event()
    monkeypatch.setattr("canvas.files.journal.writer._tried", lambda *_: stuck.wait(PATIENCE) and "")
    monkeypatch.setattr(workspace, "_JOURNAL_SECONDS", 0.05)
    work.run(adding("just typed"))
    assert work.save().run().code == "saved"
    assert "just typed" in on_disk(path)
    stuck.set()


def test_the_journal_of_recovered_work_stays_until_the_own_one_holds_it(
    work: Workspace, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    earlier = Workspace(Session(open_document(str(path))))
    earlier.run(adding("two"))
    assert earlier.close(keep=True)
    (left,) = work.recovery.find().run()
    (name,) = paths.all_journals()
    assert [item.text for item in work.recovery.preview(left).canvas.panels["vision"]] == [
        "one",
        "two",
    ]
    assert texts(work) == ["one"]
    remove, safe_elsewhere = RecoverableWork.remove, []

    def watched(self: RecoverableWork) -> bool:
        own = [Path(each).read_bytes() for each in paths.all_journals() if each != name]
        safe_elsewhere.append(any(b"two" in data for data in own))
        return remove(self)

    monkeypatch.setattr(RecoverableWork, "remove", watched)
    assert work.recovery.recover(left).changed
    assert work.session.journal.flush(PATIENCE)
    assert safe_elsewhere == [True]
    held = b"".join(Path(each).read_bytes() for each in paths.all_journals())
    assert b"two" in held
    assert work.close(keep=True)
    assert not Path(name).exists()
    (again,) = find_recoverable(str(path))
    assert [item.text for item in again.canvas.panels["vision"]] == ["one", "two"]
    again.discard()


def test_recovered_work_is_merged_with_what_is_not_saved_here(work: Workspace, path: Path) -> None:
    earlier = Workspace(Session(open_document(str(path))))
    earlier.run(adding("two"))
    earlier.close(keep=True)
    work.run(retitled("Ours"))
    (left,) = work.recovery.find().run()
    work.recovery.recover(left)
    assert (work.canvas.title, texts(work)) == ("Ours", ["one", "two"])
    work.undo()
    assert (work.canvas.title, texts(work)) == ("Ours", ["one"])


def test_a_read_only_canvas_does_not_look_for_work(path: Path) -> None:
    earlier = Workspace(Session(open_document(str(path))))
    earlier.run(adding("two"))
    earlier.close(keep=True)
    assert Workspace(Session(open_document(str(path)), read_only=True)).recovery.find().run() == []
    for left in find_recoverable(str(path)):
        left.discard()


# Conflicted copies of sync programs


def test_a_copy_is_found_joined_once_and_offered_again_only_when_asked_for(
    work: Workspace, path: Path
) -> None:
    copy = path.with_name("small.canvas (conflicted copy 2026-11-29 101112).toml")
    copy.write_text(ONE + '\n[[vision]]\nid = "bbbbb"\ntext = "two"\n')
    seen = watched(work)
    found = work.recovery.conflicted_copy().run()
    assert found
    assert texts(work) == ["one"]
    work.run(adding("mine"))  # made meanwhile
    outcome = work.recovery.join(found, by="board")
    assert (outcome.code, outcome.path) == ("joined", str(copy))
    assert sorted(texts(work)) == ["mine", "one", "two"]
    assert [(change.reason, change.by) for change in seen] == [("edit", ""), ("edit", "board")]
    work.undo()
    assert work.recovery.conflicted_copy().run() is None
    assert work.recovery.conflicted_copy(again=True).run() == found
    assert work.recovery.join(found).code == "joined"
    assert work.recovery.join(found).code == "nothing"
    assert on_disk(path) == ["one"]


def test_a_copy_that_is_written_again_is_offered_again(work: Workspace, path: Path) -> None:
    copy = path.with_name("small.canvas-DESKTOP-4F7K2QX.toml")
    copy.write_text("broken =")
    os.utime(copy, (1_000, 1_000))
    found = work.recovery.conflicted_copy().run()
    assert found
    assert work.recovery.join(found).code == "unreadable"
    assert texts(work) == ["one"]
    assert work.recovery.conflicted_copy().run() is None
    copy.write_text(ONE.replace("one", "uno"))
    assert work.recovery.conflicted_copy().run()


# Git, exports


def test_without_a_repository_a_commit_is_an_outcome_with_its_reason(work: Workspace) -> None:
    state = work.git.commit_state().run()
    assert state.code == "no_git"
    phrase = git_phrases.commit_blocked(state, str, wrote=True)
    assert phrase
    assert phrase.text == "Saved, but not committed. small.canvas.toml is not in a git repository."
    assert work.git.propose_commit().run().code == "failed"
    assert work.git.commit("Words").run().commit is None
    assert work.git.mark_resolved(state).run().error
    for found in (work.git.versions().run(), work.git.last_committed().run()):
        assert isinstance(found, Exception)


@pytest.fixture
def in_git(path: Path, work: Workspace, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """The canvas of `work` in a repository, committed on 2 and, as it is now, on 3 March 2026."""
    without_settings(monkeypatch, path.parent.parent)
    repository = Repository(path.parent)
    repository.commit(ONE.replace("one", "none").encode(), "Older", path.name)
    repository.commit(ONE.encode(), "Newer", path.name)
    assert work.document.data == path.read_bytes()
    return repository


def test_what_a_hook_makes_of_the_file_is_merged_after_the_commit(
    work: Workspace, path: Path, in_git: Repository
) -> None:
    hook = in_git.top / ".git" / "hooks" / "post-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(f"#!/bin/sh\nsed -i.bak s/Small/Hooked/ {path.name}\n")
    hook.chmod(0o755)
    work.run(adding("two"))
    work.save().run()
    assert work.git.propose_commit().run().needs_terminal
    outcome = work.git.commit("Add two").run()
    assert (outcome.file, work.canvas.title, texts(work)) == ("changed", "Hooked", ["one", "two"])
    assert in_git.git("log", "--format=%s", "-1").strip() == b"Add two"
    path.write_text("not = [a canvas")
    assert work.git.commit("More").run().commit is None, "git must not commit what another program wrote"


@pytest.mark.usefixtures("in_git")
def test_versions_are_listed_and_read(work: Workspace) -> None:
    listed = work.git.versions().run()
    assert not isinstance(listed, Exception)
    assert [commit.subject for commit in listed.commits] == ["Newer", "Older"]
    older = work.git.version(listed.file, listed.commits[1]).run()
    assert not isinstance(older, Exception)
    assert [item.text for _, item in older] == ["none"]
    last = work.git.last_committed().run()
    assert not isinstance(last, Exception)
    assert last.commit.subject == "Newer"


def test_an_export_asks_before_it_replaces_and_says_what_it_cannot_make(work: Workspace, here: Path) -> None:
    def export(**options: Any) -> ExportOutcome:
        return work.export(ExportOrder("md", "public", TODAY, **options)).run()

    target = here / "small-public.md"
    target.write_text("mine")
    outcome = export()
    assert isinstance(outcome, OutputOutcome)
    assert (outcome.code, target.read_text()) == ("exists", "mine")
    outcome = export(agreed=outcome.found)
    assert isinstance(outcome, OutputOutcome)
    assert exchange_phrases.exported(outcome).text == f"Wrote {target}."
    assert target.read_text().startswith("# Small")
    assert isinstance(export(partner="Nobody"), ExportError)
    assert isinstance(export(since="yesterday"), ExportError)
    assert isinstance(export(for_each=True), ExportError)


def test_each_partner_gets_a_sheet_in_a_folder_beside_the_canvas(here: Path) -> None:
    old = here / "old.canvas.toml"
    old.write_text(ONE)
    partners = "".join(f'[[relationships]]\nkind = "partner"\ntext = "{name}"\n' for name in "AB")
    (here / "new.canvas.toml").write_text(ONE + partners)
    work = Workspace(Session(open_document(str(here / "new.canvas.toml"))))
    order = ExportOrder("md", "partners", TODAY, for_each=True, since=str(old))
    stopped = work.export(order, lambda: False).run()
    assert isinstance(stopped, SheetsOutcome)
    assert exchange_phrases.exported_sheets(stopped).text == "Stopped: nothing was written."
    assert not (here / "new-sheets").exists()
    (here / "new-sheets").mkdir()
    (here / "new-sheets" / "new-a.md").write_text("mine")
    outcome = work.export(order).run()
    assert isinstance(outcome, SheetsOutcome)
    phrase = exchange_phrases.exported_sheets(outcome)
    told = f"Wrote 1 of 2 sheets to {here / 'new-sheets'}. ‘new-a.md’ is there already. It was left as it is."
    assert phrase == (told, True)
    assert "2 changes since version" in (here / "new-sheets" / "new-b.md").read_text()
    work.close(keep=False)


# The house


@pytest.mark.parametrize(
    "module",
    ["canvas.workspace", "canvas.git_phrases", "canvas.exchange_phrases", "canvas.linear.conversation"],
)
def test_it_loads_nothing_of_the_screen(module: str) -> None:
    code = f"import sys, {module}; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-P", "-c", code], capture_output=True, check=True, timeout=60)
    loaded = {name.partition(".")[0] for name in done.stdout.decode().split()}
    assert "canvas" in loaded
    assert not loaded & {"textual", "rich", "markdown_it"}
    assert b"canvas.app" not in done.stdout
