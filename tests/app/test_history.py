from __future__ import annotations

import threading
from pathlib import Path

import pytest
from textual.widgets import OptionList

from canvas.app.board.old_version import OldVersionScreen
from canvas.app.screens import history
from canvas.files.canonical_toml import canonical
from canvas.files.git import versions
from canvas.files.git.history import Commit
from canvas.files.git.repository import TrackedFile
from canvas.files.git.versions import VersionError, canvas_at
from canvas.model.canvas import Canvas
from canvas.model.edits import Edit, EditError
from tests.app.driving import Driven, program
from tests.app.in_git import FIRST, SECOND, THIRD, committed
from tests.files.git.repository import NAME, Repository
from tests.waiting import PATIENCE


def past(it: Driven) -> OldVersionScreen:
    assert isinstance(it.screen, OldVersionScreen)
    return it.screen


async def looked_at(it: Driven, *keys: str) -> None:
    """Open the history, then a version in it; wait for each, however slow the machine."""
    first, *rest = keys
    await it.press(first)
    await it.until(lambda: "in git" in it.shown)
    await it.press(*rest)
    await it.until(lambda: isinstance(it.screen, OldVersionScreen))


async def test_the_commits_are_listed_newest_first_and_the_changes_of_each_are_told(
    repository: Repository,
) -> None:
    async with program(committed(repository)) as it:
        await it.press("b")
        assert "H opens one" in it.said
        await it.press("H")
        assert "3 versions in git" in it.shown
        rows = ("as in the last commit", "4 Mar", "3 Mar", "2 Mar")
        places = [it.shown.index(words) for words in rows]
        assert places == sorted(places)
        assert "The first version: 4 statements." in it.shown
        assert it.shown.count("Ana Petrescu") == 3
        assert "Change 2" in it.shown
        await it.press("down", "D")
        assert "3 Mar by Ana Petrescu: ‘Change 2’" in it.seen
        assert "two, in other words" in it.shown
        await it.press("escape", "escape")
        assert it.top_is("BoardScreen")

        await it.press("space", "H")
        assert "* now" in it.shown
        assert "not committed yet: " in it.shown
        await it.press("up", "enter")
        assert it.top_is("HistoryScreen")
        await it.press("D")
        assert "Not committed yet" in it.shown
        assert "is now agreed" in it.shown
        await it.press("escape")

        await it.click(it.find("Change 2"), times=2)
        assert past(it).session.canvas == SECOND
        await it.press("escape")
        await it.click(it.find("D tells its changes"))
        assert it.top_is("TextViewerScreen")
        await it.press("escape")
        await it.click(it.find("esc closes"))
        assert it.top_is("BoardScreen")


async def test_a_version_is_looked_at_on_a_board_that_says_what_it_is(repository: Repository) -> None:
    async with program(committed(repository)) as it:
        await it.press("5")
        await looked_at(it, "H", "down", "down", "enter")
        assert past(it).session.canvas == FIRST
        assert "2 Mar, read only" in it.lines[0]
        assert it.said.startswith("This is the canvas as of 2 Mar (")
        assert it.said.endswith("): read only; esc goes back.")
        await it.press("2", "z")
        assert it.where[0] == "vision"
        await it.press("escape")
        assert not it.board.cursor.zoomed
        await it.press("escape")
        assert it.top_is("HistoryScreen")
        assert it.screen.query_one(OptionList).highlighted == 3
        await it.press("escape")
        assert it.canvas == THIRD
        assert it.where == ("roles", 0)


EDITS = [
    ("a",), ("enter",), ("delete",), ("d",), ("u",), ("ctrl+r",), ("J",), ("K",), ("m", "3"),
    ("space",), ("s", "2"), ("E",), ("c",), ("o",), ("#",), ("O",), ("S",), ("ctrl+s",),
    ("C",), ("r",), ("greater_than_sign",),
    ("e", "ctrl+s", "escape"),
]  # fmt: skip


async def test_nothing_changes_an_older_version_or_writes_a_file(repository: Repository) -> None:
    path = committed(repository)
    before = sorted(p.name for p in Path().iterdir()), path.read_bytes()
    async with program(path) as it:
        await looked_at(it, "H", "down", "down", "enter")
        for keys in EDITS:
            await it.press(*keys)
            while not isinstance(it.screen, OldVersionScreen):
                await it.press("escape")
            assert past(it).session.canvas == FIRST, keys
            assert past(it).now.session.canvas == THIRD
            assert not past(it).session.history.done
        await it.paste("new")
        assert "read only" in it.said
        session = past(it).session
        with pytest.raises(EditError, match="read only"):
            session.make(lambda canvas: Edit("x", canvas.replacing(title="other")))
        work = past(it).workspace
        assert work.save_as("x.canvas.toml", over=True).run().code == "read_only"
        assert session.canvas == FIRST
    assert (sorted(p.name for p in Path().iterdir()), path.read_bytes()) == before


async def test_an_item_is_brought_back_into_the_canvas_as_it_is_now(repository: Repository) -> None:
    async with program(committed(repository)) as it:
        await looked_at(it, "H", "down", "enter")
        await it.press("G", "b")
        assert "stands like that in the canvas now" in it.said
        assert past(it).now.session.canvas == THIRD
        await it.press("escape", "down", "enter")
        assert past(it).session.canvas == FIRST
        await it.press("b")
        assert it.said == "Brought ‘one’ back into the canvas as it is now; u there undoes it."
        await it.press("escape", "escape")
        assert it.texts() == ["one", "two, in other words", "three"]
        assert "* unsaved" in it.shown
        await it.press("u")
        assert it.canvas == THIRD


