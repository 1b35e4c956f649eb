"""Shorthand for kind, owner, day and status while a statement is typed."""

from __future__ import annotations

from datetime import date

from canvas.files.settings import Settings
from canvas.model.canvas import Canvas, Item
from tests.app.driving import a_canvas, program

FRIDAY = date(2026, 11, 27)


def a_plan() -> Canvas:
    return a_canvas(
        beneficiaries=["one"],
        relationships=[
            Item("kitch", "Riverside Kitchen", {"kind": "partner", "people": ["Dr Weiss", "Ana Petrescu"]})
        ],
    )


async def test_what_is_typed_is_told_back_as_it_will_be_understood_and_then_is() -> None:
    async with program(a_plan()) as it:
        await it.press("a")
        assert "group · need: difference:" in it.shown
        await it.burst(*"need: half the doctors leave @Dr Weiss by fri")
        assert "→ @Dr Weiss · by Fri 27 Nov · need" in " ".join(it.seen.split())
        await it.press("enter")
        assert "group · need:" in it.shown
        made = it.canvas.panels["beneficiaries"][-1]
        assert made.text == "half the doctors leave"
        assert made.values == {"kind": "need", "owner": "Dr Weiss", "due": FRIDAY}
        await it.burst(*"too dear !!", "escape")
        made = it.canvas.panels["beneficiaries"][-1]
        assert (made.text, made.values) == ("too dear", {"kind": "group", "status": "disputed"})
        await it.press("u", "u")
        assert it.canvas == a_plan()


async def test_a_name_is_completed_by_tab_or_the_right_arrow_and_tab_else_leaves() -> None:
    async with program(a_plan()) as it:
        await it.burst("a", *"find rooms @riv")
        assert "tab takes Riverside Kitchen" in " ".join(it.seen.split())
        await it.press("tab")
        assert it.is_typing
        await it.burst(*"by fri", "enter", *"ask @wei", "right", "enter", *"see @no", "tab")
        assert not it.is_typing
        assert it.board.active == "vision"
        found = [(item.text, item.owner) for item in it.canvas.panels["beneficiaries"][1:]]
        assert found == [("find rooms", "Riverside Kitchen"), ("ask", "Dr Weiss"), ("see", "no")]


async def test_a_first_name_of_several_people_is_asked_about() -> None:
    people = ["Ana Petrescu", "Ana Blum", "Bo Lind"]
    canvas = a_canvas(beneficiaries=["one"], relationships=[Item("kitch", "Kitchen", {"people": people})])
    async with program(canvas) as it:
        await it.burst("z", "a", *"ring the hall @ana by fri")
        assert "→ @ana: Ana Petrescu or Ana Blum? · by Fri 27 Nov" in it.seen
        await it.burst("enter", *"ring again @ana by fri")
        assert "→ @ana · by Fri 27 Nov" in it.seen  # she is known by that name now
        await it.burst("enter", *"ask @bo by fri")
        assert "→ @Bo Lind · by Fri 27 Nov" in it.seen


async def test_one_key_takes_the_sentence_as_typed_and_one_gives_it_another_kind() -> None:
    async with program(a_plan()) as it:
        await it.press("a", "x")
        assert it.lines[-1] == " f12 kind  enter keep and next  esc keep and end"
        await it.burst("backspace", *"need: ask @Ana by fri")
        assert it.lines[-1] == " f12 kind  ctrl+t as typed  enter keep and next  esc keep and end"
        await it.press("ctrl+t")
        assert "as typed · group" in it.shown
        assert "ctrl+t as typed" in it.lines[-1]
        draft = it.at.workspace.session.typing
        assert draft
        assert (draft.text, draft.values) == ("need: ask @Ana by fri", {})
        await it.press("f12")
        assert "as typed · need" in it.shown
        draft = it.at.workspace.session.typing
        assert draft
        assert (draft.text, draft.values) == ("need: ask @Ana by fri", {"kind": "need"})
        await it.burst("enter", *"plain", "f12", "f12", "f12", "f12", "f12", "enter", "escape")
        literal, plain = it.canvas.panels["beneficiaries"][1:]
        assert (literal.text, literal.values) == ("need: ask @Ana by fri", {"kind": "need"})
        assert (plain.text, plain.values) == ("plain", {})
        await it.press("ctrl+t")
        assert "keeps it exactly as it is" in it.said


async def test_of_a_rewording_only_what_is_typed_anew_is_understood() -> None:
    canvas = a_canvas(beneficiaries=[Item("aaaaa", "ask @Ana by fri", {"kind": "voice"})])
    async with program(canvas) as it:
        await it.burst("enter", *"day")
        assert "→" not in it.shown
        await it.press("enter")
        assert it.item == Item("aaaaa", "ask @Ana by friday", {"kind": "voice"})
        await it.burst("enter", *" by 1 dec")
        assert "→ by Tue 1 Dec · voice" in it.shown
        assert it.lines[-1] == " ctrl+t as typed  enter keep  esc cancel"
        await it.press("enter")
        assert it.item == Item("aaaaa", "ask @Ana by friday", {"kind": "voice", "due": date(2026, 12, 1)})
        await it.burst("enter", "f12", "enter")
        assert it.item.values["kind"] == "harm"
        await it.press("u", "u", "u")
        assert it.canvas == canvas


async def test_with_shorthand_off_and_in_a_paste_every_text_is_kept_to_the_letter() -> None:
    said = "need: ask @Ana by fri !!"
    async with program(a_plan(), settings=Settings({"shorthand": False})) as it:
        await it.burst("a", *said)
        assert "@owner" not in it.shown
        await it.press("enter", "escape")
        assert it.canvas.panels["beneficiaries"][-1].text == said
    async with program(a_plan()) as it:
        await it.paste(f"{said}\n{said}")
        assert [item.text for item in it.canvas.panels["beneficiaries"][1:]] == [said, said]


async def test_an_unlocked_slide_understands_the_same() -> None:
    async with program(a_plan()) as it:
        await it.press("p", "1", "U", "a")
        await it.burst(*"need: find rooms @riv", "tab", *"by fri")
        assert "→ @Riverside Kitchen · by Fri 27 Nov · need" in it.shown
        assert "New in Beneficiaries  ctrl+t as typed  enter keep" in it.lines[-1]
        await it.click(it.find("ctrl+t as typed"))
        assert "as typed · group" in it.shown
        await it.press("ctrl+t", "enter")
        assert "as typed" not in it.lines[-1]
        made = it.canvas.panels["beneficiaries"][-1]
        assert (made.text, made.owner, made.due) == ("find rooms", "Riverside Kitchen", FRIDAY)
        await it.burst(*"as typed @Ana", "ctrl+t", "f12", "enter", "escape")
        made = it.canvas.panels["beneficiaries"][-1]
        assert (made.text, made.kind) == ("as typed @Ana", "need")


async def test_the_faint_line_never_hides_words_at_any_size() -> None:
    words = [f"w{number}" for number in range(12)]
    async with program(a_plan()) as it:
        await it.burst("a", *" ".join(words), *" @ana")
        for size in ((40, 12), (60, 18), (80, 24), (200, 60)):
            await it.resize(*size)
            shown = it.seen.split()
            assert [word for word in shown if word in words][-1:] == words[-1:], size
