"""Let partners look at their own partnership: begin a round, send out forms, take answers, see the result.

Without an option the latest round is told: how many answered and, once it is revealed, every answer as a dot.
"""

from __future__ import annotations

import os
import sys
from datetime import date
from typing import TYPE_CHECKING

from canvas.exit_codes import DONE, WRONG
from canvas.exports import output_file, review_form, review_result
from canvas.exports.extras import draw_png
from canvas.exports.phrases import counted
from canvas.exports.picture.review_svg import render as render_review
from canvas.exports.request import DEFAULT_SIZE
from canvas.files import file_reading
from canvas.files.canvas_file import DocumentError
from canvas.files.canvas_save import save
from canvas.files.disk_errors import DiskError, with_name
from canvas.files.review_set import OWN_SET, load_review_set
from canvas.imports.blocks import ImportFileError
from canvas.imports.review_answers import read_form
from canvas.model import review
from canvas.model.sanitize import clean_line, quote, visible, visible_line
from canvas.verbs.reading import complain, input_name, read_canvas, read_standard_input, tell_written

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Mapping, Sequence

    from canvas.exports.review_form import FormFormat
    from canvas.files.canvas_file import Document
    from canvas.model.canvas import Canvas

EXAMPLE = 'example: canvas review river.canvas.toml --start "Spring 2027" --invited 7'


def add_arguments(parser: ArgumentParser) -> None:
    """The arguments of the verb."""
    parser.add_argument("file", metavar="FILE", help="the canvas; - reads it from standard input")
    parser.add_argument("--round", metavar="NAME", help="the round that is meant (the latest)")
    does = parser.add_mutually_exclusive_group()
    does.add_argument("--start", metavar="NAME", help="begin a round of this name")
    does.add_argument(
        "--form", choices=("md", "csv"), nargs="?", const="md", help="write the form to send out (md)"
    )
    does.add_argument("--read", metavar="FORM", nargs="+", help="take the answers in these forms")
    does.add_argument("--picture", metavar="OUT", help="draw the result as OUT, an .svg or a .png")
    does.add_argument("--reveal", action="store_true", help="show the answers from today on")
    parser.add_argument("--invited", metavar="N", type=int, help="with --start: how many are asked")
    parser.add_argument(
        "--named", action="store_true", help="with --start: each answer stands beside its organisation"
    )
    parser.add_argument("--set", metavar="SET", help="with --start: a file with statements of your own")
    parser.add_argument(
        "-o", "--output", metavar="OUT", help="with --form: the file to write (standard output)"
    )


def run(
    file: str,
    *,
    round: str = "",  # noqa: A002 - as on the command line
    start: str | None = None,
    form: FormFormat | None = None,
    read: Sequence[str] = (),
    picture: str | None = None,
    reveal: bool = False,
    invited: int = 0,
    named: bool = False,
    set: str | None = None,  # noqa: A002 - likewise
    output: str | None = None,
) -> int:
    """Begin a round, write its form, take answers, reveal or tell it."""
    if wrong := _wrong_use(
        file, start, form, output, changes=bool(read) or reveal, more=bool(invited or named or set)
    ):
        return complain(wrong)
    document = read_canvas(file)
    if start is not None:
        return _start(document, start, invited, named=named, path=set)
    found = review.round_called(document.canvas, round)
    if found is None:
        begin = 'no review yet; --start "Spring 2027" begins one.'
        why = f"there is no round called {quote(round)} in it." if round else begin
        return complain(f"{input_name(file)}: {why}")
    if picture is not None or form is not None:
        path = output or "-"
        return (
            _draw(document, found, picture) if picture else _write_form(document, found, form or "md", path)
        )
    return _read(document, found, read) if read else _tell(document, found, reveal=reveal)


def _wrong_use(
    file: str, start: str | None, form: str | None, output: str | None, *, changes: bool, more: bool
) -> str:
    """Why these arguments cannot be combined, as a sentence; empty where they can."""
    if start is None and more:
        return "--invited, --named and --set belong to --start."
    if form is None and output is not None:
        return "--output belongs to --form."
    if file == "-" and (start is not None or changes):
        return "standard input cannot be changed: name a file."
    return ""


def _save(document: Document, canvas: Canvas) -> None:
    """Write a changed canvas.

    Raises:
        DocumentError: where it cannot be written, or git left both versions of something in the file.
    """
    if document.marked:
        raise DocumentError(f"{visible_line(document.path or '')}: resolve what git left in it first.")
    complain(*save(document, canvas).warnings)


