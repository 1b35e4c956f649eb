from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from textual.widgets import Input, OptionList

from canvas.app.screens.changes import ChangesScreen
from canvas.app.widgets.change_markers import ChangeMarkers
from canvas.files.canonical_toml import canonical
from canvas.model import edits
from canvas.model.canvas import Canvas, Item
from canvas.model.compare import compare
from canvas.model.schema import PANELS
from canvas.model.types import ItemId
from tests.app.driving import Driven, a_canvas, a_copy, program
from tests.app.in_git import FIRST, THIRD, committed, differing
from tests.app.test_hostile import HOSTILE, assert_harmless
from tests.files.git.repository import NAME, Repository


async def changes(it: Driven, *keys: str) -> ChangesScreen:
    """Press keys on the board, then look at what changed."""
    await it.burst(*keys)
    await it.press("D")
    assert isinstance(it.screen, ChangesScreen)
    return it.screen


async def mark(it: Driven, words: str) -> None:
    """Walk to the change that says some words."""
    screen = it.screen
    assert isinstance(screen, ChangesScreen)
    wanted = next(n for n, row in enumerate(screen.rows) if row and words in row.words)
    listed = screen.query_one(OptionList)
    for _ in range(50):
        if listed.highlighted == wanted:
            return
        await it.press("down")
    raise AssertionError(words)


async def test_what_was_not_committed_yet_is_told_by_panel_and_in_sentences(repository: Repository) -> None:
    async with program(committed(repository)) as it:
        await changes(it, "space", "3", "a", *"new one", "enter", "escape", "5", "delete")
        assert "since the last commit, 4 Mar by Ana Petrescu: ‘Change 3’" in it.seen
        places = [it.shown.index(words) for words in ("1 Beneficiaries", "is now agreed", "3 Relationships")]
        assert places == sorted(places)
        assert "+ new, ‘new one’" in it.shown
        assert "- ‘four’ was removed" in it.shown


async def test_where_nothing_changed_that_is_said(repository: Repository) -> None:
    async with program(committed(repository)) as it:
        await changes(it)
        assert "‘Change 3’: nothing" in it.seen
        await it.burst("enter", "b")
        assert it.canvas == THIRD


async def test_enter_leads_to_the_item_and_to_the_panel_of_one_that_is_gone(repository: Repository) -> None:
    async with program(committed(repository)) as it:
        await changes(it, "j", "space", "5", "delete", "4")
        await it.press("enter")
        assert it.where == ("beneficiaries", 1)
        await changes(it)
        await mark(it, "was removed")
        await it.press("enter")
        assert it.board.active == "roles"


async def test_a_removed_item_is_brought_back_near_its_old_place_and_undo_takes_it_away(
    repository: Repository,
) -> None:
    async with program(committed(repository, FIRST)) as it:
        await changes(it, "j", "delete", "a", *"later", "escape", "g")
        await mark(it, "was removed")
        await it.press("b")
        assert it.texts()[:2] == ["one", "two"]
        assert "Brought back ‘two’" in it.shown
        assert "was removed" not in it.shown
        await it.burst("escape", "u")
        assert "two" not in it.texts()


async def test_an_item_that_says_something_else_gets_back_what_it_said(repository: Repository) -> None:
    async with program(committed(repository, FIRST)) as it:
        await changes(it, "enter", "!", "enter", "space", "m", "2")
        await it.press("b")
        assert it.canvas == FIRST


async def test_what_is_not_settled_stays_so_when_an_item_is_brought_back(repository: Repository) -> None:
    path = committed(repository, FIRST)
    item = differing(FIRST.panels["vision"][0], {"text": "five"})
    path.write_bytes(canonical(FIRST.with_items({"vision": (item,)})).encode())
    async with program(path) as it:
        await changes(it)
        await it.press("b")
        assert "Only what is not resolved differs here" in it.seen
        assert it.canvas.panels["vision"] == (item,)


async def test_a_new_item_has_nothing_older(repository: Repository) -> None:
    async with program(committed(repository, FIRST)) as it:
        await changes(it, "a", "x", "enter", "escape")
        before = it.canvas
        await it.press("b")
        assert it.canvas is before
        assert "This is new: nothing is older" in it.seen


