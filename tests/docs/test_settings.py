"""The page of the settings holds every one of them, every action, and nothing else."""

from __future__ import annotations

import tomli_w

from canvas.app.key_map import SWALLOWED, KeyMap
from canvas.app.keys import BY_NAME
from canvas.app.paint.themes import THEMES, short_name
from canvas.exports.labels import known_labels, own_labels
from canvas.files.settings import BY_KEY, SETTINGS, read, settings_file
from tests.docs.documents import samples, table, text_of

PAGE = "docs/settings.md"


def test_every_setting_is_told_with_its_default_and_what_it_may_be() -> None:
    rows = table(PAGE, "What can be set", "Key").rows
    assert rows == tuple(
        (
            f"`{setting.key}`",
            f"`{tomli_w.dumps({'x': setting.default}).strip().removeprefix('x = ')}`",
            setting.wanted,
            setting.help,
            setting.applies,
        )
        for setting in SETTINGS
    )


def test_every_way_to_write_a_day_is_told() -> None:
    rows = table(PAGE, "Dates", "`dates`").rows
    assert rows == tuple((f"`{word}`", shown) for word, shown in BY_KEY["dates"].choices)


def test_every_action_is_told_with_its_keys() -> None:
    rows = table(PAGE, "Keys", "Action").rows
    assert [row[0].strip("`") for row in rows] == list(BY_NAME)
    for name, keys, does in rows:
        action = BY_NAME[name.strip("`")]
        assert keys.replace("`", "") == action.keys_shown
        assert does == action.help


def test_every_theme_and_every_swallowed_key_is_told() -> None:
    text = text_of(PAGE)
    assert all(f"`{short_name(theme)}`" in text for theme in THEMES)
    assert all(f"`{key}`" in text for key in SWALLOWED)


def test_the_sample_is_without_a_fault() -> None:
    (sample,) = samples(PAGE, "toml")
    found = read(sample.text.encode(), "settings.toml")
    assert found.problems == ()
    assert found.theme in map(short_name, THEMES)
    assert KeyMap(found).problems == ()
    assert set(found.keys) == {"add", "next_status"}
    assert own_labels(found) == (found.labels, ())


def test_every_label_is_told() -> None:
    assert f"The labels are {', '.join(f'`{label}`' for label in known_labels())}.\n" in text_of(PAGE)


def test_the_file_is_where_the_page_says() -> None:
    assert settings_file().endswith("settings.toml")
    assert "partnership-canvas/settings.toml`" in text_of(PAGE)
