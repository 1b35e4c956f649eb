"""Longest common subsequence and the merge of orders."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from canvas.model.sequence_merge import longest_common_run, merge_orders

many = settings(max_examples=200, deadline=None)
orders = st.lists(st.integers(0, 9), unique=True)


def _in_order(names: list[int], of: list[int]) -> bool:
    places = [of.index(name) for name in names]
    return places == sorted(places)


@many
@given(orders, orders)
def test_what_stays_is_in_the_order_of_both_and_no_more_could(was: list[int], now: list[int]) -> None:
    found = longest_common_run(was, now)
    common = [name for name in now if name in was]
    assert found <= set(common)
    assert _in_order([name for name in now if name in found], was)
    more = (set(some) for some in combinations(common, len(found) + 1))
    assert not any(_in_order([name for name in now if name in some], was) for some in more)


@many
@given(orders, orders, orders)
def test_two_orders_in_one_have_every_name_of_either_once(
    base: list[int], first: list[int], second: list[int]
) -> None:
    found = merge_orders(base, first, second)
    assert sorted(found) == sorted({*first, *second})


@many
@given(orders, orders)
def test_an_order_that_one_side_alone_changed_is_that_sides(base: list[int], changed: list[int]) -> None:
    now = [name for name in changed if name in base]
    now += [name for name in base if name not in now] + [name for name in changed if name not in base]
    assert (
        merge_orders(base, base, now) == now == merge_orders(base, now, base) == merge_orders(base, now, now)
    )


@many
@given(orders, st.integers(0, 9), st.integers(0, 9))
def test_what_one_side_put_in_stands_behind_what_it_put_it_behind(
    base: list[int], one: int, other: int
) -> None:
    first, second = [*base[:one], 10, *base[one:]], [*base[:other], 11, *base[other:]]
    found = merge_orders(base, first, second)
    assert [name for name in found if name != 11] == first
    assert [name for name in found if name != 10] == second


def test_each_side_may_move_another_name() -> None:
    assert merge_orders([1, 2, 3, 4, 5], [5, 1, 2, 3, 4], [1, 3, 4, 2, 5]) == [5, 1, 3, 4, 2]


def test_what_both_put_at_one_place_stands_together_the_first_sides_first() -> None:
    assert merge_orders([1, 2], [1, 3, 4, 2], [1, 5, 6, 2]) == [1, 3, 4, 5, 6, 2]
