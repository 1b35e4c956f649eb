"""Conflicted copies of sync programs: which names they have, and what merging one comes to."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given

from canvas.files import conflicted_copies
from canvas.files.canonical_toml import canonical
from canvas.files.conflicted_copies import (
    Candidate,
    ConflictedCopy,
    copies_beside,
    find_copy,
    joined,
    name_pattern,
)
from canvas.files.file_reading import MAX_FILE_BYTES
from canvas.model.canvas import Canvas, Item
from canvas.model.conflicts import conflicts
from canvas.model.merge import merge
from tests.files.git.repository import BEGINNING, DAY, NAME, Repository, without_settings
from tests.strategies import canvases

HOST = "Annas-PC"


def is_copy_name(name: str, original: str, host: str = "") -> bool:
    return bool(name_pattern(original, host).fullmatch(name))


@pytest.fixture
def repository(here: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    without_settings(monkeypatch, here.parent)
    return Repository(here)


COPIES = (
    " (Anna's conflicted copy 2026-11-29)",
    " (Anna\N{RIGHT SINGLE QUOTATION MARK}s conflicted copy 2026-11-29 (1))",
    " (Annas-PC's conflicted copy 2026-11-29)",
    " (In Konflikt stehende Kopie von Anna 2026-11-29)",
    " (Copie en conflit de Anna 2026-11-29)",
    " (Copia en conflicto de Anna 2026-11-29)",
    " (conflicted copy 2026-11-29 101112)",
    " (conflicted copy anna 2026-11-29 101112)",
    "_conflict-20261129-101112",
    ".sync-conflict-20261129-101112-ABCDEFG",
    ".sync-conflict-20261129-101112",
    "-DESKTOP-4F7K2QX",
    "-LAPTOP-4F7K2QX1-2",
    "-Annas-PC",
    "-ANNAS-PC",
    " (x\n\x1b[31m conflicted copy 2026-11-29)",
)

OTHERS = (
    "river.canvas.toml",
    "river-2.canvas.toml",
    "river-breakfast.canvas.toml",
    "river-FINAL.canvas.toml",
    "river-desktop-plans.canvas.toml",
    "river (conflict talks 2026-11-29).canvas.toml",
    "river (conflicted copy).canvas.toml",
    "river (2026-11-29).canvas.toml",
    "river (1).canvas.toml",
    "rivers (Anna's conflicted copy 2026-11-29).canvas.toml",
    "riv (Anna's conflicted copy 2026-11-29).canvas.toml",
    "river (Anna's conflicted copy 2026-11-29).canvas.toml.bak",
    "river (Anna's conflicted copy 2026-11-29).canvas.md",
    "other-Annas-PC.canvas.toml",
    "river.canvas.toml (Anna's conflicted copy 2026-11-29)",
    "river.sync-conflict-yesterday.canvas.toml",
    "",
)


@pytest.mark.parametrize("inserted", COPIES)
def test_the_names_that_sync_programs_give_are_known(inserted: str) -> None:
    for original, *parts in (
        (NAME, "river", ".canvas.toml"),
        (NAME, "river.canvas", ".toml"),
        ("plan.toml", "plan", ".toml"),
        ("rivie\u0300re.canvas.toml", "rivi\u00e8re.canvas", ".toml"),
        ("a+(b).canvas.toml", "a+(b)", ".canvas.toml"),
    ):
        assert is_copy_name(inserted.join(parts), original, HOST)


@pytest.mark.parametrize("name", OTHERS)
def test_other_canvases_that_look_alike_are_no_copies(name: str) -> None:
    assert not is_copy_name(name, NAME, HOST)


def test_without_a_host_name_no_word_behind_a_hyphen_is_one() -> None:
    assert not is_copy_name("river-Annas-PC.canvas.toml", NAME)
    assert not is_copy_name("river-.canvas.toml", NAME)


def test_a_long_hostile_name_takes_no_time() -> None:
    assert not is_copy_name("river (" + "conflicted copy 2026-11-29 " * 100 + ".canvas.toml", NAME)


# The folder


def copy_name(number: int = 0) -> str:
    return f"river.canvas (conflicted copy 2026-11-29 1011{number:02}).toml"


def written(path: Path, canvas: Canvas, when: float | None = None) -> Path:
    path.write_text(canonical(canvas), encoding="utf-8", newline="\n")
    if when is not None:
        os.utime(path, (when, when))
    return path


def small(*texts: str, **values: object) -> Canvas:
    items = tuple(Item(f"aaaa{n}", text, values) for n, text in enumerate(texts))
    return Canvas("River").with_items({"vision": items})


def test_the_newest_copy_comes_first_and_what_is_no_regular_file_is_left_out(tmp_path: Path) -> None:
    path = written(tmp_path / NAME, small("one"))
    old = written(tmp_path / copy_name(1), small("one", "two"), 1_000)
    new = written(tmp_path / copy_name(2), small("one", "three"), 2_000)
    (tmp_path / copy_name(3)).mkdir()
    (tmp_path / copy_name(4)).symlink_to(path)
    (tmp_path / copy_name(5)).symlink_to(tmp_path / "nowhere")
    os.mkfifo(tmp_path / copy_name(6))
    (tmp_path / os.fsdecode(b"river.canvas (\xe9 conflicted copy 2026-11-29).toml")).symlink_to(path)
    assert [each.path for each in copies_beside(str(path))] == [str(new), str(old)]


def test_a_copy_in_another_unicode_form_is_found(tmp_path: Path) -> None:
    path = written(tmp_path / "rivi\u00e8re.canvas.toml", small("one"))
    copy = written(tmp_path / "rivie\u0300re.canvas_conflict-20261129-101112.toml", small("one", "two"))
    assert [each.path for each in copies_beside(str(path))] == [str(copy)]


def test_git_is_asked_only_where_there_is_a_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def committed(path: str) -> tuple[()]:
        asked.append(path)
        return ()

    monkeypatch.setattr(conflicted_copies, "_committed", committed)
    path = written(tmp_path / NAME, small("one"))
    assert find_copy(str(path), small("one")) is None
    assert not asked
    for number in range(2):
        written(tmp_path / copy_name(number), small("one"))
    assert find_copy(str(path), small("one")) is None
    assert asked == [str(path)]


def test_copies_of_a_linked_file_lie_beside_the_file_itself(tmp_path: Path) -> None:
    (tmp_path / "synced").mkdir()
    path = written(tmp_path / "synced" / NAME, small("one"))
    copy = written(tmp_path / "synced" / copy_name(), small("one", "two"))
    link = tmp_path / "link.canvas.toml"
    link.symlink_to(path)
    assert [each.path for each in copies_beside(str(link))] == [str(copy)]


@pytest.mark.parametrize(
    "path", ["", "nowhere/x.canvas.toml", "nul\0.canvas.toml", "/dev/null/x.canvas.toml"]
)
def test_a_folder_that_cannot_be_read_has_no_copies(here: Path, path: str) -> None:
    assert copies_beside(path) == []
    assert find_copy(path, Canvas("")) is None
    assert not list(here.iterdir())


def test_a_folder_that_may_not_be_listed_has_no_copies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path / NAME, small("one"))

    def refused(_: str) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "scandir", refused)
    assert copies_beside(str(path)) == []


def test_a_copy_that_says_nothing_else_is_none_and_an_unreadable_one_has_an_error(tmp_path: Path) -> None:
    path = written(tmp_path / NAME, small("one"))
    written(tmp_path / copy_name(1), small("one"), 4_000)
    assert find_copy(str(path), small("one")) is None
    broken = tmp_path / copy_name(2)
    broken.write_bytes(b"<<<<<<< not\x00 a canvas")
    huge = tmp_path / copy_name(3)
    with huge.open("wb") as file:
        file.truncate(MAX_FILE_BYTES + 1)
    newer = tmp_path / copy_name(4)
    newer.write_text(canonical(small("one")).replace("format = 1", "format = 99"))
    done: list[Candidate] = []
    for _ in range(3):
        found = find_copy(str(path), small("one"), done)
        assert found
        assert found.canvas is None
        assert str(found.error).startswith(found.candidate.path)
        done.append(found.candidate)
    assert {each.path for each in done} == {str(broken), str(huge), str(newer)}
    assert find_copy(str(path), small("one"), done) is None


def test_no_more_copies_are_read_than_the_newest_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path / NAME, small("one"))
    for number in range(4):
        written(tmp_path / copy_name(number), small(*["one", "two"][: 1 + (not number)]), 1_000 + number)
    monkeypatch.setattr(conflicted_copies, "_MAX_COPIES", 3)
    assert find_copy(str(path), small("one")) is None
    monkeypatch.setattr(conflicted_copies, "_MAX_COPIES", 4)
    assert find_copy(str(path), small("one"))


# The merge


def a_copy(canvas: Canvas, base: Canvas | None = None) -> ConflictedCopy:
    return ConflictedCopy(Candidate("copy", 0), canvas, base or Canvas(""))


@given(canvases(), canvases())
def test_without_a_base_nothing_is_lost_and_merging_again_changes_nothing(
    ours: Canvas, theirs: Canvas
) -> None:
    copy = a_copy(theirs)
    once = joined(ours, copy)
    assert not once.gone
    again = joined(once.canvas, copy)
    assert not again.is_news, again.differences


@given(canvases())
def test_a_copy_of_the_canvas_itself_is_no_news(canvas: Canvas) -> None:
    for base in (Canvas(""), canvas):
        assert not joined(canvas, a_copy(canvas, base)).is_news


def test_with_a_base_what_either_side_did_is_merged_and_differences_are_kept() -> None:
    base = small("one", "two", "three")
    ours = Canvas("River").with_items({"vision": (Item("aaaa0", "ONE"), Item("aaaa1", "two"))})
    theirs = Canvas("River").with_items(
        {"vision": (Item("aaaa0", "uno"), Item("aaaa2", "three"), Item("bbbbb", "four"))}
    )
    found = joined(ours, a_copy(theirs, base))
    assert [item.text for item in found.canvas.panels["vision"]] == ["ONE", "four"]
    assert (found.changed, found.gone, found.conflicts) == (1, 1, 1)
    assert [conflict.theirs for conflict in conflicts(found.canvas)] == ["uno"]
    assert joined(found.canvas, a_copy(theirs, base)).conflicts == 0


@pytest.mark.parametrize("base", [None, small("one"), small("one", votes=3)])
def test_of_two_counts_the_higher_stands_on_whichever_side(base: Canvas | None) -> None:
    for ours, theirs in ((3, 4), (4, 3), (4, 4), (4, 0), (0, 4)):
        sides = (small("one", **({"votes": votes} if votes else {})) for votes in (ours, theirs))
        one, other = sides
        found = joined(one, a_copy(other, base))
        assert [item.votes for _, item in found.canvas] == [4]
        assert not conflicts(found.canvas)


# The base


def test_the_base_is_the_version_that_the_copy_came_from_not_the_newest(
    here: Path, repository: Repository
) -> None:
    """With the newest for a base, what was committed since would count as deleted in the copy."""
    first = small("one", "two")
    second = first.with_items({"vision": (*first.panels["vision"], Item("ccccc", "since"))})
    repository.commit(canonical(first).encode())
    repository.commit(canonical(second).encode())
    late = BEGINNING + 5 * DAY
    written(here / copy_name(), small("one reworded", "two"), late)
    found = find_copy(repository.path(), second)
    assert found
    assert found.base == first
    now = joined(second, found)
    assert [item.text for item in now.canvas.panels["vision"]] == ["one reworded", "two", "since"]
    assert not now.conflicts
    wrong = merge(second, second, small("one reworded", "two"))
    assert "since" not in [item.text for _, item in wrong.canvas]


def test_what_the_copy_deleted_is_deleted_where_git_knows_the_base(
    here: Path, repository: Repository
) -> None:
    repository.commit(canonical(small("one", "two")).encode())
    written(here / copy_name(), small("one"), BEGINNING + 5 * DAY)
    ours = small("one", "two").replacing(title="Ours")
    found = find_copy(repository.path(), ours)
    assert found
    assert [item.text for _, item in joined(ours, found).canvas] == ["one"]


def test_a_version_committed_after_the_copy_was_written_is_no_base(
    here: Path, repository: Repository
) -> None:
    repository.commit(canonical(small("one", "two")).encode())
    written(here / copy_name(), small("one", "three"), BEGINNING)
    found = find_copy(repository.path(), small("one", "two"))
    assert found
    assert found.base == Canvas("")
    assert not joined(small("one", "two"), found).gone


def test_a_version_that_is_no_canvas_is_passed_over(here: Path, repository: Repository) -> None:
    repository.commit(canonical(small("one", "two")).encode())
    repository.commit(b"broken =")
    written(here / copy_name(), small("one"), BEGINNING + 5 * DAY)
    found = find_copy(repository.path(), small("one", "two"))
    assert found
    assert found.base == small("one", "two")
