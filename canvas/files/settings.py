"""The user's settings: one TOML file, every key of which is declared here.

What in it cannot be used is reported in a sentence with its line, and the rest is applied.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from canvas.files import file_reading
from canvas.files.disk_errors import DiskError
from canvas.files.setting import Setting
from canvas.files.toml_limits import FileError, load
from canvas.files.user_folders import config_file
from canvas.model.sanitize import quote, visible_line
from canvas.model.types import Audience

KEYS: Final = "keys"
"""The table in which keys are given to actions."""

LABELS: Final = "labels"
"""The table in which the labels of documents are called something else."""


class _SettingsFile(NamedTuple):
    """The content of a settings file.

    Attributes:
        values: the values that were set, by key.
        keys: the keys of actions, by the action's name in the file.
        labels: the words for labels of documents, by the label as the file has it.
        lines: the line of each key; those of a table are prefixed with its name and a dot.
        problems: what cannot be used, a sentence each.
        path: the file, which need not exist; empty for none.
    """

    values: Mapping[str, str | bool] = MappingProxyType({})
    keys: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    labels: Mapping[str, str] = MappingProxyType({})
    lines: Mapping[str, int] = MappingProxyType({})
    problems: tuple[str, ...] = ()
    path: str = ""


class Settings(_SettingsFile):
    """The table of settings, with the value of each; everything else goes through `SETTINGS`."""

    __slots__ = ()

    theme = Setting("Theme", "dark", "the colours, by the name of a theme", applies="at once")
    dates = Setting(
        "Days",
        "day-month",
        "how the board writes a day",
        applies="at once",
        choices=(("day-month", "6 Sep 2027"), ("month-day", "Sep 6 2027"), ("iso", "2027-09-06")),
    )
    audience: Setting[Audience] = Setting(
        "Audience",
        "partners",
        "who a summary is for until somebody says otherwise",
        applies="for the next summary",
        choices=(
            ("internal", "everything"),
            ("partners", "what partners may read"),
            ("public", "what all may read"),
        ),
    )
    guidance = Setting(
        "Guidance",
        False,
        "shows the guidance beside the panel from the beginning",
        applies="for the next canvas",
    )
    shorthand = Setting(
        "Shorthand",
        True,
        "understands kind:, @name, by day and !! in what is typed",
        applies="at once",
    )
    ascii = Setting("ASCII only", False, "draws with plain ASCII characters alone", applies="at once")
    linear = Setting(
        "Line by line",
        False,
        "opens canvases by questions and answers instead of the board",
        applies="from the next start",
    )

    def where(self, name: str) -> str:
        """The beginning of a sentence about a key: the file's name, and the line."""
        line = self.lines.get(name)
        file = visible_line(os.path.basename(self.path)) or "settings"
        return f"{file}, line {line}" if line else file


SETTINGS: tuple[Setting[Any], ...] = tuple(
    value for value in vars(Settings).values() if isinstance(value, Setting)
)
"""Every setting but the keys, in the order of the settings screen and of its page in the documents."""

BY_KEY: dict[str, Setting[Any]] = {setting.key: setting for setting in SETTINGS}


def settings_file() -> str:
    """The path of the settings file."""
    return config_file("settings.toml")


def load_settings(path: str | None = None) -> Settings:
    """Read the settings, by default from the platform's place; the defaults where that is impossible."""
    path = settings_file() if path is None else path
    if not os.path.lexists(path):
        return Settings(path=path)
    try:
        data = file_reading.read(path)
    except DiskError as error:
        return Settings(path=path, problems=(f"{visible_line(path)}: {error} Nothing is set.",))
    return read(data, path)


def read(data: bytes, path: str) -> Settings:
    """Parse the bytes of a settings file."""
    name = visible_line(os.path.basename(path))
    try:
        text = data.decode("utf-8-sig")
        table = load(text)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        problem = f"{name}, line {line}: this is not UTF-8 text. Nothing is set."
        return Settings(path=path, problems=(problem,))
    except FileError as error:
        return Settings(path=path, problems=(f"{error.sentence(name)} Nothing is set.",))
    found = Settings(path=path, lines=lines_of(text))
    values: dict[str, str | bool] = {}
    problems: list[str] = []
    for key, value in table.items():
        setting = BY_KEY.get(key)
        if setting and setting.accepts(value):
            values[key] = value
        elif setting:
            problems.append(f"{found.where(key)}: {key} must be {setting.wanted}.")
        elif key not in (KEYS, LABELS):
            known = ", ".join([*BY_KEY, KEYS, LABELS])
            problems.append(f"{found.where(key)}: there is no setting {quote(key)}; there are {known}.")
    keys, labels = (_table(table, name, found, problems) for name in (KEYS, LABELS))
    words = {label: said for label, said in labels.items() if isinstance(said, str)}
    problems += [
        f"{found.where(f'{LABELS}.{label}')}: {visible_line(label)} must be a text."
        for label in labels
        if label not in words
    ]
    keys_by_action: dict[str, tuple[str, ...]] = {}
    for action, wanted in keys.items():
        listed = [wanted] if isinstance(wanted, str) else wanted
        if isinstance(listed, list) and all(isinstance(key, str) for key in listed):
            keys_by_action[action] = tuple(listed)
        else:
            where = found.where(f"{KEYS}.{action}")
            problems.append(f'{where}: {visible_line(action)} must be a key such as "f5", or a list of keys.')
    return found._replace(values=values, keys=keys_by_action, labels=words, problems=tuple(problems))


def _table(settings: Mapping[str, Any], name: str, found: Settings, problems: list[str]) -> dict[str, Any]:
    """A table of the settings; empty where there is none, or something else of that name."""
    table = settings.get(name, {})
    if isinstance(table, dict):
        return table
    problems.append(f"{found.where(name)}: {name} must be a table: write [{name}] on a line of its own.")
    return {}


_HEADER = r"\s*\[\s*([^\[\]]*?)\s*\]\s*(?:#.*)?"
_PAIR = r"""\s*(?:"([^"\\]*)"|'([^']*)'|([A-Za-z0-9_-]+))\s*="""


def lines_of(text: str) -> dict[str, int]:
    """Find the line of each key, counted from 1; keys of a table are prefixed with its name and a dot."""
    found: dict[str, int] = {}
    table = ""
    for number, line in enumerate(text.split("\n"), 1):
        if header := re.fullmatch(_HEADER, line.rstrip("\r")):
            table = f"{header[1]}."
            found.setdefault(header[1], number)
        elif pair := re.match(_PAIR, line):
            found.setdefault(table + next(name for name in pair.groups() if name is not None), number)
    return found
