"""A line of a dialog for an error or a notice."""

from __future__ import annotations

from textual.widgets import Static


class MessageLine(Static):
    """Shows a sentence; hidden while it is empty. Its class tells the style sheet which kind it is."""

    def __init__(self, sentence: str = "", *, classes: str = "problem") -> None:
        said = " -said" if sentence else ""
        super().__init__(sentence, classes=f"{classes}{said}", markup=False)

    def tell(self, sentence: str) -> None:
        """Show a sentence; an empty one hides the line."""
        if not sentence and not self.has_class("-said"):
            return
        self.update(sentence)
        self.set_class(bool(sentence), "-said")
