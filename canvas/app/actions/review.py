"""Reviews: a partnership looks at itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from canvas.app.actions.base import Commands
from canvas.model.fields import whole_number
from canvas.model.sanitize import clean_line

if TYPE_CHECKING:
    from canvas.app.screens.list_dialog import Spot


class ReviewCommands(Commands):
    """Shows the latest round of review, or begins one."""

    def review(self) -> None:
        """Show the latest round; where there is none, ask for one."""
        from canvas.model import review

        self.board.end_typing(keep=True)
        self.say("")
        if review.rounds(self.canvas):
            self._show()
        else:
            self._begin()

    def _show(self) -> None:
        from canvas.app.screens.review import ReviewScreen

        spot = (self.board.active, self.focus)
        self.ask(ReviewScreen(self.workspace, self.today, self._begin, spot), self._came_back)

    def _came_back(self, spot: Spot) -> None:
        self.go(spot)

    def _begin(self) -> None:
        """Ask for the name of a round, how many are asked, and who is named."""
        if self.refused():
            return
        from canvas.app.screens.prompt import PromptScreen

        question = "A new review: what is it called? Such as Spring 2027"
        self.ask(PromptScreen(question), self._ask_number)

    def _ask_number(self, name: str) -> None:
        from canvas.app.screens.prompt import PromptScreen
        from canvas.model import review

        if review.round_called(self.canvas, clean_line(name)):
            self.say("There is a review of this name already.", warning=True)
            return
        question = "How many people or organisations are asked? A number, or 0 if nobody knows"
        self.ask(PromptScreen(question), lambda number: self._ask_names(name, number))

    def _ask_names(self, name: str, number: str) -> None:
        from canvas.app.screens.choose import ChooseScreen, Option
        from canvas.model.review import MAX_INVITED

        invited = whole_number(number.strip())
        if invited is None or invited > MAX_INVITED:
            self.say(f"How many are asked is a number up to {MAX_INVITED}.", warning=True)
            return
        options = [
            Option("1", "nobody", "nobody is named", "answers are shown from five on"),
            Option("2", "organisations", "by organisation", "each answer stands beside its organisation"),
        ]
        choose = ChooseScreen("Whose names stand beside the answers? Say so before anybody answers.", options)
        self.ask(choose, lambda named: self._start(name, invited, is_named=named == "organisations"))

    def _start(self, name: str, invited: int, *, is_named: bool) -> None:
        from canvas.files.review_set import load_review_set
        from canvas.model import review

        statements = review.asked_before(self.canvas) or load_review_set().statements
        made = self.make(
            lambda canvas: review.start(
                canvas, name, self.today, statements, is_named=is_named, invited=invited
            )
        )
        if made is not None:
            self._show()
