"""Writes the Markdown that stands beside each worked example: `python docs/examples.py`."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from canvas.exports import render_text
from canvas.files.canvas_file import SUFFIX, open_document

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
"""Where they stand."""

TODAY = date(2026, 11, 23)
"""The day they were written for: what is overdue depends on it."""


def summaries() -> dict[Path, str]:
    """The summary for partners of each example, by the file it belongs in."""
    return {
        file.with_name(file.name.removesuffix(SUFFIX) + ".md"): render_text(
            "md", open_document(str(file)).canvas, today=TODAY
        )
        for file in sorted(EXAMPLES.glob(f"*{SUFFIX}"))
    }


if __name__ == "__main__":
    for path, text in summaries().items():
        path.write_text(text, encoding="utf-8", newline="\n")
        print(f"wrote {path.name}")
