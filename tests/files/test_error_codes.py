"""Errors of the files room: callers decide by a code, and never by the sentence beside it."""

from __future__ import annotations

import ast
import copy
import pickle
from pathlib import Path

import pytest

from canvas.files.atomic_file import replace
from canvas.files.canvas_file import ChangedOnDiskError, DocumentError, from_bytes, open_document
from canvas.files.disk_errors import ADVISES_SAVE_AS, ELSEWHERE, DiskError, disk_error
from canvas.files.file_reading import read
from canvas.files.git.git_process import GitError
from canvas.files.git.versions import VersionError
from canvas.files.settings_edit import SettingsError
from canvas.files.toml_limits import FileError
from tests.source_code import modules

GOOD = b'format = 1\ntitle = "One"\n'


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"\xff", "not_utf8"),
        (b"title =", "not_toml"),
        (b'title = "x"\n', "not_a_canvas"),
        (b'format = 2\nvision = "x"\n', "newer"),
        (b"format = 1\nx = " + b"[" * 60 + b"]" * 60, "too_complex"),
    ],
)
def test_bytes_that_are_no_canvas_are_refused_with_a_code(data: bytes, code: str) -> None:
    with pytest.raises(DocumentError) as caught:
        from_bytes(data, "x")
    assert caught.value.code == code


def test_a_path_that_cannot_be_opened_is_refused_with_a_code(here: Path) -> None:
    (here / "file").write_bytes(GOOD)
    for path, code in (("", "bad_name"), ("missing", "missing"), (".", "not_a_file"), ("file/x", "bad_name")):
        with pytest.raises(DocumentError) as caught:
            open_document(path)
        assert caught.value.code == code, path


def test_a_target_that_is_not_as_expected_is_refused_with_a_code(here: Path) -> None:
    for there, expected, code in ((b"x", None, "exists"), (None, b"x", "gone"), (b"y", b"x", "changed")):
        path = here / code
        if there is not None:
            path.write_bytes(there)
        with pytest.raises(DiskError) as caught:
            replace(str(path), b"new", expected)
        assert caught.value.code == code


@pytest.mark.parametrize("number", [None, 1, 2, 5, 13, 20, 28, 30, 36, 40])
def test_a_sentence_advises_another_name_exactly_where_its_code_says_so(number: int | None) -> None:
    error = ValueError("null byte") if number is None else OSError(number, "x")
    for done in ("read", "written"):
        found = disk_error(error, done)
        assert (ELSEWHERE in str(found)) == (found.code in ADVISES_SAVE_AS)


@pytest.mark.parametrize(
    "error",
    [
        DiskError("full.", "full"),
        DocumentError("x: full.", "full"),
        ChangedOnDiskError("x: changed.", "changed"),
        FileError("not TOML.", 3, "not_toml"),
        GitError("git says: no.", "refused", "fatal: no"),
        VersionError("There is none.", "no_commit"),
        SettingsError("x is not TOML.", "not_toml"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_an_error_crosses_to_another_process_whole(error: Exception) -> None:
    through_a_pipe = pickle.loads(pickle.dumps(error))  # noqa: S301 - its own
    for other in (through_a_pipe, copy.deepcopy(error)):
        assert type(other) is type(error)
        assert str(other) == str(error)
        assert vars(other) == vars(error)
        assert vars(other)["code"]


def test_no_caller_decides_by_the_sentence_of_an_error() -> None:
    """A comparison with `str(error)`, or a method of it that searches, is a decision by words."""
    found = []
    for path, tree in modules():
        for node in ast.walk(tree):
            sides: list[ast.expr] = []
            if isinstance(node, ast.Compare):
                sides = [node.left, *node.comparators]
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                sides = [node.func.value] if node.func.attr in ("startswith", "endswith", "find") else []
            found += [f"{path.name}:{side.lineno}" for side in sides if _is_sentence(side)]
    assert not found


def _is_sentence(node: ast.expr) -> bool:
    is_str = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "str"
    argument = node.args[0] if is_str and isinstance(node, ast.Call) and node.args else None
    name = argument.attr if isinstance(argument, ast.Attribute) else getattr(argument, "id", "")
    return "error" in name


def test_a_file_that_another_program_is_writing_is_busy(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (here / "x").write_bytes(GOOD)
    monkeypatch.setattr("canvas.files.file_reading._read", lambda _path: None)
    with pytest.raises(DiskError) as caught:
        read("x")
    assert caught.value.code == "busy"
