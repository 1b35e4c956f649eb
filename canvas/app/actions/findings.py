"""What is missing: the list of findings, the way to the place that mends one, and the answers to them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from canvas.app.actions.base import Commands
from canvas.app.actions.edit import EditCommands
from canvas.app.actions.save_export import SaveExportCommands
from canvas.app.screens.findings import FindingsScreen, Found
from canvas.files.check_file import file_findings
from canvas.model.answer_edits import answer_finding, withdraw_answer
from canvas.model.collections import COLLECTIONS
from canvas.model.finding import ANSWERS, Answered, Finding
from canvas.model.finding_cache import FindingCache
from canvas.model.mending import Mending, mending_of
from canvas.model.record_edits import set_record
from canvas.model.records import Record, records
from canvas.outcome_phrases import undone
from canvas.workspace import EditFunction

if TYPE_CHECKING:
    from canvas.app.actions.context import CommandContext

_FIELDS = ("because", "by", "until")
"""The fields of an answer that a person fills in."""


class FindingCommands(Commands):
    """Lists the findings, and goes where one is mended."""

    def __init__(self, context: CommandContext, edit: EditCommands, files: SaveExportCommands) -> None:
        super().__init__(context)
        self._edit = edit
        self._files = files
        self._cache = FindingCache("check")

    def findings(self) -> None:
        self.board.end_typing(keep=True)
        self.say("")
        screen = FindingsScreen(
            self.workspace,
            self.today,
            self._cache,
            file_findings(self.workspace.document),
            answer=self.answer,
            withdraw=self._withdraw,
            undo=self._undone,
        )
        self.ask(screen, self._mend)

    def _undone(self) -> str:
        """Undo the latest edit, unless it came from the room; the sentence to show."""
        step = self.workspace.undo(by=self.by)
        return undone(step, self.workspace.latest_of_guests).text

    def answer(self, found: Found) -> None:
        """Ask why a finding does not apply."""
        if self.refused():
            return
        finding = found.finding
        answer = found.answer if isinstance(found, Answered) else None

        def edit(values: dict[str, Any]) -> EditFunction:
            return partial(answer_finding, finding=finding, **_said(answer, values))

        self._ask(finding, answer, edit)

    def _ask(
        self, finding: Finding, answer: Record | None, edit: Callable[[dict[str, Any]], EditFunction]
    ) -> None:
        from canvas.app.screens.form import Form, FormScreen

        fields = [field for field in COLLECTIONS[ANSWERS].own if field.key in _FIELDS]
        now = [(field, answer.get(field) if answer else field.default) for field in fields]
        form = Form(f"Does not apply: {finding.sentence.rstrip('.')}", tuple(now))
        port, reason = self.form_port(edit), self.workspace.read_only_reason
        screen = FormScreen(form, port, self.today, reason)
        self.ask(screen, lambda cancelled: self.stash(edit(cancelled)))

    def _withdraw(self, found: Answered) -> str:
        """Delete an answer; what is said of it."""
        edit = self.make(partial(withdraw_answer, answer=found.answer))
        return f"Withdrawn; {self.key('undo')} brings it back." if edit else self.context.message

    def _mend(self, found: Found) -> None:
        """Go to the place of a finding, with the right kind and field ready to type."""
        if isinstance(found, Answered):
            self.answer(found)
            return
        mending = mending_of(found)
        if mending.item:
            self.go_to_item(mending.item)
        elif mending.panel:
            self.board.look_at(mending.panel)
        self.say(found.sentence)
        if self.workspace.read_only_reason:
            return
        self.context.host.call_later(self._begin, found, mending)

    async def _begin(self, found: Finding, mending: Mending) -> None:
        """Begin to type where a finding is mended."""
        match mending.way:
            case "reword":
                await self.board.reword()
            case "add":
                await self.board.type_new(kind=mending.kind)
            case "field":
                self._edit.form(mending.field)
            case "property":
                self._files.properties(mending.field)
            case "settle":
                self.context.run_command("settle")
            case "answer":
                self._change_answer(found)
            case _:
                pass

    def _change_answer(self, found: Finding) -> None:
        """Change an answer that does not stand, or is not needed any more."""
        answer = next((each for each in records(self.canvas, ANSWERS) if each.id == found.about), None)
        if answer is None:
            return

        def edit(values: dict[str, Any]) -> EditFunction:
            return partial(set_record, key=ANSWERS, name=answer.id, changes=_said(answer, values))

        self._ask(found, answer, edit)


def _said(answer: Record | None, values: dict[str, Any]) -> dict[str, Any]:
    """The fields of an answer, those that were filled in and those that were there."""
    fields = [field for field in COLLECTIONS[ANSWERS].own if field.key in _FIELDS]
    before = {field.key: answer.get(field) if answer else field.default for field in fields}
    return before | values
