"""Minutes for a panel, or for all eight."""

from __future__ import annotations

from canvas.app.actions.acting import Acting


class KeepingTime(Acting):
    """Gives time, and lets it stand still, grow or end while it runs."""

    def action_timebox(self) -> None:
        if self.app.timebox.box is None:
            self._give_time()
        else:
            self._change_time()

    def _give_time(self) -> None:
        from canvas.app.screens.timebox import TimeboxScreen
        from canvas.model.timebox import Offer

        def start(offer: Offer) -> None:
            self.app.timebox.start(offer.panels, offer.seconds)
            if self.board.active != offer.panels[0]:
                self.board.look_at(offer.panels[0])
            self.say(f"{offer.says[0].upper()}{offer.says[1:]}; t pauses, adds a minute or stops.")

        self.ask(TimeboxScreen(self.board.active), start)

    def _change_time(self) -> None:
        from canvas.app.screens.choose import ChooseScreen, Option

        keeper = self.app.timebox
        assert keeper.box is not None  # noqa: S101 - it was looked at
        box, is_up = keeper.box, keeper.is_up
        options = [Option("m", "minute", "A minute more"), Option("s", "stop", "Stop", "no time any more")]
        if len(box.panels) > 1:
            options.insert(1, Option("n", "next", "On to the next panel", "with its whole time"))
        if not is_up:
            pause = Option("p", "pause", "Run on" if box.is_paused else "Pause", "what is left stays")
            options.insert(0, pause)
        else:
            options.append(Option("t", "again", "Another time", "for this panel, or for all eight"))

        def do(answer: str) -> None:
            match answer:
                case "pause":
                    keeper.pause()
                case "minute":
                    keeper.add_minute()
                case "stop":
                    keeper.stop()
                case "again":
                    self._give_time()
                case "next":
                    keeper.next_panel()
                    if keeper.box:
                        self.board.look_at(keeper.box.panels[0])

        left = box.told(keeper.clock())
        self.ask(ChooseScreen(f"Timebox: {left if is_up else f'{left} left'}", options), do)
