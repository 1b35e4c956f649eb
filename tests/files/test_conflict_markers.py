"""A file in which git has left its conflict marks."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from canvas.files import marked_merge
from canvas.files.canvas_file import DocumentError, from_bytes, open_document
from canvas.files.canvas_save import save
from canvas.files.canvas_toml import parse
from canvas.files.conflict_markers import split_versions
from canvas.files.marked_merge import merge_marked_text
from canvas.model.conflicts import conflicts

STYLES = ((), ("--diff3",), ("--zdiff3",))
TOP = 'format = 1\ntitle = "T"\n'
LONG = '"""\none\ntwo {}\nthree\n"""'


def canvas(first: str = "a", second: str = "b", *, title: str = "T", more: str = "") -> str:
    return (
        f'format = 1\ntitle = "{title}"\n\n[[vision]]\nid = "aaaaa"\ntext = "{first}"\n'
        f'\n[[vision]]\nid = "bbbbb"\n{more}text = "{second}"\n'
    )


def marked(folder: Path, base: str, ours: str, theirs: str, *options: str) -> str:
    """What git itself makes of three versions."""
    for name, text in (("base", base), ("ours", ours), ("theirs", theirs)):
        (folder / name).write_bytes(text.encode())
    done = subprocess.run(
        [
            "git",
            "merge-file",
            "-p",
            *options,
            "-L",
            "HEAD",
            "-L",
            "base",
            "-L",
            "other",
            "ours",
            "base",
            "theirs",
        ],
        cwd=folder,
        capture_output=True,
        check=False,
    )
    assert done.returncode > 0, done
    return done.stdout.decode()


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("options", STYLES)
def test_a_marked_file_opens_as_the_merge_of_its_versions_and_a_save_takes_the_marks_away(
    folder: Path, options: tuple[str, ...], newline: str
) -> None:
    base, ours, theirs = (
        text.replace("\n", newline)
        for text in (canvas(), canvas("a1", "b1", title="U"), canvas("a2", "b2", title="V"))
    )
    path = folder / "x.canvas.toml"
    data = marked(folder, base, ours, theirs, *options).encode()
    path.write_bytes(data)
    document = open_document(str(path))
    assert path.read_bytes() == data
    assert document.marked
    assert "conflict marks" in document.notices[0]
    said = [(one.key, one.ours, one.theirs) for one in conflicts(document.canvas)]
    assert said == [("title", "U", "V"), ("text", "a1", "a2"), ("text", "b1", "b2")]
    saved = save(document, document.canvas)
    assert saved.wrote
    written = path.read_bytes().decode()
    assert parse(written).canvas == document.canvas
    assert "<<<<<<<" not in written
    assert (newline == "\r\n") == ("\r\n" in written)
    assert not open_document(str(path)).marked
    assert not save(saved.document, document.canvas).wrote


@pytest.mark.parametrize("options", STYLES)
def test_a_hunk_that_spans_items_is_taken_apart(folder: Path, options: tuple[str, ...]) -> None:
    new = '\n[[roles]]\nid = "{0}"\ntext = "{0}"\n\n[[roles]]\nid = "{0}2"\ntext = "{0} 2"\n'
    text = marked(folder, canvas(), canvas() + new.format("ours"), canvas() + new.format("theirs"), *options)
    found = from_bytes(text.encode(), "x").canvas
    assert {item.text for item in found.panels["roles"]} == {"ours", "ours 2", "theirs", "theirs 2"}
    assert conflicts(found) == ()


def in_string(word: str) -> str:
    """A canvas whose only text has several lines, one of which ends with a word."""
    return f'{TOP}[[vision]]\nid = "aaaaa"\ntext = {LONG.format(word)}\n'


@pytest.mark.parametrize("options", STYLES[1:])
def test_markers_with_a_base_count_in_a_string_too(folder: Path, options: tuple[str, ...]) -> None:
    text = marked(folder, *map(in_string, ("", "x", "y")), *options)
    parse(text)
    document = from_bytes(text.encode(), "x")
    assert document.marked
    (one,) = conflicts(document.canvas)
    assert (one.ours, one.theirs) == ("one\ntwo x\nthree\n", "one\ntwo y\nthree\n")


def test_markers_without_a_base_in_a_string_are_quoted_text(folder: Path) -> None:
    text = marked(folder, *map(in_string, ("", "x", "y")))
    document = from_bytes(text.encode(), "x", origin=str(folder / "x"))
    assert not document.marked
    assert document.canvas.panels["vision"][0].text.count("\n=======\n") == 1


def test_a_text_with_something_like_marks_in_it_stays_as_it_is() -> None:
    for lines in (
        "<<<<<<< only the first",
        "a\n<<<<<<<\n=======\n",
        ">>>>>>>\n=======\n<<<<<<<",
        " <<<<<<< x\n =======\n >>>>>>>",
    ):
        text = f'{TOP}[[vision]]\ntext = """\n{lines}\n"""\n'
        document = from_bytes(text.encode(), "x")
        assert not document.marked
        assert document.text == text


def test_what_both_came_from_is_used_where_the_marks_tell_it(folder: Path) -> None:
    base, ours, theirs = (
        canvas(more='owner = "Ana"\n'),
        canvas("a", "b1"),
        canvas("a", "b", more='owner = "Ben"\n'),
    )
    found = from_bytes(marked(folder, base, ours, theirs, "--diff3").encode(), "x").canvas
    item = found.item("bbbbb")
    assert item
    assert item.text == "b1"
    assert [(one.key, one.ours, one.theirs) for one in conflicts(found)] == [("owner", None, "Ben")]


def test_a_version_that_has_no_canvas_yet_is_none() -> None:
    text = f"<<<<<<< HEAD\n=======\n{TOP}>>>>>>> other\n"
    assert merge_marked_text(text, None) == TOP
    assert split_versions(text) == (None, "", TOP, 1)


def test_a_line_of_equals_signs_within_theirs_is_a_part_of_it() -> None:
    theirs = 'text = """\na\n=======\nb\n"""\n'
    found = split_versions(f'<<<<<<< HEAD\ntext = "x"\n=======\n{theirs}>>>>>>> other\n')
    assert found
    assert found.theirs == theirs


@pytest.mark.parametrize(
    "broken",
    [
        "<<<<<<< a\nx\n",
        "<<<<<<< a\nx\n=======\ny\n",
        "<<<<<<< a\nx\n>>>>>>> b\n",
        "=======\ny\n>>>>>>> b\n",
        ">>>>>>> b\n",
        "<<<<<<< a\n<<<<<<< a\nx\n=======\ny\n>>>>>>> b\n",
        "<<<<<<< a\nx\n=======\ny\n||||||| c\n>>>>>>> b\n",
        "<<<<<<< a\nx\n=======\ny\n>>>>>>> b\n>>>>>>> b\n",
        "<<<<<<<x\n=======\n>>>>>>>\n",
        "no marks\n=======\n",
        "",
    ],
)
def test_broken_marks_are_no_marks(broken: str) -> None:
    assert split_versions(broken) is None
    with pytest.raises(DocumentError):
        from_bytes((TOP + broken + "x").encode(), "x")


def test_a_version_that_is_no_canvas_is_told_with_the_line_of_its_mark() -> None:
    text = f"{TOP}<<<<<<< HEAD\nowner =\n=======\nx = 1\n>>>>>>> other\n"
    with pytest.raises(
        DocumentError, match=r"^x, line 3: git's conflict marks begin here.*: “owner” has nothing after"
    ):
        from_bytes(text.encode(), "x")


def test_a_newer_format_on_one_side_is_not_merged() -> None:
    text = "<<<<<<< HEAD\nformat = 1\n=======\nformat = 2\n>>>>>>> other\n"
    with pytest.raises(DocumentError, match="newer canvas"):
        from_bytes(text.encode(), "x")


def test_a_byte_order_mark_stays(folder: Path) -> None:
    path = folder / "x.canvas.toml"
    path.write_bytes(b"\xef\xbb\xbf" + marked(folder, canvas(), canvas("a1"), canvas("a2")).encode())
    document = open_document(str(path))
    save(document, document.canvas)
    assert path.read_bytes().startswith(b"\xef\xbb\xbfformat")


def test_a_vote_that_git_has_merged_already_is_counted_once(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    far = "votes = {}\n# a\n# b\n# c\n"
    for count, other, options, wanted in ((3, 2, (), 3), (3, 3, (), 3), (3, 3, ("--diff3",), 3)):
        base = canvas(more=far.format(2))
        ours, theirs = canvas("a", "c", more=far.format(count)), canvas("a", "d", more=far.format(other))
        monkeypatch.setattr(marked_merge, "_from_index", lambda _, base=base: {1: base.encode()})
        text = marked(folder, base, ours, theirs, *options)
        found = from_bytes(text.encode(), "x", origin="x").canvas.item("bbbbb")
        assert found
        assert found.values["votes"] == wanted


def test_votes_that_stand_between_the_marks_are_added_up(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    base, ours, theirs = (canvas(more=f"votes = {count}\n") for count in (2, 4, 3))
    monkeypatch.setattr(marked_merge, "_from_index", lambda _: {1: base.encode()})
    found = from_bytes(marked(folder, base, ours, theirs).encode(), "x", origin="x").canvas
    assert conflicts(found) == ()
    assert [item.values.get("votes") for _, item in found] == [None, 5]


def test_marks_may_be_longer_than_usual(folder: Path) -> None:
    text = marked(folder, canvas(), canvas("c"), canvas("d"), "--marker-size=12", "--diff3")
    assert f"\n{'<' * 12} HEAD\n" in text
    document = from_bytes(text.encode(), "file")
    assert document.marked
    assert [(c.ours, c.theirs) for c in conflicts(document.canvas)] == [("c", "d")]
