"""The reviews of a canvas: who is next answers in turn; once revealed, where the partners differ."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import partial
from secrets import token_hex
from typing import Any, ClassVar, Final

from textual.binding import Binding, BindingType
from textual.content import Content

from canvas.app.bindings import binding_of
from canvas.app.screens.answer_review import AnswerReviewScreen
from canvas.app.screens.ask_fields import FieldQuestion, ask_day, ask_owner
from canvas.app.screens.ask_name import NameScreen
from canvas.app.screens.ask_next import NewStepScreen
from canvas.app.screens.list_dialog import ListDialog, Spot
from canvas.app.screens.text_viewer import TextViewerScreen
from canvas.app.widgets.hanging_indent import HangingIndent
from canvas.app.widgets.key_hints import EditKey, Key
from canvas.exports.audience_filter import readable_partners
from canvas.exports.review_result import (
    earlier_results,
    facts,
    level_rows,
    round_line,
    talk_word,
)
from canvas.model import review
from canvas.model.canvas import Canvas
from canvas.model.review import Answer, Result, Round
from canvas.model.sanitize import quote, visible_line
from canvas.model.schema import BY_KEY
from canvas.model.types import Audience
from canvas.outcome_phrases import edit_done
from canvas.workspace import EditFunction, Workspace

_BY: Final = "review"
"""The source of edits made here, as the workspace publishes it."""

_WORD_BYTES: Final = 8


class ReviewScreen(ListDialog[Spot, Result]):
    """Shows a round; gives the place of a next step that was added here, to look at on the board."""

    EXTRA_CLASSES = "review"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Close", priority=True),
        binding_of("add", "answer"),
        binding_of("review", "reveal"),
        binding_of("what_next", "step"),
        binding_of("visibility", "audience"),
        Binding("left,right", "turn", "Another round", priority=True),
    ]

    def __init__(
        self, workspace: Workspace, today: date, begin: Callable[[], object], came_from: Spot
    ) -> None:
        """The latest round; ``begin`` asks for a new one."""
        super().__init__(workspace)
        self.today = today
        self.begin = begin
        self.came_from = came_from
        self._chosen = ""

    @property
    def round(self) -> Round | None:
        """The round that is shown."""
        canvas = self.workspace.canvas
        return review.round_called(canvas, self._chosen) or review.round_called(canvas, "")

    def on_mount(self) -> None:
        """Show the latest round."""
        self.go_on(self.option_list)
        self._show()

    def on_resize(self) -> None:
        """Show it at the new width."""
        self.call_after_refresh(self._show)

    def canvas_changed(self) -> None:
        """Show the round as it is now."""
        self._show()

    def action_leave(self) -> None:
        """Go back to where the cursor was, or to the step that was added."""
        self.dismiss(self.came_from)

    def action_go(self) -> None:
        """Show everything about a statement, once the answers are shown."""
        result, shown = self.highlighted, self.round
        if result is None or shown is None:
            return
        if shown.revealed is None:
            told = self.app.key_map.told("review")
            self.tell(f"The answers are out of sight until everybody has answered; {told} shows them.")
            return
        self.app.push_screen(
            TextViewerScreen(
                visible_line(result.statement.says), [*_closer(self.workspace.canvas, shown, result)]
            )
        )

    def action_turn(self) -> None:
        """Show the round before, or the latest again after the first."""
        known = review.rounds(self.workspace.canvas)
        if (shown := self.round) and len(known) > 1:
            at = next(number for number, each in enumerate(known) if each.id == shown.id)
            self._chosen = known[at - 1].id
            self._show()

    def action_answer(self) -> None:
        """Let the next respondent answer; begin a round where the latest one is revealed."""
        shown = self.round
        if shown is None or self.is_refused():
            return
        if shown.revealed is not None:
            self.dismiss(self.came_from)
            self.begin()
            return
        if not shown.statements:
            self.tell(
                "There is nothing to answer: the file has no statements for this review.", is_problem=True
            )
            return
        if not shown.is_named:
            self._answer(token_hex(_WORD_BYTES))
            return
        known = [*readable_partners(self.workspace.canvas, "internal")]
        question = NameScreen("Which organisation answers?", known, "", offers_nobody=False)
        self.app.ask(question, self._answer)

    def _answer(self, who: str) -> None:
        shown = self.round
        if shown is None:
            return
        told = f"{visible_line(who)}'s name will stand beside these answers." if shown.is_named else ""
        if who in review.organisations_answered(self.workspace.canvas, shown):
            told += " It has answered before: these take the place of what it said."
        self.app.ask(AnswerReviewScreen(shown, told), partial(self._take, shown, who))

    def _take(self, asked: Round, who: str, answers: Mapping[str, Answer]) -> None:
        """Take answers to the round that was asked, whichever is the latest by now."""
        if not answers:
            return
        shown = review.round_called(self.workspace.canvas, asked.id)
        if shown is None:
            self.tell("The answers were not taken: this review is no longer in the canvas.", is_problem=True)
            return
        if self._run(lambda canvas: review.take(canvas, shown, who, answers)):
            number = review.answered(self.workspace.canvas, shown)
            self.tell(f"Thank you: {number} answered. {self.app.key_map.told('add')} is for whoever is next.")

    def action_reveal(self) -> None:
        """Show the answers from today on."""
        shown = self.round
        if shown is None or shown.revealed is not None or self.is_refused():
            return
        if not review.answered(self.workspace.canvas, shown):
            self.tell("Nobody has answered yet.")
            return
        self._run(lambda canvas: review.reveal(canvas, shown, self.today))

    def action_audience(self) -> None:
        """Let partners read the result in the summary, or keep it to ourselves again."""
        shown = self.round
        if shown is None or self.is_refused():
            return
        wanted: Audience = "partners" if shown.visibility == "internal" else "internal"
        if self._run(lambda canvas: review.show_to(canvas, shown, wanted)):
            self.tell(
                "The summary for partners shows the result."
                if wanted == "partners"
                else "The summary does not show the result."
            )

    def action_step(self) -> None:
        """Add a next step to the panel of a statement, then ask who owns it, and by which day."""
        result, shown = self.highlighted, self.round
        if result is None or shown is None or shown.revealed is None or self.is_refused():
            return
        panel, is_on = BY_KEY[result.statement.panel], self.app.settings.shorthand
        question = f"{quote(result.statement.says)}: what happens next?"
        screen = NewStepScreen(self.workspace, panel, self.today, question, is_on=is_on)
        self.app.push_screen(screen, partial(self._added, screen))

    def _added(self, screen: NewStepScreen, answer: tuple[str, bool] | None) -> None:
        known = {item.id for _, item in self.workspace.canvas}
        typed, goes_on = screen.capture.typed, answer is not None and answer[1]
        done = bool(typed.text.strip()) and self._run(screen.add)
        self.workspace.discard_drafts()
        added = [(panel, item.id) for panel, item in self.workspace.canvas if item.id not in known]
        if not done or not added:
            return
        self.came_from = added[0]
        item_ids = [added[0][1]]
        wanted: list[Callable[[], FieldQuestion[Any]]] = []
        if goes_on and "owner" not in typed.values:
            wanted.append(lambda: ask_owner(self.workspace.canvas, item_ids, is_new=True))
        if goes_on and "due" not in typed.values:
            wanted.append(lambda: ask_day(self.workspace.canvas, item_ids, self.today))
        self._ask_in_turn(wanted)

    def _ask_in_turn(self, wanted: list[Callable[[], FieldQuestion[Any]]]) -> None:
        if not wanted:
            return
        question = wanted[0]()

        def answered(answer: object) -> None:
            if self._run(question.edit(answer)):
                self._ask_in_turn(wanted[1:])

        self.ask(question.screen, answered)

    def _run(self, edit: EditFunction) -> bool:
        outcome = self.workspace.run(edit, by=_BY, focus=None)
        self.tell(edit_done(outcome).text, is_problem=outcome.error is not None)
        return outcome.error is None

    def _show(self) -> None:
        shown = self.round
        if shown is None:  # undone, or gone from the file
            self._show_nothing()
            return
        canvas = self.workspace.canvas
        keys: list[Key]
        if shown.revealed is None:
            self.set_heading(f"{round_line(canvas, shown)}. The answers are out of sight.")
            self.list_rows(_asked(shown))
            keys = [EditKey("answer", "the next one answers"), EditKey("reveal", "shows the answers")]
        else:
            self.set_heading(round_line(canvas, shown))
            width = self.option_list.size.width or self.app.size.width - 8
            self.list_rows(_listed(canvas, shown, width))
            words = "not in the summary" if shown.visibility != "internal" else "in the summary"
            keys = [("go", "enter looks closer"), EditKey("step", "what next")]
            keys += [EditKey("answer", "a new round"), EditKey("audience", words)]
        if len(review.rounds(canvas)) > 1:
            keys.append(("turn", "← → another round"))
        self.keys.show(*keys, ("leave", "esc closes"))

    def _show_nothing(self) -> None:
        """Leave, as there is no round; below another dialog only say so: leaving would close that one."""
        if self.is_active:
            self.dismiss(self.came_from)
            return
        self.set_heading("This review is no longer in the canvas.")
        self.list_rows(())
        self.keys.show(("leave", "esc closes"))


def _asked(shown: Round) -> Iterator[tuple[HangingIndent | Content, Result | None]]:
    """What is asked, before the answers are shown: nothing of an answer is among it."""
    panel = ""
    for statement in shown.statements:
        if statement.panel != panel:
            panel = statement.panel
            yield Content.styled(BY_KEY[panel].title, "bold"), None
        row = HangingIndent((Content("  "), Content(visible_line(statement.says))))
        yield row, Result(statement, (), is_shown=False)


def _listed(
    canvas: Canvas, shown: Round, width: int
) -> Iterator[tuple[HangingIndent | Content, Result | None]]:
    """Each statement with its answers, the panel with the most disagreement first."""
    for panel, found in review.panels_ranked(review.results(canvas, shown)):
        yield Content.styled(BY_KEY[panel].title, "bold"), None
        for result in found:
            mark = Content.styled("! " if result.asks_for_talk else "  ", "bold $error")
            said = Content(visible_line(result.statement.says))
            word = talk_word(result)
            told = facts(result, shown.invited) + (f" · {word}: talk about it" if word else "")
            lines = [(mark, said)]
            if strip := _dots(result, width):
                lines.append((Content("  "), Content(strip)))
            lines.append((Content("  "), Content.styled(told, "$quiet")))
            lines += [
                (
                    Content("  "),
                    Content.styled(f"{visible_line(each.name)}: {facts(was, each.invited)}", "$quiet"),
                )
                for each, was in earlier_results(canvas, shown, result.statement.id)
            ]
            yield HangingIndent(*lines), result


def _dots(result: Result, width: int) -> str:
    """The levels side by side by their numbers, each with its dots: ``1 ●● · 2 · 3 ●`` as far as they fit."""
    rows = [row for row in level_rows(result) if row.words != "Not relevant"]
    strip = "   ".join(f"{number} {row.dots or '–'}" for number, row in enumerate(rows, 1))
    return (
        strip
        if len(strip) <= max(20, width)
        else "   ".join(f"{n} ×{len(row.dots)}" for n, row in enumerate(rows, 1))
    )


def _closer(canvas: Canvas, shown: Round, result: Result) -> Iterator[Content]:
    """Everything about a statement: its levels in words, names where they are given, and what was said."""
    rows = level_rows(result)
    for number, row in enumerate(rows, 1):
        label = f"{number} " if number <= len(result.statement.levels) else "– "
        yield Content.assemble(
            (label, "bold"), row.words, "  ", (row.dots, "bold"), f" {row.names}" if row.names else ""
        )
        for because in row.becauses:
            yield Content.styled(f"    “{because}”", "$quiet")
    yield Content("")
    yield Content(facts(result, shown.invited))
    for each, was in earlier_results(canvas, shown, result.statement.id):
        yield Content.styled(f"{visible_line(each.name)}: {facts(was, each.invited)}", "$quiet")
