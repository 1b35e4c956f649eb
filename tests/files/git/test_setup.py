"""A clone that merges and shows canvases with this program, and one that no longer does."""

from __future__ import annotations

import os
import shlex
import stat
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from canvas.files.git.git_process import GitError
from canvas.files.git.setup import ATTRIBUTES_LINE, command_line, set_up, undo
from tests.files.git.repository import NAME, ODD_NAMES, Repository, script

COMMAND = "/x/.venv/bin/canvas"
NOTHING = "Nothing to do: "


def _set_up(folder: str) -> list[str]:
    return set_up(folder, command=COMMAND)


def _attributes(repository: Repository) -> bytes | None:
    path = repository.top / ".gitattributes"
    return path.read_bytes() if path.exists() else None


def _config(repository: Repository) -> bytes:
    return (repository.top / ".git" / "config").read_bytes()


def _setting(repository: Repository, key: str) -> str:
    return repository.git("config", "--local", "--get-all", key).decode().rstrip("\n")


def test_a_clone_is_set_up_and_that_is_taken_back(repository: Repository) -> None:
    before = _config(repository)
    done = set_up(str(repository.top), command=COMMAND)
    assert done == [
        "Told git how to merge and compare canvases, in the settings of this clone.",
        ".gitattributes now says that canvases are merged and compared by canvas: commit it.",
    ]
    assert _attributes(repository) == f"{ATTRIBUTES_LINE}\n".encode()
    assert _setting(repository, "merge.canvas.name")
    assert _setting(repository, "merge.canvas.driver").startswith("/x/.venv/bin/canvas merge ")
    assert "/x/.venv/bin/canvas show --textconv " in _setting(repository, "diff.canvas.textconv")
    assert _setting(repository, "diff.canvas.xfuncname") == r"^[1-8]\. .*$"
    told = repository.git("check-attr", "merge", "diff", "--", f"deep/{NAME}").decode()
    assert told == f"deep/{NAME}: merge: canvas\ndeep/{NAME}: diff: canvas\n"
    assert undo(str(repository.top)) == [
        "Removed merge.canvas from the settings of this clone.",
        "Removed diff.canvas from the settings of this clone.",
        "Removed the line about canvases from .gitattributes.",
    ]
    assert _attributes(repository) is None
    assert _config(repository) == before


def test_doing_it_twice_does_nothing_more(repository: Repository) -> None:
    set_up(str(repository.top), command=COMMAND)
    before = (_attributes(repository), _config(repository))
    [told] = set_up(str(repository.top), command=COMMAND)
    assert told.startswith(NOTHING)
    assert (_attributes(repository), _config(repository)) == before
    undo(str(repository.top))
    [told] = undo(str(repository.top))
    assert told.startswith(NOTHING)


def test_a_program_that_moved_is_told_anew_and_once(repository: Repository) -> None:
    set_up(str(repository.top), command=COMMAND)
    repository.git("config", "--add", "merge.canvas.driver", "a second")
    assert len(set_up(str(repository.top), command="/y/canvas")) == 1
    assert _setting(repository, "merge.canvas.driver").startswith("/y/canvas merge ")
    assert "\n" not in _setting(repository, "merge.canvas.driver")
    repository.git("config", "--unset-all", "diff.canvas.textconv")
    assert len(set_up(str(repository.top), command="/y/canvas")) == 1


def test_the_users_settings_of_everywhere_are_neither_taken_for_the_clones_nor_changed(
    repository: Repository,
) -> None:
    everywhere = Path(os.environ["GIT_CONFIG_GLOBAL"])
    repository.git("config", "--global", "merge.canvas.driver", "mine")
    before = everywhere.read_bytes()
    set_up(str(repository.top), command=COMMAND)
    assert _setting(repository, "merge.canvas.driver").startswith(COMMAND)
    undo(str(repository.top))
    assert everywhere.read_bytes() == before
    assert undo(str(repository.top))[0].startswith(NOTHING)


def test_from_a_folder_within_the_top_is_set_up(repository: Repository) -> None:
    (repository.top / "a" / "b").mkdir(parents=True)
    set_up(str(repository.top / "a" / "b"), command=COMMAND)
    assert _attributes(repository) is not None
    assert undo(str(repository.top / "a"))
    assert _attributes(repository) is None


def test_a_second_work_tree_and_a_submodule_are_set_up(repository: Repository, tmp_path: Path) -> None:
    repository.commit(b"1")
    repository.git("worktree", "add", "--quiet", "--detach", str(tmp_path / "second"))
    inner = Repository(tmp_path / "inner")
    inner.commit(b"1")
    repository.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(inner.top), "sub")
    for folder in (tmp_path / "second", repository.top / "sub"):
        assert len(set_up(str(folder), command=COMMAND)) == 2
        assert (folder / ".gitattributes").exists()
        assert len(undo(str(folder))) == 3
    assert _attributes(repository) is None


KEPT = st.lists(
    st.sampled_from(
        [
            b"",
            b"* text=auto",
            b"# canvas",
            b"*.toml diff=toml",
            b"\xff\x00",
            b"  " + ATTRIBUTES_LINE.encode() + b"x",
        ]
    )
)


@settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(KEPT, st.sampled_from([b"\n", b"\r\n"]), st.booleans())
@example([b"* text=auto"], b"\n", False)
@example([b"* text=auto"], b"\r\n", False)
@example([b"a", b""], b"\n", False)
def test_everything_else_in_the_attributes_is_kept_to_the_letter(
    repository: Repository, lines: list[bytes], newline: bytes, end: bool
) -> None:
    before = newline.join(lines) + (newline if end else b"")
    (repository.top / ".gitattributes").write_bytes(before)
    set_up(str(repository.top), command=COMMAND)
    after = _attributes(repository)
    assert after is not None
    assert after.startswith(before)
    assert ATTRIBUTES_LINE.encode() in after.splitlines()
    assert after.replace(b"\r\n", b"").count(b"\n") == (0 if b"\r\n" in before else after.count(b"\n"))
    undo(str(repository.top))
    assert _attributes(repository) == (before or None)


