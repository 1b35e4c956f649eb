"""Name, compare and write the output of an export: one place for every front end.

`prepare` renders and names; `perform` reads and writes. Both run in any thread.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Literal

from canvas.exports import EXPORTERS, render_bytes
from canvas.exports.audience_filter import filtered_for
from canvas.exports.conflict_phrases import count_unresolved
from canvas.exports.origin import digest
from canvas.exports.version_found import NO_VERSION, VersionFound
from canvas.files.canvas_file import SUFFIX
from canvas.files.disk_errors import DiskError
from canvas.files.file_names import stem_of, stem_of_path
from canvas.model.named_tuple import NamedTuple
from canvas.model.schema import VISIBILITY
from canvas.model.types import NO_LABELS

if TYPE_CHECKING:
    from datetime import date

    from canvas.exports import Exporter
    from canvas.exports.request import Earlier, PictureSize
    from canvas.model.canvas import Canvas
    from canvas.model.types import Audience, Labels

OutputCode = Literal[
    "written",
    "unchanged",
    "exists",
    "no_name",
    "is_the_canvas",
    "name_of_a_canvas",
    "terminal",
    "disk",
    "stopped",
]
"""What came of writing an output: ``written`` and ``unchanged`` are success.

``exists`` is another file of that name, no export of ours, not replaced unasked; ``no_name`` an empty name;
``is_the_canvas`` the exported file itself; ``name_of_a_canvas`` a name that ends like a canvas file's;
``terminal`` content that is not text, for a terminal; ``disk`` an error of the disk;
``stopped`` an export that the user stopped before it was written.
"""

_STREAMS = {
    "-": "stdout",
    "/dev/stdout": "stdout",
    "/dev/fd/1": "stdout",
    "/dev/stderr": "stderr",
    "/dev/fd/2": "stderr",
}
"""Names of the standard streams: a file behind one is appended to, never replaced."""


class OutputPlan(NamedTuple):
    """An output that is ready to be written.

    Attributes:
        path: the file or stream to write.
        content: what to write.
        is_text: whether that is text.
        canvas_path: the file of the exported canvas, which is never replaced.
        overwrite: whether any file of that name is replaced, and a pipe written to: for a path typed by hand.
        agreed: the content of another file that the user agreed to replace.
        unresolved: how many items in it, and the canvas's own fields as one, two versions have differently.
        draft: the canvas that a document is made from and its audience, where git does not hold it.
        remark: a sentence for whoever makes it, said once it is written; may be empty.
    """

    path: str
    content: bytes
    is_text: bool = True
    canvas_path: str | None = None
    overwrite: bool = False
    agreed: bytes | None = None
    unresolved: int = 0
    draft: tuple[Canvas, Audience] | None = None
    remark: str = ""


class OutputOutcome(NamedTuple):
    """What came of writing an output.

    Attributes:
        code: see `OutputCode`.
        path: the path of the plan.
        found: for ``exists``, the content of the other file.
        error: for ``disk``, the error.
        warnings: the remark of the plan, and what the disk reported besides.
        unresolved: that of the plan.
    """

    code: OutputCode
    path: str
    found: bytes | None = None
    error: DiskError | None = None
    warnings: tuple[str, ...] = ()
    unresolved: int = 0

    @property
    def is_done(self) -> bool:
        """Whether the file holds the export now."""
        return self.code in ("written", "unchanged")


def proposed_path(
    canvas: Canvas,
    canvas_path: str | None,
    exporter: Exporter,
    audience: Audience,
    partner: str | None = None,
) -> str:
    """The file name proposed for an export: beside the canvas, with partner and audience in the name."""
    stem = stem_of_path(canvas_path) if canvas_path else stem_of(canvas.title)
    who = f"-{stem_of(partner)}" if partner else ""
    whom = "" if audience == VISIBILITY.default else f"-{audience}"
    return f"{stem}{who}{whom}{exporter.suffix}"


def prepare(
    to: str,
    canvas: Canvas,
    *,
    today: date,
    audience: Audience,
    version: VersionFound = NO_VERSION,
    partner: str | None = None,
    canvas_path: str | None = None,
    path: str | None = None,
    size: PictureSize | None = None,
    since: Earlier | None = None,
    labels: Labels = NO_LABELS,
    minutes: bool = False,
) -> OutputPlan:
    """Render an export and name its file; a typed ``path`` may be replaced, otherwise a name is proposed.

    Raises:
        ExportError: where it cannot be made as asked.
    """
    content = render_bytes(
        to,
        canvas,
        today=today,
        audience=audience,
        partner=partner,
        committed=version.committed,
        size=size,
        since=since,
        labels=labels,
        minutes=minutes,
    )
    exporter = EXPORTERS[to]
    target = proposed_path(canvas, canvas_path, exporter, audience, partner) if path is None else path
    unresolved = count_unresolved(canvas) and count_unresolved(filtered_for(canvas, audience))
    return OutputPlan(
        target,
        content,
        exporter.is_text,
        canvas_path,
        overwrite=path is not None,
        unresolved=unresolved,
        draft=(canvas, audience) if exporter.for_partner and version.committed is None else None,
        remark=version.problem,
    )


def perform(plan: OutputPlan) -> OutputOutcome:
    """Write an output, comparing before replacing.

    Raises:
        OSError: where a standard stream cannot be written.
    """
    if plan.path in _STREAMS and plan.overwrite:
        outcome = _write_to_stream(plan)
    elif refused := refusal(plan.path, plan.canvas_path):
        outcome = OutputOutcome(refused, plan.path)
    else:
        outcome = _write_file(plan)
    remarks = (plan.remark,) if plan.remark and outcome.is_done else ()
    return outcome._replace(unresolved=plan.unresolved, warnings=(*remarks, *outcome.warnings))


def refusal(path: str, canvas_path: str | None) -> OutputCode | None:
    """Why an export of a canvas must not be written to a path; None where it may."""
    if not path:
        return "no_name"
    if path in _STREAMS:
        return None
    try:
        target = os.path.realpath(path)
        own = os.path.realpath(canvas_path) if canvas_path is not None else ""
    except (OSError, ValueError):  # not a file's name, or no current folder: the disk says it better
        target, own = path, ""
    if target == own:
        return "is_the_canvas"
    if any(name.lower().endswith(SUFFIX) for name in (path, target)):
        return "name_of_a_canvas"
    return None


def _write_file(plan: OutputPlan) -> OutputOutcome:
    from canvas.files import export_writer  # noqa: PLC0415 - standard output needs nothing of it

    try:
        made = export_writer.write(plan.path, plan.content, overwrite=plan.overwrite, agreed=plan.agreed)
    except DiskError as error:
        return OutputOutcome("disk", plan.path, error=error)
    if plan.draft and made.code == "written":
        canvas, audience = plan.draft
        export_writer.keep_version(digest(filtered_for(canvas, audience), audience), canvas)
    return OutputOutcome(made.code, plan.path, found=made.found, warnings=made.warnings)


def _write_to_stream(plan: OutputPlan) -> OutputOutcome:
    stream = getattr(sys, _STREAMS[plan.path])
    if plan.is_text:
        # A byte order mark is for the program that reads a file: a person at a terminal needs none.
        stream.write(plan.content.decode("utf-8-sig" if stream.isatty() else "utf-8"))
    elif stream.isatty():
        return OutputOutcome("terminal", plan.path)
    else:
        stream.flush()
        stream.buffer.write(plan.content)
        stream.buffer.flush()
    return OutputOutcome("written", plan.path)
