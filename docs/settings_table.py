"""Writes the table of actions in `settings.md` again, after the table in `canvas/app/keys.py` has changed."""

from __future__ import annotations

import re
from pathlib import Path

from canvas.app.key_map import BY_NAME

PAGE = Path(__file__).with_name("settings.md")


def main() -> None:
    """Write it."""
    rows = "".join(
        f"| `{name}` | {' '.join(f'`{key}`' for key in action.keys_shown.split())} | {action.help} |\n"
        for name, action in BY_NAME.items()
    )
    head = r"(\| Action \| Keys \| Does \|\n\|[-|]+\|\n)(?:\|.*\n)*"
    text = re.sub(head, lambda found: found[1] + rows, PAGE.read_text(encoding="utf-8"))
    PAGE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
