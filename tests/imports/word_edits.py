"""What partners do to a Word file, as word processors write it: each kind of edit, and what comes of it.

``python -m tests.imports.word_edits`` makes every kind on every example and prints a line for each that came
out otherwise; the tests make them on one.
"""

from __future__ import annotations

import sys
import zipfile
from collections.abc import Callable
from copy import deepcopy
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from lxml import etree

from canvas.exports import render_bytes
from canvas.files.canvas_file import open_document
from canvas.imports.proposal import Proposal
from canvas.model.canvas import Canvas, Item
from canvas.workspace_import import propose

TODAY = date(2026, 11, 29)
EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.canvas.toml"))

_W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_WHO: Final = 'w:id="9" w:author="Bo Ek" w:date="2026-11-20T10:00:00Z"'
_MORE: Final = " in spring"
_NEW: Final = "Something nobody had thought of"

Element = Any  # lxml's own, which has no public name


class Edited:
    """An exported Word file under edit.

    Attributes:
        canvas: what it was made from.
        item: a statement whose words stand in one run of a list entry of its own.
        root: the document.
        paragraph: the entry of the statement.
        control: the content control around its words.
        run: the run with its words.
    """

    def __init__(self, canvas: Canvas, data: bytes) -> None:
        self.canvas = canvas
        self._data = data
        with zipfile.ZipFile(BytesIO(data)) as archive:
            self.root = etree.fromstring(archive.read("word/document.xml"))
        self.item, self.run = self._statement()
        self.paragraph = next(self.run.iterancestors(f"{{{_W}}}p"))
        self.control = next(self.run.iterancestors(f"{{{_W}}}sdt"))

    def _statement(self) -> tuple[Item, Element]:
        texts = [element.text for element in self.root.iter(f"{{{_W}}}t")]
        for _, item in self.canvas:
            is_plain = item.status == "agreed" and item.kind != "partner" and not item.owner and not item.next
            if is_plain and texts.count(item.text) == 1:
                text = next(each for each in self.root.iter(f"{{{_W}}}t") if each.text == item.text)
                run = text.getparent()
                is_entry = not any(True for _ in run.iterancestors(f"{{{_W}}}tbl"))
                if is_entry and any(True for _ in run.iterancestors(f"{{{_W}}}sdt")):
                    return item, run
        raise AssertionError("no plain statement")

    @property
    def text(self) -> Element:
        """The text of the run."""
        return self.run.find(f"{{{_W}}}t")

    def find(self, path: str) -> list[Element]:
        """The elements of a path."""
        found: list[Element] = self.root.xpath(path, namespaces={"w": _W})
        return found

    def wrap(self, element: Element, tag: str) -> None:
        """Put an element into a tracked change."""
        parent, at = element.getparent(), element.getparent().index(element)
        wrapper = _made(f"<w:{tag} {_WHO}/>")
        parent.remove(element)
        wrapper.append(element)
        parent.insert(at, wrapper)

    def add_entry(self, words: str) -> Element:
        """An entry after the statement's, without a content control, as a word processor makes one."""
        entry = deepcopy(self.paragraph)
        for child in list(entry):
            if child.tag != f"{{{_W}}}pPr":
                entry.remove(child)
        entry.append(_made(f"<w:r><w:t>{words}</w:t></w:r>"))
        self.paragraph.addnext(entry)
        return entry

    def proposed(self) -> Proposal:
        """What it would change, as it is now."""
        made = BytesIO()
        with zipfile.ZipFile(BytesIO(self._data)) as old, zipfile.ZipFile(made, "w") as new:
            for name in old.namelist():
                is_text = name == "word/document.xml"
                new.writestr(name, etree.tostring(self.root) if is_text else old.read(name))
        return propose(made.getvalue(), "x.docx", self.canvas, TODAY)


def _made(xml: str) -> Element:
    holder = etree.fromstring(f'<x xmlns:w="{_W}">{xml}</x>')
    return holder[0]


def _deleted(run: Element) -> None:
    for text in run.iter(f"{{{_W}}}t"):
        text.tag = f"{{{_W}}}delText"


# Each edit, and whether the file then says what it should


