"""The file changes on disk while it is open on the board."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from canvas import workspace
from canvas.app.board import screen as board_screen
from tests.app.driving import Driven, program
from tests.small import ONE_BYTES

TWO = ONE_BYTES + b'\n[[vision]]\nid = "bbbbb"\ntext = "two"\n'


@pytest.fixture
def small(small: Path) -> Path:
    small.write_bytes(TWO)
    return small


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(board_screen, "_POLL_SECONDS", 0.02)
    monkeypatch.setattr(workspace, "_HALF_WRITTEN_SECONDS", 0.2)


def texts(it: Driven) -> list[str]:
    return [item.text for _, item in it.canvas]


async def test_what_another_saves_shows_and_the_cursor_stays_on_its_item(small: Path) -> None:
    async with program(small) as it:
        await it.press("2", "down")
        small.write_bytes(
            ONE_BYTES.replace(b"[[vision]]", b'[[vision]]\ntext = "zero"\n\n[[vision]]', 1)
            + TWO[len(ONE_BYTES) :]
        )
        await it.until(lambda: "zero" in it.shown)
        assert it.board.cursor.item
        assert it.board.cursor.item.id == "bbbbb"
        assert "Somebody else changed the file, now on the board" in it.said
        assert not it.session.is_unsaved


async def test_a_change_of_equal_size_and_time_is_seen(small: Path) -> None:
    async with program(small) as it:
        before = small.stat()
        small.write_bytes(TWO.replace(b"two", b"six"))
        os.utime(small, ns=(before.st_atime_ns, before.st_mtime_ns))
        await it.until(lambda: "six" in it.shown)


async def test_what_is_not_saved_is_merged_with_what_another_saved(small: Path) -> None:
    async with program(small) as it:
        await it.burst("2", "a", *"mine", "enter", "escape")
        small.write_bytes(TWO.replace(b"two", b"theirs"))
        await it.until(lambda: "theirs" in it.shown)
        assert texts(it) == ["one", "theirs", "mine"]
        assert "merged with yours" in it.said
        await it.press("ctrl+s")
    assert b"theirs" in small.read_bytes()
    assert b"mine" in small.read_bytes()


async def test_undo_takes_back_ones_own_changes_and_leaves_those_of_others(small: Path) -> None:
    async with program(small) as it:
        await it.burst("2", "a", *"mine", "enter", "escape")
        small.write_bytes(TWO.replace(b"two", b"theirs"))
        await it.until(lambda: "theirs" in it.shown)
        await it.press("u")
        assert texts(it) == ["one", "theirs"]
        assert not it.session.is_unsaved
        await it.press("ctrl+r")
        assert texts(it) == ["one", "theirs", "mine"]


async def test_what_both_say_otherwise_is_kept_twice_and_told(small: Path) -> None:
    async with program(small) as it:
        await it.burst("2", "enter", *" as I say it", "enter")
        small.write_bytes(TWO.replace(b"one", b"one as they say it"))
        await it.until(lambda: "differs between two versions" in it.said)
        assert "≠" in it.shown
        await it.press("<")
        assert texts(it)[0] == "one as I say it"


async def test_nothing_is_taken_in_while_somebody_types(small: Path) -> None:
    async with program(small) as it:
        await it.burst("2", "a", *"half a th")
        small.write_bytes(TWO.replace(b"two", b"theirs"))
        await it.until(lambda: "taken in when you have finished" in it.said)
        assert "theirs" not in it.shown
        await it.burst(*"ought", "enter", "escape")
        await it.until(lambda: "theirs" in it.shown)
        assert texts(it) == ["one", "theirs", "half a thought"]


async def test_half_a_file_is_waited_for_and_then_told(small: Path) -> None:
    async with program(small) as it:
        await it.burst("2", "space")
        small.write_bytes(TWO[:40])
        await it.until(lambda: "cannot be read now" in it.said)
        assert "The board keeps all." in it.said
        assert texts(it) == ["one", "two"]
        await it.press("u", "down", "ctrl+s")
        assert it.said.startswith("Not saved. The file cannot be read now: ")
        assert f", line {len(TWO[:40].splitlines())}: " in it.said
        await it.press("up")
        assert "file unreadable" in it.shown
        assert "* unsaved" in it.shown  # undone as it is, no file holds what the board does
        await it.press("ctrl+q")
        assert "is in a file that cannot be read now" in it.seen
        await it.press("1")
        assert it.said.startswith("Not saved. The file cannot be read now: ")
        small.write_bytes(TWO.replace(b"two", b"theirs"))
        await it.until(lambda: "theirs" in it.shown)
        assert "file unreadable" not in it.shown


async def test_a_file_that_is_gone_is_told_and_written_again(small: Path) -> None:
    async with program(small) as it:
        small.rename(small.with_name("elsewhere"))
        await it.until(lambda: "is no longer there" in it.said)
        assert texts(it) == ["one", "two"]
        await it.burst("2", "space", "ctrl+s")
    assert small.read_bytes() == TWO.replace(b'"one"\n', b'"one"\nstatus = "agreed"\n')


async def test_a_file_that_is_back_takes_the_sentence_of_its_absence_away_and_no_other(small: Path) -> None:
    elsewhere = small.with_name("elsewhere")
    async with program(small) as it:
        small.rename(elsewhere)
        await it.until(lambda: "is no longer there" in it.said)
        elsewhere.rename(small)
        await it.until(lambda: not it.said)
        small.rename(elsewhere)
        await it.until(lambda: "is no longer there" in it.said)
        await it.press("2", "down", "delete")
        said = it.said
        assert said
        elsewhere.rename(small)
        await it.until(lambda: "file unreadable" not in it.shown)
        assert it.said == said


async def test_a_folder_that_is_gone_is_told_and_nothing_is_lost(here: Path) -> None:
    folder = here / "folder"
    folder.mkdir()
    path = folder / "deep.canvas.toml"
    path.write_bytes(TWO)
    async with program(path) as it:
        await it.burst("2", "space")
        folder.rename(here / "renamed")
        await it.until(lambda: "is no longer there" in it.said)
        await it.press("ctrl+s")
        assert it.said.startswith("Not saved.")
        assert it.session.is_unsaved


async def test_two_boards_on_one_file_see_each_others_saves_and_overwrite_nothing(small: Path) -> None:
    async with program(small) as one, program(small) as other:
        await one.burst("2", "a", *"from one", "enter", "escape", "ctrl+s")
        await other.until(lambda: "from one" in other.shown)
        await other.burst("2", "a", *"from other", "enter", "escape", "ctrl+s")
        await one.until(lambda: "from other" in one.shown)
        assert sorted(texts(one)) == sorted(texts(other)) == ["from one", "from other", "one", "two"]


async def test_a_newer_format_that_another_wrote_is_read_and_never_overwritten(small: Path) -> None:
    async with program(small) as it:
        small.write_bytes(TWO.replace(b"format = 1", b"format = 2"))
        await it.until(lambda: bool(it.session.read_only_reason))
        await it.burst("2", "space", "ctrl+s")
    assert b"format = 2" in small.read_bytes()


async def test_a_consent_round_follows_the_file_but_for_hands_that_are_being_typed(small: Path) -> None:
    async with program(small) as it:
        await it.press("2", "Y", "2", "5")
        small.write_bytes(TWO.replace(b'"one"', b'"one, in other words"'))
        assert not it.at._is_idle()
        await it.press("backspace")
        await it.until(lambda: "○ one, in other words" in it.shown)
        small.write_bytes(
            TWO[: len(ONE_BYTES.split(b"[[vision]]", maxsplit=1)[0])] + TWO[len(ONE_BYTES) :].lstrip()
        )
        await it.until(lambda: "○ two" in it.shown)
        assert "was changed elsewhere" in it.shown
