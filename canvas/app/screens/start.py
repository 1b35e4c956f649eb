"""The start screen: what to open."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.types import CSSPathType
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option
from textual.worker import get_current_worker

from canvas.app.bindings import binding_of
from canvas.app.screens.message_line import KeyNotice, MessageLine
from canvas.app.screens.prompt import PromptScreen
from canvas.app.screens.start_rows import Choice, choice_row, known_before, read_in_batches
from canvas.app.screens.unnamed_work import UnnamedWork
from canvas.app.widgets.key_hints import BoundKey
from canvas.app.widgets.keys_line import KeysLine
from canvas.app.widgets.row_list import RowList
from canvas.app.widgets.waiting import WaitingScreen
from canvas.bundled_files import example_facts, examples, style
from canvas.files.canvas_file import SUFFIX, Document, DocumentError, open_document
from canvas.files.recent import recent
from canvas.files.tour_flag import remember_tour, tour_seen
from canvas.model.canvas import Canvas
from canvas.model.sanitize import clean_line, visible_line

if TYPE_CHECKING:
    from canvas.register.facts import CanvasFacts

_MAX_NEARBY = 50
_TOURED = "riverside-breakfast"
_TOUR = ("Take the tour", "seven short steps through a worked example")
_SUBTITLE = "one screen that shows a whole partnership"
_FIRST_CHOICE = 1
"""The index of the first choice, below its heading."""

_RECOVERY_AFTER_SECONDS = 0.3
"""Delay before unsaved work is looked for: the first frame comes first."""


class StartScreen(WaitingScreen[Document], KeyNotice):
    """Lists recent canvases, those in this folder, a new one and the worked examples; gives the chosen one.

    Lists and opens in a thread; keys pressed meanwhile are queued.
    """

    CSS_PATH: ClassVar[CSSPathType | None] = [style("dialogs.tcss"), style("start.tcss")]
    STILL = frozenset({"leave"})
    WAY_OUT = "esc leaves"
    BINDINGS: ClassVar[list[BindingType]] = [
        binding_of("add", "new"),
        binding_of("find", "list"),
        binding_of("restore", "restore"),
        Binding("q,escape", "leave", "Quit", priority=True),
    ]

    def __init__(self, *, over: Document | None = None, folders: Sequence[str] = ()) -> None:
        """A list of what can be opened; `over` the board of a document, escape goes back to that.

        Where `folders` are given, the register of these is open over it.
        """
        super().__init__()
        self.problem = MessageLine()
        self.options = RowList()
        self.subtitle = Static(_SUBTITLE, id="start-subtitle", classes="hint", markup=False)
        self._opened = over
        self.over = self.is_preparing = over is not None
        self._folders = folders
        self.choices: dict[str, Choice] = {}
        self._facts: dict[str, CanvasFacts | None] = {}  # what is told of each file
        self._work = UnnamedWork(self)

    def compose(self) -> Iterator[Widget]:
        """Yield the list and the keys."""
        with Vertical(id="start"):
            yield Static("canvas", id="start-name", markup=False)
            yield self.subtitle
            yield self.options
            yield self.problem
            yield self.notice
            leaving = ("leave", "esc back to the board") if self.over else BoundKey("leave", "quits")
            yield KeysLine(
                ("", "↑ ↓ and enter open"),
                BoundKey("new", "adds a new one"),
                BoundKey("list", "lists all here"),
                leaving,
            )

    def on_mount(self) -> None:
        """List in a thread what can be opened, and look later for unsaved work."""
        self.run_worker(self._find, thread=True)
        if not self.over and not self.app.read_only:
            self.set_timer(_RECOVERY_AFTER_SECONDS, self._look_for_work)

    def on_unmount(self) -> None:
        """Release unsaved work that nobody decided on; it is offered again."""
        self._work.release()

    def _find(self) -> None:
        """Find what can be opened, with what is known of it; runs in a thread."""
        groups = list(_groups())
        listed = (choice.path for _, choices in groups for choice in choices if choice.is_listed)
        known = known_before(listed, self.app.today)
        self.from_thread(self._list, groups, known)

    def _list(
        self, groups: Sequence[tuple[str, Sequence[Choice]]], known: Mapping[str, CanvasFacts | None]
    ) -> None:
        """Show what can be opened; over a board, what is not known of a file may come with it."""
        self._facts = {**known}
        rows = []
        for heading, choices in groups:
            rows.append(Option(Content.styled(heading, "bold $accent"), disabled=True))
            for choice in choices:
                key = f"choice-{len(self.choices)}"
                self.choices[key] = choice
                rows.append(Option(choice_row(choice, known.get(choice.path), self.app.today), id=key))
        self.options.add_options(rows)
        listed = {choice.path for choice in self.choices.values() if choice.is_listed}
        self.is_preparing = self.over and not listed <= known.keys()
        self.options.highlighted = _FIRST_CHOICE
        self.go_on(self.options)
        if self._folders:
            self._open_register(self._folders)
        self.run_worker(self._read_facts, thread=True)

    def _read_facts(self) -> None:
        """Read what the listed files hold, and show it as often as one can look; runs in a thread."""
        listed = [choice.path for choice in self.choices.values() if choice.is_listed]
        for read in read_in_batches(listed, self.app.today, self._opened):
            if get_current_worker().is_cancelled:
                return
            self.from_thread(self._show_facts, read)

    def _show_facts(self, read: Mapping[str, CanvasFacts | None]) -> None:
        """Tell what listed files hold, where that is not what is told already."""
        self.is_preparing = False
        for key, choice in self.choices.items():
            if choice.path in read and self._facts.get(choice.path) != (facts := read[choice.path]):
                self._facts[choice.path] = facts
                self.options.replace_option_prompt(key, choice_row(choice, facts, self.app.today))

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
        """Read a file in a thread."""
        self.wait()
        self.problem.tell("")
        self.subtitle.update(f"Opening {visible_line(choice.label)}…")

        def read() -> None:
            try:
                document = open_document(choice.path)
            except DocumentError as error:
                self.from_thread(self._refuse, str(error))
            else:
                remember_tour()  # taken or passed by, it is offered first no more
                self.from_thread(self._take, choice, document)

        self.run_worker(read, thread=True)

    def _refuse(self, problem: str) -> None:
        """Show why a file cannot be opened."""
        self.subtitle.update(_SUBTITLE)
        self.problem.tell(problem)
        self.go_on(self.options)

    def _take(self, choice: Choice, document: Document) -> None:
        """Open what was read."""
        document = document.as_copy() if choice.is_example else document
        if choice.is_tour:
            self.app.touring = document
        self._open(document)
        self.go_on()

    def action_new(self) -> None:
        """Ask for the title of a new canvas, and open it."""
        if self.app.read_only:
            self.problem.tell("A new canvas could not be filled in: everything is open read-only here.")
            return

        def titled(title: str) -> None:
            self.app.run_worker(remember_tour, thread=True)
            self._open(Document(Canvas(clean_line(title))))

        self.app.ask(PromptScreen("What is the partnership called?"), titled)

    def _open(self, document: Document) -> None:
        if self.over:
            self.dismiss(document)
        else:
            self.app.open_document(document)

    def action_list(self) -> None:
        """List every canvas below this folder."""
        self._open_register([os.curdir])

    def _open_register(self, folders: Sequence[str]) -> None:
        from canvas.app.screens.register import RegisterScreen  # noqa: PLC0415 - the first frame needs none

        self.app.ask(RegisterScreen(folders), lambda path: self._read(Choice(path, *_shown(path))))

    def action_leave(self) -> None:
        """Go back to the board; without one, quit."""
        if self.over:
            self.dismiss(None)
        elif not self.app.holds_burst():
            self.app.exit(0)

    # Unsaved work that never had a file

    def _look_for_work(self) -> None:
        if self.app.screen is self:
            self._work.look()

    @property
    def is_untouched(self) -> bool:
        """Whether no key has acted yet or waits to act."""
        is_at_first = self.options.highlighted == _FIRST_CHOICE
        is_idle = not self.is_waiting and not self.app.has_input_waiting
        return self.app.screen is self and is_at_first and is_idle

    def tell(self, sentence: str) -> None:
        """Show a sentence below the list."""
        self.problem.tell(sentence)

    def action_restore(self) -> None:
        """Ask what to do with the work."""
        self._work.restore()


def _groups() -> Iterator[tuple[str, list[Choice]]]:
    found = [Choice(path, *_shown(path)) for path in recent()]
    if found:
        yield "Recent", found
    known = {choice.path for choice in found}
    here = [Choice(path, *_shown(path)) for path in _nearby() if os.path.realpath(path) not in known]
    if here:
        yield "In this folder", here
    tour = [
        Choice(path, *_TOUR, is_example=True, is_tour=True)
        for name, path in examples().items()
        if name == _TOURED
    ]
    seen = tour_seen()
    if tour and not seen:
        yield "First time here?", tour
    yield "New", [Choice("", "A new canvas", "eight empty panels, each with its question")]
    yield (
        "Worked examples, opened as a copy",
        [Choice(path, *example_facts(path), is_example=True) for path in examples().values()] + tour * seen,
    )


def _shown(path: str) -> tuple[str, str]:
    """The stem and the folder of a path."""
    return os.path.basename(path).removesuffix(SUFFIX), os.path.dirname(path)


def _nearby() -> list[str]:
    """The paths of canvases in this folder and its subfolders, up to a limit."""
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
    """The sorted names in a folder; none where it cannot be read."""
    try:
        return sorted(os.listdir(folder))
    except OSError:
        return []
