"""The command that commits the canvas, or tells git that a merge of it is resolved."""

from __future__ import annotations

from canvas.git_phrases import (
    WOULD_DROP_THEIRS,
    commit_blocked,
    commit_cancelled,
    commits_both,
    committed,
    marked_resolved,
    no_proposal,
    on_no_branch,
)
from canvas.linear.context import CommandGroup, Context
from canvas.linear.save_quit import SaveCommands
from canvas.linear.ways import way
from canvas.model.sanitize import visible_line
from canvas.operations import CommitProposal, CommitState


class CommitCommands(CommandGroup):
    """Save and commit."""

    def __init__(self, context: Context, saving: SaveCommands) -> None:
        super().__init__(context)
        self._saving = saving

    def commit(self, message: str) -> None:
        """Save and commit, or mark the file as resolved where a merge waits for it."""
        if self.context.refused():
            return
        saved = self._saving.save()
        if saved is None:
            return
        wrote = saved.code == "saved"
        state = self.context.workspace.git.commit_state().run()
        if blocked := commit_blocked(state, way, wrote=wrote):
            self.context.say_phrase(blocked)
        elif state.code == "commit":
            self._commit(message, state, wrote=wrote)
        elif state.code == "mark_resolved" or self._confirms_dropping():
            outcome = self.context.workspace.git.mark_resolved(state).run()
            path = self.context.workspace.path or ""
            self.context.say_phrase(marked_resolved(outcome, path, wrote=False))

    def _confirms_dropping(self) -> bool:
        """Ask whether the other version may be lost."""
        question = f"{WOULD_DROP_THEIRS}. Mark it as resolved, so that this version alone stands?"
        if self.context.confirms(question):
            return True
        self.say("Not now: git goes on waiting for it.")
        return False

    def _commit(self, message: str, state: CommitState, *, wrote: bool) -> None:
        context, workspace = self.context, self.context.workspace
        proposal = workspace.git.propose_commit().run()
        if reason := no_proposal(proposal, wrote=wrote):
            context.say_phrase(reason)
            return
        if state.unresolved:
            context.say(f"{commits_both(state.unresolved)} {way('settle')} reads them.")
        branch = ""
        if proposal.branch and context.confirms(
            f"{on_no_branch(proposal.branch)} Make the branch {proposal.branch} for it?"
        ):
            branch = proposal.branch
        if not message:
            message = self._ask_for_message(proposal)
        elif state.unresolved and not context.confirms("Commit all the same?"):
            message = ""
        if message:
            outcome = workspace.git.commit(message, branch=branch).run()
            # That it is saved was printed already.
            context.say_phrase(committed(outcome, wrote=wrote and outcome.commit is None))
        else:
            context.say_phrase(commit_cancelled(workspace.path or "", wrote=False))

    def _ask_for_message(self, proposal: CommitProposal) -> str:
        """Ask for a message; yes takes the proposed one, with its list of changes."""
        self.say(f"Proposed: {visible_line(proposal.subject)}")
        question = "Commit message? A line of your own, yes for the one proposed, or nothing to cancel:"
        answer = self.ask(question)
        subject = proposal.subject if answer.casefold() in ("yes", "y") else answer
        return f"{subject}\n\n{proposal.body}".strip() if subject else ""
