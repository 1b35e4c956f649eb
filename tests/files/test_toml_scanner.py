"""The scanner of tables, keys and values."""

from __future__ import annotations

import tomllib
from itertools import product

import pytest
from hypothesis import given

from canvas.files.toml_lines import line_of
from canvas.files.toml_scanner import ScanError, statements, tables
from tests.chance import Chance, chances
from tests.handwriting import handwritten
from tests.strategies import quick

VALUES = (
    "1", "1 # c", '""', "''", '"a" # c', '"\\""', '"# no"', "'\\'", '"""a"""', '"""a""""', '"""a"""""',
    '""""a"""', '""""""""', '"""\na\n[x]\n# c\n"""', '"""\\\n  a"""', '"""\\"""" # c', "'''a''''", "''''a'''",
    "'''\n[[x]]\n'''", "[]", "[ # ]\n]", "[[1], [2]]", '["]"]', "[']', \"[\"]", "{a=[{b='}'}]}",
    "['''\n]''', \"\"\"\n]\"\"\"]", "[\n  1,\n\n  # [[x]]\n  2\n] # c", "{}", '{ a = "}" }',
    "2027-09-01 07:00:00", "1979-05-27T00:32:00-07:00", "true", "[\"a\", '', \"\"]", "['', '']", '["\\\\"]',
)  # fmt: skip
KEYS = ("a", '"a"', "'a'", '"[a]"', "'#'", '"a = b"', '"\\u0061"', "1", "-", '""', 'a . "b"."c.d"', '"]]"')


def _lines(text: str, crlf: bool) -> str:
    return text.replace("\n", "\r\n") if crlf else text


@pytest.mark.parametrize("value", VALUES)
def test_every_value_ends_where_it_ends(value: str) -> None:
    for end, crlf in product(("", "\n", "\n\n", "\n# end", "\n# end\n"), (False, True)):
        _ends_where_it_ends(value, end, crlf)


def _ends_where_it_ends(value: str, end: str, crlf: bool) -> None:
    text = _lines(f"a = 0\nb = {value}\nc = 1\n[x]\nd = {value}{end}", crlf)
    meant = tomllib.loads(text)
    found = tables(text)
    assert [table.name for table in found] == [(), ("x",)]
    root = list(statements(text, found[0].body, found[0].stop))
    assert [statement.key for statement in root] == [("a",), ("b",), ("c",)]
    inner = list(statements(text, found[1].body, found[1].stop))
    assert [statement.key for statement in inner] == [("d",)]
    for statement, wanted in ((root[1], meant["b"]), (inner[0], meant["x"]["d"])):
        span = text[slice(*statement.value)]
        assert tomllib.loads(f"v = {span}")["v"] == wanted
        assert not span.rstrip().endswith("# c") or span.startswith("'")
        assert tomllib.loads(text[statement.start : statement.end])


@pytest.mark.parametrize("head", KEYS)
def test_every_key_is_read_as_toml_reads_it(head: str) -> None:
    lines = ("{} = 1", "  {}=1", "\t{}  =  [\n]")
    for key, form in product(KEYS, lines):
        line = form.format(key)
        text = f"[[ {head} ]] # [x]\n{line}\n"
        meant = tomllib.loads(text)
        table = tables(text)[1]
        for part in table.name[:-1]:
            meant = meant[part]
        [inner] = meant[table.name[-1]]
        [statement] = statements(text, table.body, table.end)
        for part in statement.key:
            inner = inner[part]
        assert inner in (1, [])
        assert next(iter(tomllib.loads(f"{text[slice(*table.key)]} = 1"))) == table.name[0]


@quick
@given(chances)
def test_the_tables_of_any_file_cover_it_without_gap_or_overlap(chance: Chance) -> None:
    text = handwritten(chance).data.decode().removeprefix("\ufeff")
    found = tables(text)
    assert found[0].lead == 0
    assert found[-1].end == len(text)
    for table, following in zip(found, [*found[1:], None], strict=True):
        assert table.lead <= table.start <= table.body <= table.stop <= table.end
        if following:
            assert following.lead == table.end
        assert all(line.strip()[:1] in ("", "#") for line in text[table.lead : table.start].split("\n"))
        assert all(line.strip()[:1] in ("", "#") for line in text[table.stop : table.end].split("\n"))


def test_comments_belong_to_the_line_they_touch() -> None:
    text = "# top\na = 1\n# of a\n\n# free\n\n# of x\n[x]\nb = 1\n# of x too\n\n# last\n"
    root, table = tables(text)
    assert text[root.lead : root.stop] == "# top\na = 1\n# of a\n"
    assert text[root.stop : root.end] == "\n# free\n\n"
    assert text[table.lead : table.stop] == "# of x\n[x]\nb = 1\n# of x too\n"
    assert text[table.stop : table.end] == "\n# last\n"


def test_a_line_inside_a_long_text_is_not_taken_for_a_comment() -> None:
    text = 'a = """\n# x"""\n[x]\n'
    assert tables(text)[1].lead == text.index("[x]")
    text = "a = [\n# x\n# ]\n]\n# of x\n[x]\n"
    assert tables(text)[1].lead == text.index("# of x")


@pytest.mark.parametrize(
    "text", ["a\n", "[x\n", "= 1\n", "a = [\n", "a = 1 ]]\nb =  'x' y\n", "a = 'x' y\n", "a = {"]
)
def test_what_is_not_toml_is_not_understood(text: str) -> None:
    with pytest.raises(ScanError):
        [list(statements(text, table.body, table.end)) for table in tables(text)]


def test_the_line_of_a_table_or_key_is_told_and_none_where_there_is_none() -> None:
    text = "a = '''\n\n'''\n\n[[x]]\nb = 1\n[[x]]\n# c\nb = [\n]\n\"c\" = 2\n"
    assert line_of(text, (), 0, "a") == 1
    assert line_of(text, ("x",), 0) == 5
    assert line_of(text, ("x",), 1) == 7
    assert line_of(text, ("x",), 1, "b") == 9
    assert line_of(text, ("x",), 1, "c") == 11
    assert line_of(text, ("x",), 0, "c") is None
    assert line_of(text, ("x",), 2) is None
    assert line_of(text, ("y",), 0) is None
    assert line_of("a\n", (), 0) is None
