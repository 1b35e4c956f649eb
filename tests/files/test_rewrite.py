"""Rewriting of a canvas's text: only edited lines change."""

from __future__ import annotations

import difflib
import re
from datetime import date
from typing import Any, cast

import pytest
from hypothesis import given, settings

from canvas.files.canonical_toml import canonical
from canvas.files.canvas_file import Document, from_bytes
from canvas.files.canvas_toml import parse
from canvas.files.rewrite import rewrite
from canvas.files.round_trip import represents
from canvas.model import edits
from canvas.model.canvas import Canvas
from canvas.model.edits import Edit
from canvas.model.schema import BY_KEY
from canvas.model.types import ItemId, PanelKey
from tests.chance import Chance, chances, some_edit
from tests.handwriting import ROOT, Line, handwritten
from tests.strategies import canvases, meaning

many = settings(max_examples=200, deadline=None)


def touched(before: Canvas, after: Canvas, repaired: frozenset[str]) -> set[str]:
    """The ids of the items that an edit or a repair may rewrite, found the slow way."""
    was = {item.id: (panel, item) for panel, item in before}
    now = {item.id: (panel, item) for panel, item in after}
    changed = {name for name in was if now.get(name) != was[name]} | repaired
    for panel in before.panels:  # an item that was moved within its panel: whatever had to pass another
        old = [item.id for item in before.panels[panel] if item.id in now and now[item.id][0] == panel]
        new = [item.id for item in after.panels[panel] if item.id in was and was[item.id][0] == panel]
        if old != new:
            matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
            staying = {
                name
                for block in matcher.get_matching_blocks()
                for name in old[block.a : block.a + block.size]
            }
            changed |= {name for name in old if name not in staying}
    return changed


def split(text: str, newline: str) -> list[str]:
    """The lines that hold anything."""
    lines = [line.removesuffix("\r") if newline == "\r\n" else line for line in text.split("\n")]
    return [line for line in lines if line.strip(" \t")]


def is_within(part: list[str], whole: list[str]) -> bool:
    """Whether all of ``part`` stands in ``whole``, in its order."""
    rest = iter(whole)
    return all(any(line == other for other in rest) for line in part)


def owners(document: Document) -> dict[tuple[str, int], str]:
    """The id of each item by its place."""
    canvas = document.canvas
    return {
        (panel, number): item.id
        for panel in canvas.panels
        for number, item in enumerate(canvas.panels[panel])
    }


def untouched(lines: list[Line], document: Document, gone: set[str], *, root: bool) -> list[str]:
    """The lines that may not change."""
    names = owners(document) | {("", 0): "" if not root else "~root"}
    free = gone | {"~root"}
    return [
        line.text
        for line in lines
        if line.text.strip(" \t") and names.get(line.owner or ("", -1)) not in free
    ]


@many
@given(chances)
def test_one_edit_changes_only_the_lines_of_what_was_edited(chance: Chance) -> None:
    file = handwritten(chance)
    document = from_bytes(file.data, "x")
    edit = some_edit(chance, document.canvas)
    text = rewrite(document.text, document.canvas, edit.canvas, document.repaired)
    assert meaning(parse(text).canvas) == meaning(edit.canvas)
    gone = touched(document.canvas, edit.canvas, document.repaired)
    root = any(
        getattr(edit.canvas, k) != getattr(document.canvas, k) for k in ("title", "stage", "review", "values")
    )
    new = split(text, file.newline)
    assert is_within(untouched(file.lines, document, gone, root=root), new)
    if file.newline == "\r\n":
        assert text.count("\r\n") == text.count("\n")
    left = {item.id for _, item in edit.canvas}
    names = owners(document)
    remarks = [line for line in file.lines if line.remark and line.owner]
    for line in remarks:  # a comment goes only with its item
        assert line.owner
        if line.owner == ROOT or names[line.owner] in left:
            assert new.count(line.text) >= sum(
                line.text == other.text for other in remarks if other.owner == line.owner
            )


