"""canvas split and canvas join: copies for the groups of a room, and what they wrote brought together."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given

from canvas.cli import main
from canvas.exports import render_text
from canvas.files.canvas_file import DocumentError, open_document
from canvas.files.canvas_save import save
from canvas.files.group_copies import pack, unpack
from canvas.files.journal.recovery import find_recoverable
from canvas.model import edits
from canvas.model.canvas import Canvas
from canvas.model.collections import GROUPS
from canvas.model.conflicts import conflicts
from canvas.model.group_record import group_of
from canvas.model.schema import AUDIENCES, ORIGIN, PANEL_KEYS
from canvas.model.types import PanelKey
from canvas.session import Session
from canvas.workspace import Workspace
from tests.files.git.repository import NAME, Repository
from tests.model.group_statements import GROUPS as STATEMENTS
from tests.model.group_statements import SAME
from tests.strategies import texts

TEXT = """\
# ours
format = 1
title = "River"

[[vision]] # the first
id = "aaaaa"
text = "Bread for all"
votes = 2

[[roles]]
id = "bbbbb"
text = "Bake"
"""
FOLDER = "river-groups"
DAY = date(2027, 1, 1)


@pytest.fixture
def river(here: Path) -> Path:
    path = here / NAME
    path.write_text(TEXT)
    return path


def copy(name: str) -> str:
    return os.path.join(FOLDER, f"river-{name}.canvas.toml")


def change(path: str, old: str, new: str) -> None:
    text = Path(path).read_text()
    assert old in text
    Path(path).write_text(text.replace(old, new))


def add(path: str, statements: dict[PanelKey, tuple[str, ...]]) -> None:
    document = open_document(path)
    canvas = document.canvas
    for panel in PANEL_KEYS:
        if panel in statements:
            canvas = edits.add(canvas, panel, statements[panel]).canvas
    save(document, canvas)


def told(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> str:
    """What the program prints, on either stream."""
    assert main([*arguments]) == code
    return "".join(capsys.readouterr())


def test_each_group_gets_a_copy_that_says_whose_it_is_and_the_canvas_stays(
    river: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = told(capsys, "split", NAME, "--into", "2")
    assert river.read_text() == TEXT
    assert said.endswith(f"Afterwards: canvas join {NAME} {FOLDER}\n")
    groups = [group_of(open_document(copy(name)).canvas) for name in ("group-1", "group-2")]
    assert [group and group.name for group in groups] == ["Group 1", "Group 2"]
    assert sorted(panel for group in groups if group for panel in group.panels) == sorted(PANEL_KEYS)
    assert Path(copy("group-1")).read_text().startswith(TEXT)
    for audience in AUDIENCES[1:]:
        for to in ("md", "json", "txt"):
            canvas = open_document(copy("group-1")).canvas
            assert "Group 1" not in render_text(to, canvas, today=DAY, audience=audience)


def test_names_and_panels_can_be_chosen(river: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert river.exists()
    said = told(
        capsys, "split", NAME, "--into", "North, Süd", "--panels", "2,roles", "--panels", "all", "-o", "usb"
    )
    assert f"North: Vision and Roles · {os.path.join('usb', 'river-north.canvas.toml')}" in said
    south = group_of(open_document(os.path.join("usb", "river-süd.canvas.toml")).canvas)
    assert south
    assert (south.name, south.panels) == ("Süd", PANEL_KEYS)
    told(capsys, "split", NAME, "--into", "2", "--panels", "Vision")
    for name in ("group-1", "group-2"):
        group = group_of(open_document(copy(name)).canvas)
        assert group
        assert group.panels == ("vision",)


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("--into", "0"), "a number from 1 to 40"),
        (("--into", "41"), "a number from 1 to 40"),
        (("--into", "1" * 5_000), "a number from 1 to 40"),
        (("--into", " , "), "a number from 1 to 40"),
        (("--into", "a,A"), "two groups have names that no file can tell apart: a and A."),
        (("--into", "3", "--panels", "1", "--panels", "2"), "there are 3 groups, and --panels 2 times"),
        (("--into", "2", "--panels", "vsion"), "there is no panel called vsion"),
        (("--into", "2", "--panels", ","), "--panels names no panel"),
        (("--into", "2", "--branch"), "is not in a git repository"),
    ],
)
def test_a_split_that_is_not_clear_makes_nothing(
    river: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], why: str
) -> None:
    said = told(capsys, "split", NAME, *arguments, code=2)
    assert why in said
    assert len(said.splitlines()) == 1
    assert os.listdir(river.parent) == [NAME]


def test_no_file_is_replaced_and_of_a_split_that_failed_nothing_is_left(
    river: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    os.mkdir(FOLDER)
    Path(copy("group-2")).write_text("mine")
    said = told(capsys, "split", NAME, "--into", "3", code=2)
    assert f"{copy('group-2')}: there is a file of that name already" in said
    assert os.listdir(FOLDER) == ["river-group-2.canvas.toml"]
    assert "this folder cannot be made (File exists)." in told(
        capsys, "split", NAME, "--into", "3", "-o", NAME, code=2
    )
    assert river.read_text() == TEXT


def test_five_groups_with_thirty_statements_each_come_together(
    river: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told(capsys, "split", NAME, "--into", ",".join(STATEMENTS))
    for name, said in STATEMENTS.items():
        add(copy(name.lower()), said)
    said_of = told(capsys, "join", NAME, FOLDER, code=1)
    for name in STATEMENTS:
        assert f"{name}: 30 new statements.\n" in said_of
    assert said_of.count("may say the same.") == len(SAME)
    joined = open_document(NAME).canvas
    assert len(joined) == 2 + 5 * 30
    assert {item.names(ORIGIN.key) for _, item in joined} == {(), *((name,) for name in STATEMENTS)}
    text = river.read_text()
    assert "# ours" in text
    assert "base = " not in text
    for audience in AUDIENCES[1:]:
        for to in ("md", "json", "csv", "txt"):
            page = render_text(to, joined, today=DAY, audience=audience)
            assert "Youth" not in page
    again = told(capsys, "join", NAME, *(copy(name.lower()) for name in reversed(STATEMENTS)), code=1)
    assert again.count("joined already.") == 5
    assert river.read_text() == text


def test_what_two_groups_say_differently_is_kept_for_the_board(
    river: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told(capsys, "split", NAME, "--into", "2")
    change(copy("group-1"), "Bread for all", "Bread for everyone")
    change(copy("group-2"), "Bread for all", "Bread and soup for all")
    change(copy("group-2"), "votes = 2", "votes = 3")
    change(NAME, "votes = 2", "votes = 4")  # the board went on
    said = told(capsys, "join", NAME, FOLDER, "-o", "out.canvas.toml", code=1)
    words = "the words (‘Bread for everyone’ or ‘Bread and soup for all’)"
    assert f"Vision: ‘Bread for everyone’. Two versions differ in {words}.\n" in said
    assert "1 difference between the copies to resolve: open out.canvas.toml with canvas." in said
    assert "Bread for all" in river.read_text()
    (found,) = conflicts(open_document("out.canvas.toml").canvas)
    assert (found.ours, found.theirs) == ("Bread for everyone", "Bread and soup for all")
    assert found.item
    assert found.item.votes == 5
    assert "already" in told(capsys, "join", NAME, FOLDER, "-o", "out.canvas.toml", code=2)
    assert "Bread for everyone" in told(capsys, "join", NAME, FOLDER, "-o", "-", code=1)


def test_a_clean_join_ends_with_zero_and_a_copy_by_hand_will_do(
    river: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("monday.canvas.toml").write_text(TEXT + '\n[[roles]]\nid = "ccccc"\ntext = "Deliver"\n')
    assert told(capsys, "join", NAME, "monday.canvas.toml") == "monday: 1 new statement.\n"
    (_, item) = open_document(NAME).canvas.panels["roles"]
    assert item.names(ORIGIN.key) == ("monday",)
    assert told(capsys, "join", NAME, "monday.canvas.toml") == "monday: joined already.\n"
    assert river.exists()


def test_comments_that_groups_typed_into_their_files_come_along_once(
    river: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told(capsys, "split", NAME, "--into", "2")
    change(copy("group-1"), "[[vision]] # the first", "# said by Ana\n[[vision]] # the first")
    change(copy("group-1"), "[[roles]]\n", '[[roles]]\nid = "ccccc" # new\ntext = "Wash up"\n\n[[roles]]\n')
    change(copy("group-2"), 'text = "Bake"', 'text = "Bake" # at six')
    change(NAME, "# ours", "# ours, and more")
    assert "Group 1: 1 new statement.\n" in told(capsys, "join", NAME, FOLDER, code=0)
    text = river.read_text()
    assert text.startswith("# ours, and more\nformat = 1\n")
    assert "# said by Ana\n[[vision]] # the first\n" in text
    assert 'id = "ccccc" # new\n' in text
    assert 'text = "Bake" # at six\n' in text
    told(capsys, "join", NAME, FOLDER)
    assert river.read_text() == text
    told(capsys, "join", NAME, FOLDER, "-o", "out.canvas.toml")
    assert Path("out.canvas.toml").read_text() == text


def test_comments_of_joined_copies_survive_a_program_that_is_killed_before_the_save(
    river: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    told(capsys, "split", NAME, "--into", "2")
    change(copy("group-1"), "[[vision]] # the first", "# said by Ana\n[[vision]] # the first")
    for adds in ("", '\n[[roles]]\nid = "ccccc" # new\ntext = "Wash up"\n'):
        change(copy("group-1"), 'text = "Bake"\n', f'text = "Bake"\n{adds}')
        first = Workspace(Session(open_document(str(river))))
        copies = first.groups.read(FOLDER).run()
        assert not isinstance(copies, DocumentError)
        assert first.groups.join(copies).comments
        assert first.session.close(keep=True)
        work = Workspace(Session(open_document(str(river))))
        (left,) = work.recovery.find().run()
        assert work.recovery.recover(left).edit
        if adds:
            work.undo()
            assert not work.session.document_to_save.versions
            work.redo()
        work.save().run()
        assert "# said by Ana\n[[vision]] # the first\n" in river.read_text()
        assert ('id = "ccccc" # new\n' in river.read_text()) == bool(adds)
        assert not work.session.is_unsaved
        assert work.session.close(keep=True)
        assert not find_recoverable(str(river))
        river.write_text(TEXT)


def test_comments_of_a_join_that_was_undone_are_not_saved_and_those_of_one_during_a_save_stay(
    river: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told(capsys, "split", NAME, "--into", "1")
    change(copy("group-1"), "[[vision]] # the first", "# said by Ana\n[[vision]] # the first")
    change(
        copy("group-1"), 'text = "Bake"\n', 'text = "Bake"\n\n[[roles]]\nid = "ccccc" # new\ntext = "Wash"\n'
    )
    work = Workspace(Session(open_document(str(river))))
    copies = work.groups.read(FOLDER).run()
    assert not isinstance(copies, DocumentError)

    def another(canvas: Canvas) -> edits.Edit:
        return edits.add(canvas, "roles", ["Sweep"])

    assert work.groups.join(copies).comments
    work.undo()
    assert work.run(another).edit
    assert not work.session.document_to_save.versions
    saving = work.save()
    written = saving.perform()
    assert work.groups.join(copies).comments
    saving.finish(written)
    assert "# said by Ana" not in river.read_text()
    assert work.save().run().is_saved
    assert "# said by Ana\n[[vision]] # the first\n" in river.read_text()
    assert not work.session.is_unsaved


def test_a_damaged_base_loses_nothing(river: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told(capsys, "split", NAME, "--into", "1")
    change(copy("group-1"), "Bread for all", "Bread for everyone")
    change(copy("group-1"), 'base = "', 'base = "!')
    told(capsys, "join", NAME, FOLDER, code=1)
    (found,) = conflicts(open_document(NAME).canvas)
    assert {found.ours, found.theirs} == {"Bread for all", "Bread for everyone"}
    assert river.exists()


def test_what_is_no_copy_is_told_in_a_sentence_and_nothing_is_written(
    river: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("other.canvas.toml").write_text('format = 1\ntitle = "T"\n\n[[vision]]\nid = "zzzzz"\ntext = "x"\n')
    os.mkdir("empty")
    for arguments, why in (
        (("other.canvas.toml",), "this is no copy of ‘River’"),
        (("missing.canvas.toml",), "there is no such file"),
        (("empty",), "there is no file with a group's copy of"),
        ((), "a join needs either copies or --branches"),
        (("--branches",), "is not in a git repository"),
    ):
        said = told(capsys, "join", NAME, *arguments, code=2)
        assert why in said
        assert len(said.splitlines()) == 1
    assert river.read_text() == TEXT


def test_a_folder_that_cannot_be_read_is_told_in_a_sentence(
    river: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(path: str) -> list[str]:
        raise PermissionError(13, "Permission denied", path)

    os.mkdir("locked")
    monkeypatch.setattr(os, "listdir", refused)
    said = told(capsys, "join", NAME, "locked", code=2)
    assert said == "canvas: locked: the folder cannot be read (Permission denied).\n"
    assert river.read_text() == TEXT


@given(texts)
def test_a_packed_text_is_a_line_that_a_canvas_can_hold(text: str) -> None:
    packed = pack(text)
    assert unpack(packed) == text
    assert packed.isprintable()
    assert '"' not in packed
    assert "\\" not in packed
    assert unpack(packed[:-1]) is None or not text


def test_the_register_tells_copies_apart_and_counts_what_is_promised_once(
    river: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(NAME, 'text = "Bake"', 'text = "Bake"\nowner = "Ana"\ndue = 2027-02-01')
    by_person = ("list", "--by", "person", "--format", "csv", "--no-cache")
    before = told(capsys, *by_person)
    told(capsys, "split", NAME, "--into", "North")
    assert "River (copy for North)" in told(capsys, "list", "--format", "csv", "--no-cache")
    assert told(capsys, *by_person) == before
    assert river.exists()


def test_groups_work_on_branches_and_the_work_tree_stays_as_it_is(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    name = "a folder/river.canvas.toml"
    repository.commit_all({name: TEXT.encode(), "README": b"read me"})
    repository.write(b"changed, not staged", "README")
    before, head = repository.staged(), repository.head()
    said = told(capsys, "split", name, "--into", "North,South", "--branch")
    assert "branch river-north" in said
    assert (repository.staged(), repository.head()) == (before, head)
    assert Path(name).read_text() == TEXT
    assert "There is a branch called river-north already" in told(
        capsys, "split", name, "--into", "East,North", "--branch", code=2
    )
    assert b"east" not in repository.git("branch")
    assert repository.git("show", "river-north:README") == b"read me"
    assert repository.git("rev-parse", "river-north^").decode().strip() == head

    repository.git("stash", "--quiet")
    for branch, text in (("river-north", "Bread for everyone"), ("river-south", "Bread for all, daily")):
        repository.git("checkout", "--quiet", branch)
        change(name, "Bread for all", text)
        repository.add(name)
        repository.record("Work")
    repository.git("checkout", "--quiet", "main")
    said = told(capsys, "join", name, "--branches", code=1)
    assert "South: 1 difference." in said
    (found,) = conflicts(open_document(name).canvas)
    assert {found.ours, found.theirs} == {"Bread for everyone", "Bread for all, daily"}
    assert GROUPS.key in open_document(name).canvas.values


def test_a_branch_begins_at_what_is_committed(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.write(TEXT.encode())
    assert f"{NAME} is in no commit yet" in told(capsys, "split", NAME, "--into", "2", "--branch", code=2)
    repository.commit(TEXT.encode())
    change(NAME, "Bake", "Bake bread")
    assert "changes that are not committed" in told(capsys, "split", NAME, "--into", "2", "--branch", code=2)
    assert "no branch holds a group's copy" in told(capsys, "join", NAME, "--branches", code=2)


def test_a_group_that_is_named_by_a_hostile_text_is_harmless(
    river: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told(capsys, "split", NAME, "--into", "1")
    change(copy("group-1"), '"Group 1"', '"\\u001b]0;x\\u0007"')
    change(copy("group-1"), "Bake", "Bake \\u001b[31m")
    said = told(capsys, "join", NAME, FOLDER)
    assert "\x1b" not in said
    assert river.exists()
    assert isinstance(open_document(NAME).canvas, Canvas)
