"""Imports inside functions: only where this table has them, each with its reason.

An import stands at the top of its module. It is late at a door: where a table loads the verb, the command,
the format or the screen that is asked for; where a package of an extra, git, or a merge begins, which most
runs never need; and where the first frame or a verb was measured to be slower with it.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.source_code import PACKAGE, modules, statements

TABLES = {
    "app.actions": "a command loads its screen when its key is pressed",
    "exports": "only the format that is asked for is loaded",
    "exports.reports": "likewise, of the forms of a report",
    "workspace": "the parts of an open canvas that the first frame does without",
}
"""Modules that may import anything late: tables whose rows are loaded one by one."""

_KEY = "what a key or a rare state shows; the first frame is measured"
_SEEN_SELDOM = "few canvases hold any; reading, checking and exporting are measured"
_HARDLY_EVER = "wanted where something is wrong or in an unusual form; all else is measured"
_WRITING = "only what writes a file needs it; reading is measured"
_GIT = "starts git, or what only that needs"
_MERGE = "loads what merges or compares two versions"
_MEETING = "a meeting with phones, which few sessions have"
_OPTION = "an option of the verb"
_FRONT_END = "the one front end of the two that is asked for"
_EXTRA = "a package of an extra"
_LARGE = "a library that takes longer to load than most verbs take"
_PLATFORM = "not on every platform, or in every version of Python"
_ORDER = "comes before or after something else"

LATE = {
    "app.app": {
        "app.screens.palette app.screens.start app.screens.questions app.board.old_version": _KEY,
        "app.board.idle_loading files.canvas_save": _KEY,
    },
    "app.board.guidance_dock": {"app.widgets.guidance": _KEY},
    "app.board.screen": {"app.board.room_beside app.screens.tour": _KEY},
    "app.host": {"exports.labels files.settings_edit": _KEY, "app.terminal.driver": _PLATFORM},
    "app.screens.export": {"exports.minutes": _SEEN_SELDOM},
    "app.screens.export_selection": {"exports.minutes": _SEEN_SELDOM},
    "app.screens.present.changes_since": {"app.older_versions": _GIT},
    "app.screens.present.editing": {"app.widgets.editor app.widgets.capture": _KEY},
    "app.screens.present.guidance": {
        "app.widgets.guidance app.screens.guidance app.screens.findings": _KEY,
    },
    "app.screens.present.meeting": {"app.screens.meeting": _KEY},
    "app.screens.present.pasting": {"app.screens.questions": _KEY},
    "app.screens.present.screen": {"app.screens.present.keys_help app.screens.timer": _KEY},
    "app.screens.start": {"app.screens.register": _KEY},
    "app.screens.start_rows": {"register.facts": _KEY},
    "app.screens.unnamed_work": {"files.journal.recovery files.journal.recovery_bin": _KEY},
    "app.terminal.asyncio_import": {"asyncio": _ORDER},
    "app.terminal.terminal_user": {"app.terminal.placed_frame": _KEY},
    "app.timekeeper": {"model.timer": _KEY},
    "app.widgets.cell": {"app.paint.whole_clusters": _KEY},
    "app.widgets.header": {"app.widgets.header_facts": _KEY},
    "app.widgets.inline_edit_controller": {"model.shorthand app.widgets.editor": _KEY},
    "app.widgets.statement": {"app.widgets.conflict_text": _KEY},
    "cli": {"cli_parser": _LARGE, "difflib verbs.reading": _HARDLY_EVER},
    "exported_summary": {"files.git.named_versions files.git.versions": _GIT},
    "exports.committed_version": {"exports.version_lookup": _GIT},
    "exports.earlier_version": {"files.git.named_versions files.git.versions": _GIT},
    "exports.origin": {"exports.json": _SEEN_SELDOM},
    "exports.output_file": {"files.export_writer": _WRITING},
    "exports.extras": {"exports.docx exports.pdf exports.picture.png exports.template": _EXTRA},
    "exports.requested_document": {
        "exports.summary exports.partner_sheet exports.changes_section": _OPTION,
        "exports.minutes exports.labels": _SEEN_SELDOM,
    },
    "exports.slides.deck": {"exports.slides.optional_sections": _SEEN_SELDOM},
    "exports.summary": {"exports.review_result": _SEEN_SELDOM},
    "exports.version_lookup": {"files.canvas_file": _ORDER, "model.compare": _MERGE},
    "files.canvas_file": {"files.wrong_files files.marked_merge files.toml_lines": _HARDLY_EVER},
    "files.canvas_save": {"files.carried_comments": _MERGE},
    "files.canvas_toml": {"files.toml_diagnosis files.toml_lines zlib": _HARDLY_EVER},
    "files.check_file": {"files.toml_diagnosis difflib": _HARDLY_EVER},
    "files.conflicted_copies": {"files.git.versions": _GIT},
    "files.git.child_process": {"signal": _HARDLY_EVER},
    "files.git.git_process": {"subprocess tempfile shutil": _LARGE},
    "files.journal.recovery": {"model.merge": _MERGE},
    "files.journal.writer": {"files.journal.journal_file": _WRITING},
    "files.plain_toml": {"tomllib": _HARDLY_EVER},
    "files.temp_files": {"fcntl": _PLATFORM},
    "files.toml_limits": {"tomllib files.toml_diagnosis files.toml_scanner": _HARDLY_EVER},
    "files.toml_lines": {"files.toml_scanned_lines": _HARDLY_EVER},
    "files.user_folders": {"platformdirs": _LARGE},
    "imports.markdown": {"markdown_it": _LARGE},
    "imports.reader": {"imports.word": _LARGE},
    "imports.word": {"lxml": _EXTRA},
    "linear.room": {"room_opening meet.network": _MEETING},
    "meet.network": {"ifaddr": _EXTRA},
    "meet.qr": {"segno": _EXTRA},
    "meet.server": {"resource": _PLATFORM},
    "model.fields": {"model.show_of_hands": _SEEN_SELDOM},
    "model.answer_rules": {"model.answers": _SEEN_SELDOM},
    "model.similar_texts": {"difflib": _MERGE},
    "model.known_names": {"difflib": _SEEN_SELDOM},
    "model.merge": {"model.meeting_merge": _SEEN_SELDOM},
    "outcome_phrases": {"exports.phrases exports.change_summary model.compare": _KEY},
    "register.chunk": {"register.cache": _LARGE},
    "register.fragments": {"duckdb": _EXTRA},
    "register.row": {"json": _LARGE},
    "register.scan": {"register.pool": _LARGE},
    "room_opening": {"meet.server": _EXTRA},
    "session": {"model.merge": _MERGE},
    "verbs.check": {
        "exports.reports.baseline verbs.check_explain verbs.check_fix verbs.job_summary": _OPTION
    },
    "verbs.diff": {"exports.changes_json exports.changes_markdown": _OPTION, "verbs.git_pair": _GIT},
    "verbs.export": {"verbs.export_output": _ORDER},
    "verbs.export_output": {
        "verbs.export_sheets exports.minutes verbs.export_since verbs.export_template": _OPTION,
    },
    "verbs.import_file": {"app.app": _FRONT_END},
    "verbs.list_": {"register.versions verbs.list_fragments verbs.open": _OPTION},
    "verbs.meet": {"linear.entry verbs.open": _FRONT_END},
    "verbs.merge": {"files.git.git_process files.git.merge_file": _GIT},
    "verbs.open": {
        "argparse": _LARGE,
        "linear.entry app.app": _FRONT_END,
        "app.terminal.asyncio_import": _ORDER,
        "verbs.kept_work": _HARDLY_EVER,
    },
    "verbs.reading": {"files.settings exports.labels": _OPTION},
    "workspace_recovery": {"meet.cut_off": _MEETING},
}
"""What each other module imports late, and why."""


def imported_late(tree: ast.Module) -> Iterator[str]:
    """What the functions of a module import, without the name of the package before it."""
    for function in statements(tree):
        if not isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        for node in statements(function):
            if isinstance(node, ast.Import):
                yield from (alias.name.removeprefix("canvas.") for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                module = str(node.module).removeprefix("canvas").removeprefix(".")
                inner = [f"{module}.{alias.name}".removeprefix(".") for alias in node.names]
                yield from (
                    name if (PACKAGE / f"{name.replace('.', '/')}.py").exists() else module for name in inner
                )


def all_late() -> dict[str, set[str]]:
    """What each module imports late; of the commands together."""
    found: dict[str, set[str]] = {}
    for path, tree in modules():
        name = ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__")
        name = "app.actions" if name.startswith("app.actions") else name
        if late := set(imported_late(tree)):
            found.setdefault(name, set()).update(late)
    return found


def test_imports_inside_functions_are_those_of_the_table() -> None:
    found = all_late()
    assert found.keys() >= TABLES.keys()
    told = {name: {one for row in rows for one in row.split()} for name, rows in LATE.items()}
    named = {f"{name} -> {one}" for name, late in told.items() for one in late}
    assert {f"{name} -> {one}" for name in found.keys() - TABLES for one in found[name]} == named
