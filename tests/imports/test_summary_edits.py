"""A summary that comes back: what partners changed in it is taken in, and nothing else."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from textwrap import wrap

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from canvas.exports import render_text
from canvas.exports.audience_filter import filtered_for
from canvas.exports.origin import origin_of
from canvas.exports.output_file import perform, prepare
from canvas.files import exported_versions
from canvas.files.canvas_file import open_document
from canvas.imports.proposal import Proposal
from canvas.model.canvas import Canvas, Item
from canvas.model.compare import Change
from canvas.model.conflicts import conflicts
from canvas.model.edits import add, set_status, set_text
from canvas.model.schema import AUDIENCES
from canvas.model.types import Audience, PanelKey
from canvas.workspace_import import propose
from tests.files.git.repository import NAME, Repository
from tests.strategies import canvases

TODAY = date(2026, 11, 29)
EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.canvas.toml"))
each_example = pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name.split(".")[0])


def _example(path: Path) -> Canvas:
    return open_document(str(path)).canvas


def _exported(canvas: Canvas, audience: Audience = "partners", today: date = TODAY) -> str:
    return render_text("md", canvas, today=today, audience=audience)


def _back(text: str, canvas: Canvas) -> Proposal:
    return propose(text.encode("utf-8", "replace"), "back.md", canvas, TODAY)


@each_example
@pytest.mark.parametrize("audience", AUDIENCES)
def test_a_summary_that_nobody_changed_changes_nothing(path: Path, audience: Audience) -> None:
    canvas = _example(path)
    assert _back(_exported(canvas, audience), canvas).differences.are_none
    late = _exported(canvas, audience, date(2027, 6, 1))  # some of it is overdue by then
    assert _back(late, canvas).differences.are_none


def _sub(pattern: str, by: str | Callable[[re.Match[str]], str], *, count: int = 0) -> Callable[[str], str]:
    return lambda text: re.sub(pattern, by, text, count=count, flags=re.MULTILINE)


def _wrapped(text: str) -> str:
    """Each entry of a list wrapped at 60 columns, as mail programs do."""

    def wrap(found: re.Match[str]) -> str:
        return re.sub(r"(.{40,60}?) (?=\S)", rf"\1\n{' ' * len(found[1])}", found[0])

    return re.sub(r"^( *- )(?!\[).*$", wrap, text, flags=re.MULTILINE)


MANGLED: dict[str, Callable[[str], str]] = {
    "line ends of Windows": lambda text: text.replace("\n", "\r\n"),
    "stars as bullets": _sub(r"^( *)- ", r"\1* "),
    "pluses as bullets": _sub(r"^( *)- ", r"\1+ "),
    "hard wraps": _wrapped,
    "curly quotation marks": lambda text: text.replace("'", "’").replace('"', "”"),
    "long dashes": lambda text: text.replace(" – ", " — "),
    "non-breaking spaces": lambda text: re.sub(r"(?<=\w) (?=\w)", "\u00a0", text),
    "quoted by a mail program": _sub("^", "> "),
    "blanks at the ends": _sub("$", "  "),
    "no bold": lambda text: text.replace("**", ""),
    "underscores for stars": lambda text: re.sub(r"\*([^*\n]+)\*", r"_\1_", text.replace("**", "__")),
    "a blank line after each entry": _sub(r"^(- .*)$(?=\n- )", r"\1\n"),
    "a byte order mark": lambda text: "\ufeff" + text,
    "headings with bars": _sub(r"^## (.*)$", r"\1\n------"),
    "a greeting lost at the end": lambda text: text.rstrip("\n"),
    "tables without bars at the ends": _sub(r"^\| (.*) \|$", r"\1"),
}


@pytest.mark.parametrize("how", MANGLED)
@each_example
def test_what_word_processors_and_mail_programs_do_to_a_text_is_no_change(path: Path, how: str) -> None:
    canvas = _example(path)
    found = _back(MANGLED[how](_exported(canvas)), canvas)
    assert [change.item.text for change in found.differences.items] == []


def _wrapped_whole(text: str) -> str:
    """Each line wrapped at 72 columns, those of tables too."""
    return "\n".join("\n".join(wrap(line, 72, break_on_hyphens=False)) for line in text.split("\n"))


TORN: dict[str, Callable[[str], str]] = {
    "wrapped, tables too, and quoted twice": lambda text: re.sub(
        "^", ">> ", _wrapped_whole(text), flags=re.MULTILINE
    ),
    "indents of non-breaking spaces": _sub("^ +", lambda found: "\u00a0" * len(found[0])),
    "dots as bullets": _sub(r"^( *)- ", "\\1·\t"),
    "dashes as bullets": _sub(r"^( *)- ", r"\1– "),
    "numbers as bullets": _sub(r"^- ", "1) "),
    "an empty line after each": lambda text: text.replace("\n", "\n\n"),
    "tables as tabs": lambda text: _sub(r" \| ", "\t")(_sub(r"^\| | \|$", "")(_sub(r"^\| -.*\n", "")(text))),
    "tables as paragraphs": lambda text: _sub(r" \| ", "\n\n")(
        _sub(r"^\| | \|$", "\n")(_sub(r"^\| -.*\n", "")(text))
    ),
    "in a fence": lambda text: f"```\n{text}\n```\n",
    "addresses twice": _sub(r"<(https?://[^>]*)>", r"<\1<\1>>"),
    "links of a mail filter": _sub(r"<(https?://[^>]*)>", r"[\1](https://safe.example/?url=\1)"),
    "French spaces": _sub(r"(?<=\w):(?= )", "\u00a0:"),
}


@pytest.mark.parametrize("name", ["back.md", "back.txt"])
@pytest.mark.parametrize("how", TORN)
def test_a_summary_that_was_torn_and_quoted_changes_nothing(how: str, name: str) -> None:
    canvas = _example(next(path for path in EXAMPLES if "riverside" in path.name))
    found = propose(TORN[how](_exported(canvas)).encode(), name, canvas, TODAY)
    assert [change.item.text for change in found.differences.items] == []


def test_what_partners_write_above_a_summary_is_told() -> None:
    canvas = _example(EXAMPLES[0])
    found = _back(f"We cannot sign before May.\n\n{_exported(canvas)}", canvas)
    assert found.differences.are_none
    assert found.problems == ("line 1: this is no statement and was left out: “We cannot sign before May.”.",)


def _columns_edited(text: str, edit: Callable[[list[str]], list[str]]) -> str:
    """The summary with the cells of each row of the table of who does what edited."""
    start = text.index("| What | Who is")
    rows = text[start : text.index("\n\n", start)]
    edited = (f"| {' | '.join(edit(row[2:-2].split(' | ')))} |" for row in rows.split("\n"))
    return text.replace(rows, "\n".join(edited))


def test_columns_that_partners_move_remove_or_add_shift_no_value_into_another_field() -> None:
    canvas = _example(next(path for path in EXAMPLES if "riverside" in path.name))
    text = _exported(canvas)
    for edit in (lambda row: row[:1] + row[2:], lambda row: [row[0], *reversed(row[1:])]):
        assert _back(_columns_edited(text, edit), canvas).differences.are_none
    added = _back(_columns_edited(text, lambda row: [row[0], _checked(row[0]), *row[1:]]), canvas)
    assert [(field.key, field.after) for field in _only(added).fields] == [("note", "Check: seen")]


def _checked(first: str) -> str:
    is_marked = first.startswith("Cook breakfast")
    return "Check" if first == "What" else "---" if first == "---" else "seen" if is_marked else ""


def test_a_column_without_a_title_comes_into_the_note_as_it_is() -> None:
    canvas = _example(next(path for path in EXAMPLES if "riverside" in path.name))
    added = _back(
        _columns_edited(_exported(canvas), lambda row: [*row, _checked(row[0]).replace("Check", "")]), canvas
    )
    assert [(field.key, field.after) for field in _only(added).fields] == [("note", "seen")]


_ROW_TITLE = "Cook breakfast and bring it"


def _row_edited(edit: Callable[[str], str], name: str = "back.md") -> Proposal:
    """What an edit of one row of the table of who does what changes."""
    canvas = _example(next(path for path in EXAMPLES if "riverside" in path.name))
    text = _exported(canvas)
    row = re.search(rf"^\| {_ROW_TITLE}.*$", text, re.MULTILINE)
    assert row
    return propose(text.replace(row[0], edit(row[0])).encode(), name, canvas, TODAY)


@pytest.mark.parametrize("name", ["back.md", "back.txt"])
def test_a_bar_that_is_typed_into_a_cell_shifts_and_drops_nothing(name: str) -> None:
    found = _row_edited(lambda row: row.replace("breakfast", "breakfast | lunch", 1), name)
    assert [(field.key, field.after) for field in _only(found).fields] == [
        ("text", "Cook breakfast | lunch and bring it to six schools by 7.45")
    ]
    twice = _only(
        _row_edited(lambda row: row.replace("Ana ", "Ana | Bo | ").replace("week | |", "weeks | |"))
    )
    assert [field.key for field in twice.fields] == ["responsible", "measure"]
    longer = _only(_row_edited(lambda row: f"{row} ask the | cooks |", name))
    assert [(field.key, field.after) for field in longer.fields] == [("note", "ask the\ncooks")]
    new = _only(_row_edited(lambda row: f"{row}\n| Wash up | Bo | Ana | | | | at nine | each day |", name))
    assert new.after
    assert (new.after.text, new.after.note) == ("Wash up", "at nine\neach day")


def test_what_is_written_into_an_empty_cell_of_several_fields_is_not_lost() -> None:
    change = _only(_row_edited(lambda row: row.replace("| |", "| By hand |")))
    assert [(field.key, field.after) for field in change.fields] == [("note", "By hand")]


def test_each_of_two_statements_with_the_same_words_is_offered_as_deleted() -> None:
    canvas = _example(EXAMPLES[0])
    panels: tuple[PanelKey, ...] = ("governance", "communications")
    for panel in panels:
        canvas = add(canvas, panel, ["Phone each Monday at nine"]).canvas
    text = re.sub(r"^.*Phone each Monday.*\n", "", _exported(canvas, "internal"), flags=re.MULTILINE)
    assert [(change.panel, change.after) for change in _back(text, canvas).differences.items] == [
        ("governance", None),
        ("communications", None),
    ]


def test_a_statement_that_is_moved_into_a_table_takes_the_values_of_its_row() -> None:
    canvas = _example(next(path for path in EXAMPLES if "riverside" in path.name))
    text = _exported(canvas)
    line, words = _bullet(canvas, text)
    header = re.search(r"^\| What \| Who is.*\n\| -.*\n", text, re.MULTILINE)
    assert header
    row = f"| {words} | Ana Petrescu | not assigned | told: Gate Parents | | By hand |\n"
    moved = text.replace(line, "").replace(header[0], header[0] + row)
    change = _only(_back(moved, canvas))
    assert change.panel == "roles"
    assert change.after
    assert change.after.values["accountable"] == "Ana Petrescu"
    assert "responsible" not in change.after.values
    assert "By hand" in change.after.note


def test_a_table_that_was_parted_loses_no_row_to_a_header() -> None:
    canvas = _example(next(path for path in EXAMPLES if "riverside" in path.name))
    text = _exported(canvas)
    row = "| Send dry goods and fruit every Monday |"
    parted = re.sub(
        rf"^({re.escape(row)}.*)$", rf"\nSee over.\n\n\1\n|{' --- |' * 5}", text, flags=re.MULTILINE
    )
    found = _back(parted, canvas)
    assert [change.item.text for change in found.differences.items] == ["See over."]


def test_a_statement_that_is_moved_out_of_a_table_keeps_its_fields() -> None:
    canvas = _example(next(path for path in EXAMPLES if "riverside" in path.name))
    text = _exported(canvas)
    row = re.search(r"^\| Bad news travels the same day \|.*$", text, re.MULTILINE)
    assert row
    moved = text.replace(f"{row[0]}\n", "").replace(
        "## Who does what", "- Bad news travels the same day\n\n## Who does what"
    )
    assert _back(moved, canvas).differences.are_none


def _bullet(canvas: Canvas, text: str) -> tuple[str, str]:
    """A line of the summary that is an entry for an item, and the item's text."""
    for _, item in canvas:
        line = re.search(rf"^- (?:\*\*[^*]+:\*\* )?{re.escape(item.text)}$", text, re.MULTILINE)
        if line and item.status == "agreed" and item.kind != "partner" and text.count(item.text) == 1:
            return line[0], item.text
    raise AssertionError("no plain entry")


