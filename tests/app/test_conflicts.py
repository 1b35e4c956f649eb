from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import OptionList

from canvas.files.canonical_toml import canonical
from canvas.files.canvas_file import open_document
from canvas.model.canvas import Canvas, Item
from canvas.model.conflicts import conflicts
from canvas.model.types import ItemId
from tests.app.driving import Driven, a_canvas, program
from tests.app.in_git import differing, unsettled
from tests.app.legible import contrast
from tests.app.test_hostile import HOSTILE, assert_harmless
from tests.app.test_styles import style_of

OURS = Item("ours0", "Breakfast for all")
TEXT: dict[str, object] = {"text": "Breakfast for every child"}
TWO = a_canvas(
    beneficiaries=["plain"],
    vision=["quiet", differing(OURS, TEXT)],
    roles=[differing(Item("cook0", "Cook"), {"owner": "Harbour Trust"})],
)


def marked(it: Driven) -> int | None:
    return it.screen.query_one(OptionList).highlighted


async def test_a_canvas_that_is_not_settled_opens_at_the_first_difference_and_says_what_to_do() -> None:
    async with program(TWO) as it:
        assert it.where == ("vision", 1)
        assert it.said == "2 statements differ between two versions: < keeps this one, > takes the other."


DIFFERENCES: tuple[tuple[dict[str, object], str], ...] = (
    (TEXT, "≠ the other version: ‘Breakfast for every child’"),
    ({"owner": "Harbour Trust"}, "≠ owner: Harbour Trust in the other version"),
    ({"owner": ""}, "≠ owner: nothing in the other version"),
    ({"deleted": True}, "≠ the other version deleted this"),
    ({"deleted": False}, "≠ deleted here, but the other version keeps it"),
    ({"panel": "roles"}, "≠ the other version has it in Roles"),
)


async def test_what_the_other_version_says_stands_below_the_statement() -> None:
    numbered = enumerate(theirs for theirs, _ in DIFFERENCES)
    items = [differing(OURS._replace(id=ItemId(f"ours{n}")), theirs) for n, theirs in numbered]
    async with program(a_canvas(vision=items)) as it:
        for size in ((40, 12), (80, 24), (120, 40), (200, 60)):
            await it.resize(*size)
            await it.press("2", "g")
            for position, (_, words) in enumerate(DIFFERENCES):
                assert it.where == ("vision", position)
                rows = [row.strip.text for row in it.board.panels["vision"].rows if row.item == position]
                assert rows[0][:3] == "▌○ "
                assert all(row[:3] == "▌  " for row in rows[1:])
                assert words in " ".join(" ".join(row[3:] for row in rows).split())
                await it.press("down")


async def test_the_two_versions_can_be_told_apart_and_read_from_the_back_of_the_room() -> None:
    async with program(TWO) as it:
        for _ in range(2):
            style = style_of(it, "≠ the other version")
            assert style.bold
            assert contrast(style) >= 4.5
            await it.press("T")


async def test_a_pull_that_conflicts_is_settled_in_three_keys(here: Path) -> None:
    path = here / "river.canvas.toml"
    path.write_text(canonical(a_canvas(vision=[differing(OURS, TEXT)])), encoding="utf-8")
    async with program(path) as it:
        assert it.said.startswith("1 statement differs between two versions")
        await it.press("greater_than_sign")
        assert it.said == "All resolved; ctrl+s saves."
        await it.press("ctrl+s")
    saved = open_document(str(path)).canvas
    assert [item.text for item in saved.panels["vision"]] == ["Breakfast for every child"]
    assert not conflicts(saved)
    assert "theirs" not in path.read_text(encoding="utf-8")


async def test_each_key_settles_and_goes_on_to_the_next_in_whatever_panel() -> None:
    async with program(TWO) as it:
        await it.press("less_than_sign")
        assert it.said == "Kept this version; 1 not resolved yet."
        assert it.texts("vision") == ["quiet", "Breakfast for all"]
        assert it.where == ("roles", 0)
        await it.press("greater_than_sign")
        assert it.canvas.panels["roles"][0].owner == "Harbour Trust"
        assert not conflicts(it.canvas)


async def test_the_first_of_several_differences_of_an_item_is_settled_and_the_cursor_stays() -> None:
    item = differing(OURS, {"text": "Other", "owner": "Harbour Trust"})
    async with program(a_canvas(vision=[item, "x"])) as it:
        await it.press("greater_than_sign")
        assert it.texts("vision") == ["Other", "x"]
        assert it.where == ("vision", 0)
        await it.press("less_than_sign")
        assert it.item
        assert it.item.owner == ""
        assert it.said == "All resolved; ctrl+s saves."


async def test_past_the_last_difference_the_next_is_the_first() -> None:
    async with program(TWO) as it:
        await it.burst("5", "less_than_sign")
        assert it.where == ("vision", 1)


async def test_what_the_other_version_deleted_goes_and_comes_back_with_undo() -> None:
    async with program(a_canvas(vision=["a", differing(OURS, {"deleted": True})])) as it:
        await it.press("greater_than_sign")
        assert it.texts("vision") == ["a"]
        await it.press("u")
        assert it.texts("vision") == ["a", "Breakfast for all"]
        assert it.where == ("vision", 1)
        assert "≠ the other version deleted this" in it.seen


async def test_undo_takes_each_of_them_back() -> None:
    async with program(TWO) as it:
        await it.burst("greater_than_sign", "less_than_sign", "u", "u")
        assert it.canvas == TWO
        assert it.where == ("vision", 1)


