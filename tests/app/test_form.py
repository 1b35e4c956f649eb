from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import get_args

import pytest

from canvas.app.screens.form import Form, FormPort, FormScreen, item_form
from canvas.app.widgets.field import FieldEntry
from canvas.model.canvas import Item
from canvas.model.schema import BY_KEY, PANELS, FieldType, Panel
from tests.app.driving import TODAY, Driven, a_canvas, program

ONE = Item("aaaaa", "the text", {"status": "agreed"})


def entry_of(it: Driven, key: str) -> FieldEntry:
    return next(entry for entry in it.form.entries if entry.field.key == key)


async def to_field(it: Driven, key: str) -> None:
    """Focus a field of the open form, shown before where it is behind “more”."""
    if key in it.form.form.more:
        await it.form.action_more()
    await it.form.go(entry_of(it, key))


async def filled(it: Driven, key: str, *keys: str) -> None:
    """Open the form of the item under the cursor, and type into one of its fields."""
    await it.press("e")
    await to_field(it, key)
    await it.burst(*keys)


@pytest.mark.parametrize("panel", PANELS, ids=lambda panel: str(panel.key))
def test_the_form_has_every_field_of_the_panel(panel: Panel) -> None:
    form = item_form(panel, ONE)
    assert [field.key for field, _ in form.fields] == ["text", *(field.key for field in panel.fields)]
    assert {field.key: value for field, value in form.fields}["status"] == "agreed"


async def test_every_field_has_its_label_and_tab_reaches_them_in_order() -> None:
    panel = max(PANELS, key=lambda panel: len(panel.fields))
    async with program(a_canvas(**{panel.key: [ONE]}), size=(120, 60)) as it:
        await it.press(str(panel.number), "e", "ctrl+o")
        assert all(field.label in it.shown for field in panel.fields)
        reached = []
        for entry in it.form.entries:
            if it.form.stop is entry:
                reached.append(entry.field.key)
                assert entry.hint in it.seen
            await it.press("tab")
        assert reached == ["text", *(field.key for field in panel.fields)]


async def test_a_form_is_as_tall_as_its_rows_though_it_is_fitted_before_they_have_their_lines() -> None:
    async with program(a_canvas(beneficiaries=["one"])) as it:
        await it.press("e")
        height = it.form.rows.region.height
        it.form.rows.styles.height = 36  # as at first, without the style sheet of the form
        await it.settle()
        it.form._fit()
        it.form.rows.styles.height = "auto"
        await it.settle()
        assert it.form.rows.region.height == height
        assert not it.form.query(".-long")


@pytest.mark.parametrize("size", [(80, 24), (120, 24), (60, 40)])
async def test_the_buttons_stay_in_sight_however_much_is_filled_in(size: tuple[int, int]) -> None:
    long = "one thing after the other, " * 20
    panel = max(PANELS, key=lambda panel: len(panel.fields))
    item = Item("aaaaa", long, {field.key: long for field in panel.fields if field.type in ("line", "prose")})
    async with program(a_canvas(**{panel.key: [item]}), size=size) as it:
        await it.press(str(panel.number), "e", "ctrl+o")
        assert "Keep and save" in it.shown
        await it.burst("a", "shift+tab")
        assert "Keep and save" in it.shown
        assert "More" not in it.shown


TYPED: tuple[tuple[str, str, list[str], object], ...] = (
    ("roles", "accountable", [*"Kitchen"], "Kitchen"),
    ("beneficiaries", "evidence", [*"one", "enter", *"two"], "one\ntwo"),
    ("relationships", "people", [*"Ana", "enter", "enter", "space", *"Ben", "enter"], ("Ana", "Ben")),
    ("governance", "state", ["enter", "down", "down", "enter"], "agreed"),
    ("governance", "signed", [*"2026-02-28"], date(2026, 2, 28)),
    ("vision", "kind", ["enter", "down", "down", "enter"], "goal"),
    ("vision", "due", [*"2027-09-01"], date(2027, 9, 1)),
    ("vision", "visibility", ["enter", "down", "enter"], "public"),
    ("vision", "votes", [*"12"], 12),
    ("vision", "link", [*"https://example.org"], "https://example.org"),
)
"""Fields of each type, by panel and key; the keys pressed in them, and the values that they get."""


