from __future__ import annotations

from datetime import date
from pathlib import Path

from textual.widgets import Input, OptionList

from canvas.app.screens.ask_name import NameScreen
from canvas.app.screens.next_steps import StepsScreen
from canvas.app.widgets.field import FieldEntry
from canvas.files.canvas_file import Document
from canvas.files.settings import Settings
from canvas.model.canvas import Canvas, Item
from canvas.model.next_act import act_of
from tests.app.driving import Driven, a_canvas, a_copy, program

LATE, SOON, FAR = date(2026, 11, 12), date(2026, 11, 27), date(2027, 3, 1)


def a_plan() -> Canvas:
    return a_canvas(
        beneficiaries=["Children in six schools"],
        relationships=[
            Item("kitch", "Riverside Kitchen", {"kind": "partner", "people": ["Ana Petrescu"]}),
            Item("counc", "Fernmouth Council", {"kind": "partner"}),
        ],
        roles=[
            Item("deliv", "Deliver the bread", {"owner": "Ben", "due": FAR, "status": "agreed"}),
            Item("cooks", "Ask the cooks", {"owner": "Zoe", "due": LATE, "status": "agreed"}),
            Item("money", "Find the money", {"owner": "Ben"}),
            Item("hired", "Hire a van", {"owner": "Ben", "due": LATE, "status": "done"}),
        ],
        governance=[Item("agree", "Sign the agreement", {"due": SOON})],
    )


async def steps(it: Driven, *keys: str) -> StepsScreen:
    """Press keys on the board, then open the next steps."""
    await it.press(*keys, "n")
    assert isinstance(it.screen, StepsScreen)
    return it.screen


def marked(it: Driven) -> str:
    """The id of the item that is marked in the list."""
    screen = it.screen
    assert isinstance(screen, StepsScreen)
    at = screen.query_one(OptionList).highlighted
    step = screen.rows[at] if at is not None else None
    assert step
    return step.item.id


async def mark(it: Driven, item_id: str) -> None:
    await it.press("home")
    for _ in range(30):
        if marked(it) == item_id:
            return
        await it.press("down")
    raise AssertionError(item_id)


def in_order(it: Driven, *words: str) -> bool:
    """Whether some words stand on the screen one below the other."""
    rows = [next(y for y, line in enumerate(it.lines) if word in line) for word in words]
    return rows == sorted(rows)


async def test_the_steps_of_all_panels_stand_under_when_they_are_due_the_overdue_first() -> None:
    async with program(a_plan()) as it:
        await steps(it, "3")
        headings = ("Overdue · 1", "Ask the cooks", "This week · 1", "Sign the agreement", "Later · 1")
        assert in_order(it, *headings, "Deliver the bread", "Looked after · 1", "Find the money")
        assert "Next steps by date: 3 to do, 1 overdue" in it.shown
        assert "Ben · 5 Roles" in it.shown
        assert "overdue · Thu 12 Nov · Zoe · 5 Roles" in it.shown
        assert "Fri 27 Nov · no owner · 6 Governance" in it.shown
        assert "Hire a van" not in it.shown


async def test_tab_puts_them_under_whose_they_are_and_back() -> None:
    async with program(a_plan()) as it:
        await steps(it, "5", "down")
        assert marked(it) == "cooks"
        await it.press("tab")
        assert marked(it) == "cooks"
        assert "Next steps by owner" in it.shown
        assert in_order(
            it,
            "Zoe · 1, 1 overdue",
            "Ask the cooks",
            "Ben · 1",
            "Deliver the bread",
            "No owner · 1",
            "Looked after · 1",
        )
        await it.press("tab")
        assert "Overdue · 1" in it.shown


async def test_one_key_marks_a_step_done_and_again_opens_it_as_it_was() -> None:
    async with program(a_plan()) as it:
        before, cooks = it.canvas, it.item_of("cooks")
        await steps(it)
        await mark(it, "cooks")
        await it.press("space")
        assert it.item_of("cooks") == cooks._replace(values={"owner": "Zoe", "due": LATE, "status": "done"})
        assert marked(it) == "cooks"
        assert in_order(it, "Overdue · 1", "✓ Ask the cooks", "done · Thu 12 Nov", "This week")
        assert "Next steps by date: 2 to do" in it.shown
        await it.press("space")
        assert it.canvas == before
        assert "Open again, as agreed." in it.seen
        await it.press("space", "escape")
        await steps(it)
        assert "Ask the cooks" not in it.shown


