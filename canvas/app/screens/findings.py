"""What is missing, the gravest first: each finding with its reason, to go to, to mend or to answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from typing import ClassVar, Protocol

from textual.binding import Binding, BindingType
from textual.content import Content

from canvas.app.bindings import binding_of
from canvas.app.screens.list_dialog import ListDialog
from canvas.app.widgets.hanging_indent import HangingIndent
from canvas.app.widgets.key_hints import EditKey
from canvas.app.widgets.later_indent import LaterIndent
from canvas.app.widgets.symbols import (
    ANSWERED,
    SEVERITY_MARKS,
    SEVERITY_STYLES,
    SYMBOL_COLUMNS,
    counts_in_words,
)
from canvas.exports.audience_filter import filtered_for
from canvas.exports.slides.slide_text import AUDIENCE
from canvas.model.answers import last_day
from canvas.model.finding import Answered, Finding
from canvas.model.finding_cache import FindingCache
from canvas.model.findings import answered_findings, is_answerable
from canvas.model.mending import for_the_room, grouped
from canvas.model.sanitize import visible_line
from canvas.model.schema import BY_KEY
from canvas.model.types import PanelKey
from canvas.workspace import Workspace

Found = Finding | Answered


class Answer(Protocol):
    """Opens the dialog with the answer to a finding."""

    def __call__(self, found: Found) -> object:
        """Ask why it does not apply."""


class PanelFindingsScreen(ListDialog[None, Found]):
    """Lists on a slide what a panel lacks, as far as those in the room may read it."""

    EXTRA_CLASSES = "findings"
    KEYS = (("dismiss", "esc closes"),)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "dismiss", "Close", priority=True),
        binding_of("findings", "dismiss"),
    ]

    def __init__(self, workspace: Workspace, today: date, panel: PanelKey) -> None:
        super().__init__(workspace)
        self.today = today
        self.panel = panel

    def on_mount(self) -> None:
        """List the findings."""
        self.go_on(self.option_list)
        self.canvas_changed()

    def canvas_changed(self) -> None:
        """List what is found now."""
        readable = filtered_for(self.workspace.canvas, AUDIENCE)
        found = answered_findings(self.workspace.canvas, "check", self.today)
        shown = [each for each in for_the_room(found, readable, self.today) if each.panel == self.panel]
        self.list_rows((_row(each), each) for _, entries in grouped(shown) for each in entries)
        self.set_heading(f"{BY_KEY[self.panel].title}: {counts_in_words(shown)}")

    def action_go(self) -> None:
        """Close: on a slide nothing is mended."""
        self.dismiss(None)


class FindingsScreen(ListDialog[Found, Found]):
    """Lists what the rules find, and what is answered; gives what to mend."""

    EXTRA_CLASSES = "findings"
    KEYS = (
        ("go", "enter mends it"),
        EditKey("say_why", "says why it does not apply"),
        EditKey("withdraw", "withdraws that"),
        EditKey("undo", "undo"),
        ("dismiss", "esc closes"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        binding_of("findings", "dismiss"),
        binding_of("why", "say_why"),
        binding_of("delete", "withdraw"),
        binding_of("undo", "undo"),
    ]

    def __init__(
        self,
        workspace: Workspace,
        today: date,
        cache: FindingCache,
        in_file: Sequence[Finding],
        *,
        answer: Answer,
        withdraw: Callable[[Answered], str],
        undo: Callable[[], str],
    ) -> None:
        """The findings of the canvas.

        Args:
            workspace: the open canvas.
            today: the day it is.
            cache: finds, from one edit to the next.
            in_file: what is wrong with the file itself.
            answer: asks for the answer to a finding.
            withdraw: deletes an answer; gives the sentence to show.
            undo: undoes the latest change; gives the sentence to show.
        """
        super().__init__(workspace)
        if workspace.read_only_reason:
            self.keys.show(("go", "enter goes there"), ("dismiss", "esc closes"))
        self.today = today
        self.cache = cache
        self.in_file = in_file
        self.answer = answer
        self.withdraw = withdraw
        self.undo = undo

    def on_mount(self) -> None:
        """List the findings."""
        self.go_on(self.option_list)
        self._list()

    def canvas_changed(self) -> None:
        """List what is found now."""
        self._list()

    def action_go(self) -> None:
        """Give the highlighted finding, to be mended."""
        if found := self.highlighted:
            self.dismiss(found)

    def action_say_why(self) -> None:
        """Ask why the highlighted finding does not apply."""
        found = self.highlighted
        if found is None:
            return
        if is_answerable(found.finding):
            self.answer(found)
        else:
            self.tell("This cannot be answered: it has to be mended.", is_problem=True)

    def action_withdraw(self) -> None:
        """Delete the answer to the highlighted finding."""
        found = self.highlighted
        if isinstance(found, Answered):
            self.tell(self.withdraw(found))
        elif found:
            self.tell("There is no answer here to withdraw.", is_problem=True)

    def action_undo(self) -> None:
        """Undo the latest change."""
        self.tell(self.undo())

    def _list(self) -> None:
        found: list[Found] = []
        for group in self.cache.find(self.workspace.canvas, self.today):
            found += (*group.found, *group.answered)
        found += self.in_file
        if not self.list_rows(self._rows(found), self._is_same):
            self.tell("")
        told = counts_in_words(found)
        self.set_heading(f"{told[:1].upper()}{told[1:]}")

    def _is_same(self, row: Found) -> bool:
        """Whether a row is about what was highlighted before it was answered, or its answer withdrawn."""
        before = self.highlighted
        return before is not None and row.finding.key == before.finding.key

    def _rows(self, found: Sequence[Found]) -> Iterator[tuple[Content, None] | tuple[HangingIndent, Found]]:
        for panel, entries in grouped(found):
            title = BY_KEY[panel].numbered_title if panel else "This canvas"
            yield Content.styled(title, "bold $accent"), None
            for each in entries:
                yield _row(each), each


def _row(found: Found) -> LaterIndent:
    """The row of a finding, which is made when it is painted."""
    finding = found.finding
    said = finding.sentence.rstrip(".")
    if isinstance(found, Answered):
        texts = [said, _answer(found)]
    else:
        texts = [f"{finding.severity}  {said}", *([f"why: {finding.why}"] if finding.why else [])]
    return LaterIndent(partial(_made_row, found), SYMBOL_COLUMNS, *texts)


def _made_row(found: Found) -> HangingIndent:
    finding = found.finding
    said = visible_line(finding.sentence).rstrip(".")
    nothing = Content("")
    if isinstance(found, Answered):
        mark = Content.styled(f" {ANSWERED} ", "$quiet")
        return HangingIndent((mark, Content.styled(said, "$quiet")), (nothing, Content(_answer(found))))
    style = SEVERITY_STYLES[finding.severity]
    label = Content.assemble((f"{finding.severity}  ", style), said)
    why = f"why: {visible_line(finding.why)}" if finding.why else ""
    rows = [
        (Content.styled(f" {SEVERITY_MARKS[finding.severity]} ", SEVERITY_STYLES[finding.severity]), label)
    ]
    rows += [(nothing, Content.styled(why, "$quiet"))] if why else []
    return HangingIndent(*rows)


def _answer(found: Answered) -> str:
    """Why it does not apply, who says so and until when."""
    until = last_day(found.answer)
    more = [visible_line(found.answer.line("by")), f"until {until}" if until else ""]
    because = visible_line(found.answer.line("because"))
    return " · ".join(filter(None, [f"does not apply, because {because}", *more]))