async def test_each_type_of_field_takes_what_is_typed_or_chosen() -> None:
    fields = [BY_KEY[panel].field(key) for panel, key, _, _ in TYPED]
    form = Form("Every type", tuple((field, ONE.get(field)) for field in fields if field))
    kept: list[dict[str, object]] = []

    def keep(values: dict[str, object]) -> str:
        kept.append(values)
        return ""

    async with program(a_canvas()) as it:
        it.app.push_screen(
            FormScreen(form, FormPort(keep, lambda _: None, lambda: None, lambda: None), TODAY)
        )
        await it.settle()
        for _, key, keys, _ in TYPED:
            await to_field(it, key)
            await it.burst(*keys)
        await it.press("ctrl+s")
        assert it.top_is("BoardScreen")
    assert kept == [{key: value for _, key, _, value in TYPED}]


def test_every_type_of_field_is_among_those_tried() -> None:
    tried = {"line", "prose", "list", "choice", "date", "count", "hands"}
    assert {field.type for panel in PANELS for field in panel.fields} == tried == {*get_args(FieldType)}


async def test_what_does_not_fit_is_refused_in_a_sentence_and_nothing_is_lost() -> None:
    async with program(a_canvas(vision=[ONE])) as it:
        before = it.canvas
        await it.press("2", "e")
        for field, typed, says in (
            ("due", "next week", "2027-09-01"),
            ("due", "2026-02-30", "2027-09-01"),
            ("votes", "-1", "whole number"),
            ("votes", "many", "whole number"),
        ):
            await to_field(it, field)
            await it.burst(*typed, "ctrl+s")
            assert it.top_is("FormScreen")
            assert says in it.seen
            assert typed in it.shown
            assert it.canvas is before
            assert it.form.stop is entry_of(it, field)
            await it.burst("home", "ctrl+k")
        await it.burst(*"soon")
        await it.press("escape")
        assert it.top_is("FormScreen"), "what does not fit is told before it is lost"
        assert "esc once more" in it.seen
        await it.press("ctrl+s", "escape")  # that was out of sight
        assert it.top_is("FormScreen")
        assert "esc once more" in it.seen
        await it.press("escape")
        assert it.top_is("BoardScreen")


async def test_quitting_stays_and_leaving_keeps_nothing_but_redo_has_it() -> None:
    async with program(a_canvas(vision=[ONE])) as it:
        before = it.canvas
        await it.press("2")
        await filled(it, "owner", *"Kitchen", "ctrl+q", "ctrl+q")
        assert it.top_is("FormScreen")
        assert "ctrl+s" in it.seen
        await it.press("escape")
        assert it.top_is("BoardScreen")
        assert it.canvas is before
        assert "ctrl+r" in it.said
        await it.press("ctrl+r")
        assert it.item
        assert it.item.owner == "Kitchen"


async def test_a_form_without_a_text_stays_with_all_that_was_typed() -> None:
    async with program(a_canvas(vision=[ONE])) as it:
        await it.burst("2")
        await filled(it, "owner", *"Kitchen")
        await to_field(it, "text")
        await it.burst("ctrl+end", "ctrl+u", "ctrl+s")
        assert it.top_is("FormScreen")
        assert "needs some text" in it.seen
        await it.burst("x", "ctrl+s")
        assert it.item
        assert (it.item.text, it.item.owner) == ("x", "Kitchen")


async def test_a_form_kept_unchanged_is_no_edit() -> None:
    odd = Item("aaaaa", "odd \x1b text", {"status": "unknown", "due": "soon", "people": "x", "mine": 1})
    async with program(a_canvas(relationships=[odd])) as it:
        before = it.canvas
        await it.burst("3", "e", "tab", "tab", "shift+tab", "ctrl+s", "escape")
        assert it.canvas is before
        await it.press("u")
        assert "nothing to undo" in it.said


async def test_a_field_emptied_goes_away() -> None:
    item = Item("aaaaa", "x", {"owner": "Kitchen", "due": date(2027, 1, 2), "votes": 3})
    async with program(a_canvas(vision=[item])) as it:
        await it.burst("2", "e")
        for field in ("owner", "due", "votes"):
            await to_field(it, field)
            await it.burst("home", "ctrl+k")
        await it.press("ctrl+s", "escape")
        assert it.item
        assert it.item.values == {}
        await it.press("u")
        assert it.item == item, "several fields are one edit"


