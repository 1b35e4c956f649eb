"""How git is started, and what is said where it cannot be."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from canvas.files.git import child_process, commit, git_process, setup
from canvas.files.git.git_process import GitError, RefusedError
from canvas.files.git.repository import locate
from tests.files.git.repository import NAME, Repository, replace_git, script
from tests.waiting import until

Act = Callable[[str], object]


@pytest.mark.parametrize(
    "act",
    [
        locate,
        lambda path: commit.commit(path, "x", b""),
        lambda path: commit.mark_resolved(path, b""),
        commit.needs_terminal,
        lambda path: setup.set_up(os.path.dirname(path), command="canvas"),
        lambda path: setup.undo(os.path.dirname(path)),
    ],
)
def test_without_git_it_is_said_that_git_is_missing(
    repository: Repository, folder: Path, monkeypatch: pytest.MonkeyPatch, act: Act
) -> None:
    monkeypatch.setenv("PATH", str(folder))
    with pytest.raises(GitError, match=r"^git is not installed: ") as caught:
        act(repository.path())
    assert caught.value.words == ""


def test_a_git_that_lies_in_the_current_folder_is_not_started(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    script(repository.top / "git", "touch started")
    monkeypatch.chdir(repository.top)
    for path in (".", "", f".{os.pathsep}."):
        monkeypatch.setenv("PATH", path)
        with pytest.raises(GitError, match="not installed"):
            locate(NAME)
    assert not (repository.top / "started").exists()


def test_a_git_that_cannot_be_started_is_told(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = repository.place()
    script(tmp_path / "bin" / "git", "").write_bytes(b"\x7fELF not")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    for start in (git_process.run_query, git_process.run_command):
        with pytest.raises(GitError, match=r"^git could not be started \(.*\)\.$"):
            start(place.top, "rev-parse")


def test_a_folder_that_went_is_told(folder: Path) -> None:
    for start in (git_process.run_query, git_process.run_command):
        with pytest.raises(GitError, match=r"^git could not be started \(No such file or directory\)\.$"):
            start(str(folder / "gone"), "rev-parse")


def test_a_git_that_does_not_answer_is_given_up(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace_git(monkeypatch, tmp_path, "exec sleep 60")
    monkeypatch.setattr(git_process, "QUERY_TIMEOUT_SECONDS", 0.1)
    with pytest.raises(GitError, match=r"^git did not answer within 0 seconds\.$"):
        git_process.run_query(str(folder), "rev-parse")


def test_a_git_that_answers_without_an_end_is_given_up(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace_git(monkeypatch, tmp_path, "exec yes")
    monkeypatch.setattr(child_process, "MAX_ANSWER_BYTES", 100_000)
    with pytest.raises(GitError, match=r"^git's answer is far too long to be read\.$") as caught:
        git_process.run_query(str(folder), "rev-parse")
    assert caught.value.code == "too_large"


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("", "git could not do that, and did not say why."),
        ("fatal: it is so.", "git says: it is so."),
        ("hint: a\\nerror: b\\nhint: c", "git says: b."),
        ("\\n  plain\\n", "git says: plain."),
        ("\\033[31mred", "git says: ␛[31mred."),
        ("a\\377", "git says: a\ufffd."),
    ],
)
def test_gits_words_become_a_sentence_without_control_characters(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: str, sentence: str
) -> None:
    replace_git(monkeypatch, tmp_path, f"printf '{said}' >&2; exit 3")
    for start in (git_process.run_query, git_process.run_command):
        with pytest.raises(RefusedError) as caught:
            start(str(folder), "rev-parse")
        assert str(caught.value) == sentence
        assert "\x1b" not in caught.value.words


def test_of_very_many_words_the_last_are_kept(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace_git(monkeypatch, tmp_path, "yes word | head -n 100000; echo the reason; exit 1")
    with pytest.raises(RefusedError) as caught:
        git_process.run_command(str(folder), "commit")
    assert caught.value.words.endswith("the reason")
    assert len(caught.value.words) < 30_000


def test_git_reads_without_the_variables_that_could_lead_it_elsewhere(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace_git(monkeypatch, tmp_path, "env")
    for name in (
        "GIT_DIR",
        "GIT_EXEC_PATH",
        "GIT_CONFIG_COUNT",
        "GIT_SSH_COMMAND",
        "GIT_TRACE",
        "GIT_INDEX_FILE",
    ):
        monkeypatch.setenv(name, "hostile")
    known = _variables(git_process.run_query(str(folder), "rev-parse").decode())
    assert "hostile" not in known.values()
    assert known["GIT_ALLOW_PROTOCOL"] == "none"
    assert known["GIT_CONFIG_GLOBAL"] == os.environ["GIT_CONFIG_GLOBAL"]
    acting = _variables(git_process.run_command(str(folder), "commit"))
    assert "GIT_DIR" not in acting
    assert "GIT_INDEX_FILE" not in acting
    assert acting["GIT_SSH_COMMAND"] == "hostile"
    assert acting["GIT_AUTHOR_NAME"] == os.environ["GIT_AUTHOR_NAME"]
    assert "GIT_LITERAL_PATHSPECS" not in acting


def test_what_a_hook_leaves_running_is_not_waited_for(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    late = f"(while [ ! -e {folder}/go ]; do sleep 0.1; done; touch {folder}/late)"
    replace_git(monkeypatch, tmp_path, f"{late} & echo done")
    assert git_process.run_command(str(folder), "commit") == "done"
    (folder / "go").touch()
    until((folder / "late").exists)


def _variables(printed: str) -> dict[str, str]:
    return dict(line.split("=", 1) for line in printed.splitlines() if "=" in line)
