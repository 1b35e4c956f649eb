"""The user's settings on the board: their keys, their colours, and the screen that changes them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from textual.binding import BindingsMap

from canvas.app import dates
from canvas.app.bindings import binding_of
from canvas.app.key_map import SWALLOWED, KeyMap, UnfitKeyError, read_key
from canvas.app.keys import ACTIONS, BY_NAME
from canvas.app.paint.themes import THEMES, short_name
from canvas.files.canonical_toml import canonical
from canvas.files.settings import Settings, load_settings, read, settings_file
from tests.app.driving import Driven, a_canvas, program

BEGIN = a_canvas(beneficiaries=["alpha", "bravo"])


def keys(**given: str | tuple[str, ...]) -> Settings:
    """Settings with some keys."""
    listed = {name: (said,) if isinstance(said, str) else said for name, said in given.items()}
    lines = {f"keys.{name}": number for number, name in enumerate(given, 2)}
    return Settings(keys=listed, lines=lines, path="s.toml")


def test_every_action_has_a_name_of_its_own_that_needs_no_quotes_in_the_file() -> None:
    assert len(BY_NAME) == len(ACTIONS)
    assert all(name.isidentifier() for name in BY_NAME)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        *(("w", "w"), ("W", "W"), ("?", "question_mark"), (",", "comma"), ("F5", "f5"), ("Esc", None)),
        *(("ctrl+T", "ctrl+t"), ("pgup", "pageup"), (" ", "space"), ("shift+up", "shift+up")),
        *(("shift+w", "W"), ("nonsense", None), ("ctrl+c", None), ("f13", None), ("", None)),
        *((key, None) for key in SWALLOWED),
    ],
)
def test_a_key_is_read_as_people_write_it_or_refused(said: str, meant: str | None) -> None:
    if meant is None:
        with pytest.raises(UnfitKeyError):
            read_key(said)
    else:
        assert read_key(said) == meant


def test_every_key_of_the_table_can_be_written_in_the_settings() -> None:
    for action in ACTIONS:
        for shown, key in zip(action.keys_shown.split(), action.keys, strict=False):
            if len(shown) == 1 and shown.isascii():
                assert read_key(shown) == key
        assert set(BindingsMap([binding_of(action.id, "do")]).key_to_bindings) == set(action.keys)


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ({"nonsense": "w"}, "s.toml, line 2: there is no action ‘nonsense’"),
        ({"add": "ctrl+h"}, "s.toml, line 2: ‘ctrl+h’ does not come through in many terminals; add keeps"),
        ({"add": "escape"}, "s.toml, line 2: ‘escape’ leaves whatever is open, always; add keeps"),
        ({"add": "u"}, "s.toml, line 2: ‘u’ does “Undo” already; add keeps its own."),
        ({"add": "f10", "edit": "f10"}, "s.toml, line 3: ‘f10’ does “Add” already; edit keeps its own."),
    ],
)
def test_a_key_that_cannot_be_given_is_told_and_the_action_keeps_its_own(
    given: dict[str, str], problem: str
) -> None:
    found = KeyMap(keys(**given))
    (said,) = found.problems
    assert said.startswith(problem)
    known = {action.id: action for action in found.actions}
    taken = [key for action in found.actions for key in action.keys]
    assert len(taken) == len(set(taken))
    assert all(known[a.id].keys == a.keys for a in ACTIONS if a.id not in given or a.id == [*given][-1])


def test_two_actions_may_change_places() -> None:
    found = KeyMap(keys(undo="a", add="u"))
    assert found.problems == ()
    assert (found.shown("undo"), found.shown("add")) == ("a", "u")


def test_settings_may_still_call_the_timer_by_its_old_name() -> None:
    found = KeyMap(keys(timebox="f10"))
    assert found.problems == ()
    assert found.shown("timer") == "f10"


async def test_the_users_keys_act_and_the_ones_they_replaced_do_not() -> None:
    async with program(BEGIN, settings=keys(delete=("Z", "f10"), add="ctrl+y", quit=())) as it:
        await it.press("f8", "delete")
        assert it.texts() == ["alpha", "bravo"]
        await it.press("Z")
        assert it.texts() == ["bravo"]
        await it.press("f10", "ctrl+y", *"new", "enter", "escape")
        assert it.texts() == ["new"]
        assert not it.said


async def test_what_is_said_names_the_users_keys_or_the_command_where_there_is_none() -> None:
    async with program(BEGIN, settings=keys(undo="f10", add=(), delete="Z")) as it:
        await it.press("Z")
        assert it.said == "Deleted ‘alpha’; f10 brings it back."
        await it.press("Z", "Z")
        assert it.said == "There is no statement under the cursor; “Add” adds one."


async def test_the_hints_the_help_and_the_palette_show_the_users_keys() -> None:
    async with program(BEGIN, size=(120, 100), settings=keys(add="f11", delete="Z", theme=())) as it:
        assert "f11 add" in it.lines[-1]
        await it.press("v")
        assert "Z delete" in it.lines[-1]
        assert "esc clear the selection" in it.lines[-1]
        await it.press("escape")
        offered = {command.title: command.help for command in it.app.get_system_commands(it.screen)}
        assert offered["Add"].endswith("(f11)")
        assert not offered["Light or dark"].endswith(")")
        await it.press("question_mark")
        await it.press(*"statements")
        assert it.find_line("new statements at the end").split()[1:3] == ["f11", "new"]


async def test_the_theme_chosen_by_its_key_is_kept_for_the_next_start() -> None:
    async with program(BEGIN) as it:
        await it.press("T")
        await it.until(lambda: load_settings().theme == "light")
        await it.press("comma")
        assert "light" in it.find_line("Theme")
        await it.press("escape", "p", "T")
        await it.until(lambda: load_settings().theme == "dark")


async def test_what_is_wrong_in_the_settings_is_said_once_when_the_board_opens() -> None:
    settings = read(b'colour = 1\ntheme = "pink"\n[keys]\nadd = "u"\n', "s.toml")
    async with program(BEGIN, settings=settings) as it:
        assert it.said.startswith("s.toml, line 1: there is no setting ‘colour’")
        assert "2 more" in it.said
        await it.press("down")
        assert it.said == ""
        await it.press("comma")
        assert "there is no theme ‘pink’" in it.seen
        assert "‘u’ does “Undo” already" in it.seen


async def test_the_theme_and_the_dates_that_are_set_hold(here: Path) -> None:
    path = here / "river.canvas.toml"
    path.write_text(canonical(BEGIN.replacing(review=date(2027, 1, 12))), encoding="utf-8")
    async with program(path) as it:
        try:
            for theme in THEMES:
                for name in (theme.name, short_name(theme)):
                    it.app.use(Settings({"theme": name}))
                    assert it.app.theme == theme.name
                    assert not it.app.problems
            for how, shown in (("iso", "2027-01-12"), ("month-day", "Jan 12"), ("day-month", "12 Jan")):
                it.app.apply_settings(Settings({"dates": how}))
                await it.settle()
                assert shown in it.lines[0]
        finally:
            dates.set_date_order("day-month")
    for theme in THEMES:
        async with program(BEGIN, settings=Settings({"theme": short_name(theme)})) as it:
            assert it.app.theme == theme.name


async def test_what_is_changed_on_the_screen_holds_at_once_and_is_kept() -> None:
    async with program(BEGIN.replacing(review=date(2027, 1, 12))) as it:
        await it.press("comma")
        assert "The colours, by the name of a theme." in it.shown
        await it.press("enter", "2")
        assert it.app.theme == "canvas-light"
        await it.press("down", "enter", "3", "escape")
        try:
            assert "2027-01-12" in it.at.header.render().plain
            assert "2027-01-12" in it.lines[0]
        finally:
            dates.set_date_order("day-month")
    found = load_settings()
    assert (found.theme, found.dates, found.problems) == ("light", "iso", ())


async def test_a_key_is_given_on_the_screen_and_acts_at_once_or_is_refused_and_not_kept() -> None:
    async with program(BEGIN, size=(120, 60)) as it:
        await it.press("comma")
        for words, why in (("u", "does “Undo” already"), ("ctrl+h", "does not come through")):
            await it.click(it.find("every field of the statement"))
            assert it.top_is("PromptScreen")
            await it.write(words)
            await it.press("enter")
            assert why in it.seen
        assert load_settings().keys == {}
        await it.click(it.find("every field of the statement"))
        await it.press(*"f10", "enter")
        assert "f10" in it.find_line("every field of the statement")
        await it.press("escape", "f10")
        assert it.top_is("FormScreen")
        await it.press("escape", "e")
        assert it.top_is("BoardScreen")
    assert load_settings().keys == {"form": ("f10",)}
    assert load_settings().problems == ()


async def test_backspace_takes_a_setting_back_to_the_programs_own_except_what_the_command_line_asks() -> None:
    async with program(BEGIN) as it:
        await it.press("comma", *5 * ["down"], "space")
        assert it.app.ascii_filter.enabled
        await it.press("backspace")
        assert not it.app.ascii_filter.enabled
        assert Path(settings_file()).read_text(encoding="utf-8").strip() == ""
        it.app.is_plain = True
        it.app.use(Settings())
        assert it.app.ascii_filter.enabled


async def test_settings_that_cannot_be_written_say_so() -> None:
    Path(settings_file()).parent.parent.mkdir(parents=True)
    Path(settings_file()).parent.write_text("in the way")
    async with program(BEGIN) as it:
        await it.press("comma", *5 * ["down"], "enter")
        assert "cannot be written" in it.seen
        assert not it.app.ascii_filter.enabled


async def test_the_settings_open_while_only_looking() -> None:
    async with program(BEGIN, read_only=True) as it:
        await it.press("comma", "enter", "2", "escape")
        assert it.app.theme == "canvas-light"


def row_of(it: Driven, label: str) -> str:
    """The row of a setting, without the space between its parts."""
    return " ".join(it.find_line(label).split())


async def test_where_the_choices_do_not_fit_the_one_that_is_set_stands_alone(here: Path) -> None:
    del here
    async with program(a_canvas(), size=(40, 15)) as it:
        await it.press("comma")
        assert "Days ‹day-month› … │" in row_of(it, "Days")
        assert "Audience ‹partners› … │" in row_of(it, "Audience")
        assert "Theme ‹dark› light │" in row_of(it, "Theme")
        await it.resize(80, 24)
        assert "internal ‹partners› public" in row_of(it, "Audience")


async def test_every_setting_shows_its_choices_and_left_and_right_go_through_them(here: Path) -> None:
    del here
    async with program(a_canvas(), size=(80, 24)) as it:
        await it.press("comma")
        assert "‹dark› light" in row_of(it, "Theme")
        assert "‹day-month› month-day iso" in row_of(it, "Days")
        assert "internal ‹partners› public" in row_of(it, "Audience")
        assert "‹yes› no" in row_of(it, "Shorthand")
        await it.press("down", "right")
        await it.until(lambda: it.app.settings.dates == "month-day")
        assert "‹month-day›" in it.shown
        await it.press("left", "left")
        await it.until(lambda: it.app.settings.dates == "iso")
        await it.press("down", "down", "left")
        await it.until(lambda: it.app.settings.guidance)
        assert "‹yes› no" in row_of(it, "Guidance")