async def test_what_the_canvas_says_of_itself_is_told_and_left_to_its_form(repository: Repository) -> None:
    async with program(committed(repository, FIRST)) as it:
        await changes(it, "c", *"New ", "ctrl+s")
        assert "This canvas" in it.shown
        await it.burst("enter", "b")
        assert "c on the board changes it" in it.seen


async def test_it_is_compared_with_a_day_or_a_version_of_git(repository: Repository) -> None:
    async with program(committed(repository)) as it:
        await changes(it)
        for words, told in (
            ("HEAD~2", "since ‘HEAD~2’, 2 Mar"),
            ("2026-03-03", "since 3 Mar: as of 2 Mar"),
            ("main", "since ‘main’, 4 Mar"),
        ):
            await it.press("tab")
            it.screen.query_one(Input).value = words
            await it.press("enter")
            assert told in it.seen
            assert ("two, in other words" in it.shown) == (words != "main")


async def test_a_day_or_version_that_is_not_there_is_told_and_what_shows_stays(
    repository: Repository,
) -> None:
    async with program(committed(repository)) as it:
        await changes(it, "space")
        for words, problem in (
            ("2026-02-31", "There is no day 2026-02-31"),
            ("2025-01-01", "no version from before 1 Jan 2025"),
            ("nonsense", "no version called ‘nonsense’"),
            ("--all", "no version called ‘--all’"),
            ("[/] [red]x", "no version called ‘[/] [red]x’"),
        ):
            await it.press("tab")
            it.screen.query_one(Input).value = words
            await it.press("enter")
            assert problem in it.seen
            assert "is now agreed" in it.shown
            assert "‘Change 3’" in it.shown


async def test_leaving_the_question_leaves_what_shows(repository: Repository) -> None:
    async with program(committed(repository)) as it:
        await changes(it, "space")
        await it.burst("tab", "escape")
        assert "is now agreed" in it.shown


async def test_outside_a_repository_one_sentence_says_so_and_the_board_goes_on(here: Path) -> None:
    async with program(Path(a_copy(here).name)) as it:
        for key in ("D", "H"):
            await it.press(key)
            assert it.top_is("BoardScreen")
            assert "is not in a git repository" in it.said
        await it.press("C")
        assert it.said.startswith("Not committed. ")
        assert "is not in a git repository" in it.said
        await it.press("space")
        assert "* unsaved" in it.shown


