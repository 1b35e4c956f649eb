from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from pathlib import Path
from threading import Event

import pytest
from textual.widgets import OptionList

from canvas.app.app import CanvasApp
from canvas.app.paint.text_blocks import Block, Line, lines_of
from canvas.exports import EXPORTERS, ExportError, ExportRequest, dialog_exporters, render_text
from canvas.exports.document import TextDocument
from canvas.exports.requested_document import text_document
from canvas.exports.version_found import Committed, VersionFound
from canvas.files.canonical_toml import canonical
from canvas.files.settings import Settings
from canvas.model import edits
from canvas.model.canvas import Canvas, Item
from canvas.model.types import ItemId
from tests.app.driving import TODAY, Driven, a_canvas, a_copy, program
from tests.app.in_git import SECOND, committed
from tests.exports.example import BINARY
from tests.files.git.repository import Repository
from tests.waiting import PATIENCE

SMALL = a_canvas(vision=["Breakfast"])
SECRET = a_canvas(
    vision=[
        Item("vis00", "for insiders", {"visibility": "internal"}),
        Item("vis01", "for partners"),
        Item("vis02", "for anyone", {"visibility": "public"}),
    ],
    relationships=[
        Item("rel00", "Kitchen", {"kind": "partner"}),
        Item("rel01", "Kitchen", {"kind": "partner"}),
    ],
)


def saved(here: Path, canvas: Canvas) -> Path:
    path = here / "river.canvas.toml"
    path.write_text(canonical(canvas), encoding="utf-8")
    return path


async def test_the_audience_is_chosen_and_the_preview_and_the_file_follow(here: Path) -> None:
    async with program(SECRET, size=(80, 40)) as it:
        await it.press("x")
        assert "for partners" in it.seen
        assert "for insiders" not in it.seen
        await it.press("right")
        assert "for anyone" in it.seen
        assert "for partners" not in it.seen
        await it.press("left", "left")
        assert "for insiders" in it.seen
        await it.press("enter")
        assert it.top_is("BoardScreen")
        assert "Wrote" in it.said
    (written,) = here.iterdir()
    assert written.read_text(encoding="utf-8") == render_text("md", SECRET, audience="internal", today=TODAY)
    assert "internal" in written.name


async def test_what_is_missing_ends_in_a_sign_where_there_is_no_room_for_all_of_it() -> None:
    async with program(SMALL, size=(80, 24)) as it:
        await it.press("x")
        await it.until(lambda: "Not written yet" in it.shown)
        above = it.lines[next(at for at, line in enumerate(it.lines) if "enter writes" in line) - 1]
        assert above.rstrip().endswith("…")
    async with program(SMALL, size=(200, 60)) as it:
        await it.press("x")
        await it.until(lambda: "Not written yet" in it.shown)
        assert "…" not in it.shown


async def test_what_is_not_settled_is_said_before_and_after_it_is_written(here: Path) -> None:
    item = Item("vis00", "Bread", {"status": "agreed", "theirs": [{"status": "disputed"}]})
    warning = "Two versions differ in 1 place: not resolved yet."
    async with program(a_canvas(vision=[item]), size=(120, 40)) as it:
        assert "0 of 1 agreed" in it.seen
        await it.press("x")
        assert warning in it.seen
        await it.press("right")
        assert warning not in it.seen  # the public reads nothing of it
        await it.press("left", "enter")
        assert it.said.startswith("Wrote")
        assert it.said.endswith(warning)
    (written,) = here.iterdir()
    assert "two versions, not resolved yet" in written.read_text(encoding="utf-8")


async def test_an_answer_to_a_key_leaves_the_warning_and_the_question_whether_to_replace_in_sight(
    here: Path,
) -> None:
    item = Item("vis00", "Bread", {"status": "agreed", "theirs": [{"status": "disputed"}]})
    async with program(saved(here, a_canvas(vision=[item])), size=(120, 40)) as it:
        (here / "river.md").write_text("by somebody else", encoding="utf-8")
        await it.press("x", "B")
        assert "There are no minutes" in it.seen
        assert "Two versions differ in 1 place" in it.seen
        await it.press("enter", "f5")
        assert "f5 does nothing here" in it.seen
        assert "Press enter again to replace it." in it.seen
        assert "Two versions differ in 1 place" in it.seen


