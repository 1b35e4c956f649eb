"""Older versions of the canvas, as git has them: told, read, compared, and brought back from."""

from __future__ import annotations

from canvas.exports.phrases import counted, day
from canvas.files.git.history import Commit, TrackedFile
from canvas.linear import item_lines
from canvas.linear.answer_parser import UnclearAnswer, is_reference, items_of
from canvas.linear.save_quit import Keeping
from canvas.model.canvas import Canvas
from canvas.model.sanitize import quote, visible_line
from canvas.model.schema import PANELS

_AT_ONCE = 10
"""How many versions are told where nobody asks for all: a list that is listened to must end."""

_MOST_DIGITS = 9
_LISTS = "history tells them with their numbers, the newest first."


class Remembering(Keeping):
    """Tells what git knows of the canvas, and brings back what it once said."""

    _told_versions: tuple[str, TrackedFile, list[Commit]] | None = None
    """The file, where it is in git, and its versions as they were told last: numbers mean these, so that
    no commit made meanwhile gives a number another meaning."""

    def do_history(self, said: str) -> None:
        """The versions there are, or one of them: what it is, a panel, a statement, or all of it."""
        word, _, rest = said.partition(" ")
        if not word or word.casefold() == "all":
            self._tell_versions(all_of_them=bool(word))
            return
        number, commit, was = self._version(word, "history 3, or history 3 2.1")
        self.say(f"Version {number}, {_named(commit)}.")
        rest = rest.strip()
        if not rest:
            self.say(*item_lines.opening(was, self.today))
            self.say(f"history {number} 2 reads its panel 2, history {number} all everything.")
        elif rest.casefold() == "all":
            for panel in PANELS:
                self.say(*item_lines.panel_lines(was, panel, self.today))
        elif is_reference(rest.split()[0]):
            for item in items_of(was, rest.split())[0]:
                self.say(*item_lines.whole(was, item.id, self.today))
        else:
            self.say(*item_lines.panel_lines(was, self._panel(rest), self.today))

    def do_changes(self, said: str) -> None:
        """What became of the canvas since a version; without a number, since the newest."""
        from canvas.exports.changes import plain  # noqa: PLC0415 - hardly ever
        from canvas.model.compare import compare  # noqa: PLC0415 - likewise

        number, commit, was = self._version(said or "1", "changes 3", newest=not said)
        heading = f"Since {f'version {number}' if said else 'the newest version'}, {_named(commit)}:"
        self.say(plain(compare(was, self.canvas), heading, self.canvas).rstrip("\n"))

    def do_back(self, said: str) -> None:
        """Statements of an older version, brought into the canvas as it is now."""
        from canvas.model.restore_item import restore_item  # noqa: PLC0415 - hardly ever

        if self.refused():
            return
        word, _, rest = said.partition(" ")
        _, _, was = self._version(word, "back 3 2.1")
        found, more = items_of(was, rest.split())
        if more:
            raise UnclearAnswer("Say the version, and then the statements it has, such as: back 3 2.1.")
        for item in found:
            place = was.place(item.id)
            if place is None:
                continue
            edit = restore_item(was, place[0], item)
            made = edit(self.canvas)
            if made.canvas == self.canvas:
                self.say(f"{self.number_of(made.focus)} {quote(item.text)} stands like that now.")
            elif done := self.make(edit, say=""):
                self.say(f"Brought back as {self.number_of(done.focus)}: {item.text}")

    def _tell_versions(self, *, all_of_them: bool) -> None:
        from canvas.files.git.versions import MOST  # noqa: PLC0415 - git alone needs it

        commits = self._ask_git(keep=True)[1]
        told = commits if all_of_them else commits[:_AT_ONCE]
        of_many = "The latest " if len(commits) >= MOST else ""
        self.say(f"{of_many}{counted(len(commits), 'version')} in git, the newest first.")
        self.say(*(f"{number}. {_named(commit)}." for number, commit in enumerate(told, 1)))
        if len(told) < len(commits):
            self.say(f"These are the newest {len(told)}: history all tells all.")
        if told:
            self.say("history 1 reads the first, back 1 2.3 brings its statement 2.3 back.")

    def _version(self, word: str, usage: str, *, newest: bool = False) -> tuple[int, Commit, Canvas]:
        """The version that a number means, as it was told last; git is asked where none were told.

        Args:
            word: the number.
            usage: how the command is said.
            newest: whether the number means what git has this moment, whatever was told.

        Raises:
            Unclear: where it means none, or that cannot be read.
        """
        from canvas.files.git.versions import VersionError, canvas_at  # noqa: PLC0415 - git alone needs it

        word = word.rstrip(".,:")
        if not (word.isascii() and word.isdigit() and len(word) <= _MOST_DIGITS):
            raise UnclearAnswer(f"Which version? Say its number, such as: {usage}. {_LISTS}")
        known = self._told_versions
        is_known = known is not None and known[0] == self.session.document.path and not newest
        place, commits = known[1:] if known and is_known else self._ask_git(keep=not newest)
        if not commits:
            raise UnclearAnswer(f"{visible_line(place.title)} is in no commit yet: commit makes the first.")
        if not 0 < int(word) <= len(commits):
            raise UnclearAnswer(f"There is no version {word}. {_LISTS}")
        commit = commits[int(word) - 1]
        try:
            return int(word), commit, canvas_at(place, commit)
        except VersionError as error:
            raise UnclearAnswer(str(error)) from None

    def _ask_git(self, *, keep: bool) -> tuple[TrackedFile, list[Commit]]:
        """Where the canvas is in git, and its versions; if kept, numbers mean these from now on."""
        from canvas.files.git.versions import VersionError, listed  # noqa: PLC0415 - git alone needs it

        path = self.session.document.path
        try:
            place, commits = listed(path)
        except VersionError as error:
            raise UnclearAnswer(str(error)) from None
        if keep:
            self._told_versions = (path or "", place, commits)
        return place, commits


def _named(commit: Commit) -> str:
    """A commit by its day, author and subject."""
    said = f"{day(commit.when.date())} by {visible_line(commit.author)}"
    return f"{said}: {quote(commit.subject)}" if commit.subject else said
