"""Commands that list, read and compare older versions of the canvas in git, and restore statements."""

from __future__ import annotations

from canvas.exports.changes import plain
from canvas.exports.phrases import counted, day
from canvas.files.git.history import Commit
from canvas.files.git.versions import MAX_COMMITS, Versions
from canvas.git_phrases import no_version
from canvas.linear import item_lines
from canvas.linear.answer_parser import UnclearAnswer, is_reference, items_of, only_items_of, wanted_panel
from canvas.linear.context import CommandGroup, Context
from canvas.linear.ways import way
from canvas.model.canvas import Canvas
from canvas.model.compare import compare
from canvas.model.fields import whole_number
from canvas.model.restore_item import restore_item
from canvas.model.sanitize import quote, visible_line
from canvas.model.schema import PANELS

_MAX_LISTED = 10
"""The maximum number of versions read out, unless all are asked for."""

_LISTS = "history tells them with their numbers, the newest first."


class HistoryCommands(CommandGroup):
    """Read older versions and restore statements from them."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._listed: tuple[str | None, Versions] | None = None
        """The path and the versions listed last: a commit made meanwhile must not change their numbers."""

    def history(self, words: str) -> None:
        """List the versions, or read one of them: an overview, a panel, a statement, or all."""
        word, _, rest = words.partition(" ")
        if not word or word.casefold() == "all":
            self._list(all_of_them=bool(word))
            return
        number, commit, was = self._version(word, "history 3, or history 3 2.1")
        self.say(f"Version {number}, {_named(commit)}.")
        rest = rest.strip()
        if not rest:
            self.say(*item_lines.opening(was, self.context.today))
            self.say(f"history {number} 2 reads its panel 2, history {number} all everything.")
        elif rest.casefold() == "all":
            for panel in PANELS:
                self.say(*item_lines.panel_lines(was, panel, self.context.today))
        elif is_reference(rest.split()[0]):
            for item in only_items_of(was, rest):
                self.say(*item_lines.whole(was, item.id, self.context.today))
        else:
            self.say(*item_lines.panel_lines(was, wanted_panel(rest), self.context.today))

    def changes(self, words: str) -> None:
        """Print what changed since a version; without a number, since the last commit."""
        if words:
            number, commit, was = self._version(words, "changes 3")
            since = f"version {number}"
        else:
            found = self.context.workspace.git.last_committed().run()
            if isinstance(found, Exception):
                raise UnclearAnswer(no_version(found, way))
            commit, was, since = found.commit, found.canvas, "the newest version"
        heading = f"Since {since}, {_named(commit)}:"
        self.say(plain(compare(was, self.canvas), heading, self.canvas).rstrip("\n"))

    def restore(self, words: str) -> None:
        """Restore statements of an older version into the canvas."""
        if self.context.refused():
            return
        word, _, rest = words.partition(" ")
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
                self.say(f"{self.context.number_of(made.focus)} {quote(item.text)} stands like that now.")
            elif done := self.context.run(edit, say=""):
                self.say(f"Brought back as {self.context.number_of(done.focus)}: {item.text}")

    def _list(self, *, all_of_them: bool) -> None:
        commits = self._from_git().commits
        shown = commits if all_of_them else commits[:_MAX_LISTED]
        of_many = "The latest " if len(commits) >= MAX_COMMITS else ""
        if not commits:
            self.say(f"No version in git yet: {way('commit')} makes the first.")
            return
        self.say(f"{of_many}{counted(len(commits), 'version')} in git, the newest first.")
        self.say(*(f"{number}. {_named(commit)}." for number, commit in enumerate(shown, 1)))
        if len(shown) < len(commits):
            self.say(f"These are the newest {len(shown)}: history all tells all.")
        if shown:
            self.say("history 1 reads the first, back 1 2.3 brings its statement 2.3 back.")

    def _version(self, word: str, usage: str) -> tuple[int, Commit, Canvas]:
        """The version with a number, as listed last; git is asked where none were listed.

        Args:
            word: the number.
            usage: an example of the command, for an unclear answer.
        """
        number = whole_number(word.rstrip(".,:"))
        if number is None:
            raise UnclearAnswer(f"Which version? Say its number, such as: {usage}. {_LISTS}")
        workspace = self.context.workspace
        is_listed = self._listed and self._listed[0] == workspace.path
        file, commits = self._listed[1] if self._listed and is_listed else self._from_git()
        if not commits:
            raise UnclearAnswer(f"{visible_line(file.title)} is in no commit yet: commit makes the first.")
        if not 0 < number <= len(commits):
            raise UnclearAnswer(f"There is no version {number}. {_LISTS}")
        commit = commits[number - 1]
        found = workspace.git.version(file, commit).run()
        if isinstance(found, Exception):
            raise UnclearAnswer(no_version(found, way))
        return number, commit, found

    def _from_git(self) -> Versions:
        """List the versions in git, and remember them for numbers."""
        found = self.context.workspace.git.versions().run()
        if isinstance(found, Exception):
            raise UnclearAnswer(no_version(found, way))
        self._listed = (self.context.workspace.path, found)
        return found


def _named(commit: Commit) -> str:
    """Name a commit by day, author and subject."""
    label = f"{day(commit.when.date())} by {visible_line(commit.author)}"
    return f"{label}: {quote(commit.subject)}" if commit.subject else label
