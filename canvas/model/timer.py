"""The minutes given to a panel, or to each of the eight, as a pure clock: whoever asks brings the time along.

Moments are seconds of a clock that only runs forward (`time.monotonic`). Whether such a clock stands still
while the computer sleeps depends on the system; either way nothing here becomes negative, and whoever comes
back late is told once that the time is up, not once for each panel.
"""

from __future__ import annotations

import re
from math import ceil
from typing import NamedTuple

from canvas.model.schema import BY_KEY, PANELS

MINUTE = 60
MOST_MINUTES = 600
"""The longest time that can be given, in minutes."""

_SIGN_SECONDS = 15
"""For how many seconds it is told that the time of the panel before is up."""

RUNS, PAUSED, UP = "▸", "‖", "■"
"""Begins what is told of the time, so that it can be told apart without colour."""

ALL: tuple[str, ...] = tuple(panel.key for panel in PANELS)
"""The panels that time is divided over, in reading order."""


class PanelTimer(NamedTuple):
    """A time that runs.

    Attributes:
        panels: the key of the panel it is for, then those whose turn comes after it.
        length: how many seconds each of them has.
        left: how many seconds were left at ``since``; without one, how many are left.
        since: the moment from which it runs on; None while it is paused.
        moved: the moment at which it went over to this panel by itself; None where it did not.
    """

    panels: tuple[str, ...]
    length: float
    left: float
    since: float | None
    moved: float | None = None

    @classmethod
    def start(cls, panels: tuple[str, ...], seconds: float, now: float) -> PanelTimer:
        """So many seconds for each of some panels, from now on."""
        return cls(panels, seconds, seconds, now)

    # How it stands

    @property
    def is_paused(self) -> bool:
        """Whether it stands still."""
        return self.since is None

    def remaining(self, now: float) -> float:
        """How many seconds are left; never fewer than none, whatever the clock does."""
        gone = max(0.0, now - self.since) if self.since is not None else 0.0
        return max(0.0, self.left - gone)

    def is_up(self, now: float) -> bool:
        """Whether nothing is left."""
        return self.remaining(now) <= 0

    def told(self, now: float) -> str:
        """What is left, to the second: ``4:59``; ``0:00 time is up``."""
        minutes, seconds = divmod(ceil(self.remaining(now)), MINUTE)
        return f"{minutes}:{seconds:02}" + (" time is up" if self.is_up(now) else "")

    def calm(self, now: float) -> str:
        """What is left, in whole minutes until the last one: ``5 min``, later ``0:59``."""
        remaining = self.remaining(now)
        return f"{ceil(remaining / MINUTE)} min" if remaining > MINUTE else self.told(now)

    def is_sign(self, now: float) -> bool:
        """Whether it is to be told that a time is up: this one's, or just now that of the panel before."""
        return self.is_up(now) or self._just_moved(now)

    def line(self, now: float, *, short: bool = False) -> str:
        """What a header says of it.

        Args:
            now: the moment.
            short: whether there is room for little.
        """
        key = self.panels[0]
        panel = BY_KEY.get(key)
        title = panel.title if panel else key.capitalize()
        numbered = f"{panel.number} {title}" if panel else title
        if self.is_up(now):
            return f"{UP} time is up" if short else f"{UP} time is up: {numbered}"
        if self._just_moved(now):
            return f"{UP} now panel {panel.number}" if short and panel else f"{UP} time is up: now {numbered}"
        mark, left = (PAUSED, f"paused {self.told(now)}") if self.is_paused else (RUNS, self.calm(now))
        if not short:
            return f"{mark} {numbered} {left}"
        one_of_many = len(self.panels) > 1 or self.moved is not None
        return f"{mark} panel {panel.number} {left}" if panel and one_of_many else f"{mark} {left}"

    def changes_in(self, now: float) -> float | None:
        """After how many seconds `line` says something else; None where it will not by itself."""
        if self.is_paused or self.is_up(now):
            return None
        remaining = self.remaining(now)
        step = MINUTE if remaining > MINUTE else 1
        wait = remaining - step * (ceil(remaining / step) - 1)
        if self.moved is not None and self._just_moved(now):
            wait = min(wait, self.moved + _SIGN_SECONDS - now)
        return wait

    # What can be done with it

    def paused(self, now: float) -> PanelTimer:
        """Standing still, with what is left now."""
        return self._replace(left=self.remaining(now), since=None)

    def resumed(self, now: float) -> PanelTimer:
        """Running on from where it was paused."""
        return self if self.since is not None else self._replace(since=now)

    def longer(self, now: float, seconds: float = MINUTE) -> PanelTimer:
        """With some seconds more; one whose time was up has just those."""
        since = None if self.is_paused else now
        return self._replace(left=self.remaining(now) + seconds, since=since, moved=None)

    def following(self, now: float) -> PanelTimer | None:
        """The time of the panel after this one, whole, from now on; None where this was the last."""
        return PanelTimer.start(self.panels[1:], self.length, now) if len(self.panels) > 1 else None

    def moved_on(self, now: float) -> PanelTimer | None:
        """Like `following`, because the time of this panel was up: that is told for a while."""
        following = self.following(now)
        return following and following._replace(moved=now)

    def _just_moved(self, now: float) -> bool:
        return self.moved is not None and not self.is_paused and now - self.moved < _SIGN_SECONDS


class Offer(NamedTuple):
    """A way to read what was typed.

    Attributes:
        panels: the keys of the panels that would have time.
        seconds: how many each of them would have.
        says: what that comes to, in words.
    """

    panels: tuple[str, ...]
    seconds: float
    says: str


def offers(typed: str, panel: str) -> tuple[Offer, ...]:
    """What some words for a time may mean, the likeliest first; nothing where they mean none.

    ``5`` is five minutes for one panel, or forty divided over all; ``8x5`` and ``40 all`` are for all eight
    alone. No words at all give what is wanted most often.

    Args:
        typed: the words.
        panel: the key of the panel that is looked at.
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


def _fitting(*found: Offer) -> tuple[Offer, ...]:
    most = MOST_MINUTES * MINUTE
    return tuple(offer for offer in found if 0 < offer.seconds * len(offer.panels) <= most)


def _one(panel: str, minutes: int) -> Offer:
    title = BY_KEY[panel].title if panel in BY_KEY else panel.capitalize()
    return Offer((panel,), minutes * MINUTE, f"{_minutes(minutes)} for {title}")


def _each(minutes: int) -> Offer:
    return _divided(minutes * len(ALL))


def _divided(minutes: int) -> Offer:
    whole, seconds = divmod(minutes * MINUTE // len(ALL), MINUTE)
    says = f"all eight, {whole}:{seconds:02} each, {minutes} min"
    return Offer(ALL, minutes * MINUTE / len(ALL), says)


def _minutes(count: int) -> str:
    return f"{count} minute{'' if count == 1 else 's'}"
