"""The schema that editors read says of a file what the program says of it."""

from __future__ import annotations

import json
import tomllib
from datetime import date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import FormatChecker
from jsonschema.protocols import Validator
from jsonschema.validators import validator_for

from canvas.cli import main
from canvas.files import json_schema
from canvas.files.canonical_toml import canonical
from canvas.files.canvas_file import from_bytes
from canvas.files.json_schema import DRAFTS, Draft, build
from canvas.model import schema
from canvas.model.canvas import Canvas
from canvas.model.collections import COLLECTIONS
from canvas.model.fields import line, show_of_hands_in
from canvas.model.schema import COMMON, PANELS, PROPERTIES
from tests.docs.documents import ROOT, Sample, samples
from tests.exports.strategies import canvases

EXAMPLES = sorted((ROOT / "examples").glob("*.canvas.toml"))
HEAD = 'format = 1\ntitle = "A"\n'


@cache
def _validator(draft: Draft = "2020-12") -> Validator:
    built = build(draft)
    kind = validator_for(built)
    kind.check_schema(built)
    return kind(built, format_checker=FormatChecker(("date",)))


def _as_json(value: object) -> object:
    """A value of a TOML document as editors give it to a schema."""
    if isinstance(value, dict):
        return {key: _as_json(entry) for key, entry in value.items()}
    if isinstance(value, list):
        return [_as_json(entry) for entry in value]
    return value.isoformat() if isinstance(value, datetime | date | time) else value


def _faults(source: str, draft: Draft = "2020-12") -> list[str]:
    """Where a text does not fit the schema: the path of each fault."""
    return _faults_of(tomllib.loads(source), draft)


def _faults_of(document: dict[str, Any], draft: Draft = "2020-12") -> list[str]:
    found = _validator(draft).iter_errors(_as_json(document))
    return sorted({"/".join(map(str, error.absolute_path)) for error in found})


@pytest.mark.parametrize("draft", DRAFTS)
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name.partition(".")[0])
def test_each_worked_example_fits_the_schema(path: Path, draft: Draft) -> None:
    assert _faults(path.read_text(encoding="utf-8"), draft) == []


@pytest.mark.parametrize("sample", samples("docs/format.md", "toml"))
def test_a_sample_of_the_formats_page_fits_unless_the_program_says_a_word(
    sample: Sample,
) -> None:
    told = {"toml refused", "toml noticed"}
    assert bool(_faults(sample.text)) == (sample.info in told)


@pytest.mark.parametrize("draft", DRAFTS)
@pytest.mark.parametrize(
    ("source", "where"),
    [
        ('title = "A"', ""),
        ("format = 2", "format"),
        ('format = "1"', "format"),
        ("format = 1\ntitle = 3", "title"),
        (HEAD + 'stage = "dreaming"', "stage"),
        (HEAD + 'review = "soon"', "review"),
        (HEAD + '[vision]\ntext = "x"', "vision"),
        (HEAD + '[[visoin]]\ntext = "x"', "visoin"),
        (HEAD + "[[vision]]\nkind = 'goal'", "vision/0"),
        (HEAD + "[[vision]]\ntext = 3", "vision/0/text"),
        (HEAD + '[[vision]]\ntext = "x"\nkind = "gaol"', "vision/0/kind"),
        (HEAD + '[[vision]]\ntext = "x"\nkind = "partner"', "vision/0/kind"),
        (HEAD + '[[vision]]\ntext = "x"\nstatus = "Agreed"', "vision/0/status"),
        (HEAD + '[[vision]]\ntext = "x"\ndue = 2027-09-01T08:00:00', "vision/0/due"),
        (HEAD + '[[vision]]\ntext = "x"\nvotes = -1', "vision/0/votes"),
        (HEAD + '[[vision]]\ntext = "x"\nvotes = true', "vision/0/votes"),
        (HEAD + '[[vision]]\ntext = "x"\ntemperature = "warm"', "vision/0/temperature"),
        (HEAD + '[[relationships]]\ntext = "x"\npeople = "Ana"', "relationships/0/people"),
        (HEAD + '[[relationships]]\ntext = "x"\npeople = [1]', "relationships/0/people/0"),
        (HEAD + '[[vision]]\ntext = "x"\ntheirs = "y"', "vision/0/theirs"),
    ],
)
def test_a_wrong_file_does_not_fit_at_the_place_that_is_wrong(source: str, where: str, draft: Draft) -> None:
    assert _faults(source, draft) == [where]


