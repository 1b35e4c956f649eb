"""Previews of an export, made in threads one after the other: the newest that is asked for is shown."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any, Final, Protocol
from weakref import WeakKeyDictionary

from canvas.app.paint.text_blocks import document_blocks
from canvas.app.widgets.text_view import Measured, column_width, measured
from canvas.exchange_phrases import unresolved_in_export
from canvas.exports import ExportError, ExportRequest
from canvas.exports.audience_filter import filtered_for
from canvas.exports.committed_version import committed_version
from canvas.exports.conflict_phrases import count_unresolved
from canvas.exports.phrases import counted
from canvas.exports.preview_notes import missing
from canvas.exports.requested_document import text_document
from canvas.model.named_tuple import NamedTuple
from canvas.workspace import Workspace

if TYPE_CHECKING:
    from canvas.app.host import Host
    from canvas.app.screens.export_selection import ExportSelection
    from canvas.app.widgets.text_view import TextView
    from canvas.exports.version_found import VersionFound
    from canvas.model.canvas import Canvas
    from canvas.model.types import Audience

_GIT_SECONDS = 0.3
"""Seconds for which the first preview waits to know whether git holds the canvas."""


class Preview(NamedTuple):
    """What a preview shows.

    Attributes:
        text: what is to be read.
        problem: why it cannot be made, or why there is nothing in it; empty otherwise.
        unresolved: a warning that two versions differ.
        missing: what the summary lacks.
    """

    text: Measured
    problem: str = ""
    unresolved: str = ""
    missing: str = ""


class _Wanted(NamedTuple):
    """All that a preview is made of.

    Attributes:
        request: the document.
        is_whole: whether it is the whole summary, which may lack something.
        key: the key that sets who may read a statement.
    """

    request: ExportRequest
    is_whole: bool
    key: str


_LATEST: Final[WeakKeyDictionary[Workspace, tuple[_Wanted, Preview]]] = WeakKeyDictionary()
"""The latest preview of each open canvas: when the screen is opened again, most often nothing has changed."""


class PreviewScreen(Protocol):
    """The screen that shows previews."""

    app: Host
    selection: ExportSelection
    preview: TextView
    today: date

    def run_worker(self, work: Any, *, group: str, exclusive: bool) -> object:  # noqa: ANN401 - as Textual has it
        """Run a coroutine function in a worker, which makes its coroutine only when it starts."""

    def show_preview(self, preview: Preview) -> None:
        """Show a preview that is made."""


class Previews:
    """Makes previews of what is chosen on a screen.

    Attributes:
        asks_git: whether git may hold the canvas.
        version_problem: why git could not tell whether it holds the canvas; empty otherwise.
    """

    asks_git = True

    def __init__(self, screen: PreviewScreen, workspace: Workspace) -> None:
        self._screen = screen
        self._workspace = workspace
        self._lock = asyncio.Lock()
        self._wanted = self._shown = 0  # numbers of previews: the newest asked for, and the one in sight
        self._version: tuple[Canvas, VersionFound] | None = None  # what git said of which canvas

    @property
    def version_problem(self) -> str:
        """Why git could not tell whether it holds the canvas; empty otherwise."""
        return self._version[1].problem if self._version else ""

    def renew(self) -> None:
        """Make a preview of what is chosen now; git is asked where it has not been asked of this canvas."""
        self._wanted += 1
        is_known = self._version is not None and self._version[0] is self._screen.selection.canvas
        if self.asks_git and not is_known:
            self._start(self._find_version, "version", exclusive=True)
        elif latest := self._latest(self._chosen()):
            self._shown = self._wanted
            self._screen.show_preview(latest)
        else:
            self._start(self._show)

    def _latest(self, wanted: _Wanted) -> Preview | None:
        """The latest preview of this canvas, if it is the one that is wanted."""
        made, preview = _LATEST.get(self._workspace, (None, None))
        is_same = made is not None and made.request.canvas is wanted.request.canvas and made == wanted
        return preview if is_same else None

    def _start(self, work: Callable[[], Any], group: str = "default", *, exclusive: bool = False) -> None:
        self._screen.run_worker(work, group=group, exclusive=exclusive)

    async def _show(self) -> None:
        """Make the newest preview in a thread and show it, one after the other."""
        async with self._lock:
            if self._shown == self._wanted:
                return
            number, wanted = self._wanted, self._chosen()
            if (preview := self._latest(wanted)) is None:
                preview = await asyncio.to_thread(self._maker(wanted))
            _LATEST[self._workspace] = wanted, preview
            if number > self._shown:
                self._shown = number
                self._screen.show_preview(preview)

    async def _find_version(self) -> None:
        """Ask git in a thread, then show the preview; where that takes long, a draft's before."""
        canvas = self._screen.selection.canvas
        lookup = asyncio.create_task(asyncio.to_thread(committed_version, self._workspace.path, canvas))
        await asyncio.wait([lookup], timeout=_GIT_SECONDS)
        if not lookup.done():
            self._start(self._show)
        found = await lookup
        self._version = canvas, found
        self._wanted += 1
        self._start(self._show)

    def _chosen(self) -> _Wanted:
        """What is chosen now."""
        app, chosen = self._screen.app, self._screen.selection
        is_whole = chosen.partner is None and not chosen.for_each and len(chosen.canvas) > 0
        request = chosen.request(app.labels)
        if self._version and self._version[0] is chosen.canvas:
            request = request._replace(committed=self._version[1].committed)
        return _Wanted(request, is_whole, app.key_map.shown("visibility") or "the palette")

    def _maker(self, wanted: _Wanted) -> Callable[[], Preview]:
        """What makes a preview, to be called in a thread."""
        request, is_whole, key = wanted
        canvas, audience = request.canvas, request.audience
        width = self._screen.preview.text_width or column_width(self._screen.app.size.width)

        def make() -> Preview:
            readable = filtered_for(canvas, audience)
            unresolved = unresolved_in_export(count_unresolved(readable))
            try:
                text = measured(document_blocks(text_document(request)), width)
            except ExportError as error:
                return Preview(measured((), width), str(error), unresolved)
            problem = _nothing_public(canvas, readable, audience, key)
            lacks = missing(canvas, audience, request.today) if is_whole else ""
            return Preview(text, problem, unresolved, lacks)

        return make


def _nothing_public(canvas: Canvas, readable: Canvas, audience: Audience, key: str) -> str:
    """Why a summary for the public is empty, and which key changes that; empty where it is not."""
    if not len(canvas) or len(readable) or audience != "public":
        return ""
    are = "is" if len(canvas) == 1 else "are"
    held_back = f"{counted(len(canvas), 'statement')} {are} for partners or internal"
    return f"{held_back}; on the board {key} sets who may read one."