async def test_where_nothing_may_be_changed_now_nothing_is_brought_back(repository: Repository) -> None:
    path = committed(repository)
    newer = path.read_text(encoding="utf-8").replace("format = 1", "format = 99")
    path.write_text(newer, encoding="utf-8")
    async with program(path) as it:
        await looked_at(it, "H", "down", "down", "enter")
        await it.press("b")
        assert "newer" in it.said
        assert past(it).now.session.canvas == THIRD


async def test_an_older_version_can_be_read_searched_and_compared_with_the_canvas_as_it_is_now(
    repository: Repository,
) -> None:
    async with program(committed(repository)) as it:
        await looked_at(it, "H", "down", "down", "enter")
        for key, screen in (("question_mark", "HelpScreen"), ("x", "ExportScreen"), ("e", "FormScreen")):
            await it.press(key)
            assert it.top_is(screen)
            await it.press("escape")
            assert it.top_is("OldVersionScreen")
        await it.press("H")
        assert "esc goes back" in it.said

        await it.press("D")
        assert "since 2 Mar by Ana Petrescu: ‘Change 1’" in it.seen
        assert "- ‘one’ was removed" in it.shown
        await it.press("asterisk")
        assert "The board of the canvas as it is now shows what changed" in it.seen
        await it.press("tab")
        assert "The canvas as it is now is compared." in it.seen
        await it.press("escape", "b")
        assert "Brought back ‘one’" in it.shown
        await it.press("enter")
        assert past(it).session.canvas == FIRST

        await it.press("slash", *"four", "enter")
        assert it.where == ("vision", 0)
        await it.press("ctrl+q")
        assert it.top_is("HistoryScreen")


async def test_a_version_that_cannot_be_read_says_so_and_the_others_are_there(repository: Repository) -> None:
    committed(repository, FIRST)
    repository.commit(b"not a canvas [", "Oops")
    committed(repository, SECOND, subject="Mended")
    async with program(Path(NAME)) as it:
        await it.press("H")
        assert "not a canvas" in it.seen
        assert "the version before it cannot be read" in it.seen
        await it.press("down", "enter")
        assert it.top_is("HistoryScreen")
        await it.press("D")
        assert it.top_is("HistoryScreen")
        await it.press("down", "enter")
        assert past(it).session.canvas == FIRST


async def test_a_renamed_file_keeps_its_history(repository: Repository) -> None:
    committed(repository, FIRST, SECOND)
    repository.git("mv", NAME, "bank.canvas.toml")
    repository.record("Rename")
    async with program(Path("bank.canvas.toml")) as it:
        await it.press("H")
        assert "3 versions in git" in it.shown
        await it.press("end", "enter")
        assert past(it).session.canvas == FIRST


async def test_of_a_very_long_history_the_latest_versions_are_told(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history, "MAX_COMMITS", 2)
    monkeypatch.setattr(versions, "MAX_COMMITS", 2)
    async with program(committed(repository)) as it:
        await it.press("H")
        assert "the latest 2 versions in git" in it.shown
        assert "Change 2" in it.shown
        assert "Change 1" not in it.shown
        assert "The first version" not in it.shown


@pytest.mark.usefixtures("repository")
async def test_a_file_without_a_commit_says_how_to_make_one() -> None:
    Path(NAME).write_text(canonical(FIRST), encoding="utf-8")
    async with program(Path(NAME)) as it:
        await it.press("H")
        assert "in no commit yet: C on the board makes the first" in it.seen
        await it.press("enter", "D", "escape", "escape")
        assert it.top_is("BoardScreen")


async def test_the_list_shows_and_can_be_left_before_its_summaries_are_worked_out(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_go_on = threading.Event()

    def slow(place: TrackedFile, commit: Commit) -> Canvas:
        may_go_on.wait(PATIENCE)
        if commit.subject == "Change 2":
            raise VersionError("That one is damaged.", "not_toml")
        return canvas_at(place, commit)

    monkeypatch.setattr(history, "canvas_at", slow)
    async with program(committed(repository)) as it:
        for leaves in (False, True):
            may_go_on.clear()
            it.send("H")
            await it.until(lambda: "Change 1" in it.shown)
            assert "The first version" not in it.shown
            if leaves:
                it.send("escape")
                it.send("space")
                await it.until(lambda: "* unsaved" in it.shown)
                may_go_on.set()
                await it.settle()
                assert it.top_is("BoardScreen")
            else:
                it.send("down")
                await it.until(lambda: it.screen.query_one(OptionList).highlighted == 2)
                may_go_on.set()
                await it.settle()
                assert "The first version" in it.shown
                assert "That one is damaged." in it.shown
                assert it.screen.query_one(OptionList).highlighted == 2
                await it.press("escape")


async def test_an_item_typed_by_hand_comes_back_beside_those_that_are_numbered_like_it_now(
    repository: Repository,
) -> None:
    head = 'format = 1\ntitle = "T"\n'
    old = f'{head}\n[[vision]]\ntext = "one"\n\n[[vision]]\ntext = "two"\n'
    repository.commit(old.encode())
    repository.commit(old.replace("one", "something else altogether").encode())
    async with program(Path(NAME)) as it:
        await looked_at(it, "H", "down", "enter")
        await it.press("2", "b", "escape", "escape")
        texts = [item.text for item in it.canvas.panels["vision"]]
        assert texts == ["one", "something else altogether", "two"]
