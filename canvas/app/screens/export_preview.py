"""Previews of an export, made in threads one after the other: the newest that is asked for is shown."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple, Protocol

from canvas.app.host import Host
from canvas.app.paint.text_blocks import document_blocks
from canvas.app.screens.export_selection import ExportSelection
from canvas.app.widgets.text_view import Measured, TextView, measured
from canvas.exports import ExportError, text_document
from canvas.exports.audience_filter import filtered_for
from canvas.exports.committed_version import committed_version
from canvas.exports.conflict_phrases import count_unresolved
from canvas.exports.phrases import counted
from canvas.exports.preview_notes import missing
from canvas.exports.version_found import VersionFound
from canvas.model.canvas import Canvas
from canvas.model.types import Audience
from canvas.outcome_phrases import unresolved_in_export

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

    def __init__(self, screen: PreviewScreen, path: str | None) -> None:
        self._screen = screen
        self._path = path
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
        else:
            self._start(self._show)

    def _start(self, work: Callable[[], Any], group: str = "default", *, exclusive: bool = False) -> None:
        self._screen.run_worker(work, group=group, exclusive=exclusive)

    async def _show(self) -> None:
        """Make the newest preview in a thread and show it, one after the other."""
        async with self._lock:
            if self._shown == self._wanted:
                return
            number = self._wanted
            made = await asyncio.to_thread(self._maker())
            self._shown = number
            self._screen.show_preview(made)

    async def _find_version(self) -> None:
        """Ask git in a thread, then show the preview; where that takes long, a draft's before."""
        canvas = self._screen.selection.canvas
        lookup = asyncio.create_task(asyncio.to_thread(committed_version, self._path, canvas))
        await asyncio.wait([lookup], timeout=_GIT_SECONDS)
        if not lookup.done():
            self._start(self._show)
        found = await lookup
        self._version = canvas, found
        self._wanted += 1
        self._start(self._show)

    def _maker(self) -> Callable[[], Preview]:
        """What makes the preview of what is chosen now, to be called in a thread."""
        screen, chosen, today = self._screen, self._screen.selection, self._screen.today
        canvas, audience, found = chosen.canvas, chosen.audience, self._version
        is_whole = chosen.partner is None and not chosen.for_each and len(canvas) > 0
        request = chosen.request(screen.app.labels)
        if found and found[0] is canvas:
            request = request._replace(committed=found[1].committed)
        key, width = screen.app.key_map.shown("visibility") or "the palette", screen.preview.text_width

        def make() -> Preview:
            readable = filtered_for(canvas, audience)
            unresolved = unresolved_in_export(count_unresolved(readable))
            try:
                text = measured(document_blocks(text_document(request)), width)
            except ExportError as error:
                return Preview(measured((), width), str(error), unresolved)
            problem = _nothing_public(canvas, readable, audience, key)
            return Preview(text, problem, unresolved, missing(canvas, audience, today) if is_whole else "")

        return make


def _nothing_public(canvas: Canvas, readable: Canvas, audience: Audience, key: str) -> str:
    """Why a summary for the public is empty, and which key changes that; empty where it is not."""
    if not len(canvas) or len(readable) or audience != "public":
        return ""
    are = "is" if len(canvas) == 1 else "are"
    held_back = f"{counted(len(canvas), 'statement')} {are} for partners or internal"
    return f"{held_back}; on the board {key} sets who may read one."