def _is_same(edited: Edited) -> bool:
    return edited.proposed().differences.are_none


def _only(edited: Edited) -> Any:
    items = edited.proposed().differences.items
    return items[0] if len(items) == 1 else None


def _is_reworded(edited: Edited, words: str) -> bool:
    change = _only(edited)
    return bool(change and change.after and (change.after.id, change.after.text) == (edited.item.id, words))


def _is_gone(edited: Edited) -> bool:
    change = _only(edited)
    return bool(change and change.is_gone and change.item.id == edited.item.id)


def _is_added(edited: Edited, words: str = _NEW) -> bool:
    change = _only(edited)
    return bool(change and change.is_new and change.item.text == words)


def words_typed(edited: Edited) -> bool:
    edited.text.text += _MORE
    return _is_reworded(edited, edited.item.text + _MORE)


def words_typed_tracked(edited: Edited) -> bool:
    new = _made(f'<w:r><w:t xml:space="preserve">{_MORE}</w:t></w:r>')
    edited.run.addnext(new)
    edited.wrap(new, "ins")
    return _is_reworded(edited, edited.item.text + _MORE)


def words_typed_behind_the_control(edited: Edited) -> bool:
    edited.control.addnext(_made(f'<w:r><w:t xml:space="preserve">{_MORE}</w:t></w:r>'))
    return _is_reworded(edited, edited.item.text + _MORE)


def words_replaced_tracked(edited: Edited) -> bool:
    new = _made("<w:r><w:t>Quite other words</w:t></w:r>")
    edited.run.addnext(new)
    edited.wrap(new, "ins")
    _deleted(edited.run)
    edited.wrap(edited.run, "del")
    return _is_reworded(edited, "Quite other words")


def entry_deleted(edited: Edited) -> bool:
    edited.paragraph.getparent().remove(edited.paragraph)
    return _is_gone(edited)


def entry_deleted_tracked(edited: Edited) -> bool:
    for run in list(edited.paragraph.iter(f"{{{_W}}}r")):
        _deleted(run)
        edited.wrap(run, "del")
    return _is_gone(edited)


def entry_struck_out_by_hand(edited: Edited) -> bool:
    for run in edited.paragraph.iter(f"{{{_W}}}r"):
        properties = run.find(f"{{{_W}}}rPr")
        if properties is None:
            properties = _made("<w:rPr/>")
            run.insert(0, properties)
        properties.append(_made("<w:strike/>"))
    return _is_gone(edited)


def entry_added(edited: Edited) -> bool:
    edited.add_entry(_NEW)
    return _is_added(edited)


def entry_added_tracked(edited: Edited) -> bool:
    entry = edited.add_entry(_NEW)
    edited.wrap(entry.find(f"{{{_W}}}r"), "ins")
    return _is_added(edited)


def entry_copied_and_reworded(edited: Edited) -> bool:
    copy = deepcopy(edited.paragraph)
    copy.xpath(".//w:sdt//w:t", namespaces={"w": _W})[-1].text = _NEW
    edited.paragraph.addnext(copy)
    return _is_added(edited)


def entry_split_in_two(edited: Edited) -> bool:
    head, _, tail = edited.item.text.rpartition(" ")
    edited.text.text = head
    edited.add_entry(tail)
    changes = edited.proposed().differences.items
    return {(c.after.text if c.after else "") for c in changes} == {head, tail}


def status_marked(edited: Edited) -> bool:
    edited.control.addnext(_made('<w:r><w:t xml:space="preserve"> (disputed)</w:t></w:r>'))
    change = _only(edited)
    return bool(change and change.after and change.after.status == "disputed")


def detail_added(edited: Edited) -> bool:
    entry = edited.add_entry("Ask the town first")
    deeper = next(iter(edited.find("//w:pStyle[@w:val='ListBullet2']")), None)
    style = entry.find(f"{{{_W}}}pPr/{{{_W}}}pStyle")
    style.set(f"{{{_W}}}val", "ListBullet2" if deeper is not None else style.get(f"{{{_W}}}val"))
    change = _only(edited)
    return bool(change and change.after and "Ask the town first" in change.after.note)