@many
@given(chances)
def test_a_file_edited_saved_and_opened_again_and_again_says_what_the_canvas_does(chance: Chance) -> None:
    document = from_bytes(handwritten(chance).data, "x")
    first, canvas, text, repaired = document.canvas, document.canvas, document.text, document.repaired
    for _ in range(chance.randint(1, 8)):
        after = canvas
        for _ in range(chance.randint(1, 3)):
            after = some_edit(chance, after).canvas
        text = rewrite(text, canvas, after, repaired)
        canvas, repaired = after, frozenset()
        again = parse(text).canvas
        assert meaning(again) == meaning(canvas)
        if chance.random() < 0.3:
            canvas = again
    if canvas != first:
        assert meaning(parse(rewrite(text, canvas, first, repaired)).canvas) == meaning(first)


@many
@given(chances)
def test_nothing_changed_gives_the_same_text(chance: Chance) -> None:
    document = from_bytes(handwritten(chance).data, "x")
    if not document.repaired:
        assert rewrite(document.text, document.canvas, document.canvas) == document.text


@settings(max_examples=40, deadline=None)
@given(canvases(named=True), chances)
def test_any_canvas_edited_says_the_same_in_its_rewritten_text(canvas: Canvas, chance: Chance) -> None:
    text = canonical(canvas)
    edit = some_edit(chance, canvas)
    assert meaning(parse(rewrite(text, canvas, edit.canvas)).canvas) == meaning(edit.canvas)


def _three(panels: str = "vision vision vision roles roles principles") -> Canvas:
    canvas = Canvas("A partnership", "forming")
    for number, panel in enumerate(panels.split()):
        canvas = edits.add(canvas, cast("PanelKey", panel), [f"Statement {number}"]).canvas
    return canvas


def _changed_lines(canvas: Canvas, edit: Edit) -> int:
    old = canonical(canvas)
    new = rewrite(old, canvas, edit.canvas)
    assert new == canonical(edit.canvas)  # the neatest there is
    diff = difflib.unified_diff(old.split("\n"), new.split("\n"), n=0, lineterm="")
    return sum(line[0] in "+-" and line[:3] not in ("+++", "---") for line in diff)


@pytest.mark.parametrize("number", range(6))
def test_one_edit_of_a_canonical_file_is_a_short_diff_and_leaves_it_canonical(number: int) -> None:
    canvas = _three()
    panel, item = list(canvas)[number]
    assert _changed_lines(canvas, edits.set_text(canvas, item.id, "Other")) == 2
    assert (
        _changed_lines(canvas, edits.set_item(canvas, item.id, text=item.text, changes={"owner": "Ana"})) == 1
    )
    assert _changed_lines(canvas, edits.set_status(canvas, [item.id], "agreed")) == 1
    assert _changed_lines(canvas, edits.add(canvas, panel, ["New"])) <= 6
    assert _changed_lines(canvas, edits.add(canvas, panel, ["New"], after=item.id)) <= 6
    assert _changed_lines(canvas, edits.add(canvas, "leadership", ["New"])) <= 6
    assert _changed_lines(canvas, edits.add(canvas, "beneficiaries", ["New"])) <= 6
    assert _changed_lines(canvas, edits.delete(canvas, [item.id])) <= 6
    for steps in (-2, -1, 1, 2):
        assert _changed_lines(canvas, edits.shift(canvas, item.id, steps)) <= 12
    for goal in BY_KEY:
        assert _changed_lines(canvas, edits.move(canvas, item.id, cast("PanelKey", goal))) <= 12
        assert _changed_lines(canvas, edits.move(canvas, item.id, cast("PanelKey", goal), 0)) <= 12


def _edited(text: str, change: Any, *more: Any) -> str:
    parsed = parse(text)
    items = [item.id for _, item in parsed.canvas]
    after = change(parsed.canvas, items, *more).canvas
    new = rewrite(text, parsed.canvas, after, parsed.repaired)
    assert meaning(parse(new).canvas) == meaning(after)
    return new


HEAD = 'format = 1\ntitle = "T"\n'


