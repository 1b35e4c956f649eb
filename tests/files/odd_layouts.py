"""Whole-file rewrites by saves, counted: ``python -m tests.files.odd_layouts 3000``.

Each file of the corpus is edited once by chance. A save changes the lines of the edit alone, or else, where
the layout does not allow that, writes the whole file in canonical form, with its comments and a backup.
"""

from __future__ import annotations

import sys
from collections import Counter
from typing import Final

from canvas.files.canvas_file import Document, from_bytes
from canvas.files.rewrite import rewrite
from canvas.files.round_trip import represents
from canvas.files.toml_scanner import ScanError
from canvas.model.canvas import Canvas
from tests.chance import Chance, some_edit
from tests.handwriting import handwritten

_TOP: Final = 'format = 1\ntitle = "T" # t\n'
_VISION: Final = '\n# c\n[[vision]] # head\nid = "aaaaa"\ntext = "a"\n'
_ROLES: Final = '\n[[roles]]\ntext = "b"\n'

LAYOUTS: Final[dict[str, str]] = {
    "canonical": _TOP + _VISION + _ROLES,
    "no title": f"format = 1\n{_VISION}",
    "mixed line ends": (_TOP + _VISION).replace("\n", "\r\n", 2) + _ROLES,
    "no line end at the end": (_TOP + _VISION).rstrip(),
    "panels interleaved": f'{_TOP}{_ROLES}{_VISION}{_ROLES}\n[[vision]]\ntext = "c"\n',
    "panel as a list": f"{_TOP}vision = [ # o\n {{text = 'a'}}, # c\n {{text = 'b', more.x = 1}}]\n{_ROLES}",
    "panels as lists on one line": f'{_TOP}vision = [{{text = "a"}}]\nroles = [{{text = "b"}}]\n',
    "panel as a list above the format": f'vision = [{{text = "a"}}]\n{_TOP}{_ROLES}',
    "panel as a list, with an escape in its key": f'{_TOP}"visi\\u006fn" = [{{text = "a"}}] # e\n{_ROLES}',
    "panel as an empty list": f"{_TOP}vision = []\n{_ROLES}",
    "key with an escape": f'{_TOP}{_VISION}"own\\u0065r" = "x"\n{_ROLES}',
    "field with dots": f"{_TOP}{_VISION}owner.first = 'A'\n{_ROLES}",
    "field as a table": f"{_TOP}{_VISION}[vision.owner]\nx = 1\n{_ROLES}",
    "unknown value with dots": f"{_TOP}extra.x = 1\nextra.y = 2\n{_VISION}",
    "unknown table with tables": f"{_TOP}\n[extra]\nx = 1\n[[extra.y]]\n{_VISION}\n[extra.more]\nq = 1\n",
    "other version as tables": f"{_TOP}{_VISION}[[vision.theirs]]\ntext = 'x'\n\n[[theirs]]\ntitle = 'x'\n",
    "other version with dots": f"{_TOP}theirs.title = 'x'\n{_VISION}theirs.text = 'x'\n{_ROLES}",
    "stage as a table": f"{_TOP}{_VISION}\n[stage]\nx = 1\n",
    "stage with dots": f"{_TOP}stage.x = 1\n{_VISION}",
    "stage with dots and as a table": f"{_TOP}stage.x = 1 # x\n'stage'.y = 1\n{_VISION}\n[stage.z]\ny = 1",
    "field with dots and as a table": f"{_TOP}{_VISION}owner.x = 1\n[vision.owner.more]\ny = 1\n{_ROLES}",
    "table apart from its statement": f"{_TOP}{_VISION}{_ROLES}# apart\n[vision.more]\nx = 1\n",
    "field apart from its statement": f"{_TOP}{_VISION}{_ROLES}{_VISION}{_ROLES}# a\n[vision.owner]\nx = 1",
    "tables apart, of two panels": (
        f"{_TOP}{_VISION}[vision.steps]\nx = 1\n{_ROLES}\n[roles.more]\nx = 1\n\n# free\n\n"
        "[vision.more]\nx = 1\n[[vision.list]]\n\n[[vision.list]]\n\n[roles.other]\n"
    ),
}
"""Layouts that a hand may give a file, one each; `tests.handwriting` mixes those that are more common."""

REWRITTEN: Final[dict[str, str]] = {}
"""The layouts in which some edits rewrite the whole file, with why no line-wise way exists."""


def is_rewritten(document: Document, edited: Canvas) -> bool:
    """Whether a save of an edited canvas has to write the whole file anew."""
    try:
        text = rewrite(document.text, document.canvas, edited, document.repaired)
    except ScanError:
        return True
    return not represents(text, edited)


def count(layout: str, seeds: range) -> int:
    """Edit a file of a layout once for each seed; returns the number of whole-file rewrites."""
    document = from_bytes(LAYOUTS[layout].encode(), layout)
    return sum(is_rewritten(document, some_edit(Chance(seed), document.canvas).canvas) for seed in seeds)


def count_handwritten(seeds: range) -> int:
    """The same over files of `tests.handwriting`, one for each seed."""
    found = 0
    for seed in seeds:
        chance = Chance(seed)
        document = from_bytes(handwritten(chance).data, "handwritten")
        found += is_rewritten(document, some_edit(chance, document.canvas).canvas)
    return found


def main(files: int) -> int:
    """Print the counts; the exit code is 1 where a layout is rewritten that has no reason for it."""
    per_layout = range(max(1, files // len(LAYOUTS)))
    found = Counter({layout: count(layout, per_layout) for layout in LAYOUTS})
    for layout, number in found.items():
        why = f": {REWRITTEN.get(layout, 'no reason is known')}" if number else ""
        sys.stdout.write(f"{number:5} of {len(per_layout)}  {layout}{why}\n")
    handwriting = count_handwritten(range(files))
    sys.stdout.write(f"{handwriting:5} of {files}  handwritten files\n")
    return int(bool(handwriting) or {*+found} != {*REWRITTEN})


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:2] or ["3000"])))
