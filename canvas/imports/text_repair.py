"""Undo what mail programs and editors do to a text: quotation signs, hard wraps, typed bullets, torn tables.

What is joined leaves empty lines behind, so that lines keep their numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise, takewhile
from typing import Final

from canvas.model.paste import BULLET

_MAX_QUOTED: Final = 8
"""How often a text may have been quoted."""

_MIN_WRAPPED_CHARS: Final = 50
"""The shortest line that is taken for one which was wrapped between two bars."""

_MAX_ROW_LINES: Final = 40
"""Over how many lines a row of a table may be wrapped."""

_FENCE: Final = r"(`{3,}|~{3,})[ \t]*(?:markdown|md|text)?[ \t]*"
_SIGN: Final = rf"([ \t]*)(?:{BULLET}[ \t\u00a0]*|·[ \t\u00a0]+)(?=\S)"
_ENTRY: Final = r"[ \t]*(?:[-*+]|[0-9]{1,3}[.)])\s"
_DASH: Final = r"([ \t]*)[–—][ \t\u00a0]+(?=\S)"
_CLAUSE: Final = r"[ \t]*(?:\(?(?:[a-zأ-ي]|[ivx]{2,4})\)|[0-9]{1,2}(?:\.[0-9]{1,2})+\.?)[ \t\u00a0]+\S"
_LINK_TWICE: Final = r"(?<![\w.+/:-])<?(https?://[^\s<>]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+)<(?:mailto:)?\1/?>>?"
_DELIMITER: Final = r"[ \t]*\|(?:[ \t]*:?-+:?[ \t]*\|)+[ \t]*"
_DELIMITER_OF_ANY_TABLE: Final = r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*"
_BAR: Final = r"(?<!\\)\|"
_INTERRUPTING: Final = r"(?:#{1,6}|[-*+])\s"
"""What ends a table, although no empty line does: a heading or an entry."""


def unquoted(text: str) -> str:
    """A text without the signs before its lines, where most of it is quoted."""
    for _ in range(_MAX_QUOTED):
        lines = [line for line in text.split("\n") if line.strip()]
        if sum(line.lstrip().startswith(">") for line in lines) * 2 <= len(lines):
            break
        text = re.sub(r"^[ \t]*> ?", "", text, flags=re.MULTILINE)
    return text


def is_markdown(text: str) -> bool:
    """Whether a text has the headings of Markdown, or what editors make of these."""
    return len(re.findall(r"^[ \u00a0]*(?:#{1,6}[ \u00a0]+\S|\*\*[^*\n]+\*\*$)", text, re.MULTILINE)) > 1


def repaired(text: str) -> str:
    """A Markdown document as it was before it was sent around."""
    text = re.sub(r"^[ \t\u00a0]+", lambda found: found[0].replace("\u00a0", " "), text, flags=re.MULTILINE)
    text = re.sub(r"^( *(?:#{1,6}|[-*+]|[0-9]{1,3}[.)]))\u00a0+", r"\1 ", text, flags=re.MULTILINE)
    text = re.sub(_LINK_TWICE, r"<\1>", text)
    lines = _signs_replaced(_without_fence(text.split("\n")))
    return "\n".join(_tables_widened(_rows_joined(_tabs_replaced(_clauses_listed(lines)))))


def _without_fence(lines: list[str]) -> list[str]:
    """The lines without the first fence, where it holds a document with headings."""
    found = ((at, fence) for at, line in enumerate(lines) if (fence := re.fullmatch(_FENCE, line)))
    at, fence = next(found, (0, None))
    ends = (after for after in range(len(lines) - 1, at, -1) if fence and lines[after].strip() == fence[1])
    end = next(ends, None)
    if end is None or not is_markdown("\n".join(lines[at:end])):
        return lines
    return [*lines[:at], "", *lines[at + 1 : end], "", *lines[end + 1 :]]


def _signs_replaced(lines: list[str]) -> list[str]:
    """Write bullets of every kind as hyphens; a dash is one after an empty line or another.

    An indented line below a hard line break within an entry goes on with it, whatever it begins with.
    """
    made: list[str] = []
    was_dash, goes_on = True, False
    for before, line in pairwise(["", *lines]):
        is_dash = was_dash and re.match(_DASH, line) is not None
        goes_on = (
            before.endswith("  ") and line[:1] == " " and (goes_on or re.match(_ENTRY, before) is not None)
        )
        made.append(line if goes_on else re.sub(f"^{_DASH if is_dash else _SIGN}", r"\1- ", line))
        was_dash = is_dash or not line.strip()
    return made


def _clauses_listed(lines: list[str]) -> list[str]:
    """Make entries of clauses that follow each other; without a sign they are one paragraph to a parser."""
    spoken = [at for at, line in enumerate(lines) if line.strip()]
    clauses = {at for at in spoken if re.match(_CLAUSE, lines[at])}
    pairs = [pair for pair in pairwise(spoken) if clauses.issuperset(pair)]
    listed = {at for pair in pairs for at in pair}
    return [f"- {line.strip()}" if at in listed else line for at, line in enumerate(lines)]


def _tabs_replaced(lines: list[str]) -> list[str]:
    """Make tables of rows that are parted by tabs, as a copied table is, below an empty line."""
    made = ["", *lines]
    at = 1
    while at < len(made):
        end = at
        while (
            end < len(made)
            and "\t" in made[end].strip()
            and not re.match(r"\s*(?:[-*+#>|]|\d+[.)]\s)", made[end])
        ):
            end += 1
        if end - at > 1 and not made[at - 1].strip():
            rows = [made[row].replace("|", r"\|").split("\t") for row in range(at, end)]
            rows[0] += [""] * (max(map(len, rows)) - len(rows[0]))  # a parser drops cells without a title
            made[at - 1] = f"| {' | '.join(rows[0])} |"
            made[at] = f"|{' --- |' * len(rows[0])}"
            for row in range(1, len(rows)):
                made[at + row] = f"| {' | '.join(rows[row])} |"
        at = end + 1
    return made[1:] if not made[0] else made


def _rows_joined(lines: list[str]) -> list[str]:
    """Join the lines of table rows that were wrapped, and the rows that empty lines part."""
    made = list(lines)
    free = 0  # where the lines begin that belong to no table yet
    for at, line in enumerate(lines):
        if at < free or not re.fullmatch(_DELIMITER, line):
            continue
        bars = _bars(line)
        start = _header_start(lines, at, free, bars)
        if start is None:
            continue
        rows = [" ".join(each.strip() for each in lines[start:at] if each.strip()), line.strip()]
        end = at + 1
        for row, after in _rows(lines, at + 1, bars):
            rows.append(row)
            end = after
        made[start:end] = [*rows, *[""] * (end - start - len(rows))]
        free = end
    return made


def _tables_widened(lines: list[str]) -> list[str]:
    """Give a table as many columns as its longest row has: a parser drops cells without a title."""
    made = list(lines)
    free = 1  # where the lines begin that belong to no table yet
    for at, line in enumerate(lines):
        if at < free or "|" not in line or not re.fullmatch(_DELIMITER_OF_ANY_TABLE, line):
            continue
        columns = _cells(line)
        if _cells(lines[at - 1]) != columns:
            continue
        below = (lines[place] for place in range(at + 1, len(lines)))
        rows = [*takewhile(lambda row: "|" in row, below)]
        free = at + 1 + len(rows)
        if (more := max(map(_cells, rows), default=0) - columns) > 0:
            for place, cell in ((at - 1, "  |"), (at, " --- |")):
                bar = "" if lines[place].rstrip().endswith("|") else " |"
                made[place] = lines[place].rstrip() + bar + cell * more
    return made


def _cells(line: str) -> int:
    """How many cells a row of a table has."""
    return len(re.findall(_BAR, re.sub(rf"^\||{_BAR}$", "", line.strip()))) + 1


def _header_start(lines: list[str], at: int, free: int, bars: int) -> int | None:
    """Where the header of a table begins whose delimiter is at a line; None where there is none."""
    count = 0
    for start in range(at - 1, max(free, at - _MAX_ROW_LINES) - 1, -1):
        count += _bars(lines[start])
        if count >= bars:
            return start if count == bars and lines[start].lstrip().startswith("|") else None
    return None


def _bars(line: str) -> int:
    """How many bars of a table a line has."""
    return len(re.findall(_BAR, line))


def _rows(lines: list[str], at: int, bars: int) -> Iterator[tuple[str, int]]:
    """The rows of a table, each with the number of the line behind it."""
    while at < len(lines):
        if not lines[at].strip():
            at += 1
            continue
        if not lines[at].lstrip().startswith("|"):
            return
        row, count, after = lines[at].strip(), _bars(lines[at]), at + 1
        for more in map(str.strip, lines[after : at + _MAX_ROW_LINES]):
            is_next = (
                row.endswith("|") and more.startswith("|") and len(lines[after - 1]) < _MIN_WRAPPED_CHARS
            )
            if not more or count == bars or is_next or count + _bars(more) > bars:
                break
            if re.fullmatch(_DELIMITER, more) or re.match(_INTERRUPTING, more):
                break
            row, count, after = f"{row} {more}", count + _bars(more), after + 1
        below = next((each for each in lines[after : after + 2] if each.strip()), "")
        if re.fullmatch(_DELIMITER, below):
            return  # the header of another table
        yield row, after
        at = after