def test_what_is_somebodys_own_fits() -> None:
    own = HEAD + 'tags = ["a"]\n[[vision]]\ntext = "x"\ncolour = "green"\n[register]\nregion = "north"\n'
    assert _faults(own) == []


@given(canvas=canvases())
@settings(deadline=None, max_examples=40)
def test_a_file_fits_exactly_where_the_program_has_nothing_to_say(canvas: Canvas) -> None:
    source = canonical(_encodable(canvas))
    notices = from_bytes(source.encode(), "drawn").notices
    assert bool(_faults(source)) == bool(notices), notices


def _encodable(canvas: Canvas) -> Canvas:
    """The canvas without lone surrogates, which no file can hold, and empty texts, which say nothing."""

    def mended(value: object) -> object:
        if isinstance(value, str):
            return value.encode("utf-8", "replace").decode()
        return tuple(map(mended, value)) if isinstance(value, tuple) else value

    panels = {
        key: tuple(
            item._replace(
                text=str(mended(item.text)),
                values={k: mended(v) for k, v in item.values.items() if v not in (None, "")},
            )
            for item in items
        )
        for key, items in canvas.panels.items()
    }
    own = {key: str(mended(getattr(canvas, key))) for key in ("title", "contact")}
    return canvas.replacing(**own, panels=panels)


@given(st.text("0123459 ,;./on2027-91", max_size=24) | st.text(max_size=8))
def test_the_pattern_of_a_show_of_hands_refuses_none_that_can_be_read(said: str) -> None:
    fits = not _faults_of({"format": 1, "vision": [{"text": "x", "temperature": said}]})
    assert fits or show_of_hands_in(said) is None


@pytest.mark.parametrize("draft", DRAFTS)
def test_every_panel_kind_field_and_word_is_in_it_with_its_meaning_in_the_order_of_the_file(
    draft: Draft,
) -> None:
    built = build(draft)
    defined = built[DRAFTS[draft].definitions]
    assert list(defined) == [*(panel.key for panel in PANELS), *COLLECTIONS]
    assert list(built["properties"])[1 : 1 + len(PROPERTIES)] == [field.key for field in PROPERTIES]
    for panel in PANELS:
        assert built["properties"][panel.key]["description"] == panel.question
        found = defined[panel.key]["properties"]
        kind = ["kind"] if panel.kinds else []
        fields = [field.key for field in (*panel.own, *COMMON)]
        assert list(found) == ["id", *kind, "text", *fields, "theirs"]
        for field in panel.fields:
            assert found[field.key]["title"] == field.label
            assert field.hint[1:] in found[field.key]["description"]
            if field.choices:
                words = [(choice.key, choice.hint) for choice in field.choices]
                hinted = found[field.key]
                assert list(zip(hinted["enum"], hinted["enumDescriptions"], strict=True)) == words


def test_a_new_field_of_the_table_is_in_it_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    vision = schema.BY_KEY["vision"]
    field = line("horizon", "how far we look ahead")
    monkeypatch.setitem(schema._FIELDS, "vision", (*vision.own, field, *COMMON))
    monkeypatch.setattr(json_schema, "PROPERTIES", (*PROPERTIES, field))
    built = build()
    told = {"title": "Horizon", "description": "How far we look ahead.", "type": "string"}
    assert built["$defs"]["vision"]["properties"]["horizon"] == told
    assert built["properties"]["horizon"] == told


@pytest.mark.parametrize("draft", DRAFTS)
def test_the_verb_prints_it(draft: Draft, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", "--draft", draft]) == 0
    assert json.loads(capsys.readouterr().out) == build(draft)


def test_the_verb_writes_it_to_a_file_but_never_to_one_called_like_a_canvas(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "canvas.schema.json"
    assert main(["schema", "-o", str(path)]) == 0
    assert json.loads(path.read_text(encoding="utf-8")) == build()
    for wrong in ("a.canvas.toml", "gone/a.json", ""):
        assert main(["schema", "-o", wrong and str(tmp_path / wrong)]) == 2
    assert capsys.readouterr().err.count("\n") == 3


def test_the_verb_takes_no_file(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["schema", "river.canvas.toml"])
    assert left.value.code == 2
    assert capsys.readouterr().err == (
        "canvas: unrecognized arguments: river.canvas.toml; “canvas schema --help” says how.\n"
    )
