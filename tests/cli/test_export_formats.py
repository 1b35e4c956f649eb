"""A format that is added to the table can be exported, whatever it holds."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from canvas.cli import main
from canvas.exports import EXPORTERS
from tests.exports.example import BINARY

SOURCE = 'format = 1\ntitle = "Small"\n[[relationships]]\nid = "aaaaa"\nkind = "partner"\ntext = "Kitchen"\n'
CONTENT = b"\x00\xffodd partners"


@pytest.fixture
def small(here: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setitem(EXPORTERS, "odd", BINARY)
    path = here / "small.canvas.toml"
    path.write_text(SOURCE, encoding="utf-8")
    return path


@pytest.mark.parametrize("options", [("-o", "out.odd"), ("--to", "odd", "-o", "out.odd")])
def test_a_new_binary_format_is_written_to_a_file(small: Path, options: tuple[str, ...]) -> None:
    assert main(["export", str(small), *options]) == 0
    assert small.with_name("out.odd").read_bytes() == CONTENT


def test_a_new_binary_format_is_written_to_a_pipe_to_the_letter(
    small: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert main(["export", str(small), "--to", "odd"]) == 0
    assert capfdbinary.readouterr().out == CONTENT


def test_a_binary_format_is_not_written_to_a_terminal(
    small: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    terminal = io.TextIOWrapper(io.BytesIO())
    monkeypatch.setattr(terminal, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(sys, "stdout", terminal)
    assert main(["export", str(small), "--to", "odd"]) == 2
    assert capsys.readouterr().err == "canvas: odd is not text: name a file for it with -o.\n"


def test_a_person_at_a_terminal_is_told_where_the_file_is_and_a_pipe_is_told_nothing(
    small: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    calls = (
        ("export", str(small), "-o", "out.md", "--audience", "public"),
        ("export", str(small), "-o", "-"),
        ("schema", "-o", "out.json"),
        ("merge", *[str(small)] * 3, "-o", "merged.toml"),
        ("merge", *[str(small)] * 3, "-o", "-"),
        ("merge", *[str(small)] * 3, "--name", "as git calls it"),
        ("join", str(small), "small-groups", "-o", "joined.canvas.toml"),
        ("join", str(small), "small-groups", "-o", "-"),
    )
    assert main(["split", str(small), "--into", "2"]) == 0
    assert {main([*call]) for call in calls} == {0}
    assert "Wrote" not in capsys.readouterr().err
    Path("joined.canvas.toml").unlink()
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    assert {main([*call]) for call in calls} == {0}
    written = [line for line in capsys.readouterr().err.splitlines() if line.startswith("Wrote ")]
    told = ("out.md, for public", "out.json", "merged.toml", "joined.canvas.toml")
    assert written == [f"Wrote {each}." for each in told]


def test_a_partner_who_is_not_marked_public_is_said_to_be_so(
    small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", str(small), "--audience", "public", "--partner", "Kitchen"]) == 2
    assert capsys.readouterr().err == (
        "canvas: ‘Kitchen’ is a partner here, but not marked public; no partner is.\n"
    )
