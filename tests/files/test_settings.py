"""The user's settings: what is read, what is refused, and what a change leaves alone."""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path

import platformdirs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvas.files.settings import SETTINGS, Settings, lines_of, load_settings, read, settings_file
from canvas.files.settings_edit import SettingsError, with_setting, write_setting

FULL = """\
# mine
theme = "light"  # for the projector
ascii = true

# how we write days
dates = "iso"

[keys]
# one hand
add = ["a", "f5"]
save = "ctrl+w" # as in the other program
"""


def test_the_table_and_what_is_read_know_the_same_settings_and_defaults() -> None:
    defaults = Settings()
    for setting in SETTINGS:
        assert getattr(defaults, setting.key) == setting.default
        assert setting.accepts(setting.default)


def test_it_is_kept_where_the_platform_keeps_such_files() -> None:
    folder = platformdirs.user_config_dir("partnership-canvas", appauthor=False)
    assert Path(settings_file()) == Path(folder) / "settings.toml"


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="that is the way of other systems")
def test_without_a_folder_of_its_own_it_is_below_the_home(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XDG_CONFIG_HOME")
    folder = platformdirs.user_config_dir("partnership-canvas", appauthor=False)
    assert Path(settings_file()) == Path(folder) / "settings.toml"


def test_without_a_file_nothing_is_set_and_nothing_is_written() -> None:
    found = load_settings()
    assert found == Settings(path=settings_file())
    assert not Path(settings_file()).parent.exists()


def test_what_is_set_is_read() -> None:
    found = read(FULL.encode(), "s.toml")
    assert found.problems == ()
    assert (found.theme, found.ascii, found.dates, found.audience) == ("light", True, "iso", "partners")
    assert found.keys == {"add": ("a", "f5"), "save": ("ctrl+w",)}
    assert found.where("keys.save") == "s.toml, line 11"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('colour = "red"', "line 2: there is no setting ‘colour’; there are theme, "),
        ("# x\nascii = 1", "line 3: ascii must be true or false."),
        ('dates = "roman"', 'line 2: dates must be one of "day-month", "month-day", "iso".'),
        ("theme = 3", "line 2: theme must be a text."),
        ("keys = 3", "line 2: keys must be a table: write [keys] on a line of its own."),
        ("[keys]\nadd = 3", 'line 3: add must be a key such as "f5", or a list of keys.'),
        ('[keys]\nadd = ["a", 3]', 'line 3: add must be a key such as "f5", or a list of keys.'),
    ],
)
def test_what_is_wrong_is_told_with_its_line_and_the_rest_is_used(text: str, problem: str) -> None:
    found = read(f"linear = true\n{text}".encode(), "/somewhere/s.toml")
    assert found.linear
    (said,) = found.problems
    assert said.startswith(f"s.toml, {problem}")
    assert said.endswith(".")


@pytest.mark.parametrize("text", [b"theme = ", b"theme = \xff", b"[keys]\n[keys]"])
def test_a_file_that_is_no_toml_sets_nothing_and_says_where(text: bytes) -> None:
    found = read(text, "/somewhere/s.toml")
    assert found._replace(problems=(), path="", lines={}) == Settings(lines={})
    (problem,) = found.problems
    assert problem.startswith("s.toml, line ")
    assert problem.endswith("Nothing is set.")


def test_a_folder_in_its_place_is_told_and_sets_nothing(here: Path) -> None:
    (problem,) = load_settings(str(here)).problems
    assert problem.endswith("Nothing is set.")


def test_what_would_act_in_a_terminal_is_harmless_in_a_problem() -> None:
    found = read(b'"a\\u001b[2J" = 1\n[keys]\n"b\\u001b[2J" = 1', "s.toml")
    assert len(found.problems) == 2
    assert not any("\x1b" in problem for problem in found.problems)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_change_leaves_every_other_line_and_every_comment_alone(end: str) -> None:
    text = FULL.replace("\n", end)
    lines = text.split("\n")
    for name, value, number, now in (
        ("theme", "dark", 2, 'theme = "dark"  # for the projector'),
        ("ascii", False, 3, "ascii = false"),
        ("keys.save", ["f2"], 11, 'save = ["f2"] # as in the other program'),
    ):
        changed_lines = with_setting(text, name, value).split("\n")
        assert changed_lines[number - 1].rstrip("\r") == now
        assert [*changed_lines[: number - 1], *changed_lines[number:]] == [
            *lines[: number - 1],
            *lines[number:],
        ]


