from __future__ import annotations

from pathlib import Path

import pytest

from canvas.app.screens.present.screen import PresentScreen
from canvas.app.widgets import keys_line
from canvas.exports.slides.layout import WIDEST
from canvas.exports.slides.slide_text import BOARD, FIRST, LAST
from canvas.files.canonical_toml import canonical
from canvas.files.canvas_file import open_document
from canvas.files.settings import Settings
from canvas.model import edits
from canvas.model.canvas import Item
from canvas.model.schema import PANELS
from canvas.model.types import ItemId
from tests.app.driving import Driven, a_canvas, a_copy, program
from tests.app.in_git import committed
from tests.files.git.repository import Repository

FULL = a_canvas(
    beneficiaries=["one", "two", "three"],
    vision=["four"],
    roles=[f"role{n:02}" for n in range(12)],
    governance=["shown", Item("gov99", "secret", {"visibility": "internal", "owner": "nobody"})],
)
SMALL = (80, 24)


def show(it: Driven) -> PresentScreen:
    assert isinstance(it.screen, PresentScreen)
    return it.screen


def at(it: Driven) -> tuple[str, int]:
    """Which slide shows."""
    place = show(it).slideshow.position
    return place.section, place.page


async def test_the_presentation_opens_with_the_title_and_walks_to_where_we_stand() -> None:
    async with program(FULL, size=SMALL) as it:
        await it.press("p")
        met = [at(it)[0]]
        assert "Riverside" in it.shown
        for _ in range(20):
            await it.press("space")
            met.append(at(it)[0])
        assert list(dict.fromkeys(met)) == [FIRST, BOARD, *(panel.key for panel in PANELS), LAST]
        assert "last slide" in it.shown
        for _ in range(20):
            await it.press("left")
        assert at(it) == (FIRST, 0)


async def test_arrows_and_the_keys_of_a_clicker_walk() -> None:
    async with program(FULL, size=SMALL) as it:
        await it.press("p")
        pairs = (("right", "left"), ("down", "up"), ("pagedown", "pageup"), ("l", "h"), ("j", "k"))
        for on, back in pairs:
            await it.press("g", on, on)
            assert at(it) == ("beneficiaries", 0)
            await it.press(back)
            assert at(it) == (BOARD, 0)


async def test_numbers_jump_and_so_do_the_ends() -> None:
    async with program(FULL, size=SMALL) as it:
        await it.press("p")
        for number, panel in enumerate(PANELS, 1):
            await it.press(str(number))
            assert at(it) == (panel.key, 0)
            assert panel.question in it.shown
        for key, section in (("G", LAST), ("g", FIRST), ("end", LAST), ("home", FIRST), ("0", BOARD)):
            await it.press(key)
            assert at(it) == (section, 0)


async def test_a_panel_longer_than_the_screen_is_several_slides() -> None:
    async with program(FULL, size=SMALL) as it:
        await it.press("p", "5")
        assert "5 Roles · 1 of 2" in it.shown
        await it.press("space")
        assert "5 Roles · 2 of 2" in it.shown
        assert "role11" in it.shown
        assert "role00" not in it.shown


async def test_in_another_size_the_same_statement_stays_in_sight() -> None:
    async with program(FULL, size=SMALL) as it:
        await it.press("p", "5", "space")
        first = show(it).slideshow.slide.items[0]
        words = FULL.item(first)
        assert words
        for size in ((40, 12), (120, 60), (200, 14), (60, 18), SMALL):
            await it.resize(*size)
            assert words.text in it.shown, size
        assert show(it).slideshow.slide.items[0] == first


async def test_no_slide_shows_or_counts_what_is_internal() -> None:
    without = FULL.with_items({"governance": FULL.panels["governance"][:1]})
    shown: list[list[str]] = []
    for canvas in (FULL, without):
        async with program(canvas, size=SMALL) as it:
            seen = []
            await it.press("p")
            for _ in range(18):
                assert "secret" not in it.shown
                assert "nobody" not in it.shown
                seen.append(it.shown)
                await it.press("space")
            shown.append(seen)
            await it.press("escape")
            said = "1 internal statement was not on the slides" in it.shown
            assert said == (canvas is FULL)
    assert shown[0] == shown[1]


async def test_no_slide_shows_the_path_of_the_file_or_has_a_line_that_is_wider_than_the_slide(
    here: Path,
) -> None:
    path = a_copy(here)
    async with program(path, size=(200, 40)) as it:
        await it.press("p")
        for _ in range(12):
            assert path.name not in it.shown
            assert str(here) not in it.shown
            body = [line for line in it.lines[:-1] if line.strip()]
            left = min(len(line) - len(line.lstrip()) for line in body)
            assert isinstance(it.screen, PresentScreen)
            assert max(map(len, body)) - left <= max(WIDEST, it.screen.slideshow.slide.width)
            await it.press("space")


