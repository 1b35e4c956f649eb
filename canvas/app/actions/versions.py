"""What git knows of the canvas: what changed, every version, a new one."""

from __future__ import annotations

from canvas.app.actions.keeping import Keeping
from canvas.app.since import Since
from canvas.model.text import visible_line


class Versions(Keeping):
    """Compares with older versions, shows them, and commits this one."""

    def action_changes(self) -> None:
        self.board.end_typing(keep=True)
        if self.is_in_git():
            from canvas.app.screens.changes import ChangesScreen

            self.ask(ChangesScreen(self), self.go)

    def action_history(self) -> None:
        self.board.end_typing(keep=True)
        if self.is_in_git():
            from canvas.app.screens.history import HistoryScreen

            self.ask(HistoryScreen(self.session, self.today), lambda _: None)

    def action_bring_back(self) -> None:
        self.say("b brings an item back from an older version: H opens one. Here u undoes.")

    def action_commit(self) -> None:
        if not self.refused():
            self.save(self._commit)

    def go(self, spot: tuple[str, str | None]) -> None:
        """Go to an item, or to a panel where it is there no more."""
        panel, item_id = spot
        place = self.session.canvas.place(item_id) if item_id else None
        self.board.look_at(*(place or (panel,)))

    def mark_since(self, since: Since | None) -> None:
        """Mark on the board what became of the canvas since a version, or nothing any more."""
        self.board.since = since
        self.board.show(self.session.canvas)
        self.show_lines()

    @property
    def marked(self) -> Since | None:
        """Since which version the board marks what changed."""
        return self.board.since

    def is_in_git(self) -> bool:
        """Whether git knows the canvas's folder; where not, that is said."""
        from canvas.app.versions import VersionError, place_of

        try:
            place_of(self.session.document.path)
        except VersionError as error:
            self.say(str(error), warning=True)
            return False
        return True

    def _commit(self) -> None:
        """Commit what was saved; while git is merging, only mark it as settled."""
        from canvas.app.versions import VersionError, place_of
        from canvas.files.git.history import is_merging
        from canvas.files.git.run import GitError

        path = self.session.document.path
        try:
            if path is not None and is_merging(place_of(path)):
                self._end_merge(path)
                return
        except (VersionError, GitError) as error:
            self.say(f"Saved, but not committed. {error}", warning=True)
            return
        from canvas.app.screens.commit import CommitScreen

        self.ask(CommitScreen(self.session), self.say)

    def _end_merge(self, path: str) -> None:
        from canvas.files.git.commit import settled

        left = self.board.readiness.unsettled
        if left:
            self.say(f"Saved; {left} not settled yet: r shows what. Then C marks it for git.", warning=True)
            return
        settled(path)
        name = visible_line(path)
        self.say(f"Saved {name} and marked as settled for git; “git commit” ends the merge.", warning=True)
