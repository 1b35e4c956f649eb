"""canvas merge, as git and people use it."""

from __future__ import annotations

import os
import random
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from canvas.cli import main
from canvas.files.canvas_file import open_document
from canvas.files.text_merge import MergedText, merge_texts
from canvas.model.conflicts import conflicts
from canvas.verbs import merge as verb
from tests.cli.running import called, canvas, environment, shell
from tests.files.saves import no_line_wise_way

TOP = 'format = 1\ntitle = "T"\n'
BASE = f'{TOP}\n[[vision]]\nid = "aaaaa"\ntext = "one"\n'
OURS = BASE.replace("one", "ours")
THEIRS = BASE.replace("one", "theirs")
OWNED = f'{BASE}owner = "Ana"\n'


def put(here: Path, base: str = BASE, ours: str = OURS, theirs: str = OWNED) -> tuple[str, str, str]:
    for name, text in (("base", base), ("ours", ours), ("theirs", theirs)):
        (here / name).write_bytes(text.encode())
    return "base", "ours", "theirs"


def test_a_clean_merge_is_written_over_ours(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["merge", *put(here)]) == 0
    assert (here / "ours").read_text() == f'{OURS}owner = "Ana"\n'
    assert (here / "base").read_text() == BASE
    assert (here / "theirs").read_text() == OWNED
    assert sorted(os.listdir(here)) == ["base", "ours", "theirs"]
    assert capsys.readouterr() == ("", "")


def test_a_conflict_is_one_and_leaves_a_valid_file_that_the_check_tells_of(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["merge", *put(here, theirs=THEIRS), "--name", "river.canvas.toml"]) == 1
    assert "river.canvas.toml: one thing differs between the versions" in capsys.readouterr().err
    (one,) = conflicts(open_document("ours").canvas)
    assert (one.ours, one.theirs) == ("ours", "theirs")
    assert main(["check", "ours"]) == 1
    assert "‘ours’ is ‘theirs’ in another version" in capsys.readouterr().out


def test_another_file_or_standard_output_takes_it_and_ours_stays(here: Path) -> None:
    versions = put(here)
    assert main(["merge", *versions, "-o", "out"]) == 0
    assert (here / "ours").read_text() == OURS
    assert (here / "out").read_text() == f'{OURS}owner = "Ana"\n'
    assert main(["merge", *versions, "-o", "out"]) == 0
    printed = called("merge", *versions, "-o", "-")
    assert (printed.returncode, printed.stdout, printed.stderr) == (0, (here / "out").read_bytes(), b"")
    assert not (here / "-").exists()