@pytest.mark.parametrize(
    "header", ['[["vision"]]', "[[ 'vision' ]]", '[["visi\\u006fn"]] # vision', "  [[vision]]", "[[vision]]"]
)
def test_a_header_written_in_any_way_follows_its_item_to_another_panel(header: str) -> None:
    text = f'{HEAD}\n# vision\n{header}\nvision = "vision"\ntext = "vision"\n'
    new = _edited(text, lambda canvas, ids: edits.move(canvas, ids[0], "roles"))
    moved = re.sub(r"""(\[\[ ?)["']?visi(on|\\u006fn)["']?""", r"\1roles", header)
    assert new == f'{HEAD}\n# vision\n{moved}\nvision = "vision"\ntext = "vision"\n'


def test_an_item_with_tables_of_its_own_keeps_them_through_every_edit() -> None:
    own = '# lead\n[[vision]] # head\ntext = "a" # said\n# why\nowner = "x"\n'
    own += "\n# sub\n[vision.more]\nx = 1 # one\n\n[[vision.steps]]\ny = 2\n"
    text = f'{HEAD}\n{own}\n[[roles]]\ntext = "b"\n'
    assert _edited(text, lambda c, ids: edits.set_status(c, [ids[0]], "agreed")) == text.replace(
        "said\n", 'said\nstatus = "agreed"\n'
    )
    assert _edited(text, lambda c, ids: edits.set_text(c, ids[0], "A")) == text.replace(
        'text = "a"', 'text = "A"'
    )
    assert _edited(text, lambda c, ids: edits.delete(c, [ids[0]])) == f'{HEAD}\n[[roles]]\ntext = "b"\n'
    moved = own.replace("[[vision]]", "[[roles]]").replace("[vision.", "[roles.")
    assert (
        _edited(text, lambda c, ids: edits.move(c, ids[0], "roles"))
        == f'{HEAD}\n[[roles]]\ntext = "b"\n\n{moved}'
    )


def test_a_repeated_id_is_repaired_even_where_the_item_has_tables_of_its_own() -> None:
    item = '[[vision]]\nid = "aaaaa"\ntext = "{}"\n[vision.more]\nx = 1\n'
    text = f"{HEAD}\n{item.format('one')}\n{item.format('two')}"
    new = _edited(text, lambda c, ids: edits.set_text(c, ids[1], "three"))
    assert len({item.id for _, item in parse(new).canvas}) == 2
    assert not parse(new).repaired


def test_a_value_written_with_dots_is_rewritten_with_its_item_alone() -> None:
    text = f'{HEAD}\n# lead\n[[vision]]\ntext = "a"\nowner.first = "Ana"\n\n[[roles]]\ntext = "b" # kept\n'
    new = _edited(text, lambda c, ids: edits.set_item(c, ids[0], text="a", changes={"owner": "Ana"}))
    assert new == f'{HEAD}\n# lead\n[[vision]]\ntext = "a"\nowner = "Ana"\n\n[[roles]]\ntext = "b" # kept\n'


def test_a_property_with_dots_is_replaced_at_its_first_line_and_its_comments_stay() -> None:
    text = f"{HEAD}# one\n  stage.x = 1 # x\n# two\nstage.y = 2 # y\nmore = 1\nstage.z = 3\n"
    new = _edited(text, lambda c, _: edits.set_properties(c, title="T", stage="forming", review=None))
    assert new == f'{HEAD}# one\n  stage = "forming" # x\n# two\n# y\nmore = 1\n'


@pytest.mark.parametrize(
    ("value", "lines"),
    [
        ({"x": 2, "y": {"z": 1}}, "extra.x = 2 # x\n# above\nextra.y.z = 1 # z"),
        ({"x": 1}, "extra.x = 1 # x\n# above\n"),
        (
            {"x": 1, "y": {"z": 1, "new": {"a b": 3}}},
            'extra.x = 1 # x\n# above\nextra.y.z = 1 # z\nextra.y.new."a b" = 3',
        ),
        ({"x": 1, "y": 5}, "extra.x = 1 # x\n# above\nextra.y = 5\n"),
        ({}, "# above\nextra = {}\n"),
        ([1], "extra = [\n    1,\n] # x\n# above\n# z"),
        (None, "# above\n"),
    ],
)
def test_an_unknown_value_with_dots_changes_line_by_line(value: object, lines: str) -> None:
    text = f"{HEAD}extra.x = 1 # x\n# above\nextra.y.z = 1 # z"
    after = Canvas("T", values={} if value is None else {"extra": value})
    new = rewrite(text, parse(text).canvas, after)
    assert represents(new, after)
    assert new == HEAD + lines


