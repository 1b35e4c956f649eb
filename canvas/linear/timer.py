"""The timer: started, paused and ended by a command, and read out before the next question."""

from __future__ import annotations

from canvas.linear.answer_parser import UnclearAnswer
from canvas.linear.context import CommandGroup, Context
from canvas.model.schema import BY_KEY
from canvas.model.timer import PanelTimer, readings

_NONE = "No timer is running. Say: timer 5, or timer 40 all."


class TimerCommands(CommandGroup):
    """Keep the time of panels; nothing is said while somebody types."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.timer: PanelTimer | None = None
        self._told = ""

    def command(self, words: str) -> None:
        """Start, pause, extend or stop the timer; without a word, tell the time left."""
        timer, now = self.timer, self.context.clock()
        word = words.casefold()
        if word in ("", "pause", "go", "more", "next"):
            if timer is None:
                self.say(_NONE)
                return
            change = {"pause": timer.paused, "go": timer.resumed, "more": timer.longer, "next": timer.onward}
            self.timer = change[word](now) if word else timer
            self._tell()
        elif word == "stop":
            self.timer = None
            self.say("The timer is stopped." if timer else _NONE)
        else:
            self._start(words, now)

    def tell_news(self) -> None:
        """Tell the time left where it has changed since it was told, before a question is asked."""
        now = self.context.clock()
        while self.timer and not self.timer.is_paused and self.timer.is_up(now):
            over = self.timer
            following = over.moved_on(now)
            if following is None:
                break
            self.say(f"Time is up for {_title(over)}.")
            self.timer = following
        if self.timer and not self.timer.is_paused and self._said() != self._told:
            self._tell()

    def _start(self, words: str, now: float) -> None:
        found = readings(words, self.context.panel.key)
        if not found:
            raise UnclearAnswer("Say: timer 5, timer 40 all, timer pause, go, more, next or stop.")
        self.timer = PanelTimer.start(found[0].panels, found[0].seconds, now)
        self.say(f"Timer: {found[0].says}.")
        self._told = self._said()

    def _tell(self) -> None:
        self._told = self._said()
        self.say(self._told)

    def _said(self) -> str:
        if self.timer is None:
            return "That was the last panel; the timer is stopped."
        now, title = self.context.clock(), _title(self.timer)
        if self.timer.is_up(now):
            return (
                f"Time is up for {title}. timer more gives a minute more, timer next goes to the next panel."
            )
        if self.timer.is_paused:
            return f"Timer: {title}, {self.timer.format_exact(now)} paused."
        return f"Timer: {title}, {self.timer.format_rounded(now)} left."


def _title(timer: PanelTimer) -> str:
    panel = BY_KEY.get(timer.panels[0])
    return panel.title if panel else timer.panels[0].capitalize()
