"""canvas review: begin a round, send out forms, take answers, see the result."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from benchmarks.reviews import simulate
from canvas.cli import main
from canvas.exports import render_text
from canvas.files.canonical_toml import canonical
from canvas.files.canvas_file import open_document
from canvas.files.canvas_save import save
from canvas.model import review
from tests.cli.running import called
from tests.model.test_rules import a_healthy_canvas

NAME = "x.canvas.toml"
SPRING = ["review", NAME, "--start", "Spring", "--invited", "7"]


@pytest.fixture
def canvas_file(here: Path) -> Path:
    (here / NAME).write_text("# ours\n" + canonical(a_healthy_canvas()), encoding="utf-8")
    return here / NAME


def tick(here: Path, name: str, level: int, who: str = "") -> str:
    """A form with the same level ticked under each statement."""
    done = called("review", NAME, "--form")
    lines, box = [], 0
    for line in done.stdout.decode().split("\n"):
        box = box + 1 if line.startswith("- [ ]") else 0
        lines.append(line.replace("[ ]", "[x]", 1) if box == level else line)
    (here / name).write_text("\n".join(lines).replace("From:", f"From: {who}"), encoding="utf-8")
    return name


def test_a_round_from_its_beginning_to_what_partners_read(
    here: Path, canvas_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = canvas_file.read_text(encoding="utf-8")
    assert main(SPRING) == 0
    assert capsys.readouterr().out.startswith("Began the review ‘Spring’ with 14 statements.")
    assert canvas_file.read_text(encoding="utf-8").startswith(before)
    forms = [
        tick(here, f"{who}.md", level, who) for who, level in zip("abcdef", (1, 1, 3, 4, 4, 4), strict=True)
    ]
    assert main(["review", NAME, "--read", *forms]) == 0
    assert "6 new respondents; Spring" in capsys.readouterr().out
    after = canvas_file.read_text(encoding="utf-8")
    assert main(["review", NAME, "--read", *forms]) == 0
    assert "0 new respondents" in capsys.readouterr().out
    assert canvas_file.read_text(encoding="utf-8") == after
    assert main(["review", NAME]) == 0
    assert capsys.readouterr().out.endswith("6 of 7 answered\nThe answers are not shown yet.\n")
    assert main(["review", NAME, "--reveal"]) == 0
    told = capsys.readouterr().out
    assert "  Together we get done what none of us could alone.  (split: talk about it)\n" in told
    assert "    Not yet                           ●●\n" in told
    assert "    middle 3.5 · from 1 to 4 · 6 of 7\n" in told
    document = open_document(NAME)
    (round_,) = review.rounds(document.canvas)
    day = round_.day
    assert day
    summary = render_text("md", document.canvas, today=day)
    assert "How we see ourselves" not in summary
    save(document, review.show_to(document.canvas, round_, "partners").canvas)
    canvas = open_document(NAME).canvas
    summary = render_text("md", canvas, today=day)
    assert "## How we see ourselves" in summary
    assert "Mostly: ●\n" in summary
    assert "How we see ourselves" not in render_text("md", canvas, today=day, audience="public")
    assert "review_answers" not in render_text("json", canvas, today=day)


def test_forms_that_say_the_same_are_told_and_what_cannot_be_read_stops_no_other(
    here: Path, canvas_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert canvas_file.exists()
    main(SPRING)
    forms = [tick(here, "a.md", 2), tick(here, "b.md", 2), tick(here, "c.md", 3)]
    (here / "odd.md").write_bytes(b"\xff\xfe\x00")
    capsys.readouterr()
    assert main(["review", NAME, "--read", *forms, "odd.md", "gone.md"]) == 2
    out, err = capsys.readouterr()
    assert out.startswith("2 new respondents; ")
    same, odd, gone = err.splitlines()
    assert same.startswith("canvas: b.md: it says the same as a.md and was counted once;")
    assert odd == "canvas: odd.md: it is not text in UTF-8."
    assert "gone.md" in gone


def test_a_named_round_shows_each_organisation_beside_its_answer(
    here: Path, canvas_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert canvas_file.exists()
    main([*SPRING, "--named"])
    main(["review", NAME, "--read", tick(here, "a.md", 2, "Health Centre"), tick(here, "b.md", 2, "Bakery")])
    capsys.readouterr()
    main(["review", NAME, "--reveal"])
    assert "    Now and then                      ●● Bakery and Health Centre\n" in capsys.readouterr().out


def test_the_form_is_a_file_of_its_ending(
    here: Path, canvas_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert canvas_file.exists()
    main(SPRING)
    assert main(["review", NAME, "--form", "-o", "form.csv"]) == 0
    assert (here / "form.csv").read_text(encoding="utf-8").startswith("\ufefffrom,id,panel")
    capsys.readouterr()
    assert main(["review", NAME, "--form", "-o", NAME]) == 2
    assert "review_answers" not in canvas_file.read_text(encoding="utf-8")


def test_a_list_of_changes_tells_how_many_answers_are_new_and_not_which(
    here: Path, canvas_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "old.toml").write_bytes(canvas_file.read_bytes())
    main(SPRING)
    main(["review", NAME, "--read", tick(here, "a.md", 2), tick(here, "b.md", 3)])
    capsys.readouterr()
    assert main(["diff", "old.toml", NAME]) == 1
    _, count, _, round_, asked, answers = capsys.readouterr().out.splitlines()
    assert count == "3 changes: 3 new."
    assert round_.startswith("Reviews: ‘Spring’ is new (day ")
    assert round_.endswith(", invited 7 and 14 statements).")
    assert (asked, answers) == ("Review statements: 14 new.", "Review answers: 28 new.")
    main(["diff", "old.toml", NAME, "--json"])
    assert len(json.loads(capsys.readouterr().out)["records"]) == 43


def test_a_file_in_the_middle_of_a_merge_is_left_alone(
    canvas_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = canvas_file.read_text(encoding="utf-8")
    stage = 'stage = "delivering"\n'
    marked = f'<<<<<<< HEAD\n{stage}=======\nstage = "closing"\n>>>>>>> other\n'
    canvas_file.write_text(text.replace(stage, marked), encoding="utf-8")
    assert main(SPRING) == 2
    assert "resolve what git left in it first." in capsys.readouterr().err
    assert "[[reviews]]" not in canvas_file.read_text(encoding="utf-8")


def test_the_result_is_drawn_once_it_is_revealed(
    here: Path, canvas_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert canvas_file.exists()
    main(SPRING)
    assert main(["review", NAME, "--picture", "out.svg"]) == 2
    assert "the answers are not shown yet: --reveal shows them." in capsys.readouterr().err
    main(["review", NAME, "--reveal"])
    assert main(["review", NAME, "--picture", "out.txt"]) == 2
    assert main(["review", NAME, "--picture", "out.svg"]) == 0
    assert (here / "out.svg").read_text(encoding="utf-8").startswith("<svg ")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ([], f'canvas: {NAME}: no review yet; --start "Spring 2027" begins one.'),
        (["--round", "x"], f"canvas: {NAME}: there is no round called ‘x’ in it."),
        (["--start", " "], "the round needs a name."),
        (["--start", "A", "--invited", "-3"], "--invited should be a number"),
        (["--start", "A", "--invited", "9" * 30], "--invited should be a number up to 500."),
        (["--start", "A", "--set", "gone.toml"], "gone.toml: "),
        (["--invited", "3"], "--invited, --named and --set belong to --start."),
        (["-o", "x"], "--output belongs to --form."),
    ],
)
def test_wrong_use_gets_one_sentence(
    canvas_file: Path, arguments: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = canvas_file.read_bytes()
    assert main(["review", NAME, *arguments]) == 2
    assert says in capsys.readouterr().err
    assert canvas_file.read_bytes() == before


def test_standard_input_is_read_and_never_changed() -> None:
    given = canonical(review.start(a_healthy_canvas(), "Spring", open_day(), ()).canvas).encode()
    assert called("review", "-", given=given).stdout.startswith(b"Spring")
    done = called("review", "-", "--reveal", given=given)
    assert (done.returncode, done.stderr) == (2, b"canvas: standard input cannot be changed: name a file.\n")


def open_day() -> date:
    return date(2026, 11, 29)


@pytest.mark.parametrize("is_named", [True, False])
def test_answers_in_clones_come_together_through_git(is_named: bool) -> None:
    with TemporaryDirectory() as folder:
        found = simulate(folder, respondents=3, clones=2, seed=3, is_named=is_named)
    assert found.answers > 30
    assert (found.conflicts, found.lost) == (0, 0)
