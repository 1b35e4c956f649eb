"""Timers for the discussion of panels, as immutable values that are told the time.

Times are in seconds of `time.monotonic`, which may or may not stand still while the computer sleeps. Whoever
comes back late is told once that the time is up, not once for each panel.
"""

from __future__ import annotations

import re
from math import ceil
from typing import Final, NamedTuple

from canvas.model.schema import BY_KEY, PANEL_KEYS

MINUTE = 60
MOST_MINUTES = 600
"""The maximum duration in minutes."""

_SIGN_SECONDS = 15
"""How long the end of the previous panel's time is shown, in seconds."""

RUNS, PAUSED, UP = "▸", "‖", "■"
"""Symbols for the timer's state, which must not depend on colour."""

ALL: Final = PANEL_KEYS
"""The panels that time is divided over."""


class PanelTimer(NamedTuple):
    """A timer for a panel, or for several in turn.

    Attributes:
        panels: the key of the present panel, then those that follow.
        length: the seconds that each of them has.
        left: the seconds left at ``since``; the seconds left now, while it is paused.
        since: when it was started or resumed; None while it is paused.
        moved: when it went on to this panel by itself; None where it did not.
    """

    panels: tuple[str, ...]
    length: float
    left: float
    since: float | None
    moved: float | None = None

    @classmethod
    def start(cls, panels: tuple[str, ...], seconds: float, now: float) -> PanelTimer:
        """Start a timer that gives so many seconds to each of some panels."""
        return cls(panels, seconds, seconds, now)

    @property
    def is_paused(self) -> bool:
        """Whether it is paused."""
        return self.since is None

    def remaining(self, now: float) -> float:
        """The seconds left, never negative."""
        gone = max(0.0, now - self.since) if self.since is not None else 0.0
        return max(0.0, self.left - gone)

    def is_up(self, now: float) -> bool:
        """Whether no time is left."""
        return self.remaining(now) <= 0

    def format_exact(self, now: float) -> str:
        """The time left to the second: ``4:59``; ``0:00 time is up``."""
        minutes, seconds = divmod(ceil(self.remaining(now)), MINUTE)
        return f"{minutes}:{seconds:02}" + (" time is up" if self.is_up(now) else "")

    def format_rounded(self, now: float) -> str:
        """The time left in whole minutes until the last one: ``5 min``, later ``0:59``."""
        remaining = self.remaining(now)
        return f"{ceil(remaining / MINUTE)} min" if remaining > MINUTE else self.format_exact(now)

    def announces_end(self, now: float) -> bool:
        """Whether to tell that a time is up: this panel's, or just now the previous one's."""
        return self.is_up(now) or self._just_moved(now)

    def line(self, now: float, *, short: bool = False) -> str:
        """Format the timer for the header, abbreviated where there is little room."""
        panel = BY_KEY.get(self.panels[0])
        numbered = panel.numbered_title if panel else self.panels[0].capitalize()
        if self.is_up(now):
            return f"{UP} time is up" if short else f"{UP} time is up: {numbered}"
        if self._just_moved(now):
            return f"{UP} now panel {panel.number}" if short and panel else f"{UP} time is up: now {numbered}"
        symbol, left = (
            (PAUSED, f"paused {self.format_exact(now)}")
            if self.is_paused
            else (RUNS, self.format_rounded(now))
        )
        if not short:
            return f"{symbol} {numbered} {left}"
        one_of_many = len(self.panels) > 1 or self.moved is not None
        return f"{symbol} panel {panel.number} {left}" if panel and one_of_many else f"{symbol} {left}"

    def seconds_until_change(self, now: float) -> float | None:
        """The seconds until `line` changes; None where it will not by itself."""
        if self.is_paused or self.is_up(now):
            return None
        remaining = self.remaining(now)
        step = MINUTE if remaining > MINUTE else 1
        wait = remaining - step * (ceil(remaining / step) - 1)
        if self.moved is not None and self._just_moved(now):
            wait = min(wait, self.moved + _SIGN_SECONDS - now)
        return wait

    def paused(self, now: float) -> PanelTimer:
        """The timer paused."""
        return self._replace(left=self.remaining(now), since=None)

    def resumed(self, now: float) -> PanelTimer:
        """The timer resumed."""
        return self if self.since is not None else self._replace(since=now)

    def longer(self, now: float, seconds: float = MINUTE) -> PanelTimer:
        """The timer extended; one whose time was up has just these seconds."""
        since = None if self.is_paused else now
        return self._replace(left=self.remaining(now) + seconds, since=since, moved=None)

    def following(self, now: float) -> PanelTimer | None:
        """The timer for the next panel; None where this was the last."""
        return PanelTimer.start(self.panels[1:], self.length, now) if len(self.panels) > 1 else None

    def onward(self, now: float) -> PanelTimer | None:
        """Like `following`; one for a single panel goes on to the next panel, with as much time."""
        place = ALL.index(self.panels[0]) + 1 if self.panels[0] in PANEL_KEYS else len(ALL)
        single = PanelTimer.start(ALL[place : place + 1], self.length, now) if place < len(ALL) else None
        return self.following(now) or single

    def moved_on(self, now: float) -> PanelTimer | None:
        """Like `following`, where the time of this panel was up."""
        following = self.following(now)
        return following and following._replace(moved=now)

    def _just_moved(self, now: float) -> bool:
        return self.moved is not None and not self.is_paused and now - self.moved < _SIGN_SECONDS


class Reading(NamedTuple):
    """One reading of a typed duration.

    Attributes:
        panels: the keys of the panels that would have time.
        seconds: how many each of them would have.
        says: the reading in words.
    """

    panels: tuple[str, ...]
    seconds: float
    says: str


def readings(typed: str, panel: str) -> tuple[Reading, ...]:
    """The readings of a typed duration, the likeliest first; none where it is not one.

    ``5`` is five minutes for the panel, or forty divided over all; ``8x5`` and ``40 all`` are for all eight
    alone. An empty text gives the usual choices.
    """
    words = "".join(typed.casefold().split())
    if not words:
        return (*(_one(panel, minutes) for minutes in (3, 5, 10)), _each(5), _each(8))
    if found := re.fullmatch(rf"(?:{len(ALL)}|all)[x×*](\d{{1,3}})", words):
        return _fitting(_each(int(found[1])))
    if found := re.fullmatch(r"(\d{1,3})(?:m|min|minutes?)?(all)?", words):
        minutes = int(found[1])
        if found[2]:
            return _fitting(_divided(minutes))
        many = _divided if minutes >= 2 * len(ALL) else _each
        return _fitting(_one(panel, minutes), many(minutes))
    return ()


def _fitting(*found: Reading) -> tuple[Reading, ...]:
    most = MOST_MINUTES * MINUTE
    return tuple(offer for offer in found if 0 < offer.seconds * len(offer.panels) <= most)


def _one(key: str, minutes: int) -> Reading:
    panel = BY_KEY.get(key)
    title = panel.title if panel else key.capitalize()
    plural = "" if minutes == 1 else "s"
    return Reading((key,), minutes * MINUTE, f"{minutes} minute{plural} for {title}")


def _each(minutes: int) -> Reading:
    return _divided(minutes * len(ALL))


def _divided(minutes: int) -> Reading:
    whole, seconds = divmod(minutes * MINUTE // len(ALL), MINUTE)
    says = f"all eight, {whole}:{seconds:02} each, {minutes} min"
    return Reading(ALL, minutes * MINUTE / len(ALL), says)