def test_a_field_that_is_a_sub_table_is_replaced_and_its_comments_stay_with_the_item() -> None:
    lead = f'{HEAD}\n# lead\n[[vision]] # head\ntext = "a" # said\n# why\nnote = "n" # note\n'
    owner = '\n# sub\n[vision.owner] # own\nx = "# no" # one\n'
    more = "\n[vision.more]\ny = 1\n"
    rest = '\n[[roles]] # r\ntext = "b"\n'
    kept = "# sub\n# own\n# one\n"

    def change(canvas: Canvas, ids: list[str]) -> Edit:
        return edits.set_item(canvas, ItemId(ids[0]), text="a", changes={"owner": "Ana"})

    edited = lead.replace("# why", 'owner = "Ana"\n# why')
    assert _edited(lead + owner + more + rest, change) == edited + kept + more + rest
    for behind in ("", "\n# free\n"):
        assert _edited(lead + more + rest + behind + owner, change) == edited + more + kept + rest + behind


def test_a_property_that_is_a_table_is_replaced_and_its_comments_stay_at_its_place() -> None:
    vision = '[[vision]]\ntext = "a"\n'
    text = f"{HEAD}\n# above\n[stage] # stage\n# x\nx = 1\n{vision}"
    new = _edited(text, lambda c, _: edits.set_properties(c, title="T", stage="forming", review=None))
    assert new == f'{HEAD}stage = "forming"\n\n# above\n# stage\n# x\n\n{vision}'


def test_a_sub_table_apart_from_its_item_moves_to_it_only_where_it_has_to() -> None:
    vision = '\n[[vision]]\ntext = "a"\n'
    roles = '[[roles]]\ntext = "b" # b\n'
    apart = "# apart\n[vision.more]\nx = 1\n"
    text = HEAD + vision + roles + apart + "\n# free\n\n[roles.more]\ny = 1\n"
    assert _edited(text, lambda c, ids: edits.set_text(c, ids[0], "A")) == text.replace('"a"', '"A"')
    added = _edited(text, lambda c, ids: edits.add(c, "vision", ["c"], after=ItemId(ids[0])))
    assert added.startswith(HEAD + vision + "\n" + apart + "\n[[vision]]\n")
    assert added.endswith(roles + "\n# free\n\n[roles.more]\ny = 1\n")
    gone = _edited(text, lambda c, ids: edits.delete(c, [ids[0]]))
    assert gone == f"{HEAD}\n{roles}\n# free\n\n[roles.more]\ny = 1\n"


def test_a_panel_in_one_list_becomes_blocks_when_it_changes_and_all_other_lines_stay() -> None:
    rest = '\n# free\n\n[[roles]] # r\ntext = "b"\n'
    listed = (
        "# ours\nvision = [ # opening\n  # above a\n"
        '  { text = \'a\', id = "aaaaa", people = ["x, y"] }, # behind a\n'
        '  { text = "b", votes = 1_0, due = 2027-01-01 },\n  # foot\n] # end\n'
    )
    text = f"{HEAD}{listed}extra = 1 # x\n{rest}"
    first = '# above a\n# behind a\n[[vision]]\ntext = \'a\'\nid = "aaaaa"\npeople = ["x, y"]\n\n'
    second = '[[vision]]\ntext = "b"\nvotes = 1_0\ndue = 2027-01-01\n'
    head = f"{HEAD}extra = 1 # x\n\n# ours\n# end\n# opening\n\n"
    new = _edited(text, lambda c, ids: edits.set_status(c, [ids[1]], "agreed"))
    assert new == f"{head}{first}{second}\n# foot\n{rest}".replace("votes", 'status = "agreed"\nvotes')
    assert _edited(text, lambda c, ids: edits.delete(c, ids[:1])) == f"{head}{second}\n# foot\n{rest}"
    other = _edited(text, lambda c, ids: edits.set_text(c, ids[2], "c"))
    assert other == text.replace('[[roles]] # r\ntext = "b"', '[[roles]] # r\ntext = "c"')
    empty = f"{HEAD}# none\nvision = [] # yet\n{rest}"
    added = _edited(empty, lambda c, _: edits.add(c, "vision", ["p"]))
    made = parse(added).canvas.panels["vision"][0].id
    block = f'\n[[vision]]\nid = "{made}"\ntext = "p"\n'
    assert added == f"{HEAD}# none\n# yet\n{block}{rest}"


