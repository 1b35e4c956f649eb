from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.durations import slow_files


@given(st.dictionaries(st.text(max_size=3), st.floats(0, 100), max_size=8), st.floats(0.5, 300))
def test_the_dearest_files_are_slow_and_no_more_than_leave_the_others_within_the_budget(
    spent: dict[str, float], budget: float
) -> None:
    slow = slow_files(spent, budget)
    quick = sorted(set(spent) - set(slow), key=spent.__getitem__)
    assert sum(spent[name] for name in quick) <= budget + 1e-6
    if slow:
        cheapest = min(spent[name] for name in slow)
        assert not quick or spent[quick[-1]] <= cheapest
        assert sum(spent[name] for name in quick) + cheapest > budget - 1e-6