def test_a_setting_more_stands_before_the_tables_and_a_key_more_in_its_table() -> None:
    assert 'dates = "iso"\naudience = "public"\n\n[keys]' in with_setting(FULL, "audience", "public")
    assert '[keys]\nquit = ["f10"]\n# one hand' in with_setting(FULL, "keys.quit", ["f10"])
    assert with_setting("", "ascii", True) == "ascii = true\n"
    assert with_setting("", "keys.add", ["f5"]) == '[keys]\nadd = ["f5"]\n'
    assert with_setting('[keys]\nadd = "f5"\n', "ascii", True) == 'ascii = true\n\n[keys]\nadd = "f5"\n'


def test_a_setting_that_is_taken_away_leaves_no_line() -> None:
    assert with_setting("ascii = true\n# x\n", "ascii", None) == "# x\n"
    assert with_setting("# x\n", "ascii", None) == "# x\n"


def test_what_goes_over_several_lines_is_not_rewritten_but_told() -> None:
    with pytest.raises(SettingsError, match="by hand"):
        with_setting('[keys]\nadd = [\n  "a",\n]\n', "keys.add", ["f5"])


VALUES = {
    setting.key: st.booleans() if isinstance(setting.default, bool) else st.sampled_from(("a", 'b"#', "ü"))
    for setting in SETTINGS
}
CHANGES = st.lists(
    st.one_of(
        *(st.tuples(st.just(key), st.none() | value) for key, value in VALUES.items()),
        st.tuples(
            st.sampled_from(("keys.add", "keys.save")),
            st.none() | st.lists(st.sampled_from(("a", '"', "#", "f5")), max_size=3),
        ),
    ),
    max_size=12,
)


@given(CHANGES, st.sampled_from(("", FULL, FULL.replace("\n", "\r\n"), "# only this", "[keys]\n")))
def test_whatever_is_changed_the_file_then_says_that_and_nothing_else(
    changes: list[tuple[str, str | bool | list[str] | None]], text: str
) -> None:
    comments = [line for line in text.splitlines() if line.startswith("#")]
    for name, value in changes:
        before = tomllib.loads(text)
        text = with_setting(text, name, value)
        table, _, key = name.rpartition(".")
        for said in (before, now := tomllib.loads(text)):
            where = said.setdefault(table, {}) if table else said
            if said is now and value is not None:
                assert where[key] == value
            where.pop(key, None)
        assert now == before
    assert [line for line in text.splitlines() if line.startswith("#")] == comments


def test_what_is_kept_is_read_again(here: Path) -> None:
    path = str(here / "deep" / "settings.toml")
    assert write_setting("theme", "light", path).theme == "light"
    assert write_setting("keys.add", ["f5"], path).keys == {"add": ("f5",)}
    assert load_settings(path).theme == "light"
    assert write_setting("theme", None, path).theme == "dark"
    assert tomllib.loads(Path(path).read_text()) == {"keys": {"add": ["f5"]}}


def test_a_file_that_is_no_toml_is_not_written_over(here: Path) -> None:
    path = here / "settings.toml"
    path.write_text("theme = ")
    with pytest.raises(SettingsError, match="by hand"):
        write_setting("theme", "light", str(path))
    assert path.read_text() == "theme = "


def test_a_folder_that_cannot_be_made_is_told(here: Path) -> None:
    (here / "file").write_text("")
    with pytest.raises(SettingsError, match="cannot be written"):
        write_setting("theme", "light", str(here / "file" / "settings.toml"))


def test_the_line_of_each_key_is_known() -> None:
    assert lines_of(FULL) == {
        "theme": 2,
        "ascii": 3,
        "dates": 6,
        "keys": 8,
        "keys.add": 10,
        "keys.save": 11,
    }