async def test_what_was_done_here_can_be_undone_here_and_on_the_board() -> None:
    async with program(a_plan()) as it:
        before = it.canvas
        await steps(it)
        await mark(it, "cooks")
        await it.press("space", "u")
        assert it.canvas == before
        assert "Undone: mark ‘Ask the cooks’ as done." in it.seen
        await it.press("ctrl+r")
        assert it.canvas != before
        await it.press("escape", "u")
        assert it.canvas == before
        assert it.item
        assert it.item.id == "cooks"


async def test_those_that_are_done_are_listed_below_when_asked_for_and_can_be_opened_again() -> None:
    async with program(a_plan()) as it:
        await steps(it, "3")
        await it.press("0")
        assert in_order(it, "Looked after · 1", "Done · 1", "✓ Hire a van")
        await it.press("end", "space")
        assert marked(it) == "hired"
        assert it.item_of("hired").status == "agreed"
        assert in_order(it, "Overdue · 2", "Hire a van", "This week")
        await it.press("space", "0")
        assert in_order(it, "Overdue · 2", "✓ Hire a van", "This week")


async def test_enter_goes_to_the_place_and_esc_back_to_where_one_was() -> None:
    async with program(a_plan()) as it:
        await steps(it, "3", "down")
        await mark(it, "agree")
        await it.press("enter")
        assert it.top_is("BoardScreen")
        assert it.where == ("governance", 0)
        await it.press("5", "2", "3")
        await steps(it)
        await mark(it, "agree")
        for key in ("space", "escape"):
            await it.press(key)
        assert it.where == ("relationships", 1)


async def test_two_statements_get_an_owner_and_a_day_in_a_few_keys_without_leaving() -> None:
    async with program(a_plan()) as it:
        await it.press("1")
        await it.burst("n", "d", *"fri", "enter", "o", *"kit", "enter", "escape")
        assert it.top_is("BoardScreen")
        assert it.item
        assert (it.item.due, it.item.owner) == (SOON, "Riverside Kitchen")
        await it.burst("6", "n", "o", *"Pat Moss", "enter", "d", *"1 dec", "enter", "escape")
        assert it.item
        assert (it.item.due, it.item.owner) == (date(2026, 12, 1), "Pat Moss")
        await it.press("u", "u", "u", "u")
        assert it.canvas == a_plan()


async def test_a_statement_that_is_no_step_yet_is_offered_where_one_came_from_it() -> None:
    async with program(a_plan()) as it:
        await steps(it, "1")
        assert in_order(it, "not a next step yet", "Children in six schools", "Overdue · 1")
        assert marked(it) == "ben00"
        await it.burst("d", *"+2w", "enter")
        assert "not a next step yet" not in it.shown
        assert in_order(it, "Later · 2", "Children in six schools")
        assert marked(it) == "ben00"


async def test_what_a_day_means_is_shown_while_it_is_typed_and_nothing_else_is_kept() -> None:
    async with program(a_plan()) as it:
        await steps(it, "5", "down")
        await it.press("d")
        assert "→ Thursday 12 November 2026, 11 days ago" in it.shown
        for words, means in (
            ("fri", "→ Friday 27 November 2026, in 4 days"),
            ("next fri", "→ Friday 4 December 2026, in 11 days"),
            ("+1m", "→ Wednesday 23 December 2026, in 4 weeks"),
            ("1/12", "1/12 is 1 December to some and 12 January to others: write 1 dec or 12 jan."),
            ("soon", "Write a day such as fri, +2w, 1 dec or 2027-09-01."),
        ):
            await it.burst("home", "ctrl+k", *words)
            assert means in it.seen
        before = it.canvas
        await it.press("enter")
        assert it.top_is("DayScreen")
        await it.press("escape")
        assert it.top_is("StepsScreen")
        assert it.canvas is before


async def test_typing_replaces_the_day_there_is_and_emptying_takes_it_away() -> None:
    async with program(a_plan()) as it:
        await steps(it, "5", "down")
        await it.burst("d", *"fri", "enter")
        assert it.item_of("cooks").due == SOON
        await it.burst("d", "backspace")
        assert "No day" in it.shown
        await it.press("enter")
        assert it.item_of("cooks").due is None
        assert "Cleared the day of ‘Ask the cooks’" in it.seen


