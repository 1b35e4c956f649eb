"""Checks exports: axe-core and requests of each page in Chromium, Word files in LibreOffice and pandoc."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

from chromium import RUN_AXE, Browser, find_chromium
from pypdf import PdfReader

from canvas.exports import render_bytes
from canvas.files.canvas_file import SUFFIX, open_document
from canvas.model.canvas import Canvas
from canvas.workspace_import import propose

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
TODAY = date(2026, 11, 23)
VIEWS = {
    "light": (1200, "light"),
    "dark": (1200, "dark"),
    "320 px": (320, "light"),
    "320 px dark": (320, "dark"),
}
"""The width and the colours of each view of a page."""

MAX_SECONDS = 120


def look_at(browser: Browser, page: Path, axe: str) -> list[str]:
    """What is wrong with a page, in each view."""
    problems = []
    for view, (width, colours) in VIEWS.items():
        tab = browser.tab()
        tab.look(width, colours)
        tab.open(page.as_uri())
        tab.run(axe)
        problems += [f"{view}: {each}" for each in tab.run(RUN_AXE)]
        wide = tab.run("document.documentElement.scrollWidth - innerWidth")
        if wide > 0:
            problems.append(f"{view}: the page is {wide} px too wide")
        requested = [each["request"]["url"] for each in tab.heard("Network.requestWillBeSent")]
        problems += [f"{view}: asks for {url}" for url in requested if url != page.as_uri()]
        tab.close()
    return problems


def check_pages(program: str, axe: Path, canvases: dict[str, Canvas], folder: Path) -> list[str]:
    """Look at the page of each canvas, for partners and for the public."""
    problems: list[str] = []
    source = axe.read_text(encoding="utf-8")
    with Browser(program, str(folder / "profile")) as browser:
        for name, canvas in canvases.items():
            for audience in ("partners", "public"):
                page = folder / f"{name}-{audience}.html"
                page.write_bytes(render_bytes("html", canvas, today=TODAY, audience=audience))
                problems += [f"{page.name}, {each}" for each in look_at(browser, page, source)]
    return problems


def check_word_files(program: str, canvases: dict[str, Canvas], folder: Path) -> list[str]:
    """Open the Word file of each canvas in LibreOffice, and look for its statements on the pages."""
    files = [folder / f"{name}.docx" for name in canvases]
    for file, canvas in zip(files, canvases.values(), strict=True):
        file.write_bytes(render_bytes("docx", canvas, today=TODAY))
    profile = f"-env:UserInstallation={(folder / 'office').as_uri()}"
    convert = [program, "--headless", profile, "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*convert, *map(str, files)], check=True, timeout=MAX_SECONDS, capture_output=True)
    problems = []
    for file, canvas in zip(files, canvases.values(), strict=True):
        pages = PdfReader(file.with_suffix(".pdf")).pages
        problems += _lacks(file.name, "".join(page.extract_text() for page in pages), canvas)
    saved = folder / "saved"
    again = [program, "--headless", profile, "--convert-to", "docx", "--outdir", str(saved)]
    subprocess.run([*again, *map(str, files)], check=True, timeout=MAX_SECONDS, capture_output=True)
    for file, canvas in zip(files, canvases.values(), strict=True):
        found = propose((saved / file.name).read_bytes(), file.name, canvas, TODAY).differences
        problems += [f"{file.name} saved by LibreOffice: changes {len(found.items)}"] * (not found.are_none)
    return problems


def check_with_pandoc(program: str, canvases: dict[str, Canvas], folder: Path) -> list[str]:
    """Read the Word file and the Markdown of each canvas with pandoc, and look for its statements."""
    problems = []
    for name, canvas in canvases.items():
        for to, reader in (("docx", "docx"), ("md", "gfm")):
            file = folder / f"pandoc-{name}.{to}"
            file.write_bytes(render_bytes(to, canvas, today=TODAY))
            command = [program, "--from", reader, "--to", "plain", "--wrap", "none", str(file)]
            done = subprocess.run(command, check=True, timeout=MAX_SECONDS, capture_output=True)
            problems += _lacks(file.name, done.stdout.decode(), canvas)
    return problems


def _lacks(name: str, said: str, canvas: Canvas) -> list[str]:
    """The statements that partners may read and that are not in what a program made of a document."""
    said = "".join(said.split())
    return [
        f"{name}: lacks “{item.text}”"
        for _, item in canvas
        if item.values.get("visibility") != "internal" and "".join(item.text.split()) not in said
    ]


def _told(what: str, problems: list[str]) -> list[str]:
    print(f"{'failed' if problems else 'passed'}: {what} of each example")
    return problems


def main(axe: str) -> int:
    """Do every check that can be done here; 1 where one of them fails."""
    canvases = {
        path.name.removesuffix(SUFFIX): open_document(str(path)).canvas
        for path in sorted(EXAMPLES.glob(f"*{SUFFIX}"))
    }
    chromium = find_chromium()
    office = shutil.which("soffice") or shutil.which("libreoffice")
    problems: list[str] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if chromium and Path(axe).is_file():
            problems += _told("pages", check_pages(chromium, Path(axe), canvases, folder))
        else:
            print(f"skipped: pages: no {'axe-core' if chromium else 'Chromium'} here")
        if office:
            problems += _told("Word files", check_word_files(office, canvases, folder))
        else:
            print("skipped: Word files: no LibreOffice here")
        if pandoc := shutil.which("pandoc"):
            problems += _told("pandoc", check_with_pandoc(pandoc, canvases, folder))
        else:
            print("skipped: pandoc: it is not here")
        print("skipped: veraPDF: no package brings it; typst checks PDF/A-2a and PDF/UA-1 itself")
    for problem in problems:
        print(problem)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
