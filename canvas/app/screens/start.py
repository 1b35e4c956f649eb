"""The first screen of `canvas` without a file: what to open."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.types import CSSPathType
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from canvas.app.screens.prompt import PromptScreen
from canvas.app.screens.recovery import discard_screen, recovery_screen
from canvas.app.widgets.waiting import WaitingScreen
from canvas.bundled_files import examples, style
from canvas.files.canvas_file import SUFFIX, Document, DocumentError, open_document
from canvas.files.recent import recent
from canvas.files.tour_flag import remember_tour, tour_seen
from canvas.model.canvas import Canvas
from canvas.model.edits import Edit
from canvas.model.sanitize import clean_line, quote, visible_line
from canvas.outcome_phrases import NOTHING_TO_RESTORE, discarded
from canvas.session import Session

if TYPE_CHECKING:
    from canvas.files.journal.recovery import RecoverableWork

_MAX_NEARBY = 50
_TOURED = "riverside-breakfast"
_TOUR = ("Take the tour", "seven short steps through a worked example")
_SUBTITLE = "one screen that shows a whole partnership"
_FIRST_CHOICE = 1
"""The first row of the list below its heading."""

_RECOVERY_AFTER_SECONDS = 0.3
"""When unsaved work is looked for: once the first frame is out."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A canvas that can be opened; a new one where it has no path."""

    path: str
    label: str
    hint: str
    is_example: bool = False
    is_tour: bool = False


