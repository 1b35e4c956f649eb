"""The command that writes an export beside the canvas."""

from __future__ import annotations

from canvas.exports import EXPORTERS, ExportError, default_exporter
from canvas.exports.output_file import OutputOutcome
from canvas.linear.answer_parser import UnclearAnswer
from canvas.linear.context import CommandGroup
from canvas.model.sanitize import quote
from canvas.model.schema import AUDIENCES
from canvas.model.types import Audience
from canvas.outcome_phrases import exported


class ExportCommands(CommandGroup):
    """Exports in any of the exporters' formats."""

    def export(self, words: str) -> None:
        """Write an export; the words name a format, an audience and, after ``for``, a partner."""
        context = self.context
        to, audience, partner = self._parsed(words)
        outcome = self._run(to, audience, partner)
        if isinstance(outcome, OutputOutcome) and outcome.code == "exists":
            if not context.confirms(f"{exported(outcome).text} Replace it?"):
                context.say("Nothing was written.")
                return
            outcome = self._run(to, audience, partner, agreed=outcome.found)
        context.say_phrase(exported(outcome, audience))

    def _parsed(self, words: str) -> tuple[str, Audience, str | None]:
        """The format, the audience and the partner that were named, or the defaults."""
        known = [exporter.key for exporter in EXPORTERS.values() if exporter.on_command_line]
        to, audience, partner = default_exporter().key, self.context.audience, None
        rest = words.split()
        while rest:
            word = rest.pop(0).casefold()
            if word == "for" and rest:
                partner, rest = " ".join(rest), []
            elif word in known:
                to = word
            elif word in AUDIENCES:
                audience = self.context.audience_of(word)
            else:
                choices = f"a format ({', '.join(known)}) or an audience ({', '.join(AUDIENCES)})"
                raise UnclearAnswer(f"{quote(word)} is neither {choices}. Type: export public.")
        return to, audience, partner

    def _run(
        self, to: str, audience: Audience, partner: str | None, *, agreed: bytes | None = None
    ) -> OutputOutcome | ExportError:
        workspace, today = self.context.workspace, self.context.today
        return workspace.export(
            to, today=today, audience=audience, partner=partner, agreed=agreed, labels=self.context.labels
        ).run()