def _only(found: Proposal) -> Change:
    (change,) = found.differences.items
    return change


@each_example
def test_each_kind_of_edit_is_taken_in_and_no_statement_is_lost(path: Path) -> None:
    canvas = _example(path)
    text = _exported(canvas)
    line, words = _bullet(canvas, text)
    reworded = _only(_back(text.replace(line, f"{line} before the summer"), canvas))
    assert reworded.after
    assert reworded.after.text == f"{words} before the summer"
    assert reworded.after.id == next(item.id for _, item in canvas if item.text == words)
    struck = _only(_back(text.replace(f"{line}\n", ""), canvas))
    assert (struck.is_gone, struck.item.text) == (True, words)
    crossed = _only(_back(text.replace(line, f"- ~~{line[2:]}~~"), canvas))
    assert (crossed.is_gone, crossed.item.text) == (True, words)
    added = _only(_back(text.replace(line, f"{line}\n- Something nobody had thought of"), canvas))
    assert (added.is_new, added.item.text) == (True, "Something nobody had thought of")
    disputed = _only(_back(text.replace(line, f"{line} *(disputed)*"), canvas))
    assert disputed.after
    assert (disputed.after.status, disputed.after.text) == ("disputed", words)
    noted = _only(_back(text.replace(line, f"{line}\n  - Ask the town first"), canvas))
    assert noted.after
    assert "Ask the town first" in noted.after.note
    need = _back(
        text.replace(line, f"{line}\n\n## Who benefits, and what changes for them\n\n- **Need:** warm feet"),
        canvas,
    )
    assert [(c.panel, c.item.kind, c.item.text) for c in need.differences.items] == [
        ("beneficiaries", "need", "warm feet")
    ]
    stray = _only(_back(f"{text}\n## Odds and ends\n\nWho has the key?\n", canvas))
    assert (stray.item.text, stray.item.status) == ("Who has the key?", "parked")


