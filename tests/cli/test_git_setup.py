"""canvas git-setup, and what git does with it."""

from __future__ import annotations

import os
import sys

import pytest

from canvas.cli import main
from canvas.files.canvas_file import open_document
from canvas.files.git import setup
from canvas.model.conflicts import conflicts
from tests.cli.running import ROOT
from tests.files.git.conftest import nobodys_git, repository
from tests.files.git.repository import NAME, Repository

__all__ = ["nobodys_git", "repository"]

TOP = 'format = 1\ntitle = "T"\n'
ONE = f'{TOP}\n[[vision]]\nid = "aaaaa"\ntext = "one"\n'


@pytest.fixture(autouse=True)
def this_program(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let git start the program that is tested."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setattr(setup, "command_line", lambda: f"{sys.executable} -P -m canvas")


def branches(repository: Repository, ours: str, theirs: str) -> None:
    """One branch here, and one called other."""
    repository.commit(ONE.encode())
    repository.git("checkout", "--quiet", "-b", "other")
    repository.commit(theirs.encode())
    repository.git("checkout", "--quiet", "main")
    repository.commit(ours.encode())


def test_git_merges_by_item_once_it_is_set_up(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["git-setup", str(repository.top)]) == 0
    assert "Told git" in capsys.readouterr().out
    new = '\n[[vision]]\nid = "{0}"\ntext = "{0}"\n'
    branches(repository, ONE + new.format("bbbbb"), ONE.replace("one", "1") + new.format("ccccc"))
    assert repository.tried("merge", "--quiet", "-m", "both", "other").returncode == 0
    texts = [item.text for _, item in open_document(repository.path()).canvas]
    assert sorted(texts) == ["1", "bbbbb", "ccccc"]


def test_git_stops_at_a_conflict_and_the_file_is_valid(repository: Repository) -> None:
    assert main(["git-setup", str(repository.top)]) == 0
    branches(repository, ONE.replace("one", "ours"), ONE.replace("one", "theirs"))
    done = repository.tried("merge", "--quiet", "-m", "both", "other")
    assert done.returncode == 1
    assert NAME.encode() in done.stderr
    document = open_document(repository.path())
    assert not document.marked
    assert [(one.ours, one.theirs) for one in conflicts(document.canvas)] == [("ours", "theirs")]


def test_a_folder_deep_in_the_repository_or_this_one_will_do(
    repository: Repository, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    deep = repository.top / "a" / "b"
    deep.mkdir(parents=True)
    monkeypatch.chdir(deep)
    assert main(["git-setup"]) == 0
    assert (repository.top / ".gitattributes").exists()
    assert main(["git-setup", str(deep)]) == 0
    assert "Nothing to do" in capsys.readouterr().out


def test_it_is_taken_back_once_and_not_twice(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (repository.top / ".git" / "config").read_bytes()
    assert main(["git-setup", str(repository.top)]) == 0
    assert main(["git-setup", "--undo", str(repository.top)]) == 0
    assert (repository.top / ".git" / "config").read_bytes() == before
    assert os.listdir(repository.top) == [".git"]
    capsys.readouterr()
    assert main(["git-setup", "--undo", str(repository.top)]) == 0
    assert capsys.readouterr().out.startswith("Nothing to do")


@pytest.mark.parametrize("options", [(), ("--undo",)])
def test_a_folder_that_is_no_repository_is_told(
    options: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["git-setup", *options]) == 2
    assert main(["git-setup", "gone", *options]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert [line.startswith("canvas: ") for line in err.splitlines()] == [True, True]


def test_two_branches_that_settled_one_thing_differently_and_crossed_stop_git_again(
    repository: Repository,
) -> None:
    assert main(["git-setup", str(repository.top)]) == 0
    repository.add(".gitattributes")
    branches(repository, ONE.replace("one", "t1"), ONE.replace("one", "t2"))
    first, second = repository.head(), repository.git("rev-parse", "other").decode().strip()
    assert repository.tried("merge", "--quiet", second).returncode == 1
    repository.commit(ONE.replace("one", "t1").encode())
    repository.git("checkout", "--quiet", "other")
    assert repository.tried("merge", "--quiet", first).returncode == 1
    repository.commit(ONE.replace("one", "t2").encode())
    repository.git("checkout", "--quiet", "main")
    assert repository.tried("merge", "--quiet", "other").returncode == 1
    assert [(c.ours, c.theirs) for c in conflicts(open_document(repository.path()).canvas)] == [("t1", "t2")]


def test_what_one_branch_deleted_and_the_other_reworded_says_which_in_either_direction(
    repository: Repository,
) -> None:
    assert main(["git-setup", str(repository.top)]) == 0
    branches(repository, TOP, ONE.replace("one", "with care"))
    assert repository.tried("merge", "--quiet", "other").returncode == 1
    (one,) = conflicts(open_document(repository.path()).canvas)
    assert (one.key, one.deletes, one.item and one.item.text) == ("deleted", False, "with care")
    repository.git("merge", "--abort")
    repository.git("checkout", "--quiet", "other")
    assert repository.tried("merge", "--quiet", "main").returncode == 1
    (one,) = conflicts(open_document(repository.path()).canvas)
    assert (one.key, one.deletes, one.item and one.item.text) == ("deleted", True, "with care")


def test_a_vote_that_git_has_merged_without_the_program_is_not_counted_again(repository: Repository) -> None:
    voted = ONE + "votes = {}\n" + '\n[[vision]]\nid = "bbbbb"\ntext = "{}"\n'
    repository.commit(voted.format(2, "two").encode())
    repository.git("checkout", "--quiet", "-b", "other")
    repository.commit(voted.format(2, "theirs").encode())
    repository.git("checkout", "--quiet", "main")
    repository.commit(voted.format(3, "ours").encode())
    assert repository.tried("merge", "--quiet", "other").returncode == 1
    document = open_document(repository.path())
    assert document.marked
    assert [item.values.get("votes") for _, item in document.canvas] == [3, None]
    assert [(one.ours, one.theirs) for one in conflicts(document.canvas)] == [("ours", "theirs")]
