"""What a reader found in a document: statements, each with its place as far as that is known."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from canvas.imports.blocks import LeftOut
from canvas.model.schema import FieldValue
from canvas.model.types import PanelKey


class FoundStatement(NamedTuple):
    """A statement of a document.

    Attributes:
        panel: the panel that its heading stands for; None where that is not known.
        kind: its kind; empty where it is not known.
        text: its words.
        values: its other fields.
        line: the line that it begins on.
        heading: the heading it stands under.
        id: the id of the item that it is, where the document names one.
    """

    panel: PanelKey | None
    kind: str
    text: str
    values: Mapping[str, FieldValue]
    line: int
    heading: str = ""
    id: str = ""


class Found(NamedTuple):
    """What a document holds.

    Attributes:
        title: its title; empty where it has none.
        stage: the stage it names; empty where it names none.
        review: the day of the next review, or None.
        statements: the statements in their order.
        left_out: what is no statement.
        problems: what could not be read, a sentence for each.
        remarks: what else there is to tell.
    """

    title: str = ""
    stage: str = ""
    review: date | None = None
    statements: tuple[FoundStatement, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    problems: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
