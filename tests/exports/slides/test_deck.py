from __future__ import annotations

import re
from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from canvas.exports.slides.board import _cell as board_cell
from canvas.exports.slides.deck import SECTIONS, Deck, SlidePosition, news
from canvas.exports.slides.layout import WIDEST, plain
from canvas.exports.slides.slide_text import BOARD, Room
from canvas.exports.slides.slide_types import COLUMN_GAP
from canvas.model import edits
from canvas.model.canvas import Canvas, Item
from canvas.model.schema import BY_KEY, PANELS
from canvas.model.types import ItemId
from tests.exports.slides.making import (
    SECRET,
    TODAY,
    deck,
    marked,
    panel_slides,
    partners_may_read,
    rooms,
    told,
)
from tests.exports.strategies import canvases as odd_canvases
from tests.strategies import canvases, quick

LONG = "one two three four five six seven eight nine ten " * 40


def canvas_of(count: int, **values: object) -> Canvas:
    items = tuple(Item(f"rol{n:02}", f"word{n:02}", values) for n in range(count))
    return Canvas("Riverside").with_items({"roles": items})


@quick
@given(canvases(), rooms)
def test_each_statement_that_partners_may_read_is_on_the_slides_of_its_panel_once_and_found_there(
    canvas: Canvas, room: tuple[int, int, bool]
) -> None:
    slides = deck(canvas, *room[:2], details=room[2])
    for key in BY_KEY:
        shown = [item for slide in panel_slides(slides) if slide.section == key for item in slide.items]
        once = [item for at, item in enumerate(shown) if not at or shown[at - 1] != item]
        assert once == [item.id for panel, item in partners_may_read(canvas) if panel == key]
        for item in once:
            place = slides.holding(key, item)
            assert place
            assert item in slides.at(place).items
    assert slides.holding("roles", "not there") is None


@quick
@given(canvases() | odd_canvases(), rooms)
def test_no_line_is_wider_than_the_screen_no_slide_taller_and_no_text_breaks_one(
    canvas: Canvas, room: tuple[int, int, bool]
) -> None:
    width, height, details = room
    for slide in deck(canvas, width, height, details=details):
        assert len(list(slide.laid_out)) == slide.height <= height
        assert slide.width <= width
        for row in slide.laid_out:
            for part, after in zip(row, (*(part.x for part in row[1:]), slide.width), strict=True):
                assert part.x + cell_len(plain(part.line)) <= after
        if slide.section != BOARD:
            assert max(cell_len(plain(line)) for _, line in slide.rows) <= WIDEST
        lines = [plain(line) for _, line in slide.rows]
        assert not any(char in line for line in lines for char in "\x1b\n\t\x00\x9b\u202e\u2028")


@quick
@given(canvases(), rooms)
def test_what_is_internal_leaves_no_trace_on_any_slide(canvas: Canvas, room: tuple[int, int, bool]) -> None:
    width, height, details = room
    whole = marked(canvas)
    shown = Canvas(whole.title, whole.stage, whole.review)
    for key, item in partners_may_read(whole):
        shown = shown.with_items({key: (*shown.panels[key], item)})
    slides = list(deck(whole, width, height, details=details))
    assert slides == list(deck(shown, width, height, details=details))
    if SECRET not in whole.title:
        assert not any(SECRET in told(slide) for slide in slides)


@quick
@given(canvases(), rooms)
def test_walking_on_from_the_first_slide_meets_every_slide_once_and_back_again(
    canvas: Canvas, room: tuple[int, int, bool]
) -> None:
    slides = deck(canvas, *room[:2])
    place, met = SlidePosition(), [slides.at(SlidePosition())]
    while (onward := slides.after(place, 1)) != place:
        assert slides.after(onward, -1) == place
        place = onward
        met.append(slides.at(place))
    assert met == list(slides)
    assert [slide.section for at, slide in enumerate(met) if slide.page == 0] == list(SECTIONS)


def test_a_panel_longer_than_the_screen_is_dealt_out_to_numbered_slides() -> None:
    slides = deck(canvas_of(20), height=20).slides("roles")
    assert [told(slide).split("Who")[0] for slide in slides] == [
        f"5 Roles · {page} of {len(slides)} " for page in range(1, len(slides) + 1)
    ]
    assert len(slides) == 3
    assert told(deck(canvas_of(2)).slides("roles")[0]).startswith("5 Roles Who is responsible")


def test_a_statement_taller_than_the_screen_goes_on_on_the_next_slide_word_for_word() -> None:
    canvas = Canvas("T").with_items({"roles": (Item("a", "before"), Item("b", LONG), Item("c", "after"))})
    slides = deck(canvas, 40, 12).slides("roles")
    assert len(slides) > 3
    words = " ".join(plain(line) for slide in slides for number, line in slide.rows if number is not None)
    assert " ".join(words.split()) == f"- before - {LONG.strip()} - after"
    assert all(slide.items for slide in slides)


