from __future__ import annotations

from pathlib import Path

import pytest

from canvas.bundled_files import examples
from canvas.files.canvas_file import Document, open_document
from canvas.model.canvas import Canvas
from tests.app.driving import a_canvas, a_copy, program

SMALL = b'# a comment\nformat = 1\ntitle = "Small"\n\n[[vision]]\nid = "aaaaa"\ntext = "one"\n'


@pytest.fixture
def small(here: Path) -> Path:
    path = here / "small.canvas.toml"
    path.write_bytes(SMALL)
    return path


async def test_a_save_adds_only_the_lines_of_what_was_typed(small: Path) -> None:
    async with program(small) as it:
        await it.burst("2", "a", *"two", "enter", "escape", "ctrl+s")
        new_id = it.canvas.panels["vision"][1].id
        assert "* unsaved" not in it.shown
        assert "Saved" in it.said
    assert small.read_bytes() == SMALL + f'\n[[vision]]\nid = "{new_id}"\ntext = "two"\n'.encode()


async def test_saving_without_a_change_writes_nothing(small: Path) -> None:
    before = small.stat()
    async with program(small) as it:
        await it.press("ctrl+s")
        assert "Nothing has changed" in it.said
    after = small.stat()
    assert (before.st_mtime_ns, before.st_ino) == (after.st_mtime_ns, after.st_ino)


async def test_opening_and_looking_round_writes_nothing(here: Path, small: Path) -> None:
    async with program(small) as it:
        await it.burst(
            "tab", "z", "z", "s", "escape", "e", "escape", "x", "escape", "question_mark", "escape"
        )
    assert small.read_bytes() == SMALL
    assert [path.name for path in here.iterdir()] == ["small.canvas.toml"]


async def test_unsaved_work_is_marked_until_it_is_saved_or_undone(small: Path) -> None:
    async with program(small) as it:
        assert "* unsaved" not in it.shown
        await it.press("2", "space")
        assert "* unsaved" in it.shown
        await it.press("u")
        assert "* unsaved" not in it.shown
        await it.press("space", "ctrl+s")
        assert "* unsaved" not in it.shown


async def test_undo_reaches_back_past_a_save_and_can_be_saved_again(small: Path) -> None:
    async with program(small) as it:
        await it.burst("2", "space", "ctrl+s", "u")
        assert "* unsaved" in it.shown
        await it.press("ctrl+s")
    assert small.read_bytes() == SMALL


async def test_what_another_wrote_to_the_file_is_merged_with_what_is_saved(small: Path) -> None:
    theirs = SMALL.replace(b"one", b"theirs")
    async with program(small) as it:
        await it.burst("2", "space")
        small.write_bytes(theirs)
        await it.press("ctrl+s")
        assert it.said.startswith("Saved ")
        assert "Somebody else changed the file, merged with yours" in it.said
        assert "* unsaved" not in it.shown
        assert "theirs" in it.shown
    assert small.read_bytes() == theirs + b'status = "agreed"\n'


async def test_what_both_changed_otherwise_is_not_saved_before_that_is_told(small: Path) -> None:
    theirs = SMALL.replace(b'text = "one"', b'text = "one as they say it"')
    async with program(small) as it:
        await it.burst("2", "enter", *" as I say it", "enter")
        small.write_bytes(theirs)
        await it.press("ctrl+s")
        assert it.said.startswith("Not saved yet. ")
        assert "1 statement differs between two versions" in it.said
        assert small.read_bytes() == theirs
        await it.press("<", "ctrl+s")
        assert it.said.startswith("Saved ")
    assert small.read_bytes() == SMALL.replace(b"one", b"one as I say it")


async def test_a_file_deleted_meanwhile_is_written_again_with_all_there_was_in_it(small: Path) -> None:
    async with program(small) as it:
        await it.burst("2", "space")
        small.unlink()
        await it.press("ctrl+s")
        assert it.said.startswith("Saved ")
    assert small.read_bytes() == SMALL + b'status = "agreed"\n'


