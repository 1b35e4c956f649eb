"""The user's settings: one TOML file in the platform's place, every key of which stands in one table here.

A file that is wrong somewhere is right elsewhere: what cannot be understood is told in a sentence, with its
line, and the rest is used.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from canvas.model.sanitize import quote, visible_line

KEYS: Final = "keys"
"""The table in which keys are given to actions."""

_FOLDER: Final = "partnership-canvas"


class Setting(NamedTuple):
    """One thing that can be set.

    Attributes:
        key: its name in the file.
        label: its name on the screen.
        default: what holds where the file says nothing; its type is that of the value.
        hint: what it does, as a sentence's end.
        choices: the words it may be, each with its meaning; none where it is true or false.
    """

    key: str
    label: str
    default: str | bool
    hint: str
    choices: tuple[tuple[str, str], ...] = ()

    @property
    def wanted(self) -> str:
        """What a value should have been."""
        if isinstance(self.default, bool):
            return "true or false"
        return "one of " + ", ".join(f'"{word}"' for word, _ in self.choices) if self.choices else "a text"

    def accepts(self, value: object) -> bool:
        """Whether a value may stand for it."""
        if isinstance(self.default, bool):
            return isinstance(value, bool)
        return isinstance(value, str) and (not self.choices or value in [word for word, _ in self.choices])


SETTINGS: tuple[Setting, ...] = (
    Setting("theme", "Theme", "dark", "the colours, by the name of a theme"),
    Setting("ascii", "ASCII only", False, "draws with plain ASCII characters alone"),
    Setting(
        "dates",
        "Days",
        "day-month",
        "how the board writes a day",
        (("day-month", "6 Sep 2027"), ("month-day", "Sep 6 2027"), ("iso", "2027-09-06")),
    ),
    Setting(
        "audience",
        "Audience",
        "partners",
        "who a summary is for until somebody says otherwise",
        (("internal", "everything"), ("partners", "what partners may read"), ("public", "what all may read")),
    ),
    Setting("linear", "Line by line", False, "opens canvases by questions and answers instead of the board"),
    Setting("guidance", "Guidance", False, "shows the guidance beside the panel from the beginning"),
)
"""Every setting but the keys, in the order of the settings screen and of its page in the documents."""

BY_KEY: dict[str, Setting] = {setting.key: setting for setting in SETTINGS}


class Settings(NamedTuple):
    """What the user has set.

    Attributes:
        theme: the name of a theme.
        ascii: whether only ASCII is drawn.
        dates: how days are written: ``day-month``, ``month-day`` or ``iso``.
        audience: who a summary is for until somebody says otherwise.
        linear: whether canvases are opened by questions and answers.
        guidance: whether guidance shows from the beginning.
        keys: the keys given to actions, by the action's name in the file.
        lines: on which line of the file a key stands, by its name, those of ``keys`` after ``keys.``.
        problems: what in the file cannot be used, a sentence each.
        path: the file, which need not be there; empty where these are no file's.
    """

    theme: str = "dark"
    ascii: bool = False
    dates: str = "day-month"
    audience: str = "partners"
    linear: bool = False
    guidance: bool = False
    keys: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    lines: Mapping[str, int] = MappingProxyType({})
    problems: tuple[str, ...] = ()
    path: str = ""

    def where(self, name: str) -> str:
        """How a sentence about a key begins: the file's name, and the line."""
        line = self.lines.get(name)
        file = visible_line(os.path.basename(self.path)) or "settings"
        return f"{file}, line {line}" if line else file


def settings_file() -> str:
    """Where the settings are kept."""
    if sys.platform in ("win32", "darwin"):
        import platformdirs  # noqa: PLC0415 - importing it takes longer than reading the settings

        folder = platformdirs.user_config_dir(_FOLDER, appauthor=False)
    else:
        set_folder = os.environ.get("XDG_CONFIG_HOME", "").strip()
        folder = os.path.join(set_folder or os.path.expanduser("~/.config"), _FOLDER)
    return os.path.join(folder, "settings.toml")


def load_settings(path: str | None = None) -> Settings:
    """What the user has set; the defaults where there is no file, or none that can be read.

    Args:
        path: the file; the platform's place where None.
    """
    path = settings_file() if path is None else path
    if not os.path.lexists(path):
        return Settings(path=path)
    from canvas.files import atomic_file  # noqa: PLC0415 - most people set nothing

    try:
        data = atomic_file.read(path)
    except atomic_file.DiskError as error:
        return Settings(path=path, problems=(f"{visible_line(path)}: {error} Nothing is set.",))
    return read(data, path)


def read(data: bytes, path: str) -> Settings:
    """What the bytes of a settings file say."""
    from canvas.files.toml_limits import FileError, load  # noqa: PLC0415 - likewise

    name = visible_line(os.path.basename(path))
    try:
        text = data.decode("utf-8-sig")
        said = load(text)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        problem = f"{name}, line {line}: this is not UTF-8 text. Nothing is set."
        return Settings(path=path, problems=(problem,))
    except FileError as error:
        return Settings(path=path, problems=(f"{error.sentence(name)} Nothing is set.",))
    found = Settings(path=path, lines=lines_of(text))
    values: dict[str, Any] = {}
    problems: list[str] = []
    for key, value in said.items():
        setting = BY_KEY.get(key)
        if setting and setting.accepts(value):
            values[key] = value
        elif setting:
            problems.append(f"{found.where(key)}: {key} must be {setting.wanted}.")
        elif key != KEYS:
            known = ", ".join([*BY_KEY, KEYS])
            problems.append(f"{found.where(key)}: there is no setting {quote(key)}; there are {known}.")
    keys = said.get(KEYS, {})
    if not isinstance(keys, dict):
        problems.append(f"{found.where(KEYS)}: {KEYS} must be a table: write [keys] on a line of its own.")
        keys = {}
    given: dict[str, tuple[str, ...]] = {}
    for action, wanted in keys.items():
        listed = [wanted] if isinstance(wanted, str) else wanted
        if isinstance(listed, list) and all(isinstance(key, str) for key in listed):
            given[action] = tuple(listed)
        else:
            where = found.where(f"{KEYS}.{action}")
            problems.append(f'{where}: {visible_line(action)} must be a key such as "f5", or a list of keys.')
    return found._replace(**values, keys=given, problems=tuple(problems))


_HEADER = r"\s*\[\s*([^\[\]]*?)\s*\]\s*(?:#.*)?"
_PAIR = r"""\s*(?:"([^"\\]*)"|'([^']*)'|([A-Za-z0-9_-]+))\s*="""


def lines_of(text: str) -> dict[str, int]:
    """The line of each key, counted from 1; those of a table have its name and a full stop before theirs."""
    found: dict[str, int] = {}
    table = ""
    for number, line in enumerate(text.split("\n"), 1):
        if header := re.fullmatch(_HEADER, line.rstrip("\r")):
            table = f"{header[1]}."
            found.setdefault(header[1], number)
        elif pair := re.match(_PAIR, line):
            found.setdefault(table + next(name for name in pair.groups() if name is not None), number)
    return found
