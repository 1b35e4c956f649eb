"""Merging and rewriting of tables that the schema does not know."""

from __future__ import annotations

from copy import deepcopy
from typing import NamedTuple

from hypothesis import given, settings

from canvas.files.canvas_toml import parse
from canvas.files.rewrite import rewrite
from canvas.files.round_trip import represents
from canvas.files.text_merge import merge_texts
from tests.chance import Chance, chances

TOP = 'format = 1\ntitle = "T"\n'
_KEYS = ("term", "means", "source", "n")
_Table = dict[str, str]


class _File(NamedTuple):
    """A file as its unknown property, its array of tables, and its single tables."""

    properties: _Table
    terms: list[_Table]
    tables: dict[str, _Table]

    def text(self) -> str:
        parts = [TOP + _lines(self.properties), '# a\n[[vision]]\nid = "aaaaa"\ntext = "x"\n']
        parts += (f"[[glossary]] # g\n{_lines(term)}" for term in self.terms)
        parts += (f"# above\n[{name}]\n{_lines(table)}" for name, table in self.tables.items())
        return "\n".join(parts)


def _lines(table: _Table) -> str:
    return "".join(f'{key} = "{value}"\n' for key, value in table.items())


def _table(chance: Chance, *, named: bool = False) -> _Table:
    table = {"id": f"e{chance.randint(0, 10**6)}"} if named else {}
    return table | {key: chance.choice("abcdef") for key in chance.sample(_KEYS, chance.randint(1, 4))}


def _file(chance: Chance, *, named: bool) -> _File:
    names = [name for name in ("extra", "odd.part", "last") if chance.random() < 0.5]
    terms = [_table(chance, named=named) for _ in range(chance.randint(0, 3))]
    return _File({"custom": "0"}, terms, {name: _table(chance) for name in names})


def _edited(chance: Chance, file: _File, *, named: bool) -> _File:
    file = deepcopy(file)
    for table in (file.properties, *file.terms, *file.tables.values()):
        if chance.random() < 0.4:
            table[chance.choice((*_KEYS, "more"))] = chance.choice("uvwxyz")
    if file.terms and chance.random() < 0.3:
        file.terms.pop(chance.randrange(len(file.terms)))
    for _ in range(chance.choice((0, 0, 1, 2))):
        file.terms.insert(chance.randint(0, len(file.terms)), _table(chance, named=named))
    if file.tables and chance.random() < 0.2:
        file.tables.popitem()
    return file


@settings(max_examples=100, deadline=None)
@given(chances)
def test_unknown_tables_are_merged_and_rewritten_block_by_block(chance: Chance) -> None:
    named = chance.random() < 0.5
    base = _file(chance, named=named)
    files = base, _edited(chance, base, named=named), _edited(chance, base, named=named)
    was, ours, theirs = (file.text() for file in files)
    merged = merge_texts(was, ours, theirs)
    assert represents(merged.text, merged.canvas)
    assert not merged.is_rewritten
    blocks = {block.strip() for block in merged.text.split("\n\n")}
    both = [term for term in files[1].terms if term in files[2].terms]
    assert all(f"[[glossary]] # g\n{_lines(term)}".strip() in blocks for term in both)
    turned = merge_texts(was, theirs, ours)
    assert turned.conflicts == merged.conflicts
    if not merged.conflicts:
        assert represents(turned.text, merged.canvas)
    after = parse(ours).canvas
    assert represents(rewrite(was, parse(was).canvas, after), after)


def test_tables_of_a_panel_that_both_sides_added_stand_as_blocks_and_no_other_line_changes() -> None:
    base = f'# top\n{TOP}\n[[vision]] # v\nid = "aaaaa"\ntext = "x"\n'
    ours, theirs = (f'{base}\n# {who}\n[[glossary]]\nterm = "{who}"\n' for who in ("a", "b"))
    merged = merge_texts(base, ours, theirs)
    assert (merged.text, merged.is_rewritten) == (f'{ours}\n# b\n[[glossary]]\nterm = "b"\n', False)


def test_a_table_that_one_side_changed_and_the_other_deleted_stays() -> None:
    base = f'{TOP}\n# a\n[[glossary]]\nid = "a"\nx = 1 # x\n'
    changed = base.replace("x = 1", "x = 2")
    assert merge_texts(base, TOP, changed).text == changed
    assert merge_texts(base, changed, TOP).text == changed