def test_between_statements_is_air_and_more_of_it_where_there_is_room() -> None:
    few, many = deck(canvas_of(3)).slides("roles")[0], deck(canvas_of(9)).slides("roles")[0]
    assert (few.gap, many.gap) == (2, 1)


def test_a_panel_opens_with_its_question() -> None:
    slides = deck(canvas_of(1))
    for panel in PANELS:
        assert told(slides.slides(panel.key)[0]).startswith(f"{panel.number} {panel.title} {panel.question}")


def test_an_empty_panel_does_not_say_whether_something_is_held_back() -> None:
    hidden, empty = deck(canvas_of(3, visibility="internal")), deck(Canvas("Riverside"))
    assert list(hidden) == list(empty)
    assert "Nothing is shown here yet." in told(empty.slides("roles")[0])


def test_a_statement_shows_its_status_in_a_word_and_who_does_it_by_when() -> None:
    item = Item(
        "a", "Cook", {"status": "disputed", "owner": "Ana", "due": TODAY.replace(month=2), "votes": 2}
    )
    canvas = Canvas("T").with_items({"roles": (item,)})
    assert "Cook disputed · Ana · late: was due 3 February · 2 votes" in told(deck(canvas).slides("roles")[0])


def test_the_panels_own_fields_show_where_they_are_wanted_and_notes_never() -> None:
    values = {"accountable": "Ana", "responsible": ("Ben", "Cy"), "note": "not for the room"}
    canvas = Canvas("T").with_items({"roles": (Item("a", "Cook", values),)})
    short, full = (told(deck(canvas, details=wanted).slides("roles")[0]) for wanted in (False, True))
    assert "Ben" not in short
    assert "Accountable: Ana Responsible: Ben and Cy" in full
    assert "not for the room" not in full


def test_the_first_slide_has_title_partners_stage_review_and_what_changed() -> None:
    partners = tuple(Item(str(n), name, {"kind": "partner"}) for n, name in enumerate(("Kitchen", "School")))
    canvas = Canvas("Riverside", "forming", TODAY).with_items({"relationships": partners})
    since = ("Since 12 Nov", "2 agreed.")
    slides = Deck(canvas, TODAY, Room(80, 24, cell_len), since=since)
    said = told(slides.at(SlidePosition()))
    for words in ("Riverside", "Kitchen · School", "Forming: agreeing how", "Next review 3 March", *since):
        assert words in said


def test_the_board_is_a_slide_of_nine_cells_or_a_line_for_each_panel() -> None:
    words = "every child reads aloud to a grown-up"
    canvas = canvas_of(15, status="agreed").with_items({"vision": (Item("a", words),)})
    (wide,) = deck(canvas, 80, 23).slides("board")
    assert all(f"{panel.number} {panel.title}" in told(wide) for panel in PANELS)
    assert "word00" in told(wide)
    assert "and 5 more" in told(wide)
    assert "15 of 16 agreed" in told(wide)
    (large,) = deck(canvas, 198, 50).slides("board")
    assert large.width > 2 * WIDEST
    assert words in " ".join(told(large).split())
    (narrow,) = deck(canvas, 38, 11).slides("board")
    assert "word00" not in told(narrow)
    assert "5 Roles 15 of 15 agreed" in told(narrow)


@quick
@given(canvases(), st.integers(22, 66), st.integers(3, 30))
def test_a_cell_of_the_board_shows_whole_statements_and_counts_the_others(
    canvas: Canvas, width: int, height: int
) -> None:
    for key, items in canvas.panels.items():
        cell = board_cell(canvas, BY_KEY[key].key, TODAY, width, Room(200, 50, cell_len))
        shown = list(cell.fitted(height))
        assert len(shown) <= height
        whole = [lines for lines in cell.statements if set(lines) <= set(shown)]
        if len(shown) < len(cell.lines):
            left = re.search(r"(\d+) more$", plain(shown[-1]))
            assert left
            assert int(left[1]) >= len(items) - len(whole)
            assert len(shown) == 2 + sum(map(len, cell.statements[: len(items) - int(left[1])]))


def test_a_day_is_told_with_its_year_from_eleven_months_on_and_the_same_way_on_each_slide() -> None:
    near, far = date(2028, 2, 2), date(2028, 2, 3)
    items = (
        Item("a", "Near", {"due": near, "status": "disputed"}),
        Item("b", "Far", {"due": far, "status": "disputed"}),
    )
    slides = deck(Canvas("T", "forming", near).with_items({"roles": items}))
    for section in ("roles", "last"):
        said = " ".join(told(slide) for slide in slides.slides(section))
        assert said.count("2 February") == said.count("3 February 2028") > 0
        assert "2 February 2028" not in said
    assert "review 2 February" in told(slides.slides("board")[0])
    assert "2028" not in told(slides.slides("board")[0])


