"""The short form of `tests.meet.cuts`."""

from __future__ import annotations

from tests.meet.cuts import Threaded, run


def test_phones_that_are_cut_and_a_server_that_is_killed_lose_and_double_nothing() -> None:
    host = Threaded()
    outcome = run(host, phones=3, cuts=12, kills=2)
    host.close()
    assert outcome.sent > 3
    assert (outcome.lost, outcome.doubled) == ([], [])