EDITING = ("a", "s", "d", "u", "delete", "x", "m", "J", "K", "E", "S", "ctrl+r", "plus", "minus", "v", "c")


async def test_nothing_is_changed_by_accident() -> None:
    async with program(FULL, size=SMALL) as it:
        await it.press("p", "1")
        for key in (*EDITING, "enter", "space", "e", "z", "q"):
            await it.press(key)
            assert it.top_is("PresentScreen"), key
        await it.paste("pasted\ntwice")
        await it.drag(it.offset(10, 5), it.offset(40, 9))
        await it.click(it.offset(10, 8), times=2)
        assert it.canvas is FULL
        assert not it.session.history.done


async def test_one_key_leaves_to_exactly_where_one_was() -> None:
    async with program(FULL, size=SMALL) as it:
        await it.press("5", "G", "z")
        before, was = it.lines, it.where
        await it.press("p", "3", "space", "G", "p")
        assert not it.top_is("BoardScreen"), "no letter leaves, because letters edit on the board"
        await it.press("escape")
        assert it.top_is("BoardScreen")
        assert it.where == was == ("roles", 11)
        assert it.board.cursor.zoomed
        assert it.lines[:-1] == before[:-1]


async def test_keys_mashed_while_presenting_take_nothing_off_the_board(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with program(FULL, size=SMALL) as it:
        monkeypatch.setattr("canvas.app.actions.presentation._GUARD_SECONDS", 60.0)
        await it.burst("p", *"jpdxq", "delete", "f8", "escape", "delete", "f8", "u", "ctrl+r")
        assert it.top_is("BoardScreen")
        assert it.canvas is FULL
        assert "once more" in it.said
        monkeypatch.setattr("canvas.app.actions.presentation._GUARD_SECONDS", 0.0)
        await it.press("delete")
        assert len(it.canvas) == len(FULL) - 1


async def test_it_goes_on_at_the_panel_where_it_was_left_and_at_the_start_after_the_end() -> None:
    async with program(FULL, size=SMALL) as it:
        await it.press("p", "5", "space", "escape", "p")
        assert at(it) == ("roles", 1)
        await it.press("G", "escape", "p")
        assert at(it) == (FIRST, 0)


async def test_statements_appear_one_at_a_time() -> None:
    async with program(FULL, size=SMALL) as it:
        await it.press("p", "0", ";")
        assert "one statement at a time" in it.shown
        await it.press("space")
        assert PANELS[0].question in it.shown
        for count, word in enumerate(("one", "two", "three"), 1):
            assert f"○ {word}" not in it.shown
            await it.press("space")
            assert f"○ {word}" in it.shown
            assert show(it).slideshow.uncovered == (count if count < 3 else None)
        assert "; all at once" in it.shown
        await it.press("left")
        assert "○ three" not in it.shown
        await it.press("space", "space")
        assert at(it) == ("vision", 0)
        assert "four" not in it.shown
        await it.press("left")
        assert "○ three" in it.shown
        await it.press("left", ";")
        assert "○ three" in it.shown


async def test_a_slide_that_goes_on_begins_with_a_statement() -> None:
    async with program(FULL, size=SMALL) as it:
        await it.press("p", ";", "5", *["space"] * 20)
        while at(it) != ("roles", 1):
            await it.press("left" if at(it)[0] != "roles" else "space")
        await it.press("5")
        while at(it) == ("roles", 0):
            await it.press("space")
        assert show(it).slideshow.uncovered == 1


async def test_fields_show_when_they_are_asked_for() -> None:
    item = Item("rol00", "Cook", {"accountable": "Kitchen"})
    async with program(a_canvas(roles=[item]), size=SMALL) as it:
        await it.press("p", "5")
        assert "Kitchen" not in it.shown
        await it.press("e")
        assert "Accountable: Kitchen" in it.shown


# Unlocked


async def test_after_an_unlock_that_is_visible_statuses_can_be_set() -> None:
    async with program(FULL, size=SMALL) as it:
        await it.press("p", "1")
        assert "UNLOCKED" not in it.shown
        await it.press("U")
        assert "UNLOCKED" in it.shown
        await it.press("down", "s", "2")
        assert [item.status for item in it.canvas.panels["beneficiaries"]] == [
            "proposed",
            "agreed",
            "proposed",
        ]
        assert "● two" in it.shown
        assert "▌" in it.find_line("● two")
        await it.press("exclamation_mark")
        assert it.top_is("DisputeReasonScreen")
        await it.press(*"no money", "enter")
        assert "! two" in it.shown
        two = it.canvas.panels["beneficiaries"][1]
        assert two.reason == "no money"
        await it.press("o", *"Ana", "enter", "d", *"fri", "enter", "plus", "X", "1")
        two = it.canvas.panels["beneficiaries"][1]
        assert (two.owner, bool(two.due), two.votes, two.visibility) == ("Ana", True, 1, "internal")
        await it.press("u")
        assert "Undone: show ‘two’ to those who" in it.lines[-1]
        await it.press("ctrl+r")
        assert "Redone: show ‘two’ to those who" in it.lines[-1]
        await it.press(*["u"] * 8)
        assert it.canvas == FULL
        assert "nothing to undo" in it.shown


async def test_redo_on_slides_makes_nothing_that_was_undone_or_typed_on_the_board() -> None:
    doubt = Item("doubt", "We doubt that the council pays", {"visibility": "internal"})
    async with program(a_canvas(beneficiaries=["Children", doubt]), size=SMALL) as it:
        await it.press("1", "down", "delete", "u", "p", "U")
        canvas = it.canvas
        await it.press("ctrl+r")
        assert it.canvas is canvas
        assert "nothing to redo here" in it.lines[-1]
        assert "doubt" not in it.shown
        await it.press("1", "s", "2", "u", "ctrl+r")
        assert it.canvas.panels["beneficiaries"][0].status == "agreed"
        await it.press("escape", "1", "e", *" of whom some", "escape")
        assert it.session.history.stashed
        await it.press("p", "U", "ctrl+r")
        assert "nothing to redo here" in it.lines[-1]
        assert "of whom some" not in it.shown


async def test_a_message_fades_and_the_mode_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys_line, "FADE_SECONDS", 0.05)
    async with program(FULL, size=SMALL) as it:
        await it.press("p", "1", "z")
        await it.until(lambda: "does nothing" not in it.lines[-1])
        await it.press("U", "a")
        await it.paste("- x\n- y")
        await it.until(lambda: "list signs" not in it.lines[-1])
        assert "New in Beneficiaries" in it.lines[-1]


