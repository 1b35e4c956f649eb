"""Fragments: the register of one repository at one commit, and their union."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvas.register.fragments import (
    Fragment,
    FragmentError,
    FragmentFormat,
    Fragments,
    find,
    name_of,
    read,
    unite,
    write,
)
from canvas.register.row import Row
from tests.strategies import quick

DAY = date(2026, 11, 29)
ROW = Row(
    "a/b.canvas.toml", "Otterbeck", "forming", ("Mill School", "Äl | Co"), DAY, 3, 1, DAY - timedelta(days=1),
    1, 2, 3, ("steps/on-time",), "draft", 1, 2,
)  # fmt: skip

_rows = st.builds(Row, st.sampled_from("abc"), st.sampled_from("TU"), late=st.integers(0, 2))
_fragments = st.builds(
    Fragment,
    st.sampled_from(["north", "south"]),
    st.sampled_from(["2026-11-01 12:00:00", "2026-11-02 12:00:00"]),
    st.sampled_from(["a" * 40, "b" * 40]),
    st.sampled_from([DAY, DAY + timedelta(days=1)]),
    st.lists(_rows, max_size=2).map(tuple),
)
_collections = st.lists(_fragments, max_size=3).map(lambda some: unite(*({f.repository: f} for f in some)))


@given(_collections, _collections, _collections)
@quick
def test_fragments_are_united_the_same_in_any_order_and_as_often_as_one_likes(
    one: Fragments, two: Fragments, three: Fragments
) -> None:
    whole = unite(one, two, three)
    assert unite(unite(one, two), three) == unite(one, unite(two, three)) == whole
    assert unite(three, two, one) == whole
    assert unite(whole, one, whole) == whole


@given(st.lists(_fragments, min_size=1, max_size=5))
@quick
def test_of_each_repository_the_newest_fragment_counts(fragments: list[Fragment]) -> None:
    united = unite(*({fragment.repository: fragment} for fragment in fragments))
    assert {*united} == {fragment.repository for fragment in fragments}
    for name, found in united.items():
        ages = [(f.committed, f.commit, f.day) for f in fragments if f.repository == name]
        assert (found.committed, found.commit, found.day) == max(ages)


@pytest.mark.parametrize("form", ["parquet", "jsonl"])
def test_what_was_written_is_read_again_and_never_written_twice(here: Path, form: FragmentFormat) -> None:
    north = Fragment("host/north & co", "2026-11-01 12:00:00", "a" * 40, DAY, (ROW, Row("x", problem="torn")))
    empty = Fragment("south", "2026-11-01 12:00:00", "b" * 40, DAY, ())
    both = {north.repository: north, empty.repository: empty}
    path, is_new = write({north.repository: north}, "out", form)
    assert (path, is_new) == (f"out/host-north---co.{'a' * 16}.2026-11-29.{form}", True)
    before = Path(path).read_bytes()
    assert write({north.repository: north._replace(rows=())}, "out", form) == (path, False)
    assert Path(path).read_bytes() == before
    assert read(path) == {north.repository: north}
    united, _ = write(both, "out/all", form)
    assert read(united) == both
    assert name_of(dict(reversed(both.items())), form) == Path(united).name
    assert [*find(["out"])] == [path, united]
    (here / "out" / f"torn.{form}").write_text("nonsense", encoding="utf-8")
    with pytest.raises(FragmentError, match="this is no fragment"):
        read(f"out/torn.{form}")


def test_a_folder_that_cannot_be_made_is_one_sentence(here: Path) -> None:
    (here / "file").touch()
    for folder, why in (("file", "File exists"), ("file/below", "Not a directory")):
        with pytest.raises(FragmentError) as caught:
            write({}, folder, "jsonl")
        assert str(caught.value) == f"{folder}: this folder cannot be made ({why})."


@pytest.mark.parametrize(
    "line", ["", "[]", "{}", '{"repository": 1}', "null", '{"repository": "x", "file": "y", "partners": 3}']
)
def test_lines_that_are_no_rows_are_refused(here: Path, line: str) -> None:
    (here / "x.jsonl").write_text(f"{line}\n", encoding="utf-8")
    with pytest.raises(FragmentError):
        read("x.jsonl")


def test_a_row_needs_a_day_and_numbers_and_its_commit_names_no_folder(here: Path) -> None:
    fragment = Fragment("x", "2026-11-01 12:00:00", "../../x", DAY, (ROW,))
    path, _ = write({"x": fragment}, "out", "jsonl")
    assert path == "out/x.------x.2026-11-29.jsonl"
    good = Path(path).read_text(encoding="utf-8")
    for was, wrong in (
        ('"day": "2026-11-29"', '"day": null'),
        ('"late": 1', '"late": 1e999'),
        ("{", "[" * 100_000),
    ):
        assert was in good
        (here / "x.jsonl").write_text(good.replace(was, wrong, 1), encoding="utf-8")
        with pytest.raises(FragmentError):
            read("x.jsonl")
