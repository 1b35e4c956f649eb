"""The command that writes an export beside the canvas."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from canvas.exchange_phrases import exported, exported_sheets
from canvas.exports import EXPORTERS, default_exporter
from canvas.exports.audience_filter import readable_partners
from canvas.exports.minutes import has_minutes, no_minutes
from canvas.exports.output_file import OutputOutcome
from canvas.exports.sheet_files import SheetsOutcome
from canvas.files.export_memory import ExportChoice, last_choice, remember_choice
from canvas.linear.answer_parser import UnclearAnswer
from canvas.linear.context import CommandGroup
from canvas.model.sanitize import quote
from canvas.model.schema import AUDIENCES
from canvas.model.text_folding import folded_name
from canvas.workspace_export import ExportOrder

if TYPE_CHECKING:
    from canvas.workspace_export import ExportOutcome

_SHEETS = ("sheets", "sheet")
_MINUTES = "minutes"
_SINCE = r"(?:^|\s)since\s+(.+?)(?=\s+for\s|$)"
_FOR = r"(?:^|\s)for\s+(.+)$"


class ExportCommands(CommandGroup):
    """Exports in any of the exporters' formats."""

    def export(self, words: str) -> None:
        """Write an export; without words, one like the last."""
        context = self.context
        order = self._parsed(words) if words else self._last()
        outcome = self._run(order)
        if isinstance(outcome, OutputOutcome) and outcome.code == "exists":
            if not context.confirms(f"{exported(outcome).text} Replace it?"):
                context.say("Nothing was written.")
                return
            outcome = self._run(order._replace(agreed=outcome.found))
        if isinstance(outcome, SheetsOutcome):
            context.say_phrase(exported_sheets(outcome))
        else:
            context.say_phrase(exported(outcome, order.audience))
        if isinstance(outcome, OutputOutcome | SheetsOutcome) and outcome.is_done:
            self._remember(order)

    def _order(self) -> ExportOrder:
        context = self.context
        return ExportOrder(default_exporter().key, context.audience, context.today, labels=context.labels)

    def _last(self) -> ExportOrder:
        """What was exported last, as far as it fits this canvas and the audience of the settings."""
        order, choice = self._order(), last_choice()
        if choice is None or choice.usual_audience != self.context.audience:
            return order
        exporter = EXPORTERS.get(choice.format)
        if exporter:
            order = order._replace(to=choice.format)
        order = order._replace(audience=self.context.audience_of(choice.audience))
        names = readable_partners(self.canvas, order.audience)
        if exporter and exporter.for_partner and choice.canvas == self._canvas_path() and names:
            partner = choice.partner if choice.partner in names else None
            order = order._replace(partner=partner, for_each=bool(choice.sheets))
        return order

    def _remember(self, order: ExportOrder) -> None:
        sheets = "each" if order.for_each else ""
        usual = self.context.audience
        where, partner = self._canvas_path(), order.partner or ""
        remember_choice(ExportChoice(order.to, order.audience, usual, where, partner, sheets))

    def _canvas_path(self) -> str:
        path = self.context.workspace.path
        return os.path.realpath(path) if path else ""

    def _parsed(self, words: str) -> ExportOrder:
        """The format, the audience, whose sheet, since when, and whether with minutes, as they were named."""
        known = [*EXPORTERS]
        order = self._order()
        whose = re.search(_FOR, words)
        is_partner = whose and folded_name(whose[1]) in map(folded_name, self.canvas.partners)
        if since := None if is_partner else re.search(_SINCE, words):
            order = order._replace(since=since[1])
            words = words[: since.start()] + words[since.end() :]
            whose = re.search(_FOR, words)
        if whose:
            order = order._replace(partner=whose[1])
            words = words[: whose.start()]
        for word in words.casefold().split():
            if word in known:
                order = order._replace(to=word)
            elif word in AUDIENCES:
                order = order._replace(audience=self.context.audience_of(word))
            elif word in _SHEETS and not whose:
                order = order._replace(for_each=True)
            elif word == _MINUTES:
                order = order._replace(minutes=True)
            else:
                choices = (
                    f"a format ({', '.join(known)}), nor an audience ({', '.join(AUDIENCES)}), nor sheets, "
                    "nor minutes"
                )
                raise UnclearAnswer(f"{quote(word)} is neither {choices}. Type: export public.")
        if order.minutes and not has_minutes(self.canvas, order.audience):
            raise UnclearAnswer(f"There are {no_minutes(order.audience)}.")
        return order

    def _run(self, order: ExportOrder) -> ExportOutcome:
        return self.context.workspace.export(order).run()
