"""Find the values of fields in a line that was changed, by the words around them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import SequenceMatcher
from typing import Final

from canvas.imports.expected import Cell
from canvas.model.text_folding import normalised
from canvas.model.types import Status

_ALIKE: Final = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "„": '"', "–": "-", "—": "-", "‑": "-", "−": "-", "\u00a0": " "}
)
"""What word processors and mail programs exchange, one character for one."""

_UNSEEN: Final = "[\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff]"
_LATE: Final = r" \(overdue\)|, overdue(?=\))"
"""What the day of the export decides, and not the canvas."""

_FRENCH_SPACE: Final = r" (?=[:;!?»])|(?<=«) "
"""What a word processor that is set to French puts before a sign."""

_STATUS: Final = r"\s*[*_]*\(([^()]{1,40})\)[*_]*\s*$"


def collapsed(text: str) -> str:
    """A text on one line, with single spaces and without what nobody sees."""
    return " ".join(re.sub(_UNSEEN, "", normalised(text)).split())


def comparable(text: str) -> str:
    """A text as it is compared: mangled quotation marks, dashes and dots are the same."""
    text = collapsed(text).translate(_ALIKE).replace("...", "…").replace("--", "-")
    text = re.sub(_LATE, "", text)
    text = re.sub(_FRENCH_SPACE, "", text)
    return " ".join(re.sub(r"\\(?= |$)", "", text).split())  # without what is left of a line break


def split_status(text: str, statuses: Mapping[str, Status]) -> tuple[str, Status | None]:
    """A line without the status in brackets at its end, and that status, or None."""
    found = re.search(_STATUS, text)
    status = statuses.get(comparable(found[1]).casefold()) if found else None
    return (text[: found.start()], status) if found and status else (text, None)


def read_values(cell: Cell, text: str) -> dict[str, str]:
    """The value of each field of a cell that says ``text`` now; what stands around them is left out."""
    text = collapsed(text)
    seen = text.translate(_ALIKE)
    pattern = "".join(
        "(.*?)" if part.field else re.sub(r"(?:\\\s|\s)+", r"\\s*", re.escape(part.text.translate(_ALIKE)))
        for part in cell
    )
    fields = [part.field for part in cell if part.field]
    found = re.fullmatch(rf"\s*{pattern}\s*", seen)
    spans = [found.span(at + 1) for at in range(len(fields))] if found else _mapped(cell, seen)
    return {field: text[start:end].strip() for field, (start, end) in zip(fields, spans, strict=True)}


def _mapped(cell: Cell, text: str) -> list[tuple[int, int]]:
    """Where the fields of a cell stand in a text whose other words were changed too."""
    before = "".join(part.text for part in cell).translate(_ALIKE)
    blocks = SequenceMatcher(None, before, text, autojunk=False).get_opcodes()

    def at(place: int, *, is_start: bool) -> int:
        for _, start, end, new_start, new_end in blocks:
            if start <= place <= end and (place < end or not is_start or end == len(before)):
                if place == start and is_start:
                    return new_start
                if place == end:
                    return new_end
                return min(new_end, new_start + place - start)
        return len(text)

    spans, place = [], 0
    for part in cell:
        end = place + len(part.text)
        if part.field:
            first = at(place, is_start=True)
            spans.append((first, max(first, at(end, is_start=False))))
        place = end
    return spans
