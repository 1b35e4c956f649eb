from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from canvas.model.short_names import short_names

NAMES = st.builds(
    " ".join, st.lists(st.sampled_from(["Ana", "Tom", "Weiss", "Dr", "of", "Lee"]), min_size=1, max_size=4)
)


def test_a_first_name_stands_for_a_person_who_alone_has_it() -> None:
    owners = ["Ana Petrescu", "Tom Lee", "Tom Weiss", "Dr Weiss", "Lee", "Kim Ray"]
    assert short_names(owners, [*owners, "Kim Bell"]) == {"Ana Petrescu": "Ana"}


def test_only_who_stands_in_a_list_of_people_is_known_to_be_a_person() -> None:
    owners = ["Riverside Kitchen", "Ana Petrescu", "Slipway Museum"]
    assert short_names(owners, ["ana  petrescu"]) == {"Ana Petrescu": "Ana"}
    assert short_names(owners, []) == {}


@given(st.lists(NAMES), st.lists(NAMES))
def test_a_short_name_means_one_owner(owners: list[str], people: list[str]) -> None:
    short = short_names(owners, [*owners, *people])
    shown = [short.get(owner, owner) for owner in dict.fromkeys(owners)]
    assert len(set(shown)) == len(shown)
    assert all(owner.startswith(f"{name} ") for owner, name in short.items())
