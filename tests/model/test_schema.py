"""The schema."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvas.model.schema import (
    AUDIENCES,
    BY_KEY,
    COMMON,
    PANELS,
    PROPERTIES,
    STATUS,
    VISIBILITY,
    Field,
    visible_to,
)
from tests.strategies import anything, quick, said

FIELDS = {f"{panel.key}.{spec.key}": spec for panel in PANELS for spec in panel.fields}
FIELDS |= {f"canvas.{spec.key}": spec for spec in PROPERTIES}


def test_there_are_eight_panels_in_reading_order() -> None:
    assert [panel.number for panel in PANELS] == list(range(1, 9))
    assert list(BY_KEY) == [
        "beneficiaries", "vision", "relationships", "principles", "roles", "governance", "leadership",
        "communications",
    ]  # fmt: skip


@pytest.mark.parametrize("panel", PANELS, ids=lambda panel: panel.key)
def test_a_panel_names_each_field_once_and_in_the_order_of_the_file(panel: object) -> None:
    assert panel in PANELS
    found = BY_KEY[getattr(panel, "key", "")]
    keys = [spec.key for spec in found.fields]
    assert len(set(keys)) == len(keys)
    assert not {"id", "text", *BY_KEY} & set(keys)
    assert found.fields[-len(COMMON) :] == COMMON
    assert (keys[0] == "kind") == bool(found.kinds)
    assert all(found.field(key) is spec for key, spec in zip(keys, found.fields, strict=True))
    assert found.field("no such field") is None
    assert found.question.endswith("?")


def test_a_new_statement_gets_the_kind_of_its_panel_and_a_partner_only_what_reads_as_a_name() -> None:
    kinds = {panel.key: panel.kind_of_new("Dr Weiss") for panel in PANELS}
    assert {key: kind for key, kind in kinds.items() if kind} == {
        "beneficiaries": "group",
        "relationships": "partner",
        "roles": "responsibility",
    }
    assert all(not panel.default_kind or panel.default_kind == panel.kinds[0].key for panel in PANELS)
    for name in ("Riverside Kitchen", "Friends of the Old Town Library", "St. Mary's"):
        assert BY_KEY["relationships"].kind_of_new(name) == "partner"
    for sentence in ("We meet.", "They bring the ovens and a little money", "", " "):
        assert BY_KEY["relationships"].kind_of_new(sentence) == ""
    assert BY_KEY["beneficiaries"].kind_of_new("All who live by the river and have no garden.") == "group"


EXAMPLES: dict[str, tuple[list[object], list[object]]] = {
    "line": (["", "x"], [1, None, ["x"], True]),
    "prose": (["", "a\nb"], [1, None, ["x"], date(2030, 1, 1)]),
    "list": ([[], ["x"], (), ("x", "y")], ["x", [1], None, {"x": 1}, ("x", 1)]),
    "date": ([date(2030, 1, 1)], [datetime(2030, 1, 1, tzinfo=UTC), "2030-01-01", None, 3]),
    "count": ([0, 1, 10**30], [-1, True, False, 1.0, "1", None]),
    "hands": (
        ["", "5", "5 4,2", "0 on 2030-01-31"],
        ["6", "x", "2030-01-31", "5 on 2030-02-31", [5], 5],
    ),
}


@pytest.mark.parametrize("name", FIELDS)
def test_a_field_accepts_what_it_wants_and_nothing_else(name: str) -> None:
    spec = FIELDS[name]
    words = [choice.key for choice in spec.choices]
    good, bad = EXAMPLES.get(spec.type, (list(words), ["other", "", 1, None, True, [*words]]))
    assert all(map(spec.accepts, good))
    assert not any(map(spec.accepts, bad))
    assert spec.wanted
    assert not spec.wanted.endswith(".")
    assert spec.label[:1].isupper()
    assert spec.hint
    assert bool(words) == (spec.type == "choice")
    assert all(word in spec.wanted for word in words)


@pytest.mark.parametrize("name", FIELDS)
def test_a_default_is_not_stored_and_is_the_value_of_an_absent_field(name: str) -> None:
    spec = FIELDS[name]
    empty: dict[str, object] = {"list": (), "date": None, "count": 0}
    if spec.type != "choice" or spec.default == "":
        assert spec.default == empty.get(spec.type, "")
    else:
        assert spec.accepts(spec.default)
    assert spec.kept(spec.default) is None


@quick
@given(st.sampled_from(sorted(FIELDS)), anything)
def test_any_value_but_the_default_is_stored_unchanged(name: str, value: object) -> None:
    spec = FIELDS[name]
    kept = spec.kept(value)
    if kept is None:
        assert value == (list(spec.default) if isinstance(spec.default, tuple) else spec.default)
    elif spec.type == "list" and spec.accepts(value):
        assert isinstance(value, list)
        assert kept == tuple(value)
    else:
        assert kept is value


@quick
@given(st.data())
def test_accepted_values_are_stored(data: st.DataObject) -> None:
    spec = data.draw(st.sampled_from(list(FIELDS.values())))
    value = data.draw(said(spec))
    assert spec.accepts(value)
    assert spec.kept(value) == value


def test_false_is_not_a_count_of_zero() -> None:
    votes = Field("votes", "Votes", "count", "x", default=0)
    assert votes.kept(0) is None
    assert votes.kept(value=False) is False


def test_an_item_is_visible_to_every_audience_at_least_as_narrow() -> None:
    assert AUDIENCES == ("internal", "partners", "public")
    reached = [
        (visibility, audience)
        for visibility in AUDIENCES
        for audience in AUDIENCES
        if visible_to(visibility, audience)
    ]
    assert reached == [
        ("internal", "internal"), ("partners", "internal"), ("partners", "partners"),
        ("public", "internal"), ("public", "partners"), ("public", "public"),
    ]  # fmt: skip
    assert VISIBILITY.default == "partners"
    assert STATUS.default == "proposed"