async def test_a_message_that_is_repeated_begins_to_fade_anew_but_not_as_the_clock_goes_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(keys_line, "FADE_SECONDS", 600.0)
    async with program(FULL, size=SMALL) as it:
        await it.press("p", "1", "z")
        line = it.top(PresentScreen).line
        fade = line._fade
        it.app.timekeeper.changed.publish(None)
        await it.settle()
        assert "does nothing" in it.lines[-1]
        assert line._fade is fade
        await it.press("z")
        assert "does nothing" in it.lines[-1]
        assert line._fade is not fade


async def test_what_was_done_before_the_unlock_is_not_undone_here() -> None:
    async with program(FULL, size=SMALL) as it:
        await it.press("delete", "p", "1", "U", "u")
        assert it.texts() == ["two", "three"]
        assert "nothing to undo" in it.shown


async def test_after_an_unlock_statements_are_added_last_or_after_the_marked_one() -> None:
    async with program(FULL, size=SMALL) as it:
        await it.press("p", "1", "U")
        await it.burst("A", *"new one", "enter", *"and space", "enter", "escape", "down")
        assert it.texts() == ["one", "new one", "and space", "two", "three"]
        assert "○ new one" in it.shown
        assert "▌" in it.find_line("○ two")
        await it.press("a")
        await it.paste("- x\n- y")
        await it.press("escape")
        assert it.texts()[-3:] == ["three", "x", "y"]


async def test_a_paste_is_taken_in_when_unlocked_and_else_refused_aloud() -> None:
    async with program(FULL, size=SMALL) as it:
        await it.press("p", "1")
        await it.paste("- x\n- y")
        assert it.texts() == ["one", "two", "three"]
        assert "Nothing was pasted." in it.lines[-1]
        await it.press("U")
        await it.paste("- x\n- y")
        assert it.texts() == ["one", "two", "three", "x", "y"]
        assert "2 statements; list signs taken off" in it.lines[-1]
        await it.press("ctrl+t")
        assert it.texts() == ["one", "two", "three", "- x", "- y"]
        await it.press("u")
        assert it.texts() == ["one", "two", "three"]