def stray_paragraph(edited: Edited) -> bool:
    last = edited.find("//w:body/w:p")[-1]
    last.addprevious(
        _made('<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Odds</w:t></w:r></w:p>')
    )
    last.addprevious(_made("<w:p><w:r><w:t>Who has the key?</w:t></w:r></w:p>"))
    change = _only(edited)
    return bool(change and (change.item.text, change.item.status) == ("Who has the key?", "parked"))


def cell_filled(edited: Edited) -> bool:
    rows = edited.find("//w:tr[.//w:tag]")
    for row in rows:
        for cell in row.findall(f"{{{_W}}}tc")[1:]:
            texts = list(cell.iter(f"{{{_W}}}t"))
            if len(texts) == 1 and texts[0].text and not texts[0].text[0].isdigit():
                texts[0].text += " too"
                change = _only(edited)
                return bool(change and change.after and change.fields)
    return True


def row_deleted(edited: Edited) -> bool:
    table = [t for t in edited.find("//w:tbl") if t.findall(f".//{{{_W}}}tag")][-1]
    row = table.findall(f"{{{_W}}}tr")[-1]
    row.getparent().remove(row)
    change = _only(edited)
    return bool(change and change.is_gone)


def row_added(edited: Edited) -> bool:
    table = [t for t in edited.find("//w:tbl") if t.findall(f".//{{{_W}}}tag")][-1]
    row = deepcopy(table.findall(f"{{{_W}}}tr")[-1])
    for number, cell in enumerate(row.findall(f"{{{_W}}}tc")):
        texts = list(cell.iter(f"{{{_W}}}t"))
        for text in texts:
            text.text = ""
        if not number:
            texts[0].text = _NEW
    for control in row.xpath(".//w:sdtPr", namespaces={"w": _W}):
        control.getparent().remove(control)
    table.append(row)
    return _is_added(edited)


def entries_swapped(edited: Edited) -> bool:
    other = edited.paragraph.getnext()
    while other is not None and not other.xpath(".//w:sdt", namespaces={"w": _W}):
        other = other.getnext()
    if other is None:
        return True
    other.addnext(edited.paragraph)
    return not any(c.is_gone or c.is_new for c in edited.proposed().differences.items)


def paragraph_moved_tracked(edited: Edited) -> bool:
    copy = deepcopy(edited.paragraph)
    edited.paragraph.addnext(copy)
    for run in list(edited.paragraph.iter(f"{{{_W}}}r")):
        edited.wrap(run, "moveFrom")
    for run in list(copy.iter(f"{{{_W}}}r")):
        edited.wrap(run, "moveTo")
    return _is_same(edited)


def words_split_into_runs(edited: Edited) -> bool:
    words = edited.item.text.split(" ")
    for number, word in enumerate(words[:-1]):
        edited.run.addprevious(_made(f'<w:r w:rsidR="00{number:06}"><w:t xml:space="preserve"/></w:r>'))
        edited.run.getprevious().find(f"{{{_W}}}t").text = f"{word} "
        edited.run.addprevious(_made('<w:proofErr w:type="spellStart"/>'))
    edited.text.text = words[-1]
    return _is_same(edited)


def controls_lost(edited: Edited) -> bool:
    for control in edited.find("//w:sdt"):
        content, parent = control.find(f"{{{_W}}}sdtContent"), control.getparent()
        at = parent.index(control)
        parent.remove(control)
        for offset, child in enumerate(list(content)):
            parent.insert(at + offset, child)
    return _is_same(edited)


def signs_exchanged(edited: Edited) -> bool:
    for text in edited.root.iter(f"{{{_W}}}t"):
        text.text = (text.text or "").replace("'", "’").replace(" – ", " — ").replace("...", "…")
    return _is_same(edited)


def formatting_tracked(edited: Edited) -> bool:
    properties = _made(f"<w:rPr><w:b/><w:rPrChange {_WHO}><w:rPr><w:strike/></w:rPr></w:rPrChange></w:rPr>")
    old = edited.run.find(f"{{{_W}}}rPr")
    if old is not None:
        edited.run.remove(old)
    edited.run.insert(0, properties)
    return _is_same(edited)


