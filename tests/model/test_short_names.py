from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from canvas.model.short_names import short_names

NAMES = st.builds(
    " ".join, st.lists(st.sampled_from(["Ana", "Tom", "Weiss", "Dr", "of", "Lee"]), min_size=1, max_size=4)
)


def test_a_first_name_stands_for_a_person_who_alone_has_it() -> None:
    owners = ["Ana Petrescu", "Tom Lee", "Tom Weiss", "Dr Weiss", "Gate Parents", "Lee", "House of Lords"]
    assert short_names(owners, ["Gate Parents"]) == {"Ana Petrescu": "Ana"}


@given(st.lists(NAMES))
def test_a_short_name_means_one_owner(owners: list[str]) -> None:
    short = short_names(owners, [])
    shown = [short.get(owner, owner) for owner in dict.fromkeys(owners)]
    assert len(set(shown)) == len(shown)
    assert all(owner.startswith(f"{name} ") for owner, name in short.items())
