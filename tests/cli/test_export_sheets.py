"""``canvas export --all-partners`` and ``--changes-since``, on real files."""

from __future__ import annotations

from pathlib import Path

import pytest

from canvas.cli import main
from canvas.exports import EXPORTERS, ExportError, ExportRequest
from tests.cli.running import called
from tests.files.git.repository import Repository

NAMES = ("The Oven", "the  oven", "A/B", "a b", "2 A B", "../..", "Internal Fund", "Ünï ✱")


def _partner(name: str) -> str:
    visibility = "internal" if name == "Internal Fund" else "partners"
    return (
        f'\n[[relationships]]\nid = "id{NAMES.index(name)}"\nkind = "partner"\n'
        f'text = "{name}"\nvisibility = "{visibility}"\n'
    )


@pytest.fixture
def canvas(here: Path) -> str:
    source = 'format = 1\ntitle = "River"\n' + "".join(map(_partner, NAMES))
    (here / "river.canvas.toml").write_text(source, encoding="utf-8")
    return "river.canvas.toml"


def test_each_partner_has_a_sheet_under_a_safe_name_of_its_own(
    canvas: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", canvas, "--all-partners", "for all/sheets"]) == 0
    assert capsys.readouterr() == ("Wrote 6 sheets to for all/sheets.\n", "")
    titles = {
        path.name: path.read_text(encoding="utf-8").splitlines()[0]
        for path in (here / "for all/sheets").iterdir()
    }
    assert titles == {
        "river-the-oven.md": "# The Oven",
        "river-a-b.md": "# A/B",
        "river-2-a-b.md": "# a b",
        "river-2-2-a-b.md": "# 2 A B",
        "river-canvas.md": "# ../..",
        "river-ünï.md": "# Ünï ✱",
    }
    assert {path.name for path in here.iterdir()} == {canvas, "for all"}


def test_sheets_of_before_are_replaced_and_files_of_others_are_not(
    canvas: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "out").mkdir()
    (here / "out/river-a-b-internal.html").write_text("ours")
    arguments = ["export", canvas, "--all-partners", "out", "--audience", "internal", "--to", "html"]
    assert main(arguments) == 2
    said, complained = capsys.readouterr()
    assert said == "Wrote 6 of 7 sheets to out.\n"
    assert complained == (
        "canvas: out/river-a-b-internal.html: there is another file of that name, which was left as it is.\n"
    )
    assert (here / "out/river-a-b-internal.html").read_text() == "ours"
    (here / "out/river-a-b-internal.html").unlink()
    source = here / canvas
    source.write_text(source.read_text(encoding="utf-8").replace("River", "Stream"), encoding="utf-8")
    assert main(arguments) == 0
    assert capsys.readouterr().out == "Wrote 7 sheets to out.\n"
    assert "Stream" in (here / "out/river-the-oven-internal.html").read_text(encoding="utf-8")


def test_a_sheet_that_cannot_be_made_does_not_stop_the_others(
    canvas: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    markdown = EXPORTERS["md"]

    def render(request: ExportRequest) -> bytes:
        if request.partner == "A/B":
            raise ExportError("This text is too odd.", "content")
        return markdown.load()(request)

    monkeypatch.setitem(EXPORTERS, "md", markdown._replace(load=lambda: render))
    assert main(["export", canvas, "--all-partners", "out"]) == 2
    said, complained = capsys.readouterr()
    assert said == "Wrote 5 of 6 sheets to out.\n"
    assert complained == "canvas: out/river-a-b.md: This text is too odd.\n"


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (("out", "--audience", "public"), "There are no sheets to write: no partner is marked public."),
        (("out", "--to", "csv"), "A partner's sheet cannot be had as csv; choose md, html, pdf, docx."),
        (("river.canvas.toml",), "river.canvas.toml: this folder cannot be made (File exists)."),
        (("",), "the folder's name is empty."),
        *(
            (
                ("out", *option),
                "--all-partners names the files by itself: "  # noqa: ISC004 - one sentence
                "leave --output, --partner, --size and --template out.",
            )
            for option in (("-o", "a.md"), ("--partner", "A/B"), ("--size", "400x400"), ("--template", "t"))
        ),
    ],
)
def test_what_cannot_be_done_is_one_sentence_and_makes_nothing(
    canvas: str, here: Path, options: tuple[str, ...], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", canvas, "--all-partners", *options]) == 2
    assert capsys.readouterr() == ("", f"canvas: {sentence}\n")
    assert [path.name for path in here.iterdir()] == [canvas]


def test_a_canvas_without_partners_has_no_sheets(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "a.canvas.toml").write_text("format = 1\n")
    assert main(["export", "a.canvas.toml", "--all-partners", "out"]) == 2
    assert capsys.readouterr().err == (
        "canvas: There are no sheets to write: no partners have been named yet.\n"
    )


def test_what_changed_since_a_file_a_day_or_a_commit_is_told_and_not_taken_in_by_an_import(
    repository: Repository, canvas: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "old.canvas.toml").write_bytes((here / canvas).read_bytes())
    first = repository.commit((here / canvas).read_bytes(), name=canvas)
    with (here / canvas).open("a", encoding="utf-8") as file:
        file.write('\n[[vision]]\nid = "v"\ntext = "Six rooms"\n')
    repository.record("Add", "--all")
    told = "Vision: new, ‘Six rooms’."
    for when, version in (
        ("HEAD~1", f"2 March 2026 (version {first[:7]})"),
        ("3 Mar 2026", f"3 March 2026 (version {first[:7]})"),
        ("old.canvas.toml", "version "),
    ):
        assert main(["export", canvas, "--changes-since", when, "-o", "out.md"]) == 0
        text = (here / "out.md").read_text(encoding="utf-8")
        assert f"\n1 change since {version}" in text
        assert f"\n- {told}\n" in text
    capsys.readouterr()
    assert main(["import", "out.md", "--into", canvas, "--dry-run"]) == 0
    assert "Nothing changed." in capsys.readouterr().out
    assert main(["export", canvas, "--changes-since", "HEAD~1", "--all-partners", "out"]) == 0
    assert told in (here / "out/river-the-oven.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("file", "when", "sentence"),
    [
        ("river.canvas.toml", "absent.canvas.toml", "absent.canvas.toml: there is no such file."),
        ("river.canvas.toml", "HEAD", "River.canvas.toml is not in a git repository."),
        (
            "-",
            "HEAD",
            "git knows no older version of a canvas without a file: name a file to compare it with.",
        ),
        ("-", "-", "only one of the two can be standard input."),
    ],
)
def test_an_older_version_that_cannot_be_read_is_one_sentence(
    canvas: str, here: Path, file: str, when: str, sentence: str
) -> None:
    given = (here / canvas).read_bytes() if file == "-" else b""
    ended = called("export", file, "--changes-since", when, given=given)
    assert ended.returncode == 2
    assert ended.stderr.decode().casefold() == f"canvas: {sentence}\n".casefold()
