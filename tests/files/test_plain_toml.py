"""The fast readers of plain TOML agree with those that read all of it."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.canvases import text_of
from canvas.bundled_files import examples
from canvas.files.canonical_toml import canonical
from canvas.files.plain_toml import plain_document
from canvas.files.toml_lines import LineLocator, plain_lines
from canvas.model.canvas import Canvas
from tests.chance import Chance, chances
from tests.handwriting import handwritten
from tests.strategies import canvases, quick

EXAMPLES = [Path(path) for path in examples().values()]
LINES = (
    "a = 1", "a = 01", "a = 1_0", "b = 2027-09-01", "b = 2027-9-1", "b = 2027-09-01 07:00:00",
    "b = 20270901", "c = true", "c = nan", "d = 'x'", 'd = "x"', 'd = "x" # y', 'd = "\\u0041\\n"',
    'd = "\\q"', 'd = "', "d =", 'e = ["x", "y"]', "e = [", '    "x",', '    "y"', "    # z", "]", "    ]",
    "    'x',", 'f = """', '"""', 'f = """x"""', "[x]", "[[x]]", "[[ x ]]", "[[x]] # y", "[[x.y]]", "[x.y]",
    "x = []", "x.y = 1", '"a" = 1', "g = {a = 1}", "  h = 1", "i=1", "i  =\t1", "# y", "  # y", "# \x01",
    "", " ", "\r", 'j = "\x7f"', "[z]\r", "k = [[1]]", "k = [", "[[1]]", "],", "[1]", "é = 1", "l = 1 2",
    'l = "x" "y"', 'm = "\u2028\x85\xe9"',
)  # fmt: skip


def _read(text: str) -> dict[str, Any] | None:
    try:
        return tomllib.loads(text)
    except ValueError:
        return None


def _handwritten(chance: Chance) -> str:
    return handwritten(chance).data.decode().removeprefix("\ufeff")


def _agrees(text: str) -> bool:
    """Whether the reader agrees with `tomllib`; and whether it read the text."""
    plain = plain_document(text)
    assert plain is None or repr(plain) == repr(_read(text)), text
    return plain is not None


@given(st.lists(st.sampled_from(LINES), max_size=7).map("\n".join))
@quick
def test_lines_of_every_sort_are_read_as_tomllib_reads_them_or_left_to_it(text: str) -> None:
    _agrees(text)


@given(st.text(alphabet='a=[]"\\\n\r\t #\x01.1,', max_size=30))
@quick
def test_any_text_is_read_as_tomllib_reads_it_or_left_to_it(text: str) -> None:
    _agrees(text)


@given(canvases())
@quick
def test_a_written_canvas_is_read_as_tomllib_reads_it(canvas: Canvas) -> None:
    _agrees(canonical(canvas))


@given(chances)
@quick
def test_a_handwritten_file_is_read_as_tomllib_reads_it(chance: Chance) -> None:
    _agrees(_handwritten(chance))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_worked_examples_are_plain(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert _agrees(text)
    assert plain_lines(text)


def test_what_the_program_writes_is_plain() -> None:
    text = text_of(3)
    assert _agrees(text)
    assert plain_lines(text)


@given(chances)
@quick
def test_lines_are_found_where_the_scanner_finds_them(chance: Chance) -> None:
    _finds_the_same_lines(_handwritten(chance))


@given(st.lists(st.sampled_from(LINES), max_size=7).map("\n".join).filter(_read))
@quick
def test_lines_of_every_sort_are_found_where_the_scanner_finds_them(text: str) -> None:
    _finds_the_same_lines(text)


def _finds_the_same_lines(text: str) -> None:
    plain = plain_lines(text)
    document = tomllib.loads(text)
    scanned = LineLocator(text)
    scanned.plain = None
    for name, value in document.items():
        if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
            assert plain is None or plain.line("", 0, name) == scanned.line((), 0, name), text
            continue
        for position, entry in enumerate(value):
            for key in ("", "missing", *entry):
                wanted = scanned.line((name,), position, key)
                assert plain is None or plain.line(name, position, key) == wanted, (text, name, key)
