"""The JSON: valid for every parser, with defaults filled in."""

import json
from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from canvas.exports import render_text
from canvas.model.canvas import UNWRITTEN, Canvas, Item
from canvas.model.sanitize import printable
from canvas.model.schema import PANELS
from canvas.model.types import Audience
from tests.exports.strategies import canvases, texts

TODAY = date(2027, 3, 3)


def written(canvas: Canvas, audience: Audience = "internal") -> dict[str, Any]:
    data: dict[str, Any] = json.loads(
        render_text("json", canvas, audience=audience, today=TODAY), parse_constant=pytest.fail
    )
    return data


def with_item(**values: object) -> Canvas:
    return Canvas("A").with_items({"vision": (Item("k7m2q", "X", values),)})


def test_a_canvas_has_its_keys_in_the_order_of_the_file_and_says_its_defaults() -> None:
    canvas = Canvas("Warm Rooms", "forming", date(2027, 3, 1), values={"tool": {"zoom": 2}}).with_items(
        {
            "vision": (
                Item(
                    "k7m2q", "Six rooms", {"votes": 2, "whim": 1, "kind": "outcome", "due": date(2027, 9, 1)}
                ),
                Item(f"{UNWRITTEN}1", "Quiet", {"status": "agreed", "visibility": "public"}),
            )
        }
    )
    assert render_text("json", canvas, audience="internal", today=TODAY) == (
        """\
{
  "format": 1,
  "title": "Warm Rooms",
  "stage": "forming",
  "review": "2027-03-01",
  "contact": "",
  "beneficiaries": [],
  "vision": [
    {
      "id": "k7m2q",
      "kind": "outcome",
      "text": "Six rooms",
      "status": "proposed",
      "due": "2027-09-01",
      "visibility": "partners",
      "votes": 2,
      "whim": 1
    },
    {
      "id": null,
      "kind": null,
      "text": "Quiet",
      "status": "agreed",
      "visibility": "public"
    }
  ],
  "relationships": [],
  "principles": [],
  "roles": [],
  "governance": [],
  "leadership": [],
  "communications": [],
  "tool": {
    "zoom": 2
  }
}
"""
    )


@given(canvas=canvases(), audience=st.sampled_from(["internal", "partners", "public"]))
@settings(deadline=None, max_examples=40)
def test_every_text_comes_back_to_the_letter_and_no_character_acts(
    canvas: Canvas, audience: Audience
) -> None:
    source = render_text("json", canvas, audience=audience, today=TODAY)
    assert printable(source) == source
    data = json.loads(source.encode())
    assert data["title"] == canvas.title
    if audience == "internal":
        for panel in PANELS:
            items = canvas.panels[panel.key]
            assert [item["text"] for item in data[panel.key]] == [item.text for item in items]
            for item, back in zip(items, data[panel.key], strict=True):
                assert set(item.values) <= set(back)


@given(key=texts, value=texts)
def test_an_unknown_key_of_any_name_is_kept(key: str, value: str) -> None:
    assert written(Canvas("A", values={f"x{key}": [value]}))[f"x{key}"] == [value]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (datetime(2027, 3, 1, 9, 30, tzinfo=UTC), "2027-03-01T09:30:00+00:00"),
        (time(9, 30), "09:30:00"),
        (float("nan"), None),
        (float("inf"), None),
        (float("-inf"), None),
        (1.5, 1.5),
        (True, True),
        (2**64, 2**64),
        (["a", {"b": [date(2027, 3, 1)]}], ["a", {"b": ["2027-03-01"]}]),
        (("a", "b"), ["a", "b"]),
        ("half \ud800 pair", "half \ud800 pair"),
        ("tag \U000e0041", "tag \U000e0041"),
    ],
)
def test_whatever_toml_can_hold_becomes_valid_json(value: object, expected: object) -> None:
    assert written(with_item(whim=value))["vision"][0]["whim"] == expected
    assert written(Canvas("A", values={"whim": value}))["whim"] == expected


def test_a_number_too_long_for_decimal_digits_becomes_a_text() -> None:
    assert written(with_item(whim=16**9000))["vision"][0]["whim"] == "0x1" + "0" * 9000


def test_a_value_that_does_not_fit_is_passed_on_as_the_file_has_it() -> None:
    item = written(with_item(status="perhaps", due="soon", kind=3))["vision"][0]
    assert (item["status"], item["due"], item["kind"]) == ("perhaps", "soon", 3)
    assert written(Canvas("A", values={"review": "soon"}))["review"] == "soon"


def test_what_is_unknown_goes_to_partners_unless_it_holds_itself_back_and_never_to_the_public() -> None:
    values = {
        "tool": 1,
        "finance": [{"text": "a"}, {"text": "b", "visibility": "internal"}, {"text": "c", "visibility": "?"}],
        "chest": {"visibility": "internal"},
    }
    canvas = Canvas("A", values=values)
    assert {key: written(canvas)[key] for key in values} == values
    assert {key: value for key, value in written(canvas, "partners").items() if key in values} == {
        "tool": 1,
        "finance": [{"text": "a"}],
    }
    assert not set(values) & set(written(canvas, "public"))


def test_an_unknown_table_goes_with_its_item_unless_it_holds_itself_back() -> None:
    canvas = with_item(visibility="public", whim={"a": 1}, chest={"a": 1, "visibility": "partners"})
    item = written(canvas, "public")["vision"][0]
    assert item["whim"] == {"a": 1}
    assert "chest" not in item
