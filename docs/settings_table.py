"""Writes the tables in `settings.md` again, from the settings, the actions and the labels of documents."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import tomli_w

from canvas.app.keys import BY_NAME
from canvas.exports.labels import known_labels
from canvas.files.setting import Setting
from canvas.files.settings import SETTINGS

PAGE = Path(__file__).with_name("settings.md")


def main() -> None:
    """Write them."""
    actions = "".join(
        f"| `{name}` | {' '.join(f'`{key}`' for key in action.keys_shown.split())} | {action.help} |\n"
        for name, action in BY_NAME.items()
    )
    text = _with_rows(PAGE.read_text(encoding="utf-8"), "Action", actions)
    labels = ", ".join(f"`{label}`" for label in known_labels())
    text = re.sub(r"(?m)^The labels are .*$", f"The labels are {labels}.", text)
    PAGE.write_text(_with_rows(text, "Key", "".join(map(_row, SETTINGS))), encoding="utf-8")


def _row(setting: Setting[Any]) -> str:
    default = tomli_w.dumps({"x": setting.default}).strip().removeprefix("x = ")
    return f"| `{setting.key}` | `{default}` | {setting.wanted} | {setting.help} | {setting.applies} |\n"


def _with_rows(text: str, first_column: str, rows: str) -> str:
    """Replace the rows of the table whose first column is called so."""
    head = rf"(\| {first_column} \|.*\n\|[-|]+\|\n)(?:\|.*\n)*"
    return re.sub(head, lambda found: found[1] + rows, text, count=1)


if __name__ == "__main__":
    main()
