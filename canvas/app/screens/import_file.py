"""What a file would change, statement by statement, each to be taken or left."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from canvas.app.bindings import binding_of
from canvas.app.keys import PANEL_ACTIONS
from canvas.app.screens.list_dialog import ListDialog
from canvas.app.widgets.change_list import heading, mark
from canvas.app.widgets.hanging_indent import HangingIndent
from canvas.app.widgets.key_hints import BoundKey
from canvas.exports.changes import ChangeSentence, sentences
from canvas.exports.phrases import counted
from canvas.imports.left_out import left_out_sentence
from canvas.imports.proposal import Proposal
from canvas.model.compare import Change
from canvas.model.field_changes import FieldChange
from canvas.model.record_changes import RecordChange
from canvas.model.sanitize import visible_line
from canvas.model.schema import PANELS
from canvas.workspace import Workspace

_TAKEN, _LEFT = "[x]", "[ ]"

Chosen = tuple[Proposal, tuple[Change | FieldChange, ...]]


class ImportScreen(ListDialog[Chosen, ChangeSentence]):
    """Lists the changes of a proposal; gives the proposal with those that are taken."""

    KEYS = (
        ("go", "enter takes them in"),
        ("choose", "space takes or leaves it"),
        BoundKey("choose_all", "all"),
        ("dismiss", "esc cancels"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "choose", "Take or leave", priority=True),
        Binding("asterisk", "choose_all", "All or none", priority=True),
        *(binding_of(name, f"place({number})") for number, name in enumerate(PANEL_ACTIONS, 1)),
    ]

    def __init__(self, workspace: Workspace, proposal: Proposal) -> None:
        """A list in which every change is taken at first."""
        super().__init__(workspace)
        self.proposal = proposal
        self.left: set[str] = set()  # the keys of the changes that are not taken

    def on_mount(self) -> None:
        """List the changes, and say what was left out."""
        self._list()
        *keys, leave = self.KEYS
        self.keys.show(*keys, ("place(0)", f"{self.app.key_map.panels} its panel"), leave)
        self.go_on(self.option_list)
        told = [*self.proposal.problems, *self.proposal.remarks]
        self.tell(" ".join(filter(None, (left_out_sentence(self.proposal.left_out), *told))))

    def canvas_changed(self) -> None:
        """Keep the list: what it shows is the file."""

    def action_choose(self) -> None:
        """Take or leave the highlighted change, and go to the next."""
        if (said := self.highlighted) is not None:
            self.left ^= {_key(said.change)}
            self._list()
            self.option_list.action_cursor_down()

    def action_choose_all(self) -> None:
        """Leave everything, or take everything where anything is left."""
        everything = {_key(row.change) for row in self.rows if row}
        self.left = set() if self.left else everything
        self._list()

    def action_place(self, number: int) -> None:
        """Place the highlighted statement that fits no panel."""
        said = self.highlighted
        if said is None or not isinstance(said.change, Change) or not number:
            self.tell(f"{self.app.key_map.panels} on a statement that is new gives it that panel.")
            return
        if not said.change.is_new:
            self.tell("Only a new statement can be given another panel here.", is_problem=True)
            return
        item_id = said.change.item.id
        panel = PANELS[number - 1]
        self.proposal = self.proposal.placed(item_id, panel.key)
        self._list(item_id)
        self.tell(f"Goes to {panel.title}.")

    def action_go(self) -> None:
        """Give the changes that are taken."""
        changes = [row.change for row in self.rows if row and _key(row.change) not in self.left]
        taken = tuple(change for change in changes if not isinstance(change, RecordChange))
        if taken:
            self.dismiss((self.proposal, taken))
        else:
            self.tell("Nothing is chosen: space chooses, esc cancels.", is_problem=True)

    def _list(self, wanted: str = "") -> None:
        shown = list(self._rows())
        self.list_rows(shown, (lambda row: _key(row.change) == wanted) if wanted else None)
        total = sum(row is not None for _, row in shown)
        taken = total - len(self.left)
        self.set_heading(f"{visible_line(self.proposal.name)}: {counted(total, 'change')}, {taken} taken")

    def _rows(self) -> Iterator[tuple[Content, None] | tuple[HangingIndent, ChangeSentence]]:
        """The rows: headings, and the changes with their boxes; what fits no panel comes last."""
        told = sentences(self.proposal.differences._replace(records=()), self.proposal.merged)
        unplaced = [each for each in told if _key(each.change) in self.proposal.unplaced]
        before = None
        for said in (each for each in told if each not in unplaced):
            if said.panel != before:
                before = said.panel
                yield Content.styled(heading(said.panel), "bold $accent"), None
            yield self._row(said)
        if unplaced:
            nowhere = f"Fits no panel: parked unless you press {self.app.key_map.panels}"
            yield Content.styled(nowhere, "bold $warning"), None
            yield from map(self._row, unplaced)

    def _row(self, said: ChangeSentence) -> tuple[HangingIndent, ChangeSentence]:
        box = _LEFT if _key(said.change) in self.left else _TAKEN
        sign = Content.styled(f" {box} {mark(said.change)} ", "bold")
        return HangingIndent((sign, Content(visible_line(said.words)))), said


def _key(change: Change | FieldChange | RecordChange) -> str:
    """What a change is about: an item's id, or the key of a field of the canvas or of a collection."""
    if isinstance(change, Change):
        return change.item.id
    return f" {change.key if isinstance(change, FieldChange) else change.collection}"
