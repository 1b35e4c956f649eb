"""What a summary lacks is told to those who send it, and to nobody else."""

from canvas.exports.preview_notes import missing
from tests.exports.example import TODAY, canvas_of, lines


def test_statements_without_a_kind_and_disputes_without_a_reason_are_counted() -> None:
    canvas = canvas_of(
        "vision",
        ("A", {"kind": "goal"}),
        ("B", {"status": "disputed"}),
        ("C", {"status": "disputed", "reason": "Too late"}),
        ("D", {"visibility": "internal"}),
    )
    told = missing(canvas, "partners", TODAY)
    assert told.startswith(
        "2 statements have no kind; 1 dispute gives no reason. Not written yet: who benefits, "
    )
    assert "our shared goal" not in told
    assert missing(canvas, "internal", TODAY).startswith(
        "3 statements have no kind; 1 dispute gives no reason."
    )
    assert missing(canvas, "public", TODAY) == ""
    assert not any("no kind" in line or "not written" in line.casefold() for line in lines(canvas))
