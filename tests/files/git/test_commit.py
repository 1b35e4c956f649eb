"""A commit of one file alone, as the user would make it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from canvas.files.git import git_process
from canvas.files.git.commit import commit, mark_resolved
from canvas.files.git.git_process import GitError
from canvas.files.git.history import Commit, commits, is_committed
from canvas.files.git.new_branch import make_branch, offered_branch
from canvas.files.git.unmerged import stages
from tests.files.git.repository import NAME, ODD_NAMES, Repository


def _commit(path: str, message: str) -> Commit:
    """Commit a file as it is."""
    return commit(path, message, _data(path))


def _settled(path: str) -> None:
    mark_resolved(path, _data(path))


def _data(path: str) -> bytes:
    return Path(path).read_bytes() if os.path.exists(path) else b""


def _message(repository: Repository) -> str:
    return repository.git("log", "-1", "--format=%B").decode().rstrip("\n")


def test_the_file_alone_is_committed_and_what_else_is_staged_stays_staged(repository: Repository) -> None:
    others = ("other.canvas.toml", "third.toml")
    repository.commit_all(dict.fromkeys(others, b"1"))
    for name in others:
        repository.write(b"2", name)
    repository.add("other.canvas.toml")
    repository.write(b"untracked", "fourth.canvas.toml")

    def states() -> set[bytes]:
        named = (b"other", b"third", b"fourth")
        return {line for line in repository.staged().split(b"\0") if any(name in line for name in named)}

    before = states()
    for name in ODD_NAMES:
        repository.write(b"canvas", name)
        made = _commit(repository.path(name), "Add it")
        assert (made.id, made.subject, made.name) == (repository.head(), "Add it", name)
        changed = repository.git("diff-tree", "-r", "-z", "--name-only", "--no-commit-id", made.id, "--")
        assert changed == os.fsencode(name) + b"\0"
        assert is_committed(repository.place(name), b"canvas")
    repository.write(b"canvas 2", name)
    again = _commit(repository.path(name), "Change it")
    assert commits(repository.place(name)) == [again, made]
    assert states() == before


def test_the_first_commit_of_a_repository_can_be_made(repository: Repository) -> None:
    repository.write(b"staged", "else.toml")
    repository.add("else.toml")
    repository.write(b"")
    assert _commit(repository.path(), "Begin").id == repository.head()
    assert repository.git("ls-tree", "-r", "--name-only", "HEAD") == f"{NAME}\n".encode()
    assert repository.git("diff", "--cached", "--name-only") == b"else.toml\n"


def test_what_is_on_disk_is_committed_though_something_else_was_staged(repository: Repository) -> None:
    repository.commit(b"1")
    repository.write(b"2")
    repository.add(NAME)
    repository.write(b"3")
    _commit(repository.path(), "Three")
    assert is_committed(repository.place(), b"3")
    assert repository.git("status", "--porcelain") == b""


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("# 3 changes\n\n#hash\nend", "# 3 changes\n\n#hash\nend"),
        ("  Ünïcode — 漢  ", "Ünïcode — 漢"),
        ("a\r\nb\0\x1b[2J", "a\nb[2J"),
        ("-m x", "-m x"),
        ("Subject\n\n------------------------ >8 ------------------------\nend", None),
        ("# ------------------------ >8 ------------------------\nend", None),
    ],
)
def test_every_line_of_the_message_survives(repository: Repository, typed: str, kept: str | None) -> None:
    for setting in ("commit.verbose=true", "commit.cleanup=strip", "i18n.commitEncoding=iso-8859-1"):
        repository.git("config", *setting.split("="))
    repository.write(b"1")
    _commit(repository.path(), typed)
    assert _message(repository) == (typed if kept is None else kept)
    assert b"encoding" not in repository.git("cat-file", "commit", "HEAD")


@pytest.mark.parametrize("message", ["", " \n\t", "\0"])
def test_a_commit_needs_a_message(repository: Repository, message: str) -> None:
    repository.write(b"1")
    with pytest.raises(GitError, match=r"^a commit needs a message\.$"):
        _commit(repository.path(), message)


def test_where_nothing_changed_there_is_nothing_to_commit(repository: Repository) -> None:
    head = repository.commit(b"1")
    repository.write(b"staged", "else.toml")
    repository.add("else.toml")
    os.utime(repository.path(), (0, 0))
    with pytest.raises(GitError) as caught:
        _commit(repository.path(), "Nothing")
    assert str(caught.value) == f"{NAME} has nothing to commit: it is as it was in the last commit."
    assert repository.head() == head


def test_a_file_that_git_is_told_to_ignore_is_not_committed(repository: Repository) -> None:
    repository.commit(b"*.canvas.toml\nfolder/\n", name=".gitignore")
    for name in (NAME, "folder/x.toml"):
        repository.write(b"1", name)
        before = repository.staged()
        with pytest.raises(GitError) as caught:
            _commit(repository.path(name), "Add")
        title = os.path.basename(name)
        assert str(caught.value) == (
            f"{title} is not committed: git is told to leave it out, as in .gitignore."
        )
        assert "ignored by one of your .gitignore files" in caught.value.words
        assert repository.staged() == before


def test_a_file_that_is_not_there_is_not_committed_as_deleted(repository: Repository, folder: Path) -> None:
    head = repository.commit(b"1")
    Path(repository.path()).unlink()
    for act in (lambda: _commit(repository.path(), "Gone"), lambda: _settled(repository.path())):
        with pytest.raises(GitError, match=r"^river\.canvas\.toml: there is no such file\.$"):
            act()
    assert repository.head() == head
    with pytest.raises(GitError, match="is not in a git repository"):
        commit(str(folder / NAME), "x", b"")


@pytest.mark.parametrize("known", [True, False])
def test_a_hook_that_says_no_is_heard_and_nothing_changes(repository: Repository, *, known: bool) -> None:
    head = repository.commit(b"1", name=NAME if known else "else.toml")
    repository.write(b"staged", "third.toml")
    repository.add("third.toml")
    repository.write(b"2")
    repository.hook("pre-commit", "echo out; printf 'err \\033[31mred\\n' >&2; exit 1")
    before = repository.staged()
    with pytest.raises(GitError) as caught:
        _commit(repository.path(), "Try")
    assert str(caught.value) == f"{NAME} is not committed: git says: out."
    assert caught.value.words == "out\nerr ␛[31mred"
    assert repository.staged() == before
    assert repository.head() == head


def test_a_first_commit_that_a_hook_refuses_leaves_the_file_unknown(repository: Repository) -> None:
    repository.write(b"1")
    repository.hook("commit-msg", "exit 1")
    before = repository.staged()
    with pytest.raises(GitError, match=r"git could not do that, and did not say why\.$"):
        _commit(repository.path(), "Try")
    assert repository.staged() == before
    assert repository.git("ls-files") == b""


def test_an_interruption_leaves_the_file_unknown(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    act = git_process.run_command

    def interrupted(folder: str, *arguments: str, stdin: bytes = b"") -> str:
        if "commit" in arguments:
            raise KeyboardInterrupt
        return act(folder, *arguments, stdin=stdin)

    repository.write(b"1")
    monkeypatch.setattr("canvas.files.git.commit.run_command", interrupted)
    with pytest.raises(KeyboardInterrupt):
        _commit(repository.path(), "Try")
    assert repository.git("ls-files") == b""


def test_the_first_thing_that_went_wrong_is_told(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    act = git_process.run_command

    def locked(folder: str, *arguments: str, stdin: bytes = b"") -> str:
        if "update-index" in arguments:
            raise GitError("the second thing.", "refused")
        return act(folder, *arguments, stdin=stdin)

    repository.write(b"1")
    repository.hook("pre-commit", "echo the first thing; exit 1")
    monkeypatch.setattr("canvas.files.git.commit.run_command", locked)
    with pytest.raises(GitError, match=r"git says: the first thing\.$"):
        _commit(repository.path(), "Try")


def test_the_hooks_run_as_git_would_run_them(repository: Repository, tmp_path: Path) -> None:
    log = tmp_path / "log"
    for name in ("pre-commit", "post-commit"):
        repository.hook(name, f"echo {name} $GIT_LITERAL_PATHSPECS $(git ls-files '*.txt') >> {log}")
    repository.hook("commit-msg", 'echo "Signed" >> "$1"')
    repository.commit(b"1", name="a.txt")
    log.unlink()
    repository.write(b"1")
    _commit(repository.path(), "Add")
    assert log.read_text().splitlines() == ["pre-commit a.txt", "post-commit a.txt"]
    assert _message(repository) == "Add\nSigned"


def test_a_file_goes_through_its_filters(repository: Repository) -> None:
    repository.git("config", "filter.upper.clean", "tr a-z A-Z")
    repository.commit(b"*.canvas.toml filter=upper\n", name=".gitattributes")
    repository.write(b"abc\n")
    _commit(repository.path(), "Add")
    assert is_committed(repository.place(), b"ABC\n")
    with pytest.raises(GitError, match="nothing to commit"):
        _commit(repository.path(), "Again")


def test_without_a_name_git_says_so_itself(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.delenv(f"GIT_{who}_NAME")
        monkeypatch.delenv(f"GIT_{who}_EMAIL")
    repository.git("config", "user.useConfigOnly", "true")
    repository.write(b"1")
    with pytest.raises(GitError, match=rf"^{NAME} is not committed: git says: ") as caught:
        _commit(repository.path(), "Add")
    assert "user.email" in caught.value.words
    assert repository.git("ls-files") == b""


def test_variables_that_point_elsewhere_do_not_lead_the_commit_there(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Repository(tmp_path / "other")
    head = other.commit(b"1")
    repository.write(b"1")
    for name, value in (
        ("GIT_DIR", other.top / ".git"),
        ("GIT_WORK_TREE", other.top),
        ("GIT_INDEX_FILE", other.top / ".git" / "index"),
        ("GIT_PREFIX", "x/"),
        ("GIT_ICASE_PATHSPECS", "1"),
    ):
        monkeypatch.setenv(name, str(value))
    made = _commit(repository.path(), "Add")
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_ICASE_PATHSPECS"):
        monkeypatch.delenv(name)
    assert (repository.head(), other.head()) == (made.id, head)


def test_during_a_merge_a_file_is_settled_not_committed(repository: Repository) -> None:
    repository.commit(b"1", name="other.canvas.toml")
    repository.fork(*ODD_NAMES)
    repository.tried("merge", "other")
    repository.write(b"2", "other.canvas.toml")
    for name in ODD_NAMES:
        repository.write(b"both\n", name)
        with pytest.raises(GitError, match="cannot be committed alone in the middle of a merge"):
            _commit(repository.path(name), "Merge")
        _settled(repository.path(name))
        assert stages(repository.place(name)) == {}
    assert repository.git("status", "--porcelain", "--", "other.canvas.toml") == b" M other.canvas.toml\n"
    repository.record("Merged")
    assert all(is_committed(repository.place(name), b"both\n") for name in ODD_NAMES)


def _moved_on(repository: Repository) -> None:
    """Leave what a stash brought back in conflict: git is in the middle of nothing, yet the file is open."""
    repository.commit(b"base\n")
    repository.write(b"theirs\n")
    repository.git("stash", "--quiet")
    repository.commit(b"ours\n")
    assert repository.tried("stash", "pop").returncode


def test_a_file_that_another_program_wrote_meanwhile_is_neither_committed_nor_settled(
    repository: Repository,
) -> None:
    _moved_on(repository)
    head, before = repository.head(), repository.staged()
    repository.write(b"somebody else's\n")
    for act in (
        lambda: commit(repository.path(), "Try", b"what was seen\n"),
        lambda: mark_resolved(repository.path(), b"what was seen\n"),
    ):
        with pytest.raises(GitError, match=rf"^{NAME} was changed by another program meanwhile: look at it"):
            act()
    assert (repository.head(), repository.staged()) == (head, before)


def test_what_a_stash_left_open_is_committed_once_it_is_settled(repository: Repository) -> None:
    _moved_on(repository)
    repository.write(b"both\n")
    _commit(repository.path(), "Both")
    assert is_committed(repository.place(), b"both\n")
    assert stages(repository.place()) == {}


def test_in_the_middle_of_a_rebase_the_sentence_names_how_it_goes_on(repository: Repository) -> None:
    repository.fork()
    assert repository.tried("rebase", "other").returncode
    with pytest.raises(GitError) as caught:
        _commit(repository.path(), "Try")
    assert str(caught.value) == (
        f"{NAME} cannot be committed alone in the middle of a rebase: “git rebase --continue” ends that."
    )


def test_a_file_that_cannot_be_read_again_is_not_committed(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    head = repository.commit(b"1")
    repository.write(b"22")
    monkeypatch.setattr("canvas.files.file_reading.MAX_FILE_BYTES", 1)
    with pytest.raises(GitError, match=rf"^{NAME}: it is far too large to be a canvas\.$"):
        _commit(repository.path(), "Try")
    assert repository.head() == head


def test_a_branch_is_offered_where_none_is_checked_out_and_keeps_what_is_staged(
    repository: Repository,
) -> None:
    assert offered_branch(repository.place()) == ""
    repository.commit(b"1")
    assert offered_branch(repository.place()) == ""
    repository.git("checkout", "--quiet", "--detach")
    repository.write(b"2")
    repository.write(b"other", "other.txt")
    repository.add("other.txt")
    first = offered_branch(repository.place())
    assert first.startswith("canvas-20")
    made = _commit(repository.path(), "Change")
    make_branch(repository.path(), first)
    assert repository.git("rev-parse", first).decode().strip() == made.id
    assert repository.git("symbolic-ref", "--short", "HEAD").decode().strip() == first
    assert repository.git("status", "--porcelain") == b"A  other.txt\n"
    assert offered_branch(repository.place()) == ""
    repository.git("checkout", "--quiet", "--detach")
    assert offered_branch(repository.place()) == f"{first}-2"
    with pytest.raises(GitError):
        make_branch(repository.path(), first)
