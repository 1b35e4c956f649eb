"""What is chosen on the export screen: for whom, in which format, and what comes first."""

from __future__ import annotations

import os
from datetime import date

from canvas.exports import EXPORTERS, ExportRequest, default_exporter, dialog_exporters
from canvas.exports.audience_filter import readable_partners
from canvas.exports.output_file import proposed_path
from canvas.exports.phrases import counted, marked_for
from canvas.exports.request import Earlier
from canvas.exports.sheet_files import proposed_folder
from canvas.files.export_memory import ExportChoice
from canvas.model.canvas import Canvas
from canvas.model.collections import MEETINGS
from canvas.model.sanitize import quote, shorten, visible_line
from canvas.model.schema import AUDIENCES
from canvas.model.types import Audience, Labels
from canvas.workspace import Workspace
from canvas.workspace_export import ExportOrder

_MAX_NAME_COLUMNS = 40
_MAX_SINCE_COLUMNS = 20


class ExportSelection:
    """What is to be exported of an open canvas.

    Attributes:
        audience: who is to read it.
        partner: the partner whose sheet it is; None for everyone.
        for_each: whether every partner gets a sheet.
        since: since when changes are told first, as it was typed; empty where none are.
        earlier: the version that this names.
        with_minutes: whether the minutes of the last meeting come first.
        format: the key of the format.
    """

    def __init__(self, workspace: Workspace, today: date, usual: Audience) -> None:
        """Select the whole canvas for the `usual` audience."""
        self.audience = self._usual = usual
        self.partner: str | None = None
        self.for_each = False
        self.since = ""
        self.earlier: Earlier | None = None
        self.with_minutes = False
        self.format = default_exporter().key
        self._workspace = workspace
        self._today = today

    # What there is to choose from

    @property
    def canvas(self) -> Canvas:
        """The canvas as it is now."""
        return self._workspace.canvas

    @property
    def partners(self) -> tuple[str, ...]:
        """The partners that the audience may read of."""
        return readable_partners(self.canvas, self.audience)

    @property
    def formats(self) -> list[str]:
        """The formats in which what is chosen can be written."""
        is_document = self.for_each or self.partner is not None or self.earlier is not None
        is_document = is_document or self.shows_minutes
        return [exporter.key for exporter in dialog_exporters(is_document=is_document)]

    @property
    def has_minutes(self) -> bool:
        """Whether there are minutes that the audience may read."""
        if MEETINGS.key not in self.canvas.values:
            return False
        from canvas.exports.minutes import has_minutes  # noqa: PLC0415 - many canvases hold none

        return has_minutes(self.canvas, self.audience)

    @property
    def shows_minutes(self) -> bool:
        """Whether minutes come first."""
        return self.with_minutes and self.has_minutes

    # Choosing

    def restore(self, choice: ExportChoice | None) -> None:
        """Choose what was chosen last time; an audience or partner only where it would still be usual."""
        if choice is None:
            return
        if choice.usual_audience == self._usual:
            self.audience = next((each for each in AUDIENCES if each == choice.audience), self._usual)
        names = self.partners
        if choice.canvas == self._canvas_path and names:
            self.partner = choice.partner if choice.partner in names else None
            self.for_each = bool(choice.sheets)
        if choice.format in self.formats:
            self.format = choice.format

    def remembered(self) -> ExportChoice:
        """What to offer next time."""
        return ExportChoice(
            self.format,
            self.audience,
            self._usual,
            self._canvas_path,
            self.partner or "",
            "each" if self.for_each else "",
        )

    @property
    def _canvas_path(self) -> str:
        return os.path.realpath(self._workspace.path) if self._workspace.path else ""

    def next_audience(self, steps: int) -> None:
        """Switch the audience."""
        self.audience = AUDIENCES[(AUDIENCES.index(self.audience) + steps) % len(AUDIENCES)]

    def next_format(self, steps: int) -> bool:
        """Switch to another format; whether there is any."""
        if offered := self.formats:
            at = offered.index(self.format) + steps if self.format in offered else 0
            self.format = offered[at % len(offered)]
        return bool(offered)

    def correct(self) -> str:
        """Switch to what is offered now; says so where a partner's sheet becomes the whole summary."""
        names, problem = self.partners, ""
        if self.partner is not None and self.partner not in names:
            problem = f"{quote(self.partner)} is {self._why_not_offered}: this is the whole summary."
            self.partner = None
        if self.for_each and not names:
            problem = f"No partner is marked {marked_for(self.audience)}: this is the whole summary."
            self.for_each = False
        offered = self.formats
        if offered and self.format not in offered:
            self.format = offered[0]
        return problem

    @property
    def _why_not_offered(self) -> str:
        """What the partner is not, that it has no sheet."""
        is_there = self.partner in self.canvas.partners
        return f"not marked {marked_for(self.audience)}" if is_there else "no partner any more"

    def use_document(self) -> bool:
        """Switch to a document, which alone tells what is special; whether it was none."""
        is_other = not EXPORTERS[self.format].for_partner
        if is_other:
            self.format = default_exporter().key
        return is_other

    # What comes of it

    def order(self, labels: Labels, agreed: bytes | None) -> ExportOrder:
        """What the workspace is to write; `agreed` is the content of an existing file that may go."""
        return ExportOrder(
            self.format,
            self.audience,
            self._today,
            None if self.for_each else self.partner,
            self.for_each,
            self.since,
            labels,
            agreed,
            self.shows_minutes,
        )

    def request(self, labels: Labels) -> ExportRequest:
        """The document to preview; whoever asks for it knows what git has of the canvas."""
        is_document = EXPORTERS[self.format].for_partner
        return ExportRequest(
            self.canvas,
            self.audience,
            self._today,
            self.partners[0] if self.for_each else self.partner,
            since=self.earlier if is_document else None,
            labels=labels,
            minutes=self.shows_minutes and is_document,
        )

    @property
    def proposed_name(self) -> str:
        """The name of the file or folder that is written, for a hint."""
        if self.for_each:
            proposed = proposed_folder(self.canvas, self._workspace.path)
            name = os.path.basename(proposed) + os.sep
        else:
            exporter = EXPORTERS[self.format]
            path = proposed_path(self.canvas, self._workspace.path, exporter, self.audience, self.partner)
            name = os.path.basename(path)
        return shorten(visible_line(name), _MAX_NAME_COLUMNS)

    @property
    def described(self) -> str:
        """What will be sent, in a few words."""
        if self.for_each:
            names = self.partners
            what = f"{counted(len(names), 'sheet')}, of which this is {visible_line(names[0])}’s"
        else:
            what = f"the sheet of {visible_line(self.partner)}" if self.partner else "the whole canvas"
        since = shorten(visible_line(self.since), _MAX_SINCE_COLUMNS)
        what = f"{what} · minutes first" if self.shows_minutes else what
        return f"{what} · since {since}" if self.since else what