@pytest.mark.parametrize(
    "line",
    [
        "*.canvas.toml diff=canvas merge=canvas",
        '"*.canvas.toml"\ttext merge=canvas diff=canvas -eol',
        ATTRIBUTES_LINE,
    ],
)
def test_a_line_that_says_so_already_is_left_alone(repository: Repository, line: str) -> None:
    before = f"* text=auto\n{line}\n*.md text\n".encode()
    (repository.top / ".gitattributes").write_bytes(before)
    assert len(set_up(str(repository.top), command=COMMAND)) == 1
    assert _attributes(repository) == before
    undo(str(repository.top))
    assert _attributes(repository) == (b"* text=auto\n*.md text\n" if line == ATTRIBUTES_LINE else before)


@pytest.mark.parametrize(
    "line",
    ["*.canvas.toml merge=canvas", f"# {ATTRIBUTES_LINE}", f"x{ATTRIBUTES_LINE}", f"{ATTRIBUTES_LINE}x"],
)
def test_a_line_that_says_less_does_not_do(repository: Repository, line: str) -> None:
    (repository.top / ".gitattributes").write_text(f"{line}\n")
    set_up(str(repository.top), command=COMMAND)
    assert _attributes(repository) == f"{line}\n{ATTRIBUTES_LINE}\n".encode()


def test_the_attributes_keep_their_permissions(repository: Repository) -> None:
    path = repository.top / ".gitattributes"
    path.write_text("* text=auto\n")
    path.chmod(0o640)
    set_up(str(repository.top), command=COMMAND)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_attributes_that_cannot_be_written_are_told_in_a_sentence(repository: Repository) -> None:
    path = repository.top / ".gitattributes"
    path.symlink_to("elsewhere")
    for act in (_set_up, undo):
        with pytest.raises(GitError, match=r"^\.gitattributes is a symbolic link, which git does not follow"):
            act(str(repository.top))
    assert not (repository.top / "elsewhere").exists()
    path.unlink()
    path.mkdir()
    with pytest.raises(GitError, match=r"^\.gitattributes: it is a folder, not a file\.$"):
        set_up(str(repository.top), command=COMMAND)
    path.rmdir()
    path.write_bytes(b"# mine\n")
    path.chmod(0o444)
    with pytest.raises(GitError, match=r"^\.gitattributes: it is read-only"):
        set_up(str(repository.top), command=COMMAND)
    assert path.read_bytes() == b"# mine\n"


def test_settings_that_cannot_be_written_are_told_in_a_sentence(repository: Repository) -> None:
    (repository.top / ".git" / "config.lock").touch()
    with pytest.raises(
        GitError, match=r"^the settings of this clone cannot be changed: git says: "
    ) as caught:
        set_up(str(repository.top), command=COMMAND)
    assert "could not lock config file" in caught.value.words
    assert _attributes(repository) is None


def test_outside_every_repository_nothing_can_be_set_up(folder: Path) -> None:
    for act in (_set_up, undo):
        with pytest.raises(GitError, match=r"^canvases is not in a git repository\.$"):
            act(str(folder))
    assert os.listdir(folder) == []


@pytest.mark.parametrize("name", ["python", "py thon's %P", "$(touch x)"])
def test_the_programs_own_script_is_the_command_and_quoted_for_a_shell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    python = script(tmp_path / name / "python", "")
    monkeypatch.setattr(sys, "executable", str(python))
    assert shlex.split(command_line()) == [str(python), "-P", "-m", "canvas"]
    (tmp_path / name / "canvas").mkdir()
    assert shlex.split(command_line()) == [str(python), "-P", "-m", "canvas"]
    (tmp_path / name / "canvas").rmdir()
    ours = script(tmp_path / name / "canvas", "echo somebody else's program")
    assert shlex.split(command_line()) == [str(python), "-P", "-m", "canvas"]
    ours.write_text("#!/usr/bin/python\nfrom canvas.cli import run\n")
    assert shlex.split(command_line()) == [str(ours)]
    ours.chmod(0o644)
    if os.geteuid() or not os.access(ours, os.X_OK):
        assert shlex.split(command_line()) == [str(python), "-P", "-m", "canvas"]


def test_git_compares_what_the_command_shows_and_names_the_panel(
    repository: Repository, tmp_path: Path
) -> None:
    shown = r"""[ "$1 $2 $3" = "show --textconv --" ] || exit 1
printf '1. Beneficiaries\n\n\n\n\n\n\n\nsaid '; cat "$4" """
    program = script(tmp_path / "50%% %P" / "canvas", shown)
    repository.commit(b"one\n")
    repository.write(b"two\n")
    set_up(str(repository.top), command=shlex.quote(str(program)))
    diff = repository.git("diff").decode()
    assert "-said one\n+said two\n" in diff
    assert "@@ 1. Beneficiaries\n" in diff


def test_where_the_program_is_gone_git_compares_the_files_lines(repository: Repository) -> None:
    names = [name for name in ODD_NAMES if name.endswith(".canvas.toml")]
    repository.commit_all(dict.fromkeys(names, b"one\n"))
    for name in names:
        repository.write(b"two\n", name)
    set_up(str(repository.top), command="/nowhere/canvas")
    assert repository.git("diff").count(b"-one\n+two\n") == len(names)
    repository.add(*names)
    repository.record("Two")
    assert repository.git("log", "-p", "-1").count(b"-one\n+two\n") == len(names)
