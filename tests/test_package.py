"""The wheel, as a stranger would install it: with the sources out of reach."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.terminal import terminal

ROOT = Path(__file__).parent.parent
BUILDS = all(importlib.util.find_spec(name) for name in ("build", "hatchling"))
pytestmark = [
    pytest.mark.skipif(not BUILDS, reason="build and hatchling are not installed"),
    pytest.mark.xdist_group("wheel"),
]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout."""
    out = tmp_path_factory.mktemp("wheel")
    done = subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(ROOT)],
        capture_output=True,
        check=False,
        timeout=120,
        cwd=out,
    )
    assert done.returncode == 0, (done.stdout + done.stderr).decode()
    (found,) = out.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder into which the wheel was unpacked."""
    out = tmp_path_factory.mktemp("installed")
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(out)
    return out


def python(installed: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    """Python with the unpacked wheel, and this checkout nowhere."""
    return subprocess.run(
        [sys.executable, "-P", *arguments],
        env={**os.environ, "PYTHONPATH": str(installed), "PYTHONWARNINGS": "error"},
        capture_output=True,
        check=False,
        timeout=60,
    )


def test_the_wheel_holds_the_program_its_styles_its_examples_and_no_tests(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    styles = {f"canvas/styles/{path.name}" for path in (ROOT / "styles").iterdir()}
    examples = {f"canvas/examples/{path.name}" for path in (ROOT / "examples").glob("*.canvas.toml")}
    sources = {str(path.relative_to(ROOT)) for path in (ROOT / "canvas").rglob("*.py")}
    served = {str(path.relative_to(ROOT)) for path in (ROOT / "canvas" / "meet" / "static").iterdir()}
    assert styles | examples | sources | served | {"canvas/py.typed"} <= set(names)
    tops = {name.split("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"canvas"}
    assert not [name for name in names if "test" in name.lower() or name.endswith((".pyc", ".map"))]


def test_the_wheel_says_what_it_is_and_brings_the_command(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as packed:
        (metadata,) = (n for n in packed.namelist() if n.endswith(".dist-info/METADATA"))
        (scripts,) = (n for n in packed.namelist() if n.endswith(".dist-info/entry_points.txt"))
        said = packed.read(metadata).decode()
        assert "Name: partnership-canvas" in said
        assert "Requires-Python: >=3.11" in said
        assert "License-Expression: MIT" in said
        assert "canvas = canvas.cli:run" in packed.read(scripts).decode()


def test_the_installed_program_finds_its_own_files(installed: Path) -> None:
    body = "import canvas.bundled_files as r; print(r.style('app.tcss'), *r.examples().values(), sep='\\n')"
    done = python(installed, "-c", body)
    assert done.returncode == 0, done.stderr.decode()
    paths = done.stdout.decode().split()
    assert len(paths) > 4
    assert all(Path(path).is_file() and path.startswith(str(installed)) for path in paths)


def test_the_installed_program_makes_shows_and_exports_a_canvas(installed: Path, here: Path) -> None:
    for arguments in (
        ("new", "x", "--example", "first-rung"),
        ("show", "x.canvas.toml"),
        ("export", "x.canvas.toml", "-o", "x.md"),
        ("export", "x.canvas.toml", "--to", "json"),
        ("--version",),
    ):
        done = python(installed, "-m", "canvas", *arguments)
        assert done.returncode == 0, done.stderr.decode()
        assert done.stderr == b""
    assert (here / "x.md").read_text(encoding="utf-8").startswith("# ")


def test_the_installed_program_paints_a_board_and_leaves_it(installed: Path, here: Path) -> None:
    assert python(installed, "-m", "canvas", "new", "x", "--example", "first-rung").returncode == 0
    with terminal("x.canvas.toml", path=installed) as it:
        it.until_shown("1 Beneficiaries", "Readiness", "? help")
        for key, words in (
            ("e", "Keep and save ctrl+s"),
            ("?", "scroll · esc closes"),
            ("x", "Summary for"),
            ("s", "said, not yet agreed"),
        ):
            it.look_into(key, words)
        it.send("\x11")
        assert it.left() == 0
    assert [path.name for path in here.iterdir()] == ["x.canvas.toml"]
