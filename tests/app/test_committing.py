from __future__ import annotations

import os
import signal
import threading
from pathlib import Path

import pytest
from textual.widgets import Input

from canvas.files.canonical_toml import canonical
from canvas.files.git import commit as git_commit
from canvas.files.git.commit import commit as real_commit
from canvas.files.git.history import Commit
from tests.app.driving import Driven, program
from tests.app.in_git import FIRST, SECOND, committed, differing
from tests.files.git.repository import NAME, Repository, script
from tests.waiting import PATIENCE


def latest(repository: Repository) -> str:
    """The message of the latest commit."""
    return repository.git("log", "-1", "--format=%B").decode().strip()


def subject(it: Driven) -> str:
    return it.screen.query_one(Input).value


async def test_what_changed_is_saved_and_this_file_alone_committed_with_a_message_that_tells_it(
    repository: Repository,
) -> None:
    committed(repository, FIRST)
    Path("other.txt").write_text("x", encoding="utf-8")
    repository.add("other.txt")
    async with program(Path(NAME)) as it:
        head = repository.head()
        await it.press("space", "C", "escape")
        assert it.said == f"Saved {NAME}, not committed."
        assert "* unsaved" not in it.shown
        assert repository.head() == head

        await it.press("C")
        proposed = subject(it)
        assert proposed
        assert "is now agreed" in it.shown
        await it.press("enter")
        assert it.top_is("BoardScreen")
        assert it.said.startswith("Committed as ")
        first, _, rest = latest(repository).partition("\n")
        assert first == proposed
        assert "is now agreed" in rest
        assert repository.git("show", f"HEAD:{NAME}") == Path(NAME).read_bytes()
        assert repository.git("show", "--name-only", "--format=", "HEAD").decode().split() == [NAME]
        assert b"A  other.txt" in repository.git("status", "--porcelain")

        head = repository.head()
        await it.press("C")
        assert "nothing to commit" in it.seen
        await it.press("enter")
        assert it.top_is("BoardScreen")
        assert "nothing to commit" in it.said
        assert repository.head() == head

        await it.press("space", "C")
        it.screen.query_one(Input).value = ""
        await it.press("enter")
        assert "needs a few words" in it.seen
        await it.write("Meeting of March")
        await it.press("enter")
        assert it.said.startswith("Saved and committed as ")
        assert "* unsaved" not in it.shown
    assert latest(repository).startswith("Meeting of March\n\n- ")


async def test_a_canvas_without_a_file_is_asked_for_its_name_first(repository: Repository) -> None:
    async with program(FIRST) as it:
        await it.press("C")
        assert it.top_is("SaveAsScreen")
        await it.press("enter")
        assert it.top_is("CommitScreen")
        assert subject(it) == "Begin Riverside"
        await it.press("enter")
        assert "ommitted as " in it.said
    assert latest(repository) == "Begin Riverside"


async def test_a_hook_that_refuses_is_heard_in_full_and_the_message_can_be_mended(
    repository: Repository,
) -> None:
    path = committed(repository, FIRST)
    said = "\n".join(f"echo 'no \033]0;x [/] {n}' >&2" for n in range(60))
    script(Path(".git/hooks/commit-msg"), f'grep -q Please "$1" && exit 0\n{said}\nexit 1')
    async with program(path, size=(80, 24)) as it:
        await it.press("space", "C")
        await it.press("enter")
        assert it.top_is("TextViewerScreen")
        assert "no ␛]0;x [/] 0" in it.shown
        await it.press("end")
        assert "[/] 59" in it.shown
        await it.press("escape")
        assert it.top_is("CommitScreen")
        assert "is not committed" in it.seen
        await it.press("home")
        await it.write("Please ")
        await it.press("enter")
        assert "ommitted as " in it.said
    assert latest(repository).startswith("Please ")