def test_a_cell_that_is_changed_or_filled_becomes_the_value_of_its_field() -> None:
    canvas = _example(next(path for path in EXAMPLES if "riverside" in path.name))
    item = next(item for _, item in canvas if item.kind == "outcome" and item.line("target") and item.due)
    cell = f"| {item.line('target')} |"
    text = _exported(canvas)
    row = next(line for line in text.split("\n") if line.startswith(f"| {item.text}"))
    assert cell in row
    changed = _only(_back(text.replace(row, row.replace(cell, "| 12 |", 1)), canvas))
    assert [(field.key, field.after) for field in changed.fields] == [("target", "12")]


def test_the_order_that_partners_gave_to_statements_of_a_kind_is_taken() -> None:
    canvas = _example(next(path for path in EXAMPLES if "first-rung" in path.name))
    text = _exported(canvas)
    first, second = re.findall(r"^- \*\*How they are involved:\*\* .*$", text, re.MULTILINE)
    swapped = text.replace(first, "@").replace(second, first).replace("@", second)
    change = _only(_back(swapped, canvas))
    assert (change.reordered, change.fields) == (True, ())


def test_what_changed_here_since_is_kept_and_only_a_true_conflict_is_asked(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    canvas = _example(EXAMPLES[0])
    line, words = _bullet(canvas, _exported(canvas))
    name = next(item.id for _, item in canvas if item.text == words)
    other = next(item.id for _, item in canvas if item.status == "proposed")
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{who}_NAME", "Ada")
        monkeypatch.setenv(f"GIT_{who}_EMAIL", "ada@example.org")
    repository = Repository(here)
    repository.commit(EXAMPLES[0].read_bytes())
    path = here / NAME
    came_back = _exported(canvas).replace(line, f"{line} before the summer").encode()
    now = set_status(canvas, [other], "agreed").canvas
    found = propose(came_back, "back.md", now, TODAY, canvas_path=str(path))
    assert [change.item.text for change in found.differences.items] == [f"{words} before the summer"]
    assert found.merged.item(other) == now.item(other)
    clashing = set_text(now, name, f"{words} at once").canvas
    clash = propose(came_back, "back.md", clashing, TODAY, canvas_path=str(path)).merged
    assert [conflict.key for conflict in conflicts(clash)] == ["text"]
    assert clash.item(name) != clashing.item(name)


def test_a_version_that_git_does_not_hold_is_kept_when_it_is_exported(here: Path) -> None:
    canvas = _example(EXAMPLES[0])
    plan = prepare("md", canvas, today=TODAY, audience="partners", canvas_path=str(here / NAME))
    assert perform(plan._replace(path=str(here / "out.md"))).is_done
    origin = origin_of(filtered_for(canvas, "partners"), "partners", None)
    line, words = _bullet(canvas, _exported(canvas))
    name = next(item.id for _, item in canvas if item.text == words)
    now = set_text(canvas, next(item.id for _, item in canvas if item.id != name), "Other words here").canvas
    text = f"{_exported(canvas).replace(line, line + ' before the summer')}\n{origin.line}\n"
    found = _back(text, now)
    assert [change.item.text for change in found.differences.items] == [f"{words} before the summer"]
    assert exported_versions.find("../../etc") is None


def test_a_long_summary_that_is_all_there_is_gives_each_statement_its_owner_in_little_time() -> None:
    said = [Item(f"a{number:04}", f"Thing {number}", {"status": "agreed", "owner": f"P{number % 9}"})
            for number in range(2_000)]  # fmt: skip
    text = _exported(Canvas("Pact").with_items({"vision": tuple(said)}))
    began = time.process_time()
    taken = _back(text, Canvas("")).merged.panels["vision"]
    assert time.process_time() - began < 4
    assert [(item.text, item.owner) for item in taken] == [(item.text, item.owner) for item in said]


def test_a_part_of_a_summary_removes_nothing() -> None:
    canvas = _example(EXAMPLES[0])
    text = _exported(canvas)
    part = text[: len(text) // 2]
    found = _back(part, canvas)
    assert not any(change.is_gone for change in found.differences.items)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(canvases(named=True), st.sampled_from(AUDIENCES))
def test_any_summary_taken_in_where_it_was_made_changes_nothing(canvas: Canvas, audience: Audience) -> None:
    canvas = canvas.replacing(values={})
    try:
        found = _back(_exported(canvas, audience), canvas)
    except ValueError:
        assert not len(canvas)  # nothing is said of an empty canvas
        return
    assert found.differences.items == ()