async def test_without_git_one_sentence_says_so(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = committed(repository)
    monkeypatch.setenv("PATH", "")
    async with program(path) as it:
        for key in ("D", "H", "C"):
            await it.press(key)
            assert "git is not installed" in it.said.lower()


async def test_a_canvas_without_a_file_says_what_to_do_first() -> None:
    async with program(a_canvas(vision=["a"])) as it:
        await it.press("D")
        assert it.said == "This canvas has no file yet: save it first."


@pytest.mark.usefixtures("repository")
async def test_a_file_that_git_does_not_have_yet_is_told() -> None:
    Path(NAME).write_text(canonical(FIRST), encoding="utf-8")
    async with program(Path(NAME)) as it:
        await it.press("D")
        assert "in no commit yet: C makes the first" in it.seen
        await it.burst("enter", "b", "asterisk", "escape")
        assert it.top_is("BoardScreen")


async def test_a_last_version_that_cannot_be_read_is_told(repository: Repository) -> None:
    repository.commit(b"not a canvas [", "Oops")
    repository.write(canonical(FIRST).encode())
    async with program(Path(NAME)) as it:
        await it.press("D")
        assert "not a canvas" in it.seen


# The marks on the board


async def test_the_board_marks_what_changed_and_follows_every_edit(repository: Repository) -> None:
    async with program(committed(repository, FIRST)) as it:
        plain = it.lines[1:-1]
        await changes(it, "exclamation_mark", "escape")
        await it.burst("asterisk", "escape")
        assert "!~one" in it.shown
        assert "since 2 Mar" in it.lines[0]
        await it.burst("a", *"fish", "enter", "escape")
        assert "○+fish" in it.shown
        await it.burst("2", "m", "5")
        assert "○>four" in it.shown
        assert "-1" not in it.find_line("2 Vision")
        await it.burst("1", "g", "delete")
        assert "-1" in it.find_line("1 Beneficiaries")
        await it.burst("u", "u", "u", "u", "u", "u")
        assert it.lines[1:-1] == plain
        await it.press("D")
        await it.burst("asterisk", "escape", "space")
        assert "●~" not in it.shown
        assert "since" not in it.lines[0]


async def test_an_item_moved_within_its_panel_is_marked(repository: Repository) -> None:
    async with program(committed(repository, FIRST)) as it:
        await changes(it)
        await it.burst("asterisk", "escape", "J", "J")
        assert "○>one" in it.shown
        assert it.shown.count("○>") == 1


async def test_marks_follow_another_since_when(repository: Repository) -> None:
    async with program(committed(repository)) as it:
        await changes(it)
        await it.press("asterisk", "tab")
        await it.write("HEAD~2")
        await it.press("enter")
        await it.press("escape")
        assert "○~two, in other words" in it.shown
        assert "○>four" in it.shown


def same_marks(base: Canvas, *canvases: Canvas) -> None:
    """Hold marks that followed some edits against those worked out at once."""
    following = ChangeMarkers(base, "")
    for canvas in canvases:
        assert following.changes(canvas) == ChangeMarkers(base, "").changes(canvas)


def test_marks_that_follow_edits_are_those_worked_out_at_once() -> None:
    made: list[Callable[[Canvas], edits.Edit]] = [
        lambda c: edits.move(c, ItemId("vis00"), "roles"),
        lambda c: edits.set_text(c, ItemId("vis00"), "four, reworded"),
        lambda c: edits.add(c, "vision", ["five"]),
        lambda c: edits.delete(c, [ItemId("ben01")]),
        lambda c: edits.move(c, ItemId("vis00"), "vision"),
        lambda c: edits.shift(c, ItemId("ben00"), 1),
        lambda c: edits.move(c, ItemId("ben02"), "vision", 0),
        lambda c: edits.delete(c, [ItemId("ben02")]),
    ]
    canvases = [FIRST]
    for edit in made:
        canvases.append(edit(canvases[-1]).canvas)
    same_marks(FIRST, *canvases)
    same_marks(FIRST, *reversed(canvases))
    by_hand = Canvas("x").with_items(
        {"vision": (Item("~1", "a"), Item("~2", "b")), "roles": (Item("~3", "c"),)}
    )
    moved = edits.move(by_hand, ItemId("~1"), "roles").canvas
    same_marks(by_hand, by_hand, moved, edits.set_text(moved, ItemId("~3"), "other").canvas)


def test_marks_of_eight_panels_of_five_hundred_items_cost_an_edit_little() -> None:
    base = Canvas("x").with_items(
        {
            p.key: tuple(Item(f"{p.key[:2]}{n:03}", f"Statement {n} of {p.key}") for n in range(500))
            for p in PANELS
        }
    )
    since = ChangeMarkers(base, "")
    since.changes(base)
    canvas = base

    def seconds(call: Callable[[], object]) -> float:
        begun = time.thread_time()  # what other tests do meanwhile does not count
        call()
        return time.thread_time() - begun

    spent, whole = [], []
    for number in range(9):
        canvas = edits.set_text(canvas, ItemId(f"vi{number:03}"), "other").canvas
        spent.append(seconds(partial(since.changes, canvas)))
        whole.append(seconds(partial(compare, base, canvas)))
    assert min(spent) < min(whole) / 2


async def test_the_help_tells_what_the_marks_mean() -> None:
    async with program(a_canvas(), size=(90, 150)) as it:
        await it.press("question_mark")
        assert "+ new   ~ changed   > moved here   ≠ not resolved" in it.shown


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
async def test_hostile_versions_authors_and_subjects_are_harmless(
    repository: Repository, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    said = text.encode("utf-8", "replace").decode().replace("\x00", "")
    monkeypatch.setenv("GIT_AUTHOR_NAME", said.replace("\n", " "))
    canvas = Canvas(text).with_items({"vision": (Item("vis00", text), Item("vis01", text, {"owner": text}))})
    repository.commit(canonical(canvas).encode(), "First")
    path = committed(repository, edits.delete(canvas, [ItemId("vis00")]).canvas, subject=said)
    async with program(path, size=(80, 24)) as it:
        await it.burst("2", "delete")
        for keys in (
            ("D",),
            ("b", "asterisk", "escape"),
            ("H",),
            ("down", "D"),
            ("escape", "enter"),
            ("escape", "escape"),
        ):
            await it.press(*keys)
            assert_harmless(it)
        await it.press("C")
        assert_harmless(it)
