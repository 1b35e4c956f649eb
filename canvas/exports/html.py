"""Render a document as one HTML page: no script, no request, its style permitted by hash alone."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from html import escape
from typing import TYPE_CHECKING, assert_never

from canvas.exports.document import Bullets, Heading, Paragraph, Table, text_of

if TYPE_CHECKING:
    from canvas.exports.document import Block, Bullet, Inline, Run, TextDocument

_STYLE = """\
:root { color-scheme: light dark; --paper: #fff; --ink: #1f2328; --quiet: #565d66; --rule: #d5d9de;
  --band: #f4f5f7; --link: #0b57a4; }
@media (prefers-color-scheme: dark) { :root { --paper: #16191d; --ink: #e4e6e9; --quiet: #a9b0b8;
  --rule: #3b424a; --band: #1f242a; --link: #8cc2ff; } }
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body { margin: 0; background: var(--paper); color: var(--ink);
  font: 1.0625rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
main { max-width: 62rem; margin: 0 auto; padding: 2.5rem 1.5rem 4rem; }
main > p, main > ul { max-width: 48rem; }
h1, h2, h3, p, li > span, th, td { white-space: pre-wrap; overflow-wrap: break-word; }
.long { overflow-wrap: anywhere; }
.short { white-space: pre; }
h1 { font-size: 2rem; line-height: 1.2; margin: 0 0 1rem; }
h2 { font-size: 1.3rem; line-height: 1.3; margin: 2.25rem 0 .6rem; padding-top: 1rem;
  border-top: 1px solid var(--rule); }
h3 { font-size: 1.08rem; line-height: 1.35; margin: 1.5rem 0 .4rem; }
p { margin: .6rem 0; }
ul { margin: .6rem 0; padding-inline: 1.3rem; }
li { margin: .3rem 0; }
li::marker, em { color: var(--quiet); }
ul ul { margin: .1rem 0 .5rem; padding-inline: 1.1rem; font-size: .95em; }
ul ul li { margin: .1rem 0; }
a { color: var(--link); text-underline-offset: .15em; }
a:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
table { width: 100%; border-collapse: collapse; margin: 1rem 0; font-size: .95em; line-height: 1.45; }
th, td { text-align: start; vertical-align: top; padding: .45rem .6rem; border-bottom: 1px solid var(--rule);
  font-weight: inherit; }
thead th { font-weight: 600; background: var(--band); }
@media screen and (max-width: 40rem) {
  main { padding: 1.25rem 1rem 3rem; }
  h1 { font-size: 1.6rem; }
  table, tbody, tr, tbody th, td { display: block; }
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  tr { border: 1px solid var(--rule); border-radius: .4rem; margin: .6rem 0; padding: .3rem 0; }
  tbody th, td { border: 0; padding: .15rem .75rem; }
  tbody th { font-weight: 600; }
  td[data-label]::before { content: attr(data-label) ": "; color: var(--quiet); }
  td:empty { display: none; }
}
@media print {
  :root { color-scheme: light; --paper: #fff; --ink: #000; --quiet: #444; --rule: #bbb; --band: #f2f2f2;
    --link: #000; }
  @page { margin: 17mm 16mm; }
  body { font-size: 10pt; line-height: 1.35; }
  p, ul, table { margin-block: .35em; }
  li { margin-block: .15em; }
  main { padding: 0; }
  main, main > p, main > ul { max-width: none; }
  h1 { font-size: 18pt; }
  h2 { font-size: 12.5pt; margin: 1em 0 .35em; padding-top: .5em; }
  h3 { font-size: 10.5pt; }
  h1, h2, h3 { break-after: avoid; }
  li, tr { break-inside: avoid; }
  thead { display: table-header-group; }
  th, td { padding: .25em .5em; }
  p { orphans: 3; widows: 3; }
}
"""
_LONG_WORD = re.compile(r"\S{22}")
_FEW_COLUMNS, _MAX_SHORT = 4, 18
_STYLE_HASH = b64encode(sha256(_STYLE.encode()).digest()).decode()
_POLICY = f"default-src 'none'; style-src 'sha256-{_STYLE_HASH}'; base-uri 'none'; form-action 'none'"


def render(document: TextDocument) -> str:
    """The document as an HTML page. Its frame is English; the direction of each text is its own."""
    return f"""\
<!DOCTYPE html>
<html lang="en" dir="ltr">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{_POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>{_text(document.title.strip() or "Summary")}</title>
<style>{_STYLE}</style>
</head>
<body>
<main>
{"".join(map(_block, document.blocks))}</main>
</body>
</html>
"""


def _block(block: Block) -> str:
    match block:
        case Heading(level, content):
            return f'<h{level} dir="auto">{_inline(content)}</h{level}>\n'
        case Paragraph(content):
            return f'<p dir="auto">{_inline(content)}</p>\n'
        case Bullets(entries):
            items = "".join(map(_entry, entries))
            return f"<ul>\n{items}</ul>\n"
        case Table(columns, rows):
            titles = "".join(
                f'<th scope="col" role="columnheader" dir="auto">{_text(column)}</th>' for column in columns
            )
            body = "".join(_row(columns, row.cells) for row in rows)
            return (
                f'<table role="table">\n<thead role="rowgroup">\n<tr role="row">{titles}</tr>\n</thead>\n'
                f'<tbody role="rowgroup">\n{body}</tbody>\n</table>\n'
            )
        case _:
            assert_never(block)


def _entry(entry: Bullet) -> str:
    inner = "".join(map(_entry, entry.details))
    below = f"\n<ul>\n{inner}</ul>\n" if inner else ""
    return f'<li dir="auto"><span>{_inline(entry.content)}</span>{below}</li>\n'


def _cell_class(cell: Inline, columns: int) -> str:
    """Whether words of a cell may break; a day, or any short text where columns are few, is kept whole."""
    text = text_of(cell)
    if _LONG_WORD.search(text):
        return ' class="long"'
    is_kept = columns <= _FEW_COLUMNS or any(run.field == "due" for run in cell)
    return ' class="short"' if is_kept and 0 < len(text) <= _MAX_SHORT else ""


def _row(columns: tuple[str, ...], row: tuple[Inline, ...]) -> str:
    """A row whose first cell is its header; the roles keep it a table where the style shows it as a block."""
    cells = ""
    for column, cell in zip(columns, row, strict=True):
        form = f'dir="auto"{_cell_class(cell, len(columns))}'
        if cells:
            cells += f'<td role="cell" {form} data-label="{_text(column)}">{_inline(cell)}</td>'
        else:
            cells = f'<th scope="row" role="rowheader" {form}>{_inline(cell)}</th>'
    return f'<tr role="row">{cells}</tr>\n'


def _inline(content: Inline) -> str:
    return "".join(map(_run, content))


def _run(run: Run) -> str:
    text = _text(run.text)
    if run.href:
        text = f'<a href="{_text(run.href)}">{text}</a>'
    match run.style:
        case "plain":
            return text
        case "strong":
            return f"<strong>{text}</strong>"
        case "emphasis":
            return f"<em>{text}</em>"
        case _:
            assert_never(run.style)


def _text(text: str) -> str:
    return escape(text, quote=True)