async def test_what_is_half_typed_is_in_the_journal_and_kept_by_escape() -> None:
    async with program(FULL, size=SMALL) as it:
        await it.press("p", "1", "U", "a", *"half")
        assert it.session.typing
        assert it.session.typing.text == "half"
        await it.press("escape")
        assert it.session.typing is None
        assert it.texts() == ["one", "two", "three", "half"]
        await it.press("u")
        assert it.texts() == ["one", "two", "three"]


async def test_what_is_typed_when_the_program_is_told_to_leave_is_kept() -> None:
    async with program(FULL, size=SMALL) as it:
        await it.press("p", "1", "U", "a", *"kept", "ctrl+q")
        assert it.top_is("BoardScreen")
        assert "kept" in it.texts()


async def test_it_is_locked_again_with_the_same_key_and_on_leaving() -> None:
    async with program(FULL, size=SMALL) as it:
        await it.press("p", "1", "U", "U")
        assert "UNLOCKED" not in it.shown
        await it.press("U", "space")  # walks, locked or not
        assert at(it) == ("vision", 0)
        assert it.canvas is FULL
        await it.press("escape", "p")
        assert "UNLOCKED" not in it.shown
        await it.press("a", "s")
        assert it.canvas is FULL


async def test_leaving_after_changes_the_eye_is_on_the_item_where_it_was() -> None:
    async with program(FULL, size=SMALL) as it:
        await it.press("down", "p", "1", "U")
        await it.burst("A", *"new", "enter", "escape")
        await it.press("escape")
        assert it.item
        assert it.item.text == "two"
        assert it.texts() == ["one", "new", "two", "three"]


async def test_a_canvas_that_is_read_only_cannot_be_unlocked_and_its_path_is_not_told(here: Path) -> None:
    path = here / "newer.canvas.toml"
    path.write_text('format = 99\ntitle = "T"\n', encoding="utf-8")
    async with program(path, size=SMALL) as it:
        await it.press("p", "1", "U", "a")
        assert "read only" in it.shown or "U unlocks" in it.shown
        assert "UNLOCKED" not in it.shown
        assert "newer.canvas" not in it.shown


async def test_past_the_slides_end_the_marked_statement_is_on_the_next_slide() -> None:
    async with program(FULL, size=SMALL) as it:
        await it.press("p", "5", "U", *["down"] * 11)
        assert at(it) == ("roles", 1)
        assert "▌" in it.find_line("role11")
        await it.press("down")
        assert "▌" in it.find_line("role11")
        await it.press(*["up"] * 11)
        assert at(it) == ("roles", 0)
        assert "▌" in it.find_line("role00")


async def test_on_a_slide_without_statements_that_is_said() -> None:
    async with program(FULL, size=SMALL) as it:
        await it.press("p", "U", "s")
        assert "belong to a panel" in it.shown
        await it.press("a")
        assert "belong to a panel" in it.shown
        await it.press("4", "s")
        assert "no statement here" in it.shown
        await it.burst("a", *"first", "enter", "escape")
        assert it.texts("principles") == ["first"]


# The mouse


async def test_the_mouse_walks_and_chooses() -> None:
    async with program(FULL, size=SMALL) as it:
        await it.press("p", "0")
        await it.click(it.offset(40, 10))
        assert at(it) == ("beneficiaries", 0)
        it.wheel(it.offset(40, 10), down=True)
        await it.until(lambda: at(it) == ("vision", 0))
        it.wheel(it.offset(40, 10), down=False)
        await it.until(lambda: at(it) == ("beneficiaries", 0))
        await it.click(it.find("U unlock"))
        assert "UNLOCKED" in it.shown
        await it.click(it.find("three"))
        assert "▌" in it.find_line("three")
        assert at(it) == ("beneficiaries", 0)
        await it.click(it.find("esc leave"))
        assert it.top_is("BoardScreen")


# What goes on below


async def test_what_others_write_to_the_file_comes_onto_the_slide(here: Path) -> None:
    path = a_copy(here)
    async with program(path, size=SMALL) as it:
        await it.press("p", "2")
        canvas = open_document(str(path)).canvas
        changed = edits.set_text(canvas, canvas.panels["vision"][0].id, "Written by another hand").canvas
        path.write_text(canonical(changed), encoding="utf-8")
        await it.until(lambda: "Written by another hand" in it.shown)
        assert at(it) == ("vision", 0)
        assert path.name not in it.shown
        await it.press("escape")
        assert "Somebody else changed the file" in it.said


