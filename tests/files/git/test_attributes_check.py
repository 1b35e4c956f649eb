"""Where other attributes keep git from handing canvases to this program."""

from __future__ import annotations

import pytest

from canvas.files.git.setup import ATTRIBUTES_LINE, set_up
from tests.files.git.repository import Repository

COMMAND = "/x/.venv/bin/canvas"
NOTHING = "Nothing to do: "


@pytest.mark.parametrize(
    ("where", "line", "told"),
    [
        ("", "*.toml -merge", "“-merge”"),
        ("sub", "* merge=union", "“merge=union”"),
        ("sub", "*.toml !diff", "“!diff”"),
        ("a/b", "*.canvas.toml diff", "“diff”"),
    ],
)
def test_attributes_that_overrule_the_line_are_told_with_their_folder(
    repository: Repository, where: str, line: str, told: str
) -> None:
    repository.commit(b"1", name="sub/deeper/x.canvas.toml")
    repository.commit(b"1", name="a/b/x.canvas.toml")
    set_up(str(repository.top), command=COMMAND)
    with (repository.top / where / ".gitattributes").open("a") as file:
        file.write(f"{line}\n")
    [said] = set_up(str(repository.top), command=COMMAND)
    assert not said.startswith(NOTHING)
    assert told in said
    assert (f" {where}/" in said) == bool(where)
    assert "deeper" not in said
    (repository.top / where / ".gitattributes").write_text(f"{line}\n{ATTRIBUTES_LINE}\n")
    assert set_up(str(repository.top), command=COMMAND)[-1].startswith((NOTHING, ".gitattributes now says"))


def test_attributes_that_overrule_the_line_for_one_canvas_are_told_with_its_name(
    repository: Repository,
) -> None:
    repository.commit(b"1", name="sub/one.canvas.toml")
    set_up(str(repository.top), command=COMMAND)
    (repository.top / "sub" / ".gitattributes").write_text("one.canvas.toml merge=binary\n")
    [said] = set_up(str(repository.top), command=COMMAND)
    assert "sub/one.canvas.toml" in said
    assert "“merge=binary”" in said
