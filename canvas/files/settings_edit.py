"""Editing of the settings file: the line of one setting is rewritten, everything else is preserved."""

from __future__ import annotations

import os
import re
import tomllib
from typing import Any, Literal

import tomli_w

from canvas.files import atomic_file, file_reading
from canvas.files.disk_errors import DiskCode, DiskError, disk_error
from canvas.files.settings import KEYS, Settings, lines_of, read, settings_file
from canvas.model.errors import CodedError
from canvas.model.sanitize import visible_line

_COMMENT = re.compile(r"\s+#.*$")


SettingsCode = DiskCode | Literal["not_toml", "not_one_line"]


class SettingsError(CodedError[SettingsCode]):
    """A setting that cannot be written; its text is one sentence."""


def write_setting(name: str, value: str | bool | list[str] | None, path: str | None = None) -> Settings:
    """Write a setting to the file, and give all settings after the change.

    Args:
        name: the setting; ``keys.`` and an action's name for the keys of an action.
        value: what to set it to; None removes it, so that the default applies.
        path: the file; the platform's place where None.

    Raises:
        SettingsError: where the file cannot be written, or the line cannot be changed alone.
    """
    path = settings_file() if path is None else path
    where = visible_line(path)
    try:
        os.makedirs(os.path.dirname(path) or ".", mode=0o700, exist_ok=True)
        data = file_reading.read(path) if os.path.lexists(path) else None
        text = with_setting((data or b"").decode("utf-8-sig"), name, value)
        written = text.encode()
        if written != data and (data is not None or written):
            atomic_file.replace(path, written, data)
    except (UnicodeDecodeError, tomllib.TOMLDecodeError):
        raise SettingsError(f"{where} is not TOML: mend it by hand first.", "not_toml") from None
    except (OSError, DiskError) as error:
        said = getattr(error, "strerror", None) or error
        code = error.code if isinstance(error, DiskError) else disk_error(error, "written").code
        raise SettingsError(f"{where} cannot be written: {said}", code) from None
    return read(written, path)


def with_setting(text: str, name: str, value: str | bool | list[str] | None) -> str:
    """Change one setting in the text of a settings file.

    Raises:
        SettingsError: where the line cannot be changed alone: the value spans several lines, or is part of
            an inline table.
        tomllib.TOMLDecodeError: where the text is not TOML.
    """
    wanted = _expected_table(tomllib.loads(text), name, value)
    end = "\r\n" if "\r\n" in text else "\n"
    lines = text.split("\n")
    number = lines_of(text).get(name)
    said = "" if value is None else _toml_line(name.removeprefix(f"{KEYS}."), value)
    if number is None:
        candidates = [_with_new_line(lines, name, said, end)] if said else [text]
    else:
        old = lines[number - 1].rstrip("\r")
        cr = "\r" if lines[number - 1].endswith("\r") else ""
        comment = _COMMENT.search(old)
        candidates = [
            "\n".join([*lines[: number - 1], *([f"{said}{rest}{cr}"] if said else []), *lines[number:]])
            for rest in ([comment[0]] if comment else []) + [""]
        ]
    for candidate in candidates:
        try:
            if tomllib.loads(candidate) == wanted:
                return candidate
        except tomllib.TOMLDecodeError:
            continue
    where = f"line {number}" if number else "the file"
    raise SettingsError(
        f"{where} cannot be changed without its neighbours: change {name} by hand there.", "not_one_line"
    )


def _expected_table(said: dict[str, Any], name: str, value: str | bool | list[str] | None) -> dict[str, Any]:
    """The content that the changed file must parse to."""
    table, key = said, name
    if name.startswith(f"{KEYS}."):
        key = name.removeprefix(f"{KEYS}.")
        table = said.get(KEYS, {})
        if not isinstance(table, dict):
            raise SettingsError(f"{KEYS} is no table in the file: mend it by hand first.", "not_one_line")
        if value is not None or KEYS in said:
            said[KEYS] = table
    if value is None:
        table.pop(key, None)
    else:
        table[key] = value
    return said


def _toml_line(key: str, value: str | bool | list[str]) -> str:
    if isinstance(value, list):
        entries = ", ".join(_toml_line("x", entry).removeprefix("x = ") for entry in value)
        return f"{key} = [{entries}]"
    return tomli_w.dumps({key: value}).rstrip("\n")


def _with_new_line(lines: list[str], name: str, said: str, end: str) -> str:
    """Insert a line into its table."""
    cr = end.removesuffix("\n")
    headers = [at for at, line in enumerate(lines) if line.lstrip().startswith("[")]
    if not name.startswith(f"{KEYS}."):
        at = headers[0] if headers else len(lines) - (not lines[-1])
        while at and headers and (not lines[at - 1].strip() or lines[at - 1].lstrip().startswith("#")):
            at -= 1  # a comment above a table belongs to that table
        if not at and headers:
            return "\n".join([said + cr, cr, *lines])
        return "\n".join([*lines[:at], said + cr, *lines[at:]] + ([""] if at == len(lines) else []))
    mine = lines_of("\n".join(lines)).get(KEYS)
    if mine is None:
        rest = "\n".join(lines).rstrip("\r\n")
        return f"{rest}{end * 2 if rest else ''}[{KEYS}]{end}{said}{end}"
    return "\n".join([*lines[:mine], said + cr, *lines[mine:]])
