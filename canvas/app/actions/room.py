"""The room of a meeting: its tray, what it is asked, its answers, and how phones get in."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from canvas.app.actions.base import Commands
from canvas.app.screens.choose import ChooseScreen, Option
from canvas.exports.phrases import counted
from canvas.model.sanitize import quote
from canvas.model.schema import BY_KEY, PANELS
from canvas.outcome_phrases import edit_done

if TYPE_CHECKING:
    from canvas.app.actions.context import CommandContext
    from canvas.app.screens.room import WhatNext
    from canvas.meet.types import Activity
    from canvas.model.types import ItemId, PanelKey
    from canvas.workspace_meet import RoomLink

_MOST_DOTS: Final = 9


class RoomCommands(Commands):
    """Opens what a meeting on phones needs, above the board or the slides."""

    def __init__(self, context: CommandContext) -> None:
        super().__init__(context)
        self._panel: PanelKey | None = None
        self._item: ItemId | None = None

    @property
    def _link(self) -> RoomLink | None:
        return self.context.room

    def open_tray(self, panel: PanelKey | None = None, item: ItemId | None = None) -> None:
        """Open the tray; without a meeting, offer to begin one.

        Args:
            panel: the panel that is talked about on a slide; without one, that of the board.
            item: the statement that is talked about on a slide.
        """
        self.board.end_typing(keep=True)
        self.say("")
        self._panel, self._item = panel, item
        if self._link is None:
            self._begin(panel, item)
            return
        from canvas.app.screens.tray import TrayPort, TrayScreen

        make_room = self.context.beside.make_room if panel is None else _leave_as_it_is
        port = TrayPort(make_room, self.ask_room, self.invite, self.slips, self._look_at)
        self.context.ask(TrayScreen(self.workspace, self._link, port), lambda _: None)

    def _look_at(self, panel: PanelKey) -> None:
        """Go to a panel on the board."""
        self._panel = self._panel and panel
        self.board.look_at(panel)
        self.context.show_lines()
        if self._link:
            self._link.look_at(panel, None)

    def _begin(self, panel: PanelKey | None, item: ItemId | None) -> None:
        """Begin a meeting, and open its tray."""
        from canvas.app.actions.room_opening import begin_room

        begin_room(self, partial(self.open_tray, panel, item))

    def invite(self) -> None:
        """Show how phones get in; where they cannot, or no longer, offer to open a network."""
        link = self._link
        if link is None or not link.place.host or link.room.has_ended:
            from canvas.app.actions.room_opening import begin_room

            begin_room(self, self.invite)
            return
        if link.is_lost:
            from canvas.app.actions.room_opening import move_room

            move_room(self, link, self.invite)
            return
        from canvas.app.screens.room import RoomScreen

        def left(what: WhatNext) -> None:
            if what == "end":
                self.context.beside.end()
                self.say("The meeting on the phones has ended.")
            elif what == "move":
                self.invite()

        self.ask(RoomScreen(link), left)

    def slips(self) -> None:
        """Type paper slips."""
        if self._link is None:
            return
        from canvas.app.screens.slips import SlipsScreen

        self.ask(SlipsScreen(self._link, self._talked_about), lambda _: None)

    @property
    def _talked_about(self) -> PanelKey:
        panel = self.board.panel
        return self._panel or (panel.key if panel else PANELS[0].key)

    @property
    def _about(self) -> ItemId | None:
        """The statement that is talked about, on a slide or on the board."""
        return self._item if self._panel else self.focus

    # Asking

    def ask_room(self) -> None:
        """Offer what the room can be asked, and what can be done with what it is asked."""
        link = self._link
        if link is None:
            return
        panel = self._talked_about
        title = BY_KEY[panel].title
        voted = link.voted(panel, self.cursor.selected)
        item = link.readable(self._about)
        options = [
            Option("1", "write", "Write statements", f"for {title}, out of sight until you show them"),
            Option("2", "write-openly", "Write openly", f"for {title}, in sight as they come"),
        ]
        has_phones = bool(link.place.host)
        if voted and has_phones:
            options.append(
                Option("3", "vote", "Vote with dots", f"on {counted(len(voted), 'statement')} of {title}")
            )
        if item and has_phones:
            options.append(Option("4", "hands", "Show of hands", f"0 to 5, on {quote(item.text)}"))
        if link.running_review and has_phones:
            name, is_named = quote(link.running_review.name), link.running_review.is_named
            hint = f"{name}, each phone for its organisation" if is_named else name
            options.append(Option("5", "review", "Answer the review", hint))
        if link.asked.activity in ("vote", "hands", "review"):
            options.append(
                Option("6", "answers", "The answers", "how the room answered, and into the canvas")
            )
        if link.is_asking:
            options.append(Option("7", "close", "Close the question", "nobody answers any more"))
        if link.is_asking and link.asked.activity == "write" and not link.room.asked().is_revealed:
            options.append(Option("8", "reveal", "Show what came in", "here, and on every phone"))
        self.ask(ChooseScreen("What is the room asked?", options), self._asked)

    def _asked(self, answer: str) -> None:
        link, panel = self._link, self._talked_about
        if link is None:
            return
        item = link.readable(self._about)
        match answer:
            case "write" | "write-openly":
                self._put("write", panel, (), is_private=answer == "write")
            case "vote":
                self._ask_dots(panel, link.voted(panel, self.cursor.selected))
            case "hands" if item:
                self._put("hands", panel, (item.id,))
            case "review":
                self._put("review", None, ())
            case "answers":
                self.answers()
            case "close":
                link.close_ask()
                if link.has_results:
                    self.answers()
            case "reveal":
                link.reveal()
        link.publish()

    def _put(
        self,
        activity: Activity,
        panel: PanelKey | None,
        statements: tuple[ItemId, ...],
        *,
        budget: int = 0,
        is_private: bool = False,
    ) -> None:
        link = self._link
        if link is None:
            return
        from canvas.room_phrases import refused
        from canvas.workspace_meet import DOTS

        if refusal := link.refusal(activity):
            self.say(refused(refusal, self.workspace.read_only_reason), warning=True)
            return
        link.ask(activity, panel, statements, budget=budget or DOTS, is_private=is_private)
        link.publish()
        if activity in ("vote", "hands", "review"):
            self.answers()

    def _ask_dots(self, panel: PanelKey, voted_on: tuple[ItemId, ...]) -> None:
        from canvas.workspace_meet import DOTS

        options = [
            Option(str(dots), str(dots), f"{dots} dot{'' if dots == 1 else 's'} each")
            for dots in range(1, _MOST_DOTS + 1)
        ]

        def voted(answer: str) -> None:
            self._put("vote", panel, voted_on, budget=int(answer))

        self.ask(ChooseScreen("How many dots has each person?", options, str(DOTS)), voted)

    # Answers

    def answers(self) -> None:
        """Show how the room answers, and put that in the canvas where it is wanted."""
        if self._link is None:
            return
        from canvas.app.screens.spread import SpreadScreen

        self.ask(SpreadScreen(self.workspace, self._link), partial(self._put_answers, self._link))

    def _put_answers(self, link: RoomLink, is_wanted: bool) -> None:
        if not is_wanted:
            return
        outcome = link.put_results(self.today)
        self.say(edit_done(outcome).text, warning=bool(outcome.error))
        link.publish()


def _leave_as_it_is(_: bool) -> None:
    """Slides have no room beside them."""
