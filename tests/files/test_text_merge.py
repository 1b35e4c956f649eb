"""Three-way merge of canvas texts."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import assume, given, settings

from canvas.files.canonical_toml import canonical
from canvas.files.canvas_file import from_bytes
from canvas.files.canvas_toml import FileError, parse
from canvas.files.rewrite import rewrite
from canvas.files.round_trip import represents
from canvas.files.text_merge import merge_texts
from canvas.files.toml_blocks import toml_blocks
from canvas.files.toml_scanner import ScanError
from canvas.model.conflicts import conflicts
from tests.chance import Chance, chances, some_edit
from tests.editing import Versions, three_versions
from tests.files.comments import all_comments
from tests.files.saves import no_line_wise_way
from tests.handwriting import handwritten

many = settings(max_examples=100, deadline=None)
TOP = 'format = 1\ntitle = "T"\n'


def item(text: str = "one", more: str = "", *, name: str = "aaaaa", panel: str = "vision") -> str:
    return f'\n[[{panel}]]\nid = "{name}"\ntext = "{text}"\n{more}'


def worked_on(chance: Chance, text: str) -> str:
    """A text as somebody leaves it who has worked on it, in the program and by hand."""
    document = from_bytes(text.encode(), "x")
    canvas = document.canvas
    for _ in range(chance.randint(0, 4)):
        canvas = some_edit(chance, canvas).canvas
    try:
        found = rewrite(document.text, document.canvas, canvas, document.repaired)
    except ScanError:
        found = canonical(canvas)
    if not represents(found, canvas):
        found = canonical(canvas)
    newline = "\r\n" if "\r\n" in found else "\n"
    blocks = toml_blocks(found)
    for block in reversed(blocks):  # a comment above a block, or by itself before one
        if block.name and chance.random() < 0.2:
            gap = newline if chance.random() < 0.5 else ""
            at = block.span[0]
            remark = f"# {chance.randint(0, 99)}"
            end = "" if not at or found[at - 1] == "\n" else newline
            found = f"{found[:at]}{end}{remark}{newline}{gap}{found[at:]}"
    return found


def _three(chance: Chance) -> tuple[str, str, str]:
    base = handwritten(chance).data.decode().removeprefix("\ufeff")
    return base, worked_on(chance, base), worked_on(chance, base)


@many
@given(chances)
def test_the_merged_text_says_what_the_merged_canvas_does(chance: Chance) -> None:
    base, ours, theirs = _three(chance)
    merged = merge_texts(base, ours, theirs)
    assert represents(merged.text, merged.canvas)
    assert ("\r\n" in merged.text) == ("\r\n" in ours) or theirs == merged.text


@many
@given(chances)
def test_every_comment_that_nobody_took_out_is_kept(chance: Chance) -> None:
    base, ours, theirs = _three(chance)
    was, one, other = map(Counter, map(all_comments, (base, ours, theirs)))
    kept = Counter(all_comments(merge_texts(base, ours, theirs).text))
    both = Counter({comment: one[comment] + other[comment] - was[comment] for comment in was})
    assert not both - kept
    assert not ((one | other) - was) - kept


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("one # two # three", "one two # # four"),
        ("one two # three # four", "three four one # two #"),
    ],
)
def test_equal_comments_between_tables_that_were_moved_and_deleted_are_kept(ours: str, theirs: str) -> None:
    base, *sides = (
        TOP
        + "".join("\n\n# why\n" if word == "#" else item(word, name=f"{word:x<5}") for word in words.split())
        for words in ("one # two three # four", ours, theirs)
    )
    for first, second in (sides, reversed(sides)):
        assert all_comments(merge_texts(base, first, second).text) == ["# why", "# why"]


@many
@given(chances)
def test_a_text_that_one_side_alone_changed_is_that_sides_to_the_letter(chance: Chance) -> None:
    base, ours, _ = _three(chance)
    for texts in ((base, ours, base), (base, base, ours), (base, ours, ours)):
        merged = merge_texts(*texts)
        assert merged.text == ours
        assert merged.conflicts == 0


@settings(max_examples=30, deadline=None)
@given(three_versions())
def test_canonical_texts_make_a_canonical_text(versions: Versions) -> None:
    assume(all(canvas.title for canvas in versions))  # a title that goes leaves no line, which is as good
    base, ours, theirs = map(canonical, versions)
    merged = merge_texts(base, ours, theirs)
    assert represents(merged.text, merged.canvas)
    assert Counter(canonical(parse(merged.text).canvas).splitlines()) == Counter(merged.text.splitlines())


@many
@given(chances)
def test_merging_again_changes_nothing(chance: Chance) -> None:
    base, ours, theirs = _three(chance)
    merged = merge_texts(base, ours, theirs)
    again = merge_texts(ours, merged.text, ours)
    assert (again.text, again.conflicts) == (merged.text, 0)


def test_what_neither_side_changed_stays_to_the_letter() -> None:
    odd = TOP + "\n\n# why\n[[ vision ]] # here\n  text='one'   # said\n'id' = \"aaaaa\"\n\n\n# alone\n\n"
    ours = odd + item("two", name="bbbbb", panel="roles")
    theirs = odd.replace('"T"', '"U"')
    assert merge_texts(odd, ours, theirs).text == ours.replace('"T"', '"U"')


def test_what_theirs_brought_comes_with_its_comments_and_our_line_ends() -> None:
    ours = (TOP + item("1")).replace("\n", "\r\n")
    theirs = TOP + item() + "\n# about two\n" + item("two", 'owner = "Ana" # who\n', name="bbbbb").lstrip()
    merged = merge_texts((TOP + item()).replace("\n", "\r\n"), ours, theirs)
    assert merged.text == (TOP + item("1") + theirs.partition(item())[2]).replace("\n", "\r\n")


def test_a_conflict_leaves_a_valid_file_with_both_sides_in_it() -> None:
    base, ours, theirs = (
        TOP.replace("T", t) + item(x) for t, x in (("T", "one"), ("U", "two"), ("V", "three"))
    )
    merged = merge_texts(base, ours, theirs)
    assert merged.conflicts == 2
    assert merged.text == (
        TOP.replace("T", "U")
        + 'theirs = [{ title = "V" }]\n'
        + item("two")
        + 'theirs = [{ text = "three" }]\n'
    )
    document = from_bytes(merged.text.encode(), "x")
    assert len(conflicts(document.canvas)) == 2
    assert document.notices == ()


@pytest.mark.parametrize(
    "form",
    [
        'vision = [{{ id = "aaaaa", text = "{}", owner = "{}" }}]\n',
        '[[vision]]\nid = "aaaaa"\ntext = "{}"\nmore.a = "{}"\nmore.b = 1\n',
        '[[vision]]\nid = "aaaaa"\ntext = "{}"\n[vision.sub]\nx = "{}"\n',
        '[[vision]]\nid = "aaaaa"\ntext = "{}"\n[extra]\nx = "{}"\n[extra.more]\ny = 1\n',
        '[[vision]]\nid = "aaaaa"\ntext = """\n{}\n"""\nowner = \'{}\'',
        '[[vision]]\nid = "aaaaa"\ntext = "{}"\n[[journal]]\nx = "{}"\n[[journal]]\nx = 2\n',
        '[[vision]]\nid = "aaaaa"\ntext = "{}"\n[vision.sub.deep]\nx = "{}"\n[[vision.sub.more]]\ny = 1\n',
    ],
)
def test_every_shape_that_a_hand_gives_a_file_is_merged(form: str) -> None:
    remark = "# {}\n"
    base, ours, theirs = (
        remark.format(who) + TOP + form.format(*words)
        for who, *words in (("why", "a", "x"), ("ours", "b", "x"), ("theirs", "a", "y"))
    )
    merged = merge_texts(base, ours, theirs)
    assert merged.conflicts == 0
    assert represents(merged.text, merged.canvas)
    assert represents(form and TOP + form.format("b", "y"), merged.canvas)
    assert {"# ours", "# theirs"} <= set(all_comments(merged.text))


def test_a_file_that_is_written_anew_keeps_its_comments_at_their_places() -> None:
    base = TOP + "extra.x = 1\n" + item("one") + "# old\n"
    ours = (
        TOP + "extra.x = 2 # two\n" + "\n# free\n" + item("one # two") + 'people = ["A"] # agreed with Ana\n'
    )
    theirs = "# top\n" + TOP + "extra.x = 1\nextra.y = 1 # y\n" + item("one", "# foot\n")
    with no_line_wise_way():
        merged = merge_texts(base, ours.replace("\n", "\r\n"), theirs)
    assert merged.is_rewritten
    text = merged.text.replace("\r\n", "\n")
    assert text.count("\n") == merged.text.count("\r\n")
    assert sorted(all_comments(text)) == ["# agreed with Ana", "# foot", "# free", "# top", "# two", "# y"]
    assert "\n] # agreed with Ana\n# foot\n" in text
    assert not merge_texts(TOP, TOP + item(), TOP.replace("T", "U")).is_rewritten


def test_values_with_dots_are_merged_line_by_line() -> None:
    base = (
        TOP + "extra.x = 1 # x\n# above y\nextra.y.z = 1\nextra.gone = 1\n" + item("one", "more.a = 1 # a\n")
    )
    ours = base.replace("x = 1 # x", "x = 2 # x, of Ana").replace("more.a = 1", "more.a = 2")
    theirs = base.replace("z = 1\n", "z = 1 # why\nextra.n = [1] # n\n").replace("extra.gone = 1\n", "")
    theirs += "more.b.c = 1 # b\n"
    merged = merge_texts(base, ours, theirs)
    assert merged.text == TOP + (
        "extra.x = 2 # x, of Ana\n# above y\nextra.y.z = 1 # why\nextra.n = [\n    1,\n] # n\n"
    ) + item("one", "more.a = 2 # a\nmore.b.c = 1 # b\n")
    assert not merged.is_rewritten


def test_an_unknown_table_that_begins_with_dots_among_the_properties_is_merged() -> None:
    base = TOP + "# x\nextra.x = 1 # one\n" + item() + "\n[extra.more] # more\ny = 1\n"
    ours = base.replace("x = 1", "x = 2")
    theirs = base.replace("y = 1", "y = 2 # two").replace('"T"', '"U"')
    for first, second in ((ours, theirs), (theirs, ours)):
        merged = merge_texts(base, first, second)
        assert not merged.is_rewritten
        assert merged.canvas.values == {"extra": {"x": 2, "more": {"y": 2}}}
        assert sorted(all_comments(merged.text)) == ["# more", "# one", "# two", "# x"]


def test_a_sub_table_apart_from_its_statement_goes_along_in_a_merge() -> None:
    roles = item("r", name="rrrrr", panel="roles")
    apart = "\n# apart\n[vision.more] # more\nx = 1 # x\n"
    base = TOP + item() + roles + apart
    ours = base.replace("[[roles]]", "# r\n[[roles]]")
    theirs = (
        TOP
        + item("new", name="bbbbb", panel="principles")
        + item("two")
        + apart.replace("# x", "# y")
        + roles
    )
    theirs += item("last", name="ccccc")
    merged = merge_texts(base, ours, theirs)
    assert not merged.is_rewritten
    assert Counter(all_comments(merged.text)) == Counter(["# r", "# apart", "# more", "# y"])
    assert item("two") + apart.replace("# x", "# y") in merged.text


def test_a_panel_in_one_list_is_merged_as_blocks() -> None:
    rest = '\n[[roles]] # r\nid = "rrrrr"\ntext = "r"\n'
    listed = TOP + '# panel\nvision = [\n  { id = "aaaaa", text = "one" }, # when\n]\n' + rest
    ours = listed.replace('"one"', '"two"')
    block = '\n# panel\n\n# when\n[[vision]]\nid = "aaaaa"\ntext = "two"\n'
    for theirs in (
        listed.replace("# r", "# s"),
        TOP + "\n# panel\n" + "\n# when" + item("one") + rest.replace("# r", "# s"),
    ):
        merged = merge_texts(listed, ours, theirs)
        assert (merged.text, merged.is_rewritten) == (TOP + block + rest.replace("# r", "# s"), False)
    unchanged = merge_texts(listed, listed.replace('"r"', '"q"'), listed.replace('"T"', '"U"'))
    assert unchanged.text == listed.replace('"r"', '"q"').replace('"T"', '"U"')


def test_a_merge_that_no_file_could_hold_is_refused() -> None:
    deep = f"more = {'[' * 50}{']' * 50}\n"
    with pytest.raises(FileError, match="nothing that a file can hold"):
        merge_texts(TOP + item(), TOP + item(more="more = 1\n"), TOP + item(more=deep))


def test_a_newer_format_and_a_text_that_is_no_canvas_are_refused() -> None:
    for other in (TOP.replace("1", "2"), "title = 1", "<<<<<<<", "format = 1\n[[vision]]\n"):
        for texts in ((TOP, TOP, other), (TOP, other, TOP), (other, TOP, TOP)):
            with pytest.raises(FileError):
                merge_texts(*texts)


def test_a_base_that_nobody_knows_is_an_empty_one() -> None:
    merged = merge_texts("", TOP + item("one"), TOP + item("one") + item("two", name="bbbbb"))
    assert merged.conflicts == 0
    assert merged.text == TOP + item("one") + item("two", name="bbbbb")


def test_a_side_that_was_emptied_has_deleted_everything() -> None:
    merged = merge_texts(TOP + item(), "", TOP + item(more='owner = "Ana"\n'))
    assert merged.conflicts == 1
    assert [(one.key, one.theirs) for one in conflicts(merged.canvas)] == [("deleted", False)]
    assert "theirs = [{ deleted = false }]\n" in merged.text
    assert represents(merged.text, merged.canvas)


def test_one_id_that_both_gave_to_another_statement_keeps_both() -> None:
    merged = merge_texts(TOP, TOP + item("one"), TOP + item("two"))
    assert [(one.ours, one.theirs) for one in conflicts(merged.canvas)] == [("one", "two")]


@pytest.mark.parametrize("kept", ['"rubbish"', "[[1], 'x']", "3", "[]"])
def test_whatever_stands_under_theirs_nothing_that_can_be_understood_is_lost(kept: str) -> None:
    line = f"theirs = {kept}\n"
    merged = merge_texts(TOP + item(more=line), TOP + item("1", line), TOP + item("2", line))
    assert [(one.ours, one.theirs) for one in conflicts(merged.canvas)] == [("1", "2")]
    assert represents(merged.text, merged.canvas)


def test_a_table_called_theirs_before_the_first_block_is_a_conflict_like_any_other() -> None:
    table = '\n[theirs]\ntitle = "X"\n'
    merged = merge_texts(TOP + table, TOP.replace("T", "U") + table, TOP.replace("T", "V") + table)
    assert [one.theirs for one in conflicts(merged.canvas)] == ["X", "V"]
    assert represents(merged.text, merged.canvas)
