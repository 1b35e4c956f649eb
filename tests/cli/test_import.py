"""`canvas import`: an agreement into a canvas, or into a new one."""

from __future__ import annotations

from pathlib import Path

import pytest

from canvas.files.canvas_file import open_document
from tests.cli.running import called

NAME = "pact.canvas.toml"
OLD = b'format = 1\ntitle = "Pact"\n\n[[vision]]\nid = "aaaaa"\nkind = "goal"\ntext = "Nobody eats alone"\n'
AGREEMENT = (
    "# Sunday Pact\n\n## Aims\n\n- Nobody eats alone\n- A garden\n\n## Parking\n\n- Six spaces\n\nPage 1\n"
)


@pytest.fixture
def folder(here: Path) -> Path:
    (here / NAME).write_bytes(OLD)
    (here / "agreement.md").write_text(AGREEMENT, encoding="utf-8")
    return here


def test_a_dry_run_tells_each_change_and_what_is_left_out_and_writes_nothing(folder: Path) -> None:
    done = called("import", "agreement.md", "--into", NAME, "--dry-run")
    assert done.returncode == 1
    assert done.stdout.decode().split("\n") == [
        "What agreement.md would change",
        "2 changes: 2 new.",
        "",
        "Vision: new, ‘A garden’ (goal).",
        "Vision: new, ‘Six spaces’ (parked).",
        "Left out: 1 page number.",
        "",
    ]
    assert (folder / NAME).read_bytes() == OLD


def test_without_a_terminal_nothing_is_taken_unless_it_is_said(folder: Path) -> None:
    done = called("import", "agreement.md", "--into", NAME)
    assert (done.returncode, done.stderr) == (1, b"canvas: nothing was changed: --yes takes all of it in.\n")
    assert (folder / NAME).read_bytes() == OLD
    done = called("import", "agreement.md", "--into", NAME, "--yes")
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"Took 2 changes from agreement.md into pact.canvas.toml.\n" in done.stdout
    assert (folder / NAME).read_bytes().startswith(OLD)
    assert [item.text for _, item in open_document(NAME).canvas] == [
        "Nobody eats alone",
        "A garden",
        "Six spaces",
    ]
    again = called("import", "agreement.md", "--into", NAME)
    assert (again.returncode, again.stdout.split(b"\n")[1]) == (0, b"Nothing changed.")


def test_an_agreement_becomes_a_new_canvas_and_none_that_is_there_is_replaced(folder: Path) -> None:
    done = called("import", "agreement.md", "--to", "new.canvas.toml")
    assert (done.returncode, done.stderr) == (0, b"")
    assert "Made new.canvas.toml with 3 statements" in done.stdout.decode()
    assert open_document("new.canvas.toml").canvas.title == "Sunday Pact"
    assert called("import", "agreement.md", "--to", NAME).returncode == 2
    assert (folder / NAME).read_bytes() == OLD
    piped = called("import", "-", "--to", "piped", given=AGREEMENT.encode())
    assert (piped.returncode, len(open_document("piped.canvas.toml").canvas)) == (0, 3)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.pdf", b"%PDF-1.7 x"),
        ("a.md", b""),
        ("a.md", b"\0\1"),
        ("a.md", None),
        (NAME, OLD),
        ("a.zip", b"PK\x03\x04"),
    ],
)
def test_a_file_that_is_not_understood_is_one_sentence_and_changes_nothing(
    folder: Path, name: str, data: bytes | None
) -> None:
    if data is not None:
        (folder / name).write_bytes(data)
    done = called("import", name, "--into", NAME, "--yes")
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode().startswith(f"canvas: {name}: ")
    assert done.stderr.count(b"\n") == 1
    assert (folder / NAME).read_bytes() == OLD
