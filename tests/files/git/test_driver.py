"""What git does with the program it is told to merge canvases with, and where that program fails."""

from __future__ import annotations

import os
import shlex
import subprocess
from pathlib import Path

import pytest

from canvas.exit_codes import WRONG
from canvas.files.git.setup import CONFLICT_CODE, set_up
from tests.files.git.repository import NAME, ODD_NAMES, Repository, script


def test_git_merges_with_the_command_and_tells_it_the_files_name(
    repository: Repository, tmp_path: Path
) -> None:
    names = [name for name in ODD_NAMES if name.endswith(".canvas.toml")]
    told = tmp_path / "told"
    told.mkdir()
    tell = f"""printf '%s|' "$@" > "$(mktemp '{told}/XXXXXX')";"""
    body = f"""{tell} cat "$5" "$6" "$7" > "$6.new"; mv "$6.new" "$6" """
    program = script(tmp_path / "100% it's %P" / "canvas", body)
    repository.fork(*names)
    set_up(str(repository.top), command=shlex.quote(str(program)))
    repository.git("merge", "--quiet", "--no-edit", "other")
    calls = [os.fsdecode(path.read_bytes()).split("|") for path in told.iterdir()]
    assert {Path(repository.path(name)).read_bytes() for name in names} == {b"base\nours\ntheirs\n"}
    assert {call[2] for call in calls} == {f"--name={name}" for name in names}
    for verb, code, _, size, *files in calls:
        assert (verb, code) == ("merge", f"--conflict-exit={CONFLICT_CODE}")
        assert size == "--marker-size=7"
        assert len(files) == 4
    assert repository.git("status", "--porcelain") == b"?? .gitattributes\n"


def test_what_the_command_could_not_merge_stays_in_conflict_as_the_command_left_it(
    repository: Repository, tmp_path: Path
) -> None:
    program = script(tmp_path / "canvas", f'echo left > "$6"; exit {CONFLICT_CODE}')
    repository.fork()
    set_up(str(repository.top), command=str(program))
    assert repository.tried("merge", "other").returncode == 1
    assert Path(repository.path()).read_bytes() == b"left\n"
    assert repository.git("ls-files", "--unmerged")


@pytest.mark.parametrize("gone", ["absent", "no program", "killed", "broken", "failed"])
def test_where_the_program_is_gone_git_merges_text_as_it_always_did(
    repository: Repository, tmp_path: Path, gone: str
) -> None:
    program = script(tmp_path / "canvas", "kill -9 $$")
    if gone == "absent":
        program.unlink()
    elif gone == "no program":
        program.chmod(0o644)
    elif gone == "broken":  # as Python ends where the package is gone
        script(program, "echo Traceback >&2; exit 1")
    elif gone == "failed":  # as the program itself ends where it could not do it
        script(program, f"exit {WRONG}")
    repository.fork()
    set_up(str(repository.top), command=str(program))
    assert repository.tried("merge", "other").returncode == 1
    merged = Path(repository.path()).read_bytes()
    assert merged.startswith(b"<<<<<<< ")
    assert b"\nours\n" in merged
    assert b"\ntheirs\n" in merged
    assert merged.count(b"\n") == 5
    assert repository.git("ls-files", "--unmerged")
    assert sorted(os.listdir(repository.top)) == [".git", ".gitattributes", NAME]


def test_where_the_disk_is_full_for_git_too_ours_is_never_torn_and_git_is_told(
    repository: Repository, tmp_path: Path
) -> None:
    program = script(tmp_path / "canvas", f"exit {WRONG}")
    names = ("base", "ours", "theirs")
    for name in names:
        (tmp_path / name).write_text("".join(f"{name} {number}\n" for number in range(300)))
    set_up(str(repository.top), command=str(program))
    driver = repository.git("config", "--local", "--get", "merge.canvas.driver").decode().rstrip()
    for mark, word in (("%O", "base"), ("%A", "ours"), ("%B", "theirs"), ("%L", "7"), ("%P", NAME)):
        driver = driver.replace(mark, word)
    before = (tmp_path / "ours").read_bytes()
    for room in (2, 8):  # blocks of 512 bytes: for nothing, and for a copy of ours but not for the merge
        done = subprocess.run(
            ["sh", "-c", f"trap '' XFSZ; ulimit -f {room}; {driver}"],
            cwd=tmp_path,
            capture_output=True,
            check=False,
        )
        assert done.returncode > 128, done
        assert (tmp_path / "ours").read_bytes() == before
        assert not (tmp_path / "ours.tmp").exists()