async def test_a_slow_preview_blocks_no_key_and_leaving_drops_it(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on = Event(), Event()

    def slow(request: ExportRequest) -> TextDocument:
        begun.set()
        go_on.wait(PATIENCE)
        return text_document(request)

    monkeypatch.setattr("canvas.app.screens.export_preview.text_document", slow)
    async with program(saved(here, SMALL)) as it:
        it.send("x")
        await it.until(begun.is_set)
        it.send("right")
        await it.until(lambda: "‹public›" in it.shown)
        it.send("escape")
        await it.until(lambda: it.top_is("BoardScreen"))
        go_on.set()
        await it.settle()
        assert it.top_is("BoardScreen")


async def test_a_preview_is_made_once_for_what_has_not_changed(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = []

    def counted(request: ExportRequest) -> TextDocument:
        made.append(request.audience)
        return text_document(request)

    monkeypatch.setattr("canvas.app.screens.export_preview.text_document", counted)
    async with program(saved(here, SMALL)) as it:
        await it.press("x")
        first = it.shown
        await it.press("escape", "x")
        assert it.shown == first
        assert made == ["partners"]
        await it.press("right")
        assert made == ["partners", "public"]
        await it.press("escape", "a", *"Tea", "enter", "escape", "x")
        assert made == ["partners", "public", "partners"]
        assert "Tea" in it.shown
        await it.press("escape")
        await it.resize(60, 30)
        await it.press("x")
        assert "Tea" in it.shown
        assert len(made) == 3


async def test_a_preview_that_is_made_too_late_replaces_no_newer_one(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on, made = Event(), Event(), []

    def slow(request: ExportRequest) -> TextDocument:
        if request.audience == "public":
            begun.set()
            go_on.wait(PATIENCE)
        made.append(request.audience)
        return text_document(request)

    monkeypatch.setattr("canvas.app.screens.export_preview.text_document", slow)
    canvas = a_canvas(vision=[Item("vis00", "For partners alone", {"status": "agreed"})])
    async with program(saved(here, canvas)) as it:
        await it.press("x")
        assert "For partners alone" in it.shown
        it.send("right")
        await it.until(begun.is_set)
        it.send("left")
        await it.until(lambda: "‹partners›" in it.shown)
        go_on.set()
        await it.until(lambda: "public" in made)
        await it.settle()
        assert "For partners alone" in it.shown


async def test_a_long_preview_is_laid_out_only_where_it_is_in_sight(monkeypatch: pytest.MonkeyPatch) -> None:
    laid_out = 0

    def counted(block: Block, width: int) -> list[Line]:
        nonlocal laid_out
        laid_out += 1
        return lines_of(block, width)

    monkeypatch.setattr("canvas.app.widgets.text_view.lines_of", counted)
    canvas = a_canvas(vision=[f"statement {n} " + "of many words " * 9 for n in range(200)])
    async with program(canvas, size=(80, 24)) as it:
        await it.press("x", "end")
        assert "canvas: draft" in it.shown
        await it.press("pageup", "pageup", "pageup")
        assert "canvas: draft" not in it.shown
        top = re.findall(r"statement 1\d\d ", it.shown)[0]
        await it.resize(50, 30)
        assert top in it.shown
        await it.press("home")
        assert "At a glance" in it.shown
        assert laid_out < 120


async def test_it_is_written_beside_its_canvas_and_replaces_another_file_only_when_asked_twice(
    here: Path,
) -> None:
    written = here / "river.md"
    written.mkdir()
    async with program(saved(here, SMALL)) as it:
        await it.burst("x", "enter")
        assert it.top_is("ExportScreen")
        assert "folder" in it.seen
        written.rmdir()
        written.write_text("precious")
        await it.press("enter")
        assert it.top_is("ExportScreen")
        assert "there already" in it.seen
        await it.burst("escape")
        assert written.read_text() == "precious"
        await it.burst("x", "enter", "enter")
        assert it.top_is("BoardScreen")
    assert written.read_text(encoding="utf-8") == render_text("md", SMALL, audience="partners", today=TODAY)


async def test_one_partners_sheet_can_be_chosen_though_its_name_stands_twice(here: Path) -> None:
    async with program(SECRET) as it:
        await it.press("x", "Z")
        assert it.shown.count("Kitchen") >= 1
        await it.press("1")
        assert "the sheet of Kitchen" in it.seen
        await it.press("enter")
        assert it.top_is("BoardScreen")
    assert [path.name for path in here.iterdir()] == ["riverside-kitchen.md"]


async def test_more_partners_than_digits_can_all_be_chosen() -> None:
    names = [f"Partner {number}" for number in range(14)]
    items = [Item(f"rel{n:02}", name, {"kind": "partner"}) for n, name in enumerate(names)]
    async with program(a_canvas(relationships=items)) as it:
        await it.burst("x", "Z", "end", "enter")
        assert "the sheet of Partner 13" in it.seen


async def test_the_preview_scrolls_and_escape_leaves_without_a_file(here: Path) -> None:
    path = saved(here, a_canvas(vision=[f"statement {n}" for n in range(20)]))
    async with program(path, size=(80, 24)) as it:
        await it.press("x")
        top = it.shown
        await it.press("pagedown")
        assert it.shown != top
        await it.press("escape")
        assert it.top_is("BoardScreen")
    assert [found.name for found in here.iterdir()] == [path.name]


async def test_no_text_of_a_statement_becomes_a_link_an_image_or_a_heading_of_the_preview() -> None:
    texts = [
        "# no heading",
        "![x](http://x/y.png)",
        "[a](http://b)",
        "<b>bold</b>",
        "https://example.org",
        "~~x~~",
    ]
    async with program(a_canvas(vision=texts), size=(100, 60)) as it:
        await it.press("x")
        assert all(text in it.seen for text in texts)


HIDDEN_PARTNER = a_canvas(
    relationships=[
        Item("rel00", "Kitchen", {"kind": "partner"}),
        Item("rel01", "Library", {"kind": "partner", "visibility": "public"}),
    ]
)


async def test_a_partner_with_a_long_name_leaves_room_for_the_others_in_the_question() -> None:
    names = "The organisation " * 100, "Second"
    partners = [Item(f"rel{at:02}", name, {"kind": "partner"}) for at, name in enumerate(names)]
    async with program(a_canvas(relationships=partners), size=(80, 24)) as it:
        await it.press("x", "Z")
        assert "1  The organisation" in it.shown
        assert "2  Second" in it.shown


async def test_only_partners_whom_the_audience_may_read_are_offered_and_others_visibly_given_up() -> None:
    async with program(HIDDEN_PARTNER, size=(100, 30)) as it:
        await it.press("x", "Z", "1")
        assert "the sheet of Kitchen" in it.seen
        await it.press("right")
        assert "‘Kitchen’ is not marked public: this is the whole summary." in it.seen
        assert "the whole canvas" in it.seen
        assert it.top_is("ExportScreen")
        await it.press("Z")
        assert "Library" in it.shown
        assert "Kitchen" not in it.find_line("Library")
        assert it.screen.query_one(OptionList).option_count == 3  # everyone, each partner, and the library
        await it.press("1")
        assert "the sheet of Library" in it.seen


async def test_an_export_that_cannot_be_made_is_a_sentence_on_the_screen(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: ExportRequest) -> TextDocument:
        raise ExportError("This cannot be exported.", "partner")

    for user in (
        "canvas.app.screens.export_preview",
        "canvas.exports.requested_document",
    ):  # the importing module first
        monkeypatch.setattr(f"{user}.text_document", refuse)
    async with program(SECRET, size=(80, 24)) as it:
        await it.press("x")
        assert "This cannot be exported." in it.seen
        await it.press("enter")
        assert it.top_is("ExportScreen")
        assert "This cannot be exported." in it.seen
    assert not list(here.iterdir())


async def test_a_new_binary_format_is_chosen_and_written_from_the_screen(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(EXPORTERS, "odd", BINARY)
    async with program(SECRET, size=(80, 40)) as it:
        await it.press("x", "tab")
        assert "riverside.html" in it.seen
        assert "for partners" in it.seen  # the text that the page carries
        await it.press("tab")
        assert "riverside.pdf" in it.seen
        assert "for partners" in it.seen
        await it.press(*["tab"] * (len(dialog_exporters(is_document=False)) - 3))
        assert "riverside.odd" in it.seen
        assert "for partners" in it.seen
        await it.press("enter")
        assert it.top_is("BoardScreen")
    (written,) = here.iterdir()
    assert written.suffix == ".odd"
    assert written.read_bytes() == b"\x00\xffodd partners"


async def test_an_empty_page_for_the_public_says_which_key_makes_a_statement_public() -> None:
    async with program(a_canvas(vision=["one", "two"])) as it:
        await it.press("x", "right")
        await it.until(lambda: "Nothing is marked public yet." in it.seen)
        assert "2 statements are for partners or internal; on the board X sets who may read one." in it.seen


async def test_the_next_export_begins_with_the_last_choice(here: Path) -> None:
    path = saved(here, SECRET)
    async with program(path, size=(100, 40)) as it:
        await it.press("x", "tab", "right", "left", "left", "Z", "1", "enter")
        assert it.top_is("BoardScreen")
        await it.press("x")
        assert "‹internal›" in it.seen
        assert "‹html›" in it.seen
        assert "the sheet of Kitchen" in it.seen
        await it.press("shift+tab", "Z", "0", "enter", "x")
        assert "‹md›" in it.seen
        assert "the whole canvas" in it.seen
    changed = Settings({"audience": "public"}, labels={"at a glance": "In brief", "Owmer": "Lead"})
    async with program(path, settings=changed, size=(100, 40)) as it:
        assert any("did you mean ‘Owner’?" in problem for problem in it.app.problems)
        await it.press("x")
        assert "‹public›" in it.seen  # the settings were changed since
        await it.until(lambda: "In brief" in it.seen)
        await it.press("enter")
        assert it.top_is("BoardScreen")
    assert "## In brief" in (here / "river-public.md").read_text(encoding="utf-8")


async def test_each_partner_gets_a_sheet_and_what_changed_comes_first(here: Path) -> None:
    path = saved(here, SECRET)
    (here / "old.canvas.toml").write_text(canonical(SMALL), encoding="utf-8")
    async with program(path, size=(120, 40)) as it:
        await it.press("x", "D", *"nowhere", "enter")
        await it.until(lambda: "is not in a git repository" in it.seen)
        await it.press("D", *"old.canvas.toml", "enter")
        await it.until(lambda: "· since old.canvas.toml" in it.seen and "What changed" in it.seen)
        assert "D no changes" in it.seen
        await it.press("Z", "*")
        await it.until(lambda: "1 sheet, of which this is Kitchen’s" in it.seen)
        assert "enter writes river-sheets/" in it.seen
        assert "csv" not in it.seen
        await it.press("enter")
        await it.until(lambda: it.top_is("BoardScreen"))
        assert it.said == f"Wrote 1 sheet to {here / 'river-sheets'}."
        sheet = here / "river-sheets" / "river-kitchen.md"
        assert "What changed" in sheet.read_text(encoding="utf-8")
        await it.press("x")
        await it.until(lambda: "1 sheet, of which" in it.seen)
        await it.press("right")  # nobody may read of a partner
        assert "No partner is marked public: this is the whole summary." in it.seen
        await it.press("escape")


def _says(it: Driven, sentence: str) -> bool:
    return sentence in it.seen


async def test_a_partner_that_goes_while_its_sheet_is_shown_leaves_the_whole_summary() -> None:
    each, one = "No partner is marked for partners", "‘Kitchen’ is no partner any more"
    for chosen, told in (("*", each), ("1", one)):
        async with program(SECRET, size=(120, 40)) as it:
            workspace = it.at.workspace
            await it.press("x", "Z", chosen)
            assert "Kitchen" in it.find_line("Summary for")
            workspace.run(partial(edits.delete, item_ids=[ItemId("rel00"), ItemId("rel01")]), by="guests")
            await it.until(partial(_says, it, f"{told}: this is the whole summary."))
            assert "the whole canvas" in it.find_line("Summary for")


async def test_what_an_export_wrote_is_replaced_without_asking_and_what_was_edited_is_not(here: Path) -> None:
    written = here / "river.md"
    async with program(saved(here, SMALL)) as it:
        await it.press("x", "enter", "a", *"More", "enter", "escape", "x", "enter")
        assert it.top_is("BoardScreen")
        assert "More" in written.read_text(encoding="utf-8")
        written.write_text("Marked up by a partner", encoding="utf-8")
        await it.press("x", "enter")
        assert "there already" in it.seen
    assert written.read_text(encoding="utf-8") == "Marked up by a partner"


async def test_what_takes_long_says_so_and_is_stopped_before_anything_is_written(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on = Event(), Event()

    def render(_: ExportRequest) -> bytes:
        begun.set()
        go_on.wait(PATIENCE)
        return b"late"

    monkeypatch.setitem(EXPORTERS, "odd", BINARY._replace(load=lambda: render))
    monkeypatch.setattr("canvas.app.screens.export._PROGRESS_SECONDS", 0.01)
    async with program(saved(here, SMALL), size=(100, 30)) as it:
        await it.press("x", "shift+tab")
        it.send("enter")
        await it.until(lambda: begun.is_set() and "Making odd…  esc stops." in it.shown)
        it.send("escape")
        await it.until(lambda: it.top_is("BoardScreen"))
        go_on.set()
        await it.settle()
        assert it.said == "Stopped: nothing was written."
    assert [path.name for path in here.iterdir()] == ["river.canvas.toml"]


async def test_a_key_writes_the_file_and_opens_it(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []

    def open_outside(app: CanvasApp, address: str, done: Callable[[str], None]) -> None:
        opened.append(address)
        app.call_later(done, "Opened it.")

    monkeypatch.setattr("canvas.app.desktop.open_link.open_outside", open_outside)
    async with program(saved(here, SMALL)) as it:
        await it.press("x", "L")
        assert it.top_is("BoardScreen")
        assert it.said == f"Wrote {here / 'river.md'}. Opened it."
    assert opened == [(here / "river.md").as_uri()]


async def test_a_committed_canvas_is_previewed_written_and_copied_under_its_commit(
    repository: Repository, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied: list[str] = []

    def copy(_: object, text: str) -> str:
        copied.append(text)
        return "with xclip"

    monkeypatch.setattr("canvas.app.desktop.clipboard.copied", copy)
    async with program(committed(repository, SECOND), size=(100, 40)) as it:
        as_of = f"As of 2 March 2026 (version {repository.head()[:7]})"
        it.send("x")
        await it.until(lambda: as_of in it.shown)
        await it.press("enter", "y", "3")
        await it.until(lambda: copied)
        await it.press("a", *"More", "enter", "escape", "x")
        assert "Draft of " in it.seen
        await it.press("enter", "y", "3")
        await it.until(lambda: len(copied) > 1)
    assert (here / "river.md").read_text(encoding="utf-8") == copied[1]
    assert [as_of in text for text in copied] == [True, False]
    assert "Draft of " in copied[1]


async def test_a_draft_is_previewed_while_git_takes_its_time(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answered = Event()

    def slow(*_: object) -> VersionFound:
        answered.wait(PATIENCE)
        return VersionFound(Committed("48f1418abc", TODAY), "git was slow.")

    monkeypatch.setattr("canvas.app.screens.export.may_have_version", lambda _: True)
    monkeypatch.setattr("canvas.app.screens.export_preview.committed_version", slow)
    monkeypatch.setattr("canvas.app.screens.export_preview._GIT_SECONDS", 0.01)
    async with program(a_copy(here), size=(100, 40)) as it:
        it.send("x")
        await it.until(lambda: "Draft of " in it.shown)
        answered.set()
        await it.until(lambda: "(version 48f1418), for partners" in it.shown and "git was slow." in it.shown)
        for _ in range(4):
            it.send("left")
        await it.settle()
        await it.until(lambda: "internal: only for those" in it.shown and "At a glance" in it.shown)
