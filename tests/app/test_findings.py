"""The list of what is missing: to read, to mend with one key, and to answer."""

from __future__ import annotations

import re
from datetime import date, timedelta

from canvas.app.screens.findings import FindingsScreen
from canvas.files.canonical_toml import canonical
from canvas.files.canvas_file import from_bytes
from canvas.model.answer_edits import answer_finding
from canvas.model.canvas import Canvas, Item
from canvas.model.finding import Answered
from canvas.model.findings import findings
from canvas.model.mending import Way, grouped, mending_of
from canvas.model.records import Record, records
from canvas.model.types import ItemId
from tests.app.driving import TODAY, Driven, a_canvas, program
from tests.model.test_rules import BROKEN, a_healthy_canvas, both, changing, without


def half_filled() -> Canvas:
    return both(
        without("group"),
        without("exit"),
        changing("role3", accountable=None),
        changing("need", evidence=None),
    )(a_healthy_canvas("forming"))


def listed(it: Driven) -> list[str]:
    assert isinstance(it.screen, FindingsScreen)
    return [row.finding.rule for row in it.screen.rows if row]


def line(it: Driven, item_id: str, key: str) -> str:
    item = it.canvas.item(item_id)
    assert item
    return item.line(key)


async def test_enter_on_the_ninth_cell_four_times_mends_the_four_things_that_matter() -> None:
    async with program(half_filled()) as it:
        it.board.look_at("readiness")
        await it.press("enter")
        assert listed(it) == ["beneficiaries/group"], "the details wait for those whom this is for"
        assert "1 must" in it.shown
        assert "why: a partnership that makes nothing better for someone should not start" in it.dialog
        await it.press("enter", *"Young carers", "escape")
        (group,) = [item for item in it.canvas.panels["beneficiaries"] if item.kind == "group"]
        assert group.text == "Young carers"

        it.board.look_at("readiness")
        await it.press("enter")
        assert listed(it) == ["roles/one-accountable", "beneficiaries/evidence", "governance/exit"]
        await it.press("enter")
        assert it.top_is("FormScreen")
        await it.press(*"Mill School", "ctrl+s")
        assert line(it, "role3", "accountable") == "Mill School"
        await it.press("escape")
        assert it.top_is("BoardScreen")

        it.board.look_at("readiness")
        await it.press("enter", "enter", *"asked 40", "ctrl+s")
        assert line(it, "need", "evidence") == "asked 40"
        await it.press("escape")

        it.board.look_at("readiness")
        await it.press("enter", "enter", *"Three months' notice", "escape")
        assert it.canvas.panels["governance"][-1].kind == "exit"
        assert [*findings(it.canvas, "check", TODAY)] == []
        await it.press("9")
        assert listed(it) == []
        assert "Nothing is missing" in it.shown


async def test_a_finding_is_answered_counted_changed_and_its_answer_withdrawn() -> None:
    async with program(without("money")(a_healthy_canvas())) as it:
        await it.press("9", "w")
        assert "Does not apply: Who holds the money is not said yet" in it.dialog
        await it.press(*"no money moves", "tab", *"Ana Ruiz", "tab", *"1 Mar 2027", "ctrl+s")
        await it.press("escape")  # no name for the file
        (answer,) = records(it.canvas, "answers")
        assert answer.values["until"] == date(2027, 3, 1)
        assert isinstance(it.screen, FindingsScreen)
        assert isinstance(it.screen.highlighted, Answered)
        assert "Nothing is missing · 1 answered" in it.dialog
        assert "does not apply, because no money moves · Ana Ruiz · until 2027-03-01" in it.dialog
        await it.press("w")
        assert "no money moves" in it.dialog
        await it.press("escape", "delete")
        assert records(it.canvas, "answers") == ()
        assert "1 must" in it.shown
        await it.press("u")
        assert records(it.canvas, "answers") == (answer,)
        await it.press("9")
        assert it.top_is("BoardScreen")


