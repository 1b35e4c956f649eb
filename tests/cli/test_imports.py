from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from canvas.bundled_files import examples
from tests.app.driving import a_copy
from tests.cli.running import ROOT, environment

SCREEN = ("textual", "rich", "markdown_it", "pygments", "canvas.app")
MODULES = """
import sys, io
sys.stdout, kept = io.StringIO(), sys.stdout
from canvas.cli import main
try:
    code = main(sys.argv[1:])
except SystemExit as left:
    code = left.code
sys.stdout = kept
print(code, *sorted(sys.modules))
"""


def imported_by(*arguments: str) -> tuple[int, set[str]]:
    """The exit code of the program with some arguments, and the modules it has imported at its end."""
    done = subprocess.run(
        [sys.executable, "-P", "-c", MODULES, *arguments],
        capture_output=True,
        env=environment(),
        check=True,
        timeout=60,
    )
    code, *modules = done.stdout.decode().split()
    return int(code), set(modules)


@pytest.mark.parametrize(
    "arguments",
    [
        ("--help",),
        ("--version",),
        ("show", "--help"),
        ("show", "FILE"),
        ("export", "FILE"),
        ("export", "FILE", "--to", "json"),
        ("export", "FILE", "-o", "out.md"),
        ("schema",),
        ("new", "made"),
        ("new", "made", "--example", "first-rung"),
        ("minutes", "MET"),
        ("split", "FILE", "--into", "2"),
        ("join", "FILE", "FILE"),
        ("list",),
        ("list", ".", "--format", "csv"),
    ],
    ids=" ".join,
)
def test_a_verb_that_needs_no_screen_never_imports_one(here: Path, arguments: tuple[str, ...]) -> None:
    path = a_copy(here)
    files = {"FILE": str(path), "MET": examples()["sallow-estuary"]}
    code, modules = imported_by(*(files.get(word, word) for word in arguments))
    assert code == 0
    found = {name for name in modules if name.startswith(SCREEN)}
    assert not found
    if arguments[0] == "list":  # files, and no version
        assert not [name for name in modules if name.startswith("canvas.files.git.")]


@pytest.mark.parametrize("verb", ["export", "check"])
def test_a_verb_of_one_canvas_imports_neither_a_parser_nor_an_edit(here: Path, verb: str) -> None:
    _, modules = imported_by(verb, str(a_copy(here)))
    seldom = {"argparse", "json", "tomllib", "tomli_w", "zlib", "hashlib", "subprocess", "dataclasses"}
    ours = ("edits", "record_edits", "earlier_version", "sheet_files", "git", "settings")
    assert not seldom & modules
    assert not [name for name in modules if name.startswith("canvas.") and name.rpartition(".")[2] in ours]


UNCOMPILED = """
import builtins, sys
compile_it = compile
def compile_files_alone(source, name, *others, **options):
    assert name != "<string>", source
    return compile_it(source, name, *others, **options)
builtins.compile = compile_files_alone
from canvas.cli import main
main(sys.argv[1:])
"""


@pytest.mark.parametrize("verb", ["export", "check"])
def test_a_verb_of_one_canvas_compiles_no_annotation(here: Path, verb: str) -> None:
    subprocess.run(
        [sys.executable, "-P", "-c", UNCOMPILED, verb, str(a_copy(here))],
        stdout=subprocess.DEVNULL,
        env=environment(),
        check=True,
        timeout=60,
    )


def test_the_board_imports_no_more_than_it_shows_at_first() -> None:
    body = "import sys; import canvas.app.app; print(*sorted(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-P", "-c", body], capture_output=True, env=environment(), check=True, timeout=60
    )
    modules = done.stdout.decode().split()
    assert "textual" in modules
    late = ("markdown_it", "tomli_w", "canvas.exports", "canvas.app.screens.form")
    assert not [name for name in modules if name.startswith(late)]


def test_import_contracts_are_kept() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    if not linter.exists():
        pytest.skip("import-linter is not installed beside this Python")
    done = subprocess.run(
        [str(linter), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout.decode()
