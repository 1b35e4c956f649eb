"""Templates that organisations write themselves."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings

from canvas.cli import main
from canvas.exports import ExportError, ExportRequest
from canvas.exports.extras import render_template
from canvas.exports.template import context
from canvas.model.canvas import Canvas, Item
from canvas.model.schema import AUDIENCES, PANELS
from canvas.model.types import Audience
from tests.docs.documents import ROOT, tables
from tests.exports.strategies import canvases

TODAY = date(2027, 3, 3)
WORKED = ROOT / "docs/summary.md.liquid"
CANVAS = Canvas("Warm <Rooms>", "forming", date(2027, 4, 4)).with_items(
    {
        "relationships": (Item("a", "Kitchen", {"people": ("Ana", "Bo"), "votes": 2}),),
        "roles": (
            Item("b", "Bake", {"owner": "Ana", "due": date(2027, 3, 1), "status": "agreed"}),
            Item("c", "Secret", {"visibility": "internal"}),
        ),
    }
)


def _filled(source: str, name: str = "page.md.liquid", audience: Audience = "partners") -> str:
    return render_template(name, source, CANVAS, audience=audience, today=TODAY).decode()


def test_a_template_names_what_the_page_about_it_tells_and_nothing_else() -> None:
    top, statement = tables("docs/templates.md")
    told = context(ExportRequest(CANVAS, "internal", TODAY))
    assert [row[0].strip("`") for row in top.rows] == [*told]
    fields = {field.key for panel in PANELS for field in panel.fields}
    assert {row[0].strip("`") for row in statement.rows} | fields == {*told["statements"][0]}
    assert [*told["panels"][0]] == ["key", "number", "title", "question", "statements"]


def test_values_are_filled_in() -> None:
    assert _filled("{{ stage }}, {{ review }}") == "forming, 2027-04-04\n"
    assert _filled("{% for s in statements %}{{ s.panel }}:{{ s.text }};{% endfor %}") == (
        "relationships:Kitchen;roles:Bake;\n"
    )
    assert (
        _filled('{{ panels[2].statements[0].people | join: ", " }} {{ statements[0].votes }}')
        == "Ana, Bo 2\n"
    )
    late = "{% for s in next_steps %}{{ s.due | date: '%-d %B' }} {{ s.is_late }}{% endfor %}"
    assert _filled(late) == "1 March true\n"
    assert _filled(late, audience="public") == "\n"


def test_what_is_held_back_is_not_there() -> None:
    everything = "{{ statements }}{{ panels }}{{ next_steps }}"
    assert "Secret" in _filled(everything, audience="internal")
    assert "Secret" not in _filled(everything)
    assert "Bake" not in _filled(everything, audience="public")


def test_values_are_escaped_for_html_by_the_name_and_for_markdown_by_a_filter() -> None:
    assert _filled("{{ title }}", "page.HTML.liquid") == "Warm &lt;Rooms&gt;\n"
    assert _filled("{{ title }}", "page.html") == "Warm &lt;Rooms&gt;\n"
    assert _filled("{{ title }}") == "Warm <Rooms>\n"
    assert _filled("{{ '*a* | b' | markdown_cell }}") == "\\*a\\* &#124; b\n"
    for name in ("markdown", "markdown_cell"):  # what other filters make of a text is no more trusted
        assert _filled(f"{{{{ 'a%1Bb' | url_decode | {name} }}}}") == "a␛b\n"


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        ("\n{{ titel }}", "‘page.md.liquid’, line 2: 'titel' is undefined."),
        ("{% if %}", "‘page.md.liquid’, line 1: missing expression."),
        ("{% for a in panels %}", "‘page.md.liquid’, line 1: "),
        ("{{ title | shout }}", "‘page.md.liquid’, line 1: unknown filter 'shout'."),
        ("{% include '/etc/passwd' %}", "‘page.md.liquid’, line 1: a template can include no other file."),
        ("{% render 'x' %}", "‘page.md.liquid’, line 1: a template can include no other file."),
        ("{{ title.__class__ }}", "‘page.md.liquid’, line 1: title.__class__ is undefined."),
        ("{{ (1..99999999) | join }}", "‘page.md.liquid’: a template can have no range such as (1..9)."),
        (
            "{% assign a = 'aaaaaaaaaa' %}" + "{% assign a = a | append: a %}" * 60,
            "‘page.md.liquid’, line 1: local namespace limit reached.",
        ),
        (
            "{% for a in statements %}" * 25 + "x" + "{% endfor %}" * 25,
            "‘page.md.liquid’, line 1: ",
        ),
        ("{{ 1 | divided_by: 0 }}", "‘page.md.liquid’, line 1: divided_by: can't divide by 0."),
    ],
)
def test_a_wrong_or_hostile_template_is_one_sentence(source: str, sentence: str) -> None:
    with pytest.raises(ExportError) as caught:
        _filled(source)
    said = str(caught.value)
    assert said.startswith(sentence)
    assert "\n" not in said


@pytest.mark.parametrize("path", sorted((ROOT / "examples").glob("*.canvas.toml")), ids=lambda p: p.name[:9])
def test_the_worked_template_fills_each_worked_example(path: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.md"
    assert main(["export", str(path), "--template", str(WORKED), "-o", str(out)]) == 0
    text = out.read_text(encoding="utf-8")
    assert text.startswith("# ")
    assert "## Vision\n\n- " in text
    assert "## What happens next\n\n| What | Who | By |\n|---|---|---|\n| " in text


@given(canvas=canvases())
@settings(deadline=None, max_examples=25)
def test_the_worked_template_can_be_filled_with_any_canvas(canvas: Canvas) -> None:
    source = WORKED.read_text(encoding="utf-8")
    for audience in AUDIENCES:
        assert render_template(WORKED.name, source, canvas, audience=audience, today=TODAY)


def test_a_template_that_cannot_be_read_or_has_a_format_beside_it_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    example = str(ROOT / "examples/first-rung.canvas.toml")
    odd = tmp_path / "odd.liquid"
    odd.write_bytes(b"\xff")
    for options in (["gone.liquid"], [str(odd)], [str(WORKED), "--to", "json"], [str(tmp_path)]):
        assert main(["export", example, "--template", *options]) == 2
        said = capsys.readouterr().err
        assert said.startswith("canvas: ")
        assert said.count("\n") == 1
