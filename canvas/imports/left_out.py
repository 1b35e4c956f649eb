"""Recognise what an agreement holds besides statements, and word how much of it was left out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import Final

from canvas.imports.blocks import LeftOut, Reason
from canvas.model.text_folding import folded

_PAGE: Final = (
    r"[-–—\s]*(?:(?:page|seite|pagina|pag\.?|p\.|blz\.?|صفحة|الصفحة)\s*)?[0-9]{1,3}"
    r"(?:\s*(?:of|/|von|sur|de|van|من)\s*[0-9]{1,3})?[-–—\s]*|第\s*[0-9]+\s*页(?:\s*[,，/]?\s*共\s*[0-9]+\s*页)?"
)
_BACK: Final = (
    r"[↑^⬆▲\s]*(?:back to (?:the )?top|top of (?:the )?page|return to top|retour en haut(?: de (?:la )?page)?"
    r"|haut de page|nach oben|zuruck nach oben|zum seitenanfang|volver arriba|subir|voltar ao topo|topo"
    r"|terug naar boven|naar boven|返回顶部|回到顶部|العودة الى الاعلى|الى الاعلى)[↑^⬆▲\s.]*|[↑⬆▲]+"
)
_SIGNATURE: Final = (
    r"(?:signature|signed|sign here|date|name|print name|position|for and on behalf of|lu et approuve|fait a"
    r"|unterschrift|datum|ort|firma|fecha|nombre|assinatura|data|nome|handtekening|naam|plaats|签字|签名|日期|盖章|甲方|乙方|丙方"
    r"|التوقيع|التاريخ|الاسم)\b"
)
_MAX_SIGNATURE_WORDS: Final = 14

_WORDS: Final[dict[Reason, tuple[str, str]]] = {
    "contents": ("line of the table of contents", "lines of the table of contents"),
    "back": ("“back to top”", "“back to top” links"),
    "signature": ("signature line", "signature lines"),
    "page": ("page number", "page numbers"),
    "running": ("repeated page heading", "repeated page headings"),
    "introduction": ("line that introduces a list", "lines that introduce a list"),
    "front": ("detail from the top of the file", "details from the top of the file"),
    "comment": ("hidden comment", "hidden comments"),
    "struck": ("crossed-out line", "crossed-out lines"),
    "copy": ("other copy of the summary", "other copies of the summary"),
}


def is_page_number(text: str) -> bool:
    """Whether a line is nothing but the number of its page."""
    return re.fullmatch(_PAGE, folded(text)) is not None


def is_back_link(text: str) -> bool:
    """Whether a line only leads back to the top of the page."""
    return re.fullmatch(_BACK, folded(text)) is not None


def is_contents_line(text: str) -> bool:
    """Whether a line ends with dots and the number of a page."""
    return re.search(r"(?:\.{3}|…{2}|·{3}|\t)[^\S\t]*[0-9]{1,3}\s*$", text) is not None


def is_sentence(text: str) -> bool:
    """Whether a line goes on in lower case behind its first number, as “3 of us”: then it is no heading."""
    found = re.match(r"(?:[^\W\d_]+\.?|§)?\s*[0-9]+(?:\.[0-9]+)*\s+(?=\w)", text)
    return found is not None and text[found.end()].islower()


def is_signature(text: str, *, is_below_heading: bool = False) -> bool:
    """Whether a line is there to be signed; below a heading for signatures any short line is."""
    if len(text.split()) > _MAX_SIGNATURE_WORDS:
        return False
    if re.search(r"_{3,}|\.{6,}|…{3,}|[－＿]{3,}", text):
        is_label = re.match(_SIGNATURE, folded(text)) is not None
        return is_below_heading or is_label or re.fullmatch(r"[\s_＿－.…:：/|-]+", text) is not None
    return is_below_heading and not text.rstrip().endswith((".", "。"))


def left_out_sentence(parts: Iterable[LeftOut]) -> str:
    """What was left out because it is no statement, with its numbers; empty where nothing was."""
    counts = Counter(part.reason for part in parts)
    said = [f"{number} {_WORDS[reason][number > 1]}" for reason, number in counts.items()]
    listed = f"{', '.join(said[:-1])} and {said[-1]}" if len(said) > 1 else "".join(said)
    return f"Left out: {listed}." if listed else ""
