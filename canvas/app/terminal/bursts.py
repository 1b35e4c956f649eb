"""Detect bursts of keys that no hand can type, such as a paste that the terminal does not bracket.

What a burst would destroy is asked about first: the keys are held until somebody says what they are.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence

from textual import events
from textual.message import Message

MAX_GAP = 0.01
"""Maximum seconds between two keys of a burst."""

FIRST_GAP = 0.004
"""Maximum seconds between a first key that is read alone and the second; a key on the board waits so long.

A paste that comes byte by byte has gaps of microseconds, programs that type pause for 10 ms and more.
"""

PASTE_PAUSE = 0.05
"""Seconds without input after which a burst that is long enough for a paste is over."""

MIN_PASTE_KEYS = 12
"""A burst of so many keys, an enter among them, is taken for a paste."""

MAX_HOLD = 1.0
"""Maximum seconds for which a burst without an enter is held back, such as the repeats of a held key."""

_ANSWER_AFTER_SECONDS = 0.5
"""Seconds without keys after which a key may answer the question about a burst: before, it belongs to it."""


class BurstKey(events.Key):
    """A key of a burst that is too short for a paste: it acts, but asks before it destroys anything."""


BurstKey.handler_name = events.Key.handler_name  # Textual derives another from the class


class Burst(events.Event, bubble=False):
    """A burst that is long enough for a paste."""

    def __init__(self, keys: Sequence[events.Key]) -> None:
        super().__init__()
        self.keys = tuple(keys)

    @property
    def is_text(self) -> bool:
        """Whether no key in it is one that moves, deletes or commands."""
        return all(map(_is_text, self.keys))

    @property
    def is_one_line(self) -> bool:
        """Whether there is no text behind the first enter."""
        return "\n" not in text_of(self.keys).rstrip("\n")


def text_of(keys: Iterable[events.Key]) -> str:
    """The text that keys would type; others than characters, enter and tab count for nothing."""
    return "".join(key.character or "" for key in keys if _is_text(key)).replace("\r", "\n")


def _is_text(key: events.Key) -> bool:
    return key.is_printable or key.key in ("enter", "tab")


def _is_escape_and_control(keys: Sequence[events.Key], texts: int) -> bool:
    """Whether keys are escape and one that types nothing, such as ctrl+q: two keys, as a macro sends them."""
    return not texts and len(keys) == 2 and keys[0].key == "escape"  # noqa: PLR2004 - two keys


class BurstDetector:
    """Holds keys back until it is known whether they belong to a burst; all else passes through in order."""

    def __init__(self) -> None:
        self._held: list[events.Key] = []
        self._texts = 0  # how many characters and enters the burst has, with those passed on already
        self._has_enter = False
        self._began = self._latest = 0.0

    @property
    def timeout(self) -> float | None:
        """Seconds after the latest input when `tick` is due; None where nothing is held back."""
        if not self._held:
            return None
        return PASTE_PAUSE if self._is_paste else MAX_GAP if len(self._held) > 1 else FIRST_GAP

    @property
    def _is_paste(self) -> bool:
        return self._has_enter and self._texts >= MIN_PASTE_KEYS

    def feed(self, found: Iterable[Message], now: float, *, is_typing: bool = False) -> Iterator[Message]:
        """Pass on the events of one read; while a field is typed into, a first character is not delayed."""
        yield from self.tick(now)
        for event in found:
            if not isinstance(event, events.Key):
                yield from self.flush()
                yield event
                continue
            if not self._held:
                self._began = now
            self._latest = now
            self._held.append(event)
            self._texts += _is_text(event)
            self._has_enter = self._has_enter or event.key == "enter"
        if len(self._held) == 1:
            (key,) = self._held
            if is_typing and key.is_printable:
                yield self._held.pop()
            elif not _is_text(key) or key.key == "tab":
                yield from self.flush()
        elif self._held and now - self._began > MAX_HOLD and not self._is_paste:
            yield from self.flush()

    def tick(self, now: float) -> Iterator[Message]:
        """Pass on what is held back, where no more has come for long enough."""
        if now - self._latest > (self.timeout or MAX_GAP):
            yield from self.flush()

    def flush(self) -> Iterator[Message]:
        """Pass on all that is held back."""
        held, texts, is_paste = self._held, self._texts, self._is_paste
        self._held, self._texts, self._has_enter = [], 0, False
        if is_paste:
            yield Burst(held)
        elif len(held) > 1 and not _is_escape_and_control(held, texts):
            yield from (BurstKey(key.key, key.character) for key in held)
        else:
            yield from held


class HeldKeys:
    """The keys that are asked about, and those that come too soon after them to be an answer."""

    def __init__(
        self,
        ask: Callable[[Callable[[str | None], None]], None],
        replay: Callable[[Sequence[events.Event]], None],
        ignored: Callable[[str], None],
    ) -> None:
        """No key is held.

        Args:
            ask: asks what keys are, and passes on ``text``, ``keys``, or None where they do not count.
            replay: handles keys and pastes before all other input.
            ignored: takes the text of a paste that does not count.
        """
        self._ask = ask
        self._replay = replay
        self._ignored = ignored
        self._current: BurstKey | None = None  # the key that is being handled, where it came in a burst
        self._keys: list[events.Key] = []
        self._latest = 0.0  # when the latest of them came

    def take(self, event: events.Event) -> bool:
        """Hold an event back where it belongs to the keys that are asked about; whether it does."""
        self._current = event if isinstance(event, BurstKey) else None
        is_soon = time.monotonic() - self._latest < _ANSWER_AFTER_SECONDS
        if not self._keys or not (
            isinstance(event, Burst | BurstKey) or (isinstance(event, events.Key) and is_soon)
        ):
            return False
        self._keys += event.keys if isinstance(event, Burst) else [event]
        self._latest = time.monotonic()
        return True

    def hold_current(self) -> bool:
        """Hold the key back that is being handled, and ask, where it came in a burst; whether it did."""
        key, self._current = self._current, None
        if key:
            self.hold([key])
        return key is not None

    def hold(self, keys: Sequence[events.Key]) -> None:
        """Ask what keys are; those of a burst that come meanwhile belong to them."""
        self._keys = list(keys)
        self._latest = time.monotonic()
        self._ask(self._release)

    def _release(self, answer: str | None) -> None:
        keys, self._keys = self._keys, []
        if answer == "text":
            self._replay([events.Paste(text_of(keys))])
        elif answer == "keys":
            self._replay([events.Key(key.key, key.character) for key in keys])
        elif len(keys) >= MIN_PASTE_KEYS:
            self._ignored(text_of(keys))
