from __future__ import annotations

import json
import os
import subprocess
import sys
from itertools import product
from pathlib import Path
from types import SimpleNamespace

import pytest

from canvas.bundled_files import examples
from canvas.cli import main
from canvas.files.canvas_file import open_document
from canvas.model.schema import BY_KEY
from tests.app.driving import a_copy
from tests.cli.running import called, canvas, environment, shell
from tests.small import ONE

# show


def test_show_prints_every_statement(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = a_copy(here)
    assert main(["show", str(path)]) == 0
    said = " ".join(capsys.readouterr().out.split())
    for _, item in open_document(str(path)).canvas:
        assert " ".join(item.text.split()) in said


@pytest.mark.parametrize("key", BY_KEY)
def test_show_prints_one_panel_alone(here: Path, key: str, capsys: pytest.CaptureFixture[str]) -> None:
    path = a_copy(here)
    assert main(["show", str(path), "--panel", key]) == 0
    said = " ".join(capsys.readouterr().out.split())
    for panel, item in open_document(str(path)).canvas:
        if item.kind != "partner":  # their names stand in other statements' fields, too
            assert (" ".join(item.text.split()) in said) == (panel == key), item.text


def test_show_escapes_control_characters(here: Path) -> None:
    path = here / "x.canvas.toml"
    path.write_text(
        'format = 1\ntitle = "\\u001b[31mT"\n[[vision]]\ntext = "a\\u001b]52;c;aGk=\\u0007b\\u202ec"\n',
        encoding="utf-8",
    )
    done = called("show", str(path))
    assert done.returncode == 0
    assert not set(done.stdout.decode()) & set("\x1b\x07\u202e")
    assert "␛" in done.stdout.decode()


# export


@pytest.mark.parametrize(("options", "begins"), [((), "# "), (("--to", "md"), "# "), (("--to", "json"), "{")])
def test_export_prints_where_no_file_is_named(
    small: Path, options: tuple[str, ...], begins: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", str(small), *options]) == 0
    assert capsys.readouterr().out.startswith(begins)
    assert main(["export", str(small), *options, "-o", "-"]) == 0
    assert capsys.readouterr().out.startswith(begins)


def test_export_reads_standard_input_and_prints_the_same(small: Path) -> None:
    piped = canvas("export", "-", given=small.read_bytes())
    assert piped.returncode == 0
    assert piped.stdout == called("export", str(small)).stdout
    assert piped.stderr == b""


def test_export_writes_a_file_in_the_format_its_ending_says(small: Path, here: Path) -> None:
    assert main(["export", str(small), "-o", "out.json"]) == 0
    assert json.loads((here / "out.json").read_text(encoding="utf-8"))
    assert main(["export", str(small), "-o", "out.md"]) == 0
    assert (here / "out.md").read_text(encoding="utf-8").startswith("# Small")
    assert sorted(path.name for path in here.iterdir()) == ["out.json", "out.md", "small.canvas.toml"]


def test_export_leaves_out_what_the_audience_may_not_read(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = here / "x.canvas.toml"
    path.write_text(ONE + 'visibility = "internal"\n', encoding="utf-8")
    for audience, reads in (("internal", True), ("partners", False), ("public", False)):
        assert main(["export", str(path), "--audience", audience]) == 0
        assert ("one" in capsys.readouterr().out.split()) == reads


@pytest.mark.parametrize("out", ["small.canvas.toml", "./small.canvas.toml", "link.toml"])
def test_export_never_overwrites_the_canvas_itself(
    small: Path, here: Path, out: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "link.toml").symlink_to(small)
    assert main(["export", "small.canvas.toml", "-o", out]) == 2
    assert "the canvas itself" in capsys.readouterr().err
    assert small.read_text(encoding="utf-8") == ONE


@pytest.mark.parametrize(
    ("out", "says"), [("folder", "folder"), ("no/such/place.md", "no such folder"), ("x" * 300, "too long")]
)
def test_export_to_where_no_file_can_be_is_one_sentence(
    small: Path, here: Path, out: str, says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "folder").mkdir()
    assert main(["export", str(small), "-o", out]) == 2
    said = capsys.readouterr().err
    assert says in said
    assert said.count("\n") == 1


@pytest.mark.parametrize("out", ["other.canvas.toml", "absent.canvas.toml", "OTHER.CANVAS.TOML", "link.md"])
def test_export_never_takes_the_name_of_a_canvas(
    small: Path, here: Path, out: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "other.canvas.toml").write_text(ONE, encoding="utf-8")
    (here / "link.md").symlink_to("other.canvas.toml")
    before = sorted(os.listdir(here))
    assert main(["export", str(small), "-o", out]) == 2
    assert capsys.readouterr().err == (
        f"canvas: {out} is the name of a canvas; choose another one for the export.\n"
    )
    assert (here / "other.canvas.toml").read_text(encoding="utf-8") == ONE
    assert sorted(os.listdir(here)) == before


def test_export_to_a_name_that_is_empty_is_one_sentence(
    small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", str(small), "-o", ""]) == 2
    assert capsys.readouterr().err == "canvas: the output's name is empty.\n"


@pytest.mark.parametrize("out", ["/dev/stdout", "/dev/fd/1", "fifo", ">(cat)", "/dev/null"])
def test_export_writes_straight_to_what_is_no_file(small: Path, here: Path, out: str) -> None:
    os.mkfifo(here / "fifo")
    reader = "cat fifo & " if out == "fifo" else ""
    done = shell(
        f"{reader}$canvas export {small} -o {out} | cat; {'wait; ' * bool(reader)}exit ${{PIPESTATUS[0]}}"
    )
    assert done.stderr == b""
    assert done.stdout == (b"" if out == "/dev/null" else called("export", str(small)).stdout)
    assert sorted(os.listdir(here)) == ["fifo", small.name]


@pytest.mark.parametrize("stream", ["1", "2"])
def test_export_to_a_standard_stream_adds_to_the_file_behind_it(small: Path, here: Path, stream: str) -> None:
    (here / "log").write_bytes(b"kept\n")
    out = {"1": "/dev/stdout", "2": "/dev/stderr"}[stream]
    assert shell(f"$canvas export {small} -o {out} {stream}>> log").returncode == 0
    assert (here / "log").read_bytes() == b"kept\n" + called("export", str(small)).stdout


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="this system has no device that is always full")
def test_export_to_a_full_device_is_one_sentence(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", str(small), "-o", "/dev/full"]) == 2
    assert capsys.readouterr().err == "canvas: /dev/full: the disk is full.\n"


def test_export_never_replaces_a_file_that_is_read_only(
    small: Path, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = here / "out.md"
    out.write_bytes(b"kept")
    out.chmod(0o444)
    assert main(["export", str(small), "-o", "out.md"]) == 2
    assert capsys.readouterr().err == "canvas: out.md: it is read-only; save under another name.\n"
    assert out.read_bytes() == b"kept"


def test_export_for_a_partner_nobody_knows_is_one_sentence(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", str(a_copy(here)), "--partner", "Nobody \x1b[31m"]) == 2
    said = capsys.readouterr().err
    assert "\x1b" not in said
    assert said.count("\n") == 1


def test_export_of_one_partner_is_shorter_than_the_whole(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = a_copy(here)
    main(["export", str(path)])
    whole = capsys.readouterr().out
    assert main(["export", str(path), "--partner", open_document(str(path)).canvas.partners[0]]) == 0
    assert len(capsys.readouterr().out) < len(whole)


# new


def test_new_makes_a_canvas_that_can_be_opened(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "river-banks", "--title", "River & Sons"]) == 0
    assert "river-banks.canvas.toml" in capsys.readouterr().out
    assert open_document(str(here / "river-banks.canvas.toml")).canvas.title == "River & Sons"


@pytest.mark.parametrize(
    ("is_terminal", "options", "opens"), [(True, (), True), (True, ("--no-open",), False), (False, (), False)]
)
def test_new_opens_the_canvas_where_there_is_a_terminal(
    here: Path, monkeypatch: pytest.MonkeyPatch, is_terminal: bool, options: tuple[str, ...], opens: bool
) -> None:
    opened: list[str] = []

    def run_open(file: str) -> int:
        opened.append(file)
        return 0

    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setattr("canvas.verbs.new.run_open", run_open)
    monkeypatch.setattr("sys.stdin", SimpleNamespace(isatty=lambda: is_terminal))
    monkeypatch.setattr("sys.stdout.isatty", lambda: is_terminal, raising=False)
    assert main(["new", "river", *options]) == 0
    assert opened == ["river.canvas.toml"] * opens
    assert (here / "river.canvas.toml").exists()


def test_a_terminal_that_cannot_draw_gets_one_sentence_and_no_board(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(isatty=lambda: True))
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setenv("TERM", "dumb")
    assert main(["new", "river"]) == 0
    assert capsys.readouterr().out.startswith("Made river.canvas.toml")
    for call in (["river.canvas.toml"], ["list", "--open"]):
        assert main(call) == 2
        said = capsys.readouterr().err
        assert said.startswith("canvas: the board needs a terminal that can draw; without one use show,")


def test_new_without_a_title_makes_one_from_the_name(here: Path) -> None:
    assert main(["new", "river-banks.canvas.toml"]) == 0
    assert open_document(str(here / "river-banks.canvas.toml")).canvas.title == "River Banks"


@pytest.mark.parametrize("name", examples())
def test_new_can_start_from_an_example(name: str) -> None:
    before = Path(examples()[name]).read_bytes()
    assert main(["new", "mine", "--example", name, "--title", "Mine"]) == 0
    made, source = open_document("mine.canvas.toml").canvas, open_document(examples()[name]).canvas
    assert made.title == "Mine"
    assert made.panels == source.panels
    assert Path(examples()[name]).read_bytes() == before


def test_new_never_replaces_a_file(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", str(small)]) == 2
    assert "already" in capsys.readouterr().err
    assert small.read_text(encoding="utf-8") == ONE


@pytest.mark.parametrize(
    "arguments",
    [
        ("x", "--title", ""),
        ("x", "--title", " \t"),
        ("x", "--example", "none"),
        ("no/where/x",),
        ("",),
        ("\0",),
    ],
)
def test_new_that_cannot_be_is_one_sentence_and_no_file(
    here: Path, arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new", *arguments]) == 2
    assert capsys.readouterr().err.count("\n") == 1
    assert list(here.iterdir()) == []


# Files that cannot be read


BAD = {
    "no-toml": (b"title = = 1\n", "line 1"),
    "later-line": (b'format = 1\ntitle = "x"\n[[vision]\n', "line 3"),
    "not-utf-8": (b'format = 1\ntitle = "\xff"\n', "line 2"),
    "newer": (b'format = 99\ntitle = "x"\n', "newer"),
    "no-canvas": (b"a = 1\n", "canvas"),
    "binary": (bytes(range(256)), "line"),
    "deep": (b"a = " + b"[" * 9000, ""),
    "panel-of-wrong-type": (b'format = 1\ntitle = "x"\nvision = 3\n', "vision"),
}


@pytest.mark.parametrize("verb", ["show", "export", "open"])
@pytest.mark.parametrize(("data", "says"), BAD.values(), ids=BAD)
def test_a_file_that_is_no_canvas_is_one_sentence_with_its_name(
    here: Path, verb: str, data: bytes, says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = here / "bad.canvas.toml"
    path.write_bytes(data)
    code = main([verb, "bad.canvas.toml"])
    said = capsys.readouterr()
    assert code == 2
    assert said.out == ""
    assert said.err.startswith("canvas: ")
    assert said.err.count("\n") == 1
    assert says in said.err or verb == "open"
    assert "bad.canvas.toml" in said.err or (verb == "open" and says == "newer")
    assert path.read_bytes() == data


@pytest.mark.parametrize("verb", ["show", "export", "open"])
@pytest.mark.parametrize(
    "name", ["absent", "", ".", "\0", "a\x1b[31mb", "a\nb", "x" * 5000, "/dev/null", "small.canvas.toml/x"]
)
def test_a_file_that_cannot_be_read_is_one_sentence(
    small: Path, verb: str, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert small.exists()
    assert main([verb, name]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert not set(said) & set("\x1b\0")


@pytest.mark.parametrize("verb", ["show", "export"])
def test_a_file_of_a_newer_format_is_named_with_the_line_that_says_so(
    here: Path, verb: str, capsys: pytest.CaptureFixture[str]
) -> None:
    text = b"# ours\nformat = 99\ntitle = 'x'\n"
    (here / "new.canvas.toml").write_bytes(text)
    says = "line 2: it was written by a newer canvas; update this program to change or use it.\n"
    assert main([verb, "new.canvas.toml"]) == 2
    assert capsys.readouterr().err == f"canvas: new.canvas.toml, {says}"
    assert called(verb, "-", given=text).stderr.decode() == f"canvas: standard input, {says}"


@pytest.mark.parametrize("arguments", [("",), ("show", ""), ("export", ""), ("open", "")])
def test_a_name_that_is_empty_is_told_so(
    arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*arguments]) == 2
    assert capsys.readouterr().err == "canvas: the file's name is empty.\n"


@pytest.mark.usefixtures("here")
def test_a_standard_input_that_cannot_be_read_is_told_so() -> None:
    done = shell("$canvas show - 0> written")
    assert done.returncode == 2
    assert done.stderr.startswith(b"canvas: standard input: it could not be read (")
    assert done.stderr.count(b"\n") == 1


def test_no_more_is_read_of_standard_input_than_a_canvas_may_be() -> None:
    done = shell("$canvas show - < /dev/zero")
    assert done.returncode == 2
    assert done.stderr == b"canvas: standard input: it is far too large to be a canvas.\n"


def test_a_pipe_is_not_waited_for(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    os.mkfifo(here / "fifo")
    assert main(["show", "fifo"]) == 2
    assert "pipe" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        ("--nonsense",),
        ("show",),
        ("show", "a", "b"),
        ("show", "a", "--panel", "nowhere"),
        ("export", "a", "--to", "\x1b[31m"),
        ("export", "a", "--audience", "all"),
        ("new",),
        ("a", "b"),
        ("a\x1bb", "\x1b[2J"),
    ],
)
def test_wrong_use_is_one_sentence_that_leads_to_the_help(
    arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        main([*arguments])
    assert left.value.code == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "--help" in said
    assert "\x1b" not in said


# Without a terminal, and with a pipe that ends early


@pytest.mark.parametrize("arguments", [(), ("small.canvas.toml",), ("open", "small.canvas.toml")])
def test_the_board_without_a_terminal_names_the_verbs_that_need_none(
    small: Path, arguments: tuple[str, ...]
) -> None:
    assert small.exists()
    done = called(*arguments)
    assert done.returncode == 2
    said = done.stderr.decode()
    assert all(verb in said for verb in ("show", "export", "new"))
    assert said.count("\n") == 1
    assert done.stdout == b""


def test_the_board_on_standard_input_names_the_verbs_that_read_it() -> None:
    done = called("-", given=ONE.encode())
    assert done.returncode == 2
    assert b"show and export" in done.stderr


def test_a_pipe_closed_early_is_no_error(here: Path) -> None:
    path = a_copy(here)
    done = shell(f"$canvas show {path} | head -1; exit ${{PIPESTATUS[0]}}")
    assert done.stderr == b""
    assert done.stdout.count(b"\n") == 1
    assert done.returncode in (0, 141)


def test_a_pipe_closed_at_once_is_no_error(small: Path) -> None:
    done = shell(f"$canvas show {small} | true; exit ${{PIPESTATUS[0]}}")
    assert done.stderr == b""


ALL_CLOSED = "<&- >&- 2>&-"


@pytest.mark.parametrize(
    ("verb", "closed"),
    [
        *product(["show -", "show small.canvas.toml", "open", "--help"], ["<&-", ">&-", "2>&-", ALL_CLOSED]),
        ("export -", ALL_CLOSED),
        ("--version", ALL_CLOSED),
    ],
)
def test_closed_standard_streams_give_no_traceback(small: Path, verb: str, closed: str) -> None:
    assert small.exists()
    done = shell(f"$canvas {verb} {closed} < /dev/null" if closed != "<&-" else f"$canvas {verb} <&-")
    assert b"Traceback" not in done.stderr
    assert b"Exception" not in done.stderr
    assert done.returncode in (0, 2)


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="this system has no device that is always full")
def test_a_full_disk_behind_standard_output_is_one_sentence(here: Path) -> None:
    done = shell(f"$canvas show {a_copy(here)} > /dev/full")
    assert done.returncode == 2
    assert done.stderr.count(b"\n") == 1
    assert b"Traceback" not in done.stderr


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="this system has no device that is always full")
def test_a_full_disk_behind_standard_error_leaves_the_exit_code(here: Path) -> None:
    missing = f"{here}/missing"
    assert shell(f"$canvas show {missing} 2> /dev/full").returncode == 2
    done = shell(f"$canvas show {missing} > /dev/full 2>&1")
    assert (done.returncode, done.stdout, done.stderr) == (2, b"", b"")


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
def test_every_language_can_be_printed_whatever_the_locale(here: Path, encoding: str) -> None:
    path = here / "x.canvas.toml"
    path.write_text('format = 1\ntitle = "朝ごはん שלום"\n', encoding="utf-8")
    done = shell(f"PYTHONIOENCODING={encoding} LC_ALL=C PYTHONUTF8=0 $canvas show {path}")
    assert done.returncode == 0
    assert "朝ごはん" in done.stdout.decode()


def test_a_file_whose_name_is_not_utf_8_can_be_shown(here: Path) -> None:
    name = os.fsencode(here) + b"/caf\xe9.canvas.toml"
    Path(os.fsdecode(name)).write_text(ONE, encoding="utf-8")
    assert shell("$canvas show caf*.canvas.toml").returncode == 0
    Path(os.fsdecode(name)).write_text("nonsense", encoding="utf-8")
    done = shell("$canvas show caf*.canvas.toml")
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr


ENDS = """
import atexit, os, sys
from canvas.cli import run
def exit_at_once(code, leave=os._exit):
    sys.stderr.write("at once")
    leave(code)
os._exit = exit_at_once
way = sys.argv.pop(1)
if way == "a function":
    atexit.register(sys.stderr.write, way)
elif way == "a thread":
    import threading
    main = threading.main_thread()
    threading.Thread(target=lambda: (main.join(), sys.stderr.write(way))).start()
run()
"""


@pytest.mark.parametrize("way", ["a function", "a thread", "at once"])
def test_a_verb_ends_at_once_unless_something_waits_for_its_end(here: Path, way: str) -> None:
    path = str(a_copy(here))
    done = subprocess.run(
        [sys.executable, "-P", "-c", ENDS, way, "show", path],
        capture_output=True,
        env=environment(),
        check=True,
        timeout=60,
    )
    assert (done.stdout, done.stderr.decode()) == (called("show", path).stdout, way)


def test_in_a_folder_that_was_deleted_the_sentence_names_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "gone"
    folder.mkdir()
    monkeypatch.chdir(folder)
    folder.rmdir()
    for verb, *options in (
        ["export"],
        ["export", "-o", "x.md"],
        ["show"],
        ["check"],
        ["diff"],
        ["split", "--into=2"],
    ):
        told = called(verb, "x.canvas.toml", *options)
        assert (told.returncode, told.stderr) == (2, b"canvas: x.canvas.toml: there is no such file.\n"), verb
    for verb, *options in (["new", "x"], ["schema", "-o", "x.json"]):
        told = called(verb, *options)
        assert told.returncode == 2, verb
        assert told.stderr.startswith(b"canvas: x."), verb


def test_reading_never_writes(here: Path) -> None:
    path = a_copy(here)
    before = path.read_bytes()
    for arguments in (("show",), ("export",), ("export", "--to", "json")):
        assert called(arguments[0], str(path), *arguments[1:]).returncode == 0
    assert path.read_bytes() == before
    assert list(here.iterdir()) == [path]
