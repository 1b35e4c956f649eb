"""A meeting with two hundred phones, while the board is typed in."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from itertools import cycle
from statistics import median
from typing import Any, Final

from benchmarks.figures import Figure, Row, percentile_95
from benchmarks.meet_phones import WRITTEN
from benchmarks.programs import Programs
from benchmarks.pty import Terminal
from canvas.files.canvas_file import open_document

_PHONES, _JOIN_SECONDS, _ITEMS = 200, 10, 8
_QUIET_KEY, _STARTED = 0.03, 2.0
_KEYS_ALONE = 90
_TYPED = "Two trainees from Northbank cook with us every school morning until the end of June"
_ASKS: Final = ((0, "write"), (13, "vote"), (16, "hands"), (19, "write"), (21, ""))
"""What is asked, by the second after the first phone."""


class _Typist:
    """Types statements into a board, letter by letter."""

    def __init__(self, terminal: Terminal) -> None:
        self._terminal = terminal
        self._letters = cycle(_TYPED.replace(" ", ""))
        self._terminal.press(b"a", quiet=0.3, patience=20)

    def key(self) -> float:
        """Type a letter; the seconds until it is painted."""
        letter = next(self._letters)
        return self._terminal.frame(letter.encode(), letter, quiet=_QUIET_KEY)


class _Control:
    """Tells the board's program what to ask the room."""

    def __init__(self, path: str) -> None:
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.connect(path)
        self._lines = self._socket.makefile("rw")

    def __call__(self, do: str, **order: object) -> dict[str, Any]:
        self._lines.write(json.dumps({"do": do, **order}) + "\n")
        self._lines.flush()
        answer: dict[str, Any] = json.loads(self._lines.readline())
        return answer

    def close(self) -> None:
        self._lines.close()
        self._socket.close()


def meet(programs: Programs) -> Row:
    """What is lost, how late phones and keys are, and what memory it takes."""
    terminal, _ = programs.board(programs.canvas(_ITEMS), quiet=_STARTED)
    with terminal:
        typist = _Typist(terminal)
        alone = [typist.key() * 1000 for _ in range(_KEYS_ALONE)]
        memory_alone = terminal.resident()
    home = os.path.join(programs.folder, "beside")  # apart from the work of the board that was killed
    os.mkdir(home)
    programs = Programs(home, programs.cache)
    path, control_path = programs.canvas(_ITEMS), os.path.join(programs.folder, "control")
    terminal, _ = programs.meeting(path, str(_free_port()), control_path, quiet=_STARTED)
    with terminal:
        typist = _Typist(terminal)
        control = _Control(control_path)
        told, keys = _meeting(control, typist, open_document(path).canvas.panels["vision"][0].id)
        memory = terminal.resident()
        control.close()
    return _row(told, keys, alone, memory - memory_alone)


def _meeting(control: _Control, typist: _Typist, statement: str) -> tuple[dict[str, Any], list[float]]:
    """Hold the meeting; what came of it, and how many milliseconds each key took."""
    phones = subprocess.Popen(
        [
            *(sys.executable, "-m", "benchmarks.meet_phones", control("link")["link"]),
            *(str(_PHONES), str(_JOIN_SECONDS), statement),
        ],
        stdout=subprocess.PIPE,
        text=True,
    )
    keys: list[float] = []
    asked: dict[int, float] = {}
    began = time.monotonic()
    answer: dict[str, Any] = {}
    for second, activity in _ASKS:
        while time.monotonic() - began < second:
            keys.append(typist.key() * 1000)
        if activity:
            answer = control("ask", activity=activity, panel="vision", statements=[statement], budget=3)
            asked[answer["ask"]] = answer["at"]
    end = control("end")
    found = json.loads(phones.communicate()[0])
    late = [
        (heard[str(number)] - at) * 1000
        for heard in found["heard"]
        for number, at in [*asked.items()][1:]
        if str(number) in heard
    ]
    return {**found, **end, "late": late, "events": _PHONES * (len(asked) - 1)}, keys


def _row(told: dict[str, Any], keys: list[float], alone: list[float], memory: int) -> Row:
    texts = Counter(told["texts"])
    missing = _PHONES * WRITTEN - len(set(told["sent"]) & set(texts))
    answered = sum(told["answered"].get(number, 0) for number in ("2", "3"))
    figures = (
        Figure(missing + 2 * _PHONES - answered, 0, "", "lost", "count"),
        Figure(sum(count - 1 for count in texts.values()), 0, "", "twice", "count"),
        Figure(told["events"] - len(told["late"]), 0, "", "events not heard", "count"),
        Figure(percentile_95(told["late"]), 250, "ms", "event to phone", "95th percentile"),
        Figure(percentile_95(keys), 16, "ms", "key to frame", "95th percentile"),
        Figure(round(memory / 2**20, 1), 60, "MiB", "memory above the board alone", "difference"),
    )
    detail = (
        f"{len(told['sent'])} statements and {answered} answers of {_PHONES} phones; "
        f"event to phone median {median(told['late']):.0f} ms, receipt median "
        f"{median(told['waited']) * 1000:.0f} ms; {len(keys)} keys, median {median(keys):.1f} ms, alone "
        f"{median(alone):.1f} / {percentile_95(alone):.1f} ms"
    )
    return Row("a meeting of 200 phones beside a board that is typed in", figures, detail)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


MEET_ROWS: Final[dict[str, Callable[[Programs], Row]]] = {"meet": meet}