async def test_ones_own_key_for_the_owner_asks_here_as_on_the_board() -> None:
    async with program(a_plan(), settings=Settings(keys={"owner": ("q",)})) as it:
        await steps(it, "5", "down")
        await it.burst("q", *"Pat Moss", "enter")
        assert it.item_of("cooks").owner == "Pat Moss"
        await it.press("u")
        assert it.canvas == a_plan()


async def test_partners_and_owners_are_offered_and_anybody_else_can_be_named() -> None:
    async with program(a_plan()) as it:
        await steps(it, "5", "down")
        await it.press("o")
        assert isinstance(it.screen, NameScreen)
        offered = ["Riverside Kitchen", "Fernmouth Council", "Ben", "Zoe", "Ana Petrescu"]
        assert it.screen.names == [*offered, ""]
        assert all(name in it.shown for name in (*offered, "nobody"))
        await it.burst(*"b")
        await it.press("enter")
        assert it.item_of("cooks").owner == "Ben"
        await it.burst("o", *"Be", "down", "enter")
        assert it.item_of("cooks").owner == "Be"
        await it.burst("o", "enter")
        assert it.item_of("cooks").owner == "Be"
        await it.burst("o", "down", "down", "enter")
        assert it.item_of("cooks").owner == ""


async def test_the_mouse_marks_with_a_click_and_goes_with_two() -> None:
    async with program(a_plan()) as it:
        await steps(it)
        await it.click(it.find("Sign the agreement"))
        assert it.top_is("StepsScreen")
        assert marked(it) == "agree"
        await it.click(it.find("space done"))
        assert it.item_of("agree").status == "done"
        await it.click(it.find("Ask the cooks"), times=2)
        assert it.top_is("BoardScreen")
        assert it.item
        assert it.item.id == "cooks"


async def test_a_click_gives_a_name() -> None:
    async with program(a_plan()) as it:
        await steps(it, "1")
        await it.press("o")
        await it.click(it.find("Fernmouth Council"))
        assert it.item_of("ben00").owner == "Fernmouth Council"


async def test_where_nobody_promised_anything_that_is_said_with_what_to_do() -> None:
    async with program(a_canvas()) as it:
        await steps(it)
        assert "Nobody has promised anything yet" in it.seen
        await it.press("space", "d", "o", "enter", "tab", "0", "u", "j", "G", "escape")
        assert it.top_is("BoardScreen")


async def test_a_canvas_that_must_not_be_changed_is_not_and_says_why() -> None:
    async with program(Document(a_plan(), newer=True)) as it:
        before = it.canvas
        await steps(it)
        for key in ("space", "d", "o"):
            await it.press(key)
            assert it.top_is("StepsScreen")
            assert "newer" in it.seen
        assert it.canvas is before


async def test_at_every_size_the_mark_is_in_sight_and_the_way_out_is_told(here: Path) -> None:
    async with program(a_copy(here), size=(40, 12)) as it:
        await steps(it)
        listed = it.screen.query_one(OptionList)
        for size in ((40, 12), (60, 18), (80, 24), (120, 40)):
            await it.resize(*size)
            for key in ("home", "end", "tab", "k", "k", "g", "G"):
                await it.press(key)
                assert marked(it)
                assert "esc" in it.shown
                step = it.canvas.item(marked(it))
                assert step
                shown = it.lines[listed.region.y : listed.region.bottom]
                assert any(act_of(step)[0][:18] in line for line in shown), (size, key)


async def test_the_form_tells_what_a_day_means_beside_every_date_and_takes_it() -> None:
    async with program(a_plan()) as it:
        await it.press("6", "e", "ctrl+o")
        for field, words, means in (
            ("signed", "last fri", "→ Friday 20 November 2026, 3 days ago"),
            ("due", "+2w", "→ Monday 7 December 2026, in 2 weeks"),
        ):
            while not (isinstance(it.form.stop, FieldEntry) and it.form.stop.field.key == field):
                await it.pass_on("tab")
            await it.burst("home", "ctrl+k", *words)
            line = next(line for line in it.lines if words in line)
            assert means in line
        await it.press("ctrl+s", "escape")
        item = it.canvas.item("agree")
        assert item
        assert item.due == date(2026, 12, 7)
        assert item.values["signed"] == date(2026, 11, 20)
        await it.press("c", "tab", "tab", *"1 dec", "ctrl+s")
        assert it.canvas.review == date(2026, 12, 1)


