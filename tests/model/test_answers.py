"""A finding can be answered: “does not apply, because …”, with who says so and until when."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest

from canvas.bundled_files import examples
from canvas.exports.preview_notes import missing
from canvas.files.canvas_file import open_document
from canvas.model.answer_edits import answer_finding, withdraw_answer
from canvas.model.canvas import Canvas, Item
from canvas.model.edits import EditError, delete
from canvas.model.finding import STAGES, Answered, Finding
from canvas.model.findings import answered_findings, findings
from canvas.model.guidance import missing as missing_kinds
from canvas.model.record_edits import set_record
from canvas.model.records import records
from canvas.model.types import ItemId
from tests.model.test_rules import (
    BROKEN,
    TODAY,
    Break,
    a_healthy_canvas,
    adding,
    an_item,
    both,
    changing,
    without,
)

BECAUSE = "we are three volunteers, and nobody pays"


def found_in(canvas: Canvas, day: date = TODAY) -> list[Finding]:
    return [*findings(canvas, "check", day)]


def answered_in(canvas: Canvas, day: date = TODAY) -> list[Answered]:
    return [each for each in answered_findings(canvas, "check", day) if isinstance(each, Answered)]


def answered(canvas: Canvas, finding: Finding, until: date | None = None) -> Canvas:
    return answer_finding(canvas, finding, because=BECAUSE, by="Ana Ruiz", until=until).canvas


@pytest.mark.parametrize(("name", "break_", "sentence"), BROKEN, ids=[f"{n}-{s[:20]}" for n, _, s in BROKEN])
def test_each_finding_can_be_answered_and_the_answer_ends_with_its_day_or_with_the_finding(
    name: str, break_: Break, sentence: str
) -> None:
    broken = break_(a_healthy_canvas())
    (finding,) = found_in(broken)
    canvas = answered(broken, finding, until=TODAY)
    assert found_in(canvas) == []
    ((told, answer),) = answered_in(canvas)
    assert (told.rule, told.sentence, answer.line("because")) == (name, sentence, BECAUSE)
    tomorrow = {each.rule: each.sentence for each in found_in(canvas, TODAY + timedelta(days=1))}
    assert name in tomorrow
    assert tomorrow["answers/stands"] == f"The answer to {name} held until {TODAY}: does it still?"
    values = {**a_healthy_canvas().values, "answers": canvas.values["answers"]}
    (idle,) = found_in(a_healthy_canvas().replacing(values=values))
    assert (idle.rule, idle.severity) == ("answers/needed", "consider")
    assert idle.sentence == f"The answer ‘{BECAUSE}’ to {name} is not needed any more."
    assert found_in(withdraw_answer(canvas, answer).canvas) == [finding]


def test_an_answer_is_to_one_finding_and_not_to_the_next_of_its_rule() -> None:
    canvas = both(without("spon1"), without("spon2"))(a_healthy_canvas())
    first, second = found_in(canvas)
    assert found_in(answered(canvas, first)) == [second]
    loose = changing("voice", next="Ask them")(a_healthy_canvas())
    (finding,) = found_in(loose)
    late = changing("voice", next="Ask them", due=date(2026, 11, 1), owner="Ana Ruiz")(
        answered(loose, finding)
    )
    assert [each.sentence for each in found_in(late) if each.rule == "steps/on-time"] == [
        "‘Ask them’ was due 2026-11-01."
    ]


def test_every_finding_of_the_examples_and_of_an_empty_canvas_is_known_by_a_key_of_its_own() -> None:
    empty = [Canvas("T", stage) for stage in STAGES]
    for canvas in (*empty, *(open_document(str(path)).canvas for path in examples().values())):
        keys = Counter(each.key for each in findings(canvas, "check", TODAY))
        assert not [key for key, count in keys.items() if count > 1]


def test_answering_twice_replaces_the_answer_and_needs_a_reason() -> None:
    canvas = without("money")(a_healthy_canvas())
    (finding,) = found_in(canvas)
    edit = answer_finding(canvas, finding, because=BECAUSE)
    assert edit.label == "answer ‘Who holds the money is not said yet’"
    again = answer_finding(edit.canvas, finding, because="no money\x1b moves", until=TODAY).canvas
    (answer,) = records(again, "answers")
    assert answer.values["because"] == "no money moves"
    assert answer.values["until"] == TODAY
    with pytest.raises(EditError):
        answer_finding(canvas, finding, because="  ")
    bare = set_record(again, "answers", answer.id, {"because": ""}).canvas
    assert [each.sentence for each in found_in(bare) if each.rule == "answers/stands"] == [
        "The answer to governance/money gives no reason."
    ]


def test_an_answer_about_a_statement_stays_with_it_and_gives_it_an_id() -> None:
    items = a_healthy_canvas().panels["vision"]
    nameless = tuple(
        i._replace(id=ItemId("~1"), values={**i.values, "due": None}) if i.id == "outco" else i for i in items
    )
    canvas = a_healthy_canvas().with_items({"vision": nameless})
    (finding,) = found_in(canvas)
    edit = answer_finding(canvas, finding, because=BECAUSE)
    assert edit.focus
    assert not edit.focus.startswith("~")
    assert found_in(edit.canvas) == []
    gone = delete(edit.canvas, [edit.focus]).canvas
    assert "answers/needed" in {each.rule for each in found_in(gone)}
    with pytest.raises(EditError):
        answer_finding(gone, finding._replace(item=edit.focus), because=BECAUSE)


def test_a_gate_that_is_answered_is_open_and_what_only_people_can_settle_has_no_answer() -> None:
    canvas = both(without("schoo"), without("money"))(a_healthy_canvas())
    (finding,) = found_in(canvas)
    assert finding.rule == "relationships/two-partners"
    assert "governance/money" in {each.rule for each in found_in(answered(canvas, finding))}
    apart = adding("vision", an_item("apart", "x", "scope", theirs=[{"text": "y"}]))(a_healthy_canvas())
    (finding,) = found_in(apart)
    assert found_in(answered(apart, finding))[0].rule == "answers/stands"
    assert finding in found_in(answered(apart, finding))


def test_at_a_stage_that_does_not_ask_an_answer_is_neither_needed_nor_told() -> None:
    canvas = without("scope")(a_healthy_canvas())
    (finding,) = found_in(canvas)
    closing = answered(canvas, finding).replacing(stage="closing")
    assert found_in(closing) == []
    assert answered_in(closing) == []


def test_an_answer_reaches_the_guidance_the_cell_and_the_preview_of_the_summary() -> None:
    canvas = without("money")(a_healthy_canvas())
    (finding,) = found_in(canvas)
    assert [guide.kind for guide in missing_kinds(canvas, "governance")] == ["money", "review"]
    canvas = answered(canvas, finding)
    assert [guide.kind for guide in missing_kinds(canvas, "governance")] == ["review"]
    assert not [*findings(canvas, "cell", TODAY, ("governance",))]
    told = missing(canvas, "partners", TODAY)
    assert told.endswith("Does not apply: who holds the money.")
    assert BECAUSE not in told


def test_a_voice_goes_beyond_being_told() -> None:
    def voice(text: str, **values: str) -> list[str]:
        changed = Item(ItemId("voice"), text, {"kind": "voice", "status": "agreed", **values})
        canvas = without("voice")(a_healthy_canvas())
        return [each.rule for each in found_in(adding("beneficiaries", changed)(canvas))]

    for text in ("They are told by newsletter", "We inform the families", "A leaflet in four languages"):
        assert voice(text) == ["beneficiaries/voice"], text
    for text in (
        "They are told, and asked each term",
        "They choose the newsletter's topics",
        "Two of them decide",
    ):
        assert voice(text) == [], text
    assert voice("A newsletter each month", note="Readers vote on what is in it") == []
