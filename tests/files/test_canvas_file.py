"""A canvas together with its file: what a save writes, keeps, refuses and tells."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings

from canvas.files.canonical_toml import canonical
from canvas.files.canvas_file import (
    ChangedOnDiskError,
    Document,
    DocumentError,
    from_bytes,
    newer_sentence,
    open_document,
)
from canvas.files.canvas_save import save, save_as
from canvas.model import edits
from canvas.model.canvas import Canvas, Item
from canvas.model.schema import PANELS
from canvas.model.types import ItemId
from canvas.model.undo_history import History
from tests.chance import Chance, chances, some_edit
from tests.files.comments import all_comments
from tests.files.saves import no_line_wise_way
from tests.handwriting import handwritten
from tests.strategies import canvases, meaning, quick

HEAD = 'format = 1\ntitle = "T"\n'
ONE = f'{HEAD}\n[[vision]]\ntext = "a"\n'


@pytest.fixture
def path(folder: Path) -> Path:
    return folder / "t.canvas.toml"


def written(path: Path, text: str | bytes) -> Document:
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return open_document(str(path))


def agreed(opened: Document) -> Canvas:
    """The canvas with every item agreed: an edit of all of it."""
    return edits.set_status(opened.canvas, [item.id for _, item in opened.canvas], "agreed").canvas


@quick
@given(chances)
def test_a_file_opened_and_saved_unchanged_is_not_written(chance: Chance) -> None:
    with TemporaryDirectory() as name:
        path = Path(name, "x")
        opened = written(path, handwritten(chance).data)
        os.utime(path, ns=(1, 1))
        before = path.read_bytes()
        saved = save(opened, opened.canvas)
        assert (saved.wrote, saved.document, saved.warnings) == (False, opened, ())
        assert path.read_bytes() == before
        assert path.stat().st_mtime_ns == 1
        assert os.listdir(name) == ["x"]


@settings(max_examples=80, deadline=None)
@given(chances)
def test_edits_saved_one_after_another_and_undone_never_need_the_file_written_anew(chance: Chance) -> None:
    with TemporaryDirectory() as name:
        path = Path(name, "x")
        opened = written(path, handwritten(chance).data)
        bom = opened.data is not None and opened.data[:3] == b"\xef\xbb\xbf"
        history = History(opened.canvas)
        now = opened
        for _ in range(chance.randint(1, 5)):
            history.make(some_edit(chance, history.canvas))
            saved = save(now, history.canvas)
            assert not saved.warnings
            assert saved.document.data == path.read_bytes()
            assert (saved.document.data[:3] == b"\xef\xbb\xbf") == bom
            again = open_document(str(path))
            assert meaning(again.canvas) == meaning(history.canvas)
            assert not again.repaired or not history.done
            now = saved.document
        while history.undo():
            pass
        assert history.canvas == opened.canvas
        save(now, history.canvas)
        assert meaning(open_document(str(path)).canvas) == meaning(opened.canvas)
        assert os.listdir(name) == ["x"]


@quick
@given(canvases())
def test_a_new_canvas_is_written_in_the_canonical_form(canvas: Canvas) -> None:
    with TemporaryDirectory() as name:
        path = Path(name, "x")
        saved = save(Document(canvas, str(path)), canvas)
        assert saved.wrote
        assert path.read_bytes() == canonical(canvas).encode()
        assert meaning(open_document(str(path)).canvas) == meaning(canvas)


LENIENT = (
    'format = 1\ntitle = "T"\nstage = 3 # odd\nreview = "soon"\n\n'
    '[[vision]]\ntext = "a"\nkind = "wish"\nstatus = "maybe"\ndue = "soon"\n'
)


def test_values_that_do_not_fit_are_noticed_with_file_and_line_and_survive_every_other_edit(
    path: Path,
) -> None:
    opened = written(path, LENIENT)
    lines = [3, 4, 8, 9, 10]
    assert sorted(notice.split("“")[0] for notice in opened.notices) == sorted(
        f"{path}, line {n}: " for n in lines
    )
    first = edits.set_properties(opened.canvas, title="U", stage="exploring", review=None).canvas
    saved = save(opened, edits.set_text(first, ItemId("~1"), "b").canvas)
    assert path.read_text() == LENIENT.replace('"T"', '"U"').replace('"a"', '"b"')
    assert saved.document.notices == opened.notices
    after = edits.set_properties(
        saved.document.canvas, title="U", stage="closing", review=date(2030, 1, 2)
    ).canvas
    save(saved.document, edits.set_status(after, [ItemId("~1")], "done").canvas)
    assert path.read_text() == LENIENT.replace('"T"', '"U"').replace('"a"', '"b"').replace(
        "3 #", '"closing" #'
    ).replace('review = "soon"', "review = 2030-01-02").replace('"maybe"', '"done"')


def test_a_file_that_is_not_utf8_is_refused_with_its_line(path: Path) -> None:
    for data, line in (
        (b"format = 1\n# \xff\n", 2),
        (b"format = 1\r\n\r\nx = '\xc3'\n", 3),
    ):
        with pytest.raises(DocumentError) as caught:
            written(path, data)
        assert str(caught.value).startswith(f"{path}, line {line}: this is not UTF-8 text")


def test_a_file_that_is_no_canvas_or_not_there_is_refused_by_name(path: Path) -> None:
    with pytest.raises(DocumentError, match=r"t\.canvas\.toml: there is no such file\.$"):
        open_document(str(path))
    with pytest.raises(DocumentError, match=r"t\.canvas\.toml, line 1: this is not a canvas"):
        written(path, "a = 1\n")
    with pytest.raises(DocumentError, match=r"^␛, line 1"):
        from_bytes(b"", "\x1b")


def test_a_byte_order_mark_is_kept(path: Path) -> None:
    opened = written(path, b"\xef\xbb\xbf" + ONE.encode())
    save(opened, agreed(opened))
    assert path.read_bytes() == b"\xef\xbb\xbf" + ONE.encode() + b'status = "agreed"\n'


def test_a_file_of_a_newer_format_is_read_and_never_written(path: Path) -> None:
    opened = written(path, ONE.replace("1", "2", 1))
    assert opened.newer
    assert opened.canvas.title == "T"
    sentence = f"{path}, line 1: it was written by a newer canvas; update this program to change or use it."
    assert newer_sentence(opened, str(path)) == sentence
    with pytest.raises(DocumentError) as caught:
        save(opened, agreed(opened))
    assert str(caught.value) == sentence
    for over in (False, True):
        with pytest.raises(DocumentError) as caught:
            save_as(opened, opened.canvas, f"{path}2", over=over)
        assert str(caught.value) == sentence
    assert os.listdir(path.parent) == [path.name]


def test_the_sentence_about_a_newer_format_names_the_line_where_it_stands(path: Path) -> None:
    opened = written(path, "# ours\n\ntitle = 'T'\nformat = 2\n")
    assert newer_sentence(opened, "x").startswith("x, line 4: it was written by a newer canvas")


def test_a_name_that_is_empty_is_told_so() -> None:
    with pytest.raises(DocumentError, match=r"^the file's name is empty\.$"):
        open_document("")


def test_a_canvas_without_a_file_asks_for_a_name() -> None:
    with pytest.raises(DocumentError, match="no file yet"):
        save(Document(Canvas("T")), Canvas("T"))


ANEW = (
    f"# top\n{HEAD}\n# free\n\n[[vision]] # head\ntext = 'a' # said\n"
    "[[roles]]\ntext = 'b'\n# apart\n[vision.more] # more\nx = 1\n"
)
"""A sub-table that stands apart from its statement."""


def test_a_sub_table_apart_from_its_statement_moves_along_without_a_backup(path: Path) -> None:
    opened = written(path, ANEW)
    saved = save(opened, edits.move(opened.canvas, ItemId("~1"), "principles").canvas)
    assert saved.warnings == ()
    assert path.read_text() == (
        f"# top\n{HEAD}\n# free\n\n[[principles]] # head\ntext = 'a' # said\n\n"
        "# apart\n[principles.more] # more\nx = 1\n\n[[roles]]\ntext = 'b'\n"
    )
    assert os.listdir(path.parent) == [path.name]


def test_what_cannot_be_changed_line_by_line_is_written_anew_with_its_comments_and_a_backup(
    path: Path,
) -> None:
    opened = written(path, ANEW)
    after = edits.move(opened.canvas, ItemId("~1"), "principles").canvas
    with no_line_wise_way():
        saved = save(opened, after)
    assert saved.warnings == ("The file had to be written anew; the old one is kept as t.canvas.toml.bak.",)
    text = path.read_text()
    assert from_bytes(text.encode(), "x").canvas == after
    assert text.startswith(f"# top\n{HEAD}")
    assert "\n\n# free\n" in text
    assert '[[principles]] # head\ntext = "a" # said\n' in text
    assert sorted(all_comments(text)) == sorted(all_comments(ANEW))
    assert Path(f"{path}.bak").read_text() == ANEW
    opened = written(path, ANEW)
    with no_line_wise_way():
        saved = save(opened, edits.move(opened.canvas, ItemId("~1"), "principles").canvas)
    assert saved.warnings[0].endswith("kept as t.canvas.toml.1.bak.")
    assert save(saved.document, agreed(saved.document)).warnings == ()


def test_a_panel_in_one_list_is_changed_without_writing_the_file_anew(path: Path) -> None:
    opened = written(path, f'# top\n{HEAD}vision = [\n  {{ text = "a" }}, # c\n]\n')
    assert save(opened, agreed(opened)).warnings == ()
    assert path.read_text() == f'# top\n{HEAD}\n# c\n[[vision]]\ntext = "a"\nstatus = "agreed"\n'


def test_no_second_copy_is_left_where_writing_anew_fails(path: Path) -> None:
    opened = written(path, ANEW)
    path.write_text(ONE)
    with no_line_wise_way(), pytest.raises(ChangedOnDiskError):
        save(opened, edits.move(opened.canvas, ItemId("~1"), "principles").canvas)
    assert os.listdir(path.parent) == [path.name]


def test_nothing_is_written_where_the_old_file_cannot_be_kept(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = written(path, ANEW)

    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "write", full)
    with no_line_wise_way(), pytest.raises(DocumentError, match=r"\.bak: the disk is full\.$"):
        save(opened, edits.move(opened.canvas, ItemId("~1"), "principles").canvas)
    assert path.read_text() == ANEW


def test_a_rewrite_that_would_say_something_else_is_not_trusted(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for wrong in (ONE, "not toml", "", ONE.replace("1", "2", 1)):
        opened = written(path, ONE)
        monkeypatch.setattr("canvas.files.canvas_save.rewrite", lambda *_, wrong=wrong: wrong)
        saved = save(opened, agreed(opened))
        assert saved.warnings
        assert path.read_text() == canonical(agreed(opened))


def test_a_file_that_changed_meanwhile_is_not_written(path: Path) -> None:
    opened = written(path, ONE)
    path.write_text(ONE.replace('"a"', '"b"'))
    with pytest.raises(ChangedOnDiskError) as caught:
        save(opened, agreed(opened))
    assert str(caught.value) == f"{path}: another program changed it since it was opened."
    path.unlink()
    with pytest.raises(ChangedOnDiskError, match="no longer there"):
        save(opened, agreed(opened))


def test_saving_where_a_folder_is_missing_says_so(folder: Path) -> None:
    with pytest.raises(DocumentError, match=r"there is no such folder\.$"):
        save(Document(Canvas("T"), str(folder / "no" / "x")), Canvas("T"))


def test_half_a_character_is_refused_and_nothing_written(path: Path) -> None:
    for canvas in (Canvas("\ud800"), Canvas("T", values={"a": float("nan"), "x": "\udfff"})):
        with pytest.raises(DocumentError, match="no file can hold"):
            save(Document(canvas, str(path)), canvas)
    assert not path.exists()


def test_what_no_file_can_hold_is_refused_and_nothing_written(path: Path) -> None:
    panels: dict[str, tuple[Item, ...]] = {panel.key: () for panel in PANELS}
    twice = Canvas("T", panels=panels | {"vision": (Item("a", "x"), Item("a", "y"))})
    with pytest.raises(DocumentError, match="nothing was written"):
        save(Document(twice, str(path)), twice)
    assert not path.exists()


def test_a_stated_default_that_moves_to_a_panel_that_knows_it_does_not_stand_in_the_way_of_saving(
    path: Path,
) -> None:
    opened = written(path, f'{HEAD}\n[[vision]]\ntext = "a"\npractice = "" # none\nkind = "goal"\n')
    saved = save(opened, edits.move(opened.canvas, ItemId("~1"), "principles").canvas)
    assert not saved.warnings
    assert path.read_text() == f'{HEAD}\n[[principles]]\ntext = "a"\nkind = "goal"\n'


def test_saving_under_another_name_takes_the_comments_along(path: Path) -> None:
    opened = written(path, f"# mine\r\n{ONE}")
    other = path.with_name("other")
    saved = save_as(opened, agreed(opened), str(other))
    assert other.read_text() == f'# mine\n{ONE}status = "agreed"\n'
    assert saved.document.path == str(other)
    assert path.read_text() == f"# mine\n{ONE}"
    again = save_as(opened, opened.canvas, str(path.with_name("same")))
    assert again.wrote
    assert path.with_name("same").read_bytes() == path.read_bytes()


def test_saving_under_the_name_of_a_folder_asks_for_the_files_own(path: Path, here: Path) -> None:
    path.write_text(ONE)
    (here / "folder").mkdir()
    document = open_document(str(path))
    for over in (False, True):
        with pytest.raises(DocumentError, match=r"^‘folder’ is a folder: add the file's name\.$") as caught:
            save_as(document, document.canvas, "folder", over=over)
        assert caught.value.code == "not_a_file"


def test_saving_under_another_name_goes_over_a_file_only_where_asked(path: Path) -> None:
    opened = written(path, ONE)
    other = path.with_name("other")
    other.write_text("precious")
    with pytest.raises(ChangedOnDiskError, match="there is a file of that name already"):
        save_as(opened, opened.canvas, str(other))
    assert other.read_text() == "precious"
    saved = save_as(opened, opened.canvas, str(other), over=True)
    assert other.read_text() == ONE
    assert saved.warnings == ("What was there is kept as other.bak.",)
    assert path.with_name("other.bak").read_text() == "precious"
    fresh = path.with_name("fresh")
    save_as(Document(Canvas("T")), Canvas("T"), str(fresh), over=True)
    assert fresh.read_text() == HEAD
    with pytest.raises(DocumentError, match="folder"):
        save_as(opened, opened.canvas, str(path.parent), over=True)


def test_what_cannot_be_changed_line_by_line_is_saved_elsewhere_with_its_comments(path: Path) -> None:
    opened = written(path, ANEW)
    after = edits.move(opened.canvas, ItemId("~1"), "principles").canvas
    with no_line_wise_way():
        save_as(opened, after, str(path.with_name("other")))
    text = path.with_name("other").read_text()
    assert from_bytes(text.encode(), "x").canvas == after
    assert sorted(all_comments(text)) == sorted(all_comments(ANEW))


def test_unknown_fields_of_an_item_without_id_may_stand_in_any_order(path: Path) -> None:
    opened = written(path, f'{HEAD}\n[[communications]]\ntext = "a"\npurpose = "trust"\nchannel = "b"\n')
    moved = edits.move(opened.canvas, ItemId("~1"), "vision").canvas
    saved = save(opened, moved)
    assert not saved.warnings
    back = edits.set_item(
        edits.move(moved, ItemId("~1"), "roles").canvas, ItemId("~1"), text="a", changes={"accountable": "x"}
    ).canvas
    assert not save(saved.document, back).warnings
