"""The conversation about one canvas, from its first line to its end."""

from __future__ import annotations

import signal
import sys
from types import FrameType
from typing import TYPE_CHECKING, NoReturn

from canvas.exit_codes import DONE, FOUND, INTERRUPTED
from canvas.linear import item_lines
from canvas.linear.answer_parser import UnclearAnswer, is_reference
from canvas.linear.commands import meant
from canvas.linear.console import InputEnded
from canvas.linear.git_history import Remembering
from canvas.model.edits import Edit
from canvas.model.sanitize import quote, visible_line

if TYPE_CHECKING:
    from canvas.files.journal.recovery import RecoverableWork


class Conversation(Remembering):
    """Asks what to do, and does it, until it is over."""

    def hold(self) -> int:
        """Talk until the end; what is not saved then stays in the journal. The exit code."""
        code = DONE
        _obey_signals()
        try:
            self._begin()
            while not self.is_over:
                self._turn()
        except InputEnded:
            code = FOUND if self.session.is_worth_keeping else DONE
            self._tell_of_the_end()
        except KeyboardInterrupt:
            self.say("")
            code = INTERRUPTED
            self._tell_of_the_end()
        finally:
            self.session.close(keep=True)
        return code

    def _begin(self) -> None:
        self.say(*item_lines.opening(self.canvas, self.today))
        self.say(*self.session.document.notices)
        if self.session.read_only_reason:
            self.say(self.session.read_only_reason)
        self.say_unsettled()
        self._offer_back()
        self.say("help tells the commands, quit ends.")

    def _turn(self) -> None:
        """One thing asked for, and done."""
        said = self.console.ask("Command:")
        self.look_outside()
        if not said:
            return
        word, _, rest = said.partition(" ")
        try:
            command = meant(word)
            if command is not None:
                getattr(self, f"do_{command.name}")(rest.strip())
            elif is_reference(word) or word.rstrip(".,:").isdigit():
                self.do_read(said)
            else:
                self.say(f"{quote(word)} is no command. help tells all of them.")
        except UnclearAnswer as question:
            self.say(str(question))

    def _tell_of_the_end(self) -> None:
        """Say what becomes of what is not saved."""
        if not self.session.is_worth_keeping:
            self.say("Goodbye. Everything is saved.")
            return
        safe = self.session.close(keep=True)
        path = self.session.document.path
        where = f"opening {visible_line(path)} again" if path else "canvas without a file"
        self.say(
            f"Goodbye. What was not saved is kept: {where} offers it."
            if safe
            else "What was not saved could not be kept: the disk did not take it."
        )

    # Work that was left behind

    def _offer_back(self) -> None:
        """Offer work on this file that is in no file."""
        path = self.session.document.path
        if path is None or self.session.read_only_reason:
            return
        from canvas.files.journal.recovery import find_recoverable  # noqa: PLC0415 - it must be read only

        for left in find_recoverable(path):
            is_settled = False
            try:
                is_settled = self._offer(left)
            finally:
                if not is_settled:
                    left.release()

    def _offer(self, left: RecoverableWork) -> bool:
        """Offer it; whether nobody need be asked about it any more."""
        import time  # noqa: PLC0415 - hardly ever

        from canvas.exports.changes import plain  # noqa: PLC0415 - likewise
        from canvas.files.journal.recovery import recovered  # noqa: PLC0415 - likewise
        from canvas.model.compare import compare  # noqa: PLC0415 - likewise

        when = time.strftime("%d %b %H:%M", time.localtime(left.when)).lstrip("0")
        brought = recovered(left, self.session.document)
        self.say(f"There is work on this canvas that is in no file, of {when}.")
        while True:
            answer = self.ask("take it back, compare first, leave it for later, or throw it away?").casefold()
            if answer.startswith("c"):
                self.say(plain(compare(self.canvas, brought.canvas), "Taking it back would change this."))
            elif answer.startswith("ta"):
                if self.make(lambda _: Edit("take back the work that was in no file", brought.canvas)):
                    self.session.journal_now()
                    self.session.journal.adopt(left)
                    self.say_unsettled()
                    return True
                return False
            elif answer.startswith("th"):
                left.discard()
                self.say("Thrown away.")
                return True
            else:
                self.say("It is offered again the next time.")
                return False


def _obey_signals() -> None:
    """Have the journal closed in good order where somebody tells the program to go."""
    if sys.platform == "win32":
        return

    def end(number: int, _: FrameType | None) -> NoReturn:
        raise SystemExit(128 + number)

    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, end)
