"""What phones and the board are shown of a meeting: pure functions of its state and the partners' canvas."""

from __future__ import annotations

from canvas.meet.state import MeetingState
from canvas.meet.types import Ask, Counts, Shown, Spread, View
from canvas.model.canvas import Canvas
from canvas.model.review import LEAST_SHOWN, Round, Statement, organisations_answered, rounds
from canvas.model.sanitize import clean_line
from canvas.model.schema import PANEL_KEYS
from canvas.model.show_of_hands import MAX_FINGERS
from canvas.model.text_folding import folded_name
from canvas.model.types import ItemId, PanelKey


def asked_statements(asked: Ask, canvas: Canvas, partners_canvas: Canvas) -> tuple[Shown, ...]:
    """The statements an ask is about, as far as partners may read them.

    The words of a review are not the canvas's, and whoever asks them shows them: they are read from the
    unfiltered canvas.
    """
    if asked.activity == "review":
        known = {each.id: each for round_ in rounds(canvas) for each in round_.statements}
        return tuple(_of_review(known[name]) for name in asked.statements if name in known)
    wanted = set(asked.statements)
    here = (asked.panel,) if asked.panel else ()
    return tuple(
        Shown(item.id, item.text, item.status, panel, item.kind)
        for panel in (PANEL_KEYS if wanted else here)
        for item in partners_canvas.panels[panel]
        if not wanted or item.id in wanted
    )


def named_review(asked: Ask, canvas: Canvas) -> Round | None:
    """The round that an ask is about, where each answer stands beside its organisation."""
    if asked.activity != "review":
        return None
    wanted = set(asked.statements)
    found = [each for each in rounds(canvas) if wanted & {statement.id for statement in each.statements}]
    return found[-1] if found and found[-1].is_named else None


def organisations(canvas: Canvas) -> tuple[str, ...]:
    """The partners of a canvas by their names, to choose from."""
    return tuple(dict.fromkeys(filter(None, map(clean_line, canvas.partners))))


def organisations_in(canvas: Canvas, asked: Ask) -> frozenset[str]:
    """The organisations whose answers to an ask the canvas has already, folded."""
    round_ = named_review(asked, canvas)
    return frozenset(map(folded_name, organisations_answered(canvas, round_))) if round_ else frozenset()


def spread_of(state: MeetingState, asked: Ask, statements: tuple[Shown, ...]) -> Spread:
    """How the answers to an ask are distributed over its statements."""
    ballots = [*state.ballots.get(asked.number, {}).values()]
    counts: dict[ItemId, tuple[int, ...]] = {}
    reasons: dict[ItemId, tuple[str, ...]] = {}
    for each in statements if asked.activity in {"vote", "hands", "review"} else ():
        given = [ballot.answers[each.id] for ballot in ballots if each.id in ballot.answers]
        if asked.activity == "review" and len(given) < LEAST_SHOWN:
            continue
        size = len(each.levels) if asked.activity == "review" else MAX_FINGERS
        shares = tuple(given.count(value) for value in range(size + 1))
        counts[each.id] = (sum(given),) if asked.activity == "vote" else shares
        found = sorted(ballot.reasons[each.id] for ballot in ballots if each.id in ballot.reasons)
        if found:
            reasons[each.id] = tuple(found)
    return Spread(asked.number, asked.activity, counts, reasons, len(ballots))


def counts_of(state: MeetingState, here: int) -> Counts:
    """How many are there, and how many of them have answered the present ask."""
    number = state.ask.number
    answered = max(len(state.ballots.get(number, ())), state.writers.get(number, 0))
    return Counts(here, answered, len(state.waiting))


def shared_view(
    state: MeetingState,
    canvas: Canvas,
    partners_canvas: Canvas,
    *,
    talked_about: tuple[PanelKey | None, ItemId | None],
    number: int,
    here: int,
) -> View:
    """The part of a view that is the same for everybody."""
    asked, topic, item = state.ask, state.topic, talked_about[1]
    panel = asked.panel or talked_about[0]
    statements = asked_statements(asked._replace(panel=panel), canvas, partners_canvas)
    known = {each.id for each in statements}
    revealed = [
        each._replace(item=None)
        for each in state.contributions.values()
        if topic.is_revealed and each.ask == topic.number and each.fate != "dropped"
    ]
    shown = asked_statements(topic, canvas, partners_canvas) if topic.is_revealed else ()
    return View(
        number=number,
        meeting=state.meeting,
        title=partners_canvas.title,
        naming=state.naming,
        has_ended=state.has_ended,
        ask=asked._replace(statements=tuple(each for each in asked.statements if each in known)),
        panel=panel,
        item=item if item and partners_canvas.place(item) else None,
        statements=statements,
        revealed=tuple(revealed),
        spread=spread_of(state, topic, shown) if topic.is_revealed else None,
        spread_statements=shown if topic.is_revealed else (),
        counts=counts_of(state, here),
        canvas=partners_canvas,
        organisations=organisations(partners_canvas) if named_review(asked, canvas) else None,
    )


def _of_review(statement: Statement) -> Shown:
    return Shown(ItemId(statement.id), statement.says, "proposed", statement.panel, levels=statement.levels)