def test_control_characters_are_escaped_for_a_terminal_only(
    here: Path, capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    versions = put(
        here, base=f"{TOP}x = '\x9b2J'\n", ours=f"{TOP}x = '\x9b2J'\n", theirs=f"{TOP}x = '\x9b2J'\n"
    )
    assert main(["merge", *versions, "-o", "-"]) == 0
    assert capsysbinary.readouterr().out == (here / "ours").read_bytes()
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert main(["merge", *versions, "-o", "-"]) == 0
    assert capsysbinary.readouterr().out.decode() == f"{TOP}x = '<009B>2J'\n"


def test_a_file_that_is_there_already_is_not_written_over(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    versions = put(here)
    (here / "notes.txt").write_text("mine\n")
    assert main(["merge", *versions, "-o", "notes.txt"]) == 2
    assert capsys.readouterr().err.startswith("canvas: notes.txt: there is a file of that name already")
    assert (here / "notes.txt").read_text() == "mine\n"
    assert main(["merge", *versions, "-o", "./ours"]) == 0  # that is where it goes anyway
    assert (here / "ours").read_text() == f'{OURS}owner = "Ana"\n'


@pytest.mark.parametrize("output", [(), ("-o", "./ours")])
def test_what_was_saved_to_ours_during_the_merge_is_not_written_over(
    here: Path,
    output: tuple[str, ...],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    versions = put(here)

    def slowly(*texts: str) -> MergedText:
        (here / "ours").write_text(f"{OURS}# saved meanwhile\n")
        return merge_texts(*texts)

    monkeypatch.setattr(verb, "merge_texts", slowly)
    assert main(["merge", *versions, *output]) == 2
    assert "another program changed it" in capsys.readouterr().err
    assert (here / "ours").read_text() == f"{OURS}# saved meanwhile\n"


def test_a_file_of_a_shape_that_is_written_anew_is_told_and_keeps_every_comment(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    base = BASE.replace(TOP, f"{TOP}more.x = 1\n")
    ours = base.replace('"one"', '"one" # agreed with Ana')
    theirs = base.replace('"one"', '"two" # who').replace("x = 1", "x = 2 # why")
    with no_line_wise_way():
        assert main(["merge", *put(here, base, ours, theirs)]) == 0
    assert "written anew" in capsys.readouterr().err
    text = (here / "ours").read_text()
    assert all(text.count(comment) == 1 for comment in ("# agreed with Ana\n", "# why\n", "# who\n"))


def test_a_merge_that_changes_nothing_writes_nothing(here: Path) -> None:
    versions = put(here, theirs=BASE)
    before = os.stat(here / "ours")
    assert main(["merge", *versions]) == 0
    after = os.stat(here / "ours")
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


def test_a_byte_order_mark_of_ours_stays(here: Path) -> None:
    assert main(["merge", *put(here, "\ufeff" + BASE, "\ufeff" + OURS, OWNED)]) == 0
    assert (here / "ours").read_text() == f'\ufeff{OURS}owner = "Ana"\n'


@pytest.mark.parametrize(
    ("texts", "code"),
    [
        (("a\nb\nc\n", "A\nb\nc\n", "a\nb\nC\n"), 0),
        (("a\n", "b\n", "c\n"), 1),
        ((BASE, OURS, BASE.replace("1", "2")), 0),
        ((BASE, OURS, f"{BASE}owner =\n"), 1),
        (("", "a\n", "b\n"), 1),
    ],
)
def test_what_is_no_canvas_is_merged_as_git_merges_any_text(
    here: Path, texts: tuple[str, str, str], code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    versions = put(here, *texts)
    wanted = subprocess.run(
        [
            "git",
            "merge-file",
            "-p",
            "-L",
            "x (ours)",
            "-L",
            "x (base)",
            "-L",
            "x (theirs)",
            "ours",
            "base",
            "theirs",
        ],
        capture_output=True,
        check=False,
    )
    assert main(["merge", *versions, "--name", "x"]) == code
    assert (here / "ours").read_bytes() == wanted.stdout
    assert "Its lines were merged as text." in capsys.readouterr().err


def test_the_marks_are_as_long_as_git_wants_them(here: Path) -> None:
    main(["merge", *put(here, "a\n", "b\n", "c\n"), "--marker-size", "11"])
    assert (here / "ours").read_text().startswith("<" * 11 + " ")


def test_what_is_no_text_is_not_merged_and_ours_stays(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    versions = put(here)
    (here / "theirs").write_bytes(b"\x00\xff\xfe" * 10)
    assert main(["merge", *versions]) == 2
    assert "not UTF-8" in capsys.readouterr().err
    assert (here / "ours").read_text() == OURS


@pytest.mark.parametrize("missing", [0, 1, 2])
def test_a_file_that_cannot_be_read_is_named(
    here: Path, missing: int, capsys: pytest.CaptureFixture[str]
) -> None:
    versions = list(put(here))
    versions[missing] = "gone"
    assert main(["merge", *versions]) == 2
    assert capsys.readouterr().err == "canvas: gone: there is no such file.\n"
    versions[missing] = "."
    assert main(["merge", *versions]) == 2
    assert capsys.readouterr().err == "canvas: .: it is a folder, not a file.\n"
    assert (here / "ours").read_text() == OURS


def test_a_folder_is_no_place_to_write_to(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["merge", *put(here), "-o", "."]) == 2
    assert capsys.readouterr().err == "canvas: .: it is a folder, not a file.\n"


@pytest.mark.parametrize("count", [0, 1, 2, 4])
def test_a_merge_wants_three_files(here: Path, count: int) -> None:
    done = called("merge", *(*put(here), "more")[:count])
    assert done.returncode == 2
    assert done.stdout == b""
    assert done.stderr.startswith(b"canvas: ")
    assert done.stderr.count(b"\n") == 1
    assert (here / "ours").read_text() == OURS


def test_names_that_begin_with_a_dash_follow_two_of_them(here: Path) -> None:
    for name, text in (("-base", BASE), ("--ours", OURS), ("-o", OWNED)):
        (here / name).write_text(text)
    assert main(["merge", "--", "-base", "--ours", "-o"]) == 0
    assert (here / "--ours").read_text() == f'{OURS}owner = "Ana"\n'


def test_control_characters_in_a_name_are_escaped(here: Path) -> None:
    done = called("merge", *put(here, theirs=THEIRS), "--name=\x1b]52;c;aGk=\x07\n")
    assert done.returncode == 1
    assert not set(done.stderr[:-1]) & set(b"\x1b\x07\n")


def test_ours_is_old_or_new_whenever_the_merge_is_killed(here: Path) -> None:
    """Killed at any moment, what is there is what was, or what comes of the merge; never a part."""
    many = "".join(f'\n[[vision]]\nid = "i{number:04}"\ntext = "text {number}"\n' for number in range(200))
    versions = put(here, BASE + many, OURS + many, OWNED + many)
    was = (here / "ours").read_bytes()
    begin = time.monotonic()
    assert canvas("merge", *versions).returncode == 0
    took = time.monotonic() - begin
    made = (here / "ours").read_bytes()
    chance, seen = random.Random(7), set()  # noqa: S311 - not for secrets
    for round_ in range(5):  # the next test kills it at each step of its writing
        (here / "ours").write_bytes(was)
        # Towards the end, where it is written, as often as in all that goes before.
        wait = took * (chance.random() if round_ % 2 else 0.8 + chance.random() * 0.3)
        process = subprocess.Popen(
            [sys.executable, "-m", "canvas", "merge", *versions], env=environment(), stderr=subprocess.DEVNULL
        )
        time.sleep(wait)
        process.send_signal(signal.SIGKILL)
        process.wait()
        left = (here / "ours").read_bytes()
        assert left in (was, made), (wait, len(left))
        seen.add(left)
    assert seen <= {was, made}


@pytest.mark.parametrize("step", ["open", "write", "fsync", "fchmod", "replace"])
def test_ours_is_whole_when_the_merge_is_killed_at_a_step_of_its_writing(here: Path, step: str) -> None:
    versions = put(here)
    die = (
        "import os, signal, sys\nfrom canvas.cli import main\n"
        f"real = os.{step}\n"
        "def dying(*words, **more):\n"
        f"    made = real(*words, **more) if {step!r} != 'write' else real(words[0], words[1][:10])\n"
        f"    if {step!r} != 'open' or words[1] & os.O_CREAT:\n"
        "        os.kill(os.getpid(), signal.SIGKILL)\n"
        "    return made\n"
        f"os.{step} = dying\n"
        f"main(['merge', *{versions!r}])\n"
    )
    done = subprocess.run([sys.executable, "-c", die], env=environment(), check=False, capture_output=True)
    assert done.returncode == -signal.SIGKILL, done
    assert (here / "ours").read_text() == (f'{OURS}owner = "Ana"\n' if step == "replace" else OURS)


def test_ours_stays_and_nothing_is_left_behind_where_the_disk_is_full(here: Path) -> None:
    versions = put(here)

    def little_room() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (40, 40))

    done = subprocess.run(
        [sys.executable, "-m", "canvas", "merge", *versions],
        env=environment(),
        check=False,
        capture_output=True,
        preexec_fn=little_room,
    )
    assert done.returncode == 2
    assert done.stderr.startswith(b"canvas: ours: it could not be written")
    assert (here / "ours").read_text() == OURS
    assert sorted(os.listdir(here)) == ["base", "ours", "theirs"]


def test_ours_stays_where_it_must_not_be_written(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    versions = put(here)
    (here / "ours").chmod(0o444)
    assert main(["merge", *versions]) == 2
    assert "read-only" in capsys.readouterr().err
    assert (here / "ours").read_text() == OURS


def test_the_versions_may_come_from_a_pipe_only_as_files(here: Path) -> None:
    put(here)
    done = shell("$canvas merge base ours <(cat theirs)")
    assert done.returncode == 2
    assert b"a pipe, not a file" in done.stderr
    assert (here / "ours").read_text() == OURS