async def test_a_file_that_cannot_be_read_any_more_is_not_overwritten(small: Path) -> None:
    async with program(small) as it:
        await it.burst("2", "space")
        small.write_bytes(b"no canvas\n")
        await it.press("ctrl+s")
        assert it.said.startswith("Not saved.")
        assert "* unsaved" in it.shown
        assert small.read_bytes() == b"no canvas\n"
        await it.burst("S", "home", "ctrl+k", *"mine", "enter")
        assert "Saved" in it.said
    assert small.read_bytes() == b"no canvas\n"
    assert b'status = "agreed"' in (small.parent / "mine.canvas.toml").read_bytes()


async def test_saving_as_keeps_comments_and_goes_on_in_the_new_file(small: Path) -> None:
    async with program(small) as it:
        await it.burst("2", "space", "S", "home", "ctrl+k", *"other", "enter")
        assert "Saved other.canvas.toml" in it.said
        await it.burst("plus", "ctrl+s")
    other = (small.parent / "other.canvas.toml").read_bytes()
    assert other == SMALL + b'status = "agreed"\nvotes = 1\n'
    assert small.read_bytes() == SMALL


async def test_saving_as_over_a_file_asks_first(small: Path) -> None:
    taken = small.parent / "taken.canvas.toml"
    taken.write_text("precious")
    async with program(small) as it:
        await it.burst("S", "home", "ctrl+k", *"taken", "enter")
        assert it.top_is("SaveAsScreen")
        assert "there already" in it.seen
        assert taken.read_text() == "precious"
        await it.press("escape")
        assert taken.read_text() == "precious"
        await it.burst("S", "home", "ctrl+k", *"taken", "enter", "enter")
        assert it.top_is("BoardScreen")
    assert taken.read_bytes() == SMALL


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("", "Write a name"),
        ("folder", "is a folder: add"),
        ("nowhere/x", "no such folder"),
        ("x" * 300, "too long"),
    ],
)
async def test_a_name_that_cannot_be_saved_under_is_told_and_asked_again(
    small: Path, name: str, says: str
) -> None:
    (small.parent / "folder").mkdir()
    (small.parent / "folder.canvas.toml").mkdir()
    async with program(small) as it:
        await it.burst("S", "home", "ctrl+k", *name, "enter")
        assert it.top_is("SaveAsScreen")
        assert says in it.seen
    assert small.read_bytes() == SMALL


async def test_a_new_canvas_is_asked_for_its_name_and_one_is_proposed(here: Path) -> None:
    async with program(Document(Canvas("Blühende Gärten!"))) as it:
        await it.burst("a", *"x", "ctrl+s")
        assert it.top_is("SaveAsScreen")
        assert "blühende-gärten.canvas.toml" in it.shown
        await it.press("enter")
        assert "Saved" in it.said
    assert 'title = "Blühende Gärten!"' in (here / "blühende-gärten.canvas.toml").read_text(encoding="utf-8")


async def test_an_example_is_opened_as_a_copy_and_never_written(here: Path) -> None:
    source = Path(examples()["riverside-breakfast"])
    before = source.read_bytes()
    async with program(open_document(str(source)).as_copy()) as it:
        await it.burst("delete", "ctrl+s", "enter")
        assert "Saved" in it.said
        await it.burst("delete", "ctrl+s")
    assert source.read_bytes() == before
    (written,) = here.iterdir()
    assert len(open_document(str(written)).canvas) == len(open_document(str(source)).canvas) - 2


# Leaving


async def test_leaving_without_a_change_asks_nothing(small: Path) -> None:
    async with program(small) as it:
        await it.burst("2", "space", "u", "ctrl+q")
        await it.until(lambda: it.app._exit)
        assert it.app.return_value == 0


async def test_leaving_a_new_canvas_that_has_only_its_title_asks() -> None:
    async with program(a_canvas()) as it:
        await it.burst("ctrl+q")
        assert "not saved" in it.seen


async def test_leaving_an_untouched_copy_of_an_example_asks_nothing() -> None:
    async with program(a_canvas(vision=["one"])) as it:
        await it.burst("ctrl+q")
        await it.until(lambda: it.app._exit)