class StartScreen(WaitingScreen[Document]):
    """Recent canvases, those in this folder, a new one, the worked examples. Gives the one that was chosen.

    Listing and opening read the disk in a thread; keys pressed meanwhile are queued.
    """

    CSS_PATH: ClassVar[CSSPathType | None] = [style("dialogs.tcss"), style("start.tcss")]
    STILL = frozenset({"leave"})
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "new", "New canvas", priority=True),
        Binding("R", "restore", "Restore unsaved work", show=False, priority=True),
        Binding("q,escape", "leave", "Quit", priority=True),
    ]

    def __init__(self, *, over: bool = False) -> None:
        """A list of what can be opened.

        Args:
            over: whether it lies over a board, to which escape goes back.
        """
        super().__init__()
        self.over = over
        self.choices: dict[str, Choice] = {}
        self._work: RecoverableWork | None = None

    def compose(self) -> Iterator[Widget]:
        """The list, and the keys."""
        with Vertical(id="start"):
            yield Static("canvas", id="start-name", markup=False)
            yield Static(_SUBTITLE, id="start-subtitle", classes="hint", markup=False)
            yield OptionList(compact=True)
            yield Static("", classes="problem", markup=False)
            yield Static(f"↑ ↓ and enter open · n new · {self._leaving}", classes="hint", markup=False)

    def on_mount(self) -> None:
        """Look what there is to open, and whether there is unsaved work."""

        def gather() -> None:
            self.from_thread(self._list, list(_groups()))

        self.run_worker(gather, thread=True)
        if not self.over and not self.app.read_only:
            self.set_timer(_RECOVERY_AFTER_SECONDS, self._look_for_work)

    def on_unmount(self) -> None:
        """Leave unsaved work that nobody answered for to another time."""
        self._release()

    def _list(self, groups: Sequence[tuple[str, Sequence[Choice]]]) -> None:
        """Show what can be opened."""
        options = self.query_one(OptionList)
        for heading, choices in groups:
            options.add_option(Option(Content.styled(heading, "bold $accent"), disabled=True))
            for choice in choices:
                key = f"choice-{len(self.choices)}"
                self.choices[key] = choice
                content = Content.assemble(
                    f"  {visible_line(choice.label)}  ", (visible_line(choice.hint), "$quiet")
                )
                options.add_option(Option(content, id=key))
        options.highlighted = _FIRST_CHOICE
        self.go_on(options)

    # Opening

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Open what was chosen."""
        if self.is_waiting:
            return  # a second click
        choice = self.choices[event.option.id or ""]
        if choice.path:
            self._read(choice)
        else:
            self.action_new()

    def _read(self, choice: Choice) -> None:
        """Read a file in a thread, and say so meanwhile."""
        self.wait()
        self._tell("")
        self._set_subtitle(f"Opening {visible_line(choice.label)}…")

        def read() -> None:
            try:
                document = open_document(choice.path)
            except DocumentError as error:
                self.from_thread(self._refuse, str(error))
            else:
                remember_tour()  # taken or passed by: it is offered first no more
                self.from_thread(self._take, choice, document)

        self.run_worker(read, thread=True)

    def _refuse(self, problem: str) -> None:
        """Show why a file cannot be opened."""
        self._set_subtitle(_SUBTITLE)
        self._tell(problem)
        self.go_on(self.query_one(OptionList))

    def _take(self, choice: Choice, document: Document) -> None:
        """Open what was read."""
        document = as_copy(document) if choice.is_example else document
        if choice.is_tour:
            self.app.touring = document
        self._open(document)
        self.go_on()

    def action_new(self) -> None:
        """A new canvas, once it has a title."""
        if self.app.read_only:
            self._tell("A new canvas could not be filled in: everything is open read-only here.")
            return

        def titled(title: str | None) -> None:
            if title:
                self.app.run_worker(remember_tour, thread=True)
                self._open(Document(Canvas(clean_line(title))))

        self.app.push_screen(PromptScreen("What is the partnership called?"), titled)

    def _open(self, document: Document) -> None:
        if self.over:
            self.dismiss(document)
        else:
            self.app.open_document(document)

    def action_leave(self) -> None:
        """Go back to the board, or end the program where there is none."""
        if self.over:
            self.dismiss(None)
        elif not self.app.holds_burst():
            self.app.exit(0)

    @property
    def _leaving(self) -> str:
        return "esc back to the board" if self.over else "q quit"

    # Unsaved work that never had a file

    def _look_for_work(self) -> None:
        """Look for unsaved work of a program that was ended, in a thread."""
        if self.app.screen is not self:
            return

        def look() -> None:
            from canvas.files.journal.recovery import unnamed  # noqa: PLC0415 - the first frame needs none

            found = unnamed()
            self.app.call_from_thread(self.app.between_keys, lambda: self._found(found))

        self.app.run_worker(look, thread=True)  # not this screen's: what it finds must be released

    def _found(self, found: Sequence[RecoverableWork]) -> None:
        """Offer the newest work: as a question where the user has done nothing yet, else as a line."""
        if not found:
            return
        newest, *others = found
        for work in others:
            work.release()  # one at a time
        self._work = newest
        if not self.is_attached or self not in self.app.screen_stack:
            self._release()
        elif self._is_untouched:
            self.action_restore()
        else:
            self._tell(f"{_offer(newest)}: R offers it.")

    @property
    def _is_untouched(self) -> bool:
        """Whether nobody has pressed a key here yet that did, or will do, anything."""
        is_at_first = self.query_one(OptionList).highlighted == _FIRST_CHOICE
        is_idle = not self.is_waiting and not self.app.has_input_waiting
        return self.app.screen is self and is_at_first and is_idle

    def action_restore(self) -> None:
        """Ask what to do with the work."""
        if (work := self._work) is None:
            self.app.run_worker(self._take_from_bin, thread=True)
            return

        def discard() -> None:
            moved = work.discard()
            if not moved:
                work.release()
            sentence = discarded(self.app.key_map.told, moved=moved).text
            self.app.call_from_thread(self.app.between_keys, lambda: self._tell(sentence))

        def confirmed(answer: str | None) -> None:
            if answer == "discard":
                self._work = None
                self.app.run_worker(discard, thread=True)
            else:
                self._release()

        def answered(answer: str | None) -> None:
            self._tell("")
            if answer == "take":
                self._restore(work)
            elif answer == "discard":
                self.app.push_screen(discard_screen(), confirmed)
            else:
                self._release()

        self.app.push_screen(recovery_screen(work, _offer(work)), answered)

    def _take_from_bin(self) -> None:
        """Take what was discarded last out of the bin, and offer it; in a thread."""
        from canvas.files.journal.recovery import unnamed  # noqa: PLC0415 - hardly ever
        from canvas.files.journal.recovery_bin import binned  # noqa: PLC0415 - likewise

        in_bin = binned(time.time(), None)
        for number, work in enumerate(in_bin):
            if number or not work.restore():
                work.release()
        found = unnamed() if in_bin else []

        def show() -> None:
            if found:
                self._found(found)
            else:
                self._tell(NOTHING_TO_RESTORE)

        self.app.call_from_thread(self.app.between_keys, show)

    def _restore(self, work: RecoverableWork) -> None:
        """Open the work on a board, unsaved."""
        self._work = None
        session = Session(Document(Canvas(work.canvas.title)))
        session.make(lambda _: Edit("take back the work that was in no file", work.canvas))
        session.journal.adopt(work)
        self.app.open_session(session)

    def _release(self) -> None:
        if self._work:
            self._work.release()
            self._work = None

    # What it says

    def _set_subtitle(self, sentence: str) -> None:
        self.query_one("#start-subtitle", Static).update(sentence)

    def _tell(self, sentence: str) -> None:
        problem = self.query_one(".problem", Static)
        problem.update(sentence)
        problem.set_class(bool(sentence), "-said")


def _offer(work: RecoverableWork) -> str:
    """What unsaved work is, for a question."""
    return f"Work on {quote(work.canvas.title)}, which never had a file"


def as_copy(document: Document) -> Document:
    """A document without its file: it is saved under a name of its own."""
    return document._replace(path=None, data=None, merged_text=None, notices=(), repaired=frozenset())


def _groups() -> Iterator[tuple[str, list[Choice]]]:
    found = [Choice(path, *_shown(path)) for path in recent()]
    if found:
        yield "Recent", found
    known = {choice.path for choice in found}
    here = [Choice(path, *_shown(path)) for path in _nearby() if os.path.realpath(path) not in known]
    if here:
        yield "In this folder", here
    tour = [Choice(path, *_TOUR, is_example=True, is_tour=True) for path in _toured()]
    seen = tour_seen()
    if tour and not seen:
        yield "First time here?", tour
    yield "New", [Choice("", "A new canvas", "eight empty panels, each with its question")]
    yield (
        "Worked examples, opened as a copy",
        [Choice(path, name, "", is_example=True) for name, path in examples().items()] + tour * seen,
    )


def _toured() -> list[str]:
    """The example that the tour leads through; none where the examples are gone."""
    return [path for name, path in examples().items() if name == _TOURED]


def _shown(path: str) -> tuple[str, str]:
    """A file's name, and its folder."""
    return os.path.basename(path).removesuffix(SUFFIX), os.path.dirname(path)


def _nearby() -> list[str]:
    """The canvases in this folder and in those right below it."""
    found: list[str] = []
    for name in _listed("."):
        if name.endswith(SUFFIX) and os.path.isfile(name):
            found.append(name)
        elif os.path.isdir(name) and not name.startswith("."):
            found += [os.path.join(name, below) for below in _listed(name) if below.endswith(SUFFIX)]
        if len(found) >= _MAX_NEARBY:
            break
    return found[:_MAX_NEARBY]


def _listed(folder: str) -> list[str]:
    """What is in a folder; nothing where that cannot be read."""
    try:
        return sorted(os.listdir(folder))
    except OSError:
        return []