async def test_an_answer_that_does_not_stand_is_opened_to_be_changed() -> None:
    canvas = without("money")(a_healthy_canvas())
    (finding,) = findings(canvas, "check", TODAY)
    yesterday = TODAY - timedelta(days=1)
    canvas = answer_finding(canvas, finding, because="none yet", until=yesterday).canvas
    async with program(canvas) as it:
        await it.press("9")
        assert listed(it) == ["governance/money", "answers/stands"]
        await it.press("G", "w")
        assert "This cannot be answered: it has to be mended." in it.shown
        await it.press("enter")
        assert "none yet" in it.dialog
        await it.press("tab", "tab", "ctrl+u", *"1 Mar 2027", "ctrl+s")
        await it.press("escape")
        assert [*findings(it.canvas, "check", TODAY)] == []


async def test_what_is_wrong_with_the_file_stands_in_the_list_and_a_read_only_canvas_stays() -> None:
    text = canonical(a_healthy_canvas()).replace("baseline", "basline")
    async with program(from_bytes(text.encode(), "/x/a.canvas.toml")) as it:
        await it.press("9")
        assert "did you mean “baseline”?" in it.dialog
        assert re.search(r"line \d+: “basline”", it.dialog)
        await it.press("G", "w")
        assert "cannot be answered" in it.shown
        await it.press("enter")
        assert it.top_is("BoardScreen")
        assert "did you mean “baseline”?" in it.seen


def test_every_rule_leads_to_a_place_where_something_can_be_typed() -> None:
    ways: dict[str, Way] = {}
    for name, break_, _ in BROKEN:
        (finding,) = findings(break_(a_healthy_canvas()), "check", date(2026, 11, 29))
        mending = mending_of(finding)
        ways.setdefault(name, mending.way)
        assert mending.way not in ("file", "settle", "answer")
        assert mending.way != "add" or mending.kind or mending.panel == "principles", name
    assert [name for name, way in ways.items() if way == "look"] == ["roles/concentration"]
    assert ways["governance/next-review"] == "property"
    assert ways["beneficiaries/evidence"] == "field"


def test_the_panel_with_the_gravest_finding_comes_first_and_what_is_answered_last() -> None:
    canvas = half_filled().with_items({"beneficiaries": a_healthy_canvas().panels["beneficiaries"]})
    canvas = changing("need", evidence=None)(canvas)
    found = [*findings(canvas, "check", TODAY)]
    answer = Record("answer", {"because": "it does not apply"})
    answered = [Answered(each, answer) if each.rule == "governance/exit" else each for each in found]
    assert [panel for panel, _ in grouped(reversed(answered))] == ["roles", "beneficiaries", "governance"]


async def test_a_field_that_is_chosen_from_a_list_is_open_too() -> None:
    canvas = changing("prin1", status=None)(a_healthy_canvas("forming"))
    async with program(canvas) as it:
        await it.press("9", "enter", "enter", "2", "ctrl+s")
        assert it.item_of("prin1").status == "agreed"


async def test_the_ninth_cell_and_the_key_open_it_on_an_empty_canvas_too() -> None:
    async with program(a_canvas(vision=[Item("a", "x", {"theirs": [{"text": "y"}]})])) as it:
        await it.press("9")
        assert listed(it) == [
            *("beneficiaries/group", "settled", "vision/issue", "vision/shared-goal"),
            "relationships/two-partners",
        ]
        await it.press("down", "enter")
        assert it.top_is("ConflictsScreen")


async def test_on_a_slide_the_panel_s_findings_show_as_far_as_partners_may_read_them() -> None:
    hidden = Item(ItemId("hidde"), "Nobody eats with us", {"kind": "need", "visibility": "internal"})
    canvas = changing("need", evidence=None)(a_healthy_canvas())
    canvas = canvas.with_items({"beneficiaries": (*canvas.panels["beneficiaries"], hidden)})
    async with program(without("harm")(canvas)) as it:
        await it.press("p", "1", "9")
        assert "Beneficiaries: 1 must · 1 should" in it.dialog
        assert "‘No free afternoon’ has no evidence yet" in it.dialog
        assert "Nobody eats with us" not in it.shown
        await it.press("9")
        assert it.top_is("PresentScreen")
        await it.press("0", "9")
        assert "belongs to a panel" in it.shown