def test_the_blanks_behind_the_last_line_that_stays_are_kept_when_the_end_goes() -> None:
    text = f'{HEAD.rstrip()}   \n\n\n[[vision]]\ntext = "a"\n'
    assert _edited(text, edits.delete) == f"{HEAD.rstrip()}   \n"


@pytest.mark.parametrize("end", ["", "\n", "\n\n", "\n  \n"])
def test_a_file_ends_with_one_line_end_when_its_last_items_are_deleted(end: str) -> None:
    text = f'{HEAD}\n[[vision]]\ntext = "a"\n\n[[vision]]\ntext = "b"\n\n[[roles]]\ntext = "c"{end}'
    assert _edited(text, lambda c, ids: edits.delete(c, ids[1:])) == f'{HEAD}\n[[vision]]\ntext = "a"\n'
    assert _edited(text, edits.delete) == HEAD


def test_a_comment_of_nobody_outlives_the_items_around_it() -> None:
    text = f'{HEAD}\n[[vision]]\ntext = "a"\n\n  # nobody\'s\n\n[[vision]]\ntext = "b"\n'
    assert _edited(text, edits.delete) == f"{HEAD}\n  # nobody's\n"


def test_a_key_taken_out_of_the_last_line_and_another_put_in_leave_no_hole() -> None:
    text = f'{HEAD}\n[[vision]]\ntext = "a"\nowner = "x"'
    new = _edited(
        text, lambda c, ids: edits.set_item(c, ids[0], text="a", changes={"owner": "", "note": "n"})
    )
    assert new == f'{HEAD}\n[[vision]]\ntext = "a"\nnote = "n"\n'
    new = _edited(text, lambda c, ids: edits.set_item(c, ids[0], text="a", changes={"note": "n", "votes": 2}))
    assert new == f'{HEAD}\n[[vision]]\ntext = "a"\nowner = "x"\nvotes = 2\nnote = "n"'


def test_comments_in_a_list_stay_when_the_list_changes() -> None:
    listed = "people = [ # all\r\n 'A', # a\r\n\r\n # above b\r\n \"B\", # b\r\n # foot\r\n] # end\r\n"
    text = f'{HEAD}\n[[vision]]\ntext = "a"\n'.replace("\n", "\r\n") + "  " + listed

    def changed(*people: str) -> str:
        new = _edited(text, lambda c, ids: edits.set_item(c, ids[0], text="a", changes={"people": people}))
        return new.partition("people = ")[2].replace("\r\n", "\n").replace("\n  ", "\n")

    assert changed("A", "Bo", "C") == (
        '[ # all\n    \'A\', # a\n    # above b\n    "Bo", # b\n    "C",\n    # foot\n] # end\n'
    )
    assert changed("C", "A") == "[ # all\n    \"C\",\n    'A', # a\n    # above b\n    # foot\n] # end\n"


def test_a_new_line_is_indented_like_its_neighbours() -> None:
    text = f'{HEAD}\n[[vision]]\n\ttext = "a"\n'
    new = _edited(
        text, lambda c, ids: edits.set_item(c, ids[0], text="a", changes={"kind": "goal", "owner": "x"})
    )
    assert new == f'{HEAD}\n[[vision]]\n\tkind = "goal"\n\ttext = "a"\n\towner = "x"\n'


