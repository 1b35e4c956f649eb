"""The main loop of the linear front end: asks for commands and dispatches them."""

from __future__ import annotations

import signal
import sys
from types import FrameType
from typing import NoReturn

from canvas.exit_codes import DONE, FOUND, INTERRUPTED
from canvas.linear import item_lines
from canvas.linear.answer_parser import UnclearAnswer, is_number
from canvas.linear.command import Command
from canvas.linear.commands import meant
from canvas.linear.conflicts import say_copy
from canvas.linear.console import InputEnded
from canvas.linear.context import Context
from canvas.linear.handlers import handlers_of
from canvas.linear.recovery import offer_recovery
from canvas.linear.room import RoomCommands
from canvas.linear.timer import TimerCommands
from canvas.model.errors import CodedError
from canvas.model.sanitize import quote, visible_line


class Conversation:
    """Asks for commands until the session is over.

    Attributes:
        context: the state that the commands share.
        handlers: the handler of each command, by the command's name.
    """

    def __init__(self, context: Context) -> None:
        self.context = context
        self._timer, self._room = TimerCommands(context), RoomCommands(context)
        self.handlers = handlers_of(context, self._timer, self._room)

    def hold(self) -> int:
        """Run to the end, and return the exit code; the journal then holds unsaved work."""
        workspace = self.context.workspace
        code = DONE
        _handle_signals()
        try:
            self._begin()
            while not self.context.is_over:
                self._turn()
        except InputEnded:
            code = self._end_without_quit()
        except KeyboardInterrupt:
            self.context.say("")
            self._end_without_quit()
            code = INTERRUPTED
        except SystemExit:  # a signal, such as that of a window that is closed: there is nobody to tell
            workspace.poll_file(lambda: False, is_last=True).run()
            raise
        finally:
            if self.context.room:
                self.context.room.stop()
            workspace.close(keep=True)
        return code

    def _begin(self) -> None:
        context, workspace = self.context, self.context.workspace
        context.say(*item_lines.opening(context.canvas, context.today))
        context.say(*workspace.document.notices)
        if workspace.read_only_reason:
            context.say(workspace.read_only_reason)
        context.say_unresolved()
        offer_recovery(context)
        say_copy(context)
        context.say_wrongly_decoded()
        context.say("help lists the commands, quit ends.")

    def _turn(self) -> None:
        """Ask for one command and run it."""
        self._timer.tell_news()
        self._room.tell_news()
        line = self.context.console.ask("Command:")
        self.context.poll_file()
        self.context.check_journal()
        if not line:
            return
        word, _, rest = line.partition(" ")
        try:
            if command := meant(word):
                self._run(command, word, rest.strip())
            elif is_number(word):
                self.handlers["read"](line)
            else:
                self.context.say(f"{quote(word)} is not a command; help lists them all.")
        except (UnclearAnswer, CodedError) as error:
            self.context.say(str(error))

    def _run(self, command: Command, word: str, words: str) -> None:
        """Run a command with the words behind it, unless they are of a statement and it takes none."""
        if command.not_of_statements and any(map(is_number, words.split())):
            raise UnclearAnswer(f"{visible_line(word)} {command.not_of_statements}.")
        before = self.context.canvas
        self.handlers[command.name](words)
        self.context.say_wrongly_decoded(before)

    def _end_without_quit(self) -> int:
        """Print where unsaved work is kept; the exit code, which tells whether there is any."""
        self.context.poll_file(is_last=True)
        workspace = self.context.workspace
        if not workspace.session.is_worth_keeping:
            self.context.say("Goodbye. Everything is saved.")
            return DONE
        is_kept = workspace.close(keep=True)
        where = f"opening {visible_line(workspace.path)} again" if workspace.path else "canvas without a file"
        self.context.say(
            f"Goodbye. What was not saved is kept: {where} offers it."
            if is_kept
            else "What was not saved could not be kept: the disk did not take it."
        )
        return FOUND


def _handle_signals() -> None:
    """Exit on SIGTERM and SIGHUP by way of the cleanup that closes the journal."""
    if sys.platform == "win32":
        return

    def end(number: int, _: FrameType | None) -> NoReturn:
        raise SystemExit(128 + number)

    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, end)
