"""The version that a summary was made from, and what the summary said then, for an import to compare with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple, cast

from canvas.exports import ExportError, ExportRequest
from canvas.exports.audience_filter import filtered_for
from canvas.exports.document import Bullets, Heading, Inline, Paragraph, Table, TextDocument, text_of
from canvas.exports.item_text import FACTS, OWN_LINE
from canvas.exports.origin import Origin, is_digest, parse
from canvas.exports.phrases import status_words
from canvas.exports.requested_document import text_document
from canvas.exports.summary_layout import BETWEEN_NOTES, SECTIONS
from canvas.files import exported_versions
from canvas.files.canvas_file import DocumentError, from_bytes
from canvas.imports.expected import Cell, Expected, Layout, Part, Place, Unit
from canvas.imports.line_values import comparable
from canvas.imports.received import Received, compared_lines, likeness, received_units
from canvas.model.schema import AUDIENCES, STATUS
from canvas.model.types import NO_LABELS, Labels

if TYPE_CHECKING:
    from canvas.imports.blocks import Source
    from canvas.model.canvas import Canvas
    from canvas.model.types import Audience, PanelKey, Status

_STEPS: Final = "Next steps"
_RECORDS: Final = ("Minutes",)
_SAID_AGAIN: Final = ("What changed", "At a glance", "Still open", "Who looks after what")
_LEAST_LIKENESS: Final = 0.3
"""The share of a summary's lines that must be in a document that names no version, to count as one."""

_LEAST_OF_ANY_VERSION: Final = 0.1
"""The same, to look for an older version at all: most documents are agreements, and git takes its time."""

_MAX_VERSIONS: Final = 30


class MadeFrom(NamedTuple):
    """What a summary was made from: the canvas, and what the summary said."""

    canvas: Canvas
    expected: Expected


def made_from(
    source: Source, canvas: Canvas, path: str | None, today: date, labels: Labels = NO_LABELS
) -> MadeFrom | None:
    """The version that a document is a summary of; None for a document that is none."""
    units = received_units(source)
    there = compared_lines(units)
    origin = _origin(units) or next(filter(None, map(_origin, map(received_units, source.copies))), None)
    audiences = [origin.audience] if origin else [*reversed(AUDIENCES[:2]), AUDIENCES[2]]
    partner = origin.partner if origin else None
    named = _named(origin, canvas, path) if origin else None
    if named and _are_kin(named, canvas):
        candidates: Iterator[Canvas] = iter([named])
    else:
        candidates = _versions(canvas, path)
    best: MadeFrom | None = None
    most = 0.0
    for version in candidates:
        for audience in audiences:
            expected = expected_summary(version, audience, partner, today, labels)
            alike = likeness(compared_lines(expected.units), there) if expected else 0.0
            if expected and (alike > most or best is None):
                best, most = MadeFrom(version, expected), alike
        if most == 1.0 or (origin is None and most < _LEAST_OF_ANY_VERSION):
            break
    return best if origin or most >= _LEAST_LIKENESS else None


def _origin(units: Sequence[Received]) -> Origin | None:
    """The version that the lines of a document name."""
    return parse("\n".join(unit.text for unit in units))


def _are_kin(version: Canvas, canvas: Canvas) -> bool:
    """Whether a canvas can have come from a version: a new one takes a summary in as what it is."""
    known = {each for _, item in version for each in (item.id, comparable(item.text))}
    return any(item.id in known or comparable(item.text) in known for _, item in canvas)


def _named(origin: Origin, canvas: Canvas, path: str | None) -> Canvas | None:
    """The version that a line of origin names, or None where nobody has it."""
    if not origin.is_draft:
        from canvas.files.git.named_versions import of_revision  # noqa: PLC0415 - only for a named commit
        from canvas.files.git.versions import VersionError  # noqa: PLC0415 - only for a named commit

        try:
            return of_revision(path, origin.name).canvas
        except VersionError:
            return None
    kept = exported_versions.find(origin.name)
    if kept is not None:
        with suppress(DocumentError):
            return from_bytes(kept, origin.name).canvas
    for version in _versions(canvas, path):
        if is_digest(origin.name, filtered_for(version, origin.audience), origin.audience):
            return version
    return None