def _start(document: Document, name: str, invited: int, *, named: bool, path: str | None) -> int:
    name = clean_line(name)
    if not name:
        return complain("the round needs a name.")
    if not 0 <= invited <= review.MAX_INVITED:
        return complain(f"--invited should be a number up to {review.MAX_INVITED}.")
    if review.round_called(document.canvas, name):
        return complain(f"there is a round called {quote(name)} already.")
    before = review.asked_before(document.canvas) if path is None else ()
    statements = before or load_review_set(path or OWN_SET).statements
    today = date.today()  # noqa: DTZ011 - the day where it begins
    edit = review.start(document.canvas, name, today, statements, is_named=named, invited=invited)
    _save(document, edit.canvas)
    asked = f"{counted(len(statements), 'statement')}. --form writes the form to send out"
    sys.stdout.write(visible(f"Began the review {quote(name)} with {asked}.\n"))
    return DONE


def _write_form(document: Document, found: review.Round, form: FormFormat, output: str) -> int:
    if output.lower().endswith(".csv"):
        form = "csv"
    text = review_form.render(found, document.canvas.title or "Our partnership", form)
    return _write(document, output, text.encode("utf-8", "replace"), is_text=True)


def _draw(document: Document, found: review.Round, output: str) -> int:
    """Draw the result of a round as a picture.

    Raises:
        ExportError: where PNG needs a package that is not installed.
    """
    ending = os.path.splitext(output)[1].lower()
    if ending not in {".svg", ".png"}:
        return complain(f"{visible_line(output)}: a picture is an .svg or a .png.")
    if found.revealed is None:
        return complain("the answers are not shown yet: --reveal shows them.")
    svg = render_review(document.canvas, found, DEFAULT_SIZE)
    content = svg.encode("utf-8", "replace") if ending == ".svg" else draw_png(svg)
    return _write(document, output, content, is_text=ending == ".svg")


def _write(document: Document, output: str, content: bytes, *, is_text: bool) -> int:
    plan = output_file.OutputPlan(output, content, is_text=is_text, canvas_path=document.path, overwrite=True)
    outcome = output_file.perform(plan)
    if not outcome.is_done:
        reason = outcome.error or "there is another file of that name, or it is a canvas; name another."
        return complain(f"{visible_line(output)}: {reason}")
    tell_written(outcome.path)
    return DONE


def _read(document: Document, found: review.Round, paths: Sequence[str]) -> int:
    """Take the answers of each form; one that cannot be read is told, and the others are taken."""
    canvas, failed, before = document.canvas, False, review.answered(document.canvas, found)
    seen: dict[str, str] = {}
    for path in paths:
        try:
            text = _text(path)
            sheets = read_form(text, path, found)
        except (ImportFileError, DocumentError) as error:
            complain(error)
            failed = True
            continue
        for sheet in sheets:
            who = sheet.who or _word_of(sheet.answers)
            if not sheet.who and (first := seen.get(who)):
                complain(
                    f"{visible_line(path)}: it says the same as {visible_line(first)} and was counted once; "
                    "where it is another one, write a word after “From:”."
                )
            seen.setdefault(who, path)
            canvas = review.take(canvas, found, who, sheet.answers).canvas
    if canvas != document.canvas:
        _save(document, canvas)
    new = review.answered(canvas, found) - before
    told = f"{counted(new, 'new respondent')}; {review_result.round_line(canvas, found)}."
    sys.stdout.write(visible(f"{told}\n"))
    return WRONG if failed else DONE


def _word_of(answers: Mapping[str, review.Answer]) -> str:
    """A word for a form without one: the same for the same answers."""
    return repr(sorted(answers.items()))


def _text(path: str) -> str:
    """The text of a form.

    Raises:
        ImportFileError: where it cannot be read.
    """
    name = visible_line(path)
    try:
        data = read_standard_input() if path == "-" else file_reading.read(path)
        return data.decode("utf-8-sig")
    except DiskError as error:
        raise ImportFileError(with_name(path, error), "unreadable") from None
    except UnicodeDecodeError:
        raise ImportFileError(f"{name}: it is not text in UTF-8.", "unreadable") from None


def _tell(document: Document, found: review.Round, *, reveal: bool) -> int:
    """Print the result of a round, which is shown from today on where that is asked."""
    canvas = document.canvas
    if reveal and found.revealed is None:
        today = date.today()  # noqa: DTZ011 - the day where it is revealed
        canvas = review.reveal(canvas, found, today).canvas
        _save(document, canvas)
        found = review.round_called(canvas, found.id) or found
    sys.stdout.write(visible(review_result.as_lines(canvas, found)))
    return DONE