async def test_pastes_are_sanitised_and_the_mouse_can_keep_and_leave() -> None:
    async with program(a_canvas(vision=[ONE])) as it:
        await it.press("2", "e")
        for field in ("owner", "note"):
            await to_field(it, field)
            await it.paste("A\x1b[31mB\x00")
        await it.click(it.find("Keep"))
        assert it.top_is("SaveAsScreen"), "nobody has named its file yet"
        await it.press("escape")
        assert it.item
        assert it.item.owner == it.item.note == "A[31mB"
        await it.press("e")
        await it.click(it.find("Leave"))
        assert it.top_is("BoardScreen")


async def test_the_title_stage_and_review_are_changed_and_undone_as_one() -> None:
    async with program(a_canvas()) as it:
        before = it.canvas
        await it.burst("c", "home", "ctrl+k", "ctrl+s")
        assert it.canvas is before
        assert "needs a title" in it.seen
        await it.burst(*"Riverside Two")
        await to_field(it, "stage")
        await it.burst("enter", "down", "enter")
        await to_field(it, "review")
        await it.burst(*"2027-03-04", "ctrl+s", "escape")
        assert (it.canvas.title, it.canvas.stage) == ("Riverside Two", "forming")
        assert it.canvas.review == date(2027, 3, 4)
        assert "review 4 Mar" in it.lines[0]
        await it.press("u")
        assert it.canvas == before


async def test_what_is_neither_filled_nor_asked_for_is_behind_more_which_keeps_focus_and_words() -> None:
    filled = Item("aaaaa", "the text", {"kind": "outcome", "owner": "Kitchen"})
    disputed = Item("bbbbb", "another", {"status": "disputed"})
    async with program(a_canvas(vision=[filled, disputed]), size=(80, 24)) as it:
        await it.press("2", "e")
        for label in ("Text", "Kind", "Measure", "Baseline", "Target", "Status", "Owner"):
            assert f"│ {label} " in it.shown
        for label in ("Reason", "Next", "Due", "Votes", "Show of hands"):
            assert f"│ {label} " not in it.shown
            assert label in it.find_line("More ")
        await to_field(it, "measure")
        await it.burst(*"pupils", "ctrl+o")
        assert all(f"│ {entry.field.label}"[:12] in it.shown for entry in it.form.entries)
        assert "More " not in it.shown
        assert it.form.stop is entry_of(it, "measure")
        assert entry_of(it, "measure").shown == "pupils"
        await it.press("ctrl+o", "escape", "down", "e")
        assert "│ Reason " in it.shown
        await it.click(it.find("More "))
        assert "│ Note " in it.shown
        await it.press("escape", "e")
        while str(it.form.stop) != "more":
            await it.press("tab")
        await it.press("enter")
        assert it.form.stop is entry_of(it, "owner")


async def test_a_click_goes_to_a_row_puts_the_caret_there_and_opens_a_list() -> None:
    async with program(a_canvas(vision=[Item("aaaaa", "x", {"owner": "Kitchen"})])) as it:
        await it.press("2", "e")
        assert len(it.form.query(".editor")) == 1, "an input is mounted where something is typed"
        await it.click(it.find("tchen"))
        await it.burst("X", "Y")
        assert it.form.stop is entry_of(it, "owner")
        assert entry_of(it, "owner").shown == "KitXYchen"
        await it.click(it.find("Status"))
        assert it.top_is("ChooseScreen")
        await it.press("2")
        assert entry_of(it, "status").shown == "agreed"
        await it.press("ctrl+s", "escape")
        assert it.item
        assert (it.item.owner, it.item.status) == ("KitXYchen", "agreed")


async def test_ctrl_s_keeps_and_saves_as_on_the_board(here: Path) -> None:
    path = here / "river.canvas.toml"
    path.write_text('format = 1\ntitle = "River"\n\n[[vision]]\nid = "aaaaa"\ntext = "one"\n')
    async with program(path) as it:
        await it.press("2", "e", *" more", "ctrl+s")
        await it.until(lambda: "Saved" in it.said)
        assert it.top_is("BoardScreen")
        assert '"one more"' in path.read_text()
        await it.press("c", "end", *" two", "ctrl+s")
        await it.until(lambda: '"River two"' in path.read_text())
    async with program(a_canvas(vision=["one"])) as it:
        await it.press("2", "e", *" more", "ctrl+s")
        assert it.top_is("SaveAsScreen")
        await it.press("escape")
        assert it.texts("vision") == ["one more"]
