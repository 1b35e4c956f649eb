"""Keys and pastes told apart, however the terminal cuts them."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvas.app.terminal import paste_parser
from canvas.app.terminal.paste_parser import END_MARKER, START_MARKER, PasteParser

TEXT = st.text(st.sampled_from("ab\x1b[2~dé\x13\r"), max_size=12).filter(
    lambda text: START_MARKER not in text and END_MARKER not in text
)


class Reader:
    """What has come of some bytes: pastes, and the keys between them."""

    def __init__(self) -> None:
        self.pastes = PasteParser()
        self.told: list[tuple[str, str]] = []

    def read(self, *texts: str) -> None:
        for text in texts:
            self._tell(self.pastes.feed(text))

    def end(self) -> None:
        self._tell(self.pastes.flush())

    def _tell(self, pairs: Iterable[tuple[str, str]]) -> None:
        self.told += [pair for pair in pairs if any(pair)]

    @property
    def pasted(self) -> list[str]:
        return [pasted for pasted, _ in self.told if pasted]

    @property
    def keys(self) -> str:
        return "".join(keys for _, keys in self.told)


@given(st.lists(TEXT, min_size=1, max_size=5), st.data())
def test_a_paste_is_whole_and_no_key_of_it_gets_out_wherever_it_is_cut(
    ends: list[str], data: st.DataObject
) -> None:
    """Between the first beginning and the last end all is pasted, whatever ends stand within."""
    came = START_MARKER + END_MARKER.join(ends) + END_MARKER
    cuts = sorted(data.draw(st.lists(st.integers(len(START_MARKER), len(came)), max_size=6)))
    reader = Reader()
    reader.read(*(came[a:b] for a, b in zip([0, *cuts], [*cuts, len(came)], strict=True)))
    reader.end()
    assert reader.keys == ""
    assert "".join(reader.pasted) == "".join(ends)


@given(TEXT, TEXT, TEXT.filter(lambda text: "\x1b" not in text))
def test_keys_before_and_after_a_paste_stay_keys(before: str, pasted: str, after: str) -> None:
    reader = Reader()
    reader.read(before)
    reader.end()
    reader.read(START_MARKER + pasted + END_MARKER)
    reader.end()
    reader.read(after)
    reader.end()
    assert reader.keys == before + after
    assert reader.pasted == [pasted] * bool(pasted)


@given(st.text(st.sampled_from("ab\x1b[OA;5~d"), max_size=30).filter(lambda text: START_MARKER not in text))
def test_keys_alone_come_as_they_were_typed(keys: str) -> None:
    reader = Reader()
    reader.read(*keys)
    reader.end()
    assert (reader.keys, reader.pasted) == (keys, [])


def test_escape_is_handed_on_at_once() -> None:
    reader = Reader()
    reader.read("\x1b")
    assert reader.keys == "\x1b"
    assert not reader.pastes.is_waiting


def test_a_paste_without_an_end_is_over_after_some_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 100.0
    monkeypatch.setattr("canvas.app.terminal.paste_parser.time.monotonic", lambda: now)
    reader = Reader()
    reader.read(f"{START_MARKER}no end")
    now += paste_parser.UNTERMINATED_TIMEOUT
    assert list(reader.pastes.timed_out()) == []
    now += 0.1
    assert list(reader.pastes.timed_out()) == [("no end", "")]
    reader.read("key")
    assert reader.keys == "key"


def test_what_follows_a_paste_without_a_pause_waits_no_longer_than_a_moment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now = 100.0
    monkeypatch.setattr("canvas.app.terminal.paste_parser.time.monotonic", lambda: now)
    reader = Reader()
    reader.read(f"{START_MARKER}words{END_MARKER}k")
    assert reader.told == []
    for _ in range(8):
        now += 0.04
        reader.read("k")
    assert reader.pasted == ["words"]
    assert reader.keys == "k" * 9


def test_more_than_anybody_types_behind_an_end_is_pasted_though_no_second_end_has_come(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now = 100.0
    monkeypatch.setattr("canvas.app.terminal.paste_parser.time.monotonic", lambda: now)
    reader = Reader()
    reader.read(f"{START_MARKER}words{END_MARKER}d\rq")
    for _ in range(20):
        now += 0.04
        reader.read("a long tail ")
    reader.read(END_MARKER)
    reader.end()
    assert reader.keys == ""
    assert "".join(reader.pasted).startswith("wordsd\rqa long tail ")


def test_what_the_mouse_tells_behind_a_paste_is_not_taken_for_text() -> None:
    moves = "\x1b[<35;10;10M" * 20
    reader = Reader()
    reader.read(f"{START_MARKER}words{END_MARKER}{moves}")
    reader.end()
    assert (reader.pasted, reader.keys) == (["words"], moves)


def test_a_bracket_in_two_bites_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 100.0
    monkeypatch.setattr("canvas.app.terminal.paste_parser.time.monotonic", lambda: now)
    reader = Reader()
    reader.read("\x1b[20")
    now += 0.15
    assert list(reader.pastes.timed_out()) == []
    reader.read(f"0~hello{END_MARKER}")
    reader.end()
    assert (reader.pasted, reader.keys) == (["hello"], "")