def _versions(canvas: Canvas, path: str | None) -> Iterator[Canvas]:
    """The canvas as it is, and as it was in its latest commits."""
    yield canvas
    if path is None:
        return
    from canvas.files.git.versions import VersionError, canvas_at, listed  # noqa: PLC0415 - only to look into git

    try:
        versions = listed(path)
        for commit in versions.commits[:_MAX_VERSIONS]:
            yield canvas_at(versions.file, commit)
    except VersionError:
        return


def expected_summary(
    canvas: Canvas, audience: Audience, partner: str | None, today: date, labels: Labels = NO_LABELS
) -> Expected | None:
    """What the summary of a canvas says; None where there is none for this partner."""
    try:
        document = text_document(ExportRequest(canvas, audience, today, partner, labels=labels))
    except ExportError:
        return None
    return Expected(tuple(_units(document)), _layout(labels))


def _units(document: TextDocument) -> Iterator[Unit]:
    section = ""
    for block in document.blocks:
        match block:
            case Heading():
                section = " ".join(text_of(block.content).split())
            case Paragraph():
                yield Unit(block.item, (_cell(block.content),), section)
            case Bullets():
                for entry in block.entries:
                    yield Unit(entry.item, (_cell(entry.content),), section, 0)
                    for detail in entry.details:
                        yield Unit(detail.item or entry.item, (_cell(detail.content),), section, 1)
            case Table():
                for row in block.rows:
                    yield Unit(row.item, tuple(map(_cell, row.cells)), section, header=block.columns)


def _cell(content: Inline) -> Cell:
    """The words of a cell; runs of one field are one part."""
    parts: list[Part] = []
    for run in content:
        text = run.text.replace("\n", " ")
        if parts and parts[-1].field == run.field:
            parts[-1] = Part(parts[-1].text + text, run.field)
        else:
            parts.append(Part(text, run.field))
    return tuple(parts)


def _layout(labels: Labels) -> Layout:
    def own(label: str) -> str:
        return labels.get(label, label)

    places: dict[str, Sequence[Place]] = {}
    tabled: dict[str, Place] = {}
    steps = own(_STEPS)
    columns: dict[tuple[str, str], str] = {(steps, own("Who")): "owner", (steps, own("By when")): "due"}
    for section in SECTIONS:
        parts, title = section.all_parts, own(section.title)
        places[title] = [Place(cast("PanelKey", part.panel), part.kind, own(part.label)) for part in parts]
        if section.tabled:
            tabled[title] = places[title][0]
        for column in section.columns:
            if len(column.keys) < 2:  # noqa: PLR2004 - a column of several fields has no field
                columns[title, own(column.title)] = column.keys[0] if column.keys else "text"
    details = {own(label).casefold(): key.rpartition(".")[2] for key, label in OWN_LINE.items()}
    details[own("Next").casefold()] = "next"
    leads = {lead: key for key, lead in FACTS.items() if lead} | {"owner: ": "owner"}
    for lead, key in [*leads.items()]:
        leads[f"{own(lead[:1].upper() + lead[1:].rstrip(': '))}: ".casefold()] = key
    statuses: dict[str, Status] = {}
    for choice in STATUS.choices:
        for audience in AUDIENCES:
            if words := status_words(choice.key, audience):
                statuses[words] = cast("Status", choice.key)
        statuses.setdefault(choice.key, cast("Status", choice.key))
    return Layout(
        places,
        tabled,
        columns,
        details,
        leads,
        statuses,
        frozenset({steps}),
        frozenset(map(own, _SAID_AGAIN)),
        frozenset(_RECORDS),
        own("Next review"),
        BETWEEN_NOTES,
    )
