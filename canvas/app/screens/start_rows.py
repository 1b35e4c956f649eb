"""What the start screen lists: canvases that can be opened, with what is known of the user's own files."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from canvas.app.dates import short_day
from canvas.app.widgets.hanging_indent import HangingIndent
from canvas.model.named_tuple import NamedTuple
from canvas.model.sanitize import visible_line

if TYPE_CHECKING:
    from datetime import date

    from canvas.files.canvas_file import Document
    from canvas.register.facts import CanvasFacts

_INDENT = Content("  ")

_BATCH_SECONDS = 0.15
"""Seconds between two frames in which what was read of listed files is shown; each is a new layout."""


class Choice(NamedTuple):
    """A canvas that can be opened; without a path, a new one."""

    path: str
    label: str
    hint: str
    is_example: bool = False
    is_tour: bool = False

    @property
    def is_listed(self) -> bool:
        """Whether it is a file of the user's, of which more can be told."""
        return bool(self.path) and not self.is_example


def choice_row(choice: Choice, facts: CanvasFacts | None = None, today: date | None = None) -> HangingIndent:
    """A choice in the list; a file of the user's has a second line, with what is known of it."""
    label, hint = visible_line(choice.label), visible_line(choice.hint)
    if not choice.is_listed:
        return HangingIndent((_INDENT, Content.assemble(label, ("  " + hint, "$quiet"))))
    title, about = label, ""
    if facts and facts.title.strip():
        title, partners = visible_line(facts.title), facts.partners
        about = f"{facts.stage} · {partners} partner{'' if partners == 1 else 's'}"
    told = [label] * (title != label)
    if facts and today:
        told.append(short_day(facts.changed, today))
    if facts and facts.problem:
        told.append("cannot be read: enter says why")
    elif facts:
        told.append(f"{facts.steps} to do")
        told += [f"{facts.late} late"] * bool(facts.late)
        told += ["not committed"] * (facts.is_committed is False)
    second = tuple(Content.styled(fact, "$quiet") for fact in (*told, *filter(None, (hint,))))
    return HangingIndent((_INDENT, Content.assemble(title, ("  " + about, "$quiet"))), (_INDENT, second))


def known_before(paths: Iterable[str], today: date) -> dict[str, CanvasFacts | None]:
    """What is known of files that were read before; reads none."""
    if "canvas.register.facts" not in sys.modules:  # nothing was read yet
        return {}
    from canvas.register.facts import known_facts  # noqa: PLC0415 - the first frame needs none

    return {path: facts for path in paths if (facts := known_facts(path, today))}


def read_in_batches(
    paths: Sequence[str], today: date, opened: Document | None
) -> Iterator[Mapping[str, CanvasFacts | None]]:
    """Read files, one of which may be open already, and yield what they hold as often as one can look."""
    from canvas.register.facts import note_open, read_facts  # noqa: PLC0415 - the first frame needs none

    if opened:
        note_open(opened, today)
    read: dict[str, CanvasFacts | None] = {}
    shown = time.monotonic()
    for path, facts in read_facts(paths, today):
        read[path] = facts
        if time.monotonic() - shown > _BATCH_SECONDS:
            yield read
            read, shown = {}, time.monotonic()
    if read:
        yield read