@pytest.mark.parametrize("key", ["1", "enter"])
async def test_leaving_with_unsaved_work_can_save_it(small: Path, key: str) -> None:
    async with program(small) as it:
        await it.press("2", "space", "ctrl+q")
        assert "not saved" in it.seen
        assert not it.app._exit
        await it.burst(key)
        await it.until(lambda: it.app._exit)
    assert b'status = "agreed"' in small.read_bytes()


async def test_leaving_with_unsaved_work_can_discard_it(small: Path) -> None:
    async with program(small) as it:
        await it.burst("2", "space", "ctrl+q", "2")
        await it.until(lambda: it.app._exit)
    assert small.read_bytes() == SMALL


@pytest.mark.parametrize("key", ["3", "escape", "ctrl+q"])
async def test_leaving_with_unsaved_work_can_be_thought_better_of(small: Path, key: str) -> None:
    async with program(small) as it:
        await it.press("2", "space", "ctrl+q", key)
        assert it.top_is("BoardScreen")
        assert not it.app._exit
        assert it.session.is_unsaved


async def test_what_is_being_typed_counts_as_unsaved_work(small: Path) -> None:
    async with program(small) as it:
        await it.burst("a", *"half", "ctrl+q", "1")
        await it.until(lambda: it.app._exit)
    assert b'text = "half"' in small.read_bytes()


async def test_a_save_that_fails_on_leaving_leaves_nothing(small: Path) -> None:
    async with program(small) as it:
        await it.burst("2", "space")
        small.write_bytes(b"no canvas\n")
        await it.press("ctrl+q", "1")
        assert not it.app._exit
        assert it.said.startswith("Not saved.")
        assert it.session.is_unsaved


async def test_a_new_canvas_saved_on_leaving_is_asked_for_its_name_and_escape_stays() -> None:
    async with program(a_canvas()) as it:
        await it.burst("a", "x", "ctrl+q", "1")
        assert it.top_is("SaveAsScreen")
        await it.press("escape")
        assert not it.app._exit
        await it.burst("ctrl+q", "1", "enter")
        await it.until(lambda: it.app._exit)
    assert Path("riverside.canvas.toml").exists()


# Files that are not as they should be


async def test_a_canvas_of_a_newer_format_can_be_read_and_nothing_else(here: Path) -> None:
    path = here / "newer.canvas.toml"
    path.write_bytes(SMALL.replace(b"format = 1", b"format = 2"))
    before = path.read_bytes()
    async with program(path, size=(200, 40)) as it:
        assert "newer" in it.said
        canvas = it.canvas
        for keys in (
            "2",
            "a x",
            "enter",
            "delete",
            "space",
            "J",
            "E",
            "m 3",
            "s 2",
            "e ! ctrl+s escape",
            "ctrl+s",
        ):
            await it.burst(*keys.split())
            await it.burst("escape") if not it.top_is("BoardScreen") else None
            assert it.canvas == canvas, keys
        await it.paste("one\ntwo")
        await it.drag(it.place_of("vision", 0), it.heading_of("roles"))
        assert it.canvas == canvas
        await it.burst("x")
        assert it.top_is("ExportScreen")
    assert path.read_bytes() == before


async def test_what_was_odd_in_a_file_is_told_once_it_is_open(here: Path) -> None:
    path = here / "odd.canvas.toml"
    path.write_bytes(SMALL + b'status = "unheard of"\n')
    async with program(path, size=(200, 40)) as it:
        assert "odd.canvas.toml" in it.said
        assert "line" in it.said
        await it.press("j")
        assert not it.said


async def test_the_recent_canvases_remember_what_was_opened_and_saved(here: Path) -> None:
    from canvas.files.recent import recent

    path = a_copy(here)
    async with program(path) as it:
        await it.until(recent)
        assert recent() == [str(path)]
        await it.burst("delete", "S", "home", "ctrl+k", *"second", "enter")
        assert recent() == [str(here / "second.canvas.toml"), str(path)]
