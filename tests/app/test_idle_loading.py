"""What keys open is loaded while nobody types."""

from __future__ import annotations

import os
import sys

import pytest

from canvas.app.board import idle_loading
from canvas.app.board.idle_loading import load_while_idle, module_names
from canvas.bundled_files import folder, style
from tests.app.driving import a_canvas, program


async def test_every_sheet_and_module_is_there_after_a_while_and_keys_act_meanwhile(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(idle_loading, "_PAUSE_SECONDS", 0.0)
    async with program(a_canvas(beneficiaries=["one", "two"])) as it:
        sheets = [style(name) for name in os.listdir(folder("styles"))]
        assert not all(map(it.app.stylesheet.has_source, sheets))
        load_while_idle(it.app)
        it.send("j")
        await it.until(lambda: it.item and it.item.text == "two")
        await it.until(lambda: all(map(it.app.stylesheet.has_source, sheets)))
        await it.until(lambda: sys.modules.keys() >= set(module_names()))