def a_plan() -> Canvas:
    return Canvas("T").with_items(
        {
            "roles": (
                Item(
                    "a", "Bread", {"owner": "Ana", "next": "Ring the baker", "due": TODAY, "status": "agreed"}
                ),
                Item("b", "Rooms", {"owner": "Ben", "next": "Ask the school"}),
                Item("c", "Money", {"owner": "Ben", "due": TODAY.replace(month=2)}),
                Item("d", "Van", {"owner": "Ana"}),
                Item("e", "Later", {"due": TODAY, "status": "parked"}),
            ),
            "vision": (
                Item(
                    "f",
                    "Every day",
                    {"status": "disputed", "reason": "no money", "temperature": "5 4 1 on 2027-03-01"},
                ),
            ),
        }
    )


def test_the_last_slide_has_next_steps_by_owner_then_what_is_disputed_and_why_then_a_count() -> None:
    (slide,) = deck(a_plan(), height=40).slides("last")
    said = told(slide)
    expected = (
        "What happens next 1 of 6 agreed",
        "Ben · 2 - Money late: was due 3 February - Ask the school Rooms",
        "Ana · 1 - Ring the baker by 3 March · Bread",
        "Disputed · 1 - Every day Vision · hands 5 4 1, 1 low Why not: no money",
        "Where we stand 1 of 6 agreed · 1 disputed · 3 proposed · 1 parked · 1 looked after,",
    )
    places = [said.index(words) for words in expected]
    assert places == sorted(places)
    assert "Van" not in said
    empty = told(deck(Canvas("T")).slides("last")[0])
    assert "No next steps are named yet." in empty
    assert "Nothing is disputed." in empty


def test_next_steps_are_paged_by_owner_each_whole_and_under_its_name() -> None:
    canvas = canvas_of(30, owner="Ana", next="Do it, and then tell all the others in the room how it went")
    slides = deck(canvas, 60, 20).slides("last")
    assert len(slides) > 3
    for slide in slides[:-1]:
        assert all(
            plain(entry.lines[0]).strip().startswith(("Ana · 30", "Ana, continued"))
            for entry in slide.entries
        )
    said = " ".join(map(told, slides))
    assert all(said.count(f"word{n:02}") == 1 for n in range(30))
    assert all(told(slide).count("Do it,") == told(slide).count("word") for slide in slides)


def test_from_160_columns_on_a_long_panel_stands_in_two_columns_side_by_side() -> None:
    canvas = canvas_of(20)
    (wide,) = deck(canvas, 158, 24).slides("roles")
    assert wide.second is not None
    assert wide.items == tuple(f"rol{n:02}" for n in range(20))
    row = next(row for row in wide.laid_out if "word00" in plain(row[0].line))
    assert "word10" in plain(row[1].line)
    assert row[1].x == wide.column + COLUMN_GAP
    (few,) = deck(canvas_of(4), 158, 24).slides("roles")
    assert few.second is None
    assert len(deck(canvas, 150, 24).slides("roles")) > 1


def test_what_is_disputed_shows_its_reason_and_the_hands_beside_it() -> None:
    said = told(deck(a_plan()).slides("vision")[0])
    assert "Every day disputed · hands 5 4 1, 1 low Why not: no money" in said
    assert "Bread agreed · Ana · by 3 March Next: Ring the baker" in told(deck(a_plan()).slides("roles")[0])


def test_news_says_what_changed_and_nothing_of_what_is_held_back() -> None:
    before = canvas_of(3)
    now = edits.set_status(before, [ItemId("rol00"), ItemId("rol01")], "agreed").canvas
    hidden = edits.set_item(now, ItemId("rol01"), text="word01", changes={"visibility": "internal"}).canvas
    secret = edits.add(hidden, "vision", [SECRET]).canvas
    new = next(item for key, item in secret if key == "vision")
    secret = edits.set_item(secret, new.id, text=SECRET, changes={"visibility": "internal"}).canvas
    assert news(before, now) == "2 agreed"
    assert news(before, hidden) == news(before, secret) == "Agree ‘word00’"
    assert news(secret, secret) == "No change"
    gone = edits.delete(secret, [new.id]).canvas
    assert news(secret, gone) == "No change"


@quick
@given(canvases(), canvases())
def test_news_never_tells_a_secret(before: Canvas, now: Canvas) -> None:
    before, now = marked(before), marked(now)
    if SECRET not in before.title + now.title:
        assert SECRET not in news(before, now)
