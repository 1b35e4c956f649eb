"""How the statement that is being typed is understood, and the faint lines below it that tell so."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from textual.content import Content

from canvas.app.dates import short_day
from canvas.app.widgets.facts import BETWEEN, facts
from canvas.model.calendar_text import WEEKDAYS
from canvas.model.canvas import Item
from canvas.model.owner_names import which_name
from canvas.model.sanitize import printable, visible_line
from canvas.model.schema import Panel
from canvas.model.shorthand import Completion, Typed, complete, parse, to_the_letter, typed_anew

_MAX_NAMES = 4
_MAX_LINES = 2


class Capture:
    """What is made of the text in an editor: shorthand, the kind that was chosen, a name to complete.

    Attributes:
        panel: the panel of the statement.
        is_literal: whether the text is to be kept as it was typed.
        typed: the text, understood; without the kind that was chosen by a key.
        completion: the names that fit at the end of the text; None where there are none.
    """

    def __init__(
        self,
        panel: Panel,
        known_names: Callable[[], Sequence[str]],
        today: date,
        *,
        is_on: bool = True,
        item: Item | None = None,
    ) -> None:
        """Understand statements of a panel, or new words of an ``item``; shorthand only where it ``is_on``.

        ``known_names`` gives the names that are completed.
        """
        self.panel = panel
        self._known_names = known_names
        self._today = today
        self._is_on = is_on
        self._item = item
        self.renew()

    def renew(self) -> None:
        """Begin with another statement."""
        self.is_literal = False
        self.typed = to_the_letter("")
        self.completion: Completion | None = None
        self._names: Sequence[str] | None = None
        self._kind: str | None = None

    def use(self, text: str) -> None:
        """Understand a text."""
        self.completion = None
        if self.is_literal or not self._is_on:
            self.typed = to_the_letter(text)
            return
        names: Sequence[str] = ()
        if "@" in text:
            names = self._names = self._known_names() if self._names is None else self._names
            self.completion = complete(text, names)
        anew = typed_anew(printable(self._item.text), text) if self._item else None
        if anew and self.completion and self.completion.start <= anew[0]:
            self.completion = None
        self.typed = parse(text, self.panel, names, self._today, typed=anew)

    def toggle_literal(self) -> None:
        """Keep the text as it is typed, or understand it again."""
        self.is_literal = not self.is_literal

    def choose_kind(self, kind: str) -> None:
        """Give the statement this kind, or none, unless another is typed or chosen."""
        self._kind = kind

    def choose_next_kind(self) -> None:
        """Choose the kind after the present one; after the last, none."""
        kinds = ["", *(kind.key for kind in self.panel.kinds)]
        self._kind = kinds[(kinds.index(self.kind) + 1) % len(kinds)] if self.kind in kinds else ""

    @property
    def kind(self) -> str:
        """The kind that the statement will have; may be empty."""
        said = self.typed.values.get("kind") or self._kind
        if isinstance(said, str):
            return said
        if self._item:
            return self._item.kind
        return self.panel.kind_of_new(self.typed.text) if self.typed.text.strip() else self.panel.default_kind

    @property
    def result(self) -> Typed:
        """The text, understood, with the kind that was chosen by a key."""
        if self._kind is None or "kind" in self.typed.values:
            return self.typed
        return self.typed._replace(values={"kind": self._kind, **self.typed.values})

    @property
    def is_changed(self) -> bool:
        """Whether a kind was chosen by a key."""
        return self._kind is not None

    @property
    def has_shorthand(self) -> bool:
        """Whether some of the text is understood as shorthand, or all of it is kept as typed."""
        return self._is_on and (self.is_literal or bool(self.typed.spans))

    def completed(self, text: str) -> str:
        """The text with the name completed that fits best."""
        found = self.completion
        return f"{text[: found.start]}{found.names[0]} " if found else text

    # Telling

    def lines(self, width: int) -> list[str]:
        """The lines that tell how the text is understood; of a rewording only where there is something to."""
        told = self.told()
        if not told or width < 1:
            return []
        most = _MAX_LINES if self.typed.spans or self.typed.problem else 1
        wrapped = [line.plain for line in facts(map(Content, told), width)]
        if len(wrapped) > most:
            rest = BETWEEN.join(wrapped[most - 1 :])
            wrapped[most - 1 :] = [Content(rest).truncate(width, ellipsis=True).plain]
        return wrapped

    def told(self) -> list[str]:
        """What the lines tell, fact by fact; nothing where there is nothing to."""
        if self.completion:
            first, *others = map(visible_line, self.completion.names[:_MAX_NAMES])
            return [f"tab takes {first}", *others]
        if self.is_literal:
            return [*filter(None, ("as typed", self.kind))]
        if self.typed.problem and "due" not in self.typed.values:
            return [self.typed.problem[:1].upper() + self.typed.problem[1:]]
        if self.typed.spans:
            first, *others = self._fields() or [""]
            return [f"→ {first}", *others]
        return [] if self._item and self._kind is None else self._offered()

    def _fields(self) -> list[str]:
        """What the statement will have beside its text."""
        values = self.typed.values
        owner, due = values.get("owner"), values.get("due")
        found: list[str] = []
        if isinstance(owner, str):
            which = which_name(self._names or (), owner)
            found.append(visible_line(f"@{owner}: {which}" if which else f"@{owner}"))
        if isinstance(due, date):
            found.append(f"by {WEEKDAYS[due.weekday()][:3]} {short_day(due, self._today)}")
        if "status" in values:
            found.append("disputed")
        return [*found, *filter(None, (self.kind,))]

    def _offered(self) -> list[str]:
        """The kind it will have, and what else may be typed."""
        others = " ".join(f"{kind.key}:" for kind in self.panel.kinds if kind.key != self.kind)
        kind = self.kind or ("no kind" if self.panel.kinds else "")
        return [*filter(None, (kind, *((others, "@owner", "by day") if self._is_on else ())))]