async def test_where_nothing_is_to_be_settled_under_the_cursor_it_goes_there_and_settles_nothing() -> None:
    async with program(TWO) as it:
        await it.burst("1", "greater_than_sign")
        assert it.where == ("vision", 1)
        assert it.canvas is TWO


async def test_where_no_versions_differ_that_is_said() -> None:
    async with program(a_canvas(vision=["a"])) as it:
        for key in ("less_than_sign", "greater_than_sign", "r"):
            await it.press("up", key)
            assert "nothing to resolve" in it.said


async def test_the_keys_are_hinted_at_only_while_something_is_not_settled() -> None:
    async with program(a_canvas(vision=["first", differing(OURS, TEXT)])) as it:
        await it.press("k")
        assert "< keep this  > take the other  r differences…" in it.lines[-1]
        await it.burst("j", "greater_than_sign", "k")
        assert "keep this" not in it.lines[-1]
        assert "a add" in it.lines[-1]
        await it.burst("u", "k")
        assert "> take the other" in it.lines[-1]


async def test_the_readiness_counts_what_is_not_settled() -> None:
    async with program(TWO, size=(80, 24)) as it:
        for count in (2, 1):
            for size in ((120, 40), (80, 24)):
                await it.resize(*size)
                assert f"≠ {count} not resolved" in it.shown
            await it.press("greater_than_sign")
        assert "not resolved" not in it.shown


async def test_what_the_canvas_says_of_itself_is_asked_about_when_no_item_is() -> None:
    canvas = a_canvas(vision=["a"]).replacing(values={"theirs": [{"title": "Riverbank"}]})
    async with program(canvas) as it:
        assert it.said == "The canvas's title differs between two versions: r shows both."
        await it.press("greater_than_sign")
        assert it.top_is("ConflictsScreen")
        assert "Riverside" in it.shown
        assert "Riverbank" in it.shown
        await it.press("greater_than_sign")
        assert it.top_is("BoardScreen")
        assert it.canvas.title == "Riverbank"
        assert it.said == "All resolved; ctrl+s saves."


async def test_the_list_shows_every_difference_with_both_versions_in_full() -> None:
    long = "A statement that is far longer than any line " * 6 + "finis"
    async with program(a_canvas(vision=[differing(OURS, {"text": long, "note": "one\ntwo"})])) as it:
        await it.press("r")
        assert "Breakfast for all" in it.shown
        assert "finis" in it.shown
        assert all(word in it.shown for word in ("Vision · Text", "Vision · Note", "one", "two"))


async def test_the_list_is_walked_and_settled_by_keys_and_closes_when_all_is_settled() -> None:
    async with program(unsettled()) as it:
        await it.press("r")
        assert marked(it) == 1
        await it.burst("up", "greater_than_sign")
        assert it.canvas.title == "Breakfast in Riverside"
        assert marked(it) == 0
        await it.burst("down", "less_than_sign")
        assert marked(it) == 1
        assert len(conflicts(it.canvas)) == 4
        await it.burst(*["greater_than_sign"] * 4)
        assert it.top_is("BoardScreen")
        assert it.said == "All resolved; ctrl+s saves."


async def test_the_list_leads_to_an_item_and_settles_nothing_by_itself() -> None:
    async with program(TWO) as it:
        await it.press("r", "left", "right")
        assert it.top_is("ConflictsScreen")
        await it.burst("escape")
        assert it.top_is("BoardScreen")
        await it.burst("r", "down", "enter")
        assert it.where == ("roles", 0)
        assert it.top_is("BoardScreen")
        assert it.canvas is TWO


async def test_the_list_works_with_the_mouse() -> None:
    async with program(TWO) as it:
        await it.press("r")
        await it.click(it.find("Harbour Trust"))
        assert marked(it) == 1
        await it.click(it.screen.query_one("#take").region.offset)
        assert it.canvas.panels["roles"][0].owner == "Harbour Trust"
        await it.click(it.screen.query_one("#keep").region.offset)
        assert it.top_is("BoardScreen")
        assert not conflicts(it.canvas)


async def test_what_cannot_be_taken_is_said_on_the_board_and_in_the_list() -> None:
    async with program(a_canvas(vision=[differing(OURS, {"due": "soon"})])) as it:
        await it.press("greater_than_sign")
        assert "keep this one" in it.said
        await it.burst("r", "greater_than_sign")
        assert "keep this one" in it.seen
        assert it.top_is("ConflictsScreen")
        assert conflicts(it.canvas)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
async def test_hostile_text_of_the_other_version_is_harmless(text: str) -> None:
    theirs: dict[str, object] = {"text": text, "owner": text, "panel": text, text: text, "people": [text]}
    canvas = Canvas(text, values={"theirs": [{"title": text, text: text}]}).with_items(
        {"relationships": (differing(Item("rel00", text), theirs),)}
    )
    async with program(canvas, size=(80, 24)) as it:
        assert_harmless(it)
        await it.press("r")
        assert_harmless(it)


async def test_a_canvas_that_must_not_be_changed_is_not_settled(here: Path) -> None:
    path = here / "river.canvas.toml"
    path.write_text(canonical(TWO), encoding="utf-8")
    newer = path.read_text(encoding="utf-8").replace("format = 1", "format = 99", 1)
    path.write_text(newer, encoding="utf-8")
    async with program(path) as it:
        before = it.canvas
        for key in ("less_than_sign", "greater_than_sign"):
            await it.press(key)
            assert "newer" in it.said
        assert it.canvas is before
