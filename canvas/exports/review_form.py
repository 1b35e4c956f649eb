"""The form of a review to send out, as Markdown or CSV; `canvas.imports.review_answers` reads it back."""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING, Final, Literal

from canvas.exports.csv import BYTE_ORDER_MARK, csv_cell
from canvas.exports.document import plain
from canvas.exports.escape import heading, paragraph
from canvas.model.sanitize import visible_line
from canvas.model.schema import BY_KEY

if TYPE_CHECKING:
    from canvas.model.review import Round

FormFormat = Literal["md", "csv"]

COLUMNS: Final = ("from", "id", "panel", "statement", "levels", "answer", "because")
NOT_RELEVANT: Final = "Not relevant for us, because:"

_HOW_TO: Final = (
    "Put an x in one box under each statement, as in [x]. A sentence below the boxes is welcome, and goes "
    "with your answer."
)
_NAMED = "Your organisation's name will stand beside your answers. Write it after “From:”."
_UNNAMED = (
    "Nobody's name stands beside an answer. After “From:” write a word that only you know: with it the form "
    "can be read twice and counts once. The word is not kept."
)


def as_markdown(round_: Round, title: str) -> str:
    """The form as Markdown with boxes to tick, one statement after the other."""
    lines = [
        f"# {heading(plain(f'{visible_line(title)}: {visible_line(round_.name)}'))}",
        "",
        _HOW_TO,
        "",
        _NAMED if round_.is_named else _UNNAMED,
        "",
        f"Review: {round_.id}",
        "",
        "From:",
    ]
    panel = ""
    for statement in round_.statements:
        if statement.panel != panel:
            panel = statement.panel
            lines += ["", f"## {BY_KEY[panel].title}"]
        lines += ["", f"### {heading(plain(visible_line(statement.says)))} ({statement.id})", ""]
        lines += [f"- [ ] {paragraph(plain(visible_line(level)))}" for level in statement.levels]
        lines.append(f"- [ ] {NOT_RELEVANT}")
    return "\n".join(lines) + "\n"


def as_csv(round_: Round) -> str:
    """The form as a table: a row for each statement, the number of a level or a dash as its answer."""
    target = StringIO()
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(COLUMNS)
    for statement in round_.statements:
        levels = "; ".join(f"{number} {words}" for number, words in enumerate(statement.levels, 1))
        row = (
            "",
            statement.id,
            BY_KEY[statement.panel].title,
            statement.says,
            f"{levels}; - not relevant",
            "",
            "",
        )
        writer.writerow(map(csv_cell, row))
    return BYTE_ORDER_MARK + target.getvalue()


def render(round_: Round, title: str, form: FormFormat) -> str:
    """The form of a round in one of its formats."""
    return as_csv(round_) if form == "csv" else as_markdown(round_, title)
