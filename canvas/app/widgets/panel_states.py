"""How ready each panel is, as the ninth cell tells it: a mark and a word, in columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from rich.cells import cell_len

from canvas.app.widgets.symbols import READY, SEVERITY_MARKS
from canvas.model.canvas import Canvas
from canvas.model.finding import SEVERITIES, Severity
from canvas.model.finding_cache import Group
from canvas.model.schema import PANELS

_WIDE_COLUMNS = 34
"""From how many columns on the panels are named."""

_LOOKS: Mapping[Severity, str] = {"must": "late", "should": "text", "consider": "quiet"}


class PanelState(NamedTuple):
    """How ready a panel is.

    Attributes:
        number: the number of the panel.
        mark: a symbol for the state.
        title: the title of the panel.
        word: the state in a word.
        look: the name of the style.
    """

    number: int
    mark: str
    title: str
    word: str
    look: str = "text"


def panel_states(canvas: Canvas, groups: Iterable[Group], *, is_quiet: bool) -> list[PanelState]:
    """The state of each panel by the gravest finding; `is_quiet` while rules on details ask for nothing."""
    gravest: dict[str, Severity] = {}
    for group in groups:
        if group.found:
            others = (gravest.get(group.place, group.severity), group.severity)
            gravest[group.place] = min(others, key=SEVERITIES.index)
    states = []
    for panel in PANELS:
        if severity := gravest.get(panel.key):
            mark, word, look = SEVERITY_MARKS[severity], str(severity), _LOOKS[severity]
        elif canvas.panels[panel.key] and not is_quiet:
            mark, word, look = READY, "ready", "agreed"
        else:  # nothing was asked of it
            mark, word, look = "–", "later", "quiet"
        states.append(PanelState(panel.number, mark, panel.title, word, look))
    return states


def panel_columns(states: Sequence[PanelState], width: int) -> list[list[str]]:
    """Lay out numbers, marks, titles and words in columns; titles, then words, go where they do not fit.

    Without a title the number comes first: “△ 1 should” reads as a count of one.
    """
    marks = [f"{state.number} {state.mark}" for state in states]
    words = [f"{mark} {state.word}" for mark, state in zip(marks, states, strict=True)]
    ways = [(words, 2), (marks, 4), (marks, 2)]
    if width >= _WIDE_COLUMNS:
        titles = [f"{state.mark} {state.number} {state.title} {state.word}" for state in states]
        ways.insert(0, (titles, 2))
    for cells, number in ways:
        lines = [cells[at : at + number] for at in range(0, len(cells), number)]
        step = max((width - 1) // number, 1 + max(cell_len(said) for line in lines for said in line[:-1]))
        if step * (number - 1) + max(cell_len(line[-1]) for line in lines) <= width:
            break
    return [[said + " " * (step - cell_len(said)) for said in line[:-1]] + line[-1:] for line in lines]