def bookmarks_and_comments(edited: Edited) -> bool:
    edited.run.addprevious(_made('<w:commentRangeStart w:id="1"/>'))
    edited.run.addnext(_made('<w:r><w:commentReference w:id="1"/></w:r>'))
    edited.run.addprevious(_made('<w:bookmarkStart w:id="3" w:name="_GoBack"/>'))
    return _is_same(edited)


def list_turned_into_text(edited: Edited) -> bool:
    for style in edited.find("//w:pStyle[starts-with(@w:val, 'List')]"):
        paragraph = next(style.iterancestors(f"{{{_W}}}p"))
        style.getparent().remove(style)
        paragraph.insert(1, _made("<w:r><w:t>•</w:t><w:tab/></w:r>"))
    return _is_same(edited)


def headings_by_outline_alone(edited: Edited) -> bool:
    for style in edited.find("//w:pStyle[starts-with(@w:val, 'Heading')]"):
        style.addnext(_made(f'<w:outlineLvl w:val="{int(style.get(f"{{{_W}}}val")[-1]) - 1}"/>'))
        style.getparent().remove(style)
    return _is_same(edited)


def entry_wrapped_in_other_markup(edited: Edited) -> bool:
    wrapper = _made('<w:customXml w:element="x"/>')
    edited.paragraph.addprevious(wrapper)
    wrapper.append(edited.paragraph)
    return _is_same(edited)


def text_hidden(edited: Edited) -> bool:
    edited.run.addnext(_made("<w:r><w:rPr><w:vanish/></w:rPr><w:t>unseen</w:t></w:r>"))
    return _is_same(edited)


def box_drawn_in_the_margin(edited: Edited) -> bool:
    box = f"<w:txbxContent><w:p><w:r><w:t>{_NEW}</w:t></w:r></w:p></w:txbxContent>"
    edited.paragraph.append(
        _made(
            '<w:r><m:AlternateContent xmlns:m="http://schemas.openxmlformats.org/markup-compatibility/2006">'
            f"<m:Choice><w:drawing>{box}</w:drawing></m:Choice><m:Fallback><w:pict>{box}</w:pict></m:Fallback>"
            "</m:AlternateContent></w:r>"
        )
    )
    return _is_added(edited)


def tables_turned_into_paragraphs(edited: Edited) -> bool:
    for table in edited.find("//w:tbl"):
        for paragraph in reversed(list(table.iter(f"{{{_W}}}p"))):
            table.addnext(paragraph)
        table.getparent().remove(table)
    return _is_same(edited)


def cells_merged(edited: Edited) -> bool:
    first, second = edited.find("//w:tbl[last()]/w:tr[2]/w:tc")[1:3]
    first.extend(second.findall(f"{{{_W}}}p"))
    first.insert(0, _made('<w:tcPr><w:gridSpan w:val="2"/></w:tcPr>'))
    second.getparent().remove(second)
    return _is_same(edited)


def only_a_part(edited: Edited) -> bool:
    body = edited.root.find(f"{{{_W}}}body")
    for element in list(body)[len(body) // 2 :]:
        body.remove(element)
    return not any(change.is_gone for change in edited.proposed().differences.items)


EDITS: dict[str, Callable[[Edited], bool]] = {
    name.replace("_", " "): edit
    for name, edit in list(globals().items())
    if callable(edit) and not name.startswith("_") and getattr(edit, "__annotations__", {}).get("edited")
}


def exported(path: Path) -> tuple[Canvas, bytes]:
    """An example and its Word file."""
    canvas = open_document(str(path)).canvas
    return canvas, render_bytes("docx", canvas, today=TODAY, audience="partners")


def main() -> int:
    """Make every edit on every example; the number of those that came out otherwise."""
    failed = 0
    for path in EXAMPLES:
        canvas, data = exported(path)
        for name, edit in EDITS.items():
            if not edit(Edited(canvas, data)):
                failed += 1
                print(f"{path.name}: {name}")
    print(f"{len(EDITS)} kinds of edits on {len(EXAMPLES)} examples: {failed} otherwise")
    return failed


if __name__ == "__main__":
    sys.exit(main())