def test_a_default_that_the_file_states_is_replaced_and_else_kept() -> None:
    text = f'{HEAD}stage = "exploring"\n\n[[vision]]\nstatus = "proposed" # so far\ntext = "a"\nvotes = 0\n'
    assert _edited(text, lambda c, ids: edits.set_text(c, ids[0], "b")) == text.replace('"a"', '"b"')
    agreed = _edited(text, lambda c, ids: edits.set_status(c, ids, "agreed"))
    assert agreed == text.replace('"proposed"', '"agreed"')
    staged = _edited(text, lambda c, _: edits.set_properties(c, title="T", stage="closing", review=None))
    assert staged == text.replace('"exploring"', '"closing"')


def test_a_default_that_the_file_states_does_not_go_along_to_a_panel_that_has_no_such_field() -> None:
    text = f'{HEAD}\n[[roles]]\ntext = "a"\nstatus = "proposed"\nconsulted = []\nmeasure = ""\n'
    new = _edited(text, lambda c, ids: edits.move(c, ids[0], "vision"))
    assert new == f'{HEAD}\n[[vision]]\ntext = "a"\nstatus = "proposed"\nmeasure = ""\n'


def test_a_field_set_on_the_way_to_a_panel_that_has_none_goes_along() -> None:
    text = f'{HEAD}\n[[roles]]\ntext = "a"\nconsulted = [] # nobody\nmeasure = ""\n'

    def change(canvas: Canvas, ids: list[str]) -> Edit:
        asked = edits.set_item(canvas, ItemId(ids[0]), text="a", changes={"consulted": ("Ana",)}).canvas
        return edits.move(asked, ItemId(ids[0]), "principles")

    assert (
        _edited(text, change)
        == f'{HEAD}\n[[principles]]\ntext = "a"\nconsulted = [\n    "Ana",\n] # nobody\n'
    )


def test_a_file_without_a_title_gets_one_below_its_format_and_is_else_left() -> None:
    text = 'format = 1 # first\nstage = "forming"\n\n[[vision]]\ntext = "a"\n'
    assert _edited(text, lambda c, ids: edits.set_text(c, ids[0], "b")) == text.replace('"a"', '"b"')
    new = _edited(
        text, lambda c, _: edits.set_properties(c, title="T", stage="forming", review=date(2030, 1, 2))
    )
    assert new == text.replace("first\n", 'first\ntitle = "T"\n').replace(
        'ing"\n', 'ing"\nreview = 2030-01-02\n'
    )


def test_not_a_number_stays_as_it_is_written() -> None:
    text = f'{HEAD}odd = -nan\n\n[[vision]]\ntext = "a"\nodd = +nan\n'
    assert _edited(text, lambda c, ids: edits.set_text(c, ids[0], "b")) == text.replace('"a"', '"b"')


def test_new_items_go_where_their_panel_would_stand_in_reading_order() -> None:
    text = f'{HEAD}\n[[vision]]\ntext = "a"\n# end\n\n# free\n\n[[roles]]\ntext = "b"\n'
    new = _edited(text, lambda c, _: edits.add(c, "principles", ["p"]))
    made = next(item.id for panel, item in parse(new).canvas if panel == "principles")
    block = f'\n[[principles]]\nid = "{made}"\ntext = "p"\n'
    assert new == text.replace("# end\n", f"# end\n{block}")
    replaced = _edited(text, lambda c, ids: edits.move(edits.delete(c, [ids[0]]).canvas, ids[1], "vision"))
    assert replaced == f'{HEAD}\n# free\n\n[[vision]]\ntext = "b"\n'


@pytest.mark.parametrize(("source", "goal"), [("vision", "principles"), ("roles", "vision")])
def test_a_statement_moved_to_a_panel_without_any_stays_at_its_place_where_the_order_allows_it(
    source: str, goal: PanelKey
) -> None:
    text = (
        f'{HEAD}\n# free\n\n[extra]\nx = 1\n\n# a\n[[{source}]]\ntext = "a"\n\n[[governance]]\ntext = "b"\n'
    )
    new = _edited(text, lambda c, ids: edits.move(c, ids[0], goal))
    assert new == text.replace(source, goal)
    new = _edited(text, lambda c, ids: edits.move(c, ids[1], "beneficiaries"))
    assert new.startswith(f'{HEAD}\n[[beneficiaries]]\ntext = "b"\n\n# free\n')
