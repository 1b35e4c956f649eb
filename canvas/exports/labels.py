"""An organisation's own words for the headings and labels of its documents.

Each heading, column and label that a document has of its own can be called something else in the settings.
The words of people, and the names of panels, stay as they are in every output.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import TYPE_CHECKING, Final

from canvas.exports.document import Bullet, Bullets, Heading, Paragraph, Row, Run, Table
from canvas.exports.item_text import OWN_LINE
from canvas.exports.summary_layout import SECTIONS
from canvas.files.settings import LABELS
from canvas.model.sanitize import clean_line, quote
from canvas.model.types import NO_LABELS, Labels

if TYPE_CHECKING:
    from canvas.exports.document import Block, Inline, TextDocument
    from canvas.files.settings import Settings

_MAX_LENGTH: Final = 60
_SUMMARY: Final = (
    *("At a glance", "Partners", "Stage", "Statements", "Next review", "What changed"),
    *("Still open", "Disputed", "Why", "Owner", "Next steps", "What", "Who", "By when"),
)
_SHEET: Final = (
    *("Partnership", "Your part", "What you look after", "What you give and get", "What you have signed"),
    *("You are consulted or told", "What you have done", "What shows it", "Who leads"),
)


def known_labels() -> tuple[str, ...]:
    """Every label that can be called something else, those of a summary before those of a sheet."""
    return tuple(
        dict.fromkeys((*_SUMMARY, *_of_sections(), "Notes", "Next", "Who looks after what", *_SHEET))
    )


def _of_sections() -> Iterator[str]:
    for section in SECTIONS:
        yield section.title
        yield from (column.title for column in section.columns)
        for part in section.all_parts:
            yield from filter(None, (part.label, part.name))
    yield from OWN_LINE.values()


def own_labels(settings: Settings) -> tuple[Labels, tuple[str, ...]]:
    """The labels of the settings, by those that they replace, and a sentence for each that cannot be used."""
    if not settings.labels:
        return NO_LABELS, ()
    known = {label.casefold(): label for label in known_labels()}
    headings = {section.title for section in SECTIONS}
    taken = {label.casefold() for label in headings}
    labels: dict[str, str] = {}
    problems: list[str] = []
    for wanted, words in settings.labels.items():
        where = settings.where(f"{LABELS}.{wanted}")
        label, said = (
            known.get(" ".join(wanted.split()).rstrip(":").casefold()),
            " ".join(clean_line(words).split()).rstrip(": "),
        )
        if label is None:
            problems.append(f"{where}: no document has a label {quote(wanted)}{_meant(wanted, known)}")
        elif not said or ":" in said or len(said) > _MAX_LENGTH:
            why = f"a label is one line of at most {_MAX_LENGTH} letters, without a colon"
            problems.append(f"{where}: {quote(label)} keeps its own words, since {why}.")
        elif label in headings and said.casefold() in taken - {label.casefold()}:
            problems.append(
                f"{where}: {quote(said)} is the heading of another part; {quote(label)} keeps its own."
            )
        else:
            labels[label] = said
            if label in headings:
                taken.add(said.casefold())
    return labels, tuple(problems)


def _meant(wanted: str, known: Mapping[str, str]) -> str:
    """Which label was probably meant, to end a sentence."""
    found = get_close_matches(wanted.casefold(), [*known], 1)
    return f"; did you mean {quote(known[found[0]])}?" if found else "."


def relabelled(document: TextDocument, labels: Labels) -> TextDocument:
    """The document with other headings and labels; what people wrote is not touched."""
    if not labels:
        return document
    return document._replace(blocks=tuple(_block(block, labels) for block in document.blocks))


def _block(block: Block, labels: Labels) -> Block:
    match block:
        case Heading(level, content) if level > 1:
            return Heading(level, tuple(run._replace(text=labels.get(run.text, run.text)) for run in content))
        case Paragraph():
            return block._replace(content=_inline(block.content, labels))
        case Bullets(entries):
            return Bullets(tuple(_bullet(entry, labels) for entry in entries))
        case Table(columns, rows):
            return Table(
                tuple(labels.get(title, title) for title in columns), tuple(_row(r, labels) for r in rows)
            )
        case _:
            return block


def _bullet(entry: Bullet, labels: Labels) -> Bullet:
    details = tuple(_bullet(detail, labels) for detail in entry.details)
    return entry._replace(content=_inline(entry.content, labels), details=details)


def _row(row: Row, labels: Labels) -> Row:
    return row._replace(cells=tuple(_inline(cell, labels) for cell in row.cells))


def _inline(content: Inline, labels: Labels) -> Inline:
    return tuple(_run(run, labels) for run in content)


def _run(run: Run, labels: Labels) -> Run:
    """A label is a run of its own, which ends with a colon, and a space unless it is in bold."""
    end = ":" if run.style == "strong" else ": "
    if run.field or not run.text.endswith(end):
        return run
    words = run.text.removesuffix(end)
    own = labels.get(words) or labels.get(words[:1].upper() + words[1:])
    return run._replace(text=own + end) if own else run
