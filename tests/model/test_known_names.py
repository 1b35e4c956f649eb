"""Names in a canvas: taken apart where a field holds several, and compared."""

from __future__ import annotations

import time

import pytest

from canvas.model.known_names import name_key, split_names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ana and Ben", ["Ana", "Ben"]),
        ("Ana, Ben; Cai/Dee & Eva", ["Ana", "Ben", "Cai", "Dee", "Eva"]),
        ("Ana, and Ben", ["Ana", "Ben"]),
        ("Ana y Ben\tund\nCai", ["Ana", "Ben", "Cai"]),
        ("Andrea Sandy", ["Andrea Sandy"]),
        (" , ", []),
    ],
)
def test_a_text_is_taken_apart_into_its_names(text: str, names: list[str]) -> None:
    assert split_names(text) == names


def test_titles_and_remarks_are_no_part_of_a_name() -> None:
    assert name_key("Dr. Ana  Ruiz (chair) ") == name_key("ana ruiz")
    assert name_key("Ana (chair) Ruiz") != name_key("Ana Ruiz")


def test_white_space_takes_time_in_proportion_to_its_length() -> None:
    name = f"a{' ' * 30_000}b ("
    start = time.process_time()
    assert split_names(name) == [name]
    assert name_key(name) == "a b ("
    assert time.process_time() - start < 1
