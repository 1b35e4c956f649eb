"""Keeping the canvas in git: a commit of it, or a word to git that it is settled where git waits for that."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from canvas.app.actions.save_export_quit import Keeping
from canvas.files.canvas_file import DocumentError, open_document
from canvas.model.sanitize import visible_line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from canvas.files.git.history import Commit, GitOperation

_ALONE = "Nothing of the other version is in this file"


class _Waiting(NamedTuple):
    """What git waits for.

    Attributes:
        stop: what it is in the middle of; None where that is nothing, or a stash that was brought back.
        stages: the versions between which the file is open.
        waits: whether it waits for this file, or did until it was settled.
    """

    stop: GitOperation | None
    stages: Mapping[int, bytes]
    waits: bool


class Committing(Keeping):
    """Saves the canvas, and hands to git what is in its file: never what another program wrote there."""

    def action_commit(self) -> None:
        if self.refused():
            return
        self.board.end_typing(keep=True)
        self.board.end_drag()
        unsaved, unsettled = self.session.is_unsaved, self.board.unresolved
        if self.look_outside(at_once=True) and unsaved and self.board.unresolved > unsettled:
            return  # that both said something is what there is to read now
        was = self.session.document
        self.save(lambda: self._hand_over(wrote=self.session.document is not was))

    def _hand_over(self, *, wrote: bool) -> None:
        """Commit the saved file; where git is in the middle of something, only mark it as settled."""
        from canvas.files.git.git_process import GitError
        from canvas.files.git.versions import VersionError

        try:
            waiting = self._waiting()
        except (VersionError, GitError) as error:
            self.say(f"{'Saved, but not' if wrote else 'Not'} committed. {error}", warning=True)
            return
        stop, stages, waits = waiting
        saved = "Saved; " if wrote else ""
        if waits and (left := self.board.unresolved):
            then = "marks it for git" if stop else "commits it"
            shows = f"{self.key('settle')} shows what. Then {self.key('commit')} {then}."
            self.say(f"{saved}{left} not settled yet: {shows}", warning=True)
        elif stop and not waits:
            where = f"git is in the middle of a {stop.name}, which does not wait for this canvas"
            then = f"once it is done, {self.key('commit')} commits"
            sentence = f"{saved}{where}: “{stop.ends}” {_does(stop)}; {then}."
            self.say(f"{sentence[:1].upper()}{sentence[1:]}", warning=True)
        elif stop or stages.get(2) == self.session.document.data:
            self._offer_mark(waiting, wrote=wrote)
        else:
            from canvas.app.screens.commit import CommitScreen

            self.ask(CommitScreen(self.session, wrote=wrote), partial(self._tell_of_commit, wrote=wrote))

    def _waiting(self) -> _Waiting:
        """What git waits for.

        Raises:
            VersionError: where the canvas is not in git.
            GitError: where git cannot tell.
        """
        from canvas.files.git.history import stages, under_way, was_open
        from canvas.files.git.versions import place_of

        place = place_of(self.session.document.path)
        stop, found = under_way(place), stages(place)
        return _Waiting(stop, found, bool(found) or (stop is not None and was_open(place)))

    def _offer_mark(self, waiting: _Waiting, *, wrote: bool) -> None:
        """Mark the file as settled; where the other version would be lost by that, ask first."""
        stages, data = waiting.stages, self.session.document.data
        if stages.get(2) != data or stages.get(3, data) in (data, stages.get(1)):
            self._mark(waiting.stop, wrote=wrote)
            return
        from canvas.app.screens.choose import ChooseScreen, Option

        options = [
            Option("m", "mark", "Mark it as settled", "this version alone stands"),
            Option("l", "leave", "Leave it open", "git goes on waiting for it (esc)"),
        ]

        def go(answer: str) -> None:
            if answer == "mark":
                self._mark(waiting.stop, wrote=wrote)

        self.ask(ChooseScreen(_ALONE, options, "leave"), go)

    def _mark(self, stop: GitOperation | None, *, wrote: bool) -> None:
        """Tell git that the file is settled."""
        from canvas.files.git.commit import settled
        from canvas.files.git.git_process import GitError

        document = self.session.document
        name = visible_line(document.path or "")
        try:
            settled(document.path or "", document.data or b"")
        except GitError as error:
            self.say(f"{'Saved, but not' if wrote else 'Not'} marked as settled. {error}", warning=True)
            return
        done = f"Saved {name} and marked it" if wrote else f"Marked {name}"
        then = f"“{stop.ends}” {_does(stop)}" if stop else "it is as in the last commit"
        self.say(f"{done} as settled for git; {then}.", warning=True)

    def _tell_of_commit(self, outcome: Commit | str, *, wrote: bool) -> None:
        if isinstance(outcome, str):
            self.say(outcome)
            return
        hook = self._look_after_commit()
        done = f"{'Saved and committed' if wrote else 'Committed'} as {outcome.short}."
        self.say(f"{done} {hook}".strip(), warning=bool(hook))

    def _look_after_commit(self) -> str:
        """Take in what a hook made of the file; a sentence about it, empty where that is nothing."""
        document = self.session.document
        try:
            found = open_document(document.path or "")
        except DocumentError as error:
            return f"The file cannot be read any more; perhaps a hook changed it. {error}"
        if found.data == document.data:
            return ""
        self.session.merge_external(found)
        self.board.show(self.session.canvas, self.looking_at)
        self.show_lines()
        return "A hook changed the file; this is how it is now."


def _does(stop: GitOperation) -> str:
    """What the command does that git waits for."""
    return f"ends the {stop.name}" if stop.name == "merge" else f"goes on with the {stop.name}"