async def test_keys_typed_while_git_is_at_work_are_for_the_board_or_for_nobody_where_it_refuses(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_go_on = threading.Event()

    def slow(path: str, message: str, expected: bytes) -> Commit:
        may_go_on.wait(PATIENCE)
        return real_commit(path, message, expected)

    monkeypatch.setattr(git_commit, "commit", slow)
    path = committed(repository, FIRST)
    script(Path(".git/hooks/pre-commit"), "test -e refuse || exit 0; echo no; exit 1")
    async with program(path) as it:
        await it.press("space", "C")
        it.send("enter")
        await it.until(lambda: "Committing…" in it.shown)
        for key in ("escape", "2", "a", *"new", "enter", "escape"):
            await it.pass_on(key)
        assert it.top_is("CommitScreen")
        may_go_on.set()
        await it.until(lambda: it.texts("vision") == ["four", "new"])
        await it.settle()
        assert it.top_is("BoardScreen")
        assert b"new" not in repository.git("show", f"HEAD:{NAME}")

        may_go_on.clear()
        Path("refuse").touch()
        await it.press("C")
        it.send("enter")
        await it.until(lambda: "Committing…" in it.shown)
        for key in ("escape", "delete"):
            await it.pass_on(key)
        may_go_on.set()
        await it.until(lambda: it.top_is("TextViewerScreen"))
        await it.settle()
        assert it.texts("vision") == ["four", "new"]


async def test_what_is_read_only_is_not_committed(repository: Repository) -> None:
    path = committed(repository, FIRST)
    newer = path.read_text(encoding="utf-8").replace("format = 1", "format = 99")
    path.write_text(newer, encoding="utf-8")
    async with program(path) as it:
        await it.press("C")
        assert it.top_is("BoardScreen")
        assert "newer" in it.said


async def test_a_change_to_the_file_alone_is_committed_as_such(repository: Repository) -> None:
    path = committed(repository, SECOND)
    path.write_bytes(b"# a comment\n" + path.read_bytes())
    async with program(path) as it:
        await it.press("C")
        assert subject(it) == "Change the file, though not what it says"
        await it.press("enter")
    assert latest(repository) == "Change the file, though not what it says"


async def test_what_two_people_said_differently_is_read_before_anything_is_committed(
    repository: Repository,
) -> None:
    path = committed(repository, FIRST)
    async with program(path) as it:
        head = repository.head()
        await it.press("down", "enter", "!", "enter", "escape")
        assert it.texts()[1] == "two!"
        path.write_bytes(canonical(SECOND).encode())
        await it.press("C")
        assert it.top_is("BoardScreen")
        assert "differs between two versions" in it.said
        assert repository.head() == head
        assert path.read_bytes() == canonical(SECOND).encode()


async def test_what_is_written_while_the_message_is_asked_for_is_not_committed_under_it(
    repository: Repository,
) -> None:
    path = committed(repository, FIRST)
    async with program(path) as it:
        head = repository.head()
        await it.press("space", "C")
        path.write_bytes(canonical(SECOND).encode())
        await it.press("enter")
        assert it.top_is("CommitScreen")
        assert "was changed by another program meanwhile" in it.seen
        assert repository.head() == head


async def test_what_a_hook_makes_of_the_file_is_shown_and_can_be_saved_over(repository: Repository) -> None:
    path = committed(repository, FIRST)
    repository.hook("pre-commit", f"sed -i s/three/3/ {NAME}; git add {NAME}")
    async with program(path) as it:
        await it.press("space", "C")
        await it.press("enter")
        assert it.top_is("BoardScreen")
        assert it.texts()[2] == "3"
        assert "A hook changed the file; this is how it is now." in it.said
        await it.press("space", "ctrl+s")
        assert it.said.startswith("Saved ")
        assert it.texts()[2] == "3"


async def test_who_commits_what_is_not_settled_is_told_so(repository: Repository) -> None:
    path = committed(repository, FIRST)
    item = differing(FIRST.panels["vision"][0], {"text": "five", "status": "agreed"})
    path.write_bytes(canonical(FIRST.with_items({"vision": (item,)})).encode())
    async with program(path) as it:
        await it.press("C")
        assert "2 differences are not resolved: the commit will hold both versions" in it.seen
        await it.press("escape")
        assert it.said == "Not committed."
        await it.press("C")
        await it.press("enter")
        assert it.said == f"Committed as {repository.head()[:10]}."


async def test_an_interruption_while_git_has_the_terminal_ends_the_commit_alone(
    repository: Repository,
) -> None:
    path = committed(repository, FIRST)
    repository.hook("pre-commit", f"kill -INT {os.getpid()} $PPID; sleep 1")
    async with program(path) as it:
        it.keep_terminal()
        before = signal.getsignal(signal.SIGINT)
        head = repository.head()
        await it.press("space", "C")
        await it.press("enter")
        assert it.top_is("CommitScreen")
        assert "is not committed" in it.seen
        assert repository.head() == head
        assert signal.getsignal(signal.SIGINT) is before
        await it.press("escape")
        assert it.said == f"Saved {NAME}, not committed."


@pytest.mark.parametrize("makes_branch", [True, False])
async def test_where_no_branch_would_hold_the_commit_that_is_told_before_and_a_branch_offered(
    repository: Repository, *, makes_branch: bool
) -> None:
    committed(repository, FIRST)
    head = repository.head()
    repository.git("checkout", "--quiet", "--detach")
    async with program(Path(NAME)) as it:
        await it.burst("space", "C", "enter")
        await it.until(lambda: "No branch is checked out, so none would hold this commit." in it.seen)
        assert repository.head() == head
        if makes_branch:
            await it.press("ctrl+b")
            assert "It will be on a new branch, canvas-20" in it.seen
        await it.press("enter")
        assert ("on the new branch canvas-20" in it.said) == makes_branch
    assert repository.head() != head
    branches = repository.git("branch", "--contains", "HEAD", "--list", "canvas-*").split()
    assert len(branches) == 2 * makes_branch
