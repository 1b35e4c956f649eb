from __future__ import annotations

import pytest

from canvas.app.bindings import bindings
from canvas.app.keys import ACTIONS, BY_NAME, MOVE, WHILE_TYPING
from canvas.app.screens.help_rows import laid_out, sections
from tests.app.driving import a_canvas, program

IDS = [action.id for action in ACTIONS]


def test_no_key_does_two_things() -> None:
    keys = [key for action in ACTIONS for key in action.keys]
    assert sorted(keys) == sorted(set(keys))


def test_every_action_and_every_binding_has_an_id_of_its_own_that_a_key_map_can_name() -> None:
    names = [binding.id for binding in bindings()]
    assert len(set(IDS)) == len(IDS)
    assert len(set(names)) == len(names) == len(ACTIONS)
    assert all(name and "," not in name and " " not in name for name in names)


def test_every_binding_explains_itself() -> None:
    assert all(binding.tooltip and binding.description for binding in bindings())


def test_the_keys_that_the_design_promises_are_in_the_table() -> None:
    promised = [
        "up",
        "down",
        "left",
        "right",
        "h",
        "j",
        "k",
        "l",
        "tab",
        "shift+tab",
        "1",
        "2",
        "3",
        "4",
        "5",
        "6",
        "7",
        "8",
        "a",
        "enter",
        "e",
        "E",
        "space",
        "s",
        "delete",
        "u",
        "ctrl+r",
        "J",
        "K",
        "m",
        "z",
        "p",
        "g",
        "G",
        "slash",
        "question_mark",
        "ctrl+p",
        "i",
        "t",
        "n",
        "v",
        "plus",
        "minus",
        "y",
        "x",
        "ctrl+s",
        "ctrl+q",
    ]
    table = {key for action in ACTIONS for key in action.keys}
    assert set(promised) <= table


def test_no_action_depends_on_a_key_that_terminals_swallow() -> None:
    swallowed = {"ctrl+enter", "ctrl+j", "ctrl+m", "ctrl+i", "ctrl+h"}
    assert all(set(action.keys) - swallowed for action in ACTIONS)


def test_what_stays_possible_while_typing_is_in_the_table() -> None:
    assert set(BY_NAME) >= WHILE_TYPING


@pytest.mark.parametrize("key", ["question_mark", "f1"])
async def test_the_help_has_every_action_with_its_keys(key: str) -> None:
    told = [" ".join(line.plain.split()) for line in laid_out(sections(ACTIONS), 91)]
    for action in ACTIONS:
        if not action.id.startswith("panel_"):
            assert f"{action.keys_shown} {action.help}".strip() in told, action.id
    assert "1 to 8 go to that panel" in told
    async with program(a_canvas(), size=(120, 60)) as it:
        await it.press(key)
        first = next(line for line in it.lines if "The ten keys that matter" in line)
        assert "Look" in it.shown
        assert it.shown.index("The ten keys that matter") < it.shown.index("Move")
        assert any(" undo the latest change" in line and "│" in line for line in it.lines)
        assert len(first.split("  ")) > 2  # another column stands beside it
        await it.press(*"owner")
        assert "who is responsible" in it.shown
        assert "redo the change" not in it.shown
        await it.press(*"zzz")
        assert "Nothing here is called that." in it.shown
        await it.press("escape")
        assert it.top_is("BoardScreen")


@pytest.mark.parametrize("width", [30, 60, 91, 92, 120, 160])
def test_the_help_fits_any_width_and_loses_no_word(width: int) -> None:
    found = sections(ACTIONS)
    lines = laid_out(found, width)
    assert all(line.cell_length <= width for line in lines)
    words = sorted(word for line in lines for word in line.plain.split())
    assert words == sorted(
        word
        for name, rows in found
        for word in f"{name} {' '.join(f'{r.keys} {r.text}' for r in rows)}".split()
    )


async def test_the_help_can_be_read_to_its_end_where_the_terminal_is_small() -> None:
    async with program(a_canvas(), size=(40, 12)) as it:
        await it.press("question_mark")
        assert "drag to move" not in it.seen
        await it.press("end")
        assert "wheel to scroll" in it.seen or "to scroll" in it.seen


async def test_the_palette_finds_every_action_and_lists_all_that_are_no_movement() -> None:
    async with program(a_canvas()) as it:
        found = list(it.app.get_system_commands(it.screen))
        offered = {command.title: command.help for command in found}
        assert set(offered) == {a.label for a in ACTIONS} - {"Commands"}
        assert len(found) == len(offered)
        moves = {a.label for a in ACTIONS if a.group == MOVE}
        assert {command.title for command in found if not command.discover} == moves
        assert BY_NAME["save"].keys_shown in offered["Save"]


async def test_an_action_chosen_in_the_palette_is_carried_out() -> None:
    async with program(a_canvas(beneficiaries=["one"])) as it:
        await it.press("ctrl+p")
        await it.until(lambda: it.top_is("PaletteScreen"))
        await it.burst(*"delete")
        await it.until(lambda: "delete the statement" in it.shown)
        await it.press("enter")
        await it.until(lambda: it.texts() == [])


async def test_the_hints_fit_the_line_at_every_width_and_help_is_always_among_them() -> None:
    async with program(a_canvas(), size=(40, 12)) as it:
        for width in (40, 60, 80, 120, 200):
            await it.resize(width, 24)
            assert it.lines[-1].endswith("? help")
