"""Canvas files as people leave them, with a record of which line is whose.

The record is the judge of a save: it knows nothing of how the program finds its way in a file.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial

from canvas.model.schema import BY_KEY, PANELS, Field
from tests.chance import Chance

Owner = tuple[str, int] | None
"""The panel and the number in it of the item that a line belongs to; None for what is nobody's."""

_REMARKS = (
    "#", "# a remark", "# [[vision]]", '# text = "not a key"', "#text = 1", '# """', "# ''' [ {",
    "# ends ]", "# é 漢字", "## section ##", "#\ttab", "# u\u2028v", "# [vision.more]",
)  # fmt: skip
_WORDS = (
    "Breakfast in every school", 'It says "no"', "C:\\temp\\x", "it's ours", "# not a comment",
    "[[vision]]", 'ends with a quote"', "ends with two''", "漢字 שלום", "tab\there", "[red]", "u\u2028v", "x",
    "nan", "a = 1", "2027-09-01", "",
)  # fmt: skip
_LONG = (
    "one\ntwo", 'one\n[[vision]]\ntext = "no"\n# no comment\n', "\n\n# still text\n\n", "a\n\n[x]\n\nb",
    "'\n\"\n",
)  # fmt: skip
_ODD = (
    'more = { a = 1, "b c" = [1, 2], d = { e = "}#" } }', 'more = [["#"], ["]"], []] ', "more = 0x1F",
    "more = inf", "more = -nan", "more = 1979-05-27 07:32:00Z", "more = 07:32:00.5", "more = true",
    'more.a = 1\nmore."b.c" = "x"', '"more = ["  = 1', "'more # ]' = 1", "1234 = 5", "more = +1_000",
    'more = [ # one [\n  "a", # ]\n\n  {x = 1},\n]', 'more = """\n\n[[roles]]\n# x\n"""', "more = '''a''''",
    'more = """"a"" """',
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One line, its end not included."""

    text: str
    owner: Owner
    remark: bool = False
    """Whether it is a comment that an edit of its item must keep."""


@dataclass(slots=True)
class Handwritten:
    """A file, its lines and whose they are."""

    lines: list[Line] = field(default_factory=list)
    newline: str = "\n"
    data: bytes = b""


ROOT: Owner = ("", 0)


class _Hand:
    """Writes one file; every choice comes from one source of chance."""

    def __init__(self, chance: Chance) -> None:
        self.chance = chance
        self.file = Handwritten(newline=chance.choice(("\n", "\n", "\r\n")))
        self.count: dict[str, int] = {panel.key: 0 for panel in PANELS}
        self.ids: list[str] = []
        self.neat = chance.random() < 0.2  # nothing odd but comments

    def write(self, most: int) -> Handwritten:
        self._root()
        panels = [self.chance.choice(PANELS).key for _ in range(self.chance.randint(0, most))]
        if self.chance.random() < 0.6:
            panels.sort(key=[panel.key for panel in PANELS].index)
        blocks: list[Callable[[], None]] = [partial(self._item, panel) for panel in panels]
        if not self.neat:
            for block in self.chance.sample(
                (self._extra, self._journal, self._journal), self.chance.randint(0, 2)
            ):
                blocks.insert(self.chance.randint(0, len(blocks)), block)
        for block in blocks:
            self._gap()
            block()
        if self.often(0.3):
            self._gap(least=1)
        self._finish()
        return self.file

    def often(self, share: float) -> bool:
        return self.chance.random() < share

    def _finish(self) -> None:
        text = self.file.newline.join(line.text for line in self.file.lines)
        if self.often(0.8) or self.file.lines[-1].text == "":
            text += self.file.newline
        self.file.data = (b"\xef\xbb\xbf" if self.often(0.1) else b"") + text.encode()

    def put(self, text: str, owner: Owner, *, remark: bool = False) -> None:
        self.file.lines += [Line(part, owner, remark) for part in text.split("\n")]

    def remarks(self, owner: Owner, share: float) -> None:
        while self.often(share):
            self.put(self._indent() + self.chance.choice(_REMARKS), owner, remark=True)

    def _indent(self) -> str:
        return "" if self.neat or self.often(0.8) else self.chance.choice(("  ", "\t"))

    def _gap(self, least: int = 0) -> None:
        """Blank lines and comments that are nobody's: they touch neither what comes before nor after."""
        for _ in range(max(least, self.chance.choice((0, 1, 1, 1, 2)))):
            self._blank()
            if self.often(0.2):
                self.put(self._indent() + self.chance.choice(_REMARKS), None, remark=True)
                self._blank()

    def _blank(self) -> None:
        self.put(self.chance.choice(("", "", "", "  ")), None)

    def _root(self) -> None:
        said = ["format = 1", f"title = {self._string('A partnership')}"]
        if self.often(0.6):
            said.append(self.chance.choice(('stage = "forming"', 'stage = "exploring"', "stage = 3")))
        if self.often(0.6):
            said.append(self.chance.choice(("review = 2027-01-12", 'review = "soon"')))
        if self.often(0.2):
            said.append("extra_key = [\n  1, # one\n]")
        if not self.neat:
            self.chance.shuffle(said)
        self.remarks(ROOT, 0.4)
        for line in said:
            self._statement(line, ROOT)
            self.remarks(ROOT, 0.1)
        self._part(ROOT)

    def _statement(self, text: str, owner: Owner) -> None:
        """A key and its value, and perhaps a comment behind them or a blank line below."""
        if not self.neat and self.often(0.15):
            text += self.chance.choice((" # why", "#", "  # [x]", "   ", '\t# """'))
        self.put(self._indent() + text, owner)
        if self.often(0.05):
            self.put("", owner)

    def _item(self, panel: str) -> None:
        owner = (panel, self.count[panel])
        self.count[panel] += 1
        self.remarks(owner, 0.3)
        head = (
            panel
            if self.neat
            else self.chance.choice((panel,) * 4 + (f" {panel} ", f'"{panel}"', f"'{panel}'\t"))
        )
        comment = self.chance.choice(("", "", "", " # this one", "  ")) if not self.neat else ""
        self.put(f"{self._indent()}[[{head}]]{comment}", owner)
        said = [f"text = {self._string(self.chance.choice((*_WORDS, *_LONG)))}"]
        said += self._id()
        fields = self.chance.sample(BY_KEY[panel].fields, self.chance.randint(0, 4))
        said += [
            f"{self._key(spec.key)}{self.chance.choice((' = ', '=', '  =  '))}{self._value(spec)}"
            for spec in fields
        ]
        if not self.neat and self.often(0.25):
            said.append(self.chance.choice(_ODD))
        if not self.neat and self.often(0.3):
            self.chance.shuffle(said)
        for text in said:
            for line in text.split("\n") if text.startswith("more.") else [text]:
                self._statement(line, owner)
            self.remarks(owner, 0.05)
        if not self.neat and self.often(0.12):
            self._more(panel, owner)
        self.remarks(owner, 0.1)
        self._part(owner)

    def _part(self, owner: Owner) -> None:
        """A blank line where a comment would else touch the next header too."""
        if self.file.lines[-1].remark:
            self.put("", owner)

    def _id(self) -> list[str]:
        if self.often(0.25):
            return []
        if self.ids and not self.neat and self.often(0.06):
            return [f'id = "{self.chance.choice(self.ids)}"']
        made = f"i{len(self.ids):04}"
        self.ids.append(made)
        return [self.chance.choice((f'id = "{made}"',) * 5 + (f"id='{made}'", f'"id" = "{made}"', 'id = ""'))]

    def _more(self, panel: str, owner: Owner) -> None:
        if self.often(0.5):
            self.put("", owner)
            self.remarks(owner, 0.3)
        for head in self.chance.choice(
            (("[{}.sub]",), ("[ {} . 'sub' ]",), ("[[{}.sub]]",) * 2, ("[{}.sub]", "[{}.sub.deep]"))
        ):
            self.put(head.format(panel), owner)
            self._statement("x = 1", owner)
            self.remarks(owner, 0.1)

    def _extra(self) -> None:
        self.put("[extra]", None)
        self.put('text = "of no item"', None)
        if self.often(0.5):
            self.put("[extra.vision]\n# inside\nx = [\n]", None)

    def _journal(self) -> None:
        self.put("[[journal]]\ntext = '''\n[[vision]]\n'''", None)

    def _key(self, key: str) -> str:
        return key if self.neat or self.often(0.9) else self.chance.choice((f'"{key}"', f"'{key}'"))

    def _value(self, spec: Field) -> str:
        match spec.type:
            case "line" | "prose":
                return self._string(self.chance.choice(_WORDS if spec.type == "line" else (*_WORDS, *_LONG)))
            case "choice":
                return f'"{self.chance.choice([*(choice.key for choice in spec.choices), "odd"])}"'
            case "list":
                return self._list(
                    [self._string(self.chance.choice(_WORDS)) for _ in range(self.chance.randint(0, 3))]
                )
            case "date":
                return self.chance.choice(("2027-09-01", "1999-12-31", '"soon"'))
            case "count":
                return self.chance.choice(("0", "3", "+4", "1_000", "-1"))
            case "hands":
                return self.chance.choice(('"5 4 4 2 on 2026-11-23"', '"3,1"', "'42'", '"warm"', "[5, 4]"))

    def _list(self, entries: list[str]) -> str:
        if self.often(0.5):
            return f"[{', '.join(entries)}]"
        if self.neat or not entries:
            return "[\n" + "".join(f"    {entry},\n" for entry in entries) + "]"
        return (
            "[ # all ]\n"
            + ",\n\n  # [[vision]]\n".join(entries)
            + self.chance.choice(("", ",", " # last"))
            + "\n  ]"
        )

    def _string(self, text: str) -> str:
        forms = [json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")]
        if not self.neat:
            forms += self._other_strings(text)
        return self.chance.choice(forms)

    def _other_strings(self, text: str) -> Iterator[str]:
        if "'" not in text and "\n" not in text:
            yield f"'{text}'"
        if "'''" not in text:
            yield f"'''{text}'''" if text[:1] != "\n" else f"'''\n{text}'''"
        escaped = text.replace("\\", "\\\\").replace('"""', '""\\"')
        yield f'"""\n{escaped}"""'
        yield f'"""\\\n   \n  {escaped}"""' if text[:1].strip() else f'"""{escaped} """'


def handwritten(chance: Chance, most: int = 8) -> Handwritten:
    """A file such as people leave behind."""
    return _Hand(chance).write(most)