async def test_leaving_brings_the_eye_back_from_what_others_made_differ(here: Path) -> None:
    path = a_copy(here)
    async with program(path, size=(120, 40)) as it:
        item = it.canvas.panels["vision"][0]
        await it.press("2", "enter", *"!", "enter", "6", "down", "p", "2")
        was = it.where
        changed = edits.set_text(open_document(str(path)).canvas, item.id, "Otherwise").canvas
        path.write_text(canonical(changed), encoding="utf-8")
        await it.until(lambda: "changed by somebody else" in it.said)
        assert "two versions, not resolved yet" in it.shown
        assert "‘Otherwise’" in it.shown
        await it.press("escape")
        assert it.where == was == ("governance", 1)


async def test_an_older_version_can_be_shown_and_not_changed(repository: Repository) -> None:
    async with program(committed(repository), size=SMALL) as it:
        for key in ("H", "down", "enter"):
            await it.press(key)
        await it.press("p", "1", "U", "a")
        assert "UNLOCKED" not in it.shown
        assert it.top_is("PresentScreen")
        await it.press("escape")
        assert it.top_is("OldVersionScreen")


async def test_a_change_from_outside_waits_while_a_statement_is_typed(here: Path) -> None:
    path = a_copy(here)
    async with program(path, size=(120, 40)) as it:
        await it.press("p", "2", "U", "a", *"half")
        path.write_text(
            path.read_text(encoding="utf-8").replace("Breakfast on", "Lunch on"), encoding="utf-8"
        )
        await it.until(lambda: "when you have finished here" in it.said)
        assert "Lunch on" not in it.shown
        await it.press("enter", "escape")
        await it.until(lambda: "Lunch on" in it.shown)
        assert "half" in it.texts("vision")


async def test_the_first_slide_tells_what_changed_since_the_last_time_as_soon_as_git_has(
    repository: Repository,
) -> None:
    base = a_canvas(beneficiaries=["one", "two"], vision=["four"])
    hidden = {"visibility": "internal"}
    now = edits.set_status(base, [ItemId("ben00"), ItemId("ben01")], "agreed").canvas
    now = now.with_items({"roles": (Item("rol00", "secret", hidden),)})
    path = committed(repository, base)
    path.write_text(canonical(now), encoding="utf-8")
    async with program(path, size=SMALL) as it:
        await it.press("p")
        await it.until(lambda: "Since 2 Mar" in it.shown)
        assert "2 agreed." in it.shown
        assert "secret" not in it.shown
        assert "Ana" not in it.shown


async def test_without_git_the_first_slide_says_nothing_of_changes(here: Path) -> None:
    async with program(a_copy(here), size=SMALL) as it:
        await it.press("p")
        show(it)._compare()
        await it.settle()
        assert "Since" not in it.shown


async def test_the_keys_are_explained_and_offered_in_the_palette() -> None:
    async with program(FULL, size=(80, 40)) as it:
        await it.press("p", "question_mark")
        assert "let statements appear one at a time" in it.seen
        await it.press("escape")
        offered = {command.title for command in it.app.get_system_commands(it.screen)}
        assert {"Unlock", "Leave", "Whole board"} <= offered


async def test_a_resize_while_presenting_is_met_by_the_board_below() -> None:
    async with program(FULL, size=SMALL) as it:
        await it.press("p", "3")
        await it.resize(120, 40)
        await it.press("escape")
        assert len(it.lines) == 40
        assert all(f"{panel.number} {panel.title}" in it.shown for panel in PANELS)


async def test_the_slides_follow_the_keys_of_the_user_and_tell_them() -> None:
    keys = {"owner": ("f11",), "day": (";",), "undo": ("ctrl+z",), "add": ()}
    async with program(FULL, size=(100, 60), settings=Settings(keys=keys)) as it:
        await it.press("p", "1", "ctrl+z")
        assert "Nothing can be changed here; U unlocks." in it.shown
        await it.press("U")
        assert "“Add” adds, s sets the status, f11 the owner, ; the day · U locks" in it.shown
        assert "f11 owner" in it.lines[-1]
        await it.press("f11")
        await it.burst(*"Ana", "enter")
        assert it.canvas.panels["beneficiaries"][0].owner == "Ana"
        await it.press("o", "a")  # the keys that were given away
        assert not show(it).is_typing
        await it.press("ctrl+z", ";")
        assert it.canvas == FULL
        assert "By when" in it.shown  # and no longer “one by one”
        await it.press("escape", "question_mark")
        for told in ("Walk", "Once unlocked", "In the room", "ctrl+z"):
            assert told in it.shown
        assert "unlocked: " not in it.shown