async def test_the_form_refuses_a_day_that_could_be_two() -> None:
    async with program(a_plan()) as it:
        before = it.canvas
        await it.press("c", "tab", "tab", *"1/12", "ctrl+s")
        assert "Next review: 1/12 is 1 December to some and 12 January to others" in it.seen
        assert it.canvas is before
        assert isinstance(it.app.focused, Input)


async def test_a_adds_a_step_to_the_panel_of_the_cursor_with_owner_and_day_in_three_enters() -> None:
    async with program(a_plan()) as it:
        before = it.canvas
        await steps(it, "6")
        await it.burst("a", *"Book a hall", "enter", *"kitch", "enter", *"fri", "enter")
        added = next(item for key, item in it.canvas if key == "governance" and item.id != "agree")
        assert added.text == added.next == "Book a hall"
        assert (added.owner, added.due, added.kind) == ("Riverside Kitchen", SOON, "")
        assert marked(it) == added.id
        assert in_order(it, "This week · 2", "Book a hall", "Fri 27 Nov · Riverside Kitchen · 6 Governance")
        await it.press("u", "u", "u")
        assert it.canvas == before


async def test_esc_while_a_step_is_added_keeps_what_was_typed_and_asks_nothing_more() -> None:
    async with program(a_plan()) as it:
        before = it.canvas
        screen = await steps(it, "6")
        await it.press("a", "escape")
        assert it.canvas == before
        await it.burst("a", *"Book a hall", "escape")
        assert it.screen is screen
        assert len(it.canvas) == len(before) + 1
        await it.burst("a", *"Ring Ana", "enter", "enter", "escape")
        assert it.screen is screen
        assert in_order(it, "No date · 2", "Book a hall", "Ring Ana")
        assert it.item_of(marked(it)).owner == ""


async def test_one_key_says_what_happens_next_with_a_statement_here_and_on_the_board() -> None:
    async with program(a_plan()) as it:
        await steps(it, "3")
        await mark(it, "money")
        await it.burst("N", *"Ask the trust", "enter")
        assert it.item_of("money").next == "Ask the trust"
        assert in_order(it, "No date · 1", "Ask the trust", "Ben · 5 Roles · Find the money")
        await it.press("N", "x", "escape")
        assert it.item_of("money").next == "Ask the trust"
        await it.burst("escape", "5", "g", "N", *"Ring the baker", "enter")
        assert it.item_of("deliv").next == "Ring the baker"
        assert "what happens next with ‘Deliver the bread’" in it.seen


async def test_a_new_step_is_understood_in_shorthand_and_only_what_it_leaves_open_is_asked() -> None:
    async with program(a_canvas(beneficiaries=["Lunch"])) as it:
        await it.press("n", "a")
        await it.write("Book the hall @Ana by 15 jan")
        assert "→ 1 Beneficiaries · @Ana · by Fri 15 Jan │" in " ".join(it.shown.split())
        await it.press("enter")
        assert it.top_is("StepsScreen")
        step = it.canvas.panels["beneficiaries"][1]
        assert (step.text, step.next, step.owner, step.due) == (
            "Book the hall", "Book the hall", "Ana", date(2027, 1, 15),
        )  # fmt: skip
        await it.press("a")
        await it.write("Ring her by fri")
        await it.press("enter")
        await it.write("Ben")
        await it.press("enter")
        assert it.top_is("StepsScreen"), "the day was said"
        assert it.canvas.panels["beneficiaries"][2].owner == "Ben"
        await it.press("a")
        await it.write("5 rings by fri")
        await it.press("ctrl+t", "escape")
        assert it.canvas.panels["beneficiaries"][3].next == "5 rings by fri"
        assert it.canvas.panels["roles"] == ()


async def test_a_page_up_or_down_ends_at_the_first_or_last_step_beside_a_heading(here: Path) -> None:
    async with program(a_copy(here), (80, 24)) as it:
        await steps(it)
        await it.press("home")
        first = marked(it)
        await it.press("end")
        last = marked(it)
        await it.press(*("pageup",) * 8)
        assert marked(it) == first
        await it.press(*("pagedown",) * 8)
        assert marked(it) == last
