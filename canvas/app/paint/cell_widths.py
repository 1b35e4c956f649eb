"""Measure texts with the punctuation of print, such as curly quotes and dashes, as quickly as plain ones.

Rich 15 counts the columns of a text character by character unless it is made of Latin, Greek, Cyrillic and
box drawing alone, which it looks up in a set of some thousand strings.
"""

from __future__ import annotations

import re

from rich import cells, segment

_NARROW = re.compile(
    "[ -~\xa0-\xac\xae-\u02ff\u0370-\u0482\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2190-\u21ff\u2200-\u22ff"
    "\u2500-\u25fc\u2713\u2717\u2800-\u28ff]*"
)
"""Characters that take one column each, whatever stands beside them."""


def measure_print_at_once() -> None:
    """Have Rich take texts of narrow characters for as wide as they are long."""
    for module in (cells, segment):
        vars(module)["_is_single_cell_widths"] = _NARROW.fullmatch
    vars(cells)["_SINGLE_CELLS"] = frozenset()  # 200 kB, which nobody looks up any more
