"""An export in the order and the words of a template that an organisation has written itself.

Templates are in Liquid: no code of theirs is run, no other file is read, and what they may use is bounded.
What they can name is `context`, which `docs/templates.md` describes.
"""

from __future__ import annotations

import os
from datetime import date
from typing import TYPE_CHECKING, Any

from liquid import DictLoader, Environment, StrictUndefined
from liquid.exceptions import LiquidError, TemplateNotFoundError

from canvas.exports import escape
from canvas.exports.audience_filter import filtered_for
from canvas.exports.conflict_phrases import item_differences
from canvas.exports.document import Run
from canvas.exports.origin import origin_of
from canvas.exports.request import ExportError
from canvas.model.canvas import UNWRITTEN
from canvas.model.sanitize import printable, quote
from canvas.model.schema import BY_KEY, PANELS, STAGE, STATUS

if TYPE_CHECKING:
    from canvas.exports.request import ExportRequest
    from canvas.model.canvas import Item
    from canvas.model.schema import FieldValue
    from canvas.model.types import Audience, PanelKey

_HTML_SUFFIXES = (".html", ".htm")
_TEMPLATE_SUFFIX = ".liquid"


class _Bounded(Environment):
    """What a template may use up: far more than any needs."""

    loop_iteration_limit = 1_000_000
    local_namespace_limit = 4_000_000
    output_stream_limit = 32_000_000


def render(name: str, source: str, request: ExportRequest) -> str:
    """Fill a template with a canvas, as far as an audience may read it.

    Args:
        name: the name of its file, whose ending decides whether values are escaped for HTML.
        source: its text.
        request: the canvas, and who reads it.

    Raises:
        ExportError: where the template is wrong; it names the line.
    """
    stem = os.path.basename(name).lower().removesuffix(_TEMPLATE_SUFFIX)
    environment = _Bounded(
        loader=DictLoader({}), undefined=StrictUndefined, autoescape=stem.endswith(_HTML_SUFFIXES)
    )
    environment.add_filter("markdown", _markdown)
    environment.add_filter("markdown_cell", _markdown_cell)
    try:
        # The limits do not count the numbers of a range.
        if any(token.kind != "content" and ".." in token.value for token in environment.tokenizer()(source)):
            raise ExportError(f"{quote(name)}: a template can have no range such as (1..9).", "template")
        text = environment.from_string(source).render(**context(request))
    except LiquidError as error:
        raise ExportError(_sentence(name, source, error), "template") from None
    except (ArithmeticError, RecursionError, TypeError) as error:
        raise ExportError(f"{quote(name)}: it cannot be filled in ({error}).", "template") from None
    return text if text.endswith("\n") else f"{text}\n"


def _sentence(name: str, source: str, error: LiquidError) -> str:
    """Where a template is wrong, and why."""
    where = f", line {source.count(chr(10), 0, error.token.start_index) + 1}" if error.token else ""
    is_other_file = isinstance(error, TemplateNotFoundError)
    why = "a template can include no other file" if is_other_file else printable(str(error.message))
    return f"{quote(name)}{where}: {' '.join(why.split())}."


def _markdown(value: object) -> str:
    """The filter that escapes a value for a paragraph of Markdown."""
    return escape.paragraph((Run(printable(str(value))),))


def _markdown_cell(value: object) -> str:
    """The filter that escapes a value for a cell of a Markdown table."""
    return escape.cell((Run(printable(str(value))),))


def context(request: ExportRequest) -> dict[str, Any]:
    """What a template can name, filtered for an audience: plain values, lists and tables."""
    audience, today, committed = request.audience, request.today, request.committed
    canvas = filtered_for(request.canvas, audience)
    origin = origin_of(canvas, audience, committed)
    statements = [_statement(panel, item, audience, today) for panel, item in canvas]
    is_public = audience == "public"
    steps = {item.id for _, item in canvas.next_steps} if not is_public else set()
    return {
        "title": printable(canvas.title),
        "stage": printable(canvas.stage),
        "stage_means": next((choice.hint for choice in STAGE.choices if choice.key == canvas.stage), ""),
        "review": _value(canvas.review),
        "today": today.isoformat(),
        "version": origin.short,
        "version_day": (committed.day if committed else today).isoformat(),
        "is_draft": origin.is_draft,
        "audience": audience,
        "agreed": sum(item.is_agreed for _, item in canvas),
        "statements": statements,
        "panels": [
            {
                "key": panel.key,
                "number": panel.number,
                "title": panel.title,
                "question": panel.question,
                "statements": [each for each in statements if each["panel"] == panel.key],
            }
            for panel in PANELS
        ],
        "next_steps": [told for told, (_, item) in zip(statements, canvas, strict=True) if item.id in steps],
    }


def _statement(panel: PanelKey, item: Item, audience: Audience, today: date) -> dict[str, Any]:
    """A statement with every field that any panel has: an empty value where its own has none."""
    told: dict[str, Any] = dict.fromkeys((field.key for each in PANELS for field in each.fields), "")
    told |= {field.key: _value(item.get(field)) for field in BY_KEY[panel].fields}
    return told | {
        "id": "" if item.id.startswith(UNWRITTEN) else item.id,
        "panel": panel,
        "text": printable(item.text),
        STATUS.key: item.status,
        "is_agreed": item.is_agreed,
        "is_late": item.is_overdue(today),
        "two_versions": item_differences(panel, item, audience) if item.is_unresolved else "",
    }


def _value(value: FieldValue) -> str | int | list[str]:
    match value:
        case None:
            return ""
        case tuple():
            return [printable(entry) for entry in value]
        case date():
            return value.isoformat()
        case int():
            return value
        case _:
            return printable(value)
