"""Mend what is certain in the files of a check."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from canvas.files.canvas_file import DocumentError
from canvas.files.mend import mend
from canvas.model.sanitize import visible, visible_line
from canvas.verbs.reading import complain

if TYPE_CHECKING:
    from collections.abc import Iterable


def fix_files(names: Iterable[str]) -> bool:
    """Mend what is certain in each file; whether all that was to be written was written."""
    well = True
    for name in names:
        if name == "-":
            complain("standard input cannot be mended; name a file.")
            well = False
            continue
        try:
            mended = mend(name)
        except DocumentError as error:
            complain(error)
            well = False
            continue
        if mended:
            sys.stderr.write(visible(f"Mended in {visible_line(name)}: {mended}.\n"))
    return well
