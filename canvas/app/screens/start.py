"""The first screen of `canvas` without a file: what to open."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import Screen
from textual.types import CSSPathType
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from canvas.app.screens.prompt import PromptScreen
from canvas.app.screens.recovery import recovery_screen
from canvas.bundled_files import examples, style
from canvas.files.canvas_file import SUFFIX, Document, DocumentError, open_document
from canvas.files.recent import recent
from canvas.files.tour_flag import remember_tour, tour_seen
from canvas.model.canvas import Canvas
from canvas.model.edits import Edit
from canvas.model.sanitize import clean_line, quote, visible_line
from canvas.session import Session

if TYPE_CHECKING:
    from canvas.app.host import Host
    from canvas.files.journal.recovery import RecoverableWork

_MOST = 50
_TOURED = "riverside-breakfast"
_TOUR = ("Take the tour", "seven short steps through a worked example")
_SETTLED = 0.3
"""How many seconds after the first frame it is looked for work that was left behind."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A canvas that can be opened; a new one where it has no path."""

    path: str
    label: str
    hint: str
    is_example: bool = False
    is_tour: bool = False


class StartScreen(Screen[Document]):
    """Recent canvases, those in this folder, a new one, the worked examples. Gives what was chosen."""

    CSS_PATH: ClassVar[CSSPathType | None] = [style("dialogs.tcss"), style("start.tcss")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "new", "New canvas", priority=True),
        Binding("q,escape", "leave", "Quit", priority=True),
    ]
    app: Host

    def __init__(self, *, over: bool = False) -> None:
        """A list of what can be opened.

        Args:
            over: whether it lies over a board, to which escape goes back.
        """
        super().__init__()
        self.over = over

    def compose(self) -> Iterator[Widget]:
        """The list, and the keys."""
        with Vertical(id="start"):
            yield Static("canvas", id="start-name", markup=False)
            yield Static("one screen that shows a whole partnership", classes="hint", markup=False)
            yield OptionList(compact=True)
            yield Static("", classes="problem", markup=False)
            yield Static(f"↑ ↓ and enter open · n new · {self._leaving}", classes="hint", markup=False)

    def on_mount(self) -> None:
        """Gather what there is."""
        self.choices: dict[str, Choice] = {}
        listed = self.query_one(OptionList)
        for heading, choices in _groups():
            listed.add_option(Option(Content.styled(heading, "bold $accent"), disabled=True))
            for choice in choices:
                key = f"choice-{len(self.choices)}"
                self.choices[key] = choice
                content = Content.assemble(
                    f"  {visible_line(choice.label)}  ", (visible_line(choice.hint), "$quiet")
                )
                listed.add_option(Option(content, id=key))
        listed.highlighted = 1
        listed.focus()
        if not self.over and not self.app.read_only:
            self.set_timer(_SETTLED, self._offer_back)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Open what was chosen."""
        choice = self.choices[event.option.id or ""]
        if not choice.path:
            self.action_new()
            return
        try:
            document = open_document(choice.path)
        except DocumentError as error:
            self._tell(str(error))
            return
        document = as_copy(document) if choice.is_example else document
        if choice.is_tour:
            self.app.touring = document
        self._open(document)

    def action_new(self) -> None:
        """A new canvas, once it has a title."""
        if self.app.read_only:
            self._tell("A new canvas could not be filled in: everything is open read-only here.")
            return

        def titled(title: str | None) -> None:
            if title:
                self._open(Document(Canvas(clean_line(title))))

        self.app.push_screen(PromptScreen("What is the partnership called?"), titled)

    def action_leave(self) -> None:
        """Go back to the board, or end the program where there is none."""
        if self.over:
            self.dismiss(None)
        else:
            self.app.exit(0)

    @property
    def _leaving(self) -> str:
        return "esc back to the board" if self.over else "q quit"

    def _offer_back(self) -> None:
        """Offer work that never had a file, and that a program which was ended has left behind."""
        if self.app.screen is not self:
            return
        from canvas.files.journal.recovery import unnamed  # noqa: PLC0415 - the first frame needs none

        for left in unnamed():
            if self.app.screen is self:
                self._offer(left)
            else:
                left.release()  # one at a time

    def _offer(self, left: RecoverableWork) -> None:
        def answered(answer: str | None) -> None:
            if answer == "take":
                self._take_back(left)
            elif answer == "discard":
                left.discard()
            else:
                left.release()

        title = quote(left.canvas.title)
        self.app.push_screen(recovery_screen(left, f"Work on {title}, which never had a file"), answered)

    def _take_back(self, left: RecoverableWork) -> None:
        session = Session(Document(Canvas(left.canvas.title)))
        session.make(lambda _: Edit("take back the work that was in no file", left.canvas))
        session.journal.adopt(left)
        self.app.open_session(session)

    def _tell(self, sentence: str) -> None:
        problem = self.query_one(".problem", Static)
        problem.update(sentence)
        problem.add_class("-said")

    def _open(self, document: Document) -> None:
        remember_tour()  # taken or gone past: it is offered first no more
        if self.over:
            self.dismiss(document)
        else:
            self.app.open_document(document)


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
        if len(found) >= _MOST:
            break
    return found[:_MOST]


def _listed(folder: str) -> list[str]:
    """What is in a folder; nothing where that cannot be read."""
    try:
        return sorted(os.listdir(folder))
    except OSError:
        return []
